#include "api/demo/next_duty.h"

#include <array>
#include <chrono>
#include <string>
#include <utility>

#include "core/histories/duties.h"
#include "schema/advance_part_commands.h"
#include "schema/asset_commands.h"
#include "schema/care_commands.h"
#include "schema/charge_finding_commands.h"
#include "schema/charge_finding_state.h"
#include "schema/exchange_case_commands.h"
#include "schema/install_card_commands.h"
#include "schema/interaction_commands.h"
#include "schema/roster_commands.h"
#include "schema/subcontract_commands.h"
#include "schema/subcontract_state.h"
#include "schema/warranty_claim_commands.h"
#include "schema/work_order_appointment_commands.h"
#include "schema/work_order_intake_commands.h"
#include "schema/work_order_life_commands.h"
#include "schema/work_order_paper_commands.h"
#include "schema/work_order_review_commands.h"
#include "schema/workshop_unit_commands.h"

namespace kintsugi::api {

namespace {

using histories::Wish;
using schema::Queue;
using std::chrono::hours;
using std::chrono::minutes;

struct DutyStep {
  Desk desk;
  const schema::QueueRow& item;
  const std::string& order = item.order;

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
  std::string agent() const { return desk.dice.chance(50) ? "1001" : "1002"; }
  std::string clerk() const { return desk.dice.chance(50) ? "4001" : "4002"; }
  std::string subject() const { return item.subject.substr(item.subject.find('/') + 1); }
  bool is_older_than(std::chrono::minutes age) const {
    return instant_from_ms(item.since) + age <= desk.now;
  }
  // Midnight in Shanghai, so many days from now.
  Instant day_after(int days) const {
    const auto today = std::chrono::floor<std::chrono::days>(desk.now + hours(8));
    return Instant(today) - hours(8) + hours(24 * days);
  }

  std::optional<Wish> of_money() const;
  std::optional<Wish> of_subcontract() const;
  std::optional<Wish> of_machine() const;
  std::optional<Wish> of_exchange() const;
  std::optional<Wish> of_visit() const;
  std::optional<Wish> of_ticket() const;
  std::optional<Wish> of_customer() const;
  std::optional<Wish> of_things() const;
};

std::optional<Wish> DutyStep::of_money() const {
  using schema::ChargeFindingStatus;
  const auto* found = desk.known.find<schema::ChargeFinding>(order);
  if (found == nullptr) return std::nullopt;
  if (found->status == ChargeFindingStatus::opened)
    return by(agent(),
              schema::AssignChargeFinding{.order = order, .assignee = dispatcher()});
  if (found->status == ChargeFindingStatus::assigned)
    return by(dispatcher(),
              schema::ExplainChargeFinding{.order = order, .note = "已向用户和技术员核实"});
  return by(clerk(), schema::CloseChargeFinding{.order = order,
                                                .outcome = schema::ChargeFindingOutcome::unfounded,
                                                .note = "核查完毕"});
}

std::optional<Wish> DutyStep::of_subcontract() const {
  const auto* found = desk.known.find<schema::Subcontract>(order);
  if (found == nullptr) return std::nullopt;
  if (item.queue == Queue::subcontracts_to_approve)
    return by(clerk(), schema::ApproveSubcontract{.order = order, .answer = "同意"});
  if (!is_older_than(hours(20))) return std::nullopt;
  return by(dispatcher(),
            schema::ReportSubcontract{
                .order = order,
                .cost = found->cost_expected,
                .invoice = "WX" + std::to_string(to_ms(desk.now) % 10'000'000'000),
                .result = "第三方已修复"});
}

// The next one in a year; of a warranty that ends there is none.
std::optional<Wish> DutyStep::of_machine() const {
  if (item.date_kind == schema::AssetDateKind::warranty)
    return by(agent(), schema::CloseAssetDate{.asset = subject(),
                                              .date_kind = item.date_kind,
                                              .reason = "已告知用户保修到期"});
  schema::AnswerAssetDate answer;
  answer.asset = subject();
  answer.date_kind = item.date_kind;
  answer.next = histories::date_of(desk.now) + 365;
  answer.note = "已约上门保养";
  return by(agent(), std::move(answer));
}

// He is asked, and would rather have it mended.
std::optional<Wish> DutyStep::of_exchange() const {
  if (!is_older_than(hours(48))) return std::nullopt;
  return by(agent(), schema::DeclineExchange{.order = order, .reason = "用户愿意等修好，不换机"});
}

std::optional<Wish> DutyStep::of_visit() const {
  if (!is_older_than(minutes(30))) return std::nullopt;
  if (item.queue == Queue::abnormal_visits)
    return by(dispatcher(),
              schema::CancelWorkOrder{.order = order, .reason = "上门异常，用户同意取消"});
  const Instant day = day_after(2);
  return by(agent(), schema::AgreeAppointment{.order = order,
                                              .starts_at = to_ms(day + hours(8)),
                                              .ends_at = to_ms(day + hours(18)),
                                              .asked_by = schema::AskedBy::customer});
}

std::optional<Wish> DutyStep::of_ticket() const {
  switch (item.queue) {
    case Queue::to_review:
      return by(dispatcher(), schema::ReviewWorkOrder{.order = order, .note = {}});
    case Queue::to_clear:
      return by(clerk(), schema::ClearTicket{.order = order});
    default: break;
  }
  const bool refuses = desk.dice.chance(50);
  return by(clerk(), schema::AuditWarranty{.order = subject(),
                                           .verdict = refuses ? schema::AuditVerdict::refuse
                                                              : schema::AuditVerdict::accept,
                                           .reason = refuses ? "凭证或期限不符合三包政策" : ""});
}

std::optional<Wish> DutyStep::of_customer() const {
  if (item.queue == Queue::contacts)
    return by(agent(), schema::CloseInteraction{.interaction = subject(),
                                                .outcome = schema::InteractionOutcome::answered,
                                                .note = "已答复"});
  if (item.queue == Queue::suggestions)
    return by("admin", schema::AnswerSuggestion{.suggestion = subject(),
                                                .answer = "已转厂家产品部"});
  if (item.queue == Queue::urgent) {
    if (!is_older_than(hours(2))) return std::nullopt;
    return by(dispatcher(),
              schema::SettleEscalation{.order = order, .reason = "已与用户约定，用户同意等候"});
  }
  if (item.due_at > to_ms(desk.now)) return std::nullopt;
  schema::RecordCareCall record;
  record.call = subject();
  record.note = "使用正常";
  return by(agent(), std::move(record));
}

std::optional<Wish> DutyStep::of_things() const {
  switch (item.queue) {
    case Queue::cards_lost:
      return by(keeper(), schema::DecideCardLoss{.card = subject(), .reject = false, .reason = {}});
    case Queue::old_parts_owed:
      if (!is_older_than(hours(72))) return std::nullopt;
      return by(keeper(), schema::ReturnAdvancePart{
                              .advance = subject(),
                              .warehouse = histories::warehouse_id(outlet())});
    default: break;
  }
  if (!is_older_than(hours(24))) return std::nullopt;
  return by(dispatcher(),
            schema::ReturnUnit{.unit = subject(), .returned_at = 0, .received_by = "本人"});
}

Wish contact(Desk desk) {
  constexpr std::array<std::string_view, 5> said = {"咨询空调清洗价格", "询问保修政策",
                                                    "询问最近的服务网点", "要求补开发票",
                                                    "询问何时能上门"};
  constexpr std::array channels = {schema::Channel::phone, schema::Channel::wechat,
                                   schema::Channel::chat, schema::Channel::web};
  schema::LogInteraction log;
  log.channel = desk.dice.pick(channels);
  log.phone = std::to_string(13'500'000'000 + desk.dice.below(89'999'999));
  log.summary = desk.dice.pick(said);
  return {.at = desk.now,
          .who = desk.dice.chance(50) ? "1001" : "1002",
          .commands = {std::move(log)}};
}

}  // namespace

std::optional<histories::Wish> next_duty(const schema::QueueRow& item, Desk desk) {
  const DutyStep step{desk, item};
  switch (item.queue) {
    case Queue::charge_findings: return step.of_money();
    case Queue::subcontracts_to_approve:
    case Queue::subcontracted: return step.of_subcontract();
    case Queue::machines_due: return step.of_machine();
    case Queue::appointments_to_agree:
    case Queue::abnormal_visits: return step.of_visit();
    case Queue::to_review:
    case Queue::to_clear:
    case Queue::warranty_to_audit: return step.of_ticket();
    case Queue::contacts:
    case Queue::suggestions:
    case Queue::urgent:
    case Queue::care_calls: return step.of_customer();
    case Queue::cards_lost:
    case Queue::old_parts_owed:
    case Queue::units_in_workshop: return step.of_things();
    case Queue::exchanges_to_open: return step.of_exchange();
    case Queue::leaves_to_decide:
      return step.by(step.dispatcher(), schema::ApproveLeave{.leave = step.subject(),
                                                             .answer = "同意",
                                                             .booked_reason = {}});
    default: return std::nullopt;
  }
}

histories::Wish next_news(Desk desk) {
  if (!desk.dice.chance(6)) return contact(desk);
  const auto technician = static_cast<int>(desk.dice.below(desk.size.technicians));
  const auto today = std::chrono::floor<std::chrono::days>(desk.now + hours(8));
  const Instant begin = Instant(today) - hours(8) + hours(24 * (12 + desk.dice.below(30)));
  schema::RequestLeave request;
  request.technician = histories::technician_id(technician);
  request.kind = schema::LeaveKind::annual;
  request.starts_at = to_ms(begin);
  request.ends_at = to_ms(begin + hours(24));
  request.reason = "年假";
  return {.at = desk.now, .who = request.technician, .commands = {std::move(request)}};
}

}  // namespace kintsugi::api
