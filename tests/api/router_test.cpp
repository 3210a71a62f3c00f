#include "api/http/routes/router.h"

#include <gtest/gtest.h>

namespace kintsugi::api {
namespace {

Request get(std::string path, std::string method = "GET") {
  Request request;
  request.method = std::move(method);
  request.path = std::move(path);
  return request;
}

constexpr Route routes[] = {
    {.path = "/v1/orders"},
    {.path = "/v1/orders/{id}"},
    {.path = "/v1/orders/{id}/timeline"},
    {.method = "POST", .path = "/v1/orders/recount"},
    {.path = "/v1/inventory/{warehouse}/{part}/{condition}/ledger"},
};

struct RouterTest : testing::Test {
  Router router{routes};
};

TEST_F(RouterTest, FindsLiteralsAndNames) {
  auto request = get("/v1/orders/WO-20260301-0007/timeline");
  auto match = router.match(request);
  ASSERT_NE(match.route, nullptr);
  EXPECT_EQ(match.route->path, "/v1/orders/{id}/timeline");
  EXPECT_EQ(request.path_value("id"), "WO-20260301-0007");
  auto ledger = get("/v1/inventory/WH-2/KT-0113/good/ledger");
  ASSERT_NE(router.match(ledger).route, nullptr);
  EXPECT_EQ(ledger.path_value("condition"), "good");
}

TEST_F(RouterTest, HeadIsGet) {
  auto request = get("/v1/orders", "HEAD");
  EXPECT_NE(router.match(request).route, nullptr);
}

TEST_F(RouterTest, AWrongMethodNamesTheRightOnes) {
  auto request = get("/v1/orders", "POST");
  auto match = router.match(request);
  EXPECT_EQ(match.route, nullptr);
  EXPECT_EQ(match.allowed, std::vector<std::string>{"GET"});
}

TEST_F(RouterTest, UnknownPathsKnowNoMethod) {
  for (const char* path :
       {"/", "", "/v1", "/v1/orders/", "/v1/orders/a/b", "/v1//orders", "//", "/v2/orders"}) {
    auto request = get(path);
    auto match = router.match(request);
    EXPECT_EQ(match.route, nullptr) << path;
    EXPECT_TRUE(match.allowed.empty()) << path;
  }
}

}  // namespace
}  // namespace kintsugi::api
