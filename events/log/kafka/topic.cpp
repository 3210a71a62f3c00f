#include "events/log/kafka/topic.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <thread>

#include "events/log/event_log.h"
#include "events/log/kafka/settings.h"

namespace kintsugi::log {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int let_in_ms = 3000;

struct Deadline {
  Clock::time_point at;
  int left_ms() const {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(at - Clock::now());
    return std::max(1, static_cast<int>(left.count()));
  }
  bool over() const { return Clock::now() >= at; }
};

// What the topic's settings must be; some are least values.
std::map<std::string, std::string> wanted_settings(TopicKind kind, int replicas) {
  std::map<std::string, std::string> wanted = {
      {"min.insync.replicas", replicas >= 3 ? "2" : "1"},
      {"unclean.leader.election.enable", "false"},
      {"message.timestamp.type", "LogAppendTime"},
      {"max.message.bytes", std::to_string(message_bytes_max)},
      {"compression.type", "producer"},
  };
  if (kind == TopicKind::compacted) {
    wanted["cleanup.policy"] = "compact";
    wanted["min.compaction.lag.ms"] = "3600000";
  } else {
    wanted["cleanup.policy"] = "delete";
    wanted["retention.ms"] = "-1";
    wanted["retention.bytes"] = "-1";
  }
  return wanted;
}

bool is_least_value(const std::string& name) {
  return name == "min.insync.replicas" || name == "max.message.bytes" ||
         name == "min.compaction.lag.ms";
}

std::int64_t number(const std::string& text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

struct Request {
  Owned<rd_kafka_queue_t> queue;
  Owned<rd_kafka_AdminOptions_t> options;
};

Request make_request(rd_kafka_t* client, rd_kafka_admin_op_t op, const Deadline& deadline) {
  Request request{Owned<rd_kafka_queue_t>(rd_kafka_queue_new(client)),
                  Owned<rd_kafka_AdminOptions_t>(rd_kafka_AdminOptions_new(client, op))};
  std::array<char, 256> why{};
  rd_kafka_AdminOptions_set_request_timeout(request.options.get(), deadline.left_ms(), why.data(),
                                            why.size());
  return request;
}

// The broker's answer; an error event where there is none in time.
Result<Owned<rd_kafka_event_t>> answer_of(const rd_kafka_t* client, const Request& request,
                                          const Deadline& deadline, const std::string& what,
                                          const char* right) {
  Owned<rd_kafka_event_t> event(rd_kafka_queue_poll(request.queue.get(), deadline.left_ms() + 500));
  const auto code =
      event ? rd_kafka_event_error(event.get()) : RD_KAFKA_RESP_ERR__TIMED_OUT;
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
    return tl::unexpected(translate(client, code, what, right));
  return event;
}

struct TopicState {
  bool exists = false;
  std::size_t brokers = 0;
  int partitions = 0;
  int replicas = 0;
  bool has_leader = false;
};

// Asks for all topics: asking for one by name may create it, as the broker is set.
Result<TopicState> look(rd_kafka_t* client, const std::string& topic, const Deadline& deadline) {
  const rd_kafka_metadata_t* raw = nullptr;
  auto code = RD_KAFKA_RESP_ERR__TIMED_OUT;
  Admission& admission = state_of(client).admission;
  do {  // whoever is not let in is told so before the time is over
    code = rd_kafka_metadata(client, 1, nullptr, &raw, std::min(deadline.left_ms(), let_in_ms));
  } while (code != RD_KAFKA_RESP_ERR_NO_ERROR && !admission.why() && !deadline.over());
  const Owned<const rd_kafka_metadata_t> metadata(raw);
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return tl::unexpected(translate(client, code, "no Kafka broker tells its topics", "Describe"));
  }
  admission.let_in();
  TopicState state;
  state.brokers = static_cast<std::size_t>(metadata->broker_cnt);
  for (int i = 0; i < metadata->topic_cnt; ++i) {
    const auto& found = metadata->topics[i];
    if (topic != found.topic || found.partition_cnt == 0) continue;
    state.exists = true;
    state.partitions = found.partition_cnt;
    state.replicas = found.partitions[0].replica_cnt;
    state.has_leader = found.partitions[0].leader >= 0;
  }
  return state;
}

Result<void> create_topic(rd_kafka_t* client, const std::string& topic, TopicKind kind,
                          std::size_t brokers, const Deadline& deadline) {
  const int replicas = static_cast<int>(std::min<std::size_t>(3, brokers));
  std::array<char, 512> why{};
  const Owned<rd_kafka_NewTopic_t> wanted(
      rd_kafka_NewTopic_new(topic.c_str(), 1, replicas, why.data(), why.size()));
  if (!wanted) {
    return fail(ErrorKind::invalid, "log.address", "Kafka topic " + topic + ": " + why.data());
  }
  for (const auto& [name, value] : wanted_settings(kind, replicas)) {
    rd_kafka_NewTopic_set_config(wanted.get(), name.c_str(), value.c_str());
  }
  // Only segments that are closed are compacted.
  rd_kafka_NewTopic_set_config(wanted.get(), "segment.bytes",
                               kind == TopicKind::log ? "536870912" : "16777216");
  if (kind == TopicKind::compacted)
    rd_kafka_NewTopic_set_config(wanted.get(), "segment.ms", "86400000");
  // Alone, a broker answers before its disk has the record: with no replica to rely on, it must not.
  // It costs an fsync a commit; a topic made without it by somebody who knows why is not refused.
  if (replicas == 1) rd_kafka_NewTopic_set_config(wanted.get(), "flush.messages", "1");
  const Request request = make_request(client, RD_KAFKA_ADMIN_OP_CREATETOPICS, deadline);
  rd_kafka_NewTopic_t* topics[] = {wanted.get()};
  rd_kafka_CreateTopics(client, topics, 1, request.options.get(), request.queue.get());
  const std::string what = "cannot make the Kafka topic " + topic;
  KINTSUGI_TRY(const auto event, answer_of(client, request, deadline, what, "Create"));
  std::size_t count = 0;
  const auto* results = rd_kafka_CreateTopics_result_topics(
      rd_kafka_event_CreateTopics_result(event.get()), &count);
  const auto code = count == 1 ? rd_kafka_topic_result_error(results[0]) : RD_KAFKA_RESP_ERR__FAIL;
  if (code == RD_KAFKA_RESP_ERR_NO_ERROR || code == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS) return {};
  if (is_forbidden(code)) {
    return tl::unexpected(translate(
        client, code, "the Kafka topic " + topic + " is not there, or this node may not see it "
                      "(Describe), and it cannot be made", "Create"));
  }
  const char* detail = count == 1 ? rd_kafka_topic_result_error_string(results[0]) : nullptr;
  return tl::unexpected(
      translate(client, code, detail != nullptr ? what + " (" + detail + ")" : what, "Create"));
}

Result<std::map<std::string, std::string>> read_settings(rd_kafka_t* client, const std::string& topic,
                                                         const Deadline& deadline) {
  const Owned<rd_kafka_ConfigResource_t> resource(
      rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.c_str()));
  const Request request = make_request(client, RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, deadline);
  rd_kafka_ConfigResource_t* resources[] = {resource.get()};
  rd_kafka_DescribeConfigs(client, resources, 1, request.options.get(), request.queue.get());
  const std::string what = "cannot read the settings of the Kafka topic " + topic;
  KINTSUGI_TRY(const auto event, answer_of(client, request, deadline, what, "DescribeConfigs"));
  std::size_t count = 0;
  const auto* found = rd_kafka_DescribeConfigs_result_resources(
      rd_kafka_event_DescribeConfigs_result(event.get()), &count);
  const auto code =
      count == 1 ? rd_kafka_ConfigResource_error(found[0]) : RD_KAFKA_RESP_ERR__FAIL;
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
    return tl::unexpected(translate(client, code, what, "DescribeConfigs"));
  std::map<std::string, std::string> settings;
  const auto* entries = rd_kafka_ConfigResource_configs(found[0], &count);
  for (std::size_t i = 0; i < count; ++i) {
    const char* value = rd_kafka_ConfigEntry_value(entries[i]);
    settings[rd_kafka_ConfigEntry_name(entries[i])] = value != nullptr ? value : "";
  }
  return settings;
}

Result<void> check_settings(const std::map<std::string, std::string>& found, const TopicState& state,
                            TopicKind kind, const std::string& servers,
                            const std::string& topic) {
  std::string wrong, mend, remedy;
  for (const auto& [name, value] : wanted_settings(kind, state.replicas)) {
    const auto it = found.find(name);
    const std::string is = it == found.end() ? "" : it->second;
    if (is_least_value(name) ? number(is) >= number(value) : is == value) continue;
    wrong += (wrong.empty() ? "" : "; ") + name + " is " + is + ", must be " +
             (is_least_value(name) ? "at least " : "") + value;
    mend += (mend.empty() ? "" : ",") + name + "=" + value;
  }
  if (!mend.empty()) {
    remedy = "; mend it by: kafka-configs.sh --bootstrap-server " + servers +
             " --alter --entity-type topics --entity-name " + topic + " --add-config " + mend;
  }
  if (state.partitions != 1) {
    wrong += (wrong.empty() ? "" : "; ") + std::to_string(state.partitions) +
             " partitions, must be 1";
    remedy += "; the number of partitions cannot be lowered: use another topic";
  }
  const int replicas_min = static_cast<int>(std::min<std::size_t>(3, state.brokers));
  if (state.replicas < replicas_min) {
    wrong += (wrong.empty() ? "" : "; ") + std::to_string(state.replicas) +
             " replicas, must be at least " + std::to_string(replicas_min);
    remedy += "; add replicas by: kafka-reassign-partitions.sh --bootstrap-server " + servers;
  }
  if (wrong.empty()) return {};
  return fail(ErrorKind::invalid, "log.topic_settings",
              "the Kafka topic " + topic +
                  (kind == TopicKind::log ? " cannot hold a log: "
                                          : " cannot hold what the nodes share: ") +
                  wrong + remedy);
}

}  // namespace

Result<TopicLimits> ensure_topic(rd_kafka_t* client, const std::string& servers,
                                 const std::string& topic, TopicKind kind, bool create,
                                 std::chrono::milliseconds timeout) {
  const Deadline deadline{Clock::now() + timeout};
  KINTSUGI_TRY(TopicState state, look(client, topic, deadline));
  if (!state.exists) {
    if (!create) {
      // A topic that a user may not see is not among them either; this tells the two apart.
      const auto settings = read_settings(client, topic, deadline);
      if (!settings && settings.error().code == "log.forbidden")
        return tl::unexpected(settings.error());
      return fail(ErrorKind::not_found, "log.none",
                  "there is no Kafka topic " + topic + " at " + servers);
    }
    KINTSUGI_TRY_OK(create_topic(client, topic, kind, state.brokers, deadline));
  }
  while (!state.exists || !state.has_leader) {
    if (deadline.over()) {
      return fail(ErrorKind::unavailable, "log.unavailable",
                  "the Kafka topic " + topic + " at " + servers + " has no leader");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    KINTSUGI_TRY(state, look(client, topic, deadline));
  }
  KINTSUGI_TRY(const auto settings, ask_until(deadline.at, [&] {
                 return read_settings(client, topic, deadline);
               }));
  KINTSUGI_TRY_OK(check_settings(settings, state, kind, servers, topic));
  return TopicLimits{.message_bytes_max = number(settings.at("max.message.bytes"))};
}

}  // namespace kintsugi::log
