#pragma once
// What a refusal may tell of things that its reader does not see. Any thread but the sequencer's.

#include "api/http/session/principal.h"
#include "api/node/command_request.h"
#include "api/service/service.h"
#include "events/base/result.h"

namespace kintsugi::api {

// The refusal as it is told to somebody who works for some outlets: what is outside his scope is
// told like what is not there, as reads do, and whose it is not at all. So whatever the command
// names and he does not see is left out, and the same command decided again: the answer is that to
// an id that nobody has. The log keeps the refusal as it was.
Error as_told(Service& service, const Principal& principal, const CommandRequest& asked,
              Error refusal);

}  // namespace kintsugi::api
