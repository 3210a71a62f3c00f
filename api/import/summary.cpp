// What an import says of itself, as JSON.

#include <fmt/format.h>

#include "api/import/look.h"
#include "api/import/run.h"
#include "api/import/text.h"

namespace kintsugi::api::import {

std::string to_json(const Proposal& proposal) {
  std::string out =
      fmt::format("{{\"rows\":{},\"cases\":{},\"unsure\":[", proposal.rows, proposal.cases);
  for (const std::string& what : proposal.unsure) {
    if (&what != &proposal.unsure.front()) out += ',';
    append_json_string(out, what);
  }
  out += "],\"mapping\":";
  append_json_string(out, proposal.toml);
  return out += '}';
}

std::string to_json(const ImportSummary& summary) {
  std::string out = fmt::format(
      "{{\"cases\":{},\"events\":{},\"mapped\":{},\"kept_as_fact\":{},\"seen\":{},\"doubled\":{},"
      "\"changed_count\":{},\"put_aside_count\":{},\"joined_count\":{},\"alike_count\":{},"
      "\"commits\":{},\"prepared\":{},\"seconds\":{:.3f},\"importing_seconds\":{:.3f},"
      "\"file_sha256\":\"{}\",\"kept\":[",
      summary.cases, summary.events, summary.mapped, summary.kept_as_fact, summary.seen,
      summary.doubled, summary.changed_count, summary.put_aside_count, summary.joined_count,
      summary.alike.count, summary.commits, summary.prepared, summary.seconds,
      summary.importing_seconds, summary.file_sha256);
  for (const Kept& kept : summary.kept) {
    if (&kept != &summary.kept.front()) out += ',';
    out += "{\"activity\":";
    append_json_string(out, kept.activity);
    out += ",\"reason\":";
    append_json_string(out, kept.reason);
    out += fmt::format(",\"count\":{},\"first_row\":{},\"detail\":", kept.count, kept.first_row);
    append_json_string(out, kept.detail);
    out += '}';
  }
  out += "],\"put_aside\":[";
  for (const SetAside& one : summary.put_aside) {
    if (&one != &summary.put_aside.front()) out += ',';
    out += fmt::format("{{\"row\":{},\"line\":{}", one.row, one.line);
    for (const auto& [name, text] :
         {std::pair("field", &one.field), std::pair("value", &one.value),
          std::pair("why", &one.why), std::pair("outcome", &one.outcome)}) {
      out.append(",\"").append(name).append("\":");
      append_json_string(out, *text);
    }
    out += '}';
  }
  out += "],\"changed\":[";
  for (const Changed& one : summary.changed) {
    if (&one != &summary.changed.front()) out += ',';
    out += fmt::format("{{\"row\":{},\"line\":{}", one.row, one.line);
    for (const auto& [name, text] : {std::pair("column", &one.column), std::pair("was", &one.was),
                                     std::pair("is", &one.is)}) {
      out.append(",\"").append(name).append("\":");
      append_json_string(out, *text);
    }
    out += '}';
  }
  out += "],\"notes\":[";
  for (const std::string& note : summary.notes) {
    if (&note != &summary.notes.front()) out += ',';
    append_json_string(out, note);
  }
  out += "],\"joined\":[";
  for (const Joined& one : summary.joined) {
    if (&one != &summary.joined.front()) out += ',';
    out += "{\"case\":";
    append_json_string(out, one.case_id);
    out += fmt::format(",\"traces\":{}}}", one.traces);
  }
  out += "],\"alike\":[";
  for (const auto& pair : summary.alike.list) {
    if (&pair != &summary.alike.list.front()) out += ',';
    out += '[';
    append_json_string(out, pair.first);
    out += ',';
    append_json_string(out, pair.second);
    out += ']';
  }
  return out += "]}";
}

}  // namespace kintsugi::api::import
