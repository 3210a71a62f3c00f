#include "projections/directory/directory.h"

#include <map>
#include <vector>

#include "projections/registers/registers.h"
#include "schema/outlet_state.h"

namespace kintsugi::projections {

const ProjectionKind& directory_projection() {
  static const ProjectionKind& kind = registers_projection("directory", 10);
  return kind;
}

Result<Scope> subtree(const RowReader& rows, std::string_view outlet) {
  if (outlet.empty()) return Scope::everything();
  std::multimap<std::string, std::string> children;
  const std::string head(1, static_cast<char>(lists::state_octet("outlet")));
  Result<void> broken;
  KINTSUGI_TRY_OK(rows.scan(head, after_prefix(head), [&](std::string_view key, std::string_view value) {
    const auto state = RowCodec<schema::Outlet>::decode(value);
    if (!state) return broken = tl::unexpected(state.error()), false;
    children.emplace(state->parent, KeyParts(key).text());
    return true;
  }));
  KINTSUGI_TRY_OK(broken);
  Scope scope;
  std::vector<std::string> open{std::string(outlet)};
  while (!open.empty()) {
    const std::string one = std::move(open.back());
    open.pop_back();
    if (!scope.outlets.insert(one).second) continue;
    const auto [from, to] = children.equal_range(one);
    for (auto child = from; child != to; ++child) open.push_back(child->second);
  }
  return scope;
}

}  // namespace kintsugi::projections
