#pragma once
// librdkafka's handles as owners, its settings and errors as ours. Private to the Kafka log.

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <librdkafka/rdkafka.h>

#include "events/base/result.h"
#include "events/log/kafka/admission.h"
#include "events/log/kafka/kafka_log.h"

namespace kintsugi::log {

// `owner` is of a producer, for which the report is.
using DeliveryReport = void (*)(void* owner, const rd_kafka_message_t& message);

// What a client of ours has with it: who it is, whether it is let in, whom its reports are for.
struct ClientState {
  std::string servers, topic, user;  // user: of SASL; empty where its name is not ours to know
  Admission admission;
  DeliveryReport report = nullptr;
  void* owner = nullptr;
};
inline ClientState& state_of(const rd_kafka_t* client) {
  return *static_cast<ClientState*>(rd_kafka_opaque(client));
}

struct KafkaDeleter {
  void operator()(rd_kafka_t* p) const {
    const std::unique_ptr<ClientState> state(&state_of(p));
    rd_kafka_destroy(p);
  }
  void operator()(rd_kafka_conf_t* p) const { rd_kafka_conf_destroy(p); }
  void operator()(rd_kafka_topic_t* p) const { rd_kafka_topic_destroy(p); }
  void operator()(rd_kafka_queue_t* p) const { rd_kafka_queue_destroy(p); }
  void operator()(rd_kafka_event_t* p) const { rd_kafka_event_destroy(p); }
  void operator()(rd_kafka_message_t* p) const { rd_kafka_message_destroy(p); }
  void operator()(rd_kafka_topic_partition_list_t* p) const { rd_kafka_topic_partition_list_destroy(p); }
  void operator()(rd_kafka_NewTopic_t* p) const { rd_kafka_NewTopic_destroy(p); }
  void operator()(rd_kafka_AdminOptions_t* p) const { rd_kafka_AdminOptions_destroy(p); }
  void operator()(rd_kafka_ConfigResource_t* p) const { rd_kafka_ConfigResource_destroy(p); }
  void operator()(const rd_kafka_metadata_t* p) const { rd_kafka_metadata_destroy(p); }
};
template <class T>
using Owned = std::unique_ptr<T, KafkaDeleter>;

// A producer or consumer with what all clients share set: time-outs, keep-alive, no Nagle, the
// place's own settings; `settings` come last, so that the place's cannot undo them. Its own log
// lines go to spdlog at debug. Errors: invalid "log.address".
Result<Owned<rd_kafka_t>> make_client(rd_kafka_type_t type, const KafkaPlace& place,
                                      const KafkaSettings& settings,
                                      DeliveryReport report = nullptr, void* owner = nullptr);

// What a client of ours was answered. `right`: what is asked for needs it, as Kafka calls it.
// Unavailable "log.unavailable", or what fits better: not_found "log.none" for a topic that is not
// there; unavailable "log.forbidden" where an ACL is missing, with the command that gives it; those
// of Admission where the client is not let in.
Error translate(const rd_kafka_t* client, rd_kafka_resp_err_t code, const std::string& what,
                const char* right);
bool is_forbidden(rd_kafka_resp_err_t code);

// Calls `ask` again while the brokers do not all know yet of what was just made, or elect a leader.
template <class Ask>
auto ask_until(std::chrono::steady_clock::time_point deadline, const Ask& ask) {
  constexpr std::chrono::milliseconds delay{50};
  for (;;) {
    auto answer = ask();
    const bool again = !answer && (answer.error().code == "log.unavailable" ||
                                   answer.error().code == "log.none");
    if (!again || std::chrono::steady_clock::now() + delay >= deadline) return answer;
    std::this_thread::sleep_for(delay);
  }
}

inline int to_int_ms(std::chrono::milliseconds time) { return static_cast<int>(time.count()); }

}  // namespace kintsugi::log
