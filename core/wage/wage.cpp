#include "core/wage/wage.h"

#include <map>
#include <utility>

#include "core/money/money.h"
#include "core/rules/lines.h"
#include "core/wage/rate.h"
#include "schema/wage_events.h"

namespace kintsugi::core::wage {

std::string day_id(std::string_view outlet, calendar::Date day) {
  return std::string(outlet) + ":" + calendar::format_date(day);
}

std::string run_id(std::string_view outlet, calendar::Month month) {
  return std::string(outlet) + ":" + calendar::format_month(month);
}

RuleInForce rule_of(std::string_view outlet, calendar::Date date, Reads& reads) {
  for (const std::string_view id : {outlet, std::string_view("default")}) {
    const auto* rule = reads.find<schema::WageRule>(id);
    const auto* version = rule == nullptr ? nullptr : rules::in_force(rule->versions, date);
    if (version != nullptr) return {std::string(id), version};
  }
  return {};
}

bool is_approved_since(std::string_view outlet, calendar::Date from, Reads& reads) {
  const auto* calendar = reads.find<schema::WageCalendar>("all");
  if (calendar == nullptr) return false;
  for (calendar::Date day = from; day <= calendar->sealed_until;) {
    const calendar::Month month = calendar::month_of(day);
    if (is_approved(outlet, month, reads)) return true;
    day = calendar::last_day(month) + 1;
  }
  return false;
}

bool is_approved(std::string_view outlet, calendar::Month month, Reads& reads) {
  const auto* run = reads.find<schema::WageRun>(run_id(outlet, month));
  return run != nullptr && run->status == schema::WageRunStatus::approved;
}

calendar::Date counting_day(std::string_view outlet, calendar::Date work_date, calendar::Date today,
                            Reads& reads) {
  return is_approved(outlet, calendar::month_of(work_date), reads) ? today : work_date;
}

namespace {

using Sheets = std::map<std::string, schema::WageSheet, std::less<>>;

schema::WageSheet& sheet_of(Sheets& sheets, const std::string& technician) {
  schema::WageSheet& sheet = sheets[technician];
  sheet.technician = technician;
  return sheet;
}

// The line as it is rated now: other pieces, shares, total, rule where a version changed under it
// or was withdrawn.
Result<schema::WageLine> rated_again(std::string_view outlet, const schema::WageLine& line,
                                     Reads& reads) {
  const RuleInForce rule = rule_of(outlet, line.work_date, reads);
  const std::uint32_t version = rule.version == nullptr ? 0 : rule.version->version;
  if (rule.rule == line.rule && version == line.rule_version) return line;
  schema::WageLine again = line;
  again.rule = rule.rule;
  again.rule_version = version;
  Work work{line.brand, line.category, line.model, line.service_type, {}};
  for (const schema::WagePiece& piece : line.pieces) {
    if (piece.item.empty()) continue;
    work.charges.push_back(piece);
    work.charges.back().line = 0;
    work.charges.back().wage = 0;
  }
  Rated rated{work.charges, 0};  // by none, where the only one was withdrawn
  if (rule.version != nullptr) {
    KINTSUGI_TRY(rated, rate(*rule.version, work));
  }
  again.pieces = std::move(rated.pieces);
  again.total = rated.total;
  again.shares.resize(again.shares.size() - again.apart);
  KINTSUGI_TRY(Shares shared, share_among(rule.version, {again.pieces, again.total},
                                          std::move(again.shares), again.crew_told));
  again.shares = std::move(shared.shares);
  again.apart = shared.apart;
  return again;
}

Result<void> add_line(const schema::WageLine& line, Sheets& sheets) {
  for (const schema::WageShare& share : line.shares) {
    schema::WageSheet& sheet = sheet_of(sheets, share.technician);
    ++sheet.orders;
    KINTSUGI_TRY(sheet.earned, money::add(sheet.earned, share.amount));
  }
  return {};
}

Result<void> add_day(std::string_view outlet, calendar::Date day, Reads& reads, MonthSum& sum,
                     Sheets& sheets) {
  Events& rerated = sum.rerated;
  const std::string id = day_id(outlet, day);
  const auto* earned = reads.find<schema::WageDay>(id);
  if (earned == nullptr) return {};
  for (const schema::WageLine& line : earned->lines) {
    KINTSUGI_TRY(const schema::WageLine again, rated_again(outlet, line, reads));
    if (again.rule != outlet) sum.by_company_rule = true;
    if (again.rule.empty()) sum.unrated.push_back(again.order);
    KINTSUGI_TRY_OK(add_line(again, sheets));
    if (again == line) continue;
    rerated.on(id, schema::WageRerated{.outlet = std::string(outlet),
                                       .day = day,
                                       .order = again.order,
                                       .rule = again.rule,
                                       .rule_version = again.rule_version,
                                       .pieces = again.pieces,
                                       .shares = again.shares,
                                       .total = again.total,
                                       .apart = again.apart});
    if (!again.rule.empty()) rerated.uses_rule("wage_rule/" + again.rule, again.rule_version);
  }
  for (const schema::WageAdjustment& adjustment : earned->adjustments) {
    schema::WageSheet& sheet = sheet_of(sheets, adjustment.technician);
    KINTSUGI_TRY(sheet.adjusted, money::add(sheet.adjusted, adjustment.amount));
  }
  return {};
}

}  // namespace

Result<MonthSum> sum_of(std::string_view outlet, calendar::Month month, Reads& reads) {
  MonthSum sum;
  Sheets sheets;
  for (calendar::Date day = calendar::first_day(month); day <= calendar::last_day(month); ++day) {
    KINTSUGI_TRY_OK(add_day(outlet, day, reads, sum, sheets));
  }
  for (auto& [technician, sheet] : sheets) {
    KINTSUGI_TRY(sheet.total, money::add(sheet.earned, sheet.adjusted));
    KINTSUGI_TRY(sum.total, money::add(sum.total, sheet.total));
    sum.sheets.push_back(std::move(sheet));
  }
  return sum;
}

}  // namespace kintsugi::core::wage
