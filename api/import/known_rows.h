#pragma once
// Which entries of a file are in the tenant's log already, whatever file they came in with.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "api/import/identity.h"
#include "events/base/result.h"
#include "events/base/types.h"
#include "events/log/event_log.h"
#include "projections/judge/verdicts.h"
#include "schema/import_commands.h"

namespace kintsugi::api::import {

// An entry as the commit of an import holds it.
InputEvent as_event(const schema::ImportEvent& command, const std::string& time_name);

// Value; one thread.
class KnownRows {
 public:
  // Reads the log once, as far as it is judged: what is void is not known. `time_name`: the column
  // of the time, under which one that could not be read was kept. Errors: the log's and the
  // verdicts'. Commits of imports that were made when ids still were file and row are recognised by
  // what they hold: order, activity, time, operator and attributes.
  static Result<KnownRows> read(log::EventLog& log, projections::VerdictReader& verdicts,
                                std::string_view tenant, std::string_view file_sha256,
                                const Comparing& comparing, const std::string& time_name);

  // It came in with another file.
  bool is_seen(const Hash128& identity) const { return seen_.contains(identity); }
  // Entries of other files that are known by their gist, less those that were taken. An export of
  // next week may have a column more, or write the same in another way.
  struct Alike {
    Hash128 content;
    std::int64_t at = 0;  // as Gist has both
    Position position;
  };
  bool has_others() const { return !gists_.empty(); }
  // Takes one, the likest; nothing where none is left.
  std::optional<Alike> take_alike(const Gist& gist);

  // Those that entries of other files belong to.
  const std::unordered_set<std::string>& orders() const { return orders_; }

  // It came in with this very file, by file and row; null where it did not.
  const Position* of_this_file(const Hash128& identity) const;
  // The id of a preparation that was asked for when ids named the file; else as given.
  std::string prepared_id(const std::string& id) const;

 private:
  class Scan;

  std::unordered_set<Hash128, Hash128Hasher> seen_;
  std::unordered_multimap<Hash128, Alike, Hash128Hasher> gists_;
  std::unordered_set<std::string> orders_;
  std::unordered_map<Hash128, Position, Hash128Hasher> here_;
  std::unordered_map<std::string, std::string> prepared_;  // hash of a preparation: its id
  std::string file_sha256_;
};

}  // namespace kintsugi::api::import
