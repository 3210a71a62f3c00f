#pragma once
// What becomes of a text that a person typed or pasted, or that another system wrote, before
// anything is checked: the one place for it, whatever way the text came in. What says something
// stays as it was typed. Pure; any thread.

#include <cstdint>
#include <string>
#include <string_view>

namespace kintsugi::schema {

enum class TextFormat : std::uint8_t {
  plain,      // one line
  multiline,  // lines
  phone,      // digits and + - ( ) * # and blanks
  code,       // a serial, a paper's or a maker's number: letters and digits of ASCII
  exact,      // a secret: every octet counts
};

TextFormat text_format_of(std::string_view format);  // of a field's $format

// Of well-formed UTF-8:
// - line ends (CR LF, CR, VT, FF, NEL, U+2028, U+2029) become LF in several lines, a blank in one;
//   there a tab becomes a blank too, and blanks other than U+0020 (NBSP, U+3000 …) stay as typed;
// - marks of direction (bidi), zero-width characters and all other controls but NUL go; a joiner
//   (ZWJ) stays within emoji;
// - blanks and line ends at the begin and the end go;
// - phone and code: full-width forms become ASCII, dashes '-', every blank U+0020.
// Nothing grows. NUL is left for the check of the text to refuse.
std::string clean_text(std::string_view text, TextFormat format);

// False where clean_text would give the same: most texts of ASCII, found out in one pass.
bool wants_cleaning(std::string_view text, TextFormat format);

}  // namespace kintsugi::schema
