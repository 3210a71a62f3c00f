#pragma once
// What a refusal may tell of things that its reader does not see. Any thread but the sequencer's.

#include <string>

#include "api/http/session/principal.h"
#include "api/service/service.h"
#include "events/base/result.h"

namespace kintsugi::api {

// The refusal as it is told to somebody who works for some outlets: that a thing is another
// outlet's is told like a thing that is not there, as reads do, and whose it is not at all.
// `about`: the stream of the command's own thing; empty: none. The log keeps the refusal as it was.
Error as_told(Service& service, const Principal& principal, const std::string& about,
              Error refusal);

}  // namespace kintsugi::api
