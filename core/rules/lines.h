#pragma once
// What tariffs, wage rules and warranty policies have in common: lines with keys of which empty
// ones fit everything, the most specific line that fits wins, and versions that take effect on a
// date. Pure templates over the generated lines and versions; no state.

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text/search_key.h"
#include "schema/tariff_state.h"

namespace kintsugi::core::rules {

// What a line is looked up for. `item` empty: the order itself.
struct Key {
  std::string_view brand{};
  std::string_view category{};
  std::string_view model{};
  schema::ServiceType service_type = schema::ServiceType::none;
  std::string_view item{};
  std::string_view area{};     // wanted: where it is; of a line: what that begins with
  std::int64_t at_least = 0;   // wanted: the measure; of a line: from which on
};

template <class Line>
Key key_of(const Line& line) {
  if constexpr (requires { line.contract; }) {  // of a warranty: what else was sold with it
    return {line.brand, line.category, line.model, schema::ServiceType::none, line.contract};
  } else if constexpr (requires { line.at_least; }) {
    return {line.brand, line.category, line.model,   line.service_type,
            line.item,  line.area,     line.at_least};
  } else {
    return {line.brand, line.category, line.model, line.service_type, line.item};
  }
}

// How many keys are named; of equally many the longer area, then the higher step.
struct Specificity {
  int named = -1;
  std::size_t area = 0;
  std::int64_t at_least = 0;
  auto operator<=>(const Specificity&) const = default;
};
inline Specificity specificity(const Key& line) {
  return {int{!line.brand.empty()} + int{!line.category.empty()} + int{!line.model.empty()} +
              int{line.service_type != schema::ServiceType::none} + int{!line.item.empty()} +
              int{!line.area.empty()},
          line.area.size(), line.at_least};
}

inline bool begins_with(std::string_view area, std::string_view beginning) {
  if (area.starts_with(beginning)) return true;
  return search_key(KeyKind::code, area).starts_with(search_key(KeyKind::code, beginning));
}

inline bool fits(const Key& line, const Key& wanted) {
  const auto text = [](std::string_view has, std::string_view wants) {
    return has.empty() || same_key(KeyKind::code, has, wants);
  };
  return text(line.brand, wanted.brand) && text(line.category, wanted.category) &&
         text(line.model, wanted.model) && text(line.item, wanted.item) &&
         begins_with(wanted.area, line.area) && line.at_least <= wanted.at_least &&
         (line.service_type == schema::ServiceType::none ||
          line.service_type == wanted.service_type);
}

// Something could fit both lines.
inline bool overlap(const Key& a, const Key& b) {
  const auto text = [](std::string_view x, std::string_view y) {
    return x.empty() || y.empty() || same_key(KeyKind::code, x, y);
  };
  return text(a.brand, b.brand) && text(a.category, b.category) && text(a.model, b.model) &&
         text(a.item, b.item) && (begins_with(a.area, b.area) || begins_with(b.area, a.area)) &&
         (a.service_type == schema::ServiceType::none ||
          b.service_type == schema::ServiceType::none || a.service_type == b.service_type);
}

// The index of the most specific line that fits, among those that `counts` lets in; none where none
// fits. Drafts with two equally specific lines are refused, so there is one at most; the first wins
// regardless.
template <class Line, class Counts>
std::optional<std::size_t> best_line(const std::vector<Line>& lines, const Key& wanted,
                                     Counts counts) {
  std::optional<std::size_t> best;
  Specificity best_specificity;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Key key = key_of(lines[i]);
    if (!counts(lines[i]) || !fits(key, wanted) || specificity(key) <= best_specificity) continue;
    best = i;
    best_specificity = specificity(key);
  }
  return best;
}

// Two lines, by index, that could both fit something and are equally specific; `same_class` says
// whether two lines compete at all.
template <class Line, class SameClass>
std::optional<std::pair<std::size_t, std::size_t>> equally_specific(const std::vector<Line>& lines,
                                                                    SameClass same_class) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Key a = key_of(lines[i]);
    for (std::size_t j = i + 1; j < lines.size(); ++j) {
      const Key b = key_of(lines[j]);
      if (specificity(a) == specificity(b) && overlap(a, b) && same_class(lines[i], lines[j])) {
        return std::pair(i, j);
      }
    }
  }
  return std::nullopt;
}

// It was published, and nobody withdrew it or put another in its place: superseded versions still
// hold for their own days.
template <class Version>
bool holds(const Version& version) {
  if constexpr (requires { version.status; }) {
    if (version.replaced_by != 0) return false;
    using Status = decltype(version.status);
    if constexpr (requires { Status::superseded; })
      if (version.status == Status::superseded) return true;
    return version.status == Status::published;
  } else {  // published at once, and kept: of one day the last one holds
    return version.withdrawn_on == 0;
  }
}

// The published version that was told last; null where none holds.
template <class Version>
const Version* latest(const std::vector<Version>& versions) {
  const auto found = std::find_if(versions.rbegin(), versions.rend(), holds<Version>);
  return found == versions.rend() ? nullptr : &*found;
}

// The published version with the latest effective date not after `date`; null where there is none.
template <class Version>
const Version* in_force(const std::vector<Version>& versions, std::int32_t date) {
  const Version* best = nullptr;
  for (const Version& version : versions) {
    if (!holds(version) || version.effective_from > date) continue;
    if (best == nullptr || version.effective_from >= best->effective_from) best = &version;
  }
  return best;
}

template <class Version>
const Version* find_version(const std::vector<Version>& versions, std::uint32_t number) {
  const auto found = std::find_if(versions.begin(), versions.end(),
                                  [&](const Version& v) { return v.version == number; });
  return found == versions.end() ? nullptr : &*found;
}

// It has been in force since before `today`, or is from today on.
template <class Version>
bool has_begun(const Version& version, std::int32_t today) {
  return version.effective_from <= today;
}

template <class Version>
bool has_draft(const std::vector<Version>& versions) {
  return std::any_of(versions.begin(), versions.end(), [](const Version& v) {
    return v.status == schema::RuleVersionStatus::drafted;
  });
}

// Every published version takes effect before `date`.
template <class Version>
bool is_after_all(const std::vector<Version>& versions, std::int32_t date) {
  return std::all_of(versions.begin(), versions.end(), [&](const Version& v) {
    return !holds(v) || v.effective_from < date;
  });
}

// The published version that begins on that very day; else one that was withdrawn after it, so that
// its days can be had back; null where none does. Another from the same day on takes its place, for
// a reason: for what is decided from then on. What was decided under it keeps its number.
template <class Version>
const Version* beginning_on(const std::vector<Version>& versions, std::int32_t date) {
  const Version* gap = nullptr;
  for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
    if (version->effective_from != date) continue;
    if (holds(*version)) return &*version;
    if (gap == nullptr && version->withdrawn_on != 0) gap = &*version;
  }
  return gap;
}

// The number of that version; 0: none.
template <class Version>
std::uint32_t replaced_from(const std::vector<Version>& versions, std::int32_t date) {
  const Version* version = beginning_on(versions, date);
  return version == nullptr ? 0 : version->version;
}

// `number` was published: what it is in the place of holds no more.
template <class Version>
void replace(std::vector<Version>& versions, std::uint32_t number) {
  const Version* by = find_version(versions, number);
  const std::uint32_t replaced = by == nullptr ? 0 : by->replaces;
  for (Version& version : versions)
    if (replaced != 0 && version.version == replaced) version.replaced_by = number;
}

// It was withdrawn as `event` says: what was in force says until when, by whom and why.
template <class Version>
void mark_withdrawn(Version& version, const auto& event) {
  if (event.on < version.effective_from) return;  // it never began, or that was not kept
  version.withdrawn_on = event.on;
  version.withdrawn_by = event.withdrawer;
  version.withdrawn_for = event.reason;
}

// Of versions without a status: what was never in force is forgotten.
template <class Version>
void withdraw_or_forget(std::vector<Version>& versions, const auto& event) {
  for (Version& version : versions)
    if (version.version == event.version) mark_withdrawn(version, event);
  std::erase_if(versions, [&](const Version& version) {
    return version.version == event.version && version.withdrawn_on == 0;
  });
}

// `number` was withdrawn: what it was in the place of holds again.
template <class Version>
void restore(std::vector<Version>& versions, std::uint32_t number) {
  for (Version& version : versions)
    if (version.replaced_by == number) version.replaced_by = 0;
}

// From `date` on a version may be in force: after every published one, and not before `today`: the
// past was judged by what was in force then. Before the first nothing was.
template <class Version>
bool may_begin(const std::vector<Version>& versions, std::int32_t date, std::int32_t today) {
  const bool first = std::none_of(versions.begin(), versions.end(), holds<Version>);
  return first || (date >= today && is_after_all(versions, date));
}

}  // namespace kintsugi::core::rules
