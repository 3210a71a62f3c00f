// A browser is known by a signed name, to those who signed in there.

#include "api/http/session/known_browsers.h"

#include <gtest/gtest.h>

namespace kintsugi::api {
namespace {

const std::string browser_key(32, 'k'), other_key(32, 'x');

TEST(KnownBrowsers, AreKnownToWhoSignedInThere) {
  const std::string cookie = with_known_browser("", "main/1", 3, browser_key);
  const auto known = known_browser(cookie, "main/1", browser_key);
  ASSERT_TRUE(known);
  EXPECT_EQ(known->password_version, 3u);
  EXPECT_FALSE(known_browser(cookie, "main/2", browser_key));
  EXPECT_FALSE(known_browser(cookie, "main/1", other_key));
  EXPECT_FALSE(known_browser("", "main/1", browser_key));
  for (std::size_t i = 0; i < cookie.size(); ++i) {
    std::string changed = cookie;
    changed[i] = changed[i] == 'a' ? 'b' : 'a';
    EXPECT_FALSE(known_browser(changed, "main/1", browser_key)) << i;
  }
}

TEST(KnownBrowsers, KeepTheirNameAndTheLastWhoShareThem) {
  std::string cookie = with_known_browser("", "main/0", 1, browser_key);
  const std::string id = known_browser(cookie, "main/0", browser_key)->id;
  cookie = with_known_browser(cookie, "main/0", 2, browser_key);
  EXPECT_EQ(known_browser(cookie, "main/0", browser_key)->id, id);
  EXPECT_EQ(known_browser(cookie, "main/0", browser_key)->password_version, 2u);
  for (int i = 1; i <= 4; ++i)
    cookie = with_known_browser(cookie, "main/" + std::to_string(i), 1, browser_key);
  EXPECT_TRUE(known_browser(cookie, "main/0", browser_key));
  cookie = with_known_browser(cookie, "main/5", 1, browser_key);
  EXPECT_FALSE(known_browser(cookie, "main/0", browser_key)) << "the last few";
  EXPECT_TRUE(known_browser(cookie, "main/5", browser_key));
  EXPECT_LT(cookie.size(), 400u);
  EXPECT_LT(with_known_browser(std::string(5000, 'z'), "main/1", 1, browser_key).size(), 100u);
}

}  // namespace
}  // namespace kintsugi::api
