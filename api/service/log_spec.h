#pragma once
// Which log: as written on the command line, and opened.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "events/base/result.h"
#include "events/log/event_log.h"

namespace kintsugi::api {

struct LogSpec {
  enum class Kind { embedded, kafka };
  Kind kind = Kind::embedded;
  std::filesystem::path
      directory;        // embedded: of the log itself; empty: DIR/log of the data directory
  std::string servers;  // kafka: "host:port,host:port"
  std::string topic;    // kafka
  bool operator==(const LogSpec&) const = default;
};

// "embedded", "embedded:DIR" (DIR/log, but DIR itself where it is called log or is a log),
// "kafka:HOST:PORT[,HOST:PORT]/TOPIC". Errors: invalid "cli.bad_log".
Result<LogSpec> parse_log_spec(std::string_view text);

// `create`: makes a directory or topic that is missing; else not_found "log.none".
// Errors: of the log.
Result<std::unique_ptr<log::EventLog>> open_log(const LogSpec& spec,
                                                const std::filesystem::path& data, bool create);

}  // namespace kintsugi::api
