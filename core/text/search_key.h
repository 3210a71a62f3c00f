#pragma once
// When two texts mean one thing, however they were typed. Claims, look-ups and indexes compare
// keys; events keep the text as typed. Pure, any thread.

#include <string>
#include <string_view>

namespace kintsugi::core {

enum class KeyKind {
  name,    // of people and firms: traditional characters as simplified ones
  phone,   // without China's country code and what is dialled before it
  number,  // serials, numbers on paper, a maker's own
  code,    // brands, categories, items, models, areas: blanks between words and dashes count
};

// The text with compatibility forms (full width) and capitals folded; but for codes without spaces,
// dashes, dots, brackets and quotes: "１38-0000 1234", "+86 13800001234" and "13800001234" are one
// phone, "sn-１" and "SN1" one serial, "艾·力（甲）" and "艾•力(甲)" one name. Empty where nothing
// is left. Well-formed UTF-8.
std::string search_key(KeyKind kind, std::string_view text);

// Whether the keys are equal; without making them where the texts are.
bool same_key(KeyKind kind, std::string_view a, std::string_view b);

}  // namespace kintsugi::core
