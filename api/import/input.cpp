#include "api/import/input.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "api/import/arrangement.h"
#include "api/import/csv_reader.h"
#include "api/import/day_and_clock.h"
#include "api/import/identity.h"
#include "api/import/look_times.h"
#include "api/import/numbers.h"
#include "api/import/spool.h"
#include "api/import/text.h"
#include "api/import/totals.h"
#include "api/import/unmet.h"
#include "api/import/xes_reader.h"
#include "core/text/text.h"
#include "events/schema/runtime/clean_text.h"

namespace kintsugi::api::import {
namespace {

constexpr std::size_t spool_buffer_octets = 1 << 20;
// No service system is so old: a day and the widest offset after 1970 began.
constexpr std::int64_t sentinel_ms_max = 86'400'000 + 14 * 3'600'000;
// Whose facts those of no case are, where the mapping has them kept.
constexpr std::string_view no_case = "no-case";

tl::unexpected<Error> no_space(const std::string& what) {
  return fail(ErrorKind::unavailable, "import.no_space",
              "the temporary file for the import cannot be written: " + what);
}

}  // namespace

// The temporary file, to be read back.
class Input::Spooled {
 public:
  explicit Spooled(const Input& input)
      : octets_(input.spool_octets_),
        mapped_(octets_ == 0 ? nullptr
                             : mmap(nullptr, octets_, PROT_READ, MAP_PRIVATE, input.spool_, 0)) {}
  Spooled(const Spooled&) = delete;
  Spooled& operator=(const Spooled&) = delete;
  ~Spooled() {
    if (mapped_ != nullptr && is_there()) munmap(mapped_, octets_);
  }
  bool is_there() const { return mapped_ != MAP_FAILED; }

  void read(const Entry& entry, InputEvent& event) const {
    read_record(static_cast<const char*>(mapped_) + entry.offset, event);
    event.time = instant_from_ms(entry.time_ms);
    if (!entry.day_only) event.day_only.clear();
  }

 private:
  const std::size_t octets_;
  void* const mapped_;
};

// One pass over the file: each event checked, spooled and indexed.
class Input::Reading {
 public:
  Reading(const Options& options, const Mapping& mapping, Input& input)
      : options_(options), mapping_(mapping), input_(input) {}

  Result<void> run() {
    KINTSUGI_TRY_OK(open_spool());
    KINTSUGI_TRY(const std::unique_ptr<ByteSource> source,
                 ByteSource::open(options_.file, options_.limits));
    const EventSink sink = [this](RawEvent&& event) { return take(std::move(event)); };
    const Result<void> read =
        mapping_.source.format == Source::Format::csv
            ? read_csv(*source, mapping_.source.csv, options_.limits, problems_, sink)
            : read_xes(*source, xes_options(), options_.limits, problems_, sink);
    if (!read) {
      if (read.error().code != "import.bad_file") return tl::unexpected(read.error());
      problems_.add(0, read.error().what);
    }
    if (failure_) return tl::unexpected(*failure_);
    if (problems_.empty() && input_.index_.empty() && timeless_.empty())
      problems_.add(0, "the file holds no events");
    check_times();
    KINTSUGI_TRY_OK(flush());
    note_days();
    if (problems_.empty() && !orders_are_settled_) KINTSUGI_TRY_OK(settle_orders());
    if (problems_.empty() || orders_are_settled_) check_orders();
    if (!problems_.empty()) return tl::unexpected(problems_.to_error(options_.file.string()));
    begin_at_start();
    input_.notes_ = unmet_.notes();
    input_.notes_.insert(input_.notes_.end(), problems_.notes().begin(), problems_.notes().end());
    input_.sha256_ = source->sha256();
    Arrangement(input_, mapping_.source, timed_ > 0).run(cases_);
    if (!input_.index_.empty() && input_.index_.back().time_ms > to_ms(options_.now)) {
      problems_.add(0,
                    "counted from [source] start, its last event is in the future");
      return tl::unexpected(problems_.to_error(options_.file.string()));
    }
    return {};
  }

 private:
  XesOptions xes_options() const {
    const CsvOptions& csv = mapping_.source.csv;
    return {csv.encoding, csv.trust_encoding, csv.keep_bad};
  }

  Result<void> open_spool() {
    std::error_code failed;
    std::filesystem::path directory = options_.scratch;
    if (directory.empty()) directory = std::filesystem::temp_directory_path(failed);
    std::string name = (directory / "kintsugi-import-XXXXXX").string();
    input_.spool_ = mkstemp(name.data());
    if (input_.spool_ < 0) return no_space(name + ": " + std::strerror(errno));
    unlink(name.c_str());
    return {};
  }

  Result<void> flush() {
    std::string_view rest = buffer_;
    while (!rest.empty()) {
      const ssize_t written = write(input_.spool_, rest.data(), rest.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return no_space(std::strerror(errno));
      rest.remove_prefix(static_cast<std::size_t>(written));
    }
    buffer_.clear();
    return {};
  }

  // One of the attributes that the mapping gives a meaning; taken out of the others.
  std::string take_named(RawEvent& raw, const std::string& name) {
    if (name.empty()) return {};
    const auto found = std::find_if(raw.attributes.begin(), raw.attributes.end(),
                                    [&](const Attribute& a) { return a.name == name; });
    if (found == raw.attributes.end()) return {};
    std::string value = std::move(found->value);
    raw.attributes.erase(found);
    return value;
  }

  // The day, and the time of day where it stands in a column of its own.
  std::string take_moment(RawEvent& raw) {
    std::string moment = take_named(raw, mapping_.source.time_name);
    if (moment.empty()) return moment;
    std::string clock = take_named(raw, mapping_.source.clock_name);
    if (clock.empty()) return moment;
    if (says_nothing(clock)) {  // the day is known all the same
      raw.attributes.push_back({mapping_.source.clock_name, std::move(clock)});
      return moment;
    }
    std::string whole = moment + " " + clock;
    return mapping_.times->read_local(whole) ? whole : day_and_clock(moment, clock);
  }

  // Whose it is: 'Ａ１' is 'A1', as people read it.
  std::string take_id(RawEvent& raw, const std::string& name) {
    return of_one_width(take_name(raw, name));
  }

  // What is no case stays with the entry.
  void take_case(RawEvent& raw, InputEvent& event) {
    const std::string& column = mapping_.source.case_name;
    event.case_id = take_id(raw, column);
    no_case_because_.clear();
    if (event.case_id.empty()) return;
    Cell read = read_case(event.case_id);
    if (read.has_value()) {
      event.case_id = std::move(read.text);
      return;
    }
    no_case_because_ = ": \"" + event.case_id + "\": " + read.why;
    raw.attributes.push_back({column, std::exchange(event.case_id, {})});
  }

  // One line, as people compare it: "opened " is "opened".
  std::string take_name(RawEvent& raw, const std::string& name) {
    return schema::clean_text(take_named(raw, name), schema::TextFormat::plain);
  }

  bool take(RawEvent&& raw) {
    const Source& source = mapping_.source;
    InputEvent event;
    if (source.format == Source::Format::csv && leave_out_totals(raw)) return !problems_.full();
    unmet_.take(raw);
    event.row = raw.row;
    event.line = raw.line;
    trace_ = raw.trace;
    event.bad = std::move(raw.bad);
    take_case(raw, event);
    event.activity = take_name(raw, source.activity_name);
    event.operator_name = take_id(raw, source.operator_name);
    if (event.case_id.empty() && raw.trace > 0)
      event.case_id = "trace-" + std::to_string(raw.trace);
    if (!event.operator_name.empty() && says_nothing(event.operator_name))
      raw.attributes.push_back({source.operator_name, std::exchange(event.operator_name, {})});
    const std::string time = take_moment(raw);
    event.attributes = std::move(raw.attributes);
    Entry entry;
    whole_ = true;
    if (event.case_id.empty()) {
      event.case_id = no_case;
      bad(event, "this event has no case (\"" + source.case_name + "\")" + no_case_because_);
    }
    if (event.activity.empty()) {
      event.activity = "(none)";
      bad(event, "this event has no activity (\"" + source.activity_name + "\")");
    }
    take_time(time, event, entry);
    unmet_.take(event);
    if (whole_) keep(event, entry);
    if (input_.index_.size() % 65536 == 0 && options_.progress) options_.progress(input_.events());
    return !problems_.full() && !failure_;
  }

  // A row of sums is no entry, and no case.
  bool leave_out_totals(const RawEvent& raw) {
    std::string word = totals_word(raw);
    if (word.empty()) return false;
    if (mapping_.source.keep_bad) {
      input_.totals_.push_back({raw.row, raw.line, std::move(word)});
    } else {
      problems_.add(raw.line, "this is a row of totals (\"" + word + "\") and no entry");
    }
    return true;
  }

  void complain(std::int64_t line, std::string what) {
    whole_ = false;
    problems_.add(line, std::move(what));
  }
  // What the mapping may have kept as a fact.
  void bad(InputEvent& event, std::string what) {
    if (!mapping_.source.keep_bad) return complain(event.line, std::move(what));
    if (event.bad.empty()) event.bad = std::move(what);
  }

  void take_time(const std::string& text, InputEvent& event, Entry& entry) {
    entry.timeless = true;
    if (text.empty()) {
      timeless_.add(event.line, "this event has no time (\"" + mapping_.source.time_name + "\")");
      if (mapping_.source.keep_bad) event.unread_time = "(none)";
      return;
    }
    if (says_nothing(text)) {
      event.unread_time = text;
      return;
    }
    ++with_time_;
    const TimeReader& times = *mapping_.times;
    const bool by_start = mapping_.source.start.has_value();
    const Result<LocalTime> read = times.read_local(text);
    const bool early = read && !by_start && to_ms(read->at) < sentinel_ms_max;
    const bool late = read && !by_start && read->at > options_.now;
    if (read && !by_start && times.may_be_seconds(read->at)) {
      event.unread_time = text;
      return bad(event, "bad date \"" + text + "\": it looks like seconds: time_format = \"unix\"");
    }
    if (read && !early && !late) {
      ++timed_;
      entry.timeless = false;
      entry.time_ms = to_ms(read->at);
      entry.again_ms = static_cast<std::int32_t>(read->again.count());
      event.time = read->at;
      entry.day_only = read->day_only;
      if (read->day_only) event.day_only = text;
      return;
    }
    event.unread_time = text;
    if (early || times.says_no_date(text)) {
      ++without_date_;
      return;
    }
    bad(event, late ? "bad date \"" + text + "\": in the future" : why_no_time(text, read.error()));
  }

  // With the format that it may have, where it stops the import.
  std::string why_no_time(const std::string& text, const Error& error) const {
    const bool named = error.what.find("time_format") != std::string::npos;
    if (mapping_.source.keep_bad || named) return error.what;
    const std::string format = guess_time({text}, options_.now).format;
    if (format.empty()) return error.what;
    return error.what + "; it may be time_format = \"" + format + "\"";
  }

  void keep(const InputEvent& event, Entry& entry) {
    entry.offset = input_.spool_octets_;
    entry.row = event.row;
    const auto [known, fresh] =
        cases_.try_emplace(event.case_id, static_cast<std::uint32_t>(cases_.size()));
    entry.case_rank = known->second;
    entry.activity =
        activities_.try_emplace(event.activity, static_cast<std::uint32_t>(activities_.size()))
            .first->second;
    if (!fresh && trace_ > 0 && orders_[known->second].trace != trace_) joins(known->second);
    if (fresh) {
      orders_.push_back({{}, event.case_id, event.line, trace_});
      if (orders_are_settled_) orders_.back().id = number_of(event).value_or("");
    }
    if (orders_are_settled_) entry.identity = identify(entry, event);
    spool(event);
    input_.index_.push_back(entry);
  }

  // Another trace of the same name. Those of no case have none in common.
  void joins(std::uint32_t rank) {
    orders_[rank].trace = trace_;
    const bool by_trace = mapping_.source.case_name.starts_with("case:");
    if (by_trace && orders_[rank].case_id != no_case) ++orders_[rank].traces;
  }

  Cell number_of(const InputEvent& event) const {
    return mapping_.order_id.render(Fields::of(event));
  }
  Hash128 identify(const Entry& entry, const InputEvent& event) const {
    return identity_of(orders_[entry.case_rank].id, event, mapping_.source.identity);
  }

  // Where the number says more than the case, it is that of the case's first entry that gives one:
  // an order does not change its number when a later row says something else.
  Result<void> settle_orders() {
    const Spooled spooled(input_);
    if (!spooled.is_there()) return no_space(std::strerror(errno));
    const bool newest_first = Arrangement(input_, mapping_.source, timed_ > 0).newest_first();
    using Rank = std::tuple<bool, std::int64_t, std::int64_t>;  // says no time; time; row
    std::vector<Rank> firsts(orders_.size());
    InputEvent event;
    for (const Entry& entry : input_.index_) {
      Order& order = orders_[entry.case_rank];
      const bool vague = entry.timeless || entry.day_only;
      const Rank rank{vague, vague ? 0 : entry.time_ms,
                      newest_first ? -entry.row : entry.row};
      if (!order.id.empty() && firsts[entry.case_rank] < rank) continue;
      spooled.read(entry, event);
      Cell number = number_of(event);
      if (!number.has_value()) continue;
      order.id = std::move(number.text);
      order.line = event.line;
      firsts[entry.case_rank] = rank;
    }
    for (Entry& entry : input_.index_) {
      spooled.read(entry, event);
      entry.identity = identify(entry, event);
    }
    return {};
  }

  void spool(const InputEvent& event) {
    const std::size_t before = buffer_.size();
    append_record(buffer_, event);
    input_.spool_octets_ += buffer_.size() - before;
    if (buffer_.size() < spool_buffer_octets) return;
    if (const Result<void> flushed = flush(); !flushed) failure_ = flushed.error();
  }

  // What only the whole file tells of times.
  void check_times() {
    if (input_.index_.empty()) return;
    if (timed_ == 0 && without_date_ == 0) {
      if (!mapping_.source.start) {
        problems_.add(0, "no event has a time " +
                             std::string(with_time_ == 0 ? "" : "that can be read ") + "(\"" +
                             mapping_.source.time_name +
                             "\"): say when the log began, [source] start = \"2020-01-01\"");
      }
      return;
    }
    if (!mapping_.source.keep_bad) {
      for (const Problem& problem : timeless_.list()) problems_.add(problem.line, problem.what);
    }
    if (without_date_ * 2 > with_time_) {
      problems_.add(0, std::to_string(without_date_) + " of " + std::to_string(with_time_) +
                           " times are before 1970-01-02 or stand for no date: is time_format \"" +
                           mapping_.source.time_format +
                           "\" right? Where its clock began in 1970, [source] start says when that "
                           "was: start = \"2020-01-01\"");
    }
  }

  // Days are told from times where the file has both.
  void note_days() {
    const auto is_time = [](const Entry& e) { return !e.timeless && !e.day_only; };
    if (std::any_of(input_.index_.begin(), input_.index_.end(), is_time)) return;
    for (Entry& entry : input_.index_) entry.day_only = false;
  }

  // A clock that began when the log did tells how long after its first event another one was.
  void begin_at_start() {
    if (!mapping_.source.start) return;
    std::optional<std::int64_t> first;
    for (const Entry& entry : input_.index_)
      if (!entry.timeless) first = std::min(first.value_or(entry.time_ms), entry.time_ms);
    if (!first) return;
    for (Entry& entry : input_.index_)
      if (!entry.timeless) entry.time_ms += to_ms(*mapping_.source.start) - *first;
  }

  // Two cases must not become one order; what may be one case, and becomes two orders, is told.
  void check_orders() {
    std::vector<std::string_view> cases;
    for (const Order& order : orders_) {
      cases.push_back(order.case_id);
      input_.orders_.push_back(order.id);
      if (order.traces > 1) input_.joined_.push_back({order.case_id, order.traces});
      if (core::is_id(order.id) || problems_.full()) continue;
      problems_.add(order.line, "[order] id for the case \"" + order.case_id + "\" is \"" +
                                    order.id + "\": expected 1 to 64 octets without " +
                                    "\"/\" and \":\" (the filter slug makes such)");
    }
    input_.alike_ = alike_names(cases);
    std::sort(orders_.begin(), orders_.end(), [](const Order& a, const Order& b) {
      return std::tie(a.id, a.line) < std::tie(b.id, b.line);
    });
    for (std::size_t i = 1; i < orders_.size() && !problems_.full(); ++i) {
      if (orders_[i].id != orders_[i - 1].id || orders_[i].id.empty()) continue;
      problems_.add(orders_[i].line, "the cases \"" + orders_[i - 1].case_id + "\" and \"" +
                                         orders_[i].case_id + "\" would both be the order " +
                                         orders_[i].id + ": [order] id must tell them apart");
    }
  }

  struct Order {
    std::string id;
    std::string case_id;
    std::int64_t line = 0;
    std::int64_t trace = 0;  // the latest that was of this case; 0: none
    std::int64_t traces = 1;
  };

  const Options& options_;
  const Mapping& mapping_;
  Input& input_;
  Unmet unmet_{mapping_};
  Problems problems_;
  Problems timeless_;  // faults only where other events have times
  std::int64_t with_time_ = 0;
  std::int64_t without_date_ = 0;  // of them
  std::int64_t timed_ = 0;         // of them, those that can be read
  bool whole_ = true;              // the event at hand has no fault that stops the import
  std::int64_t trace_ = 0;         // of the event at hand
  std::string no_case_because_;    // of the event at hand, where its case says something
  std::optional<Error> failure_;
  std::string buffer_;
  std::unordered_map<std::string, std::uint32_t> cases_;
  std::unordered_map<std::string, std::uint32_t> activities_;
  std::vector<Order> orders_;  // by number of the case
  const bool orders_are_settled_ = mapping_.order_id.is_settled_by("case");  // by the case alone
};

Result<std::unique_ptr<Input>> Input::read(const Options& options, const Mapping& mapping) {
  std::unique_ptr<Input> input(new Input());
  KINTSUGI_TRY_OK(Reading(options, mapping, *input).run());
  return input;
}

Input::~Input() {
  if (spool_ >= 0) close(spool_);
}

Result<void> Input::for_each(const Use& use) const {
  if (spool_octets_ == 0) return {};
  const Spooled spooled(*this);
  if (!spooled.is_there()) return no_space(std::strerror(errno));
  std::vector<bool> case_seen(static_cast<std::size_t>(cases_), false);
  std::unordered_set<std::uint64_t> activity_seen;
  InputEvent event;
  for (const Entry& entry : index_) {
    spooled.read(entry, event);
    Place place;
    place.order = orders_[entry.case_rank];
    place.first_in_case = !case_seen[entry.case_rank];
    case_seen[entry.case_rank] = true;
    place.last_in_case = entry.last_in_case;
    place.identity = entry.identity;
    place.same_as_row = entry.same_as_row;
    const std::uint64_t pair = std::uint64_t{entry.case_rank} << 32 | entry.activity;
    place.first_of_activity = activity_seen.insert(pair).second;
    KINTSUGI_TRY_OK(use(event, place));
  }
  return {};
}

}  // namespace kintsugi::api::import
