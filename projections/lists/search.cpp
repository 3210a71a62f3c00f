#include "projections/lists/search.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/text/characters.h"
#include "core/text/search_key.h"

namespace kintsugi::projections::lists {
namespace {

using core::Character;
using core::character;
using core::KeyKind;

constexpr int suffixes_max = 12;  // of a text: the parts by which it is found
constexpr std::size_t term_octets_max = 96;

struct Reading {
  std::u32string_view text;
  const char* pinyin;  // its syllables, with a space after each but the last
};
// Brands, places and family names that are read otherwise than their characters are alone.
constexpr std::array names_read_otherwise = {
    Reading{U"长虹", "chang hong"}, Reading{U"重庆", "chong qing"}, Reading{U"厦门", "xia men"},
    Reading{U"长沙", "chang sha"},  Reading{U"长春", "chang chun"}, Reading{U"成都", "cheng du"},
    Reading{U"西藏", "xi zang"},    Reading{U"单", "shan"},         Reading{U"曾", "zeng"},
    Reading{U"仇", "qiu"},          Reading{U"解", "xie"},          Reading{U"查", "zha"},
    Reading{U"区", "ou"},           Reading{U"任", "ren"},          Reading{U"朴", "piao"},
    Reading{U"盖", "ge"},           Reading{U"华", "hua"},          Reading{U"乐", "le"}};

std::string compact(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text)
    if (const Character& one = character(c); !one.between) out += one.octets;
  return out;
}

void add(std::vector<std::string>& out, std::string term) {
  if (term.empty()) return;
  if (term.size() > term_octets_max) {  // at the begin of a character
    std::size_t end = term_octets_max;
    while ((static_cast<unsigned char>(term[end]) & 0xc0u) == 0x80u) --end;
    term.resize(end);
  }
  if (std::find(out.begin(), out.end(), term) == out.end()) out.push_back(std::move(term));
}

bool is_phone(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789+") == text.npos;
}
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

// The last digits of a number, as people say them.
void add_last(std::vector<std::string>& out, const std::string& whole) {
  for (const std::size_t last : {std::size_t{3}, number_end})
    if (whole.size() > last) add(out, whole.substr(whole.size() - last));
}

// "wo202603010007", "202603010007", "0007"; and its last digits.
void add_number(std::vector<std::string>& out, const std::string& whole,
                const std::vector<std::size_t>& after_dash) {
  add(out, whole);
  for (const std::size_t at : after_dash)
    if (at > 0 && at < whole.size()) add(out, whole.substr(at));
  add_last(out, whole);
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void add_phone(std::vector<std::string>& out, std::string_view value) {
  const std::string number = core::search_key(KeyKind::phone, value);
  add(out, number);
  if (number.size() > number_end) add(out, number.substr(number.size() - number_end));
}

void add_ascii(std::vector<std::string>& out, std::string_view value) {
  std::string whole;
  std::vector<std::size_t> after_dash;  // places in `whole`
  for (const char c : value) {
    if (character(static_cast<unsigned char>(c)).between) {
      after_dash.push_back(whole.size());
    } else {
      whole += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  add_number(out, whole, after_dash);
}

// The pinyin of a text and its initials: "kongtiao", "kt". Empty where no character is Chinese.
void add_pinyin(std::vector<std::string>& out, std::u32string_view text) {
  std::string whole, initials;
  bool any = false;
  for (std::size_t i = 0; i < text.size();) {
    const auto special = std::find_if(
        names_read_otherwise.begin(), names_read_otherwise.end(), [&](const Reading& one) {
          // Single characters are family names: only where a name begins.
          return (one.text.size() > 1 || i == 0) && text.substr(i).starts_with(one.text);
        });
    std::string_view syllables;
    if (special != names_read_otherwise.end()) {
      syllables = special->pinyin;
      i += special->text.size();
    } else {
      const Character& one = character(text[i++]);
      if (!one.han) {
        if (one.word && one.octets.size() == 1) whole += one.octets, initials += one.octets;
        continue;
      }
      syllables = one.pinyin;
    }
    any = true;
    bool begins = true;
    for (const char c : syllables) {
      if (c == ' ') {
        begins = true;
        continue;
      }
      whole += c;
      if (std::exchange(begins, false)) initials += c;
    }
  }
  if (!any) return;
  add(out, std::move(whole));
  add(out, std::move(initials));
}

// Where words begin, digits after letters, and each Chinese character: a text is found by what
// follows from there. One that ends in digits is a number as well: "SN20260042".
void add_parts(std::vector<std::string>& out, std::u32string_view text, const std::string& whole) {
  int parts = 0;
  bool inside = false, digits = false;
  std::size_t at = 0;  // in `whole`
  for (const char32_t c : text) {
    const Character& one = character(c);
    const bool begins = one.han || (one.word && !inside) || (is_digit(c) && !digits);
    if (begins && parts++ < suffixes_max) add(out, whole.substr(at));
    inside = one.word;
    digits = is_digit(c);
    if (!one.between) at += one.octets.size();
  }
  if (!whole.empty() && is_digit(static_cast<unsigned char>(whole.back())) && is_ascii(whole))
    add_last(out, whole);
}

}  // namespace

std::string folded(std::string_view text) {
  std::string out;
  for (const char32_t c : core::folded_text(text, core::Chinese::simplified))
    out += character(c).octets;
  return out;
}

std::string looked_for(std::string_view typed) {
  // What is typed may be anything: a name's key, unless it is digits as of a phone.
  std::string out = core::search_key(KeyKind::name, typed);
  if (is_phone(out)) out = core::search_key(KeyKind::phone, out);
  if (out.size() > term_octets_max) out.resize(term_octets_max);
  return out;
}

bool is_part_of_number(std::string_view wanted) {
  const auto fits = [](char c) {
    return is_digit(static_cast<unsigned char>(c)) || (c >= 'a' && c <= 'z');
  };
  return wanted.size() >= 3 && std::all_of(wanted.begin(), wanted.end(), fits) &&
         std::any_of(wanted.begin(), wanted.end(),
                     [](char c) { return is_digit(static_cast<unsigned char>(c)); });
}

std::vector<std::string> terms_of(TermKind kind, std::string_view value) {
  std::vector<std::string> out;
  if (value.empty()) return out;
  // Most phones, numbers and serials: the same terms without ICU, at a tenth of the cost.
  if (kind == TermKind::phone) {
    add_phone(out, value);
    return out;
  }
  if (kind == TermKind::number && is_ascii(value)) {
    add_ascii(out, value);
    return out;
  }
  const std::u32string text = core::folded_text(value, core::Chinese::simplified);
  const std::string whole = compact(text);
  if (kind == TermKind::number) {
    std::vector<std::size_t> after_dash;
    std::size_t at = 0;
    for (const char32_t c : text) {
      const Character& one = character(c);
      if (one.between) after_dash.push_back(at);
      if (!one.between) at += one.octets.size();
    }
    add_number(out, whole, after_dash);
    return out;
  }
  add(out, whole);
  add_parts(out, text, whole);
  add_pinyin(out, text);
  return out;
}

}  // namespace kintsugi::projections::lists
