#pragma once
// What would be accepted instead of a dispatch that was refused: members of its problem document.
// Any thread but the sequencer's.

#include <string>

#include "api/http/server/message.h"
#include "api/http/session/principal.h"
#include "api/service/service.h"
#include "events/base/result.h"
#include "events/commit/actor.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi::api {

// As the text of a JSON object: `suggestions`, each with kind (another_time, another_technician,
// approval: by another person, before the refused command is sent again), command, path and the
// whole body; `searched`: how far was looked. Empty where the refusal is none that another time,
// technician or approval mends, and where it cannot be told.
std::string instead_members(Service& service, const Principal& principal, Actor actor,
                            const schema::Command& refused, const Error& refusal,
                            Language language);

}  // namespace kintsugi::api
