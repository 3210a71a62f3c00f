// Which encoding octets look like, and what readers do with those that are another's.

#include "api/import/encoding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include "api/import/sales.h"
#include "tests/api/import/made_log.h"
#include "tests/api/import/read_log.h"

namespace kintsugi::api::import {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using tests::csv;
using tests::Outcome;
using tests::xes;

std::string in(const char* encoding, const std::string& utf8) {
  std::string out(utf8.size() * 4 + 16, '\0');
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t size =
      ucnv_convert(encoding, "utf-8", out.data(), static_cast<std::int32_t>(out.size()),
                   utf8.data(), static_cast<std::int32_t>(utf8.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status)) << u_errorName(status);
  out.resize(static_cast<std::size_t>(size));
  return out;
}

// Each of these phrases of the trade is a file of one cell.
constexpr const char* phrases[] = {"空调漏水", "异响",     "漏水",     "制冷不足", "不制冷",
                                   "不启动",   "开机跳闸", "门关不严", "灯不亮",   "噪音大",
                                   "显示故障", "无法加热", "排水不畅", "异味",     "需要安装"};

TEST(Encoding, OfUtf8StatedAsGb18030IsNamedForEveryPhrase) {
  CsvOptions options;
  options.encoding = "gb18030";
  for (const char* phrase : phrases) {
    const std::string file = std::string("id,text\n1,") + phrase + "\n";
    EXPECT_EQ(likelier_encoding(file, "gb18030"), "utf-8") << phrase;
    EXPECT_THAT(csv(file, options).wrong(), HasSubstr("it looks like utf-8: encoding = \"utf-8\""));
    EXPECT_THAT(csv("\xEF\xBB\xBF" + file, options).wrong(), HasSubstr("it looks like utf-8"));
    EXPECT_THAT(csv(file).events, SizeIs(1));
    EXPECT_EQ(likelier_encoding(tests::to_gb18030(file), "gb18030"), "") << phrase;
    EXPECT_EQ(likelier_encoding(tests::to_gb18030(file), "utf-8"), "gb18030") << phrase;
  }
  // Octets of GB 18030 that are valid UTF-8 by chance.
  EXPECT_EQ(likelier_encoding(tests::to_gb18030("id,text\n1,联通\n"), "gb18030"), "");
  EXPECT_EQ(likelier_encoding(tests::to_gb18030("id,text\n1,联通\n"), "utf-8"), "gb18030");
  EXPECT_EQ(likelier_encoding("25 m² at 20 °C, ±5 µm, 漏水", "utf-8"), "");
  for (const char* other :
       {"Привет, мир", "25 m²", "© 2025", "Ελληνικά", "שלום", "مرحبا", "Grüße", "…"})
    EXPECT_EQ(likelier_encoding(other, "utf-8"), "") << other;
}

// Two exports behind each other: nearly any octets are some text of an old encoding.
TEST(Encoding, LinesOfAnotherThanTheRestAreNamed) {
  std::string rows = "id,text\n";
  for (int i = 0; i < 40; ++i) rows += std::to_string(i) + ",空调不制冷，需要上门维修\n";
  const std::string file = tests::to_gb18030(rows) + "41,空调漏水\n" +
                           tests::to_gb18030("42,联通\n") + "43,制冷不足\n44,ok\n";
  CsvOptions options;
  options.encoding = "gb18030";
  const Outcome read = csv(file, options);
  EXPECT_EQ(read.wrong(), "");
  EXPECT_THAT(read.events, SizeIs(44));
  ASSERT_THAT(read.problems.notes(), SizeIs(1));
  EXPECT_THAT(read.problems.notes()[0],
              HasSubstr("2 lines look like utf-8 while the file is read as gb18030"));
  EXPECT_THAT(read.problems.notes()[0], HasSubstr("line 42, 44"));
  EXPECT_THAT(csv(tests::to_gb18030(rows), options).problems.notes(), SizeIs(0));
  EXPECT_THAT(csv(rows).problems.notes(), SizeIs(0));
  options.encoding = "windows-1252";
  EXPECT_THAT(csv(in("windows-1252", "id,text\n1,Grüße Tür klemmt\n"), options).problems.notes(),
              SizeIs(0));
}

TEST(Encoding, CanBeTrustedAgainstItsLooks) {
  CsvOptions options;
  options.encoding = "gb18030";
  options.trust_encoding = true;
  EXPECT_THAT(csv("id,text\n1,空调漏水\n", options).events, SizeIs(1));
}

TEST(Encoding, IsNamedWhereAFileIsNoUtf8) {
  const std::string text = "id,text\n1,x\n2,空调不制冷,\n";
  EXPECT_THAT(csv(tests::to_gb18030("id,text\n1,x\n2,空调不制冷\n")).wrong(),
              HasSubstr("3: invalid UTF-8 in column 2 (text); it looks like gb18030"));
  EXPECT_EQ(likely_encoding(in("big5", "編號,故障\n1,冷氣漏水,客戶不在家\n")), "big5");
  EXPECT_EQ(likely_encoding(in("shift_jis", "エアコンの水漏れ,修理お願いします")), "shift_jis");
  EXPECT_EQ(likely_encoding(in("windows-1252", "id;Straße;Müller\n1;Gerät läuft nicht;é")),
            "windows-1252");
  EXPECT_EQ(likelier_encoding(in("euc-kr", "에어컨 누수 수리 요청"), "euc-kr"), "");
  EXPECT_EQ(likely_encoding(in("utf-16le", "id,text\n1,abc\n")), "utf-16le");
}

TEST(Encoding, OfBig5StatedAsGb18030IsNamed) {
  EXPECT_EQ(
      likelier_encoding(in("big5", "編號,故障\n1,冷氣機漏水很嚴重,客戶要求明天維修\n"), "gb18030"),
      "big5");
}

TEST(Encoding, OfEveryNameThatIcuHasIsRead) {
  for (const char* encoding :
       {"windows-1252", "iso-8859-1", "big5", "shift_jis", "GBK", "euc-kr"}) {
    CsvOptions options;
    options.encoding = encoding;
    options.trust_encoding = true;
    EXPECT_THAT(csv(in("us-ascii", "a,b\n1,x\n"), options).events, SizeIs(1)) << encoding;
  }
  CsvOptions options;
  options.encoding = "windows-1252";
  const Outcome read = csv(in("windows-1252", "id,text\n1,Müller\n"), options);
  EXPECT_EQ(read.wrong(), "");
  EXPECT_EQ(*read.events.at(0).find("text"), "Müller");
}

TEST(Encoding, OfUtf16IsKnownByItsMark) {
  EXPECT_THAT(csv("\xFF\xFE" + in("utf-16le", "id,text\r\n1,漏水\r\n")).events, SizeIs(1));
  EXPECT_THAT(csv(in("utf-16le", "id,text\r\n1,abc\r\n")).wrong(), HasSubstr("utf-16le"));
}

TEST(Encoding, OfXesIsWhatItsFirstLineSays) {
  const auto file = [](const std::string& encoding, const std::string& name) {
    return "<?xml version=\"1.0\" encoding=\"" + encoding +
           "\"?><log><trace><event><string key=\"concept:name\" value=\"" + name +
           "\"/></event></trace></log>";
  };
  for (const char* encoding : {"GB18030", "GBK", "Big5", "windows-1252", "ISO-8859-15"}) {
    const std::string name = encoding[0] == 'G'   ? "空调漏水"
                             : encoding[0] == 'B' ? "冷氣漏水"
                                                  : "Gerät läuft";
    const Outcome read = xes(in(encoding, file(encoding, name)));
    EXPECT_EQ(read.wrong(), "") << encoding;
    ASSERT_THAT(read.events, SizeIs(1)) << encoding;
    EXPECT_EQ(*read.events[0].find("concept:name"), name) << encoding;
  }
  EXPECT_THAT(xes(file("GB18030", "空调漏水")).wrong(), HasSubstr("it looks like utf-8"));
  EXPECT_THAT(xes(tests::to_gb18030(file("UTF-8", "空调漏水"))).wrong(),
              HasSubstr("it looks like gb18030"));
  EXPECT_THAT(xes(file("UTF-16", "x")).events, SizeIs(1)) << "it can be read: it is no UTF-16";
  EXPECT_THAT(xes(file("klingon", "x")).wrong(), HasSubstr("unknown encoding"));
  XesOptions options;
  options.encoding = "gb18030";
  EXPECT_THAT(xes(tests::to_gb18030(file("UTF-8", "空调漏水")), options).events, SizeIs(1));
}

TEST(Encoding, OfUtf32IsKnownWithItsMarkAndWithout) {
  const std::string file = "id,text\n1,空调漏水\n2,异响\n";
  for (const char* encoding : {"utf-32le", "utf-32be"}) {
    EXPECT_THAT(csv(in(encoding, "\uFEFF" + file)).events, SizeIs(2)) << encoding;
    const std::string bare = in(encoding, file);
    EXPECT_EQ(likely_encoding(bare), encoding);
    EXPECT_THAT(csv(bare).wrong(),
                HasSubstr("encoding = \"" + std::string(encoding) + "\"")) << encoding;
    CsvOptions options;
    options.encoding = encoding;
    EXPECT_THAT(csv(bare, options).events, SizeIs(2)) << encoding;
  }
}

TEST(Encoding, OfUtf16IsKnownWithoutItsMarkAmongChinese) {
  const std::string file = "编号,动作\n一二三四五六七八九十号空调漏水制冷不足,新装空调一台\n";
  for (const char* encoding : {"utf-16le", "utf-16be"})
    EXPECT_EQ(likely_encoding(in(encoding, file)), encoding);
}

// Words of nothing but accented letters are no Latin; an alphabet of its own is what it says.
TEST(Encoding, OfOtherAlphabetsIsBelievedAndNotTakenForLatin) {
  const std::string file = "id,text\n1,не работает холодильник\n";
  for (const char* encoding : {"windows-1251", "koi8-r"}) {
    CsvOptions options;
    options.encoding = encoding;
    EXPECT_THAT(csv(in(encoding, file), options).events, SizeIs(1)) << encoding;
    EXPECT_THAT(csv(in(encoding, file)).wrong(), Not(HasSubstr("windows-1252"))) << encoding;
  }
  EXPECT_EQ(likely_encoding(in("windows-1252", "id,text\n1,Kühlschrank lässt Wärme hinein\n")),
            "windows-1252");
}

TEST(Encoding, OfWhatIsNoTextIsNamed) {
  EXPECT_THAT(csv("PK\x03\x04...").wrong(), HasSubstr("Excel workbook"));
  EXPECT_THAT(xes("\x89PNG").wrong(), HasSubstr("an image"));
  const std::string twice = tests::gzipped(tests::gzipped("a,b\n1,2\n"));
  EXPECT_THAT(csv(twice).wrong(), HasSubstr("compressed with gzip once more"));
  for (const auto& [octets, kind] :
       {std::pair("BZh91AY&SY", "bzip2"), std::pair("\xFD" "7zXZ", "with xz"),
        std::pair("<html><table><tr><td>id", "a web page (HTML)"),
        std::pair("\uFEFF\r\n<TABLE border=1>", "a web page (HTML)"),
        std::pair("<?xml version=\"1.0\"?><ss:Workbook>", "an Excel workbook as XML"),
        std::pair("<?xml version=\"1.0\"?>\n<!-- x --><rows>", "XML (<rows>)"),
        std::pair("<?xml version=\"1.0\"?><log>", "format = \"xes\""),
        std::pair("MIME-Version: 1.0\r\n", "MHTML"), std::pair("[{\"id\":1}]", "JSON"),
        std::pair("{\n \"id\": 1}", "JSON"), std::pair("{\\rtf1", "word processor"),
        std::pair("Rar!\x1A", "RAR"), std::pair("PAR1", "Parquet")})
    EXPECT_THAT(csv(octets).wrong(), HasSubstr(kind)) << octets;
  EXPECT_THAT(csv(in("utf-16le", "\uFEFF<html><table>")).wrong(), HasSubstr("a web page"));
  EXPECT_THAT(xes("<html><body>sign in</body></html>").wrong(), HasSubstr("a web page"));
  for (const char* text : {"[id],text\n1,2\n", "{id},text\n1,2\n", "BZ,x\n1,2\n"})
    EXPECT_EQ(csv(text).wrong(), "") << text;
}

// A sales file is one piece of octets, and then nothing.
TEST(Encoding, OfASalesFileMayBeAnyThatIsRecognised) {
  const std::string file = "sale,contact,address\n1,张三,上海市东路一号\n2,李四,北京市西路二号\n";
  for (const auto& [encoding, mark] :
       {std::pair("gb18030", ""), std::pair("gbk", ""), std::pair("utf-16le", "\uFEFF"),
        std::pair("utf-16be", "\uFEFF"), std::pair("utf-8", "\uFEFF"), std::pair("utf-8", "")}) {
    const auto read = read_sales(in(encoding, mark + file), {}, {});
    ASSERT_TRUE(read) << encoding << ": " << read.error().what;
    ASSERT_THAT(read->rows, SizeIs(2)) << encoding;
    EXPECT_EQ(read->columns.at(1).first.at(0), "张三") << encoding;
  }
  const auto big5 = read_sales(
      in("big5", "sale,contact,address\n1,張三,臺北市東路一號\n2,李四,高雄市西路二號\n"), {}, {});
  ASSERT_TRUE(big5) << big5.error().what;
  EXPECT_EQ(big5->columns.at(1).first.at(0), "張三");
  const auto short_one = read_sales(in("gb18030", "sale,contact\n1,张\n"), {}, {});
  ASSERT_TRUE(short_one) << short_one.error().what;
  EXPECT_EQ(short_one->columns.at(1).first.at(0), "张");
}

// What a spreadsheet made of phones and days is read as an import reads it.
TEST(Sales, AreReadAsAnImportReadsThem) {
  std::string file = "sale,contact,phone,address,brand,serial,sold_on,install_on\n";
  int number = 0;
  for (const char* phone : {"13800008883.0", "'13800008883", "1.3800008883E+10", "13800008883"})
    file += std::to_string(++number) + ",张三," + phone +
            ",东路一号,甲,13800001111.0,2026/11/1 0:00,46327\n";
  const auto read = read_sales(file, {}, {});
  ASSERT_TRUE(read) << read.error().what;
  ASSERT_THAT(read->rows, SizeIs(4));
  for (const SaleRow& row : read->rows) {
    ASSERT_TRUE(row.wish) << row.line << row.wish.error().what;
    EXPECT_EQ(row.wish->phone, "13800008883");
    EXPECT_EQ(row.wish->serial, "13800001111");
    EXPECT_EQ(row.wish->sold_on, row.wish->install_on);
  }
  const auto cut = read_sales("sale,contact,phone,address,brand,sold_on\n"
                              "1,张三,1.38E+10,东路一号,甲,2026-11-01\n",
                              {}, {});
  ASSERT_TRUE(cut);
  EXPECT_FALSE(cut->rows.at(0).wish);
}

// A row that leaves the field's own column empty takes nothing from another one of such a name.
TEST(Sales, TakeAFieldFromOneColumn) {
  const auto read = read_sales("sale,机号,条码,sold_on,delivered_on\n"
                               "L-1,S1,6901234567892,2026-11-01,\n"
                               "L-2,,6901234567892,2026-11-01,9999-12-31\n",
                               {}, {});
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->columns.at(1).field, "serial");
  EXPECT_EQ(read->columns.at(2).field, "");
  ASSERT_FALSE(read->rows.at(1).wish);
  EXPECT_EQ(read->rows[1].wish.error().pointer, "/delivered_on");
  const auto whole = read_sales("sale,contact,phone,address,brand,机号,条码,sold_on\n"
                                "L-1,张三,13800008883,东路一号,甲,S1234,6901234567892,2026-11-01\n"
                                "L-2,张三,13800008883,东路一号,甲,,6901234567892,2026-11-01\n",
                                {}, {});
  ASSERT_TRUE(whole && whole->rows.at(1).wish);
  EXPECT_EQ(whole->rows[0].wish->serial, "S1234");
  EXPECT_EQ(whole->rows[1].wish->serial, "");
}

// A number that a spreadsheet has cut is that of many lines.
TEST(Sales, OfANumberThatIsCutAreRefused) {
  const auto read = read_sales("sale,contact,phone,address,brand,serial,sold_on\n"
                               "2.02603E+11,张三,13800008883,东路一号,甲,,2026-11-01\n"
                               "'00350,张三,13800008883,东路一号,甲,,2026-11-01\n"
                               "L-3,张三,13800008883,东路一号,甲,6.9E+17,2026-11-01\n"
                               "#REF!,张三,13800008883,东路一号,甲,,2026-11-01\n",
                               {}, {});
  ASSERT_TRUE(read) << read.error().what;
  ASSERT_THAT(read->rows, SizeIs(4));
  EXPECT_THAT(read->rows[3].wish.error().what, HasSubstr("it stands for none"));
  EXPECT_EQ(read->rows[0].wish.error().pointer, "/sale");
  EXPECT_THAT(read->rows[0].wish.error().what, HasSubstr("a spreadsheet has cut its digits"));
  ASSERT_TRUE(read->rows[1].wish);
  EXPECT_EQ(read->rows[1].wish->sale, "00350");
  EXPECT_EQ(read->rows[2].wish.error().pointer, "/serial");
  EXPECT_THAT(read_sales(tests::gzipped("sale,contact\n1,x\n"), {}, {}).error().what,
              HasSubstr("gzip"));
}

}  // namespace
}  // namespace kintsugi::api::import
