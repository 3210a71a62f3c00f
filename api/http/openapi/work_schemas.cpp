#include "api/http/openapi/work_schemas.h"

#include "api/http/openapi/json_schema.h"

namespace kintsugi::api {

using namespace json_schema;

namespace {

void add_day(Json& out) {
  const Json slot = object({{"starts_at", a_time()},
                            {"ends_at", a_time()},
                            {"free", a_count()},
                            {"of", a_count()},
                            {"over", a_flag()}});
  out["free_slots"] = object({{"outlet", text_or_null()},
                              {"outlets", list_of(a_text())},
                              {"slots", list_of(slot)},
                              {"names", reference("names")},
                              {"position", position()}});
  const Json part = object({{"part", a_text()}, {"quantity", a_count()}});
  const Json repair = object({{"order", a_text()},
                              {"at", a_time()},
                              {"technician", a_text()},
                              {"symptom", a_text()},
                              {"fault", a_text()},
                              {"cause", a_text()},
                              {"parts", list_of(part)}});
  const Json price = object({{"tariff", a_text()},
                             {"version", a_count()},
                             {"item", a_text()},
                             {"unit_price", a_count()}});
  const Json claim = object({{"status", reference("warranty_claim_status")}, {"reason", a_text()}});
  out["job_of_day"] = object({{"order", reference("order_row")},
                              {"booking", a_count()},
                              {"version", version()},
                              {"commands", list_of(a_text())},
                              {"asset", or_null(open_object())},
                              {"claim", or_null(claim)},
                              {"repairs", list_of(repair)},
                              {"prices", list_of(price)}});
  const Json done = object({{"order", a_text()},
                            {"booking", a_count()},
                            {"status", reference("booking_status")},
                            {"order_status", reference("work_order_status")},
                            {"ended_at", a_time()},
                            {"area", a_text()},
                            {"category", a_text()}});
  const Json he = object({{"id", a_text()},
                          {"name", a_text()},
                          {"outlet", a_text()},
                          {"cash_held", {{"type", "integer"}}},
                          {"cash_limit", a_count()}});
  out["technician_day"] = object({{"technician", he},
                                  {"day", a_text()},
                                  {"jobs", list_of(reference("job_of_day"))},
                                  {"done", list_of(done)},
                                  {"custody", list_of(reference("custody_row"))},
                                  {"more", a_flag()},
                                  {"policy", reference("service_policy_version")},
                                  {"names", reference("names")},
                                  {"seal", a_text()},
                                  {"now", a_time()},
                                  {"position", position()}});
}

void add_machines(Json& out) {
  const Json part = object({{"part", a_text()},
                            {"serial", a_text()},
                            {"technician", a_text()},
                            {"quantity", {{"type", "integer"}}}});
  const Json order = object({{"order", a_text()},
                             {"status", reference("work_order_status")},
                             {"service_type", reference("service_type")},
                             {"registered_at", a_time()},
                             {"completed_at", time_or_null()},
                             {"technician", a_text()},
                             {"symptom", a_text()},
                             {"fault", a_text()},
                             {"fault_code", a_text()},
                             {"fault_cause", a_text()},
                             {"parts", list_of(part)},
                             {"removed", list_of(object({{"part", a_text()},
                                                         {"serial", a_text()},
                                                         {"fate", reference("part_fate")}}))}});
  Json in = part;
  in["properties"]["order"] = a_text();
  in["required"].push_back("order");
  const Json machine = object({{"asset", reference("assets_item")},
                               {"history", list_of(order)},
                               {"parts_in", list_of(in)},
                               {"hash", a_text()}});
  out["machine_files"] = object({{"machines", list_of(machine)},
                                 {"names", reference("names")},
                                 {"position", position()}});
}

}  // namespace

void add_field_answers(Json& out) {
  add_day(out);
  add_machines(out);
}

void add_desk_answers(Json& out) {
  out["caller"] = object({{"customer", reference("customers_item")},
                          {"machines", list_of(reference("assets_item"))},
                          {"open_orders", list_of(reference("work_orders_item"))},
                          {"last_repairs", list_of(reference("work_orders_item"))}});
  out["caller_answer"] = object({{"phone", a_text()},
                                 {"callers", list_of(reference("caller"))},
                                 {"orders", list_of(reference("work_orders_item"))},
                                 {"contacts", list_of(reference("interactions_item"))},
                                 {"complete", a_flag()},
                                 {"names", reference("names")},
                                 {"position", position()}});
  const Json milestone = object({{"name", a_text()}, {"at", a_time()}});
  out["followed_order"] =
      object({{"order", a_text()},
              {"service_type", a_text()},
              {"service_type_label", reference("label")},
              {"status", a_text()},
              {"status_label", reference("label")},
              {"brand", a_text()},
              {"category", a_text()},
              {"model", a_text()},
              {"milestones", list_of(milestone)},
              {"appointment", or_null(object({{"from", a_time()}, {"until", a_time()}}))},
              {"rating", or_null(object({{"visit", a_count()}, {"stars", or_null(a_count())}}))},
              {"charge", or_null(object({{"recorded", a_count()}, {"said", or_null(a_text())}}))},
              {"machines", list_of(object({{"brand", a_text()},
                                           {"model", a_text()},
                                           {"serial", a_text()},
                                           {"status", a_text()},
                                           {"status_label", reference("label")},
                                           {"unproven", a_flag()}}))}});
  out["followed_act"] = object({{"order", a_text()}});
  const Json of_row = object(
      {{"code", a_text()}, {"title", a_text()}, {"detail", a_text()}, {"pointer", a_text()}});
  const Json column = object(
      {{"name", a_text()}, {"field", or_null(a_text())}, {"first", list_of(a_text())}});
  out["sales_imported"] = object({{"columns", list_of(column)},
                                  {"rows", a_count()},
                                  {"imported", a_count()},
                                  {"known", a_count()},
                                  {"refused", a_count()},
                                  {"problems", list_of(object({{"row", a_count()},
                                                               {"line", a_count()},
                                                               {"sale", a_text()},
                                                               {"problem", of_row}}))}});
  out["follow_link_made"] = object({{"url", a_text()}, {"link", a_text()}});
}

}  // namespace kintsugi::api
