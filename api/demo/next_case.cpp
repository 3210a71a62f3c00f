#include "api/demo/next_case.h"

#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include "core/histories/duties.h"
#include "schema/asset_commands.h"
#include "schema/complaint_commands.h"
#include "schema/complaint_state.h"
#include "schema/exchange_case_commands.h"
#include "schema/exchange_case_state.h"
#include "schema/incident_commands.h"
#include "schema/incident_state.h"
#include "schema/liability_commands.h"
#include "schema/liability_state.h"
#include "schema/part_request_commands.h"
#include "schema/part_request_state.h"
#include "schema/warranty_commands.h"
#include "schema/work_order_booking_commands.h"
#include "schema/work_order_life_commands.h"
#include "schema/work_order_state.h"

namespace kintsugi::api {

namespace {

using histories::Wish;
using schema::Queue;
using std::chrono::hours;
using std::chrono::minutes;

// What is complained of, and what comes of it.
struct Grief {
  schema::ComplaintKind kind;
  std::string_view text, finding, solution, outcome;
};
constexpr std::array<Grief, 4> griefs = {
    {{schema::ComplaintKind::attitude, "师傅说话生硬，进门没穿鞋套", "电话核实，技术员承认未穿鞋套",
      "技术员当面致歉", "技术员已上门致歉"},
     {schema::ComplaintKind::quality, "修好两天同一毛病又犯", "技术员复查，接插件未压紧",
      "免费返修，本次服务延保三个月", "已返修，试机正常"},
     {schema::ComplaintKind::delay, "约好上午，下午四点才到", "派工路程过紧，未提前告知",
      "致歉并赠送一次清洗", "清洗服务已预约"},
     {schema::ComplaintKind::other, "对处理过程有疑问", "已向用户和经手人核实", "向用户说明经过",
      "用户已了解经过"}}};

const Grief& grief_of(schema::ComplaintKind kind) {
  for (const Grief& one : griefs)
    if (one.kind == kind) return one;
  return griefs.back();
}

struct CaseStep {
  Desk desk;
  const schema::QueueRow& item;

  template <class Command>
  std::optional<Wish> by(std::string who, Command command) const {
    return Wish{.at = desk.now, .who = std::move(who), .commands = {std::move(command)}};
  }
  int outlet() const {
    for (int i = 1; i <= desk.size.outlets; ++i)
      if (histories::outlet_id(i) == item.outlet) return i;
    return 1;
  }
  std::string dispatcher() const { return histories::dispatcher_of(outlet()); }
  std::string keeper() const { return histories::store_keeper_of(outlet()); }
  std::string id() const { return item.subject.substr(item.subject.find('/') + 1); }
  bool is_older_than(minutes age) const { return instant_from_ms(item.since) + age <= desk.now; }
  // One of them who is not `other`: four eyes.
  static std::string but(const std::string& other, std::string first, std::string second) {
    return first == other ? std::move(second) : std::move(first);
  }
  std::string agent_but(const std::string& other) const {
    return desk.dice.chance(50) ? but(other, "1001", "1002") : but(other, "1002", "1001");
  }
  std::string paper(const char* letters) const {
    return letters + std::to_string(to_ms(desk.now) / 1000 % 1'000'000'000);
  }

  std::optional<Wish> of_complaint() const;
  std::optional<Wish> assign(const schema::Complaint& found) const;
  std::optional<Wish> of_incident() const;
  std::optional<Wish> of_appeal() const;
  std::optional<Wish> of_override() const;
  std::optional<Wish> of_exchange() const;
  std::optional<Wish> appraise(const schema::ExchangeCase& found) const;
  std::optional<Wish> decide(const schema::ExchangeCase& found) const;
  std::optional<Wish> send(const schema::ExchangeCase& found) const;
  std::optional<Wish> of_old_part() const;
};

// To who has nothing to do with it: of the outlet, or at headquarters.
std::optional<Wish> CaseStep::assign(const schema::Complaint& found) const {
  const bool here = found.level == schema::ComplaintLevel::outlet && !found.outlet.empty();
  std::string handler = desk.dice.chance(50) ? "1003" : "1004";
  if (here && found.accused_operator != dispatcher()) handler = dispatcher();
  if (handler == found.accused_operator) handler = but(handler, "1003", "1004");
  return by(agent_but(handler),
            schema::AssignComplaint{.complaint = id(), .handler = std::move(handler)});
}

std::optional<Wish> CaseStep::of_complaint() const {
  using enum schema::ComplaintStatus;
  const auto* found = desk.known.find<schema::Complaint>(id());
  if (found == nullptr || desk.dice.chance(40)) return std::nullopt;
  const Grief& told = grief_of(found->kind);
  switch (found->status) {
    case registered:
    case reopened:
    case escalated: return assign(*found);
    case assigned:
      return by(found->handler, schema::InvestigateComplaint{
                                    .complaint = id(), .finding = std::string(told.finding)});
    case investigating:
      return by(found->handler,
                schema::ProposeSolution{.complaint = id(),
                                        .solution = std::string(told.solution),
                                        .compensation = 0});
    case solution_proposed:
      return by(found->handler, schema::ResolveComplaint{
                                    .complaint = id(), .outcome = std::string(told.outcome)});
    case resolved:
      return by(agent_but(found->handler),
                schema::ConfirmComplaint{.complaint = id(), .note = "用户表示满意"});
    case confirmed: return by(agent_but({}), schema::CloseComplaint{.complaint = id()});
    default: return std::nullopt;
  }
}

std::optional<Wish> CaseStep::of_incident() const {
  using enum schema::IncidentStatus;
  const auto* found = desk.known.find<schema::Incident>(id());
  if (found == nullptr) return std::nullopt;
  if (found->asked_severity != schema::Severity::none)
    return by(but(found->lowerer, dispatcher(), "admin"),
              schema::DecideIncidentLowering{
                  .incident = id(), .granted = false, .reason = "后果未明，暂不降级"});
  switch (found->status) {
    case reported:
      return by(dispatcher(), schema::ClassifyIncident{.incident = id(),
                                                       .severity = found->severity,
                                                       .reason = "现场情况已电话核实"});
    case classified:
      return by(dispatcher(), schema::RecordIncidentAction{
                                  .incident = id(), .action = "已派人到场，并安抚用户"});
    default: break;
  }
  // Found out in a day, reviewed above the outlet.
  if (!is_older_than(hours(20)) || desk.dice.chance(50)) return std::nullopt;
  switch (found->status) {
    case handling:
      return by(dispatcher(), schema::ResolveIncident{.incident = id(),
                                                      .cause = "现场勘查，原因已查明",
                                                      .outcome = "损失已赔付，用户认可"});
    case resolved: {
      const std::string above = "admin";
      if (found->resolver == above || found->reported_by == above) return std::nullopt;
      return by(above, schema::ReviewIncident{
                           .incident = id(), .passed = true, .reason = "原因清楚，处置得当"});
    }
    case reviewed: return by("admin", schema::CloseIncident{.incident = id()});
    default: return std::nullopt;
  }
}

std::optional<Wish> CaseStep::of_appeal() const {
  using enum schema::AppealOutcome;
  const auto* found = desk.known.find<schema::Liability>(id());
  const bool waits = found != nullptr && found->status == schema::LiabilityStatus::appealed;
  if (!waits || !is_older_than(hours(10))) return std::nullopt;
  schema::DecideLiabilityAppeal decide;
  decide.liability = id();
  decide.outcome = desk.dice.chance(60) ? upheld : lifted;
  decide.reason = decide.outcome == upheld ? "证据不足，维持原认定" : "新事实成立，责任免除";
  return by(but(found->attributed_by, "admin", dispatcher()), std::move(decide));
}

std::optional<Wish> CaseStep::of_override() const {
  using enum schema::WorkOrderStatus;
  const auto* order = desk.known.find<schema::WorkOrder>(item.order);
  const bool waits = order != nullptr && (order->status == assigned || order->status == scheduled ||
                                          order->status == accepted || order->status == on_hold);
  if (!waits || !is_older_than(minutes(40))) return std::nullopt;
  return by(but(item.by, desk.dice.chance(50) ? "1003" : "1004", "1002"),
            schema::OverrideDispatchCheck{.order = item.order,
                                          .technician = item.technician,
                                          .check = item.check,
                                          .reason = "已与用户说明"});
}

std::optional<Wish> CaseStep::appraise(const schema::ExchangeCase& found) const {
  std::string who = dispatcher();
  for (int i = 0; who == found.requester && i < desk.size.technicians; ++i)
    if (histories::outlet_of_technician(i, desk.size) == outlet())
      who = histories::technician_id(i);
  const bool ours = desk.dice.chance(85);
  schema::AppraiseUnit appraise;
  appraise.exchange = id();
  appraise.verdict = ours ? schema::AppraisalVerdict::defective : schema::AppraisalVerdict::caused;
  appraise.licence = "JD-ZJ-" + histories::padded(200 + outlet(), 4);
  appraise.finding = ours ? "通电即报故障，主板击穿，外观无损伤" : "机内进水，铭牌处有水渍，非产品原因";
  return by(std::move(who), std::move(appraise));
}

std::optional<Wish> CaseStep::decide(const schema::ExchangeCase& found) const {
  const std::string clerk = but(found.requester, "4001", "4002");
  if (found.verdict == schema::AppraisalVerdict::defective)
    return by(clerk, schema::ApproveExchange{.exchange = id(), .note = {}});
  return by(clerk, schema::RefuseExchange{.exchange = id(),
                                          .reason = "鉴定非产品质量问题，转收费维修"});
}

std::optional<Wish> CaseStep::send(const schema::ExchangeCase& found) const {
  if (found.remedy != schema::Remedy::exchange)
    return by("4002", schema::RefundCustomer{.exchange = id(), .receipt = paper("TK")});
  schema::ShipUnit ship;
  ship.exchange = id();
  ship.serial = paper("HX");
  ship.carrier = "德邦物流";
  ship.tracking = paper("DB");
  return by(keeper(), std::move(ship));
}

// Each hand some while after the one before.
std::optional<Wish> CaseStep::of_exchange() const {
  using enum schema::ExchangeStatus;
  const auto* found = desk.known.find<schema::ExchangeCase>(id());
  if (found == nullptr || desk.dice.chance(40)) return std::nullopt;
  switch (found->status) {
    case requested: return is_older_than(hours(3)) ? appraise(*found) : std::nullopt;
    case appraised: return is_older_than(hours(2)) ? decide(*found) : std::nullopt;
    case approved: return send(*found);
    case shipped:
    case refunded: {
      schema::CollectOldUnit collect;
      collect.exchange = id();
      collect.serial = found->serial;
      if (found->status == shipped) collect.new_serial = found->new_serial;
      return by(dispatcher(), std::move(collect));
    }
    case collected:
      return by(keeper(), schema::ReceiveOldUnit{
                              .exchange = id(), .serial = found->serial, .note = {}});
    case received:
      return by("4001", schema::SettleExchange{.exchange = id(),
                                               .settlement = paper("TH"),
                                               .claimed = found->price * 9 / 10});
    case refused:
    case settled:
      return by(agent_but({}), schema::CloseExchange{.exchange = id(), .note = "已告知用户"});
    default: return std::nullopt;
  }
}

std::optional<Wish> CaseStep::of_old_part() const {
  const auto* request = desk.known.find<schema::PartRequest>(id());
  if (request == nullptr || !is_older_than(hours(24))) return std::nullopt;
  schema::ReturnPart old;
  old.request = id();
  old.quantity = request->used - request->old_returned;
  if (old.quantity <= 0) return std::nullopt;
  old.condition = schema::PartCondition::old;
  return by(keeper(), std::move(old));
}

}  // namespace

std::optional<Wish> next_case(const schema::QueueRow& item, Desk desk) {
  const CaseStep step{desk, item};
  switch (item.queue) {
    case Queue::complaints: return step.of_complaint();
    case Queue::grave_orders: return step.of_incident();
    case Queue::liability_appeals: return step.of_appeal();
    case Queue::overrides_asked: return step.of_override();
    case Queue::exchanges_to_appraise:
    case Queue::exchanges_to_approve:
    case Queue::exchanges_under_way: return step.of_exchange();
    case Queue::old_parts_due: return step.of_old_part();
    default: return std::nullopt;
  }
}

Wish new_complaint(const schema::QueueRow& item, Desk desk) {
  const Grief& told = desk.dice.pick(griefs);
  schema::RegisterComplaint complaint;
  complaint.order = item.order;
  complaint.kind = told.kind;
  complaint.text = told.text;
  if (told.kind == schema::ComplaintKind::attitude) {
    complaint.accused_technician = item.technician;
    complaint.confidential = desk.dice.chance(30);
  }
  return {.at = desk.now,
          .who = desk.dice.chance(50) ? "1001" : "1002",
          .commands = {std::move(complaint)}};
}

Wish new_exchange(Desk desk) {
  const auto stamp = to_ms(desk.now) / 1000 % 10'000'000;
  const int regular = static_cast<int>(desk.dice.below(desk.size.regulars));
  const auto& product = desk.dice.pick(histories::products());
  const std::int32_t sold_on =
      histories::date_of(desk.now) - 3 - static_cast<std::int32_t>(desk.dice.below(3));
  schema::RegisterAsset machine;
  machine.asset = "A-L" + std::to_string(stamp);
  machine.brand = product.brand;
  machine.category = product.category;
  machine.model = product.model;
  machine.serial = "SN6" + std::to_string(stamp);
  machine.customer = histories::regular_id(regular);
  machine.sold_on = sold_on;
  machine.invoice = "FP6" + std::to_string(stamp);
  schema::StartWarranty start;
  start.asset = machine.asset;
  start.source = schema::WarrantySource::invoice;
  start.proved_on = sold_on;
  start.document = machine.invoice;
  start.price = 180'000 + 10'000 * desk.dice.below(40);
  schema::RegisterWorkOrder call;
  call.order = "WO-L" + std::to_string(stamp);
  call.service_type = schema::ServiceType::repair;
  call.source = schema::OrderSource::own;
  call.asset = machine.asset;
  call.symptom = "新机通电即报故障";
  call.outlet = histories::outlet_id(histories::outlet_of_regular(regular, desk.size));
  schema::RequestExchange request;
  request.order = call.order;
  request.remedy = desk.dice.chance(40) ? schema::Remedy::refund : schema::Remedy::exchange;
  request.reason = "新机七日内故障";
  return {.at = desk.now,
          .who = desk.dice.chance(50) ? "1001" : "1002",
          .commands = {std::move(machine), std::move(start), std::move(call),
                       std::move(request)}};
}

}  // namespace kintsugi::api
