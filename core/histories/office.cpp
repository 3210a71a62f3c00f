#include "core/histories/office.h"

#include <algorithm>
#include <chrono>

#include "core/calendar/calendar.h"
#include "core/histories/past.h"
#include "core/histories/settlements.h"
#include "schema/credentials.h"
#include "schema/saved_query.h"
#include "schema/stock.h"
#include "schema/stock_receipt_state.h"
#include "schema/tariff_commands.h"
#include "schema/technician.h"
#include "schema/wage.h"
#include "schema/wage_state.h"

namespace kintsugi::histories {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr std::string_view clerk = "4001", other_clerk = "4002";

struct Office {
  const CompanySize& size;
  Instant midnight;
  int day;
  Dice& dice;
  std::vector<Wish> wishes{};

  template <class Command>
  Wish& add(Instant at, std::string_view who, Command command) {
    wishes.push_back({.at = at, .who = std::string(who), .commands = {std::move(command)}});
    return wishes.back();
  }
  // Of the day after the local midnight.
  std::chrono::year_month_day date() const {
    return std::chrono::floor<std::chrono::days>(midnight + hours(8));
  }
  void cash();
  void wages();
  void prices();
  void holds();
  void first_days();
};

// In the evening, of most who carry some; the amount is what they carry.
void Office::cash() {
  Instant at = midnight + hours(18) + minutes(5);
  const auto each = std::min<std::chrono::milliseconds>(std::chrono::seconds(40),
                                                        hours(4) / std::max(1, size.technicians));
  const int a_day = std::max(1000, size.technicians);  // receipts are numbered
  for (int t = 0; t < size.technicians; ++t, at += each) {
    if (dice.chance(45)) continue;
    const std::string technician = technician_id(t);
    schema::RemitPayment remit;
    remit.technician = technician;
    remit.receipt = "JK" + std::to_string(day * a_day + t);
    add(at, t % 2 == 0 ? clerk : other_clerk, std::move(remit)).look =
        [technician](std::vector<schema::Command>& commands, const Past& past) {
          const auto* state = past.find<schema::Technician>(technician);
          if (state == nullptr || state->cash_held <= 0) return commands.clear();
          commands[0].get<schema::RemitPayment>().amount = state->cash_held;
        };
  }
}

// On the second the month before is calculated, on the third most of it is approved.
void Office::wages() {
  const auto today = date();
  const auto before = std::chrono::year_month(today.year(), today.month()) - std::chrono::months(1);
  std::string period = std::to_string(static_cast<int>(before.year())) + "-";
  const auto month = static_cast<unsigned>(before.month());
  period += (month < 10 ? "0" : "") + std::to_string(month);
  const bool second = today.day() == std::chrono::day(2);
  const bool third = today.day() == std::chrono::day(3);
  if (day < 5 || (!second && !third)) return;
  for (int i = 1; i <= size.outlets; ++i) {
    const Instant at = midnight + hours(9) + minutes(20) + 3 * turn_of(i);
    // What was posted since then counts too.
    if (second || i % 3 != 0)
      add(at, clerk, schema::CalculateWages{.outlet = outlet_id(i), .period = period});
    if (third && i % 3 != 0) {
      schema::ApproveWages approve;
      approve.outlet = outlet_id(i);
      approve.period = period;
      add(at + std::chrono::seconds(50), other_clerk, std::move(approve));
    }
  }
}

// Each week a price list for a campaign, which somebody else publishes, or has not looked at yet.
void Office::prices() {
  const int week = day / 7;
  const std::string id = "PROMO-" + std::to_string(week + 1);
  const auto today = static_cast<std::int32_t>(
      std::chrono::floor<std::chrono::days>(midnight + hours(8)).time_since_epoch().count());
  if (day % 7 == 2) {
    schema::TariffLine line;
    line.category = "aircon";
    line.service_type = schema::ServiceType::maintain;
    line.item = "深度清洗";
    line.unit_price = 8'000 + 500 * (week % 5);
    add(midnight + hours(14), clerk,
        schema::DraftTariff{.tariff = id,
                            .name = "第" + std::to_string(week + 1) + "期清洗促销",
                            .effective_from = today + 7,
                            .lines = {line}});
  }
  if (day % 7 == 4 && week % 3 != 2) {
    add(midnight + hours(15), other_clerk, schema::PublishTariff{.tariff = id, .version = 1});
  }
}

void Office::holds() {
  if (day % 7 != 3 && day % 7 != 5) return;
  const int part = (day / 7) % (size.parts - 1);
  for (int i = 1; i <= size.outlets; ++i) {
    const std::string hold = "H" + std::to_string(day / 7 + 1);
    const Instant at = midnight + hours(16) + turn_of(i);
    if (day % 7 == 3) {
      add(at, store_keeper_of(i),
          schema::ReserveStock{.warehouse = warehouse_id(i),
                               .part = part_id(part),
                               .condition = schema::PartCondition::good,
                               .quantity = 1000,
                               .hold = hold,
                               .reason = "大客户巡检预留"})
          .look = [shelf = warehouse_id(i) + ":" + part_id(part) + ":good"](
                      std::vector<schema::Command>& commands, const Past& past) {
        const auto* item = past.find<schema::StockItem>(shelf);
        if (item == nullptr || item->on_hand - item->reserved < 1000) commands.clear();
      };
    } else if ((i + day / 7) % 3 != 0) {
      add(at, store_keeper_of(i),
          schema::ReleaseStock{.warehouse = warehouse_id(i),
                               .part = part_id(part),
                               .condition = schema::PartCondition::good,
                               .hold = hold})
          .look = [id = warehouse_id(i) + ":" + part_id(part) + ":good:" + hold](
                      std::vector<schema::Command>& commands, const Past& past) {
        const auto* held = past.find<schema::StockHold>(id);
        if (held == nullptr || held->status != schema::StockHoldStatus::open) commands.clear();
      };
    }
  }
}

// Once: what people keep for themselves, and a wage rule that nobody has published yet.
void Office::first_days() {
  if (day != 1) return;
  const auto save = [&](std::string_view who, const char* name, const char* list,
                        std::vector<schema::QueryCondition> conditions) {
    schema::SaveQuery query;
    query.query = "Q-" + std::string(who);
    query.name = name;
    query.about = schema::QueryAbout::list;
    query.target = list;
    query.conditions = std::move(conditions);
    add(midnight + hours(11), who, std::move(query));
    add(midnight + hours(11) + minutes(1), who,
        schema::ShareQuery{.query = "Q-" + std::string(who),
                           .share = schema::QueryShare::company,
                           .outlet = {}});
  };
  save("1001", "待上门的空调", "work_orders", {{.parameter = "category", .value = "aircon"}});
  save("4001", "未决更正", "corrections", {});
  save("5001", "放行记录", "overrides", {});
  schema::WageRuleLine line;
  line.service_type = schema::ServiceType::install;
  line.basis = schema::WageBasis::rate;
  line.rate = 6500;
  schema::DraftWageRule draft;
  draft.rule = outlet_id(1);
  draft.name = "城北安装提成试行";
  draft.effective_from = static_cast<std::int32_t>(
      std::chrono::floor<std::chrono::days>(midnight + hours(8)).time_since_epoch().count());
  draft.lines = {line};
  add(midnight + hours(15), clerk, std::move(draft));
  schema::MakeToken token;
  token.operator_ = "5001";
  token.token = "wall-board";
  token.name = "大屏只读";
  token.reads_only = true;
  token.expires_at = to_ms(midnight + hours(24 * 90));
  add(midnight + hours(16), "5001", std::move(token));
  // What sells out: of these the shelves never hold as much as they should.
  for (int outlet = 1; outlet <= size.outlets; ++outlet)
    for (const int part : {1, 4})
      add(midnight + hours(17), store_keeper_of(outlet),
          schema::SetStockMinimum{.warehouse = warehouse_id(outlet),
                                  .part = part_id(part),
                                  .condition = schema::PartCondition::good,
                                  .minimum = 500 * 1000});
}

}  // namespace

std::vector<Wish> day_of_the_office(const CompanySize& size, Instant midnight, int day,
                                    Dice& dice) {
  Office office{size, midnight, day, dice};
  office.first_days();
  office.wages();
  office.prices();
  office.holds();
  office.cash();
  for (Wish& wish : day_of_the_settlements(size, midnight, day))
    office.wishes.push_back(std::move(wish));
  std::stable_sort(office.wishes.begin(), office.wishes.end(),
                   [](const Wish& a, const Wish& b) { return a.at < b.at; });
  return std::move(office.wishes);
}

}  // namespace kintsugi::histories
