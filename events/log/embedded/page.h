#pragma once
// A page: the unit that the embedded log stores, some records written together. One key, one page:
// keys and checksums are then paid once for many records, and a scan runs at the speed of memory.
//
// Persistent, only add. Key: the first record's position, 8 octets, big-endian. Value, little-endian:
//   u32 format = 1 | u32 count | u64 ordinal (pages before this one) | i64 appended_at, ms
//   count records, each padded with zeros to a multiple of 8
//   count × u32: where each record ends, from the start of the value
// or, of records that have a seal (other octets kept beside the record):
//   u32 format = 3, then as format 1; after each record stands its seal, padded and with an end of
//   its own in the list, so that the list has 2 × count
// or, where that is worth it:
//   u32 format = 2 | u32 octets of a value of format 1 or 3 | that value as one LZ4 block
// Commits of one company are alike: a third is left of them, and all that handles octets (the
// checksum and the write before the sync, the flush, the disk) is paid for that third.
// Checksums are those of RocksDB, on each log file record and on each block of a table file.

#include <cstdint>
#include <string>
#include <vector>

#include "events/base/result.h"
#include "events/base/types.h"

namespace kintsugi::log {

inline constexpr std::size_t page_bytes_target = 64U << 10;  // a larger record has a page of its own

std::string page_key(Position first);
Position position_of_key(ByteView eight);

// What is stored for a finished page: the same, smaller where it gives way to LZ4.
Bytes packed(ByteView value);

// Collects records until the page is large enough. Either all have a seal, or none.
class PageBuilder {
 public:
  explicit PageBuilder(bool sealed = false);
  void add(ByteView record, ByteView seal = {});
  bool sealed() const { return sealed_; }
  std::size_t count() const { return ends_.size() / (sealed_ ? 2 : 1); }
  bool full() const { return value_.size() >= page_bytes_target; }
  // The finished value; the builder is used up.
  Bytes finish(std::uint64_t ordinal, Instant appended_at) &&;

 private:
  void put_padded(ByteView octets);

  const bool sealed_;
  Bytes value_;
  std::vector<std::uint32_t> ends_;
};

// A page read back. Its records begin at multiples of 8 octets in memory.
class Page {
 public:
  // Of a value of any format. Errors: corrupt "log.corrupt".
  static Result<Page> parse(Position first, Bytes value);

  Position first() const { return first_; }
  Position end() const { return Position{first_.value + count_}; }
  std::uint64_t ordinal() const { return ordinal_; }
  Instant appended_at() const { return appended_at_; }
  std::size_t bytes() const { return value_.size(); }
  // `position` in [first(), end()). Lives as long as the page does and is not moved.
  ByteView record(Position position) const { return entry(place_of(position)); }
  ByteView seal(Position position) const {  // empty where it has none
    return per_record_ == 1 ? ByteView() : entry(place_of(position) + 1);
  }

 private:
  static Result<Page> parse_plain(Position first, Bytes value);
  std::int64_t place_of(Position p) const { return (p.value - first_.value) * per_record_; }
  ByteView entry(std::int64_t index) const;
  std::uint32_t end_of(std::int64_t index) const;

  Bytes value_;
  Position first_;
  std::int64_t count_ = 0;       // records
  std::int64_t per_record_ = 1;  // entries of the list: 2 where records have seals
  std::uint64_t ordinal_ = 0;
  Instant appended_at_;
};

}  // namespace kintsugi::log
