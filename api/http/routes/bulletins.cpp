// Machines that a bulletin affects and that have no order by it yet.

#include <string>
#include <string_view>

#include "api/http/reading/names.h"
#include "api/http/reading/rows_at.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "core/bulletin/bulletin.h"
#include "projections/lists/item_json.h"
#include "schema/asset_state.h"
#include "schema/bulletin_state.h"

namespace kintsugi::api {

namespace {

namespace lists = projections::lists;

// Errors: not_found "stream.not_found".
Result<schema::Bulletin> bulletin_named(RowsAt& rows, const std::string& id) {
  const lists::List& list = *lists::of_things("bulletin");
  KINTSUGI_TRY(const auto* cases, rows.of(list.info->model));
  schema::Bulletin found;
  KINTSUGI_TRY_OK(lists::read_item(list, *cases, id, [&](const lists::Item& item) {
    found = *static_cast<const schema::Bulletin*>(item.row);
  }));
  if (found.status != schema::BulletinStatus::none) return found;
  return fail(ErrorKind::not_found, "stream.not_found", "no bulletin " + id);
}

Result<bool> has_order(RowsAt& rows, const std::string& machine) {
  const lists::List& list = *lists::of_things("bulletin_machine");
  KINTSUGI_TRY(const auto* cases, rows.of(list.info->model));
  bool found = false;
  KINTSUGI_TRY_OK(
      lists::read_item(list, *cases, machine, [&](const lists::Item& item) {
        found = !static_cast<const schema::BulletinMachine*>(item.row)->order.empty();
      }));
  return found;
}

Result<Response> get_affected(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  const std::string id(call.request.path_value("id"));
  RowsAt rows(reading);
  KINTSUGI_TRY(const schema::Bulletin bulletin, bulletin_named(rows, id));
  const lists::List& assets = *lists::of_things("asset");
  KINTSUGI_TRY(const auto* cases, rows.of(assets.info->model));
  lists::Query query;
  KINTSUGI_TRY_OK(lists::add_condition(assets, "brand", bulletin.brand, query));
  const lists::Viewer viewer = rows.viewer();
  lists::References references;
  std::string items;
  Result<bool> ordered = false;
  KINTSUGI_TRY(const auto end, lists::read_page(
      assets, *cases, query, viewer, reading.page, [&](const lists::Item& item) {
        const auto& asset = *static_cast<const schema::Asset*>(item.row);
        if (!core::bulletin::affects(bulletin, asset)) return true;
        ordered = has_order(rows, id + ":" + lists::id_of(assets, item));
        if (!ordered) return false;
        if (*ordered) return true;
        items += items.empty() ? "" : ",";
        lists::write_item(items, assets, item);
        lists::collect_references(assets, item, references);
        return true;
      }));
  KINTSUGI_TRY_OK(ordered);
  KINTSUGI_TRY(const std::string names, names_json(rows, call.principal, references));
  const std::string more = ",\"names\":" + names +
                           ",\"looked_at\":" + std::to_string(end.looked_at) +
                           ",\"complete\":" + (end.next.empty() ? "true" : "false") +
                           ",\"index\":null";
  return list_response(call.request, reading, call.edge.secrets.cursor_key(), items, end.next,
                       more);
}

}  // namespace

std::span<const Route> bulletin_routes() {
  static constexpr Route table[] = {
      {.path = "/v1/bulletins/{id}/affected",
       .summary = "Machines that a bulletin affects and that have no order by it yet; a page may "
                  "be short while there is a next one",
       .handler = get_affected,
       .rights = {.list = "assets"},
       .row = "assets_item",
       .list = true},
  };
  return table;
}

}  // namespace kintsugi::api
