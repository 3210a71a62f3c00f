#include <string>
#include <utility>

#include "core/asset/file.h"
#include "core/authority/authority.h"
#include "core/bulletin/bulletin.h"
#include "core/calendar/calendar.h"
#include "core/care/care.h"
#include "core/customer/standing.h"
#include "core/events.h"
#include "core/reads.h"
#include "core/text/search_key.h"
#include "core/text/text.h"
#include "schema/bulletin_dispatch.h"
#include "schema/customer_state.h"
#include "schema/work_order_life_dispatch.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {

using No = schema::BulletinRefusal;
using schema::Bulletin;
using schema::BulletinMachine;
using Status = schema::BulletinStatus;

namespace bulletin {

bool affects(const Bulletin& bulletin, const schema::Asset& asset) {
  if (asset.brand != bulletin.brand || !same_key(KeyKind::code, asset.model, bulletin.model))
    return false;
  if (bulletin.serial_from.empty()) return true;
  const std::string serial = search_key(KeyKind::number, asset.serial);
  const std::string from = search_key(KeyKind::number, bulletin.serial_from);
  const std::string until = search_key(KeyKind::number, bulletin.serial_until);
  return serial.size() == from.size() && from <= serial && serial <= until;
}

}  // namespace bulletin

namespace {

Result<const Bulletin*> in_force(const std::string& id, Reads& reads) {
  KINTSUGI_TRY(const auto* found, reads.require<Bulletin>(id));
  if (found->status != Status::published)
    return refuse(No::not_published, std::string(schema::name_of(found->status)));
  return found;
}

Result<void> check_serials(const schema::PublishBulletin& command) {
  if (command.serial_from.empty() && command.serial_until.empty()) return {};
  if (!is_paper_number(command.serial_from) || !is_paper_number(command.serial_until))
    return refuse(No::bad_range, "4 to 40 letters, digits, '-', '.' and '_' each");
  const std::string from = search_key(KeyKind::number, command.serial_from);
  const std::string until = search_key(KeyKind::number, command.serial_until);
  if (from.size() != until.size() || until < from)
    return refuse(No::bad_range, command.serial_from + " to " + command.serial_until);
  return {};
}

// What is registered for an affected machine.
schema::RegisterWorkOrder order_of_machine(const schema::OrderForBulletin& command,
                                           const Bulletin& found, const schema::Asset& asset,
                                           Reads& reads) {
  schema::RegisterWorkOrder out;
  out.service_type = schema::ServiceType::inspect;
  out.asset = command.asset;
  out.brand = asset.brand;
  out.category = asset.category;
  out.model = asset.model;
  out.serial = asset.serial;
  out.customer = customer::standing_for(asset.customer, reads);
  out.symptom = found.title;
  const std::string why = "bulletin " + command.bulletin;
  out.override_reason = why;
  out.confirm_reason = why;
  if (const auto* customer = reads.find<schema::Customer>(out.customer)) {
    out.contact = customer->name;
    out.phone = customer->phone;
    out.address = customer->address;
    out.area = customer->area;
    out.outlet = customer->outlet;
  }
  return out;
}

// Whether, and if so by which number, the owner of a machine can be told.
schema::OwnerTold told_of(const std::string& customer, const schema::Customer& owner,
                          Reads& reads) {
  if (care::wants_no_calls(customer, reads)) return schema::OwnerTold::opted_out;
  return owner.phone.empty() ? schema::OwnerTold::no_address : schema::OwnerTold::queued;
}

std::string registered_order(const Events& events) {
  for (const StreamEvent& one : events.list()) {
    if (one.event.is<schema::WorkOrderRegistered>())
      return one.stream.substr(one.stream.find('/') + 1);
  }
  return {};
}

}  // namespace

Result<Events> decide(const schema::PublishBulletin& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, "", reads));
  if (!is_id(command.bulletin)) return refuse(No::bad_id, "1 to 64 octets without / and :");
  if (reads.exists<Bulletin>(command.bulletin)) return refuse(No::exists, command.bulletin);
  if (!is_id(command.brand) || !is_line(command.model, 64) || !is_line(command.title, 200))
    return refuse(No::bad_text, "brand, model and title are single lines");
  if (command.text.empty() || !is_note(command.text))
    return refuse_field(No::bad_text, "text", "1 to 4000 characters");
  KINTSUGI_TRY_OK(check_serials(command));
  Events events;
  events.on(command.bulletin,
            schema::BulletinPublished{.brand = command.brand,
                                      .model = command.model,
                                      .serial_from = command.serial_from,
                                      .serial_until = command.serial_until,
                                      .title = command.title,
                                      .text = command.text,
                                      .published_at = to_ms(reads.business_time()),
                                      .by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::WithdrawBulletin& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, "", reads));
  KINTSUGI_TRY_OK(in_force(command.bulletin, reads));
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  Events events;
  events.on(command.bulletin, schema::BulletinWithdrawn{.reason = command.reason});
  return events;
}

Result<Events> decide(const schema::OrderForBulletin& command, Reads& reads) {
  KINTSUGI_TRY(const Bulletin* found, in_force(command.bulletin, reads));
  if (!reads.exists<schema::Asset>(command.asset))
    return refuse_field(No::unknown_asset, "asset", command.asset);
  KINTSUGI_TRY(const schema::Asset* asset, asset::of_own_customer(command, reads));
  if (!bulletin::affects(*found, *asset))
    return refuse_field(No::not_affected, "asset", asset->model + " " + asset->serial);
  const std::string machine = command.bulletin + ":" + command.asset;
  const auto* before = reads.find<BulletinMachine>(machine);
  if (before != nullptr && !before->order.empty())
    return refuse(No::already_ordered, "order " + before->order);
  const schema::RegisterWorkOrder order = order_of_machine(command, *found, *asset, reads);
  KINTSUGI_TRY(Events events, decide(order, reads));
  const std::string id = registered_order(events);
  events.on(id, schema::BulletinOfOrder{.bulletin = command.bulletin});
  events.on(machine, schema::BulletinMachineOrdered{.bulletin = command.bulletin,
                                                    .asset = command.asset,
                                                    .order = id,
                                                    .outlet = order.outlet,
                                                    .customer = asset->customer,
                                                    .serial = asset->serial});
  events.on(command.bulletin, schema::BulletinOrdered{.machine = machine});
  return events;
}

Result<Events> decide(const schema::TellOwner& command, Reads& reads) {
  KINTSUGI_TRY(const Bulletin* found, in_force(command.bulletin, reads));
  if (!reads.exists<schema::Asset>(command.asset))
    return refuse_field(No::unknown_asset, "asset", command.asset);
  KINTSUGI_TRY(const schema::Asset* asset, asset::of_own_customer(command, reads));
  if (!bulletin::affects(*found, *asset))
    return refuse_field(No::not_affected, "asset", asset->model + " " + asset->serial);
  const std::string machine = command.bulletin + ":" + command.asset;
  const auto* before = reads.find<BulletinMachine>(machine);
  const auto last = before == nullptr ? schema::OwnerTold::none : before->told;
  if (last == schema::OwnerTold::queued)
    return refuse(No::already_told, std::string(schema::name_of(last)));
  const std::string customer = customer::standing_for(asset->customer, reads);
  const auto* owner = reads.find<schema::Customer>(customer);
  if (owner == nullptr) return refuse_field(No::no_owner, "asset", command.asset);
  KINTSUGI_TRY_OK(within_scope(command, owner->outlet, reads));
  const schema::OwnerTold told = told_of(customer, *owner, reads);
  if (told == last) return refuse(No::already_told, std::string(schema::name_of(last)));
  Events events;
  events.on(machine, schema::BulletinOwnerTold{.bulletin = command.bulletin,
                                               .asset = command.asset,
                                               .outlet = owner->outlet,
                                               .customer = customer,
                                               .serial = asset->serial,
                                               .told = told,
                                               .contact = owner->name,
                                               .phone = owner->phone,
                                               .title = found->title,
                                               .at = to_ms(reads.business_time())});
  events.on(command.bulletin,
            schema::BulletinTold{.machine = machine, .outcome = told, .before = last});
  return events;
}

}  // namespace kintsugi::core
