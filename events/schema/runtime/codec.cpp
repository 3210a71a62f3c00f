#include "events/schema/runtime/codec.h"

#include "events/schema/runtime/codec_values.h"
#include "events/schema/runtime/registry.h"

namespace kintsugi::schema {
namespace {

void build(capnp::AnyPointer::Builder out, const OwnedValue& value, StreamNames& names) {
  if (value.ops() == nullptr) return out.clear();
  codec::build(out, *value.ops()->info, value.data(), names);
}

}  // namespace

void encode(capnp::AnyPointer::Builder out, const Command& value, StreamNames& names) {
  build(out, value, names);
}
void encode(capnp::AnyPointer::Builder out, const Event& value, StreamNames& names) {
  build(out, value, names);
}

Result<void> view_event(std::uint16_t code, capnp::AnyPointer::Reader in,
                        std::span<const std::string_view> names, EventView& out) {
  codec::Reading reading{names};
  if (const TypeOps* ops = find_event_view(code)) {
    void* view = out.emplace(*ops);
    codec::guarded(reading, [&] {
      ops->view(codec::Record(in.getAs<capnp::AnyStruct>()), view, reading);
    });
  } else {
    reading.unknown_code(code);
  }
  if (reading.failed()) return reading.failure();
  return {};
}

Result<Command> read_command(std::uint16_t code, capnp::AnyPointer::Reader in,
                             std::span<const std::string_view> names) {
  codec::Reading reading{names};
  Command out;
  if (const TypeOps* ops = find_command(code)) {
    void* command = out.emplace(*ops);
    codec::guarded(reading, [&] {
      codec::read(codec::Record(in.getAs<capnp::AnyStruct>()), *ops->info, command, reading);
    });
  } else {
    reading.unknown_code(code);
  }
  if (reading.failed()) return reading.failure();
  return out;
}

}  // namespace kintsugi::schema
