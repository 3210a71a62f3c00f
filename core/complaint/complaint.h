#pragma once
// What the decisions of a complaint have in common. Pure.

#include <string>
#include <string_view>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/reads.h"
#include "schema/complaint_refusals.h"
#include "schema/complaint_state.h"
#include "schema/identity_state.h"

namespace kintsugi::core::complaint {

using No = schema::ComplaintRefusal;

// How far a complaint is; whatever waits to be assigned is at the same stage.
enum class Stage { to_assign, assigned, investigating, proposed, resolved, confirmed, over };
Stage stage_of(const schema::Complaint& complaint);

// The complaint is at one of the stages from `first` to `last`; else what it lacks, or that it is
// past them.
Result<void> check_stage(const schema::Complaint& complaint, Stage first, Stage last);

// Over which outlet a duty is needed to handle it: headquarters' over the whole company (empty).
std::string_view place_of(const schema::Complaint& complaint);

// Somebody is who is complained about, or did the work that is.
bool is_accused(std::string_view operator_id, std::string_view technician,
                const schema::Complaint& complaint, Reads& reads);

tl::unexpected<Error> no_such(std::string_view id);

// The actor may act on it: in his scope, and it is not about him. What is hidden from him is as if
// there were none.
Result<void> check_actor(const std::string& id, const schema::Complaint& complaint,
                         Result<void> within, Reads& reads);

// The complaint of a command.
template <class Command>
Result<const schema::Complaint*> complaint_of(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const schema::Complaint* found,
               reads.require<schema::Complaint>(command.complaint));
  KINTSUGI_TRY_OK(check_actor(command.complaint, *found,
                              within_scope(command, place_of(*found), reads), reads));
  return found;
}

// The same, for its handler in person.
Result<void> check_handler(const schema::Complaint& complaint, const Reads& reads);
// For anybody else: nobody says himself that his work was good.
Result<void> check_not_handler(const schema::Complaint& complaint, const Reads& reads);

// The next step is due at `due_at`, ms since 1970: the alarm that says it was not taken.
void arm_confirmation(const std::string& id, const schema::Complaint& complaint,
                      std::int64_t due_at, Reads& reads, Events& events);
void arm_follow_up(const std::string& id, const schema::Complaint& complaint, std::int64_t due_at,
                   Reads& reads, Events& events);
void disarm_confirmation(const std::string& id, Reads& reads, Events& events);
void disarm_follow_up(const std::string& id, Reads& reads, Events& events);

// Until when a complaint that waits again has to be confirmed with the customer; notes the policy.
std::int64_t confirmation_due(Reads& reads, Events& events);

// Its order knows that it is open, or over; where the order may know of it.
void tell_order(const std::string& id, const schema::Complaint& complaint, bool open,
                Events& events);

// It is withdrawn: neither open nor one of the complaints that the order had.
void take_from_order(const std::string& id, const schema::Complaint& complaint, Reads& reads,
                     Events& events);

}  // namespace kintsugi::core::complaint
