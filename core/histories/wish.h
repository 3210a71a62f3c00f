#pragma once
// What somebody of a made-up company wants, and when. A value.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "events/base/types.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi::histories {

class Past;

struct Wish {
  Instant at;
  std::string who;                        // operator number; empty: the system
  std::vector<schema::Command> commands;  // >= 1; several come to one commit
  // The refusal that it is meant to get ("work_order.slip_missing"); empty: it is to be accepted.
  std::string_view refused = {};
  std::int64_t life = 0;   // of the order it belongs to, from 1; 0: of none
  bool ends_life = false;  // nobody touches the order's own streams any more
  bool says_all = false;   // policies have nothing to add
  std::int64_t device_sequence = 0;  // as his phone numbered it; 0: not sent by one
  // Nobody tries what would be refused: then nothing is wanted any more.
  bool where_possible = false;
  // Looks at what there is at that moment, and writes it into the commands; may be empty. A count
  // says how many pieces it has found. Where it leaves none, nothing is wanted any more.
  std::function<void(std::vector<schema::Command>& commands, const Past& past)> look = nullptr;
};

}  // namespace kintsugi::histories
