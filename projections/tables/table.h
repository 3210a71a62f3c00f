#pragma once
// A typed table: the face of a TableCore for rows of one type. A fold finds, changes and erases
// values; they are encoded once, when the group of commits is written.

#include <new>
#include <utility>

#include "projections/tables/table_core.h"

namespace kintsugi::projections {

// How a row is stored: row_codec.h defines it for the rows and states of the schema.
template <class Row>
struct RowCodec;

template <>
struct RowCodec<std::int64_t> {
  static std::string encode(std::int64_t row) { return encode_count(row); }
  static Result<std::int64_t> decode(std::string_view bytes) { return decode_count(bytes); }
};

template <>
struct RowCodec<std::string> {
  static std::string encode(const std::string& row) { return row; }
  static Result<std::string> decode(std::string_view bytes) { return std::string(bytes); }
};

template <class Row>
RowOps row_ops() {
  return {sizeof(Row), alignof(Row), [](const void*, void* at) { new (at) Row{}; },
          [](const void*, void* at) { static_cast<Row*>(at)->~Row(); },
          [](const void*, const void* row) {
            return RowCodec<Row>::encode(*static_cast<const Row*>(row));
          },
          [](const void*, std::string_view bytes, void* row) -> Result<void> {
            auto decoded = RowCodec<Row>::decode(bytes);
            if (!decoded) return tl::unexpected(decoded.error());
            *static_cast<Row*>(row) = *std::move(decoded);
            return {};
          }};
}

// Row addresses stay good until the next flush of the Tables. One thread.
template <class Row>
class Table {
 public:
  // What follows from a row: the same for the same row, always.
  using Derive = void (*)(const Row& row, Derived& out);

  Table(Tables& tables, std::uint8_t octet, Derive follows = nullptr)
      : core_(tables, octet, row_ops<Row>(), of(follows)) {}
  // The same, and what `more` says beside (lists::follows_of); it may be null.
  Table(Tables& tables, std::uint8_t octet, TableCore::Follows more, Derive follows = nullptr)
      : core_(tables, octet, row_ops<Row>(), both(of(follows), std::move(more))) {}

  Key key() const { return Key(core_.octet()); }
  const TableCore& core() const { return core_; }
  const Row* find(const Key& key) { return static_cast<const Row*>(core_.find(key)); }
  // To be changed; null where there is none.
  Row* edit(const Key& key) { return static_cast<Row*>(core_.edit(key)); }
  // To be changed; made empty where there is none.
  Row& at(const Key& key) { return *static_cast<Row*>(core_.at(key)); }
  // A row that is not there yet and that the fold never looks at again, such as the next line of a
  // growing list: it is encoded at once.
  void append(const Key& key, const Row& row) { core_.append(key, &row); }
  void erase(const Key& key) { core_.erase(key); }

 private:
  static TableCore::Follows of(Derive follows) {
    if (follows == nullptr) return nullptr;
    return [follows](std::string_view, const void* row, Derived& out) {
      follows(*static_cast<const Row*>(row), out);
    };
  }

  static TableCore::Follows both(TableCore::Follows first, TableCore::Follows second) {
    if (!first || !second) return first ? std::move(first) : std::move(second);
    return [first = std::move(first), second = std::move(second)](
               std::string_view key, const void* row, Derived& out) {
      first(key, row, out);
      second(key, row, out);
    };
  }

  TableCore core_;
};

}  // namespace kintsugi::projections
