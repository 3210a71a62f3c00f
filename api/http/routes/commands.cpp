// Commands: a route for each that may be sent from outside, made from the schema; and batches.

#include <vector>

#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "schema/description.h"

namespace kintsugi::api {

namespace {

Result<Response> send_command(const Call& call, const schema::TypeInfo& type) {
  return call.edge.commands.one(call.request, call.principal, type);
}

Result<Response> send_batch(const Call& call) {
  return call.edge.commands.batch(call.request, call.principal);
}

}  // namespace

std::span<const Route> command_routes() {
  static const std::vector<Route> table = [] {
    std::vector<Route> routes;
    for (const schema::TypeInfo& type : schema::all_types()) {
      if (!Commands::is_public(type)) continue;
      Route& route = routes.emplace_back();
      route.method = "POST";
      route.path = type.route;
      route.summary = type.label_en;
      route.kind = Route::Kind::command;
      route.rights.signed_in = true;  // core judges
      route.serve<send_command>(type);
    }
    return routes;
  }();
  return table;
}

std::span<const Route> batch_routes() {
  static constexpr Route table[] = {
      {.method = "POST",
       .path = "/v1/commands",
       .summary = "Many commands, one a line, answered line by line: "
                  "{\"id\",\"command\",\"body\",\"if_match\"?,\"business_time\"?}",
       .handler = send_batch,
       .kind = Route::Kind::other,
       .rights = {.signed_in = true},
       .takes_media_type = "application/x-ndjson",
       .media_type = "application/x-ndjson"},
  };
  return table;
}

}  // namespace kintsugi::api
