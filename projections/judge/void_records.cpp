#include "projections/judge/void_records.h"

#include <algorithm>

#include "events/base/check.h"
#include "projections/judge/rows.h"

namespace kintsugi::projections {

void VoidFigures::note(Verdict verdict, Position position) {
  const auto found = std::find(reasons.begin(), reasons.end(), verdict);
  if (found == reasons.end()) return;
  VoidRecords& records = by_reason_[static_cast<std::size_t>(found - reasons.begin())];
  ++records.count;
  if (records.last.size() == last_max) records.last.erase(records.last.begin());
  records.last.push_back(position);
}

const VoidRecords& VoidFigures::of(Verdict reason) const {
  const auto found = std::find(reasons.begin(), reasons.end(), reason);
  KINTSUGI_CHECK(found != reasons.end(), "a reason for which records are void");
  return by_reason_[static_cast<std::size_t>(found - reasons.begin())];
}

std::string VoidFigures::row() const {
  std::string out;
  rows::put64(out, static_cast<std::uint64_t>(since_.value));
  for (const VoidRecords& records : by_reason_) {
    rows::put64(out, records.count);
    rows::put64(out, records.last.size());
    for (const Position position : records.last)
      rows::put64(out, static_cast<std::uint64_t>(position.value));
  }
  return out;
}

bool VoidFigures::read(std::string_view row) {
  rows::Reader in(row);
  since_ = Position{static_cast<std::int64_t>(in.u64())};
  for (VoidRecords& records : by_reason_) {
    records.count = in.u64();
    const std::uint64_t size = in.u64();
    if (size > last_max) return false;
    records.last.clear();
    for (std::uint64_t i = 0; i < size; ++i)
      records.last.push_back(Position{static_cast<std::int64_t>(in.u64())});
  }
  return in.ok() && in.rest().empty();
}

std::string_view reason_of(Verdict verdict) {
  const std::string_view name = name_of(verdict);
  return name.starts_with("void_") ? name.substr(5) : name;
}

}  // namespace kintsugi::projections
