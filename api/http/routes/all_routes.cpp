#include "api/http/routes/all_routes.h"

#include <vector>

#include "api/http/routes/tables.h"

namespace kintsugi::api {

std::span<const Route> all_routes() {
  static const std::vector<Route> all = [] {
    std::vector<Route> routes;
    for (const std::span<const Route> table :
         {command_routes(), session_routes(), link_routes(), door_routes(), token_routes(),
          batch_routes(), feed_routes(), queue_routes(), order_routes(), today_routes(),
          candidate_routes(), network_routes(), free_slot_routes(), stock_routes(), wage_routes(),
          coverage_routes(),
          audit_routes(), report_routes(), thing_routes(), policy_routes(), lookup_routes(),
          search_routes(), word_routes(), projection_routes(), log_routes(), document_routes(),
          operation_routes(), list_routes(), tour_routes(), machine_routes(), warranty_routes(),
          caller_routes(), follow_routes(), follow_act_routes(), sale_routes(), bulletin_routes()})
      routes.insert(routes.end(), table.begin(), table.end());
    return routes;
  }();
  return all;
}

}  // namespace kintsugi::api
