// The table of Dynamics 365 Field Service, all fifteen rows, in every order of the bookings.

#include "core/work_order/multi_booking.h"
#include "schema/work_order.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace kintsugi::core::work_order {
namespace {

using B = schema::BookingStatus;

struct Row {
  const char* name;
  std::vector<B> bookings;
  Group group;
};

const Row table[] = {
    {"none", {}, Group::unscheduled},
    {"scheduled", {B::scheduled}, Group::scheduled},
    {"in progress", {B::in_progress}, Group::in_progress},
    {"completed", {B::completed}, Group::completed},
    {"partly completed", {B::partly_completed}, Group::unscheduled},
    {"canceled", {B::canceled}, Group::unscheduled},
    {"scheduled + scheduled", {B::scheduled, B::scheduled}, Group::scheduled},
    {"scheduled + in progress", {B::scheduled, B::in_progress}, Group::in_progress},
    {"scheduled + completed", {B::scheduled, B::completed}, Group::in_progress},
    {"scheduled + partly", {B::scheduled, B::partly_completed}, Group::scheduled},
    {"completed + completed", {B::completed, B::completed}, Group::completed},
    {"partly + partly", {B::partly_completed, B::partly_completed}, Group::unscheduled},
    {"in progress + partly", {B::in_progress, B::partly_completed}, Group::in_progress},
    {"completed + partly", {B::completed, B::partly_completed}, Group::completed},
    {"canceled + partly", {B::canceled, B::partly_completed}, Group::unscheduled},
};

TEST(MultiBooking, GivesTheOrderItsGroupInEveryOrderOfBookings) {
  static_assert(std::size(table) == 15);
  for (Row row : table) {
    SCOPED_TRACE(row.name);
    std::sort(row.bookings.begin(), row.bookings.end());
    do {
      EXPECT_EQ(group_of(row.bookings), row.group);
    } while (std::next_permutation(row.bookings.begin(), row.bookings.end()));
  }
}

TEST(MultiBooking, OurOwnStatusesCountAsTheTableHasThem) {
  EXPECT_EQ(group_of(std::vector<B>{B::accepted}), Group::scheduled);
  EXPECT_EQ(group_of(std::vector<B>{B::declined}), Group::unscheduled);
  EXPECT_EQ(group_of(std::vector<B>{B::traveling}), Group::in_progress);
  EXPECT_EQ(group_of(std::vector<B>{B::on_break, B::completed}), Group::in_progress);
}

TEST(MultiBooking, BookingsOfAnEarlierRoundDoNotCount) {
  const std::vector<schema::Booking> bookings{{.number = 1, .round = 1, .status = B::completed},
                                              {.number = 2, .round = 2, .status = B::accepted}};
  EXPECT_EQ(status_by_bookings(bookings, 1, true), schema::WorkOrderStatus::work_reported);
  EXPECT_EQ(status_by_bookings(bookings, 2, true), schema::WorkOrderStatus::accepted);
  EXPECT_EQ(status_by_bookings(bookings, 3, true), schema::WorkOrderStatus::assigned);
  EXPECT_EQ(status_by_bookings(bookings, 3, false), schema::WorkOrderStatus::registered);
}

}  // namespace
}  // namespace kintsugi::core::work_order
