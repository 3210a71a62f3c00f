// What the warranty says of an order at a lively company: whose the fault is, evaluated, claimed,
// audited by somebody else, and appealed against.

#include "core/histories/asides.h"
#include "core/histories/duties.h"
#include "schema/exchange_case_commands.h"
#include "schema/warranty_claim_commands.h"
#include "schema/warranty_commands.h"
#include "schema/work_order_warranty_commands.h"

namespace kintsugi::histories {

using std::chrono::minutes;

void Aside::warranty() {
  const auto begun = when("start_work");
  if (begun && plan.type == schema::ServiceType::repair && seldom(1'500)) {
    using enum schema::CauseClass;
    const bool ours = dice.chance(80);
    add(*begun + minutes(19), dispatcher,
        schema::ClassifyFaultCause{.order = order,
                                   .cause_class = ours ? product : dice.chance(50) ? misuse
                                                                                   : human_damage,
                                   .note = ours ? "" : "现场见外力损坏痕迹",
                                   .photo_hash = {}});
  }
  if (asset().empty()) return;
  if (seldom(1'500)) {
    schema::StartWarranty start;
    start.asset = asset();
    start.source = schema::WarrantySource::invoice;
    start.proved_on = date_of(plan.at) - static_cast<std::int32_t>(dice.below(20));
    start.document = invoice();
    add(plan.at + minutes(16), agent(), std::move(start));
  }
  // A unit that stays in the workshop for a month is to be exchanged.
  if (const auto taken = when("pick_up_unit"); taken && !when("return_unit")) {
    const Instant month = *taken + minutes(32 * 24 * 60);
    add(month, agent(),
        schema::EvaluateThreeGuarantees{.order = order, .on = date_of(month)});
    exchange_due(month);
  }
  if (plan.machine) {
    // Where its repairs have failed often enough, he is asked at once; most want it repaired.
    Dice own(seed_of(plan.number, 10));
    if (own.chance(97))
      add(plan.at + minutes(20 + own.below(30)), agent(),
          schema::DeclineExchange{.order = order, .reason = "用户要求先修，暂不换机"})
          .where_possible = true;
    return;
  }
  if (seldom(2'000))
    add(plan.at + minutes(18), agent(),
        schema::EvaluateThreeGuarantees{.order = order, .on = 0});
  if (begun && plan.type == schema::ServiceType::repair && seldom(900)) claim();
}

// He is asked whether he wants it; most wait for that still.
void Aside::exchange_due(Instant since) {
  Dice own(seed_of(plan.number, 9));
  const Instant asked = since + minutes(60 + own.below(8 * 60));
  const std::string_view who = agents[own.below(4)];
  if (own.chance(85)) return;
  if (own.chance(40)) {
    add(asked, who,
        schema::DeclineExchange{.order = order, .reason = "用户愿意等修好，不换机"});
    return;
  }
  schema::RequestExchange request;
  request.order = order;
  request.remedy = schema::Remedy::exchange;
  request.on = date_of(since);
  request.reason = "修理逾三十日，用户要求换机";
  add(asked, who, std::move(request));
}

void Aside::claim() {
  const auto done = when("report_work_done");
  const std::string who = technician();
  if (!done || who.empty()) return;
  schema::ClaimWarranty claim;
  claim.order = order;
  claim.invoice = invoice();
  claim.serial = serial();
  claim.note = "用户出示发票，机号与装置一致";
  add(*done + minutes(3), who, std::move(claim));
  const std::string_view auditor = dice.chance(50) ? "4001" : "4002";
  const Instant decided = office(*done, 12 * 60, 60 * 60);
  using enum schema::AuditVerdict;
  // What the rules do not let pass is refused; and some of the rest.
  if (dice.chance(85))
    add(decided, auditor, schema::AuditWarranty{.order = order, .verdict = accept, .reason = {}});
  add(decided + minutes(1), auditor,
      schema::AuditWarranty{.order = order, .verdict = refuse, .reason = "凭证或期限不符合三包政策"});
  if (!dice.chance(10)) return;
  const Instant appealed = office(decided, 120, 20 * 60);
  schema::AppealWarranty appeal;
  appeal.order = order;
  appeal.reason = "补交发票原件，请复核";
  add(appealed, dispatcher, std::move(appeal));
  add(office(appealed, 24 * 60, 60 * 60), auditor == "4001" ? "4002" : "4001",
      schema::AuditWarranty{.order = order, .verdict = refuse, .reason = "复核后维持原结论"});
}

}  // namespace kintsugi::histories
