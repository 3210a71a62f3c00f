#pragma once
// What the schema says of duties beyond their names ($readsAs). Any thread.

#include <span>
#include <string_view>

namespace kintsugi::schema {

// A duty that lists name nowhere: it reads what any of these does, or of that only what tells of
// nobody.
struct DutyInfo {
  std::string_view duty;  // "manager"
  std::span<const std::string_view> reads_as;
  bool only_of_nobody = false;
};

std::span<const DutyInfo> reading_duties();

}  // namespace kintsugi::schema
