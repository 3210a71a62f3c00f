#pragma once
// What a text must be before it may enter an event. Pure; lengths in characters (code points), as
// the schema tells them, but for ids.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kintsugi::core {

// Well-formed UTF-8 (no overlong forms, no surrogates), without control characters; tab and line
// feed are allowed where `lines`.
bool is_clean(std::string_view text, bool lines = false);

// One line that says something: clean, not blank, at most `length_max`.
bool is_line(std::string_view text, std::size_t length_max);

// A line or nothing.
bool is_line_or_empty(std::string_view text, std::size_t length_max);

// Why somebody did something: not blank, at most 1000, in as many lines as he likes.
bool is_reason(std::string_view text);
bool is_reason_or_empty(std::string_view text);

// Any text of several lines or none, at most `length_max`.
bool is_note(std::string_view text, std::size_t length_max = 4000);

// An id that a person or another system chose: a clean line of at most 64 octets that neither
// begins nor ends with a space and has no '/' or ':' (stream names are built from it).
bool is_id(std::string_view text);

// A phone number as digits, with '+' before a country code: "021-5555 0000" → "02155550000". Empty
// optional where there is anything but digits, spaces, '-', '(' and ')', of any width, or not 5 to
// 15 digits.
std::optional<std::string> normal_phone(std::string_view text);

// A number (as normal_phone gives it) that somebody can have: of China a mobile's, a fixed line's
// with or without its area code, or a service's; or one of another country. What is not is most
// likely mistyped.
bool is_likely_phone(std::string_view number);

// A SHA-256 as we write them: 64 hexadecimal digits in lower case.
bool is_sha256(std::string_view text);

// A serial, card, slip or maker's number: 4 to 40 letters, digits, '-', '.' and '_' of ASCII, or
// those of full width.
bool is_paper_number(std::string_view typed, std::size_t length_min = 4);

// A SHA-256 as 64 hexadecimal digits in lower case: which photo or document was meant.
bool is_sha256(std::string_view text);

}  // namespace kintsugi::core
