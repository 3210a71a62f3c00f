#include "tests/faults/truth.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "api/service/log_spec.h"
#include "events/base/check.h"
#include "projections/read_models.h"
#include "projections/judge/stream_fold.h"
#include "projections/tables/memory_store.h"
#include "projections/tables/rocksdb_store.h"
#include "replay/rebuild/rebuild.h"
#include "tests/events/log/scratch_dir.h"

namespace kintsugi::tests {

Result<Truth> read_truth(log::EventLog& log) {
  Truth truth;
  const auto memory = projections::make_memory_store();
  KINTSUGI_TRY(const auto fold, projections::StreamFold::open(*memory, {}));
  KINTSUGI_TRY(const auto cursor, log.read(Position{}));
  KINTSUGI_TRY(const Position end, log.end());
  projections::OpenedRecord opened;
  while (fold->next() < end) {
    KINTSUGI_TRY(const auto records, cursor->next(1024, std::chrono::milliseconds(100)));
    for (const log::Record& record : records) {
      ++truth.records;
      opened.open(record.position, record.bytes);
      KINTSUGI_TRY(const auto folded, fold->fold(opened));
      if (folded.verdict == Verdict::counts)
        truth.counted[std::string(opened.view.id())].push_back(record.position.value);
    }
  }
  KINTSUGI_TRY_OK(fold->flush());
  KINTSUGI_TRY(const auto rows, memory->snapshot());
  KINTSUGI_TRY(const auto digest, projections::digest_of(*rows, ""));
  truth.streams_digest = digest.hex;
  const ScratchDir scratch;
  replay::RebuildOptions options;
  options.directory = scratch.path();
  options.tenant = "demo";
  const auto kinds = projections::all_projections();
  options.kinds.assign(kinds.begin(), kinds.end());
  KINTSUGI_TRY(const auto report, replay::rebuild(log, fold->verdicts(), options));
  truth.tables = Json::parse(replay::to_json(report), nullptr, false)["projections"];
  return truth;
}

std::string streams_digest(const std::string& directory) {
  const auto rows = projections::open_directory_reader(directory + "/streams-v5", {});
  if (!rows) return rows.error().what;
  const auto digest = projections::digest_of(**rows, "");
  return digest ? digest->hex : digest.error().what;
}

namespace {

void expect_equal_tables(const Json& live, const Json& afresh) {
  ASSERT_EQ(live.size(), afresh.size());
  for (std::size_t i = 0; i < live.size(); ++i) {
    const Json &one = live[i], &other = afresh[i];
    EXPECT_EQ(one["name"], other["name"]);
    EXPECT_EQ(one["position"], other["position"]) << one["name"];
    ASSERT_EQ(one["tables"].size(), other["tables"].size()) << one["name"];
    for (std::size_t t = 0; t < one["tables"].size(); ++t)
      EXPECT_EQ(one["tables"][t], other["tables"][t]) << one["name"];
    EXPECT_EQ(one["digest"], other["digest"]) << one["name"];
  }
}

}  // namespace

void expect_the_log_says_the_same(const std::string& directory, const std::string& log,
                                  const std::map<std::string, std::int64_t>& told) {
  const Json live = live_tables(directory, log);
  const auto spec = api::parse_log_spec(log);
  ASSERT_TRUE(spec.has_value()) << spec.error().what;
  const auto opened = api::open_log(*spec, directory, false);
  ASSERT_TRUE(opened.has_value()) << opened.error().what;
  const auto truth = read_truth(**opened);
  ASSERT_TRUE(truth.has_value()) << truth.error().what;
  for (const auto& [id, positions] : truth->counted)
    EXPECT_EQ(positions.size(), 1u) << id << " counts more than once";
  for (const auto& [id, position] : told) {
    const auto found = truth->counted.find(id);
    ASSERT_NE(found, truth->counted.end())
        << id << " was acknowledged at " << position << " and is not in the log";
    EXPECT_EQ(found->second.front(), position) << id;
  }
  EXPECT_EQ(streams_digest(directory), truth->streams_digest);
  expect_equal_tables(live, truth->tables);
}

}  // namespace kintsugi::tests
