#pragma once
// What people copy along with what they look for: the label before it, the scheme of a link, how
// somebody is addressed, an extension. Only queries are freed of it; values stay as they are. Pure.

#include <string>
#include <string_view>

namespace kintsugi::core {

// "tel:13700001111" and "电话: 137 0000 1111" without what is before the number, "王小明先生" and
// "mr. wang" without the title, "021-55550000转801" without the extension. A title stays where it
// would leave one Chinese character, which says little: "王先生". `text` is folded and simplified
// (characters.h). Never empty where there was something.
std::u32string without_pasted(std::u32string_view text);

// "先生", "mr.": a word that only says how somebody is addressed.
bool is_title(std::u32string_view word);

// Where what was typed has another word: spaces, and the commas between what was copied together.
bool ends_word(char32_t c);

}  // namespace kintsugi::core
