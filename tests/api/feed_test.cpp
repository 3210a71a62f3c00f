// Live feeds: what they tell, how they resume, and that a hundred of them starve nobody.

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

// An open feed on a thread of its own; what it said so far.
class Feed {
 public:
  Feed(int port, const std::string& cookie, const std::string& path,
       const std::string& last_id = {})
      : thread_([=, this] {
          httplib::Client client("127.0.0.1", port);
          client.set_read_timeout(30);
          httplib::Headers headers = {{"Cookie", cookie}};
          if (!last_id.empty()) headers.emplace("Last-Event-ID", last_id);
          client.Get(
              path, headers,
              [&](const httplib::Response& response) {
                std::lock_guard lock(mutex_);
                status_ = response.status;
                changed_.notify_all();
                return true;
              },
              [&](const char* data, std::size_t size) {
                std::lock_guard lock(mutex_);
                text_.append(data, size);
                changed_.notify_all();
                return !stop_;
              });
          std::lock_guard lock(mutex_);
          ended_ = true;
          changed_.notify_all();
        }) {}
  ~Feed() {
    leave();
    thread_.join();
  }
  void leave() {
    std::lock_guard lock(mutex_);
    stop_ = true;  // seen with the next heartbeat
  }
  bool says(const std::string& text) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(20),
                             [&] { return text_.find(text) != std::string::npos; });
  }
  bool ends() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(20), [&] { return ended_; });
  }
  std::string text() {
    std::lock_guard lock(mutex_);
    return text_;
  }
  int status() {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(20), [&] { return status_ != 0; });
    return status_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::string text_;
  int status_ = 0;
  bool ended_ = false;
  bool stop_ = false;
  std::thread thread_;
};

Json order(const std::string& id) {
  return {{"order", id},
          {"service_type", "repair"},
          {"source", "own"},
          {"phone", "13800000001"},
          {"address", "工业路1号"}};
}

struct FeedTest : testing::Test {
  RunningEdge running;
  Person admin = running.make_administrator();
  Person call_centre = [this] {
    running.make_operator(admin, "1001", "call_centre", "");
    return running.signed_in("1001");
  }();
};

TEST_F(FeedTest, TellsWhatChanges) {
  Feed feed(running.port(), call_centre.cookie(), "/v1/stream?topics=position,queues,orders");
  ASSERT_TRUE(feed.says("event: position"));
  Reply made = call_centre.send("/v1/work_orders/register_work_order", order("WO-F1"));
  ASSERT_EQ(made.status, 200) << made.body;
  EXPECT_TRUE(feed.says("\"WO-F1\"")) << feed.text();
  EXPECT_TRUE(feed.says("id: " + made.header("Kintsugi-Position"))) << feed.text();
  EXPECT_TRUE(feed.says("\"queue\":\"registered\",\"count\":1")) << feed.text();
  EXPECT_TRUE(feed.says(": heartbeat"));
}

TEST_F(FeedTest, ResumesAfterWhatWasSeen) {
  Feed before(running.port(), call_centre.cookie(), "/v1/stream?topics=orders,position");
  ASSERT_TRUE(before.says("event: position"));
  Reply first = call_centre.send("/v1/work_orders/register_work_order", order("WO-R1"));
  Reply second = call_centre.send("/v1/work_orders/register_work_order", order("WO-R2"));
  ASSERT_TRUE(before.says("\"WO-R2\""));
  Feed after(running.port(), call_centre.cookie(), "/v1/stream?topics=orders",
             first.header("Kintsugi-Position"));
  EXPECT_TRUE(after.says("\"WO-R2\"")) << after.text();
  EXPECT_EQ(after.text().find("\"WO-R1\""), std::string::npos);
  Feed beyond(running.port(), call_centre.cookie(), "/v1/stream?topics=orders", "99999999");
  EXPECT_TRUE(beyond.says("event: reset"));
}

TEST_F(FeedTest, EndsWithTheSession) {
  Person leaving = running.signed_in("1001");
  Feed feed(running.port(), leaving.cookie(), "/v1/stream");
  ASSERT_TRUE(feed.says("event: position"));
  leaving.remove("/v1/session");
  EXPECT_TRUE(feed.says("signed_out"));
  EXPECT_TRUE(feed.ends());
}

// All at once: each sees it with its next heartbeat.
void leave_all(std::vector<std::unique_ptr<Feed>>& feeds) {
  for (auto& feed : feeds) feed->leave();
}

TEST_F(FeedTest, AHundredOpenFeedsStarveNoRequest) {
  std::vector<std::unique_ptr<Feed>> feeds;
  for (int i = 0; i < 100; ++i) {
    feeds.push_back(std::make_unique<Feed>(running.port(), call_centre.cookie(), "/v1/stream"));
  }
  for (auto& feed : feeds) ASSERT_EQ(feed->status(), 200);
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(call_centre.get("/livez").status, 200);
    EXPECT_EQ(
        call_centre.send("/v1/work_orders/register_work_order", order("WO-H" + std::to_string(i)))
            .status,
        200);
  }
  leave_all(feeds);
}

TEST_F(FeedTest, HaveAHardCap) {
  std::vector<std::unique_ptr<Feed>> feeds;
  for (int i = 0; i < 120; ++i) {
    feeds.push_back(std::make_unique<Feed>(running.port(), call_centre.cookie(), "/v1/stream"));
  }
  for (auto& feed : feeds) ASSERT_EQ(feed->status(), 200);
  Reply refused = call_centre.get("/v1/stream");
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.code(), "stream.too_many");
  EXPECT_FALSE(refused.header("Retry-After").empty());
  EXPECT_EQ(call_centre.get("/livez").status, 200);
  leave_all(feeds);
}

}  // namespace
}  // namespace kintsugi::tests
