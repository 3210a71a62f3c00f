#include "projections/wages/wages.h"

#include <gtest/gtest.h>

#include "schema/rows_wages.h"
#include "schema/wage.h"
#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
namespace {

constexpr std::int32_t march_5 = 20'517;  // 2026-03-05

schema::WageShare share(std::string technician, std::int64_t amount) {
  schema::WageShare out;
  out.technician = std::move(technician);
  out.amount = amount;
  return out;
}

std::string sheets(const RowReader& rows, const WageFilter& filter = {},
                   const Scope& scope = Scope::everything()) {
  std::string out;
  const auto page = *list_wage_sheets(rows, filter, scope, {});
  for (const auto& row : page.rows)
    out += row.period + "/" + row.outlet + "/" + row.technician + ":" + std::to_string(row.orders) +
           ":" + std::to_string(row.earned) + ":" + std::to_string(row.adjusted) + ":" +
           std::to_string(row.total) + " ";
  return out;
}

TEST(Wages, SheetsAddUpToTheirLines) {
  JudgedLog log;
  schema::WageEarned earned;
  earned.outlet = "O-1";
  earned.day = march_5;
  earned.order = "WO-1";
  earned.rule = "default";
  earned.rule_version = 1;
  earned.total = 5000;
  earned.shares = {share("T-1", 3000), share("T-2", 2000)};
  log.add({on("wage_day/O-1:2026-03-05", earned)});
  schema::WageAdjusted adjusted;
  adjusted.outlet = "O-1";
  adjusted.day = march_5;
  adjusted.technician = "T-1";
  adjusted.amount = -500;
  adjusted.reason = "迟到";
  log.add({on("wage_day/O-1:2026-03-05", adjusted)});
  EXPECT_EQ(sheets(*folded(wages_projection(), log)),
            "2026-03/O-1/T-1:1:3000:-500:2500 2026-03/O-1/T-2:1:2000:0:2000 ");

  schema::WageRerated rerated;
  rerated.outlet = "O-1";
  rerated.day = march_5;
  rerated.order = "WO-1";
  rerated.rule = "default";
  rerated.rule_version = 2;
  rerated.total = 6000;
  rerated.shares = {share("T-2", 6000)};
  log.add({on("wage_day/O-1:2026-03-05", rerated)});
  const auto rows = folded(wages_projection(), log);
  EXPECT_EQ(sheets(*rows), "2026-03/O-1/T-1:0:0:-500:-500 2026-03/O-1/T-2:1:6000:0:6000 ");
  EXPECT_EQ(sheets(*rows, {}, only({"O-2"})), "");
  const auto lines = list_wage_lines(*rows, {}, Scope::everything(), {})->rows;
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_TRUE(lines[0].adjustment);
  EXPECT_EQ(lines[1].rule_version, 2u);
}

// However they are asked for: by the list of the technician, of a month, or through all of them.
TEST(Wages, LinesOfATechnicianAreThoseOfAllThatAreHis) {
  JudgedLog log;
  for (int i = 0; i < 40; ++i) {
    schema::WageEarned earned;
    earned.outlet = i % 3 == 0 ? "O-1" : "O-2";
    earned.day = march_5 + i;  // into April
    earned.order = "WO-" + std::to_string(i);
    earned.total = 5000;
    earned.shares = {share("T-1", 3000), share("T-2", 2000)};
    const std::string stream = "wage_day/" + earned.outlet + ":" + std::to_string(earned.day);
    log.add({on(stream, earned)});
    if (i % 4 != 0) continue;
    schema::WageRerated rerated;
    rerated.outlet = earned.outlet;
    rerated.day = earned.day;
    rerated.order = earned.order;
    rerated.total = 5000;
    rerated.shares = {share("T-2", 5000)};
    log.add({on(stream, rerated)});
  }
  const auto rows = folded(wages_projection(), log);
  const auto all = list_wage_lines(*rows, {}, Scope::everything(), {1'000, {}})->rows;
  ASSERT_EQ(all.size(), 70u);
  for (const WageFilter& filter :
       {WageFilter{{}, {}, "T-1"}, WageFilter{{}, "2026-04", "T-2"}, WageFilter{"O-2", {}, "T-2"},
        WageFilter{"O-1", "2026-03", "T-1"}, WageFilter{{}, {}, "T-3"}}) {
    std::vector<schema::WageLineRow> wanted, given;
    for (const auto& line : all)
      if (line.technician == filter.technician &&
          (filter.outlet.empty() || line.outlet == filter.outlet) &&
          (filter.period.empty() || line.period == filter.period))
        wanted.push_back(line);
    PageRequest page{7, {}};
    do {
      const auto part = *list_wage_lines(*rows, filter, Scope::everything(), page);
      given.insert(given.end(), part.rows.begin(), part.rows.end());
      page.after = part.next;
    } while (!page.after.empty());
    EXPECT_EQ(given, wanted);
    EXPECT_EQ(wanted.empty(), filter.technician == "T-3");
  }
}

TEST(Wages, RunsTellWhoCalculatedAndWhoApproved) {
  JudgedLog log;
  schema::WagesCalculated calculated;
  calculated.outlet = "O-1";
  calculated.period = "2026-03";
  calculated.calculator = "5001";
  log.add({on("wage_run/O-1:2026-03", calculated)});
  schema::WagesApproved approved;
  approved.approver = "5002";
  log.add({on("wage_run/O-1:2026-03", approved)});
  const auto runs =
      list_wage_runs(*folded(wages_projection(), log), {}, Scope::everything(), {})->rows;
  ASSERT_EQ(runs.size(), 1u);
  EXPECT_EQ(runs[0].run.status, schema::WageRunStatus::approved);
  EXPECT_EQ(runs[0].run.calculator, "5001");
  EXPECT_EQ(runs[0].approver, "5002");
}

}  // namespace
}  // namespace kintsugi::tests
