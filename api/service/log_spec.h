#pragma once
// Which log: as written on the command line with the files that go with it, and opened.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "events/base/result.h"
#include "events/commit/log_key.h"
#include "events/log/event_log.h"
#include "events/log/kafka/kafka_log.h"

namespace kintsugi::api {

struct LogSpec {
  enum class Kind { embedded, kafka };
  Kind kind = Kind::embedded;
  std::filesystem::path
      directory;        // embedded: of the log itself; empty: DIR/log of the data directory
  std::string servers;  // kafka: "host:port,host:port"
  std::string topic;    // kafka
  log::KafkaSettings kafka_settings{};     // of every client
  std::shared_ptr<const LogKeys> keys{};   // null: none; shared by the fold and whoever seals
  bool seals = false;                      // read them though there are no keys
  bool reads = false;                      // mostly: no right to write is asked for at once
  bool operator==(const LogSpec&) const = default;
};

// "embedded", "embedded:DIR" (DIR/log, but DIR itself where it is called log or is a log),
// "kafka:HOST:PORT[,HOST:PORT]/TOPIC". Errors: invalid "cli.bad_log".
Result<LogSpec> parse_log_spec(std::string_view text);

// The same with its files; an empty name is none. Errors: also of read_secret_file, invalid
// "log.bad_key", invalid "log.bad_setting" (client_settings.h).
Result<LogSpec> read_log_spec(std::string_view text, const std::filesystem::path& kafka_config,
                              const std::filesystem::path& log_key);

// What nodes share beside a log on Kafka: the topic called as the log's with ".secrets" behind it,
// made where it is missing; of each key the newest record stays. Errors: of the log.
Result<std::unique_ptr<log::EventLog>> open_beside(const LogSpec& spec);
std::string topic_beside(const LogSpec& spec);

// `create`: makes a directory or topic that is missing; else not_found "log.none".
// Errors: of the log.
Result<std::unique_ptr<log::EventLog>> open_log(const LogSpec& spec,
                                                const std::filesystem::path& data, bool create);

}  // namespace kintsugi::api
