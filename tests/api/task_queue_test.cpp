#include "api/http/server/task_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <future>
#include <mutex>
#include <vector>

namespace kintsugi::api {
namespace {

TEST(ElasticQueue, GrowsSoThatLongTasksStarveNobody) {
  ElasticQueue queue({.min_threads = 1, .max_threads = 101});
  std::promise<void> release;
  std::shared_future<void> released(release.get_future());
  for (int i = 0; i < 100; ++i) queue.enqueue([released] { released.wait(); });
  std::promise<void> ran;
  queue.enqueue([&] { ran.set_value(); });
  ran.get_future().wait();  // hangs here where the hundred starve it
  EXPECT_EQ(queue.threads(), 101u);
  release.set_value();
}

TEST(ElasticQueue, NeverHasMoreThreadsThanItsCap) {
  ElasticQueue queue({.min_threads = 1, .max_threads = 3});
  std::atomic<int> at_once{0};
  std::atomic<int> most{0};
  std::atomic<int> done{0};
  for (int i = 0; i < 200; ++i) {
    queue.enqueue([&] {
      int running = ++at_once;
      int seen = most.load();
      while (running > seen && !most.compare_exchange_weak(seen, running)) {
      }
      --at_once;
      ++done;
    });
  }
  queue.shutdown();
  EXPECT_EQ(done.load(), 200);
  EXPECT_LE(most.load(), 3);
}

TEST(ElasticQueue, ShrinksWhenIdle) {
  ElasticQueue queue({.min_threads = 2, .max_threads = 20, .idle = std::chrono::milliseconds(20)});
  std::promise<void> release;
  std::shared_future<void> released(release.get_future());
  for (int i = 0; i < 20; ++i) queue.enqueue([released] { released.wait(); });
  EXPECT_EQ(queue.threads(), 20u);
  release.set_value();
  auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (queue.threads() > 2 && std::chrono::steady_clock::now() < deadline)
    std::this_thread::yield();
  EXPECT_EQ(queue.threads(), 2u);
  std::promise<void> ran;
  queue.enqueue([&] { ran.set_value(); });
  ran.get_future().wait();
}

TEST(ElasticQueue, RunsWhatWaitsBeforeItEnds) {
  std::atomic<int> done{0};
  {
    ElasticQueue queue({.min_threads = 1, .max_threads = 1});
    for (int i = 0; i < 50; ++i) queue.enqueue([&] { ++done; });
  }
  EXPECT_EQ(done.load(), 50);
}

}  // namespace
}  // namespace kintsugi::api
