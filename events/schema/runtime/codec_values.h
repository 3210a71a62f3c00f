#pragma once
// Values to and from Cap'n Proto by their tables of fields: one interpreter for all structs, over
// Cap'n Proto's public interface for structs of unknown type. Shows Cap'n Proto: for the codec
// only. Any thread.

#include <capnp/any.h>

#include "events/commit/stream_names.h"
#include "events/schema/runtime/codec_support.h"
#include "events/schema/runtime/description.h"
#include "events/schema/runtime/selection.h"

namespace kintsugi::schema::codec {

// `value` is one of the type's values. References are noted in `names`. Objects are laid out in the
// order of the schema's source, so the same value gives the same octets.
void build(capnp::AnyPointer::Builder out, const TypeInfo& type, const void* value,
           StreamNames& names);

// `out` is a value as default constructed. What is wrong: see Reading.
void read(const Record& in, const TypeInfo& type, void* out, Reading& reading);
// Only these fields, of an `out` that may hold other values.
void read(const Record& in, std::span<const Selection::One> only, void* out, Reading& reading);

}  // namespace kintsugi::schema::codec
