// An event of an older system's log, on the state as it stands.

#include "schema/description.h"
#include "schema/import.h"
#include "schema/legacy.h"
#include "schema/outlet.h"
#include "schema/part.h"
#include "schema/stock.h"
#include "schema/warehouse.h"
#include "schema/work_order.h"
#include "schema/work_order_life_events.h"
#include "tests/support/given.h"

namespace kintsugi::tests {
namespace {

schema::ImportEvent event(std::vector<schema::ImportAttempt> attempts) {
  return {.order = "HD-1",
          .activity = "Take in charge",
          .happened_at = ms("2012-10-09T14:50:17Z"),
          .operator_name = "Value 1",
          .file = "ab12",
          .row = 7,
          .line = 40,
          .attributes = {{"customer", "Value 3"}},
          .attempts = std::move(attempts),
          .reason = {},
          .detail = {}};
}

schema::ImportStep step(std::string command, std::string body) {
  return {std::move(command), std::move(body)};
}

const schema::ImportStep register_order =
    step("register_work_order", R"({"order":"HD-1","service_type":"repair","source":"legacy"})");
const schema::ImportStep progress = step("record_progress", R"({"order":"HD-1","note":"hello"})");
const schema::ImportStep start = step("start_work", R"({"order":"HD-1"})");

Actor importer() {
  Actor actor;
  actor.kind = ActorKind::import;
  actor.operator_id = "hd1";
  return actor;
}

Given given() {
  Given made;
  made.as(importer()).at("2012-10-09T14:50:17Z");
  return made;
}

std::vector<std::string> names(const Result<core::Events>& events) {
  std::vector<std::string> list;
  if (events) {
    for (const core::StreamEvent& e : events->list()) list.emplace_back(schema::name_of(e.event));
  }
  return list;
}

const schema::LegacyFactRecorded* fact(const Result<core::Events>& events) {
  return events && events->list().size() == 1
             ? events->list().front().event.get_if<schema::LegacyFactRecorded>()
             : nullptr;
}

TEST(ImportEvent, BecomesTheEventsOfItsCommand) {
  Given g = given();
  g.when(event({{{register_order}}})).then_accepted();
  EXPECT_THAT(names(g.outcome()), testing::ElementsAre("work_order_registered"));
  EXPECT_EQ(g.state<schema::WorkOrder>("HD-1").status, schema::WorkOrderStatus::registered);
}

TEST(ImportEvent, DecidesEachStepOnWhatTheOneBeforeLeft) {
  Given g = given();
  g.when(event({{{register_order, progress, progress}}})).then_accepted();
  EXPECT_THAT(names(g.outcome()), testing::ElementsAre("work_order_registered", "progress_recorded",
                                                       "progress_recorded"));
}

// A shelf with as many counts to approve as there may be.
TEST(ImportEvent, KeepsWhatThereIsNoRoomForAsAFact) {
  Given g = given();
  g.history("S1", schema::OutletRegistered{.name = "站"});
  g.history("W", schema::WarehouseRegistered{.name = "库", .outlet = "S1"});
  g.history("P", schema::PartRegistered{.name = "件", .unit = schema::PartUnit::piece});
  const std::uint32_t most = schema::find_type("stock_item")->field("proposals")->max_length;
  for (std::uint32_t i = 1; i <= most; ++i)
    g.history("W:P:good", schema::StockAdjustmentProposed{.number = i, .counter = "a"});
  const schema::ImportStep count =
      step("propose_stock_adjustment",
           R"({"warehouse":"W","part":"P","counted":1000,"reason":"x"})");
  g.when(event({{{count}}})).then_accepted();
  ASSERT_NE(fact(g.outcome()), nullptr);
  EXPECT_EQ(fact(g.outcome())->reason, "limit.too_many");
}

TEST(ImportEvent, TakesTheFirstWayThatIsAllowedAsAWhole) {
  Given g = given();
  g.when(event({{{progress}},
                {{register_order, start}},
                {{register_order, progress}},
                {{register_order}}}))
      .then_accepted();
  EXPECT_THAT(names(g.outcome()),
              testing::ElementsAre("work_order_registered", "progress_recorded"));
}

TEST(ImportEvent, StaysAsAFactWithTheFirstRefusalWhereNoWayIsAllowed) {
  Given g = given();
  g.when(event({{{register_order, start}}, {{progress}}})).then_accepted();
  const schema::LegacyFactRecorded* kept = fact(g.outcome());
  ASSERT_NE(kept, nullptr);
  EXPECT_EQ(kept->reason, "work_order.not_accepted");
  EXPECT_EQ(kept->activity, "Take in charge");
  EXPECT_EQ(kept->operator_id, "Value 1");
  EXPECT_EQ(kept->happened_at, ms("2012-10-09T14:50:17Z"));
  EXPECT_EQ(kept->source, "ab12");
  EXPECT_EQ(kept->row, 7);
  EXPECT_EQ(kept->attributes, event({}).attributes);
  EXPECT_EQ(g.state<schema::WorkOrder>("HD-1").status, schema::WorkOrderStatus::none);
}

TEST(ImportEvent, RegistersAnOrderThatHadOnlyFacts) {
  Given g = given();
  g.when(event({{{progress}}})).then_accepted();
  ASSERT_NE(fact(g.outcome()), nullptr);
  g.when(event({{{progress}}, {{register_order}}})).then_accepted();
  EXPECT_THAT(names(g.outcome()), testing::ElementsAre("work_order_registered"));
}

TEST(ImportEvent, SaysWhyTheMappingGaveNothing) {
  Given g = given();
  schema::ImportEvent command = event({});
  command.reason = "import.unmapped";
  command.detail = "the mapping does not name this activity";
  g.when(command).then_accepted();
  ASSERT_NE(fact(g.outcome()), nullptr);
  EXPECT_EQ(fact(g.outcome())->reason, "import.unmapped");
  EXPECT_EQ(fact(g.outcome())->detail, command.detail);
}

// A field that the domain cannot read costs the field and not the order.
TEST(ImportEvent, GoesOnWithoutWhatCannotBeRead) {
  Given g = given();
  schema::ImportEvent command = event({{{step(
      "register_work_order",
      R"({"order":"HD-1","service_type":"repair","phone":"12","serial":"空调","address":"x"})")}}});
  command.attempts[0].put_aside.push_back(
      {.field = "symptom", .value = "long", .why = "cut to 4000 characters", .cut = true});
  g.when(command).then_accepted();
  EXPECT_THAT(names(g.outcome()),
              testing::ElementsAre("work_order_registered", "legacy_fact_recorded"));
  const auto& list = g.outcome()->list();
  const auto* registered = list.front().event.get_if<schema::WorkOrderRegistered>();
  EXPECT_TRUE(registered->incomplete);
  EXPECT_TRUE(registered->serial_unknown);
  EXPECT_EQ(registered->address, "x");
  const auto* aside = list.back().event.get_if<schema::LegacyFactRecorded>();
  EXPECT_EQ(aside->reason, "import.put_aside");
  EXPECT_EQ(aside->attributes,
            (std::vector<schema::LegacyAttribute>{
                {"symptom", "long"}, {"serial", "空调"}, {"phone", "12"}}));
  EXPECT_THAT(aside->detail, testing::StartsWith("symptom: cut to 4000 characters\nserial: "));
}

TEST(ImportEvent, DoesNotGoOnWithoutWhatARuleRefuses) {
  Given g = given();
  g.when(event({{{step("register_work_order",
                       R"({"order":"HD-1","service_type":"repair","outlet":"nowhere"})")}}}))
      .then_accepted();
  ASSERT_NE(fact(g.outcome()), nullptr);
  EXPECT_EQ(fact(g.outcome())->reason, "work_order.unknown_outlet");
}

TEST(ImportEvent, KeepsWhatTheImporterBringsInAsAFactAlone) {
  for (const char* why : {"import.doubled", "import.bad_entry", "import.unreadable"}) {
    Given g = given();
    schema::ImportEvent command = event({});
    command.reason = why;
    g.when(command).then_accepted();
    ASSERT_NE(fact(g.outcome()), nullptr) << why;
    EXPECT_EQ(fact(g.outcome())->reason, why);
  }
}

TEST(ImportEvent, SaysThatAWayWasUnreadableBeforeWhatRefusedTheNext) {
  Given g = given();
  schema::ImportEvent command = event({{{progress}}});
  command.reason = "import.unreadable";
  g.when(command).then_accepted();
  ASSERT_NE(fact(g.outcome()), nullptr);
  EXPECT_EQ(fact(g.outcome())->reason, "import.unreadable");
}

TEST(ImportEvent, IsNoStepOfItselfAndStepsMustBeCommands) {
  Given g = given();
  g.when(event({{{step("import_event", "{}")}}})).then_accepted();
  ASSERT_NE(fact(g.outcome()), nullptr);
  EXPECT_EQ(fact(g.outcome())->reason, "import.nested");
  schema::ImportEvent empty = event({});
  empty.attempts.push_back({});  // allowed, and nothing comes of it
  g.when(empty).then_accepted();
  ASSERT_NE(fact(g.outcome()), nullptr);
  EXPECT_EQ(fact(g.outcome())->reason, "import.nothing_changes");
  g.when(event({{{step("no_such_command", "{}")}}})).then_accepted();
  EXPECT_NE(fact(g.outcome()), nullptr);
  g.when(event({{{step("record_progress", "{\"order\":")}}})).then_accepted();
  EXPECT_NE(fact(g.outcome()), nullptr);
}

TEST(ImportEvent, IsOnlyForTheImporter) {
  Given g;
  Actor person;
  person.kind = ActorKind::person;
  person.operator_id = "1001";
  g.as(person).when(event({{{register_order}}}));
  ASSERT_FALSE(g.outcome());
  EXPECT_EQ(g.outcome().error().kind, ErrorKind::forbidden);
}

}  // namespace
}  // namespace kintsugi::tests
