#include "core/wage/rate.h"

#include <algorithm>
#include <utility>

#include "core/money/money.h"
#include "core/rules/lines.h"

namespace kintsugi::core::wage {

using schema::WageBasis;

namespace {

bool is_about_orders(const schema::WageRuleLine& line) {
  return line.basis == WageBasis::fixed && line.item.empty();
}

rules::Key key_of(const Work& work, std::string_view item) {
  return {work.brand, work.category, work.model, work.service_type, item};
}

Result<std::int64_t> wage_of(const schema::WageRuleLine& line, const schema::WagePiece& piece) {
  switch (line.basis) {
    case WageBasis::none:
      return std::int64_t{0};
    case WageBasis::rate:
      return money::times_rate(piece.charge, line.rate);
    case WageBasis::fixed:
      return money::times_quantity(line.amount, piece.quantity);
  }
  return std::int64_t{0};
}

// Rates one piece among the lines of its class and adds its wage to the total; false: no line fits.
Result<bool> rate_piece(const schema::WageRuleVersion& version, const rules::Key& key,
                        bool about_order, schema::WagePiece& piece, std::int64_t& total) {
  const auto line = rules::best_line(version.lines, key, [&](const schema::WageRuleLine& l) {
    return is_about_orders(l) == about_order;
  });
  piece.line = line ? static_cast<std::uint32_t>(*line + 1) : 0;
  piece.wage = 0;
  if (!line) return false;
  KINTSUGI_TRY(piece.wage, wage_of(version.lines[*line], piece));
  KINTSUGI_TRY(total, money::add(total, piece.wage));
  return true;
}

}  // namespace

Result<Rated> rate(const schema::WageRuleVersion& version, const Work& work) {
  Rated rated;
  for (schema::WagePiece piece : work.charges) {
    KINTSUGI_TRY_OK(rate_piece(version, key_of(work, piece.item), false, piece, rated.total));
    rated.pieces.push_back(std::move(piece));
  }
  schema::WagePiece order{.item = {},
                          .quantity = money::quantity_whole,
                          .charge = 0,
                          .line = 0,
                          .wage = 0,
                          .technician = {}};
  KINTSUGI_TRY(const bool earns, rate_piece(version, key_of(work, {}), true, order, rated.total));
  if (earns) rated.pieces.push_back(std::move(order));
  return rated;
}

Result<void> share_out(std::int64_t total, std::vector<schema::WageShare>& shares) {
  const bool equal = std::all_of(shares.begin(), shares.end(),
                                 [](const schema::WageShare& share) { return share.weight == 0; });
  std::vector<money::Part> parts;
  for (const schema::WageShare& share : shares) {
    parts.push_back({share.technician, equal ? 1 : share.weight});
  }
  KINTSUGI_TRY(const std::vector<std::int64_t> amounts, money::split(total, parts));
  for (std::size_t i = 0; i < shares.size(); ++i) shares[i].amount = amounts[i];
  return {};
}

namespace {

// The weights that the rule gives a crew of that size, the lead first; all 0 (equally) where it
// names none, or where there is no rule.
void set_weights(const schema::WageRuleVersion* version, std::vector<schema::WageShare>& crew) {
  for (schema::WageShare& share : crew) share.weight = 0;
  if (version == nullptr) return;
  for (const schema::CrewShares& named : version->crews) {
    if (named.shares.size() != crew.size()) continue;
    for (std::size_t i = 0; i < crew.size(); ++i) crew[i].weight = named.shares[i];
  }
}

schema::WageShare* share_of(std::string_view technician, std::vector<schema::WageShare>& shares) {
  const auto found = std::find_if(shares.begin(), shares.end(), [&](const schema::WageShare& s) {
    return s.technician == technician;
  });
  return found == shares.end() ? nullptr : &*found;
}

}  // namespace

Result<Shares> share_among(const schema::WageRuleVersion* version, const Rated& rated,
                           std::vector<schema::WageShare> crew, bool told) {
  if (!told) set_weights(version, crew);
  const bool weighed = std::any_of(
      crew.begin(), crew.end(), [](const schema::WageShare& share) { return share.weight != 0; });
  std::int64_t common = rated.total;
  std::vector<schema::WageShare> own;
  for (const schema::WagePiece& piece : rated.pieces) {
    if (piece.technician.empty()) continue;
    if (weighed && share_of(piece.technician, crew) != nullptr) continue;
    if (share_of(piece.technician, own) == nullptr)
      own.push_back({.technician = piece.technician, .weight = 0, .amount = 0});
    share_of(piece.technician, own)->amount += piece.wage;
    common -= piece.wage;
  }
  KINTSUGI_TRY_OK(share_out(common, crew));
  Shares out{std::move(crew), 0};
  for (schema::WageShare& one : own) {
    if (schema::WageShare* member = share_of(one.technician, out.shares)) {
      member->amount += one.amount;
      continue;
    }
    out.shares.push_back(std::move(one));
    ++out.apart;
  }
  return out;
}

}  // namespace kintsugi::core::wage
