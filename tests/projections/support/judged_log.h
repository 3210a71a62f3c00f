#pragma once
// A log of commits made by hand, with their verdicts: what projections are tested on.

#include <memory>
#include <string>
#include <vector>

#include "events/commit/commit.h"
#include "events/log/memory/memory_log.h"
#include "events/schema/runtime/erased.h"
#include "projections/judge/verdicts.h"
#include "projections/tables/memory_store.h"

namespace kintsugi::tests {

// What a commit says besides its events; each has a default, so that tests name what matters.
struct CommitOf {
  std::string tenant = "main";
  std::string operator_id = "1001";
  std::string outlet{};  // that the operator worked in
  std::int64_t at = 0;   // recorded, ms; 0: one second after the one before
  std::optional<Error> refusal{};
  std::vector<std::string> read{};  // streams that the decision only read
  bool counts = true;
};

class JudgedLog {
 public:
  JudgedLog()
      : rows_(projections::make_memory_store()), verdicts_(*rows_), log_(log::make_memory_log()) {}

  // Appends a commit and waits until it is in the log. Returns its position.
  Position add(std::vector<CommittedEvent> events, CommitOf of = {});
  // A stored commit that counts.
  Position add_stored(Bytes bytes) { return append(std::move(bytes), true); }
  // A record that is no commit.
  Position add_garbage(std::string bytes);

  log::EventLog& log() { return *log_; }
  projections::VerdictStore& verdicts() { return verdicts_; }

 private:
  Position append(Bytes bytes, bool counts);

  std::unique_ptr<projections::RowStore> rows_;
  projections::VerdictStore verdicts_;
  std::unique_ptr<log::EventLog> log_;
  std::int64_t clock_ = 1'772'323'200'000;  // 2026-03-01T00:00:00Z
  int made_ = 0;
};

// "work_order/WO-1" and an event of any type.
template <class Event>
CommittedEvent on(std::string stream, Event event) {
  return {std::move(stream), schema::Event(std::move(event))};
}

}  // namespace kintsugi::tests
