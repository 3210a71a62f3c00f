#include "events/schema/runtime/json_writer.h"

#include "events/base/types.h"
#include "events/schema/runtime/time_text.h"

namespace kintsugi::schema::json {
namespace {

void write_escape(std::string& out, unsigned char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\r':
      out += "\\r";
      return;
    default:
      break;
  }
  constexpr char hex[] = "0123456789abcdef";
  out += "\\u00";
  out += hex[c >> 4];
  out += hex[c & 15];
}

}  // namespace

void write_text(std::string& out, std::string_view text) {
  out += '"';
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, plain, i - plain);
    write_escape(out, c);
    plain = i + 1;
  }
  out.append(text, plain, text.size() - plain);
  out += '"';
}

void write_data(std::string& out, std::string_view octets) {
  constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  out += '"';
  for (std::size_t i = 0; i < octets.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, octets.size() - i);
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      bits = bits << 8 | (k < count ? static_cast<unsigned char>(octets[i + k]) : 0u);
    }
    out += digits[bits >> 18];
    out += digits[bits >> 12 & 63];
    out += count > 1 ? digits[bits >> 6 & 63] : '=';
    out += count > 2 ? digits[bits & 63] : '=';
  }
  out += '"';
}

void write_instant(std::string& out, std::int64_t ms) {
  if (ms == 0) {
    out += "null";
    return;
  }
  out += '"';
  out += format_instant(instant_from_ms(ms));
  out += '"';
}

void write_date(std::string& out, std::int32_t days) {
  if (days == 0) {
    out += "null";
    return;
  }
  out += '"';
  out += format_date(days);
  out += '"';
}

void write_position(std::string& out, std::int64_t position) {
  out += '"';
  write_integer(out, position);
  out += '"';
}

}  // namespace kintsugi::schema::json
