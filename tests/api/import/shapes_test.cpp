// Files of shapes that people have: a title above the header, a day and its hour in two columns,
// seconds in some rows only, a quote that is closed too soon.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/import/look.h"
#include "api/import/time_reader.h"
#include "schema/work_order.h"
#include "tests/api/import/company.h"
#include "tests/api/import/older_system.h"
#include "tests/api/import/scratch_dir.h"

namespace kintsugi::tests {
namespace {

using api::import::ImportSummary;
using api::import::Proposal;
using api::import::propose_mapping;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string commands = one_technician + sent_out_to("T") + notes + R"(
[commands.register]
command = "register_work_order"
order = "{order}"
service_type = "repair"
symptom = "{text}"
outlet = "OLD"
)";

class Shapes : public testing::Test {
 protected:
  Result<ImportSummary> bring(const std::string& file, const std::string& source) {
    return company_->bring_in(dir_.write("log.csv", file),
                              dir_.write("m.toml", "[source]\nformat = \"csv\"\ncase = \"id\"\n"
                                                   "activity = \"do\"\n" +
                                                       source + commands));
  }
  ImportSummary brought(const std::string& file, const std::string& source) {
    const Result<ImportSummary> done = bring(file, source);
    EXPECT_TRUE(done) << done.error().what;
    return done ? *done : ImportSummary{};
  }
  std::string refused(const std::string& file, const std::string& source) {
    const Result<ImportSummary> done = bring(file, source);
    return done ? "brought in" : done.error().what;
  }
  std::vector<std::string> times() {
    std::vector<std::string> all;
    for (const ImportedRow& row : company_->rows())
      all.push_back(format_instant(row.recorded_at));
    return all;
  }
  Proposal proposed(const std::string& file) {
    const auto now = api::import::TimeReader::make("iso8601", "UTC")->read("2026-01-01");
    const auto made = propose_mapping(dir_.write("log.csv", file), {}, *now);
    EXPECT_TRUE(made) << made.error().what;
    return made ? *made : Proposal{};
  }

  const ScratchDir dir_;
  std::unique_ptr<Company> company_ = Company::in_memory();
};

constexpr const char* by_minutes = "time = \"at\"\n";

// One cell stops no file: its entry is refused by its line, or kept as a fact.
TEST_F(Shapes, ACellThatIsTooLongIsItsEntrys) {
  const std::string file = "id,do,at,text\nT1,new,2025-03-04 09:00,x\nT2,new,2025-03-04 10:00," +
                           std::string(20'000, 'x') + "\nT3,new,2025-03-04 11:00,y\n";
  EXPECT_THAT(refused(file, by_minutes),
              HasSubstr("log.csv:3: \"text\" is longer than 16384 octets"));
  const ImportSummary summary =
      brought(file, std::string(by_minutes) + "on_bad_entry = \"keep\"\n");
  EXPECT_EQ(summary.mapped, 2) << to_json(summary);
  ASSERT_EQ(summary.put_aside.size(), 1u) << to_json(summary);
  EXPECT_EQ(summary.put_aside[0].row, 2);
  EXPECT_EQ(summary.put_aside[0].line, 3);
  EXPECT_EQ(summary.put_aside[0].why, "\"text\" is longer than 16384 octets");
  EXPECT_EQ(summary.put_aside[0].outcome, "kept_as_fact");
}

// What a spreadsheet adds up happened to nobody.
TEST_F(Shapes, ARowOfTotalsIsNoEntry) {
  const std::string rows = "id,do,at,text,price\nT1,new,2025-03-04 09:00,x,10\n"
                           "T2,new,2025-03-04 10:00,y,\"1,200.50\"\n";
  const std::string keep = std::string(by_minutes) + "on_bad_entry = \"keep\"\n";
  for (const char* totals : {"合计,,,,\"1,210.50\"", "总计：,,,,1210.5", "Total,,,,¥1210.50",
                             ",,,小计,1210.5", "合 计,2,,,1210.5", "TOTALS:,-,,,\"1.210,50\"",
                             "合计,,,,"}) {
    EXPECT_THAT(refused(rows + totals + "\n", by_minutes), HasSubstr("log.csv:4: this is a row of"))
        << totals;
    const ImportSummary summary = brought(rows + totals + "\n", keep);
    EXPECT_EQ(summary.events, 2) << to_json(summary);
    EXPECT_EQ(summary.kept_as_fact, 0) << to_json(summary);
    ASSERT_EQ(summary.put_aside.size(), 1u) << totals << to_json(summary);
    EXPECT_EQ(summary.put_aside[0].row, 3);
    EXPECT_EQ(summary.put_aside[0].outcome, "no_entry");
    EXPECT_EQ(summary.put_aside[0].why, "a row of totals");
    company_ = Company::in_memory();
  }
  // A case may be called so.
  for (const char* entry : {"Total,new,2025-03-04 11:00,x,10", "合计单,,,,10"})
    EXPECT_EQ(brought(rows + entry + "\n", keep).events, 3) << entry;
}

// Two traces of one name are one case, and nobody is to find that out by himself.
TEST_F(Shapes, TracesOfOneNameAreTold) {
  const auto trace = [](const std::string& name, const std::string& at) {
    return (name.empty() ? "<trace>"
                         : "<trace><string key=\"concept:name\" value=\"" + name + "\"/>") +
           "<event><string key=\"concept:name\" value=\"new\"/><date key=\"time:timestamp\" "
           "value=\"2025-03-04T" + at + ":00Z\"/></event></trace>";
  };
  const auto done = company_->bring_in(
      dir_.write("log.xes", "<log>" + trace("A", "09:00") + trace("B", "09:10") +
                                trace("A", "10:00") + trace("", "10:30") + trace("A", "11:00") +
                                trace("trace-4", "12:00") + "</log>"),
      dir_.write("x.toml", "[source]\nformat = \"xes\"\n" + commands));
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_EQ(done->cases, 3);
  EXPECT_EQ(done->joined_count, 2);
  EXPECT_THAT(done->joined, ElementsAre(api::import::Joined{"A", 3},
                                        api::import::Joined{"trace-4", 2}));
  EXPECT_THAT(to_json(*done), HasSubstr(R"("joined":[{"case":"A","traces":3})"));
}

constexpr const char* titled =
    "维修记录导出;;;\n2025年3月;;;\n\nid;do;at;text\n"
    "T1;new;2025-03-04 09:00;x, y, z, v\nT2;new;2025-03-04 10:00;y\n"
    "T1;note;2025-03-04 10:00;n\nT2;note;2025-03-05 10:00;n\n";

// As a database and a spreadsheet write a day and its hour in two columns.
TEST_F(Shapes, DayAndHourAreReadAsTheyAreWritten) {
  const ImportSummary summary = brought(
      "id,do,day,hour,text\nT1,new,2025-03-04 00:00:00,09:00,x\n"
      "T2,new,2025-03-04,1899-12-30 09:00:00,x\nT3,new,2025-03-04,0.375,x\n"
      "T4,new,2025-03-04T00:00,9:00:30,x\nT5,new,2025-03-05,-,x\n",
      "time = [\"day\", \"hour\"]\ntime_format = \"%Y-%m-%d %H:%M\"\n");
  EXPECT_EQ(summary.mapped, 5) << to_json(summary);
  EXPECT_THAT(times(), ElementsAre("2025-03-04T01:00:00Z", "2025-03-04T01:00:00Z",
                                   "2025-03-04T01:00:00Z", "2025-03-04T01:00:30Z",
                                   "2025-03-04T16:00:00Z"));
}

TEST_F(Shapes, TitleAboveTheHeaderIsLeftOut) {
  const ImportSummary summary = brought(titled, "time = \"at\"\n");
  EXPECT_EQ(summary.events, 4);
  EXPECT_EQ(summary.mapped, 4) << to_json(summary);
  const Proposal proposal = proposed(titled);
  EXPECT_THAT(proposal.toml, HasSubstr("case = \"id\""));
  EXPECT_EQ(proposal.rows, 4);
}

TEST_F(Shapes, AHeaderThatLacksAColumnIsNamedByItsOwnLine) {
  std::string rows = "id,do,text\n";
  for (int i = 0; i < 20; ++i) rows += "T1,new,x\n";
  EXPECT_THAT(refused(rows, "time = \"at\"\n"), HasSubstr(":1: the header has no column \"at\""));
  EXPECT_THAT(refused("id,do,text\nT1,new,x\n", "time = \"at\"\n"),
              HasSubstr(":1: the header has no column \"at\""));
}

constexpr const char* two_columns =
    "id,do,day,hour,text\nT1,new,2025-03-04,9:05,x\nT1,note,2025-03-04,14:30:10,y\n"
    "T2,new,2025-03-05,08:00,x\nT2,note,2025-03-06,08:00,x\n";

TEST_F(Shapes, ADayAndItsHourMayBeTwoColumns) {
  const Proposal proposal = proposed(two_columns);
  EXPECT_THAT(proposal.toml, HasSubstr("time = [\"day\", \"hour\"]"));
  EXPECT_THAT(refused(two_columns, "time = [\"day\", \"hour\", \"x\"]\n"),
              HasSubstr("names one column or two"));
  brought(two_columns, "time = [\"day\", \"hour\"]\ntime_format = \"%Y-%m-%d %H:%M\"\n");
  EXPECT_THAT(times(), ElementsAre("2025-03-04T01:05:00Z", "2025-03-04T06:30:10Z",
                                   "2025-03-05T00:00:00Z", "2025-03-06T00:00:00Z"));
}

TEST_F(Shapes, SecondsAreReadThoughTheFormatEndsWithMinutes) {
  brought("id,do,at,text\nT1,new,2025/3/4 9:00,x\nT1,note,2025/3/4 9:00:30,y\n",
          "time = \"at\"\ntime_format = \"%Y/%m/%d %H:%M\"\n");
  EXPECT_THAT(times(), ElementsAre("2025-03-04T01:00:00Z", "2025-03-04T01:00:30Z"));
}

// Strictly it stops, since a quote that is wrong may hide rows; kept, it costs its own row.
TEST_F(Shapes, TextBehindAClosingQuoteIsABadEntry) {
  const std::string file =
      "id,do,at,text\nT1,new,2025-03-04 09:00,\"abc\"def\nT2,new,2025-03-04 09:00,x\n";
  EXPECT_THAT(refused(file, "time = \"at\"\n"), HasSubstr(":2: text after the closing quote"));
  const ImportSummary summary = brought(file, "time = \"at\"\non_bad_entry = \"keep\"\n");
  EXPECT_EQ(summary.mapped, 1);
  EXPECT_EQ(summary.kept_as_fact, 1) << to_json(summary);
}

// What is exported anew says how its order stands by now, and has a column more: the entries are
// those of last week. A second note of the same minute is another one.
TEST_F(Shapes, NextWeeksExportMaySayMoreOfTheSameEntries) {
  const std::string time = "time = \"at\"\n";
  const std::string week =
      "id,do,at,text,now\nT1,new,2025-03-04 09:00,x,open\nT1,note,2025-03-04 10:00,n,open\n";
  EXPECT_EQ(brought(week, time).mapped, 2);
  const std::string next =
      "id,do,at,text,now,remark\nT1,note,2025-03-04 10:00,n,closed,second\n"
      "T1,new,2025-03-04 09:00,x,closed,r\nT1,note,2025-03-04 10:00,n,closed,r\n"
      "T1,note,2025-03-11 10:00,n,closed,r\n";
  const ImportSummary summary = brought(next, time);
  EXPECT_EQ(summary.seen, 2) << to_json(summary);
  EXPECT_EQ(summary.mapped, 2);
  EXPECT_EQ(brought(next, time).commits, 0) << "the same file again adds nothing";
  EXPECT_EQ(brought(week, time).commits, 0) << "nor does last week's";
}

TEST_F(Shapes, MoreWaysOfWritingATimeAreFound) {
  const auto format_of = [&](const std::vector<const char*>& values) {
    std::string rows = "id,do,at\n";
    for (std::size_t i = 0; i < values.size(); ++i)
      rows += "T" + std::to_string(i / 2) + (i % 2 == 0 ? ",new," : ",note,") + values[i] + "\n";
    const std::string toml = proposed(rows).toml;
    const std::size_t at = toml.find("time_format = \"") + 15;
    return toml.substr(at, toml.find('"', at) - at);
  };
  EXPECT_EQ(format_of({"2025-3-4 9:00", "2025-3-14 10:05", "2025-12-4 9:00", "2025-3-4 9:30"}),
            "%Y-%m-%d %H:%M");
  EXPECT_EQ(format_of({"4.3.25 09:00", "14.3.25 10:00", "15.3.25 09:00", "16.3.25 10:00"}),
            "%d.%m.%y %H:%M");
  EXPECT_EQ(format_of({"2025年3月4日 9时00分", "2025年3月14日 10时30分", "2025年3月4日 9时05分",
                       "2025年3月5日 9时00分"}),
            "%Y年%m月%d日 %H时%M分");
  EXPECT_EQ(format_of({"2025-03-04(周二) 09:00", "2025-03-05(周三) 10:00",
                       "2025-03-06(周四) 09:00", "2025-03-07(周五) 09:00"}),
            "%Y-%m-%d%a %H:%M");
  EXPECT_EQ(format_of({"2025/3/4 9:00", "2025/3/4 10:00:30", "2025/3/14 9:05", "2025/12/4 9:00"}),
            "%Y/%m/%d %H:%M");
}

}  // namespace
}  // namespace kintsugi::tests
