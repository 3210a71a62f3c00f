#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& installer_wages() {
  static const Report report{
      .id = "installer_wages",
      .zh = "安装工工资汇总表",
      .en = "Wages of technicians",
      .about_zh = "每月每网点每名技术员一行：提成、调整与合计，以及该月核算的状态。",
      .about_en =
          "A row for each month, outlet and technician: earned, adjusted, total, and where "
          "the month's wage run stands.",
      .readers = {"administrator", "auditor", "accountant"},
      .own = true,
      .list = "wage_sheets",
      .parameters = {{"period", "period", {}},
                     {"outlet", "outlet", {}},
                     {"technician", "technician", {}}},
      .columns = {
          field("period"), field("outlet"),
          labelled(name_of("outlet", "outlet_name"), "网点名称", "Outlet name"),
          field("technician"),
          labelled(name_of("technician", "technician_name"), "技术员姓名", "Technician name"),
          field("orders"), field("earned"), field("adjusted"), field("total"),
          labelled(looked_up("run_status", "period:outlet", "wage_runs", "run.status"), "核算状态",
                   "Wage run")},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "technician",
                .named = "technician_name",
                .figures = {"total"}}};
  return report;
}

}  // namespace kintsugi::replay
