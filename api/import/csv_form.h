#pragma once
// What form a CSV file has, found out from its begin: encoding, delimiter, where its columns are.
// Pure; any thread.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "api/import/csv_reader.h"
#include "api/import/problems.h"

namespace kintsugi::api::import {

inline constexpr int titles_max = 10;  // lines above the header

// The column of that place, where its name alone does not say which one it is.
std::string numbered(const std::string& name, std::size_t place);

// Whether a header holds the column, which may be called by its number.
bool names_column(const std::vector<std::string>& header, const std::string& wanted);

// The encoding to read with; empty where reading must not begin, and `problems` says why. Where the
// octets are none of it, the parser has the line, and `hint` says what they look like.
std::string settled_encoding(std::string_view begin, const CsvOptions& options, Problems& problems,
                             std::string& hint);

}  // namespace kintsugi::api::import
