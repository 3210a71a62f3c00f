#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <filesystem>

#include "api/node/node.h"
#include "events/log/embedded/embedded_log.h"
#include "projections/tables/rocksdb_store.h"
#include "schema/outlet.h"
#include "schema/part.h"
#include "schema/stock.h"
#include "schema/warehouse.h"
#include "tests/bench/works/company.h"
#include "tests/bench/works/work.h"

namespace kintsugi::bench {

namespace {

constexpr int parts = 64;

Result<void> set_up(api::Node& node) {
  schema::RegisterOutlet outlet;
  outlet.outlet = "SH-1", outlet.name = "闵行", outlet.kind = schema::OutletKind::service_station;
  schema::RegisterWarehouse warehouse;
  warehouse.warehouse = "WH-1", warehouse.name = "闵行库", warehouse.outlet = "SH-1";
  warehouse.kind = schema::WarehouseKind::parts;
  std::vector<schema::Command> commands = {outlet, warehouse};
  for (int i = 0; i < parts; ++i) {
    schema::RegisterPart part;
    part.part = fmt::format("KT-{}", i), part.name = "压缩机", part.brand = "格力",
    part.unit = schema::PartUnit::piece;
    commands.push_back(part);
  }
  for (std::size_t i = 0; i < commands.size(); ++i) {
    KINTSUGI_TRY(const api::Answer answer,
                 node.execute(by_the_system(fmt::format("setup-{}", i), commands[i])));
    if (answer.refusal) return tl::unexpected(*answer.refusal);
  }
  return {};
}

api::CommandRequest receive(std::uint64_t n) {
  schema::ReceiveStock receive;
  receive.warehouse = "WH-1", receive.part = fmt::format("KT-{}", n % parts),
  receive.quantity = 1000;
  return by_the_system(fmt::format("0195f3c4-6f2a-7c3e-9b1d-{:012d}", n), receive);
}

}  // namespace

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
    KINTSUGI_TRY(const auto store, projections::open_directory_store((dir / "streams-v2").string(),
                                                                {.filters_in_memory = true}));
    const api::SystemClock clock;
    api::Node::Options node_options;
    node_options.sequencer.record_headers = false;
    KINTSUGI_TRY(const auto node, api::Node::open(node_options, *log, *store, clock));
    KINTSUGI_TRY_OK(set_up(*node));
    std::uint64_t next = 0;
    KINTSUGI_TRY(const api::Answer first, node->execute(receive(next++)));
    bytes = first.record->size();
    const std::chrono::duration<double> measured(2 * options.seconds);
    KINTSUGI_TRY(figure.value, commands_a_second(*node, batch, measured, next, receive));
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
