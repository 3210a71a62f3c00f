// Days and times that nobody can mean: a slip in the year is asked about, not kept for ever.

#include "core/calendar/calendar.h"
#include "schema/advance_part.h"
#include "schema/asset.h"
#include "schema/care.h"
#include "schema/interaction.h"
#include "schema/roster.h"
#include "schema/warranty.h"
#include "schema/work_order_booking.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using Status = schema::WorkOrderStatus;

std::int32_t the_day(std::string_view instant) {
  return core::day_of(instant_from_ms(ms(instant)));
}

constexpr const char* long_ago = "1971-03-01T00:00:00Z";
constexpr const char* never = "2999-03-01T00:00:00Z";

TEST(Reach, WhatJustHappenedIsNotLongAgo) {
  Given given = company();
  given.at(now).as(person("call"));
  schema::LogInteraction call{.channel = schema::Channel::phone,
                              .direction = schema::Direction::inbound,
                              .phone = "13800000001",
                              .started_at = ms(long_ago),
                              .outlet = "S1"};
  given.when(call).then_refused("reach.too_early");
  EXPECT_EQ(given.outcome().error().pointer, "/started_at");
  call.started_at = ms("2024-03-01T00:00:00Z");
  given.when(call).then_refused("reach.too_early");
  call.started_at = ms("2026-03-01T00:00:00Z");
  given.when(call).then_accepted();
}

TEST(Reach, NothingThatIsServedIsOlderThanItsTrade) {
  Given given = order_in(Status::assigned);
  given.at(now).as(person("call"));
  schema::StartWarranty start{.asset = "A-1",
                              .source = schema::WarrantySource::first_use,
                              .proved_on = the_day(long_ago)};
  given.when(start).then_refused("reach.too_early");
  start.proved_on = the_day("1991-03-01T00:00:00Z");
  given.when(start).then_accepted();
}

TEST(Reach, NobodyPlansForAnotherCentury) {
  Given given = order_in(Status::assigned);
  given.at(now).as(person("call"));
  schema::SetAssetDates dates{.asset = "A-1", .next_maintenance = the_day(never)};
  given.when(dates).then_refused("reach.too_late");
  EXPECT_EQ(given.outcome().error().pointer, "/next_maintenance");
  dates.next_maintenance = 0;
  dates.warranty_until = the_day(never);
  given.when(dates).then_refused("reach.too_late");
  dates.warranty_until = the_day("2038-03-01T00:00:00Z");
  given.when(dates).then_accepted();
  schema::ScheduleCareCall care{
      .customer = "C-1", .due_at = ms(never), .topic = "保养"};
  given.when(care).then_refused("reach.too_late");
  schema::ScheduleBooking visit{.order = "WO-1",
                                .technician = "T1",
                                .starts_at = ms(visit_start),
                                .ends_at = ms(visit_end),
                                .accept_by = ms("2199-03-01T00:00:00Z")};
  given.as(person("disp")).when(visit).then_refused("reach.too_late");
}

TEST(Reach, WhatAnOlderSystemRecordedIsHistory) {
  Given given = order_in(Status::assigned);
  given.at(now).as(importer("call"));
  given.when(schema::StartWarranty{.asset = "A-1",
                                   .source = schema::WarrantySource::first_use,
                                   .proved_on = the_day(long_ago)})
      .then_accepted();
}

}  // namespace
}  // namespace kintsugi::tests
