#include "core/device/device.h"

#include <algorithm>
#include <chrono>

#include "core/authority/authority.h"
#include "core/device/gaps.h"
#include "core/text/text.h"
#include "schema/device.h"
#include "schema/technician_state.h"

namespace kintsugi::core::device {
namespace {

using No = schema::DeviceRefusal;
using schema::Device;

constexpr std::int64_t sequence_max = 9007199254740991;  // what JSON holds exactly

// Until when the device could have said at once what it had to say; 0: it has not been here before.
std::int64_t online_until(const Device& device, std::int64_t now) {
  return is_new_contact(device, now) ? device.last_seen_at : device.heard_before;
}

bool is_proved(const Device& device, const schema::CarriedDevice* carried, const Reads& reads) {
  const std::int64_t claimed = to_ms(reads.business_time());
  const std::int64_t now = to_ms(reads.now());
  const std::int64_t online = online_until(device, now);
  return !device.technician.empty() && carried != nullptr &&
         carried->device == stream_id(reads.actor()) &&
         reads.actor().device_sequence > device.last_sequence && online != 0 && claimed <= now &&
         claimed >= std::max({online, device.last_claimed_at, carried->since});
}

bool is_backwards(const Device& device, const schema::DeviceGap* gap, std::int64_t claimed) {
  if (gap == nullptr) return claimed < device.last_claimed_at;
  return claimed < gap->claimed_from || claimed > gap->claimed_until;
}

void introduce(const std::string& id, Reads& reads, Events& events) {
  schema::DeviceFirstSeen seen{.operator_ = reads.actor().operator_id};
  seen.technician = technician_of_actor(reads);
  if (const auto* technician = reads.find<schema::Technician>(seen.technician))
    seen.outlet = technician->outlet;
  events.on(id, std::move(seen));
}

}  // namespace

std::string stream_id(const Actor& actor) { return actor.operator_id + ":" + actor.device; }

Numbered look(Reads& reads) {
  Numbered out;
  const Actor& actor = reads.actor();
  const std::int64_t sequence = actor.device_sequence;
  if (sequence == 0 || !is_person(reads)) return out;
  const auto no = [&](No why, std::string what) {
    out.refusal = refuse(why, std::move(what)).value();
    return out;
  };
  if (sequence < 0 || sequence > sequence_max) return no(No::bad_sequence, "");
  if (actor.operator_id.empty() || !is_id(actor.device)) return no(No::bad_device, "");
  const std::string id = stream_id(actor);
  static const Device unknown;
  const Device* known = reads.find<Device>(id);
  const Device& device = known == nullptr ? unknown : *known;
  const schema::DeviceGap* gap = gap_of(device, sequence);
  if (sequence <= device.last_sequence && gap == nullptr)
    return no(No::sequence_used, "number " + std::to_string(sequence) + " of " + actor.device);
  const auto* carried = reads.find<schema::CarriedDevice>(actor.operator_id);
  if (carried == nullptr || carried->device != id) {
    out.events.on(actor.operator_id,
                  schema::DeviceTaken{.device = id, .at = to_ms(reads.now())});
  }
  if (known == nullptr) introduce(id, reads, out.events);
  if (known != nullptr && sequence > device.last_sequence + 1) {
    out.events.on(id, schema::DeviceGapNoted{.first = device.last_sequence + 1,
                                             .last = sequence - 1});
  }
  out.proved = is_proved(device, carried, reads);
  const std::int64_t claimed = to_ms(reads.business_time());
  out.events.on(id, schema::DeviceCommandSeen{.sequence = sequence,
                                              .claimed_at = claimed,
                                              .seen_at = to_ms(reads.now()),
                                              .backwards = is_backwards(device, gap, claimed),
                                              .fills_gap = gap != nullptr,
                                              .proved = out.proved});
  return out;
}

}  // namespace kintsugi::core::device
