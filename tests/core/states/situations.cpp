#include "tests/core/states/situations.h"

#include <string>

#include "schema/common.h"
#include "schema/install_card.h"
#include "schema/part.h"
#include "schema/part_request.h"
#include "schema/service_policy.h"
#include "schema/stock.h"
#include "schema/technician.h"
#include "schema/warehouse.h"
#include "schema/work_order.h"
#include "schema/work_order_appointment.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_crew.h"
#include "schema/work_order_intake.h"
#include "schema/work_order_kinds.h"
#include "schema/work_order_life.h"
#include "schema/work_order_money.h"
#include "schema/work_order_removed.h"
#include "schema/work_order_paper.h"
#include "schema/work_order_review.h"
#include "schema/work_order_visit.h"
#include "schema/workshop_unit.h"

namespace kintsugi::tests::situations {

using Status = schema::WorkOrderStatus;

namespace {

// 50.00 is charged to the customer, by disp.
Given with_charge(std::size_t column, schema::ChargeStatus status) {
  Given given = order_in(order_columns[column]);
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

}  // namespace

Given with_part_in(std::size_t column) {
  Given given = order_in(order_columns[column]);
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

Given paid_in(std::size_t column) {
  Given given = with_charge_in(column);
  given.history(
      "WO-1",
      schema::PaymentCollected{
          .amount = 5000, .method = schema::PaymentMethod::cash, .technician = "T1", .by = "disp"});
  given.history("T1", schema::CashCollected{.order = "WO-1", .amount = 5000});
  return given;
}

Given overpaid_in(std::size_t column) {
  Given given = paid_in(column);
  given.history("WO-1", schema::ChargeWithdrawn{.line = 1, .reason = "多收", .amount = 5000});
  return given;
}

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

Given with_part_removed_in(std::size_t column) {
  Given given = with_part_used_in(column);
  given.history("WO-1", schema::PartRemoved{.number = 1,
                                            .part = "P-1",
                                            .serial = "S-12",
                                            .fate = schema::PartFate::scrapped,
                                            .part_use = 1,
                                            .technician = "T1",
                                            .from = "WO-0"});
  return given;
}

Given not_called_in(std::size_t column) {
  if (order_columns[column] != Status::completed) return order_in(order_columns[column]);
  Given given = order_in(Status::work_reported);
  given.history("WO-1", schema::WorkOrderCompleted{});
  return given;
}

Given corrected_in(std::size_t column) {
  Given given = order_in(order_columns[column]);
  given.history("WO-1", schema::WorkOrderCorrected{.number = 1,
                                                   .item = "退费",
                                                   .amount = -2000,
                                                   .payer = schema::Payer::customer,
                                                   .reason = "多收",
                                                   .by = "acc"});
  return given;
}

Given promised_in(std::size_t column) {
  Given given = order_in(order_columns[column]);
  given.history(
      "all", schema::ServicePolicyPublished{
                 .terms = {.version = 1, .deadlines = {{.complete_days = 5}}}, .publisher = "acc"});
  return given;
}

Given overridden_in(std::size_t column) {
  Given given = order_in(order_columns[column]);
  given.history("WO-1", schema::DispatchCheckOverridden{.technician = "T2",
                                                        .check = schema::DispatchCheck::travel,
                                                        .reason = "同意",
                                                        .by = "disp"});
  return given;
}

Given on_the_way_in(std::size_t column) {
  if (order_columns[column] != Status::traveling) return order_in(order_columns[column]);
  Given given = order_in(Status::accepted);
  given.history("WO-1", schema::TravelStarted{.booking = 1, .at = ms("2026-03-01T01:00:00Z")});
  return given;
}

Given reopened_in(std::size_t column) {
  if (order_columns[column] != Status::assigned) return order_in(order_columns[column]);
  Given given = order_in(Status::completed);
  given.history("WO-1", schema::WorkOrderReopened{.round = 2, .reason = "又坏了"});
  given.history("A-1", schema::AssetOrderOpened{.order = "WO-1"});
  return given;
}

Given reopened_without_outlet_in(std::size_t column) {
  Given given = order_in(order_columns[column]);
  if (order_columns[column] != Status::registered) return given;
  given.history("WO-1", schema::WorkOrderResolvedRemotely{.solution = "断电重启"});
  given.history("WO-1", schema::WorkOrderCompleted{.at = ms(now)});
  given.history("WO-1", schema::WorkOrderReopened{.round = 2, .reason = "又坏了"});
  return given;
}

Given install_in(std::size_t column) {
  return order_in(order_columns[column], {.service_type = schema::ServiceType::install});
}

Given with_card_in(std::size_t column) {
  Given given = install_in(column);
  given.history("WO-1", schema::InstallCardHandedBack{.card = "CARD-0009"});
  given.history("CARD-0009", schema::CardClaimed{.order = "WO-1"});
  return given;
}

Given with_slip_in(std::size_t column) {
  Given given = order_in(order_columns[column]);
  given.history("WO-1", schema::ServiceSlipReturned{.slip = "SLIP-0009"});
  given.history("SLIP-0009", schema::SlipClaimed{.order = "WO-1"});
  return given;
}

Given with_crew_in(std::size_t column) {
  Given given = order_in(order_columns[column]);
  if (order_columns[column] < Status::scheduled || order_columns[column] == Status::canceled)
    return given;
  given.history("WO-1",
                schema::BookingMemberAdded{
                    .booking = 1, .technician = "T2", .shares = {{"T1", 6000}, {"T2", 4000}}});
  return given;
}

Given appointed_in(std::size_t column) {
  Given given = order_in(order_columns[column]);
  given.history("WO-1", schema::AppointmentSet{.appointment_from = ms(visit_start),
                                               .appointment_until = ms(visit_end)});
  given.history("WO-1", schema::AppointmentAgreed{.order = "WO-1", .outlet = "S1"});
  return given;
}

Given reported_in_part_in(std::size_t column) {
  Given given = order_in(order_columns[column]);
  if (order_columns[column] == Status::none) return given;
  given.history("WO-1", schema::BookingScheduled{.booking = 7, .technician = "T2"});
  given.history("WO-1", schema::WorkReported{.booking = 7, .technician = "T2", .partly = true});
  return given;
}

Given paused_before_in(std::size_t column) {
  Given given = order_in(order_columns[column]);
  if (order_columns[column] == Status::none) return given;
  given.history("WO-1",
                schema::WorkPaused{.booking = 7, .why = schema::PauseReason::part, .at = 1});
  given.history("WO-1", schema::WorkResumed{.booking = 7, .at = 2});
  return given;
}

Given at_the_time_in(std::size_t column) {
  Given given = order_in(order_columns[column]);
  given.at(visit_start);
  return given;
}

Given failed_before_in(std::size_t column) {
  Given given = order_in(order_columns[column]);
  given.history("WO-1:7", schema::VisitFailed{.status = schema::FailedVisitStatus::abnormal,
                                              .order = "WO-1",
                                              .booking = 7,
                                              .technician = "T2",
                                              .outlet = "S1"});
  return given;
}

Given with_issued_card_in(std::size_t column) {
  Given given = install_in(column);
  given.history("CARD0001", schema::InstallCardPrinted{.outlet = "S1"});
  given.history("CARD0001", schema::InstallCardIssued{.outlet = "S1", .technician = "T1"});
  return given;
}

Given cleared_in(std::size_t column) {
  Given given = order_in(order_columns[column]);
  given.history("WO-1", schema::TicketCleared{.by = "disp"});
  return given;
}

Given reviewed_in(std::size_t column) {
  Given given = order_in(order_columns[column]);
  given.history("WO-1", schema::WorkOrderReviewed{.by = "disp"});
  return given;
}

Given unreviewed_in(std::size_t column) {
  Given given = order_in(order_columns[column]);
  given.history("WO-1", schema::ClosingAsked{.review = schema::ReviewStatus::asked,
                                             .clearing = schema::ClearingStatus::asked});
  given.history("WO-1", schema::TicketCleared{});
  return given;
}

Given uncleared_in(std::size_t column) {
  Given given = order_in(order_columns[column]);
  given.history("WO-1", schema::ClosingAsked{.clearing = schema::ClearingStatus::asked});
  return given;
}

Given unit_out_in(std::size_t column) {
  Given given = order_in(order_columns[column]);
  given.history("WO-1", schema::UnitPickedUp{.at = ms(now)});
  return given;
}

Given with_shelf_in(std::size_t column) {
  Given given = order_in(order_columns[column]);
  given.history("P-7", schema::PartRegistered{
                           .name = "主板", .brand = "haier", .unit = schema::PartUnit::piece});
  given.history("WH-7", schema::WarehouseRegistered{.name = "七库", .outlet = "S1"});
  given.history("WH-7:P-7:good", schema::StockReceived{.quantity = 5000, .cost = 5000});
  return given;
}

Given without_slip_in(std::size_t column) {
  return order_in(order_columns[column], {.slip_is_back = false});
}

}  // namespace kintsugi::tests::situations
