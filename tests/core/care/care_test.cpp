// Care calls, who wants none, quiet hours, suggestions.

#include "schema/care.h"

#include "schema/customer.h"
#include "schema/follow_up.h"
#include "schema/questionnaire.h"
#include "schema/service_policy.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::CallOutcome;
using schema::CareCallStatus;

constexpr std::string_view at_night = "2026-03-02T14:30:00Z";  // 22:30 in Shanghai
constexpr std::string_view next_morning = "2026-03-03T00:29:00Z";

const schema::ScheduleCareCall schedule{
    .call = "CC-1", .customer = "C-1", .due_at = ms("2026-03-02T02:00:00Z"), .topic = "换季保养"};
const schema::OptOutOfCalls no_calls{.customer = "C-1", .reason = "不要再打"};

Given with_a_call() {
  Given given = company();
  given.at(now).as(person("call")).when(schedule).then_accepted();
  return given;
}

// Nobody is called from 21:00 to 8:30.
void be_quiet(Given& given) {
  given.history("all", schema::ServicePolicyPublished{.terms = {.version = 1,
                                                                .effective_from = 0,
                                                                .accept_minutes = 120,
                                                                .follow_up_hours = 24,
                                                                .follow_up_attempts = 3,
                                                                .check_in_radius = 500,
                                                                .check_in_speed = 120,
                                                                .travel_minutes = 30,
                                                                .repeat_days = 30,
                                                                .sign_in_failures = 5,
                                                                .lock_minutes = 15,
                                                                .late_hours = 168,
                                                                .late_hours_field = 72,
                                                                .quiet_from = 21 * 60,
                                                                .quiet_until = 8 * 60 + 30},
                                                      .publisher = "boss"});
}

TEST(CareCall, IsScheduledForSomebodyWhoMayBeCalled) {
  Given given = company();
  given.at(now).as(person("call"));
  schema::ScheduleCareCall bad = schedule;
  bad.call = "a:b";
  given.when(bad).then_refused("care_call.bad_id");
  bad = schedule;
  bad.customer = "C-9";
  given.when(bad).then_refused("care_call.unknown_customer");
  bad = schedule;
  bad.due_at = ms("2026-03-01T00:00:00Z");
  given.when(bad).then_refused("care_call.in_the_past");
  bad = schedule;
  bad.topic = "";
  given.when(bad).then_refused("care_call.bad_text");
  given.when(schedule).then_accepted();
  given.when(schedule).then_refused("care_call.exists");
  given.when(no_calls).then_accepted();
  bad = schedule;
  bad.call = "CC-2";
  given.when(bad).then_refused("care_call.opted_out");
}

TEST(CareCall, IsGivenUpAfterTheThirdAttemptOrARefusal) {
  Given given = with_a_call();
  given.when(schema::AttemptCareCall{.call = "CC-1"}).then_refused("care_call.outcome_missing");
  const schema::AttemptCareCall busy{.call = "CC-1", .outcome = CallOutcome::busy};
  given.when(busy).then_accepted();
  given.when(busy).then_accepted();
  given.when(busy).then_accepted();
  EXPECT_EQ(given.state<schema::CareCall>("CC-1").status, CareCallStatus::unreachable);
  given.when(busy).then_refused("care_call.not_open");
  given.when(schema::ReopenCareCall{.call = "CC-1", .reason = "拨错号码"}).then_accepted();
  EXPECT_EQ(given.state<schema::CareCall>("CC-1").attempts, 0);
  given.when(schema::AttemptCareCall{.call = "CC-1", .outcome = CallOutcome::declined})
      .then_accepted();
  EXPECT_EQ(given.state<schema::CareCall>("CC-1").status, CareCallStatus::unreachable);
}

TEST(CareCall, AtAQuietHourNeedsAReason) {
  Given given = with_a_call();
  be_quiet(given);
  schema::RecordCareCall reached{.call = "CC-1", .note = "一切都好"};
  given.at(at_night).when(reached).then_refused("care_call.quiet_hours");
  given.at(next_morning).when(reached).then_refused("care_call.quiet_hours");
  reached.quiet_reason = "用户约定的时间";
  given.when(reached).then_accepted();
  Given by_day = with_a_call();
  be_quiet(by_day);
  by_day.at("2026-03-03T00:30:00Z").when(schema::RecordCareCall{.call = "CC-1", .note = "好"});
  by_day.then_accepted();
}

TEST(CareCall, AnswersBelongToAQuestionnaire) {
  Given given = with_a_call();
  given.when(schema::RecordCareCall{.call = "CC-1", .note = "好", .answers = {{1, 5, ""}}})
      .then_refused("care_call.bad_text");
  given.when(schema::RecordCareCall{.call = "CC-1"}).then_refused("care_call.bad_text");
}

TEST(ContactWish, IsHeededByFollowUpsToo) {
  Given given = order_in(schema::WorkOrderStatus::completed);
  given.at(now).as(person("call"));
  given.when(schema::AllowCalls{.customer = "C-1", .reason = "x"})
      .then_refused("contact_wish.said_already");
  given.when(schema::OptOutOfCalls{.customer = "C-1"}).then_refused("contact_wish.bad_text");
  given.when(schema::OptOutOfCalls{.customer = "C-9", .reason = "x"})
      .then_refused("contact_wish.unknown_customer");
  given.when(no_calls).then_accepted();
  given.when(no_calls).then_refused("contact_wish.said_already");
  given.when(schema::AttemptFollowUp{.order = "WO-1", .outcome = CallOutcome::busy})
      .then_refused("follow_up.opted_out");
  given.when(schema::CloseFollowUp{.order = "WO-1"}).then_refused("follow_up.reason_missing");
  given.when(schema::CloseFollowUp{.order = "WO-1", .reason = "用户不接回访"}).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, schema::WorkOrderStatus::followed_up);
}

// His order goes on without a call.
TEST(ContactWish, LeavesNoOrderWaiting) {
  Given given = order_in(schema::WorkOrderStatus::work_reported);
  given.at(now).as(person("call")).when(no_calls).then_accepted();
  given.history("WO-1", schema::WorkOrderCompleted{.at = ms(now), .follow_up_due_at = 7});
  given.as(system_actor()).when(schema::ScheduleFollowUp{.order = "WO-1", .due_at = 7});
  given.then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, schema::WorkOrderStatus::followed_up);
  EXPECT_EQ(given.state<schema::FollowUp>("WO-1").status, schema::FollowUpStatus::unreachable);
}

// Registered twice he is one person: what he said last, under whichever number.
TEST(ContactWish, IsThePersonsAndNotTheRecords) {
  const schema::AttemptFollowUp busy{.order = "WO-1", .outcome = CallOutcome::busy};
  const auto merged = [](const char* from, const char* into) {
    Given given = order_in(schema::WorkOrderStatus::completed);
    given.history("C-2", schema::CustomerRegistered{.name = "王二", .phone = "13800000002"});
    given.history(from, schema::CustomerMerged{.merged_into = into});
    given.history(into, schema::CustomerAbsorbed{.from = from});
    given.at(now).as(person("call"));
    return given;
  };
  const schema::OptOutOfCalls other{.customer = "C-2", .reason = "不要再打"};
  Given into_another = merged("C-1", "C-2");
  into_another.when(other).then_accepted();
  into_another.when(busy).then_refused("follow_up.opted_out");
  into_another.when(no_calls).then_refused("contact_wish.said_already");
  Given absorbed = merged("C-2", "C-1");
  absorbed.history("C-2", schema::CallsRefused{.customer = "C-2", .at = 1});
  absorbed.when(busy).then_refused("follow_up.opted_out");
  absorbed.when(schema::AllowCalls{.customer = "C-1", .reason = "可以打"}).then_accepted();
  absorbed.when(busy).then_accepted();
}

TEST(FollowUp, AtAQuietHourNeedsAReason) {
  Given given = order_in(schema::WorkOrderStatus::completed);
  be_quiet(given);
  schema::AttemptFollowUp busy{.order = "WO-1", .outcome = CallOutcome::busy};
  given.at(at_night).as(person("call")).when(busy).then_refused("follow_up.quiet_hours");
  busy.quiet_reason = "用户约的";
  given.when(busy).then_accepted();
}

TEST(Suggestion, IsPassedOnAndAnswered) {
  Given given = order_in(schema::WorkOrderStatus::completed);
  given.at(now).as(person("call"));
  const schema::ForwardSuggestion wish{
      .suggestion = "SG-1", .brand = "haier", .customer = "C-1", .note = "面板太暗"};
  schema::ForwardSuggestion bad = wish;
  bad.suggestion = "a/b";
  given.when(bad).then_refused("suggestion.bad_id");
  bad = wish;
  bad.note = "";
  given.when(bad).then_refused("suggestion.bad_text");
  bad = wish;
  bad.customer = "C-9";
  given.when(bad).then_refused("suggestion.unknown_customer");
  bad = wish;
  bad.order = "WO-9";
  given.when(bad).then_refused("suggestion.unknown_order");
  given.when(wish).then_accepted();
  given.when(wish).then_refused("suggestion.exists");
  given.as(person("boss"))
      .when(schema::AnswerSuggestion{.suggestion = "SG-1", .answer = "下一代改"});
  given.then_accepted();
  EXPECT_EQ(given.state<schema::Suggestion>("SG-1").answered_by, "boss");
}

Given with_a_wish(const std::string& note, const std::string& customer = "C-1") {
  Given given = company();
  given.at(now).as(person("call"));
  given.when(schema::ForwardSuggestion{
      .suggestion = "SG-1", .brand = "haier", .customer = customer, .note = note});
  given.then_accepted();
  return given;
}
const schema::AnswerSuggestion answer{.suggestion = "SG-1", .answer = "下一代改"};

// Whoever wished it is called, as any customer is: until the call is made, given up or canceled.
TEST(Suggestion, ItsAnswerIsToldByACallThatIsDueAtOnce) {
  Given given = with_a_wish("\n面板太暗\n夜里看不清");
  given.as(person("boss")).when(answer).then_accepted();
  const std::string id = given.state<schema::Suggestion>("SG-1").call;
  const schema::CareCall call = given.state<schema::CareCall>(id);
  EXPECT_EQ(call.status, CareCallStatus::due);
  EXPECT_EQ(call.customer, "C-1");
  EXPECT_EQ(call.due_at, ms(now));
  EXPECT_EQ(call.topic, "面板太暗");
  EXPECT_EQ(call.say, answer.answer);
  EXPECT_EQ(call.suggestion, "SG-1");
  given.as(person("call")).when(schema::RecordCareCall{.call = id, .note = "已告知"});
  given.then_accepted();
  EXPECT_EQ(given.state<schema::CareCall>(id).status, CareCallStatus::reached);
}

TEST(Suggestion, IsToldNobodyWhereNobodyIsToBeCalled) {
  Given nobody = with_a_wish("面板太暗", "");
  nobody.as(person("boss")).when(answer).then_accepted();
  EXPECT_EQ(nobody.state<schema::Suggestion>("SG-1").call, "");
  Given quiet = with_a_wish("面板太暗");
  quiet.when(no_calls).then_accepted();
  quiet.as(person("boss")).when(answer).then_accepted();
  EXPECT_EQ(quiet.state<schema::Suggestion>("SG-1").call, "");
}

TEST(Suggestion, AnsweredAtNightIsToldInTheMorning) {
  Given given = with_a_wish("面板太暗");
  be_quiet(given);
  given.at(at_night).as(person("boss")).when(answer).then_accepted();
  const std::string id = given.state<schema::Suggestion>("SG-1").call;
  EXPECT_GT(given.state<schema::CareCall>(id).due_at, ms(next_morning));
}

// A long wish is cut where a character ends.
TEST(Suggestion, TheCallIsAboutHowItBegins) {
  std::string wish;
  for (int i = 0; i < 300; ++i) wish += "亮";
  Given given = with_a_wish(wish);
  given.as(person("boss")).when(answer).then_accepted();
  const std::string id = given.state<schema::Suggestion>("SG-1").call;
  EXPECT_EQ(given.state<schema::CareCall>(id).topic, wish.substr(0, 600));
}

TEST(Suggestion, ReopenedTellsNobodyWhatIsAnsweredAnew) {
  Given given = with_a_wish("面板太暗");
  given.as(person("boss")).when(answer).then_accepted();
  const std::string first = given.state<schema::Suggestion>("SG-1").call;
  const schema::ReopenSuggestion again{.suggestion = "SG-1", .reason = "答错了"};
  given.as(person("call")).when(again).then_accepted();
  EXPECT_EQ(given.state<schema::CareCall>(first).status, CareCallStatus::canceled);
  EXPECT_EQ(given.state<schema::Suggestion>("SG-1").call, "");
  given.as(person("boss")).when(answer).then_accepted();
  const std::string second = given.state<schema::Suggestion>("SG-1").call;
  EXPECT_NE(second, first);
  // He was told the second: that call stays as it was made.
  given.as(person("call")).when(schema::RecordCareCall{.call = second, .note = "已告知"});
  given.then_accepted();
  given.when(again).then_accepted();
  EXPECT_EQ(given.state<schema::CareCall>(second).status, CareCallStatus::reached);
}

}  // namespace
}  // namespace kintsugi::tests
