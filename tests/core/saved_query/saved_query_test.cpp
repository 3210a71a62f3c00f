// Saved queries: a new version each time, shared as far as duties reach, retired and back.

#include "schema/identity.h"
#include "schema/saved_query.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::QueryAbout;
using schema::QueryShare;
using schema::ReinstateQuery;
using schema::RetireQuery;
using schema::SavedQuery;
using schema::SaveQuery;
using schema::ShareQuery;

const SaveQuery save{.query = "Q-1",
                     .name = "我的待上门",
                     .about = QueryAbout::list,
                     .target = "bookings",
                     .conditions = {{"technician", "T1"}, {"starts_at.from", "2026-03-01"}},
                     .columns = {"order", "starts_at"},
                     .sort = "-starts_at"};

schema::QuerySaved saved(const SaveQuery& command, std::uint32_t version, const char* by) {
  return {.version = version,
          .name = command.name,
          .about = command.about,
          .target = command.target,
          .conditions = command.conditions,
          .columns = command.columns,
          .sort = command.sort,
          .by = by,
          .at = ms(now)};
}

// disp's query.
Given one_saved() {
  Given given = company();
  given.as(person("disp")).when(save).then_accepted();
  return given;
}

TEST(SaveQuery, MakesAnotherVersionEachTime) {
  Given given = company();
  given.as(person("disp")).when(save).then({on("Q-1", saved(save, 1, "disp"))});
  SavedQuery state = given.state<SavedQuery>("Q-1");
  EXPECT_EQ(state.owner, "disp");
  EXPECT_EQ(state.share, QueryShare::own);
  EXPECT_EQ(state.audience, "operator/disp");
  given.when(save).then_refused("saved_query.nothing_changed");
  SaveQuery other = save;
  other.name = "上门";
  other.conditions = {{"order", "WO-1"}};
  other.columns.clear();
  given.when(other).then({on("Q-1", saved(other, 2, "disp"))});
  state = given.state<SavedQuery>("Q-1");
  EXPECT_EQ(state.version, 2u);
  EXPECT_EQ(state.conditions, other.conditions);
  EXPECT_TRUE(state.shown.empty());
  other.about = QueryAbout::report;
  given.when(other).then_refused("saved_query.other_target");
}

TEST(SaveQuery, TakesANumberWhereNobodyNamesOne) {
  Given given = company();
  SaveQuery command = save;
  command.query.clear();
  given.as(person("disp")).when(command).then_accepted();
  EXPECT_EQ(given.state<SavedQuery>("Q-20260302-0001").name, save.name);
  given.when(command).then_accepted();
  EXPECT_EQ(given.state<SavedQuery>("Q-20260302-0002").version, 1u);
}

TEST(SaveQuery, ChecksWhatTheSchemaKnows) {
  Given given = company();
  given.as(person("disp"));
  const auto refused = [&](const char* code, auto change) {
    SaveQuery command = save;
    change(command);
    given.when(command).then_refused(code);
  };
  refused("saved_query.bad_id", [](SaveQuery& c) { c.query = "a/b"; });
  refused("saved_query.bad_name", [](SaveQuery& c) { c.name = " "; });
  refused("saved_query.about_missing", [](SaveQuery& c) { c.about = QueryAbout::none; });
  refused("saved_query.unknown_target", [](SaveQuery& c) { c.target = "nothing"; });
  refused("saved_query.unknown_target", [](SaveQuery& c) {
    c.about = QueryAbout::report;
    c.target = "a/b";
  });
  refused("saved_query.unknown_field", [](SaveQuery& c) { c.conditions[0].parameter = "colour"; });
  refused("saved_query.unknown_field", [](SaveQuery& c) { c.conditions[0].parameter = "as_of"; });
  refused("saved_query.unknown_field", [](SaveQuery& c) {
    c.conditions[0].parameter = "q";  // bookings are not searched
  });
  refused("saved_query.unknown_field", [](SaveQuery& c) { c.columns = {"colour"}; });
  refused("saved_query.unknown_field", [](SaveQuery& c) { c.sort = "-colour"; });
  refused("saved_query.bad_text", [](SaveQuery& c) { c.conditions[0].value = ""; });
  refused("saved_query.bad_text", [](SaveQuery& c) { c.conditions[0].value = "a\nb"; });
  refused("saved_query.bad_text", [](SaveQuery& c) { c.columns = {""}; });
  refused("saved_query.bad_text", [](SaveQuery& c) { c.sort = "\x01"; });
  refused("saved_query.too_many", [](SaveQuery& c) { c.conditions.resize(51, {"order", "x"}); });
  refused("saved_query.too_many", [](SaveQuery& c) { c.columns.resize(101, "order"); });
}

// Fields of members, of the row around an element, and what begins, ends or has a value.
TEST(SaveQuery, KnowsEveryFieldThatTheListShows) {
  Given given = company();
  given.as(person("disp"));
  SaveQuery command = save;
  command.conditions = {
      {"order", "WO-1"}, {"outlet", "S1"}, {"technician.begins", "T"}, {"ends_at.until", "x"}};
  command.columns = {"order", "outlet", "technician"};
  given.when(command).then_accepted();
  SaveQuery report{.query = "Q-2",
                   .name = "月报",
                   .about = QueryAbout::report,
                   .target = "workload",
                   .conditions = {{"whatever", "it says"}}};
  given.when(report).then_accepted();
}

TEST(ShareQuery, ReachesAsFarAsOnesDuties) {
  Given given = one_saved();
  const ShareQuery station{.query = "Q-1", .share = QueryShare::outlet, .outlet = "S1"};
  const ShareQuery company_wide{.query = "Q-1", .share = QueryShare::company};
  given.when(ShareQuery{.query = "Q-1"}).then_refused("saved_query.share_missing");
  given.when(ShareQuery{.query = "Q-1", .share = QueryShare::outlet})
      .then_refused("saved_query.outlet_mismatch");
  given.when(ShareQuery{.query = "Q-1", .share = QueryShare::own, .outlet = "S1"})
      .then_refused("saved_query.outlet_mismatch");
  given.when(ShareQuery{.query = "Q-1", .share = QueryShare::outlet, .outlet = "S9"})
      .then_refused("saved_query.unknown_outlet");
  given.when(ShareQuery{.query = "Q-1", .share = QueryShare::own})
      .then_refused("saved_query.nothing_changed");
  given.when(ShareQuery{.query = "Q-1", .share = QueryShare::outlet, .outlet = "R2"})
      .then_refused("authority.out_of_scope");
  given.when(company_wide).then_refused("authority.out_of_scope");
  given.when(station).then(
      {on("Q-1", schema::QueryShared{.share = QueryShare::outlet, .outlet = "S1"})});
  EXPECT_EQ(given.state<SavedQuery>("Q-1").audience, "outlet/S1");
  given.when(station).then_refused("saved_query.nothing_changed");
  given.as(person("boss")).when(company_wide).then_accepted();
  EXPECT_EQ(given.state<SavedQuery>("Q-1").audience, "");
  given.as(person("disp")).when(ShareQuery{.query = "Q-1", .share = QueryShare::own});
  given.then_accepted();
  EXPECT_EQ(given.state<SavedQuery>("Q-1").audience, "operator/disp");
}

TEST(SavedQuery, IsChangedByItsOwnerOrAnAdministratorOverItsOutlet) {
  Given given = one_saved();
  given.history("local", schema::OperatorRegistered{.name = "local"});
  given.history("local",
                schema::RoleGranted{.role = schema::Role::administrator, .outlet = "R1"});
  SaveQuery other = save;
  other.name = "别的";
  for (const char* who : {"disp2", "far", "acc", "local"}) {
    given.as(person(who)).when(other).then_refused("saved_query.not_yours");
    given.when(RetireQuery{.query = "Q-1"}).then_refused("saved_query.not_yours");
  }
  given.as(person("disp"))
      .when(ShareQuery{.query = "Q-1", .share = QueryShare::outlet, .outlet = "S1"})
      .then_accepted();
  given.as(person("disp2")).when(other).then_refused("saved_query.not_yours");
  given.as(person("local")).when(other).then_accepted();
  EXPECT_EQ(given.state<SavedQuery>("Q-1").owner, "disp") << "it stays his";
}

TEST(SavedQuery, IsRetiredAndComesBack) {
  Given given = one_saved();
  given.when(ReinstateQuery{.query = "Q-1"}).then_refused("saved_query.not_retired");
  given.when(RetireQuery{.query = "Q-1"}).then({on("Q-1", schema::QueryRetired{})});
  given.when(RetireQuery{.query = "Q-1"}).then_refused("saved_query.retired");
  given.as(person("far")).when(ReinstateQuery{.query = "Q-1"});
  given.then_refused("saved_query.not_yours");
  given.as(person("disp")).when(ReinstateQuery{.query = "Q-1"});
  given.then({on("Q-1", schema::QueryReinstated{})});
  SaveQuery other = save;
  other.name = "又来";
  given.when(other).then({on("Q-1", saved(other, 2, "disp"))});
  given.when(RetireQuery{.query = "Q-9"}).then_refused("saved_query.not_found");
}

}  // namespace
}  // namespace kintsugi::tests
