#pragma once
// Finds the handler of a method and a path. Patterns are literal segments and {name} segments;
// literals win over names. Built once, then read by any thread.

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/http/message.h"

namespace kintsugi::api {

using Handler = std::function<Response(Request&)>;

struct Route {
  std::string pattern;
  Handler handler;
};

struct Match {
  const Route* route = nullptr;      // null: no such path, or not with this method
  std::vector<std::string> allowed;  // methods that the path knows; empty: unknown path
};

class Router {
 public:
  Router();
  ~Router();
  void add(std::string_view method, std::string_view pattern, Handler handler);
  // Fills request.path_values. HEAD is served by GET's handler.
  Match match(Request& request) const;
  // Method and pattern of each route, in the order in which they were added.
  const std::vector<std::pair<std::string, std::string>>& routes() const { return routes_; }

 private:
  struct Node;
  std::unique_ptr<Node> root_;
  std::vector<std::pair<std::string, std::string>> routes_;
};

}  // namespace kintsugi::api
