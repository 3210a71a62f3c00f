#include "api/import/csv_form.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "api/import/encoding.h"
#include "api/import/file_kind.h"
#include "api/import/text.h"
#include "events/schema/runtime/clean_text.h"

namespace kintsugi::api::import {
namespace {

bool reads(std::string_view octets, const std::string& encoding) {
  if (encoding == "utf-8") return is_utf8(octets);
  const Result<std::unique_ptr<Decoder>> decoder = Decoder::open(encoding);
  if (!decoder) return false;
  (*decoder)->decode(octets, false);
  return (*decoder)->error().empty();
}

std::vector<std::string> parted(std::string_view line, char delimiter) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == delimiter && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  for (std::string& field : fields) field = schema::clean_text(field, schema::TextFormat::plain);
  return fields;
}

// The delimiter that parts the line most, '\0' where none does; whether it gives all the columns.
std::pair<char, bool> shown_by(std::string_view line,
                               const std::vector<std::string>& required_columns) {
  char best = '\0';
  std::size_t most = 1;
  for (const char delimiter : {',', ';', '\t', '|', '^', '~', '\x01', '\x1F'}) {
    const std::vector<std::string> fields = parted(line, delimiter);
    const bool all =
        std::all_of(required_columns.begin(), required_columns.end(),
                    [&](const std::string& name) { return names_column(fields, name); });
    if (all && !required_columns.empty()) return {delimiter, true};
    if (fields.size() <= most) continue;
    most = fields.size();
    best = delimiter;
  }
  return {best, false};
}

}  // namespace

std::string numbered(const std::string& name, std::size_t place) {
  return name + " (column " + std::to_string(place + 1) + ")";
}

bool names_column(const std::vector<std::string>& header, const std::string& wanted) {
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (wanted == header[i] || wanted == numbered(header[i], i)) return true;
    if (header[i].empty() && wanted == "column " + std::to_string(i + 1)) return true;
  }
  return false;
}

std::string settled_encoding(std::string_view begin, const CsvOptions& options, Problems& problems,
                             std::string& hint) {
  if (const std::string kind = other_kind(begin, Format::csv); !kind.empty()) {
    problems.add(0, "this is no CSV file but " + kind);
    return {};
  }
  if (options.encoding.empty()) {
    const std::string marked = marked_encoding(begin);
    if (!marked.empty()) return marked;
    const std::string likely = likely_encoding(begin);
    if (!is_wide(likely) && !(likely == "gb18030" && is_utf8(begin))) return "utf-8";
    problems.add(0, "hardly UTF-8; " + looks_like(likely));
    return {};
  }
  const std::string likelier =
      options.trust_encoding ? std::string() : likelier_encoding(begin, options.encoding);
  hint = likelier.empty() ? "" : "; " + looks_like(likelier);
  if (likelier.empty() || (!is_wide(likelier) && !reads(begin, options.encoding)))
    return options.encoding;
  problems.add(0, "the octets are hardly " + options.encoding + "; " + looks_like(likelier) +
                      " (trust_encoding = true where it is " + options.encoding + " after all)");
  return {};
}

char delimiter_of(std::string_view text, const std::vector<std::string>& required_columns,
                  bool& sep_line) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::string_view first = text.substr(0, text.find_first_of("\r\n"));
  const bool quoted = first.starts_with("\"sep=");
  const std::string_view sep = quoted ? first.substr(1) : first;
  sep_line = sep.starts_with("sep=") && sep.size() == (quoted ? 6 : 5);
  if (sep_line) return sep[4];
  char best = '\0';
  for (int above = 0; above <= titles_max && !text.empty(); ++above) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const auto [shown, all] = shown_by(text.substr(0, end), required_columns);
    if (all || (required_columns.empty() && shown != '\0')) return shown;
    if (best == '\0') best = shown;
    text.remove_prefix(std::min(text.find_first_not_of("\r\n", end), text.size()));
  }
  return best == '\0' ? ',' : best;
}

}  // namespace kintsugi::api::import
