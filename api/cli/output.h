#pragma once
// Where a verb's data goes: stdout or a file.

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "events/base/result.h"

namespace kintsugi::api {

// Writes to a file beside the target and renames it: a broken run leaves no half of it. One thread.
// Errors: unavailable "cli.cannot_write".
class Output {
 public:
  static Result<std::unique_ptr<Output>> open(const std::string& target);  // "-": stdout
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  bool write(std::string_view text);
  Result<void> close();

 private:
  explicit Output(std::string target) : target_(std::move(target)) {}
  std::string target_;
  std::FILE* file_ = nullptr;
};

}  // namespace kintsugi::api
