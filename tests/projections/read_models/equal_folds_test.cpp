// For every projection: the same rows however commits were grouped, written and begun.

#include <gtest/gtest.h>

#include "core/histories/history.h"
#include "projections/read_models.h"
#include "replay/rebuild/rebuild.h"
#include "tests/projections/read_models/folded.h"
#include "tests/projections/support/folder.h"

namespace kintsugi::tests {
namespace {

class EqualFolds : public testing::TestWithParam<const ProjectionKind*> {
 protected:
  static JudgedLog& log() {
    static JudgedLog* log = [] {
      auto* made = new JudgedLog;
      histories::HistoryOptions options;
      options.timeline.seed = 3;
      options.timeline.size = {
          .outlets = 3, .technicians = 9, .parts = 5, .orders_a_day = 30, .regulars = 20};
      histories::History history(options);
      for (int i = 0; i < 4000; ++i) made->add_stored(history.next_bytes());
      return made;
    }();
    return *log;
  }
  static std::string digest(const ProjectionKind& kind, const RowReader& rows) {
    return digest_of(kind, rows)->digest;
  }
};

TEST_P(EqualFolds, HoweverTheyAreGroupedAndWritten) {
  const auto& kind = *GetParam();
  const auto end = log().verdicts().judged_until();
  const auto whole = folded(kind, log());
  const auto expected = digest(kind, *whole);
  EXPECT_GT(digest_of(kind, *whole)->rows, 0);

  const auto single = make_memory_store();
  fold_into(*single, kind, log(), end, 1);
  EXPECT_EQ(digest(kind, **single->snapshot()), expected);

  const Folder folder;
  const auto directory = *open_directory_store(folder / "rows", {});
  fold_into(*directory, kind, log(), end, 37);
  EXPECT_EQ(digest(kind, **directory->snapshot()), expected);

  for (const std::size_t memory : {std::size_t{0}, std::size_t{1} << 30}) {
    replay::RebuildOptions options;
    options.directory = folder.path();
    options.tenant = "main";
    options.kinds = {&kind};
    options.memory_bytes = memory;
    const auto report = replay::rebuild(log().log(), log().verdicts(), options);
    ASSERT_TRUE(report) << report.error().what;
    EXPECT_EQ(report->projections[0].digest, expected);
  }
}

TEST_P(EqualFolds, FromAnyMomentOn) {
  const auto& kind = *GetParam();
  const auto end = log().verdicts().judged_until();
  const auto expected = digest(kind, *folded(kind, log()));
  for (const std::int64_t at : {1, 500, 1999, 3999}) {
    const auto first = make_memory_store();
    fold_into(*first, kind, log(), Position{at}, 1'000'000);
    const auto overlay = make_overlay_store(*first->snapshot());
    fold_into(*overlay, kind, log(), end, 100);
    EXPECT_EQ(digest(kind, **overlay->snapshot()), expected) << at;
  }
}

INSTANTIATE_TEST_SUITE_P(All, EqualFolds,
                         testing::ValuesIn(all_projections().begin(), all_projections().end()),
                         [](const auto& tested) { return std::string(tested.param->name); });

}  // namespace
}  // namespace kintsugi::tests
