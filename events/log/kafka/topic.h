#pragma once
// The topic that holds the log: made with the right settings, or checked for them.

#include <chrono>
#include <cstdint>
#include <string>

#include "events/log/kafka/client.h"

namespace kintsugi::log {

enum class TopicKind {
  log,        // nothing is ever deleted or compacted
  compacted,  // of each key the newest record stays, and for an hour at least every other
};

struct TopicLimits {
  std::int64_t message_bytes_max = 0;
};

// One partition; as many replicas as there are brokers, up to three; the broker's clock; no unclean
// election. Uses `client` for its requests; blocks up to `timeout`.
// Errors: not_found "log.none" (missing and not to be created), invalid "log.topic_settings",
// unavailable (translate).
Result<TopicLimits> ensure_topic(rd_kafka_t* client, const std::string& servers,
                                 const std::string& topic, TopicKind kind, bool create,
                                 std::chrono::milliseconds timeout);

}  // namespace kintsugi::log
