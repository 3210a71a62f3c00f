#include <algorithm>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "schema/device_dispatch.h"
#include "schema/device_state.h"

namespace kintsugi::core {

using schema::Device;
using No = schema::DeviceRefusal;

Result<Events> decide(const schema::SettleDeviceGap& command, Reads& reads) {
  KINTSUGI_TRY(const Device* device, reads.require<Device>(command.device));
  KINTSUGI_TRY_OK(within_scope(command, device->outlet, reads));
  if (!is_reason(command.reason)) return refuse_field(No::bad_reason, "reason", "say why");
  const auto gap =
      std::find_if(device->gaps.begin(), device->gaps.end(),
                   [&](const schema::DeviceGap& one) {
                     return one.first == command.first && one.noted_at != 0;
                   });
  if (gap == device->gaps.end())
    return refuse_field(No::no_such_gap, "first", std::to_string(command.first));
  Events events;
  events.on(command.device, schema::DeviceGapSettled{.first = gap->first,
                                                     .last = gap->last,
                                                     .by = reads.actor().operator_id,
                                                     .reason = command.reason,
                                                     .at = to_ms(reads.business_time())});
  return events;
}

}  // namespace kintsugi::core
