#include "schema/alarm.h"
#include "schema/complaint.h"
#include "schema/customer.h"
#include "schema/follow_up.h"
#include "schema/identity.h"
#include "schema/interaction.h"
#include "schema/service_policy.h"
#include "schema/technician.h"
#include "schema/work_order.h"
#include "schema/work_order_back.h"
#include "schema/work_order_life.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::Complaint;
using schema::ComplaintKind;
using schema::ComplaintStatus;
using schema::RegisterComplaint;
using Status = schema::WorkOrderStatus;

constexpr std::int64_t hour = 3'600'000;

RegisterComplaint about_t1(const char* id = "CP-1") {
  return {.order = "WO-1",
          .kind = ComplaintKind::attitude,
          .text = "态度差",
          .accused_technician = "T1",
          .complaint = id};
}

// CP-1, with "disp" and as far as the solution.
Given proposed() {
  Given given = order_in(Status::completed);
  given.as(person("call")).when(about_t1()).then_accepted();
  given.when(schema::AssignComplaint{.complaint = "CP-1", .handler = "disp"}).then_accepted();
  given.as(person("disp"));
  given.when(schema::InvestigateComplaint{.complaint = "CP-1", .finding = "属实"}).then_accepted();
  given.when(schema::ProposeSolution{.complaint = "CP-1", .solution = "道歉"}).then_accepted();
  return given;
}

Given resolved() {
  Given given = proposed();
  given.when(schema::ResolveComplaint{.complaint = "CP-1", .outcome = "已道歉"}).then_accepted();
  return given;
}

// Also where it goes to headquarters: what it took from the file is told to who sends it.
TEST(RegisterComplaint, TakesNothingFromTheFileOfAnotherOutletsCustomer) {
  Given given = order_in(Status::completed);
  given.history("C-9", schema::CustomerRegistered{.name = "远", .phone = "1", .outlet = "R2"});
  given.history("call1", schema::OperatorRegistered{.name = "call1"});
  given.history("call1", schema::RoleGranted{.role = schema::Role::call_centre, .outlet = "S1"});
  RegisterComplaint command = about_t1();
  command.customer = "C-9";
  given.as(person("call1")).when(command).then_refused("complaint.unknown_customer");
  command.confidential = true;
  given.when(command).then_refused("complaint.unknown_customer");
  given.as(person("call")).when(command).then_accepted();
}

TEST(AssignComplaint, TellsNobodyOfAnotherOutletsPeople) {
  Given given = order_in(Status::completed);
  given.history("near", schema::OperatorRegistered{.name = "near"});
  given.history("near", schema::RoleGranted{.role = schema::Role::accountant, .outlet = "S1"});
  given.as(person("disp")).when(about_t1()).then_accepted();
  given.when(schema::AssignComplaint{.complaint = "CP-1", .handler = "far"})
      .then_refused("complaint.unknown_handler");
  given.when(schema::AssignComplaint{.complaint = "CP-1", .handler = "near"})
      .then_refused("complaint.handler_out_of_scope");
}

TEST(RegisterComplaint, TakesFromTheOrderWhatIsNotSaid) {
  Given given = order_in(Status::completed);
  given.as(person("call")).when(about_t1("")).then_accepted();
  const auto& made = given.state<Complaint>("CP-20260302-0001");
  EXPECT_EQ(made.status, ComplaintStatus::registered);
  EXPECT_EQ(made.outlet, "S1");
  EXPECT_EQ(made.accused_outlet, "S1");
  EXPECT_EQ(made.customer, "C-1");
  EXPECT_FALSE(made.phone.empty());
  EXPECT_EQ(made.due_at, ms(now) + 24 * hour);
  const auto& alarm = given.state<schema::Alarm>("CP-20260302-0001:complaint_confirmation");
  EXPECT_EQ(alarm.due_at, made.due_at);
  EXPECT_EQ(alarm.order, "WO-1");
  EXPECT_EQ(alarm.subject, "complaint/CP-20260302-0001");
}

TEST(RegisterComplaint, KeepsWhomToCallAsItIsSaid) {
  Given given = order_in(Status::completed);
  RegisterComplaint command = about_t1();
  command.contact = "王女士";
  command.phone = "021-5555 0009";
  given.as(person("call")).when(command).then_accepted();
  EXPECT_EQ(given.state<Complaint>("CP-1").contact, "王女士");
  EXPECT_EQ(given.state<Complaint>("CP-1").phone, "02155550009");
}

TEST(RegisterComplaint, RefusesBadInput) {
  Given given = order_in(Status::completed);
  given.as(person("call"));
  const auto refused = [&](const char* code, auto change) {
    RegisterComplaint command = about_t1();
    change(command);
    given.when(command).then_refused(code);
  };
  refused("complaint.kind_missing", [](auto& c) { c.kind = ComplaintKind::none; });
  refused("complaint.bad_text", [](auto& c) { c.text = ""; });
  refused("complaint.bad_text", [](auto& c) { c.text = std::string(4001, 'x'); });
  refused("complaint.bad_text", [](auto& c) { c.contact = "\xff"; });
  refused("complaint.bad_phone", [](auto& c) { c.phone = "call me"; });
  refused("complaint.bad_id", [](auto& c) { c.complaint = "a/b"; });
  refused("complaint.two_accused", [](auto& c) { c.accused_operator = "disp"; });
  refused("complaint.unknown_accused", [](auto& c) { c.accused_technician = "T9"; });
  refused("complaint.unknown_accused", [](auto& c) { c.accused_outlet = "S9"; });
  refused("complaint.unknown_customer", [](auto& c) { c.customer = "C-9"; });
  refused("complaint.unknown_order", [](auto& c) { c.order = "WO-9"; });
  refused("complaint.about_nothing",
          [](auto& c) { c.order.clear(), c.accused_technician.clear(); });
}

TEST(AssignComplaint, NeverToWhoIsAccused) {
  Given given = order_in(Status::completed);
  given.as(person("call")).when(about_t1()).then_accepted();
  given.history("tech1", schema::RoleGranted{.role = schema::Role::dispatcher, .outlet = "S1"});
  given.history("tech2", schema::RoleGranted{.role = schema::Role::dispatcher, .outlet = "S1"});
  const auto assign = [](const char* to) {
    return schema::AssignComplaint{.complaint = "CP-1", .handler = to};
  };
  given.when(assign("tech1")).then_refused("complaint.accused_handles");
  given.when(assign("nobody")).then_refused("complaint.unknown_handler");
  given.when(assign("far")).then_refused("complaint.handler_out_of_scope");
  given.when(assign("keeper")).then_refused("complaint.handler_out_of_scope");
  given.when(assign("tech2")).then_accepted();
  // Nor may he do anything else with it, whatever his duties.
  given.as(person("tech1"))
      .when(schema::EscalateComplaint{.complaint = "CP-1", .reason = "x"})
      .then_refused("complaint.accused_handles");
}

// Of an order that another technician did, too: who is accused is who is named.
TEST(AssignComplaint, NeverToATechnicianWhoIsAccusedOfAnothersOrder) {
  Given given = order_in(Status::completed);
  RegisterComplaint command = about_t1();
  command.accused_technician = "T2";
  given.as(person("call")).when(command).then_accepted();
  given.history("tech2", schema::RoleGranted{.role = schema::Role::dispatcher, .outlet = "S1"});
  given.when(schema::AssignComplaint{.complaint = "CP-1", .handler = "tech2"})
      .then_refused("complaint.accused_handles");
}

TEST(AssignComplaint, NeverToWhoDidTheWorkNorToTheClerkAccused) {
  Given given = order_in(Status::completed);
  RegisterComplaint command = about_t1();
  command.accused_technician.clear();
  command.accused_operator = "disp";
  given.as(person("call")).when(command).then_accepted();
  given.history("tech1", schema::RoleGranted{.role = schema::Role::dispatcher, .outlet = "S1"});
  given.when(schema::AssignComplaint{.complaint = "CP-1", .handler = "disp"})
      .then_refused("complaint.accused_handles");
  given.when(schema::AssignComplaint{.complaint = "CP-1", .handler = "tech1"})
      .then_refused("complaint.accused_handles");
}

TEST(Complaint, IsHandledByItsHandlerOnly) {
  Given given = order_in(Status::completed);
  given.as(person("call")).when(about_t1()).then_accepted();
  given.when(schema::AssignComplaint{.complaint = "CP-1", .handler = "disp"}).then_accepted();
  given.as(person("disp2"))
      .when(schema::InvestigateComplaint{.complaint = "CP-1", .finding = "属实"})
      .then_refused("complaint.not_handler");
  given.as(person("disp"))
      .when(schema::InvestigateComplaint{.complaint = "CP-1"})
      .then_refused("complaint.bad_text");
  proposed()
      .when(schema::ProposeSolution{.complaint = "CP-1", .solution = "赔", .compensation = -1})
      .then_refused("complaint.bad_amount");
}

TEST(CloseComplaint, NeedsTheCustomerOrTwoPeople) {
  const schema::CloseComplaint close{.complaint = "CP-1"};
  const schema::ConfirmComplaint confirm{.complaint = "CP-1"};
  const schema::ApproveComplaintClosure approve{.complaint = "CP-1", .reason = "联系不上"};
  Given asked = resolved();
  asked.when(close).then_refused("complaint.not_confirmed");
  asked.as(person("call")).when(confirm).then_accepted();
  asked.when(close).then_accepted();
  EXPECT_EQ(asked.state<Complaint>("CP-1").status, ComplaintStatus::closed);
  EXPECT_EQ(asked.state<Complaint>("CP-1").closed_at, ms(now));
  asked.when(schema::ReopenComplaint{.complaint = "CP-1", .reason = "误结案"}).then_accepted();
  EXPECT_EQ(asked.state<Complaint>("CP-1").closed_at, 0);

  Given given = resolved();
  given.when(approve).then_refused("complaint.handler_may_not");
  given.as(person("call")).when(approve).then_accepted();
  given.when(approve).then_refused("complaint.already_approved");
  given.when(close).then_refused("complaint.not_confirmed");
  given.as(person("disp2")).when(approve).then_accepted();
  given.as(person("boss")).when(approve).then_refused("complaint.already_approved");
  given.when(close).then_accepted();
}

TEST(ConfirmComplaint, IsNotForTheHandler) {
  Given given = order_in(Status::completed);
  given.as(person("boss")).when(about_t1()).then_accepted();
  given.when(schema::AssignComplaint{.complaint = "CP-1", .handler = "boss"}).then_accepted();
  given.when(schema::InvestigateComplaint{.complaint = "CP-1", .finding = "属实"}).then_accepted();
  given.when(schema::ProposeSolution{.complaint = "CP-1", .solution = "道歉"}).then_accepted();
  given.when(schema::ResolveComplaint{.complaint = "CP-1", .outcome = "已道歉"}).then_accepted();
  given.when(schema::ConfirmComplaint{.complaint = "CP-1"})
      .then_refused("complaint.handler_may_not");
  given.when(schema::WithdrawComplaint{.complaint = "CP-1", .reason = "x"})
      .then_refused("complaint.handler_may_not");
}

TEST(Complaint, DeadlinesArmAlarms) {
  Given given = proposed();
  const auto confirmation = [&] {
    return given.state<schema::Alarm>("CP-1:complaint_confirmation").status;
  };
  EXPECT_EQ(confirmation(), schema::AlarmStatus::superseded) << "confirmed when investigated";
  given.when(schema::ResolveComplaint{.complaint = "CP-1", .outcome = "已道歉"}).then_accepted();
  const auto& call = given.state<schema::Alarm>("CP-1:complaint_follow_up");
  EXPECT_EQ(call.due_at, ms(now) + 72 * hour);
  given.at("2026-03-05T02:00:00Z").as(system_actor());
  given.when(schema::PassDeadline{.alarm = "CP-1:complaint_follow_up", .version = 1})
      .then_accepted();
  given.as(person("call"))
      .when(schema::ReopenComplaint{.complaint = "CP-1", .reason = "不满意"})
      .then_accepted();
  EXPECT_EQ(confirmation(), schema::AlarmStatus::armed);
  EXPECT_TRUE(given.state<Complaint>("CP-1").handler.empty()) << "assigned anew";
}

TEST(Complaint, DeadlinesFollowThePolicy) {
  Given given = order_in(Status::completed);
  auto terms = schema::ServicePolicyVersion{.version = 1, .effective_from = 20'000};
  terms.complaint_confirm_hours = 2;  // the days are of before they were kept: as in version 0
  given.history("all", schema::ServicePolicyPublished{.terms = terms, .publisher = "boss"});
  given.as(person("call")).when(about_t1()).then_accepted();
  EXPECT_EQ(given.state<Complaint>("CP-1").due_at, ms(now) + 2 * hour);
}

TEST(Complaint, ASecondOnOneOrderEscalatesByItself) {
  Given given = order_in(Status::completed);
  given.as(person("disp")).when(about_t1()).then_accepted();
  given.when(about_t1("CP-2")).then_accepted();
  const auto& second = given.state<Complaint>("CP-2");
  EXPECT_EQ(second.status, ComplaintStatus::escalated);
  EXPECT_TRUE(second.repeated);
  // Headquarters handle it.
  given.when(schema::AssignComplaint{.complaint = "CP-2", .handler = "disp"})
      .then_refused("authority.out_of_scope");
  given.as(person("call"))
      .when(schema::AssignComplaint{.complaint = "CP-2", .handler = "disp"})
      .then_refused("complaint.handler_out_of_scope");
  given.when(schema::AssignComplaint{.complaint = "CP-2", .handler = "boss"}).then_accepted();
}

TEST(ConfidentialComplaint, IsHiddenFromNobodyWhereNobodyIsNamed) {
  Given given = order_in(Status::completed);
  RegisterComplaint command = about_t1();
  command.confidential = true;
  command.accused_technician.clear();
  given.as(person("disp")).when(command).then_accepted();
  EXPECT_EQ(given.state<Complaint>("CP-1").hidden_from, "");
}

TEST(ConfidentialComplaint, IsAsIfThereWereNoneForTheAccused) {
  Given given = order_in(Status::completed);
  RegisterComplaint command = about_t1();
  command.confidential = true;
  given.as(person("disp")).when(command).then_accepted();
  const auto& made = given.state<Complaint>("CP-1");
  EXPECT_EQ(made.level, schema::ComplaintLevel::headquarters);
  EXPECT_EQ(made.outlet, "");
  EXPECT_EQ(made.hidden_from, "technician/T1");
  const auto& alarm = given.state<schema::Alarm>("CP-1:complaint_confirmation");
  EXPECT_EQ(alarm.order + alarm.outlet, "");
  EXPECT_EQ(alarm.hidden_from, "technician/T1");
  const schema::AssignComplaint assign{.complaint = "CP-1", .handler = "call"};
  given.when(assign).then_refused("complaint.not_found");
  // Whatever his duties are.
  given.history("tech1", schema::RoleGranted{.role = schema::Role::dispatcher});
  given.as(person("tech1")).when(assign).then_refused("complaint.not_found");
  given.as(person("boss"))
      .when(schema::AssignComplaint{.complaint = "CP-1", .handler = "tech1"})
      .then_refused("complaint.accused_handles");
  given.when(assign).then_accepted();
  given.at("2026-03-04T01:00:00Z").as(system_actor());
  given.when(schema::PassDeadline{.alarm = "CP-1:complaint_confirmation", .version = 1})
      .then_accepted();
  given.as(person("tech1"))
      .when(schema::AcknowledgeAlarm{.alarm = "CP-1:complaint_confirmation"})
      .then_refused("alarm.not_found");
  given.as(person("boss"))
      .when(schema::AcknowledgeAlarm{.alarm = "CP-1:complaint_confirmation"})
      .then_accepted();
  // Nothing on the order tells of it: not its next complaint either.
  given.as(person("disp")).when(about_t1("CP-2")).then_accepted();
  EXPECT_FALSE(given.state<Complaint>("CP-2").repeated);
}

TEST(PostWorkOrder, WaitsForTheComplaintsThatItsOutletKnows) {
  const schema::PostWorkOrder post{.order = "WO-1"};
  Given given = order_in(Status::followed_up);
  given.as(person("boss"));
  RegisterComplaint hidden = about_t1("CP-H");
  hidden.confidential = true;
  given.when(hidden).then_accepted();
  given.when(about_t1()).then_accepted();
  given.when(post).then_refused("work_order.open_complaint");
  given.as(person("call"))
      .when(schema::WithdrawComplaint{.complaint = "CP-1", .reason = "误登记"})
      .then_accepted();
  given.as(person("boss")).when(post).then_accepted();
}

// He complained by a contact that waits: it is done with, and says what came of it.
TEST(RegisterComplaint, TakesItsContactAlong) {
  Given given = order_in(Status::completed);
  given.as(person("call"));
  const schema::LogInteraction log{.interaction = "IX-1",
                                   .channel = schema::Channel::wechat,
                                   .phone = "13900000009",
                                   .customer = "C-1",
                                   .outlet = "S1"};
  given.when(log).then_accepted();
  RegisterComplaint made{.kind = ComplaintKind::attitude,
                         .text = "态度差",
                         .accused_technician = "T1",
                         .complaint = "CP-1",
                         .interaction = "IX-404"};
  given.when(made).then_refused("complaint.unknown_interaction");
  made.interaction = "IX-1";
  given.when(made).then_accepted();
  EXPECT_EQ(given.state<Complaint>("CP-1").customer, "C-1");
  const auto& contact = given.state<schema::Interaction>("IX-1");
  EXPECT_EQ(contact.status, schema::InteractionStatus::closed);
  EXPECT_EQ(contact.outcome, schema::InteractionOutcome::passed_on);
  EXPECT_EQ(contact.complaint, "CP-1");
  made.complaint = "CP-2";
  given.when(made).then_refused("interaction.closed");
  given.when(schema::ReopenInteraction{.interaction = "IX-1", .reason = "登记错"}).then_accepted();
  EXPECT_EQ(given.state<schema::Interaction>("IX-1").complaint, "");
  // Of one that went straight to headquarters the contact says nothing.
  made.confidential = true;
  given.when(made).then_accepted();
  EXPECT_EQ(given.state<schema::Interaction>("IX-1").complaint, "");
  EXPECT_EQ(given.state<schema::Interaction>("IX-1").status, schema::InteractionStatus::closed);
}

// WO-1, of which the customer said that it is not mended.
Given unsolved() {
  Given given = order_in(Status::completed);
  given.as(person("call"))
      .when(schema::RecordFollowUp{.order = "WO-1",
                                   .satisfaction = 1,
                                   .answer = schema::ChargedAnswer::not_charged,
                                   .note = "还是不制冷"})
      .then_accepted();
  return given;
}

// What he says is not mended is not posted without a word.
TEST(PostWorkOrder, AsksWhyWhereTheCustomerSaysItIsNotSolved) {
  schema::PostWorkOrder post{.order = "WO-1"};
  Given given = unsolved();
  EXPECT_TRUE(given.state<schema::WorkOrder>("WO-1").unsolved);
  given.as(person("boss")).when(post).then_refused("work_order.not_solved");
  post.reason = "用户接受折价";
  given.when(post).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").unsolved_reason, "用户接受折价");
}

TEST(ReopenWorkOrder, WhatWasNotSolvedIsDoneAgain) {
  Given given = unsolved();
  given.when(schema::ReopenWorkOrder{.order = "WO-1", .reason = "未解决"}).then_accepted();
  EXPECT_FALSE(given.state<schema::WorkOrder>("WO-1").unsolved);
  given.when(schema::WithdrawReopening{.order = "WO-1", .reason = "点错"}).then_accepted();
  EXPECT_TRUE(given.state<schema::WorkOrder>("WO-1").unsolved);
}

TEST(PostWorkOrder, WhatWasHandledAsAComplaintIsAskedAboutThere) {
  Given given = unsolved();
  given.when(about_t1()).then_accepted();
  given.history("CP-1", schema::ComplaintClosed{.closed_at = ms(now)});
  given.history("WO-1", schema::OrderComplaintsChanged{.complaint = "CP-1"});
  given.as(person("boss")).when(schema::PostWorkOrder{.order = "WO-1"}).then_accepted();
}

// It was another order's: the next one is the first, and what is not solved is asked about.
TEST(WithdrawComplaint, ItCountsNoMore) {
  const schema::WithdrawComplaint withdraw{.complaint = "CP-1", .reason = "登记错工单"};
  Given given = unsolved();
  given.when(about_t1()).then_accepted();
  given.when(withdraw).then_accepted();
  EXPECT_TRUE(given.event<schema::OrderComplaintsChanged>(1).none_left);
  given.as(person("boss")).when(schema::PostWorkOrder{.order = "WO-1"});
  given.then_refused("work_order.not_solved");
  given.as(person("call")).when(about_t1("CP-2")).then_accepted();
  EXPECT_FALSE(given.state<Complaint>("CP-2").repeated);
  EXPECT_EQ(given.state<Complaint>("CP-2").status, ComplaintStatus::registered);
  // Opened again it counts again.
  given.when(schema::ReopenComplaint{.complaint = "CP-1", .reason = "没错"}).then_accepted();
  EXPECT_EQ(given.state<schema::OrderComplaints>("WO-1").registered, 2u);
  EXPECT_TRUE(given.state<schema::OrderComplaints>("WO-1").withdrawn.empty());
  given.when(withdraw).then_accepted();
  EXPECT_FALSE(given.event<schema::OrderComplaintsChanged>(1).none_left);
  EXPECT_EQ(given.state<schema::OrderComplaints>("WO-1").registered, 1u);
}

}  // namespace
}  // namespace kintsugi::tests
