// The order before anybody is sent: registered, classified, given to an outlet.

#include <algorithm>
#include <string>

#include "core/asset/serial.h"
#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/calendar/plan.h"
#include "core/claims/claim.h"
#include "core/customer/standing.h"
#include "core/interaction/link.h"
#include "core/number/take_number.h"
#include "core/place/datum.h"
#include "core/place/place.h"
#include "core/returned_machine/returned_machine.h"
#include "core/text/search_key.h"
#include "core/text/text.h"
#include "core/work_order/dispatch_checks.h"
#include "core/work_order/exchange_due.h"
#include "core/work_order/move_to_outlet.h"
#include "core/work_order/registration.h"
#include "core/work_order/rules.h"
#include "schema/asset.h"
#include "schema/customer_state.h"
#include "schema/product_model_state.h"
#include "schema/work_order_correction_dispatch.h"
#include "schema/work_order_intake_events.h"
#include "schema/work_order_life_dispatch.h"

namespace kintsugi::core {
namespace {

using work_order::No;
using work_order::Status;

template <class Command>
Result<void> check_texts(const Command& c) {
  using work_order::check_line;
  KINTSUGI_TRY_OK(check_line(c.category, 64, "category"));
  KINTSUGI_TRY_OK(check_line(c.model, 64, "model"));
  KINTSUGI_TRY_OK(check_line(c.contact, 200, "contact"));
  KINTSUGI_TRY_OK(check_line(c.address, 400, "address"));
  KINTSUGI_TRY_OK(check_line(c.area, 100, "area"));
  KINTSUGI_TRY_OK(check_line(c.fault, 64, "fault"));
  KINTSUGI_TRY_OK(work_order::check_note(c.symptom, "symptom"));
  if (!c.brand.empty() && !is_id(c.brand))
    return refuse_field(No::bad_text, "brand", "a brand is 1 to 64 octets without / and :");
  if (!c.serial.empty() && !is_paper_number(c.serial)) {
    return refuse_field(No::bad_text, "serial",
                        "a serial is 4 to 40 letters, digits, '-', '.' and '_'");
  }
  if (!place::is_on_earth(c.latitude, c.longitude))
    return refuse(No::bad_position, "within 90 and 180 degrees, in millionths");
  if (c.window_until != 0 && c.window_until <= c.window_from)
    return refuse_field(No::bad_window, "window_until", "it ends first");
  return {};
}

template <class Command>
Result<void> check_window(const Command& c, const Reads& reads) {
  if (!is_beyond_plans(c.window_from, reads) && !is_beyond_plans(c.window_until, reads)) return {};
  return refuse_field(No::bad_window, "window_from",
                      "more than a year ahead: which year is meant?");
}

// What the asset knows: taken from it, or the same as there.
bool take_from_asset(schema::WorkOrderRegistered& e, const schema::Asset& asset) {
  const auto take = [](std::string& field, const std::string& known, KeyKind kind) {
    if (field.empty()) field = known;
    return same_key(kind, field, known);
  };
  return take(e.brand, asset.brand, KeyKind::code) &&
         take(e.category, asset.category, KeyKind::code) &&
         take(e.model, asset.model, KeyKind::code) && take(e.serial, asset.serial, KeyKind::number);
}

// The machine of an order, named as the order has it: what its sheet says by now goes before what
// the order took from it, and the order is for whom it was made, whoever owns the machine since.
Result<void> keep_asset(schema::WorkOrderRegistered& e, const schema::WorkOrder& order,
                        Reads& reads) {
  const auto* asset = reads.find<schema::Asset>(e.asset);
  if (e.brand == order.brand) e.brand.clear();
  if (e.category == order.category) e.category.clear();
  if (e.model == order.model) e.model.clear();
  if (e.serial == order.serial) e.serial.clear();
  if (asset != nullptr && take_from_asset(e, *asset)) return {};
  return refuse(No::asset_contradicts, "asset " + e.asset + " is another appliance");
}

template <class Command>
Result<void> fill_from_asset(const Command& command, schema::WorkOrderRegistered& e,
                             const std::string& override_reason, Reads& reads) {
  if (e.asset.empty() && !e.brand.empty() && !e.serial.empty()) {
    const auto found = asset::bearer(e.brand, e.serial, reads);
    if (found.state != nullptr) e.asset = found.state->asset;
  }
  if (e.asset.empty()) {
    if (e.brand.empty() || e.serial.empty() || !is_person(reads)) return {};
    return asset::check_serial(e.brand, e.model, e.serial, reads);
  }
  const schema::Asset* asset = reads.find<schema::Asset>(e.asset);
  if (asset == nullptr || !asset->registered)
    return refuse(No::unknown_asset, "there is no asset " + e.asset);
  // Where its owner was merged, the order is for the customer who stands for him.
  const std::string owner = customer::standing_for(asset->customer, reads);
  // Asked first: nothing below may tell of a machine that another outlet's customer owns.
  const auto* known = reads.find<schema::Customer>(owner);
  if (known != nullptr && !known->outlet.empty())
    KINTSUGI_TRY_OK(within_scope(command, known->outlet, reads));
  const bool agrees = take_from_asset(e, *asset) &&
                      (e.customer.empty() || e.customer == asset->customer || e.customer == owner);
  e.customer = owner;
  if (!agrees) return refuse(No::asset_contradicts, "asset " + e.asset + " is another appliance");
  if (asset->sold_on != 0 && day_of(instant_from_ms(e.registered_at)) < asset->sold_on) {
    return refuse(No::asset_contradicts, "the time lies before the asset was sold");
  }
  if (!asset->open_orders.empty() && override_reason.empty()) {
    return refuse(No::open_order_exists,
                  "order " + asset->open_orders.front().order + " is open for it");
  }
  return {};
}

// Whom to call and where to go: from the command, else from the customer's file. Another outlet's
// customer is not read.
template <class Command>
Result<void> fill_from_customer(const Command& command, schema::WorkOrderRegistered& e,
                                bool may_lack, Reads& reads) {
  if (!e.customer.empty()) {
    const schema::Customer* known = reads.find<schema::Customer>(e.customer);
    if (known == nullptr)
      return refuse(No::unknown_customer, "there is no customer " + e.customer);
    if (!known->outlet.empty()) {
      KINTSUGI_TRY_OK(within_scope(command, known->outlet, reads));
    }
    if (!place::is_known({e.latitude, e.longitude})) {
      e.latitude = known->latitude;
      e.longitude = known->longitude;
    }
    if (e.contact.empty()) e.contact = known->name;
    if (e.phone.empty()) e.phone = known->phone;
    if (e.address.empty()) e.address = known->address;
    if (e.area.empty()) e.area = known->area;
  }
  const auto phone = normal_phone(e.phone);
  if (!phone && !(may_lack && e.phone.empty()))
    return refuse_field(No::bad_phone, "phone", "5 to 15 digits");
  if (e.address.empty() && !may_lack) return refuse(No::address_missing, "name the address");
  if (e.service_type == schema::ServiceType::none && !may_lack)
    return refuse(No::service_type_missing, "name it");
  e.phone = phone.value_or("");
  e.incomplete =
      e.phone.empty() || e.address.empty() || e.service_type == schema::ServiceType::none;
  return {};
}

// What the register of product models knows of the model. Read where it is wanted only.
void fill_from_model(schema::WorkOrderRegistered& e, Reads& reads) {
  if (!e.category.empty() || e.brand.empty() || e.model.empty()) return;
  const auto* model =
      reads.find<schema::ProductModel>(claims::claim_of_model(e.brand, e.model).id);
  if (model != nullptr) e.category = model->category;
}

// A new order is for the customer who stands for one that was merged.
Result<void> check_customer(const std::string& id, Reads& reads) {
  const auto* known = id.empty() ? nullptr : reads.find<schema::Customer>(id);
  return known == nullptr ? Result<void>() : customer::check_active(id, *known, reads);
}

bool is_live(const std::string& id, Reads& reads) {
  const auto* order = reads.find<schema::WorkOrder>(id);
  return order == nullptr || order->status != Status::canceled;
}

template <class Command>
Result<void> claim_maker_number(const Command& command, const schema::WorkOrderRegistered& e,
                                const std::string& order, Reads& reads, Events& events) {
  if (e.maker_number.empty() && e.source != schema::OrderSource::manufacturer) return {};
  if (e.maker_number.empty() || e.brand.empty() || !is_paper_number(e.maker_number, 1)) {
    return refuse(No::maker_number_missing, "an order of the maker has a brand and a number");
  }
  const auto found =
      claims::find<schema::MakerNumber>(claims::claim_of_brand(e.brand, e.maker_number), reads);
  // Of an order that is canceled it is free: the right one has it.
  if (found.state != nullptr && found.state->order != order &&
      is_live(found.state->order, reads)) {
    const auto* other = reads.find<schema::WorkOrder>(found.state->order);
    const bool ours = other != nullptr && within_scope(command, other->outlet, reads).has_value();
    return refuse(No::maker_number_taken,
                  (ours ? "order " + found.state->order : "another outlet's order") + " has it");
  }
  events.on(found.id, schema::MakerNumberClaimed{.order = order});
  return {};
}

// What a person most likely mistyped is asked about once, and taken with a reason.
Result<void> check_likely(const schema::RegisterWorkOrder& c, const Reads& reads) {
  if (!is_person(reads)) return {};
  KINTSUGI_TRY_OK(work_order::check_why(c.confirm_reason, "confirm_reason"));
  if (!c.confirm_reason.empty()) return {};
  if (c.asset.empty()) {  // whose brand, category and model are on record
    KINTSUGI_TRY_OK(check_known(c, "brand", No::unknown_brand, reads));
    KINTSUGI_TRY_OK(check_known(c, "category", No::unknown_category, reads));
    KINTSUGI_TRY_OK(check_known(c, "model", No::unlisted_model, reads));
  }
  KINTSUGI_TRY_OK(check_known(c, "area", No::unknown_area, reads));
  const bool is_named = !c.asset.empty() || !c.serial.empty() || !c.brand.empty() ||
                        !c.category.empty() || !c.model.empty();
  if (!is_named)
    return refuse_field(No::machine_unnamed, "category", "name it, or say why nobody knows");
  const auto phone = normal_phone(c.phone);
  if (phone && !is_likely_phone(*phone))
    return refuse_field(No::unusual_phone, "phone", "nobody can have it: say why it is right");
  return {};
}

// The contact by which the order came; one that nobody has logged is logged with it.
Result<void> link_contact(const schema::RegisterWorkOrder& c, const std::string& order,
                          const interaction::Unlogged& unlogged, Reads& reads, Events& events) {
  if (c.interaction.empty() && c.channel == schema::Channel::none) return {};
  if (c.interaction.empty()) return interaction::log_and_link(unlogged, order, reads, events);
  const auto* contact = reads.find<schema::Interaction>(c.interaction);
  if (contact == nullptr)
    return refuse(No::unknown_interaction, "there is no contact " + c.interaction);
  KINTSUGI_TRY_OK(within_scope(c, contact->outlet, reads));
  KINTSUGI_TRY_OK(interaction::check_unlinked(*contact));
  interaction::link(c.interaction, *contact, order, nullptr, reads, events);
  return {};
}

// What registers an order and what corrects that have by the same names. The customer's position
// is where the command says, in WGS-84.
schema::WorkOrderRegistered told_by(const auto& c) {
  const place::Location at = place::to_wgs84({c.latitude, c.longitude}, c.datum);
  return {.service_type = c.service_type,
          .source = {},
          .maker_number = c.maker_number,
          .brand = c.brand,
          .category = c.category,
          .model = c.model,
          .serial = c.serial,
          .serial_unknown = false,
          .asset = c.asset,
          .customer = c.customer,
          .contact = c.contact,
          .phone = c.phone,
          .address = c.address,
          .area = c.area,
          .symptom = c.symptom,
          .fault = c.fault,
          .severity = {},
          .window_from = c.window_from,
          .window_until = c.window_until,
          .incomplete = false,
          .registered_at = 0,
          .override_reason = {},
          .latitude = at.latitude,
          .longitude = at.longitude,
          .registered_by = {}};
}

schema::WorkOrderRegistered registration(const schema::RegisterWorkOrder& c, const Reads& reads) {
  schema::WorkOrderRegistered out = told_by(c);
  out.source = c.source == schema::OrderSource::none ? schema::OrderSource::own : c.source;
  out.severity = c.severity;
  out.registered_at = to_ms(reads.business_time());
  out.registered_by = reads.actor().operator_id;
  out.override_reason = c.override_reason;
  return out;
}

// The address is another now, and nobody says where that lies.
bool moved_somewhere(const schema::CorrectRegistration& c, const schema::WorkOrder& order) {
  return !c.address.empty() && c.address != order.address && c.latitude == order.latitude &&
         c.longitude == order.longitude;
}

// What the order would have been registered as. A serial or brand that is another now is another
// appliance.
schema::WorkOrderRegistered registration_as_corrected(const schema::CorrectRegistration& c,
                                                      const schema::WorkOrder& order) {
  schema::WorkOrderRegistered out = told_by(c);
  out.source = c.source == schema::OrderSource::none ? order.source : c.source;
  out.severity = order.severity;
  out.registered_at = order.registered_at;
  const bool other_machine = c.serial != order.serial || c.brand != order.brand;
  if (other_machine && c.asset == order.asset) out.asset.clear();
  return out;
}

// Of a registration or of an order, whichever has the fields by these names.
schema::RegistrationCorrected corrected(const auto& from) {
  return {.service_type = from.service_type,
          .maker_number = from.maker_number,
          .brand = from.brand,
          .category = from.category,
          .model = from.model,
          .serial = from.serial,
          .serial_unknown = from.serial_unknown,
          .asset = from.asset,
          .customer = from.customer,
          .contact = from.contact,
          .phone = from.phone,
          .address = from.address,
          .area = from.area,
          .symptom = from.symptom,
          .fault = from.fault,
          .window_from = from.window_from,
          .window_until = from.window_until,
          .latitude = from.latitude,
          .longitude = from.longitude,
          .incomplete = from.incomplete};
}

Result<void> move_maker_number(const schema::CorrectRegistration& command,
                               const schema::WorkOrderRegistered& e,
                               const schema::WorkOrder& order, Reads& reads, Events& events) {
  const std::string& id = command.order;
  if (e.maker_number == order.maker_number && e.brand == order.brand && e.source == order.source)
    return {};
  const auto before = claims::find<schema::MakerNumber>(
      claims::claim_of_brand(order.brand, order.maker_number), reads);
  const bool held =
      !order.maker_number.empty() && before.state != nullptr && before.state->order == id;
  if (held) events.on(before.id, schema::MakerNumberFreed{.order = id});
  return claim_maker_number(command, e, id, reads, events);
}

// What its machine remembers of the order: a repair for each round.
std::vector<schema::AssetRepair> repairs_by(const std::string& id, const std::string& asset_id,
                                            Reads& reads) {
  std::vector<schema::AssetRepair> found;
  const auto* asset = asset_id.empty() ? nullptr : reads.find<schema::Asset>(asset_id);
  if (asset == nullptr) return found;
  for (const schema::AssetRepair& one : asset->repairs)
    if (one.order == id) found.push_back(one);
  return found;
}

// The order is about another appliance, another fault of it, or was no repair: what assets remember
// follows.
void move_on_assets(const schema::WorkOrderRegistered& e, const schema::WorkOrder& order,
                    const std::string& id, Reads& reads, Events& events) {
  const bool open = order.completed_at == 0;
  const bool was_repair = order.service_type == schema::ServiceType::repair;
  const bool is_repair = e.service_type == schema::ServiceType::repair;
  const bool other_asset = e.asset != order.asset;
  const bool reopens = other_asset || e.fault != order.fault;
  if (!reopens && was_repair == is_repair) return;
  const auto remembered = repairs_by(id, order.asset, reads);
  if (!order.asset.empty()) {
    if (open && reopens) events.on(order.asset, schema::AssetOrderClosed{.order = id});
    const bool told = !remembered.empty() || (was_repair && !open);
    if (told && (other_asset || !is_repair))
      events.on(order.asset, schema::AssetRepairWithdrawn{.order = id});
  }
  if (e.asset.empty()) return;
  if (open && reopens)
    events.on(e.asset, schema::AssetOrderOpened{.order = id, .fault = e.fault});
  if (!is_repair) return;
  for (const schema::AssetRepair& one : remembered) {  // of rounds before
    if (!other_asset || one.at == order.completed_at) continue;
    events.on(e.asset, schema::AssetRepaired{.order = id,
                                             .technician = one.technician,
                                             .fault = one.fault,
                                             .at = one.at,
                                             .fault_code = one.fault_code});
  }
  if (open) return;
  events.on(e.asset, schema::AssetRepaired{.order = id,
                                           .technician = order.technician,
                                           .fault = e.fault,
                                           .at = order.completed_at,
                                           .fault_code = order.fault_code});
}

}  // namespace

Result<Events> decide(const schema::RegisterWorkOrder& command, Reads& reads) {
  if (!command.order.empty() && !is_id(command.order)) {
    return refuse(No::bad_id, "a number is 1 to 64 octets without / and :");
  }
  KINTSUGI_TRY_OK(within_scope(command, command.outlet, reads));
  KINTSUGI_TRY_OK(check_texts(command));
  KINTSUGI_TRY_OK(check_window(command, reads));
  KINTSUGI_TRY_OK(work_order::check_why(command.override_reason, "override_reason"));
  const schema::WorkOrder* known =
      command.order.empty() ? nullptr : reads.find<schema::WorkOrder>(command.order);
  if (known != nullptr && known->status != Status::none) {
    return refuse(No::exists, "order " + command.order + " exists");
  }
  schema::WorkOrderRegistered event = registration(command, reads);
  KINTSUGI_TRY_OK(fill_from_asset(command, event, command.override_reason, reads));
  KINTSUGI_TRY_OK(fill_from_customer(command, event, !is_person(reads), reads));
  KINTSUGI_TRY_OK(check_customer(event.customer, reads));
  fill_from_model(event, reads);
  event.serial_unknown = event.serial.empty();
  if (event.service_type == schema::ServiceType::install)
    KINTSUGI_TRY_OK(returned_machine::check_gone(event.brand, event.serial, reads));
  if (!command.outlet.empty()) {
    KINTSUGI_TRY_OK(work_order::check_outlet(command.outlet, event.brand, event.area,
                                             command.override_reason, reads));
  }
  KINTSUGI_TRY_OK(check_likely(command, reads));
  if (!command.outlet.empty()) {
    const bool is_confirmed = command.override_reason.empty();
    const std::string& why = is_confirmed ? command.confirm_reason : command.override_reason;
    KINTSUGI_TRY_OK(work_order::check_brand_named(event.brand, command.outlet, why, reads));
  }
  Events events;
  const std::string id = command.order.empty()
                             ? take_number<schema::WorkOrder>("work_order", "WO", reads, events)
                             : command.order;
  KINTSUGI_TRY_OK(claim_maker_number(command, event, id, reads, events));
  schema::WorkOrder as_it_will_be;
  if (!event.asset.empty()) {
    as_it_will_be.status = Status::registered;
    as_it_will_be.registered_at = event.registered_at;
    work_order::set_registration(as_it_will_be, event);
  }
  const bool read_back = command.address_confirmed && !event.address.empty();
  const interaction::Unlogged unlogged{command.channel, event.phone, event.customer,
                                       event.symptom, command.outlet};
  events.on(id, std::move(event));
  if (read_back) {
    events.on(id, schema::AddressConfirmed{.address_confirmed_at = to_ms(reads.business_time()),
                                           .confirmed_by = reads.actor().operator_id});
  }
  KINTSUGI_TRY_OK(link_contact(command, id, unlogged, reads, events));
  if (!command.outlet.empty()) {
    events.on(id, schema::OutletAssigned{.outlet = command.outlet,
                                         .override_reason = command.override_reason});
  }
  if (!as_it_will_be.asset.empty()) {
    events.on(as_it_will_be.asset,
              schema::AssetOrderOpened{.order = id, .fault = as_it_will_be.fault});
    work_order::tell_exchange_due(id, as_it_will_be, reads, events);
  }
  return events;
}

Result<Events> decide(const schema::CorrectRegistration& command, Reads& reads) {
  KINTSUGI_TRY(
      const schema::WorkOrder* order,
      work_order::order_of(command, work_order::before_posting, No::not_registered, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  KINTSUGI_TRY_OK(check_texts(command));
  KINTSUGI_TRY_OK(check_window(command, reads));
  schema::WorkOrderRegistered event = registration_as_corrected(command, *order);
  const bool keeps = !event.asset.empty() && event.asset == order->asset &&
                     event.customer == order->customer;
  KINTSUGI_TRY_OK(keeps ? keep_asset(event, *order, reads)
                        : fill_from_asset(command, event, command.reason, reads));
  // What an order of an older system lacks may be lacking still.
  const bool may_lack = !is_person(reads) || order->incomplete;
  KINTSUGI_TRY_OK(fill_from_customer(command, event, may_lack, reads));
  if (event.customer != order->customer) KINTSUGI_TRY_OK(check_customer(event.customer, reads));
  if (moved_somewhere(command, *order)) event.latitude = event.longitude = 0;  // nor the customer's
  event.serial_unknown = event.serial.empty();
  schema::RegistrationCorrected said = corrected(event);
  if (said == corrected(*order) && event.source == order->source)
    return refuse(No::nothing_changed, "it is registered so");
  if (event.source != order->source) said.source = event.source;
  said.reason = command.reason;
  said.by = reads.actor().operator_id;
  Events events;
  events.on(command.order, std::move(said));
  KINTSUGI_TRY_OK(move_maker_number(command, event, *order, reads, events));
  move_on_assets(event, *order, command.order, reads, events);
  schema::WorkOrder as_it_will_be = *order;
  work_order::set_registration(as_it_will_be, event);
  if (!order->asset.empty() && order->asset != event.asset)
    work_order::end_exchange_due(command.order, order->asset, reads, events);
  work_order::tell_exchange_due(command.order, as_it_will_be, reads, events);
  return events;
}

Result<Events> decide(const schema::ClassifySeverity& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::open_statuses.with(Status::work_reported),
                                    No::not_registered, reads));
  if (command.severity == schema::Severity::none) return refuse(No::severity_missing, "name one");
  if (command.severity == order->severity) return refuse(No::same_severity, "it is so already");
  const bool lower =
      static_cast<unsigned>(command.severity) < static_cast<unsigned>(order->severity);
  if (lower && is_person(reads)) KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  KINTSUGI_TRY_OK(work_order::check_why(command.reason, "reason"));
  Events events;
  events.on(command.order,
            schema::SeverityClassified{
                .severity = command.severity, .before = order->severity, .reason = command.reason});
  return events;
}

}  // namespace kintsugi::core
