#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& waiting_times() {
  using enum ReportColumn::Formula;
  static const Report report{
      .id = "waiting_times",
      .zh = "积压时长表",
      .en = "What waits, and since when",
      .about_zh =
          "按队列和网点统计所看时刻的待办：件数、最早进入时间、最早期限、已逾期的件数和比例；"
          "逾期以该时刻之前最后一次记录的时间为准，没有期限的不会逾期。",
      .about_en =
          "What waits at the moment, by queue and outlet: how much, since when at the longest, "
          "what is due first, how much is overdue. Overdue is measured by when the last thing "
          "before the moment was recorded; what has no due time is never overdue.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher", "store_keeper",
                  "accountant"},
      .list = "queue_items",
      .parameters = {{"outlet", "outlet", {}},
                     {"queue", "queue", {}},
                     {"since_from", "since.from", {}},
                     {"since_until", "since.until", {}}},
      .grouped = true,
      .columns = {field("queue"), field("outlet"), name_of("outlet", "outlet_name"),
                  counted("waiting", "待办数", "Waiting"),
                  earliest("since", "最早进入", "Waiting since", "since"),
                  earliest("due_first", "最早期限", "Due first", "due_at"),
                  counted_past("overdue", "已逾期", "Overdue", "due_at"),
                  computed("share_overdue", "逾期率", "Share overdue", rate,
                           {"overdue", "waiting"})},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "queue",
                .figures = {"waiting", "overdue"}}};
  return report;
}

}  // namespace kintsugi::replay
