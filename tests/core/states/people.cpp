// Operators, customers and technicians.

#include "schema/credentials.h"
#include "schema/customer.h"
#include "schema/device.h"
#include "schema/identity.h"
#include "schema/remittance.h"
#include "schema/technician.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {
namespace {


constexpr const char* op7 = "op7";

Given operator_in(std::size_t column) {
  Given given = company();
  if (column == 0) return given;
  given.history("op7", schema::OperatorRegistered{.name = "七"});
  given.history("op7", schema::RoleGranted{.role = schema::Role::dispatcher, .outlet = "S1"});
  if (column == 2)
    given.history("op7", schema::OperatorLocked{.until = ms("2026-03-02T01:00:01Z")});
  if (column == 3) given.history("op7", schema::OperatorDisabled{.reason = "离职"});
  return given;
}

// Nobody administers yet.
Given unfounded_in(std::size_t column) {
  Given given;
  given.at(now);
  if (column >= 1) given.history("op7", schema::OperatorRegistered{.name = "七"});
  if (column == 2)
    given.history("op7", schema::OperatorLocked{.until = ms("2026-03-02T01:00:01Z")});
  if (column == 3) given.history("op7", schema::OperatorDisabled{.reason = "离职"});
  return given;
}

Given customer_in(std::size_t column) {
  Given given = company();
  if (column == 0) return given;
  for (const char* id : {"C-7", "C-8"})
    given.history(id, schema::CustomerRegistered{.name = "张", .phone = "12345", .outlet = "S1"});
  if (column == 2) {
    given.history("C-7", schema::CustomerMerged{.merged_into = "C-8", .reason = "重复"});
    given.history("C-8", schema::CustomerAbsorbed{.from = "C-7"});
  }
  return given;
}

Given remittance_in(std::size_t column) {
  Given given = company();
  given.history("T7", schema::TechnicianRegistered{.name = "七", .phone = "12345", .outlet = "S1"});
  if (column == 0) return given;
  given.history("RM-7", schema::RemittanceRecorded{.technician = "T7",
                                                   .outlet = "S1",
                                                   .amount = 100,
                                                   .received_by = "acc"});
  if (column == 2) given.history("RM-7", schema::RemittanceWithdrawn{.reason = "写错"});
  return given;
}

Given device_in(std::size_t column) {
  Given given = company();
  if (column == 0) return given;
  given.history("tech1:d7", schema::DeviceFirstSeen{
                                .operator_ = "tech1", .technician = "T1", .outlet = "S1"});
  given.history("tech1:d7", schema::DeviceCommandSeen{.sequence = 1, .seen_at = 1});
  if (column == 1) return given;
  given.history("tech1:d7", schema::DeviceGapNoted{.first = 2, .last = 3});
  given.history("tech1:d7", schema::DeviceCommandSeen{.sequence = 4, .seen_at = 2});
  return given;
}

Given technician_in(std::size_t column) {
  Given given = company();
  if (column == 0) return given;
  given.history("T7", schema::TechnicianRegistered{.name = "七", .phone = "12345", .outlet = "S1"});
  given.history(
      "T7", schema::SkillGranted{.category = "tv", .service_type = schema::ServiceType::repair});
  given.history("T7", schema::CashCollected{.order = "WO-0", .amount = 100});
  if (column == 2) given.history("T7", schema::TechnicianSuspended{.reason = "考试"});
  return given;
}

// He has handed in cash of a payment that is withdrawn since.
Given overpaid_in(std::size_t column) {
  Given given = technician_in(column);
  if (column != 0) given.history("T7", schema::CashReturned{.order = "WO-0", .amount = 200});
  return given;
}

}  // namespace

Table operators() {
  const std::string op = "op7";
  const auto auditor = schema::Role::auditor;
  const auto dispatcher = schema::Role::dispatcher;
  constexpr const char* nobody = "authority.not_signed_in";
  constexpr const char* out = "authority.not_active";
  return {
      "operator",
      {"none", "active", "locked", "disabled"},
      operator_in,
      {
          {schema::RegisterOperator{.number = op, .name = "七"},
           {ok, "exists", "exists", "exists"}},
          {schema::ChangeOperator{.number = op, .name = "柒"}, {no, ok, ok, ok}},
          {schema::GrantRole{.number = op, .role = auditor, .outlet = "S1"}, {no, ok, ok, ok}},
          {schema::RevokeRole{.number = op, .role = dispatcher, .outlet = "S1"}, {no, ok, ok, ok}},
          {schema::DisableOperator{.number = op, .reason = "离职"}, {no, ok, ok, "not_active"}},
          {schema::EnableOperator{.number = op}, {no, "already_active", ok, ok}},
          {schema::ChangePassword{.number = op}, {nobody, ok, ok, out}, "op7"},
          {schema::SignIn{.number = op, .session = "s"}, {no, ok, "locked", "not_active"}, ""},
          {schema::RejectSignIn{
               .number = op, .why = schema::SignInFailure::wrong_password, .times = 1},
           {ok, ok, ok, ok},
           ""},
          {schema::BootstrapAdministrator{.number = op, .name = "七"},
           {"already_bootstrapped", "already_bootstrapped", "already_bootstrapped",
            "already_bootstrapped"},
           ""},
          {schema::BootstrapAdministrator{.number = op, .name = "七"},
           {ok, "exists", "exists", "exists"},
           "",
           unfounded_in},
          {schema::SignOut{.number = op, .session = "s"}, {nobody, ok, ok, out}, "op7"},
          {schema::RecordExport{.report = "操作日志"}, {nobody, ok, ok, out}, "op7"},
      }};
}

Table credentials() {
  const std::string op = "op7";
  const auto ends_at = ms("2026-03-03T00:00:00Z");
  const auto given = [](std::size_t column) {
    Given made = operator_in(1);
    if (column == 0) return made;
    made.history(op7, schema::OperatorInvited{
                          .operator_ = op7, .link = "L1", .ends_at = ms("2026-03-03T00:00:00Z")});
    made.history(op7, schema::TokenMade{.operator_ = op7,
                                        .token = "t1",
                                        .name = "脚本",
                                        .expires_at = ms("2026-03-03T00:00:00Z")});
    if (column == 2) made.history(op7, schema::CredentialsWithdrawn{});
    return made;
  };
  return {
      "credentials",
      {"none", "open", "withdrawn"},
      given,
      {
          {schema::InviteOperator{.operator_ = op, .link = "L2", .ends_at = ends_at}, {ok, ok, ok}},
          {schema::AcceptInvitation{.operator_ = op, .link = "L1"},
           {"link_unknown", ok, "link_unknown"},
           ""},
          {schema::MakeToken{.operator_ = op, .token = "t2", .name = "脚本", .expires_at = ends_at},
           {ok, ok, ok},
           "op7"},
          {schema::EndToken{.operator_ = op, .token = "t1"}, {no, ok, "token_unknown"}},
      }};
}

Table customers() {
  const schema::RegisterCustomer registration{
      .customer = "C-7", .name = "张", .phone = "12345", .outlet = "S1"};
  const schema::ChangeCustomer change{.customer = "C-7", .name = "章", .phone = "12345"};
  const std::string c = "C-7";
  constexpr const char* merged = "merged";
  return {"customer",
          {"none", "active", "merged"},
          customer_in,
          {{registration, {ok, "exists", "exists"}},
           {change, {no, ok, merged}},
           {schema::MoveCustomer{.customer = c, .outlet = "R2"}, {no, ok, merged}},
           {schema::MergeCustomers{.customer = c, .into = "C-8", .reason = "重复"},
            {no, ok, merged}},
           {schema::SplitCustomers{.customer = c, .reason = "不是同一人"},
            {no, "not_merged", ok}},
           {schema::ClassifyCustomer{.customer = c,
                                     .segment = schema::CustomerSegment::institution},
            {no, ok, merged}},
           {schema::MoveCustomerBelow{.customer = c, .parent = "C-8"}, {no, ok, merged}},
           {schema::SetCustomerContacts{
                .customer = c, .contacts = {{.name = "李", .duty = "总务", .phone = "12345"}}},
            {no, ok, merged}}}};
}

Table technicians() {
  const std::string t = "T7";
  const auto repair = schema::ServiceType::repair;
  return {"technician",
          {"none", "active", "suspended"},
          technician_in,
          {
              {schema::RegisterTechnician{
                   .technician = t, .name = "七", .phone = "12345", .outlet = "S1"},
               {ok, "exists", "exists"}},
              {schema::GrantSkill{.technician = t, .category = "ac", .service_type = repair},
               {no, ok, ok}},
              {schema::RevokeSkill{
                   .technician = t, .category = "tv", .service_type = repair, .reason = "过期"},
               {no, ok, ok}},
              {schema::SuspendTechnician{.technician = t, .reason = "考试"}, {no, ok, "suspended"}},
              {schema::ReinstateTechnician{.technician = t}, {no, "not_suspended", ok}},
              {schema::RemitPayment{.technician = t, .amount = 100}, {no, ok, ok}},
              {schema::PayBackCash{.technician = t, .amount = 100},
               {no, ok, ok},
               "boss",
               overpaid_in},
              {schema::ChangeTechnician{
                   .technician = t, .name = "柒", .phone = "12345", .outlet = "S1"},
               {no, ok, ok}},
          }};
}

Table remittances() {
  return {"remittance",
          {"none", "received", "withdrawn"},
          remittance_in,
          {{schema::WithdrawRemittance{.remittance = "RM-7", .reason = "多记"},
            {no, ok, "withdrawn"}}}};
}

Table devices() {
  return {"device",
          {"none", "complete", "gaps"},
          device_in,
          {{schema::SettleDeviceGap{.device = "tech1:d7", .first = 2, .reason = "手机丢失"},
            {no, "no_such_gap", ok}}}};
}

}  // namespace kintsugi::tests
