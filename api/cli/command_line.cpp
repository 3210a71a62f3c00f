#include "api/cli/command_line.h"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "api/cli/terminal.h"
#include "api/words/nearest.h"

namespace kintsugi::api {

const char* const version_text = "0.1.0";

void add_data_options(CLI::App& verb, CommonOptions& options, bool data_required) {
  auto* data = verb.add_option("--data", options.data, "The data directory")->type_name("DIR");
  // A variable that is not set: it would be where whoever calls just stands.
  data->check([](const std::string& text) {
    return text.empty() ? std::string("an empty name is no directory") : std::string();
  });
  if (data_required) data->required();
  verb.add_option("--log", options.log, "embedded (in DIR) or kafka:HOST:PORT[,HOST:PORT]/TOPIC")
      ->type_name("LOG");
  add_log_files(verb, options);
  verb.add_option("--tenant", options.tenant, "The company; may be left out where there is one")
      ->type_name("NAME");
}

void add_log_files(CLI::App& verb, CommonOptions& options) {
  verb.add_option("--kafka-config", options.kafka_config,
                  "Settings of the Kafka clients, name=value a line: TLS, SASL")
      ->type_name("FILE");
  verb.add_option("--log-key", options.log_key, "The keys that the nodes of this log share")
      ->type_name("FILE");
}

void add_server_options(CLI::App& verb, CommonOptions& options) {
  verb.add_option("--server", options.server, "Go through the node that serves there")
      ->type_name("URL");
  verb.add_option("--token-file", options.token_file, "File with an API token for it (- = stdin)")
      ->type_name("FILE");
}

void add_json_option(CLI::App& verb, CommonOptions& options) {
  verb.add_flag("--json", options.json, "JSON on stdout");
}

bool lacks_source(const CommonOptions& options) {
  if (!options.data.empty() || !options.server.empty()) return false;
  print_note("kintsugi: --data DIR or --server URL is needed");
  return true;
}

void add_listing(CommandLine& line, const char* name, const char* about, const char* each,
                 Result<void> (*list)(const CommonOptions&)) {
  auto* verb = line.app.add_subcommand(name, about);
  verb->require_subcommand(1);
  auto* listing = verb->add_subcommand("list", each);
  auto options = std::make_shared<CommonOptions>();
  add_data_options(*listing, *options, false);
  add_server_options(*listing, *options);
  add_json_option(*listing, *options);
  listing->callback([&line, options, list] {
    line.chosen = [options, list] {
      if (lacks_source(*options)) return ExitCode::usage;
      auto done = list(*options);
      return done ? ExitCode::ok : failed(done.error());
    };
  });
}

ExitCode failed(const Error& error) {
  print_error(error);
  return exit_code_of(error);
}

Result<std::string> tenant_of(const CommonOptions& options,
                              const std::vector<std::string>& known) {
  if (!options.tenant.empty()) return options.tenant;
  if (known.empty()) return "main";
  if (known.size() == 1) return known.front();
  return fail(ErrorKind::invalid, "tenant.which",
              fmt::format("there are: {} (--tenant NAME)", fmt::join(known, ", ")));
}

Result<Opened> open_for_reading(const CommonOptions& options, const Clock& clock) {
  Service::Options service;
  service.directory = options.data;
  KINTSUGI_TRY(service.log, log_of(options));
  service.tenants.clear();
  if (!options.tenant.empty()) service.tenants = {options.tenant};
  service.create = false;
  service.projections = false;
  service.takes_commands = false;
  auto progress = std::make_shared<ProgressLine>("fold");
  service.catching_up = [progress](Position done, Position end) {
    progress->update(done.value, end.value);
  };
  KINTSUGI_TRY(auto opened, Service::open(std::move(service), clock));
  KINTSUGI_TRY(const auto tenants, opened->tenants());
  KINTSUGI_TRY(std::string tenant, tenant_of(options, tenants));
  KINTSUGI_TRY(const bool known, opened->has_commits(tenant));
  if (!known && !tenants.empty()) {  // an empty log has empty tables, and is no mistake
    return fail(ErrorKind::not_found, "tenant.not_found",
                fmt::format("there is no tenant {} here; there are: {} (--tenant NAME)", tenant,
                            fmt::join(tenants, ", ")));
  }
  return Opened{std::move(opened), std::move(tenant)};
}

namespace {

void collect_names(const CLI::App& app, std::vector<std::string>& names) {
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(sub->get_name());
  }
}

// The innermost verb that was recognised, so that its names are suggested.
const CLI::App& innermost(const CLI::App& app) {
  auto parsed = app.get_subcommands();
  return parsed.empty() ? app : innermost(*parsed.front());
}

// The same; the first one where the line does not begin with a verb: "reprot list" is no `list`.
const CLI::App& meant(const CLI::App& app, int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') return innermost(app);
  const auto named = app.get_subcommands([&](const CLI::App* one) {
    return one->check_name(argv[1]);
  });
  return named.empty() ? app : innermost(app);
}

std::string suggestion_for(const CLI::App& inner, int argc, char** argv) {
  std::vector<std::string> names;
  collect_names(inner, names);
  std::vector<std::string> flags;
  for (const CLI::Option* option : inner.get_options()) {
    for (const std::string& name : option->get_lnames()) flags.push_back("--" + name);
  }
  for (int i = 1; i < argc; ++i) {
    std::string_view word = argv[i];
    bool flag = word.substr(0, 2) == "--";
    std::string plain(word.substr(0, word.find('=')));
    const auto& known = flag ? flags : names;
    if (plain == inner.get_name() || std::find(known.begin(), known.end(), plain) != known.end())
      continue;
    if (!flag && word.substr(0, 1) == "-") continue;
    if (std::string near = nearest_word(plain, known); !near.empty()) return near;
  }
  return {};
}

// "kintsugi report", of the verbs above this one; empty for the first.
std::string path_above(const CLI::App& verb) {
  std::string path;
  for (const CLI::App* up = verb.get_parent(); up != nullptr; up = up->get_parent()) {
    path = up->get_name() + (path.empty() ? "" : " " + path);
  }
  return path;
}

// The first word that stands where a verb should and is none; empty where there is none.
std::string unknown_verb(const CLI::App& inner, int argc, char** argv) {
  std::vector<std::string> names;
  collect_names(inner, names);
  if (names.empty()) return {};
  std::vector<std::string> path;
  for (const CLI::App* verb = &inner; verb->get_parent() != nullptr; verb = verb->get_parent())
    path.insert(path.begin(), verb->get_name());
  std::size_t at = 0;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word.empty() || word.front() == '-') continue;
    if (at == path.size()) return std::string(word);
    if (word == path[at]) ++at;
  }
  return {};
}

int usage_error(const CommandLine& line, const CLI::ParseError& error, int argc, char** argv) {
  const CLI::App& inner = meant(line.app, argc, argv);
  const std::string above = path_above(inner);
  if (auto unknown = unknown_verb(inner, argc, argv); !unknown.empty()) {
    print_note("kintsugi: there is no verb \"" + unknown + "\"");
  } else {
    print_note(std::string("kintsugi: ") + error.what());
  }
  if (auto near = suggestion_for(inner, argc, argv); !near.empty()) {
    print_note("  did you mean: " + near + "?");
  }
  print_note("  try: " + (above.empty() ? "" : above + " ") + inner.get_name() + " --help");
  return static_cast<int>(ExitCode::usage);
}

// What was thrown, and caught nowhere below.
Error error_of(const std::exception& thrown) {
  if (const auto* file = dynamic_cast<const std::filesystem::filesystem_error*>(&thrown))
    return {ErrorKind::unavailable, "data.cannot_read",
            "cannot look at " + file->path1().string() + ": " + file->code().message(), {}};
  if (dynamic_cast<const nlohmann::json::exception*>(&thrown) != nullptr)
    return {ErrorKind::invalid, "cli.bad_server",
            std::string("what answers there is no node of kintsugi: ") + thrown.what(), {}};
  return {ErrorKind::unavailable, "cli.no_resources", thrown.what(), {}};  // no memory, no thread
}

}  // namespace

void add_version(CommandLine& line) {
  auto* verb = line.app.add_subcommand("version", "Print the version");
  auto options = std::make_shared<CommonOptions>();
  add_json_option(*verb, *options);
  verb->callback([&line, options] {
    line.chosen = [options] {
      print_data(options->json
                     ? fmt::format("{{\"name\":\"kintsugi\",\"version\":\"{}\"}}\n", version_text)
                     : fmt::format("kintsugi {}\n", version_text));
      return ExitCode::ok;
    };
  });
}

int run_command_line(int argc, char** argv) {
  spdlog::set_default_logger(spdlog::stderr_logger_mt("kintsugi"));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
  CommandLine line;
  line.app.name("kintsugi");
  line.app.description(
      "An event-sourced service engine: every step is kept, any moment can be asked for.");
  line.app.require_subcommand(1);
  line.app.fallthrough();
  bool no_colour = false;
  bool no_input = false;
  line.app.add_flag("--no-color", no_colour, "No colours");
  line.app.add_flag("--no-input", no_input, "Never ask (nothing here does)");
  line.app.set_version_flag("--version", std::string("kintsugi ") + version_text);
  add_serve(line);
  add_demo(line);
  add_import(line);
  add_report(line);
  add_replay(line);
  add_projection(line);
  add_log(line);
  add_list(line);
  add_show(line);
  add_command(line);
  add_doctor(line);
  add_token(line);
  add_version(line);
  add_completion(line);
  add_man(line);
  if (answer_completion(line, argc, argv)) return 0;
  try {
    line.app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const CLI::App& inner = innermost(line.app);
    print_data(inner.help(path_above(inner)));
    return 0;
  } catch (const CLI::CallForAllHelp&) {
    print_data(line.app.help("", CLI::AppFormatMode::All));
    return 0;
  } catch (const CLI::CallForVersion& version) {
    print_data(std::string(version.what()) + "\n");
    return 0;
  } catch (const CLI::ParseError& error) {
    return usage_error(line, error, argc, argv);
  }
  if (no_colour) forbid_colour();
  ::umask(S_IRWXG | S_IRWXO);  // whatever it writes tells of a company
  try {
    return static_cast<int>(line.chosen());
  } catch (const std::exception& e) {
    return static_cast<int>(failed(error_of(e)));
  }
}

}  // namespace kintsugi::api
