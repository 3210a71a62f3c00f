#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& dispatch_times() {
  using enum ReportColumn::Formula;
  static const Report report{
      .id = "dispatch_times",
      .zh = "派工及时率",
      .en = "From the call to the engineer",
      .about_zh = "登记到首次派工的分钟数，按事件时间，不计已撤回的派工；地址未与用户核对的派工，核对时间为空。",
      .about_en =
          "Minutes from the registration to the first booking that was not withdrawn, by the times "
          "of events; where the address was never read back, there is no time of that.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher"},
      .list = "bookings",
      .where = {"first=true"},
      .parameters = {{"outlet", "outlet", {}},
                     {"technician", "technician", {}},
                     {"from", "dispatched_at.from", {}},
                     {"until", "dispatched_at.until", {}}},
      .columns =
          {field("id", "order"), field("order.outlet"), name_of("order.outlet", "outlet_name"),
           field("technician"), name_of("technician", "technician_name"),
           looked_up("registered_at", "id", "work_orders", "registered_at"), field("dispatched_at"),
           computed("until_dispatched", "登记到派工（分）", "Until dispatched (min)", minutes,
                    {"registered_at", "dispatched_at"}),
           looked_up("address_confirmed_at", "id", "work_orders", "order.address_confirmed_at")},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "outlet",
                .named = "outlet_name",
                .figures = {"until_dispatched"},
                .mean = true}};
  return report;
}

}  // namespace kintsugi::replay
