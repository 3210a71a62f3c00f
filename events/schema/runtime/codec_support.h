#pragma once
// What the generated codec calls for single values, and messages of one segment. Shows Cap'n Proto:
// for codec_*.cpp only.

#include <capnp/message.h>
#include <capnp/serialize.h>
#include <kj/exception.h>

#include <cstring>
#include <span>
#include <string>
#include <string_view>

#include "events/base/check.h"
#include "events/base/result.h"
#include "events/base/types.h"

namespace kintsugi::schema::codec {

// One reading of a struct: the names that its references point into, and the first failure.
class Reading {
 public:
  Reading() = default;
  explicit Reading(std::span<const std::string_view> names) : names_(names) {}

  // The id part of a reference; "" for index 0.
  std::string_view id(std::uint16_t index, std::string_view type) {
    if (index == 0) return {};
    if (index > names_.size()) return bad_reference(type);
    const std::string_view name = names_[index - 1];
    if (name.size() <= type.size() || name[type.size()] != '/' || !name.starts_with(type)) {
      return bad_reference(type);
    }
    return name.substr(type.size() + 1);
  }

  void newer(std::string_view what);      // written by a newer schema than this program knows
  void malformed(std::string_view what);  // no such struct at all
  void unknown_code(std::uint16_t code);
  bool failed() const { return !error_.code.empty(); }
  tl::unexpected<Error> failure() { return tl::unexpected<Error>(std::move(error_)); }

 private:
  std::string_view bad_reference(std::string_view type);
  std::span<const std::string_view> names_;
  Error error_;
};

inline capnp::Text::Reader text(const std::string& value) { return {value.data(), value.size()}; }
inline capnp::Data::Reader data(const std::string& value) {
  return {reinterpret_cast<const kj::byte*>(value.data()), value.size()};
}
inline std::string_view text_view(capnp::Text::Reader value) {
  return {value.begin(), value.size()};
}
inline std::string_view data_view(capnp::Data::Reader value) {
  return {reinterpret_cast<const char*>(value.begin()), value.size()};
}
inline std::uint32_t size32(std::size_t size) {
  KINTSUGI_CHECK(size < (1u << 29), "a list has less than 2^29 elements");
  return static_cast<std::uint32_t>(size);
}

template <class E, class Stored>
E enumerant(Stored stored, std::size_t count, Reading& reading) {
  const auto raw = static_cast<std::uint16_t>(stored);
  if (raw >= count) reading.newer("an enumerant");
  return static_cast<E>(raw);
}

// Runs `read`; what Cap'n Proto throws becomes a failure of `reading`.
template <class F>
void guarded(Reading& reading, F&& read) {
  try {
    read();
  } catch (const kj::Exception& e) {
    reading.malformed(std::string_view(e.getDescription().begin(), e.getDescription().size()));
  }
}

// Zeroed words to build in, of this thread: a message that fits there costs no allocation. In use
// from the construction of a builder to its destruction, so two builders of a thread must not
// overlap.
kj::ArrayPtr<capnp::word> scratch();

// The message that `fill` builds, as the words of its single segment, without a segment table.
template <class F>
Bytes pack(F&& fill) {
  std::size_t words = 0;
  {
    capnp::MallocMessageBuilder message(scratch());
    fill(message);
    const auto segments = message.getSegmentsForOutput();
    if (segments.size() == 1) {
      const auto bytes = segments[0].asBytes();
      return Bytes(reinterpret_cast<const char*>(bytes.begin()), bytes.size());
    }
    for (const auto& segment : segments) words += segment.size();
  }
  // Too large for the scratch: once more, in one piece that is certainly large enough.
  capnp::MallocMessageBuilder message(size32(words));
  fill(message);
  const auto segments = message.getSegmentsForOutput();
  KINTSUGI_CHECK(segments.size() == 1, "a message in a first segment that holds all of it");
  const auto bytes = segments[0].asBytes();
  return Bytes(reinterpret_cast<const char*>(bytes.begin()), bytes.size());
}

// The bytes as aligned words: where they lie already if they are aligned, else a copy that lives
// until this thread calls again. Empty if they are no whole number of words.
kj::ArrayPtr<const capnp::word> aligned_words(ByteView bytes);

// Reads are made once each, so the traversal limit only has to cover the message.
inline capnp::ReaderOptions reader_options(std::size_t words) {
  capnp::ReaderOptions options;
  options.traversalLimitInWords = std::max<std::uint64_t>(options.traversalLimitInWords, 2 * words);
  return options;
}

template <class F>
void unpack(ByteView bytes, Reading& reading, F&& read) {
  const auto words = aligned_words(bytes);
  if (words.size() == 0) {
    reading.malformed("the bytes are no whole number of words");
    return;
  }
  guarded(reading, [&] {
    const kj::ArrayPtr<const capnp::word> segments[] = {words};
    capnp::SegmentArrayMessageReader message(kj::arrayPtr(segments, 1),
                                             reader_options(words.size()));
    read(message);
  });
}

}  // namespace kintsugi::schema::codec
