#include "events/log/kafka/client.h"

#include <array>

#include <spdlog/spdlog.h>

namespace kintsugi::log {
namespace {

// librdkafka prints to stderr by itself otherwise, dozens of lines when a broker goes away.
void log_line(const rd_kafka_t* client, int level, const char* facility, const char* text) {
  spdlog::debug("kafka client {} [{} {}]: {}", client != nullptr ? rd_kafka_name(client) : "", level,
                facility, text);
}

}  // namespace

Result<Owned<rd_kafka_t>> make_client(rd_kafka_type_t type, const std::string& servers,
                                      const Settings& settings, DeliveryReport report, void* opaque) {
  Owned<rd_kafka_conf_t> conf(rd_kafka_conf_new());
  std::array<char, 512> why{};
  Settings all{
      {"bootstrap.servers", servers},
      {"client.id", "kintsugi"},
      {"socket.timeout.ms", "10000"},
      {"socket.nagle.disable", "true"},
      {"socket.keepalive.enable", "true"},
      {"reconnect.backoff.ms", "50"},
      {"reconnect.backoff.max.ms", "1000"},
      {"log.connection.close", "false"},
  };
  all.insert(all.end(), settings.begin(), settings.end());
  for (const auto& [name, value] : all) {
    if (rd_kafka_conf_set(conf.get(), name.c_str(), value.c_str(), why.data(), why.size()) !=
        RD_KAFKA_CONF_OK) {
      return fail(ErrorKind::invalid, "log.address",
                  "Kafka setting " + name + "=" + value + ": " + why.data());
    }
  }
  rd_kafka_conf_set_log_cb(conf.get(), log_line);
  rd_kafka_conf_set_opaque(conf.get(), opaque);
  if (report != nullptr) rd_kafka_conf_set_dr_msg_cb(conf.get(), report);
  Owned<rd_kafka_t> client(rd_kafka_new(type, conf.get(), why.data(), why.size()));
  if (!client) return fail(ErrorKind::unavailable, "log.unavailable", why.data());
  (void)conf.release();  // belongs to the client now
  return client;
}

Error translate(rd_kafka_resp_err_t code, const std::string& what) {
  const std::string text = what + ": " + rd_kafka_err2str(code);
  switch (code) {
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
      return {ErrorKind::not_found, "log.none", text, {}};
    case RD_KAFKA_RESP_ERR__BAD_MSG:
    case RD_KAFKA_RESP_ERR_INVALID_MSG:
      return {ErrorKind::corrupt, "log.corrupt",
              text + "; a record does not match its checksum: restore the broker's log segment from a "
                     "replica or a backup",
              {}};
    default:
      return {ErrorKind::unavailable, "log.unavailable", text, {}};
  }
}

}  // namespace kintsugi::log
