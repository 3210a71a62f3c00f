#include <algorithm>
#include <charconv>

#include "api/import/alike.h"
#include "api/import/mapping.h"
#include "api/import/numbers.h"
#include "api/import/text.h"
#include "core/text/text.h"
#include "events/schema/runtime/clean_text.h"
#include "events/schema/runtime/json.h"
#include "events/schema/runtime/json_reader.h"

namespace kintsugi::api::import {
namespace {

using Holds = ValueTemplate::Holds;
using Members = std::vector<std::pair<std::string, ValueTemplate>>;
using PutAside = std::vector<schema::ImportPutAside>;

constexpr std::string_view mark_of_a_cut = "…";

bool begins_character(char octet) { return (static_cast<unsigned char>(octet) & 0xC0) != 0x80; }

// Cut to so many characters in all, the last of which is the mark. It has more than that.
std::string cut(std::string text, std::size_t characters) {
  std::size_t keep = 0;
  for (std::size_t begun = 0; keep < text.size(); ++keep)
    if (begins_character(text[keep]) && ++begun == characters) break;
  text.resize(keep);
  return text.append(mark_of_a_cut);
}

// With what was said, where the template had two ways of reading it. Of fen or thousandths a
// decimal point says that something else was meant: 12.80 must not become 0.13.
Cell whole(Cell cell, const ValueTemplate& value) {
  const std::string plain = schema::clean_text(cell.text, schema::TextFormat::code);
  if (!value.scaled_by.empty() && plain.find_first_of(".,") != std::string::npos) {
    const std::string filter(value.scaled_by);
    return Cell::unreadable(cell.text, "a decimal point in whole " + filter + ": {…|" + filter +
                                           "} reads it as it stands");
  }
  Cell read = read_whole(cell.text);
  if (read.has_value()) read.said = std::move(cell.said);
  return read;
}

// Whether a filter makes whole fen of 12.5 by leaving out its point: 125.
bool takes_its_point(const ValueTemplate& value, std::string_view text, const Fields& fields) {
  const bool whole = text.find_first_of(".,") == std::string_view::npos;
  if (value.scaled_by.empty() || !whole || !value.text.takes_figures_as_they_stand()) return false;
  const std::string plain =
      schema::clean_text(value.text.written(fields), schema::TextFormat::code);
  const auto is_figure = [&](std::size_t at) {
    return at < plain.size() && plain[at] >= '0' && plain[at] <= '9';
  };
  for (std::size_t at = 1; at < plain.size(); ++at)
    if ((plain[at] == '.' || plain[at] == ',') && is_figure(at - 1) && is_figure(at + 1))
      return true;
  return false;
}

// A word for nothing (NULL, unknown, 无), or nothing but noughts.
bool stands_for_none(std::string_view text) {
  return says_nothing(text) || text.find_first_not_of("0") == std::string_view::npos;
}

// One that nobody can have is taken as it stands, with a word: an extension behind it, or a digit
// too many.
Cell phone(Cell cell) {
  const auto number = cell.has_value() ? core::normal_phone(cell.text) : std::nullopt;
  if (!number || core::is_likely_phone(*number) || !cell.said.empty()) return cell;
  cell.said = cell.text;
  cell.text = *number;
  cell.why = "nobody has such a number: an extension behind it, or a digit more or less?";
  return cell;
}

// What the template gives, as the field wants it.
Cell fitted(const ValueTemplate& value, const Fields& fields, const TimeReader& times) {
  Cell cell = value.text.render(fields);
  if (!cell.has_value()) return cell;
  const bool is_time = value.holds == Holds::time || value.holds == Holds::date;
  if (is_time && !value.text.is_constant() && times.says_no_date(cell.text))
    return Cell::unreadable(cell.text, "it stands for no date");
  const auto made = [&](const Result<std::string>& read) {
    return read ? Cell::of(*read) : Cell::unreadable(cell.text, read.error().what);
  };
  switch (value.holds) {
    case Holds::number:
      return takes_its_point(value, cell.text, fields)
                 ? Cell::unreadable(value.text.written(fields), "a filter takes out its point")
                 : whole(std::move(cell), value);
    case Holds::truth:
      return read_truth(cell.text);
    case Holds::time:
      return made(times.read_any(cell.text).map(format_instant));
    case Holds::date:
      return made(times.read_date(cell.text));
    case Holds::code:
      if (!value.required && !value.text.is_constant() && stands_for_none(cell.text))
        return Cell::unreadable(cell.text, "it stands for none");
      return value.phone && !value.text.is_constant() ? phone(undo_spreadsheet(cell.text))
                                                      : undo_spreadsheet(cell.text);
    case Holds::prose:
    case Holds::exact:
    case Holds::choice:
      return cell;
  }
  return cell;
}

// One rendering of a command's members.
class Renderer {
 public:
  Renderer(const Fields& fields, const TimeReader& times, const PutAside& skipped)
      : fields_(fields), times_(times), put_aside_(skipped) {}

  Result<std::string> render(const Members& members) {
    KINTSUGI_TRY_OK(append_members(members, 0));
    return std::move(out_);
  }
  PutAside& put_aside() { return put_aside_; }

 private:
  bool is_aside(const std::string& name) const {
    return std::any_of(put_aside_.begin(), put_aside_.end(),
                       [&](const auto& one) { return !one.cut && one.field == name; });
  }

  Result<void> append_members(const Members& members, int depth) {
    out_ += '{';
    bool first = true;
    for (const auto& [name, value] : members) {
      if (depth == 0 && is_aside(name)) continue;
      const std::size_t before = out_.size();
      if (!first) out_ += ',';
      append_json_string(out_, name);
      out_ += ':';
      path_.push_back(name);
      KINTSUGI_TRY(const bool there, append_value(value, depth));
      path_.pop_back();
      if (there) {
        first = false;
      } else {
        out_.resize(before);
      }
    }
    out_ += '}';
    return {};
  }

  // False where the value is left out.
  Result<bool> append_value(const ValueTemplate& value, int depth) {
    switch (value.kind) {
      case ValueTemplate::Kind::literal:
        out_ += value.literal;
        return true;
      case ValueTemplate::Kind::text:
        return append_text(value, depth);
      case ValueTemplate::Kind::object:
        KINTSUGI_TRY_OK(append_members(value.members, depth + 1));
        return true;
      case ValueTemplate::Kind::list:
        break;
    }
    out_ += '[';
    bool first = true;
    for (const ValueTemplate& item : value.items) {
      const std::size_t before = out_.size();
      if (!first) out_ += ',';
      KINTSUGI_TRY(const bool there, append_value(item, depth + 1));
      if (there) {
        first = false;
      } else {
        out_.resize(before);
      }
    }
    out_ += ']';
    return true;
  }

  Result<bool> append_text(const ValueTemplate& value, int depth) {
    Cell cell = fitted(value, fields_, times_);
    if (cell.state == Cell::State::absent) return false;
    const bool bare = value.holds == Holds::number || value.holds == Holds::truth;
    if (cell.state == Cell::State::unreadable) {
      if (value.holds == Holds::number || value.required || depth > 0) return unreadable(cell);
      put_aside_.push_back(
          {.field = path_.back(), .value = std::move(cell.text), .why = std::move(cell.why)});
      return false;
    }
    if (!cell.said.empty()) tell(cell);
    if (bare) {
      out_ += cell.text;
      return true;
    }
    if (is_too_long(value, cell.text)) shorten(value, cell, depth);
    append_json_string(out_, cell.text);
    return true;
  }

  // It is brought in, with a word.
  void tell(const Cell& cell) {
    const std::string why =
        !cell.why.empty() ? ": " + cell.why
                          : ", with a decimal point: \"fen:.\" and \"thousandths:.\" say so, "
                            "\"fen:,\" and \"thousandths:,\" that it parts thousands";
    put_aside_.push_back({.field = pointer().substr(1),
                          .value = cell.said,
                          .why = std::string(taken_for) + cell.text + why,
                          .cut = true});
  }

  std::string pointer() const {
    std::string out;
    for (const std::string& step : path_) out.append("/").append(step);
    return out;
  }

  static bool is_too_long(const ValueTemplate& value, const std::string& text) {
    return value.length_max > 0 && schema::json::characters_of(text) > value.length_max;
  }

  void shorten(const ValueTemplate& value, Cell& cell, int depth) {
    std::string clean = schema::clean_text(cell.text, schema::TextFormat::multiline);
    if (is_too_long(value, clean)) {
      if (depth == 0) {
        put_aside_.push_back({.field = path_.back(),
                              .value = clean,
                              .why = std::string(cut_to) + std::to_string(value.length_max) +
                                     " characters",
                              .cut = true});
      }
      clean = cut(std::move(clean), value.length_max);
    }
    cell.text = std::move(clean);
  }

  // The last one put aside is then what was unreadable.
  tl::unexpected<Error> unreadable(const Cell& cell) {
    put_aside_.push_back({.field = pointer().substr(1), .value = cell.text, .why = cell.why});
    return fail(ErrorKind::invalid, "import.unreadable", "\"" + cell.text + "\": " + cell.why,
                pointer());
  }

  const Fields& fields_;
  const TimeReader& times_;
  PutAside put_aside_;
  std::vector<std::string> path_;
  std::string out_;
};

bool refuses_a_value(const Error& error) {
  static constexpr std::string_view codes[] = {"request.bad_text", "request.too_long",
                                               "request.bad_value", "request.out_of_range"};
  return std::find(std::begin(codes), std::end(codes), error.code) != std::end(codes);
}

// The template that columns fill at that pointer; null where none is.
const ValueTemplate* found_at(const Members& members, std::string_view pointer) {
  const Members* inside = &members;
  const ValueTemplate* at = nullptr;
  while (pointer.starts_with('/')) {
    pointer.remove_prefix(1);
    const std::string_view step = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(step.size());
    std::size_t number = 0;
    if (at != nullptr && at->kind == ValueTemplate::Kind::list) {
      std::from_chars(step.data(), step.data() + step.size(), number);
      at = number < at->items.size() ? &at->items[number] : nullptr;
    } else {
      const auto named = [&](const auto& member) { return member.first == step; };
      const auto found = std::find_if(inside->begin(), inside->end(), named);
      at = found == inside->end() ? nullptr : &found->second;
    }
    if (at == nullptr) return nullptr;
    inside = &at->members;
  }
  const bool filled =
      at != nullptr && at->kind == ValueTemplate::Kind::text && !at->text.is_constant();
  return filled ? at : nullptr;
}

// The optional member that the reader refuses for what it holds; null where it may not be left out.
const ValueTemplate* droppable(const Members& members, const Error& error) {
  if (!refuses_a_value(error)) return nullptr;
  for (const auto& [name, value] : members) {
    if (error.pointer != "/" + name) continue;
    const bool may = value.kind == ValueTemplate::Kind::text && !value.required &&
                     value.holds != Holds::number && value.holds != Holds::truth;
    return may ? &value : nullptr;
  }
  return nullptr;
}

}  // namespace

Result<schema::Command> CommandTemplate::render(const Fields& fields_of_event,
                                                const TimeReader& times, std::string& body,
                                                PutAside& put_aside) const {
  PutAside refused;
  while (true) {
    Renderer renderer(fields_of_event, times, refused);
    const Result<std::string> text = renderer.render(fields);
    Result<schema::Command> read =
        text ? schema::read_command_json(command, body = *text) : tl::unexpected(text.error());
    const ValueTemplate* drop = read ? nullptr : droppable(fields, read.error());
    if (drop == nullptr) {
      for (auto& one : renderer.put_aside()) put_aside.push_back(std::move(one));
      const ValueTemplate* at =
          read || !refuses_a_value(read.error()) ? nullptr : found_at(fields, read.error().pointer);
      if (at == nullptr) return read;
      const Error& why = read.error();
      const std::string value = at->text.written(fields_of_event);
      put_aside.push_back({.field = why.pointer.substr(1), .value = value, .why = why.what});
      return fail(ErrorKind::invalid, "import.unreadable", "\"" + value + "\": " + why.what,
                  why.pointer);
    }
    refused.push_back({.field = read.error().pointer.substr(1),
                       .value = drop->text.render(fields_of_event).text,
                       .why = read.error().what});
  }
}

const ActivityRule* Mapping::rule_for(std::string_view activity) const {
  auto found = activities.find(activity);
  if (found == activities.end()) {
    const auto known = activity_keys.find(word_key(activity));
    found = activities.find(known == activity_keys.end() ? "*" : known->second);
  }
  return found == activities.end() ? nullptr : &found->second;
}

}  // namespace kintsugi::api::import
