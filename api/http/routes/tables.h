#pragma once
// The tables of routes, one function a file of this folder. What they give lives as long as the
// process. Pure; any thread.

#include <span>

#include "api/http/routes/route.h"

namespace kintsugi::api {

std::span<const Route> command_routes();  // made from the schema
std::span<const Route> session_routes();
std::span<const Route> link_routes();
std::span<const Route> door_routes();
std::span<const Route> token_routes();
std::span<const Route> batch_routes();
std::span<const Route> feed_routes();
std::span<const Route> list_routes();     // made from the schema
std::span<const Route> queue_routes();
std::span<const Route> order_routes();
std::span<const Route> today_routes();
std::span<const Route> candidate_routes();
std::span<const Route> network_routes();
std::span<const Route> free_slot_routes();
std::span<const Route> stock_routes();
std::span<const Route> wage_routes();
std::span<const Route> coverage_routes();
std::span<const Route> audit_routes();
std::span<const Route> report_routes();
std::span<const Route> thing_routes();
std::span<const Route> policy_routes();
std::span<const Route> warranty_routes();
std::span<const Route> lookup_routes();
std::span<const Route> machine_routes();
std::span<const Route> search_routes();
std::span<const Route> word_routes();
std::span<const Route> projection_routes();
std::span<const Route> log_routes();
std::span<const Route> document_routes();
std::span<const Route> operation_routes();
std::span<const Route> tour_routes();
std::span<const Route> caller_routes();
std::span<const Route> follow_routes();
std::span<const Route> follow_act_routes();
std::span<const Route> sale_routes();
std::span<const Route> bulletin_routes();

}  // namespace kintsugi::api
