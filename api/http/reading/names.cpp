#include "api/http/reading/names.h"

#include "api/http/server/message.h"
#include "projections/lists/read.h"

namespace kintsugi::api {

namespace lists = projections::lists;

Result<std::string> names_json(RowsAt& rows, const lists::References& references) {
  std::string out = "{";
  for (const auto& [type, ids] : references) {
    const lists::List* list = lists::of_things(type);
    const auto name = list ? list->field("name") : tl::unexpected(Error{});
    if (!name) continue;
    KINTSUGI_TRY(const auto* of, rows.of(list->info->model));
    std::string some;
    for (const std::string& id : ids) {
      KINTSUGI_TRY_OK(lists::read_item(*list, *of, id, [&](const lists::Item& item) {
        const auto text = lists::value_of(item, *name).text;
        if (!text.empty())
          some += (some.empty() ? "" : ",") + json_text(id) + ":" + json_text(text);
      }));
    }
    if (some.empty()) continue;
    out += (out.size() > 1 ? "," : "") + json_text(type) + ":{" + some + "}";
  }
  return out + "}";
}

}  // namespace kintsugi::api
