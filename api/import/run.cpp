#include "api/import/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <thread>
#include <unordered_set>

#include "api/import/identity.h"
#include "api/import/in_flight.h"
#include "api/import/input.h"
#include "api/import/known_rows.h"
#include "api/import/mapping.h"
#include "api/import/render.h"
#include "api/import/said_before.h"
#include "events/commit/commit.h"
#include "schema/import.h"
#include "schema/legacy_views.h"

namespace kintsugi::api::import {
namespace {

constexpr int retries_max = 30;
constexpr std::chrono::seconds judged_wait_max{60};  // for what lies in the log at the begin
constexpr int prepare_runs_max = 1000;  // of one preparation that was refused each time

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// What became of a field that was put aside beside the commands.
std::string outcome_of(std::string_view reason) {
  if (reason.starts_with(cut_to)) return "cut";
  return reason.starts_with(taken_for) ? "unsure" : "left_out";
}

class Import {
 public:
  Import(const ImportOptions& options, const Clock& clock, const OnProgress& on_progress)
      : options_(options), on_progress_(on_progress), started_at_(clock.now()) {}

  Result<ImportSummary> run(const OpenNode& open_node) {
    const auto start = std::chrono::steady_clock::now();
    KINTSUGI_TRY(mapping_, read_mapping(options_.mapping));
    summary_.notes = mapping_.notes;
    Input::Options reading;
    reading.file = options_.file;
    reading.limits = options_.limits;
    reading.now = started_at_;
    reading.scratch = options_.scratch;
    reading.progress = [this](std::int64_t events) {
      report(ImportProgress::Phase::checking, events, 0);
    };
    KINTSUGI_TRY(input_, Input::read(reading, mapping_));
    summary_.cases = input_->cases();
    summary_.events = input_->events();
    summary_.file_sha256 = input_->sha256();
    summary_.doubled = input_->doubled();
    summary_.alike = input_->alike();
    summary_.joined = input_->joined();
    summary_.joined_count = static_cast<std::int64_t>(summary_.joined.size());
    summary_.joined.resize(std::min(summary_.joined.size(), Alike::listed_max));
    for (const Input::Totals& one : input_->totals())
      set_aside({one.row, one.line, "", one.word, "a row of totals", "no_entry"});
    summary_.notes.insert(summary_.notes.end(), input_->notes().begin(), input_->notes().end());
    used_ = mapping_.used_columns();
    KINTSUGI_TRY(node_, open_node());
    KINTSUGI_TRY(const Position end, node_->log().end());
    node_->verdicts().wait_until(end, judged_wait_max);
    KINTSUGI_TRY(known_, KnownRows::read(node_->log(), node_->verdicts(), options_.tenant,
                                         summary_.file_sha256, comparing(),
                                         mapping_.source.time_name));
    tell_alike_orders();
    KINTSUGI_TRY_OK(take_known());
    const auto importing = std::chrono::steady_clock::now();
    KINTSUGI_TRY_OK(prepare());
    KINTSUGI_TRY_OK(bring_in());
    summary_.doubled += said_before_.rows();
    summary_.importing_seconds = seconds_since(importing);
    summary_.seconds = seconds_since(start);
    for (auto& [key, kept] : kept_) summary_.kept.push_back(std::move(kept));
    std::stable_sort(summary_.changed.begin(), summary_.changed.end(),
                     [](const Changed& a, const Changed& b) { return a.row < b.row; });
    std::stable_sort(summary_.put_aside.begin(), summary_.put_aside.end(),
                     [](const SetAside& a, const SetAside& b) { return a.row < b.row; });
    return std::move(summary_);
  }

 private:
  void report(ImportProgress::Phase phase, std::int64_t done, std::int64_t total) {
    if (on_progress_) on_progress_({phase, done, total});
  }

  Result<void> go_on() const {
    if (!options_.stop.stop_requested()) return {};
    return fail(
        ErrorKind::unavailable, "import.stopped",
        fmt::format("stopped; the same command goes on where it stopped ({} of {} events are in)",
                    settled_count_, summary_.events));
  }

  // What every commit of an import says of where it comes from.
  CommandRequest request(std::string id, std::string cause, Instant time,
                         std::string operator_id) const {
    CommandRequest made;
    made.tenant = options_.tenant;
    made.id = std::move(id);
    made.actor.kind = ActorKind::import;
    made.actor.operator_id = std::move(operator_id);
    made.business_at = time;
    made.recorded_at = time;
    made.cause = std::move(cause);
    made.correlation =
        fmt::format("import:{}@{}", summary_.file_sha256, format_instant(started_at_));
    return made;
  }
  // A command before the first event, and whom it is for in messages.
  struct Prepared {
    CommandRequest request;
    std::string what;
  };

  // Operators, technicians and whatever else the mapping wants there before the first event: sent
  // in order without waiting in between, since the node decides in that order.
  Result<void> prepare() {
    std::vector<Prepared> list;
    KINTSUGI_TRY_OK(list_preparations(list));
    std::vector<std::optional<Result<Answer>>> answers(list.size());
    {
      InFlight in_flight(*node_, options_.in_flight_max);
      for (std::size_t i = 0; i < list.size(); ++i) {
        KINTSUGI_TRY_OK(go_on());
        in_flight.send(static_cast<std::int64_t>(i), list[i].request);
      }
      for (Answered& answered : in_flight.drain()) {
        answers[static_cast<std::size_t>(answered.ticket)] = std::move(answered.answer);
      }
    }
    for (std::size_t i = 0; i < list.size(); ++i) {
      KINTSUGI_TRY_OK(settle(list[i], *std::move(answers[i])));
    }
    report(ImportProgress::Phase::preparing, summary_.prepared, summary_.prepared);
    return {};
  }

  Result<void> settle(Prepared& one, Result<Answer> answer) {
    if (!answer && answer.error().kind == ErrorKind::unavailable) answer = ask(one.request);
    if (!answer) return tl::unexpected(explain(answer.error()));
    // What an earlier run was refused may be allowed by now: it is asked again, under another id.
    for (int run = 0; answer->replayed && run < prepare_runs_max; ++run) {
      KINTSUGI_TRY(const auto refusal, refusal_at(answer->position));
      if (!refusal || is_there(*refusal)) return {};
      one.request.id += "+";
      KINTSUGI_TRY(answer, ask(one.request));
    }
    ++summary_.commits;
    if (answer->refusal && !is_there(*answer->refusal))
      return prepare_refused(one.what, *answer->refusal);
    ++summary_.prepared;
    return {};
  }

  // What another file or a person has registered already is there: that is all that is wanted.
  static bool is_there(const Error& refusal) {
    return refusal.code.ends_with(".exists") || refusal.code.ends_with("_held");
  }

  Result<std::optional<Error>> refusal_at(Position position) {
    KINTSUGI_TRY(const Bytes bytes, node_->log().at(position));
    CommitView commit;
    KINTSUGI_TRY_OK(commit.open(bytes));
    return commit.refused() ? std::optional<Error>(commit.refusal()) : std::nullopt;
  }

  static tl::unexpected<Error> prepare_refused(const std::string& what, const Error& why) {
    return fail(ErrorKind::refused, "import.prepare_refused",
                fmt::format("{}: {}: {}", what, why.code, why.what));
  }

  Result<void> list_preparations(std::vector<Prepared>& list) {
    if (mapping_.preparations.empty()) return {};
    std::vector<std::unordered_set<std::string>> seen(mapping_.preparations.size());
    std::optional<Instant> first;
    const auto use = [&](const InputEvent& event, const Place& place) -> Result<void> {
      if (!first) first = event.time;
      for (std::size_t i = 0; i < mapping_.preparations.size(); ++i) {
        const Preparation& preparation = mapping_.preparations[i];
        std::string value;
        if (preparation.for_each) {
          value = preparation.for_each->render(Fields::of(event)).value_or("");
          if (value.empty()) continue;
        }
        if (!seen[i].insert(value).second) continue;
        KINTSUGI_TRY_OK(list_one(preparation, i, value, event, place.order, *first, list));
      }
      return {};
    };
    return input_->for_each(use);
  }

  Result<void> list_one(const Preparation& preparation, std::size_t index, const std::string& value,
                        const InputEvent& event, std::string_view order, Instant time,
                        std::vector<Prepared>& list) {
    const std::string operator_id = mapping_.operator_id.render(Fields::of(event)).value_or("");
    const Fields fields{&event, order, operator_id, value};
    for (const std::string& name : preparation.commands) {
      const CommandTemplate& command = mapping_.commands.find(name)->second;
      std::string what =
          fmt::format("{}:{}: [commands.{}] for \"{}\" ({}:{})", options_.mapping.string(),
                      command.line, name, value, options_.file.string(), event.line);
      std::string body;
      std::vector<schema::ImportPutAside> aside;  // a technician may lack what his log garbles
      Result<schema::Command> made = command.render(fields, *mapping_.times, body, aside);
      if (!made) return prepare_refused(what, made.error());
      // With the body: a mapping that was mended asks for something else.
      const std::string id =
          to_hex(sha256_128(fmt::format("{}\n{}\n{}\n{}", index, name, value, body)));
      CommandRequest sent =
          request(known_.prepared_id("import:prepare:" + id),
                  fmt::format("import:{}:prepare", summary_.file_sha256), time, {});
      sent.commands.push_back(*std::move(made));
      list.push_back({std::move(sent), std::move(what)});
    }
    return {};
  }

  // Asks until there is an answer: an outcome that is not known yet is asked for with the same id.
  Result<Answer> ask(const CommandRequest& sent) {
    for (int attempt = 0;; ++attempt) {
      Result<Answer> answer = node_->execute(sent);
      if (answer || answer.error().kind != ErrorKind::unavailable || attempt == retries_max) {
        return answer ? answer : tl::unexpected(explain(answer.error()));
      }
      KINTSUGI_TRY_OK(go_on());
      wait_before_retry(attempt);
    }
  }

  static void wait_before_retry(int attempt) {
    std::this_thread::sleep_for(
        std::chrono::milliseconds(std::min(1000, 10 << std::min(attempt, 7))));
  }

  Error explain(Error error) const {
    if (error.code == "command.reused") {
      return Error{ErrorKind::refused, "import.other_mapping",
                   options_.file.string() + " was brought into tenant " + options_.tenant +
                       " with another mapping, or by a version that read it otherwise; an event "
                       "cannot be in the log twice",
                   {}};
    }
    return error;
  }

  // Every event in order. Those that the node could not take (full, the log away) are sent again,
  // in order, before anything later is.
  Result<void> bring_in() {
    std::int64_t from = 0;
    for (int attempt = 0;; ++attempt) {
      failed_ = {};
      const std::int64_t before = settled_count_;
      settled_.resize(static_cast<std::size_t>(input_->events()), false);
      KINTSUGI_TRY_OK(pass(from));
      if (!failed_) return {};
      if (failed_->kind != ErrorKind::unavailable || node_->failure()) {
        return tl::unexpected(explain(*failed_));
      }
      if (settled_count_ > before) attempt = 0;
      if (attempt == retries_max) return tl::unexpected(*failed_);
      wait_before_retry(attempt);
      while (from < input_->events() && settled_[static_cast<std::size_t>(from)]) ++from;
    }
  }

  Comparing comparing() const { return {mapping_.source.identity, used_, *mapping_.times}; }

  // Orders of this file that may be one of another file.
  void tell_alike_orders() {
    const std::set<std::string_view> here(input_->orders().begin(), input_->orders().end());
    std::vector<std::string_view> all(here.begin(), here.end());
    for (const std::string& order : known_.orders())
      if (!here.contains(order)) all.emplace_back(order);
    if (all.size() == here.size()) return;
    for (auto& [one, other] : alike_names(all).list) {
      if (here.contains(one) == here.contains(other)) continue;
      ++summary_.alike.count;
      if (summary_.alike.list.size() < Alike::listed_max)
        summary_.alike.list.emplace_back(std::move(one), std::move(other));
    }
  }

  // Entries that say all that one of another file said are that one.
  Result<void> take_known() {
    if (!known_.has_others() || !mapping_.source.identity.empty()) return {};
    return input_->for_each([this](const InputEvent& event, const Place& place) -> Result<void> {
      if (known_.is_seen(place.identity)) known_.take_alike(gist(event, place));
      return {};
    });
  }

  Gist gist(const InputEvent& event, const Place& place) const {
    return gist_of(place.order, event, comparing());
  }

  // Whether it came in with another file, though it was written in another way there, or what the
  // mapping does not use was said otherwise. Where columns tell entries apart, what else one says
  // by now is told.
  Result<bool> is_known(const InputEvent& event, const Place& place) {
    const bool by_columns = !mapping_.source.identity.empty();
    if (!by_columns && known_.is_seen(place.identity)) return true;
    if (!known_.has_others() || known_.of_this_file(place.identity) != nullptr) return false;
    const Gist of = gist(event, place);
    const auto alike = known_.take_alike(of);
    if (alike && by_columns && alike->content != of.content)
      KINTSUGI_TRY_OK(tell_changes(event, alike->position));
    return alike.has_value();
  }

  Result<void> tell_changes(const InputEvent& event, Position position) {
    KINTSUGI_TRY(const Bytes bytes, node_->log().at(position));
    KINTSUGI_TRY_OK(view_.open(bytes));
    KINTSUGI_TRY(const schema::Command command, view_.command());
    const InputEvent was =
        as_event(command.get<schema::ImportEvent>(), mapping_.source.time_name);
    ++summary_.changed_count;
    for (Difference& one : differences(was, event, comparing())) {
      if (summary_.changed.size() == ImportSummary::changed_listed_max) break;
      summary_.changed.push_back({event.row, event.line, std::move(one.column),
                                  std::move(one.was), std::move(one.is)});
    }
    return {};
  }

  // Sends what is not settled from the event `from` on; ends early when an answer is an error.
  Result<void> pass(std::int64_t from) {
    InFlight in_flight(*node_, options_.in_flight_max);
    std::int64_t ticket = -1;
    const bool once = mapping_.source.equal_rows_once(input_->equals_are_doubles());
    const auto send = [&](const InputEvent& event, Place place) -> Result<void> {
      ++ticket;
      if (once && place.same_as_row == 0)
        place.same_as_row = said_before_.row_of(place.order, event, comparing());
      if (ticket < from || failed_ || settled_[static_cast<std::size_t>(ticket)]) return {};
      KINTSUGI_TRY_OK(go_on());
      KINTSUGI_TRY(const bool known, is_known(event, place));
      if (known) {
        ++summary_.seen;
        settled_[static_cast<std::size_t>(ticket)] = true;
        ++settled_count_;
        return {};
      }
      if (const Position* position = known_.of_this_file(place.identity)) {
        settle({{ticket, Answer{*position, true, {}, nullptr, {}}}});
        return {};
      }
      Rendered rendered = render_event(mapping_, summary_.file_sha256, event, place, once);
      CommandRequest sent = request(id_of(place.identity),
                                    fmt::format("import:{}:{}", summary_.file_sha256, event.row),
                                    event.time, std::move(rendered.operator_id));
      sent.commands.emplace_back(std::move(rendered.command));
      in_flight.send(ticket, std::move(sent));
      if (ticket % 512 == 0) {
        settle(in_flight.take());
        report(ImportProgress::Phase::importing, settled_count_, input_->events());
      }
      return {};
    };
    Result<void> sent = input_->for_each(send);
    settle(in_flight.drain());
    report(ImportProgress::Phase::importing, settled_count_, input_->events());
    return sent;
  }

  void settle(const std::vector<Answered>& answers) {
    for (const Answered& answered : answers) {
      if (!answered.answer) {
        if (!failed_ || failed_->kind == ErrorKind::unavailable) failed_ = answered.answer.error();
        continue;
      }
      if (Result<void> counted = count(*answered.answer); !counted) {
        failed_ = counted.error();
        continue;
      }
      settled_[static_cast<std::size_t>(answered.ticket)] = true;
      ++settled_count_;
    }
  }

  // What became of one event, from its own record.
  Result<void> count(const Answer& answer) {
    Bytes read;
    if (answer.record == nullptr) {
      KINTSUGI_TRY(read, node_->log().at(answer.position));
    }
    KINTSUGI_TRY_OK(
        view_.open(answer.record == nullptr ? ByteView(read) : ByteView(*answer.record)));
    KINTSUGI_TRY_OK(view_.open_events());
    if (!answer.replayed) ++summary_.commits;
    if (view_.refused()) {
      return fail(
          ErrorKind::refused, "import.refused",
          "the event's command was refused: " + view_.refusal().code + ": " + view_.refusal().what);
    }
    const schema::LegacyFactRecordedView* fact = nullptr;
    for (const EventInCommit& event : view_.events()) {
      if (fact == nullptr) fact = event.event.get_if<schema::LegacyFactRecordedView>();
    }
    if (fact == nullptr) {
      ++summary_.mapped;
      return {};
    }
    using No = schema::ImportRefusal;
    if (fact->reason == schema::refusal_code(No::put_aside)) {
      ++summary_.mapped;
      return count_aside(*fact);
    }
    ++summary_.kept_as_fact;
    const bool unreadable = fact->reason == schema::refusal_code(No::unreadable);
    if (unreadable || fact->reason == schema::refusal_code(No::bad_entry)) {
      KINTSUGI_TRY_OK(count_unreadable(*fact));
    }
    Kept& kept = kept_[{std::string(fact->activity), std::string(fact->reason)}];
    if (kept.count++ == 0) {
      kept.activity = fact->activity;
      kept.reason = fact->reason;
      kept.detail = fact->detail;
      kept.first_row = fact->row;
    }
    return {};
  }

  // Beside the commands that went on without them: one attribute each, and why in the detail.
  Result<void> count_aside(const schema::LegacyFactRecordedView& fact) {
    KINTSUGI_TRY(const std::int64_t line, line_of_commit());
    std::string_view why = fact.detail;
    for (const auto& attribute : fact.attributes) {
      const std::string_view detail = why.substr(0, why.find('\n'));
      why.remove_prefix(std::min(why.size(), detail.size() + 1));
      const std::string reason(detail.substr(std::min(detail.size(), attribute.name.size() + 2)));
      set_aside({fact.row, line, std::string(attribute.name), std::string(attribute.value), reason,
                 outcome_of(reason)});
    }
    return {};
  }

  // Fields for which the whole entry is a fact.
  Result<void> count_unreadable(const schema::LegacyFactRecordedView& fact) {
    KINTSUGI_TRY(const schema::Command command, view_.command());
    const auto& imported = command.get<schema::ImportEvent>();
    for (const schema::ImportPutAside& one : imported.unreadable) {
      set_aside({imported.row, imported.line, one.field, one.value, one.why, "kept_as_fact"});
    }
    if (imported.unreadable.empty()) {
      set_aside({imported.row, imported.line, "", "", std::string(fact.detail), "kept_as_fact"});
    }
    return {};
  }

  Result<std::int64_t> line_of_commit() {
    KINTSUGI_TRY(const schema::Command command, view_.command());
    return command.get<schema::ImportEvent>().line;
  }

  void set_aside(SetAside one) {
    if (++summary_.put_aside_count <=
        static_cast<std::int64_t>(ImportSummary::put_aside_listed_max)) {
      summary_.put_aside.push_back(std::move(one));
    }
  }

  const ImportOptions& options_;
  Node* node_ = nullptr;  // once the file has been checked
  KnownRows known_;
  const OnProgress& on_progress_;
  const Instant started_at_;
  Mapping mapping_;
  UsedColumns used_;
  std::unique_ptr<Input> input_;
  ImportSummary summary_;
  std::map<std::pair<std::string, std::string>, Kept> kept_;
  SaidBefore said_before_;
  std::vector<bool> settled_;  // by place in the order of time
  std::int64_t settled_count_ = 0;
  std::optional<Error> failed_;
  CommitView view_;
};

}  // namespace

Result<ImportSummary> run_import(const ImportOptions& options, const Clock& clock,
                                 const OpenNode& open_node, const OnProgress& on_progress) {
  return Import(options, clock, on_progress).run(open_node);
}

}  // namespace kintsugi::api::import
