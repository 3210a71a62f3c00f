#include <algorithm>
#include <chrono>

#include "core/device/gaps.h"
#include "schema/device_dispatch.h"
#include "schema/device_state.h"

namespace kintsugi::core {

using schema::Device;
using schema::DeviceGap;

namespace device {

const DeviceGap* gap_of(const Device& device, std::int64_t sequence) {
  const auto found = std::find_if(device.gaps.begin(), device.gaps.end(), [&](const auto& gap) {
    return gap.first <= sequence && sequence <= gap.last;
  });
  return found == device.gaps.end() ? nullptr : &*found;
}

bool is_new_contact(const Device& device, std::int64_t now) {
  constexpr std::chrono::milliseconds contact = std::chrono::minutes(5);
  return now > device.contact_began + contact.count();
}

}  // namespace device

namespace {

constexpr std::size_t gaps_max = 64;  // as the schema says

// The gap without one of its numbers: none, one or two gaps.
void fill(Device& state, const schema::DeviceCommandSeenView& event) {
  const DeviceGap* gap = device::gap_of(state, event.sequence);
  if (gap == nullptr) return;
  DeviceGap before = *gap;
  DeviceGap after = *gap;
  before.last = event.sequence - 1;
  before.claimed_until = event.claimed_at;
  after.first = event.sequence + 1;
  after.claimed_from = event.claimed_at;
  auto at = state.gaps.erase(state.gaps.begin() + (gap - state.gaps.data()));
  if (after.first <= after.last) at = state.gaps.insert(at, after);
  if (before.first <= before.last) state.gaps.insert(at, before);
}

void judge_status(Device& state) {
  while (state.gaps.size() > gaps_max) state.gaps.erase(state.gaps.begin());
  const bool missing = std::any_of(state.gaps.begin(), state.gaps.end(),
                                   [](const DeviceGap& gap) { return gap.noted_at != 0; });
  state.status = missing ? schema::DeviceStatus::gaps : schema::DeviceStatus::complete;
}

}  // namespace

void evolve(schema::CarriedDevice& state, const schema::DeviceTakenView& event) {
  state.device = event.device;
  state.since = event.at;
}

void evolve(Device& state, const schema::DeviceFirstSeenView& event) {
  state.status = schema::DeviceStatus::complete;
  state.operator_ = event.operator_;
  state.technician = event.technician;
  state.outlet = event.outlet;
}

void evolve(Device& state, const schema::DeviceGapNotedView& event) {
  state.gaps.push_back(
      {.first = event.first, .last = event.last, .claimed_from = state.last_claimed_at});
  judge_status(state);
}

void evolve(Device& state, const schema::DeviceCommandSeenView& event) {
  if (event.sequence > state.last_sequence) {
    if (!state.gaps.empty() && state.gaps.back().last == event.sequence - 1) {
      state.gaps.back().noted_at = event.seen_at;
      state.gaps.back().claimed_until = event.claimed_at;
    }
    // What it sent before it was seen may come yet, or came before anybody looked: not missed.
    if (state.last_sequence == 0 && event.sequence > 1)
      state.gaps.push_back(
          {.first = 1, .last = event.sequence - 1, .claimed_until = event.claimed_at});
    state.last_sequence = event.sequence;
  } else {
    fill(state, event);
  }
  if (device::is_new_contact(state, event.seen_at)) {
    state.heard_before = state.last_seen_at;
    state.contact_began = event.seen_at;
  }
  state.last_seen_at = std::max(state.last_seen_at, event.seen_at);
  state.last_claimed_at = std::max(state.last_claimed_at, event.claimed_at);
  if (event.backwards) ++state.backwards;
  judge_status(state);
}

void evolve(Device& state, const schema::DeviceGapSettledView& event) {
  std::erase_if(state.gaps, [&](const DeviceGap& gap) {
    return event.first <= gap.first && gap.last <= event.last;
  });
  judge_status(state);
}

}  // namespace kintsugi::core
