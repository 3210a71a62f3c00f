// Numbered paper: an install card or a service slip comes back once, for one order. Each number is
// a stream.

#include <string>

#include "core/claims/claim.h"
#include "core/four_eyes/four_eyes.h"
#include "core/install_card/with_order.h"
#include "core/text/text.h"
#include "core/work_order/rules.h"
#include "schema/work_order_correction_dispatch.h"
#include "schema/work_order_paper_dispatch.h"
#include "schema/work_order_review_events.h"

namespace kintsugi::core {
namespace {

using work_order::No;
using work_order::Status;

// After completion only where a wrong one was withdrawn; nothing else of a posted order changes.
constexpr work_order::StatusSet paper_due{Status::work_reported, Status::completed,
                                          Status::followed_up, Status::posted};

// A posted order was looked at with its papers: another person than who took one in says that it
// is none of them.
Result<void> check_second(const schema::WorkOrder& order, const std::string& taken_in_by,
                          const Reads& reads) {
  if (order.status == Status::posted && is_author(taken_in_by, reads))
    return refuse(No::same_author, "operator " + taken_in_by + " took it in");
  return {};
}

// A wrong one is withdrawn whatever became of the order: its number is another's.
constexpr work_order::StatusSet ever_registered =
    work_order::before_posting.with(Status::posted).with(Status::canceled);

// The slip that the order has; of one that was opened again and has none yet, that of the round
// before.
const std::string& slip_of(const schema::WorkOrder& order) {
  if (!order.service_slip.empty() || order.before_reopening.empty()) return order.service_slip;
  return order.before_reopening.front().service_slip;
}

// What was cleared by a paper that is none is to be cleared anew.
void clear_anew(const std::string& id, const schema::WorkOrder& order, const std::string& reason,
                Reads& reads, Events& events) {
  if (order.clearing != schema::ClearingStatus::cleared || order.status == Status::posted) return;
  events.on(id, schema::ClearingWithdrawn{.reason = reason, .by = reads.actor().operator_id});
}

}  // namespace

Result<Events> decide(const schema::HandBackInstallCard& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, paper_due, No::not_reported, reads));
  if (order->service_type != schema::ServiceType::install)
    return refuse(No::not_an_install, "it has no card");
  if (!order->install_card.empty())
    return refuse(No::card_handed_back, "card " + order->install_card);
  if (!is_paper_number(command.card))
    return refuse(No::bad_card, "4 to 40 letters, digits, '-', '.' and '_'");
  const auto card = claims::find<schema::Card>(claims::claim(command.card), reads);
  if (card.state != nullptr)
    return refuse(No::card_taken, "it came back with order " + card.state->order);
  KINTSUGI_TRY_OK(work_order::check_why(command.confirm_reason, "confirm_reason"));
  Events events;
  events.on(command.order, schema::InstallCardHandedBack{.card = command.card,
                                                         .by = reads.actor().operator_id});
  events.on(card.id, schema::CardClaimed{.order = command.order});
  KINTSUGI_TRY_OK(install_card::take_in(command.card, command.order, *order, reads, events));
  KINTSUGI_TRY_OK(check_known(command, "card", No::card_unlikely, reads));
  return events;
}

Result<Events> decide(const schema::ReturnServiceSlip& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, paper_due, No::not_reported, reads));
  if (!order->service_slip.empty()) return refuse(No::slip_returned, "slip " + order->service_slip);
  if (!is_paper_number(command.slip))
    return refuse(No::bad_slip, "4 to 40 letters, digits, '-', '.' and '_'");
  const auto slip = claims::find<schema::Slip>(claims::claim(command.slip), reads);
  if (slip.state != nullptr)
    return refuse(No::slip_taken, "it came back with order " + slip.state->order);
  Events events;
  events.on(command.order, schema::ServiceSlipReturned{.slip = command.slip,
                                                       .by = reads.actor().operator_id});
  events.on(slip.id, schema::SlipClaimed{.order = command.order});
  return events;
}

Result<Events> decide(const schema::WithdrawInstallCard& command, Reads& reads) {
  KINTSUGI_TRY(
      const schema::WorkOrder* order,
      work_order::order_of(command, ever_registered, No::not_registered, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  if (order->install_card.empty()) return refuse(No::no_card, "none is back");
  KINTSUGI_TRY_OK(check_second(*order, order->card_by, reads));
  const std::string card = order->install_card;
  const auto claimed = claims::find<schema::Card>(claims::claim(card), reads);
  Events events;
  events.on(command.order,
            schema::InstallCardWithdrawn{
                .card = card, .reason = command.reason, .by = reads.actor().operator_id});
  if (claimed.state != nullptr && claimed.state->order == command.order)
    events.on(claimed.id, schema::CardFreed{.order = command.order});
  KINTSUGI_TRY_OK(install_card::give_out_again(card, command.order, reads, events));
  clear_anew(command.order, *order, command.reason, reads, events);
  return events;
}

Result<Events> decide(const schema::WithdrawServiceSlip& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, ever_registered, No::not_registered, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  const std::string slip = slip_of(*order);
  if (slip.empty()) return refuse(No::no_slip, "none is back");
  KINTSUGI_TRY_OK(check_second(*order, order->slip_by, reads));
  const auto claimed = claims::find<schema::Slip>(claims::claim(slip), reads);
  Events events;
  events.on(command.order,
            schema::ServiceSlipWithdrawn{
                .slip = slip, .reason = command.reason, .by = reads.actor().operator_id});
  if (claimed.state != nullptr && claimed.state->order == command.order)
    events.on(claimed.id, schema::SlipFreed{.order = command.order});
  clear_anew(command.order, *order, command.reason, reads, events);
  return events;
}

}  // namespace kintsugi::core
