// kintsugi replay rebuild

#include <spdlog/fmt/fmt.h>

#include <algorithm>

#include "api/cli/client.h"
#include "api/cli/command_line.h"
#include "api/cli/interrupt.h"
#include "api/cli/terminal.h"
#include "projections/read_models.h"
#include "replay/rebuild/rebuild.h"

namespace kintsugi::api {

namespace {

struct RebuildVerb {
  CommonOptions common;
  std::string projection;
};

void print_report(const replay::RebuildReport& report) {
  print_data(fmt::format("{:<12} {:>3} {:>12} {:>12}  {}\n", "projection", "v", "position", "rows",
                         "digest"));
  for (const auto& one : report.projections) {
    print_data(fmt::format("{:<12} {:>3} {:>12} {:>12}  {}\n", one.name, one.version,
                           one.position.value, one.rows, one.digest));
  }
  double rate = report.seconds > 0 ? static_cast<double>(report.commits) / report.seconds : 0;
  print_note(fmt::format("{} commits in {:.2f} s ({}/s)", with_thousands(report.commits),
                         report.seconds, with_thousands(static_cast<std::int64_t>(rate))));
}

Result<void> rebuild(const RebuildVerb& options) {
  const auto& cancelled = interrupt_flag();
  replay::RebuildOptions what;
  if (options.projection.empty()) {
    auto kinds = projections::all_projections();
    what.kinds.assign(kinds.begin(), kinds.end());
  } else {
    const auto* kind = projections::find_projection(options.projection);
    if (kind == nullptr) {
      return fail(ErrorKind::not_found, "projection.not_found",
                  "no projection " + options.projection);
    }
    what.kinds = {kind};
  }
  SystemClock clock;
  KINTSUGI_TRY(const Opened opened, open_for_reading(options.common, clock));
  what.directory = options.common.data;
  what.tenant = opened.tenant;
  what.cancelled = &cancelled;
  what.checkpoint_commits = projections::checkpoint_gap;
  ProgressLine progress("rebuild");
  what.progress = [&](const projections::BuildProgress& p) {
    progress.update(p.position.value, p.until.value);
  };
  Service& service = *opened.service;
  KINTSUGI_TRY(auto report, replay::rebuild(service.log(), service.verdicts(), what));
  progress.clear();
  if (options.common.json) {
    print_data(replay::to_json(report) + "\n");
  } else {
    print_report(report);
  }
  return {};
}

}  // namespace

void add_replay(CommandLine& line) {
  auto* verb = line.app.add_subcommand("replay", "The past as a tool");
  verb->require_subcommand(1);
  auto* rebuild_verb =
      verb->add_subcommand("rebuild", "Make the tables afresh from the log, with digests");
  auto options = std::make_shared<RebuildVerb>();
  add_data_options(*rebuild_verb, options->common);
  add_json_option(*rebuild_verb, options->common);
  rebuild_verb->add_option("--projection", options->projection, "Only this one")->type_name("NAME");
  rebuild_verb->callback([&line, options] {
    line.chosen = [options] {
      auto done = rebuild(*options);
      return done ? ExitCode::ok : failed(done.error());
    };
  });
}

}  // namespace kintsugi::api
