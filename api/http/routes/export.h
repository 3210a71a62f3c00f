#pragma once
// Rows that leave as a file, and the record of it. Any thread.

#include "api/http/routes/route.h"
#include "replay/reports/reports.h"

namespace kintsugi::api {

// As routes document what export_file reads.
inline constexpr std::string_view export_formats[] = {"json", "csv",   "ndjson",
                                                      "xlsx", "print", "table"};
inline constexpr std::string_view export_profiles[] = {"excel", "data"};
inline constexpr Parameter format_parameter = {
    .name = "format", .text = "json unless told", .choices = export_formats};
inline constexpr Parameter profile_parameter = {
    .name = "profile",
    .text = "of csv: excel (for people, in yuan and pieces) or data (for programs; the names of "
            "columns end in their unit)",
    .choices = export_profiles};

// As `format` and `profile` of the request say. Written down whole first, recorded as an export,
// then sent. Errors: invalid "request.bad_parameter"; those of the report; the refusal of the
// record.
Result<Response> export_file(const Call& call, const replay::ReportKind& report,
                             const Reading& reading, const replay::ReportRequest& what);

}  // namespace kintsugi::api
