#pragma once
// Searching as people type: phone numbers with dashes, spaces, +86, full-width digits or by their
// last four; serials in any case; names by a part, by pinyin or its initials; traditional
// characters as simplified ones. Any thread.

#include <string>
#include <string_view>
#include <vector>

namespace kintsugi::projections::lists {

// For comparing texts: compatibility forms and capitals folded (ICU), traditional characters made
// simplified.
std::string folded(std::string_view text);

// What a query looks terms up by: the key of core/text/search_key.h, a phone's where it is digits.
// Empty: nothing to look for.
std::string looked_for(std::string_view typed);

// What was typed, as above, may stand inside a number: three digits and Latin letters or more,
// with a digit among them.
bool is_part_of_number(std::string_view wanted);
// A number has a term of its last so many characters.
inline constexpr std::size_t number_end = 4;

enum class TermKind { text, phone, number };
// Another word each time that values are given other terms: tables are built anew for it.
inline constexpr std::string_view terms_made = "3: keys of core/text";
// The terms under which a value is found by their beginnings.
std::vector<std::string> terms_of(TermKind kind, std::string_view value);

}  // namespace kintsugi::projections::lists
