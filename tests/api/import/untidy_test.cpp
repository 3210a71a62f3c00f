// Untidy files as they are: cells that say nothing of the kind, rows that came in last week, newest
// rows first. Each goes into a node; what became of it is read from its log.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "schema/work_order.h"
#include "tests/api/import/company.h"
#include "tests/api/import/older_system.h"
#include "tests/api/import/scratch_dir.h"

namespace kintsugi::tests {
namespace {

using api::import::ImportSummary;
using api::import::SetAside;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* header = "id,do,at,phone,serial,address,text,price,window,severity,brand\n";

std::string mapping(const std::string& source = "") {
  return R"(
[source]
format = "csv"
case = "id"
activity = "do"
time = "at"
)" + source +
         one_technician + sent_out_to("T") + notes + R"(
[maps.severity]
"高" = "critical"
[commands.register]
command = "register_work_order"
order = "{order}"
service_type = "repair"
phone = "{phone}"
serial = "{serial}"
address = "{address}"
symptom = "{text}"
window_from = "{window}"
severity = "{severity|map:severity}"
brand = "{brand}"
outlet = "OLD"
[commands.charge]
command = "add_charge"
order = "{order}"
item = "{text}"
quantity = 1000
payer = "customer"
manual_price = "{price|fen}"
reason = "older system"
[[activity]]
name = "charge"
try = [{ do = ["charge"] }]
)";
}

class Untidy : public testing::Test {
 protected:
  Result<ImportSummary> bring(const std::string& rows, std::string_view source = "",
                              const std::string& name = "log.csv") {
    return company_->bring_in(dir_.write(name, header + rows),
                              dir_.write("m.toml", mapping(std::string(source))));
  }
  ImportSummary brought(const std::string& rows, std::string_view source = "",
                        const std::string& name = "log.csv") {
    Result<ImportSummary> summary = bring(rows, source, name);
    EXPECT_TRUE(summary) << summary.error().what;
    if (!summary) return {};
    EXPECT_EQ(summary->events, summary->mapped + summary->kept_as_fact + summary->seen)
        << to_json(*summary);
    return *std::move(summary);
  }
  schema::WorkOrder order(const std::string& id) {
    const auto now = company_->node().stream("main", "work_order/" + id);
    if (!now || now->state == nullptr) return {};
    return now->state->get<schema::WorkOrder>();
  }
  bool is_there(const std::string& id) { return order(id).status != schema::WorkOrderStatus::none; }

  const ScratchDir dir_;
  std::unique_ptr<Company> company_ = Company::in_memory();
};

TEST_F(Untidy, CellThatCannotBeReadCostsNoOrder) {
  const ImportSummary summary = brought(
      "T1,new,2025-03-04 09:00,无,,,,,,,\n"
      "T2,new,2025-03-04 09:00,, SNA1,,,,,,\n"
      "T3,new,2025-03-04 09:00,\xE2\x80\xAD"
      "13700021001\xC2\xA0,,,,,,,\n"
      "T4,new,2025-03-04 09:00,,,,,,tomorrow,,\n"
      "T5,new,2025-03-04 09:00,,,,,,,Hoch,\n"
      "T6,new,2025-03-04 09:00,,,,,,,,A/B\n"
      "T7,new,2025-03-04 09:00,13700021001.0,ＳＮＡ１,,,,2025/3/9,高,\n"
      "T8,new,2025-03-04 09:00,,空调,,,,,,\n");
  EXPECT_EQ(summary.mapped, 8) << to_json(summary);
  for (int i = 1; i <= 8; ++i) EXPECT_TRUE(is_there("T" + std::to_string(i))) << i;
  EXPECT_EQ(order("T2").serial, "SNA1");
  EXPECT_EQ(order("T3").phone, "13700021001");
  EXPECT_EQ(order("T7").phone, "13700021001");
  EXPECT_EQ(order("T7").serial, "SNA1");
  EXPECT_EQ(order("T7").severity, schema::Severity::critical);
  EXPECT_TRUE(order("T1").incomplete);
  const auto aside = [](std::int64_t row, const char* field, const char* value) {
    return AllOf(Field(&SetAside::row, row), Field(&SetAside::line, row + 1),
                 Field(&SetAside::field, field), Field(&SetAside::value, value),
                 Field(&SetAside::outcome, "left_out"));
  };
  EXPECT_THAT(summary.put_aside,
              ElementsAre(aside(1, "phone", "无"), aside(4, "window_from", "tomorrow"),
                          aside(5, "severity", "Hoch"), aside(6, "brand", "A/B"),
                          aside(7, "window_from", "2025/3/9"), aside(8, "serial", "空调")));
  EXPECT_EQ(summary.put_aside_count, 6);
}

TEST_F(Untidy, TimeBesideTheEntryIsReadAsTheEntrysOwn) {
  const ImportSummary summary =
      brought("T1,new,2025/3/4 9:00,,,,,,2025/3/9 14:30,,\n", "time_format = \"%Y/%m/%d %H:%M\"");
  EXPECT_THAT(summary.put_aside, IsEmpty());
  EXPECT_EQ(format_instant(instant_from_ms(order("T1").window_from)), "2025-03-09T06:30:00Z");
}

TEST_F(Untidy, TextWithControlsAndAnyLineEndComesIn) {
  const ImportSummary summary = brought(
      "T1,new,2025-03-04 09:00,,,\"东路\n1号\t2单元\",\"a\r\nb\",,,,\n"
      "T2,new,2025-03-04 09:00,,,,\"a\vb\x7F\x1F"
      "c\",,,,\n");
  EXPECT_EQ(summary.mapped, 2) << to_json(summary);
  EXPECT_EQ(order("T1").symptom, "a\nb");
  EXPECT_EQ(order("T1").address, "东路 1号 2单元");
  EXPECT_EQ(order("T2").symptom, "a\nbc");
  EXPECT_THAT(summary.put_aside, IsEmpty());
}

TEST_F(Untidy, TooLongATextIsCutWithAMark) {
  std::string address;
  for (int i = 0; i < 401; ++i) address += "路";
  std::string symptom;
  for (int i = 0; i < 4000; ++i) symptom += "空";
  const ImportSummary summary =
      brought("T1,new,2025-03-04 09:00,,," + address + "," + symptom + "空,,,,\n" +
              "T2,new,2025-03-04 09:00,,," + address.substr(3) + "," + symptom + ",,,,\n");
  EXPECT_EQ(summary.mapped, 2);
  // Characters, of however many octets; the last is the mark.
  EXPECT_EQ(order("T1").address, address.substr(0, 3 * 399) + "…");
  EXPECT_EQ(order("T1").symptom, symptom.substr(0, 3 * 3999) + "…");
  EXPECT_EQ(order("T2").address, address.substr(3));
  EXPECT_EQ(order("T2").symptom, symptom);
  ASSERT_THAT(summary.put_aside, SizeIs(2));
  EXPECT_EQ(summary.put_aside[0].outcome, "cut");
  EXPECT_EQ(summary.put_aside[0].value, address);
}

TEST_F(Untidy, MoneyIsReadOrTheEntryIsAFactButNeverNothing) {
  std::string rows = "T1,new,2025-03-04 09:00,,,,,,,,\n";
  int minute = 0;
  const auto charge = [&](const std::string& price) {
    rows +=
        "T1,charge,2025-03-04 10:" + std::to_string(10 + minute++) + ",,,,i,\"" + price + "\",,,\n";
  };
  const std::vector<std::string> good = {"1280",      "1280.00",  "1,280.00", "1 280,00",
                                         "1.280,00",  "¥1280",    "1280元",   "１２８０",
                                         "CNY 1,280", "1'280.00", "1,280"};
  for (const std::string& price : good) charge(price);
  for (const char* price : {"$1280", "1.2.80", "about 12", "12.505", "(1280)", "1,28,0"})
    charge(price);
  const ImportSummary summary = brought(rows);
  const schema::WorkOrder after = order("T1");
  std::size_t charged = 0;
  for (const auto& one : after.charges) {
    EXPECT_EQ(one.unit_price, 128000) << charged;
    ++charged;
  }
  EXPECT_EQ(charged, good.size()) << to_json(summary);
  EXPECT_EQ(summary.kept_as_fact, 6);
  EXPECT_THAT(summary.kept, ElementsAre(Field(&api::import::Kept::reason, "import.unreadable")));
  ASSERT_THAT(summary.put_aside, SizeIs(6));
  EXPECT_EQ(summary.put_aside[0].field, "manual_price");
  EXPECT_EQ(summary.put_aside[0].value, "$1280");
  EXPECT_EQ(summary.put_aside[0].outcome, "kept_as_fact");
  EXPECT_EQ(summary.put_aside[0].line, 2 + 1 + static_cast<std::int64_t>(good.size()));
}

constexpr const char* week_one =
    "T1,new,2025-03-04 09:00,,,,x,,,,\n"
    "T1,charge,2025-03-04 10:00,,,,parts,120,,,\n"
    "T2,new,2025-03-05 09:00,,,,y,,,,\n";

TEST_F(Untidy, NextWeeksExportAddsOnlyWhatIsNew) {
  EXPECT_EQ(brought(week_one).mapped, 3);
  const std::int64_t commits = company_->commits();
  // Newest first, other columns' order and blanks: the same rows, and one more.
  const std::string again =
      "T2,charge,2025-03-06 09:00,,,,parts,80,,,\n"
      "T2,new,2025-03-05 09:00,,,,y ,,,,\n"
      "T1,charge ,2025-03-04 10:00,,,,parts,120,,,\n"
      "T1,new,2025-03-04 09:00,,,,x,,,,\n";
  const ImportSummary summary = brought(again, "", "week2.csv");
  EXPECT_EQ(summary.seen, 3) << to_json(summary);
  EXPECT_EQ(summary.mapped, 1);
  EXPECT_EQ(summary.commits, 1);
  EXPECT_EQ(company_->commits(), commits + 1);
  EXPECT_THAT(order("T1").charges, SizeIs(1));
  EXPECT_EQ(brought(again, "", "week2.csv").commits, 0);
}

TEST_F(Untidy, OtherColumnsMayTellRowsApart) {
  const std::string source = "identity = [\"serial\"]";
  EXPECT_EQ(brought("T1,new,2025-03-04 09:00,,E-0001,,x,,,,\n", source).mapped, 1);
  const ImportSummary summary =
      brought("T1,new,2025-03-04 09:00,,E-0001,,mended text,,,,\n", source, "week2.csv");
  EXPECT_EQ(summary.seen, 1) << to_json(summary);
}

TEST_F(Untidy, RowTwiceInOneFileIsToldAndChargedOnce) {
  const ImportSummary summary =
      brought(std::string(week_one) + "T1,charge,2025-03-04 10:00,,,,parts,120,,,\n");
  EXPECT_EQ(summary.doubled, 1);
  EXPECT_EQ(summary.kept_as_fact, 1);
  ASSERT_THAT(summary.kept, SizeIs(1));
  EXPECT_EQ(summary.kept[0].reason, "import.doubled");
  EXPECT_EQ(summary.kept[0].detail, "the same as row 2");
  EXPECT_THAT(order("T1").charges, SizeIs(1));
}

TEST_F(Untidy, EqualRowsAreEachAnEventWhereTheMappingSaysSo) {
  const ImportSummary summary =
      brought(std::string(week_one) + "T1,charge,2025-03-04 10:00,,,,parts,120,,,\n",
              "equal_rows = \"each\"");
  EXPECT_EQ(summary.doubled, 1);
  EXPECT_EQ(summary.mapped, 4);
  EXPECT_THAT(order("T1").charges, SizeIs(2));
}

std::vector<std::string> notes_of(Company& company) {
  std::vector<std::string> rows;
  for (const ImportedRow& row : company.rows()) rows.push_back(std::to_string(row.row));
  return rows;
}

TEST_F(Untidy, RowsOfOneMinuteKeepTheirOrderNewestFirstToo) {
  const ImportSummary newest = brought(
      "T1,charge,2025-03-04 10:00,,,,parts,60,,,\n"
      "T1,charge,2025-03-04 09:00,,,,work,60,,,\n"
      "T1,new,2025-03-04 09:00,,,,x,,,,\n");
  EXPECT_EQ(newest.mapped, 3) << to_json(newest);
  EXPECT_THAT(order("T1").charges, SizeIs(2));
  EXPECT_THAT(notes_of(*company_), ElementsAre("3", "2", "1"));
}

TEST_F(Untidy, DirectionOfRowsCanBeStated) {
  const std::string tie =
      "T1,charge,2025-03-04 09:00,,,,work,60,,,\nT1,new,2025-03-04 09:00,,,,x,,,,\n";
  EXPECT_EQ(brought(tie, "rows = \"newest_first\"").mapped, 2);
}

TEST_F(Untidy, HourThatComesTwiceKeepsTheOrderOfRows) {
  const ImportSummary summary = brought(
      "T1,new,2024-10-27 02:40,,,,x,,,,\n"
      "T1,charge,2024-10-27 02:10,,,,work,60,,,\n"
      "T1,charge,2024-10-27 03:20,,,,more,60,,,\n"
      "T1,charge,2024-10-27 04:20,,,,more,60,,,\n",
      "time_zone = \"Europe/Rome\"");
  EXPECT_EQ(summary.mapped, 4) << to_json(summary);
  const std::vector<ImportedRow> rows = company_->rows();
  ASSERT_THAT(rows, SizeIs(4));
  EXPECT_EQ(format_instant(rows[0].recorded_at), "2024-10-27T00:40:00Z");
  EXPECT_EQ(format_instant(rows[1].recorded_at), "2024-10-27T01:10:00Z");
}

TEST_F(Untidy, DateThatIsNoneIsPutAsideAndNotTheFile) {
  const ImportSummary summary = brought(
      "T1,new,2025-03-04 09:00,,,,x,,,,\n"
      "T1,charge,1900-01-00 00:00,,,,a,60,,,\n"
      "T1,charge,0000-00-00 00:00:00,,,,b,60,,,\n"
      "T1,charge,9999-12-31,,,,c,60,,,\n"
      "T2,new,2025-03-05 09:00,,,,y,,,,\n"
      "T2,charge,2025-03-05 10:00,,,,y,60,,,\n"
      "T3,new,2025-03-05 09:00,,,,y,,,,\n",
      "on_bad_entry = \"stop\"\n");
  EXPECT_EQ(summary.events, 7);
  EXPECT_EQ(summary.put_aside_count, 3) << to_json(summary);
  EXPECT_EQ(summary.put_aside[0].field, "time");
  EXPECT_EQ(summary.put_aside[0].value, "1900-01-00 00:00");
  EXPECT_THAT(order("T1").charges, SizeIs(3));
}

TEST_F(Untidy, EntryWithABadTimeStopsOrIsKeptAsTheMappingSays) {
  const std::string rows =
      "T1,new,2025-03-04 09:00,,,,x,,,,\n"
      "T1,charge,soon,,,,a,60,,,\n"
      "T1,charge,2025-03-04 11:00,,,,b,60,,,\n"
      "T1,charge,2025-03-04 12:00\n";
  const Result<ImportSummary> stopped = bring(rows);
  ASSERT_FALSE(stopped);
  EXPECT_THAT(stopped.error().what, AllOf(HasSubstr("log.csv:3: bad date \"soon\""),
                                          HasSubstr("log.csv:5: this row has 3")));
  EXPECT_EQ(company_->commits(), 0);
  const ImportSummary kept = brought(rows, "on_bad_entry = \"keep\"");
  EXPECT_EQ(kept.mapped, 2) << to_json(kept);
  EXPECT_EQ(kept.kept_as_fact, 2);
  EXPECT_THAT(kept.kept, ElementsAre(Field(&api::import::Kept::reason, "import.bad_entry")));
  EXPECT_THAT(order("T1").charges, SizeIs(1));
}

TEST_F(Untidy, TimesOfTheWrongFormatStopTheFile) {
  const Result<ImportSummary> excel = bring("T1,new,45720.5,,,,x,,,,\n", "time_format = \"unix\"");
  ASSERT_FALSE(excel);
  EXPECT_THAT(excel.error().what, HasSubstr("time_format = \"excel\""));
  const Result<ImportSummary> seconds =
      bring("T1,new,1741053600,,,,x,,,,\n", "time_format = \"unix_ms\"");
  ASSERT_FALSE(seconds);
  EXPECT_THAT(seconds.error().what, HasSubstr("looks like seconds: time_format = \"unix\""));
  const Result<ImportSummary> early =
      bring("T1,new,12,,,,x,,,,\nT1,charge,13,,,,x,,,,\n", "time_format = \"unix\"");
  ASSERT_FALSE(early);
  EXPECT_THAT(early.error().what, HasSubstr("2 of 2 times are before 1970-01-02"));
}

TEST_F(Untidy, NamesAreTrimmed) {
  const ImportSummary summary = brought(" T1 , new,2025-03-04 09:00 ,,,,x,,,,\n");
  EXPECT_EQ(summary.mapped, 1) << to_json(summary);
  EXPECT_TRUE(is_there("T1"));
}

constexpr const char* xes_mapping = R"(
[source]
format = "xes"
%SOURCE%
[order]
id = "{case}"
[commands.register]
command = "register_work_order"
order = "{order}"
service_type = "repair"
contact = "{case:customer}"
[[activity]]
name = "a"
try = [{ do = ["register"] }]
[[activity]]
name = "*"
keep = "later"
)";

std::string a_week_ago() {
  const auto now = std::chrono::system_clock::now() - std::chrono::hours(24 * 7);
  return format_instant(std::chrono::time_point_cast<std::chrono::milliseconds>(now));
}

class UntidyXes : public Untidy {
 protected:
  auto bring_xes(const std::string& traces, const std::string& source) {
    std::string text = xes_mapping;
    text.replace(text.find("%SOURCE%"), 8, source);
    return company_->bring_in(dir_.write("log.xes", "<log>" + traces + "</log>"),
                              dir_.write("m.toml", text));
  }
};

TEST_F(UntidyXes, XesOfEveryShapeComesIn) {
  const auto event = [](const std::string& name, const std::string& time) {
    return "<event><string key=\"concept:name\" value=\"" + name + "\"/>" +
           (time.empty() ? "" : "<date key=\"time:timestamp\" value=\"" + time + "\"/>") +
           "</event>";
  };
  // No times at all: in the order of the events, from a stated start.
  const std::string timeless =
      "<trace>" + event("a", "") + event("b", "") + event("b", "") + "</trace>";
  const auto refused = bring_xes(timeless, "");
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().what, HasSubstr("[source] start"));
  const auto done = bring_xes(timeless, "start = \"2020-01-01\"");
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_EQ(done->mapped, 1);
  EXPECT_EQ(done->kept_as_fact, 2);
  EXPECT_TRUE(is_there("trace-1")) << "its trace has no name";
  const std::vector<ImportedRow> rows = company_->rows();
  EXPECT_EQ(format_instant(rows.at(2).recorded_at), "2019-12-31T16:00:02Z");
  // Times as they are only written otherwise, and what a trace says behind its events.
  const auto times = bring_xes("<trace>" + event("a", "2025-03-04T24:00:00 +08:00") +
                                   event("b", "1948-01-26T00:00:00Z") +
                                   "<string key=\"concept:name\" value=\"C9\"/>"
                                   "<string key=\"customer\" value=\"张三\"/><int key=\"n\"/>"
                                   "</trace>",
                               "");
  ASSERT_TRUE(times) << times.error().what;
  EXPECT_EQ(times->events, 2);
  EXPECT_EQ(order("C9").contact, "张三");
}

// A clock that began in 1970, as simulated logs have it: moved to when the log began.
TEST_F(UntidyXes, TimesOfAClockThatBeganAtNoughtAreMoved) {
  const auto event = [](const std::string& name, const std::string& time) {
    return "<event><string key=\"concept:name\" value=\"" + name +
           "\"/><date key=\"time:timestamp\" value=\"" + time + "\"/></event>";
  };
  const std::string log = "<trace><string key=\"concept:name\" value=\"N1\"/>" +
                          event("b", "1970-02-03T01:12:59+01:00") +
                          event("a", "1970-01-01T01:00:00+01:00") + "</trace>";
  const auto done = bring_xes(log, "start = \"2020-01-01\"");
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_EQ(done->put_aside_count, 0);
  const std::vector<ImportedRow> rows = company_->rows();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(format_instant(rows.at(0).recorded_at), "2019-12-31T16:00:00Z");
  EXPECT_EQ(format_instant(rows.at(1).recorded_at), "2020-02-02T16:12:59Z");
  const auto ahead = bring_xes(log, "start = \"" + a_week_ago().substr(0, 10) + "\"");
  ASSERT_FALSE(ahead);
  EXPECT_THAT(ahead.error().what, HasSubstr("in the future"));
}

// "?", NaT and 无 say nothing: no fault of the file, and nobody's name.
TEST_F(UntidyXes, WordsThatSayNothingAreNoTimesAndNobody) {
  // Each in a trace of its own.
  const auto bring_words = [&](const std::string& cases, const std::vector<std::string>& words,
                               const std::string& source) {
    std::string log;
    for (const std::string& word : words)
      log += "<trace><string key=\"concept:name\" value=\"" + cases +
             std::to_string(&word - words.data()) +
             "\"/><event><string key=\"concept:name\" value=\"a\"/>"
             "<string key=\"org:resource\" value=\"-\"/>"
             "<string key=\"time:timestamp\" value=\"" +
             word + "\"/></event></trace>";
    return bring_xes(log, source + "\noperator = \"org:resource\"");
  };
  const auto some = bring_words("W", {"2025-03-04T10:00:00Z", "?", "NaT", "无"}, "");
  ASSERT_TRUE(some) << some.error().what;
  EXPECT_EQ(some->mapped, 4);
  EXPECT_EQ(some->put_aside_count, 3);
  for (const ImportedRow& row : company_->rows())
    EXPECT_EQ(format_instant(row.recorded_at), "2025-03-04T10:00:00Z");
  EXPECT_FALSE(bring_words("X", {"?", "?"}, ""));
  const auto none = bring_words("X", {"?", "?"}, "start = \"2020-01-01\"");
  ASSERT_TRUE(none) << none.error().what;
  EXPECT_EQ(none->put_aside_count, 2);
}

// A line of totals and events outside of any trace belong to no case.
TEST_F(UntidyXes, WhatBelongsToNoCaseIsKeptWhereAsked) {
  const std::string log =
      "<trace><string key=\"concept:name\" value=\"K1\"/>"
      "<event><string key=\"concept:name\" value=\"a\"/>"
      "<date key=\"time:timestamp\" value=\"2025-03-04T10:00:00Z\"/>"
      "<list key=\"l\"><values><string key=\"\" value=\"\"><int key=\"n\" value=\"3\"/></string>"
      "</values></list></event></trace>"
      "<event><string key=\"concept:name\" value=\"stray\"/>"
      "<date key=\"time:timestamp\" value=\"2025-03-04T11:00:00Z\"/></event>";
  const auto refused = bring_xes(log, "");
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().what, HasSubstr("this event has no case"));
  const auto kept = bring_xes(log, "on_bad_entry = \"keep\"");
  ASSERT_TRUE(kept) << kept.error().what;
  EXPECT_EQ(kept->events, 2);
  EXPECT_EQ(kept->kept_as_fact, 1);
  EXPECT_EQ(company_->rows().size(), 2u);
}

}  // namespace
}  // namespace kintsugi::tests
