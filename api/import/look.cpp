#include "api/import/look.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>

#include "api/import/alike.h"
#include "api/import/csv_reader.h"
#include "api/import/day_and_clock.h"
#include "api/import/encoding.h"
#include "api/import/file_kind.h"
#include "api/import/look_columns.h"
#include "api/import/look_times.h"
#include "api/import/look_toml.h"
#include "api/import/numbers.h"
#include "api/import/text.h"
#include "api/import/time_numbers.h"
#include "api/import/totals.h"
#include "api/import/xes_reader.h"
#include "core/text/text.h"
#include "events/schema/runtime/clean_text.h"

namespace kintsugi::api::import {
namespace {

constexpr std::int64_t activities_listed_max = 200;

class FileLook {
 public:
  FileLook(const std::filesystem::path& file, const Limits& limits, Instant now)
      : file_(file), limits_(limits), now_(now) {}

  Result<Proposal> run() {
    KINTSUGI_TRY_OK(read());
    if (columns_.rows() == 0)
      return bad(bad_rows_ == 0 ? "the file holds no rows"
                                : "no row has as many fields as the header");
    KINTSUGI_TRY_OK(find_roles());
    count_cases();
    note_forms();
    note_points();
    list_activities();
    Proposal made;
    made.toml = mapping_text(found_);
    made.unsure = found_.unsure;
    made.rows = columns_.rows() + bad_rows_ + totals_;
    made.cases = found_.cases;
    return made;
  }

 private:
  tl::unexpected<Error> bad(const std::string& what) const {
    return fail(ErrorKind::invalid, "import.bad_file", file_.string() + ": " + what);
  }
  void unsure(std::string what) { found_.unsure.push_back(std::move(what)); }

  Result<void> read() {
    KINTSUGI_TRY(const std::unique_ptr<ByteSource> source, ByteSource::open(file_, limits_));
    KINTSUGI_TRY(const std::string_view begin, source->look());
    if (const std::string kind = other_kind(begin); !kind.empty()) return bad("this is " + kind);
    found_.file = file_.filename().string();
    const std::string likely = likely_encoding(begin);
    found_.encoding = likely.empty() ? "windows-1252" : likely;
    if (likely.empty()) unsure("no encoding fits its octets well: is it windows-1252?");
    KINTSUGI_TRY(const std::unique_ptr<Decoder> decoder, Decoder::open(found_.encoding));
    std::string text(decoder->decode(begin, false));
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    found_.xes = text.substr(0, 5) == "<?xml" || text.substr(0, 4) == "<log";
    const EventSink sink = [this](RawEvent&& event) {
      if (found_.xes && event.trace == 0) ++stray_;
      if (found_.xes) count_trace(event);
      if (!found_.xes && !totals_word(event).empty()) {
        ++totals_;
      } else if (event.bad.empty()) {
        columns_.take(event);
      } else {
        ++bad_rows_;
      }
      return true;
    };
    Problems problems;
    if (found_.xes) {
      XesOptions options;
      options.keep_bad = true;
      KINTSUGI_TRY_OK(read_xes(*source, options, limits_, problems, sink));
    } else {
      CsvOptions options;
      options.encoding = found_.encoding;
      options.trust_encoding = true;
      options.keep_bad = true;
      options.number_equal_names = true;
      options.delimiter = delimiter_of(text, {}, found_.sep_line);
      found_.delimiter = options.delimiter;
      KINTSUGI_TRY_OK(read_csv(*source, options, limits_, problems, sink));
    }
    if (!problems.empty()) return tl::unexpected(problems.to_error(file_.string()));
    for (const std::string& note : problems.notes()) unsure(note);
    return {};
  }

  // Traces of one name are one case.
  void count_trace(const RawEvent& event) {
    const std::string* name = event.find("case:concept:name");
    if (name == nullptr || event.trace == last_trace_) return;
    last_trace_ = event.trace;
    if (traces_.size() < Column::distinct_max && !traces_.insert(*name).second)
      joined_.insert(*name);
  }

  Result<void> find_roles() {
    if (found_.xes) {
      found_.case_name = "case:concept:name";
      found_.activity = "concept:name";
      found_.time = columns_.find("time:timestamp") != nullptr ? "time:timestamp" : "";
      found_.operator_name = columns_.find("org:resource") != nullptr ? "org:resource" : "";
      if (columns_.find(found_.activity) == nullptr) {
        found_.activity.clear();
        find_activity();
        if (found_.activity.empty())
          return bad("its events have no concept:name, so nothing says what happened");
        unsure(fmt::format("its events have no concept:name: is \"{}\" the activity?",
                           found_.activity));
      }
      time_form();
      return {};
    }
    if (columns_.list().size() < 3) {
      return bad("fewer than three columns: a case, an activity and a time are needed (is \"" +
                 std::string(1, found_.delimiter) + "\" the delimiter?)");
    }
    find_time();
    if (found_.time.empty()) return bad("no column holds times" + untold_time());
    if (!guess_time({found_.time}, now_).format.empty())
      return bad("its first row says \"" + found_.time +
                 "\", a time and no name: write a row with the names of the columns above it");
    find_case();
    find_activity();
    if (found_.case_name.empty() || found_.activity.empty())
      return bad("no column repeats as a case or an activity does");
    const Column* person = columns_.named_like("operator", taken());
    if (person != nullptr && person->distinct() * 2 <= columns_.rows() + 4)
      found_.operator_name = person->name;
    return {};
  }

  std::vector<std::string> taken() const {
    return {found_.case_name, found_.activity, found_.time, found_.clock, found_.operator_name};
  }

  void find_time() {
    double most = 0;
    std::vector<std::string> others;
    for (const Column& column : columns_.list()) {
      const TimeGuess guess = guess_time(column.samples, now_);
      const int says = name_says(column.name, "time");
      if (guess.from_1970 && says > 0 && most == 0) found_.time = column.name;
      const bool numbers =
          guess.format == "excel" || guess.format.starts_with("unix") || guess.format == "%Y%m%d";
      if (guess.format.empty() || (numbers && says == 0)) continue;
      others.push_back(column.name);
      // An entry's own time is there in nearly every row; then the name says which one it is.
      const double filled =
          static_cast<double>(column.filled) / static_cast<double>(columns_.rows());
      const double score = guess.share * filled * 100 + says;
      if (score <= most) continue;
      most = score;
      found_.time = column.name;
    }
    std::erase(others, found_.time);
    if (!others.empty()) {
      unsure(fmt::format("the time is \"{}\"; \"{}\" holds times too", found_.time,
                         fmt::join(others, "\", \"")));
    }
    if (!found_.time.empty()) time_form();
  }

  // What a column says that is called as times are.
  std::string untold_time() const {
    const Column* column = columns_.named_like("time", taken());
    if (column == nullptr || column->samples.empty()) return {};
    return fmt::format(
        " in a form that is known here; \"{}\" says \"{}\": [source] time_format takes a pattern",
        column->name, column->samples.front());
  }

  void time_form() {
    const Column* column = columns_.find(found_.time);
    const auto tells = [](const std::string& value) { return !says_nothing(value); };
    if (column == nullptr ||
        std::none_of(column->samples.begin(), column->samples.end(), tells)) {
      unsure("no event has a time: they follow each other by the second from `start`");
      found_.from_start = true;
      return;
    }
    const TimeGuess guess = guess_with_clock(*column);
    if (guess.from_1970) {
      unsure("its clock began in 1970: the times are counted from `start`; when was that?");
      found_.from_start = true;
      return;
    }
    found_.time_format = guess.format.empty() ? "iso8601" : guess.format;
    if (guess.format == "excel") tell_system_of_1904(guess);
    if (guess.share < 1) {
      unsure(fmt::format("{:.1f} % of the times are not in the format \"{}\"",
                         100 - 100 * guess.share, found_.time_format));
      found_.keep_bad = true;
    }
    if (!guess.rival.empty())
      unsure(fmt::format("year, day or month first? \"{}\" reads all times too", guess.rival));
    if (!guess.has_offset) unsure("the times have no offset: taken as +08:00 (time_zone)");
    if (column->filled < columns_.rows()) {
      unsure(fmt::format("{} rows have no time", columns_.rows() - column->filled));
      found_.keep_bad = true;
    }
  }

  // A workbook's days are counted since 1904 where, counted from 1899, all lie four years and a day
  // before what another column says.
  void tell_system_of_1904(const TimeGuess& guess) {
    constexpr std::chrono::days near{31};
    const auto meets = [&](const TimeGuess& other, std::chrono::days later) {
      return *guess.first + later <= *other.last + near &&
             *other.first <= *guess.last + later + near;
    };
    for (const Column& column : columns_.list()) {
      if (column.name == found_.time) continue;
      const TimeGuess other = guess_time(column.samples, now_);
      const bool dates = other.format == "iso8601" || other.format.starts_with('%');
      if (!dates || other.format == "%Y%m%d" || meets(other, std::chrono::days{0})) continue;
      if (!meets(other, excel_1904_later)) continue;
      unsure(fmt::format("the days of \"{}\" are taken as a workbook's that counts since 1904 "
                         "(\"excel_1904\"): as \"excel\" all are four years and a day before "
                         "those of \"{}\"",
                         found_.time, column.name));
      found_.time_format = "excel_1904";
      return;
    }
  }

  // Days alone, beside a column of times of day, are read together with it.
  TimeGuess guess_with_clock(const Column& days) {
    const TimeGuess guess = guess_time(days.samples, now_);
    const std::string midnight = days.samples.empty() ? "" : midnight_of(days.samples.front());
    const auto tells_clock = [&](const std::string& value) {
      return value.find(':') != std::string::npos &&
             (midnight.empty() || !value.ends_with(midnight));
    };
    if (found_.xes || std::any_of(days.samples.begin(), days.samples.end(), tells_clock))
      return guess;
    for (const Column& column : columns_.list()) {
      const bool beside = column.filled * 2 > days.filled &&
                          std::all_of(column.samples.begin(), column.samples.end(), is_clock);
      if (!beside || column.name == days.name) continue;
      std::vector<std::string> both;  // of whichever rows: only how they are written counts
      for (std::size_t i = 0; i < days.samples.size(); ++i)
        both.push_back(day_and_clock(days.samples[i], column.samples[i % column.samples.size()]));
      const TimeGuess joined = guess_time(both, now_);
      if (joined.share < guess.share) continue;
      found_.clock = column.name;
      if (column.filled < days.filled) {
        unsure(fmt::format("{} rows say the day (\"{}\") and no time of it (\"{}\"): they stand "
                           "beside their neighbours",
                           days.filled - column.filled, days.name, column.name));
      }
      return joined;
    }
    return guess;
  }

  // What repeats, but not often: a case has some entries.
  void find_case() {
    double most = 0;
    for (const Column& column : columns_.list()) {
      // A few rows may have none: a line of totals.
      if (column.name == found_.time || column.filled * 20 < columns_.rows() * 19) continue;
      if (std::max(name_says(column.name, "activity"), name_says(column.name, "operator")) > 100)
        continue;
      const double entries =
          static_cast<double>(columns_.rows()) / static_cast<double>(column.distinct());
      const bool repeats = entries > 1.01 && column.distinct() > 1;
      const double score =
          name_says(column.name, "case") + (repeats ? 30 : 0) - (entries > 200 ? 40 : 0);
      if (score <= most) continue;
      most = score;
      found_.case_name = column.name;
    }
    if (found_.case_name.empty()) return;
    if (most < 40) unsure(fmt::format("is \"{}\" the case?", found_.case_name));
    const Column& cases = *columns_.find(found_.case_name);
    stray_ = columns_.rows() - cases.filled;
    for (const auto& [name, count] : cases.counts) {
      const Cell read = read_case(name);
      if (read.has_value()) continue;
      if (stray_ == columns_.rows() - cases.filled)
        unsure(fmt::format("\"{}\" is no case: {}", name, read.why));
      stray_ += count;
    }
  }

  // A few words that come again and again.
  void find_activity() {
    double most = 0;
    for (const Column& column : columns_.list()) {
      if (column.name == found_.time || column.name == found_.clock ||
          column.name == found_.case_name)
        continue;
      const bool few = column.distinct() <= std::max<std::int64_t>(5, columns_.rows() / 3) &&
                       column.distinct() <= 2000;
      if (!few || column.filled == 0 || column.digits_only == column.filled) continue;
      if (column.distinct() == 1 && columns_.rows() > 10) continue;  // says nothing of a row
      std::int64_t known = 0;
      for (const auto& [name, count] : column.counts)
        known += activity_says(name).empty() ? 0 : count;
      const double score =
          name_says(column.name, "activity") +
          60.0 * static_cast<double>(known) / static_cast<double>(column.filled) +
          20.0 * static_cast<double>(column.filled) / static_cast<double>(columns_.rows()) -
          (name_says(column.name, "operator") > 0 ? 30 : 0);
      if (score <= most) continue;
      most = score;
      found_.activity = column.name;
    }
    if (most < 40 && !found_.activity.empty())
      unsure(fmt::format("is \"{}\" the activity?", found_.activity));
  }

  void count_cases() {
    const Column* column = columns_.find(found_.case_name);
    if (column == nullptr) {
      unsure("its traces have no name: they are called trace-1, trace-2 …");
      return;
    }
    found_.cases = column->distinct();
    found_.cases_counted = found_.cases < static_cast<std::int64_t>(Column::distinct_max);
    std::set<std::string, std::less<>> cases;
    for (const auto& [name, count] : column->counts) {
      if (!core::is_id(name)) found_.slug_case = true;
      cases.insert(of_one_width(name));
    }
    const Alike alike = alike_names({cases.begin(), cases.end()});
    if (alike.count > 0) {
      unsure(fmt::format("{} pairs of cases may be one: \"{}\" and \"{}\" would be two orders",
                         alike.count, alike.list[0].first, alike.list[0].second));
    }
    for (const Column& other : columns_.list()) {
      if (other.name == found_.case_name || found_.xes) continue;
      found_.columns.push_back(
          fmt::format("{}: filled in {} rows, {}{} different values", other.name, other.filled,
                      other.distinct() >= 20'000 ? "over " : "", other.distinct()));
    }
  }

  void note_forms() {
    for (const char* what :
         {"phone", "serial", "address", "contact", "model", "brand", "symptom"}) {
      std::vector<std::string> used = taken();
      for (const auto& [field, column] : found_.fields) used.push_back(column);
      const Column* column = columns_.named_like(what, used);
      if (column != nullptr && column->name.find_first_of("{}|") == std::string::npos)
        found_.fields.emplace_back(what, column->name);
    }
    if (bad_rows_ > 0) {
      found_.keep_bad = true;
      unsure(fmt::format("{} rows have other fields than the header, or are it again: facts",
                         bad_rows_));
    }
    if (totals_ > 0) {
      found_.keep_bad = true;
      unsure(fmt::format("{} rows are totals and no entries: put aside", totals_));
    }
    if (!joined_.empty())
      unsure(fmt::format("{} names are that of several traces, which are one case then: \"{}\"",
                         joined_.size(), *joined_.begin()));
    if (stray_ > 0) {
      found_.keep_bad = true;
      unsure(fmt::format("{} entries belong to no case: kept as facts of one named \"no-case\"",
                         stray_));
    }
    const Column* life = columns_.find("lifecycle:transition");
    if (life != nullptr && life->distinct() > 1) {
      unsure(
          "events have several lifecycle:transition (start, complete …): each is brought in; "
          "choose with where = { \"lifecycle:transition\" = \"complete\" }");
    }
  }

  // Numbers whose point may part thousands, where none of the column says which it is.
  void note_points() {
    for (const Column& column : columns_.list()) {
      if (column.name == found_.case_name || column.name == found_.time) continue;
      const std::string* either = nullptr;
      bool sure = false;
      for (const std::string& value : column.samples) {
        if (may_be_thousands(value)) {
          either = &value;
        } else if (value.find_first_of(".,") != std::string::npos) {
          sure = true;
        }
      }
      if (either == nullptr || sure) continue;
      unsure(fmt::format("\"{}\": does the point of {} part thousands? As an amount \"fen:,\" says "
                         "so, \"fen:.\" that it is a decimal one (thousandths alike)",
                         column.name, *either));
    }
  }

  void list_activities() {
    const Column* column = columns_.find(found_.activity);
    if (column == nullptr) return;
    if (const std::int64_t without = columns_.rows() - column->filled - stray_; without > 0) {
      found_.keep_bad = true;
      unsure(fmt::format("{} rows have no activity: kept as facts", without));
    }
    for (const auto& [name, count] : column->counts)
      found_.activities.push_back({name, count, std::string(activity_says(name))});
    std::stable_sort(found_.activities.begin(), found_.activities.end(),
                     [](const auto& a, const auto& b) { return a.count > b.count; });
    if (static_cast<std::int64_t>(found_.activities.size()) > activities_listed_max) {
      unsure(fmt::format("\"{}\" has {} different values: is it the activity?", found_.activity,
                         found_.activities.size()));
      found_.activities.resize(activities_listed_max);
    }
    for (const auto& one : found_.activities) {
      if (one.does.empty()) {
        unsure(
            fmt::format("what does \"{}\" ({} times) do? It becomes a note", one.name, one.count));
      }
    }
  }

  const std::filesystem::path& file_;
  const Limits& limits_;
  const Instant now_;
  Columns columns_;
  Found found_;
  std::int64_t bad_rows_ = 0;
  std::int64_t totals_ = 0;  // rows of them
  std::int64_t last_trace_ = 0;
  std::set<std::string> traces_, joined_;  // their names; those that came again
  std::int64_t stray_ = 0;  // entries of no case
};

}  // namespace

Result<Proposal> propose_mapping(const std::filesystem::path& file, const Limits& limits,
                                 Instant now) {
  return FileLook(file, limits, now).run();
}

}  // namespace kintsugi::api::import
