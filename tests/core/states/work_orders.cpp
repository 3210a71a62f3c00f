// Work orders: what each command gives in each status.

#include "schema/advance_part.h"
#include "schema/common.h"
#include "schema/dispatch_ticket.h"
#include "schema/fault_report.h"
#include "schema/import.h"
#include "schema/legacy.h"
#include "schema/rating.h"
#include "schema/warranty_policy.h"
#include "schema/work_order.h"
#include "schema/work_order_appointment.h"
#include "schema/work_order_back.h"
#include "schema/work_order_board.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_crew.h"
#include "schema/work_order_kinds.h"
#include "schema/work_order_life.h"
#include "schema/work_order_money.h"
#include "schema/work_order_paper.h"
#include "schema/work_order_promise.h"
#include "schema/work_order_removed.h"
#include "schema/work_order_review.h"
#include "schema/work_order_visit.h"
#include "schema/work_order_warranty.h"
#include "schema/workshop_unit.h"
#include "tests/core/states/situations.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {

using namespace situations;

namespace {

// Refusals, without "work_order.".
constexpr const char* nreg = "not_registered";
constexpr const char* nasg = "not_assigned";
constexpr const char* nsch = "not_scheduled";
constexpr const char* nacc = "not_accepted";
constexpr const char* nprg = "not_in_progress";
constexpr const char* nhld = "not_on_hold";
constexpr const char* nrep = "not_reported";
constexpr const char* ncmp = "not_completed";
constexpr const char* way = "already_under_way";
constexpr const char* rep = "already_reported";
constexpr const char* cmp = "already_completed";
constexpr const char* pst = "already_posted";
constexpr const char* cnl = "already_canceled";
constexpr const char* exi = "exists";
constexpr const char* nchg = "no_such_charge";
constexpr const char* npst = "not_posted";
constexpr const char* ntrv = "not_traveling";
constexpr const char* nrop = "not_reopened";
constexpr const char* ncnl = "not_canceled";

std::vector<Row> register_rows() {
  const std::string wo = "WO-1";
  return {
      {schema::RegisterWorkOrder{.order = wo,
                                 .service_type = schema::ServiceType::repair,
                                 .category = "ac",
                                 .customer = "C-1"},
       {ok, exi, exi, exi, exi, exi, exi, exi, exi, exi, exi, exi, exi}},
      {schema::ClassifySeverity{.order = wo, .severity = schema::Severity::major},
       {nreg, ok, ok, ok, ok, ok, ok, ok, ok, cmp, cmp, pst, cnl}},
      {schema::AssignOutlet{.order = wo, .outlet = "R1"},
       {nreg, ok, ok, way, way, way, way, way, rep, cmp, cmp, pst, cnl}},
      {schema::OverrideDispatchCheck{.order = wo,
                                     .technician = "T2",
                                     .check = schema::DispatchCheck::travel,
                                     .reason = "同意"},
       {nreg, ok, ok, ok, ok, ok, ok, ok, rep, cmp, cmp, pst, cnl}},
  };
}

std::vector<Row> booking_rows() {
  const std::string wo = "WO-1";
  const std::int64_t start = ms("2026-03-03T02:00:00Z");
  const std::int64_t end = ms("2026-03-03T04:00:00Z");
  return {
      {schema::ScheduleBooking{.order = wo, .technician = "T2", .starts_at = start, .ends_at = end},
       {nreg, nasg, ok, ok, ok, ok, ok, ok, rep, cmp, cmp, pst, cnl}},
      {schema::AcceptBooking{.order = wo},
       {nreg, nsch, nsch, ok, nsch, nsch, nsch, nsch, rep, cmp, cmp, pst, cnl}},
      {schema::DeclineBooking{.order = wo, .reason = "生病"},
       {nreg, nsch, nsch, ok, nsch, nsch, nsch, nsch, rep, cmp, cmp, pst, cnl}},
      {schema::RescheduleBooking{
           .order = wo, .starts_at = start, .ends_at = end, .asked_by = schema::AskedBy::customer},
       {nreg, nsch, nsch, ok, ok, nsch, nsch, nsch, rep, cmp, cmp, pst, cnl}},
      {schema::ReassignBooking{.order = wo, .technician = "T2", .reason = "换人"},
       {nreg, nsch, nsch, ok, ok, nsch, nsch, nsch, rep, cmp, cmp, pst, cnl}},
      {schema::WithdrawBooking{.order = wo, .booking = 1, .reason = "点错了"},
       {nreg, nsch, nsch, ok, ok, nsch, nsch, nsch, rep, cmp, cmp, pst, cnl}},
      {schema::AskDispatchOverride{.order = wo,
                                   .technician = "T2",
                                   .check = schema::DispatchCheck::territory,
                                   .reason = "客户点名"},
       {nreg, nasg, ok, ok, ok, ok, ok, ok, rep, cmp, cmp, pst, cnl}},
      {schema::StartTravel{.order = wo},
       {nreg, nacc, nacc, nacc, ok, nacc, nacc, nacc, rep, cmp, cmp, pst, cnl}},
      {schema::WithdrawTravel{.order = wo, .reason = "点错了"},
       {nreg, ntrv, ntrv, ntrv, ntrv, ok, ntrv, ntrv, rep, cmp, cmp, pst, cnl},
       "boss",
       on_the_way_in},
      {schema::CheckIn{.order = wo},
       {nreg, nacc, nacc, nacc, ok, "nothing_changed", nacc, nacc, rep, cmp, cmp, pst, cnl}},
      {schema::CheckIn{.order = wo},
       {nreg, nacc, nacc, nacc, ok, ok, nacc, nacc, rep, cmp, cmp, pst, cnl},
       "boss",
       on_the_way_in},
      {schema::StartWork{.order = wo},
       {nreg, nacc, nacc, nacc, "not_checked_in", ok, nacc, nacc, rep, cmp, cmp, pst, cnl}},
      {schema::PauseWork{.order = wo, .why = schema::PauseReason::part},
       {nreg, nprg, nprg, nprg, nprg, nprg, ok, nprg, rep, cmp, cmp, pst, cnl}},
      {schema::CorrectPause{.order = wo, .why = schema::PauseReason::customer, .reason = "选错"},
       {nreg, ok, ok, ok, ok, ok, ok, ok, ok, ok, ok, pst, cnl},
       "boss",
       paused_before_in},
      {schema::ResumeWork{.order = wo},
       {nreg, nhld, nhld, nhld, nhld, nhld, nhld, ok, rep, cmp, cmp, pst, cnl}},
  };
}

std::vector<Row> crew_rows() {
  const std::string wo = "WO-1";
  return {
      {schema::AddBookingMember{.order = wo, .booking = 1, .technician = "T2"},
       {nreg, nsch, nsch, ok, ok, ok, ok, ok, rep, cmp, cmp, pst, cnl}},
      {schema::RemoveBookingMember{
           .order = wo, .booking = 1, .technician = "T2", .reason = "另有安排"},
       {nreg, nsch, nsch, ok, ok, ok, ok, ok, rep, cmp, cmp, pst, cnl},
       "boss",
       with_crew_in},
      {schema::SetBookingShares{.order = wo,
                                .booking = 1,
                                .shares = {{.technician = "T1", .share = 7000},
                                           {.technician = "T2", .share = 3000}},
                                .reason = "主修多做"},
       {nreg, nsch, nsch, ok, ok, ok, ok, ok, ok, ok, ok, pst, cnl},
       "boss",
       with_crew_in},
  };
}

std::vector<Row> appointment_rows() {
  const std::string wo = "WO-1", why = "用户有事";
  const std::int64_t start = ms("2026-03-03T02:00:00Z");
  const std::int64_t end = ms("2026-03-03T04:00:00Z");
  const auto customer = schema::AskedBy::customer;
  return {
      {schema::AgreeAppointment{
           .order = wo, .starts_at = start, .ends_at = end, .asked_by = customer},
       {nreg, ok, ok, ok, ok, ok, ok, ok, rep, cmp, cmp, pst, cnl}},
      {schema::ChangeAppointment{.order = wo,
                                 .starts_at = start,
                                 .ends_at = end,
                                 .asked_by = customer,
                                 .reason = why},
       {nreg, ok, ok, ok, ok, ok, ok, ok, rep, cmp, cmp, pst, cnl},
       "boss",
       appointed_in},
      {schema::WithdrawAppointment{.order = wo, .reason = why},
       {nreg, ok, ok, ok, ok, ok, ok, ok, rep, cmp, cmp, pst, cnl},
       "boss",
       appointed_in},
      {schema::RecordNoShow{.order = wo, .note = "敲门无人"},
       {nreg, nacc, nacc, nacc, nacc, ok, nacc, nacc, rep, cmp, cmp, pst, cnl},
       "boss",
       at_the_time_in},
      {schema::MarkAbnormal{
           .order = wo, .kind = schema::AbnormalKind::wrong_address, .note = "查无此号"},
       {nreg, nacc, nacc, nacc, ok, ok, ok, ok, rep, cmp, cmp, pst, cnl}},
      {schema::WithdrawFailedVisit{.order = wo, .booking = 7, .reason = why},
       {nreg, ok, ok, ok, ok, ok, ok, ok, rep, cmp, cmp, pst, cnl},
       "boss",
       failed_before_in},
      {schema::ExtendAcceptance{.order = wo, .accept_by = end, .reason = why},
       {nreg, nsch, nsch, ok, nsch, nsch, nsch, nsch, rep, cmp, cmp, pst, cnl}},
  };
}

std::vector<Row> work_rows() {
  const std::string wo = "WO-1";
  const auto customer = schema::Payer::customer;
  return {
      {schema::PrintDispatchTicket{.order = wo},
       {nreg, nsch, nsch, ok, ok, ok, ok, ok, rep, cmp, cmp, pst, cnl}},
      {schema::RecordProgress{.order = wo, .note = "到场"},
       {nreg, ok, ok, ok, ok, ok, ok, ok, ok, ok, ok, pst, cnl}},
      {schema::RecordDiagnosis{.order = wo, .fault_code = "F02"},
       {nreg, nprg, nprg, nprg, nprg, nprg, ok, ok, rep, cmp, cmp, pst, cnl}},
      {schema::UsePart{.order = wo, .part = "P-0", .quantity = 1000},
       {nreg, nprg, nprg, nprg, nprg, nprg, "unknown_part", nprg, rep, cmp, cmp, pst, cnl}},
      {schema::UsePart{.order = wo, .part = "P-1", .quantity = 1000},
       {nreg, nprg, nprg, nprg, nprg, nprg, ok, nprg, rep, cmp, cmp, pst, cnl},
       "boss",
       with_part_in},
      {schema::RecordRemovedPart{.order = wo,
                                 .part = "P-1",
                                 .unreadable = true,
                                 .fate = schema::PartFate::scrapped},
       {nreg, nprg, nprg, nprg, nprg, nprg, ok, ok, ok, ok, ok, pst, cnl},
       "boss",
       with_part_in},
      {schema::AddCharge{.order = wo,
                         .item = "打眼",
                         .quantity = 1000,
                         .payer = customer,
                         .manual_price = 5000,
                         .reason = "墙厚"},
       {nreg, nprg, nprg, nprg, nprg, nprg, ok, ok, ok, ok, ok, pst, cnl}},
      {schema::ApproveCharge{.order = wo, .line = 1},
       {nreg, nchg, nchg, nchg, nchg, nchg, nchg, nchg, nchg, nchg, nchg, pst, cnl}},
      {schema::ApproveCharge{.order = wo, .line = 1},
       {nreg, ok, ok, ok, ok, ok, ok, ok, ok, ok, ok, pst, cnl},
       "boss",
       with_pending_charge_in},
      {schema::RenewDeadlines{.order = wo},
       {nreg, ok, ok, ok, ok, ok, ok, ok, rep, cmp, cmp, pst, cnl},
       "boss",
       promised_in},
      {schema::ReportWorkDone{.order = wo},
       {nreg, nprg, nprg, nprg, nprg, nprg, ok, nprg, rep, cmp, cmp, pst, cnl}},
  };
}

std::vector<Row> legacy_rows() {
  const std::string wo = "WO-1";
  const std::vector<std::string_view> always(std::size(order_columns), ok);
  return {
      {schema::RecordLegacyFact{.order = wo, .activity = "VERIFIED"}, always},
      {schema::ImportEvent{
           .order = wo, .activity = "VERIFIED", .happened_at = 1, .file = "ab12", .row = 1},
       always, ""},
  };
}

std::vector<Row> part_and_paper_rows() {
  const std::string wo = "WO-1", why = "登记错误";
  const std::vector<std::string_view> always{nreg, ok, ok, ok, ok,  ok, ok,
                                             ok,   ok, ok, ok, pst, cnl};
  const std::vector<std::string_view> posted_too{nreg, ok, ok, ok, ok, ok, ok,
                                                 ok,   ok, ok, ok, ok, cnl};
  return {
      {schema::WithdrawPartUse{.order = wo, .number = 1, .reason = why}, posted_too, "boss",
       with_part_used_in},
      {schema::ReplacePartUse{
           .order = wo, .number = 1, .part = "P-1", .quantity = 1000, .serial = "", .reason = why},
       posted_too, "boss", with_part_used_in},
      {schema::WithdrawRemovedPart{.order = wo, .number = 1, .reason = why}, always, "boss",
       with_part_removed_in},
      {schema::WithdrawInstallCard{.order = wo, .reason = why},
       {nreg, ok, ok, ok, ok, ok, ok, ok, ok, ok, ok, ok, ok},
       "boss",
       with_card_in},
      {schema::WithdrawServiceSlip{.order = wo, .reason = why},
       {nreg, "no_slip", "no_slip", "no_slip", "no_slip", "no_slip", "no_slip", "no_slip", ok, ok,
        ok, ok, "no_slip"}},
      {schema::WithdrawServiceSlip{.order = wo, .reason = why},
       {nreg, ok, ok, ok, ok, ok, ok, ok, ok, ok, ok, ok, ok},
       "boss",
       with_slip_in},
  };
}

std::vector<Row> correction_rows() {
  const std::string wo = "WO-1", why = "登记错误";
  const auto cash = schema::PaymentMethod::cash;
  const std::vector<std::string_view> always{nreg, ok, ok, ok, ok,  ok, ok,
                                             ok,   ok, ok, ok, pst, cnl};
  const std::vector<std::string_view> canceled_too{nreg, ok, ok, ok, ok, ok, ok,
                                                   ok,   ok, ok, ok, ok, ok};
  return {
      {schema::CorrectRegistration{.order = wo,
                                   .service_type = schema::ServiceType::repair,
                                   .customer = "C-1",
                                   .phone = "13900000009",
                                   .reason = why},
       always},
      {schema::WithdrawOverride{.order = wo, .number = 1, .reason = why},
       {nreg, ok, ok, ok, ok, ok, ok, ok, rep, cmp, cmp, pst, cnl},
       "boss",
       overridden_in},
      {schema::WithdrawCheckIn{.order = wo, .reason = why},
       {nreg, "not_checked_in", "not_checked_in", "not_checked_in", "not_checked_in", ok, ok, ok,
        rep, cmp, cmp, pst, cnl}},
      {schema::WithdrawWorkReport{.order = wo, .reason = why},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, ok, cmp, cmp, pst, cnl}},
      {schema::WithdrawWorkReport{.order = wo, .booking = 7, .reason = why},
       {nreg, ok, ok, ok, ok, ok, ok, ok, ok, cmp, cmp, pst, cnl},
       "boss",
       reported_in_part_in},
      {schema::CorrectDiagnosis{.order = wo, .fault_code = "F02", .reason = why},
       {nreg, nprg, nprg, nprg, nprg, nprg, ok, ok, ok, ok, ok, pst, cnl}},
      {schema::WithdrawCharge{.order = wo, .line = 1, .reason = why}, always, "boss",
       with_charge_in},
      {schema::WithdrawCharge{.order = wo, .line = 1, .reason = why}, always, "boss",
       with_pending_charge_in},
      {schema::ReplaceCharge{.order = wo,
                             .line = 1,
                             .item = "打眼",
                             .quantity = 2000,
                             .payer = schema::Payer::customer,
                             .manual_price = 4000,
                             .reason = why},
       always, "boss", with_charge_in},
      {schema::WithdrawPayment{.order = wo, .number = 1, .reason = why}, canceled_too, "boss",
       paid_in},
      {schema::CorrectPayment{
           .order = wo, .number = 1, .amount = 4000, .method = cash, .reason = why},
       canceled_too, "boss", paid_in},
      {schema::WithdrawCredit{.order = wo, .reason = why},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, ok, ok, ok, pst, cnl},
       "boss",
       on_credit_in},
      {schema::CorrectWorkOrder{.order = wo,
                                .item = "退费",
                                .amount = -2000,
                                .payer = schema::Payer::customer,
                                .reason = why},
       {nreg, npst, npst, npst, npst, npst, npst, npst, rep, cmp, cmp, ok, cnl}},
      {schema::DecideCorrection{.order = wo, .number = 1},
       {nreg, npst, npst, npst, npst, npst, npst, npst, rep, cmp, cmp, ok, cnl},
       "boss",
       corrected_in},
  };
}

std::vector<Row> warranty_rows() {
  return {
      {schema::EvaluateThreeGuarantees{.order = "WO-1"},
       {nreg, ok, ok, ok, ok, ok, ok, ok, ok, ok, ok, pst, cnl}},
      {schema::ClassifyFaultCause{.order = "WO-1", .cause_class = schema::CauseClass::product},
       {nreg, nprg, nprg, nprg, nprg, nprg, ok, ok, ok, ok, ok, pst, cnl}},
  };
}

std::vector<Row> closing_rows() {
  const std::string wo = "WO-1";
  return {
      {schema::HandBackInstallCard{.order = wo, .card = "CARD-0001"},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, "not_an_install", "not_an_install",
        "not_an_install", "not_an_install", cnl}},
      {schema::ReturnServiceSlip{.order = wo, .slip = "SLIP-0002"},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, "slip_returned", "slip_returned",
        "slip_returned", "slip_returned", cnl}},
      {schema::CollectPayment{.order = wo, .amount = 100, .method = schema::PaymentMethod::cash},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, "nothing_due", "nothing_due", "nothing_due",
        "nothing_due", cnl}},
      {schema::RefundPayment{
           .order = wo, .amount = 100, .method = schema::PaymentMethod::cash, .reason = "多收"},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, "not_overpaid", "not_overpaid",
        "not_overpaid", "not_overpaid", cnl}},
      {schema::RefundPayment{
           .order = wo, .amount = 100, .method = schema::PaymentMethod::cash, .reason = "多收"},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, ok, ok, ok, ok, cnl},
       "boss",
       overpaid_in},
      {schema::ApproveCredit{.order = wo, .reason = "单位客户"},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, "nothing_due", "nothing_due", "nothing_due",
        pst, cnl}},
      {schema::HandBackInstallCard{.order = wo, .card = "CARD-0001"},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, ok, ok, ok, ok, cnl},
       "boss",
       install_in},
      {schema::ReturnServiceSlip{.order = wo, .slip = "SLIP-0002"},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, ok, ok, ok, ok, cnl},
       "boss",
       without_slip_in},
      {schema::CollectPayment{.order = wo, .amount = 100, .method = schema::PaymentMethod::cash},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, ok, ok, ok, ok, cnl},
       "boss",
       with_charge_in},
      {schema::ApproveCredit{.order = wo, .reason = "单位客户"},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, ok, ok, ok, pst, cnl},
       "boss",
       with_charge_in},
      {schema::CompleteWorkOrder{.order = wo},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, ok, cmp, cmp, pst, cnl}},
      {schema::PostWorkOrder{.order = wo},
       {nreg, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, "not_followed_up", ok, pst, cnl}},
      {schema::PostWorkOrder{.order = wo},
       {nreg, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, ok, ok, pst, cnl},
       "boss",
       not_called_in},
      {schema::CancelWorkOrder{.order = wo, .reason = "用户取消"},
       {nreg, ok, ok, ok, ok, ok, ok, ok, rep, cmp, cmp, pst, cnl}},
      {schema::ReopenWorkOrder{.order = wo, .reason = "又坏了"},
       {nreg, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, ok, ok, pst, cnl}},
      {schema::WithdrawCompletion{.order = wo, .reason = "点错了"},
       {nreg, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, ok, ok, pst, cnl}},
      {schema::WithdrawReopening{.order = wo, .reason = "点错了"},
       {nreg, nrop, ok, nrop, nrop, nrop, nrop, nrop, rep, cmp, cmp, pst, cnl},
       "boss",
       reopened_in},
      {schema::WithdrawReopening{.order = wo, .reason = "点错了"},
       {nreg, ok, nrop, nrop, nrop, nrop, nrop, nrop, rep, cmp, cmp, pst, cnl},
       "boss",
       reopened_without_outlet_in},
      {schema::ReinstateWorkOrder{.order = wo, .reason = "点错了"},
       {nreg, ncnl, ncnl, ncnl, ncnl, ncnl, ncnl, ncnl, rep, cmp, cmp, pst, ok}},
  };
}

std::vector<Row> visit_rows() {
  const std::string wo = "WO-1", why = "登记错误";
  constexpr const char* done = "already_reviewed";
  const std::vector<std::string_view> after_report{nreg, nrep, nrep, nrep, nrep, nrep, nrep,
                                                   nrep, ok,   ok,   ok,   pst,  cnl};
  const std::vector<std::string_view> until_reported{nreg, ok, ok,  ok,  ok,  ok, ok,
                                                     ok,   rep, cmp, cmp, pst, cnl};
  return {
      {schema::HandBackInstallCard{.order = wo, .card = "CARD-0001"},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, ok, ok, ok, ok, cnl},
       "boss",
       with_issued_card_in},
      {schema::PickUpUnit{.order = wo, .technician = "T1"}, until_reported},
      {schema::ShipAdvancePart{.order = wo, .part = "P-7", .warehouse = "WH-7"}, until_reported,
       "boss", with_shelf_in},
      {schema::CancelWorkOrder{.order = wo, .reason = why},
       {nreg, "unit_in_workshop", "unit_in_workshop", "unit_in_workshop", "unit_in_workshop",
        "unit_in_workshop", "unit_in_workshop", "unit_in_workshop", rep, cmp, cmp, pst, cnl},
       "boss",
       unit_out_in},
      {schema::ReviewWorkOrder{.order = wo}, after_report},
      {schema::ReviewWorkOrder{.order = wo},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, done, done, done, pst, cnl},
       "boss",
       reviewed_in},
      {schema::RejectReview{.order = wo, .reason = why}, after_report},
      {schema::PostWorkOrder{.order = wo},
       {nreg, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, "not_followed_up", "not_reviewed",
        pst, cnl},
       "boss",
       unreviewed_in},
      {schema::PostWorkOrder{.order = wo},
       {nreg, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, "not_followed_up", "not_cleared",
        pst, cnl},
       "boss",
       uncleared_in},
      {schema::ClearTicket{.order = wo}, after_report},
      {schema::ClearTicket{.order = wo},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, "already_cleared", "already_cleared",
        "already_cleared", pst, cnl},
       "boss",
       cleared_in},
      {schema::WithdrawClearing{.order = wo, .reason = why},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, "not_cleared", "not_cleared",
        "not_cleared", pst, cnl}},
      {schema::WithdrawClearing{.order = wo, .reason = why}, after_report, "boss", cleared_in},
      {schema::RateService{.order = wo, .stars = 5}, after_report},
      {schema::IssueFaultReport{.order = wo, .cause = "漏氟", .finding = "开裂", .facts = {3}},
       {nreg, nprg, nprg, nprg, nprg, nprg, ok, ok, ok, ok, ok, pst, cnl}},
  };
}

}  // namespace

Table work_orders() {
  const auto plain = [](std::size_t column) { return order_in(order_columns[column]); };
  Table table{"work_order", {}, plain, {}};
  for (const schema::WorkOrderStatus status : order_columns)
    table.columns.push_back(schema::name_of(status));
  for (const auto& rows : {register_rows(), booking_rows(), crew_rows(), appointment_rows(),
                           work_rows(), correction_rows(), part_and_paper_rows(), closing_rows(),
                           visit_rows(), legacy_rows(), warranty_rows(), intake_rows(),
                           exchange_rows()})
    table.rows.insert(table.rows.end(), rows.begin(), rows.end());
  return table;
}

}  // namespace kintsugi::tests
