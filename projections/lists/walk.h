#pragma once
// How rows are walked for a page: by keys, each looked at once, until the page is full or so many
// were looked at. Of read.cpp and found.cpp; one thread, one call.

#include <optional>
#include <string>
#include <string_view>

#include "projections/lists/plan.h"
#include "projections/lists/read.h"
#include "projections/lists/row_memory.h"

namespace kintsugi::projections::lists {

// The octets of a number at the end of a key.
inline constexpr std::size_t number_octets = 8;

// Rows by their keys, one at a time.
class Rows {
 public:
  Rows(const List& list, const RowReader& rows, const schema::Selection* only = nullptr)
      : list_(list),
        rows_(rows),
        octet_(row_octet(list)),
        memory_(*list.info->row_ops, *list.info->row, only) {}

  // The item that the end of an index row's key names: the row's key without its octet, and the
  // element's number. Nothing where there is none. Good until the next call.
  Result<std::optional<Item>> at(std::string_view rest) {
    Item item;
    if (!list_.elements.empty()) {
      const std::string number(1, 'n');
      KeyParts parts(number + std::string(rest.substr(rest.size() - number_octets)));
      item.number = static_cast<std::size_t>(parts.number());
      rest.remove_suffix(number_octets);
    }
    key_.assign(1, static_cast<char>(octet_)).append(rest);
    KINTSUGI_TRY(const auto bytes, rows_.get(key_));
    if (!bytes) return std::optional<Item>();
    return made(item, *bytes);
  }
  // Of a row of the table itself.
  Result<std::optional<Item>> made(Item item, std::string_view bytes) {
    KINTSUGI_TRY(item.row, memory_.decode(bytes));
    if (list_.info->row->kind == schema::TypeKind::state) id_ = KeyParts(key_).text();
    item.id = id_;
    if (!list_.elements.empty()) {
      item.element = list_.element(item.row, item.number);
      if (item.element == nullptr) return std::optional<Item>();
    }
    return std::optional<Item>(item);
  }
  void stand_at(std::string_view key) { key_ = key; }

 private:
  const List& list_;
  const RowReader& rows_;
  const std::uint8_t octet_;
  RowMemory memory_;
  std::string key_, id_;
};

// What a walk over index rows does with each: the same for plans and searches.
class PageOf {
 public:
  PageOf(const List& list, const Query& query, const Viewer& viewer, const PageRequest& page,
         const VisitItem& visit)
      : list_(list), query_(query), viewer_(viewer), page_(page), visit_(visit) {}

  // `tail` tells the place; false: the page is over.
  bool take(std::string_view tail, const Result<std::optional<Item>>& item) {
    if (!item) return error_ = tl::unexpected(item.error()), false;
    if (end_.looked_at == looked_at_max) {
      end_.next = last_seen_;
      end_.bounded = true;
      return false;
    }
    ++end_.looked_at;
    if (*item && query_.holds(**item)) {
      const auto seen = viewer_.sees(list_, **item);
      if (!seen) return error_ = tl::unexpected(seen.error()), false;
      if (*seen && !show(tail, **item)) return false;
    }
    last_seen_ = tail;
    return true;
  }
  Result<PageEnd> end() {
    if (!error_) return tl::unexpected(error_.error());
    return std::move(end_);
  }
  PageEnd& so_far() { return end_; }
  std::size_t shown() const { return shown_; }

 private:
  bool show(std::string_view, const Item& item) {
    if (shown_ == page_.limit || !visit_(item)) {
      end_.next = last_seen_;
      return false;
    }
    ++shown_;
    return true;
  }

  const List& list_;
  const Query& query_;
  const Viewer& viewer_;
  const PageRequest& page_;
  const VisitItem& visit_;
  std::size_t shown_ = 0;
  std::string last_seen_;
  PageEnd end_;
  Result<void> error_;
};

// Of people: what tells who leads him who has no duty yet (core/operator). Null: no list of them.
struct Newcomer {
  FieldPath registered_by, password_version, technician;
};
const Newcomer* newcomer_of(const List& list);

// The query with all that it stands for: what lies below, what was merged, his own who asks.
Result<Query> whole_query(const List& list, const Query& asked, const Viewer& viewer);

// The table's own rows; `prefix`: what their keys begin with. take(tail, item) says false where the
// page is over.
template <class Take>
Result<PageEnd> read_table(const List& list, const RowReader& rows, std::string_view prefix,
                           const PageRequest& page, PageOf& out, Take take) {
  Rows items(list, rows);
  const std::string head(1, static_cast<char>(row_octet(list)));
  std::string from = page.after.empty() ? std::string(prefix) : head + page.after;
  std::size_t skip = 0;  // elements of the first row that were shown before
  if (!page.after.empty() && !list.elements.empty()) {
    KeyParts parts(std::string(1, 'n') + page.after.substr(page.after.size() - number_octets));
    skip = static_cast<std::size_t>(parts.number()) + 1;
    from.resize(from.size() - number_octets);
  } else if (!page.after.empty()) {
    from += '\0';
  }
  const std::string to = after_prefix(prefix);
  const auto cursor = rows.cursor(from, to);
  for (; cursor->valid(); cursor->next(), skip = 0) {
    items.stand_at(cursor->key());
    const std::string tail(cursor->key().substr(1));
    if (list.elements.empty()) {
      if (!take(tail, items.made({}, cursor->value()))) return out.end();
      continue;
    }
    for (std::size_t number = skip;; ++number) {
      auto item = items.made({{}, nullptr, nullptr, number}, cursor->value());
      if (item && !*item) break;
      const auto place = Key(1).number(static_cast<std::int64_t>(number));
      if (!take(tail + std::string(place.bytes().substr(1)), item)) return out.end();
    }
  }
  KINTSUGI_TRY_OK(cursor->status());
  return out.end();
}

}  // namespace kintsugi::projections::lists
