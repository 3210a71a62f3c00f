// One-time links and API tokens: who may, once, until when, and what a token may do.

#include "schema/credentials.h"
#include "schema/customer.h"
#include "schema/identity.h"
#include "schema/technician.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::Role;

const std::int64_t later = ms("2026-03-03T00:00:00Z");

schema::InviteOperator invitation(const std::string& number, const std::string& link) {
  return {.operator_ = number, .link = link, .ends_at = later};
}
schema::MakeToken token(const std::string& number, const std::string& id) {
  return {.operator_ = number, .token = id, .name = "脚本", .expires_at = later};
}
Actor by_token(const std::string& number, const std::string& id) {
  Actor actor = person(number);
  actor.session = "token:" + id;
  return actor;
}

TEST(InviteOperator, IsForWhoeverLeadsHimAndSaysWhoItWas) {
  Given given = company();
  given.as(person("disp")).when(invitation("disp", "L1")).then_refused("authority.not_allowed");
  given.as(person("boss"))
      .when(invitation("disp", "L1"))
      .then({on("disp", schema::OperatorInvited{
                            .operator_ = "disp", .link = "L1", .ends_at = later, .by = "boss"})});
  given.when(invitation("nobody", "L1")).then_refused("operator.not_found");
  given.when(invitation("disp", "a/b")).then_refused("credentials.bad_name");
  schema::InviteOperator never = invitation("disp", "L2");
  never.ends_at = ms(now);
  given.when(never).then_refused("credentials.bad_end");
  given.when(schema::DisableOperator{.number = "disp", .reason = "离职"})
      .then({on("disp", schema::OperatorDisabled{.reason = "离职"}),
             on("disp", schema::CredentialsWithdrawn{})});
  given.when(invitation("disp", "L2")).then_refused("operator.not_active");
}

TEST(AcceptInvitation, HappensOnceAndEndsTokens) {
  Given given = company();
  given.as(person("disp")).when(token("disp", "t1")).then_accepted();
  given.as(person("boss")).when(invitation("disp", "L1")).then_accepted();
  given.when(invitation("disp", "L2")).then_accepted();
  const schema::AcceptInvitation use{.operator_ = "disp", .link = "L2"};
  given.when(use).then_refused("authority.system_only");
  given.as(system_actor());
  given.when(schema::AcceptInvitation{.operator_ = "disp", .link = "L1"})
      .then_refused("credentials.link_unknown");  // the newer took its place
  given.when(use).then({on("disp", schema::InvitationAccepted{.link = "L2", .by = "boss"}),
                        on("disp", schema::PasswordChanged{.version = 1}),
                        on("disp", schema::CredentialsWithdrawn{})});
  given.when(use).then_refused("credentials.link_unknown");
  EXPECT_TRUE(given.state<schema::Credentials>("disp").tokens.empty());
  given.when(invitation("disp", "L3")).then_accepted();  // by whoever runs the node
  given.at("2026-03-03T00:00:00Z")
      .when(schema::AcceptInvitation{.operator_ = "disp", .link = "L3"})
      .then_refused("credentials.link_unknown");
}

// Who led him once does not enter as what he has become since, nor once he is out himself.
TEST(AcceptInvitation, IsForTheLinkOfWhoeverLeadsHimStill) {
  const schema::AcceptInvitation use{.operator_ = "x", .link = "L1"};
  const auto invited = [] {
    Given given = company();
    given.history("local", schema::OperatorRegistered{.name = "local"});
    given.history("local", schema::RoleGranted{.role = Role::administrator, .outlet = "S1"});
    given.history("x", schema::OperatorRegistered{.name = "x"});
    given.history("x", schema::RoleGranted{.role = Role::call_centre, .outlet = "S1"});
    given.as(person("local")).when(invitation("x", "L1")).then_accepted();
    return given;
  };
  invited().as(system_actor()).when(use).then_accepted();
  Given out = invited();
  out.as(person("boss"))
      .when(schema::DisableOperator{.number = "local", .reason = "离职"})
      .then_accepted();
  out.as(system_actor()).when(use).then_refused("credentials.link_unknown");
  Given stripped = invited();
  stripped.as(person("boss"))
      .when(schema::RevokeRole{.number = "local", .role = Role::administrator, .outlet = "S1"})
      .then_accepted();
  stripped.as(system_actor()).when(use).then_refused("credentials.link_unknown");
  // By a duty that an older version granted without a look at the link.
  Given older = invited();
  older.history("x", schema::RoleGranted{.role = Role::administrator});
  older.as(system_actor()).when(use).then_refused("credentials.link_unknown");
}

TEST(GrantRole, EndsTheLinkOfWhoeverLeadsHimNoMore) {
  Given given = company();
  given.history("local", schema::OperatorRegistered{.name = "local"});
  given.history("local", schema::RoleGranted{.role = Role::administrator, .outlet = "R1"});
  given.as(person("disp")).when(token("disp", "t1")).then_accepted();
  given.as(person("local")).when(invitation("disp", "L1")).then_accepted();
  given.as(person("boss"));
  given.when(schema::GrantRole{.number = "disp", .role = Role::accountant, .outlet = "S1"})
      .then({on("disp", schema::RoleGranted{.role = Role::accountant, .outlet = "S1"})});
  const schema::GrantRole higher{.number = "disp", .role = Role::auditor};
  given.when(higher).then({on("disp", schema::RoleGranted{.role = Role::auditor}),
                           on("disp", schema::InvitationWithdrawn{})});
  EXPECT_EQ(given.state<schema::Credentials>("disp").tokens.size(), 1u);
  EXPECT_EQ(given.state<schema::Credentials>("disp").invited_by, "");
  given.when(schema::RevokeRole{.number = "disp", .role = Role::auditor}).then_accepted();
  given.as(system_actor())
      .when(schema::AcceptInvitation{.operator_ = "disp", .link = "L1"})
      .then_refused("credentials.link_unknown");
}

TEST(ChangeOperator, EndsTheLinkOfWhoeverLeadsHimNoMore) {
  Given given = company();
  given.history("local", schema::OperatorRegistered{.name = "local"});
  given.history("local", schema::RoleGranted{.role = Role::administrator, .outlet = "R1"});
  given.history("T9", schema::TechnicianRegistered{.name = "远", .outlet = "R2"});
  given.as(person("local")).when(invitation("disp", "L1")).then_accepted();
  given.as(person("boss"))
      .when(schema::ChangeOperator{.number = "disp", .name = "x", .technician = "T9"})
      .then({on("disp", schema::OperatorChanged{.name = "x", .technician = "T9"}),
             on("disp", schema::InvitationWithdrawn{})});
}

TEST(MakeToken, HasWhatItsOwnerHasOrLess) {
  Given given = company();
  given.as(person("disp"));
  given.when(token("aud", "t1")).then_refused("operator.not_yourself");
  given.when(token("disp", "t1")).then_accepted();
  const auto& made = given.state<schema::Credentials>("disp").tokens.at(0);
  EXPECT_EQ(made.duties, given.state<schema::Operator>("disp").grants);
  EXPECT_EQ(made.number, 1u);
  given.when(token("disp", "t1")).then_refused("credentials.token_exists");
  schema::MakeToken narrow = token("disp", "t2");
  narrow.duties = {{.role = Role::dispatcher, .outlet = "S1"}};  // below R1
  given.when(narrow).then_accepted();
  narrow.token = "t3";
  narrow.duties = {{.role = Role::dispatcher, .outlet = "R2"}};
  given.when(narrow).then_refused("credentials.not_yours");
  narrow.duties = {{.role = Role::accountant, .outlet = "S1"}};
  given.when(narrow).then_refused("credentials.not_yours");
  narrow.duties = {{.role = Role::none, .outlet = "S1"}};
  given.when(narrow).then_refused("credentials.role_missing");
  schema::MakeToken bad = token("disp", "t4");
  bad.name = "a\nb";
  given.when(bad).then_refused("credentials.bad_name");
  bad = token("disp", "t4");
  bad.expires_at = ms("2046-03-03T00:00:00Z");
  given.when(bad).then_refused("credentials.bad_end");
}

TEST(MakeToken, HasABound) {
  Given given = company();
  given.as(person("disp"));
  for (int i = 0; i < 50; ++i) given.when(token("disp", "t" + std::to_string(i))).then_accepted();
  given.when(token("disp", "more")).then_refused("limit.too_many");
  given.when(schema::EndToken{.operator_ = "disp", .token = "t7"}).then_accepted();
  given.when(token("disp", "more")).then_accepted();
}

TEST(EndToken, IsForOneselfAndForWhoeverLeadsHim) {
  Given given = company();
  given.as(person("disp")).when(token("disp", "t1")).then_accepted();
  const schema::EndToken end{.operator_ = "disp", .token = "t1"};
  given.as(person("aud")).when(end).then_refused("operator.not_yourself");
  given.when(schema::EndToken{.operator_ = "nobody", .token = "t1"})
      .then_refused("operator.not_yourself");  // the same: it is not told who there is
  given.as(person("boss"));
  given.when(schema::EndToken{.operator_ = "aud", .token = "t1"})
      .then_refused("credentials.not_found");
  given.when(end).then({on("disp", schema::TokenEnded{.token = "t1"})});
  given.when(end).then_refused("credentials.token_unknown");
}

TEST(Tokens, ActByWhatTheyHaveAndTheirOwnerStillHas) {
  Given given = company();
  schema::MakeToken narrow = token("disp", "t1");
  narrow.duties = {{.role = Role::dispatcher, .outlet = "S1"}};
  schema::MakeToken reads = token("disp", "t2");
  reads.reads_only = true;
  given.as(person("disp")).when(narrow).then_accepted();
  given.when(reads).then_accepted();
  const auto customer = [](const char* id, const char* outlet) {
    return schema::RegisterCustomer{
        .customer = id, .name = "张", .phone = "12345", .outlet = outlet};
  };
  given.as(by_token("disp", "t1")).when(customer("C-8", "S1")).then_accepted();
  given.when(customer("C-9", "R1")).then_refused("authority.out_of_scope");
  given.when(token("disp", "t3")).then_refused("authority.not_by_token");
  given.when(schema::ChangePassword{.number = "disp"}).then_refused("authority.not_by_token");
  given.as(by_token("disp", "t2")).when(customer("C-9", "S1")).then_refused(
      "authority.token_reads");
  given.when(schema::RecordExport{.report = "库存明细表"}).then_accepted();
  given.as(by_token("disp", "other")).when(customer("C-9", "S1")).then_refused(
      "authority.token_over");
  given.as(by_token("disp", "t1"))
      .at("2026-03-03T00:00:00Z")
      .when(customer("C-9", "S1"))
      .then_refused("authority.token_over");
  // What its owner loses, it loses.
  given.at(now);
  given.as(person("boss"))
      .when(schema::RevokeRole{.number = "disp", .role = Role::dispatcher, .outlet = "R1"})
      .then_accepted();
  given.as(by_token("disp", "t1")).when(customer("C-9", "S1")).then_refused(
      "authority.not_allowed");
}

TEST(Tokens, OfAnAdministratorInviteNobody) {
  Given given = company();
  given.as(person("boss")).when(token("boss", "t1")).then_accepted();
  given.as(by_token("boss", "t1")).when(invitation("disp", "L1")).then_refused(
      "authority.not_by_token");
}

}  // namespace
}  // namespace kintsugi::tests
