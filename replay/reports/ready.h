#pragma once
// A declared report with its names resolved: of the reports' own files only.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "projections/lists/query.h"
#include "replay/reports/declared.h"

namespace kintsugi::replay::declared {

namespace lists = projections::lists;

Cell cell_of(const lists::Item& item, const lists::FieldPath& path);
std::int64_t number_of(const Cell& cell);  // 0 of a text and of nothing
std::string text_of(const Cell& cell);

// A column with its names resolved.
struct Resolved {
  const ReportColumn* declared = nullptr;
  Column shown;
  std::size_t source = 0;              // of the lists whose rows it counts or adds up
  lists::FieldPath path;               // of that list's rows; may be none
  lists::FieldPath since, past;        // idem
  // Of a field, a name or what is gathered: its path in each list; may be none.
  std::vector<lists::FieldPath> keys;
  std::vector<std::string_view> words;  // of a field: what it is in all rows of a list; or empty
  const lists::List* other = nullptr;  // of a name, of what is looked up or gathered
  lists::FieldPath of;                 // its field
  lists::FieldPath by;                 // of what is gathered: what refers to the row
  lists::Query where;
  struct Term {
    std::size_t column = 0;
    int sign = 1;
  };
  std::vector<Term> terms;
};

// A report made ready, once.
// Is it told of the first or the last of many?
inline bool is_end(ReportColumn::Is is) {
  return is == ReportColumn::Is::earliest || is == ReportColumn::Is::latest;
}

class Ready {
 public:
  explicit Ready(const Report& report) : report_(report), sources_{{report.list, report.where}} {
    sources_.insert(sources_.end(), report.also.begin(), report.also.end());
    for (const ReportSource& one : sources_) lists_.push_back(lists::find(one.list));
    looked_at_.resize(sources_.size());
    for (const ReportColumn& column : report.columns) add(column);
    check_chart();
  }
  const Report& report() const { return report_; }
  const lists::List& list() const { return *lists_[0]; }
  // The report's own list first.
  const std::vector<ReportSource>& sources() const { return sources_; }
  const lists::List& list(std::size_t source) const { return *lists_[source]; }
  const std::vector<Resolved>& columns() const { return columns_; }
  // What the cells of a grouped report look at in an item of one of its lists.
  std::span<const lists::FieldPath> looked_at(std::size_t source) const {
    return looked_at_[source];
  }
  std::size_t index_of(std::string_view id) const {
    const auto found = std::find_if(columns_.begin(), columns_.end(),
                                    [&](const Resolved& one) { return one.declared->id == id; });
    return static_cast<std::size_t>(found - columns_.begin());
  }
  std::vector<Column> shown() const {
    std::vector<Column> out;
    for (const Resolved& one : columns_) out.push_back(one.shown);
    return out;
  }

 private:
  void add(const ReportColumn& column);
  void find_keys(const ReportColumn& column, Resolved& made) const;
  void look_at(const Resolved& column);
  void check_chart() const;

  const Report& report_;
  std::vector<ReportSource> sources_;
  std::vector<const lists::List*> lists_;
  std::vector<std::vector<lists::FieldPath>> looked_at_;  // by source
  std::vector<Resolved> columns_;
};

// Of a declared report, made at the first call; any thread.
const Ready& ready(const Report& report);

}  // namespace kintsugi::replay::declared
