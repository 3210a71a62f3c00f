#include "events/schema/runtime/clean_text.h"

#include <algorithm>

namespace kintsugi::schema {
namespace {

constexpr char32_t gone = 0xFFFFFFFF;  // no character: it is left out
constexpr char32_t joiner = 0x200D;

struct Character {
  char32_t point = 0;
  std::size_t octets = 1;
};

// The text is well formed; what is not passes through octet by octet.
Character character_at(std::string_view text, std::size_t at) {
  const auto octet = [&](std::size_t i) -> char32_t {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const char32_t first = octet(at);
  if (first < 0xC0) return {first, 1};
  const std::size_t octets = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (at + octets > text.size()) return {first, 1};
  char32_t point = first & (0xFFU >> (octets + 1));
  for (std::size_t i = 1; i < octets; ++i) point = point << 6 | (octet(at + i) & 0x3FU);
  return {point, octets};
}

bool is_line_end(char32_t c) {
  return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}
bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }
bool is_blank(char32_t c) {
  return c == ' ' || c == '\t' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}
// Unicode's marks of direction and characters without width.
bool is_unseen(char32_t c) {
  return c == 0xAD || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}
bool is_emoji(char32_t c) { return c >= 0x1F000 || c == 0xFE0F || (c >= 0x2190 && c <= 0x2BFF); }
bool is_dash(char32_t c) {
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63;
}

char32_t in_code(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;  // full-width forms of ASCII
  if (is_dash(c)) return '-';
  return is_blank(c) ? U' ' : c;
}

// What one character becomes; `before` is what stands before it.
char32_t cleaned(char32_t c, char32_t before, TextFormat format) {
  const bool lines = format == TextFormat::multiline;
  if (is_line_end(c)) return lines ? U'\n' : U' ';
  if (c == '\t') return lines ? c : U' ';
  if (is_control(c)) return c == 0 ? c : gone;
  if (c == joiner && is_emoji(before)) return c;
  if (is_unseen(c)) return gone;
  return format == TextFormat::phone || format == TextFormat::code ? in_code(c) : c;
}

void trim(std::string& text) {
  std::size_t first = 0;
  std::size_t kept = 0;  // up to the last character that is no blank
  bool begun = false;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    const bool blank = is_blank(c.point) || is_line_end(c.point);
    if (!blank && !begun) {
      begun = true;
      first = at;
    }
    at += c.octets;
    if (!blank) kept = at;
  }
  text.resize(kept);
  text.erase(0, first);
}

}  // namespace

TextFormat text_format_of(std::string_view format) {
  if (format == "multiline") return TextFormat::multiline;
  if (format == "phone") return TextFormat::phone;
  if (format == "code") return TextFormat::code;
  if (format == "secret") return TextFormat::exact;
  return TextFormat::plain;
}

bool wants_cleaning(std::string_view text, TextFormat format) {
  if (format == TextFormat::exact || text.empty()) return false;
  if (text.front() == ' ' || text.back() == ' ') return true;
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto octet = static_cast<unsigned char>(c);
    return octet < 0x20 || octet >= 0x7F;
  });
}

std::string clean_text(std::string_view text, TextFormat format) {
  if (!wants_cleaning(text, format)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    const bool second_half = c.point == '\n' && at > 0 && text[at - 1] == '\r';
    const char32_t becomes = second_half ? gone : cleaned(c.point, before, format);
    if (becomes == c.point) {
      out.append(text, at, c.octets);
    } else if (becomes != gone) {
      out += static_cast<char>(becomes);  // all that something becomes is ASCII
    }
    before = c.point;
    at += c.octets;
  }
  trim(out);
  return out;
}

}  // namespace kintsugi::schema
