// A machine of a lively company's customer that fails in its first days is exchanged, or its price
// is paid back: asked for by the technician, appraised, approved, shipped, collected, settled.

#include "core/claims/claim.h"
#include "core/histories/asides.h"
#include "core/histories/duties.h"
#include "schema/asset_commands.h"
#include "schema/exchange_case_commands.h"
#include "schema/machine_appraisal_commands.h"
#include "schema/returned_machine_commands.h"
#include "schema/warranty_commands.h"

namespace kintsugi::histories {

using std::chrono::minutes;

namespace {

constexpr std::int64_t day_minutes = 24 * 60;
constexpr std::int32_t return_days = 6, exchange_days = 14;  // within the policy's (duties)

}  // namespace

void Aside::exchange() {
  const auto begun = when("start_work");
  const std::string who = technician();
  if (plan.type != schema::ServiceType::repair || !begun || who.empty()) return;
  const auto* machine = wanted<schema::RegisterAsset>();
  if (machine == nullptr) return;
  const std::int32_t days = date_of(plan.at) - machine->sold_on;
  if (days > exchange_days || !dice.chance(90)) return;
  const std::int64_t price = 180'000 + 10'000 * dice.below(40);
  schema::StartWarranty start;
  start.asset = machine->asset;
  start.source = schema::WarrantySource::invoice;
  start.proved_on = machine->sold_on;
  start.document = machine->invoice;
  start.price = price;
  add(plan.at + minutes(11), agent(), std::move(start));
  const bool refund = days <= return_days && dice.chance(70);
  schema::RequestExchange request;
  request.order = order;
  request.remedy = refund ? schema::Remedy::refund : schema::Remedy::exchange;
  request.reason = refund ? "新机七日内故障，用户要求退货" : "新机故障，用户要求换新";
  const Instant asked = *begun + minutes(25);
  add(asked, who, std::move(request));
  if (!dice.chance(13)) appraise(asked, price, refund);  // nobody has looked at it yet
}

void Aside::appraise(Instant asked, std::int64_t price, bool refund) {
  const bool ours = dice.chance(88);
  schema::AppraiseUnit appraise;
  appraise.exchange = asset();
  appraise.verdict =
      ours ? schema::AppraisalVerdict::defective : schema::AppraisalVerdict::caused;
  appraise.licence = "JD-ZJ-" + padded(200 + plan.outlet, 4);
  appraise.finding = ours ? "通电即报故障，主板击穿，外观无损伤" : "机内进水，铭牌处有水渍，非产品原因";
  const Instant appraised = office(asked, 8 * 60, 3 * day_minutes);
  add(appraised, dispatcher, std::move(appraise));
  if (dice.chance(13)) return;  // it waits for the second pair of eyes
  const std::string_view clerk = dice.chance(50) ? "4001" : "4002";
  const Instant decided = office(appraised, 8 * 60, 2 * day_minutes);
  if (ours) {
    add(decided, clerk, schema::ApproveExchange{.exchange = asset(), .note = {}});
    return hand_over(decided, price, refund);
  }
  add(decided, clerk,
      schema::RefuseExchange{.exchange = asset(), .reason = "鉴定非产品质量问题，转收费维修"});
  add(office(decided, 60, 2 * day_minutes), agent(),
      schema::CloseExchange{.exchange = asset(), .note = "已向用户说明"});
}

// Some repairs are looked at once more: whose fault it was decides who pays.
void Aside::appraised() {
  const auto done = when("complete_work_order");
  if (plan.type != schema::ServiceType::repair || !done || asset().empty() || !seldom(300)) return;
  const bool ours = dice.chance(75);
  schema::AppraiseMachine one;
  one.order = order;
  one.verdict = ours ? schema::AppraisalVerdict::defective : schema::AppraisalVerdict::caused;
  one.licence = "JD-ZJ-" + padded(200 + plan.outlet, 4);
  one.finding = ours ? "拆下件有制造缺陷，外壳完好" : "电源曾超压，非产品原因";
  add(office(*done, 60, 3 * day_minutes), dispatcher, std::move(one));
}

void Aside::hand_over(Instant decided, std::int64_t price, bool refund) {
  const std::string nth = std::to_string(300'000 + plan.number), unit = asset();
  schema::CollectOldUnit collect;
  collect.exchange = unit;
  collect.serial = serial();
  Instant at = office(decided, 120, 3 * day_minutes);
  if (refund) {
    add(at, "4002", schema::RefundCustomer{.exchange = unit, .receipt = "TK" + nth});
  } else {
    collect.new_serial = "HX" + nth;
    schema::ShipUnit ship;
    ship.exchange = unit;
    ship.serial = collect.new_serial;
    ship.carrier = "德邦物流";
    ship.tracking = "DB" + nth;
    add(at, keeper, std::move(ship));
  }
  at = office(at, day_minutes, 4 * day_minutes);
  add(at, technician(), std::move(collect));
  if (dice.chance(4)) return;  // the old one has not come in
  at = office(at, 120, 2 * day_minutes);
  add(at, keeper, schema::ReceiveOldUnit{.exchange = unit, .serial = serial(), .note = {}});
  if (dice.chance(70)) {
    const auto number = core::claims::claim_of_brand(plan.product.brand, serial());
    using enum schema::MachineRelease;
    add(office(at, 2 * day_minutes, 9 * day_minutes), keeper,
        schema::ReleaseReturnedMachine{.machine = number.id,
                                       .released_for = dice.chance(60) ? to_maker : for_parts,
                                       .document = "CF" + nth});
  }
  at = office(at, 2 * day_minutes, 7 * day_minutes);
  add(at, "4001",
      schema::SettleExchange{
          .exchange = unit, .settlement = "TH" + nth, .claimed = price * 9 / 10});
  if (dice.chance(92))
    add(office(at, 60, 2 * day_minutes), agent(),
        schema::CloseExchange{.exchange = unit, .note = "已告知用户"});
}

}  // namespace kintsugi::histories
