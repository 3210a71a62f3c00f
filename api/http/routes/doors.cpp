// The doors of a company made for trying out: one for each of its people, without a password.
//
// What guards it. Such a company is noted beside the passwords when `serve --demo` makes it, and in
// no other way; nothing that is asked, and no later start, makes one of another company. Everywhere
// else these addresses are unknown, as any other. They are for who sits at the machine: what a
// proxy hands on finds them unknown too, so that a demo that somebody publishes has passwords as
// every company has. Administrators have no door, since what they make opens from elsewhere and
// lasts.

#include "api/http/routes/doors.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "api/http/reading/rows_at.h"
#include "api/http/routes/context.h"
#include "api/http/routes/session_answer.h"
#include "api/http/routes/small_body.h"
#include "api/http/routes/tables.h"
#include "api/http/server/problem.h"
#include "api/http/server/proxies.h"
#include "projections/directory/directory.h"
#include "projections/lists/list.h"
#include "projections/queues/queues.h"
#include "schema/description.h"
#include "schema/outlet_state.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;
namespace lists = projections::lists;

constexpr std::size_t people_max = 300;

Result<std::string> open_company_or_unknown(const Call& call) {
  std::string tenant = open_company(call);
  if (tenant.empty())
    return fail(ErrorKind::not_found, "request.unknown_path", call.request.path);
  return tenant;
}

Result<std::vector<std::string>> numbers_of(const TenantView& view) {
  const lists::List& list = *lists::of_things("operator");
  const auto everybody = projections::Scope::everything();
  RowsAt at(view, everybody);
  KINTSUGI_TRY(const auto* rows, at.of(list.info->model));
  std::vector<std::string> numbers;
  KINTSUGI_TRY_OK(lists::read_page(list, *rows, {}, at.viewer(), {.limit = people_max, .after = {}},
                                   [&](const lists::Item& item) {
                                     numbers.push_back(lists::id_of(list, item));
                                     return true;
                                   }));
  return numbers;
}

// Nobody who asks here has the schema yet.
Json label_of(std::string_view enum_name, std::string_view value) {
  for (const schema::EnumValue& one : schema::find_enum(enum_name)->values)
    if (one.name == value) return {{"zh", one.label_zh}, {"en", one.label_en}};
  return {{"zh", value}, {"en", value}};
}

// Whether it stands on the bench of that duty; one that has no bench watches all of them.
bool looks_after(std::string_view duty, schema::Queue queue) {
  bool has_bench = false;
  for (const schema::EnumValue& one : schema::find_enum("queue")->values) {
    if (std::ranges::find(one.benches, duty) == one.benches.end()) continue;
    if (one.name == schema::name_of(queue)) return true;
    has_bench = true;
  }
  return !has_bench;
}

// What waits in the queues that he sees.
Result<Json> waiting_for(const Principal& person, const TenantView& view) {
  KINTSUGI_TRY(const auto rows, view.rows("queues"));
  KINTSUGI_TRY(const auto scope, scope_of(person, readers_of(*lists::find("queue_items")->info),
                                          view));
  KINTSUGI_TRY(const auto sums, projections::sum_queues(*rows, scope));
  Json out = Json::array();
  for (const auto& [queue, count] : sums)
    out.push_back({{"queue", schema::name_of(queue)},
                   {"label", label_of("queue", schema::name_of(queue))},
                   {"count", count},
                   {"own", looks_after(person.grants.front().role, queue)}});
  return out;
}

Result<Json> door_of(const Call& call, const Principal& person, const TenantView& view) {
  const Grant& first = person.grants.front();
  KINTSUGI_TRY(const auto directory, view.rows("directory"));
  KINTSUGI_TRY(const auto outlet,
               projections::find_entry<schema::Outlet>(*directory, first.outlet));
  KINTSUGI_TRY(Json waiting, waiting_for(person, view));
  return Json{{"duty", first.role},
              {"label", label_of("role", first.role)},
              {"operator", person.operator_id},
              {"name", person.name},
              {"outlet", first.outlet},
              {"outlet_name", outlet ? outlet->name : std::string()},
              {"opens", call.edge.guard.door_is_open(person)},
              {"waiting", std::move(waiting)}};
}

Result<Response> list_doors(const Call& call) {
  KINTSUGI_TRY(const std::string tenant, open_company_or_unknown(call));
  KINTSUGI_TRY_OK(only_parameters(call.request, {}));
  KINTSUGI_TRY(const TenantView view, call.edge.service.view(tenant));
  KINTSUGI_TRY(const auto numbers, numbers_of(view));
  Json items = Json::array();
  for (const std::string& number : numbers) {
    const auto person = call.edge.guard.load(tenant, number);
    if (!person && person.error().kind == ErrorKind::not_found) continue;  // not active
    if (!person) return tl::unexpected(person.error());
    if (person->grants.empty()) continue;
    KINTSUGI_TRY(Json door, door_of(call, *person, view));
    items.push_back(std::move(door));
  }
  const Json out = {{"tenant", tenant}, {"items", std::move(items)}};
  return json_response(out.dump(-1, ' ', false, Json::error_handler_t::replace))
      .with("Cache-Control", "no-store");
}

Result<Response> enter(const Call& call) {
  KINTSUGI_TRY(const std::string tenant, open_company_or_unknown(call));
  KINTSUGI_TRY_OK(check_same_origin(call.request));
  KINTSUGI_TRY(const Json json, small_body(call));
  KINTSUGI_TRY(const std::string number, text_of(json, "operator"));
  int retry_after_s = 0;
  auto signed_in = call.edge.guard.enter(call.request, tenant, number, retry_after_s);
  if (!signed_in)
    return problem_response(call.request,
                            Problem{.error = signed_in.error(), .retry_after_s = retry_after_s});
  call.edge.guard.end_former_session(call.request);
  return session_begun(call, *signed_in);
}

}  // namespace

std::string company_with_doors(const EdgeContext& edge) {
  const std::string& host = edge.options.server.host;
  const std::string& tenant = edge.options.guard.default_tenant;
  const bool on_loopback = host == "localhost" || is_loopback(host);
  return on_loopback && edge.secrets.opens_without_password(tenant) ? tenant : std::string();
}

std::string open_company(const Call& call) {
  return asked_on_this_machine(call.request) ? company_with_doors(call.edge) : std::string();
}

std::span<const Route> door_routes() {
  static constexpr std::string_view who[] = {"operator"};
  static constexpr Route table[] = {
      {.path = "/v1/doors",
       .summary = "Who may come in without a password, and what waits for each; 404 but where a "
                  "company was made for trying out, and asked on the machine itself",
       .handler = list_doors,
       .kind = Route::Kind::other,
       .access = Route::Access::open,
       .row = "door_list"},
      {.method = "POST",
       .path = "/v1/doors",
       .summary = "Come in as one of them; 404 as above",
       .handler = enter,
       .kind = Route::Kind::other,
       .access = Route::Access::open,
       .body = who,
       .row = "session_info"},
  };
  return table;
}

}  // namespace kintsugi::api
