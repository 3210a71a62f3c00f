#pragma once
// Moments as a person types them: a year is no position.

#include <string_view>

#include "events/base/result.h"

namespace kintsugi::api {

// Of --as-of and --against. The API reads digits as a position; of four that look like a year
// nobody knows which was meant: invalid "as_of.ambiguous". Other digits that may be a day or a
// month are told, and are a position.
Result<void> check_moment(std::string_view text);

}  // namespace kintsugi::api
