#include "core/policies/parts_and_wages.h"

#include <string>

#include "schema/part_request_commands.h"
#include "schema/part_request_views.h"
#include "schema/wage.h"
#include "schema/work_order_life_views.h"

namespace kintsugi::core {

void react_parts_and_wages(std::string_view stream, const schema::EventView& event,
                           Reactions& out) {
  if (event.is<schema::PartRequestedView>()) {
    const std::string request = id_of(stream);
    out.issue("source:" + request, schema::SourcePart{.request = request});
  } else if (event.is<schema::WorkOrderPostedView>()) {
    const std::string order = id_of(stream);
    out.issue("wage:" + order, schema::EarnWageLine{.order = order, .crew = {}});
  }
}

}  // namespace kintsugi::core
