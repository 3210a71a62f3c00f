// Who is responsible is told at once of an urgent order, until somebody acknowledges it.

#include "core/calendar/dates.h"
#include "schema/alarm.h"
#include "schema/identity.h"
#include "schema/service_policy.h"
#include "schema/urgent_desk.h"
#include "schema/work_order_intake.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::AcknowledgeAlarm;
using schema::Alarm;
using schema::AlarmStatus;
using schema::Severity;

constexpr const char* told = "WO-1:urgent_report";

struct Urgency : ::testing::Test {
  Urgency() { given.at(now).as(person("call")); }
  const Alarm& alarm() { return given.state<Alarm>(told); }
  // As the node does when the time has come, which is at once.
  void passes() {
    given.as(system_actor());
    given.when(schema::PassDeadline{.alarm = told, .version = alarm().version});
    given.then_accepted();
  }
  void names(const char* outlet, std::vector<schema::UrgentContact> contacts) {
    given.as(person("boss"));
    given.when(schema::NameUrgentContacts{.outlet = outlet, .contacts = std::move(contacts)});
    given.then_accepted();
    given.as(person("call"));
  }
  void escalates() {
    given.as(person("call"));
    given.when(schema::EscalateWorkOrder{.order = "WO-1", .reason = "漏电"}).then_accepted();
    passes();
  }
  std::string told_to() {
    std::string out;
    for (const auto& one : alarm().contacts) out += one.operator_ + " ";
    const bool nobody = alarm().call == schema::UrgentCall::nobody;
    return out + "by " + alarm().contacts_of + (nobody ? ", nobody" : "");
  }
  Given given = order_in(schema::WorkOrderStatus::assigned);
};

const schema::UrgentContact disp{.operator_ = "disp", .phone = "13800000011"};
const schema::UrgentContact disp2{.operator_ = "disp2", .phone = "13800000012"};
const schema::UrgentContact call{.operator_ = "call", .phone = "13800000013"};

TEST_F(Urgency, StandsBeforeTheOutletUntilSomebodyAcknowledgesIt) {
  given.when(schema::EscalateWorkOrder{.order = "WO-1", .reason = "漏电"}).then_accepted();
  EXPECT_EQ(alarm().kind, schema::AlarmKind::urgent_report);
  EXPECT_EQ(alarm().due_at, ms(now));
  EXPECT_EQ(alarm().outlet, "S1");
  passes();
  given.as(person("far")).when(AcknowledgeAlarm{.alarm = told}).then_refused(
      "authority.out_of_scope");
  given.as(person("disp")).when(AcknowledgeAlarm{.alarm = told, .note = "马上派人"}).then_accepted();
  EXPECT_EQ(alarm().acknowledged_by, "disp");
  EXPECT_EQ(alarm().acknowledged_at, ms(now));
  given.when(schema::ReopenAlarm{.alarm = told, .reason = "误点"}).then_accepted();
  EXPECT_EQ(alarm().status, AlarmStatus::tripped);
  EXPECT_EQ(alarm().acknowledged_by, "");
  EXPECT_EQ(alarm().acknowledged_at, 0);
}

TEST_F(Urgency, ThatIsSettledBeforeIsNotTold) {
  given.when(schema::EscalateWorkOrder{.order = "WO-1", .reason = "漏电"}).then_accepted();
  given.when(schema::SettleEscalation{.order = "WO-1", .reason = "看错单"}).then_accepted();
  EXPECT_EQ(alarm().status, AlarmStatus::superseded);
  given.when(schema::EscalateWorkOrder{.order = "WO-1", .reason = "又漏电"}).then_accepted();
  EXPECT_EQ(alarm().status, AlarmStatus::armed);
  EXPECT_EQ(alarm().version, 2u);
}

TEST_F(Urgency, EndsWhenItIsSettledOrTheOrderIsDone) {
  given.when(schema::EscalateWorkOrder{.order = "WO-1", .reason = "漏电"}).then_accepted();
  passes();
  given.as(person("call"));
  given.when(schema::SettleEscalation{.order = "WO-1", .reason = "已断电"}).then_accepted();
  EXPECT_EQ(alarm().status, AlarmStatus::superseded);
  given.when(schema::EscalateWorkOrder{.order = "WO-1", .reason = "又漏电"}).then_accepted();
  passes();
  given.as(person("disp")).when(AcknowledgeAlarm{.alarm = told}).then_accepted();
  given.when(schema::ResolveRemotely{.order = "WO-1", .solution = "断电"}).then_accepted();
  EXPECT_EQ(alarm().status, AlarmStatus::superseded);
  EXPECT_EQ(alarm().acknowledged_by, "disp") << "who was told stays to be read";
}

TEST_F(Urgency, GoesWithItsOrder) {
  given.when(schema::EscalateWorkOrder{.order = "WO-1", .reason = "漏电"}).then_accepted();
  passes();
  given.as(person("boss"));
  given.when(schema::AssignOutlet{.order = "WO-1", .outlet = "R1"}).then_accepted();
  EXPECT_EQ(alarm().outlet, "R1");
}

// Which severity is so grave, the policy says.
TEST_F(Urgency, IsOfAGraveOrderWhereThePolicySaysSo) {
  const schema::ClassifySeverity critical{.order = "WO-1", .severity = Severity::critical};
  Given unsaid = order_in(schema::WorkOrderStatus::assigned);
  unsaid.at(now).as(person("call")).when(critical).then_accepted();
  EXPECT_EQ(unsaid.streams().state<Alarm>(told), nullptr);

  given.as(person("boss"));
  given.when(schema::PublishServicePolicy{
      .effective_from = *core::calendar::parse_date("2026-03-02"),
      .deadlines = {
          {.severity = Severity::critical, .arrive_minutes = 240, .tell_at_once = true}}});
  given.then_accepted();
  given.as(person("call"));
  given.when(schema::ClassifySeverity{.order = "WO-1", .severity = Severity::major})
      .then_accepted();
  EXPECT_EQ(given.streams().state<Alarm>(told), nullptr);
  given.when(critical).then_accepted();
  EXPECT_EQ(alarm().status, AlarmStatus::armed);
  passes();
  given.as(person("call"));
  given.when(schema::EscalateWorkOrder{.order = "WO-1", .reason = "漏电"}).then_accepted();
  EXPECT_EQ(alarm().version, 2u) << "told once more";
  given.when(schema::CancelWorkOrder{.order = "WO-1", .reason = "不修了"}).then_accepted();
  EXPECT_EQ(alarm().status, AlarmStatus::superseded);
  given.when(schema::RegisterWorkOrder{.order = "WO-2",
                                       .service_type = schema::ServiceType::repair,
                                       .asset = "A-1",
                                       .severity = Severity::critical})
      .then_accepted();
  EXPECT_EQ(given.state<Alarm>("WO-2:urgent_report").status, AlarmStatus::armed);
}

// Who is called first, and where, is known beforehand.
TEST_F(Urgency, IsToldToThoseWhomItsPlaceHasNamed) {
  names("R1", {disp, call});
  escalates();
  EXPECT_EQ(told_to(), "disp call by R1") << "S1 itself has named nobody";
  EXPECT_EQ(alarm().contacts[0].phone, disp.phone);
  names("S1", {disp2});
  EXPECT_EQ(told_to(), "disp call by R1") << "what was told stays told";
  given.as(person("disp"));
  given.when(AcknowledgeAlarm{.alarm = told}).then_accepted();
  given.when(schema::ReopenAlarm{.alarm = told, .reason = "误点"}).then_accepted();
  EXPECT_EQ(told_to(), "disp2 by S1");
  given.as(person("boss"));
  given.when(schema::AssignOutlet{.order = "WO-1", .outlet = "R1"}).then_accepted();
  EXPECT_EQ(told_to(), "disp call by R1") << "it goes with its order";
}

TEST_F(Urgency, SaysThatNobodyIsNamed) {
  escalates();
  EXPECT_EQ(told_to(), "by , nobody");
  names("R1", {disp});
  names("R1", {});
  given.when(schema::SettleEscalation{.order = "WO-1", .reason = "看错单"}).then_accepted();
  escalates();
  EXPECT_EQ(told_to(), "by , nobody");
  given.as(person("disp")).when(AcknowledgeAlarm{.alarm = told}).then_accepted();
}

TEST_F(Urgency, OfNoOutletYetIsToldToHeadquarters) {
  given = order_in(schema::WorkOrderStatus::registered);
  given.at(now);
  names("", {call});
  names("S1", {disp2});
  escalates();
  EXPECT_EQ(told_to(), "call by ");
  given.as(person("call"));
  given.when(schema::AssignOutlet{.order = "WO-1", .outlet = "S1"}).then_accepted();
  EXPECT_EQ(told_to(), "disp2 by S1");
}

TEST_F(Urgency, PassesOverWhoIsNotThereAnyMore) {
  names("S1", {disp});
  names("", {call});
  given.history("disp", schema::OperatorDisabled{.reason = "离职"});
  escalates();
  EXPECT_EQ(told_to(), "call by ");
}

TEST_F(Urgency, IsToldToWhoCanAcknowledgeIt) {
  const auto name = [&](const char* outlet, std::vector<schema::UrgentContact> contacts)
      -> Given& {
    return given.when(
        schema::NameUrgentContacts{.outlet = outlet, .contacts = std::move(contacts)});
  };
  given.as(person("boss"));
  name("S9", {disp}).then_refused("urgent_desk.unknown_outlet");
  name("R1", {{.operator_ = "tech1", .phone = disp.phone}})
      .then_refused("urgent_desk.may_not_acknowledge");
  name("R1", {{.operator_ = "far", .phone = disp.phone}})
      .then_refused("urgent_desk.may_not_acknowledge");
  name("", {disp}).then_refused("urgent_desk.may_not_acknowledge");
  name("R1", {{.operator_ = "nobody", .phone = disp.phone}})
      .then_refused("urgent_desk.not_active");
  name("R1", {disp, disp}).then_refused("urgent_desk.named_twice");
  name("R1", {{.operator_ = "disp", .phone = "12"}}).then_refused("urgent_desk.bad_phone");
  name("R1", {}).then_refused("urgent_desk.nothing_changed");
  given.as(person("far"));
  name("R1", {disp}).then_refused("authority.out_of_scope");
}

}  // namespace
}  // namespace kintsugi::tests
