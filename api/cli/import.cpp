// kintsugi import FILE --mapping FILE --data DIR

#include <spdlog/fmt/fmt.h>

#include <csignal>
#include <thread>

#include "api/cli/client.h"
#include "api/cli/command_line.h"
#include "api/cli/interrupt.h"
#include "api/cli/terminal.h"
#include "api/import/look.h"
#include "api/import/run.h"

namespace kintsugi::api {

namespace {

struct ImportVerb {
  CommonOptions common;
  std::string file;
  std::string mapping;
  std::string look;  // another file: only looked at
};

constexpr std::size_t put_aside_printed_max = 20;

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
      "cases         {}\nevents        {}\nmapped        {}\nkept as fact  {}\nseen          {}\n"
      "doubled       {}\nput aside     {}\ncommits       {}\nseconds       {:.2f}\n",
      with_thousands(summary.cases), with_thousands(summary.events), with_thousands(summary.mapped),
      with_thousands(summary.kept_as_fact), with_thousands(summary.seen),
      with_thousands(summary.doubled), with_thousands(summary.put_aside_count),
      with_thousands(summary.commits), summary.seconds));
  for (const std::string& note : summary.notes) print_note(note);
  for (const auto& kept : summary.kept) {
    print_note(fmt::format("kept as fact: {} x {} ({}), first at row {}{}{}",
                           with_thousands(kept.count), kept.activity, kept.reason, kept.first_row,
                           kept.detail.empty() ? "" : ": ", kept.detail));
  }
  for (const auto& one : summary.joined)
    print_note(fmt::format("{} traces are called \"{}\": they are one order", one.traces,
                           one.case_id));
  if (summary.joined_count > static_cast<std::int64_t>(summary.joined.size()))
    print_note(fmt::format("{} such names in all", with_thousands(summary.joined_count)));
  for (const auto& [one, other] : summary.alike.list)
    print_note(fmt::format("\"{}\" and \"{}\" are two orders: one and the same case?", one, other));
  if (summary.alike.count > static_cast<std::int64_t>(summary.alike.list.size()))
    print_note(fmt::format("{} such pairs in all", with_thousands(summary.alike.count)));
  std::size_t told = 0;
  for (const auto& one : summary.changed) {
    if (++told > put_aside_printed_max) break;
    print_note(fmt::format("seen, and says else by now: row {}, line {}, {} \"{}\": it was \"{}\"",
                           one.row, one.line, one.column, one.is, one.was));
  }
  if (summary.changed_count > 0)
    print_note(fmt::format("{} such entries in all: nothing of it is brought in",
                           with_thousands(summary.changed_count)));
  std::size_t listed = 0;
  for (const auto& one : summary.put_aside) {
    if (++listed > put_aside_printed_max) break;
    print_note(fmt::format("put aside ({}): row {}, line {}, {} \"{}\": {}", one.outcome, one.row,
                           one.line, one.field, one.value, one.why));
  }
  if (summary.put_aside.size() > put_aside_printed_max) print_note("and more: --json lists them");
}

// The proposal is data, so that it can be saved as it stands; what is unsure is a note beside it.
Result<void> look(const ImportVerb& options) {
  SystemClock clock;
  KINTSUGI_TRY(const import::Proposal proposal,
               import::propose_mapping(options.look, import::Limits{}, clock.now()));
  print_data(options.common.json ? import::to_json(proposal) + "\n" : proposal.toml);
  for (const std::string& what : proposal.unsure) print_note("not sure: " + what);
  return {};
}

Result<void> run(const ImportVerb& options) {
  for (const auto& [name, given] :
       {std::pair("file", &options.file), std::pair("--mapping", &options.mapping),
        std::pair("--data", &options.common.data)}) {
    if (!given->empty()) continue;
    return fail(ErrorKind::invalid, "cli.usage",
                std::string(name) + " is required (or only --look FILE)");
  }
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
  if (!what.tenant.empty() && !is_tenant_name(what.tenant))
    return fail(ErrorKind::invalid, "tenant.bad_name", "a tenant's name is a-z, 0-9, - and _");
  if (!std::filesystem::exists(what.file)) {
    return fail(ErrorKind::not_found, "import.no_file", "there is no file " + options.file);
  }
  SystemClock clock;
  Service::Options service_options;
  service_options.directory = options.common.data;
  KINTSUGI_TRY(service_options.log, log_of(options.common));
  service_options.tenants.clear();
  if (!what.tenant.empty()) service_options.tenants = {what.tenant};
  service_options.projections = false;
  std::unique_ptr<Service> service;
  const auto open_node = [&]() -> Result<Node*> {
    KINTSUGI_TRY(service, Service::open(std::move(service_options), clock));
    KINTSUGI_TRY(const auto tenants, service->tenants());
    KINTSUGI_TRY(what.tenant, tenant_of(options.common, tenants));  // known no sooner
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
  auto* look_at = verb->add_option("--look", options->look,
                                   "Only look at this file and print a mapping for it (TOML)");
  look_at->type_name("FILE");
  auto* file = verb->add_option("file", options->file, "XES (plain or gzip) or CSV");
  auto* mapping = verb->add_option("--mapping", options->mapping, "What becomes of what (TOML)");
  file->type_name("FILE")->excludes(look_at);
  mapping->type_name("FILE")->excludes(look_at);
  add_data_options(*verb, options->common, false);
  add_json_option(*verb, options->common);
  verb->callback([&line, options] {
    line.chosen = [options] {
      auto done = options->look.empty() ? run(*options) : look(*options);
      return done ? ExitCode::ok : failed(done.error());
    };
  });
}

}  // namespace kintsugi::api
