#include "core/reach/reach.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/events.h"
#include "events/base/check.h"
#include "events/schema/runtime/access.h"
#include "schema/description.h"
#include "schema/reach_refusals.h"

namespace kintsugi::core {

namespace {

using schema::FieldInfo;
using schema::ReachRefusal;
using schema::TypeInfo;

constexpr std::int32_t day_one = 7305;  // 1990-01-01: no appliance that is served is older
constexpr std::int32_t year = 366;
constexpr std::int32_t anything = 1'000'000;  // days

struct Reach {
  std::string_view command, field;
  std::int32_t back = anything;  // days; never before 1990
  std::int32_t ahead = 20 * year;
};
constexpr std::int32_t ahead_of_all = 20 * year;

// What lies nearer than it has to: something that just happened, a deadline, a plan.
constexpr Reach nearer[] = {
    {"log_interaction", "started_at", year},
    {"report_incident", "occurred_at", 3 * year},
    {"pick_up_unit", "picked_up_at", year},
    {"return_unit", "returned_at", year},
    {"correct_unit_dates", "picked_up_at", 3 * year},
    {"correct_unit_dates", "returned_at", 3 * year},
    {"schedule_booking", "accept_by", anything, year},
    {"reschedule_booking", "accept_by", anything, year},
    {"reassign_booking", "accept_by", anything, year},
    {"extend_acceptance", "accept_by", anything, year},
    {"ship_advance_part", "old_due_on", anything, year},
    {"propose_schedule", "day", anything, year},
    {"publish_roster", "from_day", anything, year},
    {"publish_roster", "until_day", anything, year},
    {"import_sale", "delivered_on", anything, year},
    {"import_sale", "install_on", anything, year},
    {"correct_sale", "delivered_on", anything, year},
    {"correct_sale", "install_on", anything, year},
    {"define_holiday", "date_from", anything, 3 * year},
    {"define_workday", "date", anything, 3 * year},
    {"schedule_care_call", "due_at", anything, 5 * year},
    {"set_asset_dates", "next_maintenance", anything, 10 * year},
    {"set_asset_dates", "next_inspection", anything, 10 * year},
    {"answer_asset_date", "next", anything, 10 * year},
    {"define_territory", "effective_from", anything, 5 * year},
    {"draft_tariff", "effective_from", anything, 5 * year},
    {"draft_wage_rule", "effective_from", anything, 5 * year},
    {"draft_warranty_policy", "effective_from", anything, 5 * year},
    {"publish_questionnaire", "effective_from", anything, 5 * year},
    {"publish_service_policy", "effective_from", anything, 5 * year},
};

struct ReachOf {
  const FieldInfo* field = nullptr;
  std::int32_t back = anything;
  std::int32_t ahead = ahead_of_all;
};

bool is_time(const FieldInfo& field) {
  // What a device's clock says is measured, right or wrong.
  const bool time =
      field.kind == schema::FieldKind::date || field.kind == schema::FieldKind::instant;
  return time && field.name != "device_at";
}

std::vector<ReachOf> reaches_of(const TypeInfo& type) {
  std::vector<ReachOf> out;
  for (const FieldInfo& field : type.fields) {
    if (!is_time(field)) continue;
    const auto* found = std::find_if(std::begin(nearer), std::end(nearer), [&](const Reach& one) {
      return one.command == type.name && one.field == field.name;
    });
    if (found == std::end(nearer)) {
      out.push_back({&field});
    } else {
      out.push_back({&field, found->back, found->ahead});
    }
  }
  return out;
}

// By the code of the command.
const std::vector<ReachOf>& reaches_of(std::uint16_t code) {
  static const std::vector<std::vector<ReachOf>> all = [] {
    std::vector<std::vector<ReachOf>> out;
    for (const TypeInfo& type : schema::all_types()) {
      if (type.kind != schema::TypeKind::command) continue;
      if (out.size() <= type.code) out.resize(type.code + 1u);
      out[type.code] = reaches_of(type);
    }
    for (const Reach& one : nearer) {
      const TypeInfo* type = schema::find_type(one.command);
      KINTSUGI_CHECK(type != nullptr && type->field(one.field) != nullptr, "a field of a command");
    }
    return out;
  }();
  return all[code];
}

}  // namespace

Result<void> within_reach(const schema::Command& command, const Reads& reads) {
  if (!is_person(reads)) return {};
  const std::int32_t today = day_of(reads.now());
  for (const ReachOf& one : reaches_of(command.code())) {
    const std::int64_t told = schema::integer_at(command.data(), *one.field);
    if (told == 0) continue;
    const std::int64_t day =
        one.field->kind == schema::FieldKind::date ? told : day_of(instant_from_ms(told));
    const std::int64_t first = std::max<std::int64_t>(day_one, std::int64_t{today} - one.back);
    const std::int64_t last = std::int64_t{today} + one.ahead;
    const auto text = [](std::int64_t date) {
      return calendar::format_date(static_cast<std::int32_t>(date));
    };
    if (day < first)
      return refuse_field(ReachRefusal::too_early, one.field->name, "not before " + text(first));
    if (day > last)
      return refuse_field(ReachRefusal::too_late, one.field->name, "not after " + text(last));
  }
  return {};
}

}  // namespace kintsugi::core
