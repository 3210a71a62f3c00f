// Who wants no calls.

#include <string>

#include "core/authority/authority.h"
#include "core/care/care.h"
#include "core/care/person.h"
#include "core/events.h"
#include "core/service_policy/service_policy.h"
#include "core/text/text.h"
#include "schema/care_dispatch.h"
#include "schema/customer_state.h"
#include "schema/service_policy_state.h"

namespace kintsugi::core {

using schema::ContactWish;
using schema::ContactWishStatus;

namespace {

const ContactWish* wish_of(std::string_view customer, Reads& reads) {
  return care::last_wish(
      customer, [&](const std::string& id) { return reads.find<ContactWish>(id); },
      [&](const std::string& id) { return reads.find<schema::Customer>(id); });
}

}  // namespace

namespace care {

bool wants_no_calls(std::string_view customer, Reads& reads) {
  if (customer.empty()) return false;
  const ContactWish* wish = wish_of(customer, reads);
  return wish != nullptr && wish->status == ContactWishStatus::no_calls;
}

bool is_quiet_hour(Reads& reads) {
  const Instant at = judged_at(reads);
  return is_person(reads) && service_policy::is_quiet(service_policy::in_force(at, reads), at);
}

Instant not_quiet(Instant at, Reads& reads) {
  const auto& policy = service_policy::in_force(judged_at(reads), reads);
  for (int hour = 0; hour < 24 && service_policy::is_quiet(policy, at); ++hour)
    at += std::chrono::hours(1);
  return at;
}

}  // namespace care

namespace {

using WishNo = schema::ContactWishRefusal;

template <class Command>
Result<const schema::Customer*> check_wish(const Command& command, ContactWishStatus wanted,
                                           Reads& reads) {
  const auto* customer = reads.find<schema::Customer>(command.customer);
  if (customer == nullptr)
    return refuse(WishNo::unknown_customer, "there is no customer " + command.customer);
  KINTSUGI_TRY_OK(within_scope(command, customer->outlet, reads));
  const ContactWish* wish = wish_of(command.customer, reads);
  const auto now = wish == nullptr ? ContactWishStatus::none : wish->status;
  const bool allowed_anyway = wanted == ContactWishStatus::calls && now == ContactWishStatus::none;
  if (now == wanted || allowed_anyway) return refuse(WishNo::said_already);
  if (!is_reason(command.reason)) return refuse(WishNo::bad_text, "say why");
  return customer;
}

}  // namespace

Result<Events> decide(const schema::OptOutOfCalls& command, Reads& reads) {
  KINTSUGI_TRY(const auto* customer, check_wish(command, ContactWishStatus::no_calls, reads));
  Events events;
  events.on(command.customer, schema::CallsRefused{.customer = command.customer,
                                                   .outlet = customer->outlet,
                                                   .reason = command.reason,
                                                   .by = reads.actor().operator_id,
                                                   .at = to_ms(reads.business_time())});
  return events;
}

Result<Events> decide(const schema::AllowCalls& command, Reads& reads) {
  KINTSUGI_TRY_OK(check_wish(command, ContactWishStatus::calls, reads));
  Events events;
  events.on(command.customer, schema::CallsAllowed{.reason = command.reason,
                                                   .by = reads.actor().operator_id,
                                                   .at = to_ms(reads.business_time())});
  return events;
}

}  // namespace kintsugi::core
