#include "projections/directory/directory.h"

#include <gtest/gtest.h>

#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
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
  const auto all = Scope::everything();
  EXPECT_TRUE(customers_by_phone(*rows, "139", all, 10)->empty());
  const auto found = *customers_by_phone(*rows, "138", all, 10);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].id, "C-1");
  EXPECT_EQ(customers_by_phone(*rows, "13", all, 10)->size(), 1u) << "by its beginning";
  EXPECT_TRUE(customers_by_phone(*rows, "38", all, 10)->empty());
}

TEST(Directory, FindsCustomersByTheBeginningOfNameAndNumber) {
  JudgedLog log;
  int number = 0;
  for (const char* name : {"王小明", "王大明", "Li Lei"}) {
    schema::CustomerRegistered registered;
    registered.name = name;
    log.add({on("customer/C-" + std::to_string(number++), registered)});
  }
  schema::CustomerChanged married;
  married.name = "Han Mei";
  log.add({on("customer/C-2", married)});
  const auto rows = folded(directory_projection(), log);
  const auto all = Scope::everything();
  EXPECT_EQ(customers_by_name(*rows, "王", all, 10)->size(), 2u);
  EXPECT_EQ(customers_by_name(*rows, "王", all, 1)->size(), 1u);
  EXPECT_EQ(customers_by_name(*rows, "王大", all, 10)->at(0).id, "C-1");
  EXPECT_TRUE(customers_by_name(*rows, "li", all, 10)->empty()) << "she has another name now";
  EXPECT_EQ(customers_by_name(*rows, "han m", all, 10)->at(0).state.name, "Han Mei");
  EXPECT_EQ(entries_beginning<schema::Customer>(*rows, "C-", all, 10)->size(), 3u);
  EXPECT_EQ(entries_beginning<schema::Customer>(*rows, "C-2", all, 10)->size(), 1u);
  EXPECT_TRUE(entries_beginning<schema::Customer>(*rows, "D", all, 10)->empty());
}

}  // namespace
}  // namespace kintsugi::tests
