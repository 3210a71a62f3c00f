#pragma once
// Ids that a person chooses, who would take another one for it. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "core/events.h"
#include "core/reads.h"

namespace kintsugi::core::claims {

// The id as it is, in capitals and in small letters, without full width: those that another thing
// may have which people would call the same, without `id` itself. None where they are no ids.
std::vector<std::string> forms_of(std::string_view id);

// Refused with `taken` where a thing of that type has an id that differs in capitals or width only.
// An older system may have told such things apart: an import is not asked.
template <class State, class Refusal>
Result<void> check_none_alike(std::string_view id, Refusal taken, Reads& reads) {
  if (reads.actor().kind != ActorKind::person) return {};
  for (const std::string& form : forms_of(id))
    if (reads.exists<State>(form)) return refuse(taken, form + " is that already");
  return {};
}

}  // namespace kintsugi::core::claims
