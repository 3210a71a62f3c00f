// Questionnaires in versions, and answers to the one in force.

#include "schema/questionnaire.h"

#include "core/calendar/calendar.h"
#include "schema/care.h"
#include "schema/identity_events.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::AnswerScale;
using schema::PublishQuestionnaire;
using schema::QuestionAnswer;

std::int32_t today() { return core::day_of(instant(now)); }

PublishQuestionnaire two_questions(std::int32_t from) {
  return {.questionnaire = "Q-1",
          .title = "满意度",
          .effective_from = from,
          .questions = {{.text = "维修质量", .scale = AnswerScale::five, .must_answer = true},
                        {.text = "收费了吗", .scale = AnswerScale::yes_no},
                        {.text = "建议", .scale = AnswerScale::words}}};
}

schema::RecordSurvey survey(std::vector<QuestionAnswer> answers) {
  return {
      .survey = "SV-1", .questionnaire = "Q-1", .customer = "C-1", .answers = std::move(answers)};
}

TEST(Questionnaire, IsPublishedFromADayOn) {
  Given given = company();
  given.at(now).as(person("boss"));
  PublishQuestionnaire bad = two_questions(today() - 1);
  given.when(bad).then_refused("questionnaire.backdated");
  bad = two_questions(today());
  bad.questionnaire = "a/b";
  given.when(bad).then_refused("questionnaire.bad_id");
  bad = two_questions(today());
  bad.questions.clear();
  given.when(bad).then_refused("questionnaire.no_question");
  bad = two_questions(today());
  bad.title = " ";
  given.when(bad).then_refused("questionnaire.bad_text");
  given.when(two_questions(today())).then_accepted();
  given.when(two_questions(today())).then_refused("questionnaire.day_taken");
  given.when(two_questions(today() + 5)).then_accepted();
  EXPECT_EQ(given.state<schema::Questionnaire>("Q-1").last_version, 2u);
  given.as(person("call")).when(two_questions(today() + 9)).then_refused("authority.not_allowed");
}

TEST(Questionnaire, OfTheSameDayTakesThePlaceOfTheLatest) {
  Given given = company();
  given.at(now).as(person("boss")).when(two_questions(today())).then_accepted();
  PublishQuestionnaire right = two_questions(today());
  right.title = "满意度调查";
  right.reason = "标题写错";
  given.when(right).then_refused("questionnaire.same_publisher");
  given.history("b2", schema::OperatorRegistered{.name = "二"});
  given.history("b2", schema::RoleGranted{.role = schema::Role::administrator, .outlet = {}});
  given.as(person("b2")).when(right).then_accepted();
  EXPECT_EQ(given.state<schema::Questionnaire>("Q-1").versions.back().replaces, 1u);
  given.as(person("call")).when(survey({{1, 5, ""}})).then_accepted();
  EXPECT_EQ(given.state<schema::Survey>("SV-1").version, 2u);
}

TEST(Questionnaire, IsWithdrawnTheLatestFirst) {
  Given given = company();
  given.at(now).as(person("boss"));
  given.when(two_questions(today())).then_accepted();
  const schema::WithdrawQuestionnaire first{.questionnaire = "Q-1", .version = 1, .reason = "错字"};
  given.when(first).then_refused("questionnaire.same_publisher");
  given.when(two_questions(today() + 3)).then_accepted();
  given.when(first).then_refused("questionnaire.no_such_version");
  schema::WithdrawQuestionnaire second = first;
  second.version = 2;
  given.when(second).then_accepted();
  EXPECT_EQ(given.state<schema::Questionnaire>("Q-1").versions.size(), 1u);
}

// In force, it stays for what was answered; nothing more is asked by it.
TEST(Questionnaire, ThatBeganIsWithdrawnByAnotherPerson) {
  Given given = company();
  given.at(now).as(person("boss")).when(two_questions(today())).then_accepted();
  given.as(person("call")).when(survey({{1, 5, ""}})).then_accepted();
  given.history("b2", schema::OperatorRegistered{.name = "二"});
  given.history("b2", schema::RoleGranted{.role = schema::Role::administrator, .outlet = {}});
  const schema::WithdrawQuestionnaire first{.questionnaire = "Q-1", .version = 1, .reason = "错字"};
  given.as(person("b2")).when(first).then_accepted();
  given.when(first).then_refused("questionnaire.no_such_version");
  schema::RecordSurvey next = survey({{1, 5, ""}});
  next.survey = "SV-2";
  given.as(person("call")).when(next).then_refused("questionnaire.not_in_force");
  const auto version = given.state<schema::Questionnaire>("Q-1").versions.at(0);
  EXPECT_EQ(version.withdrawn_on, today());
  EXPECT_EQ(version.withdrawn_for, "错字");
  given.as(person("b2")).when(two_questions(today())).then_refused("questionnaire.day_taken");
}

TEST(Survey, AnswersFitTheVersionInForce) {
  Given given = company();
  given.at(now).as(person("call"));
  given.when(survey({{1, 5, ""}})).then_refused("questionnaire.not_found");
  given.as(person("boss")).when(two_questions(today() + 1)).then_accepted();
  given.as(person("call")).when(survey({{1, 5, ""}})).then_refused("questionnaire.not_in_force");
  given.as(person("boss"))
      .when(schema::WithdrawQuestionnaire{.questionnaire = "Q-1", .version = 1, .reason = "早了"})
      .then_accepted();
  given.when(two_questions(today())).then_accepted();
  given.as(person("call"));
  given.when(survey({})).then_refused("survey.nothing_answered");
  given.when(survey({{2, 1, ""}})).then_refused("questionnaire.unanswered");
  given.when(survey({{1, 5, ""}, {4, 1, ""}})).then_refused("questionnaire.unknown_question");
  given.when(survey({{1, 5, ""}, {1, 4, ""}})).then_refused("questionnaire.unknown_question");
  given.when(survey({{1, 6, ""}})).then_refused("questionnaire.bad_answer");
  given.when(survey({{1, 4, ""}, {2, 3, ""}})).then_refused("questionnaire.bad_answer");
  given.when(survey({{1, 4, ""}, {3, 0, ""}})).then_refused("questionnaire.bad_answer");
  given.when(survey({{1, 4, ""}, {2, 1, ""}, {3, 0, "再快些"}})).then_accepted();
  EXPECT_EQ(given.state<schema::Survey>("SV-1").score, 4000);
  EXPECT_EQ(given.state<schema::Survey>("SV-1").version, 2u) << "a number is not given twice";
}

TEST(Survey, IsOfACustomerAndHisOrder) {
  Given given = order_in(schema::WorkOrderStatus::completed);
  given.at(now).as(person("boss")).when(two_questions(today())).then_accepted();
  given.as(person("call"));
  schema::RecordSurvey command = survey({{1, 3, ""}});
  command.customer = "C-9";
  given.when(command).then_refused("survey.unknown_customer");
  command = survey({{1, 3, ""}});
  command.survey = "x:y";
  given.when(command).then_refused("survey.bad_id");
  command = survey({{1, 3, ""}});
  command.note = "\xff";
  given.when(command).then_refused("survey.bad_text");
  given.history("C-2", schema::CustomerRegistered{.name = "李", .phone = "13800000002"});
  command = survey({{1, 3, ""}});
  command.customer = "C-2";
  command.order = "WO-1";
  given.when(command).then_refused("survey.other_order");
  command.customer = "C-1";
  given.when(command).then_accepted();
  EXPECT_EQ(given.state<schema::Survey>("SV-1").outlet, "S1");
}

}  // namespace
}  // namespace kintsugi::tests
