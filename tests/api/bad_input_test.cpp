// Whatever is no command of a known operator: each kind has a code of its own, a text in both
// languages, is counted, and never reaches the log.

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "api/http/commands/commands.h"
#include "tests/api/raw_request.h"
#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

const std::string classify = "/v1/work_orders/classify_severity";
const std::string json_type = "application/json";
const std::string ndjson_type = "application/x-ndjson";

// A request, and how it is to be answered.
struct Bad {
  std::string path, body;
  int status;
  std::string code, pointer{};
  httplib::Headers headers{};
  std::string type = json_type;
  std::string method = "POST";
};

struct BadInputTest : testing::Test {
  static std::unique_ptr<RunningEdge> running;

  static void SetUpTestSuite() {
    running = std::make_unique<RunningEdge>();
    Person admin = running->make_administrator();
    ASSERT_EQ(admin.send("/v1/outlets/register_outlet",
                         {{"outlet", "OUT-A"}, {"name", "A"}, {"kind", "service_station"}})
                  .status,
              200);
    running->make_operator(admin, "1001", "call_centre", "");
    running->make_operator(admin, "1002", "call_centre", "");
    running->make_operator(admin, "5001", "auditor", "");
  }
  static void TearDownTestSuite() { running.reset(); }

  static std::int64_t end() { return running->service().log().end()->value; }
  static double counted(const std::string& reason) {
    std::string text = running->person().get("/metrics").body;
    std::smatch found;
    std::regex line("kintsugi_requests_not_recorded_total\\{reason=\"" + reason +
                    "\"\\} ([0-9.]+)");
    return std::regex_search(text, found, line) ? std::stod(found[1]) : 0;
  }
  static Reply answer(Person& person, const Bad& bad, const std::string& language) {
    httplib::Headers headers = bad.headers;
    headers.emplace("Accept-Language", language);
    if (bad.method == "GET") return person.get(bad.path, headers);
    if (headers.count("Idempotency-Key") == 0 && bad.path == classify)
      headers.emplace("Idempotency-Key", api::random_token(16));
    return person.post(bad.path, bad.body, headers, bad.type);
  }
  // In both languages, as RFC 9457 has it, with nothing appended.
  static void expect_problem(Person& person, const Bad& bad) {
    SCOPED_TRACE(bad.path + " " + bad.body.substr(0, 80) + " wants " + bad.code);
    const auto before = end();
    std::string titles[2];
    for (bool zh : {false, true}) {
      Reply reply = answer(person, bad, zh ? "zh-CN" : "en");
      EXPECT_EQ(reply.status, bad.status) << reply.body.substr(0, 300);
      EXPECT_EQ(reply.header("Content-Type"), "application/problem+json");
      EXPECT_EQ(reply.header("Content-Language"), zh ? "zh-CN" : "en");
      Json json = reply.json();
      ASSERT_TRUE(json.is_object()) << reply.body.substr(0, 300);
      EXPECT_EQ(json["code"], bad.code) << reply.body.substr(0, 300);
      EXPECT_EQ(json["status"], bad.status);
      EXPECT_EQ(json["type"], "urn:kintsugi:problem:" + bad.code);
      EXPECT_EQ(json["help"], "/docs/problems/" + bad.code);
      EXPECT_EQ(json["request_id"], reply.header("X-Request-Id"));
      if (!bad.pointer.empty()) {
        EXPECT_EQ(json["errors"][0]["pointer"], bad.pointer) << json;
      }
      titles[zh] = json["title"];
      EXPECT_FALSE(titles[zh].empty());
    }
    EXPECT_NE(titles[0], titles[1]);
    EXPECT_EQ(end(), before) << "nothing of this is a command";
  }
};
std::unique_ptr<RunningEdge> BadInputTest::running;

std::string nested(int depth) {
  return "{\"order\":" + std::string(static_cast<std::size_t>(depth), '[') +
         std::string(static_cast<std::size_t>(depth), ']') + ",\"severity\":\"minor\"}";
}

TEST_F(BadInputTest, BodiesOfCommands) {
  Person person = running->signed_in("1001");
  const Bad rows[] = {
      {classify, "", 400, "request.bad_json"},
      {classify, "{", 400, "request.bad_json"},
      {classify, "{} {}", 400, "request.bad_json"},
      {classify, "{\"order\":NaN}", 400, "request.bad_json"},
      {classify, "[]", 400, "request.wrong_type"},
      {classify, "null", 400, "request.wrong_type"},
      {classify, "\"text\"", 400, "request.wrong_type"},
      {classify, nested(40), 400, "request.too_deep"},
      {classify, nested(3000), 400, "request.too_deep"},
      {classify, R"({"order":"W","severity":"minor","colour":1})", 400, "request.unknown_field",
       "/colour"},
      {classify, R"({"order":"W","order":"X","severity":"minor"})", 400,
       "request.duplicate_field", "/order"},
      {classify, R"({"order":7,"severity":"minor"})", 400, "request.wrong_type", "/order"},
      {classify, R"({"order":["W"],"severity":"minor"})", 400, "request.wrong_type", "/order"},
      {classify, R"({"severity":"minor"})", 400, "request.missing_field", "/order"},
      {classify, R"({"order":null,"severity":"minor"})", 400, "request.missing_field", "/order"},
      {classify, R"({"order":"W","severity":"purple"})", 400, "request.bad_value", "/severity"},
      {classify, "{\"order\":\"\xff\xfe\",\"severity\":\"minor\"}", 400, "request.bad_text"},
      {classify, "{\"order\":\"W\\u0000\",\"severity\":\"minor\"}", 400, "request.bad_text",
       "/order"},
      {classify, "{\"order\":\"\\ud800\",\"severity\":\"minor\"}", 400, "request.bad_json"},
      {classify, "{\"order\":\"" + std::string(5000, 'x') + "\",\"severity\":\"minor\"}", 400,
       "request.too_long", "/order"},
      {classify, "{\"order\":\"" + std::string(1'200'000, 'x') + "\"}", 413, "request.too_large"}};
  for (const Bad& bad : rows) expect_problem(person, bad);
}

TEST_F(BadInputTest, NumbersOutOfRange) {
  Person person = running->signed_in("1001");
  const std::string path = "/v1/work_orders/accept_booking";
  for (const char* number : {"70000", "-1", "99999999999999999999", "1e400", "1.5"}) {
    Bad bad{path, std::string("{\"order\":\"W\",\"booking\":") + number + "}", 400, {}};
    bad.code = std::string(number).find('.') != std::string::npos ? "request.wrong_type"
                                                                  : "request.out_of_range";
    if (std::string(number) == "1e400") bad.code = "request.bad_json";
    bad.headers.emplace("Idempotency-Key", api::random_token(16));
    expect_problem(person, bad);
  }
}

TEST_F(BadInputTest, HeadersOfCommands) {
  Person person = running->signed_in("1001");
  const std::string good = R"({"order":"W","severity":"minor"})";
  const auto with = [&](const std::string& name, const std::string& value, const char* code) {
    Bad bad{classify, good, 400, code};
    bad.headers.emplace(name, value);
    return bad;
  };
  const Bad rows[] = {
      with("Idempotency-Key", "\"open", "request.bad_idempotency_key"),
      with("Idempotency-Key", "\"\"", "request.bad_idempotency_key"),
      with("Idempotency-Key", std::string(256, 'k'), "request.bad_idempotency_key"),
      with("Idempotency-Key", "钥匙", "request.bad_idempotency_key"),
      with("Idempotency-Key", "deadline:x", "request.bad_idempotency_key"),
      with("Idempotency-Key", "policy:x", "request.bad_idempotency_key"),
      with("If-Match", "W/\"1\"", "request.bad_if_match"),
      with("If-Match", "\"x\"", "request.bad_if_match"),
      with("If-Match", "\"-1\"", "request.bad_if_match"),
      with("If-Match", "*", "request.bad_if_match"),
      with("Kintsugi-Seen-Position", "x", "request.bad_header"),
      with("Kintsugi-Device-Sequence", "-3", "request.bad_header"),
      with("Kintsugi-Business-Time", "yesterday", "request.bad_header")};
  for (const Bad& bad : rows) expect_problem(person, bad);
  Bad no_key{"/v1/work_orders/cancel_work_order", good, 400, "request.missing_idempotency_key"};
  expect_problem(person, no_key);
  Bad type{classify, good, 415, "request.wrong_media_type"};
  for (const char* media :
       {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"}) {
    type.type = media;
    expect_problem(person, type);
  }
  // A thing that the engine numbers has no version before it is there.
  Bad nameless{"/v1/work_orders/register_work_order",
               R"({"service_type":"repair","source":"own","phone":"1","address":"x"})", 400,
               "request.bad_if_match"};
  nameless.headers = {{"Idempotency-Key", "nameless"}, {"If-Match", "\"1\""}};
  expect_problem(person, nameless);
}

TEST(IdempotencyKey, OfTheEnginesOwnSaysSo) {
  const auto key = api::idempotency_key_of("import:0123");
  ASSERT_FALSE(key);
  EXPECT_EQ(key.error().what, "keys that begin with \"import:\" are the engine's own: send a UUID");
  EXPECT_NE(api::idempotency_key_of("钥匙").error().what.find("printable ASCII"), std::string::npos);
  EXPECT_TRUE(api::idempotency_key_of("important"));
}

TEST_F(BadInputTest, SessionsAndPaths) {
  Person nobody = running->person();
  Person person = running->signed_in("1001");
  const std::string good = R"({"order":"W","severity":"minor"})";
  const auto with = [&](const std::string& name, const std::string& value, const char* code) {
    Bad bad{classify, good, 401, code};
    bad.headers.emplace(name, value);
    return bad;
  };
  const Bad rows[] = {{classify, good, 401, "session.missing"},
                      with("Cookie", "kintsugi_session=foreign", "session.expired"),
                      with("Authorization", "Bearer kt_foreign_token", "session.expired"),
                      with("Authorization", "Bearer", "session.missing"),
                      with("Authorization", "Basic eDp5", "session.missing")};
  for (const Bad& bad : rows) {
    const double before = counted(bad.code);
    expect_problem(nobody, bad);
    EXPECT_EQ(counted(bad.code), before + 2) << bad.code;
  }
  Bad origin{classify, good, 403, "session.foreign_origin"};
  origin.headers = {{"Origin", "http://evil.example"}};
  expect_problem(person, origin);
  expect_problem(person, {"/v1/nothing", "{}", 404, "request.unknown_path"});
  expect_problem(person, {"/v1/work_orders/no_such_command", "{}", 404, "request.unknown_path"});
  expect_problem(person, {"/v1/operators/sign_in", "{}", 404, "request.unknown_path"});
  Bad get{classify, "", 405, "request.wrong_method"};
  get.method = "GET";
  expect_problem(person, get);
  EXPECT_EQ(person.get(classify).header("Allow"), "POST");
  expect_problem(person, {"/v1/orders", "{}", 405, "request.wrong_method"});
}

TEST_F(BadInputTest, SmallBodies) {
  Person admin = running->signed_in("admin");
  const Bad rows[] = {
      {"/v1/session", "{\"operator\":", 400, "request.bad_json"},
      {"/v1/session", "[]", 400, "request.bad_json"},
      {"/v1/session", R"({"operator":"1001"})", 400, "request.missing_field", "/password"},
      {"/v1/session", R"({"operator":"1001","password":7})", 400, "request.wrong_type",
       "/password"},
      {"/v1/session", R"({"operator":"1","operator":"2","password":"x"})", 400,
       "request.duplicate_field", "/operator"},
      {"/v1/session", R"({"operator":"1","password":"x","colour":1})", 400,
       "request.unknown_field", "/colour"},
      {"/v1/session", "{\"operator\":\"\xff\",\"password\":\"x\"}", 400, "request.bad_text"},
      {"/v1/session", nested(30), 400, "request.too_deep"},
      {"/v1/session", "{\"operator\":\"" + std::string(20'000, 'x') + "\"}", 413,
       "request.too_large"},
      {"/v1/session/password", R"({"old_password":"x"})", 400, "request.missing_field",
       "/new_password"},
      {"/v1/setup/check", R"({"token":"guess"})", 404, "setup.unknown_token"},
      {"/v1/setup", R"({"token":"guess","password":"long enough"})", 404, "setup.unknown_token"},
      {"/v1/tokens", R"({})", 400, "request.missing_field", "/name"},
      {"/v1/tokens", R"({"name":"x","expires_in_days":0})", 400, "request.out_of_range",
       "/expires_in_days"},
      {"/v1/tokens", R"({"name":"x","expires_in_days":"1"})", 400, "request.wrong_type",
       "/expires_in_days"}};
  for (const Bad& bad : rows) expect_problem(admin, bad);
}

// Where a parameter says "only look", one that is mistyped must not mean "do it".
TEST_F(BadInputTest, ParametersOfWhatChangesSomething) {
  Person person = running->signed_in("1001");
  const auto before = end();
  const auto code = [&](const std::string& path, const std::string& type = "application/json") {
    return person.post(path, "sale,contact\nA-1,x\n", {}, type).code();
  };
  EXPECT_EQ(code("/v1/sales/file?cheek=true", "text/csv"), "request.unknown_parameter");
  EXPECT_EQ(code("/v1/sales/file?check=true&check=false", "text/csv"), "request.bad_parameter");
  EXPECT_EQ(code("/v1/work_orders/classify_severity?as_of=1"), "request.unknown_parameter");
  EXPECT_EQ(code("/v1/commands?check=true", ndjson_type), "request.unknown_parameter");
  EXPECT_EQ(code("/v1/follow/links?order=WO-1"), "request.unknown_parameter");
  EXPECT_EQ(person.get("/v1/session?operator=1001").code(), "request.unknown_parameter");
  const Reply far = person.get("/v1/" + std::string(9000, 'a'));
  EXPECT_EQ(far.status, 414);
  EXPECT_EQ(far.code(), "request.address_too_long");
  EXPECT_EQ(end(), before);
}

TEST_F(BadInputTest, LinesOfABatch) {
  Person person = running->signed_in("1001");
  const auto line = [](const std::string& body) {
    return R"({"id":"line","command":"classify_severity","body":)" + body + "}";
  };
  struct Case {
    std::string line, code, pointer;
  };
  const Case cases[] = {
      {"{broken", "request.bad_json", ""},
      {"[]", "request.wrong_type", ""},
      {R"({"id":"a","command":"classify_severity"})", "request.missing_field", "/body"},
      {R"({"command":"classify_severity","body":{}})", "request.missing_field", "/id"},
      {R"({"id":7,"command":"classify_severity","body":{}})", "request.wrong_type", "/id"},
      {R"({"id":"a","id":"b","command":"classify_severity","body":{}})",
       "request.duplicate_field", "/id"},
      {R"({"id":"a","command":"classify_severity","body":{},"colour":1})",
       "request.unknown_field", "/colour"},
      {R"({"id":"a","command":"sign_in","body":{}})", "request.unknown_command", "/command"},
      {R"({"id":"policy:a","command":"classify_severity","body":{}})",
       "request.bad_idempotency_key", ""},
      {R"({"id":"a","command":"classify_severity","body":{},"if_match":"x"})",
       "request.missing_field", "/body/order"},
      {"{\"id\":\"\xff\",\"command\":\"classify_severity\",\"body\":{}}", "request.bad_text", ""},
      {line(nested(100)), "request.too_deep", ""},
      {line("7"), "request.wrong_type", ""},
      {line(R"({"order":"W","order":"X","severity":"minor"})"), "request.duplicate_field",
       "/body/order"},
      {line(R"({"order":"W","severity":"minor","x":99999999999999999999})"),
       "request.out_of_range", ""},
      {line(R"({"order":"W","severity":"purple"})"), "request.bad_value", "/body/severity"}};
  std::string lines;
  for (const Case& one : cases) lines += one.line + "\n";
  const auto before = end();
  Reply reply = person.post("/v1/commands", lines, {}, ndjson_type);
  ASSERT_EQ(reply.status, 200) << reply.body;
  std::size_t at = 0;
  for (const Case& one : cases) {
    const auto stop = reply.body.find('\n', at);
    ASSERT_NE(stop, std::string::npos);
    Json answered = Json::parse(reply.body.substr(at, stop - at));
    at = stop + 1;
    EXPECT_EQ(answered["problem"]["code"], one.code) << one.line.substr(0, 80) << answered;
    if (!one.pointer.empty()) {
      EXPECT_EQ(answered["problem"]["errors"][0]["pointer"], one.pointer) << one.line;
    }
  }
  EXPECT_EQ(end(), before);
  Bad type{"/v1/commands", "{}\n", 415, "request.wrong_media_type"};
  expect_problem(person, type);
  Bad many{"/v1/commands", {}, 400, "request.too_long"};
  for (int i = 0; i < 1001; ++i) many.body += "{}\n";
  many.type = ndjson_type;
  expect_problem(person, many);
  Bad large{"/v1/commands", std::string(5'000'000, ' '), 413, "request.too_large"};
  large.type = ndjson_type;
  expect_problem(person, large);
}

TEST_F(BadInputTest, ParametersOfEveryRead) {
  Person auditor = running->signed_in("5001");
  const auto expect = [&](const std::string& path, const std::string& query, const char* code) {
    Bad bad{path + "?" + query, {}, 400, code};
    bad.method = "GET";
    expect_problem(auditor, bad);
  };
  const std::string moments[] = {
      "/v1/queues",         "/v1/queues/registered",      "/v1/orders",
      "/v1/inventory",      "/v1/inventory/W/P/good/ledger", "/v1/custody",
      "/v1/wages",          "/v1/wages/sheets",           "/v1/wages/runs",
      "/v1/audit",          "/v1/audit/operators",        "/v1/reports/repair_status",
      "/v1/lookup/outlet",  "/v1/projections",            "/v1/log/density",
      "/v1/log/position",   "/v1/streams/outlet/OUT-A",   "/v1/streams/outlet/OUT-A/commits",
      "/v1/orders/WO-1",    "/v1/orders/WO-1/timeline"};
  for (const std::string& path : moments) {
    expect(path, "as_of=yesterday", "as_of.malformed");
    expect(path, "as_of=2026-02-30", "as_of.malformed");
    expect(path, "as_of=99999999", "as_of.beyond_end");
    expect(path, "as_of=9223372036854775807", "as_of.beyond_end");
    expect(path, "min_position=x", "request.bad_parameter");
    expect(path, "min_position=-1", "request.bad_parameter");
    expect(path, "wait=soon", "request.bad_parameter");
    expect(path, "limit=0", "request.bad_parameter");
    expect(path, "limit=501", "request.bad_parameter");
    expect(path, "limit=5&limit=6", "request.bad_parameter");
    expect(path, "outlet=%ff", "request.bad_parameter");
    expect(path, "colour=red", "request.unknown_parameter");
    expect(path, "cursor=zzzz", "request.bad_cursor");
  }
  expect("/v1/orders", "status=no_such_status", "request.bad_parameter");
  expect("/v1/inventory", "condition=shiny", "request.bad_parameter");
  expect("/v1/inventory/W/P/good/ledger", "newest_first=yes", "request.bad_parameter");
  expect("/v1/wages", "period=2026-13", "request.bad_parameter");
  expect("/v1/wages/runs", "period=March", "request.bad_parameter");
  expect("/v1/projections", "digest=1", "request.bad_parameter");
  expect("/v1/audit", "outcome=maybe", "request.bad_parameter");
  expect("/v1/audit", "command=no_such", "request.bad_parameter");
  expect("/v1/audit", "from=then", "request.bad_parameter");
  expect("/v1/audit/commits/x", "", "request.bad_position");
  expect("/v1/log/density", "buckets=0", "request.bad_parameter");
  expect("/v1/log/density", "from=7", "request.bad_parameter");
  expect("/v1/log/position", "position=9223372036854775807", "request.bad_position");
  expect("/v1/log/position", "at=now", "request.bad_parameter");
  expect("/v1/log/position", "step=leap", "request.bad_parameter");
  expect("/v1/log/position", "direction=up", "request.bad_parameter");
  expect("/v1/streams/outlet/OUT-A/commits", "after_version=x", "request.bad_parameter");
  expect("/v1/stream", "topics=weather", "request.bad_parameter");
  expect("/v1/stream", "from=x", "request.bad_position");
  expect("/v1/stream", "colour=red", "request.unknown_parameter");
}

TEST_F(BadInputTest, ParametersOfEveryReport) {
  Person auditor = running->signed_in("5001");
  const auto expect = [&](const std::string& report, const std::string& query, const char* code) {
    Bad bad{"/v1/reports/" + report + "?" + query, {}, 400, code};
    bad.method = "GET";
    expect_problem(auditor, bad);
  };
  const Json reports = auditor.get("/v1/reports").json()["items"];
  for (const Json& report : reports) {
    const std::string id = report["id"];
    expect(id, "format=xml", "request.bad_parameter");
    expect(id, "format=csv&profile=lotus", "request.bad_parameter");
    expect(id, "format=json&profile=excel", "request.bad_parameter");
    std::set<std::string> known;
    for (const Json& name : report["parameters"]) known.insert(name.get<std::string>());
    for (const auto& [name, value] :
         {std::pair<std::string, std::string>{"from", "then"}, {"until", "2026-02-30"},
          {"status", "no_such_status"}, {"period", "2026-13"}}) {
      expect(id, name + "=" + value,
             known.contains(name) ? "request.bad_parameter" : "request.unknown_parameter");
    }
    for (const char* name : {"technician", "warehouse", "part", "operator_id"})
      if (!known.contains(name)) expect(id, std::string(name) + "=x", "request.unknown_parameter");
  }
  Bad none{"/v1/reports/no_such_report", {}, 404, "report.not_found"};
  none.method = "GET";
  expect_problem(auditor, none);
}

TEST_F(BadInputTest, WhatTheTablesHaveNotReachedIsSaid) {
  Person person = running->signed_in("1001");
  Reply not_yet = person.get("/v1/orders?min_position=99999999&wait=50ms");
  EXPECT_EQ(not_yet.status, 503);
  EXPECT_EQ(not_yet.code(), "read.not_yet");
  EXPECT_FALSE(not_yet.header("Retry-After").empty());
}

TEST_F(BadInputTest, AKeyBelongsToOneWishOfOneOperator) {
  Person person = running->signed_in("1001");
  Person other = running->signed_in("1002");
  const Json order = {{"order", "WO-K"}, {"service_type", "repair"}, {"source", "own"},
                      {"category", "aircon"}, {"phone", "13800000001"}, {"address", "x"}};
  const httplib::Headers key = {{"Idempotency-Key", "one-wish"}};
  ASSERT_EQ(person.send("/v1/work_orders/register_work_order", order, key).status, 200);
  Bad reused{classify, R"({"order":"WO-K","severity":"minor"})", 422, "command.reused", {}, key};
  expect_problem(person, reused);
  Bad stolen{"/v1/work_orders/register_work_order", order.dump(), 422, "command.reused", {}, key};
  expect_problem(other, stolen);
  EXPECT_EQ(other.send("/v1/work_orders/register_work_order", order, key).body.find("WO-K"),
            std::string::npos)
      << "nothing of the first answer";
}

TEST_F(BadInputTest, WhatTheLibraryWouldLetThroughIsRefused) {
  const auto raw = [&](const std::string& octets) { return raw_request(running->port(), octets); };
  std::string host = "Host: 127.0.0.1\r\n";
  Reply both = raw("POST /v1/session HTTP/1.1\r\n" + host +
                   "Content-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: "
                   "chunked\r\n\r\n0\r\n\r\n");
  EXPECT_EQ(both.status, 400) << both.body;
  EXPECT_EQ(both.code(), "request.malformed");
  Reply body_of_get = raw("GET /livez HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\nhello");
  EXPECT_EQ(body_of_get.code(), "request.malformed");
  // What comes with a HEAD is not the next request either.
  Reply body_of_head = raw("HEAD /livez HTTP/1.1\r\n" + host +
                           "Content-Length: 5\r\n\r\nGET /version HTTP/1.1\r\n" + host +
                           "Connection: close\r\n\r\n");
  EXPECT_EQ(body_of_head.status, 400);
  EXPECT_EQ(body_of_head.body, "");
  // Nor what comes with a request that the library itself refuses: its method, a header.
  const std::string next = "Content-Length: 5\r\n\r\nGET /version HTTP/1.1\r\n" + host + "\r\n";
  for (const std::string& first :
       {"QUERY /livez HTTP/1.1\r\n" + host,
        "POST /v1/session HTTP/1.1\r\nX: " + std::string(100'000, 'x') + "\r\n" + host}) {
    const Reply refused = raw(first + next);
    EXPECT_TRUE(refused.status == 400 || refused.status == 431) << refused.body;
    EXPECT_EQ(refused.body.find("HTTP/1.1"), std::string::npos) << refused.body;
  }
  const Reply chunked_delete = raw("DELETE /v1/session HTTP/1.1\r\n" + host +
                                   "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
  EXPECT_EQ(chunked_delete.code(), "request.malformed");
  std::string many = "GET /livez HTTP/1.1\r\n" + host;
  for (int i = 0; i < 200; ++i) many += "X-" + std::to_string(i) + ": y\r\n";
  EXPECT_EQ(raw(many + "\r\n").status, 431);
  // A chunked body beyond the limit is not read to its end.
  std::string chunk(65'536, 'x');
  std::string chunked = "POST /v1/session HTTP/1.1\r\n" + host +
                        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 40; ++i) chunked += "10000\r\n" + chunk + "\r\n";
  EXPECT_EQ(raw(chunked + "0\r\n\r\n").status, 413);
  EXPECT_EQ(raw("NONSENSE\r\n\r\n").status, 400);
  EXPECT_EQ(raw("BREW /v1/orders HTTP/1.1\r\n" + host + "\r\n").status / 100, 4);
  EXPECT_EQ(raw("OPTIONS /v1/orders HTTP/1.1\r\n" + host + "\r\n").code(), "request.wrong_method");
  EXPECT_EQ(raw("GET /v1/orders/%ff HTTP/1.1\r\n" + host + "\r\n").code(), "request.malformed");
  EXPECT_EQ(raw("GET /" + std::string(20'000, 'x') + " HTTP/1.1\r\n" + host + "\r\n").status / 100,
            4);
  EXPECT_EQ(raw("HEAD /livez HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n").body, "");
}

}  // namespace
}  // namespace kintsugi::tests
