#pragma once
// What RocksDB says of itself goes where everything else is said. Its own file LOG lies on the disk that it
// tells of: a full one fails the file's writes, and an assertion in it then ends the process.

#include <cstdarg>
#include <cstdio>

#include <rocksdb/env.h>
#include <spdlog/spdlog.h>

namespace kintsugi::log {

class InfoLog final : public rocksdb::Logger {
 public:
  InfoLog() : rocksdb::Logger(rocksdb::WARN_LEVEL) {}
  void Logv(const char* format, va_list arguments) override { say(spdlog::level::debug, format, arguments); }
  void Logv(const rocksdb::InfoLogLevel level, const char* format, va_list arguments) override {
    if (level < GetInfoLogLevel()) return;
    say(level >= rocksdb::ERROR_LEVEL ? spdlog::level::warn : spdlog::level::debug, format, arguments);
  }

 private:
  static void say(spdlog::level::level_enum level, const char* format, va_list arguments) {
    if (!spdlog::should_log(level)) return;
    char line[1024];
    std::vsnprintf(line, sizeof line, format, arguments);
    spdlog::log(level, "RocksDB: {}", line);
  }
};

}  // namespace kintsugi::log
