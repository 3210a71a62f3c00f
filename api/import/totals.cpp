#include "api/import/totals.h"

#include <algorithm>
#include <array>

#include "api/import/numbers.h"
#include "api/import/text.h"
#include "core/text/search_key.h"

namespace kintsugi::api::import {
namespace {

// As keys of names: without blanks and signs between, in small letters, simplified.
constexpr std::array<std::string_view, 22> sum_words = {
    "合计",     "总计",       "小计",     "共计",   "总和",         "总数",   "累计",   "本页合计",
    "本月合计", "本期合计",   "全部合计", "total",  "totals",       "sum",    "subtotal",
    "grandtotal", "totale",   "gesamt",   "summe",  "gesamtsumme",  "totaal", "suma"};

bool is_sum(const std::string& value) {
  return says_nothing(value) || read_decimal(value, 2).has_value() ||
         read_decimal(value, 6).has_value() ||
         value.find_first_not_of("0123456789.,-+% ") == std::string::npos;
}

}  // namespace

std::string totals_word(const RawEvent& row) {
  if (row.attributes.empty()) return {};
  const std::string& first = row.attributes.front().value;
  if (first.size() > 64) return {};
  std::string key = core::search_key(core::KeyKind::name, first);
  while (key.ends_with(':')) key.pop_back();
  if (std::find(sum_words.begin(), sum_words.end(), key) == sum_words.end()) return {};
  const bool sums = std::all_of(row.attributes.begin() + 1, row.attributes.end(),
                                [](const Attribute& one) { return is_sum(one.value); });
  return sums ? first : std::string();
}

}  // namespace kintsugi::api::import
