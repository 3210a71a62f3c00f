// The search over everything: what whoever asks may read, and nothing of it in a log.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

struct SearchOfAll : testing::Test {
  static std::unique_ptr<RunningEdge> running;
  static std::string before, last;  // positions

  static void SetUpTestSuite() {
    running = std::make_unique<RunningEdge>();
    Person admin = running->make_administrator();
    for (const char* outlet : {"OUT-A", "OUT-B"})
      sent(admin, "/v1/outlets/register_outlet",
           {{"outlet", outlet},
            {"name", outlet},
            {"kind", "service_station"},
            {"brands", {"JinLu"}}});
    running->make_operator(admin, "1001", "call_centre", "");
    running->make_operator(admin, "2001", "dispatcher", "OUT-A");
    running->make_operator(admin, "3001", "store_keeper", "OUT-A");
    Person clerk = running->signed_in("1001");
    before = sent(clerk, "/v1/customers/register_customer",
                  {{"customer", "C-100"},
                   {"kind", "person"},
                   {"name", "单小明"},
                   {"phone", "13812345678"},
                   {"address", "西湖区文三路138号"},
                   {"outlet", "OUT-A"}});
    sent(clerk, "/v1/customers/register_customer",
         {{"customer", "C-101"}, {"kind", "person"}, {"name", "王大明"}, {"phone", "13900005678"},
          {"outlet", "OUT-B"}});
    for (const char* outlet : {"OUT-A", "OUT-B"})
      last = sent(clerk, "/v1/work_orders/register_work_order",
                  {{"order", std::string("WO-2026-00") + outlet[4]},
                   {"service_type", "repair"},
                   {"source", "own"},
                   {"brand", "JinLu"},
                   {"serial", std::string("SN20260042718") + outlet[4]},
                   {"outlet", outlet},
                   {"contact", "单小明"},
                   {"phone", "13812345678"},
                   {"address", "西湖区文三路138号"}});
  }
  static void TearDownTestSuite() { running.reset(); }

  static std::string sent(Person& person, const std::string& path, const Json& body) {
    const Reply reply = person.send(path, body);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.header("Kintsugi-Position");
  }
  static std::string url(std::string_view text) {
    std::string out;
    for (const char c : text) {
      const auto octet = static_cast<unsigned char>(c);
      out += {'%', "0123456789ABCDEF"[octet >> 4], "0123456789ABCDEF"[octet & 15]};
    }
    return out;
  }
  static Reply asked(Person& person, const std::string& typed, const std::string& more = {}) {
    return person.get("/v1/search?wait=10s&min_position=" + last + "&q=" + url(typed) + more);
  }
  // "customers: C-100; work_orders: …", by the names of the lists.
  static std::string found(Person& person, const std::string& typed,
                           const std::string& more = {}) {
    const Reply reply = asked(person, typed, more);
    EXPECT_EQ(reply.status, 200) << reply.body;
    const Json answer = reply.json();
    std::vector<std::string> groups;
    for (const Json& group : answer["groups"]) {
      std::vector<std::string> ids;
      for (const Json& item : group["items"]) ids.push_back(item["id"]);
      std::sort(ids.begin(), ids.end());
      std::string& one = groups.emplace_back(group["list"].get<std::string>() + ":");
      for (const std::string& id : ids) one += " " + id;
    }
    std::sort(groups.begin(), groups.end());
    std::string out;
    for (const std::string& one : groups) out += (out.empty() ? "" : "; ") + one;
    return out;
  }
};
std::unique_ptr<RunningEdge> SearchOfAll::running;
std::string SearchOfAll::before, SearchOfAll::last;

TEST_F(SearchOfAll, FindsEverythingByWhatPeopleType) {
  Person clerk = running->signed_in("1001");
  const std::string all = "customers: C-100; work_orders: WO-2026-00A WO-2026-00B";
  for (const char* typed : {"13812345678", "138-1234-5678", "+86 138 1234 5678", "单小明", "單小明",
                            "shanxiaoming", "sxm", "文三路", "文三路138", "xiaoming 西湖"})
    EXPECT_EQ(found(clerk, typed), all) << typed;
  EXPECT_EQ(found(clerk, "5678"),
            "customers: C-100 C-101; work_orders: WO-2026-00A WO-2026-00B");
  EXPECT_EQ(found(clerk, "sn-2026-0042-718a"), "work_orders: WO-2026-00A");
  EXPECT_EQ(found(clerk, "0042718"), "work_orders: WO-2026-00A WO-2026-00B") << "its middle";
  EXPECT_EQ(found(clerk, "jinlu 5678"), "work_orders: WO-2026-00A WO-2026-00B") << "narrowed";
  EXPECT_EQ(found(clerk, "out-b"), "outlets: OUT-B");
  EXPECT_EQ(found(clerk, "nobody at all"), "");
  EXPECT_EQ(found(clerk, "--"), "");
}

TEST_F(SearchOfAll, SaysWhatAndWhereItLookedFor) {
  Person clerk = running->signed_in("1001");
  const Json answer = asked(clerk, "c-100").json();
  ASSERT_EQ(answer["groups"].size(), 1u) << answer;
  const Json& group = answer["groups"][0];
  EXPECT_EQ(group["list"], "customers");
  EXPECT_EQ(group["thing"], "customer");
  EXPECT_EQ(group["label"]["zh"], "客户");
  EXPECT_EQ(group["more"], false);
  EXPECT_EQ(group["complete"], true);
  const Json& item = group["items"][0];
  EXPECT_EQ(item["label"], "单小明");
  EXPECT_EQ(item["fit"], "same_number");
  EXPECT_EQ(item["fields"]["phone"], "13812345678");
  EXPECT_EQ(item["fields"]["outlet"], "OUT-A");
  EXPECT_EQ(answer["complete"], true);
  const auto& searched = answer["searched"];
  EXPECT_NE(std::find(searched.begin(), searched.end(), "technicians"), searched.end());
}

TEST_F(SearchOfAll, ShowsAsManyAsAreWanted) {
  Person clerk = running->signed_in("1001");
  const Json answer = asked(clerk, "文三路", "&limit=1").json();
  for (const Json& group : answer["groups"]) {
    EXPECT_EQ(group["items"].size(), 1u);
    EXPECT_EQ(group["more"], group["list"] == "work_orders") << group;
  }
  EXPECT_EQ(asked(clerk, "x", "&limit=21").status, 400);
  EXPECT_EQ(asked(clerk, "x", "&limit=0").status, 400);
  EXPECT_EQ(asked(clerk, std::string(401, 'x')).status, 400);
  EXPECT_EQ(asked(clerk, "x", "&sort=id").code(), "request.unknown_parameter");
  EXPECT_EQ(clerk.get("/v1/search").code(), "request.bad_parameter");
}

TEST_F(SearchOfAll, FindsWhatIsReadByWhoeverAsks) {
  Person dispatcher = running->signed_in("2001");
  EXPECT_EQ(found(dispatcher, "sxm"), "customers: C-100; work_orders: WO-2026-00A");
  EXPECT_EQ(found(dispatcher, "5678"), "customers: C-100; work_orders: WO-2026-00A");
  EXPECT_EQ(found(dispatcher, "c-101"), "");
  Person keeper = running->signed_in("3001");
  EXPECT_EQ(found(keeper, "sxm"), "work_orders: WO-2026-00A") << "customers are not for him";
  const Json answer = asked(keeper, "sxm").json();
  const auto& searched = answer["searched"];
  EXPECT_EQ(std::find(searched.begin(), searched.end(), "customers"), searched.end());
  Person nobody = running->person();
  EXPECT_EQ(nobody.get("/v1/search?q=sxm").status, 401);
  Person clerk = running->signed_in("1001");
  EXPECT_EQ(found(clerk, "sxm", "&outlet=OUT-B"), "work_orders: WO-2026-00B");
}

// What tells of nobody he reads everywhere, contacts of customers only where he is a clerk.
TEST_F(SearchOfAll, EachListIsOfItsOwnReadersOutlets) {
  Person admin = running->signed_in("admin");
  running->make_operator(admin, "4001", "analyst", "");
  ASSERT_EQ(admin.send("/v1/operators/grant_role",
                       {{"number", "4001"}, {"role", "call_centre"}, {"outlet", "OUT-A"}})
                .status,
            200);
  Person clerk = running->signed_in("1001");
  for (const char* outlet : {"OUT-A", "OUT-B"})
    last = sent(clerk, "/v1/interactions/log_interaction",
                {{"interaction", std::string("IN-7") + outlet[4]},
                 {"channel", "phone"},
                 {"direction", "inbound"},
                 {"phone", "13700020002"},
                 {"outlet", outlet}});
  EXPECT_EQ(found(clerk, "13700020002"), "interactions: IN-7A IN-7B");
  Person both = running->signed_in("4001");
  EXPECT_EQ(found(both, "13700020002"), "interactions: IN-7A");
}

TEST_F(SearchOfAll, IsOfAnyMoment) {
  Person clerk = running->signed_in("1001");
  EXPECT_EQ(clerk.get("/v1/search?q=5678&as_of=" + before).json()["groups"].size(), 1u);
  EXPECT_EQ(found(clerk, "c-101"), "customers: C-101");
  const Json past = clerk.get("/v1/search?q=c-101&as_of=" + before).json();
  EXPECT_TRUE(past["groups"].empty()) << past;
  EXPECT_EQ(past["position"], before);
}

// Names and phones are what people search for: what they typed is kept nowhere.
TEST_F(SearchOfAll, LeavesNothingOfWhatWasTypedInALog) {
  Person clerk = running->signed_in("1001");
  const std::string typed = "sxmsecret13812345678";
  Person nobody = running->person();
  for (const std::string& path :
       {"/v1/search?q=" + typed, "/v1/search?q=" + typed + "&as_of=tomorrow",
        "/v1/search?q=" + typed + "&limit=zero", "/v1/search?q=" + typed + "&q=" + typed,
        "/v1/work_orders?q=" + typed, "/v1/orders?q=" + typed, "/v1/lookup/customer?q=" + typed,
        "/v1/customers?name.has=" + typed, "/lists/customers?q=" + typed,
        "/v1/customers?q=" + typed + "&format=csv"}) {
    clerk.get(path);
    nobody.get(path);
  }
  bool told = false;
  for (const std::string& line : running->logged()) {
    told = told || line.find("path=\"/v1/search\"") != line.npos;
    EXPECT_EQ(line.find(typed), line.npos) << line;
  }
  EXPECT_TRUE(told) << "requests are in it, without what was asked";
}

}  // namespace
}  // namespace kintsugi::tests
