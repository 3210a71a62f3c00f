#include "api/http/routes/export.h"

#include "api/http/routes/context.h"
#include "api/http/server/problem.h"
#include "api/http/server/spool.h"
#include "replay/reports/write.h"
#include "schema/identity.h"

namespace kintsugi::api {

namespace {

// What is sent to whoever listens, from memory or from the disk.
Response spooled_response(const Reading& reading, const std::shared_ptr<Spool>& spool) {
  Response response = read_response(reading, spool->held() ? spool->take() : std::string());
  if (!spool->held()) {
    response.source = {spool->size(), [spool](std::size_t at, std::size_t at_most) {
                         auto piece = spool->read(at, at_most);
                         return piece ? std::optional(*std::move(piece)) : std::nullopt;
                       }};
  }
  return response;
}

Result<void> record(const Call& call, const replay::ReportKind& report, const std::string& layout,
                    std::int64_t rows) {
  schema::RecordExport record;
  record.report = std::string(report.id);
  record.as_of = parameter_of(call.request, "as_of");
  record.layout = layout.substr(0, layout.find(':'));
  record.rows = rows;
  record.personal_columns = static_cast<std::uint32_t>(replay::personal_columns(report));
  KINTSUGI_TRY(Answer recorded,
               call.edge.commands.record(call.request, call.principal, std::move(record)));
  if (recorded.refusal) return tl::unexpected(*recorded.refusal);
  return {};
}

// The same report, which counts the rows that it gives.
replay::ReportKind counting(const replay::ReportKind& report, std::int64_t& rows) {
  replay::ReportKind out = report;
  out.run = [&](const replay::View& view, const replay::ReportRequest& request,
                const projections::Scope& scope, const replay::RowSink& sink) {
    return report.run(view, request, scope, [&](const replay::Row& row, std::string_view id) {
      ++rows;
      return sink(row, id);
    });
  };
  return out;
}

}  // namespace

Result<Response> export_file(const Call& call, const replay::ReportKind& report,
                             const Reading& reading, const replay::ReportRequest& what) {
  // It appends a record, so it is asked for as a change is: not by another site with the cookie.
  if (!call.principal.cookie.empty()) KINTSUGI_TRY_OK(check_same_origin(call.request));
  std::string format = parameter_of(call.request, "format");
  const std::string profile = parameter_of(call.request, "profile");
  if (!profile.empty() && format != "csv")
    return invalid("request.bad_parameter", "profile: of format=csv");
  if (!profile.empty()) format += ":" + profile;
  // "json:file": JSON as the report writer has it, for the command line; "json" is what screens
  // read.
  const auto how = replay::parse_report_format(format == "json:file" ? "json" : format);
  if (!how)
    return invalid(
        "request.bad_parameter",
        "format: json, csv, ndjson, xlsx, print or table; profile, of csv: excel or data");
  // Written down whole first: its rows are counted, and the tables are let go, before it is sent.
  const auto spool =
      std::make_shared<Spool>(call.edge.service.directory(), call.edge.options.export_held_max);
  const auto language =
      call.request.language == Language::zh ? replay::Language::zh : replay::Language::en;
  std::int64_t rows = 0;
  const replay::ReportKind counted = counting(report, rows);
  replay::ReportRequest here = what;  // what is written lies nowhere but in the data directory
  here.made_in = call.edge.service.directory();
  Result<void> spooled;
  KINTSUGI_TRY_OK(replay::write_report(counted, *reading.view.rows_at, here, reading.scope, *how,
                                       language, [&](std::string_view piece) {
                                         spooled = spool->write(piece);
                                         return spooled.has_value();
                                       }));
  KINTSUGI_TRY_OK(spooled);
  // What leaves is written down before it leaves; with HEAD nothing does.
  if (!call.principal.local && call.request.method != "HEAD")
    KINTSUGI_TRY_OK(record(call, report, format, rows));
  Response response = spooled_response(reading, spool);
  response.content_type = std::string(replay::media_type(*how));
  // A page to print opens where it was asked for; everything else is a file.
  const std::string where = *how == replay::ReportFormat::print ? "inline" : "attachment";
  return response.with(
      "Content-Disposition",
      where + "; filename=\"" + replay::file_name(report, *reading.view.rows_at, *how) + "\"");
}

}  // namespace kintsugi::api
