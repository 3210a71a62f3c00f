// All items of a list at once are those of its pages, whatever is asked, whoever asks; and lists of
// outlets' things have the indexes that outlets ask by.

#include "projections/lists/every.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>

#include "core/histories/company.h"
#include "core/histories/history.h"
#include "projections/lists/held.h"
#include "projections/read_models.h"
#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
namespace {

// Everything single that an item shows.
std::string told(const lists::List& list, const lists::Item& item) {
  std::string out;
  for (const lists::List::Around& one : list.shown) {
    if (one.field.is_list()) continue;
    out.append(one.name).append("=").append(
        lists::written(one.field, lists::value_of(item, one.field)));
    out += ' ';
  }
  return out;
}

class Every : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    histories::HistoryOptions options;
    options.timeline.seed = 5;
    options.timeline.lively = true;
    options.timeline.size = {
        .outlets = 4, .technicians = 12, .parts = 6, .orders_a_day = 30, .regulars = 40};
    histories::History history(options);
    JudgedLog log;
    for (int i = 0; i < 6000; ++i) log.add_stored(history.next_bytes());
    for (const ProjectionKind* kind : all_projections())
      rows_[std::string(kind->name)] = folded(*kind, log);
  }
  static void TearDownTestSuite() { rows_.clear(); }

  using Told = std::multiset<std::string>;
  static Told by_pages(const lists::List& list, const lists::Query& query, const Scope& scope) {
    Told out;
    for (PageRequest page{1000, {}};;) {
      const auto end = lists::read_page(list, rows_of(list), query, viewer(scope), page,
                                        [&](const lists::Item& item) {
                                          out.insert(told(list, item));
                                          return true;
                                        });
      EXPECT_TRUE(end.has_value()) << end.error().what;
      if (!end || end->next.empty()) return out;
      page.after = end->next;
    }
  }
  // Of all rows of the table, those that fit and that he sees who asks.
  static Told by_looking(const lists::List& list, const lists::Query& query,
                         const Scope& scope) {
    Told out;
    const Scope everywhere = Scope::everything();
    std::vector<lists::FieldPath> fields = shown_fields(list, query);
    for (const auto* field : {&list.owner, &list.own, &list.hidden_from})
      if (*field) fields.push_back(**field);
    const lists::Viewer he = viewer(scope);
    EXPECT_TRUE(lists::read_every(list, rows_of(list), {}, viewer(everywhere), fields,
                                  [&](const lists::Item& item) {
                                    const auto sees = he.sees(list, item);
                                    EXPECT_TRUE(sees.has_value());
                                    if (sees && *sees && query.holds(item))
                                      out.insert(told(list, item));
                                    return true;
                                  }));
    return out;
  }
  static std::vector<lists::FieldPath> shown_fields(const lists::List& list,
                                                    const lists::Query& query) {
    std::vector<lists::FieldPath> out;
    for (const lists::List::Around& one : list.shown)
      if (!one.field.is_list()) out.push_back(one.field);
    for (const lists::Condition& one : query.conditions) out.push_back(one.field);
    return out;
  }
  static Told at_once(const lists::List& list, const lists::Query& query, const Scope& scope) {
    Told out;
    const std::vector<lists::FieldPath> fields = shown_fields(list, {});
    const auto read = lists::read_every(list, rows_of(list), query, viewer(scope), fields,
                                        [&](const lists::Item& item) {
                                          out.insert(told(list, item));
                                          return true;
                                        });
    EXPECT_TRUE(read.has_value()) << read.error().what;
    return out;
  }
  static const RowReader& rows_of(const lists::List& list) {
    return *rows_.at(std::string(list.info->model));
  }
  static lists::Viewer viewer(const Scope& scope) {
    return {scope, [](std::string_view model) -> Result<const RowReader*> {
              return rows_.find(model)->second.get();
            }};
  }
  // The value of a field in the first item that has one.
  static std::string some_value(const lists::List& list, const lists::FieldPath& field) {
    std::string out;
    const Scope all = Scope::everything();
    EXPECT_TRUE(lists::read_page(list, rows_of(list), {}, viewer(all), {200, {}},
                                 [&](const lists::Item& item) {
                                   const auto value = lists::value_of(item, field);
                                   if (!value.empty()) out = lists::written(field, value);
                                   return out.empty();
                                 })
                    .has_value());
    return out;
  }
  // Asks for what the first item holds that has all of these fields. False: there is none.
  static bool some_values(const lists::List& list, std::span<const lists::FieldPath> fields,
                          lists::Query& query) {
    const Scope all = Scope::everything();
    EXPECT_TRUE(lists::read_page(list, rows_of(list), {}, viewer(all), {2000, {}},
                                 [&](const lists::Item& item) {
                                   query = {};
                                   for (const lists::FieldPath& field : fields) {
                                     const auto value = lists::value_of(item, field);
                                     if (value.empty()) return true;
                                     auto& one = query.conditions.emplace_back();
                                     one.field = field;
                                     one.any_of.push_back(
                                         {value.is_text, value.number, std::string(value.text)});
                                   }
                                   return false;
                                 })
                    .has_value());
    return query.conditions.size() == fields.size();
  }
  static inline std::map<std::string, std::shared_ptr<const RowReader>, std::less<>> rows_;
};

TEST_F(Every, IsWhatPagesHave) {
  Scope outlet;
  outlet.outlets = {histories::outlet_id(1), histories::outlet_id(2)};
  outlet.technician = outlet.self = histories::technician_id(3);
  const Scope everywhere = Scope::everything(), nowhere;
  std::size_t items = 0, narrowed = 0;
  for (const lists::List& list : lists::all()) {
    std::vector<lists::Query> queries(1);
    for (const lists::Index& index : list.indexes) {
      if (index.equal.empty() || index.equal[0].is_list()) continue;
      const std::string value = some_value(list, index.equal[0]);
      if (value.empty() || value.find(',') != value.npos) continue;
      lists::Query query;
      const auto equal = lists::parse_value(index.equal[0], value);
      query.conditions.emplace_back().field = index.equal[0];
      query.conditions.back().any_of.push_back(*equal);
      queries.push_back(std::move(query));
    }
    for (const lists::Query& query : queries) {
      for (const Scope* scope : {&everywhere, &std::as_const(outlet), &nowhere}) {
        const Told pages = by_pages(list, query, *scope);
        EXPECT_EQ(pages, by_looking(list, query, *scope))
            << list.name() << " of " << scope->outlets.size() << " outlets, where "
            << (query.conditions.empty() ? "" : query.conditions[0].field.name());
        EXPECT_EQ(pages, at_once(list, query, *scope))
            << list.name() << " of " << scope->outlets.size() << " outlets, where "
            << (query.conditions.empty() ? "" : query.conditions[0].field.name());
        items += pages.size();
        narrowed += scope == &everywhere && !query.conditions.empty() ? pages.size() : 0;
      }
    }
  }
  EXPECT_GT(items, 1000u);
  EXPECT_GT(narrowed, 100u);
}

// Fields that stand beside the rows are those of the rows, for whoever asks for no other.
TEST_F(Every, ByWhatIsHeldBesideRows) {
  const Scope everywhere = Scope::everything();
  std::size_t lists_held = 0, items = 0;
  for (const lists::List& list : lists::all()) {
    if (list.held_fields.empty()) continue;
    ++lists_held;
    ASSERT_TRUE(lists::holds_all(list, list.held_fields));
    const auto held_told = [&](const lists::Item& item) {
      std::string out(item.id);
      for (const lists::FieldPath& field : list.held_fields)
        out.append(" ").append(lists::written(field, lists::value_of(item, field)));
      return out;
    };
    const auto told_of = [&](const std::vector<lists::FieldPath>& fields) {
      Told out;
      EXPECT_TRUE(lists::read_every(list, rows_of(list), {}, viewer(everywhere), fields,
                                    [&](const lists::Item& item) {
                                      out.insert(held_told(item));
                                      return true;
                                    }));
      return out;
    };
    std::vector<lists::FieldPath> all = shown_fields(list, {});
    all.insert(all.end(), list.held_fields.begin(), list.held_fields.end());
    const Told held = told_of(list.held_fields), whole = told_of(all);
    EXPECT_EQ(held, whole) << list.name();
    items += held.size();
    ASSERT_FALSE(lists::holds_all(list, all));
  }
  EXPECT_GE(lists_held, 4u);
  EXPECT_GT(items, 300u);
}

TEST_F(Every, OfARangeByItsIndex) {
  const lists::List& list = *lists::find("work_orders");
  const std::int64_t middle = [&] {
    std::vector<std::int64_t> all;
    const auto field = *list.field("registered_at");
    const Scope everywhere = Scope::everything();
    EXPECT_TRUE(lists::read_every(list, rows_of(list), {}, viewer(everywhere), std::array{field},
                                  [&](const lists::Item& item) {
                                    all.push_back(lists::value_of(item, field).number);
                                    return true;
                                  }));
    std::sort(all.begin(), all.end());
    return all.at(all.size() - all.size() / 20);  // the last of them: few enough for an index
  }();
  const Scope everywhere = Scope::everything();
  for (const bool later : {true, false}) {
    lists::Query query;
    query.conditions.emplace_back().field = *list.field("registered_at");
    (later ? query.conditions.back().from : query.conditions.back().until) = middle;
    const Told pages = by_pages(list, query, everywhere);
    EXPECT_FALSE(pages.empty());
    EXPECT_EQ(pages, at_once(list, query, everywhere));
  }
}

// What hangs on one row, an order's charges, is in that row: nothing else is looked at.
TEST_F(Every, OfOneRowIsFoundInIt) {
  const Scope everywhere = Scope::everything();
  for (const char* name : {"charges", "payments", "used_parts"}) {
    const lists::List& list = *lists::find(name);
    lists::Query query;
    ASSERT_TRUE(some_values(list, std::span(&list.id[0], 1), query)) << name;
    const Told found = by_pages(list, query, everywhere);
    EXPECT_FALSE(found.empty());
    EXPECT_EQ(found, by_looking(list, query, everywhere)) << name;
    std::int64_t shown = 0;
    const auto end = lists::read_page(list, rows_of(list), query, viewer(everywhere), {500, {}},
                                      [&](const lists::Item&) { return ++shown > 0; });
    ASSERT_TRUE(end.has_value());
    EXPECT_EQ(end->looked_at, shown) << name;
    EXPECT_EQ(end->next, "") << name;
  }
}

// A page of a list, whatever of an index's fields is asked for, in the list's own order: no row is
// looked at that is not shown, but the one that begins the next page.
TEST_F(Every, APageLooksAtWhatItShows) {
  constexpr std::size_t shown_max = 3;
  const Scope everywhere = Scope::everything();
  Scope outlet;
  outlet.outlets = {histories::outlet_id(1)};
  std::size_t pages = 0, full = 0;
  const auto look = [&](const lists::List& list, const lists::Query& query, const Scope& scope,
                        const std::string& asked) {
    std::int64_t shown = 0;
    const auto end = lists::read_page(list, rows_of(list), query, viewer(scope), {shown_max, {}},
                                      [&](const lists::Item&) { return ++shown > 0; });
    ASSERT_TRUE(end.has_value()) << list.name() << " " << asked;
    EXPECT_LE(end->looked_at, shown + 1) << list.name() << " by " << asked;
    // Rows without elements are not counted: an index has none of them.
    const bool elements_in_order = !list.elements.empty() && !list.order.empty();
    EXPECT_TRUE(!elements_in_order || end->index.data() != nullptr) << list.name();
    ++pages;
    full += shown == shown_max && end->next != "";
  };
  for (const lists::List& list : lists::all()) {
    const bool of_outlets = list.owner && list.owner->field() != nullptr && !list.own &&
                            list.owner->field()->ref == "outlet" && list.owner->steps.size() <= 2;
    look(list, {}, everywhere, "nothing");
    if (of_outlets) look(list, {}, outlet, "nothing");
    for (const lists::Index& index : list.indexes) {
      std::string asked;
      for (std::size_t fields = 1; fields <= index.equal.size(); ++fields) {
        lists::Query query;
        if (!some_values(list, std::span(index.equal).first(fields), query)) break;
        asked.append(" ").append(index.equal[fields - 1].name());
        look(list, query, everywhere, asked);
        const bool then_outlet = of_outlets && fields < index.equal.size() &&
                                 index.equal[fields].steps == list.owner->steps;
        if (then_outlet) look(list, query, outlet, asked + " in an outlet");
      }
    }
  }
  EXPECT_GT(pages, 300u);
  EXPECT_GT(full, 50u);
}

// A number in a question is a whole one, and nothing else.
TEST(ListValues, AreReadAsTheirFieldsHoldThem) {
  const auto days = lists::find("asset_repairs")->field("days_since");
  ASSERT_TRUE(days.has_value());
  EXPECT_EQ(lists::parse_value(*days, "-12")->number, -12);
  for (const char* bad : {"", "12 ", "1.5", "x"})
    EXPECT_FALSE(lists::parse_value(*days, bad).has_value()) << bad;
}

// An item says by which id it is asked for.
TEST(ListIds, AreShownByTheirItems) {
  for (const lists::List& list : lists::all()) {
    for (const lists::FieldPath& part : list.id) {
      const bool shown = part.is_number ||
                         std::any_of(list.shown.begin(), list.shown.end(), [&](const auto& one) {
                           return one.field.is_id == part.is_id && one.field.steps == part.steps;
                         });
      EXPECT_TRUE(shown) << list.name() << ": " << part.name();
    }
  }
}

// Whoever asks for an outlet's own, or is of some outlets, is answered without looking through
// what others have.
TEST(ListIndexes, BeginWithTheOutletWhoseTheItemsAre) {
  for (const lists::List& list : lists::all()) {
    if (!list.owner || list.owner->is_id || list.owner->steps.size() == 0) continue;
    const auto same = [&](const lists::FieldPath& field) {
      return field.steps == list.owner->steps && field.around == list.owner->around;
    };
    const auto& steps = list.owner->steps;
    const bool of_outlet = list.owner->field()->ref == "outlet" &&
                           std::none_of(steps.begin(), steps.end(), [](const auto* step) {
                             return step->kind == schema::FieldKind::list;
                           });
    if (!of_outlet || same(list.id[0])) continue;
    const auto in_order = [&](const lists::Index& index) {
      return !index.equal.empty() && same(index.equal[0]) &&
             std::equal(index.order.begin(), index.order.end(), list.order.begin(),
                        list.order.end(), [](const auto& a, const auto& b) {
                          return a.field.steps == b.field.steps && a.descending == b.descending;
                        });
    };
    EXPECT_TRUE(std::any_of(list.indexes.begin(), list.indexes.end(), in_order)) << list.name();
  }
}

}  // namespace
}  // namespace kintsugi::tests
