#include "api/http/session/tickets.h"

#include "api/http/session/secrets.h"

namespace kintsugi::api {

void Tickets::drop_over(Instant now) {
  std::erase_if(by_hash_, [&](const auto& one) { return one.second.expires_at <= now; });
}

void Tickets::make_room(const Principal& principal) {
  std::size_t count = 0;
  auto oldest = by_hash_.end();
  for (auto it = by_hash_.begin(); it != by_hash_.end(); ++it) {
    const Principal& owner = it->second.ticket.principal;
    if (owner.tenant != principal.tenant || owner.operator_id != principal.operator_id) continue;
    ++count;
    if (oldest == by_hash_.end() || it->second.expires_at < oldest->second.expires_at) oldest = it;
  }
  if (count >= options_.of_operator_max) by_hash_.erase(oldest);
}

Tickets::Made Tickets::make(FeedTicket ticket, Instant now) {
  Made made{random_token(32), now + options_.lasts};
  const std::lock_guard lock(mutex_);
  drop_over(now);
  make_room(ticket.principal);
  by_hash_[sha256_hex(made.secret)] = {std::move(ticket), made.expires_at};
  return made;
}

std::optional<FeedTicket> Tickets::take(std::string_view secret, Instant now) {
  const std::lock_guard lock(mutex_);
  drop_over(now);
  const auto held = by_hash_.extract(sha256_hex(secret));
  if (held.empty()) return std::nullopt;
  return std::move(held.mapped().ticket);
}

}  // namespace kintsugi::api
