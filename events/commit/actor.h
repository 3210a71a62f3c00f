#pragma once
// Who asks: what the edge knows of the operator at the moment of the command. Plain values.

#include <cstdint>
#include <string>
#include <vector>

#include "events/base/types.h"

namespace kintsugi {

// Persistent, only add. `system`: policies, deadlines, bootstrap. `import`: the importer, on behalf of
// the operator that the older system names.
enum class ActorKind : std::uint16_t { person = 0, system = 1, import = 2 };

struct Actor {
  ActorKind kind = ActorKind::person;
  std::string operator_id;          // "1001"; empty for nobody (a failed sign-in) and for policies
  std::vector<std::string> roles;   // as granted when the command was sent; the decision reads the stream
  std::string outlet;               // the scope that the operator worked in; empty: not stated
  std::string session;
  std::string device;
  std::int64_t device_sequence = 0;
  std::string address;              // client address as the edge saw it
  std::int64_t seen_position = -1;  // what the operator's screen showed; -1: not told
  bool operator==(const Actor&) const = default;
};

}  // namespace kintsugi
