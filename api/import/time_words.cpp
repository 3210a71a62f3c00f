#include "api/import/time_words.h"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace kintsugi::api::import {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool begins_with(std::string_view text, std::string_view lower_word) {
  if (text.size() < lower_word.size()) return false;
  for (std::size_t i = 0; i < lower_word.size(); ++i) {
    if (lower(text[i]) != lower_word[i]) return false;
  }
  return true;
}

using Names = std::vector<std::pair<std::string, int>>;

void add(Names& names, std::string word, int month) {
  while (!word.empty() && word.back() == '.') word.pop_back();
  const bool digits = word.empty() || (word[0] >= '0' && word[0] <= '9');
  if (!digits) names.emplace_back(std::move(word), month);
}

// ICU's names in the languages that such files come in.
Names month_names() {
  Names names;
  for (const char* language : {"en", "zh", "de", "fr", "it", "es", "pt", "nl"}) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols(icu::Locale(language), status);
    if (U_FAILURE(status) != 0) continue;
    using Symbols = icu::DateFormatSymbols;
    for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
      for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
        std::int32_t count = 0;
        const icu::UnicodeString* list = symbols.getMonths(count, context, width);
        for (int i = 0; i < count && i < 12; ++i) {
          std::string word;
          icu::UnicodeString(list[i]).toLower(icu::Locale::getRoot()).toUTF8String(word);
          add(names, std::move(word), i + 1);
        }
      }
    }
  }
  add(names, "sept", 9);
  return names;
}

}  // namespace

std::optional<int> take_month(std::string_view& rest) {
  static const Names names = month_names();
  const std::pair<std::string, int>* best = nullptr;  // the longest that fits: "十一月" over "一月"
  for (const auto& name : names) {
    if (best != nullptr && name.first.size() <= best->first.size()) continue;
    if (begins_with(rest, name.first)) best = &name;
  }
  if (best == nullptr) return std::nullopt;
  rest.remove_prefix(best->first.size());
  if (rest.starts_with('.')) rest.remove_prefix(1);
  return best->second;
}

std::optional<DayHalf> take_day_half(std::string_view& rest) {
  static constexpr std::array<std::pair<std::string_view, DayHalf>, 19> words = {{
      {"a.m.", DayHalf::morning},
      {"am", DayHalf::morning},
      {"p.m.", DayHalf::afternoon},
      {"pm", DayHalf::afternoon},
      {"凌晨", DayHalf::morning},
      {"清晨", DayHalf::morning},
      {"早上", DayHalf::morning},
      {"早晨", DayHalf::morning},
      {"上午", DayHalf::morning},
      {"中午", DayHalf::noon},
      {"下午", DayHalf::afternoon},
      {"傍晚", DayHalf::afternoon},
      {"晚上", DayHalf::evening},
      {"a. m.", DayHalf::morning},
      {"p. m.", DayHalf::afternoon},
      {"午前", DayHalf::morning},
      {"午後", DayHalf::afternoon},
      {"오전", DayHalf::morning},
      {"오후", DayHalf::afternoon},
  }};
  for (const auto& [word, half] : words) {
    if (!begins_with(rest, word)) continue;
    rest.remove_prefix(word.size());
    return half;
  }
  return std::nullopt;
}

std::string spelled_out(std::string_view format) {
  std::string out;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%' || i + 1 == format.size()) {
      out += format[i];
      continue;
    }
    switch (format[++i]) {
      case 'F':
        out += "%Y-%m-%d";
        break;
      case 'T':
        out += "%H:%M:%S";
        break;
      case 'R':
        out += "%H:%M";
        break;
      case 'D':
        out += "%m/%d/%y";
        break;
      default:
        out.append("%").append(1, format[i]);
        break;
    }
  }
  return out;
}

std::string_view places_of(std::string_view zone) {
  static constexpr std::pair<std::string_view, std::string_view> known[] = {
      {"CST", "Asia/Shanghai, America/Chicago"}, {"IST", "Asia/Kolkata, Europe/Dublin"},
      {"BST", "Europe/London, Asia/Dhaka"},      {"AST", "America/Halifax, Asia/Riyadh"},
      {"EST", "America/New_York"},               {"MST", "America/Denver"},
      {"PST", "America/Los_Angeles"},            {"SST", "Asia/Singapore, Pacific/Pago_Pago"},
      {"ACT", "Australia/Darwin"},               {"AET", "Australia/Sydney"},
      {"AGT", "America/Buenos_Aires"},           {"ART", "Africa/Cairo"},
      {"BET", "America/Sao_Paulo"},              {"CAT", "Africa/Harare"},
      {"CNT", "America/St_Johns"},               {"CTT", "Asia/Shanghai"},
      {"EAT", "Africa/Nairobi"},                 {"ECT", "Europe/Paris"},
      {"HST", "Pacific/Honolulu"},               {"IET", "America/Indianapolis"},
      {"JST", "Asia/Tokyo"},                     {"MIT", "Pacific/Apia"},
      {"NET", "Asia/Yerevan"},                   {"NST", "Pacific/Auckland, America/St_Johns"},
      {"PLT", "Asia/Karachi"},                   {"PNT", "America/Phoenix"},
      {"PRT", "America/Puerto_Rico"},            {"VST", "Asia/Ho_Chi_Minh"}};
  const auto* found = std::find_if(std::begin(known), std::end(known),
                                   [&](const auto& one) { return one.first == zone; });
  return found == std::end(known) ? std::string_view() : found->second;
}

}  // namespace kintsugi::api::import
