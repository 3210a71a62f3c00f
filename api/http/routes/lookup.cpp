// Choices for forms: what a list finds of what is typed, as ids with labels.

#include "api/http/reading/rows_at.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "projections/lists/tree.h"

namespace kintsugi::api {

namespace {

namespace lists = projections::lists;

std::string_view text_of(const lists::List& list, const lists::Item& item, std::string_view field) {
  const auto path = list.field(field);
  return path && path->is_text() ? lists::value_of(item, *path).text : std::string_view();
}

// What tells it from others of its kind: brand, model, area, a serial or maker's number.
std::string note_of(const lists::List& list, const lists::Item& item) {
  std::string out;
  for (const auto& shown : list.shown) {
    const auto* field = shown.field.field();
    if (field == nullptr || shown.field.is_list() || !shown.field.is_text()) continue;
    const bool word = !field->means.empty() && field->means != "file_hash";
    const bool tells = word || field->name == "serial" || field->name == "number";
    const auto text = tells ? lists::value_of(item, shown.field).text : std::string_view();
    if (!text.empty()) out.append(out.empty() ? "" : " · ").append(text);
  }
  return out;
}

// What it is called, in the language that is asked for where it has a name of its own there.
std::string_view called(const lists::List& list, const lists::Item& item, Language language) {
  const auto english = language == Language::en ? text_of(list, item, "english") : "";
  return english.empty() ? text_of(list, item, "name") : english;
}

std::string choice(const lists::List& list, const lists::Item& item, Language language) {
  const std::string id = lists::id_of(list, item);
  const auto name = called(list, item, language);
  const bool outlet = list.info->thing == "outlet";
  std::string out =
      "{\"id\":" + json_text(id) + ",\"label\":" + json_text(name.empty() ? id : name) +
      ",\"outlet\":" + json_text(outlet ? std::string_view(id) : text_of(list, item, "outlet"));
  if (list.info->thing == "customer") {
    if (const auto phone = text_of(list, item, "phone"); !phone.empty())
      out += ",\"phone\":" + json_text(phone);
  }
  if (const std::string note = note_of(list, item); !note.empty())
    out += ",\"note\":" + json_text(note);
  return out + "}";
}

Result<Response> lookup(const Call& call) {
  const std::string_view type = call.request.path_value("type");
  KINTSUGI_TRY(Reading reading, call.reading(readers_of_choices(type, call.principal)));
  std::string items, next;
  if (const lists::List* list = lists::of_things(type)) {
    KINTSUGI_TRY(const auto rows, reading.rows(list->info->model));
    RowsAt at(reading);
    lists::Query query;
    query.search = parameter_of(call.request, "q");
    if (list->search_octet == 0) query.search.clear();
    const lists::Viewer viewer = at.viewer();
    lists::Standing standing(*list, *rows, viewer);
    const auto add = [&](const lists::Item& item) {
      items += items.empty() ? "" : ",";
      items += choice(*list, item, call.request.language);
      return true;
    };
    Result<bool> more = true;
    KINTSUGI_TRY(auto end, lists::read_page(*list, *rows, query, viewer, reading.page,
                                            [&](const lists::Item& item) {
                                              more = standing.visit(item, add);
                                              return more.has_value();
                                            }));
    KINTSUGI_TRY_OK(more);
    next = std::move(end.next);
  }
  return call.list(reading, items, next);
}

}  // namespace

std::span<const Route> lookup_routes() {
  static constexpr Parameter of_lookup[] = {{"q"}};
  static constexpr Route table[] = {
      {.path = "/v1/lookup/{type}",
       .summary = "Choices for a form",
       .handler = lookup,
       .rights = {.by_subject = true},
       .parameters = of_lookup,
       .row = "choice",
       .list = true},
  };
  return table;
}

}  // namespace kintsugi::api
