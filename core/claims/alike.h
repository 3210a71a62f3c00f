#pragma once
// Ids that a person chooses, who would take another one for it. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "core/events.h"
#include "core/reads.h"

namespace kintsugi::core::claims {

// Kinds of things whose ids people choose, or may choose.
bool has_chosen_ids(std::string_view stream_type);

// The id as it is, in capitals and in small letters, without full width: those that another thing
// may have which people would call the same, without `id` itself. None where they are no ids.
std::vector<std::string> forms_of(std::string_view id);

// Under this name (Reads::unknown_in) who sends a command says which thing of its kind has an id
// that is alike in any mixture of capitals: logs of before claims have such.
inline constexpr std::string_view alike_hint = "alike";

// Of a command that makes a thing by an id that a person chose. What is alike shares a stream: that
// of the thing itself, where its id is in capitals or in small letters, else one that is claimed
// here. So of two at once, or in one commit, the second is refused too. An older system may have
// told such things apart: an import is not asked. Errors: refused "id.alike".
Result<void> claim_chosen_id(const schema::Command& command, Reads& reads, Events& decided);

}  // namespace kintsugi::core::claims
