#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& check_overrides() {
  static const Report report{
      .id = "check_overrides",
      .zh = "派工检查放行表",
      .en = "Overrides of dispatch checks",
      .about_zh = "每一次派工检查的放行：哪项检查、为哪位技术员、由谁放行、原因。",
      .about_en = "Each dispatch check that was overridden: which, for whom, by whom and why.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher"},
      .list = "overrides",
      .parameters = {{"outlet", "outlet", {}},
                     {"technician", "technician", {}},
                     {"by", "by", {}},
                     {"check", "check", {}},
                     {"from", "registered_at.from", {}},
                     {"until", "registered_at.until", {}}},
      .columns = {field("order"), field("registered_at"), field("outlet"),
                  name_of("outlet", "outlet_name"), field("check"), field("technician"),
                  name_of("technician", "technician_name"), field("by"), name_of("by", "by_name"),
                  field("reason"), field("withdrawn")},
      .chart = {.kind = ReportChart::Kind::share, .along = "check"}};
  return report;
}

}  // namespace kintsugi::replay
