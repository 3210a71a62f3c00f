#pragma once
// Two persons where two are asked for: the approver is not the author.

#include <string_view>

#include "core/reads.h"

namespace kintsugi::core {

// The actor is the author. False where either is not known (a policy has no number), and for what
// an older system recorded, which is history and not asked again.
inline bool is_author(std::string_view author, const Reads& reads) {
  const Actor& actor = reads.actor();
  return actor.kind != ActorKind::import && !author.empty() && author == actor.operator_id;
}

}  // namespace kintsugi::core
