// The orders of the demo company, each as a story with its times.

#include <algorithm>
#include <array>

#include "api/demo/wishes.h"
#include "schema/follow_up_commands.h"
#include "schema/part_request.h"
#include "schema/work_order_booking_commands.h"
#include "schema/work_order_life_commands.h"
#include "schema/work_order_money_commands.h"
#include "schema/work_order_paper_commands.h"
#include "schema/work_order_state.h"
#include "schema/work_order_visit_commands.h"

namespace kintsugi::api::demo {

using schema::ServiceType;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

constexpr std::array<int, 4> slot_starts = {8 * 60 + 30, 10 * 60 + 30, 13 * 60 + 30,
                                            15 * 60 + 30};  // minutes
constexpr minutes slot_length{90};

std::string two(std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

std::string compact(Instant day) {
  std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(day + hours(8)));
  return std::to_string(static_cast<int>(date.year())) + two(static_cast<unsigned>(date.month())) +
         two(static_cast<unsigned>(date.day()));
}

// Which slots of which technician are taken.
class Diary {
 public:
  struct Slot {
    int technician = 0;
    Instant starts_at;
  };
  explicit Diary(Instant first_day)
      : first_day_(first_day), taken_(technician_count * (day_count + 5) * 4) {}

  // The next free slot of somebody of the outlet from `from` on; nullopt where all is full.
  std::optional<Slot> take(int outlet, Instant from, Dice& dice) {
    for (int day = 0; day < day_count + 5; ++day) {
      for (std::size_t slot = 0; slot < slot_starts.size(); ++slot) {
        Instant starts_at = first_day_ + hours(24 * day) + minutes(slot_starts[slot]);
        if (starts_at < from) continue;
        auto begin = static_cast<int>(dice.below(technician_count));
        for (int i = 0; i < technician_count; ++i) {
          int technician = (begin + i) % technician_count;
          if (outlet_of_technician(technician) != outlet) continue;
          auto at = static_cast<std::size_t>((technician * (day_count + 5) + day) * 4) + slot;
          if (taken_[at]) continue;
          taken_[at] = true;
          return Slot{technician, starts_at};
        }
      }
    }
    return std::nullopt;
  }

 private:
  Instant first_day_;
  std::vector<bool> taken_;
};

struct Story {
  std::vector<Wish>& wishes;
  Dice& dice;
  Diary& diary;
  std::string order;
  int number = 0;
  int outlet = 1;
  Product product{};
  ServiceType type = ServiceType::repair;
  std::string call_centre{}, dispatcher{}, keeper{};
  Instant at{};

  template <class Command>
  void add(std::string who, Command command) {
    wishes.push_back({at, std::move(who), std::move(command)});
  }
  void later(std::int64_t from_minutes, std::int64_t to_minutes) {
    at += minutes(from_minutes + dice.below(to_minutes - from_minutes + 1));
  }

  // All within a kilometre, so that nobody is ever too fast.
  std::int32_t latitude() const { return 30'250'000 + number % 13 * 700; }
  std::int32_t longitude() const { return 120'150'000 + number % 11 * 700; }

  void tell();
  void call();
  bool dispatch();
  void visit(const Diary::Slot& slot);
  bool fetch_part(const Diary::Slot& slot);  // false: it has not come yet
  void close(const Diary::Slot& slot);
};

constexpr std::array<std::string_view, 6> symptoms = {"不制冷", "异响",         "漏水",
                                                      "不通电", "显示故障代码", "噪音大"};

void Story::call() {
  bool known_window = dice.chance(20);
  schema::RegisterWorkOrder command;
  command.order = order;
  command.service_type = type;
  command.source = dice.chance(30) ? schema::OrderSource::manufacturer : schema::OrderSource::own;
  if (command.source == schema::OrderSource::manufacturer)
    command.maker_number = "M" + std::to_string(500'000 + number);
  command.brand = product.brand;
  command.category = product.category;
  command.model = product.model;
  command.serial = "SN" + std::to_string(20'260'000 + number);
  command.contact = person_name(dice.below(320));
  command.phone = "138" + std::to_string(10'000'000 + dice.below(89'999'999));
  const auto& areas = areas_of(outlet);
  command.area =
      areas[static_cast<std::size_t>(dice.below(static_cast<std::int64_t>(areas.size())))];
  command.address = command.area + "路" + std::to_string(1 + dice.below(300)) + "号";
  command.latitude = latitude();
  command.longitude = longitude();
  command.symptom = symptoms[static_cast<std::size_t>(dice.below(symptoms.size()))];
  command.fault = "F" + std::to_string(1 + dice.below(9));
  if (known_window) command.window_from = to_ms(at) + 1;
  add(call_centre, std::move(command));
  if (dice.chance(40)) {
    later(1, 3);
    auto severity = dice.chance(15)   ? schema::Severity::critical
                    : dice.chance(40) ? schema::Severity::major
                                      : schema::Severity::normal;
    add(call_centre, schema::ClassifySeverity{.order = order, .severity = severity, .reason = {}});
  }
}

// A booking, with what may go wrong before somebody comes; false where it ends there.
bool Story::dispatch() {
  for (int attempt = 0; attempt < 3; ++attempt) {
    later(5, 50);
    auto slot = diary.take(outlet, at + hours(1), dice);
    if (!slot) return false;
    std::string technician = technician_id(slot->technician);
    add(dispatcher, schema::ScheduleBooking{.order = order,
                                            .technician = technician,
                                            .starts_at = to_ms(slot->starts_at),
                                            .ends_at = to_ms(slot->starts_at + slot_length),
                                            .accept_by = 0});
    if (dice.chance(2)) {  // nobody accepts: the alarm trips, and somebody looks after it
      if (dice.chance(50)) return false;
      at += hours(3);
      add(dispatcher,
          schema::ReassignBooking{.order = order,
                                  .booking = 1,
                                  .technician = technician,
                                  .starts_at = 0,
                                  .ends_at = 0,
                                  .accept_by = 0,
                                  .reason = "超时未签收"});  // refused: the same technician
      add(technician, schema::AcceptBooking{.order = order, .booking = 0});  // refused: too late
      return false;
    }
    later(5, 80);
    if (dice.chance(4)) {
      add(technician, schema::DeclineBooking{.order = order, .booking = 0, .reason = "时间冲突"});
      continue;
    }
    add(technician, schema::AcceptBooking{.order = order, .booking = 0});
    if (dice.chance(3)) {
      later(10, 40);
      add(call_centre, schema::CancelWorkOrder{.order = order, .reason = "用户取消"});
      return false;
    }
    visit(*slot);
    return true;
  }
  return false;
}

// The part comes the same day, if it comes: asked for, sourced by policy, approved, issued, signed
// for, fitted.
bool Story::fetch_part(const Diary::Slot& slot) {
  std::string technician = technician_id(slot.technician);
  std::string request = "PR-" + order.substr(3);
  bool missing = dice.chance(6);
  std::string part =
      part_id(missing ? part_count - 1 : static_cast<int>(dice.below(part_count - 1)));
  add(technician, schema::RequestPart{.order = order,
                                      .part = part,
                                      .quantity = 1000,
                                      .technician = technician,
                                      .request = request,
                                      .note = {}});
  at += minutes(2);
  add(technician,
      schema::PauseWork{
          .order = order, .booking = 0, .why = schema::PauseReason::part, .note = "待件"});
  if (missing) return false;
  at += minutes(8);
  if (dice.chance(5)) {  // refused: whoever asks does not approve
    add(technician, schema::ApprovePartRequest{.request = request});
  }
  if (dice.chance(4)) return false;  // nobody has looked at it yet
  add(dispatcher, schema::ApprovePartRequest{.request = request});
  at += minutes(7);
  add(keeper, schema::IssuePart{.request = request});
  at += minutes(3);
  add(technician, schema::SignForParts{.request = request, .quantity = 1000});
  at += minutes(10);
  add(technician, schema::ResumeWork{.order = order, .booking = 0});
  at += minutes(5);
  add(technician, schema::UsePart{.order = order,
                                  .booking = 0,
                                  .part = part,
                                  .quantity = 1000,
                                  .serial = {},
                                  .payer = schema::Payer::manufacturer});
  return true;
}

void Story::visit(const Diary::Slot& slot) {
  std::string technician = technician_id(slot.technician);
  at = std::max(at, slot.starts_at - minutes(25));
  add(technician, schema::StartTravel{.order = order, .booking = 0});
  at = std::max(at + minutes(1), slot.starts_at - minutes(3));
  bool at_the_gate = number % 50 == 7;  // two kilometres off, and he says why
  add(technician, schema::CheckIn{.order = order,
                                  .booking = 0,
                                  .latitude = latitude() + (at_the_gate ? 20'000 : 300),
                                  .longitude = longitude(),
                                  .place = at_the_gate ? "小区门口" : "用户家",
                                  .device_at = to_ms(at),
                                  .reason = at_the_gate ? "小区封闭，在门口签到" : ""});
  at += minutes(4);
  add(technician, schema::StartWork{.order = order, .booking = 0});
  at += minutes(15);
  if (type == ServiceType::repair) {
    add(technician, schema::RecordDiagnosis{.order = order,
                                            .fault_code = "E" + std::to_string(1 + dice.below(20)),
                                            .fault = {},
                                            .cause = "元件老化",
                                            .note = {}});
    at += minutes(2);
    if (dice.chance(35) && !fetch_part(slot)) return;  // still on hold
  } else if (dice.chance(10)) {
    add(technician,
        schema::PauseWork{
            .order = order, .booking = 0, .why = schema::PauseReason::customer, .note = {}});
    if (dice.chance(30)) return;  // still on hold
    at += minutes(20);
    add(technician, schema::ResumeWork{.order = order, .booking = 0});
  }
  close(slot);
}

void Story::close(const Diary::Slot& slot) {
  std::string technician = technician_id(slot.technician);
  bool customer_pays = dice.chance(60);
  at += minutes(12);
  add(technician, schema::AddCharge{.order = order,
                                    .tariff = std::string(tariff),
                                    .item = "service",
                                    .quantity = 1000,
                                    .payer = customer_pays ? schema::Payer::customer
                                                           : schema::Payer::manufacturer,
                                    .manual_price = 0,
                                    .reason = {},
                                    .booking = 0});
  at += minutes(3);
  add(technician,
      schema::ReportWorkDone{.order = order, .booking = 0, .partly = false, .result = "已修复"});
  if (customer_pays) {
    at += minutes(2);
    add(technician, schema::CollectPayment{.order = order,
                                           .amount = price_of(product.category, type),
                                           .method = dice.chance(70) ? schema::PaymentMethod::wechat
                                                                     : schema::PaymentMethod::cash,
                                           .receipt = "R" + std::to_string(900'000 + number)});
  }
  later(120, 300);
  if (dice.chance(3)) {  // refused: the papers are not back
    add(dispatcher, schema::CompleteWorkOrder{.order = order, .note = {}});
    at += minutes(10);
  }
  if (dice.chance(3)) return;  // papers stay out
  if (type == ServiceType::install) {
    add(dispatcher, schema::HandBackInstallCard{.order = order,
                                                .card = "AZ" + std::to_string(100'000 + number)});
  }
  add(dispatcher,
      schema::ReturnServiceSlip{.order = order, .slip = "HD" + std::to_string(100'000 + number)});
  at += minutes(5);
  add(dispatcher, schema::CompleteWorkOrder{.order = order, .note = {}});
  at += hours(16);
  later(0, 300);
  if (dice.chance(10)) {
    add(call_centre, schema::AttemptFollowUp{
                         .order = order, .outcome = schema::CallOutcome::no_answer, .note = {}});
    later(60, 200);
  }
  bool lies = dice.chance(2);  // what he says does not fit what was charged
  auto answer =
      customer_pays != lies ? schema::ChargedAnswer::charged : schema::ChargedAnswer::not_charged;
  add(call_centre,
      schema::RecordFollowUp{.order = order,
                             .satisfaction = static_cast<std::uint16_t>(dice.chance(80) ? 5 : 3),
                             .answer = answer,
                             .amount_said = 0,
                             .solved = true,
                             .note = {}});
  if (dice.chance(2)) {
    later(30, 90);
    add(call_centre, schema::ReopenWorkOrder{.order = order, .reason = "故障重现"});
    return;
  }
  at += hours(20);
  later(0, 300);
  add(dice.chance(50) ? "4001" : "4002", schema::PostWorkOrder{.order = order});
}

void Story::tell() {
  call();
  if (dice.chance(1)) return;  // nobody has looked at it yet
  later(3, 20);
  add(call_centre,
      schema::AssignOutlet{.order = order, .outlet = outlet_id(outlet), .override_reason = {}});
  if (dice.chance(2)) {  // refused: another outlet's dispatcher
    at += minutes(1);
    add(dispatcher_of(outlet % outlet_count + 1),
        schema::CancelWorkOrder{.order = order, .reason = "误操作"});
  }
  dispatch();
}

}  // namespace

void add_orders(std::vector<Wish>& wishes, Instant first_day, std::uint64_t seed) {
  Dice dice(seed);
  Diary diary(first_day);
  std::array<int, day_count> of_day{};
  struct Begin {
    Instant at;
    int day;
  };
  std::vector<Begin> begins;
  for (int i = 0; i < order_count; ++i) {
    auto day = static_cast<int>(dice.below(day_count));
    begins.push_back({first_day + hours(24 * day) + hours(8) + minutes(dice.below(10 * 60)), day});
  }
  std::stable_sort(begins.begin(), begins.end(),
                   [](const Begin& a, const Begin& b) { return a.at < b.at; });
  for (int i = 0; i < order_count; ++i) {
    const Begin& begin = begins[static_cast<std::size_t>(i)];
    int sequence = ++of_day[static_cast<std::size_t>(begin.day)];
    std::string four = std::to_string(10'000 + sequence).substr(1);
    Story story{wishes, dice, diary, "WO-" + compact(begin.at) + "-" + four};
    story.number = i;
    story.outlet = static_cast<int>(dice.below(outlet_count)) + 1;
    story.product = products()[static_cast<std::size_t>(
        dice.below(static_cast<std::int64_t>(products().size())))];
    story.type = dice.chance(25)   ? ServiceType::install
                 : dice.chance(12) ? ServiceType::maintain
                                   : ServiceType::repair;
    story.call_centre = dice.chance(50) ? "1001" : "1002";
    story.dispatcher = dispatcher_of(story.outlet);
    story.keeper = store_keeper_of(story.outlet);
    story.at = begin.at;
    story.tell();
  }
}

}  // namespace kintsugi::api::demo
