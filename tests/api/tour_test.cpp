// The demo company as its visitors find it: something waits in each queue, each list has rows, the
// tour shows at each step what it says, and the company goes on.

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "api/demo/demo.h"
#include "api/demo/live.h"
#include "events/schema/runtime/list_info.h"
#include "schema/rows_queues_state.h"
#include "tests/api/running_edge.h"
#include "tests/events/log/scratch_dir.h"

namespace kintsugi::tests {
namespace {

struct DemoTour : testing::Test {
  static std::unique_ptr<RunningEdge> running;
  static std::unique_ptr<Person> admin;

  static void SetUpTestSuite() {
    running = std::make_unique<RunningEdge>([](const api::Service::Options& options) {
      ASSERT_TRUE(api::make_demo_company(options));
    });
    admin = std::make_unique<Person>(running->person());
    const std::string link = *running->edge().administrator_link("demo", "admin");
    const Json body = {{"token", link.substr(link.find('#') + 1)},
                       {"password", RunningEdge::password}};
    ASSERT_EQ(admin->post("/v1/setup", body.dump()).status, 200);
    const Position end = *running->service().log().end();
    ASSERT_TRUE((*running->service().runner("demo"))->wait_for_all(end, std::chrono::minutes(2)));
  }
  static void TearDownTestSuite() {
    admin.reset();
    running.reset();
  }
  static Json json(const std::string& path) {
    const Reply reply = admin->get(path);
    EXPECT_EQ(reply.status, 200) << path << " " << reply.body;
    return reply.json();
  }
  static Json steps() { return json("/v1/tour")["steps"]; }
  static std::string as_of(const Json& step) {
    return "as_of=" + step["position"].get<std::string>();
  }
};
std::unique_ptr<RunningEdge> DemoTour::running;
std::unique_ptr<Person> DemoTour::admin;

constexpr const char* shelf = "WH-1:KT-0103:good";
constexpr std::int64_t pieces = 10'000;

std::int64_t whole(const Json& value) {
  return value.is_string() ? std::stoll(value.get<std::string>()) : value.get<std::int64_t>();
}

TEST_F(DemoTour, SomethingWaitsInEachQueue) {
  std::set<std::string> waiting;
  const Json queues = json("/v1/queues");
  for (const Json& one : queues["items"])
    if (whole(one["count"]) > 0) waiting.insert(one["queue"]);
  for (int i = 1;; ++i) {
    const std::string name(schema::name_of(static_cast<schema::Queue>(i)));
    if (name.empty() || name == "none" || !schema::parse_enum<schema::Queue>(name)) break;
    if (name == "parts_to_take_back") continue;  // nobody goes home with what he did not need
    if (name == "cash_to_pay_back") continue;    // nor hands in what he did not keep
    EXPECT_TRUE(waiting.contains(name)) << name;
  }
}

TEST_F(DemoTour, EachListHasRows) {
  for (const schema::ListInfo& list : schema::all_lists()) {
    const std::string name(list.name);
    if (name == "devices") continue;  // of those that people carry
    EXPECT_FALSE(json("/v1/" + name + "?limit=1")["items"].empty()) << name;
  }
}

TEST_F(DemoTour, HasSixStepsThatGoOnInTime) {
  std::vector<std::string> names;
  for (const Json& step : steps()) {
    names.push_back(step["name"]);
    const std::string path = step["path"];
    EXPECT_NE(path.find(as_of(step)), std::string::npos) << path;
  }
  EXPECT_EQ(names, (std::vector<std::string>{"count_differs", "ledger", "before_and_after",
                                             "the_receipt", "who_did_it", "corrected"}));
}

// The two delivery notes at the one who booked them; the slip and what took it back in the ledger.
TEST_F(DemoTour, MarksTheLinesThatItSpeaksOf) {
  const auto commands_of = [](const Json& step) {
    std::vector<std::string> commands;
    for (const std::string mark : step["marks"]) {
      const Json steps = json("/v1/audit?limit=1&as_of=" + mark);
      EXPECT_EQ(steps["items"][0]["position"], mark);
      commands.push_back(steps["items"][0]["command"]);
    }
    return commands;
  };
  using Commands = std::vector<std::string>;
  EXPECT_EQ(commands_of(steps()[4]), (Commands{"receive_stock", "receive_stock"}));
  EXPECT_EQ(commands_of(steps()[5]), (Commands{"receive_stock", "withdraw_stock_receipt"}));
  EXPECT_TRUE(steps()[0]["marks"].empty());
}

TEST_F(DemoTour, TheCountsDiffer) {
  const Json counts = json("/v1/counts?part=KT-0103&" + as_of(steps()[0]));
  std::map<std::string, std::int64_t> off;
  for (const Json& one : counts["items"])
    off[one["warehouse"]] = whole(one["counted"]) - whole(one["book"]);
  EXPECT_EQ(off["WH-1"], -pieces) << counts;
  EXPECT_EQ(off["WH-2"], pieces) << counts;
}

TEST_F(DemoTour, TheLedgerHasTheReceiptSinceTheLastGoodCount) {
  const Json ledger =
      json("/v1/inventory/WH-1/KT-0103/good/ledger?newest_first=true&limit=200&" +
           as_of(steps()[1]));
  EXPECT_NE(ledger.dump().find("IN-K44-2"), std::string::npos) << ledger;
}

TEST_F(DemoTour, TheShelfChangesWithTheReceipt) {
  const Json step = steps()[2];
  const auto before = std::to_string(std::stoll(step["position"].get<std::string>()) - 1);
  const auto on_hand = [&](const std::string& position) {
    const Json card = json(std::string("/v1/stock_items/") + shelf + "?as_of=" + position);
    return whole(card["item"]["item"]["on_hand"]);
  };
  EXPECT_EQ(on_hand(step["position"]) - on_hand(before), pieces);
}

TEST_F(DemoTour, TheReceiptNamesTheOtherOutletAndThePerson) {
  const Json step = steps()[3];
  const std::string path = step["path"];
  const auto begin = path.rfind('/') + 1;
  const std::string id = path.substr(begin, path.find('?') - begin);
  const Json receipt = json("/v1/stock_receipts/" + id + "?" + as_of(step))["item"];
  EXPECT_EQ(receipt["document"], "IN-K44-2");
  EXPECT_EQ(receipt["received_by"], "3001");
  EXPECT_EQ(receipt["status"], "received");
  const Json later = json("/v1/stock_receipts/" + id + "?" + as_of(steps()[5]))["item"];
  EXPECT_EQ(later["status"], "withdrawn");
}

TEST_F(DemoTour, TheOperatorsDayEndsWithIt) {
  const Json step = steps()[4];
  const Json day = json("/v1/audit?operator=3001&limit=1&" + as_of(step));
  ASSERT_EQ(day["items"].size(), 1u);
  EXPECT_EQ(day["items"][0]["position"], step["position"]);
  EXPECT_EQ(day["items"][0]["command"], "receive_stock");
}

TEST_F(DemoTour, InTheEndBookAndShelfAgree) {
  const std::string moment = as_of(steps()[5]);
  EXPECT_TRUE(json("/v1/counts?part=KT-0103&" + moment)["items"].empty());
  const Json right = json("/v1/inventory/WH-2/KT-0103/good/ledger?newest_first=true&limit=200&" +
                          moment);
  EXPECT_NE(right.dump().find("IN-K44-2"), std::string::npos) << right;
}

TEST_F(DemoTour, OtherCompaniesHaveNone) {
  Person other = running->make_administrator("main");
  const Reply none = other.get("/v1/tour");
  EXPECT_EQ(none.status, 404);
  EXPECT_EQ(none.code(), "tour.none");
}

TEST_F(DemoTour, TheCompanyGoesOn) {
  const api::SystemClock clock;
  api::LiveCompany::Counts counts;
  {
    api::LiveCompany live(running->service(), clock,
                          {.commands_a_second = api::live_rate_max, .seed = 7});
    for (int i = 0; i < 400 && live.counts().sent < 60; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(50));  // asked again
    counts = live.counts();
  }
  EXPECT_GE(counts.sent, 60u);
  EXPECT_LE(counts.refused * 10, counts.sent);
}

// The last time that it was six in the evening in Shanghai: by night little goes on.
Instant last_evening() {
  const Instant now = api::SystemClock().now();
  const Instant evening = std::chrono::floor<std::chrono::days>(now) + std::chrono::hours(10);
  return evening <= now ? evening : evening - std::chrono::hours(24);
}

// Six hours ago it ended, and no node ran since.
TEST(LiveCompany, TellsWhatWentOnMeanwhileEachAtItsTime) {
  const ScratchDir directory;
  const api::SystemClock clock;
  const Instant now = last_evening(), ended = now - std::chrono::hours(6);
  api::Service::Options options;
  options.directory = directory.path();
  ASSERT_TRUE(api::make_demo_company(options, {.orders = 1200, .end = ended}));
  options.tenants = {"demo"};
  api::Service::Options looking = options;
  looking.takes_commands = false;  // it would answer to what fell due meanwhile
  Position before;
  Instant last;
  {
    const auto service = api::Service::open(looking, clock);
    ASSERT_TRUE(service);
    before = *(*service)->log().end();
    last = (*service)->last_commit("demo");
  }
  ASSERT_LE(last, ended);
  ASSERT_TRUE(api::catch_up_demo(options, last, now));
  const auto service = api::Service::open(looking, clock);
  ASSERT_TRUE(service);
  const auto gone_on = (*service)->log().end()->value - before.value;
  EXPECT_GT(gone_on, 60);
  const Instant until = (*service)->last_commit("demo");
  EXPECT_GT(until, now - std::chrono::minutes(30));
  EXPECT_LE(until, now);
  const Position middle = *(*service)->position_as_of("demo", now - std::chrono::hours(3));
  EXPECT_GT(middle.value, before.value + gone_on / 10);
  EXPECT_LT(middle.value, before.value + gone_on * 9 / 10);
}

TEST(LiveRate, IsReadAndBoundAndFollowsTheDay) {
  EXPECT_EQ(*api::parse_live_rate("0.5/s"), 0.5);
  EXPECT_EQ(*api::parse_live_rate("2"), 2.0);
  EXPECT_EQ(*api::parse_live_rate("0"), 0.0);
  for (const char* bad :
       {"", "/s", "fast", "-1", "1/m", "21", "nan", "inf", "1e3", "0.0001", "1 /s"})
    EXPECT_FALSE(api::parse_live_rate(bad)) << bad;
  const Instant wednesday_noon = instant_from_ms(1'779'249'600'000);  // in Shanghai
  EXPECT_EQ(api::share_of_rate(wednesday_noon), 1.0);
  EXPECT_LT(api::share_of_rate(wednesday_noon - std::chrono::hours(10)), 0.5);
  EXPECT_EQ(api::share_of_rate(wednesday_noon + std::chrono::hours(72)), 0.8);
}

}  // namespace
}  // namespace kintsugi::tests
