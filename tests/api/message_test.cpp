#include "api/http/server/message.h"

#include <gtest/gtest.h>

namespace kintsugi::api {
namespace {

TEST(Message, LanguageIsTheFirstOfTheTwoByWeight) {
  EXPECT_EQ(language_of("zh-CN,zh;q=0.9,en;q=0.8"), Language::zh);
  EXPECT_EQ(language_of("en-GB"), Language::en);
  EXPECT_EQ(language_of("fr, en;q=0.5, zh;q=0.7"), Language::zh);
  EXPECT_EQ(language_of("zh;q=0"), Language::en);
  EXPECT_EQ(language_of(""), Language::en);
  EXPECT_EQ(language_of(",,;;q=x"), Language::en);
}

TEST(Message, ACodingIsTakenWhereItIsNamedAndNotWeighedAsNothing) {
  EXPECT_TRUE(accepts_coding("gzip, deflate, br", "gzip"));
  EXPECT_TRUE(accepts_coding("br;q=1.0, GZIP;q=0.2", "gzip"));
  EXPECT_FALSE(accepts_coding("br", "gzip"));
  EXPECT_FALSE(accepts_coding("gzip;q=0, br", "gzip"));
  EXPECT_FALSE(accepts_coding("x-gzip", "gzip"));
  EXPECT_FALSE(accepts_coding("", "gzip"));
}

TEST(Message, MediaTypeIsWithoutParameters) {
  EXPECT_EQ(media_type_of("Application/JSON; charset=utf-8"), "application/json");
  EXPECT_EQ(media_type_of(""), "");
}

TEST(Message, Utf8IsCheckedAsTheStandardHasIt) {
  EXPECT_TRUE(is_utf8("工单 𝄞 ok"));
  for (std::string_view bad :
       {"\xff", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe5\xb7"}) {
    EXPECT_FALSE(is_utf8(bad));
  }
}

}  // namespace
}  // namespace kintsugi::api
