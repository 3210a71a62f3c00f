#include "events/log/embedded/page.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include <lz4.h>

namespace kintsugi::log {
namespace {

static_assert(std::endian::native == std::endian::little, "pages are little-endian");
constexpr std::uint32_t page_format = 1;
constexpr std::uint32_t packed_format = 2;
constexpr std::uint32_t sealed_format = 3;
constexpr std::size_t header_bytes = 24;
constexpr std::size_t packed_header_bytes = 8;
constexpr std::size_t plain_bytes_max = 64U << 20;  // what a packed page may claim to hold

std::size_t padded(std::size_t bytes) { return (bytes + 7) & ~std::size_t{7}; }

template <class T>
void put(Bytes& value, std::size_t at, T number) {
  std::memcpy(value.data() + at, &number, sizeof number);
}
template <class T>
T get(ByteView value, std::size_t at) {
  T number;
  std::memcpy(&number, value.data() + at, sizeof number);
  return number;
}

tl::unexpected<Error> damaged(Position first, std::string_view why) {
  return fail(ErrorKind::corrupt, "log.corrupt",
              "the page at position " + std::to_string(first.value) + " is damaged: " +
                  std::string(why));
}

}  // namespace

std::string page_key(Position first) {
  std::string key(8, '\0');
  auto rest = static_cast<std::uint64_t>(first.value);
  for (std::size_t i = 8; i-- > 0; rest >>= 8) key[i] = static_cast<char>(rest & 0xff);
  return key;
}

Position position_of_key(ByteView eight) {
  std::uint64_t value = 0;
  for (const char octet : eight) value = value << 8 | static_cast<unsigned char>(octet);
  return Position{static_cast<std::int64_t>(value)};
}

PageBuilder::PageBuilder(bool sealed) : sealed_(sealed), value_(header_bytes, '\0') {}

void PageBuilder::add(ByteView record, ByteView seal) {
  if (ends_.empty() && record.size() < page_bytes_target) {
    value_.reserve(std::min(page_bytes_target, 4 * record.size()) + header_bytes);
  }
  put_padded(record);
  if (sealed_) put_padded(seal);
}

void PageBuilder::put_padded(ByteView octets) {
  value_.append(octets);
  ends_.push_back(static_cast<std::uint32_t>(value_.size()));
  value_.resize(padded(value_.size()), '\0');
}

Bytes PageBuilder::finish(std::uint64_t ordinal, Instant appended_at) && {
  put(value_, 0, sealed_ ? sealed_format : page_format);
  put(value_, 4, static_cast<std::uint32_t>(count()));
  put(value_, 8, ordinal);
  put(value_, 16, to_ms(appended_at));
  value_.append(reinterpret_cast<const char*>(ends_.data()), ends_.size() * sizeof ends_[0]);
  return std::move(value_);
}

Bytes packed(ByteView value) {
  // What saves less than an eighth is not worth being unpacked for every reader.
  const std::size_t worth_it = value.size() - value.size() / 8;
  Bytes out(packed_header_bytes + worth_it, '\0');
  const int size = LZ4_compress_default(value.data(), out.data() + packed_header_bytes,
                                        static_cast<int>(value.size()), static_cast<int>(worth_it));
  if (size <= 0) return Bytes(value);
  put(out, 0, packed_format);
  put(out, 4, static_cast<std::uint32_t>(value.size()));
  out.resize(packed_header_bytes + static_cast<std::size_t>(size));
  return out;
}

Result<Page> Page::parse(Position first, Bytes value) {
  if (value.size() <= packed_header_bytes || get<std::uint32_t>(value, 0) != packed_format) {
    return parse_plain(first, std::move(value));
  }
  const std::size_t size = get<std::uint32_t>(value, 4);
  if (size > plain_bytes_max) return damaged(first, "length before it was packed");
  Bytes plain(size, '\0');
  const int read = LZ4_decompress_safe(value.data() + packed_header_bytes, plain.data(),
                                       static_cast<int>(value.size() - packed_header_bytes),
                                       static_cast<int>(size));
  if (read < 0 || static_cast<std::size_t>(read) != size) return damaged(first, "cannot unpack");
  return parse_plain(first, std::move(plain));
}

Result<Page> Page::parse_plain(Position first, Bytes value) {
  const auto bad = [&](std::string_view why) { return damaged(first, why); };
  if (value.size() < header_bytes + 4) return bad("too short");
  const auto format = get<std::uint32_t>(value, 0);
  if (format != page_format && format != sealed_format)
    return bad("format " + std::to_string(format) + ", which this engine does not know");
  const std::size_t count = get<std::uint32_t>(value, 4);
  if (count == 0 || count > (value.size() - header_bytes) / 4) return bad("number of records");
  Page page;
  page.first_ = first;
  page.count_ = static_cast<std::int64_t>(count);
  page.per_record_ = format == sealed_format ? 2 : 1;
  page.ordinal_ = get<std::uint64_t>(value, 8);
  page.appended_at_ = instant_from_ms(get<std::int64_t>(value, 16));
  page.value_ = std::move(value);
  std::size_t begin = header_bytes;
  const std::int64_t entries = page.count_ * page.per_record_;
  if (4 * static_cast<std::size_t>(entries) > page.value_.size()) return bad("number of records");
  for (std::int64_t i = 0; i < entries; ++i) {
    const std::size_t end = page.end_of(i);
    if (end < begin) return bad("index of records");
    begin = padded(end);
  }
  if (begin + 4 * static_cast<std::size_t>(entries) != page.value_.size()) return bad("length");
  return page;
}

std::uint32_t Page::end_of(std::int64_t index) const {
  const auto from_back = 4 * static_cast<std::size_t>(count_ * per_record_ - index);
  return get<std::uint32_t>(value_, value_.size() - from_back);
}

ByteView Page::entry(std::int64_t index) const {
  const std::size_t begin = index == 0 ? header_bytes : padded(end_of(index - 1));
  return ByteView(value_).substr(begin, end_of(index) - begin);
}

}  // namespace kintsugi::log
