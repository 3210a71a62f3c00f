// Appraisals of machines outside an exchange.

#include "schema/machine_appraisal.h"

#include "schema/asset.h"
#include "schema/returned_machine.h"
#include "schema/technician.h"
#include "schema/work_order.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::AppraiseMachine;
using schema::AppraisalVerdict;
using schema::MachineAppraisal;
using OrderStatus = schema::WorkOrderStatus;

constexpr const char* back = "haier:SN00000500";

AppraiseMachine of_repair() {
  return {.appraisal = "AP-1",
          .order = "WO-1",
          .verdict = AppraisalVerdict::defective,
          .licence = "JD-7",
          .finding = "压缩机卡缸，属制造缺陷"};
}

AppraiseMachine of_returned() {
  AppraiseMachine command = of_repair();
  command.order.clear();
  command.returned_machine = back;
  return command;
}

Given repaired() {
  Given given = order_in(OrderStatus::completed);
  given.as(person("tech2"));
  return given;
}

TEST(AppraiseMachine, AfterItsRepairByAnotherWithALicence) {
  Given given = repaired();
  given.as(person("tech1"))
      .when(of_repair())
      .then_refused("machine_appraisal.same_technician");
  given.as(person("tech2"));
  AppraiseMachine command = of_repair();
  command.licence.clear();
  given.when(command).then_refused("machine_appraisal.licence_missing");
  const std::string category = given.state<schema::Asset>("A-1").category;
  given.history("T2", schema::SkillGranted{.category = category,
                                           .service_type = schema::ServiceType::repair,
                                           .certificate = "JD-22"});
  given.when(command).then_accepted();
  const auto& found = given.state<MachineAppraisal>("AP-1");
  EXPECT_EQ(found.asset, "A-1");
  EXPECT_EQ(found.outlet, "S1");
  EXPECT_EQ(first(found.appraisals).licence, "JD-22");
  EXPECT_EQ(found.verdict, AppraisalVerdict::defective);
  given.when(of_repair()).then_refused("machine_appraisal.exists");
}

TEST(AppraiseMachine, SaysWhatIsWrong) {
  Given given = repaired();
  const auto refused = [&](auto change, const char* code) {
    AppraiseMachine command = of_repair();
    change(command);
    given.when(command).then_refused(code);
  };
  refused([](auto& c) { c.appraisal = "a:b"; }, "machine_appraisal.bad_id");
  refused([](auto& c) { c.finding.clear(); }, "machine_appraisal.bad_text");
  refused([](auto& c) { c.photo_hash = "x"; }, "machine_appraisal.bad_photo");
  refused([](auto& c) { c.verdict = AppraisalVerdict::none; },
          "machine_appraisal.verdict_missing");
  refused([](auto& c) { c.order.clear(); }, "machine_appraisal.which_machine");
  refused([](auto& c) { c.returned_machine = back; }, "machine_appraisal.which_machine");
  refused([](auto& c) { c.order = "WO-9"; }, "machine_appraisal.unknown_machine");
  refused([](auto& c) { c.order.clear(), c.returned_machine = back; },
          "machine_appraisal.unknown_machine");
  Given open = order_in(OrderStatus::in_progress);
  open.as(person("tech2")).when(of_repair()).then_refused("machine_appraisal.not_repaired");
}

Given came_back() {
  Given given = company();
  given.history(back, schema::ReturnedMachineReceived{.brand = "haier",
                                                      .model = "KFR-35",
                                                      .serial = "SN00000500",
                                                      .outlet = "S1",
                                                      .returned_from =
                                                          schema::ReturnedFrom::trade});
  given.as(person("tech1"));
  return given;
}

// One appeal, another appraiser; what he finds is final.
TEST(AppealMachineAppraisal, LeadsToAnotherAppraiserAndEndsThere) {
  Given given = came_back();
  given.when(of_returned()).then_accepted();
  const schema::AppealMachineAppraisal appeal{.appraisal = "AP-1", .reason = "第三方检测报告"};
  given.as(person("call"));
  given.when(schema::AppealMachineAppraisal{.appraisal = "AP-1"})
      .then_refused("machine_appraisal.bad_text");
  given.when(appeal).then_accepted();
  given.when(appeal).then_refused("machine_appraisal.not_appraised");
  given.as(person("tech1")).when(of_returned()).then_refused("machine_appraisal.same_appraiser");
  AppraiseMachine anew = of_returned();
  anew.verdict = AppraisalVerdict::caused;
  given.as(person("tech2")).when(anew).then_accepted();
  const auto& found = given.state<MachineAppraisal>("AP-1");
  EXPECT_EQ(found.verdict, AppraisalVerdict::caused);
  ASSERT_EQ(found.appraisals.size(), 2u);
  EXPECT_EQ(found.appraisals[0].appeal_reason, "第三方检测报告");
  EXPECT_EQ(found.appraisals[0].appealed_by, "call");
  given.as(person("call")).when(appeal).then_refused("machine_appraisal.is_final");
  given.as(person("tech2"))
      .when(schema::WithdrawMachineAppraisal{.appraisal = "AP-1", .reason = "写错"})
      .then_refused("machine_appraisal.is_final");
}

TEST(WithdrawMachineAppraisal, IsByWhoWroteIt) {
  Given given = came_back();
  given.when(of_returned()).then_accepted();
  const schema::WithdrawMachineAppraisal withdraw{.appraisal = "AP-1", .reason = "写错机器"};
  given.as(person("tech2")).when(withdraw).then_refused("machine_appraisal.not_yours");
  given.as(person("tech1")).when(withdraw).then_accepted();
  given.when(withdraw).then_refused("machine_appraisal.not_appraised");
}

TEST(AppraiseMachine, NotOneThatIsGone) {
  Given given = came_back();
  given.history(back, schema::ReturnedMachineReleased{});
  given.when(of_returned()).then_refused("machine_appraisal.not_in_stock");
}

}  // namespace
}  // namespace kintsugi::tests
