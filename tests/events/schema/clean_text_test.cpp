// What becomes of a pasted text before it is checked.

#include "events/schema/runtime/clean_text.h"

#include <gtest/gtest.h>

namespace kintsugi::schema {
namespace {

std::string plain(std::string_view text) { return clean_text(text, TextFormat::plain); }
std::string lines(std::string_view text) { return clean_text(text, TextFormat::multiline); }
std::string code(std::string_view text) { return clean_text(text, TextFormat::code); }

TEST(CleanText, MakesOneLineOfLines) {
  EXPECT_EQ(plain("a\r\nb"), "a b");
  EXPECT_EQ(plain("a\nb\tc\vd"), "a b c d");
  EXPECT_EQ(plain("\xE2\x80\xA8"
                  "a\xE2\x80\xA9"),
            "a");
  EXPECT_EQ(plain("a\xC2\x85"
                  "b"),
            "a b");
}

TEST(CleanText, EndsLinesOneWay) {
  EXPECT_EQ(lines("a\r\nb\rc\nd"), "a\nb\nc\nd");
  EXPECT_EQ(lines("a\v\f\tb"), "a\n\n\tb");
  EXPECT_EQ(lines("\r\n a \r\n"), "a");
}

TEST(CleanText, DropsWhatNobodySees) {
  EXPECT_EQ(plain("\xEF\xBB\xBF\xE2\x80\xAD"
                  "138\xE2\x80\xAC"),
            "138");  // BOM, LRO, PDF
  EXPECT_EQ(plain("a\xE2\x80\x8B"
                  "b\xC2\xAD"
                  "c"),
            "abc");
  EXPECT_EQ(plain("a\x7F"
                  "b\x01"
                  "c"),
            "abc");
  EXPECT_EQ(plain("\xE2\x81\xA6"
                  "x\xE2\x81\xA9"),
            "x");
  EXPECT_EQ(plain("\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9"),
            "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9");  // a family of emoji stays one
  EXPECT_EQ(plain("张\xE2\x80\x8D三"), "张三");
}

TEST(CleanText, TrimsEveryBlank) {
  EXPECT_EQ(plain("\xC2\xA0 \xE3\x80\x80张 三\xE3\x80\x80"), "张 三");
  EXPECT_EQ(plain(" \t "), "");
  EXPECT_EQ(plain("张\xE3\x80\x80三"), "张\xE3\x80\x80三") << "inside it stays as typed";
}

TEST(CleanText, MakesCodesAscii) {
  EXPECT_EQ(code("ＳＮ－１２３"), "SN-123");
  EXPECT_EQ(code("138\xE2\x80\x93"
                 "0000\xC2\xA0"
                 "1234"),
            "138-0000 1234");
  EXPECT_EQ(clean_text("（０２１）５５５", TextFormat::phone), "(021)555");
  EXPECT_EQ(plain("ＡＢＣ"), "ＡＢＣ") << "a name stays as typed";
}

TEST(CleanText, LeavesSecretsAndNulAlone) {
  EXPECT_EQ(clean_text(" p\tw ", TextFormat::exact), " p\tw ");
  EXPECT_EQ(plain(std::string_view("a\0b", 3)), std::string("a\0b", 3));
}

TEST(CleanText, IsTheSameAgain) {
  for (const char* text : {"a\r\n b\t", "\xE2\x80\xAD１３８ ", "张\xE3\x80\x80三", "plain"}) {
    for (const auto format : {TextFormat::plain, TextFormat::multiline, TextFormat::code}) {
      const std::string once = clean_text(text, format);
      EXPECT_EQ(clean_text(once, format), once) << text;
    }
  }
}

}  // namespace
}  // namespace kintsugi::schema
