// The read models: how far they are, and what a reader sees of them.

#include <nlohmann/json.hpp>

#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "projections/read_models.h"
#include "replay/rebuild/rebuild.h"

namespace kintsugi::api {

using Json = nlohmann::ordered_json;

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

Result<Response> get_projections(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  KINTSUGI_TRY(projections::Runner * runner, call.edge.service.runner(call.principal.tenant));
  // Reads every row: for whoever compares tables.
  KINTSUGI_TRY(const bool digest, flag_parameter(call.request, "digest"));
  static constexpr std::string_view comparing[] = {"administrator", "auditor"};
  if (digest && !call.principal.all_outlets(comparing)) {
    return fail(ErrorKind::forbidden, "authority.not_allowed",
                "auditors and administrators of the whole company compare tables");
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
    if (digest) KINTSUGI_TRY_OK(add_digest(one, status.name, reading));
    items.push_back(std::move(one));
  }
  std::string text = items.dump(-1, ' ', false, Json::error_handler_t::replace);
  return call.list(reading, text.substr(1, text.size() - 2), "");
}

}  // namespace

std::span<const Route> projection_routes() {
  static constexpr Parameter of_projections[] = {
      {.name = "digest", .takes = Parameter::Takes::flag}};
  static constexpr Route table[] = {
      {.path = "/v1/projections",
       .summary = "The read models and how far they are",
       .handler = get_projections,
       .rights = {.duties = every_duty},
       .parameters = of_projections,
       .row = "projection_status",
       .list = true},
  };
  return table;
}

}  // namespace kintsugi::api
