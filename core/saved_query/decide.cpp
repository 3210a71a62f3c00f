// A saved query is its owner's, who shares it as far as his own duties reach. What it names is
// checked against the schema, where its lists are; reports are known to whoever reads.

#include <algorithm>
#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/number/take_number.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "events/schema/runtime/list_info.h"
#include "schema/identity.h"
#include "schema/outlet.h"
#include "schema/saved_query_dispatch.h"

namespace kintsugi::core {
namespace {

using No = schema::SavedQueryRefusal;
using schema::QueryAbout;
using schema::QueryShare;
using schema::SavedQuery;
using schema::SavedQueryStatus;

constexpr std::size_t conditions_max = 50;
constexpr std::size_t columns_max = 100;
constexpr std::string_view of_outlet = "outlet/";  // how the audience names one

// A field of the type, or of a struct in it, as a list shows it.
bool has_field(const schema::TypeInfo& type, std::string_view name) {
  return std::any_of(type.fields.begin(), type.fields.end(), [&](const schema::FieldInfo& field) {
    const bool inner = field.kind == schema::FieldKind::structure ||
                       field.kind == schema::FieldKind::group;
    return inner ? has_field(*field.structure, name) : field.name == name;
  });
}

// "id=order" is shown as order, "order.outlet" as outlet.
std::string_view shown_as(std::string_view around) {
  const auto equals = around.rfind('=');
  return around.substr(equals == around.npos ? around.rfind('.') + 1 : equals + 1);
}

bool shows(const schema::ListInfo& list, std::string_view name) {
  if (name == "id" && list.is_state() && list.elements.empty()) return true;
  const auto is_it = [&](std::string_view around) { return shown_as(around) == name; };
  return std::any_of(list.around.begin(), list.around.end(), is_it) || has_field(*list.item, name);
}

// The field that a condition is about: "amount.from" → "amount".
std::string_view field_of(std::string_view parameter) {
  for (const std::string_view end : {".from", ".until", ".begins", ".has"})
    if (parameter.ends_with(end)) return parameter.substr(0, parameter.size() - end.size());
  return parameter;
}

Result<void> check_fields(const schema::ListInfo& list, const schema::SaveQuery& query) {
  const auto unknown = [&](std::string_view name) {
    return refuse(No::unknown_field, std::string(list.name) + " has no " + std::string(name));
  };
  for (const schema::QueryCondition& one : query.conditions) {
    const bool of_every_list =
        one.parameter == "outlet" || (one.parameter == "q" && !list.search.empty());
    if (!of_every_list && !shows(list, field_of(one.parameter))) return unknown(one.parameter);
  }
  for (const std::string& column : query.columns)
    if (!shows(list, column)) return unknown(column);
  const std::string_view sort(query.sort);
  const auto by = sort.substr(sort.starts_with('-') ? 1 : 0);
  if (!sort.empty() && !shows(list, by)) return unknown(by);
  return {};
}

Result<void> check(const schema::SaveQuery& query) {
  if (!is_line(query.name, 100)) return refuse(No::bad_name, "at most 100 characters");
  if (query.about == QueryAbout::none) return refuse(No::about_missing, "list or report");
  if (query.conditions.size() > conditions_max || query.columns.size() > columns_max) {
    return refuse(No::too_many, std::to_string(conditions_max) + " conditions and " +
                                    std::to_string(columns_max) + " columns at most");
  }
  const bool clean =
      is_line_or_empty(query.sort, 100) &&
      std::all_of(query.conditions.begin(), query.conditions.end(),
                  [](const auto& one) {
                    return is_line(one.parameter, 100) && is_line(one.value, 1000);
                  }) &&
      std::all_of(query.columns.begin(), query.columns.end(),
                  [](const auto& column) { return is_line(column, 100); });
  if (!clean) return refuse(No::bad_text, query.name);
  if (query.about == QueryAbout::report) {
    if (!is_id(query.target)) return refuse(No::unknown_target, query.target);
    return {};
  }
  const schema::ListInfo* list = schema::find_list(query.target);
  if (list == nullptr) return refuse(No::unknown_target, query.target);
  return check_fields(*list, query);
}

// The owner, or an administrator over the outlet that it is shared with; of the whole company where
// it is shared with none.
Result<void> may_change(const SavedQuery& query, Reads& reads) {
  if (!is_person(reads) || reads.actor().operator_id == query.owner) return {};
  const std::string_view audience(query.audience);
  const auto outlet =
      audience.starts_with(of_outlet) ? audience.substr(of_outlet.size()) : std::string_view();
  if (holds_role_over(schema::Role::administrator, outlet, reads)) return {};
  return refuse(No::not_yours, "it is " + query.owner + "'s");
}

// The query, in use, for somebody who may change it.
Result<const SavedQuery*> in_use(const std::string& id, Reads& reads) {
  KINTSUGI_TRY(const SavedQuery* query, reads.require<SavedQuery>(id));
  KINTSUGI_TRY_OK(may_change(*query, reads));
  if (query->status == SavedQueryStatus::retired) return refuse(No::retired, id);
  return query;
}

bool says_the_same(const schema::SaveQuery& command, const SavedQuery& query) {
  return command.name == query.name && command.conditions == query.conditions &&
         command.columns == query.shown && command.sort == query.sorted;
}

}  // namespace

Result<Events> decide(const schema::SaveQuery& command, Reads& reads) {
  if (!command.query.empty() && !is_id(command.query))
    return refuse(No::bad_id, "an id is 1 to 64 octets without / and :");
  KINTSUGI_TRY_OK(check(command));
  std::uint32_t version = 0;
  if (!command.query.empty() && reads.exists<SavedQuery>(command.query)) {
    KINTSUGI_TRY(const SavedQuery* query, in_use(command.query, reads));
    if (query->about != command.about || query->target != command.target) {
      return refuse(No::other_target, command.query + " is about " + query->target);
    }
    if (says_the_same(command, *query)) return refuse(No::nothing_changed, command.query);
    version = query->version;
  }
  Events events;
  const std::string id = command.query.empty()
                             ? take_number<SavedQuery>("saved_query", "Q", reads, events)
                             : command.query;
  events.on(id, schema::QuerySaved{.version = version + 1,
                                   .name = command.name,
                                   .about = command.about,
                                   .target = command.target,
                                   .conditions = command.conditions,
                                   .columns = command.columns,
                                   .sort = command.sort,
                                   .by = reads.actor().operator_id,
                                   .at = to_ms(reads.now())});
  return events;
}

Result<Events> decide(const schema::ShareQuery& command, Reads& reads) {
  KINTSUGI_TRY(const SavedQuery* query, in_use(command.query, reads));
  if (command.share == QueryShare::none) return refuse(No::share_missing, command.query);
  const bool with_outlet = command.share == QueryShare::outlet;
  if (with_outlet == command.outlet.empty()) {
    return refuse(No::outlet_mismatch, "shared with " +
                                           std::string(schema::name_of(command.share)) +
                                           ", outlet '" + command.outlet + "'");
  }
  if (with_outlet && !reads.exists<schema::Outlet>(command.outlet))
    return refuse(No::unknown_outlet, "there is no outlet " + command.outlet);
  if (command.share != QueryShare::own) KINTSUGI_TRY_OK(within_scope(command.outlet, reads));
  const bool same_outlet = query->audience == std::string(of_outlet) + command.outlet;
  if (command.share == query->share && (!with_outlet || same_outlet))
    return refuse(No::nothing_changed, command.query);
  Events events;
  events.on(command.query, schema::QueryShared{.share = command.share, .outlet = command.outlet});
  return events;
}

Result<Events> decide(const schema::RetireQuery& command, Reads& reads) {
  KINTSUGI_TRY_OK(in_use(command.query, reads));
  Events events;
  events.on(command.query, schema::QueryRetired{});
  return events;
}

Result<Events> decide(const schema::ReinstateQuery& command, Reads& reads) {
  KINTSUGI_TRY(const SavedQuery* query, reads.require<SavedQuery>(command.query));
  KINTSUGI_TRY_OK(may_change(*query, reads));
  if (query->status != SavedQueryStatus::retired) return refuse(No::not_retired, command.query);
  Events events;
  events.on(command.query, schema::QueryReinstated{});
  return events;
}

}  // namespace kintsugi::core
