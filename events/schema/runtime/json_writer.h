#pragma once
// What the generated code calls to write JSON. Everything appends to `out`. Text is taken as valid
// UTF-8, which the reader of requests and of records has made sure of.

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace kintsugi::schema::json {

void write_text(std::string& out, std::string_view text);      // quoted and escaped
void write_data(std::string& out, std::string_view octets);    // base64, quoted
void write_instant(std::string& out, std::int64_t ms);         // "2026-03-01T14:05:09Z"; 0: null
void write_date(std::string& out, std::int32_t days);          // "2026-03-01"; 0: null
void write_position(std::string& out, std::int64_t position);  // "17": beyond 2^53 in JavaScript
inline void write_boolean(std::string& out, bool value) { out += value ? "true" : "false"; }

template <class T>
void write_integer(std::string& out, T value) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof(digits), value).ptr;
  out.append(digits, static_cast<std::size_t>(end - digits));
}

template <class List, class F>
void write_list(std::string& out, const List& list, F&& write_item) {
  out += '[';
  bool first = true;
  for (const auto& item : list) {
    if (!first) out += ',';
    first = false;
    write_item(item);
  }
  out += ']';
}

// `write_fields` writes each field with a comma before it.
template <class F>
void write_object(std::string& out, F&& write_fields) {
  const std::size_t begin = out.size();
  write_fields();
  if (out.size() == begin) {
    out += "{}";
  } else {
    out[begin] = '{';
    out += '}';
  }
}

}  // namespace kintsugi::schema::json
