#include "tests/api/import/after_import.h"

#include <fstream>
#include <iostream>

#include "projections/read_models.h"
#include "projections/runner/runner.h"
#include "replay/rebuild/rebuild.h"
#include "tests/api/import/made_log.h"

namespace kintsugi::tests {
namespace {

std::vector<const projections::ProjectionKind*> all_kinds() {
  const auto kinds = projections::all_projections();
  return {kinds.begin(), kinds.end()};
}

void wait_for_all(api::Node& node) {
  ASSERT_TRUE(node.wait_folded(*node.log().end(), std::chrono::seconds(60)));
}

}  // namespace

Digests live_digests(api::Node& node, const std::filesystem::path& directory) {
  wait_for_all(node);
  projections::Runner::Options options;
  options.directory = directory.string();
  options.tenant = "main";
  options.kinds = all_kinds();
  Digests digests;
  auto runner = projections::Runner::open(node.log(), node.verdicts(), options);
  if (!runner) {
    ADD_FAILURE() << runner.error().what;
    return digests;
  }
  const Result<void> done = (*runner)->catch_up();
  EXPECT_TRUE(done) << done.error().what;
  for (const auto& [name, one] : (*runner)->published()->projections) {
    EXPECT_FALSE(one.stopped) << name << ": " << one.stopped->what;
    if (one.rows == nullptr) {
      ADD_FAILURE() << name << " has no rows";
      continue;
    }
    const auto digest = projections::digest_of(*one.kind, *one.rows);
    EXPECT_TRUE(digest);
    if (digest) digests[name] = digest->digest;
  }
  return digests;
}

Digests rebuilt_digests(api::Node& node, const std::filesystem::path& directory) {
  wait_for_all(node);
  replay::RebuildOptions options;
  options.directory = directory.string();
  options.tenant = "main";
  options.kinds = all_kinds();
  options.in_place = false;
  Digests digests;
  const Result<replay::RebuildReport> report =
      replay::rebuild(node.log(), node.verdicts(), options);
  if (!report) {
    ADD_FAILURE() << report.error().what;
    return digests;
  }
  for (const replay::ProjectionReport& projection : report->projections) {
    digests[projection.name] = projection.digest;
    std::cout << projection.name << ": " << projection.rows << " rows, " << projection.digest
              << "\n";
  }
  return digests;
}

std::filesystem::path some_log(const std::filesystem::path& scratch) {
  if (std::filesystem::exists(helpdesk_log())) {
    std::cout << "the real help-desk log\n";
    return helpdesk_log();
  }
  std::cout << "a made log of 1000 cases (the real one is not beside the repository)\n";
  const std::filesystem::path file = scratch / "log.xes.gz";
  std::ofstream(file, std::ios::binary) << gzipped(to_xes(make_log(20121009, 1000)));
  return file;
}

}  // namespace kintsugi::tests
