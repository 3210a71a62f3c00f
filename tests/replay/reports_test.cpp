#include "replay/reports/reports.h"

#include <set>
#include <gtest/gtest.h>

#include "projections/lists/list.h"
#include "projections/read_models.h"
#include "replay/reports/declared.h"
#include "replay/reports/write.h"
#include "schema/asset.h"
#include "schema/outlet.h"
#include "schema/part.h"
#include "schema/stock.h"
#include "schema/tariff.h"
#include "schema/technician.h"
#include "schema/wage.h"
#include "schema/warehouse.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_life.h"
#include "schema/work_order_money.h"
#include "schema/work_order_visit.h"
#include "tests/projections/support/folder.h"
#include "tests/projections/support/judged_log.h"

namespace kintsugi::tests {
namespace {

using namespace kintsugi::replay;
using projections::Scope;

class Reports : public testing::Test {
 protected:
  void SetUp() override {
    schema::OutletRegistered outlet;
    outlet.name = "市南站";
    log_.add({on("outlet/O-1", outlet)});
    schema::TechnicianRegistered technician;
    technician.name = "李, \"师傅\"";
    technician.outlet = "O-1";
    log_.add({on("technician/T-1", technician)});
    schema::WageEarned earned;
    earned.outlet = "O-1";
    earned.day = 20'517;
    earned.order = "WO-1";
    earned.rule = "default";
    earned.total = 12'345;
    schema::WageShare share;
    share.technician = "T-1";
    share.amount = 12'345;
    earned.shares = {share};
    log_.add({on("wage_day/O-1:2026-03-05", earned)});
    schema::WageAdjusted adjusted;
    adjusted.outlet = "O-1";
    adjusted.day = 20'517;
    adjusted.technician = "T-1";
    adjusted.amount = -45;
    log_.add({on("wage_day/O-1:2026-03-05", adjusted)});
  }

  std::string text(std::string_view id, ReportFormat format, AsOf as_of = AsOf::now(),
                   Language language = Language::zh, Scope scope = Scope::everything()) {
    if (!runner_) {
      projections::Runner::Options options;
      options.directory = folder_.path();
      options.tenant = "main";
      const auto all = projections::all_projections();
      options.kinds.assign(all.begin(), all.end());
      runner_ = *projections::Runner::open(log_.log(), log_.verdicts(), std::move(options));
      views_ = std::make_unique<Views>(*runner_, log_.log(), log_.verdicts(), Views::PositionAt{},
                                       Views::Options{.tenant = "main"});
    }
    EXPECT_TRUE(runner_->catch_up());
    const auto view = *views_->open(as_of);
    std::string out;
    const auto written = write_report(*find_report(id), *view, {}, scope, format, language,
                                      [&](std::string_view piece) {
                                        out += piece;
                                        return true;
                                      });
    EXPECT_TRUE(written) << written.error().what;
    return out;
  }

  Folder folder_;
  JudgedLog log_;
  std::unique_ptr<projections::Runner> runner_;
  std::unique_ptr<Views> views_;
};

TEST_F(Reports, AsCsvForExcel) {
  EXPECT_EQ(text("installer_wages", ReportFormat::csv_excel),
            "\xef\xbb\xbf\"月份\",\"网点\",\"网点名称\",\"技术员\",\"技术员姓名\",\"工单数\","
            "\"提成\",\"调整\",\"合计\",\"核算状态\"\r\n"
            "\"'2026-03\",\"O-1\",\"市南站\",\"T-1\",\"李, \"\"师傅\"\"\",1,123.45,-0.45,123.00,"
            "\"未核算\"\r\n");
}

TEST_F(Reports, AsCsvForPrograms) {
  EXPECT_EQ(text("installer_wages", ReportFormat::csv_data),
            "period,outlet,outlet_name,technician,technician_name,orders,earned_fen,adjusted_fen,"
            "total_fen,run_status\r\n"
            "2026-03,O-1,市南站,T-1,\"李, \"\"师傅\"\"\",1,12345,-45,12300,none\r\n");
}

TEST_F(Reports, AsJsonAndNdjson) {
  const std::string row =
      "{\"period\":\"2026-03\",\"outlet\":\"O-1\",\"outlet_name\":\"市南站\",\"technician\":\"T-"
      "1\","
      "\"technician_name\":\"李, \\\"师傅\\\"\",\"orders\":1,\"earned\":12345,\"adjusted\":-45,"
      "\"total\":12300,\"run_status\":\"none\"}";
  EXPECT_EQ(text("installer_wages", ReportFormat::ndjson), row + "\n");
  const auto json = text("installer_wages", ReportFormat::json);
  EXPECT_TRUE(
      json.starts_with("{\"report\":\"installer_wages\",\"name\":{\"zh\":\"安装工工资汇总表\","
                       "\"en\":\"Wages of technicians\"},\"position\":\"3\",\"columns\":[{"))
      << json;
  EXPECT_TRUE(json.ends_with("\"rows\":[" + row + "]}\n")) << json;
}

TEST_F(Reports, AsATableWhoseColumnsStandUnderTheirHeads) {
  EXPECT_EQ(
      text("installer_wages", ReportFormat::table, AsOf::now(), Language::zh),
      "月份     网点  网点名称  技术员  技术员姓名  工单数    提成   调整    合计  核算状态\n"
      "-------  ----  --------  ------  ----------  ------  ------  -----  ------  --------\n"
      "2026-03  O-1   市南站    T-1     李, \"师傅\"       1  123.45  -0.45  123.00  未核算\n");
}

TEST_F(Reports, AsOfThenSayWhatTheySaidThen) {
  const auto then = AsOf::position(Position{2});
  const auto before = text("installer_wages", ReportFormat::csv_data, then);
  EXPECT_TRUE(before.ends_with(",1,12345,0,12345,none\r\n")) << before;
  schema::WageAdjusted adjusted;
  adjusted.outlet = "O-1";
  adjusted.day = 20'517;
  adjusted.technician = "T-1";
  adjusted.amount = 7;
  log_.add({on("wage_day/O-1:2026-03-05", adjusted)});
  EXPECT_EQ(text("installer_wages", ReportFormat::csv_data, then), before);
  const auto now = text("installer_wages", ReportFormat::csv_data);
  EXPECT_TRUE(now.ends_with(",1,12345,-38,12307,none\r\n")) << now;
}

TEST_F(Reports, ShowOnlyTheScope) {
  Scope other;
  other.outlets.insert("O-2");
  EXPECT_EQ(text("installer_wages", ReportFormat::ndjson, AsOf::now(), Language::zh, other), "");
}

TEST_F(Reports, DefuseTextThatASpreadsheetWouldRunAndNeverNumbers) {
  schema::WorkOrderRegistered registered;
  registered.contact = "=HYPERLINK(\"http://x\")";
  registered.phone = "+8613900000000";
  registered.registered_at = 1'772'323'200'000;
  log_.add({on("work_order/WO-1", registered)});
  const auto excel = text("repair_status", ReportFormat::csv_excel);
  EXPECT_NE(excel.find("\"'=HYPERLINK(\"\"http://x\"\")\",\"'+8613900000000\""), std::string::npos)
      << excel;
  EXPECT_NE(excel.find("\"WO-1\",2026-03-01 08:00:00,\"未处理\","), std::string::npos) << excel;
  const auto data = text("repair_status", ReportFormat::csv_data);
  EXPECT_NE(data.find("\"=HYPERLINK(\"\"http://x\"\")\",+8613900000000"), std::string::npos)
      << data;
  EXPECT_NE(data.find("WO-1,2026-03-01T00:00:00Z,registered,"), std::string::npos) << data;
}

TEST_F(Reports, EveryReportRunsInEveryFormat) {
  for (const auto& report : all_reports()) {
    for (const auto* name : {"table", "csv", "csv:data", "json", "ndjson"}) {
      const auto format = *parse_report_format(name);
      EXPECT_EQ(text(report.id, format), text(report.id, format)) << report.id << " " << name;
    }
    EXPECT_EQ(find_report(report.zh), &report);
    EXPECT_FALSE(report.about_zh.empty() || report.about_en.empty())
        << report.id << " says what it counts and what not";
  }
  const auto log = text("operation_log", ReportFormat::csv_data);
  EXPECT_NE(log.find("\r\n0,2026-03-01T00:00:01Z,,1001,,,sign_out,accepted,,outlet/O-1,"
                     "outlet_registered,,\r\n"),
            std::string::npos)
      << log;
}

// Nobody could say which of two columns of one name is meant.
TEST_F(Reports, EveryColumnHasAHeadingOfItsOwn) {
  for (const auto& report : all_reports()) {
    std::set<std::string_view> zh, en;
    for (const Column& column : report.columns) {
      EXPECT_TRUE(zh.insert(column.zh).second) << report.id << " " << column.zh;
      EXPECT_TRUE(en.insert(column.en).second) << report.id << " " << column.en;
    }
  }
}

TEST_F(Reports, FindChargesAboveTheTariffAndPartsOfAnotherBrand) {
  const auto draft = [](std::int64_t price) {
    return schema::TariffDrafted{.name = "标准",
                                 .version = 1,
                                 .effective_from = 1,
                                 .lines = {{.item = "visit", .unit_price = price}}};
  };
  for (const auto& [id, price] : {std::pair("tariff/A", 5'000), std::pair("tariff/B", 8'000)}) {
    log_.add({on(id, draft(price))});
    log_.add({on(id, schema::TariffPublished{.version = 1})});
  }
  log_.add({on("tariff/DRAFT", draft(99'000))});  // not in force
  for (const auto& [id, brand] : {std::pair("part/P-1", "haier"), std::pair("part/P-2", "tcl")})
    log_.add({on(id, schema::PartRegistered{.name = "板", .brand = brand})});
  schema::WorkOrderRegistered registered;
  registered.brand = "Haier";
  registered.registered_at = 1'772'323'200'000;
  log_.add({on("work_order/WO-1", registered)});
  const auto charge = [&](std::uint16_t line, std::string item, std::int64_t amount,
                          std::string tariff = {}, schema::Payer payer = schema::Payer::customer,
                          schema::ChargeBasis basis = schema::ChargeBasis::none) {
    log_.add({on("work_order/WO-1", schema::ChargeAdded{.line = line,
                                                        .status = schema::ChargeStatus::agreed,
                                                        .item = std::move(item),
                                                        .quantity = 1000,
                                                        .unit_price = amount,
                                                        .amount = amount,
                                                        .payer = payer,
                                                        .tariff = std::move(tariff),
                                                        .technician = "T-1",
                                                        .basis = basis})});
  };
  charge(1, "visit", 8'000);                                // as much as the dearest says
  charge(2, "visit", 8'001);                                // above it
  charge(3, "gas", 100);                                    // nobody says what it costs
  charge(4, "visit", 99'000, "A");                          // by a tariff
  charge(5, "visit", 99'000, {}, schema::Payer::manufacturer);  // not the customer's
  charge(6, "visit", 70'000);
  log_.add({on("work_order/WO-1", schema::ChargeWithdrawn{.line = 6})});
  charge(7, "board", 2'500, {}, schema::Payer::customer, schema::ChargeBasis::cost);  // no price
  for (const char* part : {"P-1", "P-2"})
    log_.add({on("work_order/WO-1",
                 schema::PartUsed{.part = part, .technician = "T-1", .quantity = 1000})});
  const auto found = text("price_deviations", ReportFormat::csv_data);
  const std::string head = "WO-1,2026-03-01T00:00:00Z,,,T-1,\"李, \"\"师傅\"\"\",Haier,,";
  const auto rows = found.substr(found.find("\r\n") + 2);
  EXPECT_EQ(rows, head + "over_tariff,visit,1000,8001,8000,1,B,,\r\n" + head +
                      "not_in_tariff,gas,1000,100,0,100,,,\r\n" + head +
                      "other_brand,P-2,1000,,,,,,tcl\r\n")
      << found;
}

// By the line that would be charged: of the area, with its steps and what is free of it. Parts that
// together cost more than the machine stand out, whoever bears them.
TEST_F(Reports, CompareWithTheLineThatFitsAndPartsWithTheMachine) {
  schema::TariffDrafted draft{.name = "标准", .version = 1, .effective_from = 1};
  draft.lines = {{.item = "way", .unit_price = 200, .free_quantity = 20'000},
                 {.item = "way", .unit_price = 300, .area = "临安", .free_quantity = 20'000},
                 {.item = "floor", .unit_price = 1'000},
                 {.item = "floor", .unit_price = 5'000, .at_least = 6'000}};
  log_.add({on("tariff/A", draft)});
  log_.add({on("tariff/A", schema::TariffPublished{.version = 1})});
  log_.add({on("asset/A-1", schema::AssetRegistered{.brand = "Haier", .serial = "S-1"})});
  log_.add({on("asset/A-1", schema::PurchaseRecorded{.price = 150'000})});
  schema::WorkOrderRegistered registered;
  registered.brand = "Haier";
  registered.area = "临安锦城";
  registered.asset = "A-1";
  registered.registered_at = 1'772'323'200'000;
  log_.add({on("work_order/WO-1", registered)});
  const auto charge = [&](std::uint16_t line, std::string item, std::int64_t quantity,
                          std::int64_t amount, std::int64_t measure = 0,
                          std::uint16_t part_use = 0) {
    log_.add({on("work_order/WO-1", schema::ChargeAdded{.line = line,
                                                        .status = schema::ChargeStatus::agreed,
                                                        .item = std::move(item),
                                                        .quantity = quantity,
                                                        .unit_price = amount,
                                                        .amount = amount,
                                                        .payer = part_use != 0
                                                                     ? schema::Payer::manufacturer
                                                                     : schema::Payer::customer,
                                                        .technician = "T-1",
                                                        .part_use = part_use,
                                                        .measure = measure})});
  };
  charge(1, "way", 30'000, 3'000);          // 10 of 30 km, by the line of the area
  charge(2, "way", 30'000, 3'001);          // above it
  charge(3, "floor", 1'000, 1'001, 2'000);  // the second floor
  charge(4, "floor", 1'000, 5'000, 6'000);  // the sixth: as the step says
  charge(5, "floor", 1'000, 5'000);         // which floor, nobody said
  for (const char* part : {"P-1", "P-2", "P-3"})
    log_.add({on("work_order/WO-1", schema::PartUsed{.part = part,
                                                     .technician = "T-1",
                                                     .quantity = 1000,
                                                     .cost = 50'000})});
  const auto rows = [&] {
    const auto found = text("price_deviations", ReportFormat::csv_data);
    return found.substr(found.find("\r\n") + 2);
  };
  const std::string head = "WO-1,2026-03-01T00:00:00Z,,,T-1,\"李, \"\"师傅\"\"\",Haier,,";
  const std::string charges = head + "over_tariff,way,30000,3001,3000,1,A,,\r\n" + head +
                              "over_tariff,floor,1000,1001,1000,1,A,,\r\n";
  EXPECT_EQ(rows(), charges) << "parts for as much as the machine";
  charge(6, "part", 1'000, 60'000, 0, 2);  // dearer than it cost
  EXPECT_EQ(rows(), charges + head +
                        "part_over_machine,\"P-1, P-2, P-3\",3000,160000,150000,10000,,,\r\n");
}

// In 口径说明, and nowhere else: heads and cells are what they would be without.
TEST_F(Reports, SayWhichColumnsTellOfAPerson) {
  EXPECT_EQ(personal_columns(*find_report("installer_wages")), 1u);
  EXPECT_EQ(personal_columns(*find_report("operation_log")), 1u);
  EXPECT_EQ(personal_columns(*find_report("stock_detail")), 0u);
  const auto* customers = projections::lists::find("customers");
  const auto personal = [&](std::string_view columns) {
    return personal_columns(*list_report(*customers, columns, ""));
  };
  EXPECT_EQ(personal(""), 6u + 2u)
      << "name, phone, address, note, position; the names of the parent and of whom he stands "
         "behind";
  EXPECT_EQ(personal("id,area,phone"), 1u);
  EXPECT_EQ(personal("id,area"), 0u);
  EXPECT_NE(text("installer_wages", ReportFormat::print)
                .find("<dt>个人信息</dt><dd>技术员姓名</dd>"),
            std::string::npos);
  EXPECT_NE(text("installer_wages", ReportFormat::print, AsOf::now(), Language::en)
                .find("<dt>Personal data</dt><dd>Technician name</dd>"),
            std::string::npos);
  EXPECT_EQ(text("stock_detail", ReportFormat::print).find("个人信息"), std::string::npos);
  EXPECT_EQ(text("installer_wages", ReportFormat::csv_data).find("个人信息"), std::string::npos);
}

// Those that are written by hand too.
TEST_F(Reports, EachSaysWhatItCounts) {
  for (const ReportKind& report : all_reports()) {
    const std::string page = text(report.id, ReportFormat::print);
    EXPECT_NE(page.find("<dt>口径</dt><dd>" + std::string(report.about_zh.substr(0, 9))),
              std::string::npos)
        << report.id;
  }
}

TEST_F(Reports, AMomentThatWasGivenAsNowIsKeptForTheNextPage) {
  (void)text("repair_status", ReportFormat::ndjson);
  const auto first = *views_->open(AsOf::now());
  const auto rows = *first->rows("orders");
  log_.add({on("work_order/WO-9", schema::WorkOrderRegistered{})});
  ASSERT_TRUE(runner_->catch_up());
  EXPECT_NE(*(*views_->open(AsOf::now()))->rows("orders"), rows);
  EXPECT_EQ(*(*views_->open(AsOf::position(first->last())))->rows("orders"), rows);
}

// Of all warehouses and technicians of the scope: with nothing left too, without what is carried no
// longer; conditions in their order.
TEST_F(Reports, StockIsSummedUpOverTheOutletsThatAreAskedFor) {
  for (const char* place : {"1", "2", "3"}) {
    schema::WarehouseRegistered warehouse;
    warehouse.outlet = std::string("O-") + place;
    log_.add({on(std::string("warehouse/W-") + place, warehouse)});
  }
  const auto received = [&](const std::string& item, std::int64_t quantity) {
    schema::StockReceived event;
    event.quantity = quantity;
    log_.add({on("stock_item/" + item, event)});
  };
  received("W-1:P-1:good", 3000);
  received("W-2:P-1:good", 7000);
  received("W-3:P-1:good", 500);
  received("W-2:P-1:defective", 2000);
  received("W-2:P-0:good", 100);
  received("W-3:P-10:good", 900);
  schema::StockReserved reserved;
  reserved.quantity = 4000;
  log_.add({on("stock_item/W-2:P-1:good", reserved)});
  schema::CustodyTaken taken;
  taken.quantity = 1000;
  schema::CustodyUsed used;
  used.quantity = 1000;
  log_.add({on("custody/T-1:P-1:good", taken), on("custody/T-1:P-7:good", taken)});
  log_.add({on("custody/T-1:P-4:good", taken), on("custody/T-1:P-4:good", used)});
  schema::StockIssued issued;
  issued.quantity = 900;
  log_.add({on("stock_item/W-3:P-10:good", issued)});
  const auto rows = [&](Scope scope) {
    const auto csv = text("stock_summary", ReportFormat::csv_data, AsOf::now(), Language::zh,
                          std::move(scope));
    return csv.substr(csv.find("\r\n") + 2);
  };
  EXPECT_EQ(rows(Scope::everything()),
            "P-0,,good,1,100,0,100,0,100\r\n"
            "P-1,,good,3,10500,4000,6500,1000,11500\r\n"
            "P-1,,defective,1,2000,0,2000,0,2000\r\n"
            "P-10,,good,1,0,0,0,0,0\r\n"
            "P-7,,good,0,0,0,0,1000,1000\r\n");
  EXPECT_EQ(rows({false, {"O-1", "O-3"}, {}}),
            "P-1,,good,2,3500,0,3500,1000,4500\r\n"
            "P-10,,good,1,0,0,0,0,0\r\n"
            "P-7,,good,0,0,0,0,1000,1000\r\n");
  EXPECT_EQ(rows({false, {"O-9"}, {}}), "");
}

TEST_F(Reports, ComeInPagesThatAreTheWholeTogether) {
  for (const std::string number : {"1", "2", "3"}) {
    schema::WorkOrderRegistered registered;
    registered.registered_at = 1'772'323'200'000;
    log_.add({on("work_order/WO-" + number, registered)});
    const schema::ChargeAdded charge{.line = 1,
                                     .status = schema::ChargeStatus::agreed,
                                     .item = "visit",
                                     .quantity = 1000,
                                     .amount = 100,
                                     .payer = schema::Payer::customer};
    log_.add({on("work_order/WO-" + number, charge)});
    schema::StockReceived received;
    received.quantity = 5000;
    schema::CustodyTaken taken;
    taken.quantity = 1000;
    log_.add({on("stock_item/W-1:P-" + number + ":good", received),
              on("custody/T-1:P-" + number + ":good", taken)});
    schema::WageEarned earned;
    earned.outlet = "O-1";
    earned.day = 20'517;
    earned.order = "WO-1" + number;
    schema::WageShare share;
    share.technician = "T-" + number;
    share.amount = 100;
    earned.shares = {share};
    log_.add({on("wage_day/O-1:2026-03-05", earned)});
  }
  (void)text("repair_status", ReportFormat::ndjson);  // folds what there is
  const auto view = *views_->open(AsOf::now());
  for (const auto& report : all_reports()) {
    const auto rows_of = [&](ReportRequest request, std::string& next) {
      std::vector<Row> rows;
      const auto run = report.run(*view, request, Scope::everything(), [&](const Row& row) {
        rows.push_back(row);
        return true;
      });
      EXPECT_TRUE(run) << report.id << ": " << run.error().what;
      next = run.value_or("");
      return rows;
    };
    std::string next;
    const auto whole = rows_of({}, next);
    EXPECT_EQ(next, "") << report.id;
    // Those that are declared have a test of their own.
    if (report.declared == nullptr) {
      EXPECT_GE(whole.size(), 3u) << report.id;
    }
    std::vector<Row> together;
    ReportRequest request;
    request.page.limit = 2;
    do {
      const auto page = rows_of(request, next);
      EXPECT_TRUE(page.size() == 2 || next.empty()) << report.id;
      together.insert(together.end(), page.begin(), page.end());
      request.page.after = next;
    } while (!next.empty() && together.size() <= whole.size());
    EXPECT_EQ(together, whole) << report.id;
  }
}

TEST(DisplayWidth, CountsWideCharactersTwice) {
  EXPECT_EQ(display_width("abc"), 3u);
  EXPECT_EQ(display_width("工单a"), 5u);
  EXPECT_EQ(display_width("，"), 2u);
}

}  // namespace
}  // namespace kintsugi::tests
