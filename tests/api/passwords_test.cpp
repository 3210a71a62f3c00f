#include "api/http/session/passwords.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace kintsugi::api {
namespace {

// Small work: the tests are about the rules, not about the cost.
Passwords quick({.passes = 1, .memory = 8u << 20});

TEST(Passwords, AreHashedByArgon2id) {
  auto hash = quick.hash("correct horse battery");
  ASSERT_TRUE(hash);
  EXPECT_EQ(hash->rfind("$argon2id$", 0), 0u);
  EXPECT_TRUE(*quick.verify(*hash, "correct horse battery"));
  EXPECT_FALSE(*quick.verify(*hash, "correct horse batterY"));
}

TEST(Passwords, OfUnknownOperatorsAreNeverRight) {
  EXPECT_FALSE(*quick.verify("", "a password that nobody has"));
}

TEST(Passwords, NewOnesAreChecked) {
  EXPECT_TRUE(Passwords::check_new("八个汉字的密码呀"));
  EXPECT_EQ(Passwords::check_new("1234567").error().code, "password.too_short");
  EXPECT_EQ(Passwords::check_new("密码密码密码").error().code, "password.too_short");
  EXPECT_EQ(Passwords::check_new("Password").error().code, "password.too_common");
  EXPECT_EQ(Passwords::check_new("zzzzzzzzz").error().code, "password.too_common");
  EXPECT_EQ(Passwords::check_new(std::string(257, 'a')).error().code, "password.too_long");
  EXPECT_EQ(Passwords::check_new("\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8").error().code,
            "request.bad_text");
}

TEST(Passwords, BeyondTheQueueTheyAreRefusedAtOnce) {
  Passwords one({.at_once = 1, .waiting_max = 1, .passes = 4, .memory = 64u << 20});
  std::vector<std::jthread> threads;
  std::atomic<int> refused{0};
  for (int i = 0; i < 12; ++i) {
    threads.emplace_back([&] {
      auto answer = one.verify("", "whatever it is");
      if (!answer && answer.error().code == "server.busy") ++refused;
    });
  }
  threads.clear();
  EXPECT_GT(refused.load(), 0);
}

}  // namespace
}  // namespace kintsugi::api
