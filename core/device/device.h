#pragma once
// A command that a device numbered: whether the number is free, whether one is missing before it,
// and whether the time that it claims is believed. Only commands that carry a number read and write
// their device's streams.

#include <optional>
#include <string>

#include "core/events.h"
#include "core/reads.h"
#include "events/base/result.h"

namespace kintsugi::core::device {

// What is to be said of the number that the command carries.
struct Numbered {
  std::optional<Error> refusal;  // the number is used, or no number at all
  Events events;                 // with those of the command, where that is accepted
  // The device proves the time that the command claims. True only where all of it holds:
  // - it is a technician's, and the device the one that he carries;
  // - the number is above all that came (what fills a gap could have been kept back for it);
  // - the time is not before any that the device claimed, nor ahead of the clock;
  // - nor before the end of the device's last contact, nor before he took it into use: until then
  //   the network was there, and it could have been said at once. What comes within five minutes
  //   from the first is one contact.
  // How far back: authorise (`late_hours_field`).
  bool proved = false;
};

// Nothing of a command without a number, or that no person sends.
Numbered look(Reads& reads);

// "<operator>:<device>"
std::string stream_id(const Actor& actor);

}  // namespace kintsugi::core::device
