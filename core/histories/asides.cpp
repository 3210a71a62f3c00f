#include "core/histories/asides.h"

#include <chrono>

#include "core/claims/claim.h"
#include "core/histories/duties.h"
#include "schema/advance_part_commands.h"
#include "schema/alarm_commands.h"
#include "schema/assessment_commands.h"
#include "schema/asset_commands.h"
#include "schema/buyer_registration_commands.h"
#include "schema/charge_statement_commands.h"
#include "schema/customer_commands.h"
#include "schema/dispatch_ticket_commands.h"
#include "schema/follow_link_commands.h"
#include "schema/handover_commands.h"
#include "schema/interaction_commands.h"
#include "schema/part_request_commands.h"
#include "schema/work_order_board_commands.h"
#include "schema/work_order_booking_commands.h"
#include "schema/work_order_intake_commands.h"
#include "schema/work_order_life_commands.h"
#include "schema/work_order_money_commands.h"
#include "schema/work_order_removed_commands.h"
#include "schema/work_order_visit_commands.h"

namespace kintsugi::histories {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

Instant Aside::office(Instant at, std::int64_t from_minutes, std::int64_t to_minutes) {
  at += minutes(from_minutes + dice.below(to_minutes - from_minutes + 1));
  const auto local = at + hours(8);
  const auto of_day = local - std::chrono::floor<std::chrono::days>(local);
  if (of_day >= hours(8) && of_day < hours(20)) return at;
  return at + hours(of_day < hours(8) ? 8 : 32) - of_day + seconds(dice.below(90 * 60));
}

std::optional<Instant> Aside::when(std::string_view command) const {
  for (auto wish = story.wishes.rbegin(); wish != story.wishes.rend(); ++wish)
    if (wish->refused.empty() && wish->commands.back().name() == command) return wish->at;
  return std::nullopt;
}

std::string_view Aside::agent() { return agents[dice.below(std::size(agents))]; }

std::string Aside::technician() const {
  for (auto wish = story.wishes.rbegin(); wish != story.wishes.rend(); ++wish)
    if (wish->commands.back().name() == "report_work_done") return wish->who;
  return {};
}

std::string Aside::customer() const {
  if (plan.machine) return regular_id(plan.machine->regular);
  return plan.registers_customer ? new_customer_id(plan.number) : std::string();
}

std::string Aside::asset() const {
  if (plan.machine) return plan.machine->asset;
  return plan.registers_machine ? new_machine_id(plan.number) : std::string();
}

std::string Aside::serial() const {
  return plan.machine ? plan.machine->serial : "SN" + std::to_string(20'260'000 + plan.number);
}

std::string Aside::invoice() const {
  return "FP" + (plan.machine ? plan.machine->serial.substr(2)
                              : std::to_string(600'000 + plan.number));
}

// Addresses read back later, what was found out before anybody is sent, customers who ask when
// somebody comes, and orders that are urgent for a day.
void Aside::intake() {
  const Instant call = plan.at + minutes(5);
  const auto* registered = wanted<schema::RegisterWorkOrder>();
  if (registered != nullptr && !registered->address_confirmed && seldom(5'000))
    add(call + minutes(15), agent(), schema::ConfirmAddress{.order = order, .address = {}});
  // What is judged by all repairs of a machine is so only where none of them is forgotten yet.
  if (!plan.machine && seldom(1'500)) {
    using enum schema::WarrantyFinding;
    schema::AssessWorkOrder assess;
    assess.order = order;
    assess.warranty = dice.chance(60) ? in_warranty : dice.chance(70) ? out_of_warranty : unproven;
    assess.policy = "default";
    assess.policy_version = 1;
    if (assess.warranty == out_of_warranty) assess.cost = 8'000 + 1'000 * dice.below(12);
    assess.scope = "上门检测，按价目表收费项目报价";
    assess.differs_because = "按用户来电描述判断，凭证上门核对";
    add(call + minutes(2), agent(), std::move(assess));
  }
  if (seldom(600)) {
    schema::LogInteraction log;
    log.interaction = "IX-A" + order.substr(3);
    log.channel = dice.chance(80) ? schema::Channel::phone : schema::Channel::wechat;
    log.customer = plan.machine ? customer() : std::string();
    log.summary = "询问何时上门";
    log.order = order;
    const Instant asks = office(call, 60, 26 * 60);
    add(asks, agent(), std::move(log));
  }
  if (seldom(300)) {
    const Instant at = office(call, 30, 40 * 60);
    add(at, dice.chance(50) ? agent() : std::string_view(dispatcher),
        schema::EscalateWorkOrder{.order = order,
                                  .reason = dice.chance(50) ? "家有婴儿，要求当天解决"
                                                            : "用户第二次来电催促"});
    if (!order.ends_with('0'))
      add(at + minutes(9), dispatcher,
          schema::AcknowledgeAlarm{.alarm = order + ":urgent_report",
                                   .note = "已电话告知站长，优先安排"});
    if (dice.chance(70))
      add(office(at, 120, 20 * 60), dispatcher,
          schema::SettleEscalation{.order = order, .reason = "已与用户约定，用户同意等候"});
  }
}

// Of what is so grave that it is told at once: who is there acknowledges it, mostly within minutes
// of its coming to his outlet.
void Aside::told_at_once() {
  const auto* classified = wanted<schema::ClassifySeverity>();
  if (classified == nullptr || classified->severity != schema::Severity::critical) return;
  const auto came = when("assign_outlet");
  if (!came || order.ends_with('3') || order.ends_with('8')) return;
  add(*came + minutes(7), dispatcher,
      schema::AcknowledgeAlarm{.alarm = order + ":urgent_report", .note = "已通知技术员，今天上门"});
}

// Where nobody has come for days, some ask the outlet's head.
void Aside::urged() {
  if (story.closed || !seldom(1'000)) return;
  add(office(story.wishes.back().at, 1440, 3 * 1440), agent(),
      schema::EscalateWorkOrder{.order = order, .reason = "用户多次催促，仍未解决"});
}

// What is known of those who call for the first time; one of a hundred was there before.
void Aside::customers() {
  if (plan.machine || !plan.registers_customer) return;
  const std::string who = customer();
  if (seldom(1'500))
    add(plan.at + minutes(12), agent(),
        schema::ClassifyCustomer{
            .customer = who,
            .segment = dice.chance(85) ? schema::CustomerSegment::household
                                       : schema::CustomerSegment::needs_care});
  if (const auto* machine = wanted<schema::RegisterAsset>(); machine && seldom(1'200)) {
    const bool paper = dice.chance(80);
    add(plan.at + minutes(14), agent(),
        schema::RecordPurchase{.asset = asset(),
                               .sold_on = machine->sold_on,
                               .invoice = paper ? machine->invoice : "",
                               .dealer = "D-" + std::to_string(1 + dice.below(5)),
                               .price = 150'000 + 10'000 * dice.below(40)});
  }
  if (!seldom(120)) return;
  const std::string twice = "C-D" + std::to_string(plan.number);
  const std::int64_t home = plan.number;
  schema::RegisterCustomer again;
  again.customer = twice;
  again.kind = schema::CustomerKind::person;
  again.name = person_name(dice.below(320));
  again.phone = std::to_string(13'400'000'000 + plan.number);
  again.address = areas_of(plan.outlet)[0] + "路" + std::to_string(1 + home % 300) + "号";
  again.area = areas_of(plan.outlet)[0];
  again.outlet = outlet_id(plan.outlet);
  const Instant at = office(plan.at, 60, 300);
  add(at, agent(), std::move(again));
  add(office(at, 60, 30 * 60), dispatcher,
      schema::MergeCustomers{.customer = twice, .into = who, .reason = "同一用户登记了两次"});
}

// Somebody says that he has bought the machine second-hand, and who decides looks into it; or a
// customer has a second machine put down.
void Aside::buyers() {
  const auto* machine = wanted<schema::RegisterAsset>();
  if (machine == nullptr || plan.machine || !seldom(400)) return;
  const Instant at = office(plan.at, 2'880, 20 * 1'440);
  schema::RegisterByBuyer said;
  said.brand = machine->brand;
  said.category = machine->category;
  said.model = machine->model;
  said.serial = machine->serial;
  said.sold_on = date_of(at) - 2;
  if (dice.chance(40)) {
    said.serial += "B";
    said.customer = customer();
    said.invoice = "FP" + std::to_string(710'000 + plan.number);
    add(at, agent(), std::move(said));
    return;
  }
  const std::string buyer = "C-B" + std::to_string(plan.number);
  schema::RegisterCustomer who;
  who.customer = buyer;
  who.kind = schema::CustomerKind::person;
  who.name = person_name(dice.below(320));
  who.phone = std::to_string(13'300'000'000 + plan.number);
  who.address = areas_of(plan.outlet)[0] + "路" + std::to_string(1 + plan.number % 200) + "号";
  who.area = areas_of(plan.outlet)[0];
  who.outlet = outlet_id(plan.outlet);
  add(at, agent(), std::move(who));
  said.customer = buyer;
  add(at + minutes(2), agent(), std::move(said));
  const std::string id = core::claims::claim_of_brand(machine->brand, machine->serial).id;
  if (seldom(3'000)) return;  // not looked into
  const Instant decided = office(at, 600, 3 * 1'440);
  if (dice.chance(75))
    add(decided, dispatcher,
        schema::AcceptRegistration{.registration = id, .reason = "原用户电话确认已转让"});
  else
    add(decided, dispatcher,
        schema::RefuseRegistration{.registration = id, .reason = "原用户称机器未转让"});
}

// By his link the customer says what he paid; one of ten says something else.
void Aside::charge_said() {
  const auto* paid = wanted<schema::CollectPayment>();
  const auto reported = when("report_work_done");
  if (!reported || !seldom(400)) return;
  const bool otherwise = seldom(1'000);
  schema::StateCharge said{.order = order, .answer = schema::ChargedAnswer::not_charged};
  if (paid != nullptr || otherwise) {
    said.answer = schema::ChargedAnswer::charged;
    said.amount_said = (paid == nullptr ? 0 : paid->amount) + (otherwise ? 2'000 : 0);
  }
  add(office(*reported, 4 * 60, 12 * 60), {}, std::move(said));
}

// Whoever dispatches goes through what was not done in time: the same day, the next one, and what
// lies longer after a week and after two. A few are overlooked.
void Aside::deadlines() {
  const Instant last = story.wishes.back().at;
  for (const Instant at : {office(plan.at, 290, 540), office(plan.at, 25 * 60, 33 * 60)})
    deadline_missed("arrival", at);
  for (const int days : {2, 8, 14}) {
    const Instant at = office(plan.at, days * 24 * 60 + 60, days * 24 * 60 + 500);
    if (story.closed && last < at - hours(24)) break;
    deadline_missed("completion", at);
  }
  if (story.closed) return;
  // Of one that was opened again, the clock begins anew.
  deadline_missed("arrival", office(last, 25 * 60, 33 * 60));
  deadline_missed("completion", office(last, 8 * 24 * 60, 8 * 24 * 60 + 500));
}

void Aside::deadline_missed(std::string_view which, Instant at) {
  if (seldom(300)) return;
  const std::string alarm = order + ":" + std::string(which);
  const bool arrival = which == "arrival";
  add(at, dispatcher,
      schema::AcknowledgeAlarm{.alarm = alarm, .note = "已电话向用户致歉并说明"});
  if (seldom(300)) return;
  add(at + minutes(5 + dice.below(40)), dispatcher,
      schema::ClearAlarm{.alarm = alarm,
                         .handling = arrival ? "已与用户重新约定上门" : "已与用户约定完工时间"});
}

// The ticket on paper, the link by which the customer follows his order, and a colleague who might
// go with the missing part, if somebody lets him.
void Aside::dispatching() {
  const auto accepted = when("accept_booking");
  if (accepted && seldom(500))
    add(*accepted + minutes(1), dispatcher,
        schema::PrintDispatchTicket{.order = order, .booking = 0});
  if (seldom(300))
    add(plan.at + minutes(9), agent(),
        schema::MakeFollowLink{.order = order,
                               .link = "FL" + std::to_string(seed_of(plan.number, 4))});
  using enum schema::DispatchCheck;
  const auto paused = when("pause_work");
  if (paused && plan.needs_part && plan.part_is_missing && seldom(9'000))
    override_asked(office(*paused, 60, 300), schema::DispatchCheck::parts,
                   "备件尚在途，先安排上门拆检");
  else if (accepted && seldom(200))
    override_asked(*accepted + minutes(8), travel, "原技术员可能赶不到，拟改派路远的同事");
}

// Some are allowed, some forgotten until somebody has been there.
void Aside::override_asked(Instant asked, schema::DispatchCheck check, std::string reason) {
  schema::AskDispatchOverride ask;
  ask.order = order;
  ask.technician = technician_id(plan.outlet - 1);  // the outlet's first
  ask.check = check;
  ask.reason = std::move(reason);
  schema::OverrideDispatchCheck allow;
  allow.order = order;
  allow.technician = ask.technician;
  allow.check = check;
  allow.reason = "已与用户说明";
  add(asked, dispatcher, std::move(ask));
  if (dice.chance(35)) add(office(asked, 60, 500), agent(), std::move(allow));
}

// What was taken out is handed in within days; some forget it for weeks, and a few for good.
void Aside::old_part() {
  const auto used = when("use_part");
  if (!used || dice.chance(2)) return;
  schema::ReturnPart old;
  old.request = "PR-" + order.substr(3);
  old.quantity = 1000;
  old.condition = schema::PartCondition::old;
  const bool late = dice.chance(4);
  add(late ? office(*used, 8 * 1440, 30 * 1440) : office(*used, 4 * 60, 4 * 1440), keeper,
      std::move(old));
}

// What came out of the machine: nobody can read its number, and the maker wants it back.
void Aside::removed_part() {
  const auto used = when("use_part");
  const auto* part = wanted<schema::UsePart>();
  if (!used || part == nullptr || technician().empty()) return;
  add(*used + minutes(1), technician(),
      schema::RecordRemovedPart{.order = order,
                                .part = part->part,
                                .unreadable = true,
                                .fate = schema::PartFate::returned,
                                .part_use = 1,
                                .note = {}});
}

// A part goes ahead by post, and the old one is owed.
void Aside::parts() {
  if (plan.type != schema::ServiceType::repair || plan.needs_part || !seldom(180)) return;
  schema::ShipAdvancePart ship;
  ship.order = order;
  ship.part = part_id(5);
  ship.warehouse = warehouse_id(plan.outlet);
  ship.carrier = "顺丰";
  ship.tracking = "SF" + std::to_string(7'000'000'000 + plan.number);
  const Instant at = office(plan.at, 30, 120);
  add(at, keeper, std::move(ship));
  const std::string advance = order + "-A1";
  if (dice.chance(78)) {
    add(office(at, 3 * 1440, 14 * 1440), keeper,
        schema::ReturnAdvancePart{.advance = advance, .warehouse = warehouse_id(plan.outlet)});
  } else if (dice.chance(30)) {
    add(office(at, 16 * 1440, 20 * 1440), "4001",
        schema::WaiveOldPart{.advance = advance, .reason = "用户已搬迁，旧件无法取回"});
  }
}

// What the customer signs when something is installed: a scan of it by its hash.
void Aside::papers() {
  const auto begun = when("start_work");
  const std::string who = technician();
  const bool signs = plan.type == schema::ServiceType::install && begun && !who.empty();
  if (!signs || !seldom(3'000)) return;
  using enum schema::HandoverKind;
  constexpr std::string_view digits = "0123456789abcdef";
  schema::RecordHandover paper;
  paper.order = order;
  paper.kind = dice.chance(70) ? acceptance : dice.chance(50) ? manual : training;
  paper.document = "YS" + std::to_string(500'000 + plan.number);
  while (paper.document_hash.size() < 64)
    paper.document_hash += digits[static_cast<std::size_t>(dice.below(16))];
  paper.signed_by = person_name(dice.below(320));
  if (paper.kind == training) paper.people = 1;
  add(*begun + minutes(26), who, std::move(paper));
}

std::vector<Wish> asides_of(const OrderPlan& plan, const OrderStory& story) {
  Aside aside{plan, story, Dice(seed_of(plan.number, 3))};
  aside.intake();
  aside.urged();
  aside.told_at_once();
  aside.dispatching();
  aside.customers();
  aside.buyers();
  aside.charge_said();
  aside.parts();
  aside.old_part();
  aside.papers();
  aside.warranty();
  aside.words();
  aside.care();
  aside.money();
  aside.complaint();
  aside.incident();
  aside.exchange();
  aside.deadlines();
  aside.removed_part();
  aside.appraised();
  return std::move(aside.wishes);
}

}  // namespace kintsugi::histories
