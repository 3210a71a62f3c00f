// The customer's own link: what becomes of his order, and nothing else.
//
// The link's secret is not stored: it is the order, the link's public name and a keyed hash over
// both, by a key that all nodes of the service share. Which link is open stands on the log
// (follow_link/<order>), so that ending it, making another, posting or canceling the order end it
// everywhere. It goes in the body, so that no log has it.

#include <sodium.h>

#include <nlohmann/json.hpp>

#include "api/http/routes/context.h"
#include "api/http/routes/small_body.h"
#include "api/http/routes/tables.h"
#include "api/http/server/problem.h"
#include "api/http/session/deny.h"
#include "replay/history/thing.h"
#include "schema/description.h"
#include "schema/follow_link.h"
#include "schema/work_order_state.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;
using schema::FollowLink;
using schema::WorkOrder;

constexpr std::size_t mac_octets = 24;

std::string base64(std::string_view octets) {
  std::string out(
      sodium_base64_encoded_len(octets.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(octets.data()),
                    octets.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  out.pop_back();  // its closing zero
  return out;
}

std::string plain(std::string_view text) {
  std::string out(text.size(), '\0');
  std::size_t length = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(),
                        text.size(), nullptr, &length, nullptr,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
    return {};
  out.resize(length);
  return out;
}

std::string mac_of(std::string_view named, const std::string& key) {
  const std::string text = std::string("follow\n").append(named);
  unsigned char mac[mac_octets];
  crypto_generichash(mac, sizeof mac, reinterpret_cast<const unsigned char*>(text.data()),
                     text.size(), reinterpret_cast<const unsigned char*>(key.data()), key.size());
  return {reinterpret_cast<const char*>(mac), sizeof mac};
}

struct Named {
  std::string tenant, order, link;
};

std::string secret_of(const Named& of, const std::string& key) {
  const std::string named = of.tenant + "\n" + of.order + "\n" + of.link;
  return base64(mac_of(named, key) + named);
}

// Nothing where it was not made by this service.
std::optional<Named> named_by(std::string_view secret, const std::string& key) {
  const std::string all = plain(secret);
  if (all.size() <= mac_octets) return std::nullopt;
  const std::string named = all.substr(mac_octets);
  const std::string mac = mac_of(named, key);
  if (sodium_memcmp(mac.data(), all.data(), mac_octets) != 0) return std::nullopt;
  const auto first = named.find('\n'), second = named.find('\n', first + 1);
  if (first == named.npos || second == named.npos) return std::nullopt;
  return Named{named.substr(0, first), named.substr(first + 1, second - first - 1),
               named.substr(second + 1)};
}

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

Error no_such_link() { return {ErrorKind::not_found, "follow.unknown_link", {}, {}}; }

template <class State>
Result<std::optional<State>> state_of(const TenantView& view, std::string_view id) {
  const std::string stream = std::string(schema::stream_type_of<State>()) + "/" + std::string(id);
  KINTSUGI_TRY(const replay::Thing thing, replay::thing_as_of(*view.rows_at, stream));
  const State* state = thing.state.get_if<State>();
  return state == nullptr ? std::optional<State>() : std::optional<State>(*state);
}

Result<Response> follow(const Call& call) {
  const std::string address = braked_address(call.request);
  const auto wait = address.empty() ? std::chrono::seconds(0)
                                    : call.edge.followers.enter(address, call.edge.clock.now());
  if (wait.count() > 0) {
    return problem_response(call.request,
                            Problem{.error = {ErrorKind::forbidden,
                                              "session.too_many_attempts",
                                              "wait " + std::to_string(wait.count()) + " s",
                                              {}},
                                    .retry_after_s = static_cast<int>(wait.count())});
  }
  KINTSUGI_TRY(const Json json, small_body(call));
  KINTSUGI_TRY(const std::string token, text_of(json, "token"));
  const auto named = named_by(token, call.edge.secrets.cursor_key());
  if (!named) return tl::unexpected(no_such_link());
  const auto view = call.edge.service.view(named->tenant);
  if (!view) return tl::unexpected(no_such_link());
  KINTSUGI_TRY(const auto link, state_of<FollowLink>(*view, named->order));
  KINTSUGI_TRY(const auto order, state_of<WorkOrder>(*view, named->order));
  const bool open = link && link->status == schema::FollowLinkStatus::open &&
                    link->link == named->link && order &&
                    order->status != schema::WorkOrderStatus::posted &&
                    order->status != schema::WorkOrderStatus::canceled;
  if (!open) return tl::unexpected(no_such_link());
  const std::string_view kind = schema::name_of(order->service_type);
  const std::string_view status = schema::name_of(order->status);
  const Json out = {{"order", named->order},
                    {"service_type", kind},
                    {"service_type_label", label_of_value("service_type", kind)},
                    {"status", status},
                    {"status_label", label_of_value("work_order_status", status)},
                    {"brand", order->brand},
                    {"category", order->category},
                    {"model", order->model},
                    {"milestones", milestones_of(*order)},
                    {"appointment", appointment_of(*order)}};
  return json_response(out.dump()).with("Cache-Control", "no-store");
}

Result<Response> make_follow_link(const Call& call) {
  KINTSUGI_TRY(const Json json, small_body(call));
  KINTSUGI_TRY(const std::string order, text_of(json, "order"));
  const Named named{call.principal.tenant, order, public_id()};
  CommandRequest record;
  record.tenant = named.tenant;
  record.id = "edge:follow:" + named.link;
  record.actor = call.edge.guard.actor_of(call.request, call.principal);
  record.commands.emplace_back(schema::MakeFollowLink{.order = order, .link = named.link});
  KINTSUGI_TRY(const Answer answer, call.edge.service.node().execute(std::move(record)));
  if (answer.refusal) return tl::unexpected(*answer.refusal);
  const Json out = {{"url", call.edge.public_url() + "/follow#" +
                                secret_of(named, call.edge.secrets.cursor_key())},
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
