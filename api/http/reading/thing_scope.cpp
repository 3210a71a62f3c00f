#include "api/http/reading/thing_scope.h"

#include "projections/directory/directory.h"

namespace kintsugi::api {

namespace {

// The outlet of an entry of the directory; empty where there is none.
template <class Entry>
Result<std::string> outlet_of(const projections::RowReader& directory, std::string_view id) {
  KINTSUGI_TRY(const auto entry, projections::find_entry<Entry>(directory, id));
  return entry ? entry->outlet : std::string();
}

std::string_view before_colon(std::string_view id) { return id.substr(0, id.find(':')); }

bool is_everybodys(std::string_view type, std::string_view id) {
  return type == "part" || type == "tariff" || (type == "wage_rule" && id == "default");
}

}  // namespace

Result<bool> sees_thing(const projections::Scope& scope, const projections::RowReader& directory,
                        std::string_view type, std::string_view id, const schema::State& state) {
  if (scope.all || is_everybodys(type, id)) return true;
  const auto owner = std::visit(
      [&](const auto& thing) -> Result<std::string> {
        using Thing = std::decay_t<decltype(thing)>;
        if constexpr (std::is_same_v<Thing, schema::Outlet> ||
                      std::is_same_v<Thing, schema::WageRule>) {
          return std::string(id);
        } else if constexpr (requires { thing.outlet; }) {
          return thing.outlet;
        } else if constexpr (std::is_same_v<Thing, schema::WageDay>) {
          return std::string(before_colon(id));
        } else if constexpr (std::is_same_v<Thing, schema::StockItem>) {
          return outlet_of<schema::Warehouse>(directory, before_colon(id));
        } else if constexpr (std::is_same_v<Thing, schema::Custody>) {
          return outlet_of<schema::Technician>(directory, before_colon(id));
        } else if constexpr (std::is_same_v<Thing, schema::Asset>) {
          return outlet_of<schema::Customer>(directory, thing.customer);
        } else {
          return std::string();
        }
      },
      static_cast<const schema::StateAlternatives&>(state));
  if (!owner) return tl::unexpected(owner.error());
  return scope.sees(*owner);
}

}  // namespace kintsugi::api
