#include "tests/api/running_edge.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace kintsugi::tests {

Reply Person::keep(const httplib::Result& result) {
  Reply reply;
  if (!result) {
    ADD_FAILURE() << "no answer: " << httplib::to_string(result.error());
    return reply;
  }
  reply.status = result->status;
  reply.body = result->body;
  reply.headers = result->headers;
  std::string cookie = reply.header("Set-Cookie");
  if (!cookie.empty()) cookie_ = cookie.substr(0, cookie.find(';'));
  return reply;
}

httplib::Headers Person::with_cookie(httplib::Headers headers) const {
  if (!cookie_.empty() && headers.count("Cookie") == 0) headers.emplace("Cookie", cookie_);
  return headers;
}

Reply Person::get(const std::string& path, httplib::Headers headers) {
  return keep(client_.Get(path, with_cookie(std::move(headers))));
}

Reply Person::post(const std::string& path, const std::string& body, httplib::Headers headers,
                   const std::string& type) {
  return keep(client_.Post(path, with_cookie(std::move(headers)), body, type));
}

Reply Person::remove(const std::string& path) {
  return keep(client_.Delete(path, with_cookie({})));
}

Reply Person::send(const std::string& path, const Json& body, httplib::Headers headers) {
  if (headers.count("Idempotency-Key") == 0)
    headers.emplace("Idempotency-Key", "\"" + api::random_token(16) + "\"");
  return post(path, body.dump(), std::move(headers));
}

bool Person::sign_in(const std::string& number, const std::string& password,
                     const std::string& tenant) {
  Json body = {{"operator", number}, {"password", password}, {"tenant", tenant}};
  return post("/v1/session", body.dump()).status == 200;
}

RunningEdge::RunningEdge(const Prepare& prepare, const Change& change) {
  char name[] = "/tmp/kintsugi-edge-XXXXXX";
  directory_ = ::mkdtemp(name);
  api::Service::Options options;
  options.directory = directory_;
  const auto logger = std::make_shared<spdlog::logger>("test", log_);
  logger->set_level(spdlog::level::debug);
  spdlog::set_default_logger(logger);
  options.tenants = {"main", "other"};
  options.on_published = [this](const std::string& tenant) {
    if (api::Edge* edge = published_to_.load()) edge->published(tenant);
  };
  if (prepare) prepare(options);
  auto service = api::Service::open(options, clock_);
  if (!service) throw std::runtime_error(service.error().what);
  service_ = std::move(*service);
  secrets_ = std::move(*api::Secrets::open(directory_ / "secrets"));
  api::Edge::Options edge;
  edge.server.port = 0;
  edge.server.feeds_max = 120;
  edge.export_held_max = 2048;  // so that exports go by a file, and small ones do not
  edge.guard.passwords = {.passes = 1, .memory = 8u << 20};
  edge.feeds.heartbeat = std::chrono::milliseconds(200);
  edge.feeds.of_operator_max = 1000;
  if (change) change(edge);
  auto started = api::Edge::start(edge, *service_, *secrets_, clock_, logger);
  if (!started) throw std::runtime_error(started.error().what);
  edge_ = std::move(*started);
  published_to_ = edge_.get();
}

RunningEdge::~RunningEdge() {
  published_to_ = nullptr;
  edge_.reset();
  service_.reset();
  spdlog::set_default_logger(logger_before_);
  std::filesystem::remove_all(directory_);
}

Person RunningEdge::signed_in(const std::string& number, const std::string& tenant) {
  Person person(port());
  EXPECT_TRUE(person.sign_in(number, password, tenant)) << number;
  return person;
}

Person RunningEdge::make_administrator(const std::string& tenant) {
  Person person(port());
  auto link = edge_->administrator_link(tenant);
  std::string token = link->substr(link->find('#') + 1);
  Json body = {{"token", token}, {"operator", "admin"}, {"name", "管理员"}, {"password", password}};
  Reply reply = person.post("/v1/setup", body.dump());
  EXPECT_EQ(reply.status, 200) << reply.body;
  return person;
}

void RunningEdge::make_operator(Person& administrator, const std::string& number,
                                const std::string& role, const std::string& outlet) {
  Reply made = administrator.send("/v1/operators/register_operator",
                                  {{"number", number}, {"name", "操作员" + number}});
  ASSERT_EQ(made.status, 200) << made.body;
  Json grant = {{"number", number}, {"role", role}};
  if (!outlet.empty()) grant["outlet"] = outlet;
  Reply granted = administrator.send("/v1/operators/grant_role", grant);
  ASSERT_EQ(granted.status, 200) << granted.body;
  Reply invited = administrator.post("/v1/invitations", Json{{"operator", number}}.dump());
  ASSERT_EQ(invited.status, 201) << invited.body;
  std::string url = invited.json()["url"];
  Person person(port());
  Json body = {{"token", url.substr(url.find('#') + 1)}, {"password", password}};
  ASSERT_EQ(person.post("/v1/setup", body.dump()).status, 200);
}

}  // namespace kintsugi::tests
