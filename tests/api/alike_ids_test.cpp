// An id that another thing has in other capitals is taken: people would take one for the other.

#include <gtest/gtest.h>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

struct AlikeIds : testing::Test {
  RunningEdge running;
  Person admin = running.make_administrator();

  void SetUp() override {
    ASSERT_EQ(admin.send("/v1/operators/grant_role",
                         {{"number", "admin"}, {"role", "call_centre"}, {"outlet", ""}})
                  .status,
              200);
    registered("/v1/outlets/register_outlet", "outlet", "BaSe",
               {{"name", "x"}, {"kind", "service_station"}});
  }
  Reply register_(const std::string& path, const char* field, const std::string& id, Json body) {
    body[field] = id;
    return admin.send(path, body);
  }
  void registered(const std::string& path, const char* field, const std::string& id, Json body) {
    const Reply reply = register_(path, field, id, std::move(body));
    ASSERT_EQ(reply.status, 200) << path << " " << id << " " << reply.body;
  }
  struct Kind {
    const char* path;
    const char* field;
    Json body;
  };
  static std::vector<Kind> kinds() {
    const Json place = {{"name", "x"}, {"outlet", "BaSe"}, {"kind", "parts"},
                        {"latitude", 30000000}, {"longitude", 120000000}};
    return {{"/v1/brands/register_brand", "brand", {{"name", "x"}}},
            {"/v1/dealers/register_dealer", "dealer", {{"name", "x"}}},
            {"/v1/fault_codes/register_fault_code", "code", {{"name", "x"}}},
            {"/v1/operators/register_operator", "number", {{"name", "x"}}},
            {"/v1/outlets/register_outlet", "outlet",
             {{"name", "x"}, {"kind", "service_station"}}},
            {"/v1/parts/register_part", "part",
             {{"name", "x"}, {"brand", "b"}, {"unit", "piece"}, {"confirm_reason", "x"}}},
            {"/v1/part_categories/register_part_category", "part_category",
             Json::object()},
            {"/v1/technicians/register_technician", "technician",
             {{"name", "x"}, {"phone", "13700000001"}, {"outlet", "BaSe"}}},
            {"/v1/warehouses/register_warehouse", "warehouse", place},
            {"/v1/customers/register_customer", "customer",
             {{"kind", "person"}, {"name", "x"}, {"phone", "13700000001"}}}};
  }
};

TEST_F(AlikeIds, AreTakenInAnyMixtureOfCapitals) {
  for (const Kind& kind : kinds()) {
    registered(kind.path, kind.field, "Br1x-Ab", kind.body);
    for (const char* alike : {"BR1X-AB", "br1x-ab", "bR1X-aB", "Ｂr1X-ＡB"}) {
      const Reply reply = register_(kind.path, kind.field, alike, kind.body);
      EXPECT_EQ(reply.status, 409) << kind.path << " " << alike << " " << reply.body;
      EXPECT_EQ(reply.code(), "id.alike") << alike;
      EXPECT_NE(reply.body.find("Br1x-Ab is that already"), std::string::npos) << reply.body;
    }
    for (const char* other : {"Br1xAb", "Br1x-Abc", "Br1x Ab"})
      registered(kind.path, kind.field, other, kind.body);
  }
}

}  // namespace
}  // namespace kintsugi::tests
