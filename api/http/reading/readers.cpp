#include "api/http/reading/readers.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "events/schema/runtime/duty_info.h"
#include "projections/lists/list.h"
#include "schema/description.h"

namespace kintsugi::api {

namespace {

namespace lists = projections::lists;

constexpr std::string_view keepers[] = {"administrator", "auditor"};

void collect_named(const schema::TypeInfo& type, std::set<std::string_view>& into) {
  for (const schema::FieldInfo& field : type.fields) {
    if (!field.ref.empty()) into.insert(field.ref);
    if (field.structure != nullptr) collect_named(*field.structure, into);
  }
}

bool names(std::span<const std::string_view> duties, std::string_view duty) {
  return std::ranges::find(duties, duty) != duties.end();
}

bool reads_by(const Grant& grant, const Readers& readers) {
  if (names(readers.duties, grant.role)) return true;
  return std::ranges::any_of(schema::reading_duties(), [&](const schema::DutyInfo& one) {
    return one.duty == grant.role && (!one.only_of_nobody || readers.tells_of_nobody) &&
           std::ranges::any_of(one.reads_as,
                               [&](auto duty) { return names(readers.duties, duty); });
  });
}

// A struct of which nothing, however deep, is of a person.
bool tells_of_nobody(const schema::TypeInfo& type) {
  return std::ranges::none_of(type.fields, [](const schema::FieldInfo& field) {
    const bool of_somebody = !field.personal.empty() && field.personal != "none";
    return of_somebody || (field.structure != nullptr && !tells_of_nobody(*field.structure));
  });
}

// The duties whose commands name things of a type.
const std::vector<std::string_view>& senders_naming(std::string_view stream_type) {
  static const auto made = [] {
    std::map<std::string_view, std::set<std::string_view>> of;
    for (const schema::TypeInfo& type : schema::all_types()) {
      if (type.kind != schema::TypeKind::command) continue;
      std::set<std::string_view> named;
      collect_named(type, named);
      for (std::string_view thing : named)
        for (std::string_view role : type.roles)
          if (role != "any" && role != "system") of[thing].insert(role);
    }
    std::map<std::string_view, std::vector<std::string_view>> out;
    for (const auto& [thing, roles] : of) out[thing].assign(roles.begin(), roles.end());
    return out;
  }();
  static const std::vector<std::string_view> none;
  const auto found = made.find(stream_type);
  return found == made.end() ? none : found->second;
}

}  // namespace

Readers readers_of(const schema::ListInfo& list) {
  Readers out{list.readers, {}};
  const lists::List* resolved = lists::find(list.name);
  if (resolved == nullptr) return out;
  if (!list.own.empty()) out.own = resolved->own_kind();
  // What is somebody's own tells of him by his number.
  out.tells_of_nobody = list.own.empty() && tells_of_nobody(*list.item);
  return out;
}

Readers readers_of_things(std::string_view stream_type) {
  const lists::List* list = lists::of_things(stream_type);
  return list == nullptr ? Readers{keepers, {}} : readers_of(*list->info);
}

bool reads_all(const Principal& principal, const Readers& readers) {
  return principal.local || std::ranges::any_of(principal.grants, [&](const Grant& grant) {
           return grant.outlet.empty() && reads_by(grant, readers);
         });
}

std::set<std::string> roots_read(const Principal& principal, const Readers& readers) {
  std::set<std::string> roots;
  if (reads_all(principal, readers)) return roots;
  for (const Grant& grant : principal.grants)
    if (reads_by(grant, readers)) roots.insert(grant.outlet);
  return roots;
}

bool may_read(const Principal& principal, const Readers& readers) {
  if (reads_all(principal, readers) || !roots_read(principal, readers).empty()) return true;
  if (readers.own == "technician") return !principal.technician.empty();
  return readers.own == "operator" && !principal.operator_id.empty();
}

Readers readers_of(const replay::ReportKind& report) {
  return {.duties = report.readers,
          .own = report.own ? std::string_view("technician") : std::string_view(),
          .tells_of_nobody = !report.own && replay::personal_columns(report) == 0};
}

Readers readers_of_choices(std::string_view stream_type, const Principal& principal) {
  const Readers readers = readers_of_things(stream_type);
  const bool people = stream_type == "customer" || stream_type == "operator";
  if (people || may_read(principal, readers)) return readers;
  return {senders_naming(stream_type), {}};
}

}  // namespace kintsugi::api
