#pragma once
// A node of its own on a log, for imports.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "api/import/run.h"
#include "api/node/clock.h"
#include "api/node/node.h"
#include "events/commit/commit.h"
#include "events/log/event_log.h"
#include "projections/tables/row_store.h"

namespace kintsugi::tests {

// What the log holds of one imported event.
struct ImportedRow {
  std::string commit_id;
  std::int64_t row = 0;
  Instant recorded_at;
  std::string operator_id;
  std::string order;
  bool fact = false;
  std::string reason;  // of a fact
  std::string cause;
  std::vector<std::string> events;
  bool operator==(const ImportedRow&) const = default;
};

class Company {
 public:
  // In memory, or in `directory` (embedded log, rows in RocksDB).
  static std::unique_ptr<Company> in_memory();
  static std::unique_ptr<Company> in_directory(const std::filesystem::path& directory);

  api::Node& node() { return *node_; }
  log::EventLog& log() { return *log_; }
  std::int64_t commits() { return log_->end()->value; }
  Result<api::import::ImportSummary> bring_in(const std::filesystem::path& file,
                                              const std::filesystem::path& mapping,
                                              std::stop_token stop = {},
                                              const api::import::OnProgress& on_progress = nullptr);
  // Every import_event of the log, in its order; what else there is (preparations) is counted.
  std::vector<ImportedRow> rows(std::int64_t* others = nullptr);

 private:
  Company() = default;
  void open(const std::filesystem::path& directory);

  api::SystemClock clock_;
  std::unique_ptr<log::EventLog> log_;
  std::unique_ptr<projections::RowStore> store_;
  std::unique_ptr<api::Node> node_;
};

// <repository>/api/import/mappings/helpdesk.toml
std::filesystem::path helpdesk_mapping();
// <repository>/../shared/data/helpdesk.xes.gz, which few have.
std::filesystem::path helpdesk_log();

}  // namespace kintsugi::tests
