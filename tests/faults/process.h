#pragma once
// A child process with what it says kept. Ends with its owner, however that ends.

#include <sys/types.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace kintsugi::tests {

using Environment = std::vector<std::pair<std::string, std::string>>;

// Safe for all threads but start and end.
class Process {
 public:
  Process(const std::vector<std::string>& arguments, const Environment& environment = {});
  ~Process();  // SIGKILL where it still runs
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t pid() const { return pid_; }
  void send(int signal) const;
  // The exit code, or 128 and the signal's number; nothing where it runs on.
  std::optional<int> wait(std::chrono::milliseconds patience);
  // Until `text` stands on stdout or stderr; false where it ended before, or the patience did.
  bool wait_for_text(const std::string& text, std::chrono::milliseconds patience);
  // What follows `words` on their line of stdout, once the whole line is there; empty where it
  // ended before, or the patience did.
  std::string line_after(const std::string& words, std::chrono::milliseconds patience);
  std::string out() const;
  std::string err() const;

 private:
  void read(int fd, std::string& into);

  pid_t pid_ = -1;
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::string out_, err_;      // guarded by mutex_
  std::optional<int> ended_;   // guarded by mutex_; once both pipes are read to their end
  std::jthread out_reader_, err_reader_, waiter_;
};

}  // namespace kintsugi::tests
