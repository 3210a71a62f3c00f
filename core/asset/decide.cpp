// An appliance at a customer. Its serial is unique within its brand: brand_serial/<brand>:<serial>.

#include <string>
#include <utility>

#include "core/asset/file.h"
#include "core/asset/serial.h"
#include "core/authority/authority.h"
#include "core/authority/likely.h"
#include "core/calendar/calendar.h"
#include "core/claims/claim.h"
#include "core/customer/standing.h"
#include "core/events.h"
#include "core/number/take_number.h"
#include "core/reads.h"
#include "core/returned_machine/returned_machine.h"
#include "core/text/text.h"
#include "core/warranty/sheet.h"
#include "schema/asset_dispatch.h"
#include "schema/customer_state.h"
#include "schema/product_model_state.h"

namespace kintsugi::core {
namespace {

using No = schema::AssetRefusal;
using schema::Asset;

template <class Command>
Result<void> check_dates(const Command& command, const Reads& reads) {
  const std::int32_t today = day_of(reads.now());
  if (command.sold_on > today) return refuse(No::sold_in_future, "sold on a day that has not come");
  if (command.sold_on < 0 || command.delivered_on < 0 || command.warranty_until < 0) {
    return refuse(No::bad_dates, "a date lies before 1970");
  }
  const bool delivered_first = command.delivered_on != 0 && command.delivered_on < command.sold_on;
  const bool expires_first =
      command.warranty_until != 0 && command.warranty_until < command.sold_on;
  if (delivered_first || expires_first) {
    return refuse(No::bad_dates, "delivered or out of warranty before it was sold");
  }
  return {};
}

// The category that the register of product models has.
Result<std::string> known_category(const schema::RegisterAsset& command, Reads& reads) {
  const std::string id = claims::claim_of_model(command.brand, command.model).id;
  const auto* model = reads.find<schema::ProductModel>(id);
  if (model == nullptr)
    return refuse_field(No::unknown_model, "category", "no register has " + id);
  return model->category;
}

// What registering and correcting have in common.
template <class Command>
Result<void> check_details(const Command& command, Reads& reads) {
  if (!is_id(command.brand))
    return refuse(No::bad_brand, "a brand is 1 to 64 octets without / and :");
  if (!is_paper_number(command.serial)) {
    return refuse(No::bad_serial, "4 to 40 letters, digits, '-', '.' and '_'");
  }
  if (!is_line(command.category, 64) || !is_line(command.model, 64) ||
      !is_line_or_empty(command.invoice, 64)) {
    return refuse(No::bad_text, "category and model are single lines of at most 64 characters");
  }
  KINTSUGI_TRY_OK(check_dates(command, reads));
  const auto* owner = reads.find<schema::Customer>(command.customer);
  if (owner == nullptr) {
    return refuse(No::unknown_customer, "there is no customer " + command.customer);
  }
  if (!owner->outlet.empty()) {  // else the company's, whom every outlet serves
    KINTSUGI_TRY_OK(within_scope(command, owner->outlet, reads));
  }
  if (is_person(reads)) {
    KINTSUGI_TRY_OK(asset::check_serial(command.brand, command.model, command.serial, reads));
  }
  return {};
}

// Who was merged into another owns nothing new.
Result<void> check_owner(const std::string& id, Reads& reads) {
  return customer::check_active(id, *reads.find<schema::Customer>(id), reads);
}

// No other asset bears the serial. The id of the stream that claims it.
template <class Command>
Result<std::string> check_free(const Command& command, std::string_view own, Reads& reads) {
  const auto found = asset::bearer(command.brand, command.serial, reads);
  if (found.state == nullptr || found.state->asset == own) return found.id;
  const auto* other = reads.find<Asset>(found.state->asset);
  const std::string outlet = other == nullptr ? std::string() : asset::outlet_of(*other, reads);
  const bool ours = outlet.empty() || within_scope(command, outlet, reads).has_value();
  return refuse(No::serial_taken,
                (ours ? "asset " + found.state->asset : "another outlet's machine") + " bears it");
}

schema::AssetCorrected as_it_is(const Asset& asset) {
  return {.brand = asset.brand,
          .category = asset.category,
          .model = asset.model,
          .serial = asset.serial,
          .customer = asset.customer,
          .sold_on = asset.sold_on,
          .delivered_on = asset.delivered_on,
          .invoice = asset.invoice,
          .warranty_until = asset.warranty_until};
}

}  // namespace

Result<Events> decide(const schema::RegisterAsset& told, Reads& reads) {
  schema::RegisterAsset command = told;
  if (command.category.empty() && is_id(command.brand) && is_line(command.model, 64)) {
    KINTSUGI_TRY(command.category, known_category(command, reads));
  }
  if (!command.asset.empty() && !is_id(command.asset)) {
    return refuse(No::bad_id, "an id is 1 to 64 octets without / and :");
  }
  KINTSUGI_TRY_OK(check_details(command, reads));
  KINTSUGI_TRY_OK(check_owner(command.customer, reads));
  KINTSUGI_TRY(const std::string claim, check_free(command, {}, reads));
  KINTSUGI_TRY_OK(returned_machine::check_gone(command.brand, command.serial, reads));
  if (!command.asset.empty() && reads.exists<Asset>(command.asset)) {
    return refuse(No::exists, "asset " + command.asset + " exists");
  }
  KINTSUGI_TRY_OK(check_confirmation(command, No::bad_text));
  KINTSUGI_TRY_OK(check_known(command, "brand", No::unknown_brand, reads));
  KINTSUGI_TRY_OK(check_known(command, "category", No::unknown_category, reads));
  KINTSUGI_TRY_OK(check_known(command, "model", No::unlisted_model, reads));
  Events events;
  const std::string id =
      command.asset.empty() ? take_number<Asset>("asset", "A", reads, events) : command.asset;
  events.on(id, schema::AssetRegistered{.brand = command.brand,
                                        .category = command.category,
                                        .model = command.model,
                                        .serial = command.serial,
                                        .customer = command.customer,
                                        .sold_on = command.sold_on,
                                        .delivered_on = command.delivered_on,
                                        .invoice = command.invoice,
                                        .warranty_until = command.warranty_until});
  events.on(claim, schema::SerialClaimed{.asset = id});
  return events;
}

Result<Events> decide(const schema::CorrectAsset& command, Reads& reads) {
  KINTSUGI_TRY(const Asset* asset, reads.require<Asset>(command.asset));
  if (!asset->registered) return refuse(No::unregistered, command.asset);
  const auto* owner = reads.find<schema::Customer>(asset->customer);
  if (owner != nullptr && !owner->outlet.empty()) {
    KINTSUGI_TRY_OK(within_scope(command, owner->outlet, reads));
  }
  KINTSUGI_TRY_OK(check_details(command, reads));
  if (command.customer != asset->customer) KINTSUGI_TRY_OK(check_owner(command.customer, reads));
  if (!is_reason(command.reason)) return refuse(No::bad_text, "say why");
  schema::AssetCorrected corrected{.brand = command.brand,
                                   .category = command.category,
                                   .model = command.model,
                                   .serial = command.serial,
                                   .customer = command.customer,
                                   .sold_on = command.sold_on,
                                   .delivered_on = command.delivered_on,
                                   .invoice = command.invoice,
                                   .warranty_until = command.warranty_until};
  Asset sheet = *asset;
  sheet.brand = command.brand;
  sheet.category = command.category;
  sheet.model = command.model;
  sheet.serial = command.serial;
  sheet.sold_on = command.sold_on;
  sheet.invoice = command.invoice;
  sheet.warranty_until = command.warranty_until;
  KINTSUGI_TRY(warranty::Followed followed,
               warranty::follow_sheet(command.asset, sheet, command.reason, reads));
  corrected.warranty_until = followed.until;
  if (corrected == as_it_is(*asset) && followed.events.empty())
    return refuse(No::nothing_changed, command.asset);
  corrected.reason = command.reason;
  const auto before = asset::bearer(asset->brand, asset->serial, reads);
  KINTSUGI_TRY(const std::string claim,
               check_free(command, command.asset, reads));
  Events events;
  events.on(command.asset, std::move(corrected));
  asset::move_warranty_end(command.asset, *asset, asset->warranty_until, followed.until, events);
  if (claim != before.id) {
    if (before.state != nullptr && before.state->asset == command.asset)
      events.on(before.id, schema::SerialFreed{});
    events.on(claim, schema::SerialClaimed{.asset = command.asset});
  }
  events.add(std::move(followed.events));
  return events;
}

}  // namespace kintsugi::core
