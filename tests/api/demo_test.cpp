// The demo company is the same each time, octet for octet, and its policies answer in its own time:
// what is asked for is sourced, approved, issued and fitted; what is completed is followed up.

#include "api/demo/demo.h"

#include <gtest/gtest.h>

#include <map>

#include "events/base/sha256.h"
#include "events/commit/commit.h"
#include "events/schema/runtime/erased.h"
#include "core/dispatch.h"
#include "projections/judge/stream_fold.h"
#include "projections/tables/memory_store.h"
#include "tests/events/log/scratch_dir.h"

namespace kintsugi::tests {
namespace {

struct Company {
  // How often which command came to what: "command", or "command refusal.code".
  std::map<std::string, int> outcomes;
  std::string octets;  // of its log, as a hash
  bool all_count = true;
};

constexpr int few_orders = 2000;

Company made_company() {
  const ScratchDir directory;
  api::Service::Options options;
  options.directory = directory.path();
  EXPECT_TRUE(api::make_demo_company(
      options, {.orders = few_orders, .end = instant_from_ms(1'779'250'000'000)}));
  auto log = api::open_log(options.log, options.directory, false);
  EXPECT_TRUE(log.has_value());
  auto cursor = (*log)->read(Position{0});
  EXPECT_TRUE(cursor.has_value());
  Company out;
  std::string all;
  const auto rows = projections::make_memory_store();
  const auto fold = projections::StreamFold::open(*rows, {});
  EXPECT_TRUE(fold.has_value());
  projections::OpenedRecord opened;
  while (fold) {
    const auto records = (*cursor)->next(1000, std::chrono::milliseconds(0));
    EXPECT_TRUE(records.has_value());
    if (!records || records->empty()) break;
    for (const log::Record& record : *records) {
      all += record.bytes;
      opened.open(record.position, record.bytes);
      const auto folded = (*fold)->fold(opened);
      EXPECT_TRUE(folded.has_value());
      out.all_count = out.all_count && folded && folded->verdict == Verdict::counts;
      std::string name(schema::name_of(*opened.view.command()));
      if (opened.view.refused()) name += " " + opened.view.refusal().code;
      ++out.outcomes[name];
    }
  }
  out.octets = sha256_hex(all);
  return out;
}

TEST(Demo, IsTheSameEachTimeAndItsPoliciesAnswerInItsTime) {
  const Company made = made_company();
  EXPECT_EQ(made.octets, made_company().octets);
  EXPECT_TRUE(made.all_count);
  auto outcomes = made.outcomes;
  EXPECT_GT(outcomes["use_part"], 200);
  EXPECT_GT(outcomes["record_follow_up"], 1000);
  EXPECT_GT(outcomes["earn_wage_line"], 1000);
  EXPECT_GT(outcomes["register_customer"], 1000);
  EXPECT_GT(outcomes["register_asset"], 100);
  EXPECT_GT(outcomes["remit_payment"], 100);
  EXPECT_GT(outcomes["approve_wages"], 1);
  EXPECT_GT(outcomes["calculate_wages"], outcomes["approve_wages"]);
  EXPECT_EQ(outcomes["withdraw_stock_receipt"], 1);
  EXPECT_GT(outcomes["propose_stock_adjustment"], outcomes["approve_stock_adjustment"]);
  EXPECT_GT(outcomes["approve_stock_adjustment"], 10);
  EXPECT_GT(outcomes["override_dispatch_check"], 5);
  for (const char* too_early :
       {"approve_part_request part_request.not_sourced", "source_part part_request.settled",
        "use_part custody.insufficient", "post_work_order work_order.not_followed_up"}) {
    EXPECT_FALSE(outcomes.contains(too_early)) << too_early << ": " << outcomes[too_early];
  }
}

}  // namespace
}  // namespace kintsugi::tests
