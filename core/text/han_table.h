#pragma once
// ICU's reading of each common Chinese character, asked when the engine is built
// (make_han_table.cpp): making ICU's rules takes a quarter of a second, which each process would
// pay anew. Any thread.

#include <string_view>

namespace kintsugi::core {

struct HanReading {
  char32_t simple = 0;      // the simplified form
  std::string_view pinyin;  // its syllable; lives for ever
};

// Of one of the table's characters; else with an empty `pinyin`, and ICU has to be asked.
HanReading han_reading(char32_t c);

}  // namespace kintsugi::core
