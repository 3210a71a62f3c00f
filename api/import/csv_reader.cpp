#include "api/import/csv_reader.h"

#include <algorithm>

#include "api/import/text.h"
#include "api/words/nearest.h"

namespace kintsugi::api::import {
namespace {

class CsvParser {
 public:
  CsvParser(const CsvOptions& options, const Limits& limits, Problems& problems,
            const EventSink& sink)
      : options_(options), limits_(limits), problems_(problems), sink_(sink) {}

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
    if (state_ == State::carriage_return)
      return stop(line_, "a carriage return without a line feed");
    if (state_ != State::field_start || !fields_.empty()) end_row();
    if (!stopped_ && header_.empty()) stop(1, "the file is empty: expected a header row");
  }

  void stop(std::int64_t line, std::string what) {
    problems_.add(line, std::move(what));
    stopped_ = true;
  }

 private:
  enum class State { field_start, plain, quoted, quote_in_quoted, carriage_return };

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
        if (c == '\n') ++line_;
        return put(c);
      case State::quote_in_quoted:
        if (c == '"') {
          state_ = State::quoted;
          return put(c);
        }
        if (c == options_.delimiter || c == '\n' || c == '\r') return in_plain(c);
        return stop(line_, "text after the closing quote of a field");
      case State::carriage_return:
        if (c != '\n') return stop(line_, "a carriage return without a line feed");
        return end_line();
    }
  }

  void in_plain(char c) {
    if (c == options_.delimiter) {
      end_field();
      state_ = State::field_start;
    } else if (c == '\n') {
      end_line();
    } else if (c == '\r') {
      state_ = State::carriage_return;
    } else if (c == '"') {
      stop(line_, "a quote inside a field that does not begin with one");
    } else {
      put(c);
    }
  }

  void put(char c) {
    if (field_.size() >= limits_.value_octets_max) {
      return stop(line_, "a field longer than " + std::to_string(limits_.value_octets_max) +
                             " octets (a quote that is never closed?)");
    }
    field_ += c;
  }

  void end_field() {
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
    const bool blank = fields_.size() == 1 && fields_[0].empty();
    if (!blank) {
      if (const int column = invalid_column(); column >= 0) {
        stop(row_line_, "invalid UTF-8 in column " + std::to_string(column + 1) +
                            (header_.empty() ? "" : " (" + name_of_column(column) + ")"));
      } else if (header_.empty()) {
        take_header();
      } else {
        take_row();
      }
    }
    fields_.clear();
  }

  int invalid_column() const {
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      if (!is_utf8(fields_[i]) || fields_[i].find('\0') != std::string::npos)
        return static_cast<int>(i);
    }
    return -1;
  }

  std::string name_of_column(int column) const {
    const auto index = static_cast<std::size_t>(column);
    return index < header_.size() ? header_[index] : "beyond the header";
  }

  void take_header() {
    header_ = fields_;
    for (std::size_t i = 0; i < header_.size(); ++i) {
      const std::string& name = header_[i];
      if (name.empty()) {
        stop(row_line_, "column " + std::to_string(i + 1) + " of the header has no name");
      } else if (name.size() > limits_.name_octets_max) {
        stop(row_line_, "the name of column " + std::to_string(i + 1) + " is too long");
      } else if (std::find(header_.begin(), header_.begin() + static_cast<std::ptrdiff_t>(i),
                           name) != header_.begin() + static_cast<std::ptrdiff_t>(i)) {
        stop(row_line_, "two columns are called \"" + name + "\"");
      }
    }
    for (const std::string& required : options_.required_columns) {
      if (std::find(header_.begin(), header_.end(), required) == header_.end()) {
        stop(row_line_, "the header has no column \"" + required + "\"" +
                            did_you_mean(required, header_));
      }
    }
  }

  void take_row() {
    ++row_;
    if (row_ > limits_.events_max) {
      return stop(row_line_, "more than " + std::to_string(limits_.events_max) + " rows");
    }
    if (fields_.size() != header_.size()) {
      problems_.add(row_line_, "this row has " + std::to_string(fields_.size()) +
                                   " fields, the header has " + std::to_string(header_.size()));
      stopped_ = problems_.full();
      return;
    }
    RawEvent event;
    event.row = row_;
    event.line = row_line_;
    event.attributes.reserve(fields_.size());
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      if (!fields_[i].empty()) event.attributes.push_back({header_[i], std::move(fields_[i])});
    }
    if (!sink_(std::move(event))) stopped_ = true;
  }

  const CsvOptions& options_;
  const Limits& limits_;
  Problems& problems_;
  const EventSink& sink_;
  State state_ = State::field_start;
  std::vector<std::string> header_;
  std::vector<std::string> fields_;
  std::string field_;
  std::int64_t line_ = 1;
  std::int64_t row_line_ = 1;    // where the row began
  std::int64_t quote_line_ = 1;  // where the open quote began
  std::int64_t row_ = 0;
  bool stopped_ = false;
};

}  // namespace

Result<void> read_csv(ByteSource& source, const CsvOptions& options, const Limits& limits,
                      Problems& problems, const EventSink& sink) {
  KINTSUGI_TRY(const std::unique_ptr<Decoder> decoder, Decoder::open(options.encoding));
  CsvParser parser(options, limits, problems, sink);
  std::string begin;  // until it is clear whether the file begins with a byte order mark
  bool begun = false;
  const auto feed = [&](std::string_view text, bool last) {
    if (begun) return parser.feed(text);
    begin += text;
    if (begin.size() < 3 && !last) return;
    begun = true;
    parser.feed(begin.starts_with("\xEF\xBB\xBF") ? std::string_view(begin).substr(3) : begin);
  };
  while (!parser.stopped()) {
    KINTSUGI_TRY(const std::string_view piece, source.next());
    const bool last = piece.empty();
    feed(decoder->decode(piece, last), last);
    if (!decoder->error().empty() && !parser.stopped())
      parser.stop(parser.line(), decoder->error());
    if (last) {
      parser.finish();
      break;
    }
  }
  return {};
}

}  // namespace kintsugi::api::import
