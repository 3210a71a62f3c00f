// After an import: tables live and rebuilt are equal, and the past can be asked for.

#include <gtest/gtest.h>

#include "projections/read_models.h"
#include "projections/runner/runner.h"
#include "projections/judge/as_of.h"
#include "replay/views/views.h"
#include "tests/api/import/after_import.h"
#include "tests/api/import/scratch_dir.h"

namespace kintsugi::tests {
namespace {

TEST(AfterImport, RebuiltTablesAreTheLiveOnes) {
  const ScratchDir dir;
  const auto company = Company::in_directory(dir.path());
  ASSERT_NE(company, nullptr);
  const auto summary = company->bring_in(some_log(dir.path()), helpdesk_mapping());
  ASSERT_TRUE(summary) << summary.error().what;
  const Digests live = live_digests(company->node(), dir.path() / "live");
  EXPECT_GE(live.size(), 5U);
  EXPECT_EQ(live, rebuilt_digests(company->node(), dir.path() / "again"));
}

TEST(AfterImport, AMomentOfTheHistoryIsAPositionOfTheLog) {
  const ScratchDir dir;
  const auto company = Company::in_directory(dir.path());
  ASSERT_NE(company, nullptr);
  const auto summary = company->bring_in(some_log(dir.path()), helpdesk_mapping());
  ASSERT_TRUE(summary) << summary.error().what;
  api::Node& node = company->node();
  ASSERT_TRUE(node.wait_folded(*node.log().end(), std::chrono::seconds(60)));
  const auto moment = replay::parse_as_of("2012-12-31");
  ASSERT_TRUE(moment);
  const Instant time = std::get<Instant>(moment->moment);
  const auto rows = node.rows().snapshot();
  ASSERT_TRUE(rows);
  const auto bound = projections::position_as_of(**rows, node.log(), node.verdicts(), "main", time);
  ASSERT_TRUE(bound) << bound.error().what;
  std::int64_t before = 0;
  for (const ImportedRow& row : company->rows()) before += row.recorded_at <= time ? 1 : 0;
  EXPECT_GT(before, 0);
  EXPECT_LT(before, summary->events);
  EXPECT_EQ(bound->value, before + summary->prepared);
}

}  // namespace
}  // namespace kintsugi::tests
