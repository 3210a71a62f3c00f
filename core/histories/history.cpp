#include "core/histories/history.h"

#include <algorithm>

#include "events/base/check.h"

namespace kintsugi::histories {

namespace {

// What an older system refused it has not kept.
HistoryOptions told_as(HistoryOptions options) {
  if (options.imported) options.timeline.mishaps = 0;
  return options;
}

}  // namespace

History::History(HistoryOptions options)
    : options_(told_as(std::move(options))),
      timeline_(options_.timeline),
      past_({.seed = options_.timeline.seed,
             .tenant = options_.tenant,
             .imported = options_.imported,
             .lively = options_.timeline.lively}) {}

std::optional<Made> History::next() {
  while (true) {
    const Instant wanted = timeline_.next_at();
    const Instant until = std::min(wanted, options_.until.value_or(wanted));
    if (auto reaction = past_.react(until)) return reaction;
    if (wanted > until) return std::nullopt;
    if (auto made = past_.decide(timeline_.next())) return made;
  }
}

Bytes History::next_bytes() {
  auto made = next();
  KINTSUGI_CHECK(made.has_value(), "a history without an end");
  return std::move(made->bytes);
}

}  // namespace kintsugi::histories
