#include "projections/directory/directory.h"

#include <gtest/gtest.h>

#include "tests/projections/read_models/folded.h"

namespace kintsugi::test {
namespace {

CommittedEvent outlet(const std::string& id, const std::string& parent) {
  schema::OutletRegistered event;
  event.name = "outlet " + id;
  event.parent = parent;
  return on("outlet/" + id, event);
}

TEST(Directory, KnowsTheSubtreeOfAnOutlet) {
  JudgedLog log;
  log.add({outlet("hq", "")});
  log.add({outlet("north", "hq")});
  log.add({outlet("n1", "north")});
  log.add({outlet("south", "hq")});
  const auto rows = folded(directory_projection(), log);
  EXPECT_EQ(subtree(*rows, "north")->outlets, (std::set<std::string, std::less<>>{"n1", "north"}));
  EXPECT_EQ(subtree(*rows, "hq")->outlets.size(), 4u);
  EXPECT_TRUE(subtree(*rows, "")->all);
  EXPECT_EQ((*find_entry<schema::Outlet>(*rows, "n1"))->name, "outlet n1");
  const auto seen = *list_entries<schema::Outlet>(*rows, *subtree(*rows, "north"), {});
  ASSERT_EQ(seen.rows.size(), 2u);
  EXPECT_EQ(seen.rows[0].id, "n1");
}

TEST(Directory, FindsCustomersByPhone) {
  JudgedLog log;
  schema::CustomerRegistered registered;
  registered.name = "王";
  registered.phone = "139";
  log.add({on("customer/C-1", registered)});
  schema::CustomerChanged changed;
  changed.name = "王";
  changed.phone = "138";
  log.add({on("customer/C-1", changed)});
  const auto rows = folded(directory_projection(), log);
  EXPECT_TRUE(customers_by_phone(*rows, "139", Scope::everything())->empty());
  const auto found = *customers_by_phone(*rows, "138", Scope::everything());
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].id, "C-1");
}

}  // namespace
}  // namespace kintsugi::test
