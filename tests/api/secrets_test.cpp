#include "api/http/session/secrets.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <thread>
#include <vector>

namespace kintsugi::api {
namespace {

const Instant now = instant_from_ms(1'772'000'000'000);
const Instant later = now + std::chrono::hours(24);

struct SecretsTest : testing::Test {
  std::filesystem::path dir;
  SecretsTest() {
    char name[] = "/tmp/kintsugi-secrets-XXXXXX";
    dir = ::mkdtemp(name);
  }
  ~SecretsTest() override { std::filesystem::remove_all(dir); }
  std::unique_ptr<Secrets> open() {
    auto secrets = Secrets::open(dir / "secrets");
    EXPECT_TRUE(secrets) << secrets.error().what;
    return std::move(*secrets);
  }
};

TEST_F(SecretsTest, ComeBackAfterARestart) {
  std::string link;
  std::string token;
  std::string cursor_key;
  {
    auto secrets = open();
    ASSERT_TRUE(secrets->store_password("main", "1001", {1, "$argon2id$x"}));
    link = *secrets->make_link({"main", "1002", later, "L1"});
    token = *secrets->make_token({.id = "t1", .tenant = "main", .operator_id = "1001"});
    cursor_key = secrets->cursor_key();
  }
  auto secrets = open();
  EXPECT_EQ(secrets->password_hash("main", "1001", 1), "$argon2id$x");
  EXPECT_EQ(secrets->password_hash("other", "1001", 1), std::nullopt);
  EXPECT_EQ(secrets->find_link(link, now), (OneTimeLink{"main", "1002", later, "L1"}));
  EXPECT_EQ(secrets->find_token(token)->operator_id, "1001");
  EXPECT_EQ(secrets->cursor_key(), cursor_key);
  EXPECT_EQ(cursor_key.size(), 32u);
}

// A company that people enter without a password stays one, and no other becomes one.
TEST_F(SecretsTest, WhoOpensWithoutAPasswordComesBackToo) {
  EXPECT_FALSE(open()->opens_without_password("demo"));
  ASSERT_TRUE(open()->open_without_password("demo"));
  EXPECT_TRUE(open()->opens_without_password("demo"));
  EXPECT_FALSE(open()->opens_without_password("main"));
}

TEST_F(SecretsTest, TheFileIsTheOwnersAloneAndHoldsNoToken) {
  auto secrets = open();
  std::string link = *secrets->make_link({"main", "", later, ""});
  std::string token = *secrets->make_token({.id = "t1", .tenant = "main"});
  struct stat info {};
  ASSERT_EQ(::stat((dir / "secrets" / "secrets.json").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  std::ifstream in(dir / "secrets" / "secrets.json");
  std::string text(std::istreambuf_iterator<char>(in), {});
  EXPECT_EQ(text.find(link), std::string::npos);
  // The secret itself may hold a '_': what stands behind the last one can be one letter.
  const std::string secret = token.substr(std::string("kt_t1_").size());
  ASSERT_GE(secret.size(), 40u);
  EXPECT_EQ(text.find(secret), std::string::npos);
}

TEST_F(SecretsTest, LinksWorkOnceAndForATime) {
  auto secrets = open();
  std::string link = *secrets->make_link({"main", "1002", later, "L1"});
  EXPECT_FALSE(secrets->find_link(link, later));
  EXPECT_FALSE(secrets->find_link("guess", now));
  std::string newer = *secrets->make_link({"main", "1002", later, "L2"});
  EXPECT_FALSE(secrets->find_link(link, now)) << "a newer link replaces it";
  const auto taken = *secrets->take_link(newer, now);
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->id, "L2");
  EXPECT_FALSE(*secrets->take_link(newer, now));
  EXPECT_FALSE(secrets->find_link(newer, now));
  ASSERT_TRUE(secrets->put_back(newer, *taken));
  EXPECT_TRUE(secrets->find_link(newer, now));
}

TEST_F(SecretsTest, ALinkIsTakenByOneOfMany) {
  auto secrets = open();
  const std::string link = *secrets->make_link({"main", "1002", later, "L1"});
  std::atomic<int> taken{0};
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] { taken += *secrets->take_link(link, now) ? 1 : 0; });
  threads.clear();
  EXPECT_EQ(taken.load(), 1);
}

TEST_F(SecretsTest, TokensAreKnownByTheirSecret) {
  auto secrets = open();
  std::string token =
      *secrets->make_token({.id = "t1", .tenant = "main", .operator_id = "7"});
  EXPECT_EQ(token.rfind("kt_t1_", 0), 0u);
  EXPECT_TRUE(secrets->find_token(token));
  EXPECT_FALSE(secrets->find_token(token + "x"));
  EXPECT_FALSE(secrets->find_token("kt_"));
  ASSERT_TRUE(secrets->forget_token("t1"));
  EXPECT_FALSE(secrets->find_token(token));
}

// A hash that is stored before its change is recorded counts with the record.
TEST_F(SecretsTest, AHashCountsWithItsVersionOnTheLog) {
  auto secrets = open();
  ASSERT_TRUE(secrets->store_password("main", "1", {1, "one"}));
  ASSERT_TRUE(secrets->store_password("main", "1", {2, "two"}));
  EXPECT_EQ(secrets->password_hash("main", "1", 1), "one");
  EXPECT_EQ(secrets->password_hash("main", "1", 2), "two");
  ASSERT_TRUE(secrets->drop_password("main", "1", 2));
  EXPECT_EQ(secrets->password_hash("main", "1", 2), "one");
  ASSERT_TRUE(secrets->store_password("main", "1", {2, "again"}));
  ASSERT_TRUE(secrets->store_password("main", "1", {3, "three"}));
  EXPECT_EQ(secrets->password_hash("main", "1", 1), std::nullopt) << "the oldest is gone";
}

// From before they were kept by version: counts until there is a newer one.
TEST_F(SecretsTest, AHashWithoutAVersionStillCounts) {
  open();
  std::ofstream(dir / "secrets" / "secrets.json")
      << R"({"cursor_key":")" << std::string(64, '0')
      << R"(","passwords":{"main/1":"old"},"links":{},"tokens":{}})";
  auto secrets = open();
  EXPECT_EQ(secrets->password_hash("main", "1", 7), "old");
}

TEST_F(SecretsTest, WhatCouldNotBeWrittenDidNotHappen) {
  auto secrets = open();
  ASSERT_TRUE(secrets->store_password("main", "1", {1, "one"}));
  const std::string link = *secrets->make_link({"main", "2", later, "L1"});
  const std::string token = *secrets->make_token({.id = "t1", .tenant = "main"});
  std::filesystem::create_directory(dir / "secrets" / "secrets.json.new");  // stands in the way
  const auto failed = secrets->store_password("main", "1", {2, "two"});
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, "secrets.cannot_write");
  EXPECT_EQ(failed.error().what.find('/'), std::string::npos) << failed.error().what;
  EXPECT_EQ(secrets->password_hash("main", "1", 2), "one");
  EXPECT_FALSE(secrets->take_link(link, now));
  EXPECT_TRUE(secrets->find_link(link, now));
  EXPECT_FALSE(secrets->forget_token("t1"));
  EXPECT_TRUE(secrets->find_token(token));
  EXPECT_FALSE(secrets->make_token({.id = "t2", .tenant = "main"}));
}

TEST_F(SecretsTest, ADamagedFileIsNamed) {
  open();
  std::ofstream(dir / "secrets" / "secrets.json") << "{\"cursor_key\": \"00";
  auto secrets = Secrets::open(dir / "secrets");
  ASSERT_FALSE(secrets);
  EXPECT_EQ(secrets.error().kind, ErrorKind::corrupt);
  EXPECT_NE(secrets.error().what.find("secrets.json"), std::string::npos);
}

// What is still JSON afterwards is noticed too: else links end and passwords are wrong, and nobody
// knows why.
TEST_F(SecretsTest, EachOctetThatFlipsIsNoticed) {
  EXPECT_TRUE(Secrets::check(dir / "secrets")) << "none yet";
  auto secrets = open();
  ASSERT_TRUE(secrets->store_password("main", "1", {1, "$argon2id$abc"}));
  const std::filesystem::path file = dir / "secrets" / "secrets.json";
  std::stringstream read;
  read << std::ifstream(file).rdbuf();
  const std::string whole = read.str();
  EXPECT_TRUE(Secrets::check(dir / "secrets"));
  for (const char* part : {"cursor_key\": \"", "$argon2id$", "main/1"}) {
    std::string changed = whole;
    const std::size_t at = changed.find(part) + std::string_view(part).size();
    changed[at - 1 + (part[0] == 'c' ? 1 : 0)] ^= 1;
    std::ofstream(file) << changed;
    const auto checked = Secrets::check(dir / "secrets");
    ASSERT_FALSE(checked) << part;
    EXPECT_EQ(checked.error().code, "secrets.unreadable") << part;
    EXPECT_FALSE(Secrets::open(dir / "secrets")) << part;
  }
  const char* const cut = R"({"cursor_key":"0f","passwords":{},"links":{},"tokens":{}})";
  for (const char* damaged : {"", "{", cut}) {
    std::ofstream(file) << damaged;
    EXPECT_FALSE(Secrets::check(dir / "secrets")) << damaged;
  }
  std::ofstream(file) << whole;
  EXPECT_TRUE(Secrets::check(dir / "secrets"));
}

}  // namespace
}  // namespace kintsugi::api
