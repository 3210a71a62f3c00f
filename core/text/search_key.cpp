#include "core/text/search_key.h"

#include <algorithm>

#include "core/text/characters.h"

namespace kintsugi::core {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}
char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string compact(std::string_view text, Chinese chinese) {
  std::string out;
  if (is_ascii(text)) {  // most of them: a tenth of the cost
    for (const char c : text)
      if (!character(static_cast<unsigned char>(c)).between) out += small(c);
    return out;
  }
  for (const char32_t c : folded_text(text, chinese))
    if (const Character& one = character(c); !one.between) out += one.octets;
  return out;
}

// Printable ASCII with single blanks inside, and Chinese of the main blocks: what folding changes
// of that is capitals.
bool is_plain_code(std::string_view text) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto octet = static_cast<unsigned char>(text[i]);
    if (octet >= 0xE4 && octet <= 0xE9) {
      i += 2;
    } else if (octet < 0x20 || octet > 0x7E || (octet == ' ' && text[i + 1] == ' ')) {
      return false;
    }
  }
  return true;
}

// One blank between words, one kind of dash.
std::string spaced(std::string_view text) {
  std::string out;
  if (is_plain_code(text)) {
    for (const char c : text) out += small(c);
    return out;
  }
  bool blank = false;
  for (const char32_t c : folded_text(text, Chinese::as_it_is)) {
    const Character& one = character(c);
    if (one.space) {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    out += one.dash ? "-" : one.octets;
  }
  return out;
}

bool is_mobile(std::string_view number) {
  return number.size() == 11 && number[0] == '1' && number[1] >= '3';
}

// "8613700020025", "0086…", "+86…", "013700020025"; "+862155550000" is "02155550000" at home.
std::string at_home(std::string number) {
  if (number.empty() || number.find_first_not_of("0123456789+") != number.npos) return number;
  const std::string_view whole = number;
  for (const std::string_view code : {"+86", "0086"}) {
    if (!whole.starts_with(code)) continue;
    std::string_view rest = whole.substr(code.size());
    if (rest.starts_with('0') && is_mobile(rest.substr(1))) rest.remove_prefix(1);  // "+86 (0)138…"
    const bool of_a_place = rest.starts_with("10") || (!rest.empty() && rest[0] >= '2');
    const bool of_a_service =
        rest.starts_with("400") || rest.starts_with("800") || rest.starts_with("95");
    return (of_a_place && !of_a_service ? "0" : "") + std::string(rest);
  }
  // No number at home is so long: "86 21 5555 0000".
  const bool has_code = whole.starts_with("86") && (whole.size() == 12 || whole.size() == 13);
  if (has_code && !is_mobile(whole.substr(2))) return at_home("+" + number);
  for (const std::string_view before : {"86", "0"})
    if (whole.starts_with(before) && is_mobile(whole.substr(before.size())))
      return std::string(whole.substr(before.size()));
  return number;
}

}  // namespace

std::string search_key(KeyKind kind, std::string_view text) {
  switch (kind) {
    case KeyKind::name:
      return compact(text, Chinese::simplified);
    case KeyKind::phone:
      return at_home(compact(text, Chinese::as_it_is));
    case KeyKind::number:
      return compact(text, Chinese::as_it_is);
    case KeyKind::code:
      return spaced(text);
  }
  return {};
}

bool same_key(KeyKind kind, std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (kind == KeyKind::code && is_plain_code(a) && is_plain_code(b)) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return small(x) == small(y); });
  }
  return search_key(kind, a) == search_key(kind, b);
}

}  // namespace kintsugi::core
