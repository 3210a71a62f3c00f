// For whoever runs it: alive, ready, figures, version, projections. Without a session but for the
// last.

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "api/http/edge.h"
#include "projections/queues/queues.h"
#include "projections/read_models.h"
#include "replay/rebuild/rebuild.h"
#include "schema/description.h"

namespace kintsugi::api {

using Json = nlohmann::ordered_json;

Response Edge::live(Request&) {
  Response response;
  response.content_type = "text/plain; charset=utf-8";
  response.body = "ok\n";
  return response.with("Cache-Control", "no-store");
}

Response Edge::ready(Request& request) {
  bool verbose = request.parameter("verbose").has_value();
  bool ready = true;
  Json checks = Json::array();
  auto check = [&](std::string name, bool ok, Json more) {
    ready = ready && ok;
    Json one = {{"name", std::move(name)}, {"ok", ok}};
    one.update(more);
    checks.push_back(std::move(one));
  };
  auto failure = service_.node().failure();
  check("node", !failure,
        failure ? Json{{"code", failure->code}, {"why", failure->what}} : Json::object());
  auto end = service_.log().end();
  check("log", end.has_value(),
        end ? Json{{"end", std::to_string(end->value)}} : Json{{"why", end.error().what}});
  for (const std::string& tenant : service_.configured_tenants()) {
    auto runner = service_.runner(tenant);
    if (!runner) {
      check("projections", false, {{"tenant", tenant}, {"why", runner.error().what}});
      continue;
    }
    for (const auto& status : (*runner)->status()) {
      Json more = {{"tenant", tenant}, {"state", status.state}, {"lag", status.lag}};
      if (status.error) more["why"] = status.error->what;
      check(status.name, status.state != "failed", more);
    }
  }
  Json out = {{"status", ready ? "ready" : "not_ready"}};
  if (verbose || !ready) out["checks"] = checks;
  Response response =
      json_response(out.dump(-1, ' ', false, Json::error_handler_t::replace), ready ? 200 : 503);
  return response.with("Cache-Control", "no-store");
}

namespace {

// Octets of the files below; files that go meanwhile are left out.
double size_of(const std::filesystem::path& directory) {
  std::error_code error;
  double octets = 0;
  for (auto it = std::filesystem::recursive_directory_iterator(directory, error);
       !error && it != std::filesystem::recursive_directory_iterator(); it.increment(error)) {
    std::error_code gone;
    const auto size = it->is_regular_file(gone) ? it->file_size(gone) : 0;
    if (!gone) octets += static_cast<double>(size);
  }
  return octets;
}

// How many orders, part requests and alarms wait in each queue, none included.
void tell_queues(Metrics& metrics, const std::string& tenant,
                 const projections::Published& published) {
  const auto queues = published.projections.find("queues");
  if (queues == published.projections.end() || !queues->second.rows) return;  // being built
  const auto counts =
      projections::count_queues(*queues->second.rows, projections::Scope::everything());
  if (!counts) return;  // damaged: told by /readyz
  std::map<schema::Queue, std::int64_t> sums;
  for (const auto& count : *counts) sums[count.queue] += count.count;
  for (const schema::EnumValue& value : schema::find_enum("queue")->values) {
    const auto queue = schema::parse_enum<schema::Queue>(value.name);
    if (!queue || *queue == schema::Queue::none) continue;
    metrics.gauge("kintsugi_queue_items", "Orders, part requests and alarms that wait, by queue.",
                  "queue", tenant + "/" + std::string(value.name),
                  static_cast<double>(sums[*queue]));
  }
}

}  // namespace

Response Edge::metrics_text(Request&) {
  auto counts = service_.node().counts();
  auto set = [&](const char* name, const char* help, double value) {
    metrics_.gauge(name, help, "", "", value);
  };
  set("kintsugi_log_last_position", "The next position to fold.",
      static_cast<double>(service_.node().folded().value));
  set("kintsugi_queue_waiting", "Commands that wait to be decided.",
      static_cast<double>(counts.queued));
  set("kintsugi_commits_in_flight", "Appended and not yet read back.",
      static_cast<double>(counts.in_flight));
  set("kintsugi_commits_void", "Own commits that did not count and were decided anew.",
      static_cast<double>(counts.sequencer.void_own));
  set("kintsugi_commits_malformed", "Records of the log that are no commits.",
      static_cast<double>(counts.fold.malformed));
  set("kintsugi_sse_clients", "Open feeds.", static_cast<double>(server_->feeds_open()));
  set("kintsugi_http_threads", "Threads that hold connections.",
      static_cast<double>(server_->threads()));
  set("kintsugi_sessions", "Sessions that are not over.",
      static_cast<double>(guard_.sessions().size()));
  set("kintsugi_log_bytes", "Octets of the embedded log; 0 with another one.",
      size_of(service_.directory() / "log"));
  set("kintsugi_snapshot_bytes", "Octets of checkpoints; what they share is counted each time.",
      size_of(service_.directory() / "checkpoints"));
  for (const std::string& tenant : service_.configured_tenants()) {
    auto runner = service_.runner(tenant);
    if (!runner) continue;
    const auto behind = service_.node().tenant_clock(tenant) - (*runner)->published()->clock;
    metrics_.gauge("kintsugi_projection_lag_seconds",
                   "Recorded time between the newest commit and the newest one in the tables.",
                   "tenant", tenant,
                   std::max(0.0, std::chrono::duration<double>(behind).count()));
    tell_queues(metrics_, tenant, *(*runner)->published());
    for (const auto& status : (*runner)->status()) {
      std::string name = tenant + "/" + status.name;
      metrics_.gauge("kintsugi_projection_position", "The next position that the projection folds.",
                     "projection", name, static_cast<double>(status.position.value));
      metrics_.gauge("kintsugi_projection_lag_events", "Positions behind what is judged.",
                     "projection", name, static_cast<double>(status.lag));
    }
  }
  Response response;
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  response.body = metrics_.text();
  return response.with("Cache-Control", "no-store");
}

Response Edge::version(Request&) {
  Json out = {
      {"name", "kintsugi"}, {"version", options_.version}, {"log", service_.log().describe()}};
  return json_response(out.dump()).with("Cache-Control", "no-store");
}

namespace {

// Position, rows and digest of what a reader sees, as `replay rebuild` tells them.
Result<void> add_digest(Json& one, const std::string& name, const Reading& reading) {
  const auto* kind = projections::find_projection(name);
  auto rows = reading.rows(name);
  if (kind == nullptr || !rows) return {};
  KINTSUGI_TRY(auto report, replay::describe(*kind, **rows));
  one.update(Json::parse(replay::to_json(report)));
  return {};
}

}  // namespace

Response Edge::get_projections(const Request& request, const Principal& principal) {
  auto answer = [&]() -> Result<Response> {
    KINTSUGI_TRY(Reading reading, this->reading(request, principal, {"digest"}));
    KINTSUGI_TRY(projections::Runner * runner, service_.runner(principal.tenant));
    // Reads every row: for whoever compares tables.
    KINTSUGI_TRY(const bool digest, flag_parameter(request, "digest"));
    if (digest && !principal.has_role("administrator") && !principal.has_role("auditor")) {
      return fail(ErrorKind::forbidden, "authority.not_allowed",
                  "auditors and administrators compare tables");
    }
    Json items = Json::array();
    for (const auto& status : runner->status()) {
      Json error = nullptr;
      if (status.error) error = {{"code", status.error->code}, {"what", status.error->what}};
      Json one = {{"name", status.name},
                  {"version", status.version},
                  {"position", std::to_string(status.position.value)},
                  {"lag", status.lag},
                  {"state", status.state},
                  {"progress", status.progress},
                  {"error", error}};
      if (digest) KINTSUGI_CHECK_OK(add_digest(one, status.name, reading));
      items.push_back(std::move(one));
    }
    std::string text = items.dump(-1, ' ', false, Json::error_handler_t::replace);
    return list(request, reading, text.substr(1, text.size() - 2), "");
  }();
  return answer ? *answer : problem(request, answer.error());
}

}  // namespace kintsugi::api
