#include "api/import/csv_reader.h"

#include <algorithm>
#include <utility>

#include "api/import/csv_form.h"
#include "api/import/encoding.h"
#include "api/import/other_lines.h"
#include "api/import/text.h"
#include "api/words/nearest.h"
#include "events/schema/runtime/clean_text.h"

namespace kintsugi::api::import {
namespace {

// Of a field that is too long: lines in it that look like rows, and how often too long it may be.
constexpr std::size_t swallowed_max = 3;
constexpr std::size_t fields_beyond_max = 64;

class CsvParser {
 public:
  CsvParser(const CsvOptions& options, char delimiter, bool skip_line, const Limits& limits,
            Problems& problems, const EventSink& sink)
      : options_(options),
        delimiter_(delimiter),
        limits_(limits),
        problems_(problems),
        sink_(sink),
        skips_line_(skip_line) {}

  bool stopped() const { return stopped_; }
  std::int64_t line() const { return line_; }

  void feed(std::string_view text) {
    for (const char c : text) {
      if (stopped_) return;
      step(c);
    }
  }

  void finish() {
    if (stopped_) return;
    if (state_ == State::quoted) {
      return stop(quote_line_, "this quoted field is never closed");
    }
    if (state_ == State::carriage_return) return end_line();
    if (state_ != State::field_start || !fields_.empty()) end_row();
    if (surplus_rows_ == 1 && !stopped_) tell_surplus();  // one row alone shows no habit
    if (stopped_ || !header_.empty()) return;
    if (titles_ == 0) return stop(1, "the file is empty: expected a header row");
    go_back_to_first();
    take_header();
  }

  void stop(std::int64_t line, std::string what) {
    problems_.add(line, std::move(what));
    stopped_ = true;
  }

 private:
  enum class State { field_start, plain, quoted, quote_in_quoted, after_quoted, carriage_return };

  void step(char c) {
    switch (state_) {
      case State::field_start:
        if (c == '"') {
          state_ = State::quoted;
          quote_line_ = line_;
          return;
        }
        state_ = State::plain;
        return in_plain(c);
      case State::plain:
        return in_plain(c);
      case State::quoted:
        if (c == '"') {
          state_ = State::quote_in_quoted;
          return;
        }
        if (c == '\n' || (c == '\r' && !line_feeds_)) {
          ++line_;
          lines_like_rows_ += delimiters_ > 1 && delimiters_ + 1 == header_.size() ? 1 : 0;
          delimiters_ = 0;
        }
        delimiters_ += c == delimiter_ ? 1 : 0;
        return put(c);
      case State::quote_in_quoted:
        if (c == '"') {
          state_ = State::quoted;
          return put(c);
        }
        state_ = State::after_quoted;
        [[fallthrough]];
      case State::after_quoted:
        if (c == delimiter_ || c == '\n' || c == '\r') return in_plain(c);
        if (c == ' ') return;
        if (!options_.keep_bad)
          return stop(line_, "text after the closing quote of a field");
        bad_ = "text after the closing quote of a field";
        state_ = State::plain;
        return put(c);
      case State::carriage_return:
        line_feeds_ = c == '\n';
        end_line();
        if (c != '\n' && !stopped_) step(c);
        return;
    }
  }

  void in_plain(char c) {
    if (c == delimiter_) {
      end_field();
      state_ = State::field_start;
    } else if (c == '\n') {
      end_line();
    } else if (c == '\r') {
      state_ = State::carriage_return;
    } else if (c == '"' && field_.find_first_not_of(' ') == std::string::npos) {
      field_.clear();
      state_ = State::quoted;
      quote_line_ = line_;
    } else {
      put(c);
    }
  }

  // What is too long is kept up to there, and the row is a bad one. A quote that is never closed
  // would swallow rows: then there are some inside, or there is no end to it.
  void put(char c) {
    if (field_.size() < limits_.value_octets_max) {
      field_ += c;
      return;
    }
    if (++beyond_ <= limits_.value_octets_max * fields_beyond_max &&
        lines_like_rows_ < swallowed_max)
      return;
    stop(state_ == State::quoted ? quote_line_ : line_,
         "a field longer than " + std::to_string(limits_.value_octets_max) +
             " octets (a quote that is never closed?)");
  }

  void end_field() {
    if (std::exchange(beyond_, 0) > 0) {
      field_.resize(whole_utf8(field_).size());
      const int column = static_cast<int>(fields_.size());
      bad_ = "\"" + (header_.empty() ? std::to_string(column + 1) : name_of_column(column)) +
             "\" is longer than " + std::to_string(limits_.value_octets_max) + " octets";
    }
    delimiters_ = 0, lines_like_rows_ = 0;
    if (fields_.size() >= limits_.attributes_max) {
      return stop(line_, "more than " + std::to_string(limits_.attributes_max) + " columns");
    }
    fields_.push_back(std::move(field_));
    field_.clear();
  }

  void end_line() {
    end_row();
    ++line_;
    row_line_ = line_;
    state_ = State::field_start;
  }

  void end_row() {
    end_field();
    if (stopped_) return;
    const bool blank =
        std::all_of(fields_.begin(), fields_.end(), [](const auto& f) { return f.empty(); });
    if (skips_line_) {
      skips_line_ = false;
    } else if (!blank) {
      if (const int column = invalid_column(); column >= 0) {
        stop(row_line_, why_invalid(column));
      } else if (header_.empty()) {
        if (!is_above_header()) take_header();
      } else {
        take_row();
      }
    }
    fields_.clear();
    bad_.clear();
  }

  int invalid_column() const {
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      if (!is_utf8(fields_[i]) || fields_[i].find('\0') != std::string::npos)
        return static_cast<int>(i);
    }
    return -1;
  }

  std::string why_invalid(int column) const {
    const std::string place = " in column " + std::to_string(column + 1) +
                              (header_.empty() ? "" : " (" + name_of_column(column) + ")");
    if (!is_utf8(fields_[static_cast<std::size_t>(column)]))
      return "invalid UTF-8" + place + likely_hint();
    return "a character of code 0 (NUL), which no text has, is" + place;
  }

  // Which encoding the row looks like.
  std::string likely_hint() const {
    std::string row;
    for (const std::string& field : fields_) row.append(field).append(1, ' ');
    const std::string likely = likelier_encoding(row, "utf-8");
    return likely.empty() ? "" : "; " + looks_like(likely);
  }

  std::string name_of_column(int column) const {
    const auto index = static_cast<std::size_t>(column);
    return index < header_.size() ? header_[index] : "beyond the header";
  }

  bool is_required(const std::string& name) const {
    const auto& list = options_.required_columns;
    return std::find(list.begin(), list.end(), name) != list.end();
  }

  // Lines above it, a title say, are left out: it is the first row that has all columns that are
  // wanted; where none are, the first with more than one field.
  bool is_above_header() {
    std::vector<std::string> names;
    std::size_t filled = 0;
    for (const std::string& field : fields_) {
      names.push_back(schema::clean_text(field, schema::TextFormat::plain));
      filled += names.back().empty() ? 0 : 1;
    }
    const auto& wanted = options_.required_columns;
    const auto is_there = [&](const std::string& name) { return names_column(names, name); };
    const bool fits =
        wanted.empty() ? filled > 1 : std::all_of(wanted.begin(), wanted.end(), is_there);
    if (fits) return false;
    if (titles_ == 0) first_row_ = {row_line_, fields_};
    if (titles_++ < titles_max) return true;
    go_back_to_first();
    return false;
  }

  // No row is the header: what the first one lacks is told.
  void go_back_to_first() {
    row_line_ = first_row_.line;
    fields_ = std::move(first_row_.fields);
  }

  void take_header() {
    for (const std::string& field : fields_)
      header_.push_back(schema::clean_text(field, schema::TextFormat::plain));
    while (!header_.empty() && header_.back().empty()) header_.pop_back();
    named_ = header_.size();
    header_.resize(fields_.size());
    names_.assign(header_.begin(), header_.begin() + static_cast<std::ptrdiff_t>(named_));
    const std::vector<std::string> names = header_;
    for (std::size_t i = 0; i < header_.size(); ++i) {
      std::string& name = header_[i];
      const auto before = names.begin() + static_cast<std::ptrdiff_t>(i);
      const std::string number = std::to_string(i + 1);
      if (name.size() > limits_.name_octets_max) {
        stop(row_line_, "the name of column " + number + " is too long");
      } else if (name.empty()) {
        name = "column " + number;
      } else if (const auto first = std::find(names.begin(), before, name); first != before) {
        tell_apart(first - names.begin(), name);
        name = numbered(name, i);
      }
    }
    for (const std::string& required : options_.required_columns) {
      if (std::find(header_.begin(), header_.end(), required) == header_.end()) {
        stop(row_line_, "the header has no column \"" + required + "\"" +
                            did_you_mean(required, header_));
      }
    }
  }

  // The first of two columns of one name keeps it, unless it is asked for by its number.
  void tell_apart(std::ptrdiff_t first, const std::string& name) {
    const std::string told = numbered(name, static_cast<std::size_t>(first));
    if (is_required(name)) {
      return stop(row_line_, "two columns are called \"" + name + "\": which one? \"" + told +
                                 "\" is the first");
    }
    if (options_.number_equal_names || is_required(told))
      header_[static_cast<std::size_t>(first)] = told;
  }

  void take_row() {
    ++row_;
    if (row_ > limits_.events_max) {
      return stop(row_line_, "more than " + std::to_string(limits_.events_max) + " rows");
    }
    RawEvent event;
    event.row = row_;
    event.line = row_line_;
    event.bad = bad_;
    if (std::string wrong = wrong_width(); !wrong.empty()) event.bad = std::move(wrong);
    const bool again = is_header_again();
    if (again) event.bad = "the header again: is this one file behind another?";
    if (!event.bad.empty() && !options_.keep_bad) {
      problems_.add(row_line_, event.bad);
      stopped_ = problems_.full();
      return;
    }
    event.attributes.reserve(fields_.size());
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      if (fields_[i].empty()) continue;
      // What the header says is no case and no activity.
      event.attributes.push_back(
          {i < header_.size() && !again ? header_[i] : "column " + std::to_string(i + 1),
           std::move(fields_[i])});
    }
    if (!sink_(std::move(event))) stopped_ = true;
  }

  // A delimiter too many or too few moves what stands behind it into another column. Empty fields
  // at the end do no harm where the header has them, or every row has.
  std::string wrong_width() {
    const std::size_t width = fields_.size();
    const auto is_empty = [](const std::string& field) { return field.empty(); };
    const auto beyond = [&](std::size_t column) {
      return !std::all_of(fields_.begin() + static_cast<std::ptrdiff_t>(std::min(column, width)),
                          fields_.end(), is_empty);
    };
    const bool surplus = width > header_.size() && !beyond(header_.size());
    if (surplus && (row_ == 1 || width == surplus_width_)) {
      if (row_ == 1) surplus_line_ = row_line_;
      ++surplus_rows_;
      surplus_width_ = width;
      return {};
    }
    if (surplus_rows_ > 0) tell_surplus();
    const bool nameless = beyond(named_);
    const bool narrow = width < header_.size();
    if (width < named_ || width > header_.size() || (narrow && nameless)) return width_told(width);
    if ((narrow && has_nameless_) || (nameless && has_narrow_))
      return "column " + std::to_string(header_.size()) +
             " has no name: some rows lack it, in others something stands there";
    has_nameless_ = has_nameless_ || nameless;
    has_narrow_ = has_narrow_ || narrow;
    return {};
  }

  bool is_header_again() const {
    std::size_t at = 0;
    return named_ > 1 && fields_.size() >= named_ &&
           std::all_of(names_.begin(), names_.end(), [&](const std::string& name) {
             return name == schema::clean_text(fields_[at++], schema::TextFormat::plain);
           });
  }

  std::string width_told(std::size_t width) const {
    return "this row has " + std::to_string(width) + " fields, the header has " +
           std::to_string(header_.size());
  }

  // Not every row has them.
  void tell_surplus() {
    surplus_rows_ = 0;
    problems_.add(surplus_line_, width_told(std::exchange(surplus_width_, 0)));
    stopped_ = stopped_ || options_.keep_bad || problems_.full();
  }

  const CsvOptions& options_;
  const char delimiter_;
  const Limits& limits_;
  Problems& problems_;
  const EventSink& sink_;
  State state_ = State::field_start;
  std::vector<std::string> header_;  // with those at its end that have no name
  std::size_t named_ = 0;            // the columns up to the last one with a name
  std::vector<std::string> names_;   // of these, as the file has them
  // Rows with the same number of empty fields beyond the header: all so far, or none.
  std::size_t surplus_width_ = 0;
  std::int64_t surplus_rows_ = 0;
  std::int64_t surplus_line_ = 0;
  // Rows that say something in a nameless column at the end, and rows that lack these columns: of a
  // file that has both, nobody knows what stands where.
  bool has_nameless_ = false;
  bool has_narrow_ = false;
  std::vector<std::string> fields_;
  std::string field_;
  std::size_t beyond_ = 0;  // octets of the field that are too many
  std::size_t delimiters_ = 0;    // in the line at hand of a quoted field
  std::size_t lines_like_rows_ = 0;  // lines in it with as many as the header has
  std::string bad_;  // what is wrong with the row at hand
  std::int64_t line_ = 1;
  std::int64_t row_line_ = 1;    // where the row began
  std::int64_t quote_line_ = 1;  // where the open quote began
  std::int64_t row_ = 0;
  struct Row {
    std::int64_t line = 1;
    std::vector<std::string> fields;
  };
  int titles_ = 0;  // lines above the header
  Row first_row_;   // of them
  bool line_feeds_ = true;  // false where lines end with CR alone
  bool skips_line_ = false;
  bool stopped_ = false;
};

}  // namespace

Result<void> read_csv(ByteSource& source, const CsvOptions& options, const Limits& limits,
                      Problems& problems, const EventSink& sink) {
  KINTSUGI_TRY(const std::string_view looked_at, source.look());
  std::string hint;
  const std::string encoding = settled_encoding(looked_at, options, problems, hint);
  if (encoding.empty()) return {};
  bool sep_line = false;
  char delimiter = options.delimiter;
  {
    KINTSUGI_TRY(const std::unique_ptr<Decoder> decoder, Decoder::open(encoding));
    const char shown =
        delimiter_of(decoder->decode(looked_at, false), options.required_columns, sep_line);
    if (delimiter == '\0') delimiter = shown;
  }
  KINTSUGI_TRY(const std::unique_ptr<Decoder> decoder, Decoder::open(encoding));
  CsvParser parser(options, delimiter, sep_line, limits, problems, sink);
  std::string begin;  // until it is clear whether the file begins with a byte order mark
  bool begun = false;
  const auto feed = [&](std::string_view text, bool last) {
    if (begun) return parser.feed(text);
    begin += text;
    if (begin.size() < 3 && !last) return;
    begun = true;
    parser.feed(begin.starts_with("\xEF\xBB\xBF") ? std::string_view(begin).substr(3) : begin);
  };
  OtherLines others(encoding);
  while (!parser.stopped()) {
    KINTSUGI_TRY(const std::string_view piece, source.next());
    const bool last = piece.empty();
    others.take(piece);
    feed(decoder->decode(piece, last), last);
    if (!decoder->error().empty() && !parser.stopped())
      parser.stop(parser.line(), decoder->error() + hint);
    if (last) {
      parser.finish();
      break;
    }
  }
  problems.note(others.note());
  return {};
}

}  // namespace kintsugi::api::import
