// What an engine does with records of a later one: it stops where it would have to know what they
// say, names the position, and has lost nothing; what it need not know it passes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/projections/judge/commits.h"
#include "tests/support/newer.h"

namespace kintsugi::projections {
namespace {

using testing::HasSubstr;

class NewerRecord : public testing::Test {
 protected:
  Result<Folded> fold(const Bytes& bytes) {
    OpenedRecord record;
    record.open(fold_->next(), bytes, {}, nullptr);
    return fold_->fold(record);
  }
  void expect_counts(const Bytes& bytes) {
    const auto folded = fold(bytes);
    ASSERT_TRUE(folded.has_value()) << folded.error().what;
    EXPECT_EQ(folded->verdict, Verdict::counts);
    head_ = folded->head;
  }
  // It stands at the record, today and at each start; with what it was when today's engine knows it
  // (as a newer one would) it goes on, with all that was before.
  void expect_stops(const Bytes& newer, const Bytes& as_known) {
    const Position at = fold_->next();
    for (int start = 0; start < 2; ++start) {
      const auto folded = fold(newer);
      ASSERT_FALSE(folded.has_value());
      EXPECT_EQ(folded.error().code, "schema.newer");
      EXPECT_EQ(folded.error().kind, ErrorKind::corrupt);
      const std::string place = std::to_string(at.value);
      for (const std::string& words :
           {"position " + place, std::string("newer engine"), std::string("forged"),
            "kintsugi log copy --until " + place})
        EXPECT_THAT(folded.error().what, HasSubstr(words));
      ASSERT_TRUE(fold_->flush().has_value());
      fold_.reset();
      fold_ = *StreamFold::open(*store_, {});
      EXPECT_EQ(fold_->next(), at);
    }
    expect_counts(as_known);
    const auto outlet = fold_->stream(main_tenant, "outlet/A");
    ASSERT_TRUE(outlet.has_value());
    EXPECT_EQ((*outlet)->version, 2u);
  }

  std::unique_ptr<RowStore> store_ = make_memory_store();
  std::unique_ptr<StreamFold> fold_ = *StreamFold::open(*store_, {});
  Head head_{};
};

TEST_F(NewerRecord, AnUnknownEventStops) {
  expect_counts(renaming("c-1", "A", "x", {}));
  const Bytes known = renaming("c-2", "A", "y", head_);
  expect_stops(tests::with_unknown_event(known), known);
}

TEST_F(NewerRecord, AnUnknownRuleVersionStops) {
  expect_counts(renaming("c-1", "A", "x", {}));
  const Bytes known = renaming("c-2", "A", "y", head_);
  expect_stops(tests::with_rule_version(known, 7), known);
}

// It changes nothing, whatever it says.
TEST_F(NewerRecord, AnUnknownEventOfAVoidCommitIsPassed) {
  expect_counts(renaming("c-1", "A", "x", {}));
  const auto stale = fold(tests::with_unknown_event(renaming("c-2", "A", "y", {})));
  ASSERT_TRUE(stale.has_value()) << stale.error().what;
  EXPECT_EQ(stale->verdict, Verdict::void_stale);
  const auto repeated = fold(tests::with_unknown_event(renaming("c-1", "A", "y", head_)));
  ASSERT_TRUE(repeated.has_value()) << repeated.error().what;
  EXPECT_EQ(repeated->verdict, Verdict::void_repeated);
}

TEST_F(NewerRecord, AFieldThatNobodyKnowsIsPassed) {
  expect_counts(tests::with_grown_event(renaming("c-1", "A", "x", {})));
  const auto outlet = fold_->stream(main_tenant, "outlet/A");
  ASSERT_TRUE(outlet.has_value());
  EXPECT_EQ(core_name(*(*outlet)->state), "x");
  // Its head is of the record as it stands, so that all engines agree on what follows.
  expect_counts(renaming("c-2", "A", "y", head_));
}

TEST_F(NewerRecord, ACommandThatNobodyKnowsIsPassed) {
  expect_counts(tests::with_unknown_command(renaming("c-1", "A", "x", {})));
  expect_counts(renaming("c-2", "A", "y", head_));
}

}  // namespace
}  // namespace kintsugi::projections
