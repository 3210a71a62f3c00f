#include "projections/audit/audit.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <set>

#include "replay/history/history.h"
#include "replay/views/views.h"
#include "schema/identity.h"
#include "schema/part.h"
#include "tests/projections/read_models/folded.h"
#include "tests/projections/support/folder.h"

namespace kintsugi::tests {
namespace {

CommittedEvent enabled(const std::string& number) {
  return on("operator/" + number, schema::OperatorEnabled{});
}

class Audit : public testing::Test {
 protected:
  std::string history(replay::HistoryRequest request, const Scope& scope = Scope::everything()) {
    if (!runner_) {
      Runner::Options options;
      options.directory = folder_.path();
      options.tenant = "main";
      options.kinds = {&audit_projection()};
      runner_ = *Runner::open(log_.log(), log_.verdicts(), std::move(options));
    }
    EXPECT_TRUE(runner_->catch_up());
    replay::Views views(*runner_, log_.log(), log_.verdicts(), {}, {.tenant = "main"});
    const auto view = *views.open(replay::AsOf::now());
    std::string out;
    do {
      const auto some = replay::read_history(*view, request, scope);
      EXPECT_TRUE(some) << some.error().what;
      for (const auto& one : some->commits) out += std::to_string(one.position.value) + " ";
      request.after = some->next;
    } while (request.after);
    return out;
  }
  Folder folder_;
  JudgedLog log_;
  std::unique_ptr<Runner> runner_;
};

TEST_F(Audit, FindsCommandsByTheirKind) {
  log_.add({enabled("a")});
  log_.add({}, {.refusal = Error{ErrorKind::refused, "x.no", "no", {}}});
  log_.add({enabled("b")}, {.counts = false});
  const auto rows = folded(audit_projection(), log_);
  const auto positions = [&](std::uint16_t code, bool descending) {
    std::string out;
    EXPECT_TRUE(
        visit_commands(*rows, {code}, {.from = {}, .descending = descending}, [&](Position at) {
          out += std::to_string(at.value) + " ";
          return true;
        }));
    return out;
  };
  // Every commit of the log made by hand is a sign-out.
  EXPECT_EQ(positions(schema::code_of<schema::SignOut>(), false), "0 1 ");
  EXPECT_EQ(positions(schema::code_of<schema::SignOut>(), true), "1 0 ");
  EXPECT_EQ(positions(schema::code_of<schema::RegisterPart>(), false), "");
}

TEST_F(Audit, HoldsEveryCommandOfEveryOperatorRefusedOnesToo) {
  log_.add({enabled("a")}, {.operator_id = "1", .outlet = "O-1"});                             // 0
  log_.add({}, {.operator_id = "1", .refusal = Error{ErrorKind::refused, "x.no", "no", {}}});  // 1
  log_.add({enabled("a"), enabled("b")}, {.operator_id = "2", .outlet = "O-2"});               // 2
  log_.add({enabled("a")}, {.operator_id = "2", .counts = false});                             // 3
  log_.add({enabled("a")}, {.tenant = "other", .operator_id = "2"});                           // 4
  log_.add({enabled("b")}, {.operator_id = "1", .outlet = "O-1"});                             // 5
  EXPECT_EQ(history({}), "5 2 1 0 ");
  EXPECT_EQ(history({.stream = {}, .operator_id = "1"}), "5 1 0 ");
  EXPECT_EQ(history({.stream = "operator/a"}), "2 0 ");
  EXPECT_EQ(history({.stream = "operator/b",
                     .operator_id = {},
                     .refused_only = false,
                     .from = {},
                     .until = {},
                     .newest_first = false}),
            "2 5 ");
  replay::HistoryRequest refused;
  refused.refused_only = true;
  EXPECT_EQ(history(refused), "1 ");
  EXPECT_EQ(history({}, only({"O-2"})), "2 ");
  EXPECT_EQ(history({.stream = "operator/a"}, only({"O-2"})), "2 ") << "of whoever worked there";
  replay::HistoryRequest of_command;
  of_command.commands = {schema::code_of<schema::SignOut>()};
  EXPECT_EQ(history(of_command), "5 2 1 0 ");
  EXPECT_EQ(history(of_command, only({"O-2"})), "2 ");
  of_command.commands = {schema::code_of<schema::RegisterPart>()};
  EXPECT_EQ(history(of_command), "");
  EXPECT_EQ(history(refused, only({"O-1"})), "") << "the refused one was of no outlet";
  log_.add({}, {.operator_id = "2",
                .outlet = "O-2",
                .refusal = Error{ErrorKind::refused, "x.no", "no", {}}});  // 6
  EXPECT_EQ(history(refused, only({"O-2"})), "6 ");
  EXPECT_EQ(history(refused, only({"O-1", "O-2"})), "6 ");
  replay::HistoryRequest paged;
  paged.limit = 1;
  EXPECT_EQ(history(paged), "6 5 2 1 0 ");
  const auto rows = folded(audit_projection(), log_);
  const auto activity = *list_activity(*rows);
  ASSERT_EQ(activity.size(), 2u);
  EXPECT_EQ(activity[0].commands, 3);
  EXPECT_EQ(activity[0].refused, 1);
}

// However the commits of outlets lie between each other, and whichever way they are read.
TEST_F(Audit, IsReadByOutletsInTheOrderOfTheLog) {
  std::mt19937 random(7);
  const std::array<std::string, 4> outlets{"O-1", "O-2", "O-3", ""};
  std::vector<std::string> of;
  for (int i = 0; i < 1500; ++i) {
    const std::size_t stretch = i < 700 ? 2 : 4;  // one is missing at first, then mixed
    of.push_back(outlets[random() % stretch]);
    log_.add({enabled("a")}, {.operator_id = "1", .outlet = of.back()});
  }
  const auto rows = folded(audit_projection(), log_);
  for (const bool descending : {false, true}) {
    for (const std::set<std::string, std::less<>>& asked :
         {std::set<std::string, std::less<>>{"O-1", "O-3"}, {"O-2"}, {"O-1", "O-2", "O-3"}, {}}) {
      std::vector<std::int64_t> expected, found;
      for (int i = 100; i < 1400; ++i)
        if (asked.contains(of[static_cast<std::size_t>(i)])) expected.push_back(i);
      if (descending) std::reverse(expected.begin(), expected.end());
      EXPECT_TRUE(visit_outlets(*rows, asked, false, {Position{100}, Position{1400}, descending},
                                [&](Position at) {
                                  found.push_back(at.value);
                                  return true;
                                }));
      EXPECT_EQ(found, expected);
    }
  }
}

TEST_F(Audit, ARefusalIsAStepOfWhatItWasTriedOn) {
  const Error no{ErrorKind::refused, "x.no", "no", {}};
  log_.add({enabled("a")});                                                // 0
  log_.add({}, {.refusal = no, .read = {"operator/a", "outlet/O-1"}});     // 1
  log_.add({enabled("b")}, {.read = {"operator/a"}});                      // 2: only read
  log_.add({}, {.refusal = no, .read = {"operator/a"}, .counts = false});  // 3: void
  EXPECT_EQ(history({.stream = "operator/a"}), "1 0 ");
  EXPECT_EQ(history({.stream = "outlet/O-1"}), "1 ");
  EXPECT_EQ(history({.stream = "command/command-2"}), "");
}

TEST_F(Audit, IsFoundByTime) {
  const std::int64_t hour = 3'600'000;
  for (int i = 0; i < 10; ++i) log_.add({enabled("a")}, {.at = 1'772'323'200'000 + i * hour / 2});
  replay::HistoryRequest request;
  request.newest_first = false;
  request.from = instant_from_ms(1'772'323'200'000 + hour);
  request.until = instant_from_ms(1'772'323'200'000 + 3 * hour);
  EXPECT_EQ(history(request), "2 3 4 5 ");
  const auto hours_of = *hours(*folded(audit_projection(), log_));
  ASSERT_EQ(hours_of.size(), 5u);
  EXPECT_EQ(hours_of[1].commits, 2);
  EXPECT_EQ(hours_of[1].first, Position{2});
}

TEST_F(Audit, HoursAsOfAMomentComeFromLaterRows) {
  const std::int64_t hour = 3'600'000;
  for (int i = 0; i < 10; ++i) log_.add({enabled("a")}, {.at = 1'772'323'200'000 + i * hour / 3});
  const auto later = folded(audit_projection(), log_);
  for (std::int64_t until = 0; until <= 10; ++until) {
    const auto then = folded(audit_projection(), log_, Position{until});
    const auto told = *hours(*later, Position{until}), expected = *hours(*then);
    ASSERT_EQ(told.size(), expected.size()) << until;
    for (std::size_t i = 0; i < told.size(); ++i) {
      EXPECT_EQ(told[i].commits, expected[i].commits) << until;
      EXPECT_EQ(told[i].first, expected[i].first) << until;
    }
  }
}

}  // namespace
}  // namespace kintsugi::tests
