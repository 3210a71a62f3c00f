// An id that differs in capitals or width only is that of another thing, whoever is first.

#include <set>

#include "core/claims/alike.h"
#include "schema/claimed_id.h"
#include "schema/customer.h"
#include "schema/description.h"
#include "schema/outlet.h"
#include "schema/work_order_life.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

schema::RegisterCustomer customer(const std::string& id) {
  return {.customer = id,
          .kind = schema::CustomerKind::person,
          .name = "王五",
          .phone = "13900000009"};
}

struct AlikeIds : testing::Test {
  Given given = company();

  // What the commands come to as one commit, on what is there; what they looked at goes to `noted`.
  Result<core::Events> decided(const std::vector<schema::Command>& commands,
                               std::set<std::string>* noted = nullptr) {
    const Actor caller = person("call");
    core::Reads reads(given.streams(), caller, "command", instant(now), instant(now));
    auto events = core::decide_commands(commands, reads);
    if (noted != nullptr)
      for (const core::NotedRead& one : reads.noted()) noted->insert(one.stream);
    return events;
  }
};

TEST_F(AlikeIds, AreRefusedInAnyMixture) {
  given.as(person("call")).when(customer("Br1x-Ab")).then_accepted();
  EXPECT_EQ(given.state<schema::ClaimedId>("customer:BR1X-AB").id, "Br1x-Ab");
  for (const char* alike : {"BR1X-AB", "br1x-ab", "bR1X-aB", "Ｂr1X-ＡB", "Br1x–Ab"})
    given.when(customer(alike)).then_refused("id.alike");
  given.when(customer("Br1x-Ab")).then_refused("customer.exists");
  for (const char* other : {"Br1xAb", "Br1x-Abc", "Br1x Ab"})
    given.when(customer(other)).then_accepted();
  for (const auto& [first, second] :
       {std::pair("ONE", "one"), {"two", "TWO"}, {"three", "Three"}, {"4", "４"}, {"５", "5"},
        {"É1", "é1"}, {"é2", "É2"}, {"SIX", "ＳＩＸ"}}) {
    given.when(customer(first)).then_accepted();
    given.when(customer(second)).then_refused("id.alike");
  }
  // Of another kind it is another id.
  given.as(person("boss"))
      .when(schema::RegisterOutlet{.outlet = "bR1X-aB", .name = "x"})
      .then_accepted();
  given.as(person("call"))
      .when(schema::RegisterWorkOrder{.order = "wo-1x",
                                      .service_type = schema::ServiceType::repair,
                                      .source = schema::OrderSource::own,
                                      .brand = "haier",
                                      .phone = "13900000009",
                                      .address = "工业路1号",
                                      .symptom = "不制冷"})
      .then_accepted();
}

// Each expects the stream on which the other one writes, so only one of them can count.
TEST_F(AlikeIds, OfTwoAtOnceMeetInAStream) {
  const std::vector<std::string> alike = {"Br1x", "bR1X", "BR1X", "br1x", "ＢR1X"};
  for (const std::string& first : alike) {
    for (const std::string& second : alike) {
      if (first == second) continue;
      std::set<std::string> noted;
      const auto events = decided({customer(first)});
      ASSERT_TRUE(events) << events.error().code;
      ASSERT_TRUE(decided({customer(second)}, &noted));
      const bool meet = std::any_of(events->list().begin(), events->list().end(),
                                    [&](const auto& one) { return noted.contains(one.stream); });
      EXPECT_TRUE(meet) << first << " " << second;
      const auto both = decided({customer(first), customer(second)});
      ASSERT_FALSE(both) << first << " " << second;
      EXPECT_EQ(both.error().code, "id.alike");
    }
  }
}

TEST_F(AlikeIds, OfAnOlderSystemAreTwoThings) {
  given.as(importer("boss"));
  for (const char* id : {"S7", "s7"})
    given.when(schema::RegisterOutlet{.outlet = id, .name = "x"}).then_accepted();
}

TEST(ChosenIds, AreThoseOfEveryCommandThatMakesAThingByOne) {
  const std::set<std::string_view> others = {"sale"};  // as whoever sold it numbers it
  for (const schema::TypeInfo& type : schema::all_types()) {
    if (type.kind != schema::TypeKind::command) continue;
    const auto first = std::find(type.when.begin(), type.when.end(), "none");
    const bool own = std::any_of(type.fields.begin(), type.fields.end(), [&](const auto& field) {
      return field.ref == type.stream && field.type == "text";
    });
    if (first == type.when.end() || !own || others.contains(type.stream)) continue;
    EXPECT_TRUE(core::claims::has_chosen_ids(type.stream)) << type.name;
  }
}

}  // namespace
}  // namespace kintsugi::tests
