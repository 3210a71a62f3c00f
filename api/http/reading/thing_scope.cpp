#include "api/http/reading/thing_scope.h"

#include "schema/description.h"

namespace kintsugi::api {
namespace lists = projections::lists;

Result<bool> sees_thing(const lists::Viewer& viewer, std::string_view type, std::string_view id,
                        const schema::State& state) {
  if (const lists::List* list = lists::of_things(type)) {
    // Of what the log has and the tables do not have yet, nobody is told.
    if (list->info->is_state() && state.empty()) return false;
    if (list->info->is_state()) return viewer.sees(*list, {id, state.data(), nullptr, 0});
    if (viewer.scope.all) return true;
    KINTSUGI_TRY(const auto* rows, viewer.rows(list->info->model));
    Result<bool> seen = false;
    KINTSUGI_TRY_OK(lists::read_thing(
        *list, *rows, id, [&](const lists::Item& item) { seen = viewer.sees(*list, item); }));
    return seen;
  }
  if (viewer.scope.all) return true;
  const auto* info = state.empty() ? nullptr : state.ops()->info;
  if (info == nullptr || info->id_parts.empty() || info->id_parts[0] != "outlet") return false;
  return viewer.scope.sees(id.substr(0, id.find(':')));
}

}  // namespace kintsugi::api
