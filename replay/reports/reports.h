#pragma once
// The reports under the names that their users know, as of any moment. The same report, request and
// moment give the same octets in every format.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "projections/runner/scope.h"
#include "replay/views/views.h"

namespace kintsugi::replay {

enum class CellType { text, integer, money, quantity, rate, instant, date, position, enumeration };

struct Column {
  std::string_view id;  // stable: key in JSON; with its unit the header of CSV profile `data`
  std::string_view zh, en;
  CellType type = CellType::text;
  // Of an enumeration: its cells are stable names, shown by their labels.
  std::string_view enum_name;
  bool adds = false;      // has a total below the last row, in what people read
  bool personal = false;  // its cells tell of a person: a name, a phone
};

using Cell = std::variant<std::monostate, std::string, std::int64_t>;
using Row = std::vector<Cell>;  // one cell a column; instants and dates of 0 are empty

// Whose names of a kind of person he who asks may read, by stream type.
using NameScopes = std::map<std::string, projections::Scope, std::less<>>;

struct ReportRequest {
  // Of reports that are declarations: as people write them; empty where nobody did.
  std::vector<std::pair<std::string, std::string>> parameters;
  std::string named(std::string_view name, std::string_view preset) const;
  // Of lists beside the report's own: what of each he who asks may read. Not named: as the report.
  std::map<std::string, projections::Scope, std::less<>> scopes{};
  // Of columns of names; a kind that is not named: everybody's.
  NameScopes names{};

  // Where files lie while they are written; empty: where the machine has such files.
  std::filesystem::path made_in{};

  std::string outlet;  // empty: all of the scope
  std::string technician;
  std::string warehouse;
  std::string part;
  std::string operator_id;
  std::string status;                           // of orders: "in_progress"
  std::string period;                           // of wages: "2026-03"
  std::optional<Instant> from;                  // inclusive
  std::optional<Instant> until;                 // exclusive
  projections::PageRequest page{SIZE_MAX, {}};  // which rows; `after` as run() gave it
  // Of what is used most: which of the above a report knows is in ReportKind::parameters.
};

// Takes rows in order, with their ids where a report has them (declared.h); false: no more are
// wanted.
class RowSink {
 public:
  template <class Take>
  RowSink(Take take) {  // of a row, or of a row and its id
    if constexpr (std::is_invocable_v<Take, const Row&, std::string_view>) {
      take_ = std::move(take);
    } else {
      take_ = [take = std::move(take)](const Row& row, std::string_view) { return take(row); };
    }
  }
  bool operator()(const Row& row, std::string_view id = {}) const { return take_(row, id); }

 private:
  std::function<bool(const Row&, std::string_view id)> take_;
};

struct Report;

struct ReportKind {
  std::string_view id;  // "repair_status"
  std::string_view zh, en;
  std::span<const Column> columns;
  std::span<const std::string_view> parameters;  // names of ReportRequest's members
  // Gives where the page after this one begins; empty: there are no more rows, or the sink wanted
  // none.
  std::function<Result<std::string>(const View&, const ReportRequest&, const projections::Scope&,
                                    const RowSink&)>
      run;
  const Report* declared = nullptr;  // null: written by hand
  std::span<const std::string_view> readers{};  // duties, each in its outlets; none: nobody
  bool own = false;  // also a technician, of his own: each of its lists says whose that is
  std::string_view about_zh{}, about_en{};  // what it counts and what not; empty of a list's rows
  std::string_view menu{};  // the part of the menu where it stands: "money"; empty: with its list
};

std::size_t personal_columns(const ReportKind& report);

std::span<const ReportKind> all_reports();
const ReportKind* find_report(std::string_view id);  // null where there is none

}  // namespace kintsugi::replay
