#include "tests/bench/works/company.h"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "schema/identity.h"
#include "schema/outlet.h"
#include "schema/part.h"
#include "schema/stock.h"
#include "schema/warehouse.h"

namespace kintsugi::bench {
api::CommandRequest by_the_system(std::string id, schema::Command command) {
  api::CommandRequest out;
  out.tenant = "main", out.id = std::move(id), out.commands = {std::move(command)};
  out.actor.kind = ActorKind::system;
  return out;
}

Result<void> set_up_company(api::Node& node) {
  schema::RegisterOutlet outlet;
  outlet.outlet = "SH-1", outlet.name = "闵行", outlet.kind = schema::OutletKind::service_station;
  schema::RegisterWarehouse warehouse;
  warehouse.warehouse = "WH-1", warehouse.name = "闵行库", warehouse.outlet = "SH-1";
  warehouse.kind = schema::WarehouseKind::parts;
  schema::RegisterOperator keeper;
  keeper.number = store_keeper, keeper.name = "库管员";
  schema::GrantRole grant;
  grant.number = store_keeper, grant.role = schema::Role::store_keeper;
  std::vector<schema::Command> commands = {outlet, warehouse, keeper, grant};
  for (int i = 0; i < company_parts; ++i) {
    schema::RegisterPart part;
    part.part = fmt::format("KT-{}", i), part.name = "压缩机", part.brand = "格力";
    part.unit = schema::PartUnit::piece;
    commands.emplace_back(part);
  }
  for (std::size_t i = 0; i < commands.size(); ++i) {
    KINTSUGI_TRY(const api::Answer answer,
                 node.execute(by_the_system(fmt::format("setup-{}", i), commands[i])));
    if (answer.refusal) return tl::unexpected(*answer.refusal);
  }
  return {};
}

api::CommandRequest receive_goods(std::uint64_t n) {
  schema::ReceiveStock receive;
  receive.warehouse = "WH-1", receive.part = fmt::format("KT-{}", n % company_parts),
  receive.quantity = 1000;
  return by_the_system(fmt::format("0195f3c4-6f2a-7c3e-9b1d-{:012d}", n), receive);
}

Result<double> commands_a_second(api::Node& node, std::size_t under_way,
                                 std::chrono::duration<double> measured, std::uint64_t& next,
                                 const MakeRequest& make) {
  using Clock = std::chrono::steady_clock;
  // The client sends again when an eighth is answered: one that wakes for each answer costs the
  // node a system call each.
  const std::size_t low = under_way - std::max<std::size_t>(1, under_way / 8);
  std::mutex mutex;
  std::condition_variable answered_some;
  std::size_t waiting = 0;
  std::uint64_t answered = 0;
  Result<void> outcome;
  const auto send = [&] {
    node.submit(make(next++), [&](const Result<api::Answer>& answer) {
      const std::lock_guard lock(mutex);
      ++answered, --waiting;
      if (!answer) outcome = tl::unexpected(answer.error());
      if (answer && answer->refusal) outcome = tl::unexpected(*answer->refusal);
      if (waiting == low || waiting == 0) answered_some.notify_one();
    });
  };
  const auto start = Clock::now();
  const auto end = start + std::chrono::duration_cast<Clock::duration>(measured);
  std::unique_lock lock(mutex);
  while (outcome && Clock::now() < end) {
    answered_some.wait(lock, [&] { return waiting <= low; });
    const std::size_t room = under_way - std::exchange(waiting, under_way);
    lock.unlock();
    for (std::size_t i = 0; i < room; ++i) send();
    lock.lock();
  }
  answered_some.wait(lock, [&] { return waiting == 0; });
  KINTSUGI_TRY_OK(outcome);
  return static_cast<double>(answered) /
         std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace kintsugi::bench
