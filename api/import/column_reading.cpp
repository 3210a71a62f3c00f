#include "api/import/column_reading.h"

#include "api/import/numbers.h"
#include "core/text/search_key.h"
#include "events/base/types.h"
#include "events/schema/runtime/clean_text.h"

namespace kintsugi::api::import {
namespace {

std::string figures(std::string_view text, int decimals, char decimal) {
  const Cell read = read_decimal(text, decimals, decimal);
  if (!read.has_value()) return {};
  std::string digits = read.text;
  for (int missing = decimals; missing < 3; ++missing)
    if (digits != "0") digits += '0';
  return "#" + digits;
}

}  // namespace

std::string as_read(std::string_view cell, const ColumnReading& reading, const TimeReader& times) {
  std::string text = schema::clean_text(cell, schema::TextFormat::multiline);
  if (text.empty()) return text;
  if (reading.kind == ColumnReading::Kind::time) {
    if (const Result<Instant> at = times.read_any(text)) return format_instant(*at);
  }
  if (reading.kind == ColumnReading::Kind::date) {
    if (const Result<std::string> day = times.read_date(text)) return *day;
  }
  // A phone of so many digits is no number: it is compared as it stands behind the marks.
  if (const Cell bare = undo_spreadsheet(text); bare.has_value()) text = bare.text;
  const int decimals = reading.kind == ColumnReading::Kind::number ? reading.decimals : 3;
  if (std::string number = figures(text, decimals, reading.decimal); !number.empty())
    return number;
  const std::string key = core::search_key(core::KeyKind::code, text);
  return key.empty() ? text : key;
}

}  // namespace kintsugi::api::import
