#include "api/demo/next_step.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <utility>

#include "api/demo/next_case.h"
#include "api/demo/next_duty.h"
#include "core/histories/diary.h"
#include "core/technician/technician.h"
#include "core/work_order/rules.h"
#include "schema/alarm.h"
#include "schema/alarm_state.h"
#include "schema/asset_state.h"
#include "schema/complaint_state.h"
#include "schema/follow_up_commands.h"
#include "schema/part_request.h"
#include "schema/part_request_state.h"
#include "schema/roster_state.h"
#include "schema/stock.h"
#include "schema/stock_state.h"
#include "schema/technician.h"
#include "schema/technician_state.h"
#include "schema/work_order_booking_commands.h"
#include "schema/work_order_life_commands.h"
#include "schema/work_order_money_commands.h"
#include "schema/work_order_paper_commands.h"
#include "schema/work_order_state.h"
#include "schema/work_order_visit_commands.h"

namespace kintsugi::api {

namespace {

using histories::Wish;
using schema::Queue;
using schema::WorkOrder;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::array<int, 4> visits = {8 * 60 + 30, 10 * 60 + 30, 13 * 60 + 30, 15 * 60 + 30};
constexpr int days_ahead = 5;

struct Step {
  Desk desk;
  const schema::QueueRow& item;
  const std::string& order = item.order;

  template <class Command>
  std::optional<Wish> by(std::string who, Command command) const {
    return Wish{.at = desk.now, .who = std::move(who), .commands = {std::move(command)}};
  }
  // "OUT-2": 2; 1 where it is none of ours.
  int outlet_number(const std::string& outlet) const {
    for (int i = 1; i <= desk.size.outlets; ++i)
      if (histories::outlet_id(i) == outlet) return i;
    return 1;
  }
  std::string dispatcher() const {
    return histories::dispatcher_of(outlet_number(item.outlet));
  }
  std::string clerk() const { return desk.dice.chance(50) ? "1001" : "1002"; }
  std::string paper(const char* letters) const {
    return letters + std::to_string(to_ms(desk.now) % 10'000'000'000);
  }

  std::optional<Wish> of_order() const;
  std::optional<Wish> close(const WorkOrder& state) const;
  std::optional<Wish> assign(const WorkOrder& state) const;
  bool is_absent(const std::string& technician, Instant at) const;
  std::optional<histories::Visit> free_visit(const WorkOrder& state) const;
  std::optional<Wish> book(const WorkOrder& state) const;
  std::optional<Wish> sign(const WorkOrder& state) const;
  std::optional<Wish> go(const WorkOrder& state) const;
  std::optional<Wish> arrive(const WorkOrder& state) const;
  std::optional<Wish> work(const WorkOrder& state) const;
  std::optional<Wish> hand_in(const WorkOrder& state) const;
  std::optional<Wish> resume(const WorkOrder& state) const;
  std::optional<Wish> follow_up(const WorkOrder& state) const;
  std::optional<Wish> approve_charge() const;
  std::optional<Wish> approve_count() const;
  std::optional<Wish> answer_alarm() const;
  std::optional<Wish> hand_in_cash() const;
  std::optional<Wish> issue_part() const;
};

const schema::Booking* booking_in(const WorkOrder& state, schema::BookingStatus status) {
  for (const schema::Booking& booking : state.bookings)
    if (booking.round == state.round && booking.status == status) return &booking;
  return nullptr;
}

// To the outlet that serves his quarter.
std::optional<Wish> Step::assign(const WorkOrder& state) const {
  int outlet = 0;
  for (int i = 1; i <= desk.size.outlets && outlet == 0; ++i) {
    const auto areas = histories::areas_of(i);
    if (std::find(areas.begin(), areas.end(), state.area) != areas.end()) outlet = i;
  }
  if (outlet == 0) return std::nullopt;
  return by(clerk(), schema::AssignOutlet{.order = order,
                                          .outlet = histories::outlet_id(outlet),
                                          .override_reason = {}});
}

bool Step::is_absent(const std::string& technician, Instant at) const {
  const auto* absences = desk.known.find<schema::Absences>(technician);
  if (absences == nullptr) return false;
  for (const schema::Absence& one : absences->periods)
    if (one.starts_at < to_ms(at + histories::visit_length) && to_ms(at) < one.ends_at) return true;
  return false;
}

// The first that somebody of the outlet has free.
std::optional<histories::Visit> Step::free_visit(const WorkOrder& state) const {
  const int outlet = outlet_number(state.outlet);
  const int people = histories::technicians_of(outlet, desk.size);
  if (people == 0) return std::nullopt;
  const auto today = std::chrono::floor<std::chrono::days>(desk.now + hours(8));
  for (int day = 0; day < days_ahead; ++day) {
    for (const int of_day : visits) {
      const Instant at = Instant(today) - hours(8) + hours(24 * day) + minutes(of_day);
      if (at < desk.now + hours(1)) continue;
      if (state.appointment_from != 0 && (to_ms(at) < state.appointment_from ||
                                          to_ms(at) > state.appointment_until))
        continue;
      const auto first = static_cast<int>(desk.dice.below(people));
      for (int i = 0; i < people; ++i) {
        const int technician = outlet - 1 + (first + i) % people * desk.size.outlets;
        const auto* who =
            desk.known.find<schema::Technician>(histories::technician_id(technician));
        if (who == nullptr || who->status != schema::TechnicianStatus::active) continue;
        if (is_absent(histories::technician_id(technician), at)) continue;
        if (core::find_overlap(*who, to_ms(at), to_ms(at + histories::visit_length), order, 0))
          continue;
        return histories::Visit{technician, at};
      }
    }
  }
  return std::nullopt;
}

std::optional<Wish> Step::book(const WorkOrder& state) const {
  const auto visit = free_visit(state);
  if (!visit) return std::nullopt;
  return by(dispatcher(), schema::ScheduleBooking{
                              .order = order,
                              .technician = histories::technician_id(visit->technician),
                              .starts_at = to_ms(visit->starts_at),
                              .ends_at = to_ms(visit->starts_at + histories::visit_length),
                              .accept_by = 0});
}

// In time; else somebody else is to come.
std::optional<Wish> Step::sign(const WorkOrder& state) const {
  const auto* booking = booking_in(state, schema::BookingStatus::scheduled);
  if (booking == nullptr) return std::nullopt;
  if (booking->accept_by == 0 || to_ms(desk.now) < booking->accept_by)
    return by(booking->technician, schema::AcceptBooking{.order = order, .booking = 0});
  const auto visit = free_visit(state);
  if (!visit || histories::technician_id(visit->technician) == booking->technician)
    return std::nullopt;
  return by(dispatcher(), schema::ReassignBooking{
                              .order = order,
                              .booking = booking->number,
                              .technician = histories::technician_id(visit->technician),
                              .starts_at = to_ms(visit->starts_at),
                              .ends_at = to_ms(visit->starts_at + histories::visit_length),
                              .accept_by = 0,
                              .reason = "超时未签收"});
}

std::optional<Wish> Step::go(const WorkOrder& state) const {
  const auto* booking = booking_in(state, schema::BookingStatus::accepted);
  if (booking == nullptr) return std::nullopt;
  if (instant_from_ms(booking->starts_at) > desk.now + minutes(30)) return std::nullopt;
  return by(booking->technician, schema::StartTravel{.order = order, .booking = 0});
}

std::optional<Wish> Step::arrive(const WorkOrder& state) const {
  const auto* booking = booking_in(state, schema::BookingStatus::traveling);
  if (booking == nullptr) return std::nullopt;
  if (booking->checked_in_at != 0)
    return by(booking->technician, schema::StartWork{.order = order, .booking = 0});
  const bool known = state.latitude != 0 || state.longitude != 0;
  return by(booking->technician,
            schema::CheckIn{.order = order,
                            .booking = 0,
                            .latitude = known ? state.latitude + 300 : 0,
                            .longitude = state.longitude,
                            .place = "用户家",
                            .device_at = to_ms(desk.now),
                            .reason = known ? "" : "未取得定位"});
}

std::optional<Wish> Step::work(const WorkOrder& state) const {
  const auto* booking = booking_in(state, schema::BookingStatus::in_progress);
  if (booking == nullptr) return std::nullopt;
  const bool inspects = state.service_type == schema::ServiceType::inspect;
  if ((inspects || state.service_type == schema::ServiceType::repair) && state.fault_code.empty())
    return by(booking->technician,
              schema::RecordDiagnosis{.order = order,
                                      .fault_code = "E" + std::to_string(1 + desk.dice.below(20)),
                                      .fault = {},
                                      .cause = "元件老化",
                                      .note = {}});
  if (state.charges.empty() && !inspects) {  // whom a bulletin brings there pays nothing
    schema::AddCharge charge{.order = order,
                             .tariff = std::string(histories::tariff),
                             .item = "service",
                             .quantity = 1000,
                             .payer = desk.dice.chance(60) ? schema::Payer::customer
                                                           : schema::Payer::manufacturer,
                             .manual_price = 0,
                             .reason = {},
                             .booking = 0};
    if (state.warranty.excluded) charge.basis = schema::ChargeBasis::labour;
    return by(booking->technician, std::move(charge));
  }
  if (instant_from_ms(booking->started_at) > desk.now - minutes(20)) return std::nullopt;
  return by(booking->technician, schema::ReportWorkDone{
                                     .order = order, .booking = 0, .partly = false,
                                     .result = "已修复"});
}

std::optional<Wish> Step::resume(const WorkOrder& state) const {
  const auto* booking = booking_in(state, schema::BookingStatus::on_break);
  if (booking == nullptr || !state.part_requests.empty()) return std::nullopt;
  return by(booking->technician, schema::ResumeWork{.order = order, .booking = 0});
}

// The money, the papers, and then all is complete.
std::optional<Wish> Step::hand_in(const WorkOrder& state) const {
  for (const schema::Charge& charge : state.charges)
    if (charge.status == schema::ChargeStatus::pending) return std::nullopt;
  const std::int64_t open =
      core::work_order::due_of(state) - core::work_order::paid_of(state);
  if (open > 0)
    return by(state.technician,
              schema::CollectPayment{.order = order,
                                     .amount = open,
                                     .method = desk.dice.chance(70)
                                                   ? schema::PaymentMethod::wechat
                                                   : schema::PaymentMethod::cash,
                                     .receipt = paper("R")});
  const bool install = state.service_type == schema::ServiceType::install;
  if (install && state.install_card.empty())
    return by(dispatcher(), schema::HandBackInstallCard{.order = order, .card = paper("AZ")});
  if (!install && state.service_slip.empty())
    return by(dispatcher(), schema::ReturnServiceSlip{.order = order, .slip = paper("HD")});
  return by(dispatcher(), schema::CompleteWorkOrder{.order = order, .note = {}});
}

std::optional<Wish> Step::follow_up(const WorkOrder& state) const {
  if (instant_from_ms(state.completed_at) > desk.now - hours(12)) return std::nullopt;
  const bool paid = core::work_order::paid_of(state) > 0;
  const bool solved = desk.dice.chance(97);
  const int satisfaction = !solved ? 2 : desk.dice.chance(80) ? 5 : 4;
  return by(clerk(), schema::RecordFollowUp{
                         .order = order,
                         .satisfaction = static_cast<std::uint16_t>(satisfaction),
                         .answer = paid ? schema::ChargedAnswer::charged
                                        : schema::ChargedAnswer::not_charged,
                         .amount_said = 0,
                         .solved = solved,
                         .note = solved ? "" : "还是老毛病，请再派人来看",
                         .quality = static_cast<std::uint16_t>(satisfaction),
                         .attitude = static_cast<std::uint16_t>(3 + desk.dice.below(3))});
}

// While somebody complains of it, it is not posted; what is not solved is done again, unless a
// complaint was about that.
std::optional<Wish> Step::close(const WorkOrder& state) const {
  const auto* complaints = desk.known.find<schema::OrderComplaints>(order);
  if (complaints != nullptr && !complaints->open.empty()) return std::nullopt;
  if (state.unsolved && (complaints == nullptr || complaints->registered == 0))
    return by(clerk(), schema::ReopenWorkOrder{.order = order, .reason = "故障重现"});
  return by(desk.dice.chance(50) ? "4001" : "4002", schema::PostWorkOrder{.order = order});
}

std::optional<Wish> Step::of_order() const {
  using schema::WorkOrderStatus;
  const auto* state = desk.known.find<WorkOrder>(order);
  if (state == nullptr) return std::nullopt;
  switch (state->status) {
    case WorkOrderStatus::registered: return assign(*state);
    case WorkOrderStatus::assigned: return book(*state);
    case WorkOrderStatus::scheduled: return sign(*state);
    case WorkOrderStatus::accepted: return go(*state);
    case WorkOrderStatus::traveling: return arrive(*state);
    case WorkOrderStatus::in_progress: return work(*state);
    case WorkOrderStatus::on_hold: return resume(*state);
    case WorkOrderStatus::work_reported: return hand_in(*state);
    case WorkOrderStatus::completed: return follow_up(*state);
    case WorkOrderStatus::followed_up: return close(*state);
    default: return std::nullopt;
  }
}

std::optional<Wish> Step::approve_charge() const {
  const auto* state = desk.known.find<WorkOrder>(order);
  if (state == nullptr) return std::nullopt;
  for (const schema::Charge& charge : state->charges)
    if (charge.status == schema::ChargeStatus::pending)
      return by(dispatcher(), schema::ApproveCharge{.order = order, .line = charge.line});
  return std::nullopt;
}

std::string id_of(const schema::QueueRow& item) {
  return item.subject.substr(item.subject.find('/') + 1);
}

std::optional<Wish> Step::approve_count() const {
  const auto* state = desk.known.find<schema::StockItem>(id_of(item));
  if (state == nullptr || state->proposals.empty()) return std::nullopt;
  const std::string id = id_of(item);
  const auto condition =
      schema::parse_enum<schema::PartCondition>(id.substr(id.rfind(':') + 1));
  if (!condition) return std::nullopt;
  const auto answer = [&](auto command) {
    command.warehouse = item.warehouse;
    command.part = item.part;
    command.condition = *condition;
    command.number = state->proposals.front().number;
    return by("4001", std::move(command));
  };
  if (state->proposals.front().counted_at > state->last_counted_at)
    return answer(schema::ApproveStockAdjustment{});
  schema::RejectStockAdjustment late;
  late.reason = "已有更晚的盘点";
  return answer(std::move(late));
}

std::optional<Wish> Step::answer_alarm() const {
  const auto* alarm = desk.known.find<schema::Alarm>(id_of(item));
  if (alarm == nullptr) return std::nullopt;
  if (alarm->status == schema::AlarmStatus::tripped)
    return by(dispatcher(),
              schema::AcknowledgeAlarm{.alarm = id_of(item), .note = "已电话联系技术员"});
  return by(dispatcher(), schema::ClearAlarm{.alarm = id_of(item), .handling = "已重新约定"});
}

std::optional<Wish> Step::hand_in_cash() const {
  const auto* who = desk.known.find<schema::Technician>(item.technician);
  if (who == nullptr || who->cash_held <= 0) return std::nullopt;
  schema::RemitPayment remit;
  remit.technician = item.technician;
  remit.amount = who->cash_held;
  remit.receipt = paper("JK");
  return by("4001", std::move(remit));
}

std::optional<Wish> Step::issue_part() const {
  for (int i = 0; i <= desk.size.outlets; ++i)
    if (histories::warehouse_id(i) == item.warehouse)
      return by(histories::store_keeper_of(i), schema::IssuePart{.request = id_of(item)});
  return std::nullopt;
}

}  // namespace

std::optional<histories::Wish> next_step(const schema::QueueRow& item, Desk desk) {
  const Step step{desk, item};
  switch (item.queue) {
    case Queue::parts_to_approve:
      return step.by(step.dispatcher(), schema::ApprovePartRequest{.request = id_of(item)});
    case Queue::parts_to_issue: return step.issue_part();
    case Queue::parts_to_sign:
      return step.by(item.technician,
                     schema::SignForParts{.request = id_of(item), .quantity = item.quantity});
    case Queue::charges_to_approve: return step.approve_charge();
    case Queue::counts_to_approve: return step.approve_count();
    case Queue::tripped: return step.answer_alarm();
    case Queue::cash_to_remit: return step.hand_in_cash();
    default: break;
  }
  if (auto duty = next_duty(item, desk)) return duty;
  if (auto one = next_case(item, desk)) return one;
  switch (item.queue) {
    case Queue::registered:
    case Queue::to_schedule:
    case Queue::to_accept:
    case Queue::to_visit:
    case Queue::in_service:
    case Queue::on_hold:
    case Queue::papers_due:
    case Queue::to_follow_up:
    case Queue::to_post: return item.order.empty() ? std::nullopt : step.of_order();
    default: return std::nullopt;
  }
}

histories::Wish next_call(Desk desk) {
  static constexpr std::array<std::string_view, 6> symptoms = {"不制冷", "异响",         "漏水",
                                                               "不通电", "显示故障代码", "噪音大"};
  schema::RegisterWorkOrder call;
  call.service_type =
      desk.dice.chance(80) ? schema::ServiceType::repair : schema::ServiceType::maintain;
  call.source = schema::OrderSource::own;
  call.symptom = desk.dice.pick(symptoms);
  // The same machine does not fail in the same way twice within a month.
  call.fault = "L" + std::to_string(to_ms(desk.now) % 1'000'000);
  const auto machines = histories::machines_of(desk.size);
  const auto* machine_at = machines.empty() ? nullptr : &desk.dice.pick(machines);
  const auto* known =
      machine_at == nullptr ? nullptr : desk.known.find<schema::Asset>(machine_at->asset);
  if (known != nullptr && known->open_orders.empty() && desk.dice.chance(70)) {
    const histories::Machine& machine = *machine_at;
    call.customer = histories::regular_id(machine.regular);
    call.asset = machine.asset;
    call.brand = machine.product.brand;
    call.category = machine.product.category;
    call.model = machine.product.model;
  } else {
    const auto& product = desk.dice.pick(histories::products());
    const auto n = desk.dice.below(1'000'000);
    call.brand = product.brand;
    call.category = product.category;
    call.model = product.model;
    call.serial = "SN" + std::to_string(to_ms(desk.now) % 10'000'000'000);
    call.contact = histories::person_name(n % 320);
    call.phone = std::to_string(13'800'000'000 + n);
    call.area = desk.dice.pick(
        histories::areas_of(1 + static_cast<int>(desk.dice.below(desk.size.outlets))));
    call.address = call.area + "路" + std::to_string(1 + n % 300) + "号";
    call.latitude = histories::latitude_of(n);
    call.longitude = histories::longitude_of(n);
  }
  return {.at = desk.now,
          .who = desk.dice.chance(50) ? "1001" : "1002",
          .commands = {std::move(call)}};
}

}  // namespace kintsugi::api
