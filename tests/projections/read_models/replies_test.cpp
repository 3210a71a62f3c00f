// What customers answered to questionnaires, in one table, told apart by how they were asked.

#include "projections/orders/replies.h"

#include <gtest/gtest.h>

#include "projections/lists/query.h"
#include "projections/lists/read.h"
#include "projections/lists/rows.h"
#include "projections/orders/orders.h"
#include "schema/care.h"
#include "schema/follow_up.h"
#include "schema/questionnaire.h"
#include "schema/rows_orders.h"
#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
namespace {

using schema::QuestionAnswer;

class Replies : public testing::Test {
 protected:
  void SetUp() override {
    using enum schema::AnswerScale;
    log_.add({on("questionnaire/Q-1",
                 schema::QuestionnairePublished{
                     .version = 1,
                     .title = "服务",
                     .questions = {{.text = "态度", .scale = five}, {.text = "再来", .scale = yes_no},
                                   {.text = "质量", .scale = five}}})});
  }
  template <class Event>
  void happens(const std::string& stream, Event event) {
    log_.add({on(stream, std::move(event))});
  }
  static std::vector<QuestionAnswer> answers(std::uint16_t first, std::uint16_t last) {
    return {{.question = 1, .score = first}, {.question = 2, .score = 1},
            {.question = 3, .score = last}};
  }
  void called(std::uint16_t round, std::uint16_t first, std::uint16_t last) {
    happens("follow_up/WO-1", schema::FollowUpScheduled{.order = "WO-1",
                                                        .round = round,
                                                        .outlet = "O-1",
                                                        .customer = "C-1"});
    happens("follow_up/WO-1", schema::FollowUpRecorded{.by = "call",
                                                       .questionnaire = "Q-1",
                                                       .questionnaire_version = 1,
                                                       .answers = answers(first, last)});
  }
  // "follow_up:WO-1:1 follow_up Q-1/1 4500 O-1 C-1 WO-1; " by id.
  std::string told() {
    const lists::List& list = *lists::find("replies");
    const auto rows = folded(orders_projection(), log_);
    std::map<std::string, std::string> out;
    const Scope all = Scope::everything();
    const lists::Viewer viewer{all,
                               [&](std::string_view) -> Result<const RowReader*> {
                                 return rows.get();
                               }};
    const auto end = lists::read_page(list, *rows, {}, viewer, {}, [&](const lists::Item& item) {
      const auto& row = *static_cast<const schema::ReplyRow*>(item.row);
      out[row.id] = std::string(schema::name_of(row.channel)) + " " + row.questionnaire + "/" +
                    std::to_string(row.version) + " " + std::to_string(row.score) + " " +
                    row.outlet + " " + row.customer + " " + row.order;
      return true;
    });
    EXPECT_TRUE(end.has_value());
    std::string text;
    for (const auto& [id, what] : out) text += id + " " + what + "; ";
    return text;
  }
  JudgedLog log_;
};

TEST_F(Replies, OfAFollowUpAreWhatTheCustomerReallySaid) {
  called(1, 5, 4);
  EXPECT_EQ(told(), "follow_up:WO-1:1 follow_up Q-1/1 4500 O-1 C-1 WO-1; ");
  happens("follow_up/WO-1", schema::FollowUpCorrected{.satisfaction = 3});
  EXPECT_EQ(told(), "follow_up:WO-1:1 follow_up Q-1/1 4500 O-1 C-1 WO-1; ") << "as it was noted";
  happens("follow_up/WO-1", schema::FollowUpCorrected{.questionnaire = "Q-1",
                                                      .questionnaire_version = 1,
                                                      .answers = answers(2, 1)});
  EXPECT_EQ(told(), "follow_up:WO-1:1 follow_up Q-1/1 1500 O-1 C-1 WO-1; ");
}

TEST_F(Replies, OfEachRoundOfAnOrderStay) {
  called(1, 1, 1);
  called(2, 5, 5);
  EXPECT_EQ(told(),
            "follow_up:WO-1:1 follow_up Q-1/1 1000 O-1 C-1 WO-1; "
            "follow_up:WO-1:2 follow_up Q-1/1 5000 O-1 C-1 WO-1; ");
}

// What he said before the order was opened again stays, and counts in its time.
TEST_F(Replies, AndTheCallOfEachRoundStay) {
  happens("follow_up/WO-1", schema::FollowUpScheduled{.order = "WO-1", .round = 1, .due_at = 10});
  happens("follow_up/WO-1", schema::FollowUpRecorded{.satisfaction = 1});
  happens("follow_up/WO-1", schema::FollowUpScheduled{.order = "WO-1", .round = 2, .due_at = 20});
  happens("follow_up/WO-1", schema::FollowUpRecorded{.satisfaction = 5});
  const auto rows = folded(orders_projection(), log_);
  const auto page = lists::page_of<schema::FollowUpRoundRow>(
      *lists::find("follow_up_rounds"), *rows, {}, Scope::everything(), {});
  ASSERT_EQ(page->rows.size(), 2u);
  EXPECT_EQ(page->rows[0].id, "WO-1:2");
  EXPECT_EQ(page->rows[0].satisfaction, 5);
  EXPECT_EQ(page->rows[1].satisfaction, 1);
  EXPECT_EQ(page->rows[1].status, schema::FollowUpStatus::reached);
  EXPECT_EQ(page->rows[1].due_at, 10);
}

TEST_F(Replies, OfAFollowUpThatIsWithdrawnAreNone) {
  called(1, 1, 1);
  called(2, 5, 5);
  happens("follow_up/WO-1", schema::FollowUpWithdrawn{.reason = "登记错工单"});
  EXPECT_EQ(told(), "follow_up:WO-1:1 follow_up Q-1/1 1000 O-1 C-1 WO-1; ");
}

TEST_F(Replies, NobodyGaveWhereNothingWasAsked) {
  happens("follow_up/WO-1", schema::FollowUpScheduled{.order = "WO-1", .round = 1});
  happens("follow_up/WO-1", schema::FollowUpRecorded{.satisfaction = 5});
  happens("care_call/CC-1", schema::CareCallScheduled{.customer = "C-1"});
  happens("care_call/CC-1", schema::CareCallRecorded{.note = "好"});
  EXPECT_EQ(told(), "");
}

TEST_F(Replies, OfSurveysAndCareCallsGoWhereTheyAreTakenBack) {
  happens("survey/SV-1", schema::SurveyRecorded{.questionnaire = "Q-1",
                                                .version = 1,
                                                .customer = "C-1",
                                                .order = "WO-1",
                                                .outlet = "O-1",
                                                .score = 4000});
  happens("care_call/CC-1", schema::CareCallScheduled{.customer = "C-2", .outlet = "O-2"});
  happens("care_call/CC-1", schema::CareCallRecorded{
                                .questionnaire = "Q-1", .version = 1, .answers = answers(3, 3)});
  EXPECT_EQ(told(),
            "care_call:CC-1 care_call Q-1/1 3000 O-2 C-2 ; "
            "survey:SV-1 survey Q-1/1 4000 O-1 C-1 WO-1; ");
  happens("survey/SV-1", schema::SurveyWithdrawn{.reason = "错"});
  happens("care_call/CC-1", schema::CareCallReopened{.reason = "错"});
  EXPECT_EQ(told(), "");
}

}  // namespace
}  // namespace kintsugi::tests
