#include "projections/lists/plan.h"

#include <algorithm>
#include <set>
#include <string>

#include "events/base/check.h"
#include "projections/read_models.h"

namespace kintsugi::projections::lists {
namespace {

constexpr std::size_t heads_max = 2'000;  // ranges merged into one
// A row by an index costs about as much as so many that come one after the other.
constexpr double index_share_max = 1.0 / 8;
constexpr std::size_t heads_weighed = 32;  // of more, some stand for all

bool same(const FieldPath& a, const FieldPath& b) {
  return a.is_id == b.is_id && a.steps == b.steps;
}

// Does the index hold every row that can fit, whatever the value?
bool misses_empty(const List& list, const Index& index) {
  return !index.equal.empty() && !(list.owner && same(*list.owner, index.equal[0]));
}

const Condition* equality(const Query& query, const FieldPath& field) {
  for (const Condition& one : query.conditions)
    if (!one.any_of.empty() && same(one.field, field) && !one.field.is_list()) return &one;
  return nullptr;
}

// Not a thing that belongs to one (an asset's customer), and no audience ("outlet/S1").
bool is_outlet(const FieldPath& field) {
  const auto* said = field.field();
  return !field.is_id && said != nullptr && said->format != "stream" &&
         (said->ref == "outlet" || said->ref.empty());
}

// What is his own who asks may lie outside his outlets.
bool by_scope(const List& list, const FieldPath& field, const Scope& scope) {
  return !scope.all && list.owner && same(*list.owner, field) && is_outlet(field) &&
         list.own_of(scope).empty();
}

// How many of its first fields have the values that they may take.
std::size_t known_fields(const List& list, const Index& index, const Query& query,
                         const Scope& scope) {
  std::size_t known = 0;
  for (const FieldPath& field : index.equal) {
    const Condition* asked = equality(query, field);
    if (asked == nullptr && !by_scope(list, field, scope)) break;
    const bool empty_asked =
        asked != nullptr && std::any_of(asked->any_of.begin(), asked->any_of.end(),
                                        [](const OwnedValue& one) { return one.view().empty(); });
    if (known == 0 && empty_asked && misses_empty(list, index)) break;
    ++known;
  }
  return known;
}

bool same_order(const std::vector<OrderField>& a, const std::vector<OrderField>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const OrderField& x, const OrderField& y) {
                      return same(x.field, y.field) && x.descending == y.descending;
                    });
}

// A word of "sort": the first field of the order, with its direction.
bool begins_with(const std::vector<OrderField>& order, std::string_view sort) {
  const bool descending = sort.starts_with('-');
  if (descending) sort.remove_prefix(1);
  return !order.empty() && order[0].descending == descending && order[0].field.name() == sort;
}

std::vector<Key> longer(const std::vector<Key>& heads, const FieldPath& field,
                        const std::vector<FieldValue>& values) {
  std::vector<Key> out;
  for (const Key& head : heads)
    for (const FieldValue& value : values) append_asked(out.emplace_back(head), field, value);
  return out;
}

std::vector<FieldValue> values_of(const Query& query, const FieldPath& field, const Scope& scope) {
  std::vector<FieldValue> out;
  if (const Condition* asked = equality(query, field)) {
    for (const OwnedValue& one : asked->any_of) {
      const auto is_there = [&](const FieldValue& value) {
        return is_same(field, value, one.view());
      };
      if (std::none_of(out.begin(), out.end(), is_there)) out.push_back(one.view());
    }
    return out;
  }
  for (const std::string& outlet : scope.outlets) out.push_back({true, 0, outlet});
  return out;
}

struct Heads {
  std::vector<Key> keys;
  std::vector<std::string> firsts;  // as in Plan
};

// Every key one part longer under which there are rows: one look-up for each.
Result<Heads> heads_below(const RowReader& rows, const std::vector<Key>& heads,
                          const FieldPath& field) {
  Heads out;
  if (heads.empty()) return out;
  const std::string_view table = heads[0].bytes().substr(0, 1);
  const auto cursor = rows.cursor(table, after_prefix(table));
  for (const Key& head : heads) {
    for (std::string from(head.bytes());;) {
      cursor->seek(from);
      KINTSUGI_TRY_OK(cursor->status());
      const bool below = cursor->valid() && cursor->key().starts_with(head.bytes());
      if (!below || out.keys.size() > heads_max) break;
      const auto tail = cursor->key().substr(head.bytes().size());
      const std::size_t size = part_size(tail, field);
      out.keys.push_back(Key(head).parts(tail.substr(0, size)));
      out.firsts.emplace_back(tail.substr(size));
      from = after_prefix(out.keys.back().bytes());
    }
  }
  return out;
}

std::string bound(const OrderField& by, std::int64_t value) {
  Key key(1);
  append_part(key, by.field, {false, value, {}}, by.descending);
  return std::string(key.bytes().substr(1));
}

// Bounds on the first field of the order are bounds on the tails.
TailRange range_of(const Query& query, const std::vector<OrderField>& order) {
  TailRange range;
  if (order.empty() || order[0].field.is_text()) return range;
  for (const Condition& one : query.conditions) {
    if (!same(one.field, order[0].field) || (!one.from && !one.until)) continue;
    const bool down = order[0].descending;
    if (down) {
      if (one.until) range.from = bound(order[0], *one.until - 1);
      if (one.from) range.to = bound(order[0], *one.from - 1);
    } else {
      if (one.from) range.from = bound(order[0], *one.from);
      if (one.until) range.to = bound(order[0], *one.until);
    }
  }
  return range;
}

Result<Heads> heads_of(const List& list, const Index& index, const RowReader& rows,
                       const Query& query, const Scope& scope) {
  Heads heads{{Key(index.octet)}, {}};
  const std::size_t known = known_fields(list, index, query, scope);
  for (std::size_t i = 0; i < index.equal.size() && heads.keys.size() <= heads_max; ++i) {
    if (i < known) {
      heads.keys = longer(heads.keys, index.equal[i], values_of(query, index.equal[i], scope));
    } else {
      KINTSUGI_TRY(heads, heads_below(rows, heads.keys, index.equal[i]));
    }
  }
  return heads;
}

// What the keys of the table's rows begin with, as far as single values are asked for.
Key table_head(const List& list, const Query& query) {
  Key head(row_octet(list));
  for (const FieldPath& part : list.id) {
    const Condition* asked = equality(query, part);
    const bool element = &part == &list.id.back() && !list.elements.empty();
    if (asked == nullptr || asked->any_of.size() != 1 || element) break;
    append_key_part(head, part, asked->any_of[0].view());
  }
  return head;
}

// Is one row asked for, by all parts of its key?
bool names_row(const List& list, const Query& query) {
  const std::size_t parts = list.id.size() - (list.elements.empty() ? 0 : 1);
  return parts > 0 && std::all_of(list.id.begin(), list.id.begin() + static_cast<long>(parts),
                                  [&](const FieldPath& part) {
                                    const Condition* asked = equality(query, part);
                                    return asked != nullptr && asked->any_of.size() == 1;
                                  });
}

// Its elements, as they follow each other, are in any order by what the row says.
bool is_order_of_row(const List& list, const Query& query) {
  const std::vector<OrderField>* order = query.sort.empty() ? &list.order : nullptr;
  for (const Index& index : list.indexes)
    if (order == nullptr && begins_with(index.order, query.sort)) order = &index.order;
  return order != nullptr &&
         (list.elements.empty() || std::all_of(order->begin(), order->end(), [](const auto& one) {
            return one.field.around;
          }));
}

// Of the index's rows, the part that lies in the ranges.
double share_of(const RowReader& rows, const Plan& how) {
  const Key whole(how.index->octet);
  const auto all = rows.octets(whole.bytes(), after_prefix(whole.bytes()));
  const std::size_t step = how.heads.size() / heads_weighed + 1;
  std::uint64_t some = 0;
  std::size_t weighed = 0;
  for (std::size_t i = 0; i < how.heads.size(); i += step, ++weighed) {
    const std::string head(how.heads[i].bytes());
    some += rows.octets(head + how.range.from,
                        how.range.to.empty() ? after_prefix(head) : head + how.range.to);
  }
  if (all == 0 || weighed == 0) return 0;
  return static_cast<double>(some) / static_cast<double>(all) *
         static_cast<double>(how.heads.size()) / static_cast<double>(weighed);
}

// As `sort` names them; which of them go depends on what is asked beside.
std::string orders_of(const List& list) {
  std::set<std::string> all{"id"};
  for (const Index& index : list.indexes)
    if (!index.order.empty())
      all.insert((index.order[0].descending ? "-" : "") + std::string(index.order[0].field.name()));
  std::string out;
  for (const std::string& one : all) out += (out.empty() ? "" : ", ") + one;
  return out;
}

}  // namespace

Plan plan_unordered(const List& list, const RowReader& rows, const Query& query,
                    const Scope& scope) {
  Plan best{nullptr, {table_head(list, query)}};
  if (best.heads[0].bytes().size() > 1) return best;
  double least = index_share_max;
  for (const Index& index : list.indexes) {
    Plan how{&index, {Key(index.octet)}, {}, {}, known_fields(list, index, query, scope)};
    if (how.known == index.equal.size()) how.range = range_of(query, index.order);
    const bool ranges = !how.range.from.empty() || !how.range.to.empty();
    if (how.known == 0 && !(index.equal.empty() && ranges)) continue;
    for (std::size_t i = 0; i < how.known && how.heads.size() <= heads_max; ++i)
      how.heads = longer(how.heads, index.equal[i], values_of(query, index.equal[i], scope));
    if (how.heads.empty()) return how;  // who asks has no outlet: nothing fits
    if (how.heads.size() > heads_max) continue;
    const double share = share_of(rows, how);
    if (share >= least) continue;
    least = share;
    best = std::move(how);
  }
  return best;
}

Result<Plan> plan(const List& list, const RowReader& rows, const Query& query, const Scope& scope) {
  if (names_row(list, query) && is_order_of_row(list, query))
    return Plan{nullptr, {table_head(list, query)}};
  std::vector<const Index*> candidates;
  for (const Index& index : list.indexes) {
    const bool fits = query.sort.empty() ? same_order(index.order, list.order)
                                         : begins_with(index.order, query.sort);
    const std::size_t known = known_fields(list, index, query, scope);
    // Of nothing known, the table itself has all rows in its order.
    const bool better =
        known > 0 || index.equal.empty() || (!misses_empty(list, index) && !index.order.empty());
    if (fits && better) candidates.push_back(&index);
  }
  std::stable_sort(candidates.begin(), candidates.end(), [&](const Index* a, const Index* b) {
    const auto known_a = known_fields(list, *a, query, scope);
    const auto known_b = known_fields(list, *b, query, scope);
    if (known_a != known_b) return known_a > known_b;
    return a->equal.size() < b->equal.size();
  });
  for (const Index* index : candidates) {
    KINTSUGI_TRY(auto heads, heads_of(list, *index, rows, query, scope));
    if (heads.keys.size() <= heads_max)
      return Plan{index, std::move(heads.keys), std::move(heads.firsts),
                  range_of(query, index->order), index->equal.size()};
  }
  const bool own_order = query.sort.empty() ? list.order.empty() : query.sort == "id";
  if (!own_order && !(query.sort.empty() && candidates.empty()))
    return fail(ErrorKind::invalid, "request.bad_parameter",
                "sort: the list has no such order under these filters; this list has, some "
                "of them only under some: " +
                    orders_of(list));
  return Plan{nullptr, {table_head(list, query)}};
}

std::uint8_t row_octet(const List& list) {
  if (list.info->row->kind == schema::TypeKind::state) return state_octet(list.info->table);
  const ProjectionKind* kind = find_projection(list.info->model);
  KINTSUGI_CHECK(kind != nullptr, "a list's read model");
  for (const TableInfo& table : kind->tables)
    if (table.name == list.info->table) return table.octet;
  KINTSUGI_CHECK(false, "a list's table");
  return 0;
}

}  // namespace kintsugi::projections::lists
