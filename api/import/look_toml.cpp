#include "api/import/look_toml.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "api/import/text.h"
#include "events/schema/runtime/clean_text.h"

namespace kintsugi::api::import {
namespace {

// A basic string of TOML has the escapes of JSON, and needs one more.
std::string in_quotes(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  std::string safe;
  for (const char c : out) {
    if (c == '\x7F') {
      safe += "\\u007f";
    } else {
      safe += c;
    }
  }
  return safe;
}

std::string comment(std::string_view text) {
  return "# " + schema::clean_text(text, schema::TextFormat::plain) + "\n";
}

// {column}, and {@column} where the name means something else in templates.
std::string placeholder(const std::string& column) {
  static constexpr std::array<std::string_view, 9> built_in = {
      "case", "activity", "operator", "time", "date", "row", "order", "operator_id", "value"};
  const bool at = std::find(built_in.begin(), built_in.end(), column) != built_in.end() ||
                  column.starts_with("time+") || column.starts_with("time-") ||
                  column.starts_with("@");
  return (at ? "{@" : "{") + column + "}";
}

std::string source_text(const Found& found) {
  std::string out = "[source]\n";
  const auto key = [&](std::string_view name, std::string_view value) {
    out += fmt::format("{} = {}\n", name, in_quotes(value));
  };
  key("format", found.xes ? "xes" : "csv");
  if (!found.xes) {
    key("encoding", found.encoding);
    if (!found.sep_line) key("delimiter", std::string(1, found.delimiter));
  }
  key("case", found.case_name);
  key("activity", found.activity);
  if (!found.time.empty()) {
    if (found.clock.empty()) {
      key("time", found.time);
    } else {
      out += fmt::format("time = [{}, {}]\n", in_quotes(found.time), in_quotes(found.clock));
    }
    key("time_format", found.time_format);
    key("time_zone", "+08:00");
  }
  if (found.from_start) key("start", "2000-01-01");
  key("operator", found.operator_name);
  if (found.keep_bad) key("on_bad_entry", "keep");
  return out;
}

std::string commands_text(const Found& found) {
  std::string out;
  const bool people = !found.operator_name.empty();
  const auto command = [&](std::string_view name, std::string_view of, std::string_view fields) {
    out += fmt::format("\n[commands.{}]\ncommand = \"{}\"\n{}", name, of, fields);
  };
  if (people) {
    command("outlet", "register_outlet",
            "outlet = \"OLD\"\nname = \"The old system\"\nkind = \"general_outlet\"\n");
    command("technician", "register_technician",
            "technician = \"{operator_id}\"\nname = \"{operator|truncate:100}\"\n"
            "phone = \"000000\"  # the log knows none\noutlet = \"OLD\"\n");
    out +=
        "\n[[prepare]]\ndo = [\"outlet\"]\n\n[[prepare]]\nfor_each = \"{operator}\"\n"
        "do = [\"technician\"]\n";
  }
  std::string fields = "order = \"{order}\"\nservice_type = \"repair\"\nsource = \"legacy\"\n";
  for (const auto& [field, column] : found.fields)
    fields += fmt::format("{} = {}\n", field, in_quotes(placeholder(column)));
  if (people) fields += "outlet = \"OLD\"\n";
  command("register", "register_work_order", fields);
  const std::string order = "order = \"{order}\"\n";
  if (people) {
    command("schedule", "schedule_booking", order + "technician = \"{operator_id}\"\n");
    command("reassign", "reassign_booking",
            order + "technician = \"{operator_id}\"\nreason = \"{activity|truncate:300}\"\n");
    command("accept", "accept_booking", order);
  }
  command("start", "start_work", order);
  command("pause", "pause_work", order + "why = \"other\"\n");
  command("resume", "resume_work", order);
  command("progress", "record_progress", order + "note = \"{activity}\"\n");
  command("report", "report_work_done", order + "result = \"{activity}\"\n");
  command("complete", "complete_work_order", order);
  command("cancel", "cancel_work_order", order + "reason = \"{activity|truncate:300}\"\n");
  return out;
}

// The ways that an activity of that kind comes in; whatever it is, the first of a case registers.
std::vector<std::string> ways_of(const std::string& does, bool people) {
  static const std::map<std::string_view, std::vector<std::string>> ways = {
      {"register", {"\"register\""}},
      {"accept",
       {"\"resume\"", "\"reassign\", \"accept\"", "\"schedule\", \"accept\"",
        "\"register\", \"schedule\", \"accept\""}},
      {"start",
       {"\"start\"", "\"resume\"", "\"schedule\", \"accept\", \"start\"",
        "\"register\", \"schedule\", \"accept\", \"start\""}},
      {"pause", {"\"pause\"", "\"start\", \"pause\""}},
      {"report",
       {"\"report\"", "\"start\", \"report\"", "\"resume\", \"report\"",
        "\"schedule\", \"accept\", \"start\", \"report\"",
        "\"register\", \"schedule\", \"accept\", \"start\", \"report\""}},
      {"complete", {"\"complete\""}},
      {"cancel", {"\"cancel\""}},
  };
  std::vector<std::string> list;
  if (const auto found = ways.find(does); found != ways.end()) {
    for (const std::string& way : found->second) {
      const bool needs_people = way.find("accept") != std::string::npos;
      if (people || !needs_people) list.push_back("{ do = [" + way + "] }");
    }
  }
  if (does != "cancel") list.push_back("{ do = [\"progress\"] }");
  if (does != "register") list.push_back("{ when = \"first_in_case\", do = [\"register\"] }");
  return list;
}

void append_activity(std::string& out, std::string_view name, const std::string& does, bool people,
                     const std::string& note) {
  out += fmt::format("\n[[activity]]  # {}\nname = {}\ntry = [\n", note, in_quotes(name));
  for (const std::string& way : ways_of(does, people)) out += "  " + way + ",\n";
  out += "]\n";
}

}  // namespace

std::string mapping_text(const Found& found) {
  std::string out = comment("A proposal for " + found.file + ": read it, mend it, then");
  out += comment("kintsugi import FILE --mapping THIS --data DIR");
  out += comment(fmt::format("{}{} cases", found.cases_counted ? "" : "over ", found.cases));
  for (const std::string& column : found.columns) out += comment("  " + column);
  if (!found.unsure.empty()) out += "#\n" + comment("Not sure:");
  for (const std::string& what : found.unsure) out += comment("- " + what);
  out += "\n" + source_text(found);
  out += fmt::format("\n[order]\nid = \"{}\"\n",
                     found.slug_case ? "{case|slug|truncate:64}" : "{case}");
  if (!found.operator_name.empty()) {
    out += "\n[operator]\nid = \"{operator|slug|lower|truncate:64}\"\n";
  }
  out += commands_text(found);
  const bool people = !found.operator_name.empty();
  for (const Found::Activity& one : found.activities) {
    if (one.name == "*") continue;  // as the rest does
    const std::string as = one.does.empty() ? "a note" : one.does;
    append_activity(out, one.name, one.does, people, fmt::format("{} times: {}", one.count, as));
  }
  append_activity(out, "*", "", people, "whatever else comes");
  return out;
}

}  // namespace kintsugi::api::import
