// kintsugi serve

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>

#include <charconv>
#include <csignal>
#include <fstream>

#include "api/cli/command_line.h"
#include "api/cli/interrupt.h"
#include "api/cli/terminal.h"
#include "api/demo/demo.h"
#include "api/http/edge.h"
#include "api/http/routes/log_state.h"
#include "api/http/session/secrets.h"
#include "schema/identity_state.h"

namespace kintsugi::api {

namespace {

constexpr std::chrono::seconds demo_fold_max{60};

struct ServeOptions {
  CommonOptions common;
  std::string listen = "127.0.0.1:8080";
  std::string log_level = "info";
  int look_at_log_every_s = 60;
  bool demo = false;
  bool tenant_given = false;
};

Result<std::pair<std::string, int>> parse_listen(const std::string& text) {
  auto colon = text.rfind(':');
  auto bad = [&] {
    return fail(ErrorKind::invalid, "cli.bad_listen", "expected HOST:PORT, found " + text);
  };
  if (colon == std::string::npos || colon == 0) return bad();
  std::string port = text.substr(colon + 1);
  if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != std::string::npos)
    return bad();
  int number = 0;  // at most five digits, as just seen
  std::from_chars(port.data(), port.data() + port.size(), number);
  if (number > 65535) return bad();
  std::string host = text.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']')
    host = host.substr(1, host.size() - 2);
  return std::pair{host, number};
}

// Whoever may read this file may read the data anyway; so it lets the other verbs read through the
// node.
Result<std::string> write_local_token(const std::filesystem::path& secrets) {
  std::string token = "local_" + random_token(32);
  auto file = secrets / "local-token";
  std::filesystem::remove(file);
  std::ofstream out(file);
  ::chmod(file.c_str(), 0600);
  out << token << "\n";
  out.close();
  if (!out)
    return fail(ErrorKind::unavailable, "secrets.cannot_write", "cannot write " + file.string());
  return token;
}

std::shared_ptr<spdlog::logger> make_logger(const std::string& level) {
  auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  auto logger = std::make_shared<spdlog::logger>("kintsugi", sink);
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
  logger->set_level(spdlog::level::from_str(level));
  return logger;
}

void announce(const std::string& url,
              const std::vector<std::pair<std::string, std::string>>& links,
              const std::string& log_key) {
  if (!log_key.empty()) print_note(log_key);
  print_data("Kintsugi serves at " + url + "\n");
  for (const auto& [tenant, link] : links) {
    print_data("First administrator of " + tenant + " (one use, 24 hours): " + link + "\n");
  }
}

// Empty where the company has none yet.
Result<std::string> administrator_of(Service& service, const std::string& tenant) {
  KINTSUGI_TRY(auto now, service.node().stream(tenant, "administration/all"));
  const auto* state = now.state ? now.state->get_if<schema::Administration>() : nullptr;
  return state == nullptr || state->administrators.empty() ? std::string()
                                                           : state->administrators.front();
}

Result<void> serve(const ServeOptions& options) {
  KINTSUGI_TRY(auto address, parse_listen(options.listen));
  auto logger = make_logger(options.log_level);
  spdlog::set_default_logger(logger);  // what the layers below say belongs to stderr too
  SystemClock clock;
  Service::Options service_options;
  service_options.directory = options.common.data;
  KINTSUGI_TRY(service_options.log, log_of(options.common));
  service_options.look_at_log_every = std::chrono::seconds(options.look_at_log_every_s);
  std::string tenant =
      options.demo && !options.tenant_given ? std::string(demo_tenant) : options.common.tenant;
  service_options.tenants = {tenant};
  if (options.demo && tenant != demo_tenant) service_options.tenants.emplace_back(demo_tenant);
  std::atomic<Edge*> published_to{nullptr};
  service_options.on_published = [&](const std::string& name) {
    if (Edge* edge = published_to.load()) edge->published(name);
  };
  ProgressLine progress("fold");
  service_options.catching_up = [&](Position done, Position end) {
    progress.update(done.value, end.value);
  };
  KINTSUGI_TRY(auto service, Service::open(service_options, clock));
  progress.clear();
  if (options.demo && to_ms(service->node().tenant_clock(demo_tenant)) == 0) {
    // On the first start only, and without a node: history is made with its own times.
    service.reset();
    ProgressLine line("demo company");
    KINTSUGI_TRY_OK(make_demo_company(
        service_options, [&](std::int64_t done, std::int64_t total) { line.update(done, total); }));
    line.clear();
    KINTSUGI_TRY(service, Service::open(service_options, clock));
    // Whoever opens the page now looks for the whole company.
    KINTSUGI_TRY(const Position made, service->log().end());
    KINTSUGI_TRY(auto* runner, service->runner(std::string(demo_tenant)));
    if (!runner->wait(made, demo_fold_max))
      logger->warn("the read models of the demo company are still being built");
  }
  auto secrets_directory = std::filesystem::path(options.common.data) / "secrets";
  KINTSUGI_TRY(auto secrets, Secrets::open(secrets_directory));
  Edge::Options edge_options;
  edge_options.server.host = address.first;
  edge_options.server.port = address.second;
  edge_options.guard.default_tenant = tenant;
  edge_options.version = version_text;
  KINTSUGI_TRY(edge_options.guard.local_token, write_local_token(secrets_directory));
  KINTSUGI_TRY(auto edge, Edge::start(std::move(edge_options), *service, *secrets, clock, logger));
  published_to = edge.get();
  std::vector<std::pair<std::string, std::string>> links;
  for (const std::string& name : service_options.tenants) {
    // Until the first link is used each start gives a new one; the former one ends.
    KINTSUGI_TRY(const std::string administrator, administrator_of(*service, name));
    if (!administrator.empty() && secrets->has_passwords(name)) continue;
    KINTSUGI_TRY(std::string link, edge->administrator_link(name, administrator));
    links.emplace_back(name, link);
    if (administrator.empty() || (options.demo && name == demo_tenant)) continue;
    print_note("the company " + name + " has an administrator, " + administrator +
               ", but this node knows no password: they stay with the node where they were set. "
               "The link sets one here.");
  }
  announce(edge->url(), links, log_key_line(*service));
  logger->info("serving url={} data={} log={}", edge->url(), options.common.data,
               service->log().describe());
  if (wait_for_interrupt([&] { return service->node().failure().has_value(); }))
    print_note("stopping: open requests are answered, a second Ctrl-C ends at once");
  const auto failure = service->node().failure();
  published_to = nullptr;
  edge.reset();
  if (failure) return tl::unexpected(*failure);  // it cannot go on, and is started again
  return {};
}

}  // namespace

void add_serve(CommandLine& line) {
  auto* verb = line.app.add_subcommand("serve", "Serve a data directory: API, console, feeds");
  auto options = std::make_shared<ServeOptions>();
  add_data_options(*verb, options->common);
  verb->add_option("--listen", options->listen, "Where to listen; port 0: any free one")
      ->type_name("HOST:PORT")
      ->capture_default_str();
  verb->add_option("--log-level", options->log_level, "debug, info, warn, err")
      ->capture_default_str()
      ->check(CLI::IsMember({"debug", "info", "warn", "err"}));
  verb->add_option("--look-at-log-every", options->look_at_log_every_s,
                   "How often the topic's settings and the log's beginning are looked at")
      ->type_name("SECONDS")
      ->capture_default_str()
      ->check(CLI::Range(1, 3600));
  verb->add_flag("--demo", options->demo, "Make the demo company (tenant demo) on the first start");
  verb->callback([&line, verb, options] {
    options->tenant_given = verb->count("--tenant") > 0;
    line.chosen = [options] {
      block_interrupts();
      auto done = serve(*options);
      return done ? ExitCode::ok : failed(done.error());
    };
  });
}

}  // namespace kintsugi::api
