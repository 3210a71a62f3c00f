#include "projections/registers/state_ops.h"

#include <cstddef>
#include <string>

#include "events/schema/runtime/bytes.h"

namespace kintsugi::projections {
namespace {

const schema::ListInfo& listed(const void* type) {
  return *static_cast<const schema::ListInfo*>(type);
}

}  // namespace

RowOps state_ops(const schema::ListInfo& list) {
  return {list.row_ops->size,
          alignof(std::max_align_t),
          [](const void* type, void* at) { listed(type).row_ops->make(at); },
          [](const void* type, void* at) { listed(type).row_ops->destroy(at); },
          [](const void* type, const void* row) {
            return std::string(schema::to_bytes(*listed(type).row, row));
          },
          [](const void* type, std::string_view bytes, void* row) {
            return schema::from_bytes(*listed(type).row, bytes, row);
          },
          &list};
}

}  // namespace kintsugi::projections
