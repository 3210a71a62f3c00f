#pragma once
// The rows of one projection after a log of commits made by hand.

#include "events/base/check.h"
#include "projections/runner/judged_reader.h"
#include "projections/runner/projection.h"
#include "projections/runner/scope.h"
#include "tests/projections/support/judged_log.h"

namespace kintsugi::tests {

using namespace kintsugi::projections;

// Folds [from, until) of the log over `store`, written every `group` commits.
inline void fold_into(RowStore& store, const ProjectionKind& kind, JudgedLog& log, Position until,
                      int group, const std::string& tenant = "main") {
  Tables tables(store);
  const auto projection = kind.make(tables);
  TenantClock clock(tables.clock());
  const auto reader =
      *JudgedReader::open(log.log(), log.verdicts(), {store.position(), until, tenant});
  int waiting = 0;
  const auto flush = [&](Position next) {
    tables.set_clock(clock.last());
    const auto flushed = tables.flush(next);
    KINTSUGI_CHECK(flushed.has_value(), flushed ? "" : flushed.error().what);
    waiting = 0;
  };
  while (!reader->ended()) {
    const auto records = *reader->next(64);
    for (const auto& record : records) {
      if (!record.commit) continue;
      const auto time = record.counts ? clock.advance(record.commit->recorded_at()) : clock.last();
      projection->apply({record.position, record.commit, record.counts, time});
      if (++waiting == group) flush(record.position.next());
    }
  }
  flush(until);
}

inline std::shared_ptr<const RowReader> folded(const ProjectionKind& kind, JudgedLog& log,
                                               Position until) {
  const auto store = make_memory_store();
  fold_into(*store, kind, log, until, 1'000'000);
  return *store->snapshot();
}
inline std::shared_ptr<const RowReader> folded(const ProjectionKind& kind, JudgedLog& log) {
  return folded(kind, log, log.verdicts().judged_until());
}

inline Scope only(std::initializer_list<const char*> outlets) {
  Scope scope;
  for (const auto* outlet : outlets) scope.outlets.insert(outlet);
  return scope;
}

}  // namespace kintsugi::tests
