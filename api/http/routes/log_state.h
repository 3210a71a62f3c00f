#pragma once
// What /readyz and /metrics say of the log beside its end: how it is kept, its key, and which of
// its records do not count.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "api/http/server/metrics.h"
#include "api/http/session/sealed_topic.h"
#include "api/service/service.h"

namespace kintsugi::api {

struct LogCheck {
  std::string name;
  bool ok = true;
  nlohmann::ordered_json more;  // an object; code and why where it is not ok
};

// "log_kept", "log_key", "log_records". Any thread but the sequencer's.
std::vector<LogCheck> log_checks(Service& service);
void tell_log(Metrics& metrics, Service& service);

// "secrets", of what the nodes share: not ok where it cannot be read or written. What is not
// believed is counted: it takes no node out of service.
LogCheck secrets_check(const SealedTopic& topic);
// `topic` null: of a node by itself.
void tell_secrets(Metrics& metrics, const SealedTopic* topic);

// Why the record at a position, which does not count, does not: a reason's name, or "unknown" of
// one that is not among the last.
std::string void_reason_at(Service& service, Position position);

// One line for whoever starts the node; empty where there is nothing to say.
std::string log_key_line(Service& service);

}  // namespace kintsugi::api
