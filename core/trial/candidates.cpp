#include "core/trial/candidates.h"

#include <algorithm>
#include <tuple>

#include "core/authority/authority.h"
#include "core/place/place.h"
#include "core/service_policy/service_policy.h"
#include "core/technician/technician.h"
#include "schema/asset_state.h"
#include "schema/technician_state.h"

namespace kintsugi::core::trial {
namespace {

using work_order::CheckSaid;

// How much stops a visit: what nobody may override, then what another person may.
std::pair<std::ptrdiff_t, std::ptrdiff_t> stopped_by(const std::vector<CheckSaid>& checks) {
  const auto count = [&](CheckSaid::Verdict verdict) {
    return std::count_if(checks.begin(), checks.end(),
                         [&](const CheckSaid& one) { return one.verdict == verdict; });
  };
  return {count(CheckSaid::Verdict::hard), count(CheckSaid::Verdict::overridable)};
}

// Milliseconds of a visit that lie outside what the customer agreed to.
std::int64_t outside_window(const Visit& visit, const schema::WorkOrder& order) {
  const std::int64_t early =
      order.window_from == 0 ? 0 : std::max<std::int64_t>(order.window_from - visit.starts_at, 0);
  const std::int64_t late =
      order.window_until == 0 ? 0 : std::max<std::int64_t>(visit.ends_at - order.window_until, 0);
  return early + late;
}

struct Found {
  Visit visit;
  std::vector<CheckSaid> checks;
};

// The best of the starts; the first one that nothing stops is it, as they are tried in order.
Result<Found> best_of(const Visit& any, std::vector<std::int64_t> starts,
                      const schema::WorkOrder& order, Reads& reads) {
  std::stable_sort(starts.begin(), starts.end(), [&](std::int64_t a, std::int64_t b) {
    return outside_window(any.at(a), order) < outside_window(any.at(b), order);
  });
  std::optional<Found> best;
  for (const std::int64_t start : starts) {
    Found found{any.at(start), {}};
    KINTSUGI_TRY(found.checks, look_at(found.visit, order, reads));
    if (!best || stopped_by(found.checks) < stopped_by(best->checks)) best = std::move(found);
    if (stopped_by(best->checks) == std::pair<std::ptrdiff_t, std::ptrdiff_t>{0, 0}) break;
  }
  return *std::move(best);
}

void tell_of_him(Candidate& out, std::int32_t day, const schema::WorkOrder& order, Reads& reads) {
  const Visit& visit = out.visit;
  const auto* he = reads.find<schema::Technician>(visit.technician);
  out.minutes = minutes_on(*he, day, visit.order, visit.booking);
  out.minutes_max = he->daily_minutes_max;
  const place::Location seen{he->latitude, he->longitude};
  const place::Location there{order.latitude, order.longitude};
  if (place::is_known(seen) && place::is_known(there))
    out.distance_m = place::distance_m(seen, there);
  const auto number = visit.booking == 0 ? order.bookings.size() + 1 : visit.booking;
  out.debts = work_order::debts_of(
      {visit.order, order, static_cast<std::uint16_t>(number), visit.technician, visit.starts_at,
       visit.ends_at},
      *he, service_policy::in_force(judged_at(reads), reads), reads);
  const auto* asset = order.asset.empty() ? nullptr : reads.find<schema::Asset>(order.asset);
  if (asset == nullptr) return;
  for (const schema::AssetRepair& repair : asset->repairs)
    if (repair.technician == visit.technician)
      out.repaired_at = std::max(out.repaired_at, repair.at);
}

}  // namespace

Candidate::Verdict Candidate::verdict() const {
  if (!refusal) return Verdict::pass;
  const auto [hard, soft] = stopped_by(checks);
  // Where nothing but the checks stops it, what they ask for is what it lacks.
  const bool by_check = refusal->code.starts_with("work_order.dispatch_");
  return by_check && hard == 0 && soft > 0 ? Verdict::override_ : Verdict::refused;
}

Result<std::vector<Candidate>> candidates(const Wanted& wanted,
                                          std::span<const std::string> technicians,
                                          const Attempt& attempt) {
  Reads reads = attempt.reads();
  KINTSUGI_TRY(const schema::WorkOrder* order, reads.require<schema::WorkOrder>(wanted.order));
  if (reads.failure()) return tl::unexpected(*reads.failure());
  std::vector<std::int64_t> starts = starts_on(wanted.day, wanted.length, attempt.now);
  if (wanted.starts_at != 0) starts = {wanted.starts_at};
  std::vector<Candidate> out;
  for (const std::string& technician : technicians) {
    Reads his = attempt.reads();
    if (starts.empty() || !his.exists<schema::Technician>(technician)) continue;
    Visit any{.order = wanted.order,
              .booking = wanted.booking,
              .technician = technician,
              .starts_at = 0,
              .ends_at = wanted.length,
              .reason = wanted.reason};
    KINTSUGI_TRY(Found found, best_of(any, starts, *order, his));
    Candidate& one = out.emplace_back(
        Candidate{.visit = std::move(found.visit), .checks = std::move(found.checks)});
    one.command = command_of(one.visit, *order);
    if (auto decided = decide_on_trial(one.command, attempt); !decided)
      one.refusal = std::move(decided.error());
    tell_of_him(one, wanted.day, *order, his);
    if (his.failure()) return tl::unexpected(*his.failure());
  }
  std::sort(out.begin(), out.end(), [](const Candidate& a, const Candidate& b) {
    const auto rank = [](const Candidate& one) {
      return std::tuple(one.verdict(), stopped_by(one.checks), one.visit.starts_at, one.minutes,
                        std::string_view(one.visit.technician));
    };
    return rank(a) < rank(b);
  });
  return out;
}

}  // namespace kintsugi::core::trial
