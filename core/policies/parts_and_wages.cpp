#include "core/policies/parts_and_wages.h"

#include <string>
#include <variant>

namespace kintsugi::core {

void react_parts_and_wages(std::string_view stream, const schema::EventView& event,
                           Reactions& out) {
  if (std::holds_alternative<schema::PartRequestedView>(event)) {
    const std::string request = id_of(stream);
    out.issue("source:" + request, schema::SourcePart{.request = request});
  } else if (std::holds_alternative<schema::WorkOrderPostedView>(event)) {
    const std::string order = id_of(stream);
    out.issue("wage:" + order, schema::EarnWageLine{.order = order, .crew = {}});
  }
}

}  // namespace kintsugi::core
