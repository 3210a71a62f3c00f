// What customers of a lively company say afterwards: stars, answers, wishes, that they want no
// calls; who is called again some weeks later; and what they say of money.

#include "core/histories/asides.h"
#include "core/histories/duties.h"
#include "schema/care_commands.h"
#include "schema/care_state.h"
#include "schema/charge_finding_commands.h"
#include "schema/rating_commands.h"

namespace kintsugi::histories {

using std::chrono::minutes;

std::vector<schema::QuestionAnswer> answers_to(Dice& dice) {
  std::vector<schema::QuestionAnswer> out;
  for (std::uint16_t question = 1; question <= 3; ++question)
    out.push_back({.question = question,
                   .score = static_cast<std::uint16_t>(dice.chance(80) ? 5 : 3 + dice.below(2)),
                   .words = {}});
  out.push_back(
      {.question = 4, .score = static_cast<std::uint16_t>(dice.chance(90) ? 1 : 2), .words = {}});
  return out;
}

// With the follow-up call.
void Aside::words() {
  const auto called = when("record_follow_up");
  if (!called) return;
  if (seldom(2'500)) {
    const std::int32_t stars = dice.chance(75) ? 5 : dice.chance(70) ? 4 : 2;
    add(*called + minutes(1), agent(),
        schema::RateService{.order = order,
                            .booking = 0,
                            .stars = stars,
                            .comment = stars == 5 ? "师傅很专业" : stars == 4 ? "" : "来晚了",
                            .channel = schema::RatingChannel::none});
  }
  if (customer().empty()) return;
  if (seldom(500)) {
    schema::RecordSurvey survey;
    survey.survey = "SV-" + order.substr(3);
    survey.questionnaire = "SERVICE";
    survey.customer = customer();
    survey.order = order;
    survey.answers = answers_to(dice);
    add(*called + minutes(2), agent(), std::move(survey));
  }
  if (seldom(100)) {
    constexpr std::string_view wished[] = {"希望遥控器按键有背光", "过滤网拆装不便，希望改卡扣",
                                           "噪音提示音太大，希望可关闭", "希望门封可以自行更换"};
    const std::string id = "SG-" + order.substr(3);
    schema::ForwardSuggestion wish;
    wish.suggestion = id;
    wish.brand = plan.product.brand;
    wish.category = plan.product.category;
    wish.model = plan.product.model;
    wish.customer = customer();
    wish.order = order;
    wish.note = wished[dice.below(std::size(wished))];
    add(*called + minutes(3), agent(), std::move(wish));
    if (dice.chance(90)) {
      const Instant answered = office(*called, 24 * 60, 6 * 24 * 60);
      add(answered, "admin",
          schema::AnswerSuggestion{.suggestion = id, .answer = "已转厂家产品部，列入改进清单"});
      told_of_answer(id, answered);
    }
  }
}

// By the call that the answer made; some wait for it still.
void Aside::told_of_answer(const std::string& suggestion, Instant answered) {
  Dice own(seed_of(plan.number, 10));
  if (own.chance(20)) return;
  schema::RecordCareCall record;
  record.note = "已告知用户答复，用户表示感谢";
  add(answered + std::chrono::hours(24) + minutes(own.below(120)), agents[own.below(4)],
      std::move(record))
      .look = [suggestion](std::vector<schema::Command>& commands, const Past& past) {
    const auto* wish = past.find<schema::Suggestion>(suggestion);
    if (wish == nullptr || wish->call.empty()) return commands.clear();
    commands[0].get<schema::RecordCareCall>().call = wish->call;
  };
}

void Aside::care() {
  const auto called = when("record_follow_up");
  if (!called || customer().empty()) return;
  if (!plan.machine && seldom(80)) {  // and is not called for another order
    add(*called + minutes(4), agent(),
        schema::OptOutOfCalls{.customer = customer(), .reason = "用户不愿再接回访电话"});
    return;
  }
  if (!seldom(400)) return;
  const std::string id = "CC-" + order.substr(3);
  const Instant due = office(*called, 2 * 24 * 60, 9 * 24 * 60);
  add(*called + minutes(5), agent(),
      schema::ScheduleCareCall{.call = id,
                               .customer = customer(),
                               .due_at = to_ms(due),
                               .topic = dice.chance(60) ? "维修后使用情况" : "保养提醒"});
  if (dice.chance(20))
    add(due + minutes(20), agent(),
        schema::AttemptCareCall{.call = id,
                                .outcome = schema::CallOutcome::no_answer,
                                .note = {},
                                .quiet_reason = {}});
  schema::RecordCareCall record;
  record.call = id;
  record.note = "使用正常，提醒清洗滤网";
  record.questionnaire = "CARE";
  record.answers = {{.question = 1, .score = 1, .words = {}},
                    {.question = 2,
                     .score = static_cast<std::uint16_t>(3 + dice.below(3)),
                     .words = {}}};
  if (dice.chance(94)) add(office(due, 60, 26 * 60), agent(), std::move(record));
}

// Looked into by one, closed by another.
void Aside::money() {
  const auto called = when("record_follow_up");
  if (!called || !story.disputed) return;
  const Instant assigned = office(*called, 30, 300);
  add(assigned, agent(),
      schema::AssignChargeFinding{.order = order, .assignee = dispatcher});
  const Instant explained = office(assigned, 120, 30 * 60);
  if (dice.chance(8)) return;
  add(explained, dispatcher,
      schema::ExplainChargeFinding{.order = order, .note = "已向用户和技术员核实，附收据"});
  if (dice.chance(8)) return;
  using enum schema::ChargeFindingOutcome;
  const auto outcome = dice.chance(70) ? unfounded : dice.chance(60) ? recorded : penalty;
  add(office(explained, 120, 40 * 60), dice.chance(50) ? "4001" : "4002",
      schema::CloseChargeFinding{.order = order, .outcome = outcome, .note = "核查完毕"});
}

}  // namespace kintsugi::histories
