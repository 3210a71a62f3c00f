#pragma once
// The whole file, read and checked before anything of it is used: its events in order of time.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "api/import/alike.h"
#include "api/import/input_event.h"
#include "api/import/mapping.h"
#include "events/base/result.h"

namespace kintsugi::api::import {

// Where an event stands in its case, for the conditions of a mapping.
struct Place {
  std::string_view order;          // whose it is: one number for all entries of a case
  bool first_in_case = false;
  bool last_in_case = false;
  bool first_of_activity = false;  // in its case
  Hash128 identity;                // of what it says, and which of its equals it is
  std::int64_t same_as_row = 0;    // an earlier row of the file that says the same; 0: none
};

// Events are kept in a temporary file without a name (gone with the process), 80 octets of memory
// an event. One thread.
class Input {
 public:
  struct Options {
    std::filesystem::path file;
    Limits limits;
    Instant now;  // no event may be later
    std::filesystem::path scratch;  // directory for the temporary file; empty: the system's
    std::function<void(std::int64_t events)> progress;  // now and then; may be null
  };

  // Reads and checks all of it. Errors: not_found "import.no_file"; invalid "import.bad_file", with
  // the lines; unavailable "import.no_space" where the temporary file cannot be written.
  // A time that says "no date" is put aside alone: the entry takes its neighbour's. With
  // on_bad_entry = "keep" so does one that cannot be read, which is then marked as bad.
  static Result<std::unique_ptr<Input>> read(const Options& options, const Mapping& mapping);
  ~Input();

  std::int64_t events() const { return static_cast<std::int64_t>(index_.size()); }
  std::int64_t cases() const { return cases_; }
  // Times tell rows apart, so that equal ones are one thing that was written twice.
  bool equals_are_doubles() const { return equals_are_doubles_; }
  std::int64_t doubled() const { return doubled_; }      // rows that say what an earlier one says
  // Rows that add up others: no events. Of CSV with on_bad_entry = "keep".
  struct Totals {
    std::int64_t row = 0;
    std::int64_t line = 0;
    std::string word;
  };
  const std::vector<Totals>& totals() const { return totals_; }
  const std::vector<Joined>& joined() const { return joined_; }
  const Alike& alike() const { return alike_; }          // cases
  const std::vector<std::string>& notes() const { return notes_; }  // as Unmet
  const std::vector<std::string>& orders() const { return orders_; }
  const std::string& sha256() const { return sha256_; }  // of the file, in hex

  // In order of time, then case, then as the rows of a case follow each other. Until `use` gives an
  // error, which is passed on.
  using Use = std::function<Result<void>(const InputEvent&, const Place&)>;
  Result<void> for_each(const Use& use) const;

 private:
  struct Entry {
    std::int64_t time_ms = 0;
    std::uint64_t offset = 0;
    std::int64_t row = 0;
    std::uint32_t case_rank = 0;  // while reading: in order of appearance
    std::uint32_t activity = 0;
    std::int32_t again_ms = 0;  // how much later it is if the clocks showed its time twice
    bool last_in_case = false;
    bool timeless = false;  // time_ms is still to be found out
    bool day_only = false;  // time_ms is the begin of its day, while others of the file say when
    Hash128 identity;
    std::int64_t same_as_row = 0;
  };
  class Reading;
  class Spooled;
  friend class Arrangement;
  Input() = default;

  std::vector<Entry> index_;
  std::vector<std::string> orders_;  // by rank of the case
  std::int64_t cases_ = 0;
  std::int64_t doubled_ = 0;
  bool equals_are_doubles_ = true;
  std::vector<Totals> totals_;
  std::vector<Joined> joined_;
  Alike alike_;
  std::vector<std::string> notes_;
  std::string sha256_;
  int spool_ = -1;  // file descriptor
  std::uint64_t spool_octets_ = 0;
};

}  // namespace kintsugi::api::import
