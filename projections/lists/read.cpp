#include "projections/lists/read.h"

#include <algorithm>
#include <map>
#include <set>

#include "projections/lists/index.h"
#include "projections/lists/plan.h"
#include "projections/lists/row_memory.h"
#include "projections/lists/search.h"
#include "projections/lists/tree.h"
#include "schema/description.h"

namespace kintsugi::projections::lists {
namespace {

// The octets of a number at the end of a key.
constexpr std::size_t number_octets = 8;

// Rows by their keys, one at a time.
class Rows {
 public:
  Rows(const List& list, const RowReader& rows)
      : list_(list),
        rows_(rows),
        octet_(row_octet(list)),
        memory_(*list.info->row_ops, *list.info->row) {}

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

// How a search goes on where nothing begins as what was typed. A page that ends in one of these
// says so before its place, in two octets that no term begins with.
enum class Step : char { beginning = 0, ending = 1, inside = 2 };

struct SearchPlace {
  Step step = Step::beginning;
  std::string after;
};
SearchPlace search_place(const std::string& after) {
  if (after.size() < 2 || after[0] != '\0') return {Step::beginning, after};
  return {static_cast<Step>(after[1]), after.substr(2)};
}
std::string marked(Step step, std::string_view tail) {
  if (step == Step::beginning) return std::string(tail);
  return std::string{'\0', static_cast<char>(step)}.append(tail);
}

// What was typed stands in a number of the item. Phones are found by their ends only.
bool has_inside(const List& list, const Item& item, const std::string& wanted) {
  return std::any_of(list.search.begin(), list.search.end(), [&](const FieldPath& field) {
    return term_kind(field) != TermKind::phone &&
           looked_for(value_of(item, field).text).find(wanted) != std::string::npos;
  });
}

// By terms that begin so; one that is found by several is shown once a page. False: the page is
// over.
Result<bool> read_terms(const List& list, const RowReader& rows, const std::string& wanted,
                        const SearchPlace& place, PageOf& out) {
  Rows items(list, rows);
  const bool ending = place.step == Step::ending;
  const std::string head(1, static_cast<char>(list.search_octet));
  const Key begins = Key(list.search_octet)
                         .text_beginning(ending ? wanted.substr(wanted.size() - number_end)
                                                : wanted);
  const std::string from =
      place.after.empty() ? std::string(begins.bytes()) : head + place.after + '\0';
  const std::string to = after_prefix(begins.bytes());
  std::set<std::string, std::less<>> met;
  const FieldPath term{true, false, {}};
  const auto cursor = rows.cursor(from, to);
  for (; cursor->valid(); cursor->next()) {
    const auto tail = cursor->key().substr(1);
    const auto rest = tail.substr(part_size(tail, term));
    if (!met.emplace(rest).second) continue;
    auto item = items.at(rest);
    if (ending && item && *item && !has_inside(list, **item, wanted)) item->reset();
    if (!out.take(marked(place.step, tail), item)) return false;
  }
  KINTSUGI_TRY_OK(cursor->status());
  return true;
}

// By what begins so; where nothing does, by numbers that end so; where none does, by numbers that
// have it inside, for which rows are looked through.
Result<PageEnd> read_found(const List& list, const RowReader& rows, const std::string& wanted,
                           const PageRequest& page, PageOf& out) {
  out.so_far().index = "search";
  SearchPlace place = search_place(page.after);
  const bool number = is_part_of_number(wanted);
  if (place.step == Step::beginning) {
    KINTSUGI_TRY(const bool through, read_terms(list, rows, wanted, place, out));
    if (!through || !number || !page.after.empty() || out.shown() > 0) return out.end();
    place.step = wanted.size() > number_end ? Step::ending : Step::inside;
  }
  if (place.step == Step::ending) {
    KINTSUGI_TRY(const bool through, read_terms(list, rows, wanted, place, out));
    if (!through || !place.after.empty() || out.shown() > 0) return out.end();
    place.step = Step::inside;
  }
  out.so_far().index = {};
  const std::string head(1, static_cast<char>(row_octet(list)));
  return read_table(list, rows, head, {page.limit, place.after}, out,
                    [&](std::string_view tail, const Result<std::optional<Item>>& item) {
                      const bool fits = item && *item && has_inside(list, **item, wanted);
                      const std::optional<Item> none;
                      return out.take(marked(Step::inside, tail),
                                      fits || !item ? item : Result<std::optional<Item>>(none));
                    });
}

// Texts below a path, also in lists on the way.
template <class Visit>
void for_each_text(const void* from, const std::vector<const schema::FieldInfo*>& steps,
                   std::size_t begin, Visit visit) {
  const auto* at = static_cast<const std::byte*>(from);
  for (std::size_t i = begin; i < steps.size(); ++i) {
    at += steps[i]->value.offset;
    if (steps[i]->kind != schema::FieldKind::list) continue;
    const auto* ops = steps[i]->value.list;
    const auto* first = static_cast<const std::byte*>(ops->items(at));
    for (std::size_t k = 0; k < ops->size(at); ++k)
      for_each_text(first + k * ops->stride, steps, i + 1, visit);
    return;
  }
  visit(std::string_view(*reinterpret_cast<const std::string*>(at)));
}

// The owner is said as a stream: "outlet/S1", "operator/boss", or nobody's and so everybody's.
bool names_audience(const FieldPath& owner) {
  return owner.field() != nullptr && owner.field()->format == "stream";
}
bool is_audience(const Scope& scope, std::string_view audience) {
  const auto slash = audience.find('/');
  if (slash == audience.npos) return true;
  const auto id = audience.substr(slash + 1);
  if (audience.substr(0, slash) == "outlet") return scope.sees(id);
  return id == scope.person || (scope.all && scope.person.empty());
}

}  // namespace

Result<bool> Viewer::sees(const List& list, const Item& item) const {
  if (!list.owner) return true;
  const FieldPath& owner = *list.owner;
  if (names_audience(owner)) return is_audience(scope, value_of(item, owner).text);
  if (scope.all) return true;
  if (const auto own = list.own_of(scope); !own.empty() && value_of(item, *list.own).text == own)
    return true;
  if (owner.is_id) return sees_id(list, item.id);
  bool seen = false;
  Result<void> broken;
  for_each_text(owner.around ? item.row : item.own(), owner.steps, 0, [&](std::string_view id) {
    const auto type = owner.field()->ref;
    if (type == "outlet" || type.empty()) return void(seen = seen || scope.sees(id));
    for (const List& other : all()) {
      if (id.empty() || !other.elements.empty() || other.info->thing != type) continue;
      const auto of = rows(other.info->model);
      auto read = !of ? Result<void>(tl::unexpected(of.error()))
                      : read_item(other, **of, id, [&](const Item& thing) {
                          const auto its = sees(other, thing);
                          seen = seen || (its && *its);
                        });
      if (!read) broken = std::move(read);
      break;
    }
  });
  if (!broken) return tl::unexpected(broken.error());
  return seen;
}

// Named after the outlet that it is for, or after none: then it is everybody's.
Result<bool> Viewer::sees_id(const List& list, std::string_view id) const {
  if (scope.sees(id) || list.info->thing == "outlet") return scope.sees(id);
  const List* outlets = find("outlets");
  if (outlets == nullptr) return false;
  KINTSUGI_TRY(const RowReader* of, rows(outlets->info->model));
  bool is_outlet = false;
  KINTSUGI_TRY_OK(read_item(*outlets, *of, id, [&](const Item&) { is_outlet = true; }));
  return !is_outlet;
}

Result<PageEnd> read_page(const List& list, const RowReader& rows, const Query& asked,
                          const Viewer& viewer, const PageRequest& page, const VisitItem& visit) {
  const auto below = [](const Condition& one) { return !one.under.empty(); };
  Query whole;
  if (std::any_of(asked.conditions.begin(), asked.conditions.end(), below)) {
    KINTSUGI_TRY(whole, with_those_below(asked, viewer));
  }
  // Whoever has no outlet here asks for his own, by the index that has it.
  const auto own = list.own_of(viewer.scope);
  if (!own.empty() && viewer.scope.outlets.empty()) {
    if (whole.conditions.empty()) whole = asked;
    whole.conditions.emplace_back().field = *list.own;
    whole.conditions.back().any_of.push_back({true, 0, std::string(own)});
  }
  const Query& query = whole.conditions.empty() ? asked : whole;
  PageOf out(list, query, viewer, page, visit);
  if (const std::string wanted = looked_for(query.search); !wanted.empty()) {
    if (list.search_octet == 0)
      return fail(ErrorKind::invalid, "request.bad_parameter", "q: this list cannot be searched");
    return read_found(list, rows, wanted, page, out);
  }
  KINTSUGI_TRY(const Plan how, plan(list, rows, query, viewer.scope));
  if (how.index == nullptr) {
    return read_table(list, rows, how.heads[0].bytes(), page, out,
                      [&](std::string_view tail, const Result<std::optional<Item>>& item) {
                        return out.take(tail, item);
                      });
  }
  out.so_far().index =
      list.info->indexes[static_cast<std::size_t>(how.index - list.indexes.data())];
  Rows items(list, rows);
  const auto take = [&](std::string_view tail) {
    std::string_view rest = tail;
    for (const OrderField& one : how.index->order) rest.remove_prefix(part_size(rest, one.field));
    return out.take(tail, items.at(rest));
  };
  KINTSUGI_TRY_OK(visit_merged(rows, how.heads, how.range, page.after, take));
  return out.end();
}

Result<bool> has_order(const List& list, const RowReader& rows, const Query& query,
                       const Scope& scope) {
  if (query.sort.empty()) return true;
  if (!looked_for(query.search).empty()) return false;
  const auto how = plan(list, rows, query, scope);
  if (!how && how.error().kind != ErrorKind::invalid) return tl::unexpected(how.error());
  return how.has_value();
}

std::string id_of(const List& list, const Item& item) {
  std::string out;
  for (const FieldPath& part : list.id) {
    if (!out.empty()) out += ':';
    out += written(part, value_of(item, part));
  }
  return out;
}

Result<void> read_item(const List& list, const RowReader& rows, std::string_view id,
                       const std::function<void(const Item& item)>& visit) {
  Key key(1);
  std::size_t number = 0;
  for (const FieldPath& part : list.id) {
    const bool last = &part == &list.id.back();
    const auto colon = last ? id.size() : std::min(id.find(':'), id.size());
    auto value = parse_value(part, id.substr(0, colon));
    if (!value) return {};  // no id of this list: there is no such thing
    id.remove_prefix(std::min(colon + 1, id.size()));
    if (!last || list.elements.empty()) {
      append_key_part(key, part, value->view());
    } else {
      number = static_cast<std::size_t>(value->number);
    }
  }
  Rows items(list, rows);
  if (list.elements.empty()) {
    KINTSUGI_TRY(const auto item, items.at(key.bytes().substr(1)));
    if (item) visit(*item);
    return {};
  }
  // Elements are numbered by a field of theirs, mostly from 1 and in order.
  for (std::size_t i = 0;; ++i) {
    key = Key(key);
    Key whole(key);
    whole.number(static_cast<std::int64_t>(i));
    KINTSUGI_TRY(const auto item, items.at(whole.bytes().substr(1)));
    if (!item) return {};
    if (value_of(*item, list.id.back()).number != static_cast<std::int64_t>(number)) continue;
    visit(*item);
    return {};
  }
}

Result<void> read_thing(const List& list, const RowReader& rows, std::string_view id,
                        const std::function<void(const Item& item)>& visit) {
  const auto types = schema::all_types();
  const auto state = std::find_if(types.begin(), types.end(), [&](const schema::TypeInfo& type) {
    return type.kind == schema::TypeKind::state && type.stream == list.info->thing;
  });
  if (state == types.end() || state->id_parts.size() != list.id.size() || list.id.size() < 2)
    return read_item(list, rows, id, visit);
  std::map<std::string_view, std::string_view> by_name;  // the parts, as the thing's id has them
  for (const std::string_view declared : state->id_parts) {
    const auto colon = &declared == &state->id_parts.back() ? id.size()
                                                            : std::min(id.find(':'), id.size());
    by_name[declared.substr(0, declared.find('='))] = id.substr(0, colon);
    id.remove_prefix(std::min(colon + 1, id.size()));
  }
  std::string own;
  for (const FieldPath& part : list.id)
    own.append(&part == &list.id.front() ? "" : ":").append(by_name[part.name()]);
  return read_item(list, rows, own, visit);
}

}  // namespace kintsugi::projections::lists
