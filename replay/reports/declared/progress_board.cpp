// 进度看板: what is under way, the last that was heard of it.

#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& progress_board() {
  static const Report report{
      .id = "progress_board",
      .zh = "工单进度看板",
      .en = "Progress of open orders",
      .about_zh = "未完工的工单：走到哪一步、由谁负责、最近一次进度反馈及其时间。",
      .about_en =
          "Orders that are not completed: how far each is, whose it is, the last progress that "
          "was told and when.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher"},
      .list = "work_orders",
      .where = {"status=registered,assigned,scheduled,accepted,traveling,in_progress,on_hold,"
                "work_reported"},
      .parameters = {{"outlet", "outlet", {}},
                     {"technician", "technician", {}},
                     {"status", "status", {}}},
      .columns = {field("id", "order"), field("order.status"), field("order.service_type"),
                  field("order.severity"), field("order.outlet"),
                  name_of("order.outlet", "outlet_name"), field("order.technician"),
                  name_of("order.technician", "technician_name"), field("registered_at"),
                  field("dispatched_at"), field("accepted_at"), field("started_at"),
                  field("order.reported_at"), field("last_note"), field("last_note_at"),
                  field("changed_at")},
      .chart = {.kind = ReportChart::Kind::bar, .along = "status"}};
  return report;
}

}  // namespace kintsugi::replay
