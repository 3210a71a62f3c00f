// The fold that judges: on which heads a commit counts, and that a void one leaves nothing behind.

#include "tests/projections/judge/commits.h"

namespace kintsugi::projections {
namespace {

TEST(Judging, AStreamsHeadIsTheHashOfTheCommitThatTouchedItLast) {
  Folding fold;
  EXPECT_EQ(fold.head("A"), Head{});
  const Bytes first = renaming("c-1", "A", "甲", {});
  EXPECT_EQ(fold.fold(first), Verdict::counts);
  EXPECT_EQ(fold.head("A"), head_given_by(first));
  const Bytes second = renaming("c-2", "A", "乙", head_given_by(first));
  EXPECT_EQ(fold.fold(second), Verdict::counts);
  EXPECT_EQ(fold.head("A"), head_given_by(second));
  EXPECT_EQ(fold.version("A"), 2u);
  EXPECT_EQ(fold.head("B"), Head{}) << "no commit touched it";
}

// Of two that were decided on the same state the first in the log counts.
TEST(Judging, TheSecondOfTwoOnOneHeadIsVoid) {
  Folding fold;
  EXPECT_EQ(fold.fold(renaming("c-1", "A", "甲", {})), Verdict::counts);
  EXPECT_EQ(fold.fold(renaming("c-2", "A", "乙", {})), Verdict::void_stale);
}

// The version would be right, the commit behind it is another one: that is why heads are hashes.
TEST(Judging, WhatIsBuiltOnAVoidCommitIsVoid) {
  Folding fold;
  const Bytes counted = renaming("c-1", "A", "甲", {}), void_one = renaming("c-2", "A", "乙", {});
  EXPECT_EQ(fold.fold(counted), Verdict::counts);
  EXPECT_EQ(fold.fold(void_one), Verdict::void_stale);
  EXPECT_EQ(fold.fold(renaming("c-3", "A", "丙", head_given_by(void_one))), Verdict::void_stale);
  EXPECT_EQ(fold.fold(renaming("c-4", "A", "丁", head_given_by(counted))), Verdict::counts);
}

TEST(Judging, AVoidCommitLeavesNothingButItsVerdict) {
  Folding fold;
  const Bytes first = renaming("c-1", "A", "甲", {});
  fold.fold(first);
  const Bytes stale = renaming("c-2", "A", "乙", {}, {{"outlet/B", {}}});
  EXPECT_EQ(fold.fold(stale), Verdict::void_stale);
  EXPECT_EQ(fold.head("A"), head_given_by(first));
  EXPECT_EQ(fold.version("A"), 1u);
  EXPECT_EQ(fold.head("B"), Head{});
  EXPECT_FALSE(fold.command("c-2").has_value()) << "it has no answer yet";
  ASSERT_TRUE(fold->verdicts().publish().has_value());
  EXPECT_TRUE(*fold->verdicts().counts(Position{0}));
  EXPECT_FALSE(*fold->verdicts().counts(Position{1}));
  const auto state = *fold->stream(main_tenant, "outlet/A");
  ASSERT_NE(state->state, nullptr);
  EXPECT_EQ(core_name(*state->state), "甲");
  // The same command, decided again on what is there, counts.
  EXPECT_EQ(fold.fold(renaming("c-2", "A", "乙", head_given_by(first))), Verdict::counts);
  EXPECT_TRUE(fold.command("c-2").has_value());
}

TEST(Judging, EveryStaleCommitIsVoidHoweverManyCome) {
  Folding fold;
  const Bytes first = renaming("c-0", "A", "甲", {});
  fold.fold(first);
  for (int i = 1; i <= 40; ++i) {
    EXPECT_EQ(fold.fold(renaming("c-" + std::to_string(i), "A", "乙", {})), Verdict::void_stale);
  }
  EXPECT_EQ(fold.head("A"), head_given_by(first));
  EXPECT_EQ(fold->counts().stale, 40u);
}

TEST(Judging, WhatACommitOnlyReadMustStandToo) {
  Folding fold;
  fold.fold(renaming("c-1", "B", "乙", {}));
  EXPECT_EQ(fold.fold(renaming("c-2", "A", "甲", {}, {{"outlet/B", {}}})), Verdict::void_stale);
  const Head b = fold.head("B");
  EXPECT_EQ(fold.fold(renaming("c-2", "A", "甲", {}, {{"outlet/B", b}})), Verdict::counts);
  EXPECT_EQ(fold.head("B"), b) << "read, not touched";
}

TEST(Judging, ACommandCountsOnceWhateverItsHeadsAre) {
  Folding fold;
  const Bytes first = renaming("c-1", "A", "甲", {});
  fold.fold(first);
  EXPECT_EQ(fold.fold(first), Verdict::void_repeated);
  EXPECT_EQ(fold.fold(renaming("c-1", "A", "乙", head_given_by(first))), Verdict::void_repeated);
  EXPECT_EQ(fold.version("A"), 1u);
}

TEST(Judging, WhatIsNoCommitIsVoidAndTakesItsPosition) {
  Folding fold;
  EXPECT_EQ(fold.fold("no commit at all"), Verdict::void_malformed);
  EXPECT_EQ(fold->next(), Position{1});
  EXPECT_EQ(fold.fold(renaming("c-1", "A", "甲", {})), Verdict::counts);
  EXPECT_EQ(fold.command("c-1")->position, Position{1});
}

}  // namespace
}  // namespace kintsugi::projections
