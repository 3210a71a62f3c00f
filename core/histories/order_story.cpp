// From the call to the technician who comes.

#include "core/histories/order_story.h"

#include <array>
#include <utility>

#include "core/histories/story.h"
#include "schema/alarm.h"
#include "schema/asset.h"
#include "schema/customer.h"
#include "schema/follow_up_commands.h"
#include "schema/work_order_booking_commands.h"
#include "schema/work_order_life_commands.h"
#include "schema/work_order_paper_commands.h"
#include "schema/work_order_state.h"
#include "schema/work_order_visit_commands.h"

namespace kintsugi::histories {

using std::chrono::hours;
using std::chrono::minutes;

namespace {

constexpr std::array<std::string_view, 6> symptoms = {"不制冷", "异响",         "漏水",
                                                      "不通电", "显示故障代码", "噪音大"};

}  // namespace

// Whoever calls for the first time may get a file, in one go with the order.
std::vector<schema::Command> Story::registration() {
  schema::RegisterWorkOrder command;
  command.order = order;
  command.service_type = plan.type;
  const bool of_maker = dice.chance(30);
  command.source = of_maker ? schema::OrderSource::manufacturer : schema::OrderSource::own;
  if (of_maker) command.maker_number = paper("M", 500'000);
  command.brand = plan.product.brand;
  command.category = plan.product.category;
  command.model = plan.product.model;
  command.symptom = dice.pick(symptoms);
  command.fault = plan.fault;
  if (dice.chance(20)) command.window_from = to_ms(at) + 1;
  narrow_window = mishap(3);
  if (narrow_window) command.window_until = to_ms(at + minutes(30));
  std::vector<schema::Command> commands;
  if (plan.machine) {
    command.customer = regular_id(plan.machine->regular);
    command.asset = plan.machine->asset;
  } else {
    const auto areas = areas_of(plan.outlet);
    command.serial = paper("SN", 20'260'000);
    command.contact = person_name(dice.below(320));
    command.phone = std::to_string(13'800'000'000 + dice.below(89'999'999));
    command.area = dice.pick(areas);
    command.address = command.area + "路" + std::to_string(1 + dice.below(300)) + "号";
    command.latitude = latitude();
    command.longitude = longitude();
    if (plan.registers_customer) {
      command.customer = new_customer_id(plan.number);
      commands.push_back(schema::RegisterCustomer{.customer = command.customer,
                                                  .kind = schema::CustomerKind::person,
                                                  .name = command.contact,
                                                  .phone = command.phone,
                                                  .address = command.address,
                                                  .area = command.area,
                                                  .parent = {},
                                                  .outlet = outlet_id(plan.outlet),
                                                  .note = {},
                                                  .latitude = command.latitude,
                                                  .longitude = command.longitude});
    }
    if (plan.registers_machine) {
      const auto today = std::chrono::floor<std::chrono::days>(at + hours(8));
      auto age = dice.below(1500);
      if (plan.number % 90 == 7) age %= 15;  // what fails does so early or late
      const auto sold = static_cast<std::int32_t>(today.time_since_epoch().count() - 1 - age);
      command.asset = new_machine_id(plan.number);
      commands.push_back(schema::RegisterAsset{.asset = command.asset,
                                               .brand = command.brand,
                                               .category = command.category,
                                               .model = command.model,
                                               .serial = std::exchange(command.serial, {}),
                                               .customer = command.customer,
                                               .sold_on = sold,
                                               .delivered_on = sold + 1,
                                               .invoice = paper("FP", 600'000),
                                               .warranty_until = sold + 3 * 365});
    }
  }
  commands.push_back(std::move(command));
  return commands;
}

void Story::call() {
  const Instant rings = at;
  if (plan.lively) at += minutes(1 + side.below(4));
  auto commands = registration();
  if (plan.lively) {
    const Instant answered = std::exchange(at, rings);
    contacted(commands.back().get<schema::RegisterWorkOrder>());
    at = answered;
  }
  told.wishes.push_back({.at = at, .who = call_centre, .commands = std::move(commands)});
  if (!dice.chance(40)) return;
  later(1, 3);
  const auto severity = dice.chance(15)   ? schema::Severity::critical
                        : dice.chance(40) ? schema::Severity::major
                                          : schema::Severity::normal;
  add(call_centre, schema::ClassifySeverity{.order = order, .severity = severity, .reason = {}});
}

void Story::schedule(const Visit& visit) {
  const std::string technician = technician_id(visit.technician);
  if (narrow_window && std::count(overridden.begin(), overridden.end(), visit.technician) == 0) {
    overridden.push_back(visit.technician);  // the customer has agreed on the telephone
    add(call_centre, schema::OverrideDispatchCheck{.order = order,
                                                   .technician = technician,
                                                   .check = schema::DispatchCheck::window,
                                                   .reason = "用户同意改时间"});
    later(1, 5);
  }
  add(dispatcher, schema::ScheduleBooking{.order = order,
                                          .technician = technician,
                                          .starts_at = to_ms(visit.starts_at),
                                          .ends_at = to_ms(visit.starts_at + visit_length),
                                          .accept_by = 0});
}

// False where nobody accepts: the alarm trips, and somebody looks after it.
bool Story::accepted(const Visit& visit, int booking) {
  if (!mishap(2)) return true;
  if (dice.chance(50)) {
    look_after_alarm(booking);
    return false;
  }
  at += hours(3);
  const std::string technician = technician_id(visit.technician);
  add(dispatcher,
      schema::ReassignBooking{.order = order,
                              .booking = static_cast<std::uint16_t>(booking),
                              .technician = technician,
                              .starts_at = 0,
                              .ends_at = 0,
                              .accept_by = 0,
                              .reason = "超时未签收"},
      "work_order.same_technician");
  add(technician, schema::AcceptBooking{.order = order, .booking = 0},
      "work_order.acceptance_overdue");
  return false;
}

// Nobody has signed: whoever dispatches sees the alarm, asks by telephone, and clears it.
void Story::look_after_alarm(int booking) {
  if (!plan.lively || dice.chance(25)) return;
  at += hours(3);
  in_office_hours();
  const std::string alarm = order + ":booking_acceptance:" + std::to_string(booking);
  add(dispatcher, schema::AcknowledgeAlarm{.alarm = alarm, .note = "已电话联系技术员"});
  if (dice.chance(30)) return;
  later(10, 60);
  add(dispatcher, schema::ClearAlarm{.alarm = alarm, .handling = "技术员在途中，晚些签收"});
}

// A booking, with what may go wrong before somebody comes.
void Story::dispatch() {
  for (int attempt = 0; attempt < 3; ++attempt) {
    later(5, 50);
    in_office_hours();
    const auto visit = take_visit(plan.outlet, at + hours(1));
    if (!visit) return;
    schedule(*visit);
    if (!accepted(*visit, attempt + 1)) {
      if (!subcontracted(attempt + 1)) gives_up();
      return;
    }
    later(5, 80);
    const std::string technician = technician_id(visit->technician);
    if (mishap(4)) {
      add(technician, schema::DeclineBooking{.order = order, .booking = 0, .reason = "时间冲突"});
      continue;
    }
    add(technician, schema::AcceptBooking{.order = order, .booking = 0});
    agree(*visit);
    crew(*visit);
    if (mishap(3)) {
      later(10, 40);
      add(call_centre, schema::CancelWorkOrder{.order = order, .reason = "用户取消"});
      told.closed = true;
      return;
    }
    return visit_customer(*visit);
  }
}

void Story::tell() {
  if (dice.chance(50)) call_centre = "1002";
  call();
  if (helped_by_telephone()) return afterwards();
  if ((mishap(1) || seldom(60)) && !found_again()) return;  // nobody has looked at it yet
  later(3, 20);
  add(call_centre, schema::AssignOutlet{
                       .order = order, .outlet = outlet_id(plan.outlet), .override_reason = {}});
  if (mishap(2)) {
    at += minutes(1);
    const int other = plan.outlet == 1 ? 2 : 1;
    add(dispatcher_of(other), schema::CancelWorkOrder{.order = order, .reason = "误操作"},
        "authority.out_of_scope");
  }
  dispatch();
}

OrderStory tell_order(const OrderPlan& plan, const TakeVisit& take_visit, Dice& dice, int mishaps) {
  Story story{plan, take_visit, dice, mishaps};
  story.tell();
  story.told.left = story.told.closed;
  return std::move(story.told);
}

std::vector<Wish> tell_straight(const OrderPlan& plan, const Visit& visit) {
  Dice dice(static_cast<std::uint64_t>(plan.number));
  const TakeVisit take = [&](int, Instant) { return visit; };
  return tell_order(plan, take, dice, 0).wishes;
}

OrderStory tell_briefly(const OrderPlan& plan, int technician, bool waits) {
  const std::string &order = plan.order, who = technician_id(technician);
  Dice dice(static_cast<std::uint64_t>(plan.number));
  Story story{plan, nullptr, dice, 0};
  story.told.wishes.push_back({.at = plan.at, .who = "1001", .commands = story.registration()});
  Wish rest{.at = plan.at + minutes(45),
            .who = dispatcher_of(plan.outlet),
            .commands = {},
            .says_all = true};
  rest.commands = {
      schema::AssignOutlet{.order = order, .outlet = outlet_id(plan.outlet), .override_reason = {}},
      // Without times: an older system knows who came, and keeps no diary.
      schema::ScheduleBooking{
          .order = order, .technician = who, .starts_at = 0, .ends_at = 0, .accept_by = 0}};
  if (!waits) {
    rest.commands.emplace_back(schema::AcceptBooking{.order = order, .booking = 0});
    rest.commands.emplace_back(schema::StartWork{.order = order, .booking = 0});
    rest.commands.emplace_back(
        schema::ReportWorkDone{.order = order, .booking = 0, .partly = false, .result = "已修复"});
    const std::string paper = story.paper("HD", 100'000);
    if (plan.type == schema::ServiceType::install) {
      rest.commands.emplace_back(schema::HandBackInstallCard{.order = order, .card = paper});
    } else {
      rest.commands.emplace_back(schema::ReturnServiceSlip{.order = order, .slip = paper});
    }
    rest.commands.emplace_back(schema::CompleteWorkOrder{.order = order, .note = {}});
    rest.commands.emplace_back(
        schema::ScheduleFollowUp{.order = order, .due_at = to_ms(rest.at + hours(24))});
    rest.commands.emplace_back(schema::RecordFollowUp{.order = order,
                                                      .satisfaction = 5,
                                                      .answer = schema::ChargedAnswer::not_charged,
                                                      .amount_said = 0,
                                                      .solved = true,
                                                      .note = {}});
    rest.commands.emplace_back(schema::PostWorkOrder{.order = order});
  }
  story.told.wishes.push_back(std::move(rest));
  story.told.closed = !waits;
  story.told.left = true;
  return std::move(story.told);
}

}  // namespace kintsugi::histories
