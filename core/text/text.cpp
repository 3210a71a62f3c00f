#include "core/text/text.h"

#include <algorithm>
#include <cstdint>
#include <initializer_list>

#include "core/text/characters.h"

namespace kintsugi::core {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
std::uint8_t octet(char c) { return static_cast<std::uint8_t>(c); }

// The octets that follow a first octet of UTF-8; -1 where none may begin with it.
int followers(std::uint8_t first) {
  if (first < 0x80) return 0;
  if (first >= 0xC2 && first <= 0xDF) return 1;
  if (first >= 0xE0 && first <= 0xEF) return 2;
  if (first >= 0xF0 && first <= 0xF4) return 3;
  return -1;
}

// The second octet's range is narrower after some first ones: no overlong form, no surrogate, no
// value beyond U+10FFFF.
bool second_fits(std::uint8_t first, std::uint8_t second) {
  if (first == 0xE0) return second >= 0xA0;
  if (first == 0xED) return second <= 0x9F;
  if (first == 0xF0) return second >= 0x90;
  if (first == 0xF4) return second <= 0x8F;
  return true;
}

}  // namespace

bool is_clean(std::string_view text, bool lines) {
  for (std::size_t i = 0; i < text.size();) {
    const std::uint8_t first = octet(text[i]);
    if (first < 0x20 && !(lines && (first == '\n' || first == '\t'))) return false;
    if (first == 0x7F) return false;
    const int more = followers(first);
    if (more < 0 || text.size() - i <= static_cast<std::size_t>(more)) return false;
    for (int k = 1; k <= more; ++k) {
      const std::uint8_t next = octet(text[i + static_cast<std::size_t>(k)]);
      if ((next & 0xC0) != 0x80 || (k == 1 && !second_fits(first, next))) return false;
    }
    if (first == 0xC2 && octet(text[i + 1]) < 0xA0) return false;  // C1 control characters
    i += 1 + static_cast<std::size_t>(more);
  }
  return true;
}

namespace {

// The rest of a character are octets that follow its first.
bool is_at_most(std::string_view text, std::size_t length_max) {
  if (text.size() <= length_max) return true;
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins)) <= length_max;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \n\t") == std::string_view::npos;
}

bool begins_with_any(std::string_view text, std::initializer_list<std::string_view> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view one) { return text.starts_with(one); });
}

// A number within China, without 86 before it.
bool is_likely_in_china(std::string_view n) {
  const std::size_t size = n.size();
  if (size < 5) return false;
  if (size == 11 && n[0] == '1') return n[1] >= '3';                    // mobile: 13…19
  if (begins_with_any(n, {"400", "800"})) return size == 10;            // the called one pays
  if (begins_with_any(n, {"010", "02"})) return size == 10 || size == 11;  // area code of three
  if (n[0] == '0') return (size == 11 || size == 12) && n[1] >= '3';    // and of four
  if (begins_with_any(n, {"95", "96", "10", "11", "12"})) return size == 5 || size == 6;
  return (size == 7 || size == 8) && n[0] >= '2';  // of the same town
}

}  // namespace

bool is_line(std::string_view text, std::size_t length_max) {
  return !is_blank(text) && is_at_most(text, length_max) && is_clean(text);
}

bool is_reason(std::string_view text) { return !is_blank(text) && is_note(text, 1000); }

bool is_reason_or_empty(std::string_view text) { return text.empty() || is_reason(text); }

bool is_line_or_empty(std::string_view text, std::size_t length_max) {
  return text.empty() || is_line(text, length_max);
}

bool is_note(std::string_view text, std::size_t length_max) {
  return is_at_most(text, length_max) && is_clean(text, true);
}

bool is_id(std::string_view text) {
  return text.size() <= 64 && is_line(text, 64) && text.front() != ' ' && text.back() != ' ' &&
         text.find_first_of("/:") == std::string_view::npos;
}

std::optional<std::string> normal_phone(std::string_view text) {
  std::string digits;
  for (char c : narrow(text)) {
    if (c == '+' && digits.empty()) {
      digits.push_back(c);
    } else if (is_digit(c)) {
      digits.push_back(c);
    } else if (c != ' ' && c != '-' && c != '(' && c != ')') {
      return std::nullopt;
    }
  }
  const std::size_t count = digits.size() - (digits.starts_with('+') ? 1 : 0);
  if (count < 5 || count > 15) return std::nullopt;
  return digits;
}

bool is_likely_phone(std::string_view number) {
  if (number.starts_with("+86")) return is_likely_in_china(number.substr(3));
  if (number.starts_with("0086")) return is_likely_in_china(number.substr(4));
  const std::string_view digits = number.substr(number.starts_with('+') ? 1 : 0);
  if (digits.empty()) return false;
  const bool one_digit = digits.find_first_not_of(digits[0]) == std::string_view::npos;
  if (one_digit) return false;
  if (number[0] == '+') return digits.size() >= 8 && digits[0] != '0';
  return is_likely_in_china(number);
}

bool is_paper_number(std::string_view typed, std::size_t length_min) {
  const std::string text = narrow(typed);
  return text.size() >= length_min && text.size() <= 40 &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return is_digit(c) || is_letter(c) || c == '-' || c == '.' || c == '_';
         });
}

bool is_sha256(std::string_view text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

}  // namespace kintsugi::core
