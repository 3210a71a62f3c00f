#include "api/http/routes/router.h"

#include "events/base/check.h"

namespace kintsugi::api {

struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literal;
  std::unique_ptr<Node> named;
  std::string name;
  std::map<std::string_view, const Route*> methods;
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

Router::Router(std::span<const Route> routes) : routes_(routes), root_(std::make_unique<Node>()) {
  for (const Route& route : routes) add(route);
}
Router::~Router() = default;

void Router::add(const Route& route) {
  Node* node = root_.get();
  for (std::string_view segment : segments_of(route.path)) {
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
  const bool added = node->methods.emplace(route.method, &route).second;
  KINTSUGI_CHECK(added, "a route is there twice");
}

Match Router::match(Request& request) const {
  const Node* node = root_.get();
  const Node* siblings = nullptr;  // of the last segment, where only a {name} fitted it
  request.path_values.clear();
  for (std::string_view segment : segments_of(request.path)) {
    auto it = node->literal.find(segment);
    if (it != node->literal.end()) {
      siblings = nullptr;
      node = it->second.get();
    } else if (node->named && !segment.empty()) {
      siblings = node;
      node = node->named.get();
      request.path_values[node->name] = std::string(segment);
    } else {
      return {};
    }
  }
  Match match;
  std::string_view method = request.method == "HEAD" ? std::string_view("GET") : request.method;
  if (const auto it = node->methods.find(method); it != node->methods.end()) {
    match.route = it->second;
    return match;
  }
  // Where others beside it take this method, the address is a mistyped one of theirs.
  if (siblings != nullptr)
    for (const auto& [name, sibling] : siblings->literal)
      if (sibling->methods.contains(method)) return {};
  for (const auto& [name, route] : node->methods) match.allowed.emplace_back(name);
  return match;
}

}  // namespace kintsugi::api
