#include "replay/reports/csv.h"

#include <algorithm>
#include <span>

namespace kintsugi::replay {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_of(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) -
                                  text.begin());
}

// Octets of the first of `all` that the text begins with; 0: none.
std::size_t begins_with(std::string_view text, std::span<const std::string_view> all) {
  for (const std::string_view one : all)
    if (text.starts_with(one)) return one.size();
  return 0;
}

// Full width, small forms and the minus of mathematics: what programs make the ASCII ones of.
constexpr std::string_view formula_signs[] = {"=", "+", "-", "@", "＝", "＋", "－", "＠",
                                              "﹦", "﹢", "﹣", "﹫", "−"};
// What programs skip or take away before they look. Those without a width are written out.
constexpr std::string_view skipped[] = {
    " ",            "\t",           "\r",           "\n",           "\"",
    "\x0b",         "\x0c",         "\xc2\xa0",     "\xe3\x80\x80", "\xe2\x80\x80",
    "\xe2\x80\x81", "\xe2\x80\x82", "\xe2\x80\x83", "\xe2\x80\x84", "\xe2\x80\x85",
    "\xe2\x80\x86", "\xe2\x80\x87", "\xe2\x80\x88", "\xe2\x80\x89", "\xe2\x80\x8a",
    "\xe2\x80\x8b", "\xe2\x80\x8c", "\xe2\x80\x8d", "\xe2\x80\x8e", "\xe2\x80\x8f",
    "\xe2\x80\xaf", "\xe2\x81\xa0", "\xef\xbb\xbf"};
constexpr std::string_view separators = ",;\t|\r\n\x0b\x0c";

bool begins_a_formula(std::string_view text) {
  while (const std::size_t size = begins_with(text, skipped)) text.remove_prefix(size);
  return begins_with(text, formula_signs) > 0;
}

// 12 · 1,234 · .5 · 12% · 3E10
bool is_number(std::string_view text) {
  const auto head = std::min(text.find_first_not_of("0123456789,"), text.size());
  const bool headed = head > 0 && text[0] != ',';
  if (head > 0 && !headed) return false;
  text.remove_prefix(head);
  bool figures = headed;
  if (!text.empty() && text[0] == '.') {
    text.remove_prefix(1);
    const std::size_t tail = digits_of(text);
    figures = figures || tail > 0;
    text.remove_prefix(tail);
  }
  if (!figures) return false;
  if (!text.empty() && (text[0] == 'e' || text[0] == 'E')) {
    text.remove_prefix(1);
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
    const std::size_t power = digits_of(text);
    if (power == 0) return false;
    text.remove_prefix(power);
  }
  return text.empty() || text == "%";
}

// 3-4 · 2026/3/9 · 12:30 · 2026-03-09 12:30: two or three figures, as a day or a time has them.
bool is_day_or_time(std::string_view text) {
  const std::string_view first = text.substr(0, text.find(' '));
  if (first.size() < text.size()) {
    const std::string_view second = text.substr(first.size() + 1);
    return is_day_or_time(first) && second.find(' ') == std::string_view::npos &&
           is_day_or_time(second);
  }
  std::size_t figures = 0;
  std::size_t years = 0;
  while (true) {
    const std::size_t count = digits_of(text);
    if (count != 1 && count != 2 && count != 4) return false;
    years += count == 4 ? 1 : 0;
    ++figures;
    text.remove_prefix(count);
    if (text.empty()) break;
    if (text[0] != '-' && text[0] != '/' && text[0] != ':' && text[0] != '.') return false;
    text.remove_prefix(1);
  }
  return years <= 1 && (figures == 2 || figures == 3);
}

// Shown by a spreadsheet as it is, though it takes it for a number.
bool is_plain_number(std::string_view text) {
  constexpr std::size_t shown_max = 11;  // more digits become 6.9E+17
  return digits_of(text) == text.size() && text.size() <= shown_max &&
         (text.size() == 1 || text[0] != '0');
}

bool would_change(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return (is_number(text) && !is_plain_number(text)) || is_day_or_time(text);
}

}  // namespace

void append_csv(std::string& out, std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char octet : text) {
    if (octet == '"') out += '"';
    out += octet;
  }
  out += '"';
}

void append_spreadsheet_text(std::string& out, std::string_view text) {
  out += '"';
  const bool blank_first = !text.empty() && (text[0] == '\t' || text[0] == '\r' || text[0] == '\n');
  if (blank_first || begins_a_formula(text) || would_change(text)) out += '\'';
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') out += '"';
    out += text[i];
    if (separators.find(text[i]) != std::string_view::npos && begins_a_formula(text.substr(i + 1)))
      out += '\'';
  }
  out += '"';
}

}  // namespace kintsugi::replay
