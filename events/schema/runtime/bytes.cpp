#include "events/schema/runtime/bytes.h"

#include "events/schema/runtime/codec_values.h"
#include "events/schema/runtime/registry.h"

namespace kintsugi::schema {

Bytes to_bytes(const TypeInfo& type, const void* value) {
  StreamNames names;  // stays empty: only events hold references, and they lie in commits
  return codec::pack([&](capnp::MessageBuilder& message) {
    codec::build(message.initRoot<capnp::AnyPointer>(), type, value, names);
  });
}

Result<void> from_bytes(const TypeInfo& type, ByteView bytes, void* out) {
  codec::Reading reading{};
  codec::unpack(bytes, reading, [&](capnp::MessageReader& message) {
    codec::read(codec::Record(message.getRoot<capnp::AnyStruct>()), type, out, reading);
  });
  if (reading.failed()) return reading.failure();
  return {};
}

Bytes state_to_bytes(const State& state) {
  return state.empty() ? Bytes() : to_bytes(*state.ops()->info, state.data());
}

Result<State> state_from_bytes(std::string_view stream_type, ByteView bytes) {
  const TypeOps* ops = find_state(stream_type);
  if (ops == nullptr) {
    return fail(ErrorKind::corrupt, "schema.newer",
                "unknown stream type " + std::string(stream_type));
  }
  State state;
  void* out = state.emplace(*ops);
  if (Result<void> read = from_bytes(*ops->info, bytes, out); !read) {
    return tl::unexpected<Error>(std::move(read.error()));
  }
  return state;
}

}  // namespace kintsugi::schema
