// The rule by which a commit counts, alone: what it is told of heads and command ids decides.

#include "events/commit/rule.h"
#include "schema/outlet.h"

#include <gtest/gtest.h>

namespace kintsugi {
namespace {

const Head seen{7, 9};

// A commit that expects stream "outlet/A" at the first head, "outlet/B" at the second.
Bytes expecting(Head a, Head b) {
  Commit commit;
  commit.id = "c-1";
  commit.tenant = "main";
  commit.commands = {schema::SuspendOutlet{.outlet = "A", .reason = "x"}};
  commit.fingerprint = fingerprint_of(commit.commands);
  commit.expectations = {{"outlet/A", a}, {"outlet/B", b}};
  commit.events = {{"outlet/A", schema::OutletSuspended{}}};
  return encode_commit(commit);
}

Verdict judged(const Bytes& bytes, bool counted_before, Head a, Head b) {
  CommitView view;
  EXPECT_TRUE(view.open(bytes).has_value());
  return judge(
      view, [&] { return counted_before; }, [&](std::size_t i) { return i == 0 ? a : b; });
}

TEST(Rule, CountsOnExactlyTheHeadsThatItExpects) {
  EXPECT_EQ(judged(expecting(seen, seen), false, seen, seen), Verdict::counts);
  EXPECT_EQ(judged(expecting({}, {}), false, {}, {}), Verdict::counts) << "streams without commits";
}

TEST(Rule, EveryHeadIsCompared) {
  for (const Head other : {Head{}, Head{7, 8}, Head{8, 9}, Head{9, 7}}) {
    EXPECT_EQ(judged(expecting(seen, seen), false, other, seen), Verdict::void_stale);
    EXPECT_EQ(judged(expecting(seen, seen), false, seen, other), Verdict::void_stale)
        << "that it only read";
    EXPECT_EQ(judged(expecting(seen, other), false, seen, seen), Verdict::void_stale);
  }
}

TEST(Rule, ACommandCountsOnce) {
  EXPECT_EQ(judged(expecting(seen, seen), true, seen, seen), Verdict::void_repeated);
  EXPECT_EQ(judged(expecting(seen, seen), true, {}, {}), Verdict::void_repeated)
      << "repeated, whatever the heads are";
}

// Not a number: two commits that bring a stream to the same version give it different heads.
TEST(Rule, AHeadIsTheHashOfTheCommit) {
  const Bytes one = expecting({}, {}), other = expecting(seen, {});
  EXPECT_EQ(head_given_by(one), sha256_128(one));
  EXPECT_NE(head_given_by(one), head_given_by(other));
  EXPECT_NE(head_given_by(one), Head{});
}

}  // namespace
}  // namespace kintsugi
