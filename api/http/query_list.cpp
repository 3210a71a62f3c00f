// What the edge answers beside the schema's commands, as OpenAPI documents it.

#include "api/http/openapi.h"

namespace kintsugi::api {

std::span<const QueryInfo> queries() {
  static const std::vector<QueryInfo> all = {
      {"/v1/queues", "What waits, counted per queue", "", true, {"outlet"}},
      {"/v1/queues/{queue}",
       "What waits in one queue, longest first",
       "queue_row",
       true,
       {"outlet"}},
      {"/v1/orders",
       "Orders, newest first",
       "order_row",
       true,
       {"status", "outlet", "technician", "customer", "q"}},
      {"/v1/orders/{id}", "One order", "order_row", false, {}, "order"},
      {"/v1/orders/{id}/timeline", "Everything that was done or tried on an order", "", true, {}},
      {"/v1/inventory",
       "Stock by warehouse, part and condition",
       "stock_row",
       true,
       {"outlet", "warehouse", "part", "condition"}},
      {"/v1/inventory/{warehouse}/{part}/{condition}/ledger",
       "A stock card with its balance",
       "ledger_row",
       true,
       {"newest_first"}},
      {"/v1/custody",
       "What technicians carry",
       "custody_row",
       true,
       {"outlet", "technician", "part", "condition"}},
      {"/v1/wages", "Wage lines", "wage_line_row", true, {"outlet", "period", "technician"}},
      {"/v1/wages/sheets",
       "Wage sheets",
       "wage_sheet_row",
       true,
       {"outlet", "period", "technician"}},
      {"/v1/wages/runs", "Wage runs", "wage_run_row", true, {"outlet", "period"}},
      {"/v1/audit",
       "Every command of every operator, newest first",
       "",
       true,
       {"operator", "stream", "command", "outcome", "from", "to"}},
      {"/v1/audit/operators", "What each operator did, summed up", "activity_row", true, {}},
      {"/v1/audit/commits/{position}", "One commit whole", "", false, {}},
      {"/v1/reports/{id}",
       "A report: format json, csv, ndjson or table",
       "",
       false,
       {"format", "profile", "outlet", "technician", "warehouse", "part", "operator", "status",
        "period", "from", "until"}},
      {"/v1/streams/{type}/{id}", "The state of one thing", "", false, {}},
      {"/v1/streams/{type}/{id}/commits",
       "The commits that moved a thing, oldest first",
       "",
       true,
       {"after_version"}},
      {"/v1/service_policy",
       "The service policy in force: deadlines, checks of visits, locks",
       "service_policy_version",
       false,
       {},
       "service_policy"},
      {"/v1/lookup/{type}", "Choices for a form", "", true, {"q"}},
      {"/v1/projections", "The read models and how far they are", "", true, {"digest"}},
      {"/v1/log/density", "Commits over time", "", false, {"from", "to", "buckets"}},
      {"/v1/log/position",
       "What a moment means; steps",
       "",
       false,
       {"at", "position", "step", "direction"}},
  };
  return all;
}

namespace {

OperationInfo operation(std::string_view method, std::string_view path, std::string_view summary,
                        OperationInfo::Access access, OperationInfo more = {}) {
  more.method = method;
  more.path = path;
  more.summary = summary;
  more.access = access;
  return more;
}

}  // namespace

std::span<const OperationInfo> operations() {
  using Access = OperationInfo::Access;
  constexpr auto signed_in = Access::signed_in;
  constexpr auto open = Access::open;
  static const std::vector<OperationInfo> all = {
      operation("GET", "/v1/session", "Who is signed in", signed_in),
      operation("POST", "/v1/session", "Sign in: the answer sets the session's cookie", open,
                {.body = {"operator", "password", "tenant?"}}),
      operation("DELETE", "/v1/session", "Sign out", signed_in, {.status = 204}),
      operation("POST", "/v1/session/password",
                "Change the own password; other sessions end",
                signed_in, {.status = 204, .body = {"old_password", "new_password"}}),
      operation("POST", "/v1/setup/check", "What a one-time link is for", open,
                {.body = {"token"}}),
      operation("POST", "/v1/setup", "Use a one-time link: sets a password and signs in", open,
                {.body = {"token", "operator?", "name?", "password"}}),
      operation("POST", "/v1/invitations", "A one-time link for an operator", signed_in,
                {.status = 201, .body = {"operator"}}),
      operation("GET", "/v1/tokens", "The own API tokens", signed_in),
      operation("POST", "/v1/tokens", "A new API token, shown once", signed_in,
                {.status = 201, .body = {"name", "expires_in_days?"}}),
      operation("DELETE", "/v1/tokens/{id}", "End an API token", signed_in, {.status = 204}),
      operation("POST", "/v1/commands",
                "Many commands, one a line, answered line by line: "
                "{\"id\",\"command\",\"body\",\"if_match\"?,\"business_time\"?}",
                signed_in,
                {.media_type = "application/x-ndjson",
                 .takes_media_type = "application/x-ndjson"}),
      operation("GET", "/v1/stream",
                "The live feed: topics position, queues, orders; id = position",
                signed_in,
                {.media_type = "text/event-stream",
                 .parameters = {"topics", "from"},
                 .headers = {"Last-Event-ID"}}),
      operation("GET", "/v1/reports", "The reports there are", signed_in),
      operation("GET", "/v1/schema", "The schema as data", open),
      operation("GET", "/openapi.json", "This document", open),
      operation("GET", "/docs/problems", "Every code of a problem document", open,
                {.media_type = "text/html"}),
      operation("GET", "/docs/problems/{code}", "What a code means and what to do", open,
                {.media_type = "text/html"}),
      operation("GET", "/livez", "The process answers", open, {.media_type = "text/plain"}),
      operation("GET", "/health/live", "The same as /livez", open, {.media_type = "text/plain"}),
      operation("GET", "/readyz", "Log, node and projections are well; 503 where not", open,
                {.parameters = {"verbose"}}),
      operation("GET", "/health/ready", "The same as /readyz", open, {.parameters = {"verbose"}}),
      operation("GET", "/metrics", "For Prometheus", open, {.media_type = "text/plain"}),
      operation("GET", "/version", "The version, and where the log is", open),
  };
  return all;
}

}  // namespace kintsugi::api
