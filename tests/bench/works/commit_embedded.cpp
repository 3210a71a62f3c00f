#include <fmt/format.h>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>

#include "api/node/node.h"
#include "events/log/embedded/embedded_log.h"
#include "projections/tables/rocksdb_store.h"
#include "tests/bench/works/work.h"

namespace kintsugi::bench {

namespace {

constexpr int parts = 64;

api::CommandRequest request(std::string id, schema::Command command) {
  api::CommandRequest out;
  out.tenant = "main", out.id = std::move(id), out.commands = {std::move(command)};
  out.actor.kind = ActorKind::system;
  return out;
}

Result<void> set_up(api::Node& node) {
  schema::RegisterOutlet outlet;
  outlet.outlet = "SH-1", outlet.name = "闵行", outlet.kind = schema::OutletKind::service_station;
  schema::RegisterWarehouse warehouse;
  warehouse.warehouse = "WH-1", warehouse.name = "闵行库", warehouse.outlet = "SH-1";
  warehouse.kind = schema::WarehouseKind::parts;
  std::vector<schema::Command> commands = {outlet, warehouse};
  for (int i = 0; i < parts; ++i) {
    schema::RegisterPart part;
    part.part = fmt::format("KT-{}", i), part.name = "压缩机", part.brand = "格力", part.unit = schema::PartUnit::piece;
    commands.push_back(part);
  }
  for (std::size_t i = 0; i < commands.size(); ++i) {
    KINTSUGI_TRY(const api::Answer answer, node.execute(request(fmt::format("setup-{}", i), commands[i])));
    if (answer.refusal) return tl::unexpected(*answer.refusal);
  }
  return {};
}

// Keeps `batch` commands under way: a client on a thread of its own sends one for each answer.
double commands_a_second(api::Node& node, std::size_t batch, double seconds_measured) {
  std::mutex mutex;
  std::condition_variable answered_some;
  std::size_t under_way = 0;
  std::uint64_t sent = 0, answered = 0;
  const auto send = [&] {
    schema::ReceiveStock receive;
    receive.warehouse = "WH-1", receive.part = fmt::format("KT-{}", sent % parts), receive.quantity = 1000;
    const std::string id = fmt::format("0195f3c4-6f2a-7c3e-9b1d-{:012d}", sent++);
    node.submit(request(id, receive), [&](const Result<api::Answer>&) {
      const std::lock_guard lock(mutex);
      ++answered, --under_way;
      answered_some.notify_one();
    });
  };
  const auto start = std::chrono::steady_clock::now();
  const auto end = start + std::chrono::duration<double>(seconds_measured);
  while (std::chrono::steady_clock::now() < end) {
    std::size_t room = 0;
    {
      std::unique_lock lock(mutex);
      answered_some.wait(lock, [&] { return under_way < batch; });
      room = batch - under_way;
      under_way = batch;
    }
    for (std::size_t i = 0; i < room; ++i) send();
  }
  std::unique_lock lock(mutex);
  answered_some.wait(lock, [&] { return under_way == 0; });
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return static_cast<double>(answered) / seconds;
}

}  // namespace

Result<std::vector<Figure>> commit_embedded(const BenchOptions& options, std::size_t batch) {
  const std::filesystem::path dir = std::filesystem::path(options.directory) / "commit";
  std::filesystem::remove_all(dir);
  std::filesystem::create_directories(dir);
  KINTSUGI_TRY(const Figure limit, append_embedded((dir / "limit").string(), batch, options.seconds / 2));
  Figure figure;
  {
    KINTSUGI_TRY(const auto log, log::open_embedded({.dir = (dir / "log").string(), .recorded_at = recorded_at_of,
                                                     .create = true}));
    KINTSUGI_TRY(const auto store, projections::open_directory_store((dir / "streams-v1").string(),
                                                                {.filters_in_memory = true}));
    const api::SystemClock clock;
    api::Node::Options node_options;
    node_options.sequencer.record_headers = false;
    KINTSUGI_TRY(const auto node, api::Node::open(node_options, *log, *store, clock));
    KINTSUGI_CHECK_OK(set_up(*node));
    figure.value = commands_a_second(*node, batch, 2 * options.seconds);
  }
  figure.work = fmt::format("commit_embedded_{}", batch);
  figure.unit = "commands/s";
  figure.limit = fmt::format("rocksdb_write_sync_{}", batch);
  figure.limit_value = limit.limit_value;
  std::filesystem::remove_all(dir);
  return std::vector<Figure>{figure};
}

}  // namespace kintsugi::bench
