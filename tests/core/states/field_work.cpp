// Rosters, leave, appointments, failed visits, subcontracts.

#include "schema/alarm.h"
#include "schema/roster.h"
#include "schema/subcontract.h"
#include "schema/technician.h"
#include "schema/work_order_appointment.h"
#include "schema/work_order_life.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {
namespace {

constexpr const char* leave_7 = "LV-7";
constexpr const char* order_1 = "WO-1";
constexpr const char* late_alarm = "WO-1:booking_acceptance:1";
constexpr std::int32_t third_of_march = 20515;  // 2026-03-03

const std::int64_t shift_start = ms("2026-03-03T00:00:00Z");
const std::int64_t shift_end = ms("2026-03-03T09:00:00Z");

Given roster_in(std::size_t column) {
  Given given = company();
  if (column == 0) return given;
  given.history("S1:2026-03-03",
                schema::RosterPublished{.outlet = "S1", .day = third_of_march, .version = 1});
  if (column == 2) given.history("S1:2026-03-03", schema::RosterWithdrawn{.reason = "改期"});
  return given;
}

void take_leave(Given& given, const char* leave) {
  given.history(
      "T1", schema::AbsenceEntered{.leave = leave, .starts_at = shift_start, .ends_at = shift_end});
}

Given leave_in(std::size_t column) {
  Given given = company();
  if (column == 0) return given;
  given.history(leave_7, schema::LeaveRequested{.technician = "T1",
                                                .outlet = "S1",
                                                .kind = schema::LeaveKind::annual,
                                                .starts_at = shift_start,
                                                .ends_at = shift_end,
                                                .requested_by = "tech1"});
  if (column == 2) {
    given.history(leave_7, schema::LeaveApproved{.decided_by = "disp"});
    take_leave(given, leave_7);
  }
  if (column == 3) given.history(leave_7, schema::LeaveRejected{.answer = "人手不足"});
  if (column == 4) given.history(leave_7, schema::LeaveWithdrawn{.reason = "不去了"});
  return given;
}

// He is away in that time already, unless it is the first that he asks for.
Given away_in(std::size_t column) {
  Given given = leave_in(column);
  if (column != 0 && column != 2) take_leave(given, "LV-6");
  return given;
}

Given appointment_in(std::size_t column) {
  if (column == 4) {
    Given given = order_in(schema::WorkOrderStatus::canceled);
    given.history(order_1, schema::AppointmentFreed{.reason = "取消"});
    return given;
  }
  Given given = order_in(schema::WorkOrderStatus::traveling);
  if (column == 0) return given;
  given.history(order_1, schema::AppointmentSet{.appointment_from = shift_start,
                                                .appointment_until = shift_end});
  given.history(order_1, schema::AppointmentAgreed{.order = order_1,
                                                   .outlet = "S1",
                                                   .customer = "C-1",
                                                   .starts_at = shift_start,
                                                   .ends_at = shift_end,
                                                   .asked_by = schema::AskedBy::customer,
                                                   .agreed_by = "call"});
  if (column == 2) given.history(order_1, schema::AppointmentMet{.arrived_at = shift_start});
  if (column == 3) {
    given.history(order_1, schema::NoShowRecorded{.booking = 1, .technician = "T1"});
    given.history(order_1, schema::AppointmentMissed{.at = shift_end});
  }
  return given;
}

Given failed_visit_in(std::size_t column) {
  Given given = order_in(schema::WorkOrderStatus::traveling);
  if (column == 0) return given;
  const bool abnormal = column == 2;
  if (abnormal) {
    given.history(order_1, schema::VisitMarkedAbnormal{.booking = 1, .technician = "T1"});
  } else {
    given.history(order_1, schema::NoShowRecorded{.booking = 1, .technician = "T1"});
  }
  given.history("WO-1:1",
                schema::VisitFailed{.status = abnormal ? schema::FailedVisitStatus::abnormal
                                                       : schema::FailedVisitStatus::no_show,
                                    .order = order_1,
                                    .booking = 1,
                                    .technician = "T1",
                                    .outlet = "S1"});
  if (column == 3) given.history("WO-1:1", schema::FailedVisitWithdrawn{.reason = "误报"});
  return given;
}

Given subcontract_in(std::size_t column);

// One that is done is of the round before.
Given subcontract_of_another_round_in(std::size_t column) {
  Given given = subcontract_in(column);
  if (column == 3) {
    given.history(order_1, schema::WorkOrderCompleted{.at = ms(now)});
    given.history(order_1, schema::WorkOrderReopened{.round = 2});
  }
  return given;
}

Given subcontract_in(std::size_t column) {
  Given given = order_in(schema::WorkOrderStatus::scheduled);
  given.at("2026-03-02T03:30:00Z");  // half an hour after the deadline
  given.history(late_alarm, schema::AlarmTripped{.at = 1, .order = order_1});
  if (column == 0) return given;
  given.history(order_1, schema::SubcontractRequested{.order = order_1,
                                                      .outlet = "S1",
                                                      .contractor = "邻县维修部",
                                                      .alarm = late_alarm,
                                                      .cost_expected = 20000,
                                                      .requested_by = "disp"});
  if (column == 2 || column == 3) {
    given.history(order_1, schema::BookingCanceled{.booking = 1, .technician = "T1"});
    given.history("T1", schema::SlotReleased{.order = order_1, .booking = 1});
    given.history(order_1, schema::WorkOrderSubcontracted{.contractor = "邻县维修部"});
    given.history(order_1, schema::SubcontractApproved{.decided_by = "acc"});
  }
  if (column == 3) {
    given.history(order_1, schema::SubcontractReported{.cost = 18000, .invoice = "FP-1"});
    given.history(order_1, schema::SubcontractedWorkReported{.booking = 2, .at = ms(now)});
  }
  if (column == 4) given.history(order_1, schema::SubcontractRejected{.answer = "太贵"});
  if (column == 5) given.history(order_1, schema::SubcontractWithdrawn{.reason = "自己修"});
  return given;
}

// In each of them after one that was done in an earlier round.
Given subcontract_after_another_in(std::size_t column) {
  Given given = subcontract_in(column);
  if (column == 0 || column == 3) return given;
  given.history(order_1, schema::SubcontractReported{.cost = 18000, .invoice = "FP-1"});
  given.history(order_1, schema::SubcontractRequested{.order = order_1, .outlet = "S1"});
  if (column == 2) given.history(order_1, schema::SubcontractApproved{.decided_by = "acc"});
  if (column == 4) given.history(order_1, schema::SubcontractRejected{.answer = "太贵"});
  if (column == 5) given.history(order_1, schema::SubcontractWithdrawn{.reason = "自己修"});
  return given;
}
Given subcontract_corrected_in(std::size_t column) {
  Given given = subcontract_after_another_in(column);
  if (column == 0) return given;
  given.history(order_1, schema::SubcontractCostQuestioned{.number = 1,
                                                           .cost = 17000,
                                                           .invoice = "FP-2",
                                                           .reason = "开错",
                                                           .by = "acc",
                                                           .order = order_1,
                                                           .outlet = "S1"});
  return given;
}

}  // namespace

Table rosters() {
  const schema::Shift shift{.technician = "T1", .starts_at = shift_start, .ends_at = shift_end};
  return {"roster",
          {"none", "published", "withdrawn"},
          roster_in,
          {{schema::PublishRoster{.outlet = "S1",
                                  .from_day = third_of_march,
                                  .until_day = third_of_march,
                                  .shifts = {shift}},
            {ok, ok, ok}},
           {schema::WithdrawRoster{.outlet = "S1", .day = third_of_march, .reason = "改期"},
            {no, ok, "withdrawn"}}}};
}

Table leaves() {
  const std::string l = leave_7;
  constexpr const char* done = "not_requested";
  return {"leave",
          {"none", "requested", "approved", "rejected", "withdrawn"},
          leave_in,
          {{schema::RequestLeave{.technician = "T1",
                                 .kind = schema::LeaveKind::annual,
                                 .starts_at = shift_start,
                                 .ends_at = shift_end},
            {ok, "overlap", "overlap", "overlap", "overlap"},
            "boss",
            away_in},
           {schema::ApproveLeave{.leave = l}, {no, ok, done, done, done}},
           {schema::RejectLeave{.leave = l, .answer = "人手不足"}, {no, ok, done, done, done}},
           {schema::WithdrawLeave{.leave = l, .reason = "不去了"}, {no, ok, ok, "over", "over"}}}};
}

Table appointments() {
  const std::int64_t start = ms("2026-03-04T01:00:00Z"), end = ms("2026-03-04T03:00:00Z");
  const auto customer = schema::AskedBy::customer;
  constexpr const char* canceled = "work_order.already_canceled";
  return {"appointment",
          {"none", "agreed", "met", "missed", "canceled"},
          appointment_in,
          {{schema::AgreeAppointment{
                .order = order_1, .starts_at = start, .ends_at = end, .asked_by = customer},
            {ok, "agreed", "agreed", ok, canceled}},
           {schema::ChangeAppointment{.order = order_1,
                                      .starts_at = start,
                                      .ends_at = end,
                                      .asked_by = customer,
                                      .reason = "用户有事"},
            {"not_agreed", ok, ok, "not_agreed", canceled}}}};
}

Table failed_visits() {
  return {"failed_visit",
          {"none", "no_show", "abnormal", "withdrawn"},
          failed_visit_in,
          {{schema::WithdrawFailedVisit{.order = order_1, .booking = 1, .reason = "误报"},
            {"not_failed", ok, ok, "not_failed"}}}};
}

Table subcontracts() {
  const std::string wo = order_1;
  constexpr const char* nreq = "not_requested";
  constexpr const char* napp = "not_approved";
  constexpr const char* ndon = "not_done";
  constexpr const char* reported = "work_order.already_reported";
  return {
      "subcontract",
      {"none", "requested", "approved", "done", "rejected", "withdrawn"},
      subcontract_in,
      {{schema::SubcontractWorkOrder{.order = wo,
                                     .contractor = "邻县维修部",
                                     .alarm = late_alarm,
                                     .cost_expected = 20000,
                                     .reason = "无人可派"},
        {ok, "open", "open", reported, ok, ok}},
       {schema::SubcontractWorkOrder{.order = wo,
                                     .contractor = "邻县维修部",
                                     .alarm = late_alarm,
                                     .cost_expected = 20000,
                                     .reason = "又坏了"},
        {ok, "open", "open", ok, ok, ok},
        "boss",
        subcontract_of_another_round_in},
       {schema::ApproveSubcontract{.order = wo}, {no, ok, nreq, nreq, nreq, nreq}},
       {schema::RejectSubcontract{.order = wo, .answer = "太贵"}, {no, ok, nreq, nreq, nreq, nreq}},
       {schema::WithdrawSubcontract{.order = wo, .reason = "自己修"},
        {no, ok, ok, nreq, nreq, nreq}},
       {schema::ReportSubcontract{.order = wo, .cost = 18000, .invoice = "FP-1"},
        {no, napp, ok, napp, napp, napp}},
       {schema::CorrectSubcontractCost{
            .order = wo, .cost = 17000, .invoice = "FP-2", .reason = "开错"},
        {no, ndon, ndon, ok, ndon, ndon}},
       {schema::CorrectSubcontractCost{
            .order = wo, .cost = 17000, .invoice = "FP-2", .reason = "开错", .number = 1},
        {no, ok, ok, ok, ok, ok},
        "boss",
        subcontract_after_another_in},
       {schema::DecideSubcontractCost{.order = wo},
        {no, ok, ok, ok, ok, ok},
        "boss",
        subcontract_corrected_in},
       {schema::WithdrawSubcontractReport{.order = wo, .reason = "还没修好"},
        {no, ndon, ndon, ok, ndon, ndon}}}};
}

}  // namespace kintsugi::tests
