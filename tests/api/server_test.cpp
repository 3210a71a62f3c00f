// What stands in front of the routes: heads, names, ranges, proxies, places for feeds.

#include <gtest/gtest.h>

#include <new>

#include "api/http/server/http_server.h"
#include "tests/api/open_feed.h"
#include "tests/api/raw_request.h"
#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

using namespace std::chrono_literals;

constexpr const char* host = "Host: 127.0.0.1\r\n";

struct ServerTest : testing::Test {
  static void SetUpTestSuite() {
    running = std::make_unique<RunningEdge>(nullptr, [](api::Edge::Options& edge) {
      edge.server.proxies = api::Proxies({api::parse_address_range("127.0.0.1").value(),
                                          api::parse_address_range("10.9.0.0/16").value()});
      edge.server.names = {"service.example"};
      edge.server.head_time = 700ms;
      edge.server.request_time = 1500ms;
      edge.public_url = "https://service.example";
      edge.feeds.of_operator_max = 3;
      edge.feeds.heartbeat = 60s;
    });
    Person admin = running->make_administrator();
    running->make_operator(admin, "1001", "call_centre", "");
  }
  static void TearDownTestSuite() { running.reset(); }
  static std::string raw(const std::string& octets) {
    return raw_exchange(running->port(), octets);
  }
  static int status(const std::string& octets) {
    return raw_request(running->port(), octets).status;
  }
  static std::unique_ptr<RunningEdge> running;
};
std::unique_ptr<RunningEdge> ServerTest::running;

TEST_F(ServerTest, ARangeIsAnsweredWhole) {
  const std::string whole = running->person().get("/openapi.json").body;
  ASSERT_GT(whole.size(), 10'000u);
  std::string thousands = "bytes=0-";
  for (int i = 0; i < 2600; ++i) thousands += ",0-";
  for (const std::string& range :
       {std::string("bytes=0-9"), std::string("bytes=-1"), std::string("bytes=99999999-"),
        std::string("bytes=5-2"), std::string("lines=1"), std::string("nonsense"), thousands}) {
    const Reply reply =
        running->person().get("/openapi.json", {{"Range", range}, {"If-Range", "\"x\""}});
    EXPECT_EQ(reply.status, 200) << range.substr(0, 40);
    EXPECT_TRUE(reply.body == whole) << range.substr(0, 40);
    EXPECT_EQ(reply.header("Content-Range"), "");
  }
  const std::string head = raw(std::string("HEAD /openapi.json HTTP/1.1\r\n") + host +
                               "Range: bytes=0-9\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(head.find("Accept-Ranges"), std::string::npos) << head;
  EXPECT_NE(head.find("Content-Length: " + std::to_string(whole.size())), std::string::npos)
      << head;
}

TEST_F(ServerTest, OddHeadsAreRefused) {
  const std::string get = "GET /livez HTTP/1.1\r\n";
  const std::string twice = std::string(host) + host;
  const std::string cases[] = {
      get + "\r\n",
      get + twice + "\r\n",
      get + "Host:\r\n\r\n",
      get + "Host: a b\r\n\r\n",
      get + "Host: 127.0.0.1:80:80\r\n\r\n",
      get + "Host: user@127.0.0.1\r\n\r\n",
      get + host + "X-Folded: a\r\n b\r\n\r\n",
      get + host + "\tX-Folded: a\r\n\r\n",
      get + host + "no colon here\r\n\r\n",
      get + host + ": no name\r\n\r\n",
      get + host + "Blank : before\r\n\r\n",
      get + host + "X-Nul: a" + std::string(1, '\0') + "b\r\n\r\n",
      get + host + "X-Return: a\rb\r\n\r\n",
      get + host + "X-Feed: a\nX-Other: b\r\n\r\n",
      "GET /livez HTTP/1.1\nHost: 127.0.0.1\n\n",
      "GET  /livez HTTP/1.1\r\n" + std::string(host) + "\r\n",
      "GET /livez\r\n" + std::string(host) + "\r\n",
      "GET http://127.0.0.1/livez HTTP/1.1\r\n" + std::string(host) + "\r\n",
      "GET /livez HTTP/2.0\r\n" + std::string(host) + "\r\n",
      get + host + "Content-Length:\r\n\r\n",
      get + host + "Content-Length: %35\r\n\r\nhello",
      "POST /v1/session HTTP/1.1\r\n" + std::string(host) +
          "Content-Type: application/json\r\nTransfer-Encoding: chun%6Bed\r\n\r\n0\r\n\r\n",
  };
  for (const std::string& octets : cases) {
    const std::string answer = raw(octets);
    EXPECT_EQ(answer.substr(0, 12), "HTTP/1.1 400") << octets << "\n" << answer;
    EXPECT_NE(answer.find("request.malformed"), std::string::npos) << octets << "\n" << answer;
    EXPECT_EQ(answer.find("HTTP/1.1 ", 5), std::string::npos) << "one answer: " << octets;
  }
  std::string large = get + host;
  for (int i = 0; i < 20'000; ++i) large += "X-" + std::to_string(i) + ": y\r\n";
  EXPECT_EQ(status(large + "\r\n"), 431);
  EXPECT_EQ(status(get + host + "X: " + std::string(8u << 20, 'x') + "\r\n\r\n"), 431);
}

// Framed otherwise than the next reader in a row may read it, a body is none.
TEST_F(ServerTest, OddFramesOfBodiesAreRefused) {
  const std::string post = "POST /v1/session HTTP/1.1\r\n" + std::string(host) +
                           "Content-Type: application/json\r\n";
  const std::string chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
  const std::string end = "\r\n{}\r\n0\r\n\r\n";
  std::vector<std::string> cases;
  for (const char* size :
       {"0x2", "0X2", "+2", " 2", "2 ", "-1", "2g", "", "2;", "2;;a", "2; a", "2 ;a", "2;a b",
        "2;=b", "2\t", "00000000000000002", "fffffffffffffffff", "2.0", "2,2", "２"})
    cases.push_back(chunked + size + end);
  for (const std::string& body :
       {std::string("2\n{}\r\n0\r\n\r\n"), std::string("2\r\n{}\n0\r\n\r\n"),
        std::string("2\r\n{}0\r\n\r\n"), std::string("2\r\n{}\r\n0\r\nX: y\r\n\r\n"),
        std::string("2\r\n{}\r\n0\n\n"), std::string("2\r\r\n{}\r\n0\r\n\r\n"),
        std::string("2\r\n{}\r\n0\r\r\n\r\n"), "2;" + std::string(200, 'a') + end})
    cases.push_back(chunked + body);
  for (const char* length : {"0x2", "+2", "-2", "2 2", "2,2", "2.0", "2e0", "two", "0000000000002",
                             "18446744073709551618", "２"})
    cases.push_back(post + "Content-Length: " + length + "\r\n\r\n{}");
  cases.push_back(post + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}");
  cases.push_back(post + "Transfer-Encoding: chunked, chunked\r\n\r\n2" + end);
  cases.push_back(post + "Transfer-Encoding: gzip, chunked\r\n\r\n2" + end);
  for (const std::string& octets : cases) {
    const std::string answer = raw(octets);
    EXPECT_EQ(answer.substr(0, 12), "HTTP/1.1 400") << octets << "\n" << answer;
    EXPECT_NE(answer.find("request.malformed"), std::string::npos) << octets << "\n" << answer;
    EXPECT_EQ(answer.find("HTTP/1.1 ", 5), std::string::npos) << "one answer: " << octets;
  }
  for (const std::string& body :
       {"2" + end, "00000002" + end, "2;name" + end, "2;a=b;c=\"d\"" + end,
        std::string("1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"), std::string("02\r\n{}\r\n000\r\n\r\n")}) {
    const std::string answer =
        raw(chunked + body + "GET /livez HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n");
    EXPECT_EQ(answer.find("request.malformed"), std::string::npos) << body << "\n" << answer;
    EXPECT_NE(answer.find("HTTP/1.1 200"), std::string::npos) << "the next request: " << answer;
  }
}

TEST(Proxies, AreNotEverybody) {
  for (const char* some : {"127.0.0.1", "10.0.0.0/8", "192.168.0.0/16", "::1", "fc00::/7",
                           "fd00::/8", "2001:db8::/32", "::ffff:10.0.0.0/104"})
    EXPECT_TRUE(api::parse_address_range(some)) << some;
  for (const char* all : {"0.0.0.0/0", "128.0.0.0/1", "10.0.0.0/7", "::/0", "::/8", "8000::/1",
                          "::ffff:0.0.0.0/96"}) {
    const auto refused = api::parse_address_range(all);
    ASSERT_FALSE(refused) << all;
    EXPECT_NE(refused.error().what.find("would say himself"), std::string::npos) << all;
  }
}

TEST_F(ServerTest, ValuesOfHeadersAreTakenAsTheyAre) {
  Person person = running->signed_in("1001");
  const Json order = {{"order", "WO-K"},
                      {"service_type", "repair"},
                      {"source", "own"},
                      {"category", "aircon"},
                      {"phone", "13800000001"},
                      {"address", "工业路1号"}};
  const Reply first =
      person.send("/v1/work_orders/register_work_order", order, {{"Idempotency-Key", "\"a%41\""}});
  EXPECT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(first.json()["command_id"], "a%41");
}

TEST_F(ServerTest, ForeignNamesAreRefused) {
  const auto asked = [&](const std::string& name) {
    return status("GET /livez HTTP/1.1\r\nHost: " + name + "\r\nConnection: close\r\n\r\n");
  };
  for (const char* own : {"127.0.0.1", "127.0.0.1:9090", "localhost", "LOCALHOST:80", "[::1]:80",
                          "service.example", "Service.Example.", "service.example:8443"})
    EXPECT_EQ(asked(own), 200) << own;
  for (const char* foreign :
       {"evil.example", "service.example.evil.example", "127.0.0.1.evil.example", "192.0.2.7",
        "[2001:db8::1]", "localhost.evil.example"})
    EXPECT_EQ(asked(foreign), 421) << foreign;
  for (const char* path : {"/metrics", "/version", "/v1/session", "/", "/readyz"})
    EXPECT_EQ(status("GET " + std::string(path) + " HTTP/1.1\r\nHost: evil.example\r\n\r\n"), 421)
        << path;
}

TEST_F(ServerTest, LinksAreMadeFromThePublicUrl) {
  Person admin = running->signed_in("admin");
  const Reply invited = admin.post("/v1/invitations", R"({"operator":"1001"})",
                                   {{"X-Forwarded-Host", "evil.example"}});
  ASSERT_EQ(invited.status, 201) << invited.body;
  const std::string url = invited.json()["url"];
  EXPECT_EQ(url.rfind("https://service.example/setup#", 0), 0u) << url;
}

TEST_F(ServerTest, RequestsThatComeTogetherAreAllAnswered) {
  const std::string one = std::string("GET /livez HTTP/1.1\r\n") + host + "\r\n";
  const std::string post = std::string("POST /v1/session HTTP/1.1\r\n") + host +
                           "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
  const std::string last =
      std::string("GET /version HTTP/1.1\r\n") + host + "Connection: close\r\n\r\n";
  std::string sent;
  for (int i = 0; i < 30; ++i) sent += one + post;
  const std::string heard = raw(sent + last);
  std::size_t answers = 0;
  for (auto at = heard.find("HTTP/1.1 "); at != std::string::npos;
       at = heard.find("HTTP/1.1 ", at + 1))
    ++answers;
  EXPECT_EQ(answers, 61u) << heard.substr(0, 2000);
}

TEST_F(ServerTest, WhoSendsDropByDropIsCutOff) {
  const RawSocket head(running->port());
  ASSERT_TRUE(head.send("GET /livez HTTP/1.1\r\n"));
  const RawSocket body(running->port());
  ASSERT_TRUE(body.send(std::string("POST /v1/session HTTP/1.1\r\n") + host +
                        "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"));
  bool head_cut = false, body_cut = false;
  const auto begun = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() - begun < 5s && !(head_cut && body_cut)) {
    head_cut = head_cut || !head.send("X") || head.is_hung_up_on(100ms);
    body_cut = body_cut || !body.send(" ") || body.is_hung_up_on(100ms);
  }
  EXPECT_TRUE(head_cut);
  EXPECT_TRUE(body_cut);
}

// Whether the last sign-in comes to be from that address, as the audit has it.
bool signed_in_from(Person& admin, const std::string& address) {
  const auto until = std::chrono::steady_clock::now() + 5s;
  std::string told;
  while (told.find("\"" + address + "\"") == std::string::npos) {
    if (std::chrono::steady_clock::now() > until) return false;
    told = admin.get("/v1/audit?command=sign_in&limit=1").body;
  }
  return true;
}

TEST_F(ServerTest, TheAddressIsThatOfTheLastHopThatIsNotTrusted) {
  Person admin = running->signed_in("admin");
  const std::pair<const char*, const char*> cases[] = {
      {"203.0.113.7", "203.0.113.7"},
      {"198.51.100.1, 203.0.113.8", "203.0.113.8"},
      {"203.0.113.9, 10.9.3.4", "203.0.113.9"},
      {"1.1.1.1, 203.0.113.10:5555, 10.9.0.1", "203.0.113.10"},
      {"[2001:DB8::7]:443", "2001:db8::7"},
      {"::ffff:203.0.113.11", "203.0.113.11"},
      {"203.0.113.12, nonsense", "127.0.0.1"},
  };
  for (const auto& [forwarded, expected] : cases) {
    Person person = running->person();
    const Reply reply = person.post(
        "/v1/session", Json{{"operator", "1001"}, {"password", RunningEdge::password}}.dump(),
        {{"X-Forwarded-For", forwarded}});
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_TRUE(signed_in_from(admin, expected)) << forwarded;
  }
}

TEST_F(ServerTest, ManyWrongPasswordsFromOneAddressBrakeNoOther) {
  const auto tried = [&](const std::string& number, const std::string& password,
                         const std::string& address) {
    return running->person()
        .post("/v1/session", Json{{"operator", number}, {"password", password}}.dump(),
              {{"X-Forwarded-For", address}})
        .status;
  };
  int braked = 0;
  for (int i = 0; i < 40; ++i)
    braked += tried("no-" + std::to_string(i), "wrong password", "203.0.113.50") == 429;
  EXPECT_GT(braked, 0);
  EXPECT_EQ(tried("1001", RunningEdge::password, "203.0.113.51"), 200);
  // Without a word of a proxy many may ask from there: only the number itself is braked.
  for (int i = 0; i < 40; ++i)
    EXPECT_EQ(running->person()
                  .post("/v1/session",
                        Json{{"operator", "n" + std::to_string(i)}, {"password", "wrong"}}.dump())
                  .status,
              401);
  EXPECT_TRUE(running->person().sign_in("1001", RunningEdge::password));
}

TEST_F(ServerTest, StrangersLearnOnlyWhetherItWorks) {
  Person nobody = running->person();
  const httplib::Headers from_afar = {{"X-Forwarded-For", "203.0.113.7"}};
  EXPECT_EQ(nobody.get("/metrics").status, 200) << "from the machine itself";
  EXPECT_EQ(nobody.get("/metrics", from_afar).status, 401);
  EXPECT_EQ(nobody.get("/version", from_afar).body, R"({"name":"kintsugi"})");
  const Reply ready = nobody.get("/readyz?verbose", from_afar);
  EXPECT_EQ(ready.status, 200);
  EXPECT_FALSE(ready.json().contains("checks")) << ready.body;
  Person call_centre = running->signed_in("1001");
  EXPECT_EQ(call_centre.get("/metrics", from_afar).status, 403);
  Person admin = running->signed_in("admin");
  EXPECT_EQ(admin.get("/metrics", from_afar).status, 200);
  EXPECT_TRUE(admin.get("/readyz?verbose", from_afar).json().contains("checks"));
}

TEST_F(ServerTest, AnOperatorHasSoManyFeedsAndAGoneClientsPlaceIsFreeAtOnce) {
  Person person = running->signed_in("1001");
  std::vector<std::unique_ptr<RawSocket>> sockets;
  const auto open = [&] {
    sockets.push_back(std::make_unique<RawSocket>(running->port()));
    sockets.back()->send(std::string("GET /v1/stream HTTP/1.1\r\n") + host +
                         "Cookie: " + person.cookie() + "\r\n\r\n");
    return sockets.back()->hear(400ms);
  };
  for (int i = 0; i < 3; ++i) EXPECT_NE(open().find("HTTP/1.1 200"), std::string::npos);
  EXPECT_NE(open().find("stream.too_many_of_operator"), std::string::npos);
  Person admin = running->signed_in("admin");
  OpenFeed other(running->port(), admin.cookie(), "/v1/stream");
  EXPECT_TRUE(other.says("event: position")) << "others have their own places";
  sockets.erase(sockets.begin());
  std::this_thread::sleep_for(1s);  // heartbeats come each minute here
  EXPECT_NE(open().find("HTTP/1.1 200"), std::string::npos);
  other.leave();
  running->edge().published("main");
}

TEST_F(ServerTest, DevicesAndTracesAreText) {
  Person person = running->signed_in("1001");
  int next = 0;
  const auto sent = [&](const httplib::Headers& headers) {
    const Json order = {{"order", "WO-D" + std::to_string(++next)},
                        {"service_type", "repair"},
                        {"source", "own"},
                        {"category", "aircon"},
                        {"phone", "13800000001"},
                        {"address", "工业路1号"}};
    return person.send("/v1/work_orders/register_work_order", order, headers).status;
  };
  EXPECT_EQ(sent({{"Kintsugi-Device", "手机 7"}}), 200);
  EXPECT_EQ(sent({{"Kintsugi-Device", "\xff\xfe"}}), 400);
  EXPECT_EQ(sent({{"Kintsugi-Device", "\xed\xa0\x80"}}), 400);
  EXPECT_EQ(sent({{"Kintsugi-Device", std::string(60, 'x') + "工业路工业路工业路工业路工业路"}}),
            200);
  EXPECT_EQ(sent({{"traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}}),
            200);
  EXPECT_EQ(sent({{"traceparent",
                   "\xff"
                   "anything at all"}}),
            200);
  for (std::int64_t at = 0; at < running->service().node().folded().value; ++at) {
    const auto bytes = running->service().log().at(Position{at});
    ASSERT_TRUE(bytes);
    EXPECT_EQ(bytes->find("anything at all"), std::string::npos) << at;
  }
}

TEST(StartingServer, SaysThatItStarts) {
  api::ServerOptions options;
  options.port = 0;
  auto server = api::HttpServer::start(options).value();
  Person person(server->port());
  EXPECT_EQ(person.get("/livez").status, 200);
  const Reply reply = person.get("/v1/orders");
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.code(), "server.starting");
  EXPECT_FALSE(reply.header("Retry-After").empty());
  const Reply page = person.get("/", {{"Accept", "text/html,*/*;q=0.8"}});
  EXPECT_EQ(page.status, 503);
  EXPECT_NE(page.body.find("http-equiv=\"refresh\""), std::string::npos) << page.body;
  server->open(
      [](api::Request& request) -> api::Response {
        if (request.path == "/memory") throw std::bad_alloc();
        if (request.path == "/thread") throw std::system_error(EAGAIN, std::generic_category());
        if (request.path == "/bug") throw std::runtime_error("a secret of the engine");
        return api::json_response("{}");
      },
      nullptr);
  EXPECT_EQ(person.get("/").status, 200);
  EXPECT_EQ(person.get("/memory").status, 503);
  EXPECT_EQ(person.get("/thread").code(), "server.no_memory");
  const Reply bug = person.get("/bug");
  EXPECT_EQ(bug.status, 500);
  EXPECT_EQ(bug.body.find("secret"), std::string::npos);
}

}  // namespace
}  // namespace kintsugi::tests
