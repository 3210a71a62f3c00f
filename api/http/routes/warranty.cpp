// What an asset is entitled to: stage, gates and remedies on a day, and by which line of which
// policy.

#include <map>
#include <memory>

#include "api/http/reading/moment.h"
#include "api/http/reading/rows_at.h"
#include "api/http/reading/thing_scope.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "core/calendar/calendar.h"
#include "core/warranty/entitlement.h"
#include "events/schema/runtime/json.h"
#include "replay/history/thing.h"
#include "schema/work_order_state.h"

namespace kintsugi::api {

namespace {

// States as of a moment, for what core computes of them.
class StatesAt final : public core::StateSource {
 public:
  explicit StatesAt(const replay::View& view) : view_(view) {}
  Result<core::StreamState> load(std::string_view stream) override {
    auto& thing = things_[std::string(stream)];
    if (!thing) {
      KINTSUGI_TRY(auto read, replay::thing_as_of(view_, stream));
      thing = std::make_unique<replay::Thing>(std::move(read));
    }
    if (thing->version == 0) return core::StreamState{};
    return core::StreamState{.state = &thing->state, .head = {}, .version = thing->version};
  }

 private:
  const replay::View& view_;
  std::map<std::string, std::unique_ptr<replay::Thing>, std::less<>> things_;
};

// The thing is there, and who asks may see it. Errors: not_found "stream.not_found".
template <class State>
Result<void> check_seen(Reading& reading, core::Reads& reads, std::string_view type,
                        const std::string& id) {
  const State* state = reads.find<State>(id);
  bool seen = false;
  if (state != nullptr) {
    RowsAt rows(reading);
    KINTSUGI_TRY(seen, sees_thing(rows.viewer(), type, id, schema::State(*state)));
  }
  if (seen) return {};
  return fail(ErrorKind::not_found, "stream.not_found", "no " + std::string(type) + " " + id);
}

Result<std::int32_t> day_asked_about(const Call& call, const Reading& reading) {
  const std::string at = parameter_of(call.request, "at");
  if (at.empty()) return core::day_of(reading.view.clock);
  if (const auto instant = parse_begin(at)) return core::day_of(*instant);
  return fail(ErrorKind::invalid, "request.bad_parameter", "at: a time, or a day");
}

// By which a claim about the order is judged.
std::int32_t day_of_fault(const std::string& id, core::Reads& reads) {
  const auto* order = reads.find<schema::WorkOrder>(id);
  if (order->warranty.fault_on != 0) return order->warranty.fault_on;
  return core::day_of(instant_from_ms(order->registered_at));
}

Result<Response> get_entitlement(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  const std::string id(call.request.path_value("id"));
  const std::string order = parameter_of(call.request, "order");
  KINTSUGI_TRY(std::int32_t day, day_asked_about(call, reading));
  StatesAt states(*reading.view.rows_at);
  const Actor nobody;
  core::Reads reads(states, nobody, {}, reading.view.clock, reading.view.clock);
  KINTSUGI_TRY_OK(check_seen<schema::Asset>(reading, reads, "asset", id));
  if (!order.empty()) {
    KINTSUGI_TRY_OK(check_seen<schema::WorkOrder>(reading, reads, "work_order", order));
    if (parameter_of(call.request, "at").empty()) day = day_of_fault(order, reads);
  }
  KINTSUGI_TRY(const schema::Entitlement found,
               core::warranty::entitlement_of(id, day, {order}, reads));
  if (reads.failure()) return tl::unexpected(*reads.failure());
  std::string body = "{\"entitlement\":";
  schema::write_json(body, found);
  body += ",\"version\":\"" + std::to_string(reads.version<schema::Asset>(id)) +
          "\",\"position\":\"" + std::to_string(reading.view.last().value) + "\"}";
  return read_response(reading, std::move(body));
}

}  // namespace

std::span<const Route> warranty_routes() {
  static constexpr Parameter of_entitlement[] = {
      {.name = "at",
       .text = "the day of the event: a time, or a day; left out: the order's fault, else today",
       .takes = Parameter::Takes::begin},
      {"order", "the order about the fault; left out: of no fault"}};
  static constexpr Route table[] = {
      {.path = "/v1/assets/{id}/entitlement",
       .summary = "What an asset is entitled to on a day, and by which line of which policy",
       .handler = get_entitlement,
       .rights = {.list = "assets"},
       .parameters = of_entitlement,
       .row = "entitlement",
       .member = "entitlement"},
  };
  return table;
}

}  // namespace kintsugi::api
