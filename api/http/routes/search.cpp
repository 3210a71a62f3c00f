// One search over everything that a list is declared searchable of ($list search): what the top
// bar asks as one types.

#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

#include "api/http/reading/rows_at.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "projections/lists/found.h"
#include "projections/lists/tree.h"

namespace kintsugi::api {

namespace {

namespace lists = projections::lists;
using lists::Fit;

constexpr std::size_t shown_default = 5, shown_max = 20;  // of each list
constexpr std::size_t typed_octets_max = 400;
// Rows that are read for one answer, and of one list: each some 10 µs.
constexpr std::int64_t looked_at_max = 1'200, looked_at_of_list = 400;

constexpr std::string_view names_of_fits[] = {"same_number", "begin_of_number", "name", "part"};

struct Group {
  const lists::List* list = nullptr;
  Fit best = Fit::none;
  std::string items;  // JSON
  lists::BestEnd end;
};

std::size_t place_in_menu(std::string_view menu) {
  constexpr std::string_view menus[] = {"today", "parts", "money", "watch", "base"};
  const auto* found = std::find(std::begin(menus), std::end(menus), menu);
  return static_cast<std::size_t>(found - std::begin(menus));
}

// Best first; then as the menu has them, those that are told by more first.
bool comes_before(const Group& a, const Group& b) {
  const auto key = [](const Group& one) {
    return std::tuple(one.best, place_in_menu(one.list->info->menu),
                      -static_cast<int>(one.list->search.size()), one.list->name());
  };
  return key(a) < key(b);
}

void add_field(std::string& out, const lists::List& list, const lists::Item& item,
               std::string_view name) {
  const auto found = std::find_if(list.shown.begin(), list.shown.end(),
                                  [&](const auto& one) { return one.name == name; });
  if (found == list.shown.end() || found->field.is_list()) return;
  const auto value = lists::value_of(item, found->field);
  if (value.empty() || out.find("\"" + std::string(name) + "\":") != out.npos) return;
  out += (out.empty() ? "" : ",") + json_text(name) + ":" +
         json_text(lists::written(found->field, value));
}

// What tells it from others: what is searched, its status, and when it was, as texts.
std::string found_json(const lists::List& list, const lists::Item& item, Fit fit) {
  const std::string id = lists::id_of(list, item);
  const auto name = list.field("name");
  std::string label(name && name->is_text() ? lists::value_of(item, *name).text
                                            : std::string_view());
  if (label.empty()) label = id;
  std::string fields;
  for (const lists::Searched& one : list.search)
    if (!one.field.is_id) add_field(fields, list, item, one.field.name());
  for (const std::string_view one : {"status", "outlet"}) add_field(fields, list, item, one);
  if (!list.order.empty()) add_field(fields, list, item, list.order[0].field.name());
  return "{\"id\":" + json_text(id) + ",\"label\":" + json_text(label) +
         ",\"fit\":" + json_text(names_of_fits[static_cast<std::size_t>(fit)]) + ",\"fields\":{" +
         fields + "}}";
}

std::string group_json(const Group& group) {
  const auto& info = *group.list->info;
  return "{\"list\":" + json_text(info.name) + ",\"thing\":" + json_text(info.thing) +
         ",\"label\":{\"zh\":" + json_text(info.label_zh) + ",\"en\":" + json_text(info.label_en) +
         "},\"items\":[" + group.items + "],\"more\":" + (group.end.more ? "true" : "false") +
         ",\"complete\":" + (group.end.bounded ? "false" : "true") + "}";
}

// Scopes of this request, each made once: of many lists he reads the same outlets.
class Scopes {
 public:
  Scopes(const Call& call, const TenantView& view) : call_(call), view_(view) {}
  Result<const projections::Scope*> of(const Readers& readers) {
    // All that a scope is made of: lists that name the same duties may still differ in it.
    std::string key(readers.own);
    if (reads_all(call_.principal, readers)) key += " *";
    for (const std::string& root : roots_read(call_.principal, readers))
      key.append(" ").append(root);
    const auto known = made_.find(key);
    if (known != made_.end()) return &known->second;
    KINTSUGI_TRY(auto scope, asked_scope(call_.request, call_.principal, readers, view_));
    return &made_.emplace(std::move(key), std::move(scope)).first->second;
  }

 private:
  const Call& call_;
  const TenantView& view_;
  std::map<std::string, projections::Scope, std::less<>> made_;
};

struct Found {
  std::vector<Group> groups;
  std::string searched;  // JSON: names of lists
  std::int64_t looked_at = 0;
  bool complete = true;
};

Result<void> search_list(const Call& call, const lists::List& list, const std::string& typed,
                         RowsAt& rows, Scopes& scopes, std::size_t limit, Found& answer) {
  const Readers readers = readers_of(*list.info);
  if (list.search_octet == 0 || !may_read(call.principal, readers)) return {};
  answer.searched += (answer.searched.empty() ? "" : ",") + json_text(list.name());
  const std::int64_t left = std::min(looked_at_of_list, looked_at_max - answer.looked_at);
  if (left <= 0) return void(answer.complete = false), Result<void>();
  KINTSUGI_TRY(const projections::Scope* scope, scopes.of(readers));
  KINTSUGI_TRY(const auto* of, rows.of(list.info->model));
  Group group{&list, Fit::none, {}, {}};
  const lists::Viewer viewer = rows.viewer(*scope);
  lists::Standing standing(list, *of, viewer);
  Result<bool> stands = true;
  const auto add = [&](const lists::Item& item, Fit fit) {
    group.best = std::min(group.best, fit);
    group.items += group.items.empty() ? "" : ",";
    group.items += found_json(list, item, fit);
    return true;
  };
  KINTSUGI_TRY(group.end, lists::read_best(list, *of, typed, viewer, {limit, left},
                                           [&](const lists::Item& found, Fit fit) {
                                             if (!stands) return;
                                             stands = standing.visit(found, [&](const auto& item) {
                                               return add(item, fit);
                                             });
                                           }));
  KINTSUGI_TRY_OK(stands);
  answer.looked_at += group.end.looked_at;
  answer.complete = answer.complete && !group.end.bounded;
  if (!group.items.empty()) answer.groups.push_back(std::move(group));
  return {};
}

Result<std::string> typed_in(const Request& request) {
  std::string typed = parameter_of(request, "q");
  if (typed.empty())
    return fail(ErrorKind::invalid, "request.bad_parameter", "q: what to look for");
  if (typed.size() > typed_octets_max)
    return fail(ErrorKind::invalid, "request.bad_parameter",
                "q: at most " + std::to_string(typed_octets_max) + " octets");
  return typed;
}

Result<Response> search(const Call& call) {
  // Each list is asked for its own readers below: nothing is read as everybody's.
  KINTSUGI_TRY(const Reading reading, call.reading({every_duty, "operator"}));
  KINTSUGI_TRY(const std::string typed, typed_in(call.request));
  const std::size_t asked = call.request.parameter("limit") ? reading.page.limit : shown_default;
  if (asked > shown_max)
    return fail(ErrorKind::invalid, "request.bad_parameter",
                "limit: 1 to " + std::to_string(shown_max));
  RowsAt rows(reading);
  Scopes scopes(call, reading.view);
  // Those that are told by most first: they have what is looked for, should the rest be cut off.
  static const auto by_worth = [] {
    std::vector<const lists::List*> out;
    for (const lists::List& one : lists::all()) out.push_back(&one);
    std::stable_sort(out.begin(), out.end(), [](const auto* a, const auto* b) {
      return a->search.size() > b->search.size();
    });
    return out;
  }();
  Found answer;
  for (const lists::List* list : by_worth)
    KINTSUGI_TRY_OK(search_list(call, *list, typed, rows, scopes, asked, answer));
  std::sort(answer.groups.begin(), answer.groups.end(), comes_before);
  std::string groups;
  for (const Group& one : answer.groups) groups += (groups.empty() ? "" : ",") + group_json(one);
  return read_response(reading, "{\"groups\":[" + groups + "],\"searched\":[" + answer.searched +
                                    "],\"looked_at\":" + std::to_string(answer.looked_at) +
                                    ",\"complete\":" + (answer.complete ? "true" : "false") +
                                    ",\"position\":\"" +
                                    std::to_string(reading.view.last().value) + "\"}");
}

}  // namespace

std::span<const Route> search_routes() {
  static constexpr Parameter of_search[] = {
      {.name = "q",
       .text = "as people type: words, all of which must be there: a phone or its last four "
               "digits, part of a number, of a name, its pinyin or initials, of an address",
       .required = true},
      {.name = "limit",
       .text = "items of each list",
       .takes = Parameter::Takes::count,
       .max = shown_max},
  };
  static constexpr Route table[] = {
      {.path = "/v1/search",
       .summary = "Everything that may be read and has in it what was typed, the best of each list",
       .handler = search,
       .rights = {.by_subject = true},
       .parameters = of_search,
       .row = "search_answer"},
  };
  return table;
}

}  // namespace kintsugi::api
