#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <filesystem>

#include "api/node/node.h"
#include "events/log/embedded/embedded_log.h"
#include "projections/tables/rocksdb_store.h"
#include "tests/bench/works/company.h"
#include "tests/bench/works/work.h"

namespace kintsugi::bench {

Result<std::vector<Figure>> commit_embedded(const BenchOptions& options, std::size_t batch) {
  const std::filesystem::path dir = std::filesystem::path(options.directory) / "commit";
  std::filesystem::remove_all(dir);
  std::filesystem::create_directories(dir);
  Figure figure;
  std::size_t bytes = 0;  // of a commit: as many are written for the limit
  {
    KINTSUGI_TRY(const auto log, log::open_embedded({.dir = (dir / "log").string(),
                                                     .recorded_at = recorded_at_of,
                                                     .create = true}));
    KINTSUGI_TRY(const auto store, projections::open_directory_store((dir / "streams-v5").string(),
                                                                {.filters_in_memory = true}));
    const api::SystemClock clock;
    api::Node::Options node_options;
    node_options.sequencer.record_headers = false;
    KINTSUGI_TRY(const auto node, api::Node::open(node_options, *log, *store, clock));
    KINTSUGI_TRY_OK(set_up_company(*node));
    std::uint64_t next = 0;
    KINTSUGI_TRY(const api::Answer first, node->execute(receive_goods(next++)));
    bytes = first.record->size();
    const std::chrono::duration<double> measured(2 * options.seconds);
    KINTSUGI_TRY(figure.value, commands_a_second(*node, batch, measured, next));
  }
  KINTSUGI_TRY(const Figure limit,
               append_embedded((dir / "limit").string(), batch, options.seconds / 2, bytes));
  figure.work = fmt::format("commit_embedded_{}", batch);
  figure.unit = "commands/s";
  figure.limit = fmt::format("rocksdb_write_sync_{}_of_{}_octets", batch, bytes);
  figure.limit_value = limit.limit_value;
  std::filesystem::remove_all(dir);
  return std::vector<Figure>{figure};
}

}  // namespace kintsugi::bench
