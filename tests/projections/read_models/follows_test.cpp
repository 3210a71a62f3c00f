// No read model overlooks an event of a stream that it follows.

#include <gtest/gtest.h>

#include "projections/read_models.h"
#include "projections/runner/folding.h"
#include "projections/tables/memory_store.h"
#include "schema/alarm_views.h"

namespace kintsugi::projections {
namespace {

class Follows : public testing::TestWithParam<const ProjectionKind*> {};

TEST_P(Follows, EachEventOfItsStreamsIsFoldedOrIgnoredByName) {
  const auto store = make_memory_store();
  Tables tables(*store);
  const auto model = GetParam()->make(tables);
  if (model->folds() == nullptr) GTEST_SKIP() << "looks at commits, not at their events";
  EXPECT_EQ(model->folds()->forgotten(), std::vector<std::string>{});
}

INSTANTIATE_TEST_SUITE_P(All, Follows,
                         testing::ValuesIn(all_projections().begin(), all_projections().end()),
                         [](const auto& tested) { return std::string(tested.param->name); });

// What the test above would say.
TEST(Forgotten, AreTheEventsOfAFollowedStreamThatNobodyNames) {
  const auto nothing = [](const EventContext&, const auto&) {};
  Folds folds;
  EXPECT_TRUE(folds.forgotten().empty());
  folds.on<schema::AlarmTrippedView, schema::AlarmClearedView>(nothing)
      .ignore<schema::AlarmArmedView, schema::AlarmDisarmedView, schema::DeadlinePassedView,
              schema::AlarmFoundMetView, schema::AlarmReopenedView, schema::AlarmConcernedView,
              schema::AlarmMovedView, schema::AlarmAddressedView>();
  EXPECT_EQ(folds.forgotten(), std::vector<std::string>{"alarm/alarm_acknowledged"});
  folds.on<schema::AlarmAcknowledgedView>(nothing);
  EXPECT_TRUE(folds.forgotten().empty());
}

// By its state a stream is folded whole, but what is named apart is folded or ignored as it says,
// whichever was said first.
TEST(Folds, ANameWinsOverItsStream) {
  std::vector<std::string> seen;
  schema::Alarm alarm;
  Folds folds;
  folds.ignore<schema::AlarmDisarmedView>()
      .on_stream<schema::Alarm>(
          [&](const EventContext& context, const schema::EventView&) {
            return context.id == "unknown" ? nullptr : &alarm;
          },
          [&](const EventContext&, const schema::EventView& event, const schema::Alarm&) {
            seen.emplace_back(event.name());
          })
      .on<schema::AlarmClearedView>(
          [&](const EventContext& context, const schema::AlarmClearedView&) {
            seen.push_back("cleared " + std::string(context.id));
          });
  EXPECT_TRUE(folds.forgotten().empty());

  Commit commit;
  commit.id = commit.tenant = "t";
  commit.expectations = {{"alarm/A-1", {}}, {"alarm/unknown", {}}};
  commit.events = {{"alarm/A-1", schema::AlarmArmed{.version = 7}},
                   {"alarm/A-1", schema::AlarmDisarmed{}},
                   {"alarm/unknown", schema::AlarmArmed{.version = 8}},
                   {"alarm/A-1", schema::AlarmCleared{}}};
  const Bytes bytes = encode_commit(commit);
  CommitView view;
  ASSERT_TRUE(view.open(bytes));
  ASSERT_TRUE(view.open_events());
  folds.apply({Position{1}, &view, false, {}});
  EXPECT_TRUE(seen.empty()) << "a void commit changes nothing";
  folds.apply({Position{1}, &view, true, {}});
  EXPECT_EQ(seen, (std::vector<std::string>{"alarm_armed", "cleared A-1"}));
  EXPECT_EQ(alarm.version, 7u);
  EXPECT_EQ(alarm.status, schema::AlarmStatus::armed);
}

}  // namespace
}  // namespace kintsugi::projections
