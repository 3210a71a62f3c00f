#include "replay/reports/manifest.h"

#include "projections/tables/tables.h"
#include "replay/reports/cell_text.h"
#include "replay/reports/declared.h"

namespace kintsugi::replay {

namespace {

std::string_view word(Language language, std::string_view zh, std::string_view en) {
  return language == Language::zh ? zh : en;
}

}  // namespace

Result<Manifest> Manifest::of(const ReportKind& report, const View& view,
                              const ReportRequest& request, Language language) {
  Manifest made(report);
  KINTSUGI_TRY(const auto rows, view.rows("directory"));
  KINTSUGI_TRY(made.clock_, projections::clock_of(*rows));
  made.language_ = language;
  made.title_ = word(language, report.zh, report.en);
  const auto add = [&](std::string_view zh, std::string_view en, std::string text) {
    if (!text.empty()) made.lines_.emplace_back(word(language, zh, en), std::move(text));
  };
  add("报表", "Report", made.title_);
  add("口径", "What it counts", std::string(word(language, report.about_zh, report.about_en)));
  std::string asked;
  const auto ask = [&](std::string_view name, std::string_view text) {
    if (!text.empty())
      asked.append(asked.empty() ? "" : "; ").append(name).append("=").append(text);
  };
  for (const auto& [name, text] : request.parameters) ask(name, text);
  ask("outlet", request.outlet);
  ask("technician", request.technician);
  ask("warehouse", request.warehouse);
  ask("part", request.part);
  ask("operator", request.operator_id);
  ask("status", request.status);
  ask("period", request.period);
  if (request.from) ask("from", format_instant(*request.from));
  if (request.until) ask("until", format_instant(*request.until));
  add("条件", "Asked", asked.empty() ? std::string(word(language, "全部", "everything")) : asked);
  std::string personal;
  for (const Column& column : report.columns)
    if (column.personal)
      personal.append(personal.empty() ? "" : ", ").append(label(column, language));
  add("个人信息", "Personal data", std::move(personal));
  add("位置", "Position", std::to_string(view.last().value));
  add("截至", "As of", local_time(to_ms(made.clock_)) + " (UTC+8)");
  return made;
}

void Manifest::add(const Row& row) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i)
    line.append(i ? "\x1f" : "").append(plain(report_.columns[i], row[i]));
  line += '\n';
  hash_.add(line);
  ++rows_;
}

std::vector<std::pair<std::string, std::string>> Manifest::lines() {
  lines_.emplace_back(word(language_, "行数", "Rows"), std::to_string(rows_));
  lines_.emplace_back(word(language_, "内容 SHA-256", "SHA-256 of the rows"), hash_.hex());
  return std::move(lines_);
}

}  // namespace kintsugi::replay
