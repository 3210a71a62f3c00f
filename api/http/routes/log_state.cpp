#include "api/http/routes/log_state.h"

#include <algorithm>

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;
using projections::VoidFigures;

Json wrong(const Error& error) { return {{"code", error.code}, {"why", error.what}}; }

LogCheck key_check(const Node::Counts& counts, const std::optional<Error>& cannot_judge,
                   bool has_keys) {
  if (cannot_judge) return {"log_key", false, wrong(*cannot_judge)};
  const auto current = counts.under_key.current();
  if (!current) return {"log_key", true, {{"state", has_keys ? "not_under_key" : "none"}}};
  const UnderKey::Since& since = counts.under_key.keys().back();
  return {"log_key",
          true,
          {{"state", "under_key"},
           {"key", to_text(since.key)},
           {"from", std::to_string(since.from.value)}}};
}

LogCheck records_check(const VoidFigures& voids) {
  Json more = {{"void_since", std::to_string(voids.since().value)}};
  for (const Verdict reason : VoidFigures::reasons) {
    Json last = Json::array();
    for (const Position position : voids.of(reason).last)
      last.push_back(std::to_string(position.value));
    more[std::string(projections::reason_of(reason))] = {{"count", voids.of(reason).count},
                                                         {"last_positions", last}};
  }
  return {"log_records", true, more};
}

}  // namespace

std::vector<LogCheck> log_checks(Service& service) {
  std::vector<LogCheck> checks;
  const auto kept = service.log_health();
  checks.push_back({"log_kept", kept.has_value(), kept ? Json::object() : wrong(kept.error())});
  const Node::Counts counts = service.node().counts();
  checks.push_back(key_check(counts, service.node().cannot_judge(), service.has_log_keys()));
  checks.push_back(records_check(counts.voids));
  return checks;
}

void tell_log(Metrics& metrics, Service& service) {
  const Node::Counts counts = service.node().counts();
  for (const Verdict reason : VoidFigures::reasons) {
    const std::string name(projections::reason_of(reason));
    const projections::VoidRecords& records = counts.voids.of(reason);
    metrics.gauge("kintsugi_log_void_records", "Records of the log that do not count, by reason.",
                  "reason", name, static_cast<double>(records.count));
    metrics.gauge("kintsugi_log_void_last_position",
                  "Where the last record is that does not count for the reason; -1: there is none.",
                  "reason", name,
                  records.last.empty() ? -1.0 : static_cast<double>(records.last.back().value));
  }
  metrics.gauge("kintsugi_log_kept", "1: the topic's settings and the log's beginning are right.",
                "", "", service.log_health() ? 1 : 0);
  metrics.gauge("kintsugi_log_unjudged",
                "1: the log is under a key that this node does not have; it decides nothing.",
                "", "", counts.under_key.claimed() ? 1 : 0);
  metrics.gauge("kintsugi_log_under_key_from",
                "From which position on only what is sealed with the newest key counts; -1: none.",
                "", "",
                counts.under_key.current()
                    ? static_cast<double>(counts.under_key.keys().back().from.value)
                    : -1.0);
}

LogCheck secrets_check(const SealedTopic& topic) {
  const SealedTopic::Health health = topic.health();
  Json more = {{"unopened", health.unopened},
               {"repeated", health.repeated},
               {"taken_out", health.taken_out},
               {"waiting", health.waiting}};
  if (health.last_disbelieved)
    more["last_position"] = std::to_string(health.last_disbelieved->value);
  if (health.trouble) more.update(wrong(*health.trouble));
  return {"secrets", !health.trouble, more};
}

void tell_secrets(Metrics& metrics, const SealedTopic* topic) {
  metrics.gauge("kintsugi_secrets_shared",
                "1: passwords, tokens and sessions are shared with the other nodes.", "", "",
                topic != nullptr ? 1 : 0);
  if (topic == nullptr) return;
  const SealedTopic::Health health = topic->health();
  const auto disbelieved = [&](const char* reason, std::uint64_t count) {
    metrics.gauge("kintsugi_secrets_disbelieved",
                  "Records of what the nodes share that are not believed, by reason.", "reason",
                  reason, static_cast<double>(count));
  };
  disbelieved("unopened", health.unopened);
  disbelieved("repeated", health.repeated);
  disbelieved("taken_out", health.taken_out);
  metrics.gauge("kintsugi_secrets_waiting", "What the other nodes are still to be told.", "", "",
                static_cast<double>(health.waiting));
  metrics.gauge("kintsugi_secrets_trouble",
                "1: what the nodes share cannot be read or written now.", "", "",
                health.trouble ? 1 : 0);
}

std::string void_reason_at(Service& service, Position position) {
  const VoidFigures voids = service.node().counts().voids;
  for (const Verdict reason : VoidFigures::reasons) {
    const auto& last = voids.of(reason).last;
    if (std::find(last.begin(), last.end(), position) != last.end())
      return std::string(projections::reason_of(reason));
  }
  return "unknown";
}

std::string log_key_line(Service& service) {
  const LogCheck check = key_check(service.node().counts(), service.node().cannot_judge(),
                                   service.has_log_keys());
  if (!check.ok) return check.more.value("why", "");
  const std::string state = check.more.value("state", "");
  if (state == "under_key") {
    return "the log is under the key " + check.more.value("key", "") + " from position " +
           check.more.value("from", "") + " on: nothing else counts";
  }
  if (state == "not_under_key") {
    return "the log is not under the key of --log-key yet: whoever may write it is believed, "
           "until kintsugi log under-key is asked for (an embedded log's node is stopped for it)";
  }
  return {};
}

}  // namespace kintsugi::api
