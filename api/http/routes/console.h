#pragma once
// The pages of the web console, as they were embedded. Pure; any thread.

#include "api/http/server/message.h"

namespace kintsugi::api {

// The file of that path; of a path without a dot, the page that reads the address itself.
Response console_page(const Request& request);

}  // namespace kintsugi::api
