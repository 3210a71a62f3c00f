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

}  // namespace
}  // namespace kintsugi::tests
