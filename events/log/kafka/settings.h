#pragma once
// The settings of our clients and topics that more than one file names.

#include "events/log/event_log.h"

namespace kintsugi::log {

// A record with its key, headers and framing.
inline constexpr std::size_t message_bytes_max = record_bytes_max + (64U << 10);
inline constexpr int log_partition = 0;
inline constexpr const char* seal_header = "kintsugi-seal";

}  // namespace kintsugi::log
