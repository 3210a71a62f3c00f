// What each duty reads: on the demo company, whose people have one duty each. Duty and outlet come
// from the same grant; a technician sees his own; whoever has no duty sees nothing but himself.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "api/demo/demo.h"
#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

struct DutiesTest : testing::Test {
  static std::unique_ptr<RunningEdge> running;
  static std::unique_ptr<Person> admin;

  static void SetUpTestSuite() {
    running = std::make_unique<RunningEdge>([](const api::Service::Options& options) {
      ASSERT_TRUE(api::make_demo_company(options, {.orders = 2000}));
    });
    admin = std::make_unique<Person>(running->person());
    set_password(*admin, *running->edge().administrator_link("demo", "admin"));
    for (const char* number : {"1001", "2001", "4001", "5001", "T-01"}) welcome(number);
    make("9201", {{"auditor", "OUT-1"}, {"call_centre", ""}});
    make("9202", {});
    make("9203", {{"store_keeper", "OUT-1"}});
    make("9204", {{"analyst", ""}});
    make("9205", {{"dispatcher", "OUT-1"}});
    ASSERT_TRUE((*running->service().runner("demo"))
                    ->wait_for_all(*running->service().log().end(), std::chrono::minutes(2)));
    const auto last = running->service().log().end()->value - 1;
    ASSERT_EQ(admin->get("/v1/queues?wait=10s&min_position=" + std::to_string(last)).status, 200);
  }
  static void TearDownTestSuite() {
    admin.reset();
    running.reset();
  }
  static void set_password(Person& person, const std::string& link) {
    const Json body = {{"token", link.substr(link.find('#') + 1)},
                       {"password", RunningEdge::password}};
    const Reply set = person.post("/v1/setup", body.dump());
    ASSERT_EQ(set.status, 200) << set.body;
  }
  static void welcome(const std::string& number) {
    const Reply invited = admin->post("/v1/invitations", Json{{"operator", number}}.dump());
    ASSERT_EQ(invited.status, 201) << number << invited.body;
    Person person = running->person();
    set_password(person, invited.json()["url"]);
  }
  static void make(const std::string& number,
                   const std::vector<std::pair<std::string, std::string>>& grants) {
    const Json made = {{"number", number}, {"name", "某人"}};
    ASSERT_EQ(admin->send("/v1/operators/register_operator", made).status, 200);
    for (const auto& [role, outlet] : grants) {
      Json grant = {{"number", number}, {"role", role}};
      if (!outlet.empty()) grant["outlet"] = outlet;
      ASSERT_EQ(admin->send("/v1/operators/grant_role", grant).status, 200);
    }
    welcome(number);
  }
  static Person who(const std::string& number) { return running->signed_in(number, "demo"); }
  static Json items(Person& person, const std::string& path) {
    const Reply reply = person.get(path + (path.find('?') == path.npos ? "?" : "&") + "limit=500");
    EXPECT_EQ(reply.status, 200) << path << reply.body;
    return reply.status == 200 ? reply.json()["items"] : Json::array();
  }
};
std::unique_ptr<RunningEdge> DutiesTest::running;
std::unique_ptr<Person> DutiesTest::admin;

// call centre, dispatcher, store keeper, accountant, auditor, technician, nobody
const std::map<std::string, std::vector<int>> table = {
    {"/v1/work_orders", {200, 200, 200, 200, 200, 200, 403}},
    {"/v1/orders", {200, 200, 200, 200, 200, 200, 403}},
    {"/v1/queues", {200, 200, 200, 200, 200, 200, 403}},
    {"/v1/customers", {200, 200, 403, 200, 200, 403, 403}},
    {"/v1/customers?format=csv", {200, 200, 403, 200, 200, 403, 403}},
    {"/v1/lookup/customer", {200, 200, 403, 200, 200, 403, 403}},
    {"/v1/wages", {403, 403, 403, 200, 200, 200, 403}},
    {"/v1/wages/sheets", {403, 403, 403, 200, 200, 200, 403}},
    {"/v1/wages/runs", {403, 403, 403, 200, 200, 403, 403}},
    {"/v1/wage_lines?format=ndjson", {403, 403, 403, 200, 200, 200, 403}},
    {"/v1/reports/installer_wages", {403, 403, 403, 200, 200, 200, 403}},
    {"/v1/reports/installer_wages/chart", {403, 403, 403, 200, 200, 200, 403}},
    {"/v1/reports/stock_detail", {403, 200, 200, 200, 200, 403, 403}},
    {"/v1/reports/operation_log", {403, 403, 403, 403, 200, 403, 403}},
    {"/v1/wage_rules", {403, 403, 403, 200, 200, 403, 403}},
    {"/v1/streams/wage_rule/default", {403, 403, 403, 200, 200, 403, 403}},
    {"/v1/tariffs", {200, 200, 403, 200, 200, 200, 403}},
    {"/v1/inventory", {403, 200, 200, 200, 200, 403, 403}},
    {"/v1/stock_items", {403, 200, 200, 200, 200, 403, 403}},
    {"/v1/warehouses", {403, 200, 200, 200, 200, 200, 403}},
    {"/v1/skills", {200, 200, 200, 200, 200, 200, 403}},
    {"/v1/approved_counts", {403, 403, 200, 200, 200, 403, 403}},
    {"/v1/custody", {403, 200, 200, 200, 200, 200, 403}},
    {"/v1/audit", {403, 403, 403, 403, 200, 403, 403}},
    {"/v1/streams/operator/admin", {404, 404, 404, 404, 200, 404, 404}},
    {"/v1/streams/administration/all", {403, 403, 403, 403, 200, 403, 403}},
    {"/v1/log/density", {200, 200, 200, 200, 200, 200, 403}},
    {"/v1/log/position", {200, 200, 200, 200, 200, 200, 403}},
    {"/v1/service_policy", {200, 200, 200, 200, 200, 200, 403}},
    {"/v1/projections", {200, 200, 200, 200, 200, 200, 403}},
    {"/v1/parts", {200, 200, 200, 200, 200, 200, 403}},
    {"/v1/lookup/part", {200, 200, 200, 200, 200, 200, 403}},
    {"/v1/today", {404, 404, 404, 404, 404, 200, 403}},
    {"/v1/session", {200, 200, 200, 200, 200, 200, 200}},
    {"/v1/reports", {200, 200, 200, 200, 200, 200, 200}},
};

TEST_F(DutiesTest, EachReadsWhatItsWorkNeeds) {
  std::vector<Person> people;
  for (const char* number : {"1001", "2001", "9203", "4001", "5001", "T-01", "9202"})
    people.push_back(who(number));
  for (const auto& [path, statuses] : table) {
    for (std::size_t i = 0; i < people.size(); ++i) {
      const Reply reply = people[i].get(path);
      EXPECT_EQ(reply.status, statuses[i]) << path << " " << i << reply.body.substr(0, 200);
      const bool files = path.find("format=") != path.npos;
      if (path.starts_with("/v1/streams") || path == "/v1/session" || files) continue;
      const char* sign = path.find('?') == path.npos ? "?" : "&";
      if (path != "/v1/reports") {
        EXPECT_EQ(people[i].get(path + sign + "as_of=20000").status, statuses[i]) << path << i;
      }
    }
  }
}

TEST_F(DutiesTest, TheSessionSaysWhatMayBeRead) {
  for (const char* number : {"1001", "2001", "9203", "4001", "5001", "T-01", "9202"}) {
    Person person = who(number);
    const Json session = person.get("/v1/session").json();
    const Json& lists = session["lists"];
    const Json all = admin->get("/v1/session").json()["lists"];
    EXPECT_GT(all.size(), 30u);
    for (const Json& list : all) {
      const bool said = std::find(lists.begin(), lists.end(), list) != lists.end();
      const int status = person.get("/v1/" + list.get<std::string>() + "?limit=1").status;
      EXPECT_EQ(status, said ? 200 : 403) << number << list;
    }
    const Json& choices = session["choices"];
    for (const char* kind : {"customer", "technician", "part", "operator", "wage_rule"}) {
      const bool said = std::find(choices.begin(), choices.end(), kind) != choices.end();
      EXPECT_EQ(person.get(std::string("/v1/lookup/") + kind).status, said ? 200 : 403)
          << number << kind;
    }
    const Json reports = person.get("/v1/reports").json()["items"];
    EXPECT_EQ(session["reports"].size(), reports.size()) << number;
    for (const Json& report : reports)
      EXPECT_EQ(person.get("/v1/reports/" + report["id"].get<std::string>()).status, 200)
          << number << report["id"];
  }
}

// What a person is called is for whoever may read him, wherever something refers to him.
TEST_F(DutiesTest, PeopleAreNamedToThoseWhoMayReadThem) {
  const std::string serial = items(*admin, "/v1/assets")[0]["serial"];
  std::size_t named = 0;
  for (const char* number : {"1001", "2001", "9203", "9204", "9205", "4001", "5001", "T-01"}) {
    Person person = who(number);
    const Json session = person.get("/v1/session").json();
    const Json& choices = session["choices"];
    std::vector<std::string> paths{"/v1/machines/" + serial};
    for (const Json& list : session["lists"])
      paths.push_back("/v1/" + list.get<std::string>() + "?limit=100");
    std::map<std::string, bool> may;
    for (const std::string& path : paths) {
      const Reply reply = person.get(path);
      if (reply.status != 200) continue;
      for (const char* kind : {"customer", "technician", "operator"}) {
        const Json names = reply.json()["names"].value(kind, Json::object());
        for (const auto& [id, name] : names.items()) {
          const bool chosen = std::string(kind) == "technician" &&
                              std::find(choices.begin(), choices.end(), kind) != choices.end();
          // Colleagues know each other; an analyst (9204) knows nobody.
          if (std::string(kind) == "operator" && std::string(number) != "9204") continue;
          const std::string card = std::string("/v1/") + kind + "s/" + id;
          if (!may.contains(card)) may[card] = chosen || person.get(card).status == 200;
          EXPECT_TRUE(may[card]) << number << " " << path << " " << card << " " << name;
          ++named;
        }
      }
    }
  }
  EXPECT_GT(named, 100u) << "who may, reads names";
}

TEST_F(DutiesTest, AFileNamesPeopleAsItsListDoes) {
  const std::string path = "/v1/assets?format=ndjson&columns=customer,customer_name";
  const auto names = [&](Person person) {
    std::set<std::string> found;
    std::istringstream lines(person.get(path).body);
    for (std::string line; std::getline(lines, line);) {
      const Json row = Json::parse(line, nullptr, false);
      if (row.is_object() && row.contains("customer_name") && row["customer_name"].is_string())
        found.insert(row["customer_name"]);
    }
    found.erase("");
    return found;
  };
  EXPECT_GT(names(who("2001")).size(), 10u);
  EXPECT_TRUE(names(who("9204")).empty());
}

TEST_F(DutiesTest, ATechnicianSeesHisOwn) {
  Person person = who("T-01");
  const auto own = [&](const std::string& path, auto technician_of) {
    const Json rows = items(person, path);
    EXPECT_FALSE(rows.empty()) << path;
    for (const Json& row : rows) EXPECT_EQ(technician_of(row), "T-01") << path;
  };
  const auto flat = [](const Json& row) { return row["technician"]; };
  const auto in_order = [](const Json& row) { return row["order"]["technician"]; };
  for (const char* path : {"/v1/wages", "/v1/wages/sheets", "/v1/wage_lines", "/v1/bookings",
                           "/v1/part_requests", "/v1/charges"})
    own(path, flat);
  own("/v1/orders", in_order);
  own("/v1/work_orders", in_order);
  own("/v1/technicians", [](const Json& row) { return row["id"]; });
  const Json whole = items(*admin, "/v1/wage_sheets?technician=T-01");
  EXPECT_EQ(items(person, "/v1/wage_sheets").size(), whole.size());
  // One by one, too.
  std::string foreign, mine;
  for (const Json& order : items(*admin, "/v1/orders"))
    (in_order(order) == "T-01" ? mine : foreign) = order["id"];
  EXPECT_EQ(person.get("/v1/orders/" + mine).status, 200);
  EXPECT_EQ(person.get("/v1/streams/work_order/" + mine + "/commits").status, 200);
  for (const std::string& path :
       {"/v1/orders/" + foreign, "/v1/work_orders/" + foreign,
        "/v1/orders/" + foreign + "/timeline", "/v1/streams/work_order/" + foreign,
        "/v1/log/position?step=order:" + foreign, std::string("/v1/technicians/T-02"),
        std::string("/v1/streams/technician/T-02")})
    EXPECT_EQ(person.get(path).status, 404) << path;
  const Json wages = person.get("/v1/reports/installer_wages?limit=500").json();
  std::size_t at = 0;
  for (; wages["columns"][at]["name"] != "technician";) ++at;
  for (const Json& row : wages["rows"]) EXPECT_EQ(row[at], "T-01");
  // What waits for him is counted as it is listed.
  const Json queues = person.get("/v1/queues").json()["items"];
  for (const Json& queue : queues) {
    const Json rows = items(person, "/v1/queues/" + queue["queue"].get<std::string>());
    EXPECT_EQ(rows.size(), queue["count"].get<std::size_t>()) << queue["queue"];
    for (const Json& row : rows) EXPECT_EQ(row["technician"], "T-01");
  }
}

// Relations of a card are lists of their own.
TEST_F(DutiesTest, ACardShowsOnlyWhatOneMayReadBesides) {
  const auto related = [](Person& person, const std::string& path) {
    std::set<std::string> out;
    const Reply card = person.get(path);
    EXPECT_EQ(card.status, 200) << path << card.body;
    const Json json = card.json();
    for (const Json& one : json["relations"]) out.insert(one["list"].get<std::string>());
    return out;
  };
  Person call_centre = who("1001");
  EXPECT_TRUE(related(*admin, "/v1/technicians/T-01").contains("wage_sheets"));
  EXPECT_FALSE(related(call_centre, "/v1/technicians/T-01").contains("wage_sheets"));
}

// Whose wage it was is for those who read wages; what all of it comes to is no person's.
TEST_F(DutiesTest, WhatACellIsMadeOfNamesNobodyToWhoReadsNobody) {
  EXPECT_EQ(who("9204").get("/v1/reports/order_margin").status, 403) << "a wage by one order";
  const Json report = admin->get("/v1/reports/margin_figures?limit=500").json();
  std::size_t wages = 0;
  while (report["columns"][wages]["name"] != "wages") ++wages;
  std::string row;
  for (std::size_t i = 0; i < report["rows"].size() && row.empty(); ++i)
    if (report["rows"][i][wages].get<std::int64_t>() > 0) row = report["ids"][i];
  ASSERT_NE(row, "") << "somebody has earned something";
  const std::string path =
      "/v1/reports/margin_figures/explain?column=wages&row=" + api::url_encoded(row);
  Person analyst = who("9204");
  const Json all = admin->get(path).json(), his = analyst.get(path).json();
  EXPECT_EQ(his["value"], all["value"]);
  ASSERT_EQ(his["parts"].size(), all["parts"].size());
  for (std::size_t i = 0; i < his["parts"].size(); ++i) {
    EXPECT_EQ(his["parts"][i]["value"], all["parts"][i]["value"]);
    EXPECT_TRUE(all["parts"][i].contains("id"));
    EXPECT_FALSE(his["parts"][i].contains("id")) << his["parts"][i];
    EXPECT_FALSE(his["parts"][i].contains("href"));
  }
}

// Times, days and positions too: what takes a cell apart says them as the report does.
TEST_F(DutiesTest, ACellTakenApartIsSaidAsItStands) {
  std::set<std::string> formats;
  const Json reports = admin->get("/v1/reports").json()["items"];
  for (const Json& report : reports) {
    if (!report.contains("list")) continue;
    const std::string id = report["id"], path = "/v1/reports/" + id;
    const Json page = admin->get(path + "?limit=1").json();
    if (page["rows"].empty()) continue;
    const std::string row = api::url_encoded(page["ids"][0].get<std::string>());
    for (std::size_t at = 0; at < page["columns"].size(); ++at) {
      const std::string column = page["columns"][at]["name"], is = page["columns"][at]["format"];
      if (is != "instant" && is != "date" && is != "position") continue;
      formats.insert(is);
      const Json of = admin->get(path + "/explain?row=" + row + "&column=" + column).json();
      EXPECT_EQ(of["value"], page["rows"][0][at]) << id << " " << column;
      for (const Json& part : of["parts"])
        EXPECT_EQ(part["value"].type(), of["value"].type()) << id << " " << column;
    }
  }
  EXPECT_EQ(formats, (std::set<std::string>{"date", "instant", "position"}));
}

TEST_F(DutiesTest, DutyAndOutletComeFromTheSameGrant) {
  Person person = who("9201");  // audits OUT-1, answers calls of the whole company
  for (const char* path : {"/v1/audit/operators", "/v1/audit/commits/100"})
    EXPECT_EQ(person.get(path).code(), "authority.out_of_scope") << path;
  for (const Json& step : items(person, "/v1/audit")) {
    const std::string who = step["operator"];
    EXPECT_NE(who, "4001") << "of the whole company";
    EXPECT_NE(who, "2002") << "of another outlet";
  }
  std::set<std::string> outlets;
  for (const Json& row : items(person, "/v1/wages/sheets"))
    outlets.insert(row["outlet"].get<std::string>());
  EXPECT_EQ(outlets, std::set<std::string>{"OUT-1"});
  outlets.clear();
  for (const Json& row : items(person, "/v1/customers"))
    outlets.insert(row["outlet"].get<std::string>());
  EXPECT_GT(outlets.size(), 1u) << "of the call centre";
  EXPECT_EQ(person.get("/v1/projections?digest=true").status, 403);
}

TEST_F(DutiesTest, WhoeverHasNoDutySeesHimself) {
  Person person = who("9202");
  const Json operators = items(person, "/v1/operators");
  ASSERT_EQ(operators.size(), 1u);
  EXPECT_EQ(operators[0]["id"], "9202");
  EXPECT_EQ(person.get("/v1/operators/9202").status, 200);
  EXPECT_EQ(person.get("/v1/operators/admin").status, 404);
  EXPECT_TRUE(person.get("/v1/reports").json()["items"].empty());
  EXPECT_EQ(person.get("/v1/streams/operator/9202").status, 200);
}

}  // namespace
}  // namespace kintsugi::tests
