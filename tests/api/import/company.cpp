#include "tests/api/import/company.h"

#include "events/log/embedded/embedded_log.h"
#include "events/log/memory/memory_log.h"
#include "projections/tables/memory_store.h"
#include "projections/tables/rocksdb_store.h"
#include "schema/import.h"
#include "schema/legacy_views.h"

namespace kintsugi::tests {

std::unique_ptr<Company> Company::in_memory() {
  std::unique_ptr<Company> made(new Company());
  made->log_ = log::make_memory_log({.recorded_at = recorded_at_of});
  made->store_ = projections::make_memory_store();
  made->open({});
  return made;
}

std::unique_ptr<Company> Company::in_directory(const std::filesystem::path& directory) {
  std::unique_ptr<Company> made(new Company());
  log::EmbeddedOptions options;
  options.dir = (directory / "log").string();
  options.recorded_at = recorded_at_of;
  auto opened = log::open_embedded(options);
  auto rows = projections::open_directory_store((directory / "streams-v5").string(), {});
  if (!opened || !rows) {
    ADD_FAILURE() << (opened ? rows.error().what : opened.error().what);
    return nullptr;
  }
  made->log_ = *std::move(opened);
  made->store_ = *std::move(rows);
  made->open(directory);
  return made;
}

void Company::open(const std::filesystem::path&) {
  Result<std::unique_ptr<api::Node>> node = api::Node::open({}, *log_, *store_, clock_);
  if (node) {
    node_ = *std::move(node);
  } else {
    ADD_FAILURE() << node.error().what;
  }
}

Result<api::import::ImportSummary> Company::bring_in(const std::filesystem::path& file,
                                                     const std::filesystem::path& mapping,
                                                     std::stop_token stop,
                                                     const api::import::OnProgress& on_progress) {
  api::import::ImportOptions options;
  options.file = file;
  options.mapping = mapping;
  options.stop = std::move(stop);
  return api::import::run_import(options, clock_, [this] { return node_.get(); }, on_progress);
}

std::vector<ImportedRow> Company::rows(std::int64_t* others) {
  std::vector<ImportedRow> rows;
  auto cursor = log_->read(Position{0});
  CommitView view;
  const Position end = *log_->end();
  for (Position at{0}; cursor && at < end;) {
    const auto records = (*cursor)->next(1000, std::chrono::milliseconds(1000));
    if (!records || records->empty()) {
      ADD_FAILURE() << "the log cannot be read to its end";
      break;
    }
    for (const log::Record& record : *records) {
      at = record.position.next();
      EXPECT_TRUE(view.open(record.bytes));
      EXPECT_TRUE(view.open_events());
      const Result<schema::Command> command = view.command();
      const auto* imported = command ? command->get_if<schema::ImportEvent>() : nullptr;
      if (imported == nullptr) {
        if (others != nullptr) ++*others;
        continue;
      }
      ImportedRow row{std::string(view.id()),
                      imported->row,
                      view.recorded_at(),
                      std::string(view.operator_id()),
                      imported->order,
                      false,
                      {},
                      std::string(view.cause()),
                      {}};
      EXPECT_FALSE(view.refused()) << view.id();
      for (const EventInCommit& event : view.events()) {
        row.events.emplace_back(schema::name_of(event.event));
        if (const auto* fact = event.event.get_if<schema::LegacyFactRecordedView>()) {
          row.reason = fact->reason;
          row.fact = fact->reason != "import.put_aside";  // beside what the entry became
          if (row.fact) {
            EXPECT_EQ(fact->attributes.size(), imported->attributes.size());
          }
        }
      }
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

std::filesystem::path helpdesk_mapping() {
  return std::filesystem::path(KINTSUGI_SOURCE_DIR) / "api/import/mappings/helpdesk.toml";
}
std::filesystem::path helpdesk_log() {
  return std::filesystem::path(KINTSUGI_SOURCE_DIR) / ".." / "shared/data/helpdesk.xes.gz";
}

}  // namespace kintsugi::tests
