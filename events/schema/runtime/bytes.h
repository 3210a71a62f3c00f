#pragma once
// Commands, states and rows as bytes: the words of one Cap'n Proto segment. The same value gives
// the same bytes. Any thread.

#include "events/base/result.h"
#include "events/base/types.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi::schema {

// By the table of fields: `value` is, `out` becomes one of the type's values (`out` as default
// constructed).
Bytes to_bytes(const TypeInfo& type, const void* value);
Result<void> from_bytes(const TypeInfo& type, ByteView bytes, void* out);

template <DescribedValue T>
Bytes to_bytes(const T& value) { return to_bytes(type_of<T>(), &value); }

// Bytes that are no such struct: corrupt, "schema.malformed"; written by a newer schema: corrupt,
// "schema.newer". The input may lie at any address.
template <DescribedValue T>
Result<T> from_bytes(ByteView bytes) {
  Result<T> out;
  if (auto read = from_bytes(type_of<T>(), bytes, &*out); !read) {
    out = tl::unexpected<Error>(std::move(read.error()));
  }
  return out;
}

// Of nothing: no bytes. An unknown stream type: corrupt, "schema.newer".
Bytes state_to_bytes(const State& state);
Result<State> state_from_bytes(std::string_view stream_type, ByteView bytes);

}  // namespace kintsugi::schema
