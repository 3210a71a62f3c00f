#pragma once
// What the log alone says: read and folded afresh, nothing else of the node's directory looked at.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "events/log/event_log.h"
#include "tests/faults/engine.h"

namespace kintsugi::tests {

struct Truth {
  // Positions of the commits of each command id.
  std::map<std::string, std::vector<std::int64_t>> counted;
  std::int64_t records = 0;
  std::string streams_digest;
  Json tables;  // as `projection list` tells them
};

// Of a log that nobody appends to meanwhile; tenant "demo". Errors: of the log and the folds.
Result<Truth> read_truth(log::EventLog& log);

// The rows of DIR/streams-v5, which nobody holds.
std::string streams_digest(const std::string& directory);

// Nothing was lost, nothing is there twice, and the directory's tables are the log's. `told`: what
// clients were answered.
void expect_the_log_says_the_same(const std::string& directory, const std::string& log,
                                  const std::map<std::string, std::int64_t>& told);

}  // namespace kintsugi::tests
