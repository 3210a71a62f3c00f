// What a customer says by his link: of the visit, of the money, of his machine. Each is a command
// of the system, decided by core; the customer is no person of ours. Nobody reads more by it.

#include <charconv>
#include <nlohmann/json.hpp>

#include "api/http/routes/context.h"
#include "api/http/routes/followed.h"
#include "api/http/routes/small_body.h"
#include "api/http/routes/tables.h"
#include "events/schema/runtime/json.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;

// A whole number that stands in the body as a text.
Result<Json> number_of(const Json& body, const std::string& name, bool required) {
  KINTSUGI_TRY(const std::string text, text_of(body, name, required));
  if (text.empty()) return Json(0);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size())
    return fail(ErrorKind::invalid, "request.wrong_type", name + " is a whole number", "/" + name);
  return Json(number);
}

// Decided, recorded and folded, so that what is read next shows it.
Result<Response> act(const Call& call, const Followed& followed, std::string_view name,
                     const Json& body) {
  KINTSUGI_TRY(schema::Command command, schema::read_command_json(name, body.dump()));
  CommandRequest record;
  record.tenant = followed.tenant;
  record.id = "edge:customer:" + random_token(12);
  record.actor = call.edge.guard.system_actor(call.request);
  record.commands.push_back(std::move(command));
  KINTSUGI_TRY(const Answer answer, call.edge.service.node().execute(std::move(record)));
  if (answer.refusal) return tl::unexpected(*answer.refusal);
  constexpr std::chrono::seconds wait{2};  // afterwards it is shown a moment later
  KINTSUGI_TRY(auto* runner, call.edge.service.runner(followed.tenant));
  runner->wait(answer.position.next(), wait);
  const Json out = {{"order", followed.order_id}};
  return json_response(out.dump()).with("Cache-Control", "no-store");
}

Result<Response> rate(const Call& call) {
  if (auto wait = brake_of(call)) return *std::move(wait);
  KINTSUGI_TRY(const Json json, small_body(call));
  KINTSUGI_TRY(const Followed followed, followed_by(call, json));
  KINTSUGI_TRY(const Json stars, number_of(json, "stars", true));
  KINTSUGI_TRY(const std::string comment, text_of(json, "comment", false));
  return act(call, followed, "rate_service",
             {{"order", followed.order_id},
              {"stars", stars},
              {"comment", comment},
              {"channel", "link"}});
}

Result<Response> state_charge(const Call& call) {
  if (auto wait = brake_of(call)) return *std::move(wait);
  KINTSUGI_TRY(const Json json, small_body(call));
  KINTSUGI_TRY(const Followed followed, followed_by(call, json));
  KINTSUGI_TRY(const std::string answer, text_of(json, "answer"));
  KINTSUGI_TRY(const Json amount, number_of(json, "amount_said", false));
  KINTSUGI_TRY(const std::string note, text_of(json, "note", false));
  return act(call, followed, "state_charge",
             {{"order", followed.order_id},
              {"answer", answer},
              {"amount_said", amount},
              {"note", note}});
}

// The machine of the order may have no entry in any register; any other has to be of a model there.
Result<Response> register_machine(const Call& call) {
  if (auto wait = brake_of(call)) return *std::move(wait);
  KINTSUGI_TRY(const Json json, small_body(call));
  KINTSUGI_TRY(const Followed followed, followed_by(call, json));
  const schema::WorkOrder& order = followed.order;
  if (order.customer.empty())
    return fail(ErrorKind::refused, "follow.nobody_known", "the order names no customer");
  Json body = {{"customer", order.customer}, {"order", followed.order_id}};
  for (const char* name : {"brand", "model", "serial", "sold_on"}) {
    KINTSUGI_TRY(const std::string text, text_of(json, name));
    body[name] = text;
  }
  KINTSUGI_TRY(const std::string invoice, text_of(json, "invoice", false));
  body["invoice"] = invoice;
  if (body["brand"] == order.brand && body["model"] == order.model)
    body["category"] = order.category;
  return act(call, followed, "register_by_buyer", body);
}

}  // namespace

std::span<const Route> follow_act_routes() {
  static constexpr std::string_view rating[] = {"token", "stars", "comment?"};
  static constexpr std::string_view charge[] = {"token", "answer", "amount_said?", "note?"};
  static constexpr std::string_view machine[] = {"token",  "brand",   "model",
                                                 "serial", "sold_on", "invoice?"};
  static constexpr Route table[] = {
      {.method = "POST",
       .path = "/v1/follow/rating",
       .summary = "A customer rates the visit by his link, once",
       .handler = rate,
       .kind = Route::Kind::other,
       .access = Route::Access::open,
       .body = rating,
       .row = "followed_act"},
      {.method = "POST",
       .path = "/v1/follow/charge",
       .summary = "A customer confirms or disputes by his link what was charged",
       .handler = state_charge,
       .kind = Route::Kind::other,
       .access = Route::Access::open,
       .body = charge,
       .row = "followed_act"},
      {.method = "POST",
       .path = "/v1/follow/machine",
       .summary = "A buyer registers his machine by his link",
       .handler = register_machine,
       .kind = Route::Kind::other,
       .access = Route::Access::open,
       .body = machine,
       .row = "followed_act"},
  };
  return table;
}

}  // namespace kintsugi::api
