#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& sold_not_installed() {
  static const Report report{
      .id = "sold_not_installed",
      .zh = "已售未装",
      .en = "Sold, not installed",
      .about_zh = "已导入的销售中尚未完成安装的；安装工单已取消的仍在其中。",
      .about_en =
          "Imported sales that are not installed; those whose order was canceled are among them.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher", "accountant"},
      .list = "sales",
      .where = {"status=imported"},
      .parameters = {{"outlet", "outlet", {}},
                     {"brand", "brand", {}},
                     {"from", "sold_on.from", {}},
                     {"until", "sold_on.until", {}}},
      .columns = {field("id", "sale"), field("seller"), field("outlet"),
                  name_of("outlet", "outlet_name"), field("brand"), field("category"),
                  field("model"), field("serial"), field("sold_on"), field("delivered_on"),
                  field("install_on"), field("order"),
                  looked_up("order_status", "order", "work_orders", "order.status")},
      .chart = {.kind = ReportChart::Kind::bar, .along = "brand"}};
  return report;
}

}  // namespace kintsugi::replay
