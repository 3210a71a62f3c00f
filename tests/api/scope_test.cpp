// Outlet scope on every read: whoever works for one outlet finds nothing of the others, whatever he
// asks, now or as of a moment, on a screen or in a file. On the demo company.

#include <gtest/gtest.h>

#include <cctype>
#include <set>

#include "api/demo/demo.h"
#include "api/http/routes/all_routes.h"
#include "replay/reports/reports.h"
#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

using Words = std::set<std::string>;

struct ScopeTest : testing::Test {
  static std::unique_ptr<RunningEdge> running;
  static std::unique_ptr<Person> admin;  // sees everything

  // Of the demo company: three outlets, of which 9101 works for the first, in every duty.
  static constexpr const char* own = "OUT-1";
  static Words foreign;         // outlets, technicians and orders of others
  static std::string order_own, order_foreign, technician_foreign;
  static std::string past;      // a position in the middle

  static void SetUpTestSuite() {
    running = std::make_unique<RunningEdge>([](const api::Service::Options& options) {
      ASSERT_TRUE(api::make_demo_company(options, {.orders = 2000}));
    });
    admin = std::make_unique<Person>(running->person());
    const std::string link = *running->edge().administrator_link("demo", "admin");
    const Json body = {{"token", link.substr(link.find('#') + 1)},
                       {"password", RunningEdge::password}};
    ASSERT_EQ(admin->post("/v1/setup", body.dump()).status, 200);
    running->make_operator(*admin, "9101", "dispatcher", own);
    for (const char* role : {"auditor", "accountant", "store_keeper"}) {
      Reply last = admin->send("/v1/operators/grant_role",
                               {{"number", "9101"}, {"role", role}, {"outlet", own}});
      ASSERT_EQ(last.status, 200) << last.body;
    }
    ASSERT_TRUE((*running->service().runner("demo"))
                    ->wait_for_all(*running->service().log().end(), std::chrono::minutes(2)));
    const auto last = running->service().log().end()->value - 1;
    ASSERT_EQ(admin->get("/v1/queues?wait=10s&min_position=" + std::to_string(last)).status, 200);
    foreign = {"RC-EAST", "OUT-2", "OUT-3"};
    find_foreign();
    const Json position = admin->get("/v1/log/position").json();
    past = std::to_string(std::stoll(position["position"].get<std::string>()) / 2);
  }
  static void TearDownTestSuite() {
    admin.reset();
    running.reset();
  }

  // All pages of a list.
  static Json all(Person& person, const std::string& path) {
    Json items = Json::array();
    for (std::string cursor;;) {
      const char* sign = path.find('?') == std::string::npos ? "?" : "&";
      Reply page =
          person.get(path + sign + "limit=500" + (cursor.empty() ? "" : "&cursor=" + cursor));
      EXPECT_EQ(page.status, 200) << path << page.body;
      const Json json = page.json();
      if (!json.is_object()) return items;
      items.insert(items.end(), json["items"].begin(), json["items"].end());
      if (json["next_cursor"].is_null()) return items;
      cursor = json["next_cursor"];
    }
  }
  static void find_foreign() {
    for (const Json& one : all(*admin, "/v1/orders")) {
      const std::string id = one["id"];
      if (one["order"]["outlet"] == own) {
        order_own = id;
      } else {
        foreign.insert(order_foreign = id);
      }
    }
    for (const Json& one : all(*admin, "/v1/lookup/technician"))
      if (one["outlet"] != own) foreign.insert(technician_foreign = one["id"].get<std::string>());
    ASSERT_GT(foreign.size(), 1000u);
    ASSERT_FALSE(order_own.empty());
  }
  // The words of a text that are of other outlets.
  static Words strangers_in(const std::string& text) {
    const auto in_word = [](char c) {
      return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
    };
    Words found;
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = at;
      while (end < text.size() && in_word(text[end])) ++end;
      if (std::string word = text.substr(at, end - at); foreign.contains(word))
        found.insert(std::move(word));
      at = end + 1;
    }
    return found;
  }
  static Person scoped() { return running->signed_in("9101", "demo"); }
};
std::unique_ptr<RunningEdge> ScopeTest::running;
std::unique_ptr<Person> ScopeTest::admin;
Words ScopeTest::foreign;
std::string ScopeTest::order_own, ScopeTest::order_foreign, ScopeTest::technician_foreign,
    ScopeTest::past;

std::string printed(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += word + " ";
  return text.substr(0, 200);
}

TEST_F(ScopeTest, NoListHasAForeignRow) {
  Person person = scoped();
  std::size_t lists = 0, rows = 0;
  const auto look = [&](const std::string& path) {
    for (const std::string& when : {std::string(), "as_of=" + past}) {
      const char* sign = path.find('?') == std::string::npos ? "?" : "&";
      const Json items = all(person, when.empty() ? path : path + sign + when);
      for (Json row : items) {
        // An attempt on another outlet's order is the step of whoever tried, and says on what.
        if (row.contains("refusal") && !row["refusal"].is_null()) {
          row.erase("refusal");
          row.erase("streams");
        }
        // Whom one's own outlet is below, one knows.
        if (path == "/v1/outlets") row.erase("parent");
        // And whose repair came before one's own on the same machine.
        if (path == "/v1/asset_repairs") {
          row.erase("previous_order");
          row.erase("previous_technician");
        }
        // What was done on a machine and what is open for it stand on its sheet, whoever does it.
        if (path == "/v1/assets") row.erase("repairs"), row.erase("open_orders");
        // By whose order a machine that everybody serves is to be exchanged.
        if (path == "/v1/exchanges_due") row.erase("order");
        const Words strangers = strangers_in(row.dump());
        ASSERT_TRUE(strangers.empty()) << path << " " << when << ": " << printed(strangers) << row;
      }
      rows += items.size();
    }
    ++lists;
  };
  for (const api::Route& route : api::all_routes()) {
    const std::string path(route.path);
    if (!route.list) continue;
    if (path.find('{') == std::string::npos) look(path);
  }
  const Json queues = person.get("/v1/queues").json()["items"];
  for (const Json& queue : queues) {
    const std::string path = "/v1/queues/" + queue["queue"].get<std::string>();
    look(path);
    EXPECT_EQ(all(person, path).size(), queue["count"].get<std::size_t>()) << path;
  }
  for (const char* type : {"work_order", "outlet", "customer", "technician", "part", "warehouse",
                           "operator", "tariff", "wage_rule"})
    look(std::string("/v1/lookup/") + type);
  look("/v1/orders/" + order_own + "/timeline");
  look("/v1/streams/work_order/" + order_own + "/commits");
  // Asking for another outlet gives less, not more.
  for (const char* path : {"/v1/orders", "/v1/inventory", "/v1/custody", "/v1/wages", "/v1/queues"})
    look(std::string(path) + "?outlet=OUT-2");
  EXPECT_TRUE(all(person, "/v1/orders?outlet=OUT-2").empty());
  EXPECT_GT(lists, 30u);
  EXPECT_GT(rows, 1000u);
}

TEST_F(ScopeTest, NoReportHasAForeignRow) {
  Person person = scoped();
  std::size_t seen = 0;
  const Json reports = person.get("/v1/reports").json()["items"];
  for (const Json& report : reports) {
    const std::string id = report["id"];
    for (const char* format : {"json", "csv", "csv&profile=data", "ndjson", "table"}) {
      for (const std::string& when : {std::string(), "&as_of=" + past}) {
        Reply reply = person.get("/v1/reports/" + id + "?format=" + format + when);
        EXPECT_EQ(reply.status, 200) << id << reply.body.substr(0, 200);
        const Words strangers = strangers_in(reply.body);
        EXPECT_TRUE(strangers.empty()) << id << " " << format << when << ": " << printed(strangers);
        seen += reply.body.find(own) != std::string::npos ? 1 : 0;
      }
    }
  }
  EXPECT_GT(seen, 30u) << "the own rows are there";
}

// Somebody's own query is nobody else's, not even the administrator's, until he shares it.
TEST_F(ScopeTest, ASavedQueryIsSeenByThoseItIsSharedWith) {
  Person person = scoped();
  const Json save = {{"name", "我的"},
                     {"about", "list"},
                     {"target", "bookings"},
                     {"conditions", {{{"parameter", "status"}, {"value", "scheduled"}}}}};
  const Reply saved = person.send("/v1/saved_queries/save_query", save);
  ASSERT_EQ(saved.status, 200) << saved.body;
  std::string id;
  const Json answer = saved.json();
  for (const Json& stream : answer["streams"])
    if (const std::string name = stream["stream"]; name.starts_with("saved_query/"))
      id = name.substr(12);
  std::string position = saved.header("Kintsugi-Position");
  const auto statuses = [&](Person& who) {
    const std::string wait = "wait=10s&min_position=" + position;
    const Json page = who.get("/v1/saved_queries?target=bookings&" + wait).json();
    return std::vector<std::size_t>{
        page["items"].size(),
        static_cast<std::size_t>(who.get("/v1/saved_queries/" + id + "?" + wait).status),
        static_cast<std::size_t>(who.get("/v1/streams/saved_query/" + id + "?" + wait).status)};
  };
  using Seen = std::vector<std::size_t>;
  EXPECT_EQ(statuses(person), (Seen{1, 200, 200}));
  EXPECT_EQ(statuses(*admin), (Seen{0, 404, 404}));
  const Reply shared = person.send("/v1/saved_queries/share_query",
                                   {{"query", id}, {"share", "outlet"}, {"outlet", own}});
  ASSERT_EQ(shared.status, 200) << shared.body;
  position = shared.header("Kintsugi-Position");
  EXPECT_EQ(statuses(*admin), (Seen{1, 200, 200}));
}

// Larger than what is held in memory here: it goes by a file, and is the same for it.
TEST_F(ScopeTest, ALargeExportIsWholeAndWrittenDown) {
  Person person = scoped();
  const Reply lines = person.get("/v1/reports/repair_status?format=ndjson&as_of=" + past);
  ASSERT_EQ(lines.status, 200) << lines.body;
  EXPECT_GT(lines.body.size(), 100'000u);
  EXPECT_EQ(lines.header("Content-Length"), std::to_string(lines.body.size()));
  EXPECT_EQ(lines.body.back(), '\n');
  const auto rows = std::count(lines.body.begin(), lines.body.end(), '\n');
  const Json screen = person.get("/v1/reports/repair_status?limit=500&as_of=" + past).json();
  std::size_t at = 0;
  for (const Json& row : screen["rows"]) {
    const std::size_t end = lines.body.find('\n', at);
    EXPECT_EQ(Json::parse(lines.body.substr(at, end - at))["order"], row[0]);
    at = end + 1;
  }
  EXPECT_TRUE(screen["next_cursor"].is_string() || at == lines.body.size());
  const auto last = running->service().log().end()->value - 1;
  httplib::Client only_asks("127.0.0.1", running->port());
  const auto head = only_asks.Head("/v1/reports/repair_status?format=ndjson&as_of=" + past,
                                   {{"Cookie", person.cookie()}});
  ASSERT_TRUE(head);
  EXPECT_EQ(head->status, 200);
  EXPECT_EQ(running->service().log().end()->value - 1, last) << "nothing left, so nothing is kept";
  const Json kept = admin->get("/v1/audit?command=record_export&limit=1&wait=10s&min_position=" +
                               std::to_string(last)).json();
  EXPECT_EQ(kept["items"][0]["events"][0]["rows"], rows) << kept;
  // Rows, not lines: the head of CSV is none, nor are line breaks in a cell and the end of JSON.
  for (const char* format : {"csv", "csv&profile=data", "json:file", "xlsx"}) {
    ASSERT_EQ(person.get("/v1/reports/repair_status?as_of=" + past + "&format=" + format).status,
              200);
    const auto end = running->service().log().end()->value - 1;
    const Json written =
        admin->get("/v1/audit?command=record_export&limit=1&wait=10s&min_position=" +
                   std::to_string(end)).json();
    EXPECT_EQ(written["items"][0]["events"][0]["rows"], rows) << format;
  }
  const auto personal = replay::personal_columns(*replay::find_report("repair_status"));
  EXPECT_GT(personal, 0u);
  EXPECT_EQ(kept["items"][0]["events"][0]["personal_columns"], personal) << kept;
}

TEST_F(ScopeTest, WarehousesOfOthersAreNotThere) {
  Person person = scoped();
  for (const Json& row : all(person, "/v1/inventory")) EXPECT_EQ(row["warehouse"], "WH-1") << row;
  EXPECT_FALSE(all(person, "/v1/inventory").empty());
  for (const char* warehouse : {"WH-2", "WH-0"}) {
    Reply ledger =
        person.get("/v1/inventory/" + std::string(warehouse) + "/KT-0101/good/ledger?limit=5");
    EXPECT_TRUE(ledger.status == 404 || ledger.json()["items"].empty()) << ledger.body;
    EXPECT_TRUE(all(person, "/v1/inventory?warehouse=" + std::string(warehouse)).empty());
  }
}

TEST_F(ScopeTest, ForeignThingsAreNotThere) {
  Person person = scoped();
  for (const std::string& path :
       {"/v1/orders/" + order_foreign, "/v1/orders/" + order_foreign + "/timeline",
        "/v1/streams/work_order/" + order_foreign,
        "/v1/streams/work_order/" + order_foreign + "/commits",
        "/v1/streams/technician/" + technician_foreign, std::string("/v1/streams/outlet/OUT-2"),
        std::string("/v1/streams/warehouse/WH-2"),
        std::string("/v1/streams/stock_item/WH-2:KT-0101:good"),
        std::string("/v1/streams/stock_item/WH-2:KT-0101:good/commits"),
        std::string("/v1/streams/operator/2002"), std::string("/v1/streams/administration/all"),
        "/v1/log/position?step=order:" + order_foreign}) {
    EXPECT_EQ(person.get(path).status, 404) << path;
    const char* sign = path.find('?') == std::string::npos ? "?" : "&";
    EXPECT_EQ(person.get(path + sign + "as_of=" + past).status, 404) << path;
    EXPECT_NE(admin->get(path).status, 403) << path;
  }
  for (const std::string& path :
       {"/v1/orders/" + order_own, "/v1/streams/work_order/" + order_own,
        std::string("/v1/streams/outlet/OUT-1"),
        std::string("/v1/streams/stock_item/WH-1:KT-0101:good"),
        std::string("/v1/streams/part/KT-0101")})
    EXPECT_EQ(person.get(path).status, 200) << path;
  for (const char* path : {"/v1/audit/operators", "/v1/audit/commits/1"}) {
    Reply reply = person.get(path);
    EXPECT_EQ(reply.status, 403) << path;
    EXPECT_EQ(reply.code(), "authority.out_of_scope") << path;
  }
}

// Whatever a command names that its sender does not see: it is answered as to an id that nobody
// has, be it the command's own thing or named beside it.
TEST_F(ScopeTest, CommandsTellNothingOfForeignThings) {
  running->make_operator(*admin, "9103", "dispatcher", own);
  for (const char* role : {"call_centre", "accountant", "administrator"})
    ASSERT_EQ(admin->send("/v1/operators/grant_role",
                          {{"number", "9103"}, {"role", role}, {"outlet", own}})
                  .status,
              200);
  Person person = running->signed_in("9103", "demo");
  struct Case {
    const char* path;
    const char* field;
    std::string foreign;
    Json rest;
  };
  const std::string order = order_foreign, technician = technician_foreign;
  const Case cases[] = {
      {"/v1/follow_ups/close_follow_up", "order", order, {{"reason", "x"}}},
      {"/v1/follow_ups/withdraw_follow_up_attempt", "order", order, {{"reason", "x"}}},
      {"/v1/handovers/record_handover",
       "order",
       order,
       {{"kind", "training"},
        {"document", "x"},
        {"document_hash", std::string(64, 'a')},
        {"signed_by", "x"}}},
      {"/v1/part_requests/request_part",
       "order",
       order,
       {{"part", "KT-0101"}, {"quantity", 1000}}},
      {"/v1/complaints/register_complaint",
       "order",
       order,
       {{"kind", "attitude"}, {"text", "x"}}},
      {"/v1/complaints/register_complaint",
       "accused_technician",
       technician,
       {{"kind", "attitude"}, {"text", "x"}}},
      {"/v1/inspections/open_inspection", "technician", technician, {{"subject", "charges"}}},
      {"/v1/work_orders/schedule_booking",
       "technician",
       technician,
       {{"order", order_own},
        {"starts_at", "2027-03-02T01:00:00Z"},
        {"ends_at", "2027-03-02T02:00:00Z"}}},
      {"/v1/operators/register_operator",
       "technician",
       technician,
       {{"number", "n7"}, {"name", "x"}}},
      {"/v1/operators/disable_operator", "number", "2002", {{"reason", "x"}}},
      {"/v1/credentials/end_token", "operator", "2002", {{"token", "t"}}}};
  for (const Case& one : cases) {
    const auto answer = [&](const std::string& id) {
      Json body = one.rest;
      body[one.field] = id;
      Reply reply = person.send(one.path, body);
      std::string detail = reply.json().value("detail", "");
      if (const auto at = detail.find(id); at != detail.npos) detail.replace(at, id.size(), "*");
      return std::to_string(reply.status) + " " + reply.code() + " " + detail;
    };
    const std::string told = answer(one.foreign);
    EXPECT_EQ(told, answer("NOBODY-7")) << one.path << " " << one.field;
    EXPECT_EQ(told[0], '4') << one.path;
    EXPECT_EQ(told.find("authority."), told.npos) << one.path << " " << told;
    EXPECT_EQ(told.find("request."), told.npos) << one.path << " " << told;
  }
}

// What was given this morning shows yesterday, too; what was taken shows nothing any more.
TEST_F(ScopeTest, RightsAreThoseOfTheMomentOfAsking) {
  running->make_operator(*admin, "9102", "dispatcher", own);
  Person person = running->signed_in("9102", "demo");
  EXPECT_EQ(person.get("/v1/orders/" + order_own).status, 200);
  const Json to_other = {{"number", "9102"}, {"role", "dispatcher"}, {"outlet", "OUT-2"}};
  ASSERT_EQ(admin->send("/v1/operators/grant_role", to_other).status, 200);
  const Json from_own = {{"number", "9102"}, {"role", "dispatcher"}, {"outlet", own}};
  ASSERT_EQ(admin->send("/v1/operators/revoke_role", from_own).status, 200);
  for (const std::string& when : {std::string(), "&as_of=" + past}) {
    EXPECT_EQ(person.get("/v1/orders/" + order_own + "?limit=1" + when).status, 404) << when;
    const Json rows = person.get("/v1/orders?limit=50" + when).json()["items"];
    for (const Json& row : rows) EXPECT_EQ(row["order"]["outlet"], "OUT-2") << row["id"];
  }
  Reply cursor = person.get("/v1/orders?limit=1");
  EXPECT_FALSE(cursor.json()["items"].empty()) << cursor.body;
}

}  // namespace
}  // namespace kintsugi::tests
