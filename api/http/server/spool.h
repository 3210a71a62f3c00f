#pragma once
// Octets that may be too many for memory: written once from the begin to the end, then read again
// in pieces. Up to a limit they are held; beyond it they lie in a file without a name, which is
// gone with this object or the process. One thread at a time.

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "events/base/result.h"

namespace kintsugi::api {

class Spool {
 public:
  // `directory`: where a file is made, if one is needed.
  explicit Spool(std::filesystem::path directory, std::size_t held_max = 4u << 20);
  ~Spool();
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  // Errors: unavailable "report.not_kept" (the disk is full, or not to be written).
  Result<void> write(std::string_view piece);
  std::size_t size() const { return size_; }
  bool held() const { return file_ < 0; }  // all of it is in memory
  std::string take();                      // of what is held; leaves nothing
  // At most `at_most` octets from `at` on; fewer at the end. Errors: unavailable "report.not_kept".
  Result<std::string> read(std::size_t at, std::size_t at_most) const;

 private:
  Result<void> write_to_file(std::string_view piece);

  std::filesystem::path directory_;
  std::size_t held_max_;
  std::string held_;
  int file_ = -1;
  std::size_t size_ = 0;
};

}  // namespace kintsugi::api
