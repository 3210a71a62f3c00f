#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& override_counts() {
  static const Report report{
      .id = "override_counts",
      .zh = "派工检查放行统计",
      .en = "Overrides of dispatch checks, counted",
      .about_zh = "按网点、放行人与检查项统计派工检查的放行次数；撤回的另列，不从放行次数中扣除。",
      .about_en =
          "How often each person overrode which check, by outlet; those that were withdrawn are "
          "among them and counted beside.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher"},
      .list = "overrides",
      .parameters = {{"outlet", "outlet", {}},
                     {"by", "by", {}},
                     {"check", "check", {}},
                     {"from", "registered_at.from", {}},
                     {"until", "registered_at.until", {}}},
      .grouped = true,
      .columns = {field("outlet"), name_of("outlet", "outlet_name"), field("by"),
                  name_of("by", "by_name"), field("check"),
                  counted("times", "放行次数", "Overridden"),
                  counted("withdrawn", "其中撤回", "Withdrawn", "withdrawn=true")},
      .chart = {.kind = ReportChart::Kind::bar, .along = "check", .figures = {"times"}}};
  return report;
}

}  // namespace kintsugi::replay
