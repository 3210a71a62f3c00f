// Where a service policy begins, each order of which a deadline is armed is computed anew.

#include "schema/service_policy.h"
#include "schema/work_order_promise.h"
#include "tests/projections/judge/commits.h"

namespace kintsugi::projections {
namespace {

Bytes policy_begins(const std::string& id) {
  Commit commit;
  commit.id = id;
  commit.tenant = main_tenant;
  commit.recorded_at = instant_from_ms(1'772'323'200'000);
  commit.commands = {schema::BeginServicePolicy{.version = 2}};
  commit.fingerprint = fingerprint_of(commit.commands);
  commit.expectations = {{"service_policy/all", Head{}}};
  commit.events = {{"service_policy/all", schema::ServicePolicyBegan{.version = 2}}};
  return encode_commit(commit);
}

TEST(Renewals, AreOfEachOrderWithADeadlineOnce) {
  Folding fold;
  const Bytes met = deadline("c-2", "WO-2:arrival", {}, true);
  EXPECT_EQ(fold.fold(deadline("c-0", "WO-1:arrival", {}, true)), Verdict::counts);
  EXPECT_EQ(fold.fold(deadline("c-1", "WO-1:completion", {}, true)), Verdict::counts);
  EXPECT_EQ(fold.fold(met), Verdict::counts);
  EXPECT_EQ(fold.fold(deadline("c-3", "WO-3:unit_return", {}, true)), Verdict::counts);
  EXPECT_EQ(fold.fold(deadline("c-4", "WO-2:arrival", head_given_by(met), false)),
            Verdict::counts);
  const std::size_t before = fold->due_order().size();
  EXPECT_EQ(fold.fold(policy_begins("deadline:service_policy:2")), Verdict::counts);
  EXPECT_EQ(fold->due_order().size(), before + 1);
  const PendingReaction* renewal =
      fold->pending_reaction(main_tenant, "policy:deadline:service_policy:2:renew:WO-1");
  ASSERT_NE(renewal, nullptr);
  EXPECT_EQ(renewal->command, schema::Command(schema::RenewDeadlines{.order = "WO-1"}));
}

}  // namespace
}  // namespace kintsugi::projections
