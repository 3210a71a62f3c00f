#pragma once
// One row of a type known at run time, made of stored bytes again and again. One thread.

#include <cstddef>
#include <memory>
#include <string_view>

#include "events/base/result.h"
#include "events/schema/runtime/bytes.h"
#include "events/schema/runtime/description.h"
#include "events/schema/runtime/type_ops.h"

namespace kintsugi::projections::lists {

class RowMemory {
 public:
  RowMemory(const schema::TypeOps& ops, const schema::TypeInfo& type)
      : ops_(ops),
        type_(type),
        row_(std::make_unique<std::max_align_t[]>(ops.size / sizeof(std::max_align_t) + 1)) {
    ops_.make(row_.get());
  }
  ~RowMemory() { ops_.destroy(row_.get()); }
  RowMemory(const RowMemory&) = delete;
  RowMemory& operator=(const RowMemory&) = delete;

  // Good until the next call. Errors: corrupt.
  Result<const void*> decode(std::string_view bytes) {
    ops_.destroy(row_.get());
    ops_.make(row_.get());
    KINTSUGI_TRY_OK(schema::from_bytes(type_, bytes, row_.get()));
    return row_.get();
  }

 private:
  const schema::TypeOps& ops_;
  const schema::TypeInfo& type_;
  const std::unique_ptr<std::max_align_t[]> row_;
};

}  // namespace kintsugi::projections::lists
