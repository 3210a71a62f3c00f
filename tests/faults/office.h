#pragma once
// A node at work on a log, and its administrator at it.

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/faults/engine.h"

namespace kintsugi::tests {

inline constexpr std::chrono::seconds office_patience{60};

struct Told {
  int status = 0;
  std::string body;
  std::string code() const {
    const Json json = Json::parse(body, nullptr, false);
    return json.is_object() ? json.value("code", "") : "";
  }
};

// A node with its administrator at it.
class Office {
 public:
  Office(std::string directory, std::string log, const std::vector<std::string>& more = {})
      : options_{.directory = std::move(directory),
                 .log = std::move(log),
                 .demo = false,
                 .more = {"--look-at-log-every", "1"}} {
    options_.more.insert(options_.more.end(), more.begin(), more.end());
    start();
  }
  void start() { node_ = ServingNode::start(options_); }
  bool is_up() const { return node_ != nullptr; }
  ServingNode& node() { return *node_; }
  const ServingNode::Options& options() const { return options_; }

  void set_up() {
    const Json person = {{"token", node_->setup_token()},
                         {"operator", "admin"},
                         {"name", "管理员"},
                         {"password", "correct horse battery"}};
    httplib::Client client(node_->url());
    const auto answer = client.Post("/v1/setup", person.dump(), "application/json");
    ASSERT_TRUE(answer);
    ASSERT_EQ(answer->status, 200) << answer->body;
    const std::string set = answer->get_header_value("Set-Cookie");
    cookie_ = set.substr(0, set.find(';'));
  }
  Told brand(const std::string& id, const std::string& note = {}) {
    httplib::Client client(node_->url());
    client.set_read_timeout(std::chrono::seconds(90));
    const Json body = {{"brand", id}, {"name", id}, {"note", note}};
    const auto answer = client.Post("/v1/brands/register_brand",
                                    {{"Cookie", cookie_}, {"Idempotency-Key", "\"" + id + "\""}},
                                    body.dump(), "application/json");
    return answer ? Told{answer->status, answer->body} : Told{};
  }
  void brands(const std::string& name, int count) {
    for (int i = 0; i < count; ++i) {
      const Told told = brand(name + std::to_string(i));
      ASSERT_EQ(told.status, 200) << told.body;
    }
  }
  // What /readyz says of how the log is kept, once that is not "well"; empty: never.
  std::string trouble() {
    const auto until = std::chrono::steady_clock::now() + office_patience;
    while (std::chrono::steady_clock::now() < until) {
      if (const std::string code = code_of_check("log_kept"); !code.empty()) return code;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return {};
  }
  // The same, once it says just that.
  std::string trouble_of(const std::string& wanted) {
    const auto until = std::chrono::steady_clock::now() + office_patience;
    std::string code;
    while (code != wanted && std::chrono::steady_clock::now() < until) code = trouble();
    return code;
  }
  std::string code_of_check(const std::string& name) {
    const Json ready = node_->readiness();
    if (!ready.is_object()) return {};
    for (const Json& check : ready["checks"])
      if (check["name"] == name) return check.value("code", "");
    return {};
  }
  // A look at the log that begins now is over.
  static void wait_for_a_look() { std::this_thread::sleep_for(std::chrono::seconds(3)); }
  bool ends() {
    node_->process().send(SIGTERM);
    return node_->process().wait(office_patience).has_value();
  }
  int ready() {
    httplib::Client client(node_->url());
    const auto answer = client.Get("/readyz");
    return answer ? answer->status : 0;
  }
  bool becomes_ready() {
    const auto until = std::chrono::steady_clock::now() + office_patience;
    while (std::chrono::steady_clock::now() < until) {
      if (ready() == 200) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return false;
  }

 private:
  ServingNode::Options options_;
  std::unique_ptr<ServingNode> node_;
  std::string cookie_;
};

}  // namespace kintsugi::tests
