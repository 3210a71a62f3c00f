#pragma once
// Ids that a person chooses, who would take another one for it. Pure.

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "core/events.h"
#include "core/reads.h"

namespace kintsugi::core::claims {

// Registers whose ids people choose.
inline constexpr std::string_view with_chosen_ids[] = {
    "brand",    "dealer",     "fault_code", "operator", "outlet",
    "part",     "part_category", "technician", "warehouse"};
constexpr bool has_chosen_ids(std::string_view stream_type) {
  return std::find(std::begin(with_chosen_ids), std::end(with_chosen_ids), stream_type) !=
         std::end(with_chosen_ids);
}

// The id as it is, in capitals and in small letters, without full width: those that another thing
// may have which people would call the same, without `id` itself. None where they are no ids.
std::vector<std::string> forms_of(std::string_view id);

// Under this name (Reads::unknown_in) who sends a command says which thing of its kind has an id
// that is alike in any mixture of capitals: of those there are too many to be asked for.
inline constexpr std::string_view alike_hint = "alike";

// Refused with `taken` where a thing of that type has an id that differs in capitals or width only.
// An older system may have told such things apart: an import is not asked.
template <class State, class Refusal>
Result<void> check_none_alike(std::string_view id, Refusal taken, Reads& reads) {
  static_assert(has_chosen_ids(schema::stream_type_of<State>()));
  if (reads.actor().kind != ActorKind::person) return {};
  for (const std::string& form : forms_of(id))
    if (reads.exists<State>(form)) return refuse(taken, form + " is that already");
  if (const auto other = reads.unknown_in(alike_hint))
    return refuse(taken, std::string(*other) + " is that already");
  return {};
}

}  // namespace kintsugi::core::claims
