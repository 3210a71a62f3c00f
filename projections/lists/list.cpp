#include "projections/lists/list.h"

#include <algorithm>
#include <map>

#include "events/base/check.h"
#include "projections/lists/index.h"

namespace kintsugi::projections::lists {
namespace {

using schema::ListInfo;

constexpr std::uint8_t first_state_octet = 2;  // persistent within a version, as all of them
constexpr std::uint8_t own_tables_end = 32;    // of a read model that has some
constexpr std::uint8_t first_index_octet = 64, last_index_octet = 254;

// Where the indexes of a read model stand: above its states, then in what those left free.
class IndexOctets {
 public:
  std::uint8_t take() {
    if (next_ <= last_index_octet) return next_++;
    KINTSUGI_CHECK(free_ < first_index_octet, "a read model has room for these indexes");
    return free_++;
  }
  void add_state() { free_ = std::max<std::uint8_t>(free_, ++states_end_); }

 private:
  std::uint8_t next_ = first_index_octet;
  std::uint8_t states_end_ = first_state_octet;
  std::uint8_t free_ = own_tables_end;
};

template <class T>
T must(Result<T> result) {
  KINTSUGI_CHECK(result.has_value(), "a declared list names only fields that there are");
  return *std::move(result);
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> out;
  while (true) {
    const auto begin = text.find_first_not_of(' ');
    if (begin == text.npos) return out;
    text.remove_prefix(begin);
    const auto end = std::min(text.find(' '), text.size());
    out.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

std::vector<OrderField> order_of(const List& list, std::string_view text) {
  std::vector<OrderField> out;
  for (std::string_view word : words(text)) {
    const bool descending = word.starts_with('-');
    out.push_back({must(list.field(word.substr(descending ? 1 : 0))), descending});
  }
  return out;
}

void add_shown(List& list, const schema::TypeInfo& type, FieldPath so_far) {
  for (const schema::FieldInfo& field : type.fields) {
    FieldPath path = so_far;
    path.steps.push_back(&field);
    if (field.secret) continue;
    if (field.kind == schema::FieldKind::structure || field.kind == schema::FieldKind::group) {
      add_shown(list, *field.structure, path);
      continue;
    }
    const bool single = field.structure == nullptr;  // no list of structs, no union
    const bool known = std::any_of(list.shown.begin(), list.shown.end(),
                                   [&](const List::Around& one) { return one.name == field.name; });
    if (single && !known) list.shown.push_back({std::string(field.name), std::move(path)});
  }
}

void set_shown(List& list) {
  FieldPath id;
  id.is_id = true;
  if (list.info->is_state() && list.elements.empty()) list.shown.push_back({"id", id});
  for (const List::Around& one : list.around) list.shown.push_back(one);
  add_shown(list, *list.info->item, {});
}

// "+brand" narrows, "~address" is an address.
Searched searched(const List& list, std::string_view declared) {
  Searched out;
  out.narrows = declared.starts_with('+');
  const bool address = declared.starts_with('~');
  const auto name = declared.substr(out.narrows || address ? 1 : 0);
  out.field = must(list.field(name, true));
  KINTSUGI_CHECK(out.field.is_text(), "texts are searched");
  out.kind = address ? TermKind::address : term_kind(out.field);
  return out;
}

// ": status due": kept beside each row. Declared last, in as many parts as it takes.
bool is_held(std::string_view index) { return index.starts_with(':'); }

void hold(List& list, std::string_view declared, IndexOctets& octets) {
  KINTSUGI_CHECK(list.elements.empty(), "fields of rows are held");
  if (list.held_octet == 0) list.held_octet = octets.take();
  for (std::string_view word : words(declared.substr(1))) {
    list.held_fields.push_back(must(list.field(word)));
    const FieldPath& field = list.held_fields.back();
    KINTSUGI_CHECK(!field.steps.empty() && !field.is_list(), "single fields of rows are held");
  }
}

List resolved(const ListInfo& info, IndexOctets& octets) {
  List list;
  list.info = &info;
  if (!info.elements.empty()) {
    const FieldPath way = must(resolve(*info.row, nullptr, false, info.elements));
    list.elements = way.steps;
    KINTSUGI_CHECK(way.is_list() && way.field()->structure == info.item,
                   "elements are a list of what is listed");
  }
  for (std::string_view one : info.around) {
    const auto equals = one.find('=');
    FieldPath field = must(resolve(*info.row, nullptr, info.row->kind == schema::TypeKind::state,
                                   one.substr(0, equals)));
    field.around = true;
    std::string name(equals == one.npos ? field.name() : one.substr(equals + 1));
    list.around.push_back({std::move(name), std::move(field)});
  }
  set_shown(list);
  list.order = order_of(list, info.order);
  for (std::string_view declared : info.indexes) {
    if (is_held(declared)) {
      hold(list, declared, octets);
      continue;
    }
    KINTSUGI_CHECK(list.held_octet == 0, "what is held is declared last");
    Index index{octets.take(), {}, list.order};
    const auto slash = declared.find('/');
    for (std::string_view word : words(declared.substr(0, slash)))
      index.equal.push_back(must(list.field(word)));
    if (slash != declared.npos) index.order = order_of(list, declared.substr(slash + 1));
    const FieldPath& first = index.equal.empty() ? FieldPath{} : index.equal[0];
    const bool above = first.field() != nullptr && !info.thing.empty() && list.elements.empty() &&
                       first.field()->ref == info.thing && index.equal.size() == 1;
    if (above && first.field()->name == "merged_into") {
      list.merged = first;
    } else if (above && !list.parent) {
      list.parent = first;
    }
    list.indexes.push_back(std::move(index));
  }
  for (std::string_view one : info.id) list.id.push_back(must(list.field(one)));
  for (std::string_view one : info.search) list.search.push_back(searched(list, one));
  if (!list.search.empty()) list.search_octet = octets.take();
  if (!info.owner.empty()) list.owner = must(list.field(info.owner, true));
  if (!info.own.empty()) list.own = must(list.field(info.own));
  if (!info.hidden_from.empty()) list.hidden_from = must(list.field(info.hidden_from));
  return list;
}

struct Lists {
  std::vector<List> all;                                              // by name
  std::map<std::string, std::vector<TableInfo>, std::less<>> tables;  // by model
  std::map<std::string, std::uint8_t, std::less<>> state_octets;      // by stream type
  std::map<std::string, std::uint32_t, std::less<>> fingerprints;     // by model
  std::vector<std::string> names;                                     // of tables; never moved
};

void add_to(std::uint32_t& fingerprint, std::string_view text) {  // FNV-1a
  for (const char c : text)
    fingerprint = (fingerprint ^ static_cast<unsigned char>(c)) * 16'777'619u;
  fingerprint = (fingerprint ^ 0xffu) * 16'777'619u;
}

Lists make() {
  Lists out;
  std::map<std::string_view, std::uint8_t> state_octet;
  std::map<std::string_view, IndexOctets> index_octets;
  std::size_t tables = 0;
  for (const ListInfo& info : schema::all_lists()) {
    tables += 1 + info.indexes.size();
    if (info.is_state()) index_octets[info.model].add_state();
  }
  out.names.reserve(tables);
  for (const ListInfo& info : schema::all_lists()) {
    auto& of_model = out.tables[std::string(info.model)];
    if (info.is_state()) {
      auto& next = state_octet.try_emplace(info.model, first_state_octet).first->second;
      out.state_octets.emplace(info.table, next);
      KINTSUGI_CHECK(next < first_index_octet, "a read model has room for this state");
      of_model.push_back({next++, info.name});
    }
    out.all.push_back(resolved(info, index_octets[info.model]));
    const List& list = out.all.back();
    const auto add_table = [&](std::uint8_t octet, std::string_view what, std::string_view of) {
      out.names.push_back(std::string(info.name).append(what).append(of));
      of_model.push_back({octet, out.names.back()});
    };
    for (std::size_t i = 0; i < list.indexes.size(); ++i)
      add_table(list.indexes[i].octet, " by ", info.indexes[i]);
    if (list.held_octet != 0) add_table(list.held_octet, " held", {});
    auto& fingerprint =
        out.fingerprints.try_emplace(std::string(info.model), 2'166'136'261u).first->second;
    for (std::string_view part : {info.name, info.table, info.elements, info.order, info.owner})
      add_to(fingerprint, part);
    for (std::string_view index : info.indexes) add_to(fingerprint, index);
    if (!info.indexes.empty()) add_to(fingerprint, keys_made);
    for (std::string_view field : info.search) add_to(fingerprint, field);
    if (!info.search.empty()) add_to(fingerprint, terms_made);
  }
  return out;
}

const Lists& lists() {
  static const Lists made = make();
  return made;
}

}  // namespace

Result<FieldPath> List::field(std::string_view named, bool through_lists) const {
  for (const Around& one : around)
    if (one.name == named) return one.field;
  const bool own_id = info->is_state() && elements.empty();
  return resolve(*info->item, info->item == info->row ? nullptr : info->row, own_id, named,
                 through_lists);
}

std::string_view List::own_of(const Scope& scope) const {
  const std::string_view kind = scope.all ? std::string_view() : own_kind();
  return kind == "technician" ? std::string_view(scope.technician)
         : kind == "operator" ? std::string_view(scope.person)
                              : std::string_view();
}

const void* List::list_in(const void* row) const {
  const auto* at = static_cast<const std::byte*>(row);
  for (const auto* step : elements) at += step->value.offset;
  return at;
}

const void* List::element(const void* row, std::size_t number) const {
  const void* held = list_in(row);
  const auto* ops = elements.back()->value.list;
  if (number >= ops->size(held)) return nullptr;
  return static_cast<const std::byte*>(ops->items(held)) + ops->stride * number;
}

std::span<const List> all() { return lists().all; }

const List* find(std::string_view name) {
  const auto& of = lists().all;
  const auto found = std::lower_bound(
      of.begin(), of.end(), name, [](const List& a, std::string_view b) { return a.name() < b; });
  return found != of.end() && found->name() == name ? &*found : nullptr;
}

const List* of_things(std::string_view stream_type) {
  for (const List& one : all())
    if (one.info->thing == stream_type && one.elements.empty()) return &one;
  return nullptr;
}

std::span<const TableInfo> tables_of(std::string_view model) {
  const auto found = lists().tables.find(model);
  return found == lists().tables.end() ? std::span<const TableInfo>() : found->second;
}

std::vector<TableInfo> with_own_tables(std::string_view model, std::span<const TableInfo> own) {
  std::vector<TableInfo> out(own.begin(), own.end());
  const auto more = tables_of(model);
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

std::uint8_t state_octet(std::string_view stream_type) {
  const auto found = lists().state_octets.find(stream_type);
  KINTSUGI_CHECK(found != lists().state_octets.end(), "a listed state");
  return found->second;
}

std::uint32_t fingerprint(std::string_view model) {
  const auto found = lists().fingerprints.find(model);
  return found == lists().fingerprints.end() ? 0 : found->second;
}

}  // namespace kintsugi::projections::lists
