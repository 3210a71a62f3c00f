#pragma once
// The log on Apache Kafka: one topic of one partition. Position = offset; offsets may leave out some.

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "events/log/event_log.h"

namespace kintsugi::log {

// librdkafka's names and values.
using KafkaSettings = std::vector<std::pair<std::string, std::string>>;

struct KafkaPlace {
  std::string servers;  // "host:port[,host:port]"
  std::string topic;
  KafkaSettings settings{};  // of every client: TLS, SASL (client_settings.h); never printed
  bool operator==(const KafkaPlace&) const = default;
};

// "kafka:HOST:PORT[,HOST:PORT]/TOPIC". Errors: invalid "log.address".
Result<KafkaPlace> parse_kafka_place(std::string_view text);

struct KafkaOptions {
  KafkaPlace place;
  RecordedAt recorded_at{};  // for position_at; without it the broker's clock (LogAppendTime) counts
  bool create = true;        // make the topic where it is missing; else not_found "log.none"
  bool appends_soon = true;  // false: the producer connects with the first append, so that reading
                             // needs no right to write
  bool compacted = false;    // no log: of each key (Outgoing::tenant) the newest record stays for
                             // ever, an empty one takes the key out; cursors give the keys
  bool seals = false;        // cursors give what stands beside the records (a header); costs a
                             // microsecond a record
  std::size_t queue_records_max = 100'000;  // not yet answered; more: append says unavailable
  std::size_t queue_bytes_max = 64U << 20;
  std::chrono::milliseconds open_timeout{20'000};
  std::chrono::milliseconds call_timeout{5'000};      // of end(), at(), position_at()'s steps, read()
  std::chrono::milliseconds message_timeout{30'000};  // an append's answer is `unknown` after that
};

// Safe for all threads; `done` is called on the log's producer thread. A record is `stored` when all
// in-sync replicas have it (acks=all). After a fatal error of the producer what was in flight is answered
// (`failed` where it surely never left, else `unknown`) and a new producer takes over; until then append
// says unavailable "log.unavailable".
//
// Errors of open: unavailable "log.unavailable" (no broker answers in time); unavailable
// "log.certificate", "log.password", "log.protocol" (it does not let us in: admission.h) and
// "log.forbidden" (it knows us, and an ACL is missing), with what mends it;
// not_found "log.none"; invalid "log.topic_settings" (every setting that is wrong, and the command
// that mends it); not_found "log.truncated" (the log's beginning is gone); invalid "log.address".
Result<std::unique_ptr<EventLog>> open_kafka(KafkaOptions options);

// For tests: the producer of `log`, which open_kafka made, fails for good now.
void fail_producer_for_test(EventLog& log);

}  // namespace kintsugi::log
