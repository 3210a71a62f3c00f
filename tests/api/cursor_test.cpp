#include "api/http/reading/cursor.h"

#include <gtest/gtest.h>

namespace kintsugi::api {
namespace {

const std::string key(32, 'k');

TEST(Cursor, ComesBackAsItWas) {
  Cursor cursor{Position{182734}, std::string("WO-1\0\xff\n", 7)};
  auto back =
      decode_cursor(encode_cursor(cursor, "/v1/orders?status=x", key), "/v1/orders?status=x", key);
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, cursor);
}

TEST(Cursor, IsGoodForItsOwnListOnly) {
  std::string text = encode_cursor({Position{5}, "a"}, "/v1/orders", key);
  auto other = decode_cursor(text, "/v1/audit", key);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, "request.bad_cursor");
}

TEST(Cursor, EveryChangedCharacterIsNoticed) {
  const std::string text = encode_cursor({Position{5}, "abc"}, "/v1/orders", key);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(decode_cursor(changed, "/v1/orders", key)) << i;
  }
  EXPECT_FALSE(decode_cursor("", "/v1/orders", key));
  EXPECT_FALSE(decode_cursor("!!", "/v1/orders", key));
  EXPECT_FALSE(decode_cursor(std::string(10'000, 'A'), "/v1/orders", key));
  EXPECT_FALSE(decode_cursor(text, "/v1/orders", std::string(32, 'x')));
}

}  // namespace
}  // namespace kintsugi::api
