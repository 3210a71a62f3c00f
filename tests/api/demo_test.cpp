// The demo company is the same each time, octet for octet, and its policies answer in its own time:
// what is asked for is sourced, approved, issued and fitted; what is completed is followed up.

#include "api/demo/demo.h"
#include "api/demo/live.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <map>
#include <string>

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

// As it is told by its log.
Company company_of(const api::Service::Options& options) {
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

Company made_company() {
  const ScratchDir directory;
  api::Service::Options options;
  options.directory = directory.path();
  EXPECT_TRUE(api::make_demo_company(
      options, {.orders = few_orders, .end = instant_from_ms(1'779'250'000'000)}));
  return company_of(options);
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

// How often these were accepted, or refused for whatever reason.
int sum_of(const Company& company, std::initializer_list<const char*> commands, bool refused) {
  int sum = 0;
  for (const auto& [outcome, count] : company.outcomes) {
    const auto space = outcome.find(' ');
    const std::string name = outcome.substr(0, space);
    const bool is_refused = space != std::string::npos;
    for (const char* command : commands)
      if (name == command && is_refused == refused) sum += count;
  }
  return sum;
}

// Some days while no node ran, until a machine is to be exchanged: what goes through many hands
// went on, from hand to hand.
TEST(Demo, GoesOnWithCasesAndNewOnesComeIn) {
  const ScratchDir directory;
  const Instant end = instant_from_ms(1'779'250'000'000);
  api::Service::Options options;
  options.directory = directory.path();
  ASSERT_TRUE(api::make_demo_company(options, {.orders = few_orders, .end = end}));
  const Company before = company_of(options);
  Company now = before;
  const auto exchanges = [&] { return sum_of(now, {"register_asset"}, false); };
  const int exchanges_before = exchanges();
  for (int day = 0; day < 6 || (day < 20 && exchanges() == exchanges_before); day += 2) {
    const Instant from = end + std::chrono::hours(24 * day);
    ASSERT_TRUE(api::catch_up_demo(options, from, from + std::chrono::hours(48)));
    if (day >= 4) now = company_of(options);
  }
  const auto more = [&](std::initializer_list<const char*> commands, bool refused = false) {
    return sum_of(now, commands, refused) - sum_of(before, commands, refused);
  };
  EXPECT_GT(more({"register_complaint"}), 0);
  EXPECT_GT(more({"assign_complaint", "investigate_complaint", "propose_solution",
                  "resolve_complaint", "confirm_complaint", "close_complaint"}),
            0);
  EXPECT_GT(more({"register_asset"}), 0) << "and in the same commit an exchange is asked for";
  EXPECT_GT(more({"appraise_unit", "approve_exchange", "ship_unit", "refund_customer",
                  "collect_old_unit", "receive_old_unit", "settle_exchange", "close_exchange"}),
            0);
  EXPECT_GT(more({"return_part"}), 1);
  const auto cases = {"register_complaint", "assign_complaint", "investigate_complaint",
                      "propose_solution",   "resolve_complaint", "confirm_complaint",
                      "close_complaint",    "request_exchange",  "appraise_unit",
                      "approve_exchange",   "refuse_exchange",   "ship_unit",
                      "refund_customer",    "collect_old_unit",  "receive_old_unit",
                      "settle_exchange",    "close_exchange",    "decide_liability_appeal",
                      "classify_incident",  "record_incident_action",
                      "resolve_incident",   "review_incident",   "close_incident"};
  EXPECT_EQ(more(cases, true), 0);
  for (const auto& [outcome, count] : now.outcomes)
    if (HasFailure() && outcome.find(' ') != std::string::npos)
      ADD_FAILURE() << outcome << " " << count;
}

}  // namespace
}  // namespace kintsugi::tests
