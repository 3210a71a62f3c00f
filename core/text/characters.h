#pragma once
// What Unicode says of characters (ICU), for comparing texts. Pure: the same for every text and on
// every machine with that ICU; the folding never changes for a character that Unicode has assigned
// (its stability policy), what is simplified or read in which way may with ICU's data. Any thread.

#include <string>
#include <string_view>

namespace kintsugi::core {

// What is asked once of each: whole texts cost some 60 µs, a look-up 2 ns. What a character is
// alone is not always what it is in a text.
struct Character {
  bool alone = false;  // folded by itself in any text, to `folded`
  char32_t folded = 0;
  char32_t bare = 0;  // without accents; 0: it is one (of scripts that have letters)
  bool han = false;
  bool word = false;      // a letter or digit, and not Chinese
  bool between = false;   // not compared: spaces, dashes, dots, brackets, quotes
  bool space = false;     // of those, as is
  bool dash = false;      // of any width
  std::string octets;     // UTF-8
  std::u32string simple;  // of a Chinese one
  std::string pinyin;     // of a Chinese one: its syllable
};

// Lives for ever.
const Character& character(char32_t c);

enum class Chinese { as_it_is, simplified };
// Compatibility forms (full width, ligatures) and capitals folded.
std::u32string folded_text(std::string_view text, Chinese chinese);

// Compatibility forms as the plain ones ("ＳＮ１" is "SN1"), without blanks around; capitals stay.
std::string narrow(std::string_view text);

}  // namespace kintsugi::core
