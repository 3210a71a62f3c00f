#include "schema/identity.h"
#include "schema/inspection.h"
#include "schema/technician.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::Inspection;
using schema::OpenInspection;
using schema::RecordInspectionFinding;

OpenInspection of_t1() {
  return {.inspection = "JC-1",
          .subject = schema::InspectionSubject::charges,
          .technician = "T1"};
}

RecordInspectionFinding finding() {
  return {.inspection = "JC-1",
          .text = "无收据",
          .photo_hash = std::string(64, 'a'),
          .latitude = 31'200'000,
          .longitude = 121'500'000};
}

TEST(OpenInspection, IsOfNobodyOfAnotherOutlet) {
  Given given = order_in(schema::WorkOrderStatus::completed);
  given.history("T9", schema::TechnicianRegistered{.name = "远", .outlet = "R2"});
  OpenInspection command = of_t1();
  command.technician = "T9";
  command.outlet = "S1";  // which goes before his own
  given.as(person("disp")).when(command).then_refused("authority.out_of_scope");
}

TEST(OpenInspection, RefusesBadInputAndOneself) {
  Given given = order_in(schema::WorkOrderStatus::completed);
  given.as(person("disp"));
  const auto refused = [&](const char* code, auto change) {
    OpenInspection command = of_t1();
    change(command);
    given.when(command).then_refused(code);
  };
  refused("inspection.bad_id", [](auto& c) { c.inspection = "a/b"; });
  refused("inspection.subject_missing",
          [](auto& c) { c.subject = schema::InspectionSubject::none; });
  refused("inspection.of_nobody", [](auto& c) { c.technician.clear(); });
  refused("inspection.unknown_technician", [](auto& c) { c.technician = "T9"; });
  refused("inspection.unknown_outlet", [](auto& c) { c.outlet = "S9"; });
  refused("inspection.unknown_order", [](auto& c) { c.order = "WO-9"; });
  refused("inspection.bad_text", [](auto& c) { c.note = "\xff"; });
  given.history("tech1", schema::RoleGranted{.role = schema::Role::dispatcher, .outlet = "S1"});
  given.as(person("tech1"));
  refused("inspection.inspects_himself", [](auto&) {});
  refused("inspection.inspects_himself", [](auto& c) { c.technician.clear(), c.order = "WO-1"; });
}

TEST(RecordInspectionFinding, NeedsEvidence) {
  Given given = order_in(schema::WorkOrderStatus::completed);
  given.as(person("disp")).when(of_t1()).then_accepted();
  const auto refused = [&](const char* code, auto change) {
    RecordInspectionFinding command = finding();
    change(command);
    given.when(command).then_refused(code);
  };
  refused("inspection.evidence_missing", [](auto& c) { c.photo_hash.clear(); });
  refused("inspection.evidence_missing", [](auto& c) { c.latitude = c.longitude = 0; });
  refused("inspection.bad_photo", [](auto& c) { c.photo_hash = "IMG_1.jpg"; });
  refused("inspection.bad_position", [](auto& c) { c.latitude = 90'000'001; });
  refused("inspection.bad_text", [](auto& c) { c.text.clear(); });
  const schema::CloseInspection close{.inspection = "JC-1", .conclusion = "整改"};
  given.when(close).then_refused("inspection.no_findings");
  given.when(finding()).then_accepted();
  EXPECT_EQ(given.state<Inspection>("JC-1").faults, 1u);
  schema::WithdrawInspectionFinding withdraw{.inspection = "JC-1", .number = 2, .reason = "看错"};
  given.when(withdraw).then_refused("inspection.no_such_finding");
  withdraw.number = 1;
  given.when(withdraw).then_accepted();
  given.when(withdraw).then_refused("inspection.no_such_finding");
  EXPECT_EQ(given.state<Inspection>("JC-1").faults, 0u);
  given.when(close).then_refused("inspection.no_findings");
  given.when(finding()).then_accepted();
  given.when(close).then_accepted();
}

// A wrong finding of a closed one does not stay on him; nobody changes his own conclusion alone.
TEST(ReopenInspection, IsForASecondPersonWithAReason) {
  Given given = order_in(schema::WorkOrderStatus::completed);
  schema::ReopenInspection reopen{.inspection = "JC-1", .reason = "照片不是该工单"};
  given.as(person("disp")).when(of_t1()).then_accepted();
  given.when(reopen).then_refused("inspection.not_closed");
  given.when(finding()).then_accepted();
  const schema::CloseInspection close{.inspection = "JC-1", .conclusion = "整改"};
  given.as(person("boss")).when(close).then_accepted();
  given.when(reopen).then_refused("inspection.same_author");
  given.as(person("disp")).when(reopen).then_refused("inspection.same_author");
  reopen.reason.clear();
  given.as(person("disp2")).when(reopen).then_refused("inspection.bad_text");
  reopen.reason = "照片不是该工单";
  given.when(reopen).then_accepted();
  given.when(schema::WithdrawInspectionFinding{.inspection = "JC-1", .number = 1, .reason = "错"});
  given.then_accepted();
  EXPECT_EQ(given.state<Inspection>("JC-1").faults, 0u);
  EXPECT_EQ(given.state<Inspection>("JC-1").conclusion, "");
  given.when(schema::WithdrawInspection{.inspection = "JC-1", .reason = "误开"}).then_accepted();
}

// A point of a map of China is kept as satellites tell it.
TEST(RecordInspectionFinding, ConvertsThePlace) {
  Given given = order_in(schema::WorkOrderStatus::completed);
  given.as(person("disp")).when(of_t1()).then_accepted();
  RecordInspectionFinding command = finding();
  command.datum = schema::Datum::gcj02;
  given.when(command).then_accepted();
  EXPECT_NE(first(given.state<Inspection>("JC-1").findings).latitude, command.latitude);
}

// Nothing but a made-up finding would lead on else.
TEST(WithdrawInspection, IsTheWayBackFromOneOpenedByMistake) {
  Given given = order_in(schema::WorkOrderStatus::completed);
  given.as(person("disp")).when(of_t1()).then_accepted();
  given.when(schema::CloseInspection{.inspection = "JC-1", .conclusion = "误开"})
      .then_refused("inspection.no_findings");
  given.when(schema::WithdrawInspection{.inspection = "JC-1"}).then_refused("inspection.bad_text");
  given.when(schema::WithdrawInspection{.inspection = "JC-1", .reason = "误开"});
  given.then({on("JC-1", schema::InspectionWithdrawn{.reason = "误开", .by = "disp"})});
  EXPECT_EQ(given.state<Inspection>("JC-1").status, schema::InspectionStatus::withdrawn);
  given.when(finding()).then_refused("inspection.closed");
}

}  // namespace
}  // namespace kintsugi::tests
