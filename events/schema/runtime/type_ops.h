#pragma once
// What can be done with a value of a generated type where only its address is known: one constant
// object a type, defined in the generated <file>.cpp. Two types are the same where their operations
// lie at the same address.

#include <cstdint>
#include <string_view>

#include "events/schema/runtime/traits.h"

namespace kintsugi::schema {

namespace codec {
class Record;   // codec_support.h
class Reading;  // idem
}

struct TypeOps {
  TypeKind kind;
  std::string_view name;    // "booking_scheduled"
  std::string_view stream;  // stream type; of a row "<read model>.<table>"
  std::uint16_t code;
  std::uint32_t size;  // octets
  bool trivial;        // copied octet by octet, nothing to destroy

  void (*make)(void* at);  // the default value
  void (*copy)(void* at, const void* from);
  void (*move)(void* at, void* from);  // `from` is still to be destroyed
  void (*destroy)(void* value);
  bool (*equal)(const void* a, const void* b);

  const TypeInfo* info;  // its table of fields: what codec and JSON work by
  Form form;

  // Of an event its view's, of a view its event's; else null.
  const TypeOps* counterpart;
  // Of a view: from a record into a default view, borrowing it. Else null.
  void (*view)(const codec::Record& in, void* out, codec::Reading& reading);
};

}  // namespace kintsugi::schema
