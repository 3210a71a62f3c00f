// The demo company is the same however fast it is made, and its policies answer in its own time:
// what is asked for is sourced, approved, issued and fitted; what is completed is followed up.

#include "api/demo/demo.h"

#include <gtest/gtest.h>

#include <map>

#include "events/commit/commit.h"
#include "events/schema/runtime/erased.h"
#include "core/dispatch.h"
#include "projections/judge/stream_fold.h"
#include "projections/tables/memory_store.h"
#include "tests/events/log/scratch_dir.h"

namespace kintsugi::tests {
namespace {

// How often which command came to what: "command", or "command refusal.code". Of the commits that
// count: on a busy machine some are appended a second time, and void.
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
  const auto rows = projections::make_memory_store();
  const auto fold = projections::StreamFold::open(*rows, {});
  EXPECT_TRUE(fold.has_value());
  projections::OpenedRecord opened;
  while (fold) {
    const auto records = (*cursor)->next(1000, std::chrono::milliseconds(0));
    EXPECT_TRUE(records.has_value());
    if (!records || records->empty()) return out;
    for (const log::Record& record : *records) {
      opened.open(record.position, record.bytes);
      const auto folded = (*fold)->fold(opened);
      EXPECT_TRUE(folded.has_value());
      if (!folded || folded->verdict != Verdict::counts) continue;
      std::string name(schema::name_of(*opened.view.command()));
      if (opened.view.refused()) name += " " + opened.view.refusal().code;
      ++out[name];
    }
  }
  return out;
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
