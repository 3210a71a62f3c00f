#include "api/import/other_lines.h"

#include <fmt/format.h>

#include <algorithm>

#include "api/import/encoding.h"
#include "api/import/text.h"

namespace kintsugi::api::import {
namespace {

constexpr std::size_t line_looked_at_max = 64 * 1024;  // octets of a line
constexpr std::size_t named_max = 20;             // lines

bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }

bool is_unicode(std::string_view encoding) {
  return encoding.size() >= 3 && (encoding[0] | 0x20) == 'u' && (encoding[1] | 0x20) == 't' &&
         (encoding[2] | 0x20) == 'f';
}

}  // namespace

OtherLines::OtherLines(std::string_view encoding)
    : encoding_(encoding), looks_(!is_unicode(encoding)) {}

void OtherLines::take(std::string_view piece) {
  if (!looks_) return;
  if (piece.empty()) return end_line();
  while (!piece.empty()) {
    const std::size_t end = std::min(piece.find('\n'), piece.size());
    line_.append(piece.substr(0, std::min(end, line_looked_at_max - line_.size())));
    if (end == piece.size()) return;
    end_line();
    ++number_;
    piece.remove_prefix(end + 1);
  }
}

void OtherLines::end_line() {
  const std::string_view line = whole_utf8(line_);
  if (std::any_of(line.begin(), line.end(), is_high) && is_utf8(line) &&
      likelier_encoding(line, encoding_) == "utf-8") {
    ++count_;
    if (first_.size() < named_max) first_.push_back(number_);
  }
  line_.clear();
}

std::string OtherLines::note() const {
  if (count_ == 0) return {};
  return fmt::format(
      "{} line{} utf-8 while the file is read as {}, so what {} is doubtful: line {}{}", count_,
      count_ == 1 ? " looks like" : "s look like", encoding_, count_ == 1 ? "it says" : "they say",
      fmt::join(first_, ", "),
      count_ > static_cast<std::int64_t>(first_.size()) ? " …" : "");
}

}  // namespace kintsugi::api::import
