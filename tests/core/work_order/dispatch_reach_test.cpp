// D9 where the parts are, D10 the way between places, D12 what he owes; and the ticket on paper.

#include "core/work_order/dispatch_reach.h"

#include "schema/dispatch_ticket.h"
#include "schema/install_card.h"
#include "schema/part.h"
#include "schema/part_request.h"
#include "schema/service_policy.h"
#include "schema/stock.h"
#include "schema/technician.h"
#include "schema/technician_old_parts.h"
#include "schema/warehouse.h"
#include "schema/work_order.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_crew.h"
#include "schema/work_order_life.h"
#include "schema/work_order_visit.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using Status = schema::WorkOrderStatus;

constexpr const char* d9 = "work_order.dispatch_part_missing";
constexpr const char* d10 = "work_order.dispatch_travel_infeasible";
constexpr const char* d12 = "work_order.dispatch_debt";

schema::ScheduleBooking send(std::string technician = "T1",
                             std::string_view start = visit_start) {
  return {.order = "WO-1",
          .technician = std::move(technician),
          .starts_at = ms(start),
          .ends_at = ms(start) + 2 * 3'600'000};
}

// WO-1 waits for one P-1, which T1 shall carry; S1 keeps its parts at WH-1, R2 at WH-2, 600 km off.
Given with_request() {
  Given given = order_in(Status::assigned);
  given.as(person("disp"));
  given.history("all", schema::WarehouseListed{.warehouse = "WH-1",
                                               .outlet = "S1",
                                               .kind = schema::WarehouseKind::parts,
                                               .latitude = 31'200'000,
                                               .longitude = 121'500'000});
  given.history("all", schema::WarehouseListed{.warehouse = "WH-2",
                                               .outlet = "R2",
                                               .kind = schema::WarehouseKind::parts,
                                               .latitude = 36'600'000,
                                               .longitude = 121'500'000});
  given.history("WO-1", schema::PartRequestLinked{.request = "WO-1-P1"});
  given.history("WO-1-P1", schema::PartRequested{.order = "WO-1",
                                                 .outlet = "S1",
                                                 .part = "P-1",
                                                 .technician = "T1",
                                                 .quantity = 1000});
  return given;
}

TEST(D9, LooksAtTheWarehouseThatThePartComesFrom) {
  Given given = with_request();
  given.when(send()).then_refused(d9);  // no source
  given.history("WO-1-P1", schema::PartSourced{.warehouse = "WH-2", .asked = 2});
  given.when(send()).then_refused(d9);  // 600 km at 300 km a day
  given.when(send("T1", "2026-03-03T06:00:00Z")).then_refused(d9);
  Given in_time = with_request();
  in_time.history("WO-1-P1", schema::PartSourced{.warehouse = "WH-2", .asked = 2});
  in_time.when(send("T1", "2026-03-04T06:00:00Z")).then_accepted();
  Given own = with_request();
  own.history("WO-1-P1", schema::PartSourced{.warehouse = "WH-1", .asked = 1});
  own.when(send()).then_accepted();
}

TEST(D9, GoesByThePolicyAndByWhenItLeft) {
  Given faster = with_request();
  faster.history("all", schema::ServicePolicyPublished{
                            .terms = {.version = 1, .part_speed = 5000, .old_part_days = 0},
                            .publisher = "boss"});
  faster.history("WO-1-P1", schema::PartSourced{.warehouse = "WH-2", .asked = 2});
  faster.when(send()).then_accepted();  // three hours
  Given left = with_request();
  left.history("WO-1-P1", schema::PartSourced{.warehouse = "WH-2", .asked = 2});
  left.history("WO-1-P1", schema::PartRequestApproved{.approver = "keeper"});
  left.history("WO-1-P1", schema::PartIssued{.quantity = 1000,
                                             .warehouse = "WH-2",
                                             .technician = "T1",
                                             .part = "P-1",
                                             .issued_at = ms("2026-02-28T05:00:00Z")});
  left.when(send()).then_accepted();  // two days and some hours ago
}

TEST(D9, SeesWhoCarriesIt) {
  Given given = with_request();
  given.history("WO-1-P1", schema::PartSourced{.warehouse = "WH-1", .asked = 1});
  given.history("WO-1-P1", schema::PartRequestApproved{.approver = "keeper"});
  given.history("WO-1-P1", schema::PartIssued{.quantity = 1000,
                                              .warehouse = "WH-1",
                                              .technician = "T1",
                                              .part = "P-1"});
  given.history("WO-1-P1", schema::PartsSignedFor{.quantity = 1000});
  given.when(send("T2")).then_refused(d9);
  given.when(send("T1")).then_accepted();
  given.when(send("T2")).then_accepted();  // T1 comes too, and brings it
  given
      .when(schema::ReassignBooking{
          .order = "WO-1", .booking = 1, .technician = "T9", .reason = "生病"})
      .then_refused("work_order.unknown_technician");
  Given moved = with_request();
  moved.history("WO-1-P1", schema::PartSourced{.warehouse = "WH-1", .asked = 1});
  moved.history("WO-1-P1", schema::PartIssued{.quantity = 1000,
                                              .warehouse = "WH-1",
                                              .technician = "T1",
                                              .part = "P-1"});
  moved.history("WO-1-P1", schema::PartsSignedFor{.quantity = 1000});
  moved.when(send("T1")).then_accepted();
  moved.when(schema::ReassignBooking{.order = "WO-1", .technician = "T2", .reason = "生病"})
      .then_refused(d9);
}

// T1 is at another order until 05:30, `north` of WO-1 by millionths of a degree.
Given with_neighbour(std::int32_t north, std::string area = "310115") {
  Given given = order_in(Status::assigned);
  given.as(person("disp"));
  schema::WorkOrderRegistered here = registered();
  here.latitude = 31'200'000;
  here.longitude = 121'500'000;
  given.history("WO-1", here);
  given.history("WO-1", schema::OutletAssigned{.outlet = "S1"});
  schema::WorkOrderRegistered there = here;
  there.asset.clear();
  there.latitude += north;
  given.history("WO-2", there);
  given.history("T1", schema::SlotReserved{.order = "WO-2",
                                           .booking = 1,
                                           .starts_at = ms("2026-03-02T04:00:00Z"),
                                           .ends_at = ms("2026-03-02T05:30:00Z"),
                                           .area = std::move(area)});
  return given;
}

TEST(D10, GoesByTheDistanceOfThePlaces) {
  with_neighbour(130'000).when(send()).then_accepted();       // 14.5 km: 28 minutes
  with_neighbour(160'000).when(send()).then_refused(d10);     // 17.8 km: 35 minutes, same area
  with_neighbour(130'000, "310110").when(send()).then_accepted();
  Given close = with_neighbour(2'000, "310110");  // across the road, in another district
  close.when(send("T1", "2026-03-02T05:30:00Z")).then_accepted();
  Given after = with_neighbour(160'000);
  after.when(send("T1", "2026-03-02T01:30:00Z")).then_refused(d10);  // ends at 03:30
  after.when(send("T1", "2026-03-02T01:20:00Z")).then_accepted();
}

TEST(D10, WithoutPlacesGoesByTheAreas) {
  Given given = with_neighbour(0, "310110");
  schema::WorkOrderRegistered there = registered();
  there.asset.clear();
  given.history("WO-2", there);  // not known where
  given.when(send()).then_accepted();
  given.when(send("T1", "2026-03-02T05:50:00Z")).then_refused("work_order.same_technician");
  Given soon = with_neighbour(0, "310110");
  soon.history("WO-2", there);
  soon.when(send("T1", "2026-03-02T05:50:00Z")).then_refused(d10);
}

TEST(D10, ASpeedOfThePolicy) {
  Given given = with_neighbour(160'000);
  given.history("all", schema::ServicePolicyPublished{
                           .terms = {.version = 1, .travel_speed = 60}, .publisher = "boss"});
  given.when(send()).then_accepted();
}

TEST(D12, CountsOldPartsThatAreOverdue) {
  Given given = order_in(Status::assigned);
  given.as(person("disp"));
  given.history("T1", schema::OldPartOwed{
                          .order = "WO-0", .part = "P-1", .quantity = 2000, .due_on = 20513});
  given.when(send()).then_refused(d12);  // due the day before
  given.history("T1", schema::OldPartSettled{.order = "WO-0", .part = "P-1", .quantity = 1000});
  given.when(send()).then_refused(d12);
  given.history("T1", schema::OldPartSettled{.order = "WO-0", .part = "P-1", .quantity = 1000});
  given.when(send()).then_accepted();
  Given due_then = order_in(Status::assigned);
  due_then.as(person("disp"));
  due_then.history("T1", schema::OldPartOwed{
                             .order = "WO-0", .part = "P-1", .quantity = 1000, .due_on = 20514});
  due_then.when(send()).then_accepted();
  EXPECT_EQ(due_then.state<schema::Technician>("T1").old_parts.size(), 1u);
}

// T1 may hold that much by the policy.
Given limited(schema::ServicePolicyVersion terms) {
  Given given = order_in(Status::assigned);
  given.as(person("disp"));
  terms.version = 1;
  given.history("all", schema::ServicePolicyPublished{.terms = terms, .publisher = "boss"});
  return given;
}

// It is said which of them, and of how many.
void refused_for(Given& given, const char* what) {
  given.when(send()).then_refused(d12);
  if (given.outcome()) return;
  const std::string& said = given.outcome().error().what;
  EXPECT_NE(said.find(what), std::string::npos) << said;
}

TEST(D12, CountsInstallCardsThatHeHolds) {
  Given given = limited({.cards_held_max = 3});
  const auto moved = [&](schema::CardMovement movement, int count) {
    given.history("technician:T1", schema::CardsMoved{.technician = "T1",
                                                      .outlet = "S1",
                                                      .movement = movement,
                                                      .count = count,
                                                      .first_card = "AZ1"});
  };
  moved(schema::CardMovement::received, 4);
  refused_for(given, "4 of at most 3 install cards");
  moved(schema::CardMovement::back, 1);
  given.when(send()).then_accepted();
  Given free = order_in(Status::assigned);
  free.as(person("disp"));
  free.history("technician:T1", schema::CardsMoved{.technician = "T1",
                                                   .movement = schema::CardMovement::received,
                                                   .count = 500});
  free.when(send()).then_accepted();  // no limit
}

TEST(D12, CountsOldPartsThatHeOwes) {
  Given given = limited({.old_parts_owed_max = 2});
  given.history("T1", schema::OldPartOwed{
                          .order = "WO-0", .part = "P-1", .quantity = 2000, .due_on = 20600});
  given.history("T1", schema::OldPartOwed{
                          .order = "WO-9", .part = "P-2", .quantity = 500, .due_on = 20600});
  refused_for(given, "3 of at most 2 old parts");
  given.history("T1", schema::OldPartSettled{.order = "WO-9", .part = "P-2", .quantity = 500});
  given.when(send()).then_accepted();
}

TEST(D12, CountsCashByHisOwnLimitElseThePolicys) {
  Given given = limited({.cash_held_max = 10'000});
  given.history("T1", schema::CashCollected{.order = "WO-0", .amount = 10'001});
  refused_for(given, "10001 of at most 10000 fen");
  given.history("T1", schema::TechnicianRegistered{
                          .name = "T1", .outlet = "S1", .cash_limit = 20'000});
  given.history("T1", schema::SkillGranted{.category = "ac",
                                           .service_type = schema::ServiceType::repair});
  given.when(send()).then_accepted();
}

TEST(D12, SaysAllThatHeOwes) {
  Given given = limited({.cash_held_max = 1, .cards_held_max = 1});
  given.history("T1", schema::CashCollected{.order = "WO-0", .amount = 2});
  given.history("T1", schema::OldPartOwed{
                          .order = "WO-0", .part = "P-1", .quantity = 1000, .due_on = 20513});
  given.history("technician:T1", schema::CardsMoved{.technician = "T1",
                                                    .movement = schema::CardMovement::received,
                                                    .count = 2});
  refused_for(given, "2 of at most 1 fen");
  refused_for(given, "was due on 2026-03-01");
  refused_for(given, "2 of at most 1 install cards");
}

// What a member of the crew carries is there, and what the lead carries when a member is added.
TEST(D9, SeesWhatTheCrewCarries) {
  const auto carried = [](Given& given) {
    given.history("WO-1-P1", schema::PartSourced{.warehouse = "WH-1", .asked = 1});
    given.history("WO-1-P1", schema::PartIssued{.quantity = 1000,
                                                .warehouse = "WH-1",
                                                .technician = "T1",
                                                .part = "P-1"});
    given.history("WO-1-P1", schema::PartsSignedFor{.quantity = 1000});
  };
  const schema::RescheduleBooking later{.order = "WO-1",
                                        .starts_at = ms("2026-03-03T06:00:00Z"),
                                        .ends_at = ms("2026-03-03T08:00:00Z"),
                                        .asked_by = schema::AskedBy::customer};
  Given by_lead = with_request();
  carried(by_lead);
  by_lead.when(send("T1")).then_accepted();
  by_lead.when(schema::AddBookingMember{.order = "WO-1", .technician = "T2"}).then_accepted();
  by_lead.when(later).then_accepted();
  Given by_member = with_request();
  by_member.history("WO-1-P1", schema::PartSourced{.warehouse = "WH-1", .asked = 1});
  by_member.when(send("T2")).then_accepted();
  by_member.when(schema::AddBookingMember{.order = "WO-1", .technician = "T1"}).then_accepted();
  carried(by_member);
  by_member.when(later).then_accepted();
}

TEST(Ticket, CountsItsCopiesAndSaysTheVersion) {
  Given given = order_in(Status::scheduled);
  given.as(person("disp"));
  const schema::PrintDispatchTicket print{.order = "WO-1"};
  given.when(print).then_accepted();
  const auto one = given.event<schema::DispatchTicketPrinted>();
  EXPECT_EQ(one.print.copy, 1);
  EXPECT_EQ(one.print.revision, 0);
  EXPECT_EQ(one.print.printed_by, "disp");
  EXPECT_EQ(one.print.document_hash.size(), 64u);
  given.when(print).then_accepted();
  const auto two = given.event<schema::DispatchTicketPrinted>();
  EXPECT_EQ(two.print.copy, 2);
  EXPECT_EQ(two.print.document_hash, one.print.document_hash) << "the same paper";
  given
      .when(schema::RescheduleBooking{.order = "WO-1",
                                      .starts_at = ms("2026-03-03T06:00:00Z"),
                                      .ends_at = ms("2026-03-03T08:00:00Z"),
                                      .asked_by = schema::AskedBy::customer})
      .then_accepted();
  given.when(print).then_accepted();
  const auto three = given.event<schema::DispatchTicketPrinted>();
  EXPECT_EQ(three.print.copy, 3);
  EXPECT_EQ(three.print.revision, 1);
  EXPECT_NE(three.print.document_hash, one.print.document_hash);
  EXPECT_EQ(given.state<schema::DispatchTicket>("WO-1:1").prints.size(), 3u);
}

TEST(Ticket, IsForWhoDispatchesOrGoes) {
  Given given = order_in(Status::scheduled);
  const schema::PrintDispatchTicket print{.order = "WO-1"};
  given.as(person("tech1")).when(print).then_accepted();
  given.as(person("tech2")).when(print).then_refused("work_order.not_your_booking");
  given.as(person("far")).when(print).then_refused("authority.out_of_scope");
  given.as(person("keeper")).when(print).then_refused("authority.not_allowed");
  order_in(Status::assigned)
      .as(person("disp"))
      .when(print)
      .then_refused("work_order.not_scheduled");
}

}  // namespace
}  // namespace kintsugi::tests
