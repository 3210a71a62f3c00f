#include "api/http/routes/followed.h"

#include <sodium.h>

#include "api/http/commands/wait_for_tables.h"
#include "api/http/routes/small_body.h"
#include "api/http/server/problem.h"
#include "api/http/session/deny.h"
#include "schema/follow_link_state.h"

namespace kintsugi::api {

namespace {

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

// Nothing where it was not made by this service.
std::optional<FollowName> named_by(std::string_view secret, const std::string& key) {
  const std::string all = plain(secret);
  if (all.size() <= mac_octets) return std::nullopt;
  const std::string named = all.substr(mac_octets);
  const std::string mac = mac_of(named, key);
  if (sodium_memcmp(mac.data(), all.data(), mac_octets) != 0) return std::nullopt;
  const auto first = named.find('\n'), second = named.find('\n', first + 1);
  if (first == named.npos || second == named.npos) return std::nullopt;
  return FollowName{named.substr(0, first), named.substr(first + 1, second - first - 1),
               named.substr(second + 1)};
}

Error no_such_link() { return {ErrorKind::not_found, "follow.unknown_link", {}, {}}; }

// By the tables as they are.
Result<Followed> open_link(const Call& call, const FollowName& named) {
  const auto view = call.edge.service.view(named.tenant);
  if (!view) return tl::unexpected(no_such_link());
  KINTSUGI_TRY(const auto link, thing_of<schema::FollowLink>(*view, named.order));
  KINTSUGI_TRY(const auto order, thing_of<schema::WorkOrder>(*view, named.order));
  const bool open = link && link->status == schema::FollowLinkStatus::open &&
                    link->link == named.link && order &&
                    order->status != schema::WorkOrderStatus::posted &&
                    order->status != schema::WorkOrderStatus::canceled;
  if (!open) return tl::unexpected(no_such_link());
  return Followed{named.tenant, named.order, *view, *order};
}

}  // namespace

std::string follow_secret(const FollowName& of, const std::string& key) {
  const std::string named = of.tenant + "\n" + of.order + "\n" + of.link;
  return base64(mac_of(named, key) + named);
}

Result<Followed> followed_by(const Call& call, const nlohmann::ordered_json& body) {
  KINTSUGI_TRY(const std::string token, text_of(body, "token"));
  const auto named = named_by(token, call.edge.secrets.cursor_key());
  if (!named) return tl::unexpected(no_such_link());
  auto found = open_link(call, *named);
  if (found || found.error().code != "follow.unknown_link") return found;
  // It is one of ours, perhaps made a moment ago.
  wait_for_tables(call.edge.service, named->tenant);
  return open_link(call, *named);
}

std::optional<Response> brake_of(const Call& call) {
  const std::string address = braked_address(call.request);
  const auto wait = address.empty() ? std::chrono::seconds(0)
                                    : call.edge.followers.enter(address, call.edge.clock.now());
  if (wait.count() == 0) return std::nullopt;
  return problem_response(call.request,
                          Problem{.error = {ErrorKind::forbidden,
                                            "session.too_many_attempts",
                                            "wait " + std::to_string(wait.count()) + " s",
                                            {}},
                                  .retry_after_s = static_cast<int>(wait.count())});
}

bool is_after_work(schema::WorkOrderStatus status) {
  using enum schema::WorkOrderStatus;
  return status == work_reported || status == completed || status == followed_up;
}

}  // namespace kintsugi::api
