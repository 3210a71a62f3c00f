// Times and templates.

#include "api/import/template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/import/numbers.h"
#include "api/import/text.h"
#include "api/import/time_reader.h"

namespace kintsugi::api::import {
namespace {

using ::testing::HasSubstr;

std::string read(const std::string& text, const std::string& format = "iso8601",
                 const std::string& zone = "+08:00") {
  const Result<TimeReader> reader = TimeReader::make(format, zone);
  if (!reader) return reader.error().what;
  const Result<Instant> instant = reader->read(text);
  return instant ? format_instant(*instant) : instant.error().what;
}

TEST(Times, OfIso8601WithAndWithoutOffset) {
  EXPECT_EQ(read("2012-10-09T14:50:17+00:00"), "2012-10-09T14:50:17Z");
  EXPECT_EQ(read("2012-10-09T14:50:17.25+02:00"), "2012-10-09T12:50:17.250Z");
  EXPECT_EQ(read("2012-10-09 14:50:17"), "2012-10-09T06:50:17Z");
  EXPECT_EQ(read("2012-10-09 14:50"), "2012-10-09T06:50:00Z");
  EXPECT_EQ(read("2012-02-29"), "2012-02-28T16:00:00Z");
  EXPECT_EQ(read("2012-10-09T14:50:17Z"), "2012-10-09T14:50:17Z");
  EXPECT_EQ(read("2012-10-09T14:50:17-0330"), "2012-10-09T18:20:17Z");
}

TEST(Times, OfZonesWithSummerTime) {
  EXPECT_EQ(read("2012-10-09 14:50:17", "iso8601", "Europe/Rome"), "2012-10-09T12:50:17Z");
  EXPECT_EQ(read("2012-12-09 14:50:17", "iso8601", "Europe/Rome"), "2012-12-09T13:50:17Z");
  EXPECT_EQ(read("2012-10-28 02:30:00", "iso8601", "Europe/Rome"),
            "2012-10-28T00:30:00Z");  // twice: the first
  EXPECT_EQ(read("2012-03-25 02:30:00", "iso8601", "Europe/Rome"),
            "2012-03-25T01:30:00Z");  // never
  EXPECT_EQ(read("1988-07-01 12:00:00", "iso8601", "Asia/Shanghai"), "1988-07-01T03:00:00Z");
  EXPECT_THAT(read("2012-10-09", "iso8601", "Mars/Olympus"), HasSubstr("unknown time zone"));
}

TEST(Times, OfPatternsAndNumbers) {
  EXPECT_EQ(read("9/10/2012 14:50", "%d/%m/%Y %H:%M", "UTC"), "2012-10-09T14:50:00Z");
  EXPECT_EQ(read("20121009145017.5", "%Y%m%d%H%M%S.%f", "UTC"), "2012-10-09T14:50:17.500Z");
  EXPECT_EQ(read("2012年10月09日", "%Y年%m月%d日", "UTC"), "2012-10-09T00:00:00Z");
  EXPECT_EQ(read("1349794217", "unix"), "2012-10-09T14:50:17Z");
  EXPECT_EQ(read("1349794217.5", "unix"), "2012-10-09T14:50:17.500Z");
  EXPECT_EQ(read("1349794217250", "unix_ms"), "2012-10-09T14:50:17.250Z");
  EXPECT_THAT(read("x", "%d/%m"), HasSubstr("has no %Y"));
  EXPECT_THAT(read("x", "%Y-%Q"), HasSubstr("unknown time format"));
}

TEST(Times, ThatAreNone) {
  for (const char* text : {"", "yesterday", "2012-13-01", "2012-02-30T10:00:00Z", "2011-02-29",
                           "2012-10-09T24:00:01Z", "2012-10-09T10:60:00Z", "2012-10-09T10:00:60Z",
                           "2012-10-09T10:00:00+25:00", "12-10-09", "2012-10-09T1:00:00Z"}) {
    EXPECT_THAT(read(text), HasSubstr("bad date")) << text;
  }
  EXPECT_THAT(read("12x", "unix"), HasSubstr("bad date"));
  EXPECT_THAT(read("99999999999999999999", "unix_ms"), HasSubstr("bad date"));
}

InputEvent event() {
  InputEvent made;
  made.row = 7;
  made.line = 30;
  made.case_id = "Case 12";
  made.activity = "Take in charge";
  made.operator_name = "Value 9";
  made.time = *TimeReader::make("iso8601", "UTC")->read("2012-10-09T20:50:17Z");
  made.attributes = {{"customer", "Value 3"},
                     {"price", "12.5"},
                     {"org:group", "A"},
                     {"empty", ""},
                     {"case", "mine"}};
  return made;
}

std::string fill(const std::string& text, const ValueMaps& maps = {}) {
  const Result<TextTemplate> made = TextTemplate::parse(text, maps);
  if (!made) return made.error().what;
  const InputEvent of = event();
  const Fields fields{&of, "HD-12", "op9", "the value"};
  const Cell cell = made->render(fields);
  return cell.state == Cell::State::unreadable ? "(unreadable: " + cell.text + ")"
                                               : cell.value_or("(missing)");
}

TEST(Templates, FillInWhatAnEventSays) {
  EXPECT_EQ(fill("plain"), "plain");
  EXPECT_EQ(fill("{case}/{activity}/{operator}/{row}"), "Case 12/Take in charge/Value 9/7");
  EXPECT_EQ(fill("{order} {operator_id} {value}"), "HD-12 op9 the value");
  EXPECT_EQ(fill("{time} {time+15m} {time-2d} {date}"),
            "2012-10-09T20:50:17Z 2012-10-09T21:05:17Z 2012-10-07T20:50:17Z 2012-10-10");
  EXPECT_EQ(fill("{customer} {org:group} {@case}"), "Value 3 A mine");
  EXPECT_EQ(fill("{{{case|digits}}}"), "{12}");
  EXPECT_EQ(fill("{nothing}"), "(missing)");
  EXPECT_EQ(fill("{empty}"), "(missing)");
  EXPECT_EQ(fill("a {nothing|default:-} b"), "a - b");
}

TEST(Templates, FilterWhatTheyFillIn) {
  EXPECT_EQ(fill("{case|slug|lower}"), "case-12");
  EXPECT_EQ(fill("{case|upper|truncate:4}"), "CASE");
  EXPECT_EQ(fill("{price|fen} {price|thousandths}"), "1250 12500");
  EXPECT_EQ(fill("{customer|fen}"), "(unreadable: Value 3)");
  EXPECT_EQ(fill("{customer|fen|default:0}"), "(unreadable: Value 3)");
  EXPECT_EQ(fill("{nothing|fen|default:0}"), "0");
  ValueMaps maps;
  maps["level"].entries = {{"Value 3", "major"}};
  maps["other"].entries = {{"x", "y"}};
  maps["other"].otherwise = "normal";
  EXPECT_EQ(fill("{customer|map:level}", maps), "major");
  EXPECT_EQ(fill("{price|map:level}", maps), "(unreadable: 12.5)");
  EXPECT_EQ(fill("{nothing|map:level}", maps), "(missing)");
  EXPECT_EQ(fill("{org:group|digits}"), "(unreadable: A)");
  EXPECT_EQ(fill("{price|map:other} {nothing|map:other}", maps), "normal normal");
}

TEST(Templates, SayWhatIsWrongWithThem) {
  EXPECT_THAT(fill("{case"), HasSubstr("without its \"}\""));
  EXPECT_THAT(fill("case}"), HasSubstr("without its \"{\""));
  EXPECT_THAT(fill("{}"), HasSubstr("empty placeholder"));
  EXPECT_THAT(fill("{case|shout}"), HasSubstr("unknown filter \"shout\""));
  EXPECT_THAT(fill("{case|map:none}"), HasSubstr("there is no [maps.none]"));
  EXPECT_THAT(fill("{time+soon}"), HasSubstr("expected a duration"));
  EXPECT_THAT(fill("{case|truncate:x}"), HasSubstr("truncate:N"));
}

std::string number(const Cell& cell) {
  if (cell.state == Cell::State::unreadable) return "unreadable " + cell.text;
  return cell.value_or("absent");
}

TEST(Decimals, AreReadInOneWayOrNotAtAll) {
  EXPECT_EQ(number(read_decimal("12", 2)), "1200");
  EXPECT_EQ(number(read_decimal("0.05", 2)), "5");
  EXPECT_EQ(number(read_decimal("-0.50", 2)), "-50");
  EXPECT_EQ(number(read_decimal("-0.00", 2)), "0");
  EXPECT_EQ(number(read_decimal("1.250", 2)), "125");
  for (const char* text :
       {"1280", "1,280.00", "1 280,00", "1.280,00", "¥1280", "￥1,280.0", "1280元",
        "１２８０．００", "RMB 1280", "+1280", "1'280.00", "1,280", "1280,0"}) {
    EXPECT_EQ(number(read_decimal(text, 2)), "128000") << text;
  }
  EXPECT_EQ(number(read_decimal("1,280,000", 2)), "128000000");
  EXPECT_EQ(number(read_decimal("1.280.000", 2)), "128000000");
  EXPECT_EQ(number(read_decimal("0,28", 2)), "28");
  EXPECT_EQ(number(read_decimal("-¥12.50", 2)), "-1250");
  EXPECT_EQ(number(read_decimal("1.5", 3)), "1500");
  EXPECT_EQ(number(read_decimal("1,5", 3)), "1500");
  EXPECT_EQ(number(read_decimal("0,280", 3)), "280");
  EXPECT_EQ(number(read_decimal(" \t", 2)), "absent");
  for (const char* text :
       {".5", "1.", "1.005", "1e3", "--1", "99999999999999999", "$12", "12 pieces", "(12.50)",
        "12.50-", "1,28,0", "1,2,80.00", "1.2.8", "12;5", "1,280.5.0", "-"}) {
    EXPECT_EQ(number(read_decimal(text, 2)), std::string("unreadable ") + text);
  }
  EXPECT_EQ(number(read_decimal("1,280", 3)), "unreadable 1,280") << "1280 or 1.28?";
  EXPECT_EQ(number(read_decimal("12元", 3)), "unreadable 12元");
}

// A file's decimal mark, where the mapping states it, leaves nothing to read in two ways.
TEST(Decimals, AreReadByTheMarkThatIsStated) {
  for (const char* text : {"1.280,50", "1 280,50", "1280,5", "1280,500"})
    EXPECT_EQ(number(read_decimal(text, 2, ',')), "128050") << text;
  EXPECT_EQ(number(read_decimal("1.280", 2, ',')), "128000");
  EXPECT_EQ(number(read_decimal("1.280", 3, ',')), "1280000");
  EXPECT_EQ(number(read_decimal("1,280", 3, ',')), "1280");
  EXPECT_EQ(number(read_decimal("1,280", 3, '.')), "1280000");
  EXPECT_EQ(number(read_decimal("1.280", 3, '.')), "1280");
  for (const char* text : {"12.5", "1,2,3", "1,280.50", "12."})
    EXPECT_EQ(number(read_decimal(text, 2, ',')), std::string("unreadable ") + text);
  EXPECT_EQ(fill("{price|fen}"), "1250");
  EXPECT_EQ(fill("{price|fen:.}"), "1250");
  EXPECT_EQ(fill("{price|fen:,}"), "(unreadable: 12.5)");
  EXPECT_THAT(fill("{price|fen:x}"), HasSubstr("fen:. or fen:,"));
  EXPECT_THAT(fill("{price|digits:,}"), HasSubstr("takes nothing"));
}

// What our own files for spreadsheets mark comes back as it was.
TEST(Decimals, AndCodesLoseTheMarkOfText) {
  EXPECT_EQ(number(undo_spreadsheet("'+8613700021001")), "+8613700021001");
  EXPECT_EQ(number(undo_spreadsheet("=\"00350\"")), "00350");
  EXPECT_EQ(number(undo_spreadsheet("'")), "'");
  EXPECT_EQ(number(read_decimal("'120.50", 2)), "12050");
  EXPECT_EQ(number(read_decimal("=\"-3\"", 2)), "-300");
  EXPECT_EQ(number(read_whole("'007")), "7");
  EXPECT_EQ(number(read_decimal("=1+1", 2)), "unreadable =1+1");
}

TEST(WholeNumbers, AreParsedAndPrinted) {
  for (const char* text : {"7", "+7", "007", "7.0", "7.00", "７", " 7 "})
    EXPECT_EQ(number(read_whole(text)), "7") << text;
  for (const char* text : {"7.5", "1,280", "1.280", "seven", "7 0", "0x7"})
    EXPECT_EQ(number(read_whole(text)), std::string("unreadable ") + text);
}

TEST(Truth, IsReadAsPeopleWriteIt) {
  for (const char* text : {"true", "TRUE", "Yes", "y", "1", "是", "Ｙ", "√", " true "})
    EXPECT_EQ(number(read_truth(text)), "true") << text;
  for (const char* text : {"false", "False", "NO", "0", "否", "无"})
    EXPECT_EQ(number(read_truth(text)), "false") << text;
  for (const char* text : {"maybe", "2", "NULL", "-"})
    EXPECT_EQ(number(read_truth(text)), std::string("unreadable ") + text);
}

// 12.50 without its point would be a hundred times as much.
TEST(Templates, TakeNoPointOutOfAnAmount) {
  for (const char* filter :
       {"digits|fen", "truncate:3|fen", "slug|thousandths", "digits|lower|fen"})
    EXPECT_THAT(fill(std::string("{price|") + filter + "}"), HasSubstr("the decimal point"));
  EXPECT_EQ(fill("{price|trim|fen}"), "1250");
}

TEST(Codes, LoseWhatASpreadsheetAdded) {
  EXPECT_EQ(number(undo_spreadsheet("13700021001.0")), "13700021001");
  EXPECT_EQ(number(undo_spreadsheet("1.3700021001E+10")), "13700021001");
  EXPECT_EQ(number(undo_spreadsheet("1.37E+10")), "unreadable 1.37E+10");
  EXPECT_EQ(number(undo_spreadsheet("13700021001,0")), "13700021001");
  EXPECT_EQ(number(undo_spreadsheet("1,3700021001E+10")), "13700021001");
  for (const char* text : {"1,37E+10", "7E+17", "6.90123456789012E+17"})
    EXPECT_EQ(number(undo_spreadsheet(text)), std::string("unreadable ") + text);
  const Cell cut = undo_spreadsheet("690123456789012000");
  EXPECT_EQ(cut.text, "690123456789012000");
  EXPECT_THAT(cut.why, HasSubstr("15 digits"));
  EXPECT_EQ(undo_spreadsheet("690123456789012345").why, "");
  for (const char* text : {"13700021001", "SN-1.0", "3E10", "1.2E3", "021-5555", "7E17"})
    EXPECT_EQ(number(undo_spreadsheet(text)), text);
}

TEST(Text, IsUtf8OrNot) {
  EXPECT_TRUE(is_utf8("plain 金継ぎ 𠀀"));
  for (const char* text : {"\x80", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80",
                           "\xF4\x90\x80\x80", "\xE4\xB8"}) {
    EXPECT_FALSE(is_utf8(text));
  }
  std::string out;
  append_json_string(out, "a\"\\\n\x01金");
  EXPECT_EQ(out, "\"a\\\"\\\\\\n\\u0001金\"");
}

}  // namespace
}  // namespace kintsugi::api::import
