// Choices for forms: what a list finds of what is typed, as ids with labels.

#include <set>
#include <utility>

#include "api/http/reading/rows_at.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "projections/lists/read.h"

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
    const bool tells = !field->means.empty() || field->name == "serial" || field->name == "number";
    const auto text = tells ? lists::value_of(item, shown.field).text : std::string_view();
    if (!text.empty()) out.append(out.empty() ? "" : " · ").append(text);
  }
  return out;
}

std::string choice(const lists::List& list, const lists::Item& item) {
  const std::string id = lists::id_of(list, item);
  const auto name = text_of(list, item, "name");
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

// The id of the thing that stands for this one, where it was merged; else its own.
Result<std::string> standing_for(const lists::List& list, const lists::Item& item,
                                 const projections::RowReader& rows) {
  constexpr int merges_max = 32;
  std::string id = lists::id_of(list, item);
  if (!list.merged) return id;
  std::string next(lists::value_of(item, *list.merged).text);
  for (int i = 0; i < merges_max && !next.empty(); ++i) {
    id = std::exchange(next, {});
    KINTSUGI_TRY_OK(lists::read_item(list, rows, id, [&](const lists::Item& found) {
      next = lists::value_of(found, *list.merged).text;
    }));
  }
  return id;
}

// A choice a thing, once: of what was merged the one that stands for it.
class Choices {
 public:
  Choices(const lists::List& list, const projections::RowReader& rows, lists::Viewer viewer)
      : list_(list), rows_(rows), viewer_(std::move(viewer)) {}

  Result<void> add(const lists::Item& item) {
    KINTSUGI_TRY(const std::string id, standing_for(list_, item, rows_));
    if (list_.merged && !known_.insert(id).second) return {};
    if (id == lists::id_of(list_, item)) return put(item);
    Result<void> done;
    KINTSUGI_TRY_OK(lists::read_item(list_, rows_, id, [&](const lists::Item& other) {
      const auto seen = viewer_.sees(list_, other);
      done = !seen ? Result<void>(tl::unexpected(seen.error())) : *seen ? put(other) : done;
    }));
    return done;
  }
  const std::string& json() const { return json_; }

 private:
  Result<void> put(const lists::Item& item) {
    json_ += json_.empty() ? "" : ",";
    json_ += choice(list_, item);
    return {};
  }
  const lists::List& list_;
  const projections::RowReader& rows_;
  const lists::Viewer viewer_;
  std::set<std::string> known_;
  std::string json_;
};

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
    Choices choices(*list, *rows, at.viewer());
    Result<void> broken;
    KINTSUGI_TRY(auto end, lists::read_page(*list, *rows, query, at.viewer(), reading.page,
                                            [&](const lists::Item& item) {
                                              broken = choices.add(item);
                                              return broken.has_value();
                                            }));
    KINTSUGI_TRY_OK(broken);
    items = choices.json();
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
