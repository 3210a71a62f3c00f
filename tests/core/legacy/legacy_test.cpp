#include "schema/legacy.h"
#include "schema/work_order.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using Status = schema::WorkOrderStatus;

schema::RecordLegacyFact fact() {
  return {.order = "WO-1",
          .activity = "DUPLICATE",
          .reason = "import.unmapped",
          .happened_at = ms("2012-05-01T08:00:00Z"),
          .operator_id = "Value 2",
          .source = "helpdesk",
          .row = 7,
          .attributes = {{.name = "product", .value = "Value 3"}}};
}

TEST(RecordLegacyFact, KeepsEverythingInEveryStateAndChangesNothing) {
  for (int i = 0; i <= static_cast<int>(Status::canceled); ++i) {
    SCOPED_TRACE(i);
    Given given = order_in(static_cast<Status>(i));
    const schema::WorkOrder before = given.state<schema::WorkOrder>("WO-1");
    given.as(importer("Value 2"))
        .when(fact())
        .then({on("WO-1", schema::LegacyFactRecorded{
                              .activity = "DUPLICATE",
                              .reason = "import.unmapped",
                              .happened_at = ms("2012-05-01T08:00:00Z"),
                              .operator_id = "Value 2",
                              .source = "helpdesk",
                              .row = 7,
                              .attributes = {{.name = "product", .value = "Value 3"}}})});
    EXPECT_EQ(given.state<schema::WorkOrder>("WO-1"), before);
  }
  Given unknown = company();
  unknown.when(fact()).then_accepted();
}

TEST(RecordLegacyFact, RefusesBadInputAndPeopleWithoutTheDuty) {
  schema::RecordLegacyFact command = fact();
  command.activity.clear();
  company().when(command).then_refused("legacy.activity_missing");
  command = fact();
  command.order = "a/b";
  company().when(command).then_refused("legacy.bad_order");
  command = fact();
  command.attributes.front().value = "\xc3";
  company().when(command).then_refused("legacy.bad_text");
  company().as(person("disp")).when(fact()).then_refused("authority.not_allowed");
  company().as(person("boss")).when(fact()).then_accepted();
}

}  // namespace
}  // namespace kintsugi::tests
