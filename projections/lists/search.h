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

// What a query looks terms up by: folded, without spaces, dashes and parentheses, a phone number
// without its country code. Empty: nothing to look for.
std::string looked_for(std::string_view typed);

enum class TermKind { text, phone, number };
// The terms under which a value is found by their beginnings.
std::vector<std::string> terms_of(TermKind kind, std::string_view value);

}  // namespace kintsugi::projections::lists
