#include "replay/reports/cell_text.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "events/schema/runtime/time_text.h"
#include "schema/description.h"

namespace kintsugi::replay {
namespace {

std::string fixed_point(std::int64_t value, int digits) {
  const bool negative = value < 0;
  std::string text = std::to_string(value);
  if (negative) text.erase(0, 1);
  const auto width = static_cast<std::size_t>(digits);
  if (text.size() <= width) text.insert(0, width + 1 - text.size(), '0');
  text.insert(text.size() - width, 1, '.');
  return negative ? "-" + text : text;
}

std::string quantity_text(std::int64_t thousandths) {
  std::string text = fixed_point(thousandths, 3);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string label_of(const Column& column, const std::string& name, Language language) {
  if (const auto* known = schema::find_enum(column.enum_name))
    for (const auto& value : known->values)
      if (value.name == name)
        return std::string(language == Language::zh ? value.label_zh : value.label_en);
  return name;
}

// Several names in one cell: each in the reader's words.
std::string labels_of(const Column& column, std::string_view names, Language language) {
  std::string out;
  while (!names.empty()) {
    const auto end = std::min(names.find(", "), names.size());
    out.append(out.empty() ? "" : ", ")
        .append(label_of(column, std::string(names.substr(0, end)), language));
    names.remove_prefix(std::min(end + 2, names.size()));
  }
  return out;
}

}  // namespace

// At UTC+8, as people in the business read it.
std::string local_time(std::int64_t ms) {
  const auto local =
      std::chrono::floor<std::chrono::seconds>(instant_from_ms(ms)) + std::chrono::hours(8);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::hh_mm_ss time(local - day);
  char clock[16];
  std::snprintf(clock, sizeof clock, " %02d:%02d:%02d", static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  return schema::format_date(static_cast<std::int32_t>(day.time_since_epoch().count())) + clock;
}

bool is_empty(const Column& column, const Cell& cell) {
  if (std::holds_alternative<std::monostate>(cell)) return true;
  const auto* number = std::get_if<std::int64_t>(&cell);
  return number && *number == 0 &&
         (column.type == CellType::instant || column.type == CellType::date);
}

// For people: labels, yuan, local time.
std::string shown(const Column& column, const Cell& cell, Language language) {
  if (is_empty(column, cell)) return {};
  if (const auto* text = std::get_if<std::string>(&cell))
    return column.enum_name.empty() ? *text : labels_of(column, *text, language);
  const auto number = std::get<std::int64_t>(cell);
  switch (column.type) {
    case CellType::money:
      return fixed_point(number, 2);
    case CellType::quantity:
      return quantity_text(number);
    case CellType::rate:
      return fixed_point(number, 2) + "%";
    case CellType::instant:
      return local_time(number);
    case CellType::date:
      return schema::format_date(static_cast<std::int32_t>(number));
    default:
      return std::to_string(number);
  }
}

// For programs: as in JSON, without its quotes.
std::string plain(const Column& column, const Cell& cell) {
  if (is_empty(column, cell)) return {};
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  const auto number = std::get<std::int64_t>(cell);
  if (column.type == CellType::instant) return format_instant(instant_from_ms(number));
  if (column.type == CellType::date) return schema::format_date(static_cast<std::int32_t>(number));
  return std::to_string(number);
}

bool is_text(const Column& column) {
  return column.type == CellType::text || column.type == CellType::enumeration;
}

std::string_view unit(const Column& column) {
  switch (column.type) {
    case CellType::money:
      return "fen";
    case CellType::quantity:
      return "thousandths";
    case CellType::rate:
      return "ten_thousandths";
    default:
      return {};
  }
}

std::string name_with_unit(const Column& column) {
  const std::string_view its = unit(column);
  std::string name(column.id);
  if (its.empty() || name.ends_with(its)) return name;
  return name.append("_").append(its);
}

std::string_view label(const Column& column, Language language) {
  return language == Language::zh ? column.zh : column.en;
}

}  // namespace kintsugi::replay
