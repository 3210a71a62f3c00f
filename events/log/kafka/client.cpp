#include "events/log/kafka/client.h"

#include <array>
#include <atomic>
#include <string_view>

#include <spdlog/spdlog.h>

namespace kintsugi::log {
namespace {

constexpr int log_err = 3;                   // of syslog, as librdkafka counts
constexpr std::int64_t told_every_s = 30;

// librdkafka prints to stderr by itself otherwise, dozens of lines when a broker goes away.
void log_line(const rd_kafka_t* client, int level, const char* facility, const char* text) {
  spdlog::debug("kafka client {} [{} {}]: {}", client != nullptr ? rd_kafka_name(client) : "", level,
                facility, text);
  // A broker that does not let us in is otherwise only one that does not answer.
  const std::string_view said(text);
  const bool shut_out = said.find("uthentication") != said.npos || said.find("SSL ") != said.npos ||
                        said.find("SASL ") != said.npos;
  static std::atomic<std::int64_t> told{-told_every_s};
  const std::int64_t now = std::chrono::duration_cast<std::chrono::seconds>(
                               std::chrono::steady_clock::now().time_since_epoch())
                               .count();
  std::int64_t before = told;
  if (level > log_err || !shut_out || now - before < told_every_s) return;
  if (told.compare_exchange_strong(before, now))
    spdlog::warn("Kafka does not let this node in: {}", said);
}

}  // namespace

Result<Owned<rd_kafka_t>> make_client(rd_kafka_type_t type, const KafkaPlace& place,
                                      const KafkaSettings& settings, DeliveryReport report,
                                      void* opaque) {
  Owned<rd_kafka_conf_t> conf(rd_kafka_conf_new());
  std::array<char, 512> why{};
  KafkaSettings all{
      {"bootstrap.servers", place.servers},
      {"client.id", "kintsugi"},
      {"socket.timeout.ms", "10000"},
      {"socket.nagle.disable", "true"},
      {"socket.keepalive.enable", "true"},
      {"reconnect.backoff.ms", "50"},
      {"reconnect.backoff.max.ms", "1000"},
      {"log.connection.close", "false"},
  };
  all.insert(all.end(), place.settings.begin(), place.settings.end());
  all.insert(all.end(), settings.begin(), settings.end());
  for (const auto& [name, value] : all) {
    if (rd_kafka_conf_set(conf.get(), name.c_str(), value.c_str(), why.data(), why.size()) !=
        RD_KAFKA_CONF_OK) {
      return fail(ErrorKind::invalid, "log.address",
                  "the Kafka client does not take the setting " + name);  // the value may be secret
    }
  }
  rd_kafka_conf_set_log_cb(conf.get(), log_line);
  rd_kafka_conf_set_opaque(conf.get(), opaque);
  if (report != nullptr) rd_kafka_conf_set_dr_msg_cb(conf.get(), report);
  Owned<rd_kafka_t> client(rd_kafka_new(type, conf.get(), why.data(), why.size()));
  if (!client) return fail(ErrorKind::invalid, "log.address", why.data());  // settings that clash
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
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
      return {ErrorKind::forbidden, "log.forbidden",
              text + "; the broker's ACLs do not allow it to this node's user (README of ops/kafka)",
              {}};
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
