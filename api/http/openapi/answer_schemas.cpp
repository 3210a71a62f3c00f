#include "api/http/openapi/answer_schemas.h"

#include <string>
#include <utility>
#include <vector>

#include "api/http/openapi/json_schema.h"
#include "api/http/openapi/type_schemas.h"
#include "api/http/openapi/work_schemas.h"
#include "api/http/server/problem.h"
#include "schema/description.h"

namespace kintsugi::api {

using namespace json_schema;

namespace {

Json problem() {
  Json codes = Json::array();
  for (const ProblemText& one : edge_problems()) codes.push_back(one.code);
  for (const schema::RefusalInfo& refusal : schema::all_refusals()) codes.push_back(refusal.code);
  Json json = object({{"type", {{"type", "string"}, {"format", "uri"}}},
                      {"title", a_text()},
                      {"status", {{"type", "integer"}}},
                      {"code", {{"type", "string"}, {"examples", codes}}},
                      {"detail?", a_text()},
                      {"instance", a_text()},
                      {"help", a_text()},
                      {"request_id", a_text()},
                      {"position?", position()},
                      {"errors?", list_of(object({{"pointer", a_text()},
                                                  {"code", a_text()},
                                                  {"title", a_text()}}))}});
  // Of 412: what has changed meanwhile. Of a dispatch that is refused: suggestions, searched.
  json["additionalProperties"] = true;
  return json;
}

// An event as commits show it: its fields stand beside these two.
Json event() {
  Json json = object({{"stream", a_text()}, {"type", a_text()}});
  json["additionalProperties"] = true;
  return json;
}

Json commit() {
  const Json refusal = object({{"code", a_text()}, {"title", a_text()}, {"detail", a_text()}});
  return object({{"position", position()},
                 {"id", a_text()},
                 {"recorded_at", a_time()},
                 {"business_at", time_or_null()},
                 {"actor", one_of({"person", "system", "import"})},
                 {"operator", a_text()},
                 {"operator_name", a_text()},
                 {"role", a_text()},
                 {"session", a_text()},
                 {"device", a_text()},
                 {"device_sequence", or_null(a_count())},
                 {"address", a_text()},
                 {"seen_position", text_or_null()},
                 {"command", a_text()},
                 {"body?", open_object()},
                 {"accepted", a_flag()},
                 {"refusal", or_null(refusal)},
                 {"events", list_of(reference("event_of_commit"))},
                 {"streams", list_of(a_text())},
                 {"cause", text_or_null()}});
}

void add_commits(Json& out) {
  out["problem"] = problem();
  out["event_of_commit"] = event();
  out["commit"] = commit();
  out["stream_version"] = object({{"stream", a_text()}, {"version?", version()}});
  out["command_answer"] = object({{"command_id", a_text()},
                                  {"command", a_text()},
                                  {"position", position()},
                                  {"events", list_of(reference("event_of_commit"))},
                                  {"streams", list_of(reference("stream_version"))}});
  Json state = object({{"type", a_text()}});
  state["additionalProperties"] = true;
  out["state_of_stream"] = object({{"stream", a_text()},
                                   {"version", version()},
                                   {"state", std::move(state)},
                                   {"position", position()}});
  out["tour"] = object({{"steps", list_of(object({{"name", a_text()},
                                                  {"position", position()},
                                                  {"at", a_time()},
                                                  {"path", a_text()},
                                                  {"marks", list_of(position())}}))}});
  out["log_density"] = object({{"from", a_time()},
                               {"to", a_time()},
                               {"bucket_ms", version()},
                               {"counts", list_of(a_count())},
                               {"first_position", position()},
                               {"last_position", position()},
                               {"first_at", a_time()},
                               {"last_at", a_time()}});
  out["log_moment"] = object({{"position", position()}, {"recorded_at", a_time()}});
}

Json possible_command() {
  const Json why = {{"type", {"string", "null"}},
                    {"enum", {"duty", "status", "four_eyes", "lacks", nullptr}}};
  return object({{"command", a_text()},
                 {"label", reference("label")},
                 {"allowed", a_flag()},
                 {"in_time", a_flag()},
                 {"why", why},
                 {"fill", open_object()},
                 {"fixed", list_of(a_text())},
                 {"proposed", list_of(a_text())},
                 {"lacks", list_of(a_text())},
                 {"among", or_null(object({{"field", a_text()},
                                            {"list", a_text()},
                                            {"numbers", list_of(a_count())}}))}});
}

void add_lists(Json& out) {
  out["label"] = object({{"zh", a_text()}, {"en", a_text()}});
  out["names"] = map_of(map_of(a_text()));
  out["names"]["description"] = "Of what was referred to, by kind and id.";
  out["possible_command"] = possible_command();
  out["relation"] = object({{"list", a_text()},
                            {"label", reference("label")},
                            {"field", a_text()},
                            {"href", a_text()},
                            {"items", list_of(open_object())},
                            {"more", a_flag()}});
  out["queue_count"] = object({{"queue", reference("queue")},
                               {"label", reference("label")},
                               {"count", a_count()},
                               {"oldest_at", time_or_null()}});
  const Json found = object({{"id", a_text()},
                             {"label", a_text()},
                             {"fit", a_text()},
                             {"fields", {{"type", "object"},
                                         {"additionalProperties", {{"type", "string"}}}}}});
  out["search_group"] = object({{"list", a_text()},
                                {"thing", a_text()},
                                {"label", reference("label")},
                                {"items", list_of(found)},
                                {"more", a_flag()},
                                {"complete", a_flag()}});
  out["search_answer"] = object({{"groups", list_of(reference("search_group"))},
                                 {"searched", list_of(a_text())},
                                 {"looked_at", a_count()},
                                 {"complete", a_flag()},
                                 {"position", position()}});
  out["choice"] =
      object({{"id", a_text()}, {"label", a_text()}, {"outlet", a_text()}, {"phone?", a_text()},
              {"note?", a_text()}});
  out["outlet_choice"] = object({{"outlet", a_text()},
                                 {"name", a_text()},
                                 {"inside", {{"type", "boolean"}}},
                                 {"match", a_count()},
                                 {"proposed", {{"type", "boolean"}}}});
  out["served_area_count"] = object({{"area", a_text()},
                                     {"orders", a_count()},
                                     {"sales", a_count()},
                                     {"unserved", a_count()},
                                     {"outlets", a_count()},
                                     {"served_by", list_of(a_text())}});
  out["word"] = object({{"value", a_text()},
                        {"times", a_count()},
                        {"find", a_text()},
                        {"unit_price?", a_count()},
                        {"of?", a_text()},
                        {"fill?", map_of(a_text())}});
  const Json table = object({{"name", a_text()}, {"rows", a_count()}, {"digest", a_text()}});
  out["projection_status"] = object({{"name", a_text()},
                                     {"version", a_count()},
                                     {"position", position()},
                                     {"lag", a_count()},
                                     {"state", a_text()},
                                     {"progress", {{"type", "number"}}},
                                     {"error", or_null(object({{"code", a_text()},
                                                               {"what", a_text()}}))},
                                     {"rows?", a_count()},
                                     {"digest?", a_text()},
                                     {"tables?", list_of(table)}});
}

void add_candidates(Json& out) {
  const Json said = object({{"check", reference("dispatch_check")},
                            {"verdict", one_of({"pass", "overridden", "override", "refused"})},
                            {"found", a_text()}});
  const Json part = object({{"part", a_text()}, {"needed", a_count()}, {"carried", a_count()}});
  const Json candidate = object(
      {{"technician", a_text()},
       {"starts_at", a_time()},
       {"ends_at", a_time()},
       {"verdict", one_of({"pass", "override", "refused"})},
       {"checks", list_of(said)},
       {"refusal", or_null(object({{"code", a_text()}, {"title", a_text()}}))},
       {"load", object({{"minutes", a_count()}, {"after", a_count()}, {"limit", a_count()}})},
       {"distance_m", or_null(a_count())},
       {"parts", list_of(part)},
       {"debts", list_of(reference("technician_debt"))},
       {"repaired_at", time_or_null()},
       {"command", a_text()},
       {"path", a_text()},
       {"body", open_object()}});
  out["candidates_answer"] = object({{"order", a_text()},
                                     {"booking", a_count()},
                                     {"day", a_text()},
                                     {"minutes", a_count()},
                                     {"now", a_time()},
                                     {"window_from", time_or_null()},
                                     {"window_until", time_or_null()},
                                     {"accept_by", time_or_null()},
                                     {"arrive_by", time_or_null()},
                                     {"complete_by", time_or_null()},
                                     {"candidates", list_of(candidate)},
                                     {"names", reference("names")},
                                     {"position", position()}});
  const Json outlet = object({{"outlet", a_text()},
                              {"open", a_count()},
                              {"tripped", a_count()},
                              {"queues", map_of(a_count())},
                              {"undispatched_since", time_or_null()},
                              {"finished_today", a_count()},
                              {"region", text_or_null()}});
  out["network_answer"] = object({{"items", list_of(outlet)},
                                  {"names", reference("names")},
                                  {"position", position()},
                                  {"now", a_time()}});
}

void add_activity(Json& out) {
  out["activity_answer"] = object({{"items", list_of(reference("activity_row"))},
                                   {"names", reference("names")},
                                   {"position", position()}});
}

Json a_cell() { return {{"type", {"string", "integer", "null"}}}; }

void add_reports(Json& out) {
  const Json cell = a_cell();
  const Json mark = object({{"value", cell}, {"name", text_or_null()}});
  Json unit = {{"type", {"string", "null"}},
               {"enum", {"fen", "thousandths", "ten_thousandths", nullptr}},
               {"description", "What its numbers count; null: ones, or they are none."}};
  out["report_column"] = object({{"name", a_text()},
                                 {"label", reference("label")},
                                 {"format", a_text()},
                                 {"unit", std::move(unit)},
                                 {"enum", text_or_null()}});
  const Json parameter = object({{"name", a_text()},
                                 {"label", reference("label")},
                                 {"type", a_text()},
                                 {"format", text_or_null()},
                                 {"enum", text_or_null()},
                                 {"ref", text_or_null()},
                                 {"default", text_or_null()}});
  const Json chart = object({{"kind", a_text()},
                             {"along", a_text()},
                             {"across", text_or_null()},
                             {"figures", list_of(a_text())},
                             {"mean", a_flag()}});
  out["report_info"] = object({{"id", a_text()},
                               {"name", reference("label")},
                               {"columns", list_of(reference("report_column"))},
                               {"parameters", list_of(a_text())},
                               {"about?", reference("label")},
                               {"menu?", a_text()},
                               {"list?", a_text()},
                               {"parameter_fields?", list_of(parameter)},
                               {"chart?", or_null(chart)}});
  out["report_list"] = object({{"items", list_of(reference("report_info"))}});
  out["report_page"] = object({{"report", a_text()},
                               {"position", position()},
                               {"columns", list_of(reference("report_column"))},
                               {"rows", list_of(list_of(cell))},
                               {"ids?", list_of(a_text())},
                               {"next_cursor", text_or_null()}});
  out["report_chart"] = object({{"report", a_text()},
                                {"marks", list_of(mark)},
                                {"across", list_of(mark)},
                                {"values", list_of(list_of(cell))},
                                {"rest", a_flag()},
                                {"position", position()}});
  const Json cells = {{"type", {"array", "null"}}, {"items", cell}};
  out["report_difference"] =
      object({{"report", a_text()},
              {"against", position()},
              {"position", position()},
              {"columns", list_of(reference("report_column"))},
              {"rows", list_of(object({{"id", a_text()}, {"before", cells}, {"after", cells}}))},
              {"came", a_count()},
              {"went", a_count()},
              {"changed", a_count()},
              {"same", a_count()}});
}

// Ids and addresses: of items that he may read.
void add_report_explanation(Json& out) {
  const Json part = object({{"value", a_cell()},
                            {"sign", {{"type", "integer"}}},
                            {"column?", a_text()},
                            {"list?", a_text()},
                            {"id?", a_text()},
                            {"field?", a_text()},
                            {"href?", a_text()}});
  out["report_explanation"] =
      object({{"is", a_text()},
              {"value", a_cell()},
              {"parts", list_of(part)},
              {"formula?", a_text()},
              {"rule?", object({{"stream", a_text()}, {"version", a_count()}})},
              {"position", position()}});
}

void add_people(Json& out) {
  out["session_info"] = object({{"operator", a_text()},
                                {"name", a_text()},
                                {"technician", a_text()},
                                {"roles", list_of(a_text())},
                                {"grants", list_of(object({{"role", reference("role")},
                                                           {"outlet", a_text()}}))},
                                {"outlet", a_text()},
                                {"outlets", list_of(a_text())},
                                {"all_outlets", a_flag()},
                                {"tenant", a_text()},
                                {"tenants", list_of(a_text())},
                                {"idle_timeout_s", a_count()},
                                {"expires_at", a_time()},
                                {"commands", list_of(a_text())}});
  const Json waits = object({{"queue", a_text()},
                             {"label", reference("label")},
                             {"count", a_count()},
                             {"own", a_flag()}});
  const Json door = object({{"duty", a_text()},
                            {"label", reference("label")},
                            {"operator", a_text()},
                            {"name", a_text()},
                            {"outlet", a_text()},
                            {"outlet_name", a_text()},
                            {"opens", a_flag()},
                            {"waiting", list_of(waits)}});
  out["door_list"] = object({{"tenant", a_text()}, {"items", list_of(door)}});
  out["link_info"] = object({{"kind", one_of({"administrator", "invitation"})},
                             {"tenant", a_text()},
                             {"operator", a_text()},
                             {"expires_at", a_time()}});
  out["link_made"] = object({{"url", a_text()}, {"expires_at", a_time()}});
  out["token_made"] = object({{"id", a_text()}, {"token", a_text()}, {"expires_at", a_time()}});
  const Json token = object(
      {{"id", a_text()}, {"name", a_text()}, {"created_at", a_time()}, {"expires_at", a_time()}});
  out["ticket_made"] = object({{"ticket", a_text()}, {"url", a_text()}, {"expires_at", a_time()}});
  out["token_list"] = object({{"items", list_of(token)}});
}

// The data of the events of a feed.
void add_feeds(Json& out) {
  const auto about = [](Json schema, std::string_view text) {
    schema["description"] = text;
    return schema;
  };
  const Json ids = list_of(a_text());
  out["feed_position"] = about(object({{"position", position()}, {"recorded_at", a_time()}}),
                               "The newest commit that the tables have.");
  out["feed_queues"] =
      about(object({{"position", position()},
                    {"items", list_of(object({{"queue", reference("queue")},
                                              {"count", a_count()}}))}}),
            "How many wait in each queue, once it has changed.");
  out["feed_orders"] =
      about(object({{"position", position()}, {"orders", ids}, {"more", a_flag()}}),
            "As the list work_orders, under its older name.");
  out["feed_moved"] =
      about(object({{"position", position()}, {"ids", ids}, {"more", a_flag()}}),
            "What moved of the list that the event is named after, as far as its readers see it: "
            "ids of its items, or of the things that they are parts of. more: not all are named, "
            "so read the list again; of a list that follows from things of other kinds always.");
  out["feed_reset"] = about(object({{"position", position()}}),
                            "What was seen is too old to go on from: read everything again.");
  out["feed_beat"] = about(object({}), "The feed is alive and nothing happened.");
  out["feed_end"] = about(object({{"reason", one_of({"signed_out", "shutdown"})}}),
                          "Nothing more comes: the session, or the token, is over.");
}

void add_operations(Json& out) {
  Json check = object({{"name", a_text()}, {"ok", a_flag()}});
  check["additionalProperties"] = true;
  out["readiness"] = object({{"status", one_of({"ready", "not_ready"})},
                             {"checks?", list_of(std::move(check))}});
  out["version_info"] = object({{"name", a_text()}, {"version", a_text()}, {"log", a_text()},
                                {"doors?", a_flag()}});
  out["any_document"] = open_object();
}

}  // namespace

void add_answers(Json& components) {
  Json made = Json::object();
  add_commits(made);
  add_lists(made);
  add_candidates(made);
  add_activity(made);
  add_reports(made);
  add_report_explanation(made);
  add_people(made);
  add_feeds(made);
  add_field_answers(made);
  add_operations(made);
  add_desk_answers(made);
  for (auto& [name, schema] : made.items()) {
    schema["title"] = title_case(name);
    components[name] = std::move(schema);
  }
}

}  // namespace kintsugi::api
