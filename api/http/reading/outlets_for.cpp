#include "api/http/reading/outlets_for.h"

#include <algorithm>

#include "core/outlet/territory.h"
#include "core/text/search_key.h"
#include "events/schema/runtime/json_writer.h"
#include "projections/lists/read.h"

namespace kintsugi::api {
namespace {

namespace lists = projections::lists;
namespace territory = core::territory;

constexpr std::size_t rows_max = 5000;  // outlets that are looked at

bool serves_brand(const schema::Outlet& outlet, const std::string& brand) {
  return brand.empty() ||
         std::any_of(outlet.brands.begin(), outlet.brands.end(), [&](const std::string& one) {
           return core::same_key(core::KeyKind::code, one, brand);
         });
}

std::string text_of(const lists::List& list, const lists::Item& item, std::string_view name) {
  const auto path = list.field(name);
  return path ? std::string(lists::value_of(item, *path).text) : std::string();
}

}  // namespace

Result<const std::vector<OutletAt>*> OutletsFor::active() {
  if (active_) return &*active_;
  active_.emplace();
  const lists::List* list = lists::of_things("outlet");
  if (list == nullptr) return &*active_;
  KINTSUGI_TRY(const auto* of, rows_.of(list->info->model));
  const auto add = [&](const lists::Item& item) {
    const auto& outlet = *static_cast<const schema::Outlet*>(item.row);
    if (outlet.status == schema::OutletStatus::active)
      active_->push_back({lists::id_of(*list, item), outlet});
    return true;
  };
  KINTSUGI_TRY_OK(lists::read_page(*list, *of, {}, rows_.viewer(), {rows_max, {}}, add));
  return &*active_;
}

Result<const projections::Scope*> OutletsFor::reach() {
  if (reach_) return &*reach_;
  const auto duties = schema::find_type("assign_outlet")->roles;
  if (principal_.has_any(duties)) {
    KINTSUGI_TRY(reach_, scope_of(principal_, {.duties = duties}, view_));
  } else {
    reach_ = projections::Scope::everything();
  }
  return &*reach_;
}

Result<std::vector<OutletChoice>> OutletsFor::choices(const std::string& brand,
                                                      const std::string& area,
                                                      const std::string& from) {
  KINTSUGI_TRY(const auto* outlets, active());
  KINTSUGI_TRY(const projections::Scope* reached, reach());
  std::vector<OutletChoice> found;
  if (!reached->sees(from)) return found;
  for (const OutletAt& at : *outlets)
    if (reached->sees(at.id) && serves_brand(at.outlet, brand))
      found.push_back({&at, territory::match(at.outlet, area, day_)});
  std::stable_sort(found.begin(), found.end(),
                   [](const OutletChoice& a, const OutletChoice& b) { return a.match > b.match; });
  return found;
}

Result<std::string> OutletsFor::proposed(const std::string& brand, const std::string& area,
                                         const std::string& from) {
  if (area.empty()) return std::string();
  KINTSUGI_TRY(const auto found, choices(brand, area, from));
  const bool serves = !found.empty() && found.front().match >= 0;
  return serves ? found.front().at->id : std::string();
}

Result<void> OutletsFor::propose(const lists::List& list, const lists::Item& item,
                                 std::vector<Possible>& possible) {
  const auto assign = std::find_if(possible.begin(), possible.end(), [](const Possible& one) {
    return one.command->name == "assign_outlet" && one.why.empty();
  });
  if (assign == possible.end()) return {};
  const std::string from = text_of(list, item, "outlet");
  KINTSUGI_TRY(const std::string outlet,
               proposed(text_of(list, item, "brand"), text_of(list, item, "area"), from));
  std::erase_if(assign->fill, [](const auto& known) { return known.first == "outlet"; });
  if (outlet.empty() || outlet == from) return {};
  std::string json;
  schema::json::write_text(json, outlet);
  assign->fill.emplace_back("outlet", std::move(json));
  assign->proposed.push_back("outlet");
  return {};
}

}  // namespace kintsugi::api
