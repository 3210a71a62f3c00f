#pragma once
// `kintsugi import`: the history of an older system into a tenant of a node.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "api/import/alike.h"
#include "api/import/input_event.h"
#include "api/node/node.h"
#include "events/base/result.h"

namespace kintsugi::api::import {

struct ImportOptions {
  std::filesystem::path file;     // XES (plain or gzip) or CSV, as the mapping says
  std::filesystem::path mapping;  // TOML, see MAPPING.md
  std::string tenant = "main";
  Limits limits;
  // For a temporary file of about the log's size; empty: the system's place.
  std::filesystem::path scratch;
  std::size_t in_flight_max = 4096;  // events given to the node and not yet answered
  std::stop_token stop;  // asked to stop: ends between two events; the same import goes on later
};

// Events that were kept as facts for one reason.
struct Kept {
  std::string activity;
  std::string reason;  // "import.unmapped", or the code of the refusal
  std::int64_t count = 0;
  std::int64_t first_row = 0;
  std::string detail;  // of the first one
  bool operator==(const Kept&) const = default;
};

// What an entry says that could not be taken as it stands.
struct SetAside {
  std::int64_t row = 0;
  std::int64_t line = 0;
  std::string field;  // of ours: "phone"; "time"
  std::string value;  // as the file has it
  std::string why;
  // The order stands without the field ("left_out"), the field holds the begin ("cut") or one of
  // two ways of reading it ("unsure"), the entry is a fact ("kept_as_fact"), or it is a row of
  // totals and none ("no_entry").
  std::string outcome;
  bool operator==(const SetAside&) const = default;
};

// What an entry says by now that came in with another file: nothing of it is brought in again.
struct Changed {
  std::int64_t row = 0;
  std::int64_t line = 0;
  std::string column;  // of the file; "time", "operator"
  std::string was;     // as it came in
  std::string is;
  bool operator==(const Changed&) const = default;
};

// events = mapped + kept_as_fact + seen, also when this file was brought in before.
struct ImportSummary {
  std::int64_t cases = 0;
  std::int64_t events = 0;
  std::int64_t mapped = 0;
  std::int64_t kept_as_fact = 0;
  std::int64_t seen = 0;      // in the log from another file
  std::int64_t changed_count = 0;  // of them, where `identity` names columns: those that say else
  std::vector<Changed> changed;    // the first changed_listed_max, by row
  static constexpr std::size_t changed_listed_max = 10'000;
  std::int64_t doubled = 0;   // the same as an earlier row of the file, whatever became of them
  std::int64_t joined_count = 0;   // XES: cases of which several traces have the name
  std::vector<Joined> joined;      // the first Alike::listed_max
  Alike alike;                // cases that may be one: each is an order of its own
  std::int64_t commits = 0;   // added to the log by this run
  std::int64_t prepared =
      0;  // of them, preparations (operators, technicians, ...), which are no input events
  double seconds = 0;         // of everything: checking the file and bringing it in
  double importing_seconds = 0;  // of the second part alone
  std::string file_sha256;
  std::vector<Kept> kept;     // by activity, then reason
  std::vector<std::string> notes;  // what the mapping says and may not mean
  std::int64_t put_aside_count = 0;
  std::vector<SetAside> put_aside;  // the first put_aside_listed_max of them, by row
  static constexpr std::size_t put_aside_listed_max = 10'000;
};

struct ImportProgress {
  enum class Phase { checking, preparing, importing };
  Phase phase = Phase::checking;
  std::int64_t done = 0;
  std::int64_t total = 0;  // 0: not known yet
};
using OnProgress =
    std::function<void(const ImportProgress&)>;  // on the caller's thread; may be null
// The node that takes the events; asked for once, when mapping and file have been found good: what
// is broken leaves no trace, not even a data directory. It outlives the import.
using OpenNode = std::function<Result<Node*>()>;

// Checks mapping and file as a whole, then brings every event in, as one commit each, in order of
// time. The same file again adds nothing, another file only what no file had; an interrupted import
// goes on where it stopped. Blocks;
// the node's threads answer. Errors, nothing appended: not_found "import.no_file", invalid
// "import.bad_mapping", "import.bad_file" (several lines of text). Errors on the way (what is in
// the log stays, the same command goes on): refused "import.other_mapping" (the file was brought in
// with another mapping), "import.prepare_refused"; unavailable "import.stopped", and the node's.
Result<ImportSummary> run_import(const ImportOptions& options, const Clock& clock,
                                 const OpenNode& open_node,
                                 const OnProgress& on_progress = nullptr);

// One JSON object, without a line end.
std::string to_json(const ImportSummary& summary);

}  // namespace kintsugi::api::import
