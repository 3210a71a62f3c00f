// kintsugi projection list

#include <spdlog/fmt/fmt.h>

#include <charconv>

#include <nlohmann/json.hpp>

#include "api/cli/client.h"
#include "api/cli/command_line.h"
#include "api/cli/terminal.h"
#include "projections/read_models.h"
#include "replay/rebuild/rebuild.h"

namespace kintsugi::api {

namespace {

Result<std::vector<replay::ProjectionReport>> describe_here(const CommonOptions& options) {
  SystemClock clock;
  KINTSUGI_TRY(const Opened opened, open_for_reading(options, clock));
  KINTSUGI_TRY(TenantView view, opened.service->view(opened.tenant));
  std::vector<replay::ProjectionReport> reports;
  for (const projections::ProjectionKind* kind : projections::all_projections()) {
    KINTSUGI_TRY(auto rows, view.rows(kind->name));
    KINTSUGI_TRY(auto report, replay::describe(*kind, *rows));
    reports.push_back(std::move(report));
  }
  return reports;
}

// The same objects, from the node that holds the directory.
Result<std::vector<replay::ProjectionReport>> describe_there(const CommonOptions& options) {
  KINTSUGI_TRY(Client client, Client::of(options));
  KINTSUGI_TRY(ClientAnswer answer, client.get("/v1/projections?digest=true"));
  const auto json = nlohmann::json::parse(answer.body, nullptr, false);
  const auto items = json.is_object() ? json.value("items", nlohmann::json()) : nlohmann::json();
  if (!items.is_array())
    return fail(ErrorKind::unavailable, "cli.no_node", client.url() + " is no node of this engine");
  std::vector<replay::ProjectionReport> reports;
  for (const auto& item : items) {
    if (!item.contains("digest")) {
      return fail(ErrorKind::unavailable, "projection.not_ready",
                  "the projection " + item.value("name", "?") + " is not ready");
    }
    replay::ProjectionReport& one = reports.emplace_back();
    one.name = item.value("name", "");
    one.version = item.value("version", 0);
    const std::string position = item.value("position", "0");
    std::from_chars(position.data(), position.data() + position.size(), one.position.value);
    one.rows = item.value("rows", std::int64_t{0});
    one.digest = item.value("digest", "");
    for (const auto& table : item.value("tables", nlohmann::json::array())) {
      one.tables.push_back({table.value("name", ""), table.value("rows", std::int64_t{0}),
                            table.value("digest", "")});
    }
  }
  return reports;
}

Result<void> list_projections(const CommonOptions& options) {
  const bool there = !options.server.empty() || is_held(options.data);
  KINTSUGI_TRY(const auto reports, there ? describe_there(options) : describe_here(options));
  if (options.json) {
    std::string items;
    for (const auto& report : reports)
      items += (items.empty() ? "" : ",") + replay::to_json(report);
    print_data("{\"projections\":[" + items + "]}\n");
    return {};
  }
  print_data(fmt::format("{:<12} {:>3} {:>12} {:>12}  {}\n", "projection", "v", "position", "rows",
                         "digest"));
  for (const auto& one : reports) {
    print_data(fmt::format("{:<12} {:>3} {:>12} {:>12}  {}\n", one.name, one.version,
                           one.position.value, one.rows, one.digest));
  }
  return {};
}

}  // namespace

void add_projection(CommandLine& line) {
  add_listing(line, "projection", "The read models", "Each with position, rows and digest",
              list_projections);
}

}  // namespace kintsugi::api
