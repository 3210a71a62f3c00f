#include "core/outlet/territory.h"

#include <algorithm>
#include <array>

#include "core/text/search_key.h"

namespace kintsugi::core::territory {
namespace {

bool holds_on(const schema::ServedArea& area, std::int32_t day) {
  return area.served_from <= day && (area.served_until == 0 || day < area.served_until);
}

int match_of(std::string_view entry, std::string_view area, const std::string& key) {
  const bool serves =
      area.starts_with(entry) || key.starts_with(search_key(KeyKind::code, std::string(entry)));
  return serves ? static_cast<int>(entry.size()) : -1;
}

}  // namespace

bool is_by_date(const schema::Outlet& outlet) {
  return std::any_of(outlet.coverage.begin(), outlet.coverage.end(), [](const auto& area) {
    return area.served_from != 0 || area.served_until != 0;
  });
}

bool serves_only(const schema::Outlet& outlet, const std::vector<std::string>& areas,
                 std::int32_t day) {
  if (!is_by_date(outlet)) return outlet.territory == areas;
  std::vector<std::string> found;
  for (const schema::ServedArea& area : outlet.coverage) {
    if (area.served_until > day) return false;  // not for good
    if (area.served_until != 0) continue;
    if (area.served_from > day) return false;
    found.push_back(area.area);
  }
  return found == (areas.empty() ? std::vector<std::string>{""} : areas);
}

int match(const schema::Outlet& outlet, std::string_view area, std::int32_t day) {
  if (area.empty()) return 0;
  const std::string key = search_key(KeyKind::code, std::string(area));
  // What was defined before there were dates, and an outlet that never had a territory.
  if (outlet.coverage.empty()) {
    int best = outlet.territory.empty() ? 0 : -1;
    for (const std::string& entry : outlet.territory)
      best = std::max(best, match_of(entry, area, key));
    return best;
  }
  int best = -1;
  for (const schema::ServedArea& served : outlet.coverage) {
    if (holds_on(served, day)) best = std::max(best, match_of(served.area, area, key));
  }
  return best;
}

std::string at_level(std::string_view area, AreaLevel level) {
  const auto parts = static_cast<std::size_t>(level);
  if (area.find_first_not_of("0123456789") == area.npos) {
    constexpr std::array<std::size_t, 3> digits = {4, 6, 9};
    return std::string(area.substr(0, digits[parts - 1]));
  }
  std::size_t end = 0;
  for (std::size_t part = 0; part < parts && end != area.npos; ++part)
    end = area.find('-', part == 0 ? 0 : end + 1);
  return std::string(area.substr(0, end));
}

void serve_from(schema::Outlet& outlet, std::vector<std::string> areas, std::int32_t day) {
  auto& coverage = outlet.coverage;
  // A state of before there were dates, or one that served everywhere.
  if (coverage.empty() && day != 0) {
    for (const std::string& area : outlet.territory) coverage.push_back({.area = area});
    if (coverage.empty()) coverage.push_back({});
  }
  std::erase_if(coverage, [&](const auto& area) { return area.served_from >= day; });
  for (schema::ServedArea& area : coverage) {
    if (area.served_until == 0 || area.served_until > day) area.served_until = day;
  }
  for (const std::string& area : areas)
    coverage.push_back({.area = area, .served_from = day, .served_until = 0});
  if (areas.empty() && day != 0)
    coverage.push_back({.area = {}, .served_from = day, .served_until = 0});
  outlet.territory = std::move(areas);
}

}  // namespace kintsugi::core::territory
