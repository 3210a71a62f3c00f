// The start of an asset's warranty: once, from a proof, and corrected where that was wrong.

#include <algorithm>
#include <string>
#include <utility>

#include "core/asset/file.h"
#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/events.h"
#include "core/exchange_case/exchange_case.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "core/warranty/entitlement.h"
#include "core/warranty/exchanged.h"
#include "core/warranty/judge.h"
#include "core/warranty/sheet.h"
#include "schema/customer_state.h"
#include "schema/exchange_case_state.h"
#include "schema/warranty_dispatch.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {

using No = schema::WarrantyRefusal;
using schema::Asset;
using schema::Warranty;
using schema::WarrantySource;
using schema::WarrantyStart;

namespace {

constexpr std::int64_t price_max = 100'000'000'000;  // fen

Result<const Asset*> asset_of(const auto& command, Reads& reads) {
  const auto* asset = reads.find<Asset>(command.asset);
  if (asset == nullptr || !asset->registered) return refuse(No::unknown_asset, command.asset);
  const auto* customer = reads.find<schema::Customer>(asset->customer);
  if (customer != nullptr && !customer->outlet.empty())
    KINTSUGI_TRY_OK(within_scope(command, customer->outlet, reads));
  return asset;
}

Result<void> check_proof(const auto& command, const Asset& asset, const Reads& reads) {
  if (command.source == WarrantySource::none || command.source == WarrantySource::sheet)
    return refuse(No::source_missing, "invoice, acceptance, first use, manufacture or exchange");
  if (command.proved_on > day_of(reads.now()))
    return refuse_field(No::in_future, "proved_on", calendar::format_date(command.proved_on));
  const bool older = command.source == WarrantySource::manufacture;
  if (command.proved_on <= 0 || (!older && command.proved_on < asset.sold_on))
    return refuse_field(No::before_sale, "proved_on", calendar::format_date(asset.sold_on));
  const bool on_paper =
      command.source == WarrantySource::invoice || command.source == WarrantySource::acceptance;
  if (on_paper && command.document.empty())
    return refuse_field(No::document_missing, "document", "its number");
  if (!is_line_or_empty(command.document, 64) || !is_line_or_empty(command.contract, 64))
    return refuse(No::bad_text, "single lines of at most 64 characters");
  if (command.price < 0 || command.price > price_max)
    return refuse_field(No::bad_price, "price", "0 to a billion yuan");
  return {};
}

// The asset in whose place it stands, where it is an exchange.
Result<void> check_replaced(const auto& command, Reads& reads) {
  if (command.source != WarrantySource::exchange) {
    if (command.replaces.empty()) return {};
    return refuse_field(No::not_an_exchange, "replaces", "the source is no exchange");
  }
  if (command.replaces.empty())
    return refuse_field(No::replaces_missing, "replaces", "the asset that was taken back");
  if (command.replaces == command.asset)
    return refuse_field(No::replaces_itself, "replaces", command.asset);
  if (!reads.exists<Asset>(command.replaces)) return refuse(No::unknown_asset, command.replaces);
  return {};
}

bool may_start_from(const schema::WarrantyLine& line, WarrantySource source) {
  if (line.sources.empty() || source == WarrantySource::exchange) return true;
  return std::find(line.sources.begin(), line.sources.end(), source) != line.sources.end();
}

// An exchanged unit's clock starts anew, or goes on where its policy says so; from the manufacture
// it starts after the grace.
Result<void> apply_terms(const auto& command, const Asset& asset, WarrantyStart& start,
                         Reads& reads, bool sources_count = true) {
  const auto terms_on = [&](std::int32_t day) {
    return warranty::terms_of(asset, {start.source, day, start.contract, start.price}, reads);
  };
  warranty_policy::Terms terms = terms_on(start.started_on);
  if (terms && command.source == WarrantySource::exchange && !terms.line->restarts_after_exchange) {
    const auto* replaced = reads.find<Asset>(command.replaces);
    const warranty::Start before = warranty::start_of(command.replaces, *replaced, reads);
    if (before.source != WarrantySource::none) {
      start.started_on = before.on;
      terms = terms_on(start.started_on);
    }
  }
  if (!terms) return {};
  if (sources_count && !may_start_from(*terms.line, command.source)) {
    return refuse_field(No::source_not_allowed, "source",
                        terms.policy + " version " + std::to_string(terms.version) + " line " +
                            std::to_string(terms.number));
  }
  if (command.source == WarrantySource::manufacture) start.started_on += terms.line->grace_days;
  start.policy = terms.policy;
  start.version = terms.version;
  start.line = terms.number;
  start.until =
      warranty::last_day_of(*terms.line, start.started_on, terms.line->machine_months);
  return {};
}

Result<WarrantyStart> start_of_asset(const auto& command, const Asset& asset, Reads& reads,
                                     Events& events, bool sources_count = true) {
  WarrantyStart start{.brand = asset.brand,
                      .model = asset.model,
                      .serial = asset.serial,
                      .source = command.source,
                      .proved_on = command.proved_on,
                      .started_on = command.proved_on,
                      .document = command.document,
                      .contract = command.contract,
                      .price = command.price,
                      .replaces = command.replaces};
  KINTSUGI_TRY_OK(apply_terms(command, asset, start, reads, sources_count));
  if (!start.policy.empty()) events.uses_rule("warranty_policy/" + start.policy, start.version);
  return start;
}

Result<WarrantyStart> start_by(const auto& command, Reads& reads, Events& events) {
  KINTSUGI_TRY(const Asset* asset, asset_of(command, reads));
  KINTSUGI_TRY_OK(check_proof(command, *asset, reads));
  KINTSUGI_TRY_OK(check_replaced(command, reads));
  return start_of_asset(command, *asset, reads, events);
}

// As the warranty has it, by the same fields.
WarrantyStart start_in(const Warranty& own) {
  return {.brand = own.brand,
          .model = own.model,
          .serial = own.serial,
          .source = own.source,
          .proved_on = own.proved_on,
          .started_on = own.started_on,
          .until = own.until,
          .document = own.document,
          .contract = own.contract,
          .price = own.price,
          .policy = own.policy,
          .version = own.version,
          .line = own.line,
          .replaces = own.replaces};
}

}  // namespace

Result<warranty::Followed> warranty::follow_sheet(const std::string& asset_id, const Asset& sheet,
                                                  const std::string& reason, Reads& reads) {
  Followed out{.until = sheet.warranty_until, .events = {}};
  const auto* own = reads.find<Warranty>(asset_id);
  if (own == nullptr || own->status != schema::WarrantyStatus::started) return out;
  const schema::StartWarranty command{.asset = asset_id,
                                      .source = own->source,
                                      .proved_on = own->proved_on,
                                      .document = own->document,
                                      .contract = own->contract,
                                      .price = own->price,
                                      .replaces = own->replaces};
  Events told;
  KINTSUGI_TRY(WarrantyStart start, start_of_asset(command, sheet, reads, told, false));
  // The term that its pauses have moved stays where it is.
  const bool same_term = start.policy == own->policy && start.version == own->version &&
                         start.line == own->line && start.started_on == own->started_on;
  if (same_term) start.until = own->until;
  if (start.until != 0) out.until = start.until;
  if (start == start_in(*own)) return out;
  out.events = std::move(told);
  out.events.on(asset_id,
                schema::WarrantyStartCorrected{.start = std::move(start), .reason = reason});
  return out;
}

Result<void> warranty::start_exchanged(const Exchanged& unit, Reads& reads, Events& events) {
  const Asset* replaced = reads.find<Asset>(unit.replaces);
  if (replaced == nullptr) return refuse(No::unknown_asset, unit.replaces);
  const Start before = start_of(unit.replaces, *replaced, reads);
  reads.find<Warranty>(unit.asset);
  const schema::StartWarranty command{.asset = unit.asset,
                                      .source = WarrantySource::exchange,
                                      .proved_on = unit.on,
                                      .contract = std::string(before.contract),
                                      .price = before.price,
                                      .replaces = unit.replaces};
  KINTSUGI_TRY(WarrantyStart start, start_of_asset(command, unit.sheet, reads, events));
  asset::move_warranty_end(unit.asset, unit.sheet, 0, start.until, events);
  events.on(unit.asset, schema::WarrantyStarted{.asset = unit.asset, .start = std::move(start)});
  return {};
}

Result<Events> decide(const schema::StartWarranty& command, Reads& reads) {
  KINTSUGI_TRY(const Asset* asset, asset_of(command, reads));
  const auto* warranty = reads.find<Warranty>(command.asset);
  if (warranty != nullptr && warranty->status == schema::WarrantyStatus::started)
    return refuse(No::already_started, "on " + calendar::format_date(warranty->started_on));
  Events events;
  KINTSUGI_TRY(WarrantyStart start, start_by(command, reads, events));
  asset::move_warranty_end(command.asset, *asset, 0, start.until, events);
  events.on(command.asset,
            schema::WarrantyStarted{.asset = command.asset, .start = std::move(start)});
  return events;
}

Result<Events> decide(const schema::CorrectWarrantyStart& command, Reads& reads) {
  KINTSUGI_TRY(const Warranty* warranty, reads.require<Warranty>(command.asset));
  if (warranty->status != schema::WarrantyStatus::started) {
    return fail(ErrorKind::not_found, "warranty.not_found", "it has not started");
  }
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  Events events;
  KINTSUGI_TRY(WarrantyStart start, start_by(command, reads, events));
  WarrantyStart as_it_is = start_in(*warranty);
  as_it_is.until = start.until;  // which pauses move
  if (start == as_it_is) return refuse(No::nothing_changed, command.asset);
  asset::move_warranty_end(command.asset, *reads.find<Asset>(command.asset), warranty->until,
                           start.until, events);
  events.on(command.asset, schema::WarrantyStartCorrected{.start = std::move(start),
                                                          .reason = command.reason});
  return events;
}

Result<Events> decide(const schema::WithdrawWarrantyStart& command, Reads& reads) {
  KINTSUGI_TRY(const Asset* asset, asset_of(command, reads));
  KINTSUGI_TRY(const Warranty* warranty, reads.require<Warranty>(command.asset));
  if (warranty->status != schema::WarrantyStatus::started) {
    return fail(ErrorKind::not_found, "warranty.not_found", "it has not started");
  }
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  const auto* exchange = reads.find<schema::ExchangeCase>(command.asset);
  if (exchange != nullptr && exchange_case::is_under_way(*exchange))
    return refuse(No::exchange_under_way, "of order " + exchange->order);
  Events events;
  for (const schema::ExchangeDue& due : warranty->exchanges_due) {
    reads.find<schema::WorkOrder>(due.order);
    events.on(command.asset, schema::ExchangeEntitlementEnded{.order = due.order});
  }
  asset::move_warranty_end(command.asset, *asset, warranty->until, 0, events);
  events.on(command.asset,
            schema::WarrantyStartWithdrawn{.reason = command.reason,
                                           .by = reads.actor().operator_id});
  return events;
}

}  // namespace kintsugi::core
