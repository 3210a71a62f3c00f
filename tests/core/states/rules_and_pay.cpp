// Tariffs, wage rules, the service policy; what orders earn and the monthly run; saved queries.

#include "core/calendar/dates.h"
#include "schema/saved_query.h"
#include "schema/service_policy.h"
#include "schema/tariff.h"
#include "schema/wage.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {
namespace {


std::int32_t day(std::string_view date) { return core::calendar::parse_date(date).value(); }

// A version: none, drafted by acc, published, withdrawn.
template <class Drafted, class Published, class Withdrawn>
Given version_in(std::size_t column, const char* id, Drafted drafted, Published published,
                 Withdrawn withdrawn) {
  Given given = company();
  if (column == 0) return given;
  drafted.name = "规则";
  drafted.version = 1;
  drafted.author = "acc";
  given.history(id, drafted);
  if (column == 2) published.version = 1, given.history(id, published);
  if (column == 3) withdrawn.version = 1, given.history(id, withdrawn);
  return given;
}

Given tariff_in(std::size_t column) {
  return version_in(column, "TF-7", schema::TariffDrafted{}, schema::TariffPublished{},
                    schema::TariffDraftWithdrawn{});
}
Given wage_rule_in(std::size_t column) {
  return version_in(column, "R1", schema::WageRuleDrafted{}, schema::WageRulePublished{},
                    schema::WageRuleDraftWithdrawn{});
}

// The same, in force from the day after tomorrow.
template <class Drafted, class Published, class Withdrawn>
std::function<Given(std::size_t)> coming(const char* id, Drafted drafted, Published published,
                                         Withdrawn withdrawn) {
  drafted.effective_from = day("2026-03-04");
  published.publisher = "acc";
  return [=](std::size_t column) { return version_in(column, id, drafted, published, withdrawn); };
}

Given wage_order_in(std::size_t column) {
  Given given = order_in(schema::WorkOrderStatus::posted);
  if (column == 1) given.history("WO-1", schema::WageOrderCounted{.day = "S1:2026-03-02"});
  return given;
}

// February is over; its run was calculated by acc.
Given wage_run_in(std::size_t column) {
  Given given = company();
  if (column >= 1) {
    given.history("S1:2026-02", schema::WagesCalculated{
                                    .outlet = "S1", .period = "2026-02", .calculator = "acc"});
  }
  if (column >= 2) given.history("S1:2026-02", schema::WagesApproved{.approver = "boss"});
  return given;
}

// Adjustments go to the current month.
Given wage_day_in(std::size_t column) {
  Given given = company();
  if (column == 0) return given;
  given.history("S1:2026-03",
                schema::WagesCalculated{.outlet = "S1", .period = "2026-03", .calculator = "acc"});
  given.history("S1:2026-03", schema::WagesApproved{.approver = "boss"});
  return given;
}

Given policy_in(std::size_t column) {
  Given given = company();
  if (column == 0) return given;
  given.history("all", schema::ServicePolicyPublished{
                           .terms = {.version = 1, .effective_from = day("2026-03-03")},
                           .publisher = "acc"});
  return given;
}

// From the day on that is told.
Given begun_in(std::size_t column) {
  Given given = policy_in(column);
  given.at("2026-03-03T01:00:00Z").happened_at("2026-03-03T01:00:00Z");
  return given;
}

Given saved_query_in(std::size_t column) {
  Given given = company();
  if (column == 0) return given;
  given.history("Q-7", schema::QuerySaved{.version = 1,
                                          .name = "待派",
                                          .about = schema::QueryAbout::list,
                                          .target = "bookings",
                                          .by = "boss"});
  if (column == 2) given.history("Q-7", schema::QueryRetired{});
  return given;
}

const std::vector<std::string_view> versions{"none", "drafted", "published", "withdrawn"};

}  // namespace

Table tariffs() {
  const std::string t = "TF-7";
  return {"tariff",
          versions,
          tariff_in,
          {
              {schema::DraftTariff{.tariff = t,
                                   .name = "价目",
                                   .effective_from = day("2026-04-01"),
                                   .lines = {{.item = "visit", .unit_price = 1}}},
               {ok, "draft_pending", ok, ok}},
              {schema::PublishTariff{.tariff = t, .version = 1},
               {no, ok, "not_drafted", "not_drafted"}},
              {schema::WithdrawTariffDraft{.tariff = t, .version = 1, .reason = "写错"},
               {no, ok, "not_drafted", "not_drafted"}},
              {schema::WithdrawTariff{.tariff = t, .version = 1, .reason = "写错"},
               {no, "not_published", ok, "not_published"},
               "boss",
               coming("TF-7", schema::TariffDrafted{}, schema::TariffPublished{},
                      schema::TariffWithdrawn{})},
          }};
}

Table wage_rules() {
  const std::string r = "R1";
  return {"wage_rule",
          versions,
          wage_rule_in,
          {
              {schema::DraftWageRule{.rule = r,
                                     .name = "提成",
                                     .effective_from = day("2026-04-01"),
                                     .lines = {{.basis = schema::WageBasis::rate, .rate = 1}}},
               {ok, "draft_pending", ok, ok}},
              {schema::PublishWageRule{.rule = r, .version = 1},
               {no, ok, "not_drafted", "not_drafted"}},
              {schema::WithdrawWageRuleDraft{.rule = r, .version = 1, .reason = "写错"},
               {no, ok, "not_drafted", "not_drafted"}},
              {schema::WithdrawWageRule{.rule = r, .version = 1, .reason = "写错"},
               {no, "not_published", ok, "not_published"},
               "boss",
               coming("R1", schema::WageRuleDrafted{}, schema::WageRulePublished{},
                      schema::WageRuleWithdrawn{})},
          }};
}

Table wage_orders() {
  return {"wage_order",
          {"open", "counted"},
          wage_order_in,
          {{schema::EarnWageLine{.order = "WO-1"}, {ok, "wage.already_earned"}}}};
}

Table wage_days() {
  return {
      "wage_day",
      {"open", "approved"},
      wage_day_in,
      {{schema::AdjustWages{.outlet = "S1", .technician = "T1", .amount = -100, .reason = "扣款"},
        {ok, "wage.already_approved"}}}};
}

Table wage_runs() {
  const schema::CalculateWages calculate{.outlet = "S1", .period = "2026-02"};
  const schema::ApproveWages approve{.outlet = "S1", .period = "2026-02"};
  return {"wage_run",
          {"none", "calculated", "approved"},
          wage_run_in,
          {{calculate, {ok, ok, "wage.already_approved"}},
           {approve, {"wage.not_calculated", ok, "wage.already_approved"}}}};
}

Table service_policies() {
  const schema::PublishServicePolicy publish{.effective_from = day("2026-03-03"),
                                             .accept_minutes = 60};
  const schema::WithdrawServicePolicy withdraw{.version = 1, .reason = "写错"};
  return {"service_policy",
          {"none", "published"},
          policy_in,
          {{publish, {ok, "day_taken"}},
           {withdraw, {"no_such_version", ok}},
           {schema::BeginServicePolicy{.version = 1}, {"no_such_version", ok}, "", begun_in}}};
}

Table saved_queries() {
  const std::string q = "Q-7";
  return {"saved_query",
          {"none", "active", "retired"},
          saved_query_in,
          {
              {schema::SaveQuery{.query = q,
                                 .name = "待上门",
                                 .about = schema::QueryAbout::list,
                                 .target = "bookings",
                                 .conditions = {{"technician", "T1"}},
                                 .columns = {"order", "starts_at"},
                                 .sort = "starts_at"},
               {ok, ok, "retired"}},
              {schema::ShareQuery{.query = q, .share = schema::QueryShare::company},
               {no, ok, "retired"}},
              {schema::RetireQuery{.query = q}, {no, ok, "retired"}},
              {schema::ReinstateQuery{.query = q}, {no, "not_retired", ok}},
          }};
}

}  // namespace kintsugi::tests
