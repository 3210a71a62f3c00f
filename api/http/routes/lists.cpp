// The lists and cards that the schema declares: a route each, made from the declaration.

#include <algorithm>
#include <deque>
#include <vector>

#include "api/http/openapi/type_schemas.h"
#include "api/http/reading/names.h"
#include "api/http/reading/outlets_for.h"
#include "api/http/reading/plan_fill.h"
#include "api/http/reading/possible.h"
#include "api/http/reading/rows_at.h"
#include "api/http/reading/thing_version.h"
#include "api/http/routes/context.h"
#include "api/http/routes/export.h"
#include "api/http/routes/tables.h"
#include "core/calendar/calendar.h"
#include "projections/lists/item_json.h"
#include "projections/lists/read.h"
#include "projections/lists/tree.h"
#include "replay/reports/declared.h"
#include "schema/description.h"

namespace kintsugi::api {

namespace {

namespace lists = projections::lists;
using projections::PageRequest;

constexpr std::size_t related_max = 5;  // items of a relation that a card shows

bool is_condition(std::string_view name) {
  for (std::string_view other : {"as_of", "min_position", "wait", "limit", "cursor", "outlet", "q",
                                 "sort", "commands", "format", "profile", "columns"})
    if (name == other) return false;
  return true;
}

// The conditions of a query, and what else it may name; of one that is there more than once the
// values together: a=1&a=2 is a=1,2.
std::vector<std::pair<std::string, std::string>> conditions_of(
    const Request& request, std::span<const std::string_view> also = {}) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& [name, value] : request.query) {
    const bool named = std::find(also.begin(), also.end(), name) != also.end();
    if ((!named && !is_condition(name)) || value.empty()) continue;
    const auto known = std::find_if(out.begin(), out.end(),
                                    [&](const auto& one) { return one.first == name; });
    if (known == out.end())
      out.emplace_back(name, value);
    else
      known->second.append(",").append(value);
  }
  return out;
}

Result<lists::Query> query_of(const Call& call, const lists::List& list) {
  lists::Query query;
  query.search = parameter_of(call.request, "q");
  query.sort = parameter_of(call.request, "sort");
  for (const auto& [name, value] : conditions_of(call.request))
    KINTSUGI_TRY_OK(lists::add_condition(list, name, value, query));
  return query;
}

std::string names_of(const std::vector<Possible>& commands) {
  std::string out;
  for (const Possible& one : commands)
    if (one.why.empty()) out += (out.empty() ? "" : ",") + json_text(one.command->name);
  return out;
}

std::string texts_json(const std::vector<std::string_view>& texts) {
  std::string out;
  for (const std::string_view text : texts) out += (out.empty() ? "" : ",") + json_text(text);
  return out;
}

// The numbers that the command can name, of which list of the thing.
std::string among_json(const std::optional<WhichOne>& among) {
  if (!among) return "null";
  std::string numbers;
  for (const std::uint64_t number : among->numbers)
    numbers += (numbers.empty() ? "" : ",") + std::to_string(number);
  return "{\"field\":" + json_text(among->field->name) + ",\"list\":" + json_text(among->list) +
         ",\"numbers\":[" + numbers + "]}";
}

std::string commands_json(const std::vector<Possible>& commands) {
  std::string out;
  for (const Possible& one : commands) {
    std::string fill;
    for (const auto& [name, value] : one.fill)
      fill += (fill.empty() ? "" : ",") + json_text(name) + ":" + value;
    out += (out.empty() ? "" : ",") + std::string("{\"command\":") + json_text(one.command->name) +
           ",\"label\":{\"zh\":" + json_text(one.command->label_zh) +
           ",\"en\":" + json_text(one.command->label_en) +
           "},\"allowed\":" + (one.why.empty() ? "true" : "false") +
           ",\"in_time\":" + (one.in_time ? "true" : "false") +
           ",\"why\":" + (one.why.empty() ? "null" : json_text(one.why)) + ",\"fill\":{" + fill +
           "},\"fixed\":[" + texts_json(one.fixed()) + "],\"proposed\":[" +
           texts_json(one.proposed) + "],\"lacks\":[" + texts_json(one.lacks) +
           "],\"among\":" + among_json(one.among) + "}";
  }
  return out;
}

// --- a list
struct PageText {
  std::string items, names;
  lists::PageEnd end;
};

Result<PageText> page_text(const Call& call, const Reading& reading, const lists::List& list) {
  RowsAt rows(reading);
  KINTSUGI_TRY(const lists::Query query, query_of(call, list));
  KINTSUGI_TRY(const bool commands, flag_parameter(call.request, "commands"));
  KINTSUGI_TRY(const Instant at, judged_at(call, reading));
  KINTSUGI_TRY(const auto* of, rows.of(list.info->model));
  const lists::Viewer viewer = rows.viewer();
  PageText out;
  lists::References references;
  OutletsFor outlets(rows, reading.view, call.principal,
                       core::day_of(call.edge.clock.now()));
  Result<void> known;
  const auto add = [&](const lists::Item& item) {
    out.items += out.items.empty() ? "" : ",";
    lists::write_item(out.items, list, item);
    if (commands) {
      auto possible = commands_of(list, item, {rows, call.principal, at});
      if (!possible) known = tl::unexpected(possible.error());
      if (possible) known = outlets.propose(list, item, *possible);
      if (!known) return false;
      out.items.pop_back();
      out.items += ",\"commands\":[" + names_of(*possible) + "]";
      const auto inbox = inbox_commands(list, item, *possible);
      if (!inbox.empty()) out.items += ",\"acts\":[" + commands_json(inbox) + "]";
      out.items += "}";
    }
    lists::collect_references(list, item, references);
    return true;
  };
  // Who is looked for by words is found as the one who stands for him.
  lists::Standing standing(list, *of, viewer);
  const bool by_words_alone = !query.search.empty() && query.conditions.empty();
  Result<bool> more = true;
  const auto take = [&](const lists::Item& item) {
    if (!by_words_alone) return add(item);
    more = standing.visit(item, add);
    return more.has_value() && *more;
  };
  KINTSUGI_TRY(out.end, lists::read_page(list, *of, query, viewer, reading.page, take));
  KINTSUGI_TRY_OK(std::move(more));
  KINTSUGI_TRY_OK(std::move(known));
  KINTSUGI_TRY(out.names, names_json(rows, call.principal, references));
  return out;
}

Result<Response> get_list(const Call& call, const lists::List& list) {
  KINTSUGI_TRY(Reading reading, call.reading());
  const std::string format = parameter_of(call.request, "format");
  if (!format.empty() && format != "json") {
    KINTSUGI_TRY(const replay::ReportKind report,
                 replay::list_report(list, parameter_of(call.request, "columns"),
                                     parameter_of(call.request, "sort")));
    replay::ReportRequest what;
    static constexpr std::string_view searched[] = {"q", "sort"};
    what.parameters = conditions_of(call.request, searched);
    KINTSUGI_TRY(what.names, name_scopes(call.principal, reading.view));
    return export_file(call, report, reading, what);
  }
  // They choose nothing here, but one that there is not is a mistake all the same.
  if (const std::string columns = parameter_of(call.request, "columns"); !columns.empty())
    KINTSUGI_TRY_OK(replay::list_report(list, columns, {}));
  if (!parameter_of(call.request, "profile").empty())
    return invalid("request.bad_parameter", "profile: of format=csv");
  KINTSUGI_TRY(const PageText page, page_text(call, reading, list));
  const std::string more =
      ",\"names\":" + page.names + ",\"looked_at\":" + std::to_string(page.end.looked_at) +
      ",\"complete\":" + (page.end.bounded ? "false" : "true") +
      ",\"index\":" + (page.end.index.data() == nullptr ? "null" : json_text(page.end.index));
  return list_response(call.request, reading, call.edge.secrets.cursor_key(), page.items,
                       page.end.next, more);
}

// --- a card
// What hangs on a thing: lists with an index that begins with a field that refers to it; each for
// its own readers, in their outlets.
Result<std::string> relations_json(const Call& call, const Reading& reading, RowsAt& rows,
                                   const lists::List& of, const std::string& id,
                                   lists::References& references) {
  std::string out;
  for (const lists::List& other : lists::all()) {
    const Readers readers = readers_of(*other.info);
    if (!may_read(call.principal, readers)) continue;
    KINTSUGI_TRY(const auto scope, scope_of(call.principal, readers, reading.view));
    const lists::Viewer viewer = rows.viewer(scope);
    for (const lists::Index& index : other.indexes) {
      if (index.equal.empty() || index.equal[0].field() == nullptr ||
          index.equal[0].field()->ref != of.info->thing)
        continue;
      lists::Query query;
      lists::Condition& refers = query.conditions.emplace_back();
      refers.field = index.equal[0];
      refers.any_of.push_back({true, 0, id});
      KINTSUGI_TRY(const auto* its, rows.of(other.info->model));
      std::string items;
      KINTSUGI_TRY(const auto end, lists::read_page(other, *its, query, viewer, {related_max, {}},
                                                    [&](const lists::Item& item) {
                                                      items += items.empty() ? "" : ",";
                                                      lists::write_item(items, other, item);
                                                      lists::collect_references(other, item,
                                                                                references);
                                                      return true;
                                                    }));
      if (items.empty()) break;
      const auto name = std::find_if(other.shown.begin(), other.shown.end(), [&](const auto& one) {
        return one.field.steps == index.equal[0].steps;
      });
      const std::string field(name == other.shown.end() ? index.equal[0].name() : name->name);
      out += (out.empty() ? "" : ",") + std::string("{\"list\":") + json_text(other.name()) +
             ",\"label\":{\"zh\":" + json_text(other.info->label_zh) +
             ",\"en\":" + json_text(other.info->label_en) + "},\"field\":" + json_text(field) +
             ",\"href\":" +
             json_text("/v1/" + std::string(other.name()) + "?" + field + "=" + url_encoded(id)) +
             ",\"items\":[" + items + "],\"more\":" + (end.next.empty() ? "false" : "true") + "}";
      break;
    }
  }
  return out;
}

Result<Response> get_card(const Call& call, const lists::List& list) {
  KINTSUGI_TRY(Reading reading, call.reading());
  KINTSUGI_TRY(const Instant at, judged_at(call, reading));
  RowsAt rows(reading);
  const std::string id(call.request.path_value("id"));
  KINTSUGI_TRY(const auto* of, rows.of(list.info->model));
  const lists::Viewer viewer = rows.viewer();
  std::string item_text, commands;
  lists::References references;
  Result<bool> seen = false;
  Result<std::vector<Possible>> possible;
  Result<void> proposed;
  KINTSUGI_TRY_OK(lists::read_item(list, *of, id, [&](const lists::Item& item) {
    seen = viewer.sees(list, item);
    if (!seen || !*seen) return;
    lists::write_item(item_text, list, item);
    lists::collect_references(list, item, references);
    possible = commands_of(list, item, {rows, call.principal, at});
    OutletsFor outlets(rows, reading.view, call.principal,
                       core::day_of(call.edge.clock.now()));
    if (possible) proposed = outlets.propose(list, item, *possible);
  }));
  KINTSUGI_TRY_OK(proposed);
  KINTSUGI_TRY(const bool there, seen);
  if (!there)
    return fail(ErrorKind::not_found, "stream.not_found",
                "there is no " + id + " in " + std::string(list.name()));
  KINTSUGI_TRY_OK(possible);
  KINTSUGI_TRY_OK(fill_plans(list.info->thing, id, rows, reading.scope, *possible));
  commands = commands_json(*possible);
  std::string above;
  KINTSUGI_TRY(const auto way, lists::above(list, *of, id));
  for (const std::string& one : way) {
    references[list.info->thing].insert(one);
    above += (above.empty() ? "" : ",") + json_text(one);
  }
  std::string version, more;
  const bool thing = !list.info->thing.empty() && list.elements.empty();
  if (thing) {
    const std::string its = lists::thing_id(list, id);
    const std::string stream = std::string(list.info->thing) + "/" + its;
    KINTSUGI_TRY(const std::uint64_t moves, version_of(call, reading, stream));
    version = std::to_string(moves);
    KINTSUGI_TRY(const std::string relations,
                 relations_json(call, reading, rows, list, id, references));
    more += ",\"thing\":" + json_text(stream) + ",\"version\":" + json_text(version) +
            ",\"timeline\":" +
            json_text("/v1/streams/" + std::string(list.info->thing) + "/" + url_encoded(its) +
                      "/commits") +
            ",\"relations\":[" + relations + "]";
  }
  KINTSUGI_TRY(const std::string names, names_json(rows, call.principal, references));
  std::string body = "{\"list\":" + json_text(list.name()) + ",\"id\":" + json_text(id) +
                     ",\"item\":" + item_text + ",\"names\":" + names +
                     ",\"above\":[" + above + "]" + more;
  body += ",\"commands\":[" + commands +
          "],\"position\":" + json_text(std::to_string(reading.view.last().value)) + "}";
  Response response = read_response(reading, std::move(body));
  return version.empty() ? std::move(response)
                         : std::move(response.with("ETag", "\"" + version + "\""));
}

// --- the routes
// Texts and parameters that are made of declarations, for the life of the process.
struct Made {
  std::deque<std::string> texts;
  std::deque<std::vector<Parameter>> parameters;
  std::vector<Route> routes;

  std::string_view text(std::string one) { return texts.emplace_back(std::move(one)); }
};

std::vector<Parameter> parameters_of(Made& made, const lists::List& list) {
  std::vector<Parameter> out;
  for (const auto& [name, field] : list.shown) {
    if (lists::tree_of(list, field) != nullptr)
      out.push_back({made.text(name + ".under"), "it or below it, as of the same moment"});
    if (name == "outlet") continue;  // narrows the scope, as on every read
    const auto* info = field.field();
    out.push_back({.name = name,
                   .text = "equal to, or one of several: repeated, or separated by commas",
                   .field = info,
                   .takes = field.is_id ? Parameter::Takes::text : Parameter::Takes::any_of});
    if (field.is_text() || field.is_list()) {
      out.push_back({made.text(name + ".begins"), "begins with"});
      out.push_back({made.text(name + ".has"), "has in it"});
    } else if (info == nullptr || info->enumeration == nullptr) {
      out.push_back({.name = made.text(name + ".from"),
                     .text = "at least; a day: from its begin",
                     .field = info,
                     .takes = Parameter::Takes::bound});
      out.push_back({.name = made.text(name + ".until"),
                     .text = "less than; a day: with all of it",
                     .field = info,
                     .takes = Parameter::Takes::bound});
    }
  }
  if (list.search_octet != 0) out.push_back({"q", "as people type: part of a name, phone, number"});
  out.push_back({"sort", "a field that an index has in order, of a file any; '-': largest first"});
  out.push_back({.name = "commands",
                 .text = "with the commands that may be sent to each now",
                 .takes = Parameter::Takes::flag});
  out.push_back(format_parameter);
  out.push_back(profile_parameter);
  out.push_back({"columns", "of a file: names, or \"<reference>_name\", separated by commas"});
  return out;
}

Made make_routes() {
  Made made;
  for (const lists::List& list : lists::all()) {
    Route of_list;
    of_list.path = made.text("/v1/" + std::string(list.name()));
    of_list.summary = list.info->label_en;
    of_list.row = made.text(item_name(list));
    of_list.rights.list = list.name();
    of_list.list = true;
    of_list.files = true;
    of_list.parameters = made.parameters.emplace_back(parameters_of(made, list));
    of_list.serve<get_list>(list);
    made.routes.push_back(of_list);
    Route of_card;
    of_card.path = made.text("/v1/" + std::string(list.name()) + "/{id}");
    of_card.summary = made.text("One of them, with what hangs on it and what may be done now: " +
                                std::string(list.info->label_en));
    of_card.rights.list = list.name();
    of_card.row = made.text(card_name(list));
    of_card.serve<get_card>(list);
    made.routes.push_back(of_card);
  }
  return made;
}

}  // namespace

std::span<const Route> list_routes() {
  static const Made made = make_routes();
  return made.routes;
}

}  // namespace kintsugi::api
