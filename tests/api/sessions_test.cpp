#include "api/http/session/sessions.h"

#include <gtest/gtest.h>

#include <thread>

namespace kintsugi::api {
namespace {

using namespace std::chrono_literals;
const Instant start = instant_from_ms(1'772'000'000'000);

TEST(Sessions, AreFoundByTheirTokenAlone) {
  Sessions sessions({});
  std::string token = *sessions.begin("main", "1001", 1, {}, start);
  EXPECT_GE(token.size(), 43u);  // 256 bits
  auto session = sessions.find(token, start);
  ASSERT_TRUE(session);
  EXPECT_EQ(session->operator_id, "1001");
  EXPECT_NE(session->id, token);
  EXPECT_FALSE(sessions.find(session->id, start));
  EXPECT_FALSE(sessions.find("", start));
}

TEST(Sessions, EndWhenIdleOrOld) {
  Sessions sessions({});
  std::string token = *sessions.begin("main", "1001", 1, {}, start);
  EXPECT_TRUE(sessions.find(token, start + 29min));
  EXPECT_TRUE(sessions.find(token, start + 58min));
  EXPECT_FALSE(sessions.find(token, start + 88min));
  std::string busy = *sessions.begin("main", "1001", 1, {}, start);
  for (auto t = 0min; t < 12h; t += 20min) EXPECT_TRUE(sessions.find(busy, start + t));
  EXPECT_FALSE(sessions.find(busy, start + 12h));
}

TEST(Sessions, OfAnOperatorEndTogetherButForOne) {
  Sessions sessions({});
  std::string a = *sessions.begin("main", "1001", 1, {}, start);
  std::string b = *sessions.begin("main", "1001", 1, {}, start);
  std::string other_tenant = *sessions.begin("demo", "1001", 1, {}, start);
  std::string id = sessions.find(b, start)->id;
  EXPECT_EQ(sessions.end_all("main", "1001", a), 1u);
  EXPECT_TRUE(sessions.find(a, start));
  EXPECT_FALSE(sessions.find(b, start));
  EXPECT_FALSE(sessions.alive(id, start));
  EXPECT_TRUE(sessions.find(other_tenant, start));
}

// A password is changed where somebody signs out: whoever is told that he is out, is.
TEST(Sessions, ThatEndedDoNotGoOnUnderAnotherToken) {
  for (int i = 0; i < 2000; ++i) {
    Sessions sessions({});
    const std::string token = *sessions.begin("main", "1001", 1, {}, start);
    const std::string id = sessions.find(token, start)->id;
    std::jthread changing([&] {
      ASSERT_TRUE(sessions.follow_password(token, 2));
      ASSERT_TRUE(sessions.rotate(token));
    });
    const bool out = sessions.end(token).has_value();
    changing.join();
    ASSERT_EQ(sessions.alive(id, start).has_value(), !out) << i;
  }
}

TEST(Sessions, HaveABound) {
  Sessions sessions({.max = 2});
  std::string first = *sessions.begin("main", "1", 1, {}, start);
  ASSERT_TRUE(sessions.begin("main", "2", 1, {}, start + 1s));
  ASSERT_TRUE(sessions.begin("main", "3", 1, {}, start + 2s));
  EXPECT_EQ(sessions.size(), 2u);
  EXPECT_FALSE(sessions.find(first, start + 2s));
}

}  // namespace
}  // namespace kintsugi::api
