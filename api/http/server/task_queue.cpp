#include "api/http/server/task_queue.h"

#include <algorithm>
#include <exception>

namespace kintsugi::api {

ElasticQueue::ElasticQueue(Options options) : options_(options) {}

ElasticQueue::~ElasticQueue() { shutdown(); }

void ElasticQueue::enqueue(std::function<void()> task) {
  std::unique_lock lock(mutex_);
  has_room_.wait(lock, [&] { return closing_ || tasks_.size() < options_.max_waiting; });
  if (closing_) return;
  tasks_.push_back(std::move(task));
  if (tasks_.size() > idle_threads_ && threads_.size() < options_.max_threads) {
    try {
      std::list<std::thread> place(1);  // first: a thread that nobody keeps ends the process
      place.front() = std::thread([this] { work(); });
      threads_.splice(threads_.end(), place);
    } catch (const std::exception&) {
      // No more threads to be had, or no memory: the task waits for one that is there.
    }
  }
  join_ended(lock);
  if (threads_.empty()) {  // not one was to be had: whoever brings the task does it
    auto mine = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    return mine();
  }
  lock.unlock();
  has_task_.notify_one();
}

void ElasticQueue::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    ++idle_threads_;
    bool woken =
        has_task_.wait_for(lock, options_.idle, [&] { return closing_ || !tasks_.empty(); });
    --idle_threads_;
    if (!tasks_.empty()) {
      auto task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      has_room_.notify_one();
      task();
      task = nullptr;
      lock.lock();
      continue;
    }
    if (closing_) return;
    if (!woken && threads_.size() > options_.min_threads) {
      const auto self = std::find_if(
          threads_.begin(), threads_.end(),
          [](const std::thread& thread) { return thread.get_id() == std::this_thread::get_id(); });
      if (self != threads_.end()) {
        ended_.splice(ended_.end(), threads_, self);
        return;
      }
    }
  }
}

void ElasticQueue::join_ended(std::unique_lock<std::mutex>& lock) {
  while (!ended_.empty()) {
    std::thread thread = std::move(ended_.front());
    ended_.pop_front();
    lock.unlock();
    thread.join();
    lock.lock();
  }
}

void ElasticQueue::shutdown() {
  std::unique_lock lock(mutex_);
  closing_ = true;
  has_task_.notify_all();
  has_room_.notify_all();
  auto threads = std::move(threads_);
  threads_.clear();
  lock.unlock();
  for (std::thread& thread : threads) thread.join();
  lock.lock();
  join_ended(lock);
}

std::size_t ElasticQueue::threads() const {
  std::lock_guard lock(mutex_);
  return threads_.size();
}

std::size_t ElasticQueue::waiting() const {
  std::lock_guard lock(mutex_);
  return tasks_.size();
}

}  // namespace kintsugi::api
