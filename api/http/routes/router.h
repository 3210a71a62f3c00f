#pragma once
// Finds the route of a method and a path. Patterns are literal segments and {name} segments;
// literals win over names. Built once, then read by any thread.

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "api/http/routes/route.h"

namespace kintsugi::api {

struct Match {
  const Route* route = nullptr;      // null: no such path, or not with this method
  std::vector<std::string> allowed;  // methods that the path knows; empty: unknown path
};

class Router {
 public:
  // The routes outlive it. Aborts where one is there twice, or two name one segment differently.
  explicit Router(std::span<const Route> routes);
  ~Router();
  // Fills request.path_values.
  Match match(Request& request) const;
  std::span<const Route> routes() const { return routes_; }

 private:
  struct Node;
  void add(const Route& route);
  const std::span<const Route> routes_;
  const std::unique_ptr<Node> root_;
};

}  // namespace kintsugi::api
