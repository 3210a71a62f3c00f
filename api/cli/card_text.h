#pragma once
// A card (GET /v1/<list>/{id}) as text for a terminal. Pure; any thread.

#include <string>
#include <string_view>

#include "events/schema/runtime/list_info.h"
#include "replay/reports/write.h"

namespace kintsugi::api {

// `card`: the answer's JSON; of anything else the text is empty. Labels, yuan and local time as on
// the screens; what is empty is left out.
std::string card_text(const schema::ListInfo& list, std::string_view card,
                      replay::Language language);

}  // namespace kintsugi::api
