#pragma once
// Which log the directory's tables were folded from: one record of it, by position and hash. A
// topic that was deleted and made anew, or another cluster behind the address, has positions too,
// and tables of the one would go on silently with records of the other.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "events/base/result.h"
#include "events/log/event_log.h"

namespace kintsugi::api {

// A line of the file: "1041 9f86d0… 5feceb66ffc86f38\n"; of before: without that checksum, so that
// damage of it looks like another log.
struct LogRecordMark {
  Position position;
  std::string sha256;
  bool has_checksum = true;
  bool operator==(const LogRecordMark&) const = default;
};
std::string to_text(const LogRecordMark& mark);
std::optional<LogRecordMark> parse_log_mark(std::string_view text);

// One thread at a time. The log outlives it.
class LogMark {
 public:
  LogMark(log::EventLog& log, std::filesystem::path file);

  // Whether the log still has the record that was noted; then one of the last records is noted
  // instead. Errors: corrupt "log.lost_tail" (it ends before that), "log.other" (another record is
  // there), "log.mark_damaged" (what was noted cannot be read); those of reading the log.
  Result<void> check();
  // The same, and notes nothing.
  Result<void> look() const;

  bool is_noted() const { return mark_.has_value(); }

 private:
  Result<void> compare(Position end) const;
  Result<std::optional<LogRecordMark>> last_record() const;  // nothing: none after the mark
  void note(LogRecordMark last);
  std::string doubt() const;

  log::EventLog& log_;
  const std::filesystem::path file_;
  std::optional<LogRecordMark> mark_;
  bool damaged_ = false;
};

}  // namespace kintsugi::api
