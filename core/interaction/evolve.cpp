#include <vector>

#include "schema/interaction_dispatch.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {

using schema::Interaction;
using schema::InteractionStatus;

namespace {

// Who it was, as what brings it back into its queue repeats it.
void said_again(Interaction& state, const auto& event) {
  state.outlet = event.outlet;
  state.customer = event.customer;
  state.phone = event.phone;
  state.handle = event.handle;
}

}  // namespace

void evolve(Interaction& state, const schema::InteractionLoggedView& event) {
  state.status = InteractionStatus::open;
  state.channel = event.channel;
  state.direction = event.direction;
  state.channel_message_id = event.channel_message_id;
  state.phone = event.phone;
  state.handle = event.handle;
  state.customer = event.customer;
  state.ivr_path = event.ivr_path;
  state.started_at = event.started_at;
  state.summary = event.summary;
  state.outlet = event.outlet;
  state.logged_by = event.logged_by;
}

void evolve(schema::ChannelMessage& state, const schema::ChannelMessageClaimedView& event) {
  state.interaction = event.interaction;
}

void evolve(schema::ChannelMessage& state, const schema::ChannelMessageFreedView&) {
  state.interaction.clear();
}

void evolve(Interaction& state, const schema::InteractionRoutedView& event) {
  state.status = InteractionStatus::routed;
  state.agent = event.agent;
  state.routed_at = event.routed_at;
}

void evolve(Interaction& state, const schema::InteractionReturnedView&) {
  state.status = InteractionStatus::open;
  state.agent.clear();
  state.routed_at = 0;
}

void evolve(Interaction& state, const schema::RecordingAttachedView& event) {
  state.recording = event.recording;
  state.recording_octets = event.recording_octets;
}

void evolve(Interaction& state, const schema::RecordingWithdrawnView&) {
  state.recording.clear();
  state.recording_octets = 0;
}

void evolve(Interaction& state, const schema::InteractionLinkedView& event) {
  state.status = InteractionStatus::linked;
  state.order = event.order;
  state.repeat = event.repeat;
}

// Who had it is free since: it waits for somebody.
void evolve(Interaction& state, const schema::InteractionUnlinkedView& event) {
  said_again(state, event);
  state.status = InteractionStatus::open;
  state.order.clear();
  state.agent.clear();
  state.routed_at = 0;
  state.repeat = false;
}

void evolve(Interaction& state, const schema::InteractionClosedView& event) {
  state.status = InteractionStatus::closed;
  state.outcome = event.outcome;
  state.note = event.note;
}

void evolve(Interaction& state, const schema::ContactComplainedView& event) {
  state.complaint = event.complaint;
}

void evolve(Interaction& state, const schema::InteractionReopenedView& event) {
  said_again(state, event);
  state.complaint.clear();
  state.status = InteractionStatus::open;
  state.outcome = schema::InteractionOutcome::none;
  state.note.clear();
  state.agent.clear();
  state.routed_at = 0;
}

void evolve(Interaction& state, const schema::InteractionCorrectedView& event) {
  state.phone = event.phone;
  state.handle = event.handle;
  state.customer = event.customer;
  state.summary = event.summary;
}

void evolve(Interaction& state, const schema::ArrivalCorrectedView& event) {
  state.channel = event.channel;
  state.direction = event.direction;
  state.channel_message_id = event.channel_message_id;
  state.ivr_path = event.ivr_path;
  state.started_at = event.started_at;
  state.outlet = event.outlet;
}

void evolve(Interaction& state, const schema::InteractionFoundFirstView& event) {
  state.repeat = event.repeat;
}

void evolve(schema::WorkOrder& state, const schema::OrderContactedView& event) {
  ++state.contacts;
  state.contacted_by.emplace_back(event.interaction);
}

void evolve(schema::WorkOrder& state, const schema::OrderContactWithdrawnView& event) {
  if (state.contacts > 0) --state.contacts;
  std::erase(state.contacted_by, event.interaction);
}

}  // namespace kintsugi::core
