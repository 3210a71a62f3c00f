#pragma once
// Threads for connections: as many as there is work, up to a cap, and fewer again when idle.
//
// A connection holds a thread while it is open, and a feed for hours, so a fixed pool is starved by
// its size in feeds. Here a task that finds no idle thread gets a new one. At the cap tasks wait in
// a bounded queue; when that is full too, `enqueue` blocks, and the kernel's backlog says no to
// further clients. Any thread may call. Idle threads end after `idle`; the last `min_threads` stay.

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

namespace kintsugi::api {

class ElasticQueue {
 public:
  struct Options {
    std::size_t min_threads = 4;
    std::size_t max_threads = 512;
    std::size_t max_waiting = 1024;
    std::chrono::milliseconds idle{10'000};
  };

  explicit ElasticQueue(Options options);
  ~ElasticQueue();  // as shutdown()

  // Takes the task; blocks while the queue is full. After shutdown tasks are dropped unrun.
  void enqueue(std::function<void()> task);
  // Runs what waits, then joins all threads.
  void shutdown();

  std::size_t threads() const;
  std::size_t waiting() const;

 private:
  void work();
  void join_ended(std::unique_lock<std::mutex>& lock);

  const Options options_;

  // Guarded by mutex_.
  mutable std::mutex mutex_;
  std::condition_variable has_task_;
  std::condition_variable has_room_;
  std::deque<std::function<void()>> tasks_;
  std::list<std::thread> threads_;
  std::list<std::thread> ended_;  // to be joined by whoever comes next
  std::size_t idle_threads_ = 0;
  bool closing_ = false;
};

}  // namespace kintsugi::api
