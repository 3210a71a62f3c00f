// Proposals: a file that nobody has described is looked at, and what comes out is a mapping that
// brings it in.

#include "api/import/look.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "api/import/mapping.h"
#include "tests/api/import/company.h"
#include "tests/api/import/made_log.h"
#include "tests/api/import/scratch_dir.h"

namespace kintsugi::tests {
namespace {

using api::import::ImportSummary;
using api::import::Proposal;
using api::import::propose_mapping;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

Instant now() { return *api::import::TimeReader::make("iso8601", "UTC")->read("2026-01-01"); }

class Look : public testing::Test {
 protected:
  Proposal proposed(const std::string& octets) {
    file_ = dir_.write("log", octets);
    Result<Proposal> made = propose_mapping(file_, {}, now());
    EXPECT_TRUE(made) << made.error().what;
    return made ? *std::move(made) : Proposal{};
  }
  // Whether the proposal, as it stands, brings the file in.
  ImportSummary brought(const Proposal& proposal) {
    const auto company = Company::in_memory();
    const Result<ImportSummary> done =
        company->bring_in(file_, dir_.write("m.toml", proposal.toml));
    EXPECT_TRUE(done) << done.error().what << "\n" << proposal.toml;
    return done ? *done : ImportSummary{};
  }

  const ScratchDir dir_;
  std::filesystem::path file_;
};

TEST_F(Look, ProposesAMappingForCsvInGb18030) {
  const Proposal proposal =
      proposed(to_gb18030("工单号;操作;操作时间;操作员;联系电话;故障现象\n"
                          "A-1;报修;2025/3/7 14:50;王芳;13800001234;空调漏水\n"
                          "A-1;派工;2025/3/7 15:10;李强;;\n"
                          "A-1;完工;2025/3/8 9:30;李强;;\n"
                          "A-2;报修;2025/3/8 10:00;王芳;13800005678;制冷不足\n"
                          "A-2;拍照;2025/3/8 10:05;王芳;;\n"
                          "A-1;归档;2025/3/9 8:00;王芳;;\n"));
  EXPECT_THAT(proposal.toml, HasSubstr("encoding = \"gb18030\""));
  EXPECT_THAT(proposal.toml, HasSubstr("delimiter = \";\""));
  EXPECT_THAT(proposal.toml, HasSubstr("case = \"工单号\""));
  EXPECT_THAT(proposal.toml, HasSubstr("activity = \"操作\""));
  EXPECT_THAT(proposal.toml, HasSubstr("time = \"操作时间\""));
  EXPECT_THAT(proposal.toml, HasSubstr("time_format = \"%Y/%m/%d %H:%M\""));
  EXPECT_THAT(proposal.toml, HasSubstr("operator = \"操作员\""));
  EXPECT_THAT(proposal.toml, HasSubstr("phone = \"{联系电话}\""));
  EXPECT_THAT(proposal.toml, HasSubstr("2 times: register"));
  EXPECT_THAT(proposal.unsure, Contains(HasSubstr("\"拍照\" (1 times)")));
  const ImportSummary summary = brought(proposal);
  EXPECT_EQ(summary.events, 6);
  EXPECT_GE(summary.mapped, 5) << to_json(summary);
}

TEST_F(Look, SaysWhatItIsUnsureOf) {
  const Proposal proposal = proposed(
      "ticket,action,opened at,closed at\n"
      "1,open,03/04/2025 10:00 AM,\n1,close,05/04/2025 10:00 AM,06/04/2025 11:00 PM\n"
      "2,open,05/04/2025 10:00 AM,\n2,close,05/05/2025 10:00 AM,06/04/2025 11:00 PM\n");
  EXPECT_THAT(proposal.unsure, Contains(HasSubstr("day or month first?")));
  EXPECT_THAT(proposal.unsure, Contains(HasSubstr("no offset")));
  EXPECT_THAT(proposal.unsure, Contains(HasSubstr("holds times too")));
  EXPECT_EQ(brought(proposal).events, 4);
}

// A workbook says from when it counts, the CSV of one does not; dates beside its days may.
TEST_F(Look, SaysWhereDaysAreCountedFrom1904) {
  const auto file = [](int first) {
    std::string rows = "case,action,date,created\n";
    for (int i = 0; i < 8; ++i)
      rows += std::to_string(i / 2) + (i % 2 == 0 ? ",open," : ",close,") +
              std::to_string(first + i) + ".5,2025-03-0" + std::to_string(i + 1) + "\n";
    return rows;
  };
  const Proposal of_1904 = proposed(file(44'255));  // 2025-03-01
  EXPECT_THAT(of_1904.toml, HasSubstr("time = \"date\""));
  EXPECT_THAT(of_1904.toml, HasSubstr("time_format = \"excel_1904\""));
  EXPECT_THAT(of_1904.unsure, Contains(HasSubstr("four years and a day before")));
  EXPECT_EQ(brought(of_1904).mapped, 8);
  const Proposal of_1900 = proposed(file(45'717));
  EXPECT_THAT(of_1900.toml, HasSubstr("time_format = \"excel\""));
  EXPECT_THAT(of_1900.unsure, Not(Contains(HasSubstr("1904"))));
}

TEST_F(Look, SaysWhatIsTotalsAndWhichTracesAreOne) {
  const Proposal sums = proposed(
      "case,action,at,amount\n1,open,2025-03-04 10:00,1\n1,close,2025-03-04 11:00,2\n"
      "2,open,2025-03-04 12:00,3\n2,close,2025-03-04 13:00,4\n合计,,,10\n");
  EXPECT_THAT(sums.unsure, Contains(HasSubstr("1 rows are totals")));
  EXPECT_THAT(sums.toml, HasSubstr("on_bad_entry = \"keep\""));
  EXPECT_EQ(brought(sums).events, 4);
  const auto trace = [](const char* name) {
    return std::string("<trace><string key=\"concept:name\" value=\"") + name +
           "\"/><event><string key=\"concept:name\" value=\"open\"/><date key=\"time:timestamp\" "
           "value=\"2025-03-04T10:00:00Z\"/></event></trace>";
  };
  const Proposal twice = proposed("<log>" + trace("c") + trace("d") + trace("c") + "</log>");
  EXPECT_THAT(twice.unsure, Contains(HasSubstr("1 names are that of several traces")));
}

TEST_F(Look, ProposesAMappingForXes) {
  const MadeLog made = make_log(20121009, 200);
  const Proposal proposal = proposed(gzipped(to_xes(made)));
  EXPECT_THAT(proposal.toml, HasSubstr("format = \"xes\""));
  const ImportSummary summary = brought(proposal);
  EXPECT_EQ(summary.events, static_cast<std::int64_t>(made.events.size()));
  EXPECT_GE(summary.mapped * 10, summary.events * 8) << to_json(summary);
}

TEST_F(Look, ProposesAStartForALogWithoutTimes) {
  const Proposal proposal = proposed(
      "<log><trace><string key=\"concept:name\" value=\"c\"/>"
      "<event><string key=\"concept:name\" value=\"a\"/></event>"
      "<event><string key=\"concept:name\" value=\"b\"/></event></trace></log>");
  EXPECT_THAT(proposal.toml, HasSubstr("start = "));
  EXPECT_EQ(brought(proposal).events, 2);
}

// Simulated, of unknown times, with events of no trace, or with another key for what happened.
TEST_F(Look, ProposesWhatBringsLogsOfOtherShapesIn) {
  const auto log = [](const std::string& key, const std::string& time, const std::string& more) {
    const auto event = [&](const char* name) {
      return "<event><string key=\"" + key + "\" value=\"" + name +
             "\"/><string key=\"time:timestamp\" value=\"" + time +
             "\"/><string key=\"org:resource\" value=\"-\"/></event>";
    };
    return "<log><trace><string key=\"concept:name\" value=\"c\"/>" + event("open") +
           event("close") + "</trace>" + more + "</log>";
  };
  const auto all_mapped = [&](const std::string& octets) {
    const Proposal proposal = proposed(octets);
    const ImportSummary summary = brought(proposal);
    EXPECT_EQ(summary.mapped, 2) << proposal.toml << to_json(summary);
    return proposal.toml;
  };
  EXPECT_THAT(all_mapped(log("concept:name", "1970-01-01T01:00:00+01:00", "")),
              HasSubstr("start = "));
  EXPECT_THAT(all_mapped(log("concept:name", "?", "")), HasSubstr("start = "));
  EXPECT_THAT(all_mapped(log("Activity", "2025-03-04T10:00:00Z", "")),
              HasSubstr("activity = \"Activity\""));
  EXPECT_THAT(all_mapped(log("concept:name", "2025-03-04T10:00:00Z",
                             "<event><string key=\"concept:name\" value=\"x\"/></event>")),
              HasSubstr("on_bad_entry = \"keep\""));
  const Proposal totals = proposed(
      "ticket;action;time\n1;open;2025-03-04 10:00\n1;close;2025-03-04 11:00\n"
      "2;open;2025-03-04 10:00\n2;close;2025-03-04 11:00\n3;open;2025-03-04 10:00\n" +
      [] {
        std::string rows;
        for (int i = 4; i < 30; ++i) rows += std::to_string(i) + ";open;2025-03-04 10:00\n";
        return rows;
      }() + ";total;2025-03-04 12:00\n");
  const Proposal columns_of_xes = proposed(
      "concept:name,lifecycle:transition,time:timestamp,case:concept:name\n"
      "T02 check,complete,2025-03-04 10:00,1\nT04 send,complete,2025-03-04 11:00,1\n"
      "T02 check,start,2025-03-05 10:00,2\nT04 send,complete,2025-03-05 11:00,2\n");
  EXPECT_THAT(columns_of_xes.toml, HasSubstr("activity = \"concept:name\""));
  const Proposal joined_words = proposed(
      "Activity,Timestamp,CaseID,Resource\n"
      "open,1970-01-01 00:10,1,Pete\nclose,1970-01-01 00:20,1,Sue\n"
      "open,1970-01-02 00:10,2,Pete\nclose,1970-01-02 00:20,2,Sue\n");
  EXPECT_THAT(joined_words.toml, HasSubstr("case = \"CaseID\""));
  EXPECT_THAT(joined_words.toml, HasSubstr("start = "));
  EXPECT_THAT(totals.toml, HasSubstr("case = \"ticket\""));
  EXPECT_THAT(totals.toml, HasSubstr("on_bad_entry = \"keep\""));
}

// Two entries of each of four cases, on days in a row.
std::string log_with(const std::string& begin, const std::function<std::string(int)>& time) {
  std::string rows = begin;
  for (int i = 0; i < 8; ++i)
    rows += "C" + std::to_string(i / 2) + (i % 2 == 0 ? ",open," : ",close,") + time(i) + "\n";
  return rows;
}

TEST_F(Look, KnowsTimesAsTheyAreWritten) {
  const auto format = [&](const std::function<std::string(int)>& time) {
    const Proposal proposal = proposed(log_with("case,action,time\n", time));
    EXPECT_EQ(brought(proposal).mapped, 8) << proposal.toml;
    const std::string key = "time_format = \"";
    const std::size_t at = proposal.toml.find(key) + key.size();
    return proposal.toml.substr(at, proposal.toml.find('"', at) - at);
  };
  const auto day = [](int i) { return "0" + std::to_string(i + 1); };
  EXPECT_EQ(format([&](int i) { return "25/03/" + day(i) + " 9:00"; }), "%y/%m/%d %H:%M");
  EXPECT_EQ(format([&](int i) { return day(i) + "/03/25 9:00"; }), "%d/%m/%y %H:%M");
  EXPECT_EQ(format([&](int i) { return "03/" + day(i) + "/2025 9:00"; }), "%m/%d/%Y %H:%M");
  EXPECT_EQ(format([&](int i) { return "民国114年3月" + day(i) + "日 9:00"; }),
            "民国%E年%m月%d日 %H:%M");
  EXPECT_EQ(format([&](int i) { return "Tue Mar " + day(i) + " 09:00:00 CST 2025"; }),
            "%a %b %d %H:%M:%S %a %Y");
  EXPECT_EQ(format([&](int i) { return "202503" + day(i) + "T090000Z"; }), "%Y%m%dT%H%M%S%z");
  EXPECT_EQ(format([&](int i) { return "174105000" + std::to_string(i) + "000000"; }), "unix_us");
}

TEST_F(Look, TakesTheHourFromTheColumnBesideMidnights) {
  const auto times = [&](const std::string& hour, const std::string& midnight) {
    const Proposal proposal = proposed(log_with("case,action,date,hour\n", [&](int i) {
      return "2025-03-0" + std::to_string(i + 1) + midnight + "," + hour;
    }));
    EXPECT_EQ(brought(proposal).mapped, 8) << proposal.toml;
    return proposal.toml;
  };
  for (const char* midnight : {" 00:00:00", " 0:00", ""})
    EXPECT_THAT(times("9:30", midnight), HasSubstr("time = [\"date\", \"hour\"]")) << midnight;
  const Proposal excel = proposed(log_with("case,action,date,hour\n", [&](int i) {
    return std::to_string(45720 + i) + ",0.375";
  }));
  EXPECT_THAT(excel.toml, HasSubstr("time = [\"date\", \"hour\"]"));
  EXPECT_EQ(brought(excel).mapped, 8);
}

TEST_F(Look, SaysWhatIsNoCaseAndNoHeader) {
  const auto time = [](int i) { return "2025-03-0" + std::to_string(i + 1) + " 09:00"; };
  std::string rows = log_with("case,action,time\n", time);
  rows += "2.02503E+11,open,2025-03-09 09:00\n";
  const Proposal cut = proposed(rows);
  EXPECT_THAT(cut.unsure, Contains(HasSubstr("\"2.02503E+11\" is no case")));
  EXPECT_EQ(brought(cut).kept_as_fact, 1);
  const Proposal twice = proposed(log_with("case,action,time\n", time) +
                                  log_with("case,action,time\n", time));
  EXPECT_EQ(brought(twice).doubled, 8);
  const auto error = [&](const std::string& octets) {
    const Result<Proposal> made = propose_mapping(dir_.write("x", octets), {}, now());
    return made ? "" : made.error().what;
  };
  EXPECT_THAT(error(log_with("", time)), HasSubstr("a time and no name: write a row"));
  EXPECT_THAT(error(log_with("case,action,time\n", [](int) { return "spring"; })),
              HasSubstr("\"time\" says \"spring\": [source] time_format takes a pattern"));
}

TEST_F(Look, NamesWhatIsNoLog) {
  const auto error = [&](const std::string& octets) {
    const Result<Proposal> made = propose_mapping(dir_.write("x", octets), {}, now());
    return made ? "" : made.error().what;
  };
  EXPECT_THAT(error("PK\x03\x04zip"), HasSubstr("Excel workbook"));
  EXPECT_THAT(error("a,b\n1,2\n"), HasSubstr("fewer than three columns"));
  EXPECT_THAT(error("a,b,c\n1,2,3\n"), HasSubstr("no column holds times"));
}

}  // namespace
}  // namespace kintsugi::tests
