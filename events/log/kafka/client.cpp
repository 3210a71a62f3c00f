#include "events/log/kafka/client.h"

#include <array>
#include <atomic>
#include <string_view>

#include <spdlog/spdlog.h>

namespace kintsugi::log {
namespace {

constexpr std::int64_t told_every_s = 30;

// It is tried again each second.
void tell(const Error& why) {
  static std::atomic<std::int64_t> told{-told_every_s};
  const std::int64_t now = std::chrono::duration_cast<std::chrono::seconds>(
                               std::chrono::steady_clock::now().time_since_epoch())
                               .count();
  std::int64_t before = told;
  if (now - before < told_every_s || !told.compare_exchange_strong(before, now)) return;
  spdlog::warn("Kafka does not let this node in: {}: {}", why.code, why.what);
}

// librdkafka prints to stderr by itself otherwise, dozens of lines when a broker goes away.
void log_line(const rd_kafka_t* client, int level, const char* facility, const char* text) {
  spdlog::debug("kafka client {} [{} {}]: {}", client != nullptr ? rd_kafka_name(client) : "", level,
                facility, text);
  if (client == nullptr || rd_kafka_opaque(client) == nullptr) return;
  // "[thrd:NAME]: NAME: what"
  std::string_view said(text);
  if (const auto thread = said.find("]: "); thread != said.npos) said.remove_prefix(thread + 3);
  Admission& admission = state_of(client).admission;
  if (!admission.heard(said)) return;
  if (const auto why = admission.why()) tell(*why);
}

// OpenSSL has judged, and what it found is what counts; only it is told nowhere else.
int judge_certificate(rd_kafka_t*, const char* broker, std::int32_t, int* x509_error, int,
                      const char*, std::size_t, char* why, std::size_t why_size, void* state) {
  if (*x509_error == 0) return 1;
  const std::string words =
      static_cast<ClientState*>(state)->admission.refuse_certificate(broker, *x509_error);
  why[words.copy(why, why_size - 1)] = '\0';
  return 0;
}

void hand_on(rd_kafka_t*, const rd_kafka_message_t* message, void* state) {
  const auto* const client = static_cast<const ClientState*>(state);
  client->report(client->owner, *message);
}

std::string user_of(const KafkaPlace& place) {
  for (const auto& [name, value] : place.settings)
    if (name == "sasl.username") return value;
  return {};
}

std::string how_to_allow(const ClientState& who, const std::string& right) {
  const std::string user = who.user.empty() ? "USER" : who.user;
  std::string how = "; the broker's ACLs do not give " +
                    (who.user.empty() ? "this node's user" : "the user " + user) + " the right " +
                    right + " on the topic " + who.topic +
                    ". Whoever administers it gives it by: kafka-acls.sh --bootstrap-server " +
                    who.servers + " --command-config ADMIN --add --topic " + who.topic +
                    " --allow-principal User:" + user + " --operation " + right;
  if (right == "Write")
    how += " (a Kafka before 2.8 asks for --cluster --operation IdempotentWrite too)";
  return how;
}

}  // namespace

Result<Owned<rd_kafka_t>> make_client(rd_kafka_type_t type, const KafkaPlace& place,
                                      const KafkaSettings& settings, DeliveryReport report,
                                      void* owner) {
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
      {"log.connection.close", "true"},  // why it was closed is what Admission hears
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
  auto state = std::make_unique<ClientState>();
  state->servers = place.servers;
  state->topic = place.topic;
  state->user = user_of(place);
  state->report = report;
  state->owner = owner;
  rd_kafka_conf_set_opaque(conf.get(), state.get());
  rd_kafka_conf_set_ssl_cert_verify_cb(conf.get(), judge_certificate);
  if (report != nullptr) rd_kafka_conf_set_dr_msg_cb(conf.get(), hand_on);
  Owned<rd_kafka_t> client(rd_kafka_new(type, conf.get(), why.data(), why.size()));
  if (!client) return fail(ErrorKind::invalid, "log.address", why.data());  // settings that clash
  (void)conf.release();  // belongs to the client now, as its state
  (void)state.release();
  return client;
}

bool is_forbidden(rd_kafka_resp_err_t code) {
  return code == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED ||
         code == RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED;
}

Error translate(const rd_kafka_t* client, rd_kafka_resp_err_t code, const std::string& what,
                const char* right) {
  const std::string text = what + ": " + rd_kafka_err2str(code);
  const ClientState& who = state_of(client);
  if (is_forbidden(code))
    return {ErrorKind::unavailable, "log.forbidden", text + how_to_allow(who, right), {}};
  switch (code) {
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
      return {ErrorKind::not_found, "log.none", text, {}};
    case RD_KAFKA_RESP_ERR__BAD_MSG:
    case RD_KAFKA_RESP_ERR_INVALID_MSG:
      // An answer that was cut off is called so too, of a connection that was shut.
      if (std::string_view(right) != "Read" || who.admission.why()) break;
      return {ErrorKind::corrupt, "log.corrupt",
              text + "; a record does not match its checksum: restore the broker's log segment from a "
                     "replica or a backup",
              {}};
    default:
      break;
  }
  if (auto why = who.admission.why()) {
    why->what = what + ": " + why->what;
    return *why;
  }
  return {ErrorKind::unavailable, "log.unavailable", text, {}};
}

}  // namespace kintsugi::log
