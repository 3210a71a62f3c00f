#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& remedies_by_cause() {
  static const Report report{
      .id = "remedies_by_cause",
      .zh = "处理方式按原因统计",
      .en = "Remedies by cause",
      .about_zh = "按故障责任分类统计登记时间在所选期间内的维修工单：确定的或申请的处理方式各多少。",
      .about_en =
          "Repairs registered in the period, by the class of their cause: how many were repaired, "
          "exchanged or refunded, as it was decided or asked for.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher", "accountant"},
      .list = "work_orders",
      .where = {"service_type=repair"},
      .parameters = {{"brand", "brand", {}},
                     {"category", "category", {}},
                     {"outlet", "outlet", {}},
                     {"from", "registered_at.from", {}},
                     {"until", "registered_at.until", {}}},
      .grouped = true,
      .columns = {field("cause_class"), counted("repairs", "维修工单", "Repairs"),
                  counted("repaired", "修理", "Repair", "remedy=repair"),
                  counted("exchanged", "更换", "Exchange", "remedy=exchange"),
                  counted("refunded", "退款", "Refund", "remedy=refund,refund_depreciated"),
                  counted("undecided", "未定", "Undecided", "remedy=none")},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "cause_class",
                .figures = {"repaired", "exchanged", "refunded"}}};
  return report;
}

}  // namespace kintsugi::replay
