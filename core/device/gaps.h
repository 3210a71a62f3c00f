#pragma once
// Numbers of a device that have not come, and its contacts. Used by its decisions and its fold.

#include <cstdint>

#include "schema/device_state.h"

namespace kintsugi::core::device {

// The gap that has this number; null where it is not missing. Lives as long as the state stands.
const schema::DeviceGap* gap_of(const schema::Device& device, std::int64_t sequence);

// What comes now (ms) belongs to no contact of before. A contact lasts five minutes from its first
// command: a phone that was without a network sends a day's work in less.
bool is_new_contact(const schema::Device& device, std::int64_t now);

}  // namespace kintsugi::core::device
