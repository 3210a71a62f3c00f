// Follow-up calls and alarms.

#include "schema/schedule_proposal.h"
#include "schema/alarm.h"
#include "schema/follow_up.h"
#include "schema/urgent_desk.h"
#include "schema/work_order.h"
#include "schema/work_order_life.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {
namespace {

using schema::AlarmStatus;
using schema::FollowUpStatus;


constexpr FollowUpStatus calls[] = {FollowUpStatus::none,        FollowUpStatus::due,
                                    FollowUpStatus::attempted,   FollowUpStatus::reached,
                                    FollowUpStatus::unreachable, FollowUpStatus::canceled};
constexpr AlarmStatus alarm_columns[] = {AlarmStatus::none,    AlarmStatus::armed,
                                         AlarmStatus::tripped, AlarmStatus::acknowledged,
                                         AlarmStatus::cleared, AlarmStatus::superseded};

Given call_in(std::size_t column) {
  const FollowUpStatus status = calls[column];
  if (status == FollowUpStatus::none) {
    Given given = order_in(schema::WorkOrderStatus::work_reported);
    given.history("WO-1", schema::WorkOrderCompleted{.at = ms(now), .follow_up_due_at = 7});
    return given;
  }
  Given given = order_in(schema::WorkOrderStatus::completed);
  const auto attempted = schema::FollowUpAttempted{.attempt = 1};
  switch (status) {
    case FollowUpStatus::none:
    case FollowUpStatus::due:
      break;
    case FollowUpStatus::attempted:
      given.history("WO-1", attempted);
      break;
    case FollowUpStatus::reached:
      given.history("WO-1", schema::FollowUpRecorded{.satisfaction = 5});
      given.history("WO-1", schema::WorkOrderFollowedUp{.result = status});
      break;
    case FollowUpStatus::unreachable:
      given.history("WO-1", schema::FollowUpAttempted{.attempt = 3});
      given.history("WO-1", schema::FollowUpGivenUp{.attempts = 3});
      given.history("WO-1", schema::WorkOrderFollowedUp{.result = status});
      break;
    case FollowUpStatus::canceled:
      given.history("WO-1", schema::WorkOrderReopened{.round = 2});
      given.history("WO-1", schema::FollowUpCanceled{.reason = "reopened"});
      break;
  }
  return given;
}

Given urgent_desk_in(std::size_t column) {
  Given given = company();
  given.at(now);
  const schema::UrgentContact disp{.operator_ = "disp", .phone = "13800000011"};
  if (column > 0)
    given.history("R1", schema::UrgentContactsNamed{.outlet = "R1", .contacts = {disp}});
  if (column > 1) given.history("R1", schema::UrgentContactsNamed{.outlet = "R1"});
  return given;
}

constexpr const char* alarm = "WO-1:booking_acceptance:1";

Given alarm_in(std::size_t column) {
  const AlarmStatus status = alarm_columns[column];
  Given given = status == AlarmStatus::none         ? company()
                : status == AlarmStatus::superseded ? order_in(schema::WorkOrderStatus::accepted)
                                                    : order_in(schema::WorkOrderStatus::scheduled);
  given.at("2026-03-02T03:00:00Z");
  const auto reaches = [&](AlarmStatus step) {
    return status != AlarmStatus::superseded &&
           static_cast<unsigned>(status) >= static_cast<unsigned>(step);
  };
  if (reaches(AlarmStatus::tripped)) given.history(alarm, schema::AlarmTripped{.at = 1});
  if (reaches(AlarmStatus::acknowledged))
    given.history(alarm, schema::AlarmAcknowledged{.by = "disp"});
  if (reaches(AlarmStatus::cleared)) given.history(alarm, schema::AlarmCleared{.by = "disp"});
  return given;
}

// SP-7 would send T1 to WO-1 this afternoon.
Given schedule_proposal_in(std::size_t column) {
  Given given = order_in(schema::WorkOrderStatus::assigned);
  if (column == 0) return given;
  given.history("SP-7", schema::ScheduleProposed{
                            .outlet = "S1",
                            .day = 20514,
                            .lines = {{.line = 1,
                                       .status = schema::ProposalLineStatus::proposed,
                                       .order = "WO-1",
                                       .technician = "T1",
                                       .starts_at = ms(visit_start),
                                       .ends_at = ms(visit_end)}}});
  if (column == 2) given.history("SP-7", schema::ProposalLineRejected{.line = 1, .reason = "否"});
  if (column == 3) given.history("SP-7", schema::ProposalRejected{.reason = "否"});
  return given;
}

}  // namespace

Table follow_ups() {
  constexpr const char* end = "closed";
  constexpr const char* over = "not_completed";
  constexpr const char* early = "not_answered";
  constexpr const char* none = "not_attempted";
  const std::string wo = "WO-1";
  Table table{
      "follow_up",
      {},
      call_in,
      {
          {schema::ScheduleFollowUp{.order = wo, .due_at = 7},
           {ok, "already_scheduled", "already_scheduled", over, over, over},
           ""},
          {schema::AttemptFollowUp{.order = wo, .outcome = schema::CallOutcome::busy},
           {no, ok, ok, end, end, end}},
          {schema::RecordFollowUp{
               .order = wo, .satisfaction = 5, .answer = schema::ChargedAnswer::not_charged},
           {no, ok, ok, end, end, end}},
          {schema::CorrectFollowUp{.order = wo,
                                   .satisfaction = 4,
                                   .answer = schema::ChargedAnswer::charged,
                                   .reason = "用户来电更正"},
           {no, early, early, ok, ok, early}},
          {schema::WithdrawFollowUpAttempt{.order = wo, .reason = "记错工单"},
           {no, none, ok, none, ok, none}},
          {schema::WithdrawFollowUp{.order = wo, .reason = "记错工单"},
           {no, "not_withdrawable", "not_withdrawable", ok, ok, "not_withdrawable"}},
          {schema::CloseFollowUp{.order = wo, .reason = "用户不接回访"},
           {no, ok, ok, end, end, end}},
      }};
  for (const FollowUpStatus status : calls) table.columns.push_back(schema::name_of(status));
  return table;
}

Table urgent_desks() {
  const schema::UrgentContact disp{.operator_ = "disp", .phone = "13800000011"};
  return {"urgent_desk",
          {"none", "named", "nobody"},
          urgent_desk_in,
          {{schema::NameUrgentContacts{.outlet = "R1", .contacts = {disp}},
            {ok, "nothing_changed", ok}}}};
}

Table alarms() {
  constexpr const char* old = "superseded";
  Table table{
      "alarm",
      {},
      alarm_in,
      {
          {schema::PassDeadline{.alarm = alarm, .version = 1}, {no, ok, old, old, old, old}, ""},
          {schema::AcknowledgeAlarm{.alarm = alarm},
           {no, "not_tripped", ok, "already_acknowledged", "already_cleared", "not_tripped"}},
          {schema::ClearAlarm{.alarm = alarm, .handling = "已改派"},
           {no, "not_tripped", "not_acknowledged", ok, "already_cleared", "not_tripped"}},
          {schema::ReopenAlarm{.alarm = alarm, .reason = "点错"},
           {no, "not_handled", "not_handled", ok, ok, "not_handled"}},
      }};
  for (const AlarmStatus status : alarm_columns) table.columns.push_back(schema::name_of(status));
  return table;
}

Table schedule_proposals() {
  const auto accept = schema::AcceptProposalLine{.proposal = "SP-7", .line = 1};
  const auto reject =
      schema::RejectProposalLine{.proposal = "SP-7", .line = 1, .reason = "用户改期"};
  return {"schedule_proposal",
          {"none", "open", "settled", "rejected"},
          schedule_proposal_in,
          {{schema::ProposeSchedule{.outlet = "S1",
                                    .day = 20514,
                                    .orders = {"WO-1"},
                                    .technicians = {"T1", "T2"}},
            {ok, ok, ok, ok}},
           {accept, {no, ok, "line_decided", "settled"}},
           {reject, {no, ok, "line_decided", "settled"}},
           {schema::RejectProposal{.proposal = "SP-7", .reason = "人手不够"},
            {no, ok, "settled", "settled"}}}};
}

}  // namespace kintsugi::tests
