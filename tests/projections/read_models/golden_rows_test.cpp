// The rows that every command makes, as digests: a line a table of a read model and a table of
// commands (tests/core/states). A line changes where rows, or the commands that make them, are
// meant to: KINTSUGI_UPDATE_GOLDEN=1 writes them anew.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>

#include "events/base/sha256.h"
#include "projections/read_models.h"
#include "tests/core/states/filling.h"
#include "tests/core/states/table.h"
#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
namespace {

const std::string file = KINTSUGI_SOURCE "/tests/golden/rows.txt";

// The history of a cell that works and what its command decided, each empty field filled.
void add_cell(JudgedLog& log, const Table& table, const Row& row, std::size_t column) {
  Given given = given_for(table, row, column);
  given.as(actor_of(row)).when(row.command);
  auto commits = given.streams().applied();
  if (!given.events().empty())
    for (core::StreamEvent& one : commits.back()) Filling().fill(one.event);
  for (const auto& commit : commits) {
    std::vector<CommittedEvent> events;
    for (const core::StreamEvent& one : commit) events.push_back({one.stream, one.event});
    log.add(std::move(events));
  }
}

using Digests = std::map<std::string, std::string>;  // by "read_model.table: commands"

void add_digests(const Table& table, const Row& row, std::size_t column, Digests& out) {
  JudgedLog log;
  add_cell(log, table, row, column);
  for (const ProjectionKind* kind : all_projections()) {
    const auto digests = digest_of(*kind, *folded(*kind, log));
    for (const TableDigest& one : digests->tables) {
      if (one.rows == 0) continue;
      const std::string name = std::string(kind->name) + "." + one.table;
      out[name + ": " + std::string(table.stream)] += one.digest;
    }
  }
}

Digests of_today() {
  Digests out;
  for (const Table& table : all_tables()) {
    for (const Row& row : table.rows) {
      for (std::size_t i = 0; i < row.cells.size(); ++i)
        if (row.cells[i].empty()) add_digests(table, row, i, out);
    }
  }
  for (auto& [name, digests] : out) {
    Sha256 all;
    all.add(digests);
    digests = all.hex().substr(0, 16);
  }
  return out;
}

TEST(GoldenRows, OfEveryCommandStay) {
  const Digests today = of_today();
  if (std::getenv("KINTSUGI_UPDATE_GOLDEN") != nullptr) {
    std::ofstream out(file);
    for (const auto& [name, digest] : today) out << digest << ' ' << name << '\n';
  }
  Digests released;
  std::ifstream in(file);
  for (std::string digest, name; in >> digest && std::getline(in >> std::ws, name);)
    released[name] = digest;
  for (const auto& [name, digest] : today)
    EXPECT_EQ(digest, released[name]) << name << " has other rows than it had";
  EXPECT_EQ(today.size(), released.size());
}

}  // namespace
}  // namespace kintsugi::tests
