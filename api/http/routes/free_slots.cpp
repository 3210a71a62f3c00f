// When somebody could come, before there is an order.

#include "api/http/reading/free_slots.h"
#include "api/http/reading/names.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "events/schema/runtime/time_text.h"

namespace kintsugi::api {

namespace {

std::string slot_json(const FreeSlot& slot) {
  return "{\"starts_at\":" + json_text(format_instant(instant_from_ms(slot.starts_at))) +
         ",\"ends_at\":" + json_text(format_instant(instant_from_ms(slot.ends_at))) +
         ",\"free\":" + std::to_string(slot.free) + ",\"of\":" + std::to_string(slot.of) +
         ",\"over\":" + (slot.over ? "true" : "false") + "}";
}

Result<Response> get_free_slots(const Call& call) {
  KINTSUGI_TRY(const Reading reading, call.reading());
  Wanted wanted;
  wanted.outlet = parameter_of(call.request, "by");
  wanted.area = parameter_of(call.request, "area");
  wanted.brand = parameter_of(call.request, "brand");
  wanted.category = parameter_of(call.request, "category");
  KINTSUGI_TRY(const auto kind,
               enum_parameter<schema::ServiceType>(call.request, "service_type",
                                                   schema::parse_enum<schema::ServiceType>));
  wanted.service_type = kind.value_or(schema::ServiceType::none);
  KINTSUGI_TRY(const Instant at, judged_at(call, reading));
  RowsAt rows(reading);
  KINTSUGI_TRY(const SlotsOffered offered, free_slots(rows, wanted, at));
  std::string outlets, slots;
  projections::lists::References references;
  for (const std::string& one : offered.outlets) {
    outlets += (outlets.empty() ? "" : ",") + json_text(one);
    references["outlet"].insert(one);
  }
  if (!offered.outlet.empty()) references["outlet"].insert(offered.outlet);
  for (const FreeSlot& one : offered.slots) slots += (slots.empty() ? "" : ",") + slot_json(one);
  KINTSUGI_TRY(const std::string names, names_json(rows, call.principal, references));
  return read_response(
      reading, "{\"outlet\":" + (offered.outlet.empty() ? "null" : json_text(offered.outlet)) +
                   ",\"outlets\":[" + outlets + "],\"slots\":[" + slots + "],\"names\":" + names +
                   ",\"position\":\"" + std::to_string(reading.view.last().value) + "\"}");
}

}  // namespace

std::span<const Route> free_slot_routes() {
  // Not a technician, who sees no booking but his own.
  static constexpr std::string_view duties[] = {"administrator", "auditor", "call_centre",
                                                "dispatcher"};
  static constexpr Parameter asked[] = {
      {"area", "of the address: who serves it"},
      {"brand"},
      {"category"},
      {.name = "service_type", .enum_name = "service_type"},
      {"by", "an outlet; left out: the one whose territory fits best"}};
  static constexpr Route table[] = {
      {.path = "/v1/free_slots",
       .summary = "When somebody could come: two hours each, how many technicians have time",
       .handler = get_free_slots,
       .rights = {.duties = duties},
       .parameters = asked,
       .row = "free_slots"},
  };
  return table;
}

}  // namespace kintsugi::api
