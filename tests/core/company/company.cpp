#include "tests/core/company/company.h"

#include <initializer_list>

#include "schema/alarm.h"
#include "schema/asset.h"
#include "schema/customer.h"
#include "schema/follow_up.h"
#include "schema/identity.h"
#include "schema/legacy.h"
#include "schema/outlet.h"
#include "schema/technician.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_life.h"
#include "schema/work_order_paper.h"
#include "schema/work_order_visit.h"

namespace kintsugi::tests {
namespace {

using schema::Role;
using Status = schema::WorkOrderStatus;

struct Duty {
  Role role;
  const char* outlet;
};

void hire(Given& given, const char* number, const char* technician,
          std::initializer_list<Duty> duties) {
  given.history(number, schema::OperatorRegistered{.name = number, .technician = technician});
  for (const Duty& duty : duties) {
    given.history(number, schema::RoleGranted{.role = duty.role, .outlet = duty.outlet});
  }
}

void open_outlets(Given& given) {
  const std::vector<std::string> haier{"haier"};
  const std::vector<std::string> pudong{"3101"};
  given.history("HQ",
                schema::OutletRegistered{.name = "总部", .kind = schema::OutletKind::headquarters});
  given.history("R1", schema::OutletRegistered{
                          .name = "沪东", .parent = "HQ", .brands = haier, .territory = pudong});
  given.history("S1", schema::OutletRegistered{
                          .name = "一站", .parent = "R1", .brands = haier, .territory = pudong});
  given.history("R2", schema::OutletRegistered{.name = "沪西", .parent = "HQ"});
}

void hire_everybody(Given& given) {
  hire(given, "boss", "",
       {{Role::administrator, ""},
        {Role::call_centre, ""},
        {Role::dispatcher, ""},
        {Role::technician, ""},
        {Role::store_keeper, ""},
        {Role::accountant, ""}});
  given.history("all", schema::AdministratorAdded{.number = "boss"});
  hire(given, "call", "", {{Role::call_centre, ""}});
  hire(given, "disp", "", {{Role::dispatcher, "R1"}});
  hire(given, "disp2", "", {{Role::dispatcher, "R1"}});
  hire(given, "far", "", {{Role::dispatcher, "R2"}, {Role::call_centre, "R2"}});
  hire(given, "tech1", "T1", {{Role::technician, "S1"}});
  hire(given, "tech2", "T2", {{Role::technician, "S1"}});
  hire(given, "keeper", "", {{Role::store_keeper, "R1"}});
  hire(given, "acc", "", {{Role::accountant, ""}});
  hire(given, "aud", "", {{Role::auditor, ""}});
}

void train_technicians(Given& given) {
  for (const char* id : {"T1", "T2"}) {
    given.history(id,
                  schema::TechnicianRegistered{.name = id, .phone = "13800000000", .outlet = "S1"});
    for (const auto type : {schema::ServiceType::repair, schema::ServiceType::install}) {
      given.history(id, schema::SkillGranted{.category = "ac", .service_type = type});
    }
  }
}

void book(Given& given) {
  given.history("WO-1", schema::BookingScheduled{.booking = 1,
                                                 .technician = "T1",
                                                 .starts_at = ms(visit_start),
                                                 .ends_at = ms(visit_end),
                                                 .accept_by = ms("2026-03-02T03:00:00Z"),
                                                 .dispatched_at = ms(now)});
  given.history("T1", schema::SlotReserved{.order = "WO-1",
                                           .booking = 1,
                                           .starts_at = ms(visit_start),
                                           .ends_at = ms(visit_end),
                                           .area = "310115"});
  given.history("WO-1:booking_acceptance:1",
                schema::AlarmArmed{.kind = schema::AlarmKind::booking_acceptance,
                                   .version = 1,
                                   .due_at = ms("2026-03-02T03:00:00Z"),
                                   .order = "WO-1",
                                   .technician = "T1",
                                   .outlet = "S1"});
}

void accept(Given& given) {
  given.history("WO-1", schema::BookingAccepted{.booking = 1, .technician = "T1", .at = ms(now)});
  given.history("WO-1:booking_acceptance:1", schema::AlarmDisarmed{.version = 1});
}

void check_in(Given& given) {
  given.history("WO-1",
                schema::TechnicianCheckedIn{.booking = 1, .technician = "T1", .at = ms(now)});
}

void start(Given& given) {
  given.history("WO-1", schema::WorkStarted{.booking = 1, .at = ms(now)});
  given.history("WO-1", schema::FaultDiagnosed{.fault_code = "F01", .fault = "cooling"});
}

void report(Given& given, bool slip_is_back) {
  given.history("WO-1", schema::WorkReported{.booking = 1, .technician = "T1", .at = ms(now)});
  given.history("T1", schema::SlotReleased{.order = "WO-1", .booking = 1});
  if (!slip_is_back) return;
  given.history("WO-1", schema::ServiceSlipReturned{.slip = "SLIP-0001"});
  given.history("SLIP-0001", schema::SlipClaimed{.order = "WO-1"});
}

void complete(Given& given) {
  const std::int64_t due = ms("2026-03-03T01:00:00Z");
  given.history("WO-1", schema::WorkOrderCompleted{.at = ms(now), .follow_up_due_at = due});
  given.history("A-1", schema::AssetOrderClosed{.order = "WO-1"});
  given.history("WO-1", schema::FollowUpScheduled{
                            .order = "WO-1", .round = 1, .due_at = due, .outlet = "S1"});
}

void follow_up(Given& given) {
  given.history("WO-1", schema::FollowUpRecorded{.satisfaction = 5,
                                                 .answer = schema::ChargedAnswer::not_charged});
  given.history("WO-1", schema::WorkOrderFollowedUp{.result = schema::FollowUpStatus::reached});
}

// The steps that lead to a status, each on top of the one before.
void advance(Given& given, Status status, bool slip_is_back) {
  const auto reaches = [&](Status step) {
    return static_cast<unsigned>(status) >= static_cast<unsigned>(step);
  };
  if (reaches(Status::assigned)) given.history("WO-1", schema::OutletAssigned{.outlet = "S1"});
  if (reaches(Status::scheduled)) book(given);
  if (reaches(Status::accepted)) accept(given);
  if (reaches(Status::traveling)) check_in(given);
  if (reaches(Status::in_progress)) start(given);
  if (status == Status::on_hold) {
    given.history(
        "WO-1", schema::WorkPaused{.booking = 1, .why = schema::PauseReason::part, .at = ms(now)});
  }
  if (reaches(Status::work_reported)) report(given, slip_is_back);
  if (reaches(Status::completed)) complete(given);
  if (reaches(Status::followed_up)) follow_up(given);
  if (reaches(Status::posted)) given.history("WO-1", schema::WorkOrderPosted{.at = ms(now)});
}

}  // namespace

Actor person(std::string id) {
  Actor actor;
  actor.operator_id = std::move(id);
  return actor;
}

Actor importer(std::string id) {
  Actor actor = person(std::move(id));
  actor.kind = ActorKind::import;
  return actor;
}

Actor system_actor() {
  Actor actor;
  actor.kind = ActorKind::system;
  return actor;
}

Given company() {
  Given given;
  given.at(now);
  open_outlets(given);
  hire_everybody(given);
  train_technicians(given);
  given.history(
      "C-1",
      schema::CustomerRegistered{
          .name = "王芳", .phone = "13900000001", .address = "浦东大道1号", .area = "310115"});
  given.history("A-1", schema::AssetRegistered{.brand = "haier",
                                               .category = "ac",
                                               .model = "KFR-35",
                                               .serial = "SN00000001",
                                               .customer = "C-1"});
  given.history("haier:SN00000001", schema::SerialClaimed{.asset = "A-1"});
  return given;
}

schema::WorkOrderRegistered registered() {
  return {.service_type = schema::ServiceType::repair,
          .source = schema::OrderSource::own,
          .brand = "haier",
          .category = "ac",
          .model = "KFR-35",
          .serial = "SN00000001",
          .asset = "A-1",
          .customer = "C-1",
          .contact = "王芳",
          .phone = "13900000001",
          .address = "浦东大道1号",
          .area = "310115",
          .symptom = "不制冷",
          .fault = "cooling",
          .severity = schema::Severity::normal,
          .registered_at = ms(now)};
}

Given order_in(Status status, const OrderIn& as) {
  Given given = company();
  if (status == Status::none) {
    given.history("WO-1",
                  schema::LegacyFactRecorded{.activity = "VERIFIED", .reason = "import.unmapped"});
    return given;
  }
  schema::WorkOrderRegistered registration = registered();
  registration.service_type = as.service_type;
  given.history("WO-1", registration);
  given.history("A-1", schema::AssetOrderOpened{.order = "WO-1", .fault = "cooling"});
  if (status == Status::canceled) {
    given.history("WO-1", schema::WorkOrderCanceled{.reason = "用户取消"});
    given.history("A-1", schema::AssetOrderClosed{.order = "WO-1"});
    return given;
  }
  advance(given, status, as.slip_is_back);
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, status);
  return given;
}

}  // namespace kintsugi::tests
