#include "events/schema/runtime/selection.h"

#include <algorithm>

#include "events/schema/runtime/codec_values.h"

namespace kintsugi::schema {

void Selection::add(std::span<const FieldInfo* const> steps, bool whole) {
  std::vector<One>* at = &ones_;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    auto one = std::find_if(at->begin(), at->end(),
                            [&](const One& known) { return known.field == steps[i]; });
    if (one == at->end()) one = at->insert(at->end(), One{steps[i]});
    const bool last = i + 1 == steps.size();
    // Of a union there is one alternative only: it is read with what it holds.
    one->whole = one->whole || (last && whole) || steps[i]->kind == FieldKind::union_;
    at = &one->within;
  }
}

Result<void> from_bytes(ByteView bytes, const Selection& only, void* out) {
  codec::Reading reading{};
  codec::unpack(bytes, reading, [&](capnp::MessageReader& message) {
    codec::read(codec::Record(message.getRoot<capnp::AnyStruct>()), only.ones(), out, reading);
  });
  if (reading.failed()) return reading.failure();
  return {};
}

}  // namespace kintsugi::schema
