// Every list of the schema is a topic of the feed: it tells what moved, to whoever reads the list,
// as far as he reads it. And tickets, by which a feed is opened where no heads can be sent.

#include <gtest/gtest.h>

#include <algorithm>

#include "api/http/feeds/topics.h"
#include "tests/api/open_feed.h"
#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

using namespace std::chrono_literals;

struct TopicsTest : testing::Test {
  RunningEdge running{nullptr, [](api::Edge::Options& edge) { edge.tickets.lasts = 2s; }};
  Person admin = running.make_administrator();
  Person clerk = person_of("1001", "call_centre");

  TopicsTest() {
    for (const char* outlet : {"OUT-A", "OUT-B"}) {
      const Json body = {{"outlet", outlet}, {"name", outlet}, {"kind", "service_station"}};
      done(admin.send("/v1/outlets/register_outlet", body));
    }
    running.make_operator(admin, "2001", "dispatcher", "OUT-A");
    running.make_operator(admin, "6001", "accountant", "");
  }
  Person person_of(const std::string& number, const std::string& role) {
    running.make_operator(admin, number, role, "");
    return running.signed_in(number);
  }
  static void done(const Reply& reply) { ASSERT_EQ(reply.status, 200) << reply.body; }
  static Json customer(const std::string& id, const std::string& outlet) {
    return {{"customer", id}, {"name", "张"}, {"phone", "13800000001"}, {"outlet", outlet}};
  }
  static Json order(const std::string& id) {
    return {{"order", id},
            {"service_type", "repair"},
            {"source", "own"},
            {"category", "aircon"},
            {"phone", "13800000001"},
            {"address", "工业路1号"}};
  }
  static std::string moved(const std::string& topic, const std::string& position,
                           const std::string& id) {
    return "event: " + topic + "\ndata: {\"position\":\"" + position + "\",\"ids\":[\"" + id +
           "\"]";
  }
};

TEST_F(TopicsTest, EachListIsOne) {
  const auto names = api::topic_names();
  for (const schema::ListInfo& list : schema::all_lists()) {
    EXPECT_NE(std::find(names.begin(), names.end(), list.name), names.end()) << list.name;
    const api::Topic* topic = api::find_topic(list.name);
    ASSERT_NE(topic, nullptr) << list.name;
    EXPECT_FALSE(topic->streams.empty()) << list.name << " is moved by something";
    if (topic->things != nullptr) {
      EXPECT_EQ(topic->streams, std::vector<std::string_view>{topic->things->info->thing});
    }
  }
  const Json document = running.person().get("/openapi.json").json();
  const Json feed = document["paths"]["/v1/stream"]["get"];
  const Json& documented = feed["parameters"][0]["schema"]["items"]["enum"];
  EXPECT_EQ(documented.size(), names.size());
  for (const schema::ListInfo& list : schema::all_lists())
    EXPECT_TRUE(feed["x-events"].contains(std::string(list.name))) << list.name;
  std::string all;
  for (const std::string_view name : names) all.append(all.empty() ? "" : ",").append(name);
  OpenFeed everything(running.port(), admin.cookie(), "/v1/stream?topics=" + all);
  EXPECT_TRUE(everything.says("event: position"));
  EXPECT_EQ(admin.get("/v1/stream?topics=customers,customer").code(), "request.bad_parameter");
}

TEST_F(TopicsTest, ARegisterTellsWhatMoved) {
  OpenFeed feed(running.port(), admin.cookie(),
                "/v1/stream?topics=customers,outlets,operators,api_tokens,credentials,position");
  ASSERT_TRUE(feed.says("event: position"));
  const Reply registered = clerk.send("/v1/customers/register_customer", customer("C-1", "OUT-A"));
  done(registered);
  EXPECT_TRUE(feed.says(moved("customers", registered.header("Kintsugi-Position"), "C-1")))
      << feed.text();
  const Json outlet = {{"outlet", "OUT-C"}, {"name", "三"}, {"kind", "service_station"}};
  done(admin.send("/v1/outlets/register_outlet", outlet));
  EXPECT_TRUE(feed.says("\"ids\":[\"OUT-C\"]")) << feed.text();
  // Parts of a thing: by its id, also once there are none any more.
  const Json token = clerk.post("/v1/tokens", R"({"name":"board"})").json();
  EXPECT_TRUE(feed.says("\"ids\":[\"1001\"]")) << feed.text();
  EXPECT_NE(feed.text().find("event: api_tokens"), std::string::npos) << feed.text();
  const std::size_t before = feed.text().size();
  ASSERT_EQ(clerk.remove("/v1/tokens/" + token["id"].get<std::string>()).status, 204);
  EXPECT_TRUE(feed.says("event: api_tokens", before)) << feed.text();
}

TEST_F(TopicsTest, TellsOnlyWhatTheListShows) {
  Person dispatcher = running.signed_in("2001");
  OpenFeed feed(running.port(), dispatcher.cookie(),
                "/v1/stream?topics=customers,credentials,wage_lines,work_orders,bookings");
  done(admin.send("/v1/outlets/register_outlet",
                  {{"outlet", "OUT-D"}, {"name", "四"}, {"kind", "service_station"}}));
  ASSERT_TRUE(feed.says("event: beat")) << feed.text();
  done(clerk.send("/v1/customers/register_customer", customer("C-B", "OUT-B")));
  (void)clerk.post("/v1/tokens", R"({"name":"x"})");
  done(clerk.send("/v1/work_orders/register_work_order", order("WO-NONE")));
  Json own = order("WO-A");
  own["outlet"] = "OUT-A";
  own["override_reason"] = "未注明品牌";
  done(clerk.send("/v1/work_orders/register_work_order", own));
  done(clerk.send("/v1/customers/register_customer", customer("C-A", "OUT-A")));
  EXPECT_TRUE(feed.says("\"ids\":[\"C-A\"]")) << feed.text();
  EXPECT_TRUE(feed.says("\"ids\":[\"WO-A\"]")) << feed.text();
  // Of credentials he may be told his own, with which he has just come in.
  for (const char* foreign : {"C-B", "WO-NONE", "\"1001\""})
    EXPECT_EQ(feed.text().find(foreign), std::string::npos) << foreign << feed.text();
  EXPECT_EQ(feed.text().find("event: wage_lines"), std::string::npos) << "he reads no wages";
}

// Its items follow from things of other kinds: it tells that they are to be read again.
TEST_F(TopicsTest, AListWithoutThingsOfItsOwnTellsThatItMoved) {
  OpenFeed feed(running.port(), admin.cookie(), "/v1/stream?topics=queue_items,position");
  ASSERT_TRUE(feed.says("event: position"));
  done(clerk.send("/v1/work_orders/register_work_order", order("WO-Q")));
  EXPECT_TRUE(feed.says("event: queue_items")) << feed.text();
  EXPECT_NE(feed.text().find("\"ids\":[],\"more\":true"), std::string::npos) << feed.text();
}

// --- tickets
struct TicketsTest : TopicsTest {
  static std::string bearer(const Json& token) {
    return "Bearer " + token["token"].get<std::string>();
  }
  Json token_of(Person& who, const std::string& body = R"({"name":"b","reads_only":true})") {
    return who.post("/v1/tokens", body).json();
  }
  Reply ticket_with(const std::string& authorization, const std::string& body = "{}") {
    return running.person().post("/v1/feed/tickets", body, {{"Authorization", authorization}});
  }
};

TEST_F(TicketsTest, OpenOneFeedOfTheTopicsThatTheyWereMadeFor) {
  const Json token = token_of(admin, R"({"name":"b","reads_only":true,)"
                                     R"("duties":[{"role":"administrator"}]})");
  const Reply made = ticket_with(bearer(token), R"({"topics":"customers"})");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.header("Cache-Control"), "no-store");
  const std::string url = made.json()["url"];
  EXPECT_EQ(running.person().get(url + "&topics=operators").code(), "request.unknown_parameter");
  httplib::Client only_asks("127.0.0.1", running.port());
  for (int i = 0; i < 2; ++i) {  // opens nothing, so it takes nothing
    const auto head = only_asks.Head(url);
    ASSERT_TRUE(head);
    EXPECT_EQ(head->status, 200);
    EXPECT_EQ(head->get_header_value("Content-Type"), "text/event-stream");
  }
  OpenFeed feed(running.port(), "", url);
  EXPECT_EQ(feed.status(), 200);
  EXPECT_TRUE(feed.says("event: beat"));
  EXPECT_EQ(running.person().get(url).code(), "ticket.unknown") << "it was used";
  const Reply registered = clerk.send("/v1/customers/register_customer", customer("C-1", "OUT-A"));
  done(registered);
  EXPECT_TRUE(feed.says("\"ids\":[\"C-1\"]")) << feed.text();
  EXPECT_EQ(feed.text().find("event: position"), std::string::npos) << "nobody asked for it";
  // Goes on where another one ended.
  const Reply again = ticket_with(bearer(token), R"({"topics":"customers"})");
  const auto before = std::stoll(registered.header("Kintsugi-Position")) - 1;
  OpenFeed after(running.port(), "",
                 again.json()["url"].get<std::string>() + "&from=" + std::to_string(before));
  EXPECT_TRUE(after.says("\"C-1\"")) << after.text();
  EXPECT_EQ(ticket_with(bearer(token), R"({"topics":"nothing"})").code(), "request.bad_parameter");
}

TEST_F(TicketsTest, AreOverSoonAndWithWhatTheyWereMadeWith) {
  const Json token = token_of(admin);
  const std::string late = ticket_with(bearer(token)).json()["url"];
  std::this_thread::sleep_for(2100ms);  // longer than a ticket lives here
  EXPECT_EQ(running.person().get(late).code(), "ticket.unknown");
  const std::string unused = ticket_with(bearer(token)).json()["url"];
  OpenFeed open(running.port(), "", ticket_with(bearer(token)).json()["url"].get<std::string>());
  ASSERT_TRUE(open.says("event: beat"));
  ASSERT_EQ(admin.remove("/v1/tokens/" + token["id"].get<std::string>()).status, 204);
  EXPECT_EQ(running.person().get(unused).code(), "session.expired");
  EXPECT_TRUE(open.says("signed_out"));
  EXPECT_TRUE(open.ends());
  EXPECT_EQ(ticket_with(bearer(token)).status, 401);
  for (const char* none : {"/v1/feed", "/v1/feed?ticket=", "/v1/feed?ticket=guessed"})
    EXPECT_EQ(running.person().get(none).code(), "ticket.unknown") << none;
  EXPECT_EQ(running.person().post("/v1/feed/tickets", "{}").status, 401);
}

TEST_F(TicketsTest, ShowWhatTheirOwnerShowsAndNoMore) {
  Person dispatcher = running.signed_in("2001");
  const Json token = token_of(dispatcher);  // all that he has: of his outlet
  ASSERT_TRUE(token.contains("token")) << token;
  OpenFeed feed(running.port(), admin.cookie(),
                ticket_with(bearer(token), R"({"topics":"customers,position"})")
                    .json()["url"].get<std::string>());
  ASSERT_TRUE(feed.says("event: position")) << "the cookie beside it says nothing";
  done(clerk.send("/v1/customers/register_customer", customer("C-B", "OUT-B")));
  done(clerk.send("/v1/customers/register_customer", customer("C-A", "OUT-A")));
  EXPECT_TRUE(feed.says("\"C-A\"")) << feed.text();
  EXPECT_EQ(feed.text().find("C-B"), std::string::npos) << feed.text();
}

TEST(Tickets, OfOneOperatorAreFew) {
  api::Tickets tickets({.lasts = 60s, .of_operator_max = 2});
  const Instant now = instant_from_ms(1'000'000);
  const auto make = [&](const std::string& who, Instant at) {
    api::Principal principal;
    principal.tenant = "main";
    principal.operator_id = who;
    return tickets.make({principal, {"orders"}}, at).secret;
  };
  const std::string first = make("1001", now), other = make("1002", now);
  const std::string second = make("1001", now + 1s), third = make("1001", now + 2s);
  EXPECT_FALSE(tickets.take(first, now + 3s)) << "the oldest one made room";
  EXPECT_TRUE(tickets.take(second, now + 3s));
  EXPECT_FALSE(tickets.take(second, now + 3s));
  EXPECT_TRUE(tickets.take(third, now + 3s));
  EXPECT_TRUE(tickets.take(other, now + 3s));
  const std::string last = make("1001", now);
  EXPECT_FALSE(tickets.take(last, now + 60s)) << "a minute is over";
}

}  // namespace
}  // namespace kintsugi::tests
