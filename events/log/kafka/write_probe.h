#pragma once
// Whether a node may write the topic, asked without writing: of a record that is larger than the
// topic takes. The broker looks at the right first, and then refuses the record. Private to the
// Kafka log.

#include <chrono>
#include <cstdint>

#include "events/log/kafka/client.h"

namespace kintsugi::log {

// `taken_max`: the topic's max.message.bytes. Errors: unavailable "log.forbidden". Nothing is said
// where there is no answer, nor of a topic that takes more than is sent for a question.
Result<void> ask_for_write(const KafkaPlace& place, std::int64_t taken_max,
                           std::chrono::milliseconds timeout);

}  // namespace kintsugi::log
