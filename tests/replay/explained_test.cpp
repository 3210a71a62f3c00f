// Every cell of every declared report is taken apart, and what it is made of is read again and
// added up again: it comes to the cell.

#include <gtest/gtest.h>

#include "core/money/money.h"
#include "core/histories/history.h"
#include "projections/lists/read.h"
#include "projections/read_models.h"
#include "replay/reports/arranged.h"
#include "replay/reports/cell_text.h"
#include "replay/reports/chart.h"
#include "replay/reports/declared.h"
#include "schema/alarm.h"
#include "schema/asset.h"
#include "schema/care.h"
#include "schema/complaint.h"
#include "schema/install_card.h"
#include "schema/rating.h"
#include "schema/interaction.h"
#include "schema/liability.h"
#include "schema/sale.h"
#include "schema/schedule_proposal.h"
#include "schema/stock.h"
#include "schema/subcontract.h"
#include "schema/wage.h"
#include "schema/work_order.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_life.h"
#include "schema/work_order_money.h"
#include "schema/work_order_visit.h"
#include "tests/projections/support/folder.h"
#include "tests/projections/support/judged_log.h"
#include "tests/replay/posted_corrections.h"

namespace kintsugi::tests {
namespace {

using namespace kintsugi::replay;
namespace lists = projections::lists;
using projections::Scope;

struct Company {
  // Surveys with a score and without, a liability, where somebody was when he came.
  void add_reported() {
    for (int i = 1; i <= 3; ++i)
      log.add({on("survey/SV-" + std::to_string(i),
                  schema::SurveyRecorded{.questionnaire = "WJ-1",
                                         .version = 2,
                                         .outlet = "OUT-1",
                                         .score = i == 3 ? 0 : 3500 + i,
                                         .at = i * 86'400'000LL})});
    log.add({on("liability/ZR-1", schema::FaultAttributed{.party = schema::LiableParty::technician,
                                                          .order = "WO-X1",
                                                          .outlet = "OUT-1",
                                                          .technician = "T-02",
                                                          .amount = 5000,
                                                          .reason = "again",
                                                          .attributed_at = 1})});
    schema::TechnicianCheckedIn there{.booking = 1,
                                      .technician = "T-02",
                                      .at = 1'800'000'060'000,
                                      .latitude = 31'230'400,
                                      .longitude = 121'473'700,
                                      .place = "门口",
                                      .distance = 812,
                                      .speed = 140};
    there.marks = {schema::CheckInMark::outside, schema::CheckInMark::too_fast};
    log.add({on("work_order/WO-X1", there)});
  }

  // Complaints: closed and open.
  void add_complaints() {
    for (const std::string id : {"complaint/CP-1", "complaint/CP-2"})
      log.add({on(id, schema::ComplaintRegistered{.outlet = "OUT-1", .order = "WO-X1"})});
    log.add({on("complaint/CP-1", schema::ComplaintClosed{.closed_at = 5000})});
  }

  // Contacts, of which two are of one order; a sale.
  void add_intake() {
    for (const std::string id : {"IX-1", "IX-2"}) {
      log.add({on("interaction/" + id, schema::InteractionLogged{.channel = schema::Channel::phone,
                                                                 .ivr_path = "1>2",
                                                                 .started_at = 1}),
               on("interaction/" + id, schema::InteractionLinked{.order = "WO-X1"}),
               on("work_order/WO-X1", schema::OrderContacted{.interaction = id})});
    }
    const schema::SaleImported sale{.order = "WO-X1", .brand = "K", .sold_on = 20'500};
    log.add({on("sale/L-1", sale),
             on("work_order/WO-X1", schema::SaleOfOrder{.sale = "L-1"})});
  }

  // Two orders that a third party did; the cost of one was corrected.
  void add_subcontracts() {
    for (const std::string id : {"WO-X1", "WO-X2"}) {
      const std::string stream = "subcontract/" + id;
      log.add({on(stream, schema::SubcontractRequested{.order = id,
                                                       .outlet = "OUT-1",
                                                       .contractor = "诚信维修部",
                                                       .cost_expected = 10'000,
                                                       .requested_by = "2001",
                                                       .requested_at = 1})});
      log.add({on(stream, schema::SubcontractApproved{.decided_by = "4001", .decided_at = 2}),
               on(stream, schema::SubcontractReported{
                              .cost = 12'500, .invoice = "FP-" + id, .done_at = 3})});
    }
    log.add({on("subcontract/WO-X2",
                schema::SubcontractCostCorrected{.cost = 9'000, .invoice = "FP-9"})});
  }

  Folder folder;
  JudgedLog log;

  void add_proposal() {
    log.add({on("work_order/WO-X1", schema::BookingScheduled{.booking = 1,
                                                             .technician = "T-02",
                                                             .starts_at = 1'800'000'000'000,
                                                             .ends_at = 1'800'003'600'000})});
    schema::ProposalLine line{.line = 1,
                              .status = schema::ProposalLineStatus::proposed,
                              .order = "WO-X1",
                              .technician = "T-01",
                              .starts_at = 1'799'999'000'000,
                              .ends_at = 1'800'002'600'000};
    log.add({on("schedule_proposal/SP-1",
                schema::ScheduleProposed{.outlet = "OUT-1", .day = 20'833, .lines = {line}})});
    log.add({on("schedule_proposal/SP-1",
                schema::ProposalLineAccepted{.line = 1, .placed = "WO-X1:1"})});
  }
  void add_cards_and_ratings() {
    for (int i = 1; i <= 3; ++i) {
      const std::string technician = i < 3 ? "T-01" : "T-02";
      log.add({on("card_account/technician:" + technician,
                  schema::CardsMoved{.technician = technician,
                                     .outlet = "OUT-1",
                                     .movement = schema::CardMovement::received,
                                     .count = 10 + i})});
      log.add({on("rating/WO-X" + std::to_string(i) + ":1",
                  schema::RatingGiven{.order = "WO-X" + std::to_string(i),
                                      .booking = 1,
                                      .technician = technician,
                                      .outlet = "OUT-1",
                                      .stars = 2 + i})});
    }
  }
  std::unique_ptr<projections::Runner> runner;
  std::unique_ptr<Views> views;

  Company() {
    histories::HistoryOptions made_up;
    made_up.timeline.seed = 5;
    made_up.timeline.size = {
        .outlets = 3, .technicians = 6, .parts = 4, .orders_a_day = 20, .regulars = 10};
    histories::History history(made_up);
    for (int i = 0; i < 1800; ++i) log.add_stored(history.next_bytes());
    // What has not happened there in a few days: counts, charges of the technician's own.
    for (int i = 1; i <= 3; ++i) {
      const std::string order = "work_order/WO-X" + std::to_string(i);
      log.add({on(order, schema::WorkOrderRegistered{.service_type = schema::ServiceType::repair,
                                                     .brand = i == 1 ? "美的" : "K"})});
      log.add({on(order, schema::DispatchCheckOverridden{.technician = "T-01",
                                                         .check = schema::DispatchCheck::window,
                                                         .reason = "asked for"})});
      log.add({on(order, schema::ChargeAdded{.line = 1,
                                             .status = schema::ChargeStatus::agreed,
                                             .item = "visit",
                                             .quantity = 1000,
                                             .unit_price = 3000 + i,
                                             .amount = 3000 + i,
                                             .payer = schema::Payer::customer,
                                             .basis = schema::ChargeBasis::visit})});
      log.add(
          {on("stock_item/WH-X:P-" + std::to_string(i) + ":good",
              schema::StockAdjustmentProposed{.number = 1, .counted = 5000 - i, .book = 5000})});
    }
    log.add({on("asset/A-X", schema::AssetRegistered{.brand = "K", .serial = "SN-X"})});
    for (int i = 1; i <= 3; ++i) {  // the same fault again, twice
      log.add({on("asset/A-X", schema::AssetRepaired{.order = "WO-X" + std::to_string(i),
                                                     .technician = "T-01",
                                                     .fault = "no_cool",
                                                     .at = i * 86'400'000LL})});
    }
    add_cards_and_ratings();
    add_proposal();
    schema::WageEarned earned{.outlet = "OUT-1",
                              .day = 20'517,
                              .order = "WO-X1",
                              .work_date = 20'516,
                              .service_type = schema::ServiceType::repair,
                              .total = 6000};
    earned.shares = {{.technician = "T-01", .weight = 7000, .amount = 4200},
                     {.technician = "T-02", .weight = 3000, .amount = 1800}};
    log.add({on("wage_day/OUT-1:2026-03-05", earned)});
    add_intake();
    add_subcontracts();
    add_posted_corrections(log);
    add_reported();
    add_complaints();
    log.add({on("alarm/WO-X1", schema::AlarmArmed{.kind = schema::AlarmKind::order_arrival})});
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
    if (path.is_list()) {
      cell = part.value;  // no value by itself
      return;
    }
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
  const bool is_rate = of.formula == Formula::rate, is_mean = of.formula == Formula::mean;
  const std::int64_t whole = is_rate ? 10'000 : is_mean ? 1000 : 1;
  if (is_rate || is_mean || of.formula == Formula::average)
    return at(1) == 0 ? Cell() : Cell(*core::money::share_of(whole, at(0), at(1)));
  if (of.formula == Formula::minutes)
    return at(0) == 0 || at(1) == 0 ? Cell() : Cell((at(1) - at(0)) / 60'000);
  using enum ReportColumn::Is;
  if (of.is == summed || of.is == counted || of.is == earliest || of.is == latest ||
      of.is == gathered) return sum;
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

// Any columns in any order of the rows: the same rows, page by page as well.
TEST_P(Explained, IsArrangedAsSomebodyChose) {
  const ReportKind kind = *find_report(GetParam()->id);
  const auto view = *company().views->open(AsOf::now());
  const Rows whole = rows_of(kind, *view);
  for (std::size_t c = 0; c < kind.columns.size(); ++c) {
    const std::string by(kind.columns[c].id), first(kind.columns[0].id);
    SCOPED_TRACE(by);
    const Rows up = rows_of(*arranged(kind, by + "," + first, by), *view);
    const Rows down = rows_of(*arranged(kind, by + "," + first, "-" + by), *view);
    ASSERT_EQ(up.rows.size(), whole.rows.size());
    ASSERT_EQ(down.rows.size(), whole.rows.size());
    for (std::size_t r = 0; r < up.rows.size(); ++r) {
      const auto was = std::find(whole.ids.begin(), whole.ids.end(), up.ids[r]);
      ASSERT_NE(was, whole.ids.end());
      const Row& row = whole.rows[static_cast<std::size_t>(was - whole.ids.begin())];
      EXPECT_EQ(up.rows[r], (Row{row[c], row[0]}));
      const bool text = std::holds_alternative<std::string>(row[c]);
      if (r > 0 && !text) {  // what is empty is less than any number
        EXPECT_TRUE(up.rows[r - 1][0] <= up.rows[r][0]);
        EXPECT_TRUE(down.rows[r - 1][0] >= down.rows[r][0]);
      }
    }
    ReportRequest third;
    third.page = {1, "2"};
    if (up.rows.size() > 3) {
      EXPECT_EQ(rows_of(*arranged(kind, by + "," + first, by), *view, third).ids,
                std::vector{up.ids[2]});
    }
  }
  EXPECT_EQ(rows_of(*arranged(kind, {}), *view).rows, whole.rows);
  EXPECT_EQ(arranged(kind, "colour", "").error().code, "request.bad_parameter");
  EXPECT_EQ(arranged(kind, "", "-colour").error().code, "request.bad_parameter");
}

// Nothing is lost between a report and its picture; a mean lies between the rows.
TEST_P(Explained, ItsChartAddsUpToItsRows) {
  const Report& report = *GetParam();
  if (report.chart.kind == ReportChart::Kind::none) GTEST_SKIP();
  const auto view = *company().views->open(AsOf::now());
  const Rows all = rows_of(*find_report(report.id), *view);
  const auto drawn = chart_figures(report, *view, {}, Scope::everything());
  ASSERT_TRUE(drawn);
  ASSERT_FALSE(drawn->marks.empty());
  const bool heat = report.chart.kind == ReportChart::Kind::heat;
  const auto figures = std::max<std::size_t>(1, report.chart.figures.size());
  ASSERT_EQ(drawn->values.size(), heat ? drawn->across.size() : figures);
  for (const auto& line : drawn->values) EXPECT_EQ(line.size(), drawn->marks.size());
  for (std::size_t f = 0; f < figures; ++f) {
    std::int64_t in_rows = 0, in_chart = 0, least = 0, most = 0;
    for (const Row& row : all.rows) {
      std::int64_t one = 1;
      for (std::size_t c = 0; c < report.columns.size() && !report.chart.figures.empty(); ++c)
        if (report.columns[c].id == report.chart.figures[f]) one = number(row[c]);
      in_rows += one;
      least = std::min(least, one);
      most = std::max(most, one);
    }
    for (std::size_t line = 0; line < drawn->values.size(); ++line) {
      for (const Cell& cell : drawn->values[line]) {
        if (!heat && line != f) continue;
        in_chart += number(cell);
        EXPECT_TRUE(!report.chart.mean || (number(cell) >= least && number(cell) <= most));
      }
    }
    if (!report.chart.mean) {
      EXPECT_EQ(in_chart, in_rows);
    }
  }
}

// What an index has in order comes by it; anything else is put in order, texts as people sort them.
TEST(ListReport, ComesAsTheScreenHasIt) {
  const auto view = *company().views->open(AsOf::now());
  const lists::List& orders = *lists::find("work_orders");
  const auto asked = [&](std::string_view columns, std::string sort, std::string q = "") {
    ReportRequest request;
    request.parameters = {{"sort", sort}};
    if (!q.empty()) request.parameters.emplace_back("q", q);
    return rows_of(*list_report(orders, columns, sort), *view, request);
  };
  const Rows newest = asked("id,registered_at", "-registered_at");
  const Rows brands = asked("id,outlet,outlet_name", "brand");
  ASSERT_GT(newest.rows.size(), 2u);
  EXPECT_EQ(brands.rows.size(), newest.rows.size());
  EXPECT_EQ(brands.rows[0].size(), 3u);
  const auto each_brand = [&](const char* sort) {
    std::vector<Cell> out;
    for (const Row& row : asked("brand", sort).rows)
      if (out.empty() || out.back() != row[0]) out.push_back(row[0]);
    return out;
  };
  std::vector<Cell> up = each_brand("brand"), down = each_brand("-brand");
  EXPECT_EQ(up, std::vector<Cell>(down.rbegin(), down.rend()));
  const auto place = [&](const char* brand) {
    return std::find(up.begin(), up.end(), Cell(std::string(brand)));
  };
  ASSERT_NE(place("K"), up.end());
  EXPECT_LT(place("美的"), place("K")) << "Chinese stands before Latin";
  EXPECT_FALSE(asked("id", "-id", "WO").rows.empty()) << "a search has no order: it is put in one";
  EXPECT_EQ(list_report(orders, "colour").error().code, "request.bad_parameter");
  EXPECT_EQ(list_report(orders, "id", "colour").error().code, "request.bad_parameter");
}

INSTANTIATE_TEST_SUITE_P(All, Explained,
                         testing::ValuesIn(declared_reports().begin(), declared_reports().end()),
                         [](const auto& tested) { return std::string(tested.param->id); });

Row row_of(std::string_view report, std::string_view first) {
  const auto view = *company().views->open(AsOf::now());
  for (const Row& row : rows_of(*find_report(report), *view).rows)
    if (std::get<std::string>(row[0]) == first) return row;
  return {};
}

TEST(SurveyScores, AreTheMeanOfThoseThatHaveOne) {
  const Row row = row_of("survey_scores", "WJ-1");
  ASSERT_EQ(row.size(), 9u);
  EXPECT_EQ(number(row[5]), 3) << "replies";
  EXPECT_EQ(number(row[6]), 2) << "with a score";
  EXPECT_EQ(number(row[8]), 3502) << "3.5015, rounded half up, in thousandths";
}

TEST(VisitTrail, SaysWhereHowFarAndWhatIsDoubted) {
  const auto view = *company().views->open(AsOf::now());
  const ReportKind& kind = *find_report("visit_trail");
  Row found;
  for (const Row& row : rows_of(kind, *view).rows)
    if (row[5] == Cell(std::string("WO-X1"))) found = row;
  ASSERT_EQ(found.size(), kind.columns.size());
  const auto cell = [&](std::string_view id) {
    const auto at = std::find_if(kind.columns.begin(), kind.columns.end(),
                                 [&](const Column& one) { return one.id == id; });
    return shown(*at, found[static_cast<std::size_t>(at - kind.columns.begin())], Language::zh);
  };
  EXPECT_EQ(cell("checked_in_at"), "2027-01-15 16:01:00");
  EXPECT_EQ(cell("place"), "门口");
  EXPECT_EQ(cell("distance"), "812");
  EXPECT_EQ(cell("speed"), "140");
  EXPECT_EQ(cell("check_in_marks"), "超出范围, 行程过快");
  EXPECT_EQ(std::count_if(kind.columns.begin(), kind.columns.end(),
                          [](const Column& one) { return one.personal; }),
            6)
      << "the name, the place in three columns, metres and speed";
}

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
