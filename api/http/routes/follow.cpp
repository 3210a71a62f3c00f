// The customer's own link: what becomes of his order, and nothing else.
// What he says himself, follow_acts.cpp sends on.

#include <nlohmann/json.hpp>

#include "api/http/routes/context.h"
#include "api/http/routes/followed.h"
#include "api/http/routes/small_body.h"
#include "api/http/routes/tables.h"
#include "core/work_order/rules.h"
#include "projections/directory/directory.h"
#include "projections/lists/query.h"
#include "projections/lists/rows.h"
#include "schema/brand_state.h"
#include "schema/buyer_registration_state.h"
#include "schema/charge_statement_state.h"
#include "schema/description.h"
#include "schema/follow_link.h"
#include "schema/rating_state.h"
#include "schema/work_order_state.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;
using schema::WorkOrder;

Json label_of_value(std::string_view enum_name, std::string_view value) {
  for (const schema::EnumValue& one : schema::find_enum(enum_name)->values)
    if (one.name == value) return {{"zh", one.label_zh}, {"en", one.label_en}};
  return {{"zh", value}, {"en", value}};
}

// What happened, in order, with the time of each; the name of none who works on it.
Json milestones_of(const WorkOrder& order) {
  std::map<std::string_view, std::int64_t> at;
  at["registered"] = order.registered_at;
  for (const schema::Booking& booking : order.bookings) {
    const bool over = booking.status == schema::BookingStatus::canceled ||
                      booking.status == schema::BookingStatus::declined;
    if (booking.round != order.round || over) continue;
    at["scheduled"] = booking.dispatched_at;
    if (booking.checked_in_at != 0) at["arrived"] = booking.checked_in_at;
    if (booking.started_at != 0) at["in_service"] = booking.started_at;
  }
  at["reported"] = order.reported_at;
  at["completed"] = order.completed_at;
  Json out = Json::array();
  for (const std::string_view name :
       {"registered", "scheduled", "arrived", "in_service", "reported", "completed"}) {
    const auto found = at.find(name);
    if (found == at.end() || found->second == 0) continue;
    out.push_back({{"name", name}, {"at", format_instant(instant_from_ms(found->second))}});
  }
  return out;
}

// When somebody comes: of the booking that is to come.
Json appointment_of(const WorkOrder& order) {
  using enum schema::BookingStatus;
  for (const schema::Booking& booking : order.bookings) {
    const bool to_come =
        booking.round == order.round && booking.starts_at != 0 &&
        (booking.status == scheduled || booking.status == accepted || booking.status == traveling);
    if (!to_come) continue;
    return {{"from", format_instant(instant_from_ms(booking.starts_at))},
            {"until", format_instant(instant_from_ms(booking.ends_at))}};
  }
  return nullptr;
}

Result<Json> rating_of(const Followed& followed) {
  using enum schema::BookingStatus;
  const schema::Booking* visit = nullptr;
  for (const schema::Booking& one : followed.order.bookings)
    if (one.status == completed || one.status == partly_completed) visit = &one;
  if (visit == nullptr || !is_after_work(followed.order.status)) return Json(nullptr);
  KINTSUGI_TRY(const auto given,
               thing_of<schema::Rating>(
                   followed.view, followed.order_id + ":" + std::to_string(visit->number)));
  const bool stands = given && given->status == schema::RatingStatus::given;
  return Json{{"visit", visit->number}, {"stars", stands ? Json(given->stars) : Json(nullptr)}};
}

Result<Json> charge_of(const Followed& followed) {
  const WorkOrder& order = followed.order;
  const bool in_hand = order.status == schema::WorkOrderStatus::work_reported &&
                       order.service_slip.empty();
  if (!is_after_work(order.status) || in_hand) return Json(nullptr);
  KINTSUGI_TRY(const auto said,
               thing_of<schema::ChargeStatement>(followed.view, followed.order_id));
  const bool stands = said && (said->status == schema::ChargeStatementStatus::confirmed ||
                               said->status == schema::ChargeStatementStatus::disputed);
  return Json{{"recorded", core::work_order::due_of(order)},
              {"said", stands ? Json(schema::name_of(said->status)) : Json(nullptr)}};
}

// What people call it; the code where nobody registered it.
Result<std::string> brand_name(const TenantView& view, const std::string& brand) {
  if (brand.empty()) return std::string();
  KINTSUGI_TRY(const auto directory, view.rows("directory"));
  KINTSUGI_TRY(const auto found, projections::find_entry<schema::Brand>(*directory, brand));
  return found && !found->name.empty() ? found->name : brand;
}

// What he registered by his link: how it stands with it, and nothing of whose the machine was.
Result<Json> machines_of(const Followed& followed) {
  KINTSUGI_TRY(const auto rows, followed.view.rows("cases"));
  const projections::lists::List& list = *projections::lists::find("buyer_registrations");
  projections::lists::Query query;
  projections::lists::add_equal(list, "order", followed.order_id, query);
  projections::PageRequest few;
  few.limit = 10;
  KINTSUGI_TRY(const auto page, projections::lists::page_of<schema::BuyerRegistration>(
                                    list, *rows, query, projections::Scope::everything(), few));
  Json out = Json::array();
  for (const schema::BuyerRegistration& one : page.rows) {
    const std::string_view status = schema::name_of(one.status);
    KINTSUGI_TRY(const std::string brand, brand_name(followed.view, one.brand));
    out.push_back({{"brand", one.brand},
                   {"brand_name", brand},
                   {"model", one.model},
                   {"serial", one.serial},
                   {"status", status},
                   {"status_label", label_of_value("buyer_registration_status", status)},
                   {"unproven", one.proof == schema::PurchaseProof::unproven}});
  }
  return out;
}

Result<Response> follow(const Call& call) {
  if (auto wait = brake_of(call)) return *std::move(wait);
  KINTSUGI_TRY(const Json json, small_body(call));
  KINTSUGI_TRY(const Followed followed, followed_by(call, json));
  KINTSUGI_TRY(Json rating, rating_of(followed));
  KINTSUGI_TRY(Json charge, charge_of(followed));
  KINTSUGI_TRY(Json machines, machines_of(followed));
  KINTSUGI_TRY(const std::string brand, brand_name(followed.view, followed.order.brand));
  const WorkOrder* order = &followed.order;
  const std::string_view kind = schema::name_of(order->service_type);
  const std::string_view status = schema::name_of(order->status);
  const Json out = {{"order", followed.order_id},
                    {"service_type", kind},
                    {"service_type_label", label_of_value("service_type", kind)},
                    {"status", status},
                    {"status_label", label_of_value("work_order_status", status)},
                    {"brand", order->brand},
                    {"brand_name", brand},
                    {"category", order->category},
                    {"model", order->model},
                    {"milestones", milestones_of(*order)},
                    {"appointment", appointment_of(*order)},
                    {"rating", std::move(rating)},
                    {"charge", std::move(charge)},
                    {"machines", std::move(machines)}};
  return json_response(out.dump()).with("Cache-Control", "no-store");
}

Result<Response> make_follow_link(const Call& call) {
  KINTSUGI_TRY(const Json json, small_body(call));
  KINTSUGI_TRY(const std::string order, text_of(json, "order"));
  const FollowName named{call.principal.tenant, order, public_id()};
  CommandRequest record;
  record.tenant = named.tenant;
  record.id = "edge:follow:" + named.link;
  record.actor = call.edge.guard.actor_of(call.request, call.principal);
  record.commands.emplace_back(schema::MakeFollowLink{.order = order, .link = named.link});
  KINTSUGI_TRY(const Answer answer, call.edge.service.node().execute(std::move(record)));
  if (answer.refusal) return tl::unexpected(*answer.refusal);
  const Json out = {{"url", call.edge.public_url() + "/follow#" +
                                follow_secret(named, call.edge.secrets.cursor_key())},
                    {"link", named.link}};
  return json_response(out.dump(), 201).with("Cache-Control", "no-store");
}

}  // namespace

std::span<const Route> follow_routes() {
  static constexpr std::string_view token[] = {"token"};
  static constexpr std::string_view of_link[] = {"order"};
  static constexpr std::string_view clerks[] = {"call_centre", "dispatcher"};
  static constexpr Route table[] = {
      {.method = "POST",
       .path = "/v1/follow",
       .summary = "How a customer's order is, by the link that he was given",
       .handler = follow,
       .kind = Route::Kind::other,
       .access = Route::Access::open,
       .body = token,
       .row = "followed_order"},
      {.method = "POST",
       .path = "/v1/follow/links",
       .summary = "A link by which a customer follows his order; ends the one before",
       .handler = make_follow_link,
       .kind = Route::Kind::other,
       .rights = {.duties = clerks, .local = false, .why = "whoever takes orders gives links"},
       .body = of_link,
       .row = "follow_link_made",
       .status = 201},
  };
  return table;
}

}  // namespace kintsugi::api
