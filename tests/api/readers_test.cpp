// Who reads what is said for each list, report and route, and nothing is for nobody or for
// everybody by oversight. The README has the whole as a table.

#include "api/http/reading/readers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include "api/http/routes/all_routes.h"
#include "api/http/routes/route.h"
#include "projections/lists/list.h"
#include "replay/reports/declared.h"
#include "schema/description.h"

namespace kintsugi::api {
namespace {

namespace lists = projections::lists;

std::set<std::string_view> duties_there_are() {
  std::set<std::string_view> out;
  for (const schema::EnumValue& value : schema::find_enum("role")->values)
    if (value.name != "none") out.insert(value.name);
  return out;
}

TEST(Readers, EveryDutyIsEachThatThereIs) {
  EXPECT_EQ(std::set(every_duty.begin(), every_duty.end()), duties_there_are());
}

TEST(Readers, AreNamedByEveryListAndReport) {
  const auto known = duties_there_are();
  const auto check = [&](std::string_view what, std::span<const std::string_view> readers) {
    EXPECT_FALSE(readers.empty()) << what;
    for (std::string_view duty : readers) EXPECT_TRUE(known.contains(duty)) << what << " " << duty;
    const std::set once(readers.begin(), readers.end());
    EXPECT_EQ(once.size(), readers.size()) << what;
    for (const char* keeper : {"administrator", "auditor"}) EXPECT_TRUE(once.contains(keeper));
  };
  for (const lists::List& list : lists::all()) {
    check(list.name(), list.info->readers);
    const auto own = readers_of(*list.info).own;
    EXPECT_TRUE(own.empty() || own == "technician" || own == "operator") << list.name();
  }
  for (const replay::ReportKind& report : replay::all_reports()) check(report.id, report.readers);
}

// A report shows nobody what its lists do not show him.
TEST(Readers, OfAReportReadItsLists) {
  for (const replay::Report* report : replay::declared_reports()) {
    std::vector<std::string_view> read{report->list};
    // Of a report that is not grouped the rows of another list are for whom that list is for.
    if (report->grouped)
      for (const auto& one : report->also) read.push_back(one.list);
    for (const auto& column : report->columns)
      if (column.is == replay::ReportColumn::Is::gathered) read.push_back(column.list);
    for (const std::string_view name : read) {
      const lists::List& list = *lists::find(name);
      for (const std::string_view duty : report->readers) {
        const auto& may = list.info->readers;
        EXPECT_NE(std::find(may.begin(), may.end(), duty), may.end())
            << report->id << " " << name << " " << duty;
      }
      if (report->own) {
        EXPECT_EQ(list.own_kind(), "technician") << report->id;
      }
    }
  }
}

TEST(Readers, AreNamedByEveryRoute) {
  for (const Route& route : all_routes()) {
    if (route.access == Route::Access::open) continue;
    const Rights& rights = route.rights;
    const int said = int{!rights.list.empty()} + int{!rights.duties.empty()} +
                     int{rights.signed_in} + int{rights.by_subject};
    EXPECT_EQ(said, 1) << route.method << " " << route.path;
    if (!rights.list.empty()) {
      EXPECT_NE(lists::find(rights.list), nullptr) << route.path;
    }
  }
  // What is for whoever is signed in is about himself, judged by core, or asked item by
  // item; the tour names moments alone.
  const std::set<std::string_view> of_oneself = {
      "/v1/session", "/v1/session/password", "/v1/tokens", "/v1/tokens/{id}", "/v1/commands",
      "/v1/stream", "/v1/reports", "/v1/feed/tickets", "/v1/tour"};
  for (const Route& route : all_routes()) {
    if (!route.rights.signed_in || route.kind == Route::Kind::command) continue;
    EXPECT_TRUE(of_oneself.contains(route.path)) << route.path;
  }
}

TEST(Readers, ARouteThatNamesNobodyIsForNobody) {
  Principal all;
  for (std::string_view duty : every_duty) all.grants.push_back({std::string(duty), ""});
  all.technician = "T-1";
  all.operator_id = "1";
  EXPECT_FALSE(may_read(all, Route{}.readers()));
}

Principal somebody(std::vector<Grant> grants) {
  Principal out;
  out.operator_id = "1";
  out.grants = std::move(grants);
  return out;
}

// An accountant of one outlet who audits another audits that one only.
TEST(Readers, CountInTheOutletsOfTheirOwnGrant) {
  const Principal both = somebody({{"auditor", "OUT-1"}, {"call_centre", ""}});
  static constexpr std::string_view auditors[] = {"auditor", "administrator"};
  EXPECT_TRUE(both.has_any(auditors));
  EXPECT_FALSE(reads_all(both, {auditors}));
  EXPECT_EQ(roots_read(both, {auditors}), std::set<std::string>{"OUT-1"});
  EXPECT_TRUE(both.all_outlets());
}

// A manager and an analyst are named nowhere: they read as those do who work there.
TEST(Readers, AManagerReadsWhatHisPeopleReadAndAnAnalystWhatTellsOfNobody) {
  const auto reads = [](const char* duty, const char* list) {
    return may_read(somebody({{duty, "OUT-1"}}), readers_of(*lists::find(list)->info));
  };
  for (const char* open : {"work_orders", "customers", "stock_items", "queue_items", "payments"})
    EXPECT_TRUE(reads("manager", open)) << open;
  for (const char* open : {"stock_items", "brands", "parts"})
    EXPECT_TRUE(reads("analyst", open)) << open;
  for (const char* closed : {"work_orders", "customers", "queue_items", "technicians",
                             "wage_sheets"})
    EXPECT_FALSE(reads("analyst", closed)) << closed;
  static constexpr std::string_view watching[] = {"administrator", "auditor"};
  for (const char* duty : {"manager", "analyst"}) {
    const Principal he = somebody({{duty, "OUT-1"}});
    EXPECT_FALSE(may_read(he, {.duties = watching, .own = {}, .tells_of_nobody = true})) << duty;
    EXPECT_FALSE(reads_all(he, readers_of(*lists::find("stock_items")->info)));
    EXPECT_EQ(roots_read(he, readers_of(*lists::find("stock_items")->info)),
              std::set<std::string>{"OUT-1"});
  }
}

TEST(Readers, ChooseInAFormWhatTheirCommandsName) {
  const auto chooses = [](const char* duty, const char* thing) {
    const Principal who = somebody({{duty, ""}});
    return may_read(who, readers_of_choices(thing, who));
  };
  EXPECT_TRUE(chooses("technician", "part"));
  EXPECT_TRUE(chooses("technician", "work_order"));
  EXPECT_FALSE(chooses("technician", "customer")) << "people are for their readers";
  EXPECT_FALSE(chooses("call_centre", "wage_rule"));
  EXPECT_TRUE(chooses("accountant", "wage_rule"));
  EXPECT_FALSE(may_read(somebody({}), readers_of_choices("part", somebody({}))));
}

// --- the table of the README
std::string row(std::string_view name, Readers readers, std::string_view own) {
  readers.own = {};
  std::string out = "| `" + std::string(name) + "` |";
  for (std::string_view duty : every_duty)
    out += may_read(somebody({{std::string(duty), ""}}), readers) ? " ● |" : "  |";
  return out + " " + std::string(own) + " |\n";
}

std::string table() {
  std::string head = "| |", line = "| --- |";
  for (std::string_view duty : every_duty) {
    head += " " + std::string(duty) + " |";
    line += " --- |";
  }
  std::string out = head + " own |\n" + line + " --- |\n";
  for (const lists::List& list : lists::all()) {
    const Readers readers = readers_of(*list.info);
    out += row(list.name(), readers, readers.own);
  }
  for (const replay::ReportKind& report : replay::all_reports())
    out += row("reports/" + std::string(report.id),
               {.duties = report.readers,
                .own = {},
                .tells_of_nobody = !report.own && replay::personal_columns(report) == 0},
               report.own ? "technician" : "");
  return out;
}

TEST(Readers, StandInTheReadme) {
  const std::string file = std::string(KINTSUGI_SOURCE_DIR) + "/api/http/README.md";
  std::ifstream in(file, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(in), {});
  const std::string begin =
      "<!-- readers: as the code has them, by tests/api/readers_test.cpp -->\n";
  const auto from = text.find(begin);
  ASSERT_NE(from, std::string::npos);
  const auto to = text.find("\n\n", from);
  ASSERT_NE(to, std::string::npos);
  const std::string whole = begin + table();
  if (std::getenv("KINTSUGI_UPDATE_GOLDEN") != nullptr) {
    text.replace(from, to + 1 - from, whole);
    std::ofstream(file, std::ios::binary) << text;
    return;
  }
  EXPECT_EQ(text.substr(from, to + 1 - from), whole);
}

}  // namespace
}  // namespace kintsugi::api
