// Files as octets to events: XES and CSV, whole and broken.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/import/csv_reader.h"
#include "api/import/xes_reader.h"
#include "tests/api/import/made_log.h"
#include "tests/api/import/read_log.h"
#include "tests/api/import/scratch_dir.h"

namespace kintsugi::api::import {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using tests::csv;
using tests::Outcome;
using tests::xes;

std::string log_of(const std::string& inside) { return "<log>\n" + inside + "</log>\n"; }

TEST(Xes, GivesEventsWithTheirTracesAttributesRowAndLine) {
  const Outcome read = xes(
      "<?xml version=\"1.0\"?>\n<log xmlns=\"http://www.xes-standard.org/\">\n"
      "<global scope=\"event\"><string key=\"concept:name\" value=\"none\"/></global>\n"
      "<trace><string key=\"concept:name\" value=\"C1\"/>\n"
      "<event><string key=\"a\" value=\"&lt;1&gt; &#20013;\"/></event>\n"
      "<event><list key=\"l\"><values><int key=\"i\" value=\"2\"/></values></list></event>\n"
      "</trace>\n<event><boolean key=\"b\" value=\"true\"/></event></log>\n");
  EXPECT_EQ(read.wrong(), "");
  ASSERT_THAT(read.events, SizeIs(3));
  EXPECT_EQ(read.events[0],
            (RawEvent{1, 5, {{"case:concept:name", "C1"}, {"a", "<1> 中"}}, "", 1}));
  EXPECT_EQ(read.events[1], (RawEvent{2, 6, {{"case:concept:name", "C1"}, {"l/i", "2"}}, "", 1}));
  EXPECT_EQ(read.events[2], (RawEvent{3, 8, {{"b", "true"}}, "", 0}));
}

TEST(Xes, ReadsPlainAndGzipAlikeAndHashesTheFileAsItLies) {
  const std::string text = tests::to_xes(tests::make_log(7, 200));
  const Outcome plain = xes(text);
  const Outcome packed = xes(tests::gzipped(text));
  const std::string half = text.substr(0, text.size() / 2);
  const Outcome members = xes(tests::gzipped(half) + tests::gzipped(text.substr(half.size())));
  EXPECT_EQ(plain.wrong(), "");
  EXPECT_EQ(plain.events.size(), tests::make_log(7, 200).events.size());
  EXPECT_EQ(plain.events, packed.events);
  EXPECT_EQ(plain.events, members.events);
  EXPECT_EQ(plain.sha256, sha256_hex(text));
  EXPECT_EQ(packed.sha256, sha256_hex(tests::gzipped(text)));
}

TEST(Xes, NamesTheLineOfWhatIsMalformed) {
  EXPECT_THAT(xes("<log>\n<trace>\n<event>\n</trace></log>").wrong(),
              HasSubstr("4: malformed XML"));
  EXPECT_THAT(xes("<log>\n<trace>\n").wrong(), HasSubstr("malformed XML"));
  EXPECT_THAT(xes("").wrong(), HasSubstr("no XML element"));
  EXPECT_THAT(xes("ticket,action\n1,2\n").wrong(), HasSubstr("is it CSV (format = \"csv\")?"));
  EXPECT_THAT(xes("<svg></svg>").wrong(),
              HasSubstr("1: not an XES log: the root element is <svg>"));
  EXPECT_THAT(
      xes(log_of("<trace><event><string key=\"a\" value=\"\xC3(\"/></event></trace>")).wrong(),
      HasSubstr("2: malformed XML"));
}

TEST(Xes, CollectsAttributesThatLackSomething) {
  const Outcome read = xes(
      log_of("<trace>\n<event><string value=\"x\"/></event>\n<event><string key=\"k\"/></event>\n"
             "<event><strange key=\"k\" value=\"v\"/></event>\n<string key=\"late\" "
             "value=\"v\"/>\n</trace>"));
  EXPECT_EQ(read.wrong(),
            "3: <string> without a key\n"
            "5: unexpected element <strange> in a trace or event\n");
  EXPECT_THAT(read.events[1].attributes, ElementsAre(Attribute{"case:late", "v"}))
      << "without a value it says nothing";
}

// Else one of the two is lost without a word.
TEST(Xes, NamesTracesThatAreCalledOtherwise) {
  const std::string trace = "<Trace><event/></Trace>\n";
  for (const bool keep_bad : {false, true}) {
    XesOptions options;
    options.keep_bad = keep_bad;
    EXPECT_THAT(xes(log_of("<trace><event/></trace>\n" + trace), options).wrong(),
                HasSubstr("3: unexpected element <Trace> in the log"));
  }
  EXPECT_THAT(xes(log_of("<traces><trace/></traces>")).wrong(), HasSubstr("<traces>"));
  EXPECT_EQ(xes(log_of("<properties/><trace><event/></trace>")).wrong(), "");
}

TEST(Xes, NamesTextThatIsNoAttribute) {
  const std::string event = "<event>\n<string key=\"a\">new</string></event>\n";
  EXPECT_THAT(xes(log_of("<trace>\n" + event + "</trace>\n")).wrong(),
              HasSubstr("4: text between the elements of a trace or event (\"new\")"));
  EXPECT_THAT(xes("<log>title<trace>\n<event/></trace></log>").events, SizeIs(1));
}

TEST(Xes, NamesAttributesThatComeTwice) {
  EXPECT_EQ(xes(log_of("<trace>\n<event><string key=\"text\" value=\"a\"/>"
                       "<string key=\"text\" value=\"b\"/></event>\n</trace>"))
                .wrong(),
            "3: two attributes are called \"text\"\n");
  EXPECT_EQ(xes(log_of("<trace>\n<string key=\"concept:name\" value=\"A\"/>\n"
                       "<string key=\"concept:name\" value=\"B\"/>\n<event/></trace>"))
                .wrong(),
            "4: two attributes are called \"case:concept:name\"\n");
  const Outcome same = xes(
      log_of("<trace><event><string key=\"text\" value=\"a\"/><string key=\"text\" "
             "value=\"a\"/><list key=\"l\"><values><string key=\"x\" value=\"1\"/><string "
             "key=\"x\" value=\"2\"/></values></list></event></trace>"));
  EXPECT_EQ(same.wrong(), "");
}

TEST(Xes, GivesEachEventWhatItsTraceSaysBehindIt) {
  const Outcome read =
      xes(log_of("<trace><event><string key=\"a\" value=\"1\"/></event>"
                 "<string key=\"concept:name\" value=\"C1\"/>"
                 "<event><string key=\"a\" value=\"2\"/></event></trace>"));
  EXPECT_EQ(read.wrong(), "");
  ASSERT_THAT(read.events, SizeIs(2));
  for (const RawEvent& event : read.events) EXPECT_EQ(*event.find("case:concept:name"), "C1");
}

TEST(Xes, RefusesEntitiesBeforeTheyExpand) {
  std::string bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [\n<!ENTITY a \"ha\">\n";
  for (char c = 'b'; c < 'm'; ++c) {
    bomb += std::string("<!ENTITY ") + c + " \"";
    for (int i = 0; i < 10; ++i) bomb += std::string("&") + static_cast<char>(c - 1) + ";";
    bomb += "\">\n";
  }
  bomb += "]>\n<log><trace><string key=\"concept:name\" value=\"&l;\"/></trace></log>";
  const Outcome read = xes(bomb);
  EXPECT_THAT(read.wrong(), HasSubstr("2: a document type declaration"));
  EXPECT_THAT(read.events, IsEmpty());
  EXPECT_THAT(xes("<!DOCTYPE log SYSTEM \"file:///etc/passwd\"><log/>").wrong(), HasSubstr("document type"));
}

TEST(Xes, OfAValueThatIsTooLongItsEventsAreBad) {
  const std::string text(20'000, 'x');
  const auto string = [](const std::string& key, const std::string& value) {
    return "<string key=\"" + key + "\" value=\"" + value + "\"/>";
  };
  XesOptions keeps;
  keeps.keep_bad = true;
  const Outcome kept =
      xes(log_of("<trace><event>" + string("k", text) + "</event><event>" + string("k", "y") +
                 "</event></trace><trace>" + string("note", text) + "<event/><event/></trace>" +
                 "<trace><event/></trace>"),
          keeps);
  EXPECT_EQ(kept.wrong(), "");
  ASSERT_THAT(kept.events, SizeIs(5));
  EXPECT_EQ(kept.events[0].bad, "the value of k is longer than 16384 octets");
  EXPECT_EQ(kept.events[0].find("k")->size(), 16'384u);
  EXPECT_EQ(kept.events[1].bad, "");
  for (const int i : {2, 3})
    EXPECT_EQ(kept.events[static_cast<std::size_t>(i)].bad,
              "the value of case:note is longer than 16384 octets");
  EXPECT_EQ(kept.events[4].bad, "");
}

TEST(Xes, BoundsDepthSizesAndCounts) {
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "<list key=\"k\">";
  EXPECT_THAT(xes(log_of("<trace><event>" + deep)).wrong(), HasSubstr("nested deeper than 32"));
  const std::string long_value(20'000, 'x');
  EXPECT_THAT(
      xes(log_of("<trace><event><string key=\"k\" value=\"" + long_value + "\"/></event></trace>"))
          .wrong(),
      HasSubstr("2: the value of k is longer than 16384 octets"));
  EXPECT_THAT(xes(log_of("<trace><event><string key=\"" + std::string(300, 'k') +
                         "\" value=\"\"/></event></trace>"))
                  .wrong(),
              HasSubstr("key is longer than"));
  EXPECT_THAT(xes("<log a=\"" + std::string(6'000'000, 'x')).wrong(),
              HasSubstr("a tag longer than"));
  Limits few;
  few.events_max = 1;
  EXPECT_THAT(xes(log_of("<event/><event/>"), {}, few).wrong(), HasSubstr("more than 1 events"));
  few.octets_max = 1000;
  EXPECT_THAT(xes(tests::gzipped(log_of(std::string(1'000'000, ' '))), {}, few).wrong(),
              HasSubstr("longer than the limit"));
}

TEST(Gzip, SaysThatItIsCutOrDamaged) {
  const std::string packed = tests::gzipped(tests::to_xes(tests::make_log(3, 100)));
  EXPECT_THAT(xes(packed.substr(0, packed.size() / 2)).wrong(), HasSubstr("cut off"));
  EXPECT_THAT(xes(packed.substr(0, packed.size() - 4)).wrong(), HasSubstr("cut off"));
  std::string damaged = packed;
  damaged[damaged.size() / 2] = static_cast<char>(~damaged[damaged.size() / 2]);
  EXPECT_NE(xes(damaged).wrong(), "");
  std::string wrong_sum = packed;
  wrong_sum[wrong_sum.size() - 6] = static_cast<char>(~wrong_sum[wrong_sum.size() - 6]);
  EXPECT_THAT(xes(wrong_sum).wrong(), HasSubstr("damaged"));
}

TEST(Gzip, MayHaveZerosBehindIt) {
  const std::string packed = tests::gzipped("a,b\n1,2\n");
  EXPECT_THAT(csv(packed + std::string(512, '\0')).events, SizeIs(1));
  EXPECT_THAT(csv(packed + std::string(512, '\0') + tests::gzipped("3,4\n")).events, SizeIs(2));
  EXPECT_THAT(csv(packed + "x").wrong(), HasSubstr("cut off"));
}

TEST(Files, ThatAreNotThereOrAreDirectories) {
  EXPECT_EQ(ByteSource::open("/nowhere/at/all", {}).error().kind, ErrorKind::not_found);
  EXPECT_EQ(ByteSource::open("/tmp", {}).error().code, "import.no_file");
}

TEST(Csv, GivesRowsWithRowAndLine) {
  const Outcome read = csv("\xEF\xBB\xBF" "a,b,c\r\n1,\"x \"\"y\"\"\nz\",\r\n\n2,,\"3,4\"");
  EXPECT_EQ(read.wrong(), "");
  EXPECT_THAT(read.events, ElementsAre(RawEvent{1, 2, {{"a", "1"}, {"b", "x \"y\"\nz"}}},
                                       RawEvent{2, 5, {{"a", "2"}, {"c", "3,4"}}}));
}

TEST(Csv, TakesOtherDelimiters) {
  CsvOptions options;
  options.delimiter = '\t';
  EXPECT_THAT(csv("a\tb\n1,5\t2\n", options).events,
              ElementsAre(RawEvent{1, 2, {{"a", "1,5"}, {"b", "2"}}}));
}

TEST(Csv, ReadsGb18030AsUtf8) {
  const std::string text = tests::to_csv(tests::make_log(5, 100));
  CsvOptions options;
  options.encoding = "GB18030";
  const Outcome other = csv(tests::to_gb18030(text), options);
  EXPECT_EQ(other.wrong(), "");
  EXPECT_EQ(other.events, csv(text).events);
  EXPECT_EQ(csv(tests::to_gb18030("\xEF\xBB\xBF工单,客户\n一,𠀀\n"), options).events,
            csv("工单,客户\n一,𠀀\n").events);
}

TEST(Csv, NamesTheLineOfInvalidOctets) {
  using ::testing::StartsWith;
  EXPECT_THAT(csv("a,b\n1,2\n3,\xFF\xFE\n").wrong(),
              StartsWith("3: invalid UTF-8 in column 2 (b)"));
  EXPECT_THAT(csv("a,b\n1,\xED\xA0\x80\n").wrong(), StartsWith("2: invalid UTF-8 in column 2 (b)"));
  EXPECT_THAT(csv("a,b\n1,\xC0\xAF\n").wrong(), StartsWith("2: invalid UTF-8 in column 2 (b)"));
  EXPECT_THAT(csv("a\xFF,b\n").wrong(), StartsWith("1: invalid UTF-8 in column 1"));
  CsvOptions options;
  options.encoding = "gb18030";
  EXPECT_THAT(csv("a,b\n1,2\n3,\xFF\xFF\n", options).wrong(),
              HasSubstr("3: octets that are no character of GB18030"));
  EXPECT_THAT(csv("a,b\n1,\xB9", options).wrong(),
              HasSubstr("2: the file ends within a character"));
}

TEST(Csv, NamesACharacterOfCodeZero) {
  EXPECT_EQ(csv(std::string("a,b\n1,x\0y\n", 10)).wrong(),
            "2: a character of code 0 (NUL), which no text has, is in column 2 (b)\n");
}

// Two exports, one behind the other.
TEST(Csv, NamesAHeaderThatComesAgain) {
  const std::string file = "a,b\n1,2\n a ,b\n3,4\n";
  EXPECT_THAT(csv(file).wrong(), HasSubstr("3: the header again"));
  CsvOptions options;
  options.keep_bad = true;
  const Outcome kept = csv(file, options);
  ASSERT_THAT(kept.events, SizeIs(3));
  EXPECT_THAT(kept.events[1].bad, HasSubstr("the header again"));
  EXPECT_EQ(kept.events[1].find("a"), nullptr) << "it is nobody's";
  EXPECT_EQ(*kept.events[2].find("a"), "3");
}

// One cell is one entry's, and no reason not to read the others.
TEST(Csv, OfAValueThatIsTooLongItsRowIsBad) {
  const std::string prose(20'000, 'x');
  const std::string chinese = [] {
    std::string text;
    while (text.size() < 20'000) text += "漏水，";
    return text;
  }();
  const std::string lines = [] {
    std::string text;
    while (text.size() < 20'000) text += "he said: it leaks, again\n";
    return text;
  }();
  for (const std::string& cell : {prose, "\"" + prose + "\"", chinese, "\"" + lines + "\""}) {
    const std::string file = "id,do,text\nT1,new,x\nT2,new," + cell + "\nT3,new,y\n";
    EXPECT_EQ(csv(file).wrong(), "3: \"text\" is longer than 16384 octets\n");
    CsvOptions keeps;
    keeps.keep_bad = true;
    const Outcome kept = csv(file, keeps);
    EXPECT_EQ(kept.wrong(), "");
    ASSERT_THAT(kept.events, SizeIs(3));
    EXPECT_EQ(kept.events[1].bad, "\"text\" is longer than 16384 octets");
    const std::string& begin = *kept.events[1].find("text");
    EXPECT_THAT(begin.size(), ::testing::AllOf(::testing::Gt(16'380u), ::testing::Le(16'384u)));
    EXPECT_NE(cell.find(begin), std::string::npos) << "whole characters of it";
    EXPECT_EQ(kept.events[2].bad, "");
    EXPECT_EQ(*kept.events[2].find("id"), "T3");
  }
}

// Rows that a lost quote swallows are no text, whatever is done with bad entries.
TEST(Csv, AQuoteThatIsNeverClosedIsNoLongText) {
  std::string rows;
  while (rows.size() < 40'000) rows += "T2,new,it leaks\n";
  CsvOptions keeps;
  keeps.keep_bad = true;
  for (const char* end : {"", "T9,new,24\" TV\n"})
    EXPECT_THAT(csv("id,do,text\nT1,new,\"x\n" + rows + end, keeps).wrong(),
                HasSubstr("2: a field longer than 16384 octets (a quote that is never closed?)"));
  EXPECT_THAT(csv("a,b\n1," + std::string(2'000'000, 'x') + "\n", keeps).wrong(),
              HasSubstr("2: a field longer than"));
}

TEST(Csv, NamesRaggedRowsAndBrokenQuotes) {
  EXPECT_EQ(
      csv("a,b\n1\n1,2\n1,2,3\n").wrong(),
      "2: this row has 1 fields, the header has 2\n4: this row has 3 fields, the header has 2\n");
  EXPECT_EQ(csv("a,b\n1,\"x\"y\n").wrong(), "2: text after the closing quote of a field\n");
  EXPECT_EQ(csv("a,b\n1,2\n3,\"x\n\n").wrong(), "3: this quoted field is never closed\n");
  EXPECT_EQ(csv("").wrong(), "1: the file is empty: expected a header row\n");
  CsvOptions options;
  options.required_columns = {"a"};
  EXPECT_EQ(csv("a,a\n", options).wrong(),
            "1: two columns are called \"a\": which one? \"a (column 1)\" is the first\n");
  CsvOptions keeps;
  keeps.keep_bad = true;
  const Outcome kept = csv("a,b\n1\n1,2,3\n", keeps);
  ASSERT_THAT(kept.events, SizeIs(2));
  EXPECT_EQ(kept.events[0].bad, "this row has 1 fields, the header has 2");
  EXPECT_EQ(*kept.events[1].find("column 3"), "3");
}

// One comma too many, that of a decimal say, moves what stands behind it into another column.
TEST(Csv, SurplusFieldsDoNoHarmWhereTheHeaderOrAllRowsHaveThem) {
  EXPECT_EQ(csv("a,b,c\n1,2,\n1,2,80,\n").wrong(),
            "3: this row has 4 fields, the header has 3\n");
  EXPECT_EQ(csv("a,b,c\n1,2,80,\n1,2,\n").wrong(),
            "2: this row has 4 fields, the header has 3\n");
  EXPECT_EQ(csv("a,b,c\n1,2,80,\n").wrong(), "2: this row has 4 fields, the header has 3\n");
  EXPECT_EQ(csv("a,b,c\n1,2,,\n1,2,80,\n").wrong(), "");
  EXPECT_EQ(csv("a,b,c,\n1,2,3,\n1,2,3\n").wrong(), "");
  EXPECT_EQ(csv("a,b,c,\n1,2,3,\n1,2,8,0,\n").wrong(),
            "3: this row has 5 fields, the header has 4\n");
  CsvOptions keeps;
  keeps.keep_bad = true;
  EXPECT_EQ(csv("a,b,c\n1,2,,\n1,2,80,\n1,2,3\n", keeps).wrong(),
            "2: this row has 4 fields, the header has 3\n");
  EXPECT_EQ(csv("a,b,c\n1,2,\n1,2,80,\n", keeps).events.at(1).bad,
            "this row has 4 fields, the header has 3");
}

TEST(Csv, NamelessColumnAtTheEndIsAColumn) {
  const Outcome read = csv("a,b,\n1,2,\n1,2,x\n");
  EXPECT_EQ(read.wrong(), "");
  ASSERT_THAT(read.events, SizeIs(2));
  EXPECT_EQ(*read.events[1].find("column 3"), "x");
  EXPECT_EQ(csv("a,b,\n1,2\n1,5,80\n").wrong(),
            "3: column 3 has no name: some rows lack it, in others something stands there\n");
}

TEST(Csv, ReadsWhatSpreadsheetsWrite) {
  const RawEvent one{1, 2, {{"a", "1"}, {"b", "2"}}};
  EXPECT_THAT(csv("a,b\r1,2\r").events, ElementsAre(one));
  EXPECT_THAT(csv("sep=;\r\na;b\r\n1;2\r\n").events,
              ElementsAre(RawEvent{1, 3, {{"a", "1"}, {"b", "2"}}}));
  EXPECT_THAT(csv("\xEF\xBB\xBF\"sep=;\"\na;b\n1;2\n").events, SizeIs(1));
  EXPECT_THAT(csv("a;b\n1;2\n").events, ElementsAre(one));
  EXPECT_THAT(csv("a\tb\n1\t2\n").events, ElementsAre(one));
  EXPECT_THAT(csv("a|b\n1|2\n").events, ElementsAre(one));
  EXPECT_THAT(csv("a,b,,\n1,2,,\n,,,\n").events, ElementsAre(one));
  EXPECT_THAT(csv("a,b\n1,2,,,\n3,4,,,\n").events, SizeIs(2));
  EXPECT_THAT(csv(" a , b\n1,2\n").events, ElementsAre(one));
  EXPECT_THAT(csv("a, b\n1, \"2\" \n").events, ElementsAre(one));
  EXPECT_EQ(*csv("a,b\n24\" TV,2\n").events.at(0).find("a"), "24\" TV");
  EXPECT_EQ(*csv("a,b,b\n1,2,3\n").events.at(0).find("b (column 3)"), "3");
  EXPECT_EQ(csv("a,b\r1,\"x\ry\"\r2,3,4\r").wrong(),
            "4: this row has 3 fields, the header has 2\n");
}

TEST(Csv, ColumnsOfOneNameHaveNumbers) {
  CsvOptions options;
  options.required_columns = {"b (column 2)", "b (column 3)"};
  const Outcome read = csv("title,,,\na,b,b,b\n1,2,3,4\n", options);
  EXPECT_EQ(read.wrong(), "");
  ASSERT_THAT(read.events, SizeIs(1));
  EXPECT_EQ(read.events[0].attributes,
            (std::vector<Attribute>{
                {"a", "1"}, {"b (column 2)", "2"}, {"b (column 3)", "3"}, {"b (column 4)", "4"}}));
}

TEST(Csv, NamesEveryMissingColumn) {
  CsvOptions options;
  options.required_columns = {"case", "b", "time"};
  EXPECT_EQ(csv("a,b\n1,2\n", options).wrong(),
            "1: the header has no column \"case\"\n1: the header has no column \"time\"\n");
}

TEST(Csv, KeepsTwentyProblemsAndCountsTheRest) {
  std::string text = "a,b\n";
  for (int i = 0; i < 100; ++i) text += "1\n";
  const Outcome read = csv(text);
  EXPECT_THAT(read.problems.list(), SizeIs(20));
  EXPECT_THAT(read.problems.to_error("f.csv").what, HasSubstr("f.csv:21: this row"));
}

}  // namespace
}  // namespace kintsugi::api::import
