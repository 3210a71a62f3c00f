#pragma once
// Commands over HTTP, as the demo company's people send them: whole lives of orders one command
// after another, and batches on hot stock. What was sent and not answered is sent again under its
// key when the load goes on, as a client does.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/faults/people.h"

namespace kintsugi::tests {

class Load {
 public:
  explicit Load(const People& people);
  ~Load();

  // Begins, or goes on where it was left. Returns once each worker had a first answer, at most
  // `patience`.
  void start(const std::string& url, std::chrono::milliseconds patience);
  // Lets each worker have its answer, or lose its connection, and waits.
  void stop();
  // Waits for so many answers more; false where they do not come in time.
  bool wait_for_answers(std::size_t more, std::chrono::milliseconds patience);

  // Every command that was answered, refused ones too: its id and position.
  using Acknowledged = std::map<std::string, std::int64_t>;
  Acknowledged acknowledged() const;
  std::size_t accepted() const;
  // How long the first answer took after start(), the slowest worker's; of batches the whole batch.
  std::chrono::milliseconds slowest_first_answer() const;
  std::vector<std::string> complaints() const;  // answers that no command of the load should get

 private:
  struct Worker;
  void run(Worker& worker);
  bool send(Worker& worker, httplib::Client& client);
  bool send_one(Worker& worker, httplib::Client& client);
  bool send_batch(Worker& worker, httplib::Client& client);
  bool take(const std::string& id, int status, const Json& answer);
  void complain(const std::string& what);

  const People& people_;
  std::string url_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::atomic<bool> stopping_ = false;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Acknowledged acknowledged_;                // guarded by mutex_, as all below
  std::size_t accepted_ = 0;
  std::size_t answers_ = 0;
  std::size_t begun_ = 0;                    // workers that had their first answer
  std::chrono::steady_clock::time_point started_;
  std::chrono::milliseconds slowest_first_{};
  std::vector<std::string> complaints_;
};

}  // namespace kintsugi::tests
