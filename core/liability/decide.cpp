#include <algorithm>
#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/four_eyes/four_eyes.h"
#include "core/number/take_number.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "schema/complaint_state.h"
#include "schema/identity.h"
#include "schema/inspection_state.h"
#include "schema/liability_dispatch.h"
#include "schema/technician_state.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {
namespace {

using No = schema::LiabilityRefusal;
using schema::Liability;
using schema::LiabilityStatus;
using schema::LiableParty;

constexpr std::int64_t amount_max = 100'000'000;  // fen

Result<void> check_amount(std::int64_t amount) {
  if (amount < 0 || amount > amount_max)
    return refuse_field(No::bad_amount, "amount", "0 to 1,000,000 yuan");
  return {};
}

Result<void> check_attribution(const schema::AttributeFault& command) {
  if (!command.liability.empty() && !is_id(command.liability))
    return refuse_field(No::bad_id, "liability", "1 to 64 octets without / and :");
  if (command.party == LiableParty::none)
    return refuse_field(No::party_missing, "party", "name one");
  KINTSUGI_TRY_OK(check_amount(command.amount));
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  const bool cites = command.cited_booking != 0 || !command.cited_order.empty() ||
                     !command.complaint.empty() || !command.inspection.empty();
  if (!cites) return refuse(No::cites_nothing, "name one of them");
  return {};
}

// Of an outlet within the sender's scope, or of the company.
bool is_ours(const schema::AttributeFault& command, std::string_view outlet, Reads& reads) {
  return outlet.empty() || within_scope(command, outlet, reads).has_value();
}

// What is cited is there; gives whose work it was, empty where no work is cited.
Result<std::string> cited_technician(const schema::AttributeFault& command,
                                     const schema::WorkOrder& order, Reads& reads) {
  if (!command.complaint.empty()) {
    const auto* complaint = reads.find<schema::Complaint>(command.complaint);
    // Who is liable reads what is cited: nothing here may tell of one that is hidden.
    if (complaint == nullptr || complaint->confidential ||
        !is_ours(command, complaint->outlet, reads))
      return refuse_field(No::unknown_complaint, "complaint", command.complaint);
  }
  const auto* inspection = reads.find<schema::Inspection>(command.inspection);
  if (!command.inspection.empty() &&
      (inspection == nullptr || !is_ours(command, inspection->outlet, reads)))
    return refuse_field(No::unknown_inspection, "inspection", command.inspection);
  const schema::WorkOrder* work = &order;
  if (!command.cited_order.empty()) {
    work = reads.find<schema::WorkOrder>(command.cited_order);
    if (work == nullptr) return refuse_field(No::unknown_order, "cited_order", command.cited_order);
    KINTSUGI_TRY_OK(within_scope(command, work->outlet, reads));
  }
  if (command.cited_booking == 0)
    return command.cited_order.empty() ? std::string() : work->technician;
  for (const schema::Booking& booking : work->bookings)
    if (booking.number == command.cited_booking) return booking.technician;
  return refuse_field(No::no_such_booking, "cited_booking", std::to_string(command.cited_booking));
}

struct Liable {
  std::string technician, outlet;
};

// A technician is liable for his own work only, in his own outlet.
Result<Liable> liable_of(const schema::AttributeFault& command, const schema::WorkOrder& order,
                         Reads& reads) {
  KINTSUGI_TRY(const std::string worked, cited_technician(command, order, reads));
  if (command.party != LiableParty::technician) return Liable{{}, order.outlet};
  const std::string he = command.technician.empty() ? worked : command.technician;
  const auto* technician = he.empty() ? nullptr : reads.find<schema::Technician>(he);
  if (technician == nullptr) return refuse_field(No::unknown_technician, "technician", he);
  if (!worked.empty() && worked != he) return refuse(No::not_his_work, "it was " + worked + "'s");
  return Liable{he, technician->outlet};
}

template <class Command>
Result<const Liability*> liability_of(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const Liability* found, reads.require<Liability>(command.liability));
  KINTSUGI_TRY_OK(within_scope(command, found->outlet, reads));
  const bool over =
      found->status == LiabilityStatus::lifted || found->status == LiabilityStatus::withdrawn;
  if (over) return refuse(No::over, "it is " + std::string(schema::name_of(found->status)));
  return found;
}

}  // namespace

Result<Events> decide(const schema::AttributeFault& command, Reads& reads) {
  KINTSUGI_TRY_OK(check_attribution(command));
  const auto* order = reads.find<schema::WorkOrder>(command.order);
  if (order == nullptr) return refuse_field(No::unknown_order, "order", command.order);
  KINTSUGI_TRY_OK(within_scope(command, order->outlet, reads));
  KINTSUGI_TRY(const Liable liable, liable_of(command, *order, reads));
  KINTSUGI_TRY_OK(within_scope(command, liable.outlet, reads));
  if (!command.liability.empty() && reads.exists<Liability>(command.liability))
    return refuse(No::exists, "liability " + command.liability + " exists");
  Events events;
  const std::string id = command.liability.empty()
                             ? take_number<Liability>("liability", "ZR", reads, events)
                             : command.liability;
  events.on(id, schema::FaultAttributed{.party = command.party,
                                        .order = command.order,
                                        .outlet = liable.outlet,
                                        .technician = liable.technician,
                                        .amount = command.amount,
                                        .cited_order = command.cited_order,
                                        .cited_booking = command.cited_booking,
                                        .complaint = command.complaint,
                                        .inspection = command.inspection,
                                        .reason = command.reason,
                                        .attributed_by = reads.actor().operator_id,
                                        .attributed_at = to_ms(reads.business_time())});
  return events;
}

Result<Events> decide(const schema::AppealLiability& command, Reads& reads) {
  KINTSUGI_TRY(const Liability* found, liability_of(command, reads));
  // Who may only for himself: by no other duty there.
  constexpr std::string_view leaders[] = {"dispatcher", "call_centre", "administrator"};
  const bool leads = authority::within_scope_of(leaders, found->outlet, reads).has_value();
  if (!leads && technician_of_actor(reads) != found->technician)
    return refuse(No::not_yours, "it is " + found->technician + "'s");
  if (found->status == LiabilityStatus::appealed)
    return refuse(No::appealed, "by " + found->appellant);
  if (command.new_fact.empty() || !is_note(command.new_fact))
    return refuse_field(No::bad_text, "new_fact", "1 to 4000 characters");
  if (!command.photo_hash.empty() && !is_sha256(command.photo_hash))
    return refuse_field(No::bad_photo, "photo_hash", "64 hexadecimal digits in lower case");
  if (command.new_fact == found->new_fact || command.new_fact == found->reason)
    return refuse(No::same_fact, "that was known when it was decided");
  Events events;
  events.on(command.liability, schema::LiabilityAppealed{.new_fact = command.new_fact,
                                                         .photo_hash = command.photo_hash,
                                                         .appellant = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::DecideLiabilityAppeal& command, Reads& reads) {
  KINTSUGI_TRY(const Liability* found, liability_of(command, reads));
  if (found->status != LiabilityStatus::appealed)
    return refuse(found->status == LiabilityStatus::attributed ? No::not_appealed : No::decided,
                  "it is " + std::string(schema::name_of(found->status)));
  const auto he = technician_of_actor(reads);
  const bool part = is_author(found->attributed_by, reads) || is_author(found->appellant, reads) ||
                    (!he.empty() && he == found->technician);
  if (part) return refuse(No::same_author, reads.actor().operator_id);
  if (command.outcome == schema::AppealOutcome::none)
    return refuse_field(No::outcome_missing, "outcome", "name one");
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  KINTSUGI_TRY_OK(check_amount(command.amount));
  const bool changed = command.outcome == schema::AppealOutcome::changed;
  const bool lifted = command.outcome == schema::AppealOutcome::lifted;
  if (changed && command.amount == found->amount)
    return refuse_field(No::bad_amount, "amount", "it would be as before");
  Events events;
  events.on(command.liability, schema::LiabilityAppealDecided{
                                   .outcome = command.outcome,
                                   .amount = lifted ? 0 : changed ? command.amount : found->amount,
                                   .decision = command.reason,
                                   .decided_by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::WithdrawLiability& command, Reads& reads) {
  KINTSUGI_TRY(const Liability* found, liability_of(command, reads));
  const bool open = found->status == LiabilityStatus::attributed ||
                    found->status == LiabilityStatus::appealed;
  if (!open) return refuse(No::decided, "an appeal was decided: appeal again");
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  Events events;
  events.on(command.liability, schema::LiabilityWithdrawn{.reason = command.reason});
  return events;
}

}  // namespace kintsugi::core
