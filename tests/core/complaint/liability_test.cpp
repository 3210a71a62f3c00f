#include "schema/complaint.h"
#include "schema/identity.h"
#include "schema/inspection.h"
#include "schema/liability.h"
#include "schema/work_order.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::AttributeFault;
using schema::Liability;
using schema::LiabilityStatus;

AttributeFault of_booking() {
  return {.liability = "ZR-1",
          .order = "WO-1",
          .party = schema::LiableParty::technician,
          .amount = 10'000,
          .cited_booking = 1,
          .reason = "装错"};
}

Given attributed() {
  Given given = order_in(schema::WorkOrderStatus::completed);
  given.as(person("disp")).when(of_booking()).then_accepted();
  return given;
}

TEST(AttributeFault, PutsItOnWhoDidTheWork) {
  Given given = attributed();
  const auto& made = given.state<Liability>("ZR-1");
  EXPECT_EQ(made.technician, "T1");
  EXPECT_EQ(made.outlet, "S1");
}

TEST(AttributeFault, CitesFactsAndRefusesBadInput) {
  Given given = order_in(schema::WorkOrderStatus::completed);
  given.history("CP-H", schema::ComplaintRegistered{.confidential = true, .order = "WO-1"});
  given.as(person("disp"));
  const auto refused = [&](const char* code, auto change) {
    AttributeFault command = of_booking();
    change(command);
    given.when(command).then_refused(code);
  };
  given.history("CP-F", schema::ComplaintRegistered{.outlet = "R2"});
  given.history("JC-F", schema::InspectionOpened{.outlet = "R2"});
  refused("liability.unknown_complaint", [](auto& c) { c.complaint = "CP-F"; });
  refused("liability.unknown_inspection", [](auto& c) { c.inspection = "JC-F"; });
  refused("liability.cites_nothing", [](auto& c) { c.cited_booking = 0; });
  refused("liability.no_such_booking", [](auto& c) { c.cited_booking = 7; });
  refused("liability.unknown_order", [](auto& c) { c.order = "WO-9"; });
  refused("liability.unknown_order", [](auto& c) { c.cited_order = "WO-9"; });
  refused("liability.unknown_complaint", [](auto& c) { c.complaint = "CP-9"; });
  refused("liability.unknown_complaint", [](auto& c) { c.complaint = "CP-H"; });
  refused("liability.unknown_inspection", [](auto& c) { c.inspection = "JC-9"; });
  refused("liability.not_his_work", [](auto& c) { c.technician = "T2"; });
  refused("liability.unknown_technician", [](auto& c) { c.technician = "T9"; });
  refused("liability.party_missing", [](auto& c) { c.party = schema::LiableParty::none; });
  refused("liability.bad_amount", [](auto& c) { c.amount = -1; });
  refused("liability.bad_text", [](auto& c) { c.reason = " "; });
  refused("liability.bad_id", [](auto& c) { c.liability = "a/b"; });
  given.as(person("far"));
  refused("authority.out_of_scope", [](auto&) {});
}

TEST(AppealLiability, ByTheLiableOneOnANewFact) {
  Given given = attributed();
  schema::AppealLiability appeal{.liability = "ZR-1", .new_fact = "装错"};
  given.as(person("tech2")).when(appeal).then_refused("liability.not_yours");
  given.as(person("tech1")).when(appeal).then_refused("liability.same_fact");
  appeal.photo_hash = "x";
  appeal.new_fact = "电压异常";
  given.when(appeal).then_refused("liability.bad_photo");
  appeal.photo_hash.clear();
  given.when(appeal).then_accepted();
  EXPECT_EQ(given.state<Liability>("ZR-1").status, LiabilityStatus::appealed);
}

TEST(DecideLiabilityAppeal, BySomebodyWithoutAPartInIt) {
  Given given = attributed();
  given.as(person("tech1"))
      .when(schema::AppealLiability{.liability = "ZR-1", .new_fact = "电压异常"})
      .then_accepted();
  given.history("tech1", schema::RoleGranted{.role = schema::Role::dispatcher, .outlet = "S1"});
  schema::DecideLiabilityAppeal decide{
      .liability = "ZR-1", .outcome = schema::AppealOutcome::changed, .amount = 10'000};
  given.when(decide).then_refused("liability.same_author");
  given.as(person("disp")).when(decide).then_refused("liability.same_author");
  given.as(person("disp2")).when(decide).then_refused("liability.bad_text");
  decide.reason = "部分属实";
  given.when(decide).then_refused("liability.bad_amount");
  decide.amount = 5'000;
  decide.outcome = schema::AppealOutcome::none;
  given.when(decide).then_refused("liability.outcome_missing");
  decide.outcome = schema::AppealOutcome::changed;
  given.when(decide).then_accepted();
  EXPECT_EQ(given.state<Liability>("ZR-1").amount, 5'000);
  // What was told once is no new fact.
  given.as(person("tech1"))
      .when(schema::AppealLiability{.liability = "ZR-1", .new_fact = "电压异常"})
      .then_refused("liability.same_fact");
}

}  // namespace
}  // namespace kintsugi::tests
