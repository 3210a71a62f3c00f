// Exchange cases, returned machines, bulletins; remedies of orders.

#include "core/calendar/dates.h"
#include "schema/asset.h"
#include "schema/bulletin.h"
#include "schema/exchange_case.h"
#include "schema/machine_appraisal.h"
#include "schema/returned_machine.h"
#include "schema/warranty.h"
#include "schema/warranty_policy.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {
namespace {

using schema::Remedy;
using Status = schema::ExchangeStatus;

std::int32_t day(std::string_view text) { return core::calendar::parse_date(text).value(); }

bool reaches(Status status, Status step) {
  if (status == Status::withdrawn) return step == Status::requested;
  if (status == Status::refused) return step <= Status::appraised;
  return step <= status;
}

// Of A-1: asked for by call, appraised by tech1, approved by acc; SN00000077 is shipped.
Given exchange_in(Status status, Remedy remedy) {
  Given given = with_entitlement(order_in(schema::WorkOrderStatus::in_progress));
  const auto step = [&](Status of, const char* who, schema::Command command) {
    if (reaches(status, of)) given.as(person(who)).when(std::move(command)).then_accepted();
  };
  const std::string a = "A-1", why = "用户要求";
  step(Status::requested, "call",
       schema::RequestExchange{.order = "WO-1", .remedy = remedy, .reason = why});
  step(Status::appraised, "tech1",
       schema::AppraiseUnit{.exchange = a,
                            .verdict = schema::AppraisalVerdict::defective,
                            .licence = "JD-1",
                            .finding = "不启动"});
  step(Status::approved, "acc", schema::ApproveExchange{.exchange = a});
  if (remedy == Remedy::exchange) {
    step(Status::shipped, "keeper", schema::ShipUnit{.exchange = a, .serial = "SN00000077"});
  } else {
    step(Status::refunded, "acc", schema::RefundCustomer{.exchange = a, .receipt = "TK-1"});
  }
  step(Status::collected, "tech1",
       schema::CollectOldUnit{.exchange = a,
                              .serial = "SN00000001",
                              .new_serial = remedy == Remedy::exchange ? "SN00000077" : ""});
  step(Status::received, "keeper",
       schema::ReceiveOldUnit{.exchange = a, .serial = "SN00000001"});
  step(Status::settled, "acc", schema::SettleExchange{.exchange = a, .settlement = "JS-1"});
  step(Status::closed, "call", schema::CloseExchange{.exchange = a});
  if (status == Status::refused)
    given.as(person("acc")).when(schema::RefuseExchange{.exchange = a, .reason = why});
  if (status == Status::withdrawn)
    given.as(person("call")).when(schema::WithdrawExchange{.exchange = a, .reason = why});
  given.then_accepted();
  return given;
}

Given exchange_column(std::size_t column) {
  const auto status = static_cast<Status>(column);
  if (status == Status::none)
    return with_entitlement(order_in(schema::WorkOrderStatus::in_progress));
  return exchange_in(status,
                     status == Status::refunded ? Remedy::refund : Remedy::exchange);
}

// The same on the way to a refund.
Given refund_column(std::size_t column) {
  const auto status = static_cast<Status>(column);
  if (status == Status::none || status == Status::shipped) return exchange_column(column);
  return exchange_in(status, Remedy::refund);
}

// None, in stock at S1, released, withdrawn.
Given returned_in(std::size_t column) {
  Given given = company();
  given.as(person("boss"));
  if (column == 0) return given;
  given.when(schema::ReceiveReturnedMachine{
      .brand = "haier", .model = "KFR-35", .serial = "SN00000500", .outlet = "S1"});
  if (column == 2) {
    given.when(schema::ReleaseReturnedMachine{
        .machine = "haier:SN00000500", .released_for = schema::MachineRelease::scrapped});
  }
  if (column == 3) {
    given.when(
        schema::WithdrawReturnedMachine{.machine = "haier:SN00000500", .reason = "看错"});
  }
  given.then_accepted();
  return given;
}

// None, about A-1, withdrawn.
Given bulletin_in(std::size_t column) {
  Given given = company();
  given.history("A-1", schema::AssetCorrected{.brand = "haier",
                                              .category = "ac",
                                              .model = "KFR-35",
                                              .serial = "SN00000001",
                                              .customer = "C-1"});
  given.as(person("boss"));
  if (column == 0) return given;
  given.when(schema::PublishBulletin{.bulletin = "QX-1",
                                     .brand = "haier",
                                     .model = "KFR-35",
                                     .title = "接线松动",
                                     .text = "检查端子"});
  if (column == 2) given.when(schema::WithdrawBulletin{.bulletin = "QX-1", .reason = "误报"});
  given.then_accepted();
  return given;
}

Given machine_appraisal_in(std::size_t column) {
  Given given = company();
  given.history("haier:SN00000500",
                schema::ReturnedMachineReceived{.brand = "haier",
                                                .model = "KFR-35",
                                                .serial = "SN00000500",
                                                .outlet = "S1",
                                                .returned_from = schema::ReturnedFrom::trade});
  if (column == 0) return given;
  given.history("AP-1",
                schema::MachineAppraised{.returned_machine = "haier:SN00000500",
                                         .outlet = "S1",
                                         .verdict = schema::AppraisalVerdict::not_defective,
                                         .licence = "JD-1",
                                         .finding = "正常",
                                         .appraiser = column == 2 ? "tech1" : "boss"});
  if (column == 2) given.history("AP-1", schema::MachineAppraisalAppealed{.reason = "新报告"});
  if (column == 3) given.history("AP-1", schema::MachineAppraisalWithdrawn{.reason = "写错"});
  return given;
}

}  // namespace

Given with_entitlement(Given given) {
  given.history("default", schema::WarrantyPolicyDrafted{.name = "三包",
                                                         .version = 1,
                                                         .effective_from = day("1995-08-25"),
                                                         .author = "acc",
                                                         .lines = {{.machine_months = 12,
                                                                    .return_days = 7,
                                                                    .exchange_days = 15}}});
  given.history("default", schema::WarrantyPolicyApproved{.version = 1, .approver = "boss"});
  given.history("default", schema::WarrantyPolicyPublished{.version = 1, .publisher = "acc"});
  given.history("A-1",
                schema::WarrantyStarted{.asset = "A-1",
                                        .start = {.source = schema::WarrantySource::invoice,
                                                  .proved_on = day("2026-02-25"),
                                                  .started_on = day("2026-02-25"),
                                                  .document = "FP-1",
                                                  .price = 400'000}});
  return given;
}

std::vector<Row> exchange_rows() {
  constexpr const char* pst = "already_posted";
  constexpr const char* cnl = "already_canceled";
  const auto entitled = [](std::size_t column) {
    return with_entitlement(order_in(static_cast<schema::WorkOrderStatus>(column)));
  };
  const auto due = [entitled](std::size_t column) {
    Given given = entitled(column);
    given.history("A-1", schema::ExchangeEntitled{.order = "WO-1",
                                                  .gate = schema::WarrantyGate::failed_repairs,
                                                  .asset = "A-1"});
    return given;
  };
  const auto declined = [due](std::size_t column) {
    Given given = due(column);
    given.history("A-1", schema::ExchangeDeclined{.order = "WO-1", .reason = "不换", .at = 1});
    return given;
  };
  const std::vector<std::string_view> until_posted = {
      "not_registered", ok, ok, ok, ok, ok, ok, ok, ok, ok, ok, pst, cnl};
  return {{schema::RequestExchange{.order = "WO-1", .remedy = Remedy::exchange, .reason = "要求"},
           until_posted, "boss", entitled},
          {schema::DecideRemedy{.order = "WO-1", .remedy = Remedy::exchange}, until_posted, "boss",
           entitled},
          // Of an order that is over, too.
          {schema::DeclineExchange{.order = "WO-1", .reason = "愿意再修"},
           {"not_registered", ok, ok, ok, ok, ok, ok, ok, ok, ok, ok, ok, ok}, "boss", due},
          {schema::WithdrawExchangeDecline{.order = "WO-1", .reason = "又想换"},
           {"not_registered", ok, ok, ok, ok, ok, ok, ok, ok, ok, ok, ok, ok}, "boss", declined}};
}

Table exchange_cases() {
  const std::string a = "A-1", why = "用户要求";
  constexpr const char* opn = "open_case";
  constexpr const char* had = "already_remedied";
  constexpr const char* nrq = "not_requested";
  constexpr const char* nap = "not_appraised";
  constexpr const char* nyt = "not_approved";
  constexpr const char* nou = "nothing_out";
  constexpr const char* nco = "not_collected";
  constexpr const char* nre = "not_received";
  constexpr const char* nse = "not_settled";
  constexpr const char* over = "under_way";
  constexpr const char* step = "nothing_to_take_back";
  return {
      "exchange_case",
      {"none", "requested", "appraised", "approved", "refused", "shipped", "refunded", "collected",
       "received", "settled", "closed", "withdrawn"},
      exchange_column,
      {{schema::RequestExchange{.order = "WO-1", .remedy = Remedy::exchange, .reason = why},
        {ok, opn, opn, opn, ok, opn, opn, opn, opn, had, had, ok}},
       {schema::AppraiseUnit{.exchange = a,
                             .verdict = schema::AppraisalVerdict::defective,
                             .licence = "JD-1",
                             .finding = "不启动"},
        {no, ok, nrq, nrq, nrq, nrq, nrq, nrq, nrq, nrq, nrq, nrq}},
       {schema::AppealAppraisal{.exchange = a, .reason = why},
        {no, nap, ok, nap, ok, nap, nap, nap, nap, nap, nap, nap}},
       {schema::ApproveExchange{.exchange = a},
        {no, nap, ok, nap, nap, nap, nap, nap, nap, nap, nap, nap}},
       {schema::RefuseExchange{.exchange = a, .reason = why},
        {no, nap, ok, nap, nap, nap, nap, nap, nap, nap, nap, nap}},
       {schema::ShipUnit{.exchange = a, .serial = "SN00000077"},
        {no, nyt, nyt, ok, nyt, nyt, nyt, nyt, nyt, nyt, nyt, nyt}},
       {schema::RefundCustomer{.exchange = a, .receipt = "TK-1"},
        {no, nyt, nyt, ok, nyt, nyt, nyt, nyt, nyt, nyt, nyt, nyt}, "boss", refund_column},
       {schema::CollectOldUnit{.exchange = a, .serial = "SN00000001", .new_serial = "SN00000077"},
        {no, nou, nou, nou, nou, ok, "not_shipped", nou, nou, nou, nou, nou}},
       {schema::CollectOldUnit{.exchange = a, .serial = "SN00000001"},
        {no, nou, nou, nou, nou, "not_shipped", ok, nou, nou, nou, nou, nou}},
       {schema::ReceiveOldUnit{.exchange = a, .serial = "SN00000001"},
        {no, nco, nco, nco, nco, nco, nco, ok, nco, nco, nco, nco}},
       {schema::SettleExchange{.exchange = a, .settlement = "JS-1", .claimed = 400'000},
        {no, nre, nre, nre, nre, nre, nre, nre, ok, nre, nre, nre}},
       {schema::CloseExchange{.exchange = a},
        {no, nse, nse, nse, ok, nse, nse, nse, nse, ok, nse, nse}},
       {schema::TakeBackExchangeStep{.exchange = a, .reason = why},
        {no, step, ok, ok, ok, ok, ok, ok, ok, ok, ok, step}},
       {schema::WithdrawExchange{.exchange = a, .reason = why},
        {no, ok, ok, ok, over, over, over, over, over, over, over, over}}}};
}

Table returned_machines() {
  const std::string m = "haier:SN00000500", why = "看错";
  constexpr const char* out = "not_in_stock";
  return {"returned_machine",
          {"none", "in_stock", "released", "withdrawn"},
          returned_in,
          {{schema::ReceiveReturnedMachine{
                .brand = "haier", .model = "KFR-35", .serial = "SN00000500", .outlet = "S1"},
            {ok, "already_in", ok, ok}},
           {schema::ReleaseReturnedMachine{.machine = m,
                                           .released_for = schema::MachineRelease::scrapped},
            {no, ok, out, out}},
           {schema::RestoreReturnedMachine{.machine = m, .reason = why},
            {no, "not_released", ok, "not_released"}},
           {schema::WithdrawReturnedMachine{.machine = m, .reason = why}, {no, ok, out, out}}}};
}

Table bulletins() {
  constexpr const char* off = "not_published";
  return {"bulletin",
          {"none", "published", "withdrawn"},
          bulletin_in,
          {{schema::PublishBulletin{.bulletin = "QX-1",
                                    .brand = "haier",
                                    .model = "KFR-35",
                                    .title = "接线松动",
                                    .text = "检查端子"},
            {ok, "exists", "exists"}},
           {schema::WithdrawBulletin{.bulletin = "QX-1", .reason = "误报"}, {no, ok, off}},
           {schema::OrderForBulletin{.bulletin = "QX-1", .asset = "A-1"}, {no, ok, off}},
           {schema::TellOwner{.bulletin = "QX-1", .asset = "A-1"}, {no, ok, off}}}};
}

Table machine_appraisals() {
  constexpr const char* not_now = "not_appraised";
  return {"machine_appraisal",
          {"none", "appraised", "appealed", "withdrawn"},
          machine_appraisal_in,
          {{schema::AppraiseMachine{.appraisal = "AP-1",
                                    .returned_machine = "haier:SN00000500",
                                    .verdict = schema::AppraisalVerdict::defective,
                                    .licence = "JD-7",
                                    .finding = "压缩机卡缸"},
            {ok, "exists", ok, "exists"}},
           {schema::AppealMachineAppraisal{.appraisal = "AP-1", .reason = "新检测报告"},
            {no, ok, not_now, not_now}},
           {schema::WithdrawMachineAppraisal{.appraisal = "AP-1", .reason = "写错机器"},
            {no, ok, not_now, not_now}}}};
}

}  // namespace kintsugi::tests
