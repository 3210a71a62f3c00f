#include "projections/orders/orders.h"

#include <gtest/gtest.h>

#include "projections/lists/query.h"
#include "projections/lists/rows.h"
#include "schema/rows_orders.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_crew.h"
#include "schema/work_order_life.h"
#include "schema/work_order_money.h"
#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
namespace {

schema::WorkOrderRegistered registered(std::int64_t at, std::string customer = "C-1") {
  schema::WorkOrderRegistered event;
  event.service_type = schema::ServiceType::repair;
  event.customer = std::move(customer);
  event.registered_at = at;
  return event;
}
schema::OutletAssigned assigned(std::string outlet) {
  schema::OutletAssigned event;
  event.outlet = std::move(outlet);
  return event;
}
std::string ids(const Result<Page<schema::OrderRow>>& page) {
  std::string out;
  for (const auto& row : page->rows) out += row.id + " ";
  return out;
}

TEST(Orders, ShowWhatHappenedToThem) {
  JudgedLog log;
  const auto first = log.add({on("work_order/WO-1", registered(5'000))});
  log.add({on("work_order/WO-1", assigned("O-1"))});
  schema::ChargeAdded charge;
  charge.line = 1;
  charge.status = schema::ChargeStatus::agreed;
  charge.payer = schema::Payer::customer;
  charge.amount = 8000;
  schema::PaymentCollected payment;
  payment.amount = 3000;
  const auto last = log.add({on("work_order/WO-1", charge), on("work_order/WO-1", payment)});
  const auto rows = folded(orders_projection(), log);
  const auto row = *order_card(*rows, "WO-1", Scope::everything());
  EXPECT_EQ(row.order.status, schema::WorkOrderStatus::assigned);
  EXPECT_EQ(row.order.outlet, "O-1");
  EXPECT_EQ(row.registered_at, 5'000);
  EXPECT_EQ(row.due, 8000);
  EXPECT_EQ(row.paid, 3000);
  EXPECT_EQ(row.version, 3u);
  EXPECT_EQ(row.first_position, first.value);
  EXPECT_EQ(row.last_position, last.value);
  EXPECT_EQ(row.order.charges.size(), 1u);
}

// A dispatch that is taken back by a dispatcher was none; one that ends with the order was one.
TEST(Orders, AreNotDispatchedByWhatWasTakenBack) {
  JudgedLog log;
  const auto stages = [&](auto event) {
    log.add({on("work_order/WO-1", std::move(event))});
    const auto rows = folded(orders_projection(), log);
    const auto row = *order_card(*rows, "WO-1", Scope::everything());
    return std::pair(row.dispatched_at, row.accepted_at);
  };
  using Stages = std::pair<std::int64_t, std::int64_t>;
  const auto canceled = [](std::uint16_t booking, bool withdrawn) {
    return schema::BookingCanceled{.booking = booking, .withdrawn = withdrawn};
  };
  stages(registered(5'000));
  stages(assigned("O-1"));
  stages(schema::BookingScheduled{.booking = 1, .dispatched_at = 6'000});
  EXPECT_EQ(stages(schema::BookingAccepted{.booking = 1, .at = 7'000}), Stages(6'000, 7'000));
  EXPECT_EQ(stages(canceled(1, true)), Stages(0, 0));
  stages(schema::BookingScheduled{.booking = 2, .dispatched_at = 8'000});
  stages(schema::BookingScheduled{.booking = 3, .dispatched_at = 9'000});
  EXPECT_EQ(stages(schema::BookingAccepted{.booking = 3, .at = 9'500}), Stages(8'000, 9'500));
  EXPECT_EQ(stages(canceled(2, true)), Stages(9'000, 9'500));
  EXPECT_EQ(stages(canceled(3, false)), Stages(9'000, 9'500));
}

// A day is that of Shanghai: from its begin, until its end.
TEST(Orders, AreAskedForByTimeOrByDay) {
  const lists::List& list = *lists::find("work_orders");
  const auto asked = [&](const char* parameter, const char* text) {
    lists::Query query;
    const auto added = lists::add_condition(list, parameter, text, query);
    if (!added) return added.error().code;
    const lists::Condition& one = query.conditions.front();
    return format_instant(instant_from_ms(one.from ? *one.from : *one.until));
  };
  EXPECT_EQ(asked("registered_at.from", "2026-03-01"), "2026-02-28T16:00:00Z");
  EXPECT_EQ(asked("registered_at.until", "2026-03-01"), "2026-03-01T16:00:00Z");
  EXPECT_EQ(asked("registered_at.from", "2026-03-01T08:00:00+08:00"), "2026-03-01T00:00:00Z");
  EXPECT_EQ(asked("registered_at.from", "yesterday"), "request.bad_parameter");
}

// What is not completed was completed before no day.
TEST(Orders, ThatHaveNoSuchTimeAreInNoRangeOfIt) {
  JudgedLog log;
  for (const char* order : {"work_order/WO-1", "work_order/WO-2"})
    log.add({on(order, registered(1'772'323'200'000))});
  log.add({on("work_order/WO-2", schema::WorkOrderCompleted{.at = 1'772'409'600'000})});
  const auto rows = folded(orders_projection(), log);
  const auto asked = [&](const char* parameter, const char* text) {
    const lists::List& list = *lists::find("work_orders");
    lists::Query query;
    EXPECT_TRUE(lists::add_condition(list, parameter, text, query)) << parameter;
    const auto page = lists::page_of<schema::OrderRow>(list, *rows, query, Scope::everything(), {});
    return ids(page);
  };
  EXPECT_EQ(asked("completed_at.until", "2026-03-02"), "WO-2 ");
  EXPECT_EQ(asked("completed_at.until", "2026-03-01"), "");
  EXPECT_EQ(asked("completed_at.from", "1970-01-01"), "WO-2 ");
  EXPECT_EQ(asked("registered_at.until", "2026-03-01"), "WO-1 WO-2 ");
}

TEST(Orders, AreListedNewestFirstInPages) {
  JudgedLog log;
  for (int i = 1; i <= 7; ++i)
    log.add({on("work_order/WO-" + std::to_string(i),
                registered(i * 1000, "C-" + std::to_string(i % 2)))});
  for (int i : {1, 4, 6}) log.add({on("work_order/WO-" + std::to_string(i), assigned("O-1"))});
  for (int i : {2, 5}) log.add({on("work_order/WO-" + std::to_string(i), assigned("O-2"))});
  const auto rows = folded(orders_projection(), log);
  const auto list = [&](OrderFilter filter, Scope scope, PageRequest page = {}) {
    return list_orders(*rows, filter, scope, page);
  };
  EXPECT_EQ(ids(list({}, Scope::everything())), "WO-7 WO-6 WO-5 WO-4 WO-3 WO-2 WO-1 ");
  EXPECT_EQ(ids(list({}, only({"O-1", "O-2"}))), "WO-6 WO-5 WO-4 WO-2 WO-1 ");
  EXPECT_EQ(ids(list({}, only({"O-2"}))), "WO-5 WO-2 ");
  EXPECT_EQ(ids(list({.outlet = "O-1"}, only({"O-2"}))), "");
  OrderFilter status;
  status.status = schema::WorkOrderStatus::assigned;
  EXPECT_EQ(ids(list(status, Scope::everything())), "WO-6 WO-5 WO-4 WO-2 WO-1 ");
  status.status = schema::WorkOrderStatus::registered;
  EXPECT_EQ(ids(list(status, Scope::everything())), "WO-7 WO-3 ");
  OrderFilter between;
  between.registered_from = instant_from_ms(2000);
  between.registered_until = instant_from_ms(5000);
  EXPECT_EQ(ids(list(between, Scope::everything())), "WO-4 WO-3 WO-2 ");
  OrderFilter customer;
  customer.customer = "C-1";
  EXPECT_EQ(ids(list(customer, Scope::everything())), "WO-7 WO-5 WO-3 WO-1 ");
  schema::BookingScheduled booking;
  booking.booking = 1;
  booking.technician = "T-1";
  for (int i : {2, 4, 6}) log.add({on("work_order/WO-" + std::to_string(i), booking)});
  schema::WorkOrderCanceled canceled;
  log.add({on("work_order/WO-4", canceled)});
  const auto later = folded(orders_projection(), log);
  OrderFilter technician;
  technician.technician = "T-1";
  EXPECT_EQ(ids(list_orders(*later, technician, Scope::everything(), {})), "WO-6 WO-4 WO-2 ");
  EXPECT_EQ(ids(list_orders(*later, technician, only({"O-2"}), {})), "WO-2 ");
  technician.status = schema::WorkOrderStatus::scheduled;
  EXPECT_EQ(ids(list_orders(*later, technician, Scope::everything(), {})), "WO-6 WO-2 ");
  technician.status = schema::WorkOrderStatus::canceled;
  EXPECT_EQ(ids(list_orders(*later, technician, Scope::everything(), {})), "WO-4 ");

  PageRequest page{2, {}};
  std::string all;
  int pages = 0;
  do {
    const auto some = list({}, only({"O-1", "O-2"}), page);
    all += ids(some);
    page.after = some->next;
    ++pages;
  } while (!page.after.empty());
  EXPECT_EQ(all, "WO-6 WO-5 WO-4 WO-2 WO-1 ");
  EXPECT_EQ(pages, 3);
}

TEST(Orders, OutsideTheScopeAreNotFound) {
  JudgedLog log;
  log.add({on("work_order/WO-1", registered(1000)), on("work_order/WO-1", assigned("O-1"))});
  const auto rows = folded(orders_projection(), log);
  EXPECT_TRUE(order_card(*rows, "WO-1", only({"O-1"})));
  const auto hidden = order_card(*rows, "WO-1", only({"O-2"}));
  ASSERT_FALSE(hidden);
  EXPECT_EQ(hidden.error().code, "work_order.not_found");
  EXPECT_EQ(hidden.error(), [&] {
    auto missing = order_card(*rows, "WO-1", only({}));
    return missing.error();
  }());
}

// Who goes with another sees the order as its lead does.
TEST(Orders, AreSeenByTheCrew) {
  JudgedLog log;
  log.add({on("work_order/WO-1", schema::WorkOrderRegistered{})});
  log.add({on("work_order/WO-1", schema::OutletAssigned{.outlet = "O-1"})});
  log.add({on("work_order/WO-1", schema::BookingScheduled{.booking = 1, .technician = "T-1"})});
  log.add({on("work_order/WO-1",
              schema::BookingMemberAdded{.booking = 1, .technician = "T-2"})});
  const auto rows = folded(orders_projection(), log);
  const auto as = [&](const char* technician) {
    return order_card(*rows, "WO-1", Scope{false, {}, {}, technician}).has_value();
  };
  EXPECT_TRUE(as("T-1"));
  EXPECT_TRUE(as("T-2"));
  EXPECT_FALSE(as("T-3"));
}

}  // namespace
}  // namespace kintsugi::tests
