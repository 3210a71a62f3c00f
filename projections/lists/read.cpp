#include "projections/lists/read.h"

#include <algorithm>
#include <map>
#include <set>

#include "projections/lists/found.h"
#include "projections/lists/plan.h"
#include "projections/lists/tree.h"
#include "projections/lists/walk.h"
#include "schema/description.h"

namespace kintsugi::projections::lists {
namespace {

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

// Where the part that comes first ends, while so many come after it. The id of a row may have
// colons of its own, values of fields have none.
std::size_t end_of_part(const FieldPath& part, std::string_view id, std::size_t after) {
  if (after == 0) return id.size();
  if (!part.is_id) return std::min(id.find(':'), id.size());
  std::size_t end = id.size();
  for (; after > 0; --after) {
    const auto colon = end == 0 ? id.npos : id.rfind(':', end - 1);
    if (colon == id.npos) return id.size();
    end = colon;
  }
  return end;
}

// The state of a list's things, where their ids have parts as the items' ids have.
const schema::TypeInfo* state_of(const List& list) {
  const auto types = schema::all_types();
  const auto state = std::find_if(types.begin(), types.end(), [&](const schema::TypeInfo& type) {
    return type.kind == schema::TypeKind::state && type.stream == list.info->thing;
  });
  const bool parts = state != types.end() && state->id_parts.size() == list.id.size();
  return parts && list.id.size() >= 2 ? &*state : nullptr;
}

// By who sees the technician that he is; where he is none, by who registered him, until he has had
// a password.
Result<bool> sees_newcomer(const Viewer& viewer, const Newcomer& newcomer, const Item& item) {
  const auto technician = value_of(item, newcomer.technician).text;
  const List* technicians = technician.empty() ? nullptr : of_things("technician");
  std::optional<Result<bool>> his;
  if (technicians != nullptr) {
    KINTSUGI_TRY(const RowReader* of, viewer.rows(technicians->info->model));
    KINTSUGI_TRY_OK(read_item(*technicians, *of, technician, [&](const Item& he) {
      his = viewer.sees(*technicians, he);
    }));
  }
  if (his) return *his;
  const auto registrar = value_of(item, newcomer.registered_by).text;
  return !registrar.empty() && registrar == viewer.scope.person &&
         value_of(item, newcomer.password_version).number == 0;
}

}  // namespace

const Newcomer* newcomer_of(const List& list) {
  if (list.info->thing != "operator" || !list.elements.empty() || !list.owner) return nullptr;
  static const Newcomer made{list.field("registered_by").value(),
                             list.field("password_version").value(),
                             list.field("technician").value()};
  return &made;
}

Result<bool> Viewer::sees(const List& list, const Item& item) const {
  if (list.hidden_from && scope.is_hidden(value_of(item, *list.hidden_from).text)) return false;
  if (!list.owner) return true;
  const FieldPath& owner = *list.owner;
  if (names_audience(owner)) return is_audience(scope, value_of(item, owner).text);
  if (scope.all) return true;
  if (const auto own = list.own_of(scope); !own.empty() && value_of(item, *list.own).text == own)
    return true;
  if (owner.is_id) return sees_id(list, item.id);
  bool seen = false, owned = false;
  Result<void> broken;
  for_each_text(owner.around ? item.row : item.own(), owner.steps, 0, [&](std::string_view id) {
    owned = true;
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
  if (!owned && newcomer_of(list) != nullptr)
    return sees_newcomer(*this, *newcomer_of(list), item);
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

Result<Query> whole_query(const List& list, const Query& asked, const Viewer& viewer) {
  Query whole = asked;
  const auto is_below = [](const Condition& one) { return !one.under.empty(); };
  if (std::any_of(asked.conditions.begin(), asked.conditions.end(), is_below)) {
    KINTSUGI_TRY(whole, with_those_below(asked, viewer));
  }
  const bool merges = viewer.knows == Viewer::Knows::everything &&
                      std::any_of(asked.conditions.begin(), asked.conditions.end(),
                                  [&](const Condition& one) {
                                    return merged_things_of(list, one.field) != nullptr;
                                  });
  if (merges) {
    KINTSUGI_TRY(whole, with_those_merged(list, whole, viewer));
  }
  // Whoever has no outlet here asks for his own, by the index that has it.
  const auto own = list.own_of(viewer.scope);
  if (!own.empty() && viewer.scope.outlets.empty()) {
    whole.conditions.emplace_back().field = *list.own;
    whole.conditions.back().any_of.push_back({true, 0, std::string(own)});
  }
  return whole;
}

Result<PageEnd> read_page(const List& list, const RowReader& rows, const Query& asked,
                          const Viewer& viewer, const PageRequest& page, const VisitItem& visit) {
  KINTSUGI_TRY(const Query query, whole_query(list, asked, viewer));
  PageOf out(list, query, viewer, page, visit);
  if (!query.search.empty()) {
    if (list.search_octet == 0)
      return fail(ErrorKind::invalid, "request.bad_parameter", "q: this list cannot be searched");
    return read_found(list, rows, query.search, page, out);
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
  KINTSUGI_TRY_OK(visit_merged(rows, how.heads, how.firsts, how.range, page.after, take));
  return out.end();
}

Result<bool> has_order(const List& list, const RowReader& rows, const Query& query,
                       const Scope& scope) {
  if (query.sort.empty()) return true;
  if (!query.search.empty()) return false;
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
  std::size_t after = list.id.size();
  for (const FieldPath& part : list.id) {
    const bool last = --after == 0;
    const auto colon = end_of_part(part, id, after);
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

std::string thing_id(const List& list, std::string_view id) {
  const schema::TypeInfo* state = state_of(list);
  if (state == nullptr) return std::string(id);
  std::map<std::string_view, std::string_view> by_name;
  std::size_t after = list.id.size();
  for (const FieldPath& part : list.id) {
    const auto colon = end_of_part(part, id, --after);
    by_name[part.name()] = id.substr(0, colon);
    id.remove_prefix(std::min(colon + 1, id.size()));
  }
  std::string out;
  for (const std::string_view declared : state->id_parts)
    out.append(out.empty() ? "" : ":").append(by_name[declared.substr(0, declared.find('='))]);
  return out;
}

Result<void> read_thing(const List& list, const RowReader& rows, std::string_view id,
                        const std::function<void(const Item& item)>& visit) {
  const schema::TypeInfo* state = state_of(list);
  if (state == nullptr) return read_item(list, rows, id, visit);
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
