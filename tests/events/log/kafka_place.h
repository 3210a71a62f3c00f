#pragma once
// Topics of their own on the test's broker.

#include <cstdlib>
#include <string>

#include <unistd.h>

#include "events/log/kafka/kafka_log.h"

namespace kintsugi::log {

// The broker that the ctest fixture started. A test that finds none fails on the empty address: the
// suite must never seem to pass on Kafka without one.
inline std::string test_servers() {
  const char* servers = std::getenv("KINTSUGI_KAFKA");
  return servers != nullptr ? servers : "";
}

inline KafkaPlace fresh_topic() {
  static int made = 0;
  return {test_servers(), "test-" + std::to_string(getpid()) + "-" + std::to_string(++made)};
}

}  // namespace kintsugi::log
