#pragma once
// One stored struct as fields at known places, what the generated views call for single values, and
// messages of one segment. Shows Cap'n Proto: for the codec only.

#include <capnp/any.h>
#include <capnp/message.h>
#include <capnp/serialize.h>
#include <kj/exception.h>

#include <bit>
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

static_assert(std::endian::native == std::endian::little, "records are read as they lie there");

inline std::string_view text_view(capnp::Text::Reader value) {
  return {value.begin(), value.size()};
}
inline std::string_view data_view(capnp::Data::Reader value) {
  return {reinterpret_cast<const char*>(value.begin()), value.size()};
}

// A stored struct, read by the places of its fields: `slot` counts in units of the field's own
// size, or pointers. What an older writer did not know reads as its default. Borrows the record.
class Record {
 public:
  using Pointers = capnp::List<capnp::AnyPointer>::Reader;
  explicit Record(capnp::AnyStruct::Reader in)
      : data_(in.getDataSection()), pointers_(in.getPointerSection()) {}

  // `initial`: the default, as bits.
  template <class T>
  T number(std::uint32_t slot, std::uint64_t initial = 0) const {
    using Bits = std::make_unsigned_t<T>;
    Bits bits = 0;
    if ((std::size_t{slot} + 1) * sizeof(T) <= data_.size()) {
      std::memcpy(&bits, data_.begin() + std::size_t{slot} * sizeof(T), sizeof(T));
    }
    return static_cast<T>(static_cast<Bits>(bits ^ static_cast<Bits>(initial)));
  }
  bool flag(std::uint32_t slot, bool initial = false) const {
    const bool bit = slot / 8 < data_.size() && (data_[slot / 8] >> (slot % 8) & 1) != 0;
    return bit != initial;
  }
  template <class E>
  E enumerant(std::uint32_t slot, std::size_t count, Reading& reading,
              std::uint64_t initial = 0) const {
    const auto raw = number<std::uint16_t>(slot, initial);
    if (raw >= count) reading.newer("an enumerant");
    return static_cast<E>(raw);
  }
  capnp::AnyPointer::Reader pointer(std::uint32_t slot) const {
    return slot < pointers_.size() ? pointers_[slot] : capnp::AnyPointer::Reader();
  }
  std::string_view text(std::uint32_t slot) const {
    if (slot >= pointers_.size()) return {};
    return text_view(pointers_[slot].getAs<capnp::Text>());
  }
  std::string_view data(std::uint32_t slot) const {
    if (slot >= pointers_.size()) return {};
    return data_view(pointers_[slot].getAs<capnp::Data>());
  }
  Record structure(std::uint32_t slot) const {
    return Record(pointer(slot).getAs<capnp::AnyStruct>());
  }
  // T: an integer, capnp::Text, capnp::Data, capnp::AnyStruct.
  template <class T>
  typename capnp::List<T>::Reader list(std::uint32_t slot) const {
    if constexpr (std::is_same_v<T, capnp::AnyStruct>) {
      const auto any = pointer(slot).getAs<capnp::AnyList>();
      KJ_REQUIRE(any.getElementSize() != capnp::ElementSize::BIT, "a list of bits, not of structs");
      return any.template as<capnp::List<T>>();
    } else {
      return pointer(slot).getAs<capnp::List<T>>();
    }
  }

 private:
  kj::ArrayPtr<const kj::byte> data_;
  Pointers pointers_;
};

inline std::uint32_t size32(std::size_t size) {
  KINTSUGI_CHECK(size < (1u << 29), "a list has less than 2^29 elements");
  return static_cast<std::uint32_t>(size);
}

template <class E>
E enumerant(std::uint16_t raw, std::size_t count, Reading& reading) {
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
