// Prices that are shares of others: checked when they are drafted.

#include <map>
#include <set>
#include <string>

#include "core/events.h"
#include "core/tariff/price.h"
#include "core/text/search_key.h"
#include "schema/tariff_refusals.h"

namespace kintsugi::core::tariff {
namespace {

using schema::TariffLine;
using schema::TariffRefusal;

constexpr std::int64_t share_amount_max = 100'000'000'000;  // fen: a billion yuan
constexpr std::int64_t share_quantity_max = 1'000'000'000;  // thousandths
constexpr std::int32_t share_rate_max = 1'000'000;          // a hundredfold

// By item, in one form of writing: of which other items its lines take shares.
using Shares = std::map<std::string, std::set<std::string>>;

bool is_within(std::int64_t value, std::int64_t max) { return value >= 0 && value <= max; }

Result<void> check_bounds(const TariffLine& line) {
  const bool within = is_within(line.at_least, share_quantity_max) &&
                      is_within(line.free_quantity, share_quantity_max) &&
                      is_within(line.rate, share_rate_max) &&
                      is_within(line.of_at_most, share_amount_max) &&
                      is_within(line.cap_per_visit, share_amount_max);
  const bool of_nothing = line.rate == 0 && (!line.of_item.empty() || line.of_at_most != 0);
  if (!within || of_nothing) return refuse(TariffRefusal::bad_share, line.item);
  if (line.rate != 0 && line.unit_price != 0) return refuse(TariffRefusal::two_prices, line.item);
  if (line.cap_per_visit != 0 && line.cap_per_visit < line.unit_price)
    return refuse(TariffRefusal::cap_below_price, line.item);
  return {};
}

bool comes_back(const Shares& shares, const std::string& item, const std::string& from,
                std::set<std::string>& seen) {
  const auto found = shares.find(from);
  if (found == shares.end() || !seen.insert(from).second) return false;
  for (const std::string& next : found->second)
    if (next == item || comes_back(shares, item, next, seen)) return true;
  return false;
}

}  // namespace

Result<void> check_shares(const std::vector<TariffLine>& lines) {
  std::map<std::string, std::size_t> items;  // how many lines each has
  Shares shares;
  for (const TariffLine& line : lines) ++items[search_key(KeyKind::code, line.item)];
  for (const TariffLine& line : lines) {
    KINTSUGI_TRY_OK(check_bounds(line));
    if (line.of_item.empty()) continue;
    const std::string item = search_key(KeyKind::code, line.item);
    const std::string of = search_key(KeyKind::code, line.of_item);
    const auto found = items.find(of);
    // Of its own item another line is needed.
    if (found == items.end() || (of == item && found->second < 2))
      return refuse(TariffRefusal::unknown_item, line.of_item);
    if (of != item) shares[item].insert(of);
  }
  for (const auto& [item, others] : shares) {
    std::set<std::string> seen;
    if (comes_back(shares, item, item, seen)) return refuse(TariffRefusal::circular, item);
  }
  return {};
}

}  // namespace kintsugi::core::tariff
