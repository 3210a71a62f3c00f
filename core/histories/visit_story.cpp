// What the technician does at the customer's, and what follows until the order is posted.

#include "core/histories/asides.h"
#include "core/histories/story.h"
#include "schema/follow_up_commands.h"
#include "schema/part_request.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_booking_commands.h"
#include "schema/work_order_life_commands.h"
#include "schema/work_order_money_commands.h"
#include "schema/work_order_paper_commands.h"
#include "schema/work_order_state.h"
#include "schema/work_order_visit_commands.h"

namespace kintsugi::histories {

using schema::ServiceType;
using std::chrono::hours;
using std::chrono::minutes;

std::string Story::ask_for_part(const std::string& technician) {
  std::string request = "PR-" + order.substr(3);
  add(technician, schema::RequestPart{.order = order,
                                      .part = part_id(plan.part),
                                      .quantity = 1000,
                                      .technician = technician,
                                      .request = request,
                                      .note = {}});
  at += minutes(1);
  return request;
}

// The part comes the same day, if it comes: sourced by policy, approved, issued, signed for,
// fitted. False: it has not come yet.
bool Story::fetch_part(const std::string& technician, const std::string& request) {
  add(technician,
      schema::PauseWork{
          .order = order, .booking = 0, .why = schema::PauseReason::part, .note = "待件"});
  if (plan.part_is_missing) {
    if (!aside(1'500)) gives_up();
    return false;
  }
  at += minutes(8);
  if (mishap(5)) {  // whoever asks does not approve
    add(technician, schema::ApprovePartRequest{.request = request}, "authority.not_allowed");
  }
  if ((mishap(4) || seldom(200)) && !found_again()) return false;  // nobody has looked at it yet
  add(dispatcher, schema::ApprovePartRequest{.request = request});
  at += minutes(7);
  if (seldom(300) && !found_again()) return false;  // not issued yet
  add(keeper, schema::IssuePart{.request = request});
  at += minutes(3);
  if (seldom(300) && !found_again()) return false;  // not signed for yet
  const bool missing = seldom(60);  // the box is empty
  add(technician, schema::SignForParts{.request = request, .quantity = missing ? 0 : 1000});
  if (missing) return false;
  if (seldom(120) && !found_again()) return false;  // he carries it until he comes again
  at += minutes(10);
  add(technician, schema::ResumeWork{.order = order, .booking = 0});
  at += minutes(5);
  const bool numbered = plan.lively && plan.part == 0;
  add(technician, schema::UsePart{.order = order,
                                  .booking = 0,
                                  .part = part_id(plan.part),
                                  .quantity = 1000,
                                  .serial = numbered ? paper("KP", 700'000) : "",
                                  .payer = schema::Payer::manufacturer});
  return true;
}

void Story::visit_customer(const Visit& visit) {
  const std::string technician = technician_id(visit.technician);
  at = std::max(at, visit.starts_at - minutes(25));
  // Nobody is there on the minute.
  const auto late = std::chrono::milliseconds(plan.lively ? dice.below(14 * 60'000) : 0);
  at += late;
  add(technician, schema::StartTravel{.order = order, .booking = 0});
  at = std::max(at + minutes(1), visit.starts_at - minutes(3) + late);
  const bool at_the_gate = mishap(2);  // two kilometres off, and he says why
  add(technician, schema::CheckIn{.order = order,
                                  .booking = 0,
                                  .latitude = latitude() + (at_the_gate ? 20'000 : 300),
                                  .longitude = longitude(),
                                  .place = at_the_gate ? "小区门口" : "用户家",
                                  .device_at = to_ms(at),
                                  .reason = at_the_gate ? "小区封闭，在门口签到" : ""});
  if (came_to_nothing(technician, visit)) return;
  at += minutes(4);
  add(technician, schema::StartWork{.order = order, .booking = 0});
  at += minutes(15);
  if (plan.type == ServiceType::repair) {
    const std::string request = plan.needs_part ? ask_for_part(technician) : std::string();
    add(technician, schema::RecordDiagnosis{.order = order,
                                            .fault_code = "E" + std::to_string(1 + dice.below(20)),
                                            .fault = {},
                                            .cause = "元件老化",
                                            .note = {}});
    at += minutes(2);
    report_fault(technician);
    if (plan.needs_part && !fetch_part(technician, request)) return;  // still on hold
    if (!plan.needs_part && !repaired_in_workshop(technician)) return;  // still there
  } else if (mishap(10)) {
    add(technician,
        schema::PauseWork{
            .order = order, .booking = 0, .why = schema::PauseReason::customer, .note = {}});
    if (dice.chance(30) && !found_again()) return;  // still on hold
    at += minutes(20);
    add(technician, schema::ResumeWork{.order = order, .booking = 0});
  }
  finish(technician);
}

// A price that no tariff has waits for a second person; until then the order stays open.
void Story::charge_by_hand(const std::string& technician) {
  if (!seldom(400)) return;
  add(technician, schema::AddCharge{.order = order,
                                    .tariff = {},
                                    .item = "高空作业",
                                    .quantity = 1000,
                                    .payer = schema::Payer::manufacturer,
                                    .manual_price = 5'000 + 1'000 * dice.below(16),
                                    .reason = "外机在六楼外墙，需系安全绳",
                                    .booking = 0});
  by_hand = true;
  charge_waits = dice.chance(15);
  at += minutes(2);
}

// Out of warranty most customers pay that somebody comes, too.
void Story::charge_visit(const std::string& technician) {
  visit_fee = 0;
  if (!plan.lively || !plan.customer_pays || plan.type != ServiceType::repair) return;
  if (!fees.chance(60)) return;
  told.wishes.push_back({.at = at - std::chrono::seconds(30),
                         .who = technician,
                         .commands = {schema::AddCharge{.order = order,
                                                        .tariff = std::string(visit_fee_tariff),
                                                        .item = std::string(visit_fee_item),
                                                        .quantity = 1000,
                                                        .payer = schema::Payer::customer,
                                                        .manual_price = 0,
                                                        .reason = {},
                                                        .booking = 0}}});
  visit_fee = visit_fee_price;
}

void Story::finish(const std::string& technician) {
  at += minutes(12);
  add(technician, schema::AddCharge{.order = order,
                                    .tariff = std::string(tariff),
                                    .item = "service",
                                    .quantity = 1000,
                                    .payer = plan.customer_pays ? schema::Payer::customer
                                                                : schema::Payer::manufacturer,
                                    .manual_price = 0,
                                    .reason = {},
                                    .booking = 0});
  charge_labour();
  at += minutes(3);
  charge_by_hand(technician);
  charge_visit(technician);
  if (seldom(100) && !found_again()) return;  // he went home and has not said that it is done
  add(technician,
      schema::ReportWorkDone{.order = order, .booking = 0, .partly = false, .result = "已修复"});
  if (plan.customer_pays) {
    collected = true;
    at += minutes(2);
    add(technician, schema::CollectPayment{.order = order,
                                           .amount = visit_fee +
                                                     price_of(plan.product.category, plan.type),
                                           .method = dice.chance(70) ? schema::PaymentMethod::wechat
                                                                     : schema::PaymentMethod::cash,
                                           .receipt = paper("R", 900'000)});
  }
  papers();
}

void Story::papers() {
  const bool install = plan.type == ServiceType::install;
  later(120, 300);
  in_office_hours();
  if (by_hand && !charge_waits) {
    add(dispatcher, schema::ApproveCharge{.order = order, .line = 2});
    at += minutes(1);
  }
  if (mishap(3)) {  // the papers are not back
    const bool first = charge_waits;  // is said first
    add(dispatcher, schema::CompleteWorkOrder{.order = order, .note = {}},
        first     ? "work_order.charges_pending"
        : install ? "work_order.card_missing"
                  : "work_order.slip_missing");
    at += minutes(10);
  }
  if (mishap(3) && !found_again()) return;  // they stay out
  if (install) hand_back_card();
  add(dispatcher, schema::ReturnServiceSlip{.order = order, .slip = paper("HD", 100'000)});
  if (charge_waits) {
    if (!found_again()) return;
    add(dispatcher, schema::ApproveCharge{.order = order, .line = 2});
  }
  at += minutes(5);
  add(dispatcher, schema::CompleteWorkOrder{.order = order, .note = {}});
  afterwards();
}

// Some are asked what the questionnaire asks, too.
void Story::answer_questions(schema::RecordFollowUp& said) {
  Dice dice_of_answers(seed_of(plan.number, 8));
  if (!dice_of_answers.chance(15)) return;
  said.questionnaire = "SERVICE";
  said.answers = answers_to(dice_of_answers);
}

// What he says when he is called; a lively company gives some up. False: the fault is there again,
// and so is the order.
bool Story::says_it_is_done() {
  const bool nobody = mishap(10);
  const schema::AttemptFollowUp tried{
      .order = order, .outcome = schema::CallOutcome::no_answer, .note = {}};
  if (nobody) {
    add(call_centre, tried);
    later(60, 200);
  }
  const bool lies = mishap(2);  // what he says does not fit what was charged
  const bool content = dice.chance(80);
  const bool again = mishap(2);
  if (nobody && !again && plan.lively && calls.chance(15)) {
    for (int more = 0; more < 2; ++more) {
      add(call_centre, tried);
      called_later(60, 200);
    }
    return true;
  }
  told.disputed = lies;
  const bool unsolved = plan.lively && again;
  const int satisfaction = unsolved ? 2 : content ? 5 : 3;
  schema::RecordFollowUp said{.order = order,
                              .satisfaction = static_cast<std::uint16_t>(satisfaction),
                              .answer = collected != lies ? schema::ChargedAnswer::charged
                                                          : schema::ChargedAnswer::not_charged,
                              .amount_said = 0,
                              .solved = !unsolved,
                              .note = unsolved ? "还是老毛病，请再派人来看" : ""};
  if (plan.lively) {
    said.quality = said.satisfaction;
    said.attitude = static_cast<std::uint16_t>(3 + calls.below(3));
    answer_questions(said);
  }
  add(call_centre, std::move(said));
  if (!again) return true;
  if (unsolved) called_later(20 * 60, 92 * 60);
  later(30, 90);
  add(call_centre, schema::ReopenWorkOrder{.order = order, .reason = "故障重现"});
  return false;
}

void Story::afterwards() {
  const Instant cleared = close_ticket();
  at += hours(16);
  later(0, 300);
  in_office_hours();
  at = std::max(at, cleared + minutes(1));
  if (!says_it_is_done()) return;
  at += hours(20);
  later(0, 300);
  in_office_hours();
  add(dice.chance(50) ? "4001" : "4002", schema::PostWorkOrder{.order = order});
  told.closed = true;
  corrected();
}

// What is found after the books are closed is decided by somebody else.
void Story::corrected() {
  if (!seldom(120)) return;
  at += hours(24);
  later(0, 300);
  in_office_hours();
  add("4001", schema::CorrectWorkOrder{.order = order,
                                       .item = "服务费差额",
                                       .amount = (1 + dice.below(6)) * -500,
                                       .payer = schema::Payer::manufacturer,
                                       .reason = "厂家结算价调整"});
  if (side.chance(12)) return;  // it waits
  later(60, 600);
  in_office_hours();
  const bool reject = dice.chance(20);
  add("4002", schema::DecideCorrection{.order = order,
                                       .number = 1,
                                       .reject = reject,
                                       .reason = reject ? "依据不足" : ""});
}

}  // namespace kintsugi::histories
