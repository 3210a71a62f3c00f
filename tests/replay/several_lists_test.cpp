// Reports of several lists that are not grouped: the rows of one after those of the other.

#include <gtest/gtest.h>

#include "projections/read_models.h"
#include "replay/reports/reports.h"
#include "replay/views/views.h"
#include "schema/complaint.h"
#include "schema/work_order_life.h"
#include "tests/projections/support/folder.h"
#include "tests/projections/support/judged_log.h"

namespace kintsugi::tests {
namespace {

using namespace kintsugi::replay;
using projections::Scope;

// A complaint that is closed, one that went straight to headquarters, one that is open.
struct Desk {
  Folder folder;
  JudgedLog log;
  std::unique_ptr<projections::Runner> runner;
  std::unique_ptr<Views> views;

  Desk() {
    log.add({on("work_order/WO-1",
                schema::WorkOrderRegistered{.service_type = schema::ServiceType::repair,
                                            .brand = "K"})});
    for (int i = 1; i <= 3; ++i) {
      const std::string complaint = "complaint/CP-" + std::to_string(i);
      log.add({on(complaint, schema::ComplaintRegistered{.kind = schema::ComplaintKind::delay,
                                                         .confidential = i == 2,
                                                         .outlet = "OUT-1",
                                                         .order = "WO-1",
                                                         .customer = "C-1",
                                                         .accused_technician = "T-02",
                                                         .registered_at = i * 1000})});
      if (i < 3) log.add({on(complaint, schema::ComplaintClosed{.closed_at = 5000 + i})});
    }
    projections::Runner::Options options;
    options.directory = folder.path();
    options.tenant = "main";
    const auto all = projections::all_projections();
    options.kinds.assign(all.begin(), all.end());
    runner = *projections::Runner::open(log.log(), log.verdicts(), std::move(options));
    views = std::make_unique<Views>(*runner, log.log(), log.verdicts(), Views::PositionAt{},
                                    Views::Options{.tenant = "main"});
    EXPECT_TRUE(runner->catch_up());
  }
};

Desk& desk() {
  static auto* made = new Desk;
  return *made;
}

std::string shown(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  const auto* held = std::get_if<std::int64_t>(&cell);
  return std::to_string(held ? *held : 0);
}

using Lines = std::vector<std::string>;

// What a report says, a line a row: "CP-1 complaint delay".
Lines told(const char* report, const std::vector<std::string_view>& columns,
           std::vector<std::pair<std::string, std::string>> asked = {}) {
  const ReportKind kind = *find_report(report);
  const auto view = *desk().views->open(AsOf::now());
  ReportRequest request;
  request.parameters = std::move(asked);
  Lines out;
  const auto ran =
      kind.run(*view, request, Scope::everything(), [&](const Row& row, std::string_view id) {
        out.emplace_back(id);
        for (const std::string_view name : columns) {
          const auto at = std::find_if(kind.columns.begin(), kind.columns.end(),
                                       [&](const Column& one) { return one.id == name; });
          out.back() += " " + shown(row[static_cast<std::size_t>(at - kind.columns.begin())]);
        }
        return true;
      });
  EXPECT_TRUE(ran);
  return out;
}

// Complaints have a series of their own, and stand in the books and among the documents.
TEST(ReportsOfSeveralLists, ComplaintsStandInTheirBook) {
  const Lines book{"CP-1 complaint delay 5001 T-02 WO-1"};
  const std::vector<std::string_view> columns{"service_type", "complaint_kind", "completed_at",
                                              "technician", "complaint_order"};
  EXPECT_EQ(told("record_books", columns), book);
  EXPECT_EQ(told("record_books", columns, {{"service_type", "complaint"}}), book);
  EXPECT_EQ(told("record_books", columns, {{"service_type", "repair,complaint"}}), book);
  EXPECT_EQ(told("record_books", columns, {{"outlet", "OUT-1"}}), book);
  EXPECT_EQ(told("record_books", columns, {{"service_type", "repair"}}), Lines{});
  EXPECT_EQ(told("record_books", columns, {{"brand", "K"}}), Lines{});
  EXPECT_EQ(told("record_books", columns, {{"outlet", "OUT-2"}}), Lines{});
  EXPECT_EQ(told("record_books", columns, {{"until", "1970-01-01T00:00:05Z"}}), Lines{});
}

TEST(ReportsOfSeveralLists, ComplaintsAreServiceDocuments) {
  const std::vector<std::string_view> columns{"service_type", "complaint_status"};
  EXPECT_EQ(told("service_documents", columns),
            (Lines{"WO-1 repair 0", "CP-3 complaint registered", "CP-1 complaint closed"}));
  EXPECT_EQ(told("service_documents", columns, {{"kind", "repair"}}), Lines{"WO-1 repair 0"});
  EXPECT_EQ(told("service_documents", columns, {{"status", "completed"}}), Lines{});
}

}  // namespace
}  // namespace kintsugi::tests
