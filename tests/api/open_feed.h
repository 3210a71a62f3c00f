#pragma once
// Somebody who listens to /v1/stream.

#include <httplib.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace kintsugi::tests {

// An open feed on a thread of its own; what it said so far. Any thread.
class OpenFeed {
 public:
  OpenFeed(int port, const std::string& cookie, const std::string& path,
       const std::string& last_id = {}, const std::string& authorization = {})
      : thread_([=, this] {
          httplib::Client client("127.0.0.1", port);
          client.set_read_timeout(30);
          httplib::Headers headers;
          if (!cookie.empty()) headers.emplace("Cookie", cookie);
          if (!authorization.empty()) headers.emplace("Authorization", authorization);
          if (!last_id.empty()) headers.emplace("Last-Event-ID", last_id);
          client.Get(
              path, headers,
              [&](const httplib::Response& response) {
                std::lock_guard lock(mutex_);
                status_ = response.status;
                changed_.notify_all();
                return true;
              },
              [&](const char* data, std::size_t size) {
                std::lock_guard lock(mutex_);
                text_.append(data, size);
                changed_.notify_all();
                return !stop_;
              });
          std::lock_guard lock(mutex_);
          ended_ = true;
          changed_.notify_all();
        }) {}
  ~OpenFeed() {
    leave();
    thread_.join();
  }
  void leave() {
    std::lock_guard lock(mutex_);
    stop_ = true;  // seen with the next heartbeat
  }
  // In 20 s, after the first `from` octets.
  bool says(const std::string& text, std::size_t from = 0) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(20),
                             [&] { return text_.find(text, from) != std::string::npos; });
  }
  bool ends() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(20), [&] { return ended_; });
  }
  std::string text() {
    std::lock_guard lock(mutex_);
    return text_;
  }
  int status() {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(20), [&] { return status_ != 0; });
    return status_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::string text_;
  int status_ = 0;
  bool ended_ = false;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace kintsugi::tests
