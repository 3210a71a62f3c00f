#include "api/service/log_mark.h"

#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>

#include "events/base/sha256.h"

namespace kintsugi::api {

namespace {

constexpr std::int64_t looked_back_max = 8;  // a log may leave out positions

std::string hash_of(const Bytes& record) {
  Sha256 hash;
  hash.add(record);
  return hash.hex();
}

constexpr std::size_t checksum_digits = 16;

std::string line_of(const LogRecordMark& mark) {
  return std::to_string(mark.position.value) + " " + mark.sha256;
}

std::string checksum_of(const std::string& line) {
  return hash_of(line).substr(0, checksum_digits);
}

}  // namespace

std::string to_text(const LogRecordMark& mark) {
  const std::string line = line_of(mark);
  return line + " " + checksum_of(line) + "\n";
}

std::optional<LogRecordMark> parse_log_mark(std::string_view text) {
  std::istringstream in{std::string(text)};
  LogRecordMark mark;
  if (!(in >> mark.position.value >> mark.sha256) || mark.position.value < 0 ||
      mark.sha256.size() != 64)
    return std::nullopt;
  std::string sum;
  mark.has_checksum = static_cast<bool>(in >> sum);
  if (mark.has_checksum && sum != checksum_of(line_of(mark))) return std::nullopt;
  return mark;
}

LogMark::LogMark(log::EventLog& log, std::filesystem::path file)
    : log_(log), file_(std::move(file)) {
  std::ifstream in(file_);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  mark_ = parse_log_mark(text);
  damaged_ = !mark_ && !text.empty();  // an empty one is what a loss of power left of it
}

// What is to be noted is read before what was noted is looked for: were the log exchanged between
// the two, another record would be there. The other way round a record of the other log is noted.
Result<void> LogMark::check() {
  std::optional<LogRecordMark> last;
  if (!damaged_) {
    KINTSUGI_TRY(last, last_record());
  }
  KINTSUGI_TRY_OK(look());
  if (last) note(*std::move(last));
  return {};
}

Result<void> LogMark::look() const {
  if (damaged_)
    return fail(ErrorKind::corrupt, "log.mark_damaged",
                file_.string() + ", which says what log the directory's tables are of, is damaged: "
                "where " + log_.describe() + " is the directory's own, remove that file; it is "
                "made anew");
  KINTSUGI_TRY(const Position end, log_.end());
  return mark_ ? compare(end) : Result<void>();
}

Result<void> LogMark::compare(Position end) const {
  const std::string place = std::to_string(mark_->position.value);
  const std::string remedy =
      "give the log that the directory's tables were made of, or a copy of it (kintsugi log copy); "
      "where another one is meant: take another --data";
  if (end <= mark_->position)
    return fail(ErrorKind::corrupt, "log.lost_tail",
                "the log " + log_.describe() + " ends at position " + std::to_string(end.value) +
                    ", and a record was read at " + place + ": its end was lost, or it was made "
                    "anew" + doubt() + "; " + remedy +
                    "; to go on with what is left of it: remove " + file_.string());
  const auto record = log_.stored_at(mark_->position);
  if (!record && record.error().code != "log.no_record") return tl::unexpected(record.error());
  if (record && hash_of(*record) == mark_->sha256) return {};
  return fail(ErrorKind::corrupt, "log.other",
              "the log " + log_.describe() + " has another record at position " + place +
                  " than was read there before: it was made anew, or another cluster answers" +
                  doubt() + "; " + remedy);
}

std::string LogMark::doubt() const {
  if (mark_->has_checksum) return {};
  return "; or " + file_.string() + ", which has no checksum yet, is damaged: where the log is the "
         "directory's own, remove that file (rm " + file_.string() + "), it is made anew";
}

Result<std::optional<LogRecordMark>> LogMark::last_record() const {
  KINTSUGI_TRY(const Position end, log_.end());
  for (std::int64_t back = 1; back <= looked_back_max && back <= end.value; ++back) {
    const Position last{end.value - back};
    if (mark_ && mark_->position >= last && mark_->has_checksum) break;
    const auto record = log_.stored_at(last);
    if (!record && record.error().code == "log.no_record") continue;
    if (!record) return tl::unexpected(record.error());
    return LogRecordMark{last, hash_of(*record)};
  }
  return std::nullopt;
}

// Without the file less is noticed.
void LogMark::note(LogRecordMark last) {
  mark_ = std::move(last);
  const std::filesystem::path beside = file_.string() + ".new";
  if (std::ofstream(beside, std::ios::trunc) << to_text(*mark_) << std::flush) {
    std::error_code error;
    std::filesystem::rename(beside, file_, error);
  }
}

}  // namespace kintsugi::api
