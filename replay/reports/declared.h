#pragma once
// A report as a declaration: which list it reads, what may be asked, what each column is. The same
// declaration computes the cells and says what each is made of.
//
// One file a report in declared/, which defines `const Report& <file name>()`; CMake collects them.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "projections/lists/list.h"
#include "replay/reports/reports.h"

namespace kintsugi::replay {

struct ReportColumn {
  enum class Is {
    field,      // of the row; of a grouped report: what its rows are grouped by
    name,       // of the thing that `field` refers to
    looked_up,  // `of`, a field of the item of `list` whose id is `field` (parts joined by ':')
    counted,    // how many rows
    summed,     // `field` over the rows
    computed,   // from columns before it
    earliest,   // of a grouped report: the least of `field`, where any row has one
    latest,     // of a grouped report: the greatest of `field`
    gathered,   // the sum of `of` over the items of `list` whose `by` is what `field` is here
  };
  Is is = Is::field;
  std::string_view id;      // stable
  std::string_view zh, en;  // empty: the field's
  std::string_view field;
  std::string_view list, of;  // of what is looked up or gathered
  std::string_view by;        // gathered: what refers to the row
  // Counted, summed, gathered: only rows where it holds: "payer=customer", "kind=old&status=done".
  std::string_view where;
  std::string_view from;      // counted, summed: rows of this other list; empty: of the report's
  std::string_view since;     // summed: the minutes from it to `field`, of rows that have both
  std::string_view past;      // counted: only rows where this instant is over at the moment
  // Of a field of a grouped report: the month or the day of that instant, in Shanghai.
  enum class Per { instant, day, month } per = Per::instant;
  // Of what is computed: the columns with their signs ("+due", "-paid"), or with rate: one part of
  // the other in 1/10 000, with minutes: from the first instant to the second, with mean: the first
  // divided by the second, in thousandths; with average: so divided, in the first one's own unit.
  enum class Formula { none, total, rate, minutes, mean, average } formula = Formula::none;
  std::vector<std::string_view> terms;
  bool adds = false;  // has a total at the end of the report
};

struct ReportParameter {
  std::string_view name;       // as people name it: "from"
  std::string_view condition;  // on the list: "registered_at.from"
  std::string_view preset;     // what it is where nobody says; empty: no condition
};

// Rows of another list: they go into the groups of a grouped report, whose fields have the same
// names there; of another report they follow its own rows. There a field may be called otherwise
// ({"completed_at", "closed_at"}) or be one word in all of them ({"service_type", "=complaint"});
// what the list does not have is empty, and fits no parameter.
struct ReportSource {
  std::string_view list;
  std::vector<std::string_view> where{};
  std::vector<std::pair<std::string_view, std::string_view>> as{};
  // What it is called in that list, or "=word"; its own name where nothing is said.
  std::string_view called(std::string_view field) const {
    for (const auto& [own, there] : as)
      if (own == field) return there;
    return field;
  }
};

// The picture of a report: its rows added up along a column.
struct ReportChart {
  enum class Kind { none, bar, line, share, heat } kind = Kind::none;
  std::string_view along;   // a column: a mark for each difference in it
  std::string_view named{};   // the column that says its name, where that is another
  std::string_view across{};  // heat: the column of its rows
  std::vector<std::string_view> figures{};  // columns of numbers; none: how many rows
  bool mean = false;  // the mean of the rows that have one, in place of their sum
};

struct Report {
  std::string_view id;
  std::string_view zh, en;
  std::string_view about_zh{}, about_en{};  // what it counts and what not: 口径说明
  std::vector<std::string_view> readers{};  // duties that may read it; none: nobody
  bool own = false;                         // also a technician, of his own
  std::string_view menu{};                  // where it stands: "money"; empty: with its list
  std::string_view list;
  std::vector<std::string_view> where{};  // conditions that always hold: "status=posted"
  std::vector<ReportParameter> parameters{};
  bool open = false;     // takes every condition of the list, q and sort as parameters
  bool grouped = false;  // a row for each difference in what is `field`, in their order
  std::string_view order{};  // of a grouped one: by this column, the least first; without it: last
  std::vector<ReportSource> also{};  // other lists; parameters hold for each of them
  std::vector<ReportColumn> columns{};
  ReportChart chart{};  // of a report that is best seen
};

// Of columns, as they are written down.
ReportColumn field(std::string_view name, std::string_view id = {});
ReportColumn name_of(std::string_view field, std::string_view id);
ReportColumn labelled(ReportColumn column, std::string_view zh, std::string_view en);
ReportColumn looked_up(std::string_view id, std::string_view field, std::string_view list,
                       std::string_view of);
ReportColumn counted(std::string_view id, std::string_view zh, std::string_view en,
                     std::string_view where = {});
ReportColumn summed(std::string_view id, std::string_view field, std::string_view where = {});
// Of the rows that have both: the minutes from one instant to the other.
ReportColumn minutes_in_all(std::string_view id, std::string_view zh, std::string_view en,
                            std::string_view since, std::string_view field);
// Of the rows whose instant lies before the moment: when the last commit of it was recorded.
ReportColumn counted_past(std::string_view id, std::string_view zh, std::string_view en,
                          std::string_view instant);
// Of items of another list that refer to the row: "order" of charges to "id" of an order.
ReportColumn gathered(std::string_view id, std::string_view zh, std::string_view en,
                      std::string_view field, std::string_view list, std::string_view by,
                      std::string_view of, std::string_view where = {});
ReportColumn earliest(std::string_view id, std::string_view zh, std::string_view en,
                      std::string_view field);
ReportColumn latest(std::string_view id, std::string_view zh, std::string_view en,
                    std::string_view field);
ReportColumn month_of(std::string_view field, std::string_view id);
ReportColumn day_of(std::string_view field, std::string_view id);
// Of rows of another list, named in Report::also: empty in all others.
ReportColumn of_list(ReportColumn column, std::string_view list);
// What must not be added up: quantities of different parts.
ReportColumn without_total(ReportColumn column);
ReportColumn computed(std::string_view id, std::string_view zh, std::string_view en,
                      ReportColumn::Formula formula, std::vector<std::string_view> terms);

std::span<const Report* const> declared_reports();  // by id
const Report* find_declared(std::string_view id);
// As all reports are run and written. Of a declared one: once each.
ReportKind kind_of(const Report& report);
// Exactly what a list shows, as a report of its own: `columns` are names of the list, separated by
// commas, or of what a reference refers to ("part_name"); empty: all of them. In the order `sort`
// where an index has it, else put in order (arranged.h). What is asked comes as parameters. Errors:
// those of `arranged`.
Result<ReportKind> list_report(const projections::lists::List& list, std::string_view columns,
                               std::string_view sort = {});

// --- what a cell is made of
struct CellPart {
  std::string list, id, field;  // a field of an item of a list …
  std::string column;           // … or a column of the same row
  Cell value;
  int sign = 1;  // with which it goes into the cell
};
struct Explanation {
  ReportColumn::Is is = ReportColumn::Is::field;
  ReportColumn::Formula formula = ReportColumn::Formula::none;
  Cell value;
  std::vector<CellPart> parts;
  std::string rule;  // that priced the row: "wage_rule/default", with version and line
  std::int64_t rule_version = 0;
};
// The cell of a row (by its id, as RowSink gets it) and a column. Errors: not_found
// "report.no_row", "report.no_column"; those of a run.
Result<Explanation> explain(const Report& report, const View& view, const ReportRequest& request,
                            const projections::Scope& scope, std::string_view row,
                            std::string_view column);

}  // namespace kintsugi::replay
