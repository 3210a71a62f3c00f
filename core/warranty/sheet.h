#pragma once
// A warranty and the sheet of its machine: what is corrected there holds for the warranty too.

#include <cstdint>
#include <string>

#include "core/events.h"
#include "core/reads.h"
#include "events/base/result.h"
#include "schema/asset_state.h"

namespace kintsugi::core::warranty {

struct Followed {
  std::int32_t until = 0;  // the day on which the warranty ends, for the sheet
  Events events;           // what the warranty says otherwise from now on; none: it says the same
};

// The sheet was corrected to `sheet`. Of a warranty that has started, brand, model, serial and the
// terms follow, from the same proof; of any other nothing does, and the sheet's own day stays.
// Errors: none but those of its reads.
Result<Followed> follow_sheet(const std::string& asset_id, const schema::Asset& sheet,
                              const std::string& reason, Reads& reads);

}  // namespace kintsugi::core::warranty
