#include "projections/lists/tree.h"

#include <algorithm>
#include <set>
#include <utility>

namespace kintsugi::projections::lists {
namespace {

// The ids of the roots and of all that refer to them in this field, level by level.
Result<std::vector<std::string>> ids_below(const List& tree, const FieldPath& field,
                                           const std::vector<std::string>& roots,
                                           const Viewer& viewer) {
  KINTSUGI_TRY(const RowReader* rows, viewer.rows(tree.info->model));
  // What a thing stands below is known to whoever may name it; what he sees is decided by its rows.
  const Scope everything = Scope::everything();
  const Viewer all(everything, viewer.rows, Viewer::Knows::rows_alone);
  std::set<std::string, std::less<>> met(roots.begin(), roots.end());
  std::vector<std::string> level(met.begin(), met.end());
  while (!level.empty()) {
    Query next;
    Condition& parent = next.conditions.emplace_back();
    parent.field = field;
    for (const std::string& id : level) parent.any_of.push_back({true, 0, id});
    level.clear();
    PageRequest page{below_max, {}};
    for (bool more = true; more;) {
      const auto take = [&](const Item& item) {
        std::string id = id_of(tree, item);
        if (met.insert(id).second) level.push_back(std::move(id));
        return met.size() <= below_max;
      };
      KINTSUGI_TRY(const PageEnd end, read_page(tree, *rows, next, all, page, take));
      if (met.size() > below_max)
        return fail(ErrorKind::invalid, "request.bad_parameter",
                    "more than " + std::to_string(below_max) + " are below it");
      more = !end.next.empty();
      page.after = end.next;
    }
  }
  return std::vector<std::string>(met.begin(), met.end());
}

}  // namespace

const List* tree_of(const List& list, const FieldPath& field) {
  const std::string_view type =
      field.is_id ? list.info->thing : field.field() != nullptr ? field.field()->ref : "";
  const List* things = type.empty() ? nullptr : of_things(type);
  return things != nullptr && things->parent ? things : nullptr;
}

const List* merged_things_of(const List& list, const FieldPath& field) {
  if (field.is_id || field.field() == nullptr || field.field()->ref.empty()) return nullptr;
  if (list.merged && field.steps == list.merged->steps) return nullptr;  // exactly those
  const List* things = of_things(field.field()->ref);
  return things != nullptr && things->merged ? things : nullptr;
}

Result<Query> with_those_merged(const List& list, const Query& query, const Viewer& viewer) {
  Query out = query;
  for (Condition& one : out.conditions) {
    const List* things = merged_things_of(list, one.field);
    if (things == nullptr) continue;
    std::vector<std::string> asked;
    for (const OwnedValue& value : one.any_of)
      if (!value.text.empty()) asked.push_back(value.text);
    if (asked.empty()) continue;
    KINTSUGI_TRY(auto ids, ids_below(*things, *things->merged, asked, viewer));
    for (std::string& id : ids)
      if (std::find(asked.begin(), asked.end(), id) == asked.end())
        one.any_of.push_back({true, 0, std::move(id)});
  }
  return out;
}

Result<Query> with_those_below(const Query& query, const Viewer& viewer) {
  Query out = query;
  for (Condition& one : out.conditions) {
    if (one.under.empty()) continue;
    KINTSUGI_TRY(auto ids, ids_below(*one.tree, *one.tree->parent, one.under, viewer));
    for (std::string& id : ids) one.any_of.push_back({true, 0, std::move(id)});
    one.under.clear();
  }
  return out;
}

Result<bool> Standing::visit(const Item& found, const VisitItem& visit) {
  if (!list_.merged) return visit(found);
  constexpr int merges_max = 32;
  std::string id = id_of(list_, found);
  std::string next(value_of(found, *list_.merged).text);
  if (next.empty()) return known_.insert(id).second ? visit(found) : true;
  for (int i = 0; i < merges_max && !next.empty(); ++i) {
    id = std::exchange(next, {});
    KINTSUGI_TRY_OK(read_item(list_, rows_, id, [&](const Item& one) {
      next = value_of(one, *list_.merged).text;
    }));
  }
  Result<bool> more = true;
  if (!known_.insert(id).second) return more;
  KINTSUGI_TRY_OK(read_item(list_, rows_, id, [&](const Item& one) {
    const auto seen = viewer_.sees(list_, one);
    more = !seen ? Result<bool>(tl::unexpected(seen.error())) : *seen ? visit(one) : true;
  }));
  return more;
}

Result<std::vector<std::string>> above(const List& list, const RowReader& rows,
                                       std::string_view id) {
  std::vector<std::string> out;
  if (!list.parent) return out;
  for (std::string at(id); !at.empty();) {
    std::string parent;
    KINTSUGI_TRY_OK(read_item(list, rows, at, [&](const Item& item) {
      parent = value_of(item, *list.parent).text;
    }));
    if (parent == id || std::find(out.begin(), out.end(), parent) != out.end()) break;
    if (!parent.empty()) out.push_back(parent);
    at = std::move(parent);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace kintsugi::projections::lists
