#include "events/schema/runtime/codec_support.h"

#include <vector>

namespace kintsugi::schema::codec {
namespace {

constexpr std::size_t scratch_words = 4096;  // 32 KiB
alignas(capnp::word) thread_local std::byte scratch_bytes[scratch_words * sizeof(capnp::word)];

}  // namespace

void Reading::newer(std::string_view what) {
  if (failed()) return;
  error_ = {ErrorKind::corrupt,
            "schema.newer",
            "written by a newer schema than this program knows: " + std::string(what),
            {}};
}

void Reading::malformed(std::string_view what) {
  if (failed()) return;
  error_ = {ErrorKind::corrupt, "schema.malformed", std::string(what), {}};
}

void Reading::unknown_code(std::uint16_t code) { newer("code " + std::to_string(code)); }

std::string_view Reading::bad_reference(std::string_view type) {
  malformed("a reference that names no stream of type " + std::string(type));
  return {};
}

kj::ArrayPtr<capnp::word> scratch() {
  return {reinterpret_cast<capnp::word*>(scratch_bytes), scratch_words};
}

kj::ArrayPtr<const capnp::word> aligned_words(ByteView bytes) {
  if (bytes.size() % sizeof(capnp::word) != 0) return nullptr;
  const std::size_t words = bytes.size() / sizeof(capnp::word);
  if (reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(capnp::word) == 0) {
    return {reinterpret_cast<const capnp::word*>(bytes.data()), words};
  }
  static thread_local std::vector<std::uint64_t> copy;
  copy.resize(words);
  if (words > 0) std::memcpy(copy.data(), bytes.data(), bytes.size());
  return {reinterpret_cast<const capnp::word*>(copy.data()), words};
}

}  // namespace kintsugi::schema::codec
