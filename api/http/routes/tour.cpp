// The tour of a demo company.

#include <nlohmann/json.hpp>

#include "api/demo/tour.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"

namespace kintsugi::api {

namespace {

Result<Response> get_tour(const Call& call) {
  KINTSUGI_TRY(const auto steps, tour_of(call.edge.service, call.principal.tenant));
  if (steps.empty())
    return fail(ErrorKind::not_found, "tour.none", "only a demo company has one");
  nlohmann::ordered_json answer;
  for (const TourStep& step : steps) {
    auto marks = nlohmann::ordered_json::array();
    for (const Position mark : step.marks) marks.push_back(std::to_string(mark.value));
    answer["steps"].push_back({{"name", step.name},
                               {"position", std::to_string(step.position.value)},
                               {"at", format_instant(step.at)},
                               {"path", step.path},
                               {"marks", std::move(marks)}});
  }
  return json_response(answer.dump());
}

}  // namespace

std::span<const Route> tour_routes() {
  static constexpr Rights everybody{.signed_in = true};
  static constexpr Route table[] = {
      {.path = "/v1/tour",
       .summary = "Six moments of a demo company that solve its mystery; others have none",
       .handler = get_tour,
       .kind = Route::Kind::other,
       .rights = everybody,
       .row = "tour"},
  };
  return table;
}

}  // namespace kintsugi::api
