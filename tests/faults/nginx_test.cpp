// The nginx configuration that is shipped, in front of a real node: what hostile clients do is held
// up there or refused here, and everybody else is answered meanwhile.

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>

#include "tests/api/raw_request.h"
#include "tests/events/log/scratch_dir.h"
#include "tests/faults/engine.h"
#include "tests/faults/proxy.h"

namespace kintsugi::tests {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds patience{30};
constexpr const char* host = "Host: service.example\r\n";

std::string read_file(const std::string& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::int64_t memory_of(pid_t pid) {  // KiB
  std::istringstream in(read_file("/proc/" + std::to_string(pid) + "/status"));
  for (std::string word; in >> word;)
    if (word == "VmHWM:" && in >> word) return std::stoll(word);
  return 0;
}

struct BehindNginx : testing::Test {
  static std::unique_ptr<ScratchDir> scratch;
  static std::unique_ptr<ServingNode> node;
  static std::unique_ptr<Proxy> proxy;
  static int tls, plain;  // ports: the one that is shipped, and the same without TLS for raw octets
  static std::string cookie;

  static void SetUpTestSuite() {
    scratch = std::make_unique<ScratchDir>();
    node = ServingNode::start(
        {.directory = scratch->path() + "/data",
         .more = {"--public-url", "https://service.example", "--trusted-proxy", "127.0.0.1"}});
    ASSERT_NE(node, nullptr);
    proxy = Proxy::start(scratch->path(), {node->url()});
    ASSERT_NE(proxy, nullptr);
    tls = proxy->tls();
    plain = proxy->plain();
    const Json person = {{"token", node->setup_token()}, {"password", "correct horse battery"}};
    const auto set = client().Post("/v1/setup", person.dump(), "application/json");
    ASSERT_TRUE(set && set->status == 200) << proxy->err() << (set ? set->body : "no answer");
    cookie = set->get_header_value("Set-Cookie");
    cookie = cookie.substr(0, cookie.find(';'));
  }
  static void TearDownTestSuite() {
    proxy.reset();
    if (node) node->stop();
    node.reset();
    scratch.reset();
  }
  void TearDown() override {
    EXPECT_EQ(answered(), 200) << "an honest client, afterwards\n" << node->process().err();
  }

  static httplib::Client client() {
    httplib::Client made("http://127.0.0.1:" + std::to_string(plain));
    httplib::Headers headers = {{"Host", "service.example"}};
    if (!cookie.empty()) headers.emplace("Cookie", cookie);
    made.set_default_headers(headers);
    made.set_interface("127.0.0.9");  // limits are by address: hostile clients have another
    made.set_read_timeout(20s);
    return made;
  }
  static int answered() {
    const auto answer = client().Get("/v1/orders?limit=1");
    return answer ? answer->status : 0;
  }
};
std::unique_ptr<ScratchDir> BehindNginx::scratch;
std::unique_ptr<ServingNode> BehindNginx::node;
std::unique_ptr<Proxy> BehindNginx::proxy;
int BehindNginx::tls = 0;
int BehindNginx::plain = 0;
std::string BehindNginx::cookie;

TEST_F(BehindNginx, PeopleAreServedUnderTls) {
  httplib::SSLClient secure("127.0.0.1", tls);
  secure.enable_server_certificate_verification(false);
  // The name that is asked for is Host; the handshake of the library names the address.
  const auto refused = secure.Get("/livez");
  EXPECT_FALSE(refused) << "under no name of ours there is not even a handshake";
  Process curl({"/usr/bin/openssl", "s_client", "-connect", "127.0.0.1:" + std::to_string(tls),
                "-servername", "service.example", "-alpn", "http/1.1"});
  EXPECT_TRUE(curl.wait_for_text("CN = service.example", patience)) << curl.err();
}

TEST_F(BehindNginx, AddressesAreReal) {
  const auto before = client().Get("/v1/session");
  ASSERT_TRUE(before);
  // 127.0.0.5 is another address of this machine; what the client claims is worth nothing.
  httplib::Client other("http://127.0.0.1:" + std::to_string(plain));
  other.set_interface("127.0.0.5");
  const std::string number = Json::parse(before->body)["operator"];
  const auto signed_in = other.Post(
      "/v1/session", {{"Host", "service.example"}, {"X-Forwarded-For", "203.0.113.66"}},
      Json{{"operator", number}, {"password", "correct horse battery"}}.dump(), "application/json");
  ASSERT_TRUE(signed_in);
  EXPECT_EQ(signed_in->status, 200) << signed_in->body;
  const std::string at = signed_in->get_header_value("Kintsugi-Position");
  const auto audit = client().Get("/v1/audit?command=sign_in&limit=1&wait=5s&min_position=" + at);
  ASSERT_TRUE(audit);
  EXPECT_EQ(audit->body.find("203.0.113.66"), std::string::npos) << audit->body;
  EXPECT_NE(audit->body.find("127.0.0."), std::string::npos) << audit->body;
  EXPECT_NE(signed_in->get_header_value("Set-Cookie").find("HttpOnly"), std::string::npos);
}

// What is searched for, and a ticket for a feed, stands in the query: no log has it, nor the page
// that asked; also not where nginx itself refuses.
TEST_F(BehindNginx, ItsLogsHaveNoQuery) {
  const std::string asked = "?q=%E8%8E%AB%E6%84%81&mark=QUERYMARK";
  const httplib::Headers from = {{"Host", "service.example"},
                                 {"Referer", "https://service.example/orders" + asked}};
  ASSERT_TRUE(client().Get("/v1/orders" + asked, from));
  httplib::Client hasty("http://127.0.0.1:" + std::to_string(plain));
  hasty.set_interface("127.0.0.7");
  int refused = 0;
  for (int i = 0; i < 40; ++i) {
    const auto answer = hasty.Post("/v1/session" + asked, from, "{}", "application/json");
    if (answer && answer->status == 429) ++refused;
  }
  EXPECT_GT(refused, 0) << "nginx writes of these by itself";
  std::string log;
  const auto until = std::chrono::steady_clock::now() + patience;
  while (log.find(" 429 ") == log.npos && std::chrono::steady_clock::now() < until)
    log = read_file(scratch->path() + "/kintsugi.log");
  EXPECT_NE(log.find("\"GET /v1/orders HTTP/1.1\" "), log.npos) << log;
  log += read_file(scratch->path() + "/kintsugi-error.log") + proxy->err() + node->process().err();
  for (const char* part : {"QUERYMARK", "%E8%8E", "?q", "/orders?"})
    EXPECT_EQ(log.find(part), log.npos) << part << log;
}

// 1 and 2: heads and bodies that come drop by drop.
TEST_F(BehindNginx, SlowClientsHoldNobodyUp) {
  std::vector<std::unique_ptr<RawSocket>> slow;
  for (int i = 0; i < 150; ++i) {
    slow.push_back(std::make_unique<RawSocket>(plain));
    slow.back()->send(i % 2 == 0 ? std::string("GET /livez HTTP/1.1\r\n") + host
                                 : std::string("POST /v1/session HTTP/1.1\r\n") + host +
                                       "Content-Type: application/json\r\n"
                                       "Content-Length: 1000\r\n\r\n{");
  }
  const auto begun = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() - begun < 3s) {
    for (const auto& one : slow) one->send("x");
    EXPECT_EQ(answered(), 200);
    std::this_thread::sleep_for(20ms);  // an honest pace
  }
  const auto metrics = httplib::Client(node->url()).Get("/metrics");
  ASSERT_TRUE(metrics);
  std::smatch threads;
  ASSERT_TRUE(
      std::regex_search(metrics->body, threads, std::regex("kintsugi_http_threads (\\d+)")));
  EXPECT_LT(std::stoi(threads[1]), 40) << "the node hears nothing of them";
}

// 3: ranges.
TEST_F(BehindNginx, ThousandsOfRangesAreAnsweredOnce) {
  const std::string whole = client().Get("/openapi.json")->body;
  std::string ranges = "bytes=0-";
  for (int i = 0; i < 1500; ++i) ranges += ",0-";
  const std::int64_t before = memory_of(node->process().pid());
  for (int i = 0; i < 10; ++i) {
    const auto answer = client().Get("/openapi.json", {{"Range", ranges}});
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_TRUE(answer->body == whole);
  }
  EXPECT_LT(memory_of(node->process().pid()) - before, 100 << 10);
}

// 4: two framings, so that nginx and the node might see different requests.
TEST_F(BehindNginx, NothingIsSmuggled) {
  const std::string post =
      std::string("POST /v1/session HTTP/1.1\r\n") + host + "Content-Type: application/json\r\n";
  const std::string hidden = std::string("GET /version HTTP/1.1\r\n") + host + "\r\n";
  const std::string cases[] = {
      post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
      post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + hidden,
      post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + hidden,
      post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + hidden,
      post + "Content-Length: 0\r\nContent-Length: 40\r\n\r\n" + hidden,
      post + "Content-Length: +0\r\n\r\n" + hidden,
      post + "Content-Length: %30\r\n\r\n" + hidden,
      post + "X: y\r\n Transfer-Encoding: chunked\r\n\r\n" + hidden,
  };
  for (const std::string& octets : cases) {
    const std::string heard = raw_exchange(plain, octets, 700ms);
    const std::string refused = heard.substr(0, 12);  // nginx knows no other coding: 501
    EXPECT_TRUE(refused.starts_with("HTTP/1.1 4") || refused == "HTTP/1.1 501") << octets << "\n"
                                                                                << heard;
    EXPECT_EQ(heard.find("\"version\""), std::string::npos) << octets << "\n" << heard;
  }
}

// 5: floods of headers.
TEST_F(BehindNginx, FloodsOfHeadersAreRefused) {
  std::string many = std::string("GET /livez HTTP/1.1\r\n") + host;
  for (int i = 0; i < 20'000; ++i) many += "X-" + std::to_string(i) + ": y\r\n";
  EXPECT_EQ(raw_exchange(plain, many + "\r\n", 700ms).substr(0, 10), "HTTP/1.1 4");
  const std::string large = std::string("GET /livez HTTP/1.1\r\n") + host + "X: ";
  EXPECT_EQ(
      raw_exchange(plain, large + std::string(1u << 20, 'x') + "\r\n\r\n", 700ms).substr(0, 10),
      "HTTP/1.1 4");
}

// 6: clients that do not read.
TEST_F(BehindNginx, SlowReadersHoldNobodyUp) {
  std::vector<std::unique_ptr<RawSocket>> slow;
  for (int i = 0; i < 100; ++i) {
    slow.push_back(std::make_unique<RawSocket>(plain));
    slow.back()->send(std::string("GET /openapi.json HTTP/1.1\r\n") + host + "\r\n");
  }
  for (int i = 0; i < 20; ++i) EXPECT_EQ(answered(), 200);
}

// 7: other names.
TEST_F(BehindNginx, OtherNamesAreNotServed) {
  for (const char* name :
       {"evil.example", "service.example.evil.example", "127.0.0.1.evil.example"}) {
    const std::string heard = raw_exchange(
        plain, "GET /livez HTTP/1.1\r\nHost: " + std::string(name) + "\r\n\r\n", 700ms);
    EXPECT_EQ(heard.find("200 OK"), std::string::npos) << name << heard;
  }
  EXPECT_EQ(client().Get("/metrics")->status, 404);
  const auto stranger = client().Get("/readyz?verbose", {{"Cookie", "none"}});
  EXPECT_EQ(stranger->status, 200);
  EXPECT_EQ(stranger->body.find("checks"), std::string::npos) << stranger->body;
}

// 8: heads that are none.
TEST_F(BehindNginx, OddHeadsAreRefused) {
  const std::string get = std::string("GET /livez HTTP/1.1\r\n") + host;
  for (const std::string& octets :
       {std::string("GET /livez HTTP/1.1\r\n\r\n"), get + host + "\r\n",
        get + "X: a" + std::string(1, '\0') + "b\r\n\r\n",
        std::string("\x16\x03\x01\x02\x00\r\n\r\n"), get + "Host : evil.example\r\n\r\n"}) {
    const std::string heard = raw_exchange(plain, octets, 700ms);
    EXPECT_NE(heard.substr(0, 10), "HTTP/1.1 2") << octets << heard;
  }
}

TEST_F(BehindNginx, FeedsComeAtOnce) {
  const RawSocket feed(plain);
  feed.send(std::string("GET /v1/stream HTTP/1.1\r\n") + host + "Cookie: " + cookie + "\r\n\r\n");
  EXPECT_NE(feed.hear(1s).find("event: position"), std::string::npos);
}

}  // namespace
}  // namespace kintsugi::tests
