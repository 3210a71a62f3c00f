#include "core/technician/technician.h"

#include <algorithm>

#include "core/calendar/calendar.h"
#include "core/text/search_key.h"

namespace kintsugi::core {
namespace {

bool is_booking(const schema::Slot& slot, std::string_view order, std::uint16_t booking) {
  return slot.booking == booking && slot.order == order;
}

}  // namespace

const schema::Skill* find_skill(const schema::Technician& technician, std::string_view category,
                                schema::ServiceType service_type) {
  for (const schema::Skill& skill : technician.skills) {
    if (skill.service_type == service_type && same_key(KeyKind::code, skill.category, category))
      return &skill;
  }
  return nullptr;
}

const schema::Slot* find_overlap(const schema::Technician& technician, std::int64_t starts_at,
                                 std::int64_t ends_at, std::string_view order,
                                 std::uint16_t booking) {
  for (const schema::Slot& slot : technician.slots) {
    if (is_booking(slot, order, booking)) continue;
    if (slot.starts_at < ends_at && starts_at < slot.ends_at) return &slot;
  }
  return nullptr;
}

std::int64_t time_on(std::int32_t day, std::int64_t starts_at, std::int64_t ends_at) {
  const std::int64_t from = std::max(starts_at, to_ms(start_of(day)));
  const std::int64_t until = std::min(ends_at, to_ms(start_of(day + 1)));
  return std::max<std::int64_t>(until - from, 0);
}

std::int64_t minutes_on(const schema::Technician& technician, std::int32_t day,
                        std::string_view order, std::uint16_t booking) {
  std::int64_t milliseconds = 0;
  for (const schema::Slot& slot : technician.slots) {
    if (!is_booking(slot, order, booking))
      milliseconds += time_on(day, slot.starts_at, slot.ends_at);
  }
  return milliseconds / 60'000;
}

}  // namespace kintsugi::core
