#include "schema/credentials.h"
#include "schema/identity.h"
#include "schema/service_policy.h"
#include "schema/technician.h"
#include "schema/work_order.h"
#include "schema/work_order_booking.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::Role;

TEST(BootstrapAdministrator, HappensOnce) {
  Given given;
  given.at(now);
  const schema::BootstrapAdministrator command{.number = "1000", .name = "管理员"};
  given.when(command).then(
      {on("1000", schema::OperatorRegistered{.name = "管理员", .registered_at = ms(now)}),
       on("1000", schema::RoleGranted{.role = Role::administrator}),
       on("all", schema::AdministratorAdded{.number = "1000"})});
  given.when(schema::BootstrapAdministrator{.number = "1001", .name = "x"})
      .then_refused("operator.already_bootstrapped");
  company().as(person("boss")).when(command).then_refused("authority.system_only");
}

TEST(RegisterOperator, RefusesBadInput) {
  const auto attempt = [](schema::RegisterOperator command, const char* code) {
    company().as(person("boss")).when(command).then_refused(code);
  };
  attempt({.number = "a/b", .name = "x"}, "operator.bad_number");
  attempt({.number = "", .name = "x"}, "operator.bad_number");
  attempt({.number = "7", .name = " "}, "operator.bad_name");
  attempt({.number = "7", .name = std::string(201, 'x')}, "operator.bad_name");
  attempt({.number = "7", .name = "x", .technician = "T9"}, "operator.unknown_technician");
  attempt({.number = "disp", .name = "x"}, "operator.exists");
  company()
      .as(person("disp"))
      .when(schema::RegisterOperator{.number = "7", .name = "x"})
      .then_refused("authority.not_allowed");
  Given given = company();
  given.as(person("boss"))
      .when(schema::RegisterOperator{.number = "7", .name = "李雷"})
      .then({on("7", schema::OperatorRegistered{
                         .name = "李雷", .registered_at = ms(now), .registered_by = "boss"})});
  given.when(schema::ChangeOperator{.number = "7", .name = "李雷"})
      .then_refused("operator.nothing_changed");
  given.when(schema::ChangeOperator{.number = "7", .name = "李"}).then_accepted();
}

TEST(GrantRole, OnceForAnOutletThatExists) {
  Given given = company();
  given.as(person("boss"));
  const schema::GrantRole command{.number = "aud", .role = Role::dispatcher, .outlet = "S1"};
  given.when(command).then(
      {on("aud", schema::RoleGranted{.role = Role::dispatcher, .outlet = "S1"})});
  given.when(command).then_refused("operator.role_held");
  given.when(schema::GrantRole{.number = "aud"}).then_refused("operator.role_missing");
  given.when(schema::GrantRole{.number = "aud", .role = Role::auditor, .outlet = "S9"})
      .then_refused("operator.unknown_outlet");
  given.when(schema::GrantRole{.number = "x", .role = Role::auditor})
      .then_refused("operator.not_found");
}

TEST(Administrators, TheLastOneStays) {
  Given given = company();
  given.as(person("boss"));
  const schema::RevokeRole revoke{.number = "boss", .role = Role::administrator};
  given.when(revoke).then_refused("operator.last_administrator");
  given.when(schema::DisableOperator{.number = "boss", .reason = "离职"})
      .then_refused("operator.last_administrator");
  given.when(schema::GrantRole{.number = "aud", .role = Role::administrator}).then_accepted();
  given.when(revoke).then({on("boss", schema::RoleRevoked{.role = Role::administrator}),
                           on("all", schema::AdministratorRemoved{.number = "boss"})});
  given.when(revoke).then_refused("authority.not_allowed");
  given.as(person("aud")).when(revoke).then_refused("operator.role_not_held");
}

TEST(Administrators, OneOfAnOutletStaysInsideIt) {
  Given given = company();
  given.history("local", schema::OperatorRegistered{.name = "local"});
  given.history("local", schema::RoleGranted{.role = Role::administrator, .outlet = "R1"});
  given.as(person("local"));
  given.when(schema::GrantRole{.number = "disp", .role = Role::store_keeper, .outlet = "S1"})
      .then_accepted();
  given.when(schema::GrantRole{.number = "disp", .role = Role::dispatcher, .outlet = "R2"})
      .then_refused("authority.out_of_scope");
  given.when(schema::GrantRole{.number = "disp", .role = Role::administrator})
      .then_refused("authority.out_of_scope");
}

// Else his own administrator would not lead him any more, or he himself would be more than he is.
TEST(Administrators, OneOfAnOutletGivesNoDutyToOthersNorToHimself) {
  Given given = company();
  given.history("local", schema::OperatorRegistered{.name = "local"});
  given.history("local", schema::RoleGranted{.role = Role::administrator, .outlet = "R1"});
  given.as(person("local"));
  for (const char* other : {"boss", "aud", "far"})
    given.when(schema::GrantRole{.number = other, .role = Role::dispatcher, .outlet = "S1"})
        .then_refused("authority.out_of_scope");
  given.when(schema::GrantRole{.number = "local", .role = Role::accountant, .outlet = "S1"})
      .then_refused("operator.own_duties");
  given.as(person("boss"))
      .when(schema::GrantRole{.number = "boss", .role = Role::accountant, .outlet = "S1"})
      .then_accepted();
}

// Whoever holds nothing is led by who registered him; once he has had a password he is the
// company's.
TEST(Administrators, OneOfAnOutletTakesNoAccountThatWasUsed) {
  Given given = company();
  given.history("local", schema::OperatorRegistered{.name = "local"});
  given.history("local", schema::RoleGranted{.role = Role::administrator, .outlet = "R1"});
  schema::InviteOperator invite{
      .operator_ = "old", .link = "L1", .ends_at = ms("2026-03-03T00:00:00Z")};
  given.history("old", schema::OperatorRegistered{.name = "old"});  // nobody knows by whom
  given.as(person("local")).when(invite).then_refused("authority.out_of_scope");
  given.as(person("boss"))
      .when(schema::RegisterOperator{.number = "theirs", .name = "x"})
      .then_accepted();
  invite.operator_ = "theirs";
  given.as(person("local")).when(invite).then_refused("authority.out_of_scope");
  given.when(schema::GrantRole{.number = "theirs", .role = Role::dispatcher, .outlet = "S1"})
      .then_refused("authority.out_of_scope");
  given.when(schema::RegisterOperator{.number = "new", .name = "x"}).then_accepted();
  EXPECT_EQ(given.state<schema::Operator>("new").registered_by, "local");
  invite.operator_ = "new";
  given.when(invite).then_accepted();
  given.history("new", schema::PasswordChanged{.version = 1});
  given.when(invite).then_refused("authority.out_of_scope");
  given.as(person("boss")).when(invite).then_accepted();
}

// Whoever leads a part of the company leads nobody above or beside it.
TEST(Administrators, OneOfAnOutletTouchesNobodyOutside) {
  Given given = company();
  given.history("local", schema::OperatorRegistered{.name = "local"});
  given.history("local", schema::RoleGranted{.role = Role::administrator, .outlet = "R1"});
  given.as(person("local"));
  for (const char* other : {"boss", "acc", "far"}) {
    SCOPED_TRACE(other);
    given
        .when(schema::InviteOperator{
            .operator_ = other, .link = "L1", .ends_at = ms("2026-03-03T00:00:00Z")})
        .then_refused("authority.out_of_scope");
    given.when(schema::EndToken{.operator_ = other, .token = "t"})
        .then_refused("authority.out_of_scope");
    given.when(schema::DisableOperator{.number = other, .reason = "x"})
        .then_refused("authority.out_of_scope");
    given.when(schema::EnableOperator{.number = other}).then_refused("authority.out_of_scope");
    given.when(schema::ChangeOperator{.number = other, .name = "x"})
        .then_refused("authority.out_of_scope");
  }
  given
      .when(schema::InviteOperator{
          .operator_ = "disp", .link = "L1", .ends_at = ms("2026-03-03T00:00:00Z")})
      .then_accepted();  // a dispatcher of R1
  given.history("T9", schema::TechnicianRegistered{.name = "远", .outlet = "R2"});
  given.when(schema::RegisterOperator{.number = "n1", .name = "x", .technician = "T9"})
      .then_refused("authority.out_of_scope");
  given.when(schema::RegisterOperator{.number = "n1", .name = "x", .technician = "T1"})
      .then_accepted();
}

// A dispatcher elsewhere who is a technician here acts on his own bookings only.
TEST(Duties, CountOnlyWhereTheyAreHeld) {
  Given given = order_in(schema::WorkOrderStatus::scheduled);
  given.history("tech2", schema::RoleGranted{.role = Role::dispatcher, .outlet = "R2"});
  given.as(person("tech2"))
      .when(schema::AcceptBooking{.order = "WO-1"})
      .then_refused("work_order.not_your_booking");
  given.history("tech2", schema::RoleGranted{.role = Role::dispatcher, .outlet = "R1"});
  given.when(schema::AcceptBooking{.order = "WO-1"}).then_accepted();
}

TEST(Operators, RefuseBadTexts) {
  const std::string longer(1001, 'x');
  const auto attempt = [](schema::Command command, const char* who) {
    SCOPED_TRACE(schema::name_of(command));
    Given given = company();
    given.as(who[0] == '\0' ? system_actor() : person(who));
    given.when(command).then_refused("operator.bad_text");
  };
  attempt(schema::DisableOperator{.number = "disp"}, "boss");
  attempt(schema::DisableOperator{.number = "disp", .reason = longer}, "boss");
  attempt(
      schema::RevokeRole{
          .number = "disp", .role = Role::dispatcher, .outlet = "R1", .reason = longer},
      "boss");
  attempt(schema::SignIn{.number = "disp", .session = "\xff"}, "");
  attempt(schema::SignOut{.number = "disp", .session = "a\nb"}, "disp");
  attempt(schema::RecordExport{.report = longer}, "disp");
}

TEST(SignIn, LocksByThePolicyOfTheDay) {
  Given given = company();
  schema::ServicePolicyPublished policy;
  policy.terms = {.version = 3, .effective_from = 20514, .sign_in_failures = 2, .lock_minutes = 60};
  given.history("all", policy);
  const schema::RejectSignIn wrong{
      .number = "disp", .why = schema::SignInFailure::wrong_password, .times = 1};
  given.when(wrong).then_accepted();
  given.when(wrong).then(
      {on("disp", schema::SignInFailed{.why = schema::SignInFailure::wrong_password, .times = 1}),
       on("disp", schema::OperatorLocked{.until = ms("2026-03-02T02:00:00Z")})});
  EXPECT_EQ(given.events().rules(), (std::vector<core::RuleUse>{{"service_policy/all", 3}}));
}

TEST(SignIn, FiveFailuresLockForAQuarterOfAnHour) {
  Given given = company();
  const schema::RejectSignIn wrong{
      .number = "disp", .why = schema::SignInFailure::wrong_password, .times = 1};
  for (int i = 0; i < 4; ++i) given.when(wrong).then_accepted();
  given.when(wrong).then(
      {on("disp", schema::SignInFailed{.why = schema::SignInFailure::wrong_password, .times = 1}),
       on("disp", schema::OperatorLocked{.until = ms("2026-03-02T01:15:00Z")})});
  const schema::SignIn sign_in{.number = "disp", .session = "s1"};
  given.at("2026-03-02T01:14:59Z").when(sign_in).then_refused("operator.locked");
  given.at("2026-03-02T01:15:00Z")
      .when(sign_in)
      .then({on("disp", schema::SignedIn{.session = "s1", .at = ms("2026-03-02T01:15:00Z")})});
  EXPECT_EQ(given.state<schema::Operator>("disp").failed_sign_ins, 0u);
}

// What others guess locks nobody out of where he has signed in before.
TEST(SignIn, FromAKnownPlaceIsNotStoppedByALock) {
  Given given = company();
  given
      .when(schema::RejectSignIn{
          .number = "disp", .why = schema::SignInFailure::wrong_password, .times = 9})
      .then_accepted();
  given.when(schema::SignIn{.number = "disp", .session = "s1"}).then_refused("operator.locked");
  given.when(schema::SignIn{.number = "disp", .session = "s2", .known = true})
      .then({on("disp", schema::SignedIn{.session = "s2", .at = ms(now)})});
}

TEST(SignIn, OfStrangersIsCountedInOnePlace) {
  company()
      .when(schema::RejectSignIn{.number = "zz/\n", .times = 40})
      .then({on("all", schema::StrangerRejected{.times = 40})});
  company().when(schema::SignIn{.number = "zz", .session = "s"}).then_refused("operator.not_found");
  company()
      .as(person("disp"))
      .when(schema::SignIn{.number = "disp", .session = "s"})
      .then_refused("authority.system_only");
}

TEST(SignOut, IsForOneself) {
  company()
      .as(person("disp"))
      .when(schema::SignOut{.number = "disp", .session = "s"})
      .then({on("disp", schema::SignedOut{.session = "s"})});
  company()
      .as(person("disp"))
      .when(schema::SignOut{.number = "acc", .session = "s"})
      .then_refused("operator.not_yourself");
}

TEST(ChangePassword, IsForOneself) {
  Given given = company();
  given.as(person("disp"))
      .when(schema::ChangePassword{.number = "disp"})
      .then({on("disp", schema::PasswordChanged{.version = 1})});
  given.when(schema::ChangePassword{.number = "acc"}).then_refused("operator.not_yourself");
  given.as(person("boss"))
      .when(schema::ChangePassword{.number = "disp"})
      .then_refused("operator.not_yourself");
}

TEST(DisableOperator, StopsEveryCommandUntilEnabled) {
  Given given = company();
  given.as(person("boss"))
      .when(schema::EnableOperator{.number = "disp"})
      .then_refused("operator.already_active");
  given.when(schema::DisableOperator{.number = "disp", .reason = "离职"}).then_accepted();
  given.when(schema::DisableOperator{.number = "disp", .reason = "离职"})
      .then_refused("operator.not_active");
  given.as(person("disp"))
      .when(schema::SignOut{.number = "disp"})
      .then_refused("authority.not_active");
  given.as(system_actor())
      .when(schema::SignIn{.number = "disp"})
      .then_refused("operator.not_active");
  given.as(person("boss")).when(schema::EnableOperator{.number = "disp"}).then_accepted();
  EXPECT_EQ(given.state<schema::Operator>("disp").disablements, 1u);
}

TEST(RecordExport, IsAStepOfTheOperator) {
  company()
      .as(person("aud"))
      .when(schema::RecordExport{
          .report = "库存明细表", .layout = "csv", .rows = 9, .personal_columns = 2})
      .then({on("aud", schema::ExportRecorded{.report = "库存明细表",
                                              .layout = "csv",
                                              .rows = 9,
                                              .personal_columns = 2})});
}

}  // namespace
}  // namespace kintsugi::tests
