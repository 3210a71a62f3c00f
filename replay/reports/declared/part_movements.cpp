// 领返备件表.

#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& part_movements() {
  static const Report report{
      .id = "part_movements",
      .zh = "领返备件表",
      .en = "Parts taken and returned",
      .about_zh = "技术员领用、使用、返还、遗失备件的每一笔，按技术员、备件、状态、行号排列。",
      .about_en =
          "What technicians took, used, handed back and lost, by technician, part, condition "
          "and line.",
      .readers = {"administrator", "auditor", "dispatcher", "store_keeper", "accountant"},
      .list = "custody_lines",
      .parameters = {{"outlet", "outlet", {}},
                     {"technician", "technician", {}},
                     {"part", "part", {}},
                     {"from", "at.from", {}},
                     {"until", "at.until", {}}},
      .columns = {field("technician"),
                  labelled(name_of("technician", "technician_name"), "技术员姓名",
                           "Technician name"),
                  field("outlet"), field("part"),
                  labelled(name_of("part", "part_name"), "备件名称", "Part name"),
                  labelled(field("condition"), "备件状态", "Condition"), field("line"),
                  field("at"), field("movement"), field("quantity"), field("balance"),
                  field("order"), field("request"), field("counterparty"), field("operator"),
                  field("position")},
      .chart = {.kind = ReportChart::Kind::share, .along = "movement"}};
  return report;
}

}  // namespace kintsugi::replay
