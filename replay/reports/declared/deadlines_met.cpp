#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& deadlines_met() {
  using enum ReportColumn::Formula;
  static const Report report{
      .id = "deadlines_met",
      .zh = "时限考核",
      .en = "Deadlines met",
      .about_zh =
          "按网点和类型统计期限在所选期间内的上门时限和完工时限，每张工单按其最近一次期限各计一次："
          "超时指已跳闸且未查明按时；未超时指期限内已完成或期限已撤（工单取消、暂不计时等）；"
          "达标率 = 未超时 ÷（未超时 + 超时），计时中的不计。",
      .about_en =
          "Deadlines of arrival and of completion that lie in the period, by outlet and kind, of "
          "each order its latest ones: missed are those that tripped and were not found met since; "
          "not missed are those met in time and those that fell away (a canceled order, a promise "
          "taken back). The rate is of both together, without what is still running.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher"},
      .list = "alarms",
      .where = {"kind=order_arrival,order_completion"},
      .parameters = {{"outlet", "outlet", {}},
                     {"kind", "kind", {}},
                     {"from", "due_at.from", {}},
                     {"until", "due_at.until", {}}},
      .grouped = true,
      .columns = {field("outlet"), name_of("outlet", "outlet_name"), field("kind"),
                  counted("watched", "监控数", "Watched"),
                  counted("running", "计时中", "Running", "status=armed"),
                  counted("tripped", "超时", "Missed", "status=tripped,acknowledged,cleared"),
                  counted("met", "未超时", "Not missed", "status=superseded"),
                  computed("ended", "已到期或完成", "Ended", total, {"+met", "+tripped"}),
                  computed("rate", "达标率", "Rate met", rate, {"met", "ended"})},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "outlet",
                .named = "outlet_name",
                .figures = {"met", "tripped"}}};
  return report;
}

}  // namespace kintsugi::replay
