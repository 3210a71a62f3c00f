#pragma once
// Sorting by keys that are long and begin alike: 16 octets of each at a time stand beside what is
// sorted, so that a comparison reads no key.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace kintsugi::projections {

// 16 octets of a key as two numbers that compare as they do; what is past the end counts as 0.
struct SortPrefix {
  std::uint64_t high = 0, low = 0;
  auto operator<=>(const SortPrefix&) const = default;
};
SortPrefix sort_prefix(std::string_view key, std::size_t from = 0);

// Keys lie about in memory: whoever goes through them in order asks for one so far ahead of it.
inline constexpr std::size_t fetched_ahead = 8;

// Sorts by key_of(ref), ascending octets, and refs of equal keys by `of_equal`. Each ref's `prefix`
// is that of its key from octet `from` on, and all keys are the same before it; the prefixes are
// used up.
template <class Ref, class KeyOf, class OfEqual>
void sort_by_key(std::span<Ref> refs, const KeyOf& key_of, const OfEqual& of_equal,
                 std::size_t from = 0) {
  constexpr std::size_t few = 8;  // are compared whole
  const auto whole = [&](const Ref& a, const Ref& b) {
    const int order = key_of(a).compare(key_of(b));
    return order != 0 ? order < 0 : of_equal(a, b);
  };
  if (refs.size() <= few) return std::sort(refs.begin(), refs.end(), whole);
  std::sort(refs.begin(), refs.end(),
            [](const Ref& a, const Ref& b) { return a.prefix < b.prefix; });
  const std::size_t next = from + 16;
  for (auto begin = refs.begin(); begin != refs.end();) {
    const auto end = std::find_if(begin + 1, refs.end(), [&](const Ref& ref) {
      return ref.prefix != begin->prefix;
    });
    const std::span<Ref> alike(begin, end);
    begin = end;
    if (alike.size() == 1) continue;
    const bool go_on =
        alike.size() > few && std::any_of(alike.begin(), alike.end(), [&](const Ref& ref) {
          return key_of(ref).size() > next;
        });
    if (!go_on) {
      std::sort(alike.begin(), alike.end(), whole);
      continue;
    }
    for (std::size_t i = 0; i < alike.size(); ++i) {
      if (i + fetched_ahead < alike.size())
        __builtin_prefetch(key_of(alike[i + fetched_ahead]).data() + next);
      alike[i].prefix = sort_prefix(key_of(alike[i]), next);
    }
    sort_by_key(alike, key_of, of_equal, next);
  }
}

}  // namespace kintsugi::projections
