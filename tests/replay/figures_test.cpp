// What reports that count and add up say of a few things that happened.

#include <gtest/gtest.h>

#include <algorithm>

#include "projections/read_models.h"
#include "replay/reports/declared.h"
#include "replay/views/views.h"
#include "schema/alarm.h"
#include "schema/stock.h"
#include "schema/stock_receipt.h"
#include "schema/subcontract.h"
#include "schema/technician.h"
#include "schema/wage.h"
#include "schema/warehouse.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_life.h"
#include "schema/work_order_money.h"
#include "schema/work_order_visit.h"
#include "tests/projections/support/folder.h"
#include "tests/projections/support/judged_log.h"

namespace kintsugi::tests {
namespace {

using namespace kintsugi::replay;
using projections::Scope;

constexpr std::int64_t minute = 60'000;
constexpr std::int64_t march = 1'772'323'200'000;  // 2026-03-01T00:00:00Z
constexpr std::int64_t april = march + 31LL * 24 * 60 * minute;

using Asked = std::vector<std::pair<std::string, std::string>>;
using Lines = std::vector<std::string>;

std::string shown(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return text->empty() ? "-" : *text;
  const auto* held = std::get_if<std::int64_t>(&cell);
  return held ? std::to_string(*held) : "-";
}

class Figures : public testing::Test {
 protected:
  void open() {
    projections::Runner::Options options;
    options.directory = folder.path();
    options.tenant = "main";
    const auto all = projections::all_projections();
    options.kinds.assign(all.begin(), all.end());
    runner = *projections::Runner::open(log.log(), log.verdicts(), std::move(options));
    views = std::make_unique<Views>(*runner, log.log(), log.verdicts(), Views::PositionAt{},
                                    Views::Options{.tenant = "main"});
    EXPECT_TRUE(runner->catch_up());
  }
  // What a report says, a line a row: "OUT-1 order_arrival 3"; of a list, too.
  Lines told(const ReportKind& kind, const std::vector<std::string_view>& columns,
             Asked asked = {}) {
    if (!runner) open();
    const auto view = *views->open(AsOf::now());
    ReportRequest request;
    request.parameters = std::move(asked);
    Lines out;
    const auto ran =
        kind.run(*view, request, Scope::everything(), [&](const Row& row, std::string_view) {
          std::string line;
          for (const std::string_view name : columns) {
            const auto at = std::find_if(kind.columns.begin(), kind.columns.end(),
                                         [&](const Column& one) { return one.id == name; });
            EXPECT_NE(at, kind.columns.end()) << name;
            const auto place = static_cast<std::size_t>(at - kind.columns.begin());
            line.append(line.empty() ? "" : " ").append(shown(row[place]));
          }
          out.push_back(line);
          return true;
        });
    EXPECT_TRUE(ran) << (ran ? "" : ran.error().what);
    return out;
  }
  Lines told(const char* report, const std::vector<std::string_view>& columns, Asked asked = {}) {
    return told(*find_report(report), columns, std::move(asked));
  }
  void register_order(const std::string& id, const std::string& outlet, std::int64_t at) {
    log.add({on("work_order/" + id,
                schema::WorkOrderRegistered{.service_type = schema::ServiceType::repair,
                                            .brand = "K",
                                            .registered_at = at}),
             on("work_order/" + id, schema::OutletAssigned{.outlet = outlet})});
  }

  Folder folder;
  JudgedLog log;
  std::unique_ptr<projections::Runner> runner;
  std::unique_ptr<Views> views;
};

TEST_F(Figures, OfDeadlinesSayWhichWereMet) {
  using schema::AlarmKind;
  const auto arm = [&](const std::string& id, AlarmKind kind, std::int64_t due) {
    log.add({on("alarm/" + id,
                schema::AlarmArmed{.kind = kind, .version = 1, .due_at = due, .outlet = "OUT-1"})});
  };
  const auto trip = [&](const std::string& id, AlarmKind kind) {
    log.add({on("alarm/" + id,
                schema::AlarmTripped{.kind = kind, .at = march, .outlet = "OUT-1"})});
  };
  for (const std::string id : {"WO-1:arrival", "WO-2:arrival", "WO-3:arrival", "WO-4:arrival"})
    arm(id, AlarmKind::order_arrival, march);
  log.add({on("alarm/WO-1:arrival", schema::AlarmDisarmed{.version = 1})});
  trip("WO-2:arrival", AlarmKind::order_arrival);
  trip("WO-3:arrival", AlarmKind::order_arrival);
  log.add({on("alarm/WO-3:arrival", schema::AlarmFoundMet{.version = 1, .at = march - 1})});
  arm("WO-1:completion", AlarmKind::order_completion, april);
  trip("WO-1:completion", AlarmKind::order_completion);
  log.add({on("alarm/WO-1:completion", schema::AlarmAcknowledged{.by = "2001"})});
  arm("WO-1:1", AlarmKind::booking_acceptance, march);
  const std::vector<std::string_view> columns{"outlet", "kind", "watched", "running",
                                              "tripped", "met", "rate"};
  EXPECT_EQ(told("deadlines_met", columns), (Lines{"OUT-1 order_arrival 4 1 1 2 6667",
                                                   "OUT-1 order_completion 1 0 1 0 0"}));
  EXPECT_EQ(told("deadlines_met", columns, {{"until", "2026-03-31"}}),
            Lines{"OUT-1 order_arrival 4 1 1 2 6667"});
  EXPECT_EQ(told("deadlines_met", columns, {{"kind", "order_completion"}}),
            Lines{"OUT-1 order_completion 1 0 1 0 0"});
}

// By the month in Shanghai.
TEST_F(Figures, OfReceiptsLeaveOutWhatWasWithdrawn) {
  for (int i = 1; i <= 4; ++i) {
    const std::string receipt = "stock_receipt/WH-1:P-1:good:" + std::to_string(i);
    log.add({on(receipt,
                schema::ReceiptRecorded{.outlet = "OUT-1",
                                        .warehouse = "WH-1",
                                        .part = "P-1",
                                        .condition = schema::PartCondition::good,
                                        .number = static_cast<std::uint32_t>(i),
                                        .quantity = 1000 * i,
                                        .unit_cost = 500,
                                        .cost = 500 * i,
                                        .supplier = i == 4 ? "乙厂" : "甲厂",
                                        .happened_at = i < 3 ? march : april - 8 * 60 * minute})});
    if (i == 2) log.add({on(receipt, schema::ReceiptWithdrawn{.reason = "wrong"})});
  }
  EXPECT_EQ(told("receipt_summary", {"supplier", "part", "month", "receipts", "quantity", "cost"}),
            (Lines{"乙厂 P-1 2026-04 1 4000 2000", "甲厂 P-1 2026-03 1 1000 500",
                   "甲厂 P-1 2026-04 1 3000 1500"}));
  EXPECT_EQ(told("receipt_summary", {"month", "cost"}, {{"supplier", "甲厂"}}),
            (Lines{"2026-03 500", "2026-04 1500"}));
  const std::vector<std::string_view> columns{"number", "status", "supplier", "cost"};
  EXPECT_EQ(told("receipt_lines", columns, {{"until", "2026-03-15"}}),
            Lines{"1 received 甲厂 500"});
  EXPECT_EQ(told("receipt_lines", columns, {{"status", "withdrawn"}}),
            Lines{"2 withdrawn 甲厂 1000"});
}

TEST_F(Figures, OfCountsAreOfThoseThatWereApprovedToo) {
  log.add({on("warehouse/WH-1", schema::WarehouseRegistered{.name = "库", .outlet = "OUT-1"})});
  for (std::uint32_t number = 1; number <= 2; ++number)
    log.add({on("stock_item/WH-1:P-1:good",
                schema::StockAdjustmentProposed{.number = number,
                                                .counted = 5000,
                                                .book = 7000,
                                                .counted_at = march + number,
                                                .counter = "3001"})});
  log.add({on("stock_item/WH-1:P-1:good", schema::StockAdjusted{.number = 1,
                                                                .difference = -2000,
                                                                .counted_at = march + 1,
                                                                .approver = "4001",
                                                                .cost = -900})});
  const std::vector<std::string_view> columns{"warehouse", "number",     "counted", "book",
                                              "approved",  "difference", "cost",    "counter"};
  EXPECT_EQ(told("count_differences", columns),
            (Lines{"WH-1 2 5000 5000 - 0 - 3001", "WH-1 1 - - -2000 -2000 -900 3001"}));
  log.add({on("stock_item/WH-1:P-1:good", schema::StockAdjustmentWithdrawn{.number = 1,
                                                                           .difference = 2000,
                                                                           .cost = 900,
                                                                           .counted_at = march + 1,
                                                                           .by = "5001"})});
  EXPECT_TRUE(runner->catch_up());
  EXPECT_EQ(told("count_differences",
                 {"number", "difference", "was_difference", "was_cost"}),
            (Lines{"2 -2000 - -", "1 0 -2000 -900"}));
  EXPECT_EQ(told("count_differences", {"number"}, {{"part", "P-2"}}), Lines{});
  const auto list = *list_report(*projections::lists::find("approved_counts"), "");
  EXPECT_EQ(told(list, {"warehouse", "part", "outlet", "number", "difference", "cost"}),
            Lines{"WH-1 P-1 OUT-1 1 0 0"});
}

// OUT-2 is slower, OUT-3 has completed nothing.
TEST_F(Figures, OfOutletsAreTheirOrdersAndTheirTimes) {
  const auto finish = [&](const std::string& id, std::int64_t dispatched, std::int64_t at) {
    log.add({on("work_order/" + id, schema::BookingScheduled{.booking = 1,
                                                             .technician = "T-1",
                                                             .dispatched_at = dispatched})});
    if (at != 0) log.add({on("work_order/" + id, schema::WorkOrderCompleted{.at = at})});
  };
  register_order("WO-1", "OUT-2", march);
  register_order("WO-2", "OUT-1", march);
  register_order("WO-3", "OUT-1", march);
  register_order("WO-4", "OUT-3", april);
  finish("WO-1", march + 10 * minute, march + 90 * minute);
  finish("WO-2", march + 20 * minute, march + 60 * minute);
  finish("WO-3", march + 31 * minute, 0);
  log.add({on("work_order/WO-1", schema::ChargeAdded{.line = 1,
                                                     .status = schema::ChargeStatus::agreed,
                                                     .amount = 5000,
                                                     .payer = schema::Payer::customer})});
  log.add({on("work_order/WO-1", schema::PaymentCollected{.amount = 2000})});
  EXPECT_EQ(told("outlet_figures", {"outlet", "orders", "completed", "open", "due", "paid"}),
            (Lines{"OUT-1 2 1 1 0 0", "OUT-2 1 1 0 5000 2000", "OUT-3 1 0 1 0 0"}));
  EXPECT_EQ(told("outlet_figures", {"outlet", "orders"}, {{"from", "2026-03-15"}}),
            Lines{"OUT-3 1"});
  EXPECT_EQ(told("outlet_times", {"outlet", "dispatched", "minutes_dispatched", "mean_dispatched",
                                  "completed", "mean_completed"}),
            (Lines{"OUT-1 2 51 26 1 60", "OUT-2 1 10 10 1 90", "OUT-3 0 0 - 0 -"}));
}

TEST_F(Figures, OfChargesSayWhatWasByHand) {
  register_order("WO-1", "OUT-1", march);
  const auto charge = [&](std::uint16_t line, schema::ChargeBasis basis, std::string tariff) {
    log.add({on("work_order/WO-1", schema::ChargeAdded{.line = line,
                                                       .status = schema::ChargeStatus::agreed,
                                                       .amount = 1000 * line,
                                                       .payer = schema::Payer::customer,
                                                       .tariff = std::move(tariff),
                                                       .basis = basis})});
  };
  charge(1, schema::ChargeBasis::labour, "A");
  charge(2, schema::ChargeBasis::labour, "");
  charge(3, schema::ChargeBasis::visit, "");
  charge(4, schema::ChargeBasis::labour, "");
  log.add({on("work_order/WO-1", schema::ChargeWithdrawn{.line = 4})});
  EXPECT_EQ(told("charge_figures", {"outlet", "brand", "basis", "payer", "lines", "amount",
                                    "by_hand", "amount_by_hand"}),
            (Lines{"OUT-1 K labour customer 2 3000 1 2000",
                   "OUT-1 K visit customer 1 3000 1 3000"}));
}

TEST_F(Figures, OfTechniciansAreTheirSkills) {
  log.add({on("technician/T-1", schema::TechnicianRegistered{.name = "李", .outlet = "OUT-1"})});
  for (const char* category : {"空调", "冰箱"})
    log.add({on("technician/T-1",
                schema::SkillGranted{.category = category,
                                     .service_type = schema::ServiceType::repair,
                                     .expires_on = category == std::string("空调") ? 20'600 : 0,
                                     .certificate = "ZS-1"})});
  const projections::lists::List& skills = *projections::lists::find("skills");
  const auto list = *list_report(skills, "");
  const std::vector<std::string_view> columns{"technician", "name", "outlet",
                                              "category", "service_type", "expires_on"};
  EXPECT_EQ(told(list, columns).size(), 2u);
  EXPECT_EQ(told(list, columns, {{"expires_on.from", "2026-01-01"}}),
            Lines{"T-1 李 OUT-1 空调 repair 20600"});
  EXPECT_EQ(told(list, {"category"}, {{"technician", "T-1"}, {"category", "冰箱"}}),
            Lines{"冰箱"});
  EXPECT_EQ(told(list, columns, {{"service_type", "install"}}), Lines{});
  Scope own;
  own.technician = "T-1";
  EXPECT_EQ(skills.own_of(own), "T-1") << "a technician sees his own";
}

// The moment is when the last commit was recorded.
TEST_F(Figures, OfWhatWaitsSayWhatIsOverdue) {
  for (int i = 1; i <= 3; ++i) {
    const std::string id = "WO-" + std::to_string(i);
    register_order(id, "OUT-1", march);
    log.add({on("work_order/" + id,
                schema::BookingScheduled{.booking = 1,
                                         .technician = "T-1",
                                         .accept_by = i == 3 ? april : march + i,
                                         .dispatched_at = march + 10 - i})});
  }
  const std::vector<std::string_view> columns{"queue", "outlet",    "waiting",
                                              "since", "due_first", "overdue"};
  EXPECT_EQ(told("waiting_times", columns),
            Lines{"to_accept OUT-1 3 " + std::to_string(march + 2000) + " " +
                  std::to_string(march + 1) + " 2"});
  EXPECT_EQ(told("waiting_times", columns, {{"queue", "to_schedule"}}), Lines{});
}

// Of two orders of which one cost more than it brought in; the third brought in nothing.
TEST_F(Figures, OfMarginsAreWhatOrdersBringInLessWhatTheyCost) {
  using schema::ChargeStatus;
  using schema::Payer;
  const auto charge = [&](const std::string& id, std::uint16_t line, ChargeStatus status,
                          Payer payer, std::int64_t amount) {
    log.add({on("work_order/" + id, schema::ChargeAdded{.line = line,
                                                        .status = status,
                                                        .item = "service",
                                                        .quantity = 1000,
                                                        .unit_price = amount,
                                                        .amount = amount,
                                                        .payer = payer})});
  };
  register_order("WO-1", "OUT-1", march);
  register_order("WO-2", "OUT-2", march);
  register_order("WO-3", "OUT-2", april);
  charge("WO-1", 1, ChargeStatus::agreed, Payer::customer, 12'000);
  charge("WO-1", 2, ChargeStatus::agreed, Payer::manufacturer, 5'000);
  charge("WO-1", 3, ChargeStatus::pending, Payer::customer, 70'000);
  charge("WO-1", 4, ChargeStatus::agreed, Payer::outlet, 900);
  charge("WO-2", 1, ChargeStatus::agreed, Payer::customer, 3'000);
  for (const std::int64_t cost : {4'000, 1'000})
    log.add({on("work_order/WO-1",
                schema::PartUsed{
                    .part = "P-1", .technician = "T-1", .quantity = 1000, .cost = cost})});
  log.add({on("work_order/WO-1",
              schema::PartUseWithdrawn{.number = 2, .part = "P-1", .quantity = 1000})});
  schema::WageEarned earned{
      .outlet = "OUT-1", .day = 20'517, .order = "WO-1", .work_date = 20'516, .total = 2'500};
  earned.shares = {{.technician = "T-1", .weight = 6000, .amount = 1'500},
                   {.technician = "T-2", .weight = 4000, .amount = 1'000}};
  log.add({on("wage_day/OUT-1:2026-03-05", earned)});
  log.add({on("subcontract/WO-2", schema::SubcontractRequested{.order = "WO-2",
                                                               .outlet = "OUT-2",
                                                               .contractor = "x",
                                                               .cost_expected = 1})});
  log.add({on("subcontract/WO-2", schema::SubcontractReported{.cost = 8'000, .done_at = 3})});
  const std::vector<std::string_view> columns{"order",      "from_customer", "from_maker",
                                              "parts_cost", "wages",         "subcontracted",
                                              "margin",     "margin_rate"};
  EXPECT_EQ(told("order_margin", columns),
            (Lines{"WO-3 0 0 0 0 0 0 -", "WO-1 12000 5000 4000 2500 0 10500 6176",
                   "WO-2 3000 0 0 0 8000 -5000 -16667"}));
  EXPECT_EQ(told("order_margin", {"order"}, {{"from", "2026-04-01"}}), Lines{"WO-3"});
  EXPECT_EQ(told("margin_figures", {"outlet", "orders", "income", "cost", "margin"}),
            (Lines{"OUT-1 1 17000 6500 10500", "OUT-2 2 3000 8000 -5000"}));
}

// Three visits on two days in Shanghai; of the last nobody said yet that it ended.
TEST_F(Figures, OfAttendanceAreDaysOfPeople) {
  const auto visit = [&](const std::string& id, std::int64_t at, std::int64_t ended) {
    register_order(id, "OUT-1", march);
    log.add({on("work_order/" + id,
                schema::BookingScheduled{.booking = 1, .technician = "T-1", .starts_at = at})});
    log.add({on("work_order/" + id,
                schema::TechnicianCheckedIn{.booking = 1, .technician = "T-1", .at = at})});
    if (ended != 0)
      log.add({on("work_order/" + id, schema::WorkReported{.booking = 1, .at = ended})});
  };
  constexpr std::int64_t hour = 60 * minute;
  visit("WO-1", march + 2 * hour, march + 3 * hour);    // 10:00 on 1 March
  visit("WO-2", march + 15 * hour, march + 17 * hour);  // 23:00, into the night
  visit("WO-3", march + 26 * hour, 0);
  const std::vector<std::string_view> columns{"technician", "day",     "visits",
                                              "first_at",   "last_at", "on_site"};
  const auto line = [&](std::int64_t day, int visits, std::int64_t first, std::int64_t last,
                        int minutes) {
    return "T-1 " + std::to_string(20'513 + day) + " " + std::to_string(visits) + " " +
           std::to_string(march + first * hour) + " " +
           std::to_string(last == 0 ? 0 : march + last * hour) + " " + std::to_string(minutes);
  };
  EXPECT_EQ(told("field_attendance", columns),
            (Lines{line(0, 2, 2, 17, 180), line(1, 1, 26, 0, 0)}));
  EXPECT_EQ(told("field_attendance", {"visits"}, {{"from", "2026-03-02"}}), Lines{"1"});
}

TEST_F(Figures, OfTheLogAreOfOneOutcome) {
  const auto refuse = [&](const char* code) {
    log.add({}, {.refusal = Error{ErrorKind::refused, code, "no", {}}});
  };
  register_order("WO-1", "OUT-1", march);
  refuse("work_order.not_found");
  refuse("technician.exists");
  const std::vector<std::string_view> columns{"position", "outcome", "refusal"};
  EXPECT_EQ(told("operation_log", columns).size(), 3u);
  EXPECT_EQ(told("operation_log", columns, {{"outcome", "accepted"}}), Lines{"0 accepted -"});
  EXPECT_EQ(told("operation_log", columns, {{"outcome", "refused"}}),
            (Lines{"1 refused work_order.not_found", "2 refused technician.exists"}));
  EXPECT_EQ(told("operation_log", columns, {{"refusal", "technician.exists"}}),
            Lines{"2 refused technician.exists"});
  EXPECT_EQ(told("operation_log", columns, {{"outcome", "accepted"}, {"refusal", "no.such"}}),
            Lines{});
  EXPECT_EQ(told("operation_log", columns, {{"stream", "work_order/WO-1"}}),
            Lines{"0 accepted -"});
  EXPECT_EQ(told("operation_log", columns, {{"stream", "work_order/WO-2"}}), Lines{});
  // Every commit of the log made by hand is a sign-out.
  EXPECT_EQ(told("operation_log", columns, {{"command", "sign_out"}}).size(), 3u);
  EXPECT_EQ(told("operation_log", columns, {{"command", "register_part"}}), Lines{});
  EXPECT_EQ(told("operation_log", columns, {{"about", "operator"}}).size(), 3u);
  EXPECT_EQ(told("operation_log", columns, {{"about", "part,outlet"}}), Lines{});
  for (const auto& wrong : {std::pair("outcome", "maybe"), std::pair("command", "sing_out"),
                            std::pair("about", "part,weather")}) {
    ReportRequest request;
    request.parameters = {{wrong.first, wrong.second}};
    const auto ran = find_report("operation_log")
                         ->run(**views->open(AsOf::now()), request, Scope::everything(),
                               [](const Row&) { return true; });
    ASSERT_FALSE(ran) << wrong.first;
    EXPECT_EQ(ran.error().code, "request.bad_parameter");
  }
}

}  // namespace
}  // namespace kintsugi::tests
