// The demo company is the same however fast it is made, and its policies answer in its own time:
// what is asked for is sourced, approved, issued and fitted; what is completed is followed up.

#include "api/demo/demo.h"

#include <gtest/gtest.h>

#include <map>

#include "events/commit/commit.h"
#include "schema/dispatch.h"
#include "tests/events/log/scratch_dir.h"

namespace kintsugi::tests {
namespace {

// How often which command came to what: "command", or "command refusal.code".
using Outcomes = std::map<std::string, int>;

Outcomes outcomes_of_a_demo_company() {
  const ScratchDir directory;
  api::Service::Options options;
  options.directory = directory.path();
  EXPECT_TRUE(api::make_demo_company(options));
  auto log = api::open_log(options.log, options.directory, false);
  EXPECT_TRUE(log.has_value());
  auto cursor = (*log)->read(Position{0});
  EXPECT_TRUE(cursor.has_value());
  Outcomes out;
  CommitView commit;
  while (true) {
    const auto records = (*cursor)->next(1000, std::chrono::milliseconds(0));
    EXPECT_TRUE(records.has_value());
    if (!records || records->empty()) return out;
    for (const log::Record& record : *records) {
      EXPECT_TRUE(commit.open(record.bytes));
      std::string name(schema::name_of(*commit.command()));
      if (commit.refused()) name += " " + commit.refusal().code;
      ++out[name];
    }
  }
}

TEST(Demo, IsTheSameEachTimeAndItsPoliciesAnswerInItsTime) {
  Outcomes outcomes = outcomes_of_a_demo_company();
  EXPECT_EQ(outcomes, outcomes_of_a_demo_company());
  EXPECT_GT(outcomes["use_part"], 200);
  EXPECT_GT(outcomes["record_follow_up"], 1000);
  EXPECT_GT(outcomes["earn_wage_line"], 1000);
  for (const char* too_early :
       {"approve_part_request part_request.not_sourced", "source_part part_request.settled",
        "use_part custody.insufficient", "post_work_order work_order.not_followed_up"}) {
    EXPECT_FALSE(outcomes.contains(too_early)) << too_early << ": " << outcomes[too_early];
  }
}

}  // namespace
}  // namespace kintsugi::tests
