// What several do at once: one of them has done it, the rest are told.

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

// Each of them knew the password that was there; of all at once one sets another, and the rest know
// an old one.
TEST(Races, OfChangesAtOnceOneIsByThePasswordThatIsThere) {
  RunningEdge edge;
  Person admin = edge.make_administrator();
  edge.make_operator(admin, "8003", "auditor", "");
  std::vector<Person> people;
  for (int i = 0; i < 4; ++i) people.push_back(edge.signed_in("8003"));
  std::vector<int> statuses(people.size());
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < people.size(); ++i)
    threads.emplace_back([&, i] {
      const Json body = {{"old_password", RunningEdge::password},
                         {"new_password", "another horse battery " + std::to_string(i)}};
      statuses[i] = people[i].post("/v1/session/password", body.dump()).status;
    });
  threads.clear();
  EXPECT_EQ(std::count(statuses.begin(), statuses.end(), 204), 1);
  EXPECT_EQ(std::count(statuses.begin(), statuses.end(), 401), 3);
  for (std::size_t i = 0; i < people.size(); ++i)
    EXPECT_EQ(people[i].get("/v1/session").status, statuses[i] == 204 ? 200 : 401);
}

// Who chooses an id that another one is taken for, at the very same moment.
TEST(Races, OfIdsThatAreAlikeOneIsThere) {
  RunningEdge edge;
  Person admin = edge.make_administrator();
  edge.make_operator(admin, "8004", "call_centre", "");
  for (int round = 0; round < 5; ++round) {
    const std::string end = std::to_string(round);
    const std::vector<std::string> ids = {"Race-" + end, "rACE-" + end, "RACE-" + end,
                                          "race-" + end, "Ｒace-" + end};
    std::vector<Person> people;
    for (std::size_t i = 0; i < ids.size(); ++i) people.push_back(edge.signed_in("8004"));
    std::vector<Reply> replies(ids.size());
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < ids.size(); ++i)
      threads.emplace_back([&, i] {
        replies[i] = people[i].send("/v1/customers/register_customer",
                                    {{"customer", ids[i]},
                                     {"kind", "person"},
                                     {"name", "王五"},
                                     {"phone", "13900000009"}});
      });
    threads.clear();
    int made = 0;
    for (const Reply& reply : replies) {
      if (reply.status == 200) ++made;
      else EXPECT_EQ(reply.code(), "id.alike") << reply.body;
    }
    EXPECT_EQ(made, 1);
  }
}

}  // namespace
}  // namespace kintsugi::tests
