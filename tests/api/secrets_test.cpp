#include "api/http/session/secrets.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>

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
    ASSERT_TRUE(secrets->set_password_hash("main", "1001", "$argon2id$x"));
    link = *secrets->make_link({"main", "", later});
    token = *secrets->make_token(
        {.name = "cron", .tenant = "main", .operator_id = "1001", .expires_at = later});
    cursor_key = secrets->cursor_key();
  }
  auto secrets = open();
  EXPECT_EQ(secrets->password_hash("main", "1001"), "$argon2id$x");
  EXPECT_EQ(secrets->password_hash("other", "1001"), std::nullopt);
  EXPECT_TRUE(secrets->find_link(link, now));
  EXPECT_EQ(secrets->find_token(token, now)->operator_id, "1001");
  EXPECT_EQ(secrets->cursor_key(), cursor_key);
  EXPECT_EQ(cursor_key.size(), 32u);
}

TEST_F(SecretsTest, TheFileIsTheOwnersAloneAndHoldsNoToken) {
  auto secrets = open();
  std::string link = *secrets->make_link({"main", "", later});
  std::string token = *secrets->make_token({.name = "cron", .tenant = "main", .expires_at = later});
  struct stat info {};
  ASSERT_EQ(::stat((dir / "secrets" / "secrets.json").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  std::ifstream in(dir / "secrets" / "secrets.json");
  std::string text(std::istreambuf_iterator<char>(in), {});
  EXPECT_EQ(text.find(link), std::string::npos);
  EXPECT_EQ(text.find(token.substr(token.rfind('_') + 1)), std::string::npos);
}

TEST_F(SecretsTest, LinksWorkOnceAndForATime) {
  auto secrets = open();
  std::string link = *secrets->make_link({"main", "1002", later});
  EXPECT_FALSE(secrets->find_link(link, later));
  EXPECT_FALSE(secrets->find_link("guess", now));
  std::string newer = *secrets->make_link({"main", "1002", later});
  EXPECT_FALSE(secrets->find_link(link, now)) << "a newer link replaces it";
  ASSERT_TRUE(secrets->use_link(newer));
  EXPECT_FALSE(secrets->find_link(newer, now));
}

TEST_F(SecretsTest, TokensEndWithTheirTimeOrWhenRemoved) {
  auto secrets = open();
  std::string token = *secrets->make_token(
      {.name = "a", .tenant = "main", .operator_id = "7", .expires_at = later});
  EXPECT_FALSE(secrets->find_token(token, later));
  EXPECT_FALSE(secrets->find_token(token + "x", now));
  EXPECT_FALSE(secrets->find_token("kt_", now));
  std::string id = secrets->tokens_of("main", "7").at(0).id;
  EXPECT_FALSE(*secrets->remove_token("main", "8", id)) << "somebody else's";
  EXPECT_TRUE(*secrets->remove_token("main", "7", id));
  EXPECT_FALSE(secrets->find_token(token, now));
}

TEST_F(SecretsTest, ADamagedFileIsNamed) {
  open();
  std::ofstream(dir / "secrets" / "secrets.json") << "{\"cursor_key\": \"00";
  auto secrets = Secrets::open(dir / "secrets");
  ASSERT_FALSE(secrets);
  EXPECT_EQ(secrets.error().kind, ErrorKind::corrupt);
  EXPECT_NE(secrets.error().what.find("secrets.json"), std::string::npos);
}

}  // namespace
}  // namespace kintsugi::api
