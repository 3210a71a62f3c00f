// What an older system knew of an order and no command of ours says: kept word for word, in every
// state, also before the order is registered. It changes nothing else.

#include <algorithm>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "schema/legacy_dispatch.h"

namespace kintsugi::core {
namespace {

using No = schema::LegacyRefusal;

constexpr std::size_t attributes_max = 1000;

}  // namespace

Result<Events> decide(const schema::RecordLegacyFact& command, Reads& reads) {
  if (!is_id(command.order))
    return refuse(No::bad_order, "an order's number is 1 to 64 octets without / and :");
  const schema::WorkOrder* order = reads.find<schema::WorkOrder>(command.order);
  KINTSUGI_TRY_OK(within_scope(command, order == nullptr ? "" : order->outlet, reads));
  if (!is_line(command.activity, 200))
    return refuse(No::activity_missing, "name the activity, in one line");
  const bool clean =
      is_note(command.reason, 1000) && is_note(command.detail) && is_note(command.source, 1000) &&
      is_note(command.operator_id, 200) && command.attributes.size() <= attributes_max &&
      std::all_of(command.attributes.begin(), command.attributes.end(), [](const auto& attribute) {
        return is_note(attribute.name, 200) && is_note(attribute.value);
      });
  if (!clean)
    return refuse(No::bad_text,
                  "a text is too long or not UTF-8, or there are over 1000 attributes");
  Events events;
  events.on(command.order, schema::LegacyFactRecorded{.activity = command.activity,
                                                      .reason = command.reason,
                                                      .detail = command.detail,
                                                      .happened_at = command.happened_at,
                                                      .operator_id = command.operator_id,
                                                      .source = command.source,
                                                      .row = command.row,
                                                      .attributes = command.attributes});
  return events;
}

}  // namespace kintsugi::core
