// In which coding answers travel: gzip where the client takes it, made once; never Brotli on the
// way.

#include <gtest/gtest.h>

#include "api/console/assets.h"
#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

const std::string of_browsers = "gzip, deflate, br, zstd";

struct EncodingTest : testing::Test {
  static std::unique_ptr<RunningEdge> running;
  static void SetUpTestSuite() { running = std::make_unique<RunningEdge>(); }
  static void TearDownTestSuite() { running.reset(); }

  // As it came over the line.
  static httplib::Result get(const std::string& path, const std::string& accepted) {
    httplib::Client client("127.0.0.1", running->port());
    client.set_decompress(false);
    return client.Get(path, {{"Accept-Encoding", accepted}});
  }
};
std::unique_ptr<RunningEdge> EncodingTest::running;

TEST_F(EncodingTest, AnswersOfTheApiAreGzipForABrowser) {
  const auto plain = get("/openapi.json", "identity");
  ASSERT_TRUE(plain);
  EXPECT_FALSE(plain->has_header("Content-Encoding"));
  EXPECT_EQ(plain->get_header_value("Vary"), "Accept-Encoding");
  ASSERT_EQ(plain->body.front(), '{');

  const auto gzip = get("/openapi.json", of_browsers);
  ASSERT_TRUE(gzip);
  EXPECT_EQ(gzip->get_header_value_count("Content-Encoding"), 1u);
  EXPECT_EQ(gzip->get_header_value("Content-Encoding"), "gzip");
  EXPECT_EQ(gzip->body.substr(0, 2), "\x1f\x8b");
  EXPECT_LT(gzip->body.size() * 4, plain->body.size());

  httplib::Client client("127.0.0.1", running->port());
  const auto opened = client.Get("/openapi.json", {{"Accept-Encoding", of_browsers}});
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->body, plain->body);
}

TEST_F(EncodingTest, WhoTakesNoGzipGetsItPlain) {
  for (const char* accepted : {"br", "gzip;q=0, br", "zstd", ""}) {
    const auto answer = get("/openapi.json", accepted);
    ASSERT_TRUE(answer);
    EXPECT_FALSE(answer->has_header("Content-Encoding")) << accepted;
    EXPECT_EQ(answer->body.front(), '{') << accepted;
  }
}

TEST_F(EncodingTest, SmallAnswersAreNotWorthIt) {
  const auto answer = get("/livez", of_browsers);
  ASSERT_TRUE(answer);
  EXPECT_FALSE(answer->has_header("Content-Encoding"));
}

// They are compressed when the console is built, and not once more on the way.
TEST_F(EncodingTest, FilesOfTheConsoleAreSentAsTheyWereCompressed) {
  const api::Asset* page = api::find_asset("/index.html");
  ASSERT_NE(page, nullptr);
  const std::pair<const char*, std::string_view> codings[] = {{"br", page->brotli},
                                                              {"gzip", page->gzip}};
  for (const auto& [coding, bytes] : codings) {
    const auto answer = get("/", coding);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->get_header_value_count("Content-Encoding"), 1u);
    EXPECT_EQ(answer->get_header_value("Content-Encoding"), coding);
    EXPECT_TRUE(answer->body == bytes) << coding;
  }
  const auto plain = get("/", "br;q=0");
  ASSERT_TRUE(plain);
  EXPECT_TRUE(plain->body == page->bytes);
}

}  // namespace
}  // namespace kintsugi::tests
