// An id that another thing has in other capitals is taken: people would take one for the other.

#include <gtest/gtest.h>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

struct AlikeIds : testing::Test {
  RunningEdge running;
  Person admin = running.make_administrator();

  void SetUp() override {
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
    const char* refusal;
    Json body;
  };
  static std::vector<Kind> kinds() {
    const Json place = {{"name", "x"}, {"outlet", "BaSe"}, {"kind", "parts"},
                        {"latitude", 30000000}, {"longitude", 120000000}};
    return {{"/v1/brands/register_brand", "brand", "brand.exists", {{"name", "x"}}},
            {"/v1/dealers/register_dealer", "dealer", "dealer.exists", {{"name", "x"}}},
            {"/v1/fault_codes/register_fault_code", "code", "fault_code.exists", {{"name", "x"}}},
            {"/v1/operators/register_operator", "number", "operator.exists", {{"name", "x"}}},
            {"/v1/outlets/register_outlet", "outlet", "outlet.exists",
             {{"name", "x"}, {"kind", "service_station"}}},
            {"/v1/parts/register_part", "part", "part.exists",
             {{"name", "x"}, {"brand", "b"}, {"unit", "piece"}, {"confirm_reason", "x"}}},
            {"/v1/part_categories/register_part_category", "part_category", "part_category.exists",
             Json::object()},
            {"/v1/technicians/register_technician", "technician", "technician.exists",
             {{"name", "x"}, {"phone", "13700000001"}, {"outlet", "BaSe"}}},
            {"/v1/warehouses/register_warehouse", "warehouse", "warehouse.exists", place}};
  }
};

TEST_F(AlikeIds, AreTakenInAnyMixtureOfCapitals) {
  for (const Kind& kind : kinds()) {
    registered(kind.path, kind.field, "Br1x-Ab", kind.body);
    for (const char* alike : {"BR1X-AB", "br1x-ab", "bR1X-aB", "Ｂr1X-ＡB"}) {
      const Reply reply = register_(kind.path, kind.field, alike, kind.body);
      EXPECT_EQ(reply.status, 409) << kind.path << " " << alike << " " << reply.body;
      EXPECT_EQ(reply.code(), kind.refusal) << alike;
      EXPECT_NE(reply.body.find("Br1x-Ab is that already"), std::string::npos) << reply.body;
    }
    for (const char* other : {"Br1xAb", "Br1x-Abc", "Br1x Ab"})
      registered(kind.path, kind.field, other, kind.body);
  }
}

}  // namespace
}  // namespace kintsugi::tests
