#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& contact_channels() {
  using enum ReportColumn::Formula;
  static const Report report{
      .id = "contact_channels",
      .zh = "来访渠道统计",
      .en = "Contacts by channel",
      .about_zh = "按渠道统计所选期间内开始的来访；再次来访指其工单此前已有来访。",
      .about_en =
          "Contacts that began in the period, by channel; a repeated one is of an order that had a "
          "contact before.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher"},
      .list = "interactions",
      .parameters = {{"outlet", "outlet", {}},
                     {"from", "started_at.from", {}},
                     {"until", "started_at.until", {}}},
      .grouped = true,
      .columns = {field("channel"), counted("contacts", "来访", "Contacts"),
                  counted("inbound", "呼入", "From customers", "direction=inbound"),
                  counted("linked", "已关联工单", "Linked", "status=linked"),
                  counted("closed", "无工单结束", "Closed without an order", "status=closed"),
                  counted("waiting", "待处理", "Waiting", "status=open,routed"),
                  counted("repeated", "再次来访", "Repeated", "repeat=true"),
                  computed("share_linked", "关联率", "Share linked", rate, {"linked", "contacts"})},
      .chart = {.kind = ReportChart::Kind::share, .along = "channel", .figures = {"contacts"}}};
  return report;
}

}  // namespace kintsugi::replay
