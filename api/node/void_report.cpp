#include "api/node/void_report.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <string>

namespace kintsugi::api {

namespace {

constexpr auto& reasons = projections::VoidFigures::reasons;

void add(std::string& out, Verdict reason, std::uint64_t count, Position last) {
  if (!out.empty()) out += ", ";
  out += std::to_string(count) + " " + std::string(projections::reason_of(reason)) +
         " (the last at position " + std::to_string(last.value) + ")";
}

}  // namespace

void VoidReport::note(Verdict verdict, Position position) {
  const auto found = std::find(reasons.begin(), reasons.end(), verdict);
  if (found == reasons.end()) return;
  Untold& untold = untold_[static_cast<std::size_t>(found - reasons.begin())];
  ++untold.count;
  untold.last = position;
  any_ = true;
}

void VoidReport::tell_if_due(Time now) {
  if (!any_ || now < not_before_) return;
  std::string list;
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    if (untold_[i].count > 0) add(list, reasons[i], untold_[i].count, untold_[i].last);
  }
  spdlog::warn("records of others in the log do not count: {}", list);
  untold_ = {};
  any_ = false;
  not_before_ = now + every;
}

void warn_of_voids(const projections::VoidFigures& voids) {
  std::string list;
  for (const Verdict reason : {Verdict::void_malformed, Verdict::void_unauthenticated}) {
    const projections::VoidRecords& records = voids.of(reason);
    if (records.count > 0) add(list, reason, records.count, records.last.back());
  }
  if (!list.empty()) spdlog::warn("the log holds records that do not count: {}", list);
}

}  // namespace kintsugi::api
