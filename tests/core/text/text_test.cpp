// What a text must be: counted in characters, as forms count down; and which phone numbers somebody
// can have.

#include "core/text/text.h"

#include <gtest/gtest.h>

#include <string>

namespace kintsugi::core {
namespace {

std::string times(std::size_t n, std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < n; ++i) out += text;
  return out;
}

TEST(Text, IsCountedInCharacters) {
  for (const char* one : {"x", "é", "修", "😀"}) {
    EXPECT_TRUE(is_line(times(64, one), 64)) << one;
    EXPECT_FALSE(is_line(times(65, one), 64)) << one;
    EXPECT_TRUE(is_note(times(4000, one))) << one;
    EXPECT_FALSE(is_note(times(4001, one))) << one;
  }
  // Of what names of streams are made, octets count.
  EXPECT_TRUE(is_id(times(21, "修")));
  EXPECT_FALSE(is_id(times(22, "修")));
}

TEST(Text, HasLinesWhereItMayBeLong) {
  EXPECT_TRUE(is_reason("客户要求\n周五前"));
  EXPECT_FALSE(is_line("客户要求\n周五前", 400));
  EXPECT_FALSE(is_reason(" \n ")) << "says nothing";
  EXPECT_FALSE(is_reason(std::string("a\0b", 3)));
}

TEST(Phone, IsLikelyWhereSomebodyCanHaveIt) {
  for (const char* number :
       {"13800000000", "19912345678", "02155550000", "01066660000", "057188001000", "07551234567",
        "4008208820", "95588", "12345", "55550000", "5555000", "+8613800000000", "008613800000000",
        "+15550100123", "+85223456789"})
    EXPECT_TRUE(is_likely_phone(*normal_phone(number))) << number;
  for (const char* number :
       {"12345678901", "1380000000", "138000000000", "11111111", "00000000000", "0215555",
        "123456789", "+86138", "000000", "99999999999"})
    EXPECT_FALSE(is_likely_phone(*normal_phone(number))) << number;
}

}  // namespace
}  // namespace kintsugi::core
