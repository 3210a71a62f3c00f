// Work orders: what each command gives in each status.

#include "schema/advance_part.h"
#include "schema/fault_report.h"
#include "schema/dispatch_ticket.h"
#include "schema/import.h"
#include "schema/install_card.h"
#include "schema/legacy.h"
#include "schema/part.h"
#include "schema/part_request.h"
#include "schema/rating.h"
#include "schema/service_policy.h"
#include "schema/stock.h"
#include "schema/technician.h"
#include "schema/warehouse.h"
#include "schema/work_order.h"
#include "schema/work_order_appointment.h"
#include "schema/work_order_board.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_crew.h"
#include "schema/work_order_life.h"
#include "schema/work_order_money.h"
#include "schema/work_order_paper.h"
#include "schema/work_order_promise.h"
#include "schema/work_order_review.h"
#include "schema/work_order_visit.h"
#include "schema/workshop_unit.h"
#include "schema/work_order_warranty.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {
namespace {

using Status = schema::WorkOrderStatus;

constexpr Status columns[] = {Status::none,        Status::registered,  Status::assigned,
                              Status::scheduled,   Status::accepted,    Status::traveling,
                              Status::in_progress, Status::on_hold,     Status::work_reported,
                              Status::completed,   Status::followed_up, Status::posted,
                              Status::canceled};

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

// T1 has signed for two pieces of P-1 for the order.
Given with_part_in(std::size_t column) {
  Given given = order_in(columns[column]);
  const std::string request = "WO-1-P1", custody = "T1:P-1:good";
  given.history("P-1", schema::PartRegistered{
                           .name = "主板", .brand = "haier", .unit = schema::PartUnit::piece});
  given.history(request, schema::PartRequested{.order = "WO-1",
                                               .outlet = "S1",
                                               .part = "P-1",
                                               .technician = "T1",
                                               .requester = "tech1",
                                               .quantity = 2000});
  given.history("WO-1", schema::PartRequestLinked{.request = request});
  given.history(request, schema::PartSourced{.warehouse = "WH-7", .asked = 1});
  given.history(request, schema::PartRequestApproved{.approver = "keeper"});
  given.history(
      request,
      schema::PartIssued{.quantity = 2000, .warehouse = "WH-7", .technician = "T1", .part = "P-1"});
  given.history(
      custody,
      schema::CustodyTaken{.quantity = 2000, .warehouse = "WH-7", .request = request, .cost = 99});
  given.history(request, schema::PartsSignedFor{.quantity = 2000});
  return given;
}

// 50.00 is charged to the customer, by disp.
Given with_charge(std::size_t column, schema::ChargeStatus status) {
  Given given = order_in(columns[column]);
  given.history("WO-1", schema::ChargeAdded{.line = 1,
                                            .status = status,
                                            .item = "打眼",
                                            .quantity = 1000,
                                            .unit_price = 5000,
                                            .amount = 5000,
                                            .payer = schema::Payer::customer,
                                            .by = "disp"});
  return given;
}
Given with_pending_charge_in(std::size_t column) {
  return with_charge(column, schema::ChargeStatus::pending);
}
Given with_charge_in(std::size_t column) {
  return with_charge(column, schema::ChargeStatus::agreed);
}
Given on_credit_in(std::size_t column) {
  Given given = with_charge_in(column);
  given.history("WO-1", schema::CreditApproved{.amount = 5000, .reason = "单位客户", .by = "disp"});
  return given;
}
// Of which 50.00 are paid, in cash, to T1 and told by disp.
Given paid_in(std::size_t column) {
  Given given = with_charge_in(column);
  given.history(
      "WO-1",
      schema::PaymentCollected{
          .amount = 5000, .method = schema::PaymentMethod::cash, .technician = "T1", .by = "disp"});
  given.history("T1", schema::CashCollected{.order = "WO-1", .amount = 5000});
  return given;
}
// One of the two pieces is fitted.
Given with_part_used_in(std::size_t column) {
  Given given = with_part_in(column);
  const std::string request = "WO-1-P1";
  given.history(
      "WO-1",
      schema::PartUsed{
          .part = "P-1", .technician = "T1", .quantity = 1000, .serial = "S-77", .cost = 50});
  given.history("P-1:S-77", schema::PartSerialFitted{.order = "WO-1"});
  given.history(
      "T1:P-1:good",
      schema::CustodyUsed{.quantity = 1000, .order = "WO-1", .request = request, .cost = 50});
  given.history(request, schema::RequestedPartUsed{.quantity = 1000, .order = "WO-1"});
  return given;
}
// Nobody is to be called: he has no phone.
Given not_called_in(std::size_t column) {
  if (columns[column] != Status::completed) return order_in(columns[column]);
  Given given = order_in(Status::work_reported);
  given.history("WO-1", schema::WorkOrderCompleted{});
  return given;
}
Given corrected_in(std::size_t column) {
  Given given = order_in(columns[column]);
  given.history("WO-1", schema::WorkOrderCorrected{.number = 1,
                                                   .item = "退费",
                                                   .amount = -2000,
                                                   .payer = schema::Payer::customer,
                                                   .reason = "多收",
                                                   .by = "acc"});
  return given;
}
// Something is promised since, of whatever was not done then.
Given promised_in(std::size_t column) {
  Given given = order_in(columns[column]);
  given.history("all", schema::ServicePolicyPublished{
                           .terms = {.version = 1, .deadlines = {{.complete_days = 5}}},
                           .publisher = "acc"});
  return given;
}
Given overridden_in(std::size_t column) {
  Given given = order_in(columns[column]);
  given.history("WO-1", schema::DispatchCheckOverridden{.technician = "T2",
                                                        .check = schema::DispatchCheck::travel,
                                                        .reason = "同意",
                                                        .by = "disp"});
  return given;
}
// Under way, and not there yet.
Given on_the_way_in(std::size_t column) {
  if (columns[column] != Status::traveling) return order_in(columns[column]);
  Given given = order_in(Status::accepted);
  given.history("WO-1", schema::TravelStarted{.booking = 1, .at = ms("2026-03-01T01:00:00Z")});
  return given;
}
Given install_in(std::size_t column) {
  return order_in(columns[column], {.service_type = schema::ServiceType::install});
}
Given with_card_in(std::size_t column) {
  Given given = install_in(column);
  given.history("WO-1", schema::InstallCardHandedBack{.card = "CARD-0009"});
  given.history("CARD-0009", schema::CardClaimed{.order = "WO-1"});
  return given;
}
// T2 goes with T1, for 40 %.
Given with_crew_in(std::size_t column) {
  Given given = order_in(columns[column]);
  if (columns[column] < Status::scheduled || columns[column] == Status::canceled) return given;
  given.history("WO-1", schema::BookingMemberAdded{.booking = 1,
                                                   .technician = "T2",
                                                   .shares = {{"T1", 6000}, {"T2", 4000}}});
  return given;
}
Given appointed_in(std::size_t column) {
  Given given = order_in(columns[column]);
  given.history("WO-1",
                schema::AppointmentSet{.appointment_from = ms(visit_start),
                                       .appointment_until = ms(visit_end)});
  given.history("WO-1", schema::AppointmentAgreed{.order = "WO-1", .outlet = "S1"});
  return given;
}
Given at_the_time_in(std::size_t column) {
  Given given = order_in(columns[column]);
  given.at(visit_start);
  return given;
}
Given failed_before_in(std::size_t column) {
  Given given = order_in(columns[column]);
  given.history("WO-1:7", schema::VisitFailed{.status = schema::FailedVisitStatus::abnormal,
                                              .order = "WO-1",
                                              .booking = 7,
                                              .technician = "T2",
                                              .outlet = "S1"});
  return given;
}
// Of T1, issued to him.
Given with_issued_card_in(std::size_t column) {
  Given given = install_in(column);
  given.history("CARD0001", schema::InstallCardPrinted{.outlet = "S1"});
  given.history("CARD0001", schema::InstallCardIssued{.outlet = "S1", .technician = "T1"});
  return given;
}
Given cleared_in(std::size_t column) {
  Given given = order_in(columns[column]);
  given.history("WO-1", schema::TicketCleared{.by = "disp"});
  return given;
}
Given reviewed_in(std::size_t column) {
  Given given = order_in(columns[column]);
  given.history("WO-1", schema::WorkOrderReviewed{.by = "disp"});
  return given;
}
Given unreviewed_in(std::size_t column) {
  Given given = order_in(columns[column]);
  given.history("WO-1", schema::ClosingAsked{.review = schema::ReviewStatus::asked,
                                             .clearing = schema::ClearingStatus::asked});
  given.history("WO-1", schema::TicketCleared{});
  return given;
}
Given uncleared_in(std::size_t column) {
  Given given = order_in(columns[column]);
  given.history("WO-1", schema::ClosingAsked{.clearing = schema::ClearingStatus::asked});
  return given;
}
// A unit is out.
Given unit_out_in(std::size_t column) {
  Given given = order_in(columns[column]);
  given.history("WO-1", schema::UnitPickedUp{.at = ms(now)});
  return given;
}
// With a shelf to send from.
Given with_shelf_in(std::size_t column) {
  Given given = order_in(columns[column]);
  given.history("P-7", schema::PartRegistered{
                           .name = "主板", .brand = "haier", .unit = schema::PartUnit::piece});
  given.history("WH-7", schema::WarehouseRegistered{.name = "七库", .outlet = "S1"});
  given.history("WH-7:P-7:good", schema::StockReceived{.quantity = 5000, .cost = 5000});
  return given;
}
Given without_slip_in(std::size_t column) {
  return order_in(columns[column], {.slip_is_back = false});
}

std::vector<Row> register_rows() {
  const std::string wo = "WO-1";
  return {
      {schema::RegisterWorkOrder{
           .order = wo, .service_type = schema::ServiceType::repair, .customer = "C-1"},
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
  const std::vector<std::string_view> always(std::size(columns), ok);
  return {
      {schema::RecordLegacyFact{.order = wo, .activity = "VERIFIED"}, always},
      {schema::ImportEvent{
           .order = wo, .activity = "VERIFIED", .happened_at = 1, .file = "ab12", .row = 1},
       always, ""},
  };
}

std::vector<Row> correction_rows() {
  const std::string wo = "WO-1", why = "登记错误";
  const auto cash = schema::PaymentMethod::cash;
  const std::vector<std::string_view> always{nreg, ok, ok, ok, ok,  ok, ok,
                                             ok,   ok, ok, ok, pst, cnl};
  const std::vector<std::string_view> canceled_too{nreg, ok, ok, ok, ok,  ok, ok,
                                                   ok,   ok, ok, ok, pst, ok};
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
      {schema::CorrectDiagnosis{.order = wo, .fault_code = "F02", .reason = why},
       {nreg, nprg, nprg, nprg, nprg, nprg, ok, ok, ok, ok, ok, pst, cnl}},
      {schema::WithdrawPartUse{.order = wo, .number = 1, .reason = why}, always, "boss",
       with_part_used_in},
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
      {schema::WithdrawInstallCard{.order = wo, .reason = why}, always, "boss", with_card_in},
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
      {schema::WithdrawServiceSlip{.order = wo, .reason = why},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, ok, ok, ok, pst, cnl}},
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
        "not_an_install", pst, cnl}},
      {schema::ReturnServiceSlip{.order = wo, .slip = "SLIP-0002"},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, "slip_returned", "slip_returned",
        "slip_returned", pst, cnl}},
      {schema::CollectPayment{.order = wo, .amount = 100, .method = schema::PaymentMethod::cash},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, "nothing_due", "nothing_due", "nothing_due",
        pst, cnl}},
      {schema::ApproveCredit{.order = wo, .reason = "单位客户"},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, "nothing_due", "nothing_due", "nothing_due",
        pst, cnl}},
      {schema::HandBackInstallCard{.order = wo, .card = "CARD-0001"},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, ok, ok, ok, pst, cnl},
       "boss",
       install_in},
      {schema::ReturnServiceSlip{.order = wo, .slip = "SLIP-0002"},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, ok, ok, ok, pst, cnl},
       "boss",
       without_slip_in},
      {schema::CollectPayment{.order = wo, .amount = 100, .method = schema::PaymentMethod::cash},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, ok, ok, ok, pst, cnl},
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
      {schema::HandBackInstallCard{.order = wo, .card = "CARD-0001"}, after_report, "boss",
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
  Table table{"work_order", {}, [](std::size_t column) { return order_in(columns[column]); }, {}};
  for (const Status status : columns) table.columns.push_back(schema::name_of(status));
  for (const auto& rows : {register_rows(), booking_rows(), crew_rows(), appointment_rows(),
                           work_rows(), correction_rows(), closing_rows(), visit_rows(),
                           legacy_rows(), warranty_rows(), intake_rows(),
                           exchange_rows()})
    table.rows.insert(table.rows.end(), rows.begin(), rows.end());
  return table;
}

}  // namespace kintsugi::tests
