// What else a customer's file says: his segment, his place in the tree, whom to call.

#include <string>

#include "core/authority/authority.h"
#include "core/customer/standing.h"
#include "core/events.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "schema/customer_dispatch.h"

namespace kintsugi::core {
namespace {

using FileNo = schema::CustomerRefusal;

// The customer of a command about one that is active, whom its sender may change.
template <class Command>
Result<const schema::Customer*> customer_of(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const auto* found, reads.require<schema::Customer>(command.customer));
  KINTSUGI_TRY_OK(within_scope(command, found->outlet, reads));
  KINTSUGI_TRY_OK(customer::check_active(command.customer, *found, reads));
  return found;
}

Result<schema::CustomerContact> checked(const schema::CustomerContact& contact) {
  schema::CustomerContact out = contact;
  if (!is_line(contact.name, 200)) return refuse(FileNo::bad_contact, "each has a name");
  if (!is_line_or_empty(contact.duty, 100) || !is_note(contact.note, 400))
    return refuse(FileNo::bad_contact, contact.name + ": a text is too long or not well formed");
  if (contact.phone.empty()) return out;
  const auto phone = normal_phone(contact.phone);
  if (!phone) return refuse(FileNo::bad_contact, contact.name + ": 5 to 15 digits");
  out.phone = *phone;
  return out;
}

}  // namespace

Result<Events> decide(const schema::ClassifyCustomer& command, Reads& reads) {
  KINTSUGI_TRY(const auto* found, customer_of(command, reads));
  if (found->segment == command.segment)
    return refuse(FileNo::nothing_changed, "customer " + command.customer + " is so already");
  Events events;
  events.on(command.customer, schema::CustomerClassified{.segment = command.segment});
  return events;
}

Result<Events> decide(const schema::MoveCustomerBelow& command, Reads& reads) {
  KINTSUGI_TRY(const auto* found, customer_of(command, reads));
  if (found->parent == command.parent)
    return refuse(FileNo::nothing_changed, "customer " + command.customer + " is there already");
  KINTSUGI_TRY_OK(customer::check_parent(command, command.customer, reads));
  Events events;
  events.on(command.customer, schema::CustomerMovedBelow{.parent = command.parent});
  return events;
}

Result<Events> decide(const schema::SetCustomerContacts& command, Reads& reads) {
  KINTSUGI_TRY(const auto* found, customer_of(command, reads));
  schema::CustomerContactsSet set;
  for (const schema::CustomerContact& one : command.contacts) {
    KINTSUGI_TRY(auto contact, checked(one));
    set.contacts.push_back(std::move(contact));
  }
  if (set.contacts == found->contacts)
    return refuse(FileNo::nothing_changed, "customer " + command.customer + " is so already");
  Events events;
  events.on(command.customer, std::move(set));
  return events;
}

}  // namespace kintsugi::core
