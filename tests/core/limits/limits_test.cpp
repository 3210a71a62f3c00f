// No list of a state gets longer than the schema says, whichever command would make it so.

#include "core/limits/limits.h"

#include <algorithm>

#include "core/calendar/dates.h"
#include "schema/description.h"
#include "schema/stock.h"
#include "schema/tariff.h"
#include "schema/wage.h"
#include "tests/core/stores.h"

namespace kintsugi::tests {
namespace {

constexpr const char* limited_item = "WH-A:P-1:good";

std::size_t limit_of(std::string_view type, std::string_view field) {
  return schema::find_type(type)->field(field)->max_length;
}
schema::ProposeStockAdjustment count() {
  return {.warehouse = "WH-A", .part = "P-1", .counted = 1000, .reason = "盘点"};
}
schema::RejectStockAdjustment reject(std::uint32_t number) {
  return {.warehouse = "WH-A", .part = "P-1", .number = number, .reason = "重盘"};
}
void propose(Given& given, std::size_t times) {
  for (std::size_t i = 1; i <= times; ++i) {
    given.history(limited_item, schema::StockAdjustmentProposed{
                                    .number = static_cast<std::uint32_t>(i), .counter = "ann"});
  }
}
std::size_t proposals(Given& given) {
  return given.state<schema::StockItem>(limited_item).proposals.size();
}

TEST(Limits, AListIsFilledToItsLimitAndNoFurther) {
  const std::size_t most = limit_of("stock_item", "proposals");
  Given given = stores();
  propose(given, most - 2);
  given.when(count()).then_accepted().when(count()).then_accepted();
  ASSERT_EQ(proposals(given), most);
  given.when(count()).then_refused("limit.too_many");
  EXPECT_NE(given.outcome().error().what.find("stock_item/WH-A:P-1:good: 101 proposals"),
            std::string::npos)
      << given.outcome().error().what;
  given.when(reject(1)).then_accepted().when(count()).then_accepted();
  given.when(count()).then_refused("limit.too_many");
}

TEST(Limits, WhatIsFullCanDoAllThatAddsNothing) {
  Given given = stores();
  propose(given, limit_of("stock_item", "proposals"));
  given.when(schema::ReceiveStock{.warehouse = "WH-A", .part = "P-1", .quantity = 1000})
      .then_accepted();
}

// An older log, or a limit that was lowered.
TEST(Limits, AListThatIsTooLongMayStayAndShrink) {
  const std::size_t most = limit_of("stock_item", "proposals");
  Given given = stores();
  propose(given, most + 50);
  given.when(schema::ReceiveStock{.warehouse = "WH-A", .part = "P-1", .quantity = 1000})
      .then_accepted();
  given.when(count()).then_refused("limit.too_many");
  given.when(reject(1)).then_accepted();
  ASSERT_EQ(proposals(given), most + 49);
  given.when(count()).then_refused("limit.too_many");
}

schema::DraftTariff draft(std::size_t lines) {
  return {.tariff = "TF-1",
          .name = "价目",
          .effective_from = core::calendar::parse_date("2026-04-01").value(),
          .lines = std::vector<schema::TariffLine>(lines, {.item = "visit", .unit_price = 1})};
}

// Lists within elements too, of a stream that there is not yet.
TEST(Limits, HoldForListsWithinLists) {
  const auto most = limit_of("tariff_version", "lines");
  Given given = stores();
  schema::DraftTariff command = draft(most + 1);
  for (std::size_t i = 0; i < command.lines.size(); ++i)
    command.lines[i].item = "item-" + std::to_string(i);
  given.when(command).then_refused("limit.too_many");
  command.lines.pop_back();
  given.when(command).then_accepted();
}

// What one commit adds counts together: two steps, or two events of one decision.
TEST(Limits, CountAllEventsOfADecision) {
  const std::size_t most = limit_of("stock_item", "proposals");
  for (const std::size_t more : {1u, 2u}) {
    Given given = stores();
    propose(given, most - 1);
    core::Events events;
    for (std::size_t i = 0; i < more; ++i) {
      events.on(limited_item,
                schema::StockAdjustmentProposed{.number = static_cast<std::uint32_t>(most + i),
                                                .counter = "ann"});
    }
    const Actor actor = somebody("ann");
    core::Reads reads(given.streams(), actor, "id", given.now(), given.now());
    EXPECT_EQ(core::within_limits(events, reads).has_value(), more == 1);
    ASSERT_EQ(reads.noted().size(), 1u) << "an expectation of the commit";
    EXPECT_EQ(reads.noted()[0].stream, std::string("stock_item/") + limited_item);
  }
}

// `visit(type, field)` of each list in values of the type, at any depth.
template <class Visit>
void for_each_list(const schema::TypeInfo& type, const Visit& visit) {
  for (const schema::FieldInfo& field : type.fields) {
    if (field.kind == schema::FieldKind::list) visit(type, field);
    if (field.structure != nullptr) for_each_list(*field.structure, visit);
  }
}

// That each has a limit is what the schema's compiler demands. None is a guess without end, and the
// one to which nothing is added any more is known by name.
TEST(Limits, OfEveryStateAndRowAreWithinReason) {
  std::size_t lists = 0;
  for (const schema::TypeInfo& type : schema::all_types()) {
    if (type.kind != schema::TypeKind::state && type.kind != schema::TypeKind::row) continue;
    for_each_list(type, [&](const schema::TypeInfo& of, const schema::FieldInfo& field) {
      ++lists;
      EXPECT_LE(field.max_length, 10'000u) << type.name << ": " << field.name;
      const bool closed = of.name == "stock_item" && field.name == "reservations";
      EXPECT_EQ(field.max_length == 0, closed) << type.name << ": " << field.name;
    });
  }
  EXPECT_GT(lists, 25u);
}

}  // namespace
}  // namespace kintsugi::tests
