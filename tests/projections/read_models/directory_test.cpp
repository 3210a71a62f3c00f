#include "projections/directory/directory.h"

#include <gtest/gtest.h>

#include "projections/lists/read.h"
#include "schema/customer.h"
#include "schema/outlet.h"
#include "schema/part.h"
#include "schema/saved_query.h"
#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
namespace {

CommittedEvent outlet(const std::string& id, const std::string& parent) {
  schema::OutletRegistered event;
  event.name = "outlet " + id;
  event.parent = parent;
  return on("outlet/" + id, event);
}

// The ids of what is found by what is typed, in pages of so many.
std::string found(const RowReader& rows, const std::string& typed,
                  const Scope& scope = Scope::everything(), const char* in = "customers",
                  std::size_t page_size = 50) {
  lists::Query query;
  query.search = typed;
  const lists::Viewer viewer(scope, [&](std::string_view) -> Result<const RowReader*> {
    return &rows;
  });
  std::string ids;
  PageRequest page{page_size, {}};
  do {
    const auto end = lists::read_page(*lists::find(in), rows, query, viewer, page,
                                      [&](const lists::Item& item) {
                                        ids.append(ids.empty() ? "" : " ").append(item.id);
                                        return true;
                                      });
    EXPECT_TRUE(end.has_value());
    if (!end) break;
    page.after = end->next;
  } while (!page.after.empty());
  return ids;
}

CommittedEvent customer(const std::string& id, const std::string& name, const std::string& phone,
                        const std::string& of = {}) {
  schema::CustomerRegistered event;
  event.name = name;
  event.phone = phone;
  event.outlet = of;
  return on("customer/" + id, event);
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
}

// Somebody's own, an outlet's, everybody's.
TEST(Directory, ShowsASavedQueryToItsAudience) {
  JudgedLog log;
  log.add({outlet("hq", "")});
  log.add({outlet("north", "hq")});
  const auto save = [](const std::string& id) {
    schema::QuerySaved event;
    event.version = 1;
    event.by = "boss";
    return on("saved_query/" + id, event);
  };
  const auto share = [](const std::string& id, schema::QueryShare with, const std::string& of) {
    schema::QueryShared event;
    event.share = with;
    event.outlet = of;
    return on("saved_query/" + id, event);
  };
  log.add({save("own"), save("north"), save("all")});
  log.add({share("north", schema::QueryShare::outlet, "north")});
  log.add({share("all", schema::QueryShare::company, "")});
  const auto rows = folded(directory_projection(), log);
  const auto seen = [&](const Scope& scope) {
    const lists::Viewer viewer(scope, [&](std::string_view) -> Result<const RowReader*> {
      return rows.get();
    });
    std::string ids;
    EXPECT_TRUE(lists::read_page(*lists::find("saved_queries"), *rows, {}, viewer, {},
                                 [&](const lists::Item& item) {
                                   ids.append(ids.empty() ? "" : " ").append(item.id);
                                   return true;
                                 }));
    return ids;
  };
  EXPECT_EQ(seen({true, {}, "boss"}), "all north own");
  EXPECT_EQ(seen({true, {}, "other"}), "all north");
  EXPECT_EQ(seen({false, {"north"}, "other"}), "all north");
  EXPECT_EQ(seen({false, {"south"}, "other"}), "all");
  EXPECT_EQ(seen({false, {"south"}, "boss"}), "all own");
  EXPECT_EQ(seen(Scope::everything()), "all north own") << "the owner of the data directory";
}

TEST(Directory, FindsPhonesAsTheyAreTyped) {
  JudgedLog log;
  log.add({customer("C-1", "王", "13900001234")});
  log.add({customer("C-2", "李", "02155550000")});
  schema::CustomerChanged changed;
  changed.name = "王";
  changed.phone = "13800138000";
  log.add({on("customer/C-1", changed)});
  const auto rows = folded(directory_projection(), log);
  for (const char* typed : {"13800138000", "138 0013 8000", "138-0013-8000", "+86 138 0013 8000",
                            "008613800138000", "１３８００１３８０００", "1380013", "8000"})
    EXPECT_EQ(found(*rows, typed), "C-1") << typed;
  EXPECT_EQ(found(*rows, "139"), "") << "a number that she has no longer";
  EXPECT_EQ(found(*rows, "0000"), "C-2") << "the last four";
  EXPECT_EQ(found(*rows, "38001"), "") << "neither the begin nor the last four";
}

// As an older system kept it.
TEST(Directory, FindsTheLastFourOfAPhoneInFullWidthDigits) {
  JudgedLog log;
  log.add({customer("C-1", "王", "０２１６６６６７７７７")});
  const auto rows = folded(directory_projection(), log);
  for (const char* typed : {"7777", "02166667777", "0216"})
    EXPECT_EQ(found(*rows, typed), "C-1") << typed;
  EXPECT_EQ(found(*rows, "6666"), "");
}

TEST(Directory, FindsTheBeginOfANameThatIsVeryLong) {
  JudgedLog log;
  log.add({customer("C-1", "王" + std::string(150, 'a'), "1")});
  log.add({customer("C-2", std::string(150, 'b'), "2")});
  const auto rows = folded(directory_projection(), log);
  EXPECT_EQ(found(*rows, "王" + std::string(60, 'a')), "C-1");
  EXPECT_EQ(found(*rows, std::string(60, 'b')), "C-2");
}

// Of a part's number: its digits, their end, and where nothing else fits any part of it.
TEST(Directory, FindsPartsOfNumbers) {
  JudgedLog log;
  const auto add = [&](const std::string& id, const std::string& number) {
    schema::PartRegistered event;
    event.number = number;
    log.add({on("part/" + id, event)});
  };
  add("A-1", "SN20260042");
  add("A-2", "SN77160042X9");
  for (int i = 3; i <= 9; ++i) add("A-" + std::to_string(i), "ZZ000" + std::to_string(i));
  const auto rows = folded(directory_projection(), log);
  for (const char* typed : {"SN20260042", "20260042", "2026 0042", "0042", "042", "260042",
                            "60042", "n2026", "02600"})
    EXPECT_EQ(found(*rows, typed, Scope::everything(), "parts"), "A-1") << typed;
  for (const char* typed : {"7716", "60042x", "16004", "42x9", "2X9"})
    EXPECT_EQ(found(*rows, typed, Scope::everything(), "parts"), "A-2") << typed;
  EXPECT_EQ(found(*rows, "42x", Scope::everything(), "parts"), "A-2");
  EXPECT_EQ(found(*rows, "zz0", Scope::everything(), "parts"), "A-3 A-4 A-5 A-6 A-7 A-8 A-9");
  EXPECT_EQ(found(*rows, "z000", Scope::everything(), "parts", 2), "A-3 A-4 A-5 A-6 A-7 A-8 A-9")
      << "page by page";
  EXPECT_EQ(found(*rows, "26", Scope::everything(), "parts"), "") << "too short for the middle";
  EXPECT_EQ(found(*rows, "sn9", Scope::everything(), "parts"), "");
}

TEST(Directory, FindsNamesByPartsAndPinyin) {
  JudgedLog log;
  log.add({customer("C-1", "王小明", "1")});
  log.add({customer("C-2", "曾大明", "2")});
  log.add({customer("C-3", "Li Lei", "3")});
  const auto rows = folded(directory_projection(), log);
  EXPECT_EQ(found(*rows, "小明"), "C-1");
  EXPECT_EQ(found(*rows, "明"), "C-1 C-2");
  EXPECT_EQ(found(*rows, "wangxm"), "");
  EXPECT_EQ(found(*rows, "wangxiaoming"), "C-1");
  EXPECT_EQ(found(*rows, "wxm"), "C-1");
  EXPECT_EQ(found(*rows, "zeng"), "C-2") << "a family name that is read otherwise";
  EXPECT_EQ(found(*rows, "LEI"), "C-3");
  EXPECT_EQ(found(*rows, "li lei"), "C-3");
  EXPECT_EQ(found(*rows, "c-3"), "C-3") << "numbers in small letters too";
}

TEST(Directory, FindsTraditionalCharactersAndSimplifiedAlike) {
  JudgedLog log;
  log.add({customer("C-1", "張國強", "1")});
  const auto rows = folded(directory_projection(), log);
  EXPECT_EQ(found(*rows, "张国"), "C-1");
  EXPECT_EQ(found(*rows, "張國"), "C-1");
}

TEST(Directory, FindsOnlyInsideOnesOutlets) {
  JudgedLog log;
  log.add({outlet("a", ""), outlet("b", "")});
  log.add({customer("C-1", "王一", "1", "a")});
  log.add({customer("C-2", "王二", "2", "b")});
  const auto rows = folded(directory_projection(), log);
  EXPECT_EQ(found(*rows, "王", only({"a"})), "C-1");
  EXPECT_EQ(found(*rows, "王", only({})), "");
}

}  // namespace
}  // namespace kintsugi::tests
