#include "core/part_request/missing.h"

#include "core/authority/authority.h"
#include "core/four_eyes/four_eyes.h"
#include "core/money/money.h"
#include "core/part/part.h"
#include "core/part_request/settle.h"
#include "core/part_request/stages.h"
#include "core/stock/stock.h"
#include "core/text/text.h"
#include "schema/identity_state.h"
#include "schema/part_request_dispatch.h"
#include "schema/part_state.h"
#include "schema/stock.h"

namespace kintsugi::core {

using part_request::Wish;
using schema::MissingOutcome;
using schema::PartCondition;
using schema::PartRequestRefusal;

namespace part_request {

Result<void> check_taker(const schema::PartRequest& request, Reads& reads) {
  const std::string_view person = technician_of_actor(reads);
  if (!person.empty() && person != request.technician &&
      !holds_role_over(schema::Role::store_keeper, request.outlet, reads)) {
    return refuse(PartRequestRefusal::wrong_technician, request.technician + " carries it");
  }
  return {};
}

Result<void> note_missing(const std::string& id, const schema::PartRequest& request,
                          std::int64_t quantity, const std::string& reason, Reads& reads,
                          Events& events) {
  const std::string custody = stock::id_of(request.technician, request.part, PartCondition::good);
  const auto* carried = reads.find<schema::Custody>(custody);
  if (carried == nullptr || carried->quantity < quantity) {
    return refuse(schema::CustodyRefusal::insufficient, custody);
  }
  KINTSUGI_TRY(const std::int64_t cost,
               stock::cost_of(carried->value, carried->quantity, quantity));
  KINTSUGI_TRY_OK(money::add(request.missing_value, cost));
  events.on(custody, schema::CustodyMissing{.quantity = quantity, .request = id, .cost = cost});
  events.on(id, schema::PartMissing{.quantity = quantity,
                                    .cost = cost,
                                    .claimant = reads.actor().operator_id,
                                    .reason = reason,
                                    .order = request.order,
                                    .outlet = request.outlet,
                                    .part = request.part,
                                    .technician = request.technician,
                                    .warehouse = request.warehouse,
                                    .missing = request.missing + quantity});
  return {};
}

}  // namespace part_request

namespace {

Result<void> check_pieces(const schema::PartRequest& request, std::int64_t quantity,
                          const std::string& reason, Reads& reads) {
  KINTSUGI_TRY(const schema::Part* part, reads.require<schema::Part>(request.part));
  KINTSUGI_TRY_OK(part::check_quantity(*part, quantity));
  if (!is_reason(reason)) return refuse(PartRequestRefusal::bad_text);
  return {};
}

// Back on the shelf that they never left: it still counted them as gone.
Result<void> put_on_shelf(const schema::SettleMissingPart& command,
                          const schema::PartRequest& request, std::int64_t cost, Reads& reads,
                          Events& events) {
  const std::string shelf = stock::id_of(request.warehouse, request.part, PartCondition::good);
  const auto* item = reads.find<schema::StockItem>(shelf);
  KINTSUGI_TRY_OK(stock::check_room(item, command.quantity));
  KINTSUGI_TRY_OK(money::add(item == nullptr ? 0 : item->value, cost));
  // It lay there since the issue: a count after that has seen it.
  const Instant since =
      request.issued_at == 0 ? reads.business_time() : instant_from_ms(request.issued_at);
  events.on(shelf, schema::StockReturned{.quantity = command.quantity,
                                         .from = schema::PlaceKind::missing,
                                         .technician = request.technician,
                                         .request = command.request,
                                         .happened_at = to_ms(since),
                                         .cost = cost});
  KINTSUGI_TRY_OK(stock::restate_counts(item, shelf, since, {command.quantity, cost}, events));
  return {};
}

Result<void> hand_over(const schema::SettleMissingPart& command, const schema::PartRequest& request,
                       std::int64_t cost, Reads& reads, Events& events) {
  const std::string custody = stock::id_of(request.technician, request.part, PartCondition::good);
  const auto* carried = reads.find<schema::Custody>(custody);
  KINTSUGI_TRY_OK(money::add(carried == nullptr ? 0 : carried->value, cost));
  events.on(custody, schema::CustodyHandedOver{
                         .quantity = command.quantity, .request = command.request, .cost = cost});
  return {};
}

}  // namespace

Result<Events> decide(const schema::ReportPartMissing& command, Reads& reads) {
  KINTSUGI_TRY(const schema::PartRequest* request,
               reads.require<schema::PartRequest>(command.request));
  KINTSUGI_TRY_OK(within_scope(command, request->outlet, reads));
  KINTSUGI_TRY_OK(part_request::check(Wish::miss, request->status));
  KINTSUGI_TRY_OK(part_request::check_taker(*request, reads));
  KINTSUGI_TRY_OK(check_pieces(*request, command.quantity, command.reason, reads));
  const std::int64_t open = part_request::open_quantity(*request);
  if (command.quantity > open) {
    return refuse(PartRequestRefusal::too_much, std::to_string(open) + " thousandths are open");
  }
  Events events;
  KINTSUGI_TRY_OK(part_request::note_missing(command.request, *request, command.quantity,
                                             command.reason, reads, events));
  return events;
}

Result<Events> decide(const schema::SettleMissingPart& command, Reads& reads) {
  KINTSUGI_TRY(const schema::PartRequest* request,
               reads.require<schema::PartRequest>(command.request));
  KINTSUGI_TRY_OK(within_scope(command, request->outlet, reads));
  KINTSUGI_TRY_OK(part_request::check(Wish::settle_missing, request->status));
  if (command.outcome == MissingOutcome::none) {
    return refuse(PartRequestRefusal::outcome_missing);
  }
  KINTSUGI_TRY_OK(check_pieces(*request, command.quantity, command.reason, reads));
  if (command.quantity > request->missing) {
    return refuse(PartRequestRefusal::not_missing,
                  std::to_string(request->missing) + " thousandths are missing");
  }
  const bool by_issuer =
      command.outcome == MissingOutcome::lost && is_author(request->issuer, reads);
  if (by_issuer || is_author(request->claimant, reads)) {
    return refuse(PartRequestRefusal::same_author, reads.actor().operator_id);
  }
  KINTSUGI_TRY(const std::int64_t cost,
               stock::cost_of(request->missing_value, request->missing, command.quantity));
  Events events;
  if (command.outcome == MissingOutcome::on_shelf) {
    KINTSUGI_TRY_OK(put_on_shelf(command, *request, cost, reads, events));
  }
  if (command.outcome == MissingOutcome::handed_over) {
    KINTSUGI_TRY_OK(hand_over(command, *request, cost, reads, events));
  }
  events.on(command.request,
            schema::MissingPartSettled{.quantity = command.quantity,
                                       .cost = cost,
                                       .outcome = command.outcome,
                                       .reason = command.reason,
                                       .missing = request->missing - command.quantity});
  if (command.outcome != MissingOutcome::handed_over) {
    part_request::close_if_settled(command.request, *request, command.quantity, reads, events);
  }
  return events;
}

}  // namespace kintsugi::core
