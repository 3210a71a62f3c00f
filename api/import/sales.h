#pragma once
// A sales file (CSV, any encoding that ICU knows) as commands: each row an ImportSale. Which column
// is which field says the mapping; where it does not, the column that is called so in Chinese or
// English. Pure; any thread.

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "events/base/result.h"
#include "schema/sale_commands.h"

namespace kintsugi::api::import {

inline constexpr std::int64_t sale_rows_max = 5'000;

struct SaleRow {
  std::int64_t row = 0;   // in the file, from 1
  std::int64_t line = 0;  // where it begins, from 1
  std::string sale;       // the seller's number, as far as it was read
  // What is asked for, or why the row cannot be read: its pointer names the field.
  Result<schema::ImportSale> wish;
};

inline constexpr std::size_t sale_samples_max = 5;  // rows of which the values are told

// A column, which field it is taken for (empty: none), and what stands there in the first rows.
struct SaleColumn {
  std::string name;
  std::string field;
  std::vector<std::string> first;
};

struct SalesFile {
  std::vector<SaleColumn> columns;  // in the order in which the file has them
  std::vector<SaleRow> rows;
};

// The fields that a column may be mapped to, in the order of the command.
std::vector<std::string_view> sale_fields();

// `columns`: field → column; an empty column: none is it, whatever they are called. `outlet` is
// taken where no column gives one. Errors: invalid "import.bad_file" where the file is no CSV, is
// too long, or a column is not there.
Result<SalesFile> read_sales(std::string_view octets,
                             const std::map<std::string, std::string>& columns,
                             const std::string& outlet);

}  // namespace kintsugi::api::import
