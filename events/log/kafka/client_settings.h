#pragma once
// Settings of the Kafka clients from a file: how they get in (TLS, SASL) and how they connect.
// Those that what we promise rests on (acks, idempotence, isolation, offsets, compression, …) are
// not for a file.

#include <string_view>

#include "events/base/result.h"
#include "events/log/kafka/kafka_log.h"

namespace kintsugi::log {

// Lines name=value as librdkafka names them; blank lines and those that begin with # are left out.
// Errors: invalid "log.bad_setting" (names the line and the setting, and which may be set; never a
// value).
Result<KafkaSettings> parse_client_settings(std::string_view text);

}  // namespace kintsugi::log
