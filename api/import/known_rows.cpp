#include "api/import/known_rows.h"

#include <chrono>
#include <vector>

#include "api/import/identity.h"
#include "events/commit/commit.h"
#include "schema/import.h"

namespace kintsugi::api::import {
namespace {

constexpr std::size_t records_at_once = 4096;
constexpr std::chrono::milliseconds wait_ms{1000};
constexpr std::string_view import_begin = "import:";
constexpr std::string_view prepare_part = ":prepare:";
constexpr std::size_t sha256_digits = 64;

// "import:<sha256>:<row>": the file.
std::string_view file_of(std::string_view cause) {
  if (!cause.starts_with(import_begin)) return {};
  return cause.substr(import_begin.size(), sha256_digits);
}

}  // namespace

InputEvent as_event(const schema::ImportEvent& command, const std::string& time_name) {
  InputEvent event;
  event.activity = command.activity;
  event.operator_name = command.operator_name;
  event.time = instant_from_ms(command.happened_at);
  for (const auto& attribute : command.attributes) {
    if (attribute.name == time_name) {
      event.unread_time = attribute.value;
    } else {
      event.attributes.push_back({attribute.name, attribute.value});
    }
  }
  return event;
}

class KnownRows::Scan {
 public:
  Scan(std::string_view tenant, const Comparing& comparing, const std::string& time_name,
       KnownRows& known)
      : tenant_(tenant), comparing_(comparing), time_name_(time_name), known_(known) {}

  Result<void> take(const log::Record& record) {
    KINTSUGI_TRY_OK(view_.open(record.bytes));
    if (view_.tenant() != tenant_ || !view_.id().starts_with(import_begin)) return {};
    const std::string_view id = view_.id();
    const bool here = file_of(view_.cause()) == known_.file_sha256_;
    Hash128 identity;
    if (identity_in(id, identity)) {
      // The log answers by the id; only where columns are named, ids were once made otherwise.
      if (here && comparing_.columns.empty()) return {};
      if (here) return take_old(record.position, here);
      known_.seen_.insert(identity);
      KINTSUGI_TRY(const schema::Command command, view_.command());
      if (const auto* imported = command.get_if<schema::ImportEvent>())
        take_gist(*imported, record.position);
      return {};
    }
    if (const std::size_t at = id.find(prepare_part); at != std::string_view::npos) {
      known_.prepared_.try_emplace(std::string(id.substr(at + prepare_part.size())), id);
      return {};
    }
    return take_old(record.position, here);
  }

 private:
  // Equal ones of one file came in the order of their rows.
  Result<void> take_old(Position position, bool here) {
    KINTSUGI_TRY(const schema::Command command, view_.command());
    const auto* imported = command.get_if<schema::ImportEvent>();
    if (imported == nullptr) return {};
    const Hash128 first =
        identity_of(imported->order, as_event(*imported, time_name_), comparing_.columns);
    const std::int64_t number = ++equals_[imported->file][first];
    const Hash128 identity = number == 1 ? first : equal_number(first, number);
    if (here) {
      known_.here_.emplace(identity, position);
    } else {
      known_.seen_.insert(identity);
      take_gist(*imported, position);
    }
    return {};
  }

  void take_gist(const schema::ImportEvent& imported, Position position) {
    known_.orders_.insert(imported.order);
    const Gist gist = gist_of(imported.order, as_event(imported, time_name_), comparing_);
    known_.gists_.emplace(gist.key, Alike{gist.content, gist.at, position});
  }

  const std::string_view tenant_;
  const Comparing& comparing_;
  const std::string& time_name_;
  KnownRows& known_;
  CommitView view_;
  // By file: how often its rows said the same.
  std::unordered_map<std::string, std::unordered_map<Hash128, std::int64_t, Hash128Hasher>> equals_;
};

Result<KnownRows> KnownRows::read(log::EventLog& log, projections::VerdictReader& verdicts,
                                  std::string_view tenant, std::string_view file_sha256,
                                  const Comparing& comparing, const std::string& time_name) {
  KnownRows known;
  known.file_sha256_ = file_sha256;
  const Position end = verdicts.judged_until();
  if (end == Position{0}) return known;
  KINTSUGI_TRY(const std::unique_ptr<log::Cursor> cursor, log.read(Position{0}));
  Scan scan(tenant, comparing, time_name, known);
  for (Position at{0}; at < end;) {
    KINTSUGI_TRY(const auto records, cursor->next(records_at_once, wait_ms));
    if (records.empty()) {
      return fail(ErrorKind::unavailable, "log.unavailable", "the log does not give what it holds");
    }
    for (const log::Record& record : records) {
      at = record.position.next();
      if (at > end) break;
      KINTSUGI_TRY(const bool counts, verdicts.counts(record.position));
      if (counts) KINTSUGI_TRY_OK(scan.take(record));
    }
  }
  return known;
}

std::optional<KnownRows::Alike> KnownRows::take_alike(const Gist& gist) {
  const auto [begin, end] = gists_.equal_range(gist.key);
  auto best = end;
  int most = -1;
  for (auto one = begin; one != end; ++one) {
    if (!same_time(one->second.at, gist.at)) continue;
    const int likeness =
        (one->second.content == gist.content ? 2 : 0) + (one->second.at == gist.at ? 1 : 0);
    // Of equals the first of the log, whatever order the table has.
    const bool better =
        likeness > most ||
        (likeness == most && one->second.position.value < best->second.position.value);
    if (!better) continue;
    most = likeness;
    best = one;
  }
  if (best == end) return std::nullopt;
  const Alike taken = best->second;
  gists_.erase(best);
  return taken;
}

const Position* KnownRows::of_this_file(const Hash128& identity) const {
  const auto found = here_.find(identity);
  return found == here_.end() ? nullptr : &found->second;
}

std::string KnownRows::prepared_id(const std::string& id) const {
  const std::size_t at = id.find(prepare_part.substr(1));
  if (at == std::string::npos) return id;
  const auto found = prepared_.find(id.substr(at + prepare_part.size() - 1));
  return found == prepared_.end() ? id : found->second;
}

}  // namespace kintsugi::api::import
