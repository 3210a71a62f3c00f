// What a customer is to be told as his order goes on.

#include <gtest/gtest.h>

#include "projections/lists/query.h"
#include "projections/lists/rows.h"
#include "projections/orders/orders.h"
#include "schema/bulletin.h"
#include "schema/care.h"
#include "schema/customer.h"
#include "schema/rows_orders.h"
#include "schema/work_order_back.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_life.h"
#include "schema/work_order_visit.h"
#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
namespace {

using schema::Milestone;
using schema::NotificationChannel;
using schema::NotificationRow;
using schema::NotificationStatus;

constexpr const char* order = "work_order/WO-1";

schema::WorkOrderRegistered registered(std::string phone) {
  schema::WorkOrderRegistered event;
  event.service_type = schema::ServiceType::repair;
  event.customer = "C-1";
  event.contact = "王小明";
  event.phone = std::move(phone);
  return event;
}

std::vector<NotificationRow> told_in(JudgedLog& log) {
  const auto rows = folded(orders_projection(), log);
  const lists::List& list = *lists::find("notifications");
  lists::Query query;
  lists::add_equal(list, "order", "WO-1", query);
  auto page = lists::page_of<NotificationRow>(list, *rows, query, Scope::everything(), {});
  std::reverse(page->rows.begin(), page->rows.end());  // oldest first
  return std::move(page->rows);
}

TEST(Notifications, AreQueuedOnceAMilestone) {
  JudgedLog log;
  log.add({on(order, registered("13800000001"))});
  schema::BookingScheduled booked;
  booked.booking = 1;
  booked.starts_at = 1'772'431'200'000;  // 2026-03-02 14:00 in Shanghai
  booked.ends_at = booked.starts_at + 2 * 3'600'000;
  log.add({on(order, booked)});
  log.add({on(order, schema::TravelStarted{.booking = 1})});
  log.add({on(order, schema::WorkStarted{.booking = 1})});  // nobody is told
  log.add({on(order, schema::WorkReported{.booking = 1}),
           on(order, schema::WorkOrderCompleted{})});
  const auto told = told_in(log);
  ASSERT_EQ(told.size(), 5u);
  log.add({on(order, schema::WorkOrderCanceled{.reason = "x"})});
  log.add({on(order, schema::WorkOrderReinstated{.reason = "x"})});
  const auto afterwards = told_in(log);
  ASSERT_EQ(afterwards.size(), 7u);
  EXPECT_EQ(std::count_if(afterwards.begin(), afterwards.end(),
                          [](const NotificationRow& one) {
                            return one.milestone == Milestone::reinstated;
                          }),
            1)
      << "he was told that it is off";
  EXPECT_EQ(told[0].milestone, Milestone::registered);
  EXPECT_EQ(told[1].milestone, Milestone::scheduled);
  EXPECT_EQ(told[2].milestone, Milestone::on_the_way);
  EXPECT_NE(told[3].id, told[4].id) << "both of one commit";
  EXPECT_NE(told[1].text.find("WO-1"), std::string::npos);
  EXPECT_NE(told[1].text.find("03-02 14:00 至 16:00"), std::string::npos) << told[1].text;
  for (const NotificationRow& one : told) {
    EXPECT_EQ(one.status, NotificationStatus::queued);
    EXPECT_EQ(one.channel, NotificationChannel::text_message);
    EXPECT_EQ(one.phone, "13800000001");
    EXPECT_EQ(one.contact, "王小明");
    EXPECT_EQ(one.customer, "C-1");
  }
}

TEST(Notifications, HonourWhoWantsNoneAndWhoHasNoMobile) {
  JudgedLog log;
  log.add({on(order, registered("02155550000"))});
  log.add({on("contact_wish/C-1", schema::CallsRefused{.customer = "C-1"})});
  log.add({on(order, schema::TravelStarted{.booking = 1})});
  log.add({on("contact_wish/C-1", schema::CallsAllowed{})});
  log.add({on(order, schema::WorkOrderCanceled{})});
  const auto told = told_in(log);
  ASSERT_EQ(told.size(), 3u);
  EXPECT_EQ(told[0].channel, NotificationChannel::call) << "a fixed line takes no text";
  EXPECT_EQ(told[0].status, NotificationStatus::queued);
  EXPECT_EQ(told[1].status, NotificationStatus::opted_out);
  EXPECT_EQ(told[2].status, NotificationStatus::queued);
  JudgedLog nowhere;
  nowhere.add({on(order, registered(""))});
  EXPECT_EQ(told_in(nowhere).at(0).status, NotificationStatus::no_address);
}

// Registered twice he is one person.
TEST(Notifications, HonourWhatHeSaidUnderAnotherNumber) {
  JudgedLog log;
  log.add({on("contact_wish/C-2", schema::CallsRefused{.customer = "C-2", .at = 1})});
  log.add({on("customer/C-2", schema::CustomerMerged{.merged_into = "C-1"}),
           on("customer/C-1", schema::CustomerAbsorbed{.from = "C-2"})});
  log.add({on(order, registered("13800000001"))});
  log.add({on("customer/C-2", schema::CustomerSplit{}),
           on("customer/C-1", schema::CustomerReleased{.from = "C-2"})});
  log.add({on(order, schema::WorkOrderCanceled{})});
  const auto told = told_in(log);
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[0].status, NotificationStatus::opted_out);
  EXPECT_EQ(told[1].status, NotificationStatus::queued);
}

// Of a defect of his machine; it is of no order.
TEST(Notifications, TellOwnersOfMachinesOfABulletin) {
  JudgedLog log;
  schema::BulletinOwnerTold told{.bulletin = "QX-1",
                                 .asset = "A-1",
                                 .outlet = "S1",
                                 .customer = "C-1",
                                 .serial = "SN-7",
                                 .told = schema::OwnerTold::queued,
                                 .contact = "王小明",
                                 .phone = "13800000001",
                                 .title = "接线松动"};
  log.add({on("bulletin_machine/QX-1:A-1", told)});
  told.told = schema::OwnerTold::opted_out;
  log.add({on("bulletin_machine/QX-1:A-2", told)});
  const auto rows = folded(orders_projection(), log);
  const lists::List& list = *lists::find("notifications");
  lists::Query query;
  lists::add_equal(list, "customer", "C-1", query);
  auto page = lists::page_of<NotificationRow>(list, *rows, query, Scope::everything(), {});
  ASSERT_EQ(page->rows.size(), 2u);
  std::reverse(page->rows.begin(), page->rows.end());
  const NotificationRow& one = page->rows[0];
  EXPECT_EQ(one.milestone, Milestone::defect);
  EXPECT_EQ(one.status, NotificationStatus::queued);
  EXPECT_EQ(one.bulletin, "QX-1");
  EXPECT_EQ(one.order, "");
  EXPECT_EQ(one.phone, "13800000001");
  EXPECT_NE(one.text.find("SN-7"), std::string::npos);
  EXPECT_NE(one.text.find("接线松动"), std::string::npos) << one.text;
  EXPECT_EQ(page->rows[1].status, NotificationStatus::opted_out);
}

}  // namespace
}  // namespace kintsugi::tests
