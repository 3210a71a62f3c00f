// Customers: registered once, changed as a whole. Phone numbers are kept normalised.

#include <string>

#include "core/authority/authority.h"
#include "core/authority/likely.h"
#include "core/customer/standing.h"
#include "core/events.h"
#include "core/number/take_number.h"
#include "core/place/datum.h"
#include "core/place/place.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "schema/customer_dispatch.h"
#include "schema/outlet_state.h"

namespace kintsugi::core {
namespace {

using No = schema::CustomerRefusal;
using schema::Customer;

// What registering and changing have in common; gives the normalised phone number.
template <class Command>
Result<std::string> check_details(const Command& command) {
  if (!is_line(command.name, 200))
    return refuse(No::bad_name, "one line of at most 200 characters");
  const auto phone = normal_phone(command.phone);
  const bool may_lack = command.phone.empty() && command.kind == schema::CustomerKind::company;
  if (!phone && !may_lack) return refuse_field(No::bad_phone, "phone", "5 to 15 digits");
  if (!is_line_or_empty(command.address, 400) || !is_line_or_empty(command.area, 100) ||
      !is_note(command.note)) {
    return refuse(No::bad_text,
                  "address and area are single lines; a note has at most 4000 characters");
  }
  if (!place::is_on_earth(command.latitude, command.longitude)) {
    return refuse(No::bad_position, "within 90 and 180 degrees, in millionths");
  }
  return phone.value_or("");
}

// What a person most likely mistyped is asked about once, and taken with a reason.
template <class Command>
Result<void> check_likely(const Command& command, const std::string& phone,
                          const std::string& phone_before, const Reads& reads) {
  KINTSUGI_TRY_OK(check_confirmation(command, No::bad_text));
  if (!is_person(reads) || !command.confirm_reason.empty()) return {};
  KINTSUGI_TRY_OK(check_known(command, "area", No::unknown_area, reads));
  if (!phone.empty() && phone != phone_before && !is_likely_phone(phone))
    return refuse_field(No::unusual_phone, "phone", "nobody can have it: say why it is right");
  return {};
}

}  // namespace

Result<Events> decide(const schema::RegisterCustomer& command, Reads& reads) {
  KINTSUGI_TRY(std::string phone, check_details(command));
  if (!command.customer.empty() && !is_id(command.customer)) {
    return refuse(No::bad_id, "an id is 1 to 64 octets without / and :");
  }
  KINTSUGI_TRY_OK(within_scope(command, command.outlet, reads));
  if (!command.outlet.empty() && !reads.exists<schema::Outlet>(command.outlet)) {
    return refuse(No::unknown_outlet, "there is no outlet " + command.outlet);
  }
  if (!command.customer.empty() && reads.exists<Customer>(command.customer)) {
    return refuse(No::exists, "customer " + command.customer + " exists");
  }
  Events events;
  const std::string id = command.customer.empty()
                             ? take_number<Customer>("customer", "C", reads, events)
                             : command.customer;
  KINTSUGI_TRY_OK(customer::check_parent(command, id, reads));
  KINTSUGI_TRY_OK(check_likely(command, phone, {}, reads));
  const place::Location at = place::to_wgs84({command.latitude, command.longitude}, command.datum);
  events.on(id, schema::CustomerRegistered{.kind = command.kind,
                                           .name = command.name,
                                           .phone = phone,
                                           .address = command.address,
                                           .area = command.area,
                                           .parent = command.parent,
                                           .outlet = command.outlet,
                                           .note = command.note,
                                           .registered_at = to_ms(reads.business_time()),
                                           .latitude = at.latitude,
                                           .longitude = at.longitude});
  return events;
}

Result<Events> decide(const schema::ChangeCustomer& command, Reads& reads) {
  KINTSUGI_TRY(const Customer* known, reads.require<Customer>(command.customer));
  KINTSUGI_TRY_OK(within_scope(command, known->outlet, reads));
  KINTSUGI_TRY_OK(customer::check_active(command.customer, *known, reads));
  KINTSUGI_TRY(std::string phone, check_details(command));
  if (command.parent != known->parent)
    KINTSUGI_TRY_OK(customer::check_parent(command, command.customer, reads));
  const place::Location at = place::to_wgs84({command.latitude, command.longitude}, command.datum);
  schema::CustomerChanged changed{.kind = command.kind,
                                  .name = command.name,
                                  .phone = phone,
                                  .address = command.address,
                                  .area = command.area,
                                  .parent = command.parent,
                                  .note = command.note,
                                  .latitude = at.latitude,
                                  .longitude = at.longitude};
  const schema::CustomerChanged before{.kind = known->kind,
                                       .name = known->name,
                                       .phone = known->phone,
                                       .address = known->address,
                                       .area = known->area,
                                       .parent = known->parent,
                                       .note = known->note,
                                       .latitude = known->latitude,
                                       .longitude = known->longitude};
  if (changed == before)
    return refuse(No::nothing_changed, "customer " + command.customer + " is so already");
  KINTSUGI_TRY_OK(check_likely(command, phone, known->phone, reads));
  Events events;
  events.on(command.customer, std::move(changed));
  return events;
}

Result<Events> decide(const schema::MoveCustomer& command, Reads& reads) {
  KINTSUGI_TRY(const Customer* known, reads.require<Customer>(command.customer));
  KINTSUGI_TRY_OK(within_scope(command, known->outlet, reads));
  KINTSUGI_TRY_OK(customer::check_active(command.customer, *known, reads));
  KINTSUGI_TRY_OK(within_scope(command, command.outlet, reads));
  if (!command.outlet.empty() && !reads.exists<schema::Outlet>(command.outlet)) {
    return refuse(No::unknown_outlet, "there is no outlet " + command.outlet);
  }
  if (known->outlet == command.outlet) {
    return refuse(No::nothing_changed, "customer " + command.customer + " is there already");
  }
  Events events;
  events.on(command.customer, schema::CustomerMoved{.outlet = command.outlet});
  return events;
}

}  // namespace kintsugi::core
