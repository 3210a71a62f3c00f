#include "api/http/router.h"

#include "events/base/check.h"

namespace kintsugi::api {

struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literal;
  std::unique_ptr<Node> named;
  std::string name;
  std::map<std::string, Route, std::less<>> methods;
};

namespace {
std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    if (path.front() == '/') path.remove_prefix(1);
    auto slash = path.find('/');
    segments.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) break;
    path.remove_prefix(slash);
  }
  return segments;
}
}  // namespace

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;

void Router::add(std::string_view method, std::string_view pattern, Handler handler) {
  Node* node = root_.get();
  for (std::string_view segment : segments_of(pattern)) {
    std::unique_ptr<Node>* next = nullptr;
    if (!segment.empty() && segment.front() == '{') {
      next = &node->named;
    } else {
      next = &node->literal[std::string(segment)];
    }
    if (!*next) *next = std::make_unique<Node>();
    if (!segment.empty() && segment.front() == '{') {
      std::string name(segment.substr(1, segment.size() - 2));
      KINTSUGI_CHECK((*next)->name.empty() || (*next)->name == name,
                     "two routes name one segment differently");
      (*next)->name = name;
    }
    node = next->get();
  }
  bool added =
      node->methods.emplace(std::string(method), Route{std::string(pattern), std::move(handler)})
          .second;
  KINTSUGI_CHECK(added, "a route is there twice");
  routes_.emplace_back(method, pattern);
}

Match Router::match(Request& request) const {
  const Node* node = root_.get();
  request.path_values.clear();
  for (std::string_view segment : segments_of(request.path)) {
    auto it = node->literal.find(segment);
    if (it != node->literal.end()) {
      node = it->second.get();
    } else if (node->named && !segment.empty()) {
      node = node->named.get();
      request.path_values[node->name] = std::string(segment);
    } else {
      return {};
    }
  }
  Match match;
  std::string_view method = request.method == "HEAD" ? std::string_view("GET") : request.method;
  if (const auto it = node->methods.find(method); it != node->methods.end()) {
    match.route = &it->second;
    return match;
  }
  for (const auto& [name, route] : node->methods) match.allowed.push_back(name);
  return match;
}

}  // namespace kintsugi::api
