#include "tests/faults/engine.h"

#include <gtest/gtest.h>
#include <signal.h>

namespace kintsugi::tests {
namespace {

using namespace std::chrono_literals;
constexpr std::chrono::seconds patience{90};
constexpr const char* serves_at = "Kintsugi serves at ";

}  // namespace

Ended kintsugi(const std::vector<std::string>& arguments, const Environment& environment) {
  std::vector<std::string> all{KINTSUGI_BINARY};
  all.insert(all.end(), arguments.begin(), arguments.end());
  Process process(all, environment);
  const auto code = process.wait(patience);
  return {code.value_or(-1), process.out(), process.err()};
}

std::unique_ptr<Process> ServingNode::begin(const Options& options) {
  std::vector<std::string> arguments = options.under;
  arguments.insert(arguments.end(),
                   {KINTSUGI_BINARY, "serve", "--data", options.directory, "--listen",
                    "127.0.0.1:0", "--log", options.log, "--tenant", "demo"});
  if (options.demo) arguments.insert(arguments.end(), {"--demo", "--demo-orders", "2000"});
  arguments.insert(arguments.end(), options.more.begin(), options.more.end());
  return std::make_unique<Process>(arguments, options.environment);
}

std::unique_ptr<ServingNode> ServingNode::start(const Options& options) {
  const auto begun = std::chrono::steady_clock::now();
  auto node = std::make_unique<ServingNode>();
  node->process_ = begin(options);
  Process& process = *node->process_;
  // The one is on stdout, the other on stderr: they come by two pipes.
  const bool serves = process.wait_for_text(" info serving ", patience);
  node->url_ = process.line_after(serves_at, patience);
  if (!serves || node->url_.empty()) {
    ADD_FAILURE() << "no node:\n" << process.out() << process.err();
    return nullptr;
  }
  httplib::Client client(node->url_);
  int status = options.ready ? 0 : 200;
  while (status != 200 && std::chrono::steady_clock::now() - begun < patience) {
    const auto answer = client.Get("/readyz");
    status = answer ? answer->status : 0;
    if (status != 200) std::this_thread::sleep_for(5ms);  // asked again
  }
  EXPECT_EQ(status, 200) << node->readiness() << process.err();
  node->took_ = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - begun);
  return node;
}

std::string ServingNode::setup_token() const {
  const std::string line = process_->line_after("First administrator of ", patience);
  const auto hash = line.find('#');
  return hash == std::string::npos ? std::string() : line.substr(hash + 1);
}

void ServingNode::kill() {
  process_->send(SIGKILL);
  const auto code = process_->wait(patience);
  EXPECT_EQ(code, 128 + SIGKILL) << "the node ended by itself:\n" << process_->err();
}

void ServingNode::stop() {
  process_->send(SIGTERM);
  const auto code = process_->wait(patience);
  EXPECT_EQ(code, 0) << process_->err();
}

Json ServingNode::readiness() const {
  httplib::Client client(url_);
  const auto answer = client.Get("/readyz?verbose");
  return answer ? Json::parse(answer->body, nullptr, false) : Json();
}

Json ServingNode::get(const std::string& path, const std::string& token) const {
  httplib::Client client(url_);
  client.set_read_timeout(30s);
  const auto answer = client.Get(path, {{"Authorization", "Bearer " + token}});
  if (!answer) return {};
  Json json = Json::parse(answer->body, nullptr, false);
  if (json.is_object()) json["http_status"] = answer->status;
  return json;
}

Json live_tables(const std::string& directory, const std::string& log) {
  const Ended listed = kintsugi(
      {"projection", "list", "--json", "--tenant", "demo", "--data", directory, "--log", log});
  EXPECT_EQ(listed.code, 0) << listed.err;
  return listed.code == 0 ? listed.json()["projections"] : Json::array();
}

}  // namespace kintsugi::tests
