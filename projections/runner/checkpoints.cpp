#include "projections/runner/checkpoints.h"

#include <sys/stat.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>

namespace kintsugi::projections {
namespace {

namespace fs = std::filesystem;

std::string name_of(const CheckpointMark& mark) {
  char name[64];
  std::snprintf(name, sizeof name, "%016lld-%lld", static_cast<long long>(mark.position.value),
                static_cast<long long>(to_ms(mark.clock)));
  return name;
}

std::optional<CheckpointMark> parse(const std::string& name) {
  const auto dash = name.find('-');
  if (dash != 16) return std::nullopt;
  std::int64_t position = 0, clock = 0;
  const char* end = name.data() + name.size();
  if (std::from_chars(name.data(), name.data() + dash, position).ptr != name.data() + dash)
    return std::nullopt;
  if (std::from_chars(name.data() + dash + 1, end, clock).ptr != end) return std::nullopt;
  return CheckpointMark{Position{position}, instant_from_ms(clock)};
}

std::chrono::sys_days business_date(Instant time) {
  return std::chrono::floor<std::chrono::days>(time + std::chrono::hours(8));
}

}  // namespace

std::int64_t business_day(Instant time) { return business_date(time).time_since_epoch().count(); }
std::int64_t business_month(Instant time) {
  const std::chrono::year_month_day date(business_date(time));
  return static_cast<int>(date.year()) * 12 + static_cast<unsigned>(date.month());
}

std::vector<CheckpointMark> to_drop(const std::vector<CheckpointMark>& marks, const Thinning& how) {
  std::vector<CheckpointMark> drop;
  if (marks.size() <= how.dense) return drop;
  const std::int64_t today = business_day(marks.back().clock);
  Position kept;  // the neighbour before, that stays
  for (std::size_t i = 0; i + how.dense < marks.size(); ++i) {
    const auto& mark = marks[i];
    const auto& next = marks[i + 1];
    const bool ends_month = business_month(mark.clock) != business_month(next.clock);
    const bool ends_day = business_day(mark.clock) != business_day(next.clock);
    const bool bridges = next.position.value - kept.value > how.gap;
    if (ends_month || bridges || (ends_day && today - business_day(mark.clock) <= how.days))
      kept = mark.position;
    else
      drop.push_back(mark);
  }
  return drop;
}

std::vector<CheckpointMark> Checkpoints::list(const ProjectionKind& kind) const {
  std::vector<CheckpointMark> marks;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder(kind), error))
    if (const auto mark = parse(entry.path().filename().string())) marks.push_back(*mark);
  std::sort(marks.begin(), marks.end(),
            [](const auto& a, const auto& b) { return a.position < b.position; });
  return marks;
}

std::string Checkpoints::directory(const ProjectionKind& kind, const CheckpointMark& mark) const {
  return folder(kind) + "/" + name_of(mark);
}

std::optional<CheckpointMark> Checkpoints::find(const ProjectionKind& kind,
                                                Position position) const {
  std::optional<CheckpointMark> found;
  for (const auto& mark : list(kind))
    if (mark.position <= position) found = mark;
  return found;
}

Result<void> Checkpoints::make(const ProjectionKind& kind, DirectoryStore& store,
                               Instant clock) const {
  const CheckpointMark mark{store.position(), clock};
  auto marks = list(kind);
  if (!marks.empty() && marks.back().position >= mark.position) return {};
  std::error_code error;
  fs::create_directories(folder(kind), error);
  // Made under another name first: a crash leaves no half one that would be read.
  const std::string making = folder(kind) + "/making";
  fs::remove_all(making, error);
  KINTSUGI_TRY_OK(store.checkpoint(making));
  fs::rename(making, directory(kind, mark), error);
  if (error)
    return fail(ErrorKind::unavailable, "projection.io",
                "cannot make the checkpoint " + directory(kind, mark) + ": " + error.message());
  marks.push_back(mark);
  for (const auto& old : to_drop(marks, thinning_)) fs::remove_all(directory(kind, old), error);
  return {};
}

void Checkpoints::remove(const ProjectionKind& kind, const CheckpointMark& mark) const {
  std::error_code error;
  fs::remove_all(directory(kind, mark), error);
}

void Checkpoints::clear(const ProjectionKind& kind) const {
  std::error_code error;
  fs::remove_all(folder(kind), error);
}

Checkpoints::Size Checkpoints::size() const {
  Size size;
  std::map<ino_t, std::pair<nlink_t, std::uintmax_t>> files;  // links seen here, octets
  std::map<ino_t, nlink_t> links;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(root_, error)) {
    struct stat status {};
    if (stat(entry.path().c_str(), &status) != 0 || !S_ISREG(status.st_mode)) continue;
    ++files[status.st_ino].first;
    files[status.st_ino].second = static_cast<std::uintmax_t>(status.st_size);
    links[status.st_ino] = status.st_nlink;
  }
  for (const auto& [inode, file] : files) {
    size.octets += file.second;
    if (links[inode] == file.first) size.own_octets += file.second;
  }
  return size;
}

}  // namespace kintsugi::projections
