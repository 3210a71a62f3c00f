#include "tests/faults/people.h"

#include <gtest/gtest.h>

#include "core/histories/company.h"

namespace kintsugi::tests {
namespace {

constexpr const char* password = "correct horse battery staple";

class Visitor {
 public:
  explicit Visitor(const std::string& url) : client_(url) { client_.set_read_timeout(30); }
  Json post(const std::string& path, const Json& body) {
    httplib::Headers headers;
    if (!cookie_.empty()) headers.emplace("Cookie", cookie_);
    const auto answer = client_.Post(path, headers, body.dump(), "application/json");
    if (!answer || answer->status >= 300) {
      ADD_FAILURE() << path << ": " << (answer ? answer->body : httplib::to_string(answer.error()));
      return {};
    }
    const std::string cookie = answer->get_header_value("Set-Cookie");
    if (!cookie.empty()) cookie_ = cookie.substr(0, cookie.find(';'));
    return Json::parse(answer->body, nullptr, false);
  }
  // With a one-time link's token; signed in afterwards. Gives an API token.
  std::string settle(const std::string& link, Json body) {
    body["token"] = link.substr(link.find('#') + 1);
    body["password"] = password;
    post("/v1/setup", body);
    return post("/v1/tokens", {{"name", "load"}}).value("token", "");
  }

 private:
  httplib::Client client_;
  std::string cookie_;
};

}  // namespace

const std::vector<int>& People::technician_numbers() {
  static const std::vector<int> all{0, 3, 6, 9};
  return all;
}

People People::of_demo_company(const ServingNode& node) {
  People people;
  Visitor administrator(node.url());
  // The demo company has its administrator; the link sets his password.
  people.tokens_["admin"] = administrator.settle(node.setup_token(), Json::object());
  std::vector<std::string> others{"1001", "1002", "4001", "4002", "5001"};
  others.push_back(histories::dispatcher_of(1));
  others.push_back(histories::store_keeper_of(1));
  for (const int technician : technician_numbers())
    others.push_back(histories::technician_id(technician));
  for (const std::string& number : others) {
    const Json invited = administrator.post("/v1/invitations", {{"operator", number}});
    Visitor visitor(node.url());
    people.tokens_[number] = visitor.settle(invited.value("url", ""), Json::object());
  }
  return people;
}

}  // namespace kintsugi::tests
