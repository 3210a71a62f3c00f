// For whoever runs it: alive, ready, figures, version. Without a session.

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "api/http/routes/context.h"
#include "api/http/routes/doors.h"
#include "api/http/routes/log_state.h"
#include "api/http/routes/tables.h"
#include "projections/queues/queues.h"
#include "schema/description.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;

Result<Response> live(const Call&) {
  Response response;
  response.content_type = "text/plain; charset=utf-8";
  response.body = "ok\n";
  return response.with("Cache-Control", "no-store");
}

// Details are for whoever sits at the machine, or answers for the company: a stranger learns
// whether it works.
Result<void> check_details(const Call& call) {
  if (from_this_machine(call.request)) return {};
  KINTSUGI_TRY(const Principal principal, call.edge.guard.identify(call.request));
  const bool of_company =
      std::any_of(principal.grants.begin(), principal.grants.end(), [](const Grant& grant) {
        return grant.outlet.empty() && (grant.role == "administrator" || grant.role == "auditor");
      });
  if (of_company || principal.local) return {};
  return fail(ErrorKind::forbidden, "authority.not_allowed",
              "administrators and auditors of the company, or from the machine itself");
}

// With less nothing is recorded soon, and tables cannot be written.
constexpr std::uintmax_t free_min = 64u << 20;  // octets

Result<void> disk_check(const std::filesystem::path& directory) {
  std::error_code error;
  const auto space = std::filesystem::space(directory, error);
  if (error || space.available >= free_min) return {};
  return fail(ErrorKind::unavailable, "log.disk_full",
              std::to_string(space.available >> 20) + " MiB free where " + directory.string() +
                  " is; make space");
}

Result<Response> ready(const Call& call) {
  bool verbose = call.request.parameter("verbose").has_value();
  bool is_ready = true;
  Json checks = Json::array();
  auto check = [&](std::string name, bool ok, Json more) {
    is_ready = is_ready && ok;
    Json one = {{"name", std::move(name)}, {"ok", ok}};
    one.update(more);
    checks.push_back(std::move(one));
  };
  auto failure = call.edge.service.node().failure();
  check("node", !failure,
        failure ? Json{{"code", failure->code}, {"why", failure->what}} : Json::object());
  const auto end = call.edge.log_probe.end();
  check("log", end.has_value(),
        end ? Json{{"end", std::to_string(end->value)}}
            : Json{{"code", end.error().code}, {"why", end.error().what}});
  const auto clock = call.edge.service.node().clock_state();
  check("clock", !clock.trouble,
        clock.trouble ? Json{{"code", clock.trouble->code}, {"why", clock.trouble->what}}
                      : Json{{"confirmed", clock.confirmed}});
  // Tables that are still damaged say so themselves, below; a checkpoint is made anew by whoever
  // needs it next.
  for (const Error& met : call.edge.damage.noted())
    check("damage", met.code == "projection.damaged", {{"code", met.code}, {"why", met.what}});
  const Result<void> disk = disk_check(call.edge.service.directory());
  check("disk", disk.has_value(),
        disk ? Json::object() : Json{{"code", disk.error().code}, {"why", disk.error().what}});
  for (const LogCheck& one : log_checks(call.edge.service)) check(one.name, one.ok, one.more);
  if (const SealedTopic* topic = call.edge.secrets.topic()) {
    const LogCheck shared = secrets_check(*topic);
    check(shared.name, shared.ok, shared.more);
  }
  for (const std::string& tenant : call.edge.service.configured_tenants()) {
    const auto ahead = call.edge.service.node().recorded_ahead(tenant);
    if (ahead > call.edge.service.node().ahead_max()) {
      check("recorded_time", false,
            {{"tenant", tenant},
             {"code", "clock.behind_log"},
             {"why", "the last commit is recorded " + std::to_string(ahead.count() / 1000) +
                         " s ahead of this node's clock: set the clock right, or wait as long"},
             {"ahead_ms", ahead.count()}});
    }
    auto runner = call.edge.service.runner(tenant);
    if (!runner) {
      check("projections", false, {{"tenant", tenant}, {"why", runner.error().what}});
      continue;
    }
    for (const auto& status : (*runner)->status()) {
      Json more = {{"tenant", tenant}, {"state", status.state}, {"lag", status.lag}};
      if (status.error) more["why"] = status.error->what;
      check(status.name, status.state == "live", more);
    }
  }
  Json out = {{"status", is_ready ? "ready" : "not_ready"}};
  if ((verbose || !is_ready) && check_details(call)) out["checks"] = checks;
  Response response =
      json_response(out.dump(-1, ' ', false, Json::error_handler_t::replace), is_ready ? 200 : 503);
  return response.with("Cache-Control", "no-store");
}

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

// How many items wait in each queue, none included.
void tell_queues(Metrics& metrics, const std::string& tenant,
                 const projections::Published& published) {
  const auto queues = published.projections.find("queues");
  if (queues == published.projections.end() || !queues->second.rows) return;  // being built
  auto sums = projections::sum_queues(*queues->second.rows, projections::Scope::everything());
  if (!sums) return;  // damaged: told by /readyz
  for (const schema::EnumValue& value : schema::find_enum("queue")->values) {
    const auto queue = schema::parse_enum<schema::Queue>(value.name);
    if (!queue || *queue == schema::Queue::none) continue;
    metrics.gauge("kintsugi_queue_items", "What waits for somebody, by queue.",
                  "queue", tenant + "/" + std::string(value.name),
                  static_cast<double>((*sums)[*queue]));
  }
}

// What the node, its tables and its connections say at the moment of the scrape.
void tell_node(EdgeContext& edge) {
  const auto set = [&](const char* name, const char* help, double value) {
    edge.metrics.gauge(name, help, "", "", value);
  };
  const auto counts = edge.service.node().counts();
  set("kintsugi_log_last_position", "The next position to fold.",
      static_cast<double>(edge.service.node().folded().value));
  set("kintsugi_queue_waiting", "Commands that wait to be decided.",
      static_cast<double>(counts.queued));
  set("kintsugi_commits_in_flight", "Appended and not yet read back.",
      static_cast<double>(counts.in_flight));
  set("kintsugi_commits_void", "Own commits that did not count and were decided anew.",
      static_cast<double>(counts.sequencer.void_own));
  set("kintsugi_commits_malformed", "Records of the log that are no commits.",
      static_cast<double>(counts.voids.of(Verdict::void_malformed).count));
  tell_log(edge.metrics, edge.service);
  tell_secrets(edge.metrics, edge.secrets.topic());
  set("kintsugi_clock_ahead_seconds", "How far this node's clock leapt; 0 where it is believed.",
      std::chrono::duration<double>(edge.service.node().clock_state().ahead).count());
  set("kintsugi_damage_met", "Damaged tables and commits that were met since the start.",
      static_cast<double>(edge.damage.noted().size()));
  if (const HttpServer* server = edge.server.load()) {
    set("kintsugi_sse_clients", "Open feeds.", static_cast<double>(server->feeds_open()));
    set("kintsugi_http_threads", "Threads that hold connections.",
        static_cast<double>(server->threads()));
  }
  set("kintsugi_sessions", "Sessions that are not over.",
      static_cast<double>(edge.guard.sessions().size()));
  set("kintsugi_log_bytes", "Octets of the embedded log; 0 with another one.",
      size_of(edge.service.directory() / "log"));
  std::error_code unknown;
  const auto disk = std::filesystem::space(edge.service.directory(), unknown);
  if (!unknown) {
    set("kintsugi_disk_available_bytes", "Free octets of the disk that holds the data directory.",
        static_cast<double>(disk.available));
    set("kintsugi_disk_size_bytes", "Octets of the disk that holds the data directory.",
        static_cast<double>(disk.capacity));
  }
  set("kintsugi_snapshot_bytes", "Octets of checkpoints; what they share is counted each time.",
      size_of(edge.service.directory() / "checkpoints"));
}

void tell_projections(EdgeContext& edge, const std::string& tenant) {
  auto runner = edge.service.runner(tenant);
  if (!runner) return;
  Metrics& metrics = edge.metrics;
  const auto behind = edge.service.node().tenant_clock(tenant) - (*runner)->published()->clock;
  metrics.gauge("kintsugi_projection_lag_seconds",
                "Recorded time between the newest commit and the newest one in the tables.",
                "tenant", tenant, std::max(0.0, std::chrono::duration<double>(behind).count()));
  metrics.gauge("kintsugi_recorded_ahead_seconds",
                "How far the last commit is recorded ahead of this node's clock.", "tenant", tenant,
                std::chrono::duration<double>(edge.service.node().recorded_ahead(tenant)).count());
  tell_queues(metrics, tenant, *(*runner)->published());
  for (const auto& status : (*runner)->status()) {
    if (status.error) edge.damage.note(*status.error);  // met where nobody had asked
    const std::string name = tenant + "/" + status.name;
    metrics.gauge("kintsugi_projection_position", "The next position that the projection folds.",
                  "projection", name, static_cast<double>(status.position.value));
    metrics.gauge("kintsugi_projection_live", "1 where it can be read and follows the log.",
                  "projection", name, status.state == "live" ? 1 : 0);
    metrics.gauge("kintsugi_projection_lag_events", "Positions behind what is judged.",
                  "projection", name, static_cast<double>(status.lag));
  }
}

Result<Response> metrics_text(const Call& call) {
  KINTSUGI_TRY_OK(check_details(call));
  for (const std::string& tenant : call.edge.service.configured_tenants())
    tell_projections(call.edge, tenant);
  tell_node(call.edge);
  Response response;
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  response.body = call.edge.metrics.text();
  return response.with("Cache-Control", "no-store");
}

Result<Response> version(const Call& call) {
  Json out = {{"name", "kintsugi"}};
  if (check_details(call)) {
    out["version"] = call.edge.options.version;
    out["log"] = call.edge.service.log().describe();
  }
  if (!open_company(call).empty()) out["doors"] = true;
  return json_response(out.dump()).with("Cache-Control", "no-store");
}

}  // namespace

std::span<const Route> operation_routes() {
  constexpr auto other = Route::Kind::other;
  constexpr auto open = Route::Access::open;
  static constexpr Parameter of_ready[] = {{"verbose", "there at all: with each check"}};
  static constexpr Route table[] = {
      {.path = "/livez",
       .summary = "The process answers",
       .handler = live,
       .kind = other,
       .access = open,
       .media_type = "text/plain"},
      {.path = "/health/live",
       .summary = "The same as /livez",
       .handler = live,
       .kind = other,
       .access = open,
       .media_type = "text/plain"},
      {.path = "/readyz",
       .summary = "Log, node and projections are well; 503 where not",
       .handler = ready,
       .kind = other,
       .access = open,
       .parameters = of_ready,
       .row = "readiness"},
      {.path = "/health/ready",
       .summary = "The same as /readyz",
       .handler = ready,
       .kind = other,
       .access = open,
       .parameters = of_ready,
       .row = "readiness"},
      {.path = "/metrics",
       .summary = "For Prometheus",
       .handler = metrics_text,
       .kind = other,
       .access = open,
       .media_type = "text/plain"},
      {.path = "/version",
       .summary = "The version, and where the log is",
       .handler = version,
       .kind = other,
       .access = open,
       .row = "version_info"},
  };
  return table;
}

}  // namespace kintsugi::api
