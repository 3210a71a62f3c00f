// Pages of other origins: those that are named may ask with a token and read what comes, errors
// too; all others read nothing, and nobody's cookie is worth anything there.

#include <gtest/gtest.h>

#include "api/http/server/origins.h"
#include "tests/api/raw_request.h"
#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

const std::string board = "https://board.example";
const std::string local_board = "http://localhost:3000";

struct CorsTest : testing::Test {
  static std::unique_ptr<RunningEdge> running;
  static std::string token;

  static void SetUpTestSuite() {
    running = std::make_unique<RunningEdge>(nullptr, [](api::Edge::Options& edge) {
      edge.server.origins = api::Origins({board, local_board});
    });
    Person admin = running->make_administrator();
    running->make_operator(admin, "1001", "call_centre", "");
    const Reply made =
        running->signed_in("1001").post("/v1/tokens", R"({"name":"board","reads_only":true,)"
                                                      R"("duties":[{"role":"call_centre"}]})");
    token = made.json().value("token", "");
    ASSERT_FALSE(token.empty()) << made.body;
  }
  static void TearDownTestSuite() { running.reset(); }
  static httplib::Headers from(const std::string& origin) {
    return {{"Origin", origin}, {"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "cors"}};
  }
  static httplib::Headers with_token(const std::string& origin) {
    auto headers = from(origin);
    headers.emplace("Authorization", "Bearer " + token);
    return headers;
  }
  static Reply preflight(const std::string& path, const std::string& origin,
                          const std::string& method) {
    httplib::Client browser("127.0.0.1", running->port());
    const httplib::Headers asks = {{"Origin", origin},
                                   {"Access-Control-Request-Method", method},
                                   {"Access-Control-Request-Headers", "authorization"}};
    const auto answer = browser.Options(path, asks);
    return answer ? Reply{answer->status, answer->body, answer->headers} : Reply{};
  }
};
std::unique_ptr<RunningEdge> CorsTest::running;
std::string CorsTest::token;

constexpr const char* allow = "Access-Control-Allow-Origin";

TEST_F(CorsTest, ANamedOriginReadsWithATokenErrorsToo) {
  for (const std::string& origin : {board, local_board}) {
    for (const char* path : {"/v1/queues", "/v1/orders/none", "/v1/nothing", "/v1/queues?limit=x",
                             "/openapi.json", "/livez", "/v1/work_orders?format=csv"}) {
      const Reply reply = running->person().get(path, with_token(origin));
      EXPECT_EQ(reply.header(allow), origin) << path << reply.body;
      EXPECT_NE(reply.header("Vary").find("Origin"), std::string::npos) << path;
      EXPECT_EQ(reply.header("Access-Control-Allow-Credentials"), "") << path;
      EXPECT_NE(reply.header("Access-Control-Expose-Headers").find("ETag"), std::string::npos);
    }
  }
  const Reply stranger = running->person().get("/v1/queues", from(board));
  EXPECT_EQ(stranger.status, 401);
  EXPECT_EQ(stranger.header(allow), board) << "the page is told why";
  const Reply writes =
      running->person().post("/v1/work_orders/register_work_order", "{}", with_token(board));
  EXPECT_EQ(writes.code(), "authority.token_reads");
  EXPECT_EQ(writes.header(allow), board);
  const Reply large = running->person().post("/v1/work_orders/register_work_order",
                                             std::string(2u << 20, 'x'), with_token(board));
  EXPECT_EQ(large.status, 413);
  EXPECT_EQ(large.header(allow), board);
}

TEST_F(CorsTest, AnyOtherOriginReadsNothing) {
  for (const std::string& origin :
       {std::string("https://board.example.evil"), std::string("http://board.example"),
        std::string("https://board.example:8443"), std::string("https://BOARD.example"),
        std::string("https://evil.example"), std::string("null"), std::string("*"),
        std::string("https://board.example, https://evil.example"),
        std::string("http://localhost"), std::string("http://localhost:30000")}) {
    const Reply reply = running->person().get("/v1/queues", with_token(origin));
    for (const auto& [name, value] : reply.headers)
      EXPECT_FALSE(name.starts_with("Access-Control")) << origin << name << value;
    EXPECT_NE(reply.header("Vary").find("Origin"), std::string::npos) << origin;
    const auto asked = preflight("/v1/queues", origin, "GET");
    EXPECT_EQ(asked.header(allow), "") << origin;
    EXPECT_EQ(asked.status, 405);
  }
  EXPECT_EQ(running->person().get("/livez").header(allow), "");
  const std::string two = raw_exchange(
      running->port(), "GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: " + board +
                           "\r\nOrigin: https://evil.example\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(two.find("Access-Control"), std::string::npos) << two;
}

TEST_F(CorsTest, ABrowserLearnsBeforehandWhatItMaySend) {
  const Reply reads = preflight("/v1/queues", board, "GET");
  EXPECT_EQ(reads.status, 204) << reads.body;
  EXPECT_EQ(reads.header(allow), board);
  EXPECT_EQ(reads.header("Access-Control-Allow-Methods"), "GET");
  const std::string heads = reads.header("Access-Control-Allow-Headers");
  for (const char* head : {"Authorization", "Idempotency-Key", "If-Match", "Last-Event-ID"})
    EXPECT_NE(heads.find(head), std::string::npos) << head;
  EXPECT_FALSE(reads.header("Access-Control-Max-Age").empty());
  EXPECT_EQ(reads.header("Access-Control-Allow-Credentials"), "");
  const Reply writes = preflight("/v1/work_orders/register_work_order", board, "POST");
  EXPECT_EQ(writes.status, 204);
  EXPECT_EQ(writes.header("Access-Control-Allow-Methods"), "POST");
  EXPECT_EQ(preflight("/v1/nothing", board, "GET").status, 404);
}

TEST_F(CorsTest, NobodysCookieIsTakenFromAnotherOrigin) {
  Person person = running->signed_in("1001");
  EXPECT_EQ(person.get("/v1/session").status, 200);
  for (const std::string& origin : {board, std::string("https://evil.example")}) {
    const Reply read = person.get("/v1/session", from(origin));
    EXPECT_EQ(read.code(), "session.foreign_origin") << origin << read.body;
    const Reply sent = person.post("/v1/tokens", R"({"name":"x"})", from(origin));
    EXPECT_EQ(sent.code(), "session.foreign_origin") << origin;
    const Reply signing = running->person().post(
        "/v1/session", R"({"operator":"1001","password":"x"})", from(origin));
    EXPECT_EQ(signing.code(), "session.foreign_origin") << origin;
    EXPECT_EQ(signing.header("Set-Cookie"), "");
  }
  const std::string own = "http://127.0.0.1:" + std::to_string(running->port());
  EXPECT_EQ(person.get("/v1/session", {{"Origin", own}}).status, 200);
}

TEST(Origins, AreWrittenAsABrowserWritesThem) {
  const std::pair<const char*, const char*> good[] = {
      {"https://board.example", "https://board.example"},
      {"https://Board.Example", "https://board.example"},
      {"https://board.example:443", "https://board.example"},
      {"http://board.example:80", "http://board.example"},
      {"http://localhost:3000", "http://localhost:3000"},
      {"https://board.example:80", "https://board.example:80"},
      {"http://[::1]:3000", "http://[::1]:3000"},
      {"http://192.0.2.7:8080", "http://192.0.2.7:8080"}};
  for (const auto& [text, origin] : good) {
    const auto parsed = api::parse_origin(text);
    ASSERT_TRUE(parsed) << text;
    EXPECT_EQ(*parsed, origin);
  }
  for (const char* text :
       {"", "*", "null", "board.example", "https://", "https://*", "https://*.example",
        "https://board.example/", "https://board.example/x", "https://board.example?x",
        "https://board.example#x", "https://a:b@board.example", "https://board.example:",
        "https://board.example:0", "https://board.example:99999", "https://board.example:x",
        "https://board.example:0443", "ftp://board.example", "file://", "//board.example",
        "https:board.example", "https://a.example,https://b.example", "https://a.example ",
        " https://a.example", "https://board.example.", "https://bo..ard.example",
        "https://:443", "https://[::1", "https://中文.example"}) {
    const auto parsed = api::parse_origin(text);
    ASSERT_FALSE(parsed) << text << " " << *parsed;
    EXPECT_EQ(parsed.error().code, "cli.bad_origin");
  }
}

}  // namespace
}  // namespace kintsugi::tests
