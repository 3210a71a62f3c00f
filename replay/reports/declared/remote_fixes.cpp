#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& remote_fixes() {
  using enum ReportColumn::Formula;
  static const Report report{
      .id = "remote_fixes",
      .zh = "远程解决率",
      .en = "Remote fixes",
      .about_zh = "所选期间内登记且已完工的工单中，未上门即解决的比例。",
      .about_en =
          "Of the orders registered in the period and completed, those that were solved without a "
          "visit.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher", "accountant"},
      .list = "work_orders",
      .where = {"status=completed,followed_up,posted"},
      .parameters = {{"outlet", "outlet", {}},
                     {"from", "registered_at.from", {}},
                     {"until", "registered_at.until", {}}},
      .grouped = true,
      .columns = {field("order.outlet"), name_of("order.outlet", "outlet_name"),
                  field("order.service_type"), counted("completed", "已完工", "Completed"),
                  counted("remote", "远程解决", "Resolved remotely", "resolved_remotely=true"),
                  computed("share_remote", "远程解决率", "Share", rate, {"remote", "completed"})},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "outlet",
                .named = "outlet_name",
                .figures = {"completed", "remote"}}};
  return report;
}

}  // namespace kintsugi::replay
