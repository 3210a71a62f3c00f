#pragma once
// A whole node behind HTTP in a directory of its own, on a free port of the loopback, and people in
// it.

#include <httplib.h>
#include <spdlog/sinks/ringbuffer_sink.h>
#include <spdlog/spdlog.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "api/http/edge.h"
#include "api/service/service.h"

namespace kintsugi::tests {

using Json = nlohmann::json;

struct Reply {
  int status = 0;
  std::string body;
  httplib::Headers headers;
  Json json() const { return Json::parse(body, nullptr, false); }
  std::string header(const std::string& name) const {
    auto it = headers.find(name);
    return it == headers.end() ? std::string() : it->second;
  }
  std::string code() const { return json().value("code", ""); }
};

// Somebody with a browser: keeps his cookie.
class Person {
 public:
  explicit Person(int port) : client_("127.0.0.1", port) { client_.set_read_timeout(20); }
  Reply get(const std::string& path, httplib::Headers headers = {});
  Reply post(const std::string& path, const std::string& body, httplib::Headers headers = {},
             const std::string& type = "application/json");
  Reply remove(const std::string& path);
  // A command with a new key.
  Reply send(const std::string& path, const Json& body, httplib::Headers headers = {});
  bool sign_in(const std::string& number, const std::string& password,
               const std::string& tenant = "main");
  void forget_cookie() { cookie_.clear(); }
  const std::string& cookie() const { return cookie_; }

 private:
  Reply keep(const httplib::Result& result);
  httplib::Headers with_cookie(httplib::Headers headers) const;
  httplib::Client client_;
  std::string cookie_;
};

class RunningEdge {
 public:
  // Called with the directory's options before the node opens it; may fill it.
  using Prepare = std::function<void(const api::Service::Options&)>;
  // Called with the edge's options before it starts.
  using Change = std::function<void(api::Edge::Options&)>;
  explicit RunningEdge(const Prepare& prepare = nullptr, const Change& change = nullptr);
  ~RunningEdge();
  // Whether feeds hear of new tables; they do, unless told.
  void tell_feeds(bool tell) { published_to_ = tell ? edge_.get() : nullptr; }
  int port() const { return edge_->port(); }
  api::Edge& edge() { return *edge_; }
  api::Service& service() { return *service_; }
  api::Secrets& secrets() { return *secrets_; }
  const std::filesystem::path& directory() const { return directory_; }
  // All of the levels down to debug, also of the layers below; the last 20,000 lines.
  std::vector<std::string> logged() const { return log_->last_formatted(); }

  Person person() const { return Person(port()); }
  Person signed_in(const std::string& number, const std::string& tenant = "main");
  // The tenant's first administrator, "admin".
  Person make_administrator(const std::string& tenant = "main");
  // Registered, granted, with a password by invitation.
  void make_operator(Person& administrator, const std::string& number, const std::string& role,
                     const std::string& outlet);

  static constexpr const char* password = "correct horse battery";

 private:
  std::filesystem::path directory_;
  api::SystemClock clock_;
  std::atomic<api::Edge*> published_to_{nullptr};
  std::unique_ptr<api::Service> service_;
  std::unique_ptr<api::Secrets> secrets_;
  std::unique_ptr<api::Edge> edge_;
  // spdlog hands sinks and loggers out shared.
  std::shared_ptr<spdlog::sinks::ringbuffer_sink_mt> log_ =
      std::make_shared<spdlog::sinks::ringbuffer_sink_mt>(20'000);
  std::shared_ptr<spdlog::logger> logger_before_ = spdlog::default_logger();
};

}  // namespace kintsugi::tests
