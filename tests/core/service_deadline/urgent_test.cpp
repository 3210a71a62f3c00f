// Who is responsible is told at once of an urgent order, until somebody acknowledges it.

#include "core/calendar/dates.h"
#include "schema/alarm.h"
#include "schema/service_policy.h"
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
  Given given = order_in(schema::WorkOrderStatus::assigned);
};

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

}  // namespace
}  // namespace kintsugi::tests
