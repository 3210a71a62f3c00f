#include "api/http/reading/names.h"

#include <span>

#include "api/http/reading/readers.h"
#include "api/http/server/message.h"
#include "projections/lists/read.h"

namespace kintsugi::api {

namespace lists = projections::lists;

namespace {

bool is_of_a_person(const lists::FieldPath& name) {
  return !name.field()->personal.empty() && name.field()->personal != "none";
}

// Who works with people knows what his colleagues are called: all but the analyst.
constexpr std::span colleagues(every_duty.data(), every_duty.size() - 1);
static_assert(every_duty.back() == "analyst");

}  // namespace

Result<projections::Scope> names_read(const Principal& principal, std::string_view type,
                                      const TenantView& view) {
  const lists::List* list = lists::of_things(type);
  const auto name = list ? list->field("name") : tl::unexpected(Error{});
  if (!name) return projections::Scope{};
  if (principal.local || !is_of_a_person(*name)) return projections::Scope::everything();
  if (type == "operator" && may_read(principal, {.duties = colleagues}))
    return projections::Scope::everything();
  const Readers readers = readers_of_choices(type, principal);
  if (!may_read(principal, readers)) return projections::Scope{};
  return scope_of(principal, readers, view);
}

Result<replay::NameScopes> name_scopes(const Principal& principal, const TenantView& view) {
  replay::NameScopes out;
  for (const lists::List& list : lists::all()) {
    const std::string_view type = list.info->thing;
    if (type.empty() || lists::of_things(type) != &list) continue;
    const auto name = list.field("name");
    if (!name || !is_of_a_person(*name)) continue;
    KINTSUGI_TRY(out[std::string(type)], names_read(principal, type, view));
  }
  return out;
}

Result<std::string> names_json(RowsAt& rows, const Principal& principal,
                               const lists::References& references) {
  std::string out = "{";
  for (const auto& [type, ids] : references) {
    const lists::List* list = lists::of_things(type);
    const auto name = list ? list->field("name") : tl::unexpected(Error{});
    if (!name || ids.empty()) continue;
    KINTSUGI_TRY(const projections::Scope scope, names_read(principal, type, rows.view()));
    const lists::Viewer viewer = rows.viewer(scope);
    KINTSUGI_TRY(const auto* of, rows.of(list->info->model));
    std::string some;
    for (const std::string& id : ids) {
      Result<bool> seen = true;
      KINTSUGI_TRY_OK(lists::read_item(*list, *of, id, [&](const lists::Item& item) {
        if (!scope.all) seen = viewer.sees(*list, item);
        if (!seen || !*seen) return;
        const auto text = lists::value_of(item, *name).text;
        if (!text.empty())
          some += (some.empty() ? "" : ",") + json_text(id) + ":" + json_text(text);
      }));
      KINTSUGI_TRY_OK(std::move(seen));
    }
    if (some.empty()) continue;
    out += (out.size() > 1 ? "," : "") + json_text(type) + ":{" + some + "}";
  }
  return out + "}";
}

}  // namespace kintsugi::api
