#pragma once
// The 128-bit keys by which streams and command ids are found. Persistent (rows.h).

#include <string>
#include <string_view>

#include "events/base/types.h"

namespace kintsugi::projections {

// The tenant, a zero octet, the name. Valid until this thread's next call.
std::string_view full_name(std::string_view tenant, std::string_view name);

// XXH3, 128 bits, of the full name of a stream ("type/id") or of a command id.
Hash128 key_of_name(std::string_view full_name);

}  // namespace kintsugi::projections
