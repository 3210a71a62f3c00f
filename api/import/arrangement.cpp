#include "api/import/arrangement.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

#include "api/import/identity.h"

namespace kintsugi::api::import {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t unknown = std::numeric_limits<std::int64_t>::min();

// How often a time is later and how often earlier than the one of the row before.
struct Steps {
  std::int64_t up = 0;
  std::int64_t down = 0;
  void take(std::int64_t before, std::int64_t now) {
    if (before == unknown || before == now) return;
    ++(before < now ? up : down);
  }
};

}  // namespace

Arrangement::Arrangement(Input& input, const Source& source, bool has_times)
    : input_(input), source_(source), has_times_(has_times) {}

void Arrangement::run(const Cases& cases) {
  rank(cases);
  find_equals();
  settle_times();
  std::vector<bool> seen(cases.size(), false);
  for (auto entry = input_.index_.rbegin(); entry != input_.index_.rend(); ++entry) {
    entry->last_in_case = !seen[entry->case_rank];
    seen[entry->case_rank] = true;
  }
  input_.cases_ = static_cast<std::int64_t>(cases.size());
}

// Cases by name instead of in order of appearance.
void Arrangement::rank(const Cases& cases) {
  std::vector<const std::string*> names(cases.size());
  for (const auto& [name, number] : cases) names[number] = &name;
  std::vector<std::uint32_t> by_name(names.size());
  std::iota(by_name.begin(), by_name.end(), 0U);
  std::sort(by_name.begin(), by_name.end(),
            [&](std::uint32_t a, std::uint32_t b) { return *names[a] < *names[b]; });
  std::vector<std::uint32_t> ranks(names.size());
  for (std::uint32_t i = 0; i < by_name.size(); ++i) ranks[by_name[i]] = i;
  for (auto& entry : input_.index_) entry.case_rank = ranks[entry.case_rank];
  std::vector<std::string> orders(ranks.size());
  for (std::uint32_t i = 0; i < ranks.size(); ++i) orders[ranks[i]] = std::move(input_.orders_[i]);
  input_.orders_ = std::move(orders);
}

// Within cases where that tells anything, else from row to row. The index is in order of rows.
bool Arrangement::newest_first() const {
  if (source_.rows != Source::Rows::found_out) return source_.rows == Source::Rows::newest_first;
  Steps within;
  Steps rows;
  std::unordered_map<std::uint32_t, std::int64_t> last_of_case;
  std::int64_t last = unknown;
  for (const auto& entry : input_.index_) {
    if (entry.timeless || entry.day_only) continue;
    rows.take(std::exchange(last, entry.time_ms), entry.time_ms);
    const auto [before, fresh] = last_of_case.try_emplace(entry.case_rank, unknown);
    within.take(std::exchange(before->second, entry.time_ms), entry.time_ms);
  }
  return within.up == within.down ? rows.down > rows.up : within.down > within.up;
}

// The time of the next entry of the case that says it. The index is case by case.
std::int64_t Arrangement::time_after(std::size_t place) const {
  const auto& index = input_.index_;
  for (std::size_t next = place + 1;
       next < index.size() && index[next].case_rank == index[place].case_rank; ++next) {
    if (!index[next].timeless && !index[next].day_only) return index[next].time_ms;
  }
  return unknown;
}

// Case by case in the order of its rows, then all by time.
void Arrangement::settle_times() {
  auto& index = input_.index_;
  const std::int64_t sign = has_times_ && newest_first() ? -1 : 1;
  if (!has_times_) {
    const std::int64_t start = source_.start ? to_ms(*source_.start) : 0;
    for (auto& entry : index) entry.time_ms = start + (entry.row - 1) * 1000;
  } else {
    std::int64_t earliest = std::numeric_limits<std::int64_t>::max();
    for (const auto& entry : index) {
      if (!entry.timeless) earliest = std::min(earliest, entry.time_ms);
    }
    std::sort(index.begin(), index.end(), [&](const auto& a, const auto& b) {
      return std::make_pair(a.case_rank, sign * a.row) < std::make_pair(b.case_rank, sign * b.row);
    });
    for (std::size_t i = 0; i < index.size(); ++i) {
      const bool follows = i > 0 && index[i - 1].case_rank == index[i].case_rank;
      const std::int64_t before = follows ? index[i - 1].time_ms : unknown;
      auto& entry = index[i];
      if (!entry.timeless && !entry.day_only) {
        // The second time that the clocks showed this hour, where only that keeps the order.
        const bool again = before > entry.time_ms && before <= entry.time_ms + entry.again_ms;
        if (follows && again) entry.time_ms += entry.again_ms;
        continue;
      }
      const std::int64_t after = time_after(i);
      if (entry.day_only) {
        const auto on_its_day = [begin = entry.time_ms](std::int64_t time) {
          return time != unknown && time >= begin && time - begin < day_ms;
        };
        entry.time_ms = on_its_day(before) ? before : on_its_day(after) ? after : entry.time_ms;
      } else {
        entry.time_ms = follows ? before : after != unknown ? after : earliest;
      }
    }
  }
  std::sort(index.begin(), index.end(), [&](const auto& a, const auto& b) {
    return std::make_tuple(a.time_ms, a.case_rank, sign * a.row) <
           std::make_tuple(b.time_ms, b.case_rank, sign * b.row);
  });
}

// Rows that say the same get identities of their own, by their number among their equals, and name
// the first of them. The index is in order of rows.
void Arrangement::find_equals() {
  // Where no row says when of a day it was, what was done twice is twice in the file.
  const bool by_day = std::all_of(input_.index_.begin(), input_.index_.end(), [&](const auto& e) {
    return e.timeless || (e.time_ms - input_.index_.front().time_ms) % day_ms == 0;
  });
  input_.equals_are_doubles_ = has_times_ && !(by_day && input_.index_.size() > 2);
  std::vector<Hash128> all;
  all.reserve(input_.index_.size());
  for (const auto& entry : input_.index_) all.push_back(entry.identity);
  std::sort(all.begin(), all.end());
  struct Equals {
    std::int64_t count = 0;
    std::int64_t first_row = 0;
  };
  std::unordered_map<Hash128, Equals, Hash128Hasher> equals;
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (all[i] == all[i - 1]) equals.try_emplace(all[i]);
  }
  if (equals.empty()) return;
  for (auto& entry : input_.index_) {
    const auto found = equals.find(entry.identity);
    if (found == equals.end()) continue;
    Equals& of = found->second;
    if (of.count++ == 0) {
      of.first_row = entry.row;
    } else {
      ++input_.doubled_;
      entry.same_as_row = of.first_row;
      entry.identity = equal_number(entry.identity, of.count);
    }
  }
}

}  // namespace kintsugi::api::import
