#include "projections/lists/search.h"

#include <algorithm>
#include <cctype>

#include "core/text/characters.h"
#include "core/text/pasted.h"
#include "core/text/readings.h"
#include "core/text/search_key.h"
#include "projections/lists/address.h"

namespace kintsugi::projections::lists {
namespace {

using core::Character;
using core::character;
using core::KeyKind;

constexpr int suffixes_max = 12;  // of a text: the parts by which it is found
constexpr std::size_t term_octets_max = 96;

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
bool is_letter(char32_t c) { return c >= 'a' && c <= 'z'; }

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// The last characters of a number, as people say them.
void add_ends(std::vector<std::string>& out, const std::string& whole) {
  for (std::size_t last = number_stride; last < whole.size(); last += number_stride)
    add(out, whole.substr(whole.size() - last));
}

void add_phone(std::vector<std::string>& out, std::string_view value) {
  const std::string number = core::search_key(KeyKind::phone, value);
  add(out, number);
  if (number.size() > number_stride) add(out, number.substr(number.size() - number_stride));
}

// "wo202603010007", "202603010007", "0007": from the begin, after dashes, digits after letters; its
// ends, the last three too.
template <class Text>
void add_number(std::vector<std::string>& out, const Text& text) {
  std::string whole;
  std::vector<std::size_t> begins;  // places in `whole`
  bool dash = false, letter = false;
  for (const auto folded : text) {
    const auto c = static_cast<char32_t>(folded);
    const Character& one = character(c);
    if (!one.between) {
      if (dash || (letter && is_digit(c))) begins.push_back(whole.size());
      whole += one.octets;
    }
    dash = one.between;
    letter = is_letter(c);
  }
  add(out, whole);
  for (const std::size_t at : begins)
    if (at > 0 && at < whole.size()) add(out, whole.substr(at));
  if (!is_ascii(whole)) return;
  if (whole.size() > 3) add(out, whole.substr(whole.size() - 3));
  add_ends(out, whole);
}

void add_spellings(std::vector<std::string>& out, std::u32string_view text) {
  for (core::Spelled& one : core::spellings(text)) {
    add(out, std::move(one.whole));
    add(out, std::move(one.initials));
  }
}

// Where words begin, digits after letters, and each Chinese character: a text is found by what
// follows from there.
void add_name(std::vector<std::string>& out, std::u32string_view text) {
  const std::string whole = compact(text);
  add(out, whole);
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
  add_spellings(out, text);
  for (const std::size_t place : core::names_inside(text)) add_spellings(out, text.substr(place));
}

// From the begin of each piece on, and of every second Chinese character in it; words of Latin
// letters. Digits alone tell no address. Of roads and communities how their names are usually read.
void add_address(std::vector<std::string>& out, std::u32string_view text) {
  const std::string whole = compact(text);
  add(out, whole);
  int parts = 0;
  std::size_t at = 0, in_piece = 0;
  bool inside = false;
  for (const char32_t c : text) {
    const Character& one = character(c);
    const bool sign = one.han && ends_piece(c);
    const bool begins = (one.han && !sign && in_piece % address_stride == 0) ||
                        (one.word && !inside && !is_digit(c));
    if (begins && parts++ < suffixes_max) add(out, whole.substr(at));
    in_piece = !one.han || sign ? 0 : in_piece + 1;
    inside = one.word;
    if (!one.between) at += one.octets.size();
  }
  for (const std::u32string_view name : names_in_address(text)) {
    core::Spelled read = core::spellings(name).front();
    add(out, std::move(read.whole));
    add(out, std::move(read.initials));
  }
}

std::u32string folded_simplified(std::string_view value) {
  std::u32string out = core::folded_text(value, core::Chinese::simplified);
  for (char32_t& c : out) c = character(c).bare;
  std::erase(out, char32_t{0});
  return out;
}
std::string small(std::string_view ascii) {
  std::string out(ascii);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// Serials, models and such: of ASCII without blanks, a digit among them.
bool is_number(TermKind kind, std::string_view value) {
  return kind == TermKind::number ||
         (kind == TermKind::text && is_ascii(value) &&
          value.find(' ') == value.npos &&
          std::any_of(value.begin(), value.end(), [](char c) {
            return is_digit(static_cast<unsigned char>(c));
          }));
}

std::string octets_of(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) out += character(c).octets;
  return out;
}

// What is typed or stored may be anything: a name's key, unless it is digits as of a phone.
std::string key_of(std::string_view text) {
  std::string out = core::search_key(
      KeyKind::name, is_ascii(text) ? std::string(text) : octets_of(folded_simplified(text)));
  if (is_phone(out)) out = core::search_key(KeyKind::phone, out);
  if (out.size() > term_octets_max) {
    std::size_t end = term_octets_max;
    while ((static_cast<unsigned char>(out[end]) & 0xc0u) == 0x80u) --end;
    out.resize(end);
  }
  return out;
}

// A mobile's number, or a fixed one with its area code.
bool is_whole_phone(std::u32string_view text) {
  const std::string number = core::search_key(KeyKind::phone, octets_of(text));
  return is_phone(number) && number.size() >= 10 && number.size() <= 12;
}

// Without titles where there is another word; digits that are one phone together are one word.
std::vector<std::u32string> words_in(std::u32string_view text) {
  std::vector<std::u32string> out(1);
  for (const char32_t c : text) {
    if (!core::ends_word(c)) out.back() += c;
    else if (!out.back().empty()) out.emplace_back();
  }
  if (out.back().empty()) out.pop_back();
  for (std::size_t first = 0; first < out.size(); ++first) {
    std::u32string whole = out[first];
    for (std::size_t next = first + 1; next < out.size(); ++next) {
      if (!is_phone(octets_of(out[next]))) break;
      whole += out[next];
      if (!is_whole_phone(whole)) continue;
      out[first] = std::move(whole);
      out.erase(out.begin() + static_cast<std::ptrdiff_t>(first) + 1,
                out.begin() + static_cast<std::ptrdiff_t>(next) + 1);
      break;
    }
  }
  if (!std::all_of(out.begin(), out.end(), core::is_title)) std::erase_if(out, core::is_title);
  return out;
}

// Whether a road or community of the address is read as typed, from its begin.
bool is_read_so(std::string_view address, std::string_view wanted) {
  if (!is_ascii(wanted)) return false;
  const std::u32string text = folded_simplified(address);
  const auto names = names_in_address(text);
  return std::any_of(names.begin(), names.end(), [&](std::u32string_view name) {
    const core::Spelled read = core::spellings(name).front();
    return read.whole.starts_with(wanted) || read.initials.starts_with(wanted);
  });
}

// From its second, third, … character on; not where what is left would find too much.
void add_later(std::vector<Way>& out, std::string_view wanted) {
  if (is_part_of_number(wanted)) {
    for (std::size_t i = 1; i < number_stride && wanted.size() - i >= number_stride; ++i)
      out.push_back({std::string(wanted.substr(i)), true});
    // A phone without what is dialled before it: by its last four.
    if (is_phone(wanted) && wanted.size() >= 2 * number_stride)
      out.push_back({std::string(wanted.substr(wanted.size() - number_stride)), true});
    return;
  }
  std::size_t first = 1;
  while (first < wanted.size() && (static_cast<unsigned char>(wanted[first]) & 0xc0u) == 0x80u)
    ++first;
  if (first > 1 && first < wanted.size())  // Chinese
    out.push_back({std::string(wanted.substr(first)), true});
}

}  // namespace

std::string folded(std::string_view text) {
  std::string out;
  for (const char32_t c : folded_simplified(text)) out += character(c).octets;
  return out;
}

std::string looked_for(std::string_view typed) {
  if (is_ascii(typed) && std::none_of(typed.begin(), typed.end(), [](char c) {
        return std::isalpha(static_cast<unsigned char>(c)) || c == '#' || c == ',' || c == ';';
      }))
    return key_of(typed);  // most numbers: without ICU
  return key_of(octets_of(core::without_pasted(folded_simplified(typed))));
}

std::vector<std::string> words_looked_for(std::string_view typed) {
  std::vector<std::string> out;
  std::string joined = looked_for(typed);
  if (joined.empty()) return out;
  if (is_phone(joined)) return {std::move(joined)};
  for (const std::u32string& word : words_in(core::without_pasted(folded_simplified(typed)))) {
    std::string one = looked_for(octets_of(word));
    if (!one.empty() && std::find(out.begin(), out.end(), one) == out.end())
      out.push_back(std::move(one));
  }
  return out;
}

bool is_part_of_number(std::string_view wanted) {
  const auto fits = [](char c) {
    return is_digit(static_cast<unsigned char>(c)) || is_letter(static_cast<unsigned char>(c));
  };
  return wanted.size() >= 3 && std::all_of(wanted.begin(), wanted.end(), fits) &&
         std::any_of(wanted.begin(), wanted.end(),
                     [](char c) { return is_digit(static_cast<unsigned char>(c)); });
}

std::vector<std::string> terms_of(TermKind kind, std::string_view value) {
  std::vector<std::string> out;
  if (value.empty()) return out;
  if (kind == TermKind::phone) {
    add_phone(out, value);
    return out;
  }
  const bool number = is_number(kind, value);
  if (number && is_ascii(value)) {  // most of them: without ICU, at a tenth of the cost
    add_number(out, small(value));
    return out;
  }
  const std::u32string text = folded_simplified(value);
  if (number)
    add_number(out, text);
  else if (kind == TermKind::address)
    add_address(out, text);
  else
    add_name(out, text);
  return out;
}

std::vector<Way> ways_of(std::string_view wanted) {
  std::vector<Way> out{{std::string(wanted), false}};
  add_later(out, wanted);
  return out;
}

Fit fit_of(TermKind kind, std::string_view value, std::string_view wanted) {
  if (value.empty()) return Fit::none;
  const std::string key = key_of(value);
  const std::size_t at = key.find(wanted);
  if (is_number(kind, value) || kind == TermKind::phone) {
    if (at == key.npos) return Fit::none;
    if (at == 0) return key.size() == wanted.size() ? Fit::same_number : Fit::begin_of_number;
    // Only its end tells a phone: what is inside is anybody's.
    return kind != TermKind::phone || key.ends_with(wanted) ? Fit::part : Fit::none;
  }
  if (kind == TermKind::address)
    return at != key.npos || is_read_so(value, wanted) ? Fit::part : Fit::none;
  if (at != key.npos) return at == 0 ? Fit::name : Fit::part;
  if (!is_ascii(wanted)) return Fit::none;
  for (const core::Spelled& one : core::spellings(folded_simplified(value))) {
    if (one.whole.starts_with(wanted) || one.initials.starts_with(wanted)) return Fit::name;
    if (one.whole.find(wanted) != one.whole.npos) return Fit::part;
  }
  return Fit::none;
}

}  // namespace kintsugi::projections::lists
