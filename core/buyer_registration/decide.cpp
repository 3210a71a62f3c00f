// A buyer's machine: registered at once, or a transfer that somebody decides.

#include "core/asset/serial.h"
#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/claims/claim.h"
#include "core/customer/standing.h"
#include "core/events.h"
#include "core/returned_machine/returned_machine.h"
#include "core/text/text.h"
#include "schema/asset_dispatch.h"
#include "schema/buyer_registration_dispatch.h"
#include "schema/buyer_registration_refusals.h"
#include "schema/customer_state.h"
#include "schema/follow_link_dispatch.h"
#include "schema/follow_link_refusals.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {
namespace {

using BuyerRefusal = schema::BuyerRegistrationRefusal;
using schema::BuyerRegistration;
using BuyerStatus = schema::BuyerRegistrationStatus;
using schema::RegisterByBuyer;

constexpr std::uint32_t machines_by_link_max = 5;  // of one order; a household has no more

Result<void> check_told(const RegisterByBuyer& c, Reads& reads) {
  if (!is_id(c.brand)) return refuse_field(BuyerRefusal::bad_brand, "brand", "1 to 64 octets");
  if (!is_paper_number(c.serial))
    return refuse_field(BuyerRefusal::bad_serial, "serial", "4 to 40 letters and digits");
  if (!is_line(c.model, 64) || !is_line_or_empty(c.category, 64))
    return refuse_field(BuyerRefusal::bad_text, "model", "one line of at most 64 characters");
  if (!is_line_or_empty(c.invoice, 64))
    return refuse_field(BuyerRefusal::bad_text, "invoice", "one line of at most 64 characters");
  if (!is_reason_or_empty(c.confirm_reason))
    return refuse_field(BuyerRefusal::bad_text, "confirm_reason", "at most 1000 characters");
  if (c.sold_on <= 0) return refuse_field(BuyerRefusal::date_missing, "sold_on", "name the day");
  if (c.sold_on > day_of(reads.now()))
    return refuse_field(BuyerRefusal::sold_in_future, "sold_on", "it has not come");
  return asset::check_serial(c.brand, c.model, c.serial, reads);
}

// Where who sends it serves, and the order's customer is he.
Result<std::string> outlet_for(const RegisterByBuyer& c, Reads& reads) {
  const auto* buyer = reads.find<schema::Customer>(c.customer);
  if (buyer == nullptr)
    return refuse_field(BuyerRefusal::unknown_customer, "customer", c.customer);
  const std::string outlet = buyer->outlet;
  if (!outlet.empty()) KINTSUGI_TRY_OK(within_scope(c, outlet, reads));
  KINTSUGI_TRY_OK(customer::check_active(c.customer, *buyer, reads));
  if (c.order.empty()) return outlet;
  const auto* order = reads.find<schema::WorkOrder>(c.order);
  if (order == nullptr || order->status == schema::WorkOrderStatus::none)
    return refuse_field(BuyerRefusal::unknown_order, "order", c.order);
  const std::string at = order->outlet;
  const bool ours = at.empty() || within_scope(c, at, reads).has_value();
  if (!ours) return refuse_field(BuyerRefusal::unknown_order, "order", c.order);
  if (customer::standing_for(order->customer, reads) != c.customer)
    return refuse_field(BuyerRefusal::other_customer, "order", c.order);
  return at.empty() ? outlet : at;
}

// Each link registers a few machines and no more.
Result<void> use_link(const RegisterByBuyer& c, const std::string& id, Reads& reads,
                      Events& events) {
  if (is_person(reads) || c.order.empty()) return {};
  const auto* link = reads.find<schema::FollowLink>(c.order);
  if (link != nullptr && link->machines >= machines_by_link_max)
    return refuse(schema::FollowLinkRefusal::too_many, std::to_string(link->machines));
  events.on(c.order, schema::FollowLinkUsed{.registration = id});
  return {};
}

schema::RegisterAsset as_asset(const RegisterByBuyer& c) {
  schema::RegisterAsset out;
  out.brand = c.brand;
  out.category = c.category;
  out.model = c.model;
  out.serial = c.serial;
  out.customer = c.customer;
  out.sold_on = c.sold_on;
  out.invoice = c.invoice;
  out.confirm_reason = c.confirm_reason;
  return out;
}

// The asset and its purchase; the asset's id.
Result<std::string> make_asset(const RegisterByBuyer& c, schema::PurchaseProof proof, Reads& reads,
                               Events& events) {
  KINTSUGI_TRY(Events made, decide(as_asset(c), reads));
  std::string id;
  for (const StreamEvent& one : made.list())
    if (one.event.is<schema::AssetRegistered>()) id = one.stream.substr(one.stream.find('/') + 1);
  events.add(std::move(made));
  events.on(id, schema::PurchaseRecorded{
                    .sold_on = c.sold_on, .invoice = c.invoice, .proof = proof});
  return id;
}

template <class Command>
Result<const BuyerRegistration*> registration_of(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const auto* found, reads.require<BuyerRegistration>(command.registration));
  KINTSUGI_TRY_OK(within_scope(command, found->outlet, reads));
  return found;
}

}  // namespace

Result<Events> decide(const RegisterByBuyer& command, Reads& reads) {
  KINTSUGI_TRY_OK(check_told(command, reads));
  KINTSUGI_TRY(const std::string outlet, outlet_for(command, reads));
  KINTSUGI_TRY_OK(returned_machine::check_gone(command.brand, command.serial, reads));
  const auto bearer = asset::bearer(command.brand, command.serial, reads);
  const std::string id = claims::claim_of_brand(command.brand, command.serial).id;
  const auto* before = reads.find<BuyerRegistration>(id);
  if (before != nullptr) KINTSUGI_TRY_OK(within_scope(command, before->outlet, reads));
  if (before != nullptr && before->status == BuyerStatus::waiting)
    return refuse(BuyerRefusal::waiting, id);
  std::string asset = bearer.state == nullptr ? std::string() : bearer.state->asset;
  std::string owner;
  if (!asset.empty()) {
    KINTSUGI_TRY(const auto* known, reads.require<schema::Asset>(asset));
    owner = known->customer;
    if (customer::standing_for(owner, reads) == command.customer)
      return refuse(BuyerRefusal::already_his, asset);
  }
  // What a buyer says of himself proves nothing; a clerk has seen the invoice that he names.
  const auto proof = command.invoice.empty() || !is_person(reads)
                         ? schema::PurchaseProof::unproven
                         : schema::PurchaseProof::invoiced;
  Events events;
  KINTSUGI_TRY_OK(use_link(command, id, reads, events));
  if (asset.empty()) {
    KINTSUGI_TRY(asset, make_asset(command, proof, reads, events));
  }
  events.on(id, schema::BuyerRegistered{
                    .brand = command.brand,
                    .category = command.category,
                    .model = command.model,
                    .serial = command.serial,
                    .customer = command.customer,
                    .owner = owner,
                    .asset = asset,
                    .order = command.order,
                    .outlet = outlet,
                    .sold_on = command.sold_on,
                    .invoice = command.invoice,
                    .proof = proof,
                    .way = is_person(reads) ? schema::RegistrationWay::shop
                                            : schema::RegistrationWay::link,
                    .at = to_ms(reads.business_time()),
                    .by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::AcceptRegistration& command, Reads& reads) {
  KINTSUGI_TRY(const BuyerRegistration* found, registration_of(command, reads));
  if (found->status != BuyerStatus::waiting)
    return refuse(BuyerRefusal::not_waiting, std::string(schema::name_of(found->status)));
  if (!is_reason(command.reason)) return refuse_field(BuyerRefusal::bad_text, "reason", "say why");
  KINTSUGI_TRY(const auto* machine, reads.require<schema::Asset>(found->asset));
  if (!customer::is_same(machine->customer, found->owner, reads))
    return refuse(BuyerRefusal::changed_hands, found->asset);
  const schema::TransferAsset transfer{
      .asset = found->asset, .customer = found->customer, .reason = command.reason};
  KINTSUGI_TRY(Events events, decide(transfer, reads));
  events.on(command.registration, schema::RegistrationAccepted{
                                      .reason = command.reason, .by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::RefuseRegistration& command, Reads& reads) {
  KINTSUGI_TRY(const BuyerRegistration* found, registration_of(command, reads));
  if (found->status != BuyerStatus::waiting)
    return refuse(BuyerRefusal::not_waiting, std::string(schema::name_of(found->status)));
  if (!is_reason(command.reason)) return refuse_field(BuyerRefusal::bad_text, "reason", "say why");
  Events events;
  events.on(command.registration, schema::RegistrationRefused{
                                      .reason = command.reason, .by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::ReopenRegistration& command, Reads& reads) {
  KINTSUGI_TRY(const BuyerRegistration* found, registration_of(command, reads));
  if (found->status != BuyerStatus::refused)
    return refuse(BuyerRefusal::not_refused, std::string(schema::name_of(found->status)));
  if (!is_reason(command.reason)) return refuse_field(BuyerRefusal::bad_text, "reason", "say why");
  Events events;
  events.on(command.registration, schema::RegistrationReopened{.reason = command.reason});
  return events;
}

}  // namespace kintsugi::core
