#pragma once
// Whether two orders of one machine are about the same fault: as what the library calls it, where
// both were diagnosed; else as the group that somebody told, where both have one. What nobody knows
// is the same as nothing. Pure.

#include <string_view>

#include "core/text/search_key.h"

namespace kintsugi::core::asset {

struct Fault {
  std::string_view code;   // of the diagnosis; empty: there is none
  std::string_view group;  // empty: nobody told
};

inline bool is_same_fault(const Fault& a, const Fault& b) {
  if (!a.code.empty() && !b.code.empty()) return same_key(KeyKind::code, a.code, b.code);
  return !a.group.empty() && same_key(KeyKind::code, a.group, b.group);
}

}  // namespace kintsugi::core::asset
