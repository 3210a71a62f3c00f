#pragma once
// Rows that leave as a file, and the record of it. Any thread.

#include "api/http/routes/route.h"
#include "replay/reports/reports.h"

namespace kintsugi::api {

// As `format` and `profile` of the request say. Written down whole first, recorded as an export,
// then sent. Errors: invalid "request.bad_parameter"; those of the report; the refusal of the
// record.
Result<Response> export_file(const Call& call, const replay::ReportKind& report,
                             const Reading& reading, const replay::ReportRequest& what);

}  // namespace kintsugi::api
