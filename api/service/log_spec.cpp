#include "api/service/log_spec.h"

#include "api/service/secret_file.h"
#include "events/commit/commit.h"
#include "events/log/embedded/embedded_log.h"
#include "events/log/kafka/client_settings.h"

namespace kintsugi::api {

Result<LogSpec> parse_log_spec(std::string_view text) {
  LogSpec spec;
  if (text.empty() || text == "embedded") return spec;
  if (text.substr(0, 9) == "embedded:") {
    std::filesystem::path directory(text.substr(9));
    if (directory.empty())
      return fail(ErrorKind::invalid, "cli.bad_log", "embedded: needs a directory");
    // A directory of RocksDB, or what is called as the log of a data directory is, is the log
    // itself, whether it is there already or not; any other is a data directory.
    if (directory.filename().empty()) directory = directory.parent_path();
    const bool itself =
        directory.filename() == "log" || std::filesystem::exists(directory / "CURRENT");
    spec.directory = itself ? directory : directory / "log";
    return spec;
  }
  if (text.substr(0, 6) == "kafka:") {
    KINTSUGI_TRY(log::KafkaPlace place, log::parse_kafka_place(text));
    spec.kind = LogSpec::Kind::kafka;
    spec.servers = place.servers;
    spec.topic = place.topic;
    return spec;
  }
  return fail(ErrorKind::invalid, "cli.bad_log",
              "expected embedded, embedded:DIR or kafka:HOST:PORT[,HOST:PORT]/TOPIC, found " +
                  std::string(text));
}

Result<LogSpec> read_log_spec(std::string_view text, const std::filesystem::path& kafka_config,
                              const std::filesystem::path& log_key) {
  KINTSUGI_TRY(LogSpec spec, parse_log_spec(text));
  const auto with_name = [](Error error, const std::filesystem::path& file) {
    error.what = file.string() + ": " + error.what;
    return tl::unexpected(std::move(error));
  };
  if (!kafka_config.empty()) {
    KINTSUGI_TRY(const std::string lines, read_secret_file(kafka_config));
    auto settings = log::parse_client_settings(lines);
    if (!settings) return with_name(settings.error(), kafka_config);
    spec.kafka_settings = *std::move(settings);
  }
  if (!log_key.empty()) {
    KINTSUGI_TRY(const std::string lines, read_secret_file(log_key));
    auto keys = LogKeys::parse(lines);
    if (!keys) return with_name(keys.error(), log_key);
    spec.keys = std::make_shared<const LogKeys>(*std::move(keys));
  }
  return spec;
}

std::string topic_beside(const LogSpec& spec) { return spec.topic + ".secrets"; }

Result<std::unique_ptr<log::EventLog>> open_beside(const LogSpec& spec) {
  log::KafkaOptions options;
  options.place = {spec.servers, topic_beside(spec), spec.kafka_settings};
  options.compacted = true;
  options.message_timeout = std::chrono::milliseconds(6000);  // somebody waits to be signed in
  options.call_timeout = std::chrono::milliseconds(3000);
  return log::open_kafka(std::move(options));
}

Result<std::unique_ptr<log::EventLog>> open_log(const LogSpec& spec,
                                                const std::filesystem::path& data, bool create) {
  if (spec.kind == LogSpec::Kind::kafka) {
    log::KafkaOptions options;
    options.place = {spec.servers, spec.topic, spec.kafka_settings};
    options.appends_soon = !spec.reads;
    options.seals = spec.seals || spec.keys != nullptr;
    options.recorded_at = recorded_at_of;
    options.create = create;
    return log::open_kafka(std::move(options));
  }
  log::EmbeddedOptions options;
  options.dir = (spec.directory.empty() ? data / "log" : spec.directory).string();
  options.recorded_at = recorded_at_of;
  options.create = create;
  return log::open_embedded(std::move(options));
}

}  // namespace kintsugi::api
