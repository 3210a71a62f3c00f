#include "tests/bench/works/company.h"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "schema/stock.h"

namespace kintsugi::bench {
histories::HistoryOptions company_at_work() {
  histories::HistoryOptions options;
  options.timeline.size = {
      .outlets = 12, .technicians = 240, .parts = 300, .orders_a_day = 800, .regulars = 2000};
  return options;
}

api::CommandRequest by_the_system(std::string id, schema::Command command) {
  api::CommandRequest out;
  out.tenant = "main", out.id = std::move(id), out.commands = {std::move(command)};
  out.actor.kind = ActorKind::system;
  return out;
}

Result<void> set_up_company(api::Node& node) {
  const histories::CompanySize size{.outlets = 1,
                                    .technicians = 0,
                                    .parts = company_parts + 1,  // of the last none comes
                                    .orders_a_day = 1,
                                    .regulars = 0};
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  int number = 0;
  for (histories::Wish& wish : histories::opening(size, Instant(today))) {
    auto request = by_the_system(fmt::format("setup-{}", ++number), wish.commands.front());
    if (!wish.who.empty()) {
      request.actor.kind = ActorKind::person;
      request.actor.operator_id = wish.who;
    }
    KINTSUGI_TRY(const api::Answer answer, node.execute(std::move(request)));
    if (answer.refusal) return tl::unexpected(*answer.refusal);
  }
  return {};
}

api::CommandRequest receive_goods(std::uint64_t n) {
  schema::ReceiveStock receive;
  receive.warehouse = histories::warehouse_id(1);
  receive.part = histories::part_id(static_cast<int>(n % company_parts));
  receive.quantity = 1000;
  return by_the_system(fmt::format("0195f3c4-6f2a-7c3e-9b1d-{:012d}", n), receive);
}

std::string goods_as_json(std::uint64_t n) {
  return fmt::format(R"({{"warehouse":"{}","part":"{}","condition":"good","quantity":1000}})",
                     histories::warehouse_id(1),
                     histories::part_id(static_cast<int>(n % company_parts)));
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
