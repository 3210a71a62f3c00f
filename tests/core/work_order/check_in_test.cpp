// A check-in: near the address, not faster than he can have come, both times kept.

#include <tuple>

#include "schema/customer.h"
#include "schema/service_policy.h"
#include "schema/technician.h"
#include "schema/work_order.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_life.h"
#include "schema/work_order_visit.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::CheckIn;
using schema::CheckInMark;
using Status = schema::WorkOrderStatus;

constexpr std::int32_t home_north = 31'230'000, home_east = 121'470'000;

// An accepted booking of T1, at an address that is known.
Given accepted() {
  Given given = company();
  schema::WorkOrderRegistered event = registered();
  event.latitude = home_north;
  event.longitude = home_east;
  given.history("WO-1", event);
  given.history("WO-1", schema::OutletAssigned{.outlet = "S1"});
  given.history("WO-1", schema::BookingScheduled{.booking = 1, .technician = "T1"});
  given.history("WO-1", schema::BookingAccepted{.booking = 1, .technician = "T1"});
  given.as(person("tech1"));
  return given;
}

CheckIn here(std::int32_t north = 0, std::int32_t east = 0) {
  return {.order = "WO-1",
          .latitude = home_north + north,
          .longitude = home_east + east,
          .place = "浦东",
          .device_at = ms("2026-03-02T00:58:30Z")};
}

schema::TechnicianCheckedIn checked_in(Given& given) {
  return given.event<schema::TechnicianCheckedIn>();
}

TEST(CheckIn, KeepsDeviceTimeAndServerTimeAndWhereHeWas) {
  accepted().when(here()).then(
      {on("WO-1", schema::TechnicianCheckedIn{.booking = 1,
                                              .technician = "T1",
                                              .at = ms(now),
                                              .device_at = ms("2026-03-02T00:58:30Z"),
                                              .latitude = home_north,
                                              .longitude = home_east,
                                              .place = "浦东"}),
       on("T1",
          schema::TechnicianSeen{
              .order = "WO-1", .at = ms(now), .latitude = home_north, .longitude = home_east})});
}

TEST(CheckIn, OutsideTheRadiusOnlyWithAReasonAndMarked) {
  CheckIn edge = here(4'496);  // 499 m
  accepted().when(edge).then_accepted();
  CheckIn far = here(4'516);  // 502 m
  Given given = accepted();
  given.when(far).then_refused("work_order.check_in_outside");
  far.reason = std::string("\xff");
  given.when(far).then_refused("work_order.bad_text");
  far.reason = "小区门口无法进入";
  given.when(far).then_accepted();
  EXPECT_EQ(checked_in(given).marks, std::vector<CheckInMark>{CheckInMark::outside});
  EXPECT_EQ(checked_in(given).distance, 502);
  EXPECT_EQ(checked_in(given).reason, far.reason);
  EXPECT_EQ(first(given.state<schema::WorkOrder>("WO-1").bookings).check_in_marks,
            std::vector<CheckInMark>{CheckInMark::outside});
}

TEST(CheckIn, IsKeptWithTheBookingUntilItIsWithdrawn) {
  Given given = accepted();
  CheckIn far = here(4'516);
  far.reason = "小区门口无法进入";
  given.when(far).then_accepted();
  const auto booking = [&] { return first(given.state<schema::WorkOrder>("WO-1").bookings); };
  EXPECT_EQ(booking().latitude, home_north + 4'516);
  EXPECT_EQ(booking().longitude, home_east);
  EXPECT_EQ(booking().place, "浦东");
  EXPECT_EQ(booking().distance, 502);
  EXPECT_EQ(booking().speed, 0) << "he was nowhere before";
  given.when(schema::WithdrawCheckIn{.order = "WO-1", .reason = "签错单"}).then_accepted();
  EXPECT_EQ(booking().checked_in_at, 0);
  EXPECT_EQ(booking().latitude, 0);
  EXPECT_EQ(booking().longitude, 0);
  EXPECT_EQ(booking().place, "");
  EXPECT_EQ(booking().distance, 0);
  EXPECT_TRUE(booking().check_in_marks.empty());
}

// Told twice it is one check-in; at another place it is another, and the first one is withdrawn.
TEST(CheckIn, AtAnotherPlaceIsNoRepetition) {
  Given given = accepted();
  given.when(here()).then_accepted();
  given.when(here()).then_refused("work_order.nothing_changed");
  CheckIn unmeasured = here();
  unmeasured.latitude = unmeasured.longitude = 0;
  given.when(unmeasured).then_refused("work_order.nothing_changed");
  given.when(here(1'000)).then_refused("work_order.checked_in_elsewhere");
  CheckIn named = here();
  named.place = "浦西";
  given.when(named).then_refused("work_order.checked_in_elsewhere");
  given.when(schema::WithdrawCheckIn{.order = "WO-1", .reason = "签错单"}).then_accepted();
  given.when(here(1'000)).then_accepted();
  EXPECT_EQ(first(given.state<schema::WorkOrder>("WO-1").bookings).latitude, home_north + 1'000);
}

TEST(CheckIn, FasterThanHeCanHaveComeOnlyWithAReasonAndMarked) {
  // 0.1° of latitude are 11 119 m; at 120 km/h they take 333.57 s.
  const auto seen = [](std::string_view at) {
    Given given = accepted();
    given.history("T1", schema::TechnicianSeen{.order = "WO-0",
                                               .at = ms(at),
                                               .latitude = home_north + 100'000,
                                               .longitude = home_east});
    return given;
  };
  seen("2026-03-02T00:54:26Z").when(here()).then_accepted();  // 334 s before
  Given given = seen("2026-03-02T00:54:27Z");
  given.when(here()).then_refused("work_order.check_in_too_fast");
  CheckIn command = here();
  command.reason = "设备时间有误";
  given.when(command).then_accepted();
  EXPECT_EQ(checked_in(given).marks, std::vector<CheckInMark>{CheckInMark::too_fast});
  EXPECT_EQ(checked_in(given).speed, 121) << "rounded up";
  // Told late, after a check-in of later: the time between counts, whichever way.
  Given late = seen("2026-03-02T01:03:00Z");
  late.when(here()).then_refused("work_order.check_in_too_fast");
  Given same = seen(now);
  same.when(here()).then_refused("work_order.check_in_too_fast");
}

// Whoever takes back that he is here is where he was before, not anywhere.
TEST(CheckIn, TakenBackLeavesHimWhereHeWasBefore) {
  Given given = accepted();
  given.history("T1", schema::TechnicianSeen{.order = "WO-0",
                                             .at = ms("2026-03-02T00:54:27Z"),
                                             .latitude = home_north + 100'000,
                                             .longitude = home_east});
  CheckIn command = here();
  command.reason = "设备时间有误";
  given.when(command).then_accepted();
  given.when(schema::WithdrawCheckIn{.order = "WO-1", .reason = "签错"}).then_accepted();
  EXPECT_EQ(given.state<schema::Technician>("T1").seen_at, ms("2026-03-02T00:54:27Z"));
  given.when(here()).then_refused("work_order.check_in_too_fast");
}

TEST(CheckIn, TwoHousesInOneStreetAreOnePlace) {
  Given given = accepted();
  given.history(
      "T1",
      schema::TechnicianSeen{
          .order = "WO-0", .at = ms(now), .latitude = home_north + 4'000, .longitude = home_east});
  given.when(here()).then_accepted();
  EXPECT_EQ(checked_in(given).speed, 0);
}

TEST(CheckIn, WithoutAPositionOnlyWithAReasonWhereTheAddressIsKnown) {
  CheckIn blind{.order = "WO-1"};
  Given given = accepted();
  given.when(blind).then_refused("work_order.check_in_not_measured");
  blind.reason = "地下室无信号";
  given.when(blind).then_accepted();
  EXPECT_EQ(checked_in(given).marks, std::vector<CheckInMark>{CheckInMark::not_measured});
  EXPECT_EQ(given.events().list().size(), 1u) << "where he was seen stays as it was";
  Given unknown = order_in(Status::accepted);  // an order whose address has no position
  unknown.as(person("tech1")).when(CheckIn{.order = "WO-1"}).then_accepted();
}

TEST(CheckIn, IsRefusedOffTheEarth) {
  accepted().when(here(59'000'000)).then_refused("work_order.bad_position");
  accepted().when(here(0, 59'000'000)).then_refused("work_order.bad_position");
}

TEST(CheckIn, AnEarlierOneToldLateDoesNotMoveHim) {
  Given given = accepted();
  given.history("T1", schema::TechnicianSeen{.at = 10, .latitude = 1, .longitude = 1});
  given.history("T1", schema::TechnicianSeen{.at = 5, .latitude = 2, .longitude = 2});
  EXPECT_EQ(given.state<schema::Technician>("T1").latitude, 1);
}

TEST(CheckIn, FollowsThePolicyOfItsDayAndKeepsItsVersion) {
  Given given = accepted();
  schema::ServicePolicyPublished policy;
  policy.terms = {.version = 1,
                  .effective_from = 20514,  // 2026-03-02
                  .check_in_radius = 100,
                  .check_in_speed = 60};
  given.history("all", policy);
  CheckIn near_by = here(1'000);  // 111 m
  given.when(near_by).then_refused("work_order.check_in_outside");
  near_by.reason = "门口";
  given.when(near_by).then_accepted();
  EXPECT_EQ(given.events().rules(), (std::vector<core::RuleUse>{{"service_policy/all", 1}}));
}

TEST(CheckIn, OfAnOlderSystemIsNotDoubted) {
  Given given = accepted();
  given.as(importer("Value 2")).when(here(100'000)).then_accepted();
  EXPECT_TRUE(checked_in(given).marks.empty());
}

TEST(Address, ComesFromTheCommandElseFromTheCustomer) {
  Given given = company();
  given.as(person("call"));
  schema::RegisterCustomer customer{.customer = "C-2",
                                    .name = "李",
                                    .phone = "12345",
                                    .address = "一路",
                                    .latitude = home_north,
                                    .longitude = home_east};
  given.when(customer).then_accepted();
  schema::RegisterWorkOrder order{.order = "WO-2",
                                  .service_type = schema::ServiceType::repair,
                                  .category = "ac",
                                  .customer = "C-2"};
  given.when(order).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-2").latitude, home_north);
  order.order = "WO-3";
  order.latitude = 1, order.longitude = 2;
  given.when(order).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-3").longitude, 2);
  order.order = "WO-4";
  order.latitude = 90'000'001;
  given.when(order).then_refused("work_order.bad_position");
  customer.customer = "C-3";
  customer.longitude = 180'000'001;
  given.when(customer).then_refused("customer.bad_position");
}

// The address as a map of China draws it, he as the satellites see him: 519 m apart in numbers.
TEST(CheckIn, AtTheDoorIsNearInWhicheverDatumEitherIsTold) {
  for (const auto& [datum, north, east] :
       {std::tuple{schema::Datum::gcj02, 30'271'771, 120'159'794},
        std::tuple{schema::Datum::wgs84, 30'274'100, 120'155'100}}) {
    Given given = company();
    given.as(person("call"))
        .when(schema::RegisterWorkOrder{.order = "WO-1",
                                        .service_type = schema::ServiceType::repair,
                                        .brand = "haier",
                                        .category = "ac",
                                        .phone = "12345",
                                        .address = "文三路",
                                        .outlet = "S1",
                                        .latitude = north,
                                        .longitude = east,
                                        .datum = datum})
        .then_accepted();
    given.history("WO-1", schema::BookingScheduled{.booking = 1, .technician = "T1"});
    given.history("WO-1", schema::BookingAccepted{.booking = 1, .technician = "T1"});
    given.as(person("tech1"))
        .when(CheckIn{.order = "WO-1",
                      .latitude = 30'274'100,
                      .longitude = 120'155'100,
                      .datum = schema::Datum::wgs84})
        .then_accepted();
    EXPECT_LT(checked_in(given).distance, 2);
    EXPECT_EQ(checked_in(given).latitude, 30'274'100) << "kept as the satellites say";
  }
}

}  // namespace
}  // namespace kintsugi::tests
