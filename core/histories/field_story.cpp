// What happens about visits at a lively company beside the usual: times agreed, crews, third
// parties, nobody there, the workshop, papers between people, tickets that are cleared.

#include <memory>

#include "core/histories/duties.h"
#include "core/histories/past.h"
#include "core/histories/story.h"
#include "schema/fault_report_commands.h"
#include "schema/install_card_state.h"
#include "schema/subcontract_commands.h"
#include "schema/work_order_appointment_commands.h"
#include "schema/work_order_booking_commands.h"
#include "schema/work_order_crew_commands.h"
#include "schema/work_order_money_commands.h"
#include "schema/work_order_paper_commands.h"
#include "schema/work_order_review_commands.h"
#include "schema/work_order_state.h"
#include "schema/work_order_visit_commands.h"
#include "schema/workshop_unit_commands.h"

namespace kintsugi::histories {

using std::chrono::hours;
using std::chrono::minutes;

// The customer is told when somebody comes; some of these times are changed.
void Story::agree(const Visit& visit) {
  if (!aside(3'000)) return;
  const Instant until = visit.starts_at + visit_length;
  where_possible(at + minutes(1), dispatcher,
                 schema::AgreeAppointment{.order = order,
                                          .starts_at = to_ms(visit.starts_at),
                                          .ends_at = to_ms(until),
                                          .asked_by = schema::AskedBy::customer});
  if (!side.chance(12)) return;
  const bool theirs = side.chance(60);
  where_possible(at + minutes(4), dispatcher,
                 schema::ChangeAppointment{
                     .order = order,
                     .starts_at = to_ms(visit.starts_at - minutes(15)),
                     .ends_at = to_ms(until + minutes(30)),
                     .asked_by = theirs ? schema::AskedBy::customer : schema::AskedBy::technician,
                     .reason = theirs ? "用户希望时间宽一些" : "前一单可能延迟"});
}

// Two go where it is heavy: a colleague who is free at the same time.
void Story::crew(const Visit& visit) {
  if (!aside(400)) return;
  const auto other = take_visit(plan.outlet, visit.starts_at);
  if (!other || other->starts_at != visit.starts_at || other->technician == visit.technician)
    return;
  where_possible(at + minutes(2), dispatcher,
                 schema::AddBookingMember{.order = order,
                                          .booking = 0,
                                          .technician = technician_id(other->technician),
                                          .shares = {}});
}

// Nobody of ours has signed, and a third party takes it. False: nobody thinks of that.
bool Story::subcontracted(int booking) {
  if (!aside(3'500)) return false;
  at += hours(4);
  in_office_hours();
  const std::int64_t cost = 12'000 + 500 * side.below(20);
  add(dispatcher, schema::SubcontractWorkOrder{
                      .order = order,
                      .contractor = side.chance(50) ? "诚信家电维修部" : "万家制冷服务社",
                      .alarm = order + ":booking_acceptance:" + std::to_string(booking),
                      .cost_expected = cost,
                      .reason = "超时无人签收，网点人手不足"});
  office_later(60, 700);
  if (aside(2'500)) return true;
  if (aside(900)) {
    add("4001", schema::RejectSubcontract{.order = order, .answer = "费用过高，请本网点改派"});
    gives_up();
    return true;
  }
  add("4002", schema::ApproveSubcontract{.order = order, .answer = "同意"});
  office_later(20 * 60, 80 * 60);
  if (aside(3'000)) return true;
  add(dispatcher, schema::ReportSubcontract{.order = order,
                                            .cost = cost + 500 * (side.below(5) - 2),
                                            .invoice = paper("WX", 300'000),
                                            .result = "第三方已修复"});
  papers();
  return true;
}

void Story::visit_again(bool agrees) {
  const auto next = take_visit(plan.outlet, at + hours(2));
  if (!next) return;
  if (agrees) {
    add(call_centre, schema::AgreeAppointment{
                         .order = order,
                         .starts_at = to_ms(next->starts_at),
                         .ends_at = to_ms(next->starts_at + visit_length + minutes(30)),
                         .asked_by = schema::AskedBy::customer});
    at += minutes(6);
  }
  schedule(*next);
  at += minutes(10 + side.below(40));
  add(technician_id(next->technician), schema::AcceptBooking{.order = order, .booking = 0});
  visit_customer(*next);
}

bool Story::came_to_nothing(const std::string& technician, const Visit& visit) {
  if (narrow_window) return false;
  if (aside(180)) {
    nobody_there(technician, visit);
    return true;
  }
  if (aside(150)) {
    abnormal(technician);
    return true;
  }
  return false;
}

// Some of these customers nobody reaches any more.
void Story::nobody_there(const std::string& technician, const Visit& visit) {
  at = std::max(at, visit.starts_at) + minutes(12 + side.below(10));
  add(technician, schema::RecordNoShow{.order = order,
                                       .booking = 0,
                                       .note = "敲门无人应，电话三次未接",
                                       .photo_hash = {},
                                       .photo_bytes = 0});
  office_later(60, 600);
  if (aside(500)) return;  // he is not reached
  if (aside(1'200)) return gives_up();
  visit_again(true);
}

void Story::abnormal(const std::string& technician) {
  using enum schema::AbnormalKind;
  constexpr std::array kinds = {wrong_address, refused_entry, site_not_ready, wrong_appliance,
                                no_fault};
  constexpr std::array<std::string_view, 5> notes = {
      "门牌与工单不符，邻居说已搬走", "物业不让进，需业主到场", "阳台未封，外机支架未装",
      "用户报的是另一台机器", "试机一小时未见故障"};
  const auto which = static_cast<std::size_t>(side.below(5));
  const bool revisit = side.chance(55);
  at += minutes(8);
  add(technician, schema::MarkAbnormal{.order = order,
                                       .booking = 0,
                                       .kind = kinds[which],
                                       .revisit = revisit,
                                       .note = std::string(notes[which]),
                                       .photo_hash = {},
                                       .photo_bytes = 0});
  office_later(60, revisit ? 1'000 : 1'500);
  if (!revisit && aside(1'500)) return;  // nobody decides what becomes of it
  if (!revisit && aside(2'000)) return gives_up();
  if (revisit || aside(5'000)) return visit_again(false);
  add(dispatcher, schema::CancelWorkOrder{.order = order, .reason = "上门异常，用户同意取消"});
  told.closed = true;
}

// What cannot be mended in a kitchen goes to the workshop and comes back. False: it is there still.
bool Story::repaired_in_workshop(const std::string& technician) {
  if (plan.product.category == "aircon" || !aside(700)) return true;
  add(technician, schema::PickUpUnit{.order = order,
                                     .picked_up_at = 0,
                                     .technician = {},
                                     .receipt = paper("QJ", 400'000),
                                     .note = "外壳右侧有旧划痕；附件：电源线"});
  at += minutes(1);
  if (aside(700)) return false;  // nobody mends it, nor says why
  add(technician, schema::PauseWork{.order = order,
                                    .booking = 0,
                                    .why = schema::PauseReason::other,
                                    .note = "送修"});
  office_later(20 * 60, 90 * 60);
  if (aside(600) && !found_again()) return false;
  add(technician, schema::ReturnUnit{
                      .unit = order, .returned_at = 0, .received_by = side.chance(80) ? "本人"
                                                                                      : "家属"});
  at += minutes(2);
  add(technician, schema::ResumeWork{.order = order, .booking = 0});
  return true;
}

// With the diagnosis as what it rests on, by its place in the log.
void Story::report_fault(const std::string& technician) {
  if (!aside(350)) return;
  const auto place = std::make_shared<std::int64_t>();
  told.wishes.back().look = [place](std::vector<schema::Command>&, const Past& past) {
    *place = past.commits();
  };
  add(technician, schema::IssueFaultReport{.order = order,
                                           .cause = "元件老化，绝缘下降",
                                           .finding = "实测电流偏高，电容容量不足标称的六成",
                                           .advice = "更换后正常使用；建议两年内检查一次",
                                           .facts = {}});
  told.wishes.back().look = [place](std::vector<schema::Command>& commands, const Past&) {
    commands[0].get<schema::IssueFaultReport>().facts = {*place};
  };
  at += minutes(1);
}

// Of a fault that the warranty excludes the customer pays labour, and it is called that.
void Story::charge_labour() {
  if (!plan.lively) return;
  told.wishes.back().look = [id = order](std::vector<schema::Command>& commands,
                                         const Past& past) {
    const auto* state = past.find<schema::WorkOrder>(id);
    if (state != nullptr && state->warranty.excluded)
      commands[0].get<schema::AddCharge>().basis = schema::ChargeBasis::labour;
  };
}

// One of the registered cards that the technician was given; where he has none, an old one.
void Story::hand_back_card() {
  add(dispatcher, schema::HandBackInstallCard{.order = order, .card = paper("AZ", 100'000)});
  if (!plan.lively) return;
  told.wishes.back().look = [id = order, outlet = plan.outlet](
                                std::vector<schema::Command>& commands, const Past& past) {
    const auto* state = past.find<schema::WorkOrder>(id);
    if (state == nullptr || state->technician.empty()) return;
    const std::string card = card_in_hand(state->technician, past);
    if (!card.empty()) commands[0].get<schema::HandBackInstallCard>().card = card;
  };
}

// Where the policy asks for it, before the books are closed. When it is cleared: nobody is called
// before.
Instant Story::close_ticket() {
  if (!plan.lively) return at;
  const Instant done = at;
  const auto asked = [&](auto wanted) {
    told.wishes.back().look = [id = order, wanted](std::vector<schema::Command>& commands,
                                                   const Past& past) {
      const auto* state = past.find<schema::WorkOrder>(id);
      if (state == nullptr || !wanted(*state)) commands.clear();
    };
  };
  office_later(20, 180);
  where_possible(at, side.chance(50) ? "4001" : "4002", schema::ClearTicket{.order = order});
  asked([](const schema::WorkOrder& one) {
    return one.clearing == schema::ClearingStatus::asked;
  });
  const Instant cleared = at;
  office_later(20, 240);
  where_possible(at, sent ? dispatcher : "4002",
                 schema::ReviewWorkOrder{.order = order, .note = {}});
  asked([](const schema::WorkOrder& one) { return one.review == schema::ReviewStatus::asked; });
  at = done;
  return cleared;
}

}  // namespace kintsugi::histories
