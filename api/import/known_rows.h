#pragma once
// Which entries of a file are in the tenant's log already, whatever file they came in with.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "events/base/result.h"
#include "events/base/types.h"
#include "events/log/event_log.h"
#include "projections/judge/verdicts.h"

namespace kintsugi::api::import {

// Value; one thread.
class KnownRows {
 public:
  // Reads the log once, as far as it is judged: what is void is not known. `columns`: as the
  // mapping names them for identities. Errors: the log's and the verdicts'.
  // `used`: the columns by which an entry that says something else in others is known yet.
  // Commits of imports that were made when ids still were file and row are recognised by what they
  // hold: order, activity, time, operator and attributes.
  static Result<KnownRows> read(log::EventLog& log, projections::VerdictReader& verdicts,
                                std::string_view tenant, std::string_view file_sha256,
                                const std::vector<std::string>& columns,
                                const std::vector<std::string>& used);

  // It came in with another file.
  bool is_seen(const Hash128& identity) const { return seen_.contains(identity); }
  // How many entries of other files have that gist, less those that were taken. Takes one: false
  // where none is left. An export of next week may have a column more, or say in one that says
  // nothing of the entry what is so now.
  bool has_others() const { return !gists_.empty(); }
  bool take_alike(const Hash128& gist);

  // It came in with this very file, by file and row; null where it did not.
  const Position* of_this_file(const Hash128& identity) const;
  // The id of a preparation that was asked for when ids named the file; else as given.
  std::string prepared_id(const std::string& id) const;

 private:
  class Scan;

  std::unordered_set<Hash128, Hash128Hasher> seen_;
  std::unordered_map<Hash128, std::int64_t, Hash128Hasher> gists_;
  std::unordered_map<Hash128, Position, Hash128Hasher> here_;
  std::unordered_map<std::string, std::string> prepared_;  // hash of a preparation: its id
  std::string file_sha256_;
};

}  // namespace kintsugi::api::import
