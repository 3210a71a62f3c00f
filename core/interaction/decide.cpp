// Contacts of customers: kept as they come, routed to who is free, linked to an order or closed.

#include "core/agent/desk.h"
#include "core/authority/authority.h"
#include "core/customer/standing.h"
#include "core/interaction/link.h"
#include "core/number/take_number.h"
#include "core/text/text.h"
#include "schema/customer_state.h"
#include "schema/interaction_dispatch.h"
#include "schema/interaction_refusals.h"
#include "schema/outlet_state.h"

namespace kintsugi::core {
namespace {

using No = schema::InteractionRefusal;
using schema::Interaction;
using schema::InteractionStatus;

// The number of a message as a part of a stream's id, whatever it holds.
std::string message_claim(schema::Channel channel, const std::string& number) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out = std::string(schema::name_of(channel)) + ":";
  for (const char c : number) {
    if (c != '/' && c != ':' && c != '%') {
      out += c;
      continue;
    }
    out.append(1, '%');
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

// What logging and correcting have in common; gives the phone number as it is kept.
template <class Command>
Result<std::string> check_caller(const Command& c, Reads& reads) {
  const auto phone = normal_phone(c.phone);
  if (!phone && !c.phone.empty()) return refuse_field(No::bad_phone, "phone", "5 to 15 digits");
  if (!is_line_or_empty(c.handle, 200)) return refuse_field(No::bad_text, "handle", "one line");
  if (!is_note(c.summary)) return refuse_field(No::bad_text, "summary", "at most 4000 characters");
  if (c.customer.empty()) return phone.value_or("");
  const auto* customer = reads.find<schema::Customer>(c.customer);
  if (customer == nullptr)
    return refuse(No::unknown_customer, "there is no customer " + c.customer);
  if (!customer->outlet.empty()) KINTSUGI_TRY_OK(within_scope(c, customer->outlet, reads));
  return phone.value_or("");
}

template <class Command>
Result<const Interaction*> contact_of(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const Interaction* contact, reads.require<Interaction>(command.interaction));
  KINTSUGI_TRY_OK(within_scope(command, contact->outlet, reads));
  return contact;
}

template <class Command>
Result<const schema::WorkOrder*> order_of_contact(const Command& command, const std::string& id,
                                                  Reads& reads) {
  const auto* order = reads.find<schema::WorkOrder>(id);
  if (order == nullptr || order->status == schema::WorkOrderStatus::none)
    return refuse(No::unknown_order, "there is no order " + id);
  KINTSUGI_TRY_OK(within_scope(command, order->outlet, reads));
  return order;
}

Result<void> check_reason_of(const std::string& reason) {
  if (reason.empty()) return refuse(No::reason_missing, "say why");
  if (!is_reason(reason)) return refuse_field(No::bad_text, "reason", "at most 1000 characters");
  return {};
}

bool is_sha256(const std::string& text) {
  const auto hexadecimal = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  for (const char c : text)
    if (!hexadecimal(c)) return false;
  return text.size() == 64;
}

Result<std::string> number_for(const schema::LogInteraction& c, Reads& reads, Events& events) {
  if (c.interaction.empty()) return take_number<Interaction>("interaction", "IX", reads, events);
  if (!is_id(c.interaction)) return refuse(No::bad_id, "1 to 64 octets without / and :");
  if (reads.exists<Interaction>(c.interaction))
    return refuse(No::exists, "contact " + c.interaction + " exists");
  return c.interaction;
}

// Logged or corrected: what both say of how it came.
template <class Command>
Result<void> check_arrival(const Command& c, Reads& reads) {
  if (c.channel == schema::Channel::none) return refuse(No::channel_missing, "name it");
  if (!is_line_or_empty(c.ivr_path, 200)) return refuse_field(No::bad_text, "ivr_path", "one line");
  if (c.started_at > to_ms(reads.now()))
    return refuse_field(No::bad_time, "started_at", "it lies in the future");
  if (!c.outlet.empty() && !reads.exists<schema::Outlet>(c.outlet))
    return refuse(No::unknown_outlet, "there is no outlet " + c.outlet);
  return {};
}

schema::Direction direction_of(schema::Direction told) {
  using enum schema::Direction;
  return told == outbound ? outbound : inbound;
}

template <class Command>
Result<void> claim_message(const Command& c, const std::string& id, Reads& reads, Events& events) {
  if (c.channel_message_id.empty()) return {};
  if (!is_line(c.channel_message_id, 100))
    return refuse_field(No::bad_text, "channel_message_id", "one line of at most 100 characters");
  const std::string claim = message_claim(c.channel, c.channel_message_id);
  const auto* known = reads.find<schema::ChannelMessage>(claim);
  if (known != nullptr && !known->interaction.empty())
    return refuse(No::message_taken, "contact " + known->interaction + " has it");
  events.on(claim, schema::ChannelMessageClaimed{.interaction = id});
  return {};
}

// The number under which it was logged is free again, where that was another.
Result<void> move_message(const schema::CorrectArrival& c, const Interaction& contact, Reads& reads,
                          Events& events) {
  if (!contact.channel_message_id.empty()) {
    const std::string claim = message_claim(contact.channel, contact.channel_message_id);
    const auto* claimed = reads.find<schema::ChannelMessage>(claim);
    if (claimed != nullptr && claimed->interaction == c.interaction)
      events.on(claim, schema::ChannelMessageFreed{.interaction = c.interaction});
  }
  return claim_message(c, c.interaction, reads, events);
}

schema::InteractionLogged logged(const schema::LogInteraction& c, std::string phone,
                                 const Reads& reads) {
  return {.channel = c.channel,
          .direction = direction_of(c.direction),
          .channel_message_id = c.channel_message_id,
          .phone = std::move(phone),
          .handle = c.handle,
          .customer = c.customer,
          .ivr_path = c.ivr_path,
          .started_at = c.started_at != 0 ? c.started_at : to_ms(reads.business_time()),
          .summary = c.summary,
          .outlet = c.outlet,
          .logged_by = reads.actor().operator_id};
}

// Without the contact the order's next one is its first, and no repeated one.
void find_first(const std::string& without, const std::string& order_id, Reads& reads,
                Events& events) {
  const auto* order = reads.find<schema::WorkOrder>(order_id);
  if (order == nullptr) return;
  for (const std::string& id : order->contacted_by) {
    if (id == without) continue;
    const auto* first = reads.find<Interaction>(id);
    if (first != nullptr && first->repeat) events.on(id, schema::InteractionFoundFirst{});
    return;
  }
}

}  // namespace

namespace interaction {

Result<void> check_unlinked(const Interaction& contact) {
  if (contact.status == InteractionStatus::linked)
    return refuse(No::linked, "to order " + contact.order);
  if (contact.status == InteractionStatus::closed) return refuse(No::closed, "reopen it first");
  return {};
}

void link(const std::string& id, const Interaction& contact, const std::string& order_id,
          const schema::WorkOrder* order, Reads& reads, Events& events) {
  const bool repeat = order != nullptr && order->contacts > 0;
  events.on(id, schema::InteractionLinked{.order = order_id, .repeat = repeat});
  events.on(order_id, schema::OrderContacted{.interaction = id});
  desk::done(contact.agent, id, reads, events);
}

Result<void> log_and_link(const Unlogged& contact, const std::string& order_id, Reads& reads,
                          Events& events) {
  const schema::LogInteraction told{.channel = contact.channel,
                                    .customer = contact.customer,
                                    .summary = contact.summary,
                                    .outlet = contact.outlet};
  KINTSUGI_TRY(const std::string id, number_for(told, reads, events));
  events.on(id, logged(told, contact.phone, reads));
  link(id, {}, order_id, nullptr, reads, events);
  return {};
}

void done_by_complaint(const std::string& id, const Interaction& contact,
                       const std::string& complaint, Reads& reads, Events& events) {
  const bool waits = contact.status != InteractionStatus::linked;
  if (waits)
    events.on(id, schema::InteractionClosed{.outcome = schema::InteractionOutcome::passed_on});
  if (!complaint.empty()) events.on(id, schema::ContactComplained{.complaint = complaint});
  if (waits) desk::done(contact.agent, id, reads, events);
}

}  // namespace interaction

Result<Events> decide(const schema::LogInteraction& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, command.outlet, reads));
  KINTSUGI_TRY_OK(check_arrival(command, reads));
  KINTSUGI_TRY(std::string phone, check_caller(command, reads));
  const schema::WorkOrder* order = nullptr;
  const bool over = command.outcome != schema::InteractionOutcome::none;
  if (!command.order.empty()) {
    if (over) return refuse_field(No::linked, "outcome", "it is linked to its order at once");
    KINTSUGI_TRY(order, order_of_contact(command, command.order, reads));
  }
  Events events;
  KINTSUGI_TRY(const std::string id, number_for(command, reads, events));
  KINTSUGI_TRY_OK(claim_message(command, id, reads, events));
  events.on(id, logged(command, std::move(phone), reads));
  if (order != nullptr) {
    interaction::link(id, {}, command.order, order, reads, events);
  } else if (over) {
    events.on(id, schema::InteractionClosed{.outcome = command.outcome});
  } else {
    desk::come(id, command.outlet, command.direction, reads, events);
  }
  return events;
}

Result<Events> decide(const schema::RouteInteraction& command, Reads& reads) {
  KINTSUGI_TRY(const Interaction* contact, contact_of(command, reads));
  KINTSUGI_TRY_OK(interaction::check_unlinked(*contact));
  const std::string agent =
      command.agent.empty() ? desk::longest_free(contact->outlet, reads, {}) : command.agent;
  if (agent.empty()) return refuse(No::nobody_free, "it waits, or name an agent on duty");
  if (contact->agent == agent) return refuse(No::same_agent, agent);
  const auto* found = reads.find<schema::Agent>(agent);
  if (!desk::is_on_duty(found)) return refuse(No::agent_not_on_duty, "operator " + agent);
  KINTSUGI_TRY_OK(within_scope(command, found->outlet, reads));
  Events events;
  events.on(command.interaction,
            schema::InteractionRouted{.agent = agent, .routed_at = to_ms(reads.now())});
  desk::done(contact->agent, command.interaction, reads, events);
  desk::take(agent, command.interaction, reads, events);
  return events;
}

Result<Events> decide(const schema::AttachRecording& command, Reads& reads) {
  KINTSUGI_TRY(const Interaction* contact, contact_of(command, reads));
  if (!is_sha256(command.sha256) || command.octets <= 0)
    return refuse_field(No::bad_recording, "sha256", "64 digits of SHA-256 in small letters");
  if (!contact->recording.empty()) {
    const bool same =
        contact->recording == command.sha256 && contact->recording_octets == command.octets;
    return refuse(same ? No::recording_known : No::other_recording, contact->recording);
  }
  Events events;
  events.on(command.interaction, schema::RecordingAttached{.recording = command.sha256,
                                                           .recording_octets = command.octets});
  return events;
}

Result<Events> decide(const schema::WithdrawRecording& command, Reads& reads) {
  KINTSUGI_TRY(const Interaction* contact, contact_of(command, reads));
  if (contact->recording.empty()) return refuse(No::no_recording, "attach one");
  KINTSUGI_TRY_OK(check_reason_of(command.reason));
  Events events;
  events.on(command.interaction, schema::RecordingWithdrawn{.was = contact->recording,
                                                            .reason = command.reason,
                                                            .by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::LinkInteraction& command, Reads& reads) {
  KINTSUGI_TRY(const Interaction* contact, contact_of(command, reads));
  KINTSUGI_TRY_OK(interaction::check_unlinked(*contact));
  KINTSUGI_TRY(const schema::WorkOrder* order, order_of_contact(command, command.order, reads));
  if (!contact->customer.empty() && !order->customer.empty() &&
      !customer::is_same(contact->customer, order->customer, reads)) {
    return refuse(No::other_customer, "customer " + order->customer);
  }
  Events events;
  interaction::link(command.interaction, *contact, command.order, order, reads, events);
  return events;
}

Result<Events> decide(const schema::UnlinkInteraction& command, Reads& reads) {
  KINTSUGI_TRY(const Interaction* contact, contact_of(command, reads));
  if (contact->status != InteractionStatus::linked)
    return refuse(No::not_linked, std::string(schema::name_of(contact->status)));
  KINTSUGI_TRY_OK(check_reason_of(command.reason));
  Events events;
  events.on(command.interaction, schema::InteractionUnlinked{.before = contact->order,
                                                             .reason = command.reason,
                                                             .outlet = contact->outlet,
                                                             .customer = contact->customer,
                                                             .phone = contact->phone,
                                                             .handle = contact->handle});
  events.on(contact->order, schema::OrderContactWithdrawn{.interaction = command.interaction});
  if (!contact->repeat) find_first(command.interaction, contact->order, reads, events);
  desk::come(command.interaction, contact->outlet, contact->direction, reads, events);
  return events;
}

Result<Events> decide(const schema::CloseInteraction& command, Reads& reads) {
  KINTSUGI_TRY(const Interaction* contact, contact_of(command, reads));
  KINTSUGI_TRY_OK(interaction::check_unlinked(*contact));
  if (command.outcome == schema::InteractionOutcome::none)
    return refuse(No::outcome_missing, "say what came of it");
  if (!is_note(command.note)) return refuse_field(No::bad_text, "note", "at most 4000 characters");
  Events events;
  events.on(command.interaction,
            schema::InteractionClosed{.outcome = command.outcome, .note = command.note});
  desk::done(contact->agent, command.interaction, reads, events);
  return events;
}

Result<Events> decide(const schema::ReopenInteraction& command, Reads& reads) {
  KINTSUGI_TRY(const Interaction* contact, contact_of(command, reads));
  if (contact->status != InteractionStatus::closed)
    return refuse(No::not_closed, std::string(schema::name_of(contact->status)));
  KINTSUGI_TRY_OK(check_reason_of(command.reason));
  Events events;
  events.on(command.interaction, schema::InteractionReopened{.reason = command.reason,
                                                             .outlet = contact->outlet,
                                                             .customer = contact->customer,
                                                             .phone = contact->phone,
                                                             .handle = contact->handle});
  desk::come(command.interaction, contact->outlet, contact->direction, reads, events);
  return events;
}

Result<Events> decide(const schema::CorrectInteraction& command, Reads& reads) {
  KINTSUGI_TRY(const Interaction* contact, contact_of(command, reads));
  KINTSUGI_TRY_OK(check_reason_of(command.reason));
  KINTSUGI_TRY(std::string phone, check_caller(command, reads));
  if (phone == contact->phone && command.handle == contact->handle &&
      command.customer == contact->customer && command.summary == contact->summary) {
    return refuse(No::nothing_changed, "it is so already");
  }
  Events events;
  events.on(command.interaction, schema::InteractionCorrected{.phone = std::move(phone),
                                                              .handle = command.handle,
                                                              .customer = command.customer,
                                                              .summary = command.summary,
                                                              .reason = command.reason});
  return events;
}

Result<Events> decide(const schema::CorrectArrival& command, Reads& reads) {
  KINTSUGI_TRY(const Interaction* contact, contact_of(command, reads));
  KINTSUGI_TRY_OK(within_scope(command, command.outlet, reads));
  KINTSUGI_TRY_OK(check_reason_of(command.reason));
  KINTSUGI_TRY_OK(check_arrival(command, reads));
  const schema::ArrivalCorrected told{
      .channel = command.channel,
      .direction = direction_of(command.direction),
      .channel_message_id = command.channel_message_id,
      .ivr_path = command.ivr_path,
      .started_at = command.started_at == 0 ? contact->started_at : command.started_at,
      .outlet = command.outlet,
      .reason = command.reason,
      .by = reads.actor().operator_id};
  const bool same_message = told.channel == contact->channel &&
                            told.channel_message_id == contact->channel_message_id;
  const bool same_desk =
      told.outlet == contact->outlet && told.direction == contact->direction;
  if (same_message && same_desk && told.ivr_path == contact->ivr_path &&
      told.started_at == contact->started_at) {
    return refuse(No::nothing_changed, "it is so already");
  }
  Events events;
  events.on(command.interaction, told);
  if (!same_message) KINTSUGI_TRY_OK(move_message(command, *contact, reads, events));
  if (!same_desk && contact->status == InteractionStatus::open) {
    desk::leave(command.interaction, contact->outlet, reads, events);
    desk::come(command.interaction, told.outlet, told.direction, reads, events);
  }
  return events;
}

}  // namespace kintsugi::core
