#include "replay/reports/declared.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "replay/reports/arranged.h"
#include "replay/reports/run.h"

namespace kintsugi::replay {
namespace {

namespace lists = projections::lists;
using declared::Ready;
using declared::Run;
using projections::Scope;
using Is = ReportColumn::Is;

Result<std::string> run_declared(const Ready& what, const View& view, const ReportRequest& request,
                                 const Scope& scope, const RowSink& sink) {
  if (what.report().grouped) {
    KINTSUGI_TRY(auto runs, Run::begin_all(what, view, request, scope));
    return run_grouped(what, runs, request.page, sink);
  }
  KINTSUGI_TRY(auto runs, Run::begin_all(what, view, request, scope));
  // Where there are several lists, a page's end says in which it stands: "1" and its own end there.
  const bool several = runs.size() > 1;
  std::size_t source = 0;
  projections::PageRequest page = request.page;
  if (several && !page.after.empty()) {
    source = std::min<std::size_t>(static_cast<std::size_t>(page.after[0] - '0'), runs.size());
    page.after.erase(0, 1);
  }
  for (; source < runs.size(); ++source) {
    Result<void> broken;
    bool stopped = false;
    KINTSUGI_TRY(auto next, runs[source].items(page, [&](const lists::Item& item) {
      const auto row = runs[source].cells(item);
      if (!row) broken = tl::unexpected(row.error());
      stopped = !row || !sink(*row, lists::id_of(runs[source].list(), item));
      --page.limit;
      return !stopped;
    }));
    KINTSUGI_TRY_OK(broken);
    if (stopped) return std::string();
    const char at = static_cast<char>('0' + source);
    if (!next.empty()) return several ? at + next : next;
    page.after.clear();
    if (page.limit == 0 && source + 1 < runs.size())
      return std::string(1, static_cast<char>(at + 1));
  }
  return std::string();
}

}  // namespace

ReportColumn field(std::string_view name, std::string_view id) {
  ReportColumn column;
  column.field = name;
  column.id = id.empty() ? name.substr(name.rfind('.') + 1) : id;
  return column;
}
ReportColumn name_of(std::string_view of, std::string_view id) {
  ReportColumn column;
  column.is = Is::name;
  column.id = id;
  column.field = of;
  return column;
}
ReportColumn labelled(ReportColumn column, std::string_view zh, std::string_view en) {
  column.zh = zh;
  column.en = en;
  return column;
}
ReportColumn looked_up(std::string_view id, std::string_view field, std::string_view list,
                       std::string_view of) {
  ReportColumn column;
  column.is = Is::looked_up;
  column.id = id;
  column.field = field;
  column.list = list;
  column.of = of;
  return column;
}
ReportColumn counted(std::string_view id, std::string_view zh, std::string_view en,
                     std::string_view where) {
  ReportColumn column;
  column.is = Is::counted;
  column.id = id;
  column.zh = zh;
  column.en = en;
  column.where = where;
  column.adds = true;
  return column;
}
ReportColumn summed(std::string_view id, std::string_view field, std::string_view where) {
  ReportColumn column;
  column.is = Is::summed;
  column.id = id;
  column.field = field;
  column.where = where;
  column.adds = true;
  return column;
}
ReportColumn minutes_in_all(std::string_view id, std::string_view zh, std::string_view en,
                            std::string_view since, std::string_view field) {
  ReportColumn column = labelled(summed(id, field), zh, en);
  column.since = since;
  return column;
}
ReportColumn counted_past(std::string_view id, std::string_view zh, std::string_view en,
                          std::string_view instant) {
  ReportColumn column = counted(id, zh, en);
  column.past = instant;
  return column;
}
ReportColumn gathered(std::string_view id, std::string_view zh, std::string_view en,
                      std::string_view field, std::string_view list, std::string_view by,
                      std::string_view of, std::string_view where) {
  ReportColumn column = labelled(looked_up(id, field, list, of), zh, en);
  column.is = Is::gathered;
  column.by = by;
  column.where = where;
  column.adds = true;
  return column;
}
ReportColumn earliest(std::string_view id, std::string_view zh, std::string_view en,
                      std::string_view of) {
  ReportColumn column = labelled(field(of, id), zh, en);
  column.is = Is::earliest;
  return column;
}
ReportColumn latest(std::string_view id, std::string_view zh, std::string_view en,
                    std::string_view of) {
  ReportColumn column = earliest(id, zh, en, of);
  column.is = Is::latest;
  return column;
}
ReportColumn month_of(std::string_view of, std::string_view id) {
  ReportColumn column = labelled(field(of, id), "月份", "Month");
  column.per = ReportColumn::Per::month;
  return column;
}
ReportColumn day_of(std::string_view of, std::string_view id) {
  ReportColumn column = labelled(field(of, id), "日期", "Day");
  column.per = ReportColumn::Per::day;
  return column;
}
ReportColumn of_list(ReportColumn column, std::string_view list) {
  column.from = list;
  return column;
}
ReportColumn without_total(ReportColumn column) {
  column.adds = false;
  return column;
}
ReportColumn computed(std::string_view id, std::string_view zh, std::string_view en,
                      ReportColumn::Formula formula, std::vector<std::string_view> terms) {
  ReportColumn column;
  column.is = Is::computed;
  column.id = id;
  column.zh = zh;
  column.en = en;
  column.formula = formula;
  column.terms = std::move(terms);
  return column;
}

ReportKind kind_of(const Report& report) {
  static std::map<const Report*, std::pair<std::vector<Column>, std::vector<std::string_view>>>
      kept;
  auto& [columns, parameters] = kept[&report];  // by all_reports(), once each
  const Ready& what = declared::ready(report);
  columns = what.shown();
  for (const ReportParameter& one : report.parameters) parameters.push_back(one.name);
  return {report.id,
          report.zh,
          report.en,
          columns,
          parameters,
          [&what](const View& view, const ReportRequest& request, const Scope& scope,
                  const RowSink& sink) { return run_declared(what, view, request, scope, sink); },
          &report,
          report.readers,
          report.own,
          report.about_zh,
          report.about_en,
          report.menu};
}

namespace {

// A report that is made for one question, with the texts that it refers to.
struct Made {
  Report report;
  std::vector<std::string> names;
  std::vector<Column> columns;
  std::optional<Ready> ready;
};

bool has_name(const lists::FieldPath& field) {
  if (field.field() == nullptr || field.is_list() || field.field()->ref.empty()) return false;
  const lists::List* of = lists::of_things(field.field()->ref);
  return of != nullptr && of->field("name").has_value();
}

}  // namespace

Result<ReportKind> list_report(const lists::List& list, std::string_view columns,
                               std::string_view sort) {
  const auto made = std::make_shared<Made>();
  Report& report = made->report;
  report = {.id = list.name(),
            .zh = list.info->label_zh,
            .en = list.info->label_en,
            .list = list.name(),
            .open = true};
  made->names.reserve(list.shown.size());
  std::string all;
  for (const auto& one : list.shown) {
    report.columns.push_back(field(one.name, one.name));
    if (one.field.is_list()) continue;  // where it is asked for
    all.append(all.empty() ? "" : ",").append(one.name);
    if (!has_name(one.field)) continue;
    made->names.push_back(one.name + "_name");
    report.columns.push_back(name_of(one.name, made->names.back()));
    all.append(",").append(made->names.back());
  }
  made->ready.emplace(report);
  made->columns = made->ready->shown();
  const ReportKind whole{
      report.id,
      report.zh,
      report.en,
      made->columns,
      {},
      [made](const View& view, const ReportRequest& request, const Scope& scope,
             const RowSink& sink) {
        return run_declared(*made->ready, view, request, scope, sink);
      },
      &made->report};
  if (columns.empty()) columns = all;
  KINTSUGI_TRY(ReportKind out, arranged(whole, columns, {}));
  if (sort.empty()) return out;
  KINTSUGI_TRY(const ReportKind sorted, arranged(whole, columns, sort));
  out.run = [made, as_it_comes = out.run, sorted](
                const View& view, const ReportRequest& request, const Scope& scope,
                const RowSink& sink) -> Result<std::string> {
    KINTSUGI_TRY(Run run, Run::begin(*made->ready, view, request, scope));
    KINTSUGI_TRY(const bool in_order, run.has_order());
    if (in_order) return as_it_comes(view, request, scope, sink);
    ReportRequest unsorted = request;
    std::erase_if(unsorted.parameters, [](const auto& one) { return one.first == "sort"; });
    return sorted.run(view, unsorted, scope, sink);
  };
  return out;
}

}  // namespace kintsugi::replay
