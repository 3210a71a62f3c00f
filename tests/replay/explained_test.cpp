// Every cell of every declared report is taken apart, and what it is made of is read again and
// added up again: it comes to the cell.

#include <gtest/gtest.h>

#include "core/money/money.h"
#include "ops/mix/mix.h"
#include "projections/lists/read.h"
#include "projections/read_models.h"
#include "replay/reports/declared.h"
#include "schema/stock.h"
#include "schema/wage.h"
#include "schema/work_order.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_life.h"
#include "schema/work_order_money.h"
#include "tests/projections/support/folder.h"
#include "tests/projections/support/judged_log.h"

namespace kintsugi::tests {
namespace {

using namespace kintsugi::replay;
namespace lists = projections::lists;
using projections::Scope;

struct Company {
  Folder folder;
  JudgedLog log;
  std::unique_ptr<projections::Runner> runner;
  std::unique_ptr<Views> views;

  Company() {
    ops::Mix mix({.seed = 5,
                  .tenant = "main",
                  .outlets = 3,
                  .technicians = 6,
                  .parts = 4,
                  .orders_open = 30});
    for (int i = 0; i < 1500; ++i) log.add_stored(mix.next());
    // What nobody of the mix does: overrides, counts, charges of the technician's own.
    for (int i = 1; i <= 3; ++i) {
      const std::string order = "work_order/WO-X" + std::to_string(i);
      log.add({on(order, schema::WorkOrderRegistered{.service_type = schema::ServiceType::repair,
                                                     .brand = "K"})});
      log.add({on(order, schema::DispatchCheckOverridden{.technician = "T-1",
                                                         .check = schema::DispatchCheck::window,
                                                         .reason = "asked for"})});
      log.add({on(order, schema::ChargeAdded{.line = 1,
                                             .item = "visit",
                                             .quantity = 1000,
                                             .unit_price = 3000 + i,
                                             .amount = 3000 + i,
                                             .payer = schema::Payer::customer})});
      log.add(
          {on("stock_item/WH-X:P-" + std::to_string(i) + ":good",
              schema::StockAdjustmentProposed{.number = 1, .counted = 5000 - i, .book = 5000})});
    }
    schema::WageEarned earned{.outlet = "O-1",
                              .day = 20'517,
                              .order = "WO-X1",
                              .work_date = 20'516,
                              .service_type = schema::ServiceType::repair,
                              .total = 6000};
    earned.shares = {{.technician = "T-1", .weight = 7000, .amount = 4200},
                     {.technician = "T-2", .weight = 3000, .amount = 1800}};
    log.add({on("wage_day/O-1:2026-03-05", earned)});
    projections::Runner::Options options;
    options.directory = folder.path();
    options.tenant = "main";
    const auto all = projections::all_projections();
    options.kinds.assign(all.begin(), all.end());
    runner = *projections::Runner::open(log.log(), log.verdicts(), std::move(options));
    views = std::make_unique<Views>(*runner, log.log(), log.verdicts(), Views::PositionAt{},
                                    Views::Options{.tenant = "main"});
    EXPECT_TRUE(runner->catch_up());
  }
};

Company& company() {
  static auto* made = new Company;
  return *made;
}

struct Rows {
  std::vector<Row> rows;
  std::vector<std::string> ids;
};

Rows rows_of(const ReportKind& kind, const View& view, ReportRequest request = {}) {
  Rows out;
  const auto ran =
      kind.run(view, request, Scope::everything(), [&](const Row& row, std::string_view id) {
        out.rows.push_back(row);
        out.ids.emplace_back(id);
        return true;
      });
  EXPECT_TRUE(ran) << kind.id << ": " << (ran ? "" : ran.error().what);
  return out;
}

std::int64_t number(const Cell& cell) {
  const auto* held = std::get_if<std::int64_t>(&cell);
  return held ? *held : 0;
}

// The field of an item as its list has it, read anew.
Cell read_again(const View& view, const CellPart& part) {
  const lists::List& list = *lists::find(part.list);
  const auto rows = *view.rows(list.info->model);
  Cell cell;
  const auto read = lists::read_item(list, *rows, part.id, [&](const lists::Item& item) {
    const auto path = *list.field(part.field);
    const auto value = lists::value_of(item, path);
    const auto* names = path.field() ? path.field()->enumeration : nullptr;
    if (value.is_text) {
      cell = std::string(value.text);
    } else if (names) {
      cell = std::string(names->values[static_cast<std::size_t>(value.number)].name);
    } else {
      cell = value.number;
    }
  });
  EXPECT_TRUE(read);
  return cell;
}

Cell added_up(const Explanation& of) {
  using Formula = ReportColumn::Formula;
  std::int64_t sum = 0;
  for (const CellPart& part : of.parts) sum += part.sign * number(part.value);
  if (of.formula == Formula::total) return sum;
  const auto at = [&](std::size_t i) { return number(of.parts.at(i).value); };
  if (of.formula == Formula::rate)
    return at(1) == 0 ? Cell() : Cell(*core::money::share_of(10'000, at(0), at(1)));
  if (of.formula == Formula::minutes)
    return at(0) == 0 || at(1) == 0 ? Cell() : Cell((at(1) - at(0)) / 60'000);
  const bool sums = of.is == ReportColumn::Is::summed || of.is == ReportColumn::Is::counted;
  if (sums) return sum;
  EXPECT_EQ(of.parts.size(), 1u);
  return of.parts.empty() ? Cell() : of.parts[0].value;
}

class Explained : public testing::TestWithParam<const Report*> {};

TEST_P(Explained, EveryCellIsWhatItIsMadeOf) {
  const Report& report = *GetParam();
  const ReportKind kind = *find_report(report.id);
  const auto view = *company().views->open(AsOf::now());
  const Rows all = rows_of(kind, *view);
  ASSERT_FALSE(all.rows.empty()) << "the company of this test has something for every report";
  constexpr std::size_t rows_max = 25;  // taken apart, from both ends
  for (std::size_t r = 0; r < all.rows.size(); ++r) {
    if (r >= rows_max && r + rows_max < all.rows.size()) continue;
    for (std::size_t c = 0; c < report.columns.size(); ++c) {
      const auto id = report.columns[c].id;
      SCOPED_TRACE(std::string(report.id) + " " + all.ids[r] + " " + std::string(id));
      const auto of = explain(report, *view, {}, Scope::everything(), all.ids[r], id);
      ASSERT_TRUE(of) << of.error().what;
      EXPECT_EQ(of->value, all.rows[r][c]);
      EXPECT_EQ(added_up(*of), all.rows[r][c]);
      for (const CellPart& part : of->parts) {
        if (part.list.empty()) {
          const auto known = std::find_if(report.columns.begin(), report.columns.end(),
                                          [&](const auto& one) { return one.id == part.column; });
          ASSERT_NE(known, report.columns.end());
          EXPECT_EQ(part.value,
                    all.rows[r][static_cast<std::size_t>(known - report.columns.begin())]);
        } else if (!part.field.empty() && !part.id.empty()) {
          const Cell again = read_again(*view, part);
          const bool nothing = std::holds_alternative<std::monostate>(again);
          if (!nothing) {
            EXPECT_EQ(part.value, again);
          }
        }
      }
    }
  }
}

TEST_P(Explained, PagesAreTheWholeTogether) {
  const ReportKind kind = *find_report(GetParam()->id);
  const auto view = *company().views->open(AsOf::now());
  const Rows whole = rows_of(kind, *view);
  Rows together;
  ReportRequest request;
  request.page.limit = 2;
  std::string next;
  do {
    const auto ran =
        kind.run(*view, request, Scope::everything(), [&](const Row& row, std::string_view id) {
          together.rows.push_back(row);
          together.ids.emplace_back(id);
          return true;
        });
    ASSERT_TRUE(ran);
    next = *ran;
    request.page.after = next;
  } while (!next.empty() && together.rows.size() <= whole.rows.size());
  EXPECT_EQ(together.rows, whole.rows);
  EXPECT_EQ(together.ids, whole.ids);
}

INSTANTIATE_TEST_SUITE_P(All, Explained,
                         testing::ValuesIn(declared_reports().begin(), declared_reports().end()),
                         [](const auto& tested) { return std::string(tested.param->id); });

TEST(Explaining, SaysWhatIsNotThere) {
  const auto view = *company().views->open(AsOf::now());
  const Report& report = *find_declared("repair_status");
  const auto scope = Scope::everything();
  EXPECT_EQ(explain(report, *view, {}, scope, "WO-none", "order").error().code, "report.no_row");
  EXPECT_EQ(explain(report, *view, {}, scope, "WO-X1", "color").error().code, "report.no_column");
  EXPECT_EQ(explain(report, *view, {}, Scope{}, "WO-X1", "order").error().code, "report.no_row")
      << "outside the scope nothing is there";
}

}  // namespace
}  // namespace kintsugi::tests
