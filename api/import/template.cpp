#include "api/import/template.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "api/import/alike.h"
#include "api/import/numbers.h"
#include "api/words/nearest.h"
#include "events/schema/runtime/clean_text.h"

namespace kintsugi::api::import {
namespace {

constexpr std::array<std::string_view, 9> built_in = {
    "case", "activity", "operator", "time", "date", "row", "order", "operator_id", "value"};

tl::unexpected<Error> bad(std::string what) {
  return fail(ErrorKind::invalid, "import.bad_mapping", std::move(what));
}

// "90s" "15m" "8h" "2d" to milliseconds.
std::optional<std::int64_t> duration_ms(std::string_view text) {
  std::int64_t count = 0;
  if (text.size() < 2 || text.size() > 9) return std::nullopt;
  for (const char c : text.substr(0, text.size() - 1)) {
    if (c < '0' || c > '9') return std::nullopt;
    count = count * 10 + (c - '0');
  }
  switch (text.back()) {
    case 's': return count * 1000;
    case 'm': return count * 60'000;
    case 'h': return count * 3'600'000;
    case 'd': return count * 86'400'000;
    default: return std::nullopt;
  }
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// The business calendar's day of an instant (UTC+8, no summer time).
std::string shanghai_date(Instant time) {
  return format_instant(time + std::chrono::hours(8)).substr(0, 10);
}

// Cut to at most `count` octets without cutting a character.
std::string truncated(std::string text, std::size_t count) {
  if (text.size() <= count) return text;
  while (count > 0 && (static_cast<unsigned char>(text[count]) & 0xC0) == 0x80) --count;
  text.resize(count);
  return text;
}

std::string slug(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool keep = is_letter_or_digit(c) || c == '_' || c == '.' ||
                      (static_cast<unsigned char>(c) & 0x80) != 0;
    if (keep) {
      out += c;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

std::string trimmed(std::string_view text) {
  return schema::clean_text(text, schema::TextFormat::multiline);
}

}  // namespace

Result<TextTemplate> TextTemplate::parse(std::string_view text, const ValueMaps& maps) {
  TextTemplate made;
  std::string constant;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if ((c == '{' || c == '}') && i + 1 < text.size() && text[i + 1] == c) {
      constant += c;
      ++i;
    } else if (c == '}') {
      return bad("a \"}\" without its \"{\" in \"" + std::string(text) + "\" (\"}}\" is a brace)");
    } else if (c != '{') {
      constant += c;
    } else {
      const std::size_t close = text.find('}', i);
      if (close == std::string_view::npos) {
        return bad("a \"{\" without its \"}\" in \"" + std::string(text) +
                   "\" (\"{{\" is a brace)");
      }
      if (!constant.empty()) made.parts_.push_back({true, false, std::move(constant), 0, {}});
      constant.clear();
      KINTSUGI_TRY(Part part, parse_placeholder(text.substr(i + 1, close - i - 1), maps));
      made.parts_.push_back(std::move(part));
      i = close;
    }
  }
  if (!constant.empty() || made.parts_.empty()) {
    made.parts_.push_back({true, false, std::move(constant), 0, {}});
  }
  return made;
}

Result<TextTemplate::Part> TextTemplate::parse_placeholder(std::string_view inside,
                                                           const ValueMaps& maps) {
  Part part;
  part.constant = false;
  std::size_t bar = inside.find('|');
  std::string_view name = inside.substr(0, bar);
  if (name.starts_with('@')) {
    part.attribute = true;
    name.remove_prefix(1);
  } else if (name.starts_with("time+") || name.starts_with("time-")) {
    const std::optional<std::int64_t> shift = duration_ms(name.substr(5));
    if (!shift) {
      return bad("\"{" + std::string(name) + "}\": expected a duration such as 90s, 15m, 8h or 2d");
    }
    part.shift_ms = name[4] == '-' ? -*shift : *shift;
    name = "time";
  } else {
    part.attribute = std::find(built_in.begin(), built_in.end(), name) == built_in.end();
  }
  if (name.empty()) return bad("an empty placeholder \"{" + std::string(inside) + "}\"");
  part.text = trimmed(name);
  while (bar != std::string_view::npos) {
    const std::size_t next = inside.find('|', bar + 1);
    const std::size_t length = next == std::string_view::npos ? next : next - bar - 1;
    KINTSUGI_TRY(Applied filter, parse_filter(inside.substr(bar + 1, length), maps));
    if (takes_figures_out(part.filters) &&
        (filter.filter == Filter::fen || filter.filter == Filter::thousandths)) {
      return bad("\"{" + std::string(inside) + "}\": a filter before it may take out the decimal "
                 "point: fen and thousandths read 1,280.50 and ¥12 as they stand");
    }
    part.filters.push_back(std::move(filter));
    bar = next;
  }
  return part;
}

bool TextTemplate::takes_figures_out(const std::vector<Applied>& filters) {
  return std::any_of(filters.begin(), filters.end(), [](const Applied& one) {
    return one.filter == Filter::digits || one.filter == Filter::slug ||
           one.filter == Filter::truncate;
  });
}

Result<TextTemplate::Applied> TextTemplate::parse_filter(std::string_view text,
                                                         const ValueMaps& maps) {
  static const std::map<std::string_view, Filter> plain = {
      {"digits", Filter::digits}, {"slug", Filter::slug}, {"lower", Filter::lower},
      {"upper", Filter::upper},   {"trim", Filter::trim}, {"fen", Filter::fen},
      {"thousandths", Filter::thousandths}};
  Applied applied;
  const std::size_t colon = text.find(':');
  const std::string_view name = text.substr(0, colon);
  const std::string_view argument =
      colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
  if (const auto found = plain.find(name); found != plain.end()) {
    applied.filter = found->second;
    const bool number =
        applied.filter == Filter::fen || applied.filter == Filter::thousandths;
    const bool mark = argument == "." || argument == ",";
    if (colon != std::string_view::npos && !number)
      return bad("the filter " + std::string(name) + " takes nothing");
    if (colon != std::string_view::npos && !mark)
      return bad(std::string(name) + ":. or " + std::string(name) + ":, say the decimal mark");
    applied.text = argument;
    return applied;
  }
  if (name == "default") {
    applied.filter = Filter::otherwise;
    applied.text = argument;
    return applied;
  }
  if (name == "truncate") {
    applied.filter = Filter::truncate;
    for (const char c : argument) {
      if (c < '0' || c > '9' || applied.count > 100'000) applied.count = 1'000'000;
      else applied.count = applied.count * 10 + static_cast<std::size_t>(c - '0');
    }
    if (applied.count == 0 || applied.count > 100'000) {
      return bad("truncate:N wants a number of octets from 1 to 100000");
    }
    return applied;
  }
  if (name == "map") {
    applied.filter = Filter::map;
    const auto found = maps.find(argument);
    if (found == maps.end()) {
      std::vector<std::string> known;
      for (const auto& [other, map] : maps) known.push_back(other);
      return bad("there is no [maps." + std::string(argument) + "]" +
                 did_you_mean(argument, known));
    }
    applied.map = found->second;
    return applied;
  }
  return bad("unknown filter \"" + std::string(name) + "\": digits, slug, lower, upper, trim, fen, "
             "thousandths, truncate:N, default:TEXT or map:NAME");
}

Cell TextTemplate::render(const Fields& fields) const {
  std::string out;
  std::string said;
  for (const Part& part : parts_) {
    if (part.constant) {
      out += part.text;
      continue;
    }
    const std::optional<std::string> found = look_up(part, fields);
    Cell value = found ? Cell::of(*found) : Cell{};
    for (const Applied& filter : part.filters) value = apply(filter, std::move(value));
    if (value.state == Cell::State::unreadable && found) value.text = *found;
    if (!value.has_value()) return value;
    if (!value.said.empty()) said = *found;
    out += value.text;
  }
  Cell made = Cell::of(std::move(out));
  made.said = std::move(said);
  return made;
}

std::string TextTemplate::written(const Fields& fields) const {
  std::string out;
  for (const Part& part : parts_)
    out += part.constant ? part.text : look_up(part, fields).value_or("");
  return out;
}

std::optional<std::string> TextTemplate::look_up(const Part& part, const Fields& fields) {
  const InputEvent* event = fields.event;
  const auto stated = [](std::string_view text) -> std::optional<std::string> {
    if (text.empty()) return std::nullopt;
    return std::string(text);
  };
  if (!part.attribute) {
    if (part.text == "order") return stated(fields.order);
    if (part.text == "operator_id") return stated(fields.operator_id);
    if (part.text == "value") return stated(fields.value);
  }
  if (event == nullptr) return std::nullopt;
  if (part.attribute) {
    const std::string* value = event->find(part.text);
    return value == nullptr ? std::nullopt : stated(*value);
  }
  if (part.text == "case") return stated(event->case_id);
  if (part.text == "activity") return stated(event->activity);
  if (part.text == "operator") return stated(event->operator_name);
  if (part.text == "row") return std::to_string(event->row);
  const Instant time = event->time + std::chrono::milliseconds(part.shift_ms);
  return part.text == "date" ? shanghai_date(time) : format_instant(time);
}

Cell TextTemplate::apply_map(const ValueMap& map, Cell value) {
  if (value.has_value()) {
    auto found = map.entries.find(value.text);
    if (found == map.entries.end()) found = map.entries.find(trimmed(value.text));
    if (found != map.entries.end()) return Cell::of(found->second);
    found = map.by_key.find(word_key(value.text));
    if (found != map.by_key.end()) return Cell::of(found->second);
  }
  if (map.otherwise) return Cell::of(*map.otherwise);
  if (!value.has_value()) return value;
  return Cell::unreadable(std::move(value.text), "the map has no such word");
}

Cell TextTemplate::apply(const Applied& applied, Cell value) {
  if (applied.filter == Filter::map) return apply_map(applied.map, std::move(value));
  if (applied.filter == Filter::otherwise) {
    return value.state == Cell::State::absent ? Cell::of(applied.text) : value;
  }
  if (!value.has_value()) return value;
  std::string text = value.text;
  switch (applied.filter) {
    case Filter::digits:
      text = schema::clean_text(text, schema::TextFormat::code);
      std::erase_if(text, [](char c) { return c < '0' || c > '9'; });
      break;
    case Filter::slug: text = slug(text); break;
    case Filter::lower:
      for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      break;
    case Filter::upper:
      for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      break;
    case Filter::trim: text = trimmed(text); break;
    case Filter::truncate: text = truncated(std::move(text), applied.count); break;
    case Filter::fen:
    case Filter::thousandths:
      return read_decimal(text, applied.filter == Filter::fen ? 2 : 3,
                          applied.text.empty() ? '\0' : applied.text[0]);
    case Filter::otherwise:
    case Filter::map: break;
  }
  if (!text.empty()) return Cell::of(std::move(text));
  if (trimmed(value.text).empty()) return {};
  return Cell::unreadable(std::move(value.text), "no letter or digit that the filter keeps");
}

bool TextTemplate::is_constant() const {
  return std::all_of(parts_.begin(), parts_.end(), [](const Part& part) { return part.constant; });
}

bool TextTemplate::takes_figures_as_they_stand() const {
  return std::any_of(parts_.begin(), parts_.end(), [](const Part& part) {
    const auto makes_figures = [](const Applied& one) {
      return one.filter == Filter::fen || one.filter == Filter::thousandths ||
             one.filter == Filter::map;
    };
    return part.attribute && std::none_of(part.filters.begin(), part.filters.end(), makes_figures);
  });
}

bool TextTemplate::is_settled_by(std::string_view name) const {
  return std::all_of(parts_.begin(), parts_.end(), [&](const Part& part) {
    return part.constant || (!part.attribute && part.text == name);
  });
}

std::vector<std::string> TextTemplate::possible_values() const {
  std::vector<std::string> values;
  if (parts_.size() != 1 || parts_[0].filters.empty()) return values;
  const Applied& last = parts_[0].filters.back();
  if (last.filter != Filter::map) return values;
  for (const auto& [from, to] : last.map.entries) values.push_back(to);
  if (last.map.otherwise) values.push_back(*last.map.otherwise);
  return values;
}

std::vector<std::string> TextTemplate::attributes() const {
  std::vector<std::string> names;
  for (const Part& part : parts_) {
    const bool has_default =
        std::any_of(part.filters.begin(), part.filters.end(),
                    [](const Applied& applied) { return applied.filter == Filter::otherwise; });
    if (part.attribute && !has_default) names.push_back(part.text);
  }
  return names;
}

std::vector<std::string> TextTemplate::all_attributes() const {
  std::vector<std::string> names;
  for (const Part& part : parts_)
    if (part.attribute) names.push_back(part.text);
  return names;
}

std::vector<TextTemplate::Scaled> TextTemplate::scaled_attributes() const {
  std::vector<Scaled> all;
  for (const Part& part : parts_) {
    if (!part.attribute) continue;
    Scaled scaled{part.text};
    for (const Applied& one : part.filters) {
      if (one.filter != Filter::fen && one.filter != Filter::thousandths) continue;
      scaled.decimals = one.filter == Filter::fen ? 2 : 3;
      if (!one.text.empty()) scaled.decimal = one.text[0];
    }
    all.push_back(std::move(scaled));
  }
  return all;
}

bool TextTemplate::uses(std::string_view name) const {
  return std::any_of(parts_.begin(), parts_.end(), [&](const Part& part) {
    return !part.constant && !part.attribute && part.text == name;
  });
}

}  // namespace kintsugi::api::import
