#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& voice_menu() {
  static const Report report{
      .id = "voice_menu",
      .zh = "语音菜单漏斗",
      .en = "Choices in the voice menu",
      .about_zh = "按语音菜单路径统计所选期间内的电话；服务类型以信息员登记为准。",
      .about_en =
          "Calls of the period by their choices in the voice menu; what service it was, the clerk "
          "asked.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher"},
      .list = "interactions",
      .where = {"channel=phone"},
      .parameters = {{"outlet", "outlet", {}},
                     {"from", "started_at.from", {}},
                     {"until", "started_at.until", {}}},
      .grouped = true,
      .columns = {field("ivr_path"), counted("contacts", "来电", "Calls"),
                  counted("linked", "已关联工单", "Linked", "status=linked"),
                  counted("closed", "无工单结束", "Closed without an order", "status=closed"),
                  counted("given_up", "对方挂断", "Given up", "outcome=given_up")},
      .chart = {.kind = ReportChart::Kind::bar, .along = "ivr_path", .figures = {"contacts"}}};
  return report;
}

}  // namespace kintsugi::replay
