#include "api/http/session/passwords.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <vector>

#include "api/http/session/common_passwords.h"

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
  EXPECT_FALSE(*quick.verify("", ""));
}

// Else who asks would learn who is there. A hash that libsodium cannot read is answered at once,
// many thousand times sooner.
TEST(Passwords, OfUnknownOperatorsTakeAsMuchWorkAsWrongOnes) {
  const auto hash = quick.hash("correct horse battery");
  ASSERT_TRUE(hash);
  // The least of several: a machine that others use as well interrupts now and then.
  const auto took = [&](std::string_view known) {
    auto least = std::chrono::steady_clock::duration::max();
    for (int i = 0; i < 5; ++i) {
      const auto begin = std::chrono::steady_clock::now();
      EXPECT_FALSE(*quick.verify(known, "correct horse batterY"));
      least = std::min(least, std::chrono::steady_clock::now() - begin);
    }
    return least;
  };
  EXPECT_GT(took("") * 10, took(*hash));
  EXPECT_LT(took("$argon2id$nothing") * 10, took(*hash));
}

std::string refused(std::string_view password, std::string_view number = "1001") {
  const auto checked = Passwords::check_new(password, number);
  return checked ? "" : checked.error().code;
}

TEST(Passwords, NewOnesAreChecked) {
  EXPECT_EQ(refused("八个汉字的密码呀"), "");
  EXPECT_EQ(refused("correct horse battery"), "");
  EXPECT_EQ(refused("1234567"), "password.too_short");
  EXPECT_EQ(refused("密码密码密码"), "password.too_short");
  EXPECT_EQ(refused(std::string(257, 'a')), "password.too_long");
  EXPECT_EQ(refused("\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8"), "request.bad_text");
}

TEST(Passwords, WellKnownOnesAreRefused) {
  for (const char* common :
       {"Password", "zzzzzzzzz", "trustno1", "iloveyou1", "1q2w3e4r5t", "abc123456", "superman1",
        "12341234", "abcabcabc", "23456789", "hgfedcba", "88888888", "woaini1314", "Kintsugi"})
    EXPECT_EQ(refused(common), "password.too_common") << common;
  EXPECT_GT(listed_passwords().size(), 5000u);
}

TEST(Passwords, AreNotMadeOfTheNumber) {
  EXPECT_EQ(refused("10021003", "10021003"), "password.like_number");
  EXPECT_EQ(refused("a17b3a17b3", "A17B3"), "password.like_number");
  EXPECT_EQ(refused("17239!17239", "17239"), "password.like_number");
  EXPECT_EQ(refused("10011001"), "password.too_common");  // four again and again
  EXPECT_EQ(refused("1001 red herrings"), "");
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
