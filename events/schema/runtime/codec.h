#pragma once
// Commands and events inside a record. Shows Cap'n Proto: for what reads and writes records.

#include <capnp/any.h>

#include <span>
#include <string_view>

#include "events/base/result.h"
#include "events/commit/stream_names.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi::schema {

// References to streams are noted in `names` and written as its indices. Any thread.
void encode(capnp::AnyPointer::Builder out, const Command& value, StreamNames& names);
void encode(capnp::AnyPointer::Builder out, const Event& value, StreamNames& names);

// `names` are full stream names, "type/id"; index i is names[i - 1]. The view lives as long as the
// record and the names. An unknown code, enumerant or alternative: corrupt, "schema.newer";
// anything else wrong: "schema.malformed". `out` may be used again and again.
Result<void> view_event(std::uint16_t code, capnp::AnyPointer::Reader in,
                        std::span<const std::string_view> names, EventView& out);
Result<Command> read_command(std::uint16_t code, capnp::AnyPointer::Reader in,
                             std::span<const std::string_view> names);

}  // namespace kintsugi::schema
