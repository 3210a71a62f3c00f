#include "schema/alarm.h"
#include "schema/incident.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::ClassifyIncident;
using schema::Incident;
using schema::IncidentStatus;
using schema::ReportIncident;
using schema::Severity;

constexpr std::int64_t one_hour = 3'600'000;

ReportIncident report() {
  return {.incident = "IN-1",
          .kind = schema::IncidentKind::injury,
          .severity = Severity::major,
          .occurred_at = ms(now) - one_hour,
          .text = "触电",
          .outlet = "S1"};
}

Given reported() {
  Given given = order_in(schema::WorkOrderStatus::completed);
  given.as(person("disp")).when(report()).then_accepted();
  return given;
}

TEST(ReportIncident, LateOnlyWithAReason) {
  Given given = order_in(schema::WorkOrderStatus::completed);
  given.as(person("disp"));
  ReportIncident late = report();
  late.occurred_at = ms(now) - 2 * one_hour;  // the deadline itself is in time
  given.when(late).then_accepted();
  EXPECT_FALSE(given.state<Incident>("IN-1").late);
  late.incident = "IN-2";
  late.occurred_at -= 1;
  given.when(late).then_refused("incident.reported_late");
  late.late_reason = "现场无信号";
  given.when(late).then_accepted();
  EXPECT_TRUE(given.state<Incident>("IN-2").late);
}

TEST(ReportIncident, RefusesBadInput) {
  Given given = order_in(schema::WorkOrderStatus::completed);
  given.as(person("disp"));
  const auto refused = [&](const char* code, auto change) {
    ReportIncident command = report();
    change(command);
    given.when(command).then_refused(code);
  };
  refused("incident.bad_id", [](auto& c) { c.incident = "a:b"; });
  refused("incident.kind_missing", [](auto& c) { c.kind = schema::IncidentKind::none; });
  refused("incident.severity_missing", [](auto& c) { c.severity = Severity::none; });
  refused("incident.bad_text", [](auto& c) { c.text.clear(); });
  refused("incident.bad_text", [](auto& c) { c.place = "a\nb"; });
  refused("incident.bad_time", [](auto& c) { c.occurred_at = ms(now) + 1; });
  refused("incident.bad_time", [](auto& c) { c.occurred_at = 0; });
  refused("incident.unknown_order", [](auto& c) { c.order = "WO-9"; });
  refused("incident.unknown_outlet", [](auto& c) { c.outlet = "S9"; });
  refused("authority.out_of_scope", [](auto& c) { c.outlet = "R2"; });
}

TEST(ClassifyIncident, IsLoweredByApprovalOnly) {
  Given given = reported();
  const auto classify = [](Severity to) {
    return ClassifyIncident{.incident = "IN-1", .severity = to, .reason = "核实"};
  };
  const auto severity = [&] { return given.state<Incident>("IN-1").severity; };
  given.when(classify(Severity::critical)).then_accepted();
  EXPECT_EQ(severity(), Severity::critical);
  given.when(classify(Severity::critical)).then_refused("incident.nothing_changed");
  given.when(classify(Severity::minor)).then_accepted();
  EXPECT_EQ(severity(), Severity::critical) << "it waits for approval";
  given.when(classify(Severity::normal)).then_refused("incident.lowering_asked");
  schema::DecideIncidentLowering decide{.incident = "IN-1", .granted = true, .reason = "同意"};
  given.when(decide).then_refused("incident.same_author");
  given.as(person("disp2"));
  decide.granted = false;
  given.when(decide).then_accepted();
  EXPECT_EQ(severity(), Severity::critical);
  given.as(person("disp")).when(classify(Severity::minor)).then_accepted();
  decide.granted = true;
  given.as(person("disp2")).when(decide).then_accepted();
  EXPECT_EQ(severity(), Severity::minor);
}

TEST(Incident, IsActedOnBeforeItsDeadline) {
  Given given = reported();
  const auto& alarm = given.state<schema::Alarm>("IN-1:incident_action");
  EXPECT_EQ(alarm.due_at, ms(now) + 24 * one_hour);
  EXPECT_EQ(alarm.subject, "incident/IN-1");
  given.when(ClassifyIncident{.incident = "IN-1", .severity = Severity::major, .reason = "核实"})
      .then_accepted();
  given.when(schema::RecordIncidentAction{.incident = "IN-1", .action = "送医"}).then_accepted();
  EXPECT_EQ(given.state<schema::Alarm>("IN-1:incident_action").status,
            schema::AlarmStatus::superseded);
}

schema::CorrectIncident corrected() {
  return {.incident = "IN-1",
          .kind = schema::IncidentKind::property,
          .occurred_at = ms(now) - one_hour,
          .text = "烧坏插座",
          .outlet = "R1",
          .reason = "报错网点"};
}

TEST(CorrectIncident, EveryFactThatWasReportedAndItsAlarm) {
  Given given = reported();
  schema::CorrectIncident command = corrected();
  command.reason.clear();
  given.when(command).then_refused("incident.bad_text");
  command = corrected();
  command.occurred_at -= 2 * one_hour;
  given.when(command).then_refused("incident.reported_late");
  command.late_reason = "现场无信号";
  given.when(command).then_accepted();
  const auto& incident = given.state<Incident>("IN-1");
  EXPECT_EQ(incident.kind, schema::IncidentKind::property);
  EXPECT_EQ(incident.outlet, "R1");
  EXPECT_TRUE(incident.late);
  const auto& alarm = given.state<schema::Alarm>("IN-1:incident_action");
  EXPECT_EQ(alarm.outlet, "R1");
  EXPECT_EQ(alarm.due_at, ms(now) + 24 * one_hour) << "as it was";
  given.when(command).then_refused("incident.nothing_changed");
  given.when(corrected()).then_accepted();
  EXPECT_FALSE(given.state<Incident>("IN-1").late);
  command = corrected();
  command.outlet.clear();
  command.order = "WO-9";
  given.when(command).then_refused("incident.unknown_order");
}

TEST(WithdrawIncident, IsForAnotherThanWhoReportedItAndCanBeTakenBack) {
  Given given = reported();
  schema::WithdrawIncident withdraw{.incident = "IN-1"};
  given.when(withdraw).then_refused("incident.withdraws_himself");
  given.as(person("disp2")).when(withdraw).then_refused("incident.bad_text");
  withdraw.reason = "重复上报";
  given.when(withdraw).then_accepted();
  EXPECT_EQ(given.state<Incident>("IN-1").status, IncidentStatus::withdrawn);
  EXPECT_EQ(given.state<schema::Alarm>("IN-1:incident_action").status,
            schema::AlarmStatus::superseded);
  given.when(withdraw).then_refused("incident.withdrawn");
  given.when(corrected()).then_refused("incident.withdrawn");
  given.when(schema::ReopenIncident{.incident = "IN-1", .reason = "确有其事"}).then_accepted();
  EXPECT_EQ(given.state<Incident>("IN-1").status, IncidentStatus::reported);
  EXPECT_EQ(given.state<Incident>("IN-1").due_at, ms(now) + 24 * one_hour);
  EXPECT_EQ(given.state<schema::Alarm>("IN-1:incident_action").status,
            schema::AlarmStatus::armed);
}

TEST(ReviewIncident, IsForSomebodyElse) {
  Given given = reported();
  given.when(ClassifyIncident{.incident = "IN-1", .severity = Severity::major, .reason = "核实"})
      .then_accepted();
  given.when(schema::RecordIncidentAction{.incident = "IN-1", .action = "送医"}).then_accepted();
  given.as(person("disp2"));
  schema::ResolveIncident resolve{.incident = "IN-1", .cause = "接线错", .outcome = "已赔付"};
  given.when(ClassifyIncident{.incident = "IN-1", .severity = Severity::minor, .reason = "轻"})
      .then_accepted();
  given.when(resolve).then_refused("incident.lowering_asked");
  given.as(person("disp"))
      .when(schema::DecideIncidentLowering{.incident = "IN-1", .reason = "不同意"})
      .then_accepted();
  given.as(person("disp2")).when(resolve).then_accepted();
  schema::ReviewIncident review{.incident = "IN-1", .passed = false, .reason = "原因不清"};
  given.when(review).then_refused("incident.reviews_himself");
  given.as(person("disp")).when(review).then_refused("incident.reviews_himself");
  given.as(person("boss")).when(review).then_accepted();
  EXPECT_EQ(given.state<Incident>("IN-1").status, IncidentStatus::handling);
}

}  // namespace
}  // namespace kintsugi::tests
