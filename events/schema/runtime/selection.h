#pragma once
// Some fields of a type: what is read of bytes where nobody looks at the rest. Any thread, once
// made.

#include <span>
#include <vector>

#include "events/base/result.h"
#include "events/base/types.h"
#include "events/schema/runtime/description.h"

namespace kintsugi::schema {

class Selection {
 public:
  struct One {
    const FieldInfo* field = nullptr;
    bool whole = false;           // all of it; else of a struct, group or list of structs:
    std::vector<One> within{};
  };
  // The way to a field, member by member, elements of lists included. Of a way that ends in a list
  // of structs and is not `whole`, how many there are.
  void add(std::span<const FieldInfo* const> steps, bool whole = true);
  std::span<const One> ones() const { return ones_; }

 private:
  std::vector<One> ones_;
};

// As from_bytes of bytes.h, but only these fields; the others stay as they are. `out` may hold what
// was read before.
Result<void> from_bytes(ByteView bytes, const Selection& only, void* out);

}  // namespace kintsugi::schema
