#pragma once
// One row of a type known at run time, made of stored bytes again and again. One thread.

#include <cstddef>
#include <memory>
#include <string_view>

#include "events/base/result.h"
#include "events/schema/runtime/bytes.h"
#include "events/schema/runtime/description.h"
#include "events/schema/runtime/selection.h"
#include "events/schema/runtime/type_ops.h"

namespace kintsugi::projections::lists {

class RowMemory {
 public:
  // `only`: the fields that are looked at, null: all of them; it outlives the memory.
  RowMemory(const schema::TypeOps& ops, const schema::TypeInfo& type,
            const schema::Selection* only = nullptr)
      : ops_(ops),
        type_(type),
        only_(only),
        row_(std::make_unique<std::max_align_t[]>(ops.size / sizeof(std::max_align_t) + 1)) {
    ops_.make(row_.get());
  }
  ~RowMemory() { ops_.destroy(row_.get()); }
  RowMemory(const RowMemory&) = delete;
  RowMemory& operator=(const RowMemory&) = delete;

  void* row() const { return row_.get(); }
  // Good until the next call. Errors: corrupt.
  Result<const void*> decode(std::string_view bytes) {
    if (only_ != nullptr) {
      KINTSUGI_TRY_OK(schema::from_bytes(bytes, *only_, row_.get()));
      return row_.get();
    }
    ops_.destroy(row_.get());
    ops_.make(row_.get());
    KINTSUGI_TRY_OK(schema::from_bytes(type_, bytes, row_.get()));
    return row_.get();
  }

 private:
  const schema::TypeOps& ops_;
  const schema::TypeInfo& type_;
  const schema::Selection* const only_;
  const std::unique_ptr<std::max_align_t[]> row_;
};

}  // namespace kintsugi::projections::lists
