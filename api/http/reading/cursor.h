#pragma once
// The opaque place in a list: signed, bound to the request's path and filters, and pinned to a
// position, so that page two shows what page one's moment held. Pure; any thread.

#include <string>
#include <string_view>

#include "events/base/result.h"
#include "events/base/types.h"

namespace kintsugi::api {

struct Cursor {
  Position position;  // the answer's position (last folded commit)
  std::string after;  // the key of the last row of the page before; octets
  std::string as_of{};  // the moment as it was stated for page one; empty: none was
  bool operator==(const Cursor&) const = default;
};

// `binding`: path and filters and tenant; a cursor is good for these only. `key`: 32 octets.
std::string encode_cursor(const Cursor& cursor, std::string_view binding, std::string_view key);
// Errors: invalid "request.bad_cursor".
Result<Cursor> decode_cursor(std::string_view text, std::string_view binding, std::string_view key);

}  // namespace kintsugi::api
