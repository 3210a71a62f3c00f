#include "api/import/numbers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "api/import/alike.h"
#include "api/import/text.h"
#include "events/schema/runtime/clean_text.h"

namespace kintsugi::api::import {
namespace {

constexpr std::size_t digits_max = 15;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

Cell unreadable(std::string_view text, std::string why) {
  return Cell::unreadable(std::string(text), std::move(why));
}

// The marks of our own money, before or behind the number.
void take_currency(std::string& text) {
  static constexpr std::array<std::string_view, 8> marks = {"CNY",    "RMB",    "cny", "rmb",
                                                            "\u00a5", "\uffe5", "元",  "圆"};
  for (const std::string_view mark : marks) {
    if (text.starts_with(mark)) {
      text.erase(0, mark.size());
    } else if (text.ends_with(mark)) {
      text.resize(text.size() - mark.size());
    } else {
      continue;
    }
    text = schema::clean_text(text, schema::TextFormat::code);
    return;
  }
}

// "1,280" or "1 280" in threes; without the separators, or nothing where it is not so.
std::optional<std::string> ungrouped(std::string_view text, char separator) {
  std::string out;
  std::size_t run = 0;
  bool grouped = false;
  for (const char c : text) {
    if (c == separator) {
      if (run == 0 || run > 3 || (grouped && run != 3)) return std::nullopt;
      grouped = true;
      run = 0;
    } else if (is_digit(c)) {
      ++run;
      out += c;
    } else {
      return std::nullopt;
    }
  }
  if (run == 0 || (grouped && run != 3)) return std::nullopt;
  return out;
}

struct Split {
  std::string whole;
  std::string rest;  // behind the decimal mark
};

// Where the last '.' or ',' is the decimal mark and what stands before it are thousands.
std::optional<Split> split_at(std::string_view text, std::size_t mark) {
  const std::string_view before = text.substr(0, mark);
  const std::string_view rest = mark == std::string_view::npos ? "" : text.substr(mark + 1);
  if (!all_digits(rest) || (mark != std::string_view::npos && rest.empty())) return std::nullopt;
  const char own = mark == std::string_view::npos ? '\0' : text[mark];
  const std::size_t other = before.find_first_not_of("0123456789");
  const char separator = other == std::string_view::npos ? '\0' : before[other];
  if (separator == own && separator != '\0') return std::nullopt;
  if (separator != '\0' && separator != ',' && separator != '.' && separator != ' ' &&
      separator != '\'') {
    return std::nullopt;
  }
  const std::optional<std::string> whole = ungrouped(before, separator);
  if (!whole) return std::nullopt;
  return Split{*whole, std::string(rest)};
}

// '0035 and ="0035": how a spreadsheet is told that figures are text; our own files tell it so.
std::string_view without_text_mark(std::string_view text) {
  if (text.size() > 1 && text.front() == '\'') return text.substr(1);
  if (text.size() > 3 && text.starts_with("=\"") && text.ends_with('"'))
    return text.substr(2, text.size() - 3);
  return text;
}

// `decimal`: the mark that is known to be the decimal one; '\0': whatever can be read in one way.
Cell read_unsigned(std::string_view text, int decimals, char decimal) {
  std::size_t mark = text.find_last_of(".,");
  const std::size_t first = text.find_first_of(".,");
  std::optional<Split> split;
  if (decimal != '\0') {
    mark = text.find(decimal);
  } else if (mark != first && text.find(text[mark] == ',' ? '.' : ',') == std::string_view::npos) {
    // One mark several times parts thousands.
    if (const auto whole = ungrouped(text, text[mark])) split = Split{*whole, {}};
  } else if (mark == first && mark != std::string_view::npos && text[mark] == ',' &&
             text[0] != '0' && text.size() - mark == 4) {
    // A lone comma with three digits behind it: money has no three decimals, a quantity may.
    if (decimals >= 3)
      return unreadable(text, "the comma may part thousands or be a decimal point");
    if (const auto whole = ungrouped(text, ',')) split = Split{*whole, {}};
  }
  if (!split) split = split_at(text, mark);
  if (!split) return unreadable(text, "no number that can be read in one way");
  const auto places = static_cast<std::size_t>(decimals);
  std::string& rest = split->rest;
  if (rest.find_first_not_of('0', std::min(places, rest.size())) != std::string::npos) {
    return unreadable(text, "finer than " + std::to_string(decimals) + " decimals");
  }
  rest.resize(places, '0');
  std::string digits = split->whole + rest;
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  if (digits.size() > digits_max) return unreadable(text, "more than 15 digits");
  return Cell::of(std::move(digits));
}

constexpr std::size_t spreadsheet_digits_max = 15;

// More digits than a spreadsheet keeps, with noughts where it has lost them; one or two are there
// by chance.
bool has_cut_end(std::string_view text) {
  return text.size() > spreadsheet_digits_max + 1 && all_digits(text) &&
         text.find_first_not_of('0', spreadsheet_digits_max) == std::string_view::npos &&
         text.find_first_not_of('0') != std::string_view::npos;
}

}  // namespace

bool may_be_thousands(std::string_view text) {
  const std::size_t mark = text.find('.');
  return mark != std::string_view::npos && mark >= 1 && mark <= 3 && text[0] != '0' &&
         text.size() - mark == 4 && all_digits(text.substr(0, mark)) &&
         all_digits(text.substr(mark + 1));
}

Cell read_decimal(std::string_view text, int decimals, char decimal) {
  std::string plain =
      schema::clean_text(without_text_mark(text), schema::TextFormat::code);
  if (plain.empty()) return {};
  if (decimals == 2) take_currency(plain);
  const bool minus = plain.starts_with('-');
  if (minus || plain.starts_with('+')) plain.erase(0, 1);
  if (decimals == 2) take_currency(plain);
  Cell read = read_unsigned(plain, decimals, decimal);
  if (!read.has_value()) read.text = text;
  if (read.has_value() && decimal == '\0' && may_be_thousands(plain)) read.said = text;
  if (minus && read.has_value() && read.text != "0") read.text.insert(0, 1, '-');
  return read;
}

Cell read_whole(std::string_view text) {
  const std::string plain =
      schema::clean_text(without_text_mark(text), schema::TextFormat::code);
  if (plain.find_first_of(", '") != std::string::npos) {
    return unreadable(text, "expected a whole number without separators");
  }
  const std::size_t point = plain.find('.');
  if (point != std::string::npos && plain.size() - point == 4) {
    return unreadable(text, "the point may part thousands");
  }
  return read_decimal(text, 0);
}

Cell read_truth(std::string_view text) {
  static constexpr std::array<std::string_view, 12> yes = {
      "true", "yes", "y", "t", "1", "on", "是", "有", "对", "真", "√", "✓"};
  static constexpr std::array<std::string_view, 13> no = {
      "false", "no", "n", "f", "0", "off", "否", "无", "没有", "不", "错", "假", "×"};
  const std::string word = word_key(text);
  const auto is_of = [&](const auto& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  if (is_of(yes)) return Cell::of("true");
  if (is_of(no)) return Cell::of("false");
  return unreadable(text, "expected true or false, yes or no: {…|map:NAME} says which it is");
}

Cell undo_spreadsheet(std::string_view text) {
  if (const auto bare = without_text_mark(text); bare.size() < text.size())
    return Cell::of(std::string(bare));
  const std::string plain = schema::clean_text(text, schema::TextFormat::code);
  const std::size_t point = plain.find_first_of(".,");  // the decimal mark
  if (point != std::string::npos && all_digits(plain.substr(0, point)) && point >= 5) {
    const std::string_view rest = std::string_view(plain).substr(point + 1);
    if (!rest.empty() && rest.find_first_not_of('0') == std::string_view::npos) {
      return Cell::of(plain.substr(0, point));
    }
  }
  if (has_cut_end(plain)) {
    Cell made = Cell::of(plain);
    made.said = text;
    made.why = "a spreadsheet keeps 15 digits and writes noughts behind them: are these its own?";
    return made;
  }
  const std::size_t exponent = plain.find_first_of("eE");
  const bool pointed = point == 1;
  if (exponent == std::string::npos || exponent == 0 || !is_digit(plain[0]) ||
      (!pointed && exponent != 1)) {
    return Cell::of(std::string(text));
  }
  const std::string fraction = pointed ? plain.substr(2, exponent - 2) : std::string();
  std::string_view power = std::string_view(plain).substr(exponent + 1);
  if (!power.starts_with('+')) return Cell::of(std::string(text));
  power.remove_prefix(1);
  if (!all_digits(fraction) || !all_digits(power) || power.empty() || power.size() > 2) {
    return Cell::of(std::string(text));
  }
  std::size_t digits = 0;
  std::from_chars(power.data(), power.data() + power.size(), digits);
  if (fraction.size() != digits) {
    return unreadable(text, "a spreadsheet has cut its digits");
  }
  return Cell::of(plain[0] + fraction);
}

Cell read_case(std::string_view text) {
  if (text.empty()) return {};
  Cell read = undo_spreadsheet(text);
  if (read.has_value() && says_nothing(read.text)) return unreadable(text, "it stands for none");
  return read;
}

}  // namespace kintsugi::api::import
