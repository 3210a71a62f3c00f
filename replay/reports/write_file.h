#pragma once
// Reports that are files of their own: XLSX (libxlsxwriter) and pages to print (HTML). Each carries
// its manifest: what it counts, what was asked, the position and time that it stands for, and the
// SHA-256 of its rows as profile `data` of CSV has them. No clock goes in: the same moment gives
// the same octets.

#include <functional>
#include <string>
#include <string_view>

#include "replay/reports/totals.h"
#include "replay/reports/write.h"

namespace kintsugi::replay {

// As write_report. Errors: those of the report; unavailable "report.cannot_write".
Result<void> write_file(const ReportKind& report, const View& view, const ReportRequest& request,
                        const projections::Scope& scope, ReportFormat format, Language language,
                        const std::function<bool(std::string_view)>& write);

}  // namespace kintsugi::replay
