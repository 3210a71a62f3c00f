#pragma once
// Searching as people type: phone numbers with dashes, spaces, +86, full-width digits or by their
// last four; serials in any case, and by a part; names by a part, by pinyin or its initials;
// addresses by a part; traditional characters as simplified ones. Any thread.
//
// A value has terms, sorted in the store, and is found by their beginnings. Terms do not begin at
// every character, which would take a row for each: a number's at every number_stride from its end,
// an address's at every address_stride. What was typed is therefore looked for from its first, its
// second … character on, and where it was not the first, what is found is checked.

#include <string>
#include <string_view>
#include <vector>

namespace kintsugi::projections::lists {

// For comparing texts: compatibility forms and capitals folded (ICU), traditional characters made
// simplified.
std::string folded(std::string_view text);

// What a query looks terms up by: the key of core/text/search_key.h, a phone's where it is digits,
// without what was copied along (core/text/pasted.h). Empty: nothing to look for.
std::string looked_for(std::string_view typed);

// The words of what was typed, as above: each must be found. A phone written with blanks is one;
// what only says how somebody is addressed is none beside others.
std::vector<std::string> words_looked_for(std::string_view typed);

// What was typed, as above, may stand inside a number: three digits and Latin letters or more,
// with a digit among them.
bool is_part_of_number(std::string_view wanted);
// A number has terms of its last 4, 8, 12 … characters. So it is found by any part of 7, by any end
// of 4, and by any beginning.
inline constexpr std::size_t number_stride = 4;
inline constexpr std::size_t number_part_min = 2 * number_stride - 1;
// Characters of the piece of an address between its signs (区, 路, 号 …): any part of 3 is found, of
// 2 in most.
inline constexpr std::size_t address_stride = 2;

enum class TermKind { text, phone, number, address };
// Another word each time that values are given other terms: tables are built anew for it.
inline constexpr std::string_view terms_made =
    "6: ways of reading, parts of numbers and addresses, how roads are read, no accents";
// The terms under which a value is found by their beginnings.
std::vector<std::string> terms_of(TermKind kind, std::string_view value);

// How a word is looked up: what terms begin with, and whether what they find is to be checked for
// the word itself, since its first characters were left out.
struct Way {
  std::string beginning;
  bool checked = false;
};
// In the order in which they are tried.
std::vector<Way> ways_of(std::string_view wanted);

// How well a value fits, best first.
enum class Fit : char { same_number, begin_of_number, name, part, none };
// `wanted`: one of words_looked_for, or looked_for.
Fit fit_of(TermKind kind, std::string_view value, std::string_view wanted);

}  // namespace kintsugi::projections::lists
