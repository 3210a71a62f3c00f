// One grammar of times, for every format of file.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/import/time_reader.h"

namespace kintsugi::api::import {
namespace {

using ::testing::HasSubstr;

std::string time_of(const std::string& text, const std::string& format = "iso8601",
                    const std::string& zone = "UTC") {
  const Result<TimeReader> reader = TimeReader::make(format, zone);
  if (!reader) return reader.error().what;
  const Result<Instant> instant = reader->read(text);
  return instant ? format_instant(*instant) : instant.error().what;
}

TEST(TimeGrammar, KnowsHoursOfTwelve) {
  EXPECT_EQ(time_of("3/7/2025 2:50 PM", "%m/%d/%Y %I:%M %p"), "2025-03-07T14:50:00Z");
  EXPECT_EQ(time_of("3/7/2025 12:05 AM", "%m/%d/%Y %I:%M %p"), "2025-03-07T00:05:00Z");
  EXPECT_EQ(time_of("3/7/2025 12:05 p.m.", "%m/%d/%Y %I:%M %p"), "2025-03-07T12:05:00Z");
  EXPECT_EQ(time_of("3/7/2025 2:50pm", "%m/%d/%Y %I:%M %p"), "2025-03-07T14:50:00Z");
  EXPECT_EQ(time_of("2025/3/7 下午2:50", "%Y/%m/%d %p%I:%M"), "2025-03-07T14:50:00Z");
  EXPECT_EQ(time_of("2025/3/7 上午 9:05:01", "%Y/%m/%d %p %I:%M:%S"), "2025-03-07T09:05:01Z");
  EXPECT_EQ(time_of("2025/3/7 中午12:30", "%Y/%m/%d %p%I:%M"), "2025-03-07T12:30:00Z");
  EXPECT_EQ(time_of("2025/3/7 晚上8:30", "%Y/%m/%d %p%I:%M"), "2025-03-07T20:30:00Z");
  EXPECT_EQ(time_of("2025/3/7 凌晨1:30", "%Y/%m/%d %p%I:%M"), "2025-03-07T01:30:00Z");
  EXPECT_THAT(time_of("2025/3/7 晚上12:30", "%Y/%m/%d %p%I:%M"),
              HasSubstr("of this day or the next"));
  EXPECT_THAT(time_of("3/7/2025 14:50 AM", "%m/%d/%Y %I:%M %p"),
              HasSubstr("no such hour of twelve"));
  EXPECT_EQ(time_of("2025/3/7 下午14:50", "%Y/%m/%d %p%I:%M"), "2025-03-07T14:50:00Z");
  EXPECT_EQ(time_of("2025/3/7 午後2:50", "%Y/%m/%d %p%I:%M"), "2025-03-07T14:50:00Z");
  EXPECT_EQ(time_of("2025-03-07 오전 2:50", "%Y-%m-%d %p %I:%M"), "2025-03-07T02:50:00Z");
  EXPECT_EQ(time_of("7/3/2025 2:50 p.\u00A0m.", "%d/%m/%Y %I:%M %p"), "2025-03-07T14:50:00Z");
  EXPECT_THAT(time_of("x", "%m/%d/%Y %I:%M"), HasSubstr("%I and %p go together"));
}

TEST(TimeGrammar, KnowsNamesOfMonthsAndShortYears) {
  EXPECT_EQ(time_of("7-Mar-25 14:50", "%d-%b-%y %H:%M"), "2025-03-07T14:50:00Z");
  EXPECT_EQ(time_of("7 March 2025", "%d %B %Y"), "2025-03-07T00:00:00Z");
  EXPECT_EQ(time_of("Mar 7, 2025 2:50 PM", "%b %d, %Y %I:%M %p"), "2025-03-07T14:50:00Z");
  EXPECT_EQ(time_of("7 Sept. 2025", "%d %b %Y"), "2025-09-07T00:00:00Z");
  EXPECT_EQ(time_of("7. März 2025", "%d. %b %Y"), "2025-03-07T00:00:00Z");
  EXPECT_EQ(time_of("07 gen 2025", "%d %b %Y"), "2025-01-07T00:00:00Z");
  EXPECT_EQ(time_of("2025年十一月7日", "%Y年%b%d日"), "2025-11-07T00:00:00Z");
  EXPECT_EQ(time_of("Fri Mar 07 2025 14:50", "%a %b %d %Y %H:%M"), "2025-03-07T14:50:00Z");
  EXPECT_EQ(time_of("1/2/69", "%d/%m/%y"), "1969-02-01T00:00:00Z");
  EXPECT_EQ(time_of("1/2/68", "%d/%m/%y"), "2068-02-01T00:00:00Z");
  EXPECT_THAT(time_of("7 Foo 2025", "%d %b %Y"), HasSubstr("bad date"));
  EXPECT_EQ(time_of("民国114年3月7日 14:50", "民国%E年%m月%d日 %H:%M"), "2025-03-07T14:50:00Z");
  EXPECT_EQ(time_of("99/3/7", "%E/%m/%d"), "2010-03-07T00:00:00Z");
}

TEST(TimeGrammar, KnowsExcelsDays) {
  EXPECT_EQ(time_of("45723", "excel"), "2025-03-07T00:00:00Z");
  EXPECT_EQ(time_of("45723.618055555555", "excel"), "2025-03-07T14:50:00Z");
  EXPECT_EQ(time_of("45723.618055555555", "excel", "+08:00"), "2025-03-07T06:50:00Z");
  EXPECT_EQ(time_of("45723.999999999", "excel"), "2025-03-08T00:00:00Z");
  EXPECT_EQ(time_of("45723,5", "excel"), "2025-03-07T12:00:00Z");
  EXPECT_EQ(time_of("45723 0.5", "excel"), "2025-03-07T12:00:00Z") << "of two columns";
  EXPECT_EQ(time_of("45723.0 0,25", "excel"), "2025-03-07T06:00:00Z");
  EXPECT_EQ(time_of("45723 0", "excel"), "2025-03-07T00:00:00Z");
  EXPECT_THAT(time_of("45723.5 0.25", "excel"), HasSubstr("bad date"));
  EXPECT_THAT(time_of("45723 1.25", "excel"), HasSubstr("bad date"));
  EXPECT_THAT(time_of("9999999", "excel"), HasSubstr("beyond Excel's last day"));
  EXPECT_THAT(time_of("45723.6", "unix"), HasSubstr("time_format = \"excel\""));
  // Workbooks that count from 1904.
  EXPECT_EQ(time_of("44261", "excel_1904"), "2025-03-07T00:00:00Z");
  EXPECT_EQ(time_of("44261.618055555555", "excel_1904", "+08:00"), "2025-03-07T06:50:00Z");
  EXPECT_EQ(time_of("44261 0.5", "excel_1904"), "2025-03-07T12:00:00Z");
  EXPECT_TRUE(TimeReader::make("excel_1904", "UTC")->says_no_date("0"));
}

TEST(TimeGrammar, ReadsWhatIsOnlyWrittenOtherwise) {
  EXPECT_EQ(time_of("2025-03-04 24:00"), "2025-03-05T00:00:00Z");
  EXPECT_EQ(time_of("2025-12-31T24:00:00Z"), "2026-01-01T00:00:00Z");
  EXPECT_EQ(time_of("4/3/2025 24:00", "%d/%m/%Y %H:%M"), "2025-03-05T00:00:00Z");
  EXPECT_THAT(time_of("2025-03-04 24:01"), HasSubstr("no such time of day"));
  EXPECT_EQ(time_of("2025-03-04T10:00:00 +08:00"), "2025-03-04T02:00:00Z");
  EXPECT_EQ(time_of("2025-03-04 10:00:00 UTC"), "2025-03-04T10:00:00Z");
  EXPECT_EQ(time_of("2025-03-04  10:00:00.5 GMT+8"), "2025-03-04T02:00:00.500Z");
  EXPECT_EQ(time_of("\xC2\xA0２０２５-03-04 10：00 "), "2025-03-04T10:00:00Z");
  EXPECT_EQ(time_of("2025年3月7日 14:50", "%Y年%m月%d日 %H:%M", "+08:00"), "2025-03-07T06:50:00Z");
  EXPECT_EQ(time_of("2025-03-04 10:00:00+0800", "%F %T%z"), "2025-03-04T02:00:00Z");
}

TEST(TimeGrammar, TellsAnHourThatComesTwice) {
  const TimeReader rome = *TimeReader::make("iso8601", "Europe/Rome");
  const auto twice = rome.read_local("2024-10-27 02:30");
  EXPECT_EQ(format_instant(twice->at), "2024-10-27T00:30:00Z");
  EXPECT_EQ(twice->again, std::chrono::hours(1));
  EXPECT_EQ(rome.read_local("2024-10-27 03:30")->again.count(), 0);
  EXPECT_EQ(rome.read_local("2024-03-31 02:30")->again.count(), 0) << "it never was";
}

TEST(TimeGrammar, KnowsWhatStandsForNoDate) {
  const TimeReader iso = *TimeReader::make("iso8601", "+08:00");
  for (const char* text : {"1900-01-01", "1900-01-00 00:00", "0000-00-00 00:00:00", "1948-01-26",
                           "1970-01-01T00:00:00Z", "1970-01-01 08:00", "9999-12-31", "0001-01-01",
                           "1899-12-30", "2099-12-31"}) {
    EXPECT_TRUE(iso.says_no_date(text)) << text;
  }
  for (const char* text : {"2025-01-01", "1970-01-02", "soon", "", "2000-01-01"})
    EXPECT_FALSE(iso.says_no_date(text)) << text;
  EXPECT_TRUE(TimeReader::make("unix", "UTC")->says_no_date("0"));
  EXPECT_TRUE(TimeReader::make("excel", "UTC")->says_no_date("1"));
  EXPECT_TRUE(TimeReader::make("%d/%m/%Y", "UTC")->says_no_date("9999-12-31"));
  EXPECT_FALSE(TimeReader::make("%d/%m/%Y", "UTC")->says_no_date("2025-12-31"));
}

TEST(TimeGrammar, ReadsFieldsBesideTheTime) {
  const TimeReader reader = *TimeReader::make("%d/%m/%Y %H:%M", "+08:00");
  EXPECT_EQ(format_instant(*reader.read_any("2025-03-04T10:00:00Z")), "2025-03-04T10:00:00Z");
  EXPECT_EQ(format_instant(*reader.read_any("4/3/2025 18:00")), "2025-03-04T10:00:00Z");
  EXPECT_EQ(format_instant(*reader.read_any("2025-03-04 18:00")), "2025-03-04T10:00:00Z");
  EXPECT_FALSE(reader.read_any("tomorrow"));
  EXPECT_EQ(*reader.read_date("4/3/2025 23:00"), "2025-03-04");
  EXPECT_EQ(*reader.read_date("2025-03-04"), "2025-03-04");
  // A moment is on the day that Shanghai has then.
  EXPECT_EQ(*reader.read_date("2025-03-08T16:00:00Z"), "2025-03-09");
  EXPECT_EQ(*reader.read_date("2025-03-09T00:00:00+08:00"), "2025-03-09");
  EXPECT_EQ(*reader.read_date("2025-03-08T00:00:00Z"), "2025-03-08");
  EXPECT_EQ(*TimeReader::make("unix", "UTC")->read_date("1741449600"), "2025-03-09");
}

TEST(TimeGrammar, ShortNameOfSeveralZonesIsRefused) {
  for (const char* zone : {"CST", "IST", "BST", "AST", "EST"}) {
    const Result<TimeReader> reader = TimeReader::make("iso8601", zone);
    ASSERT_FALSE(reader) << zone;
    EXPECT_THAT(reader.error().what, HasSubstr("several places: say an offset such as +08:00"));
  }
  EXPECT_THAT(TimeReader::make("iso8601", "CST").error().what, HasSubstr("Asia/Shanghai"));
  for (const char* zone : {"UTC", "Z", "GMT", "CET", "PRC", "Asia/Shanghai", "EST5EDT"})
    EXPECT_TRUE(TimeReader::make("iso8601", zone)) << zone;
}

TEST(TimeGrammar, TellsWhatANumberCounts) {
  const std::string at = "2025-03-08T16:00:00Z";
  const std::vector<std::pair<std::string, std::string>> all = {
      {"unix", "1741449600"},
      {"unix_ms", "1741449600000"},
      {"unix_us", "1741449600000000"},
      {"unix_ns", "1741449600000000000"}};
  for (const auto& [format, number] : all) {
    EXPECT_EQ(time_of(number, format), at) << format;
    for (const auto& [other, longer] : all) {
      if (longer.size() <= number.size()) continue;
      EXPECT_THAT(time_of(longer, format), HasSubstr("time_format = \"" + other + "\""));
    }
  }
  EXPECT_THAT(time_of("1741449600000", "unix_us"), HasSubstr("time_format = \"unix_ms\""));
  EXPECT_EQ(time_of("1741449600000999", "unix_us"), at);
  EXPECT_EQ(time_of("1741449600,5", "unix"), "2025-03-08T16:00:00.500Z");
  EXPECT_THAT(time_of("99999999999999999999", "unix_ns"), HasSubstr("expected unix_ns"));
}

TEST(TimeGrammar, TellsMillisecondsFromSeconds) {
  EXPECT_THAT(time_of("1741449600000", "unix"), HasSubstr("time_format = \"unix_ms\""));
  const TimeReader ms = *TimeReader::make("unix_ms", "UTC");
  EXPECT_TRUE(ms.may_be_seconds(*ms.read("1741449600")));
  EXPECT_FALSE(ms.may_be_seconds(*ms.read("1741449600000")));
}

}  // namespace
}  // namespace kintsugi::api::import
