#pragma once
// One process at a time works in a data directory: DIR/LOCK, held by flock, names who holds it.

#include <filesystem>
#include <memory>
#include <string>

#include "events/base/result.h"

namespace kintsugi::api {

struct LockHolder {
  int pid = 0;
  std::string url;  // where the holder serves; empty: it serves nothing
};

// Taken and given up by one thread; holder() by any.
class DataLock {
 public:
  // Makes the directory where missing. Errors: unavailable "data.held" (what names pid and URL),
  // unavailable "data.cannot_write".
  static Result<std::unique_ptr<DataLock>> take(const std::filesystem::path& directory);
  // Who holds the directory; pid 0: nobody. Takes nothing.
  static LockHolder holder(const std::filesystem::path& directory);
  ~DataLock();  // the file stays, unlocked and empty
  DataLock(const DataLock&) = delete;
  DataLock& operator=(const DataLock&) = delete;

  // Tells others where to go.
  Result<void> set_url(const std::string& url);

 private:
  explicit DataLock(int fd) : fd_(fd) {}
  Result<void> write(const std::string& url);
  const int fd_;
};

}  // namespace kintsugi::api
