// kintsugi import FILE --mapping FILE --data DIR

#include <spdlog/fmt/fmt.h>

#include <csignal>
#include <thread>

#include "api/cli/client.h"
#include "api/cli/command_line.h"
#include "api/cli/interrupt.h"
#include "api/cli/terminal.h"
#include "api/import/run.h"

namespace kintsugi::api {

namespace {

struct ImportVerb {
  CommonOptions common;
  std::string file;
  std::string mapping;
};

const char* word_for(import::ImportProgress::Phase phase) {
  switch (phase) {
    case import::ImportProgress::Phase::checking:
      return "check";
    case import::ImportProgress::Phase::preparing:
      return "prepare";
    case import::ImportProgress::Phase::importing:
      return "import";
  }
  return "import";
}

void print_summary(const import::ImportSummary& summary) {
  print_data(fmt::format(
      "cases         {}\nevents        {}\nmapped        {}\nkept as fact  {}\ncommits       "
      "{}\nseconds       {:.2f}\n",
      with_thousands(summary.cases), with_thousands(summary.events), with_thousands(summary.mapped),
      with_thousands(summary.kept_as_fact), with_thousands(summary.commits), summary.seconds));
  for (const auto& kept : summary.kept) {
    print_note(fmt::format("kept as fact: {} x {} ({}), first at row {}{}{}",
                           with_thousands(kept.count), kept.activity, kept.reason, kept.first_row,
                           kept.detail.empty() ? "" : ": ", kept.detail));
  }
}

Result<void> run(const ImportVerb& options) {
  if (is_held(options.common.data)) {
    LockHolder holder = DataLock::holder(options.common.data);
    return fail(ErrorKind::unavailable, "data.held",
                options.common.data + " is held by process " + std::to_string(holder.pid) +
                    ": an import needs the directory for itself");
  }
  const auto& interrupted = interrupt_flag();
  import::ImportOptions what;
  what.file = options.file;
  what.mapping = options.mapping;
  what.tenant = options.common.tenant;
  std::stop_source stop;
  what.stop = stop.get_token();
  if (!is_tenant_name(what.tenant))
    return fail(ErrorKind::invalid, "tenant.bad_name", "a tenant's name is a-z, 0-9, - and _");
  if (!std::filesystem::exists(what.file)) {
    return fail(ErrorKind::not_found, "import.no_file", "there is no file " + options.file);
  }
  SystemClock clock;
  Service::Options service_options;
  service_options.directory = options.common.data;
  KINTSUGI_TRY(service_options.log, log_of(options.common));
  service_options.tenants = {options.common.tenant};
  service_options.projections = false;
  std::unique_ptr<Service> service;
  const auto open_node = [&]() -> Result<Node*> {
    KINTSUGI_TRY(service, Service::open(std::move(service_options), clock));
    return &service->node();
  };
  std::unique_ptr<ProgressLine> line;
  auto phase = import::ImportProgress::Phase::checking;
  auto on_progress = [&](const import::ImportProgress& p) {
    if (!line || p.phase != phase) {
      line.reset();
      line = std::make_unique<ProgressLine>(word_for(p.phase));
      phase = p.phase;
    }
    line->update(p.done, p.total);
    if (interrupted.load()) stop.request_stop();
  };
  auto summary = import::run_import(what, clock, open_node, on_progress);
  line.reset();
  if (!summary) {
    if (interrupted.load())
      return fail(ErrorKind::unavailable, "cli.interrupted",
                  "interrupted; the same command goes on where this stopped");
    return tl::unexpected(summary.error());
  }
  if (options.common.json) {
    print_data(import::to_json(*summary) + "\n");
  } else {
    print_summary(*summary);
  }
  return {};
}

}  // namespace

void add_import(CommandLine& line) {
  auto* verb = line.app.add_subcommand("import", "Bring the history of an older system in");
  auto options = std::make_shared<ImportVerb>();
  verb->add_option("file", options->file, "XES (plain or gzip) or CSV")
      ->required()
      ->type_name("FILE");
  verb->add_option("--mapping", options->mapping, "What becomes of what (TOML)")
      ->required()
      ->type_name("FILE");
  add_data_options(*verb, options->common);
  add_json_option(*verb, options->common);
  verb->callback([&line, options] {
    line.chosen = [options] {
      auto done = run(*options);
      return done ? ExitCode::ok : failed(done.error());
    };
  });
}

}  // namespace kintsugi::api
