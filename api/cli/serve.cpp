// kintsugi serve

#include <spdlog/fmt/fmt.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <charconv>
#include <csignal>
#include <fstream>

#include "api/cli/command_line.h"
#include "api/cli/interrupt.h"
#include "api/cli/node_secrets.h"
#include "api/cli/terminal.h"
#include "api/cli/welcome.h"
#include "api/demo/demo.h"
#include "api/demo/live.h"
#include "api/demo/ready_made.h"
#include "api/http/edge.h"
#include "api/http/routes/log_state.h"
#include "api/http/server/head.h"
#include "api/http/server/proxies.h"
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
  DemoOptions company;
  std::filesystem::path ready_made;  // of the demo company; empty: none is taken
  std::string live = "0";
  bool tenant_given = false;
  bool confirm_clock = false;
  std::string public_url;
  std::string secrets_key;  // a file; empty: this node's secrets are its own
  std::vector<std::string> allowed_hosts;
  std::vector<std::string> trusted_proxies;
  std::vector<std::string> allowed_origins;
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

// Where it listens, under which names, and whose word is taken on addresses. The host of the public
// URL is one of the names.
Result<ServerOptions> server_options(const ServeOptions& options) {
  ServerOptions server;
  KINTSUGI_TRY(auto address, parse_listen(options.listen));
  server.host = address.first;
  server.port = address.second;
  std::vector<std::string> hosts = options.allowed_hosts;
  if (!options.public_url.empty()) {
    const auto scheme = options.public_url.find("://");
    const std::string after =
        scheme == std::string::npos ? std::string() : options.public_url.substr(scheme + 3);
    const bool http =
        options.public_url.starts_with("http://") || options.public_url.starts_with("https://");
    if (!http || after.find_first_of("/?#") != std::string::npos)
      return fail(ErrorKind::invalid, "cli.bad_url",
                  "expected a URL such as https://service.example, without a path, found " +
                      options.public_url);
    hosts.push_back(after);
  }
  for (const std::string& host : hosts) {
    std::string name =
        host_name_of(is_address(host) && host.find(':') != std::string::npos && host.front() != '['
                         ? "[" + host + "]"
                         : host);
    if (name.empty())
      return fail(ErrorKind::invalid, "cli.bad_host",
                  "expected a host such as service.example, found " + host);
    server.names.push_back(std::move(name));
  }
  std::vector<AddressRange> trusted;
  for (const std::string& text : options.trusted_proxies) {
    KINTSUGI_TRY(const AddressRange range, parse_address_range(text));
    trusted.push_back(range);
  }
  server.proxies = Proxies(std::move(trusted));
  std::vector<std::string> origins;
  for (const std::string& text : options.allowed_origins) {
    KINTSUGI_TRY(origins.emplace_back(), parse_origin(text));
  }
  server.origins = Origins(std::move(origins));
  return server;
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

Result<void> announce(const ServeOptions& options, Service& service, const Edge& edge,
                      const std::string& secrets_note, Welcome about) {
  if (const std::string log_key = log_key_line(service); !log_key.empty()) print_note(log_key);
  if (!secrets_note.empty()) print_note(secrets_note);
  std::error_code unknown;
  about.url = edge.url();
  about.binary = std::filesystem::read_symlink("/proc/self/exe", unknown);
  about.data = std::filesystem::absolute(options.common.data).lexically_normal();
  about.log = options.common.log;
  KINTSUGI_TRY(about.has_past, service.has_commits(about.tenant));
  print_data(welcome_text(about));
  return {};
}

// Empty where the company has none yet.
Result<std::string> administrator_of(Service& service, const std::string& tenant) {
  KINTSUGI_TRY(auto now, service.node().stream(tenant, "administration/all"));
  const auto* state = now.state ? now.state->get_if<schema::Administration>() : nullptr;
  return state == nullptr || state->administrators.empty() ? std::string()
                                                           : state->administrators.front();
}

// In DIR/log, and under no key.
bool has_own_log(const LogSpec& log) {
  return log.kind == LogSpec::Kind::embedded && log.directory.empty() && log.keys == nullptr;
}

// Without a node: history is made with its own times, now or when the program was built. Its people
// come in without a password here, which is noted first: that a company is made up is true of no
// other, and of this one from its begin. Where nodes share their secrets it is noted once this one
// is among them. Whether it was made.
Result<bool> make_demo_on_first_start(const Service::Options& options, const ServeOptions& asked,
                                      std::unique_ptr<Service>& service, Secrets& secrets,
                                      const Clock& clock) {
  if (to_ms(service->last_commit(std::string(demo_tenant))) != 0) return false;
  KINTSUGI_TRY(const Position before, service->log().end());
  if (secrets.topic() == nullptr)
    KINTSUGI_TRY_OK(secrets.open_without_password(std::string(demo_tenant)));
  service.reset();
  bool taken = false;
  if (before.value == 0 && has_own_log(options.log) && !asked.ready_made.empty()) {
    KINTSUGI_TRY(taken, take_ready_made(asked.ready_made, options.directory, clock));
  }
  if (!taken) {
    print_note("making the demo company first: sixty days up to now, about a quarter of a minute");
    ProgressLine line("demo company");
    KINTSUGI_TRY_OK(make_demo_company(
        options, asked.company,
        [&](std::int64_t done, std::int64_t total) { line.update(done, total); }));
    line.clear();
  }
  KINTSUGI_TRY(service, Service::open(options, clock));
  // Whoever opens the page now looks for the whole company.
  KINTSUGI_TRY(const Position made, service->log().end());
  KINTSUGI_TRY(auto* runner, service->runner(std::string(demo_tenant)));
  if (!runner->wait_for_all(made, demo_fold_max))
    spdlog::warn("the read models of the demo company are still being built");
  return true;
}

using Links = std::vector<std::pair<std::string, std::string>>;

// Of each company that has nobody who can sign in: a one-time link for its administrator.
Result<Links> tell_links(const ServeOptions& options, const std::vector<std::string>& tenants,
                         Service& service, const Secrets& secrets, Edge& edge) {
  Links links;
  for (const std::string& name : tenants) {
    // Until the first link is used each start gives a new one; the former one ends.
    KINTSUGI_TRY(const std::string administrator, administrator_of(service, name));
    if (!administrator.empty() && secrets.has_passwords(name)) continue;
    const Result<std::string> link = edge.administrator_link(name, administrator);
    if (!link) {  // no commands are taken now; who reads may come in all the same
      spdlog::warn("no link for the administrator of {}: {}", name, link.error().what);
      continue;
    }
    links.emplace_back(name, *link);
    if (administrator.empty() || (options.demo && name == demo_tenant)) continue;
    print_note("the company " + name + " has an administrator, " + administrator +
               ", but this node knows no password: without --secrets-key they stay with the node "
               "where they were set. The link sets one here.");
  }
  return links;
}

// Where none was named: which companies there are is known once the log is read.
Result<void> find_tenant(const CommonOptions& options, Service& service, std::string& tenant) {
  KINTSUGI_TRY(const auto known, service.tenants());
  KINTSUGI_TRY(tenant, tenant_of(options, known));
  return service.configure(tenant);
}

// Of a demo company that goes on: what happened while no node ran. `service` only reads, so that
// nothing answered yet to what fell due meanwhile; from here on it takes commands.
Result<void> tell_what_is_missing(const Service::Options& options,
                                  std::unique_ptr<Service>& service, const Clock& clock) {
  const Instant now = clock.now();
  const Instant last = service->last_commit(std::string(demo_tenant));
  service.reset();
  if (now - last >= missing_min) {
    ProgressLine line("demo company goes on");
    KINTSUGI_TRY_OK(catch_up_demo(options, last, now, [&](std::int64_t done, std::int64_t total) {
      line.update(done, total);
    }));
    line.clear();
  }
  KINTSUGI_TRY(service, Service::open(options, clock));
  return {};
}

// Its first tenant, where it has one, is the one that is meant where none is named.
Result<Service::Options> service_options_of(const ServeOptions& options) {
  Service::Options out;
  out.directory = options.common.data;
  KINTSUGI_TRY(out.log, log_of(options.common));
  out.look_at_log_every = std::chrono::seconds(options.look_at_log_every_s);
  out.tenants.clear();
  if (options.tenant_given) out.tenants = {options.common.tenant};
  if (options.demo && options.common.tenant != demo_tenant) out.tenants.emplace_back(demo_tenant);
  out.node.clock.confirmed = options.confirm_clock;
  return out;
}

// From now on; null where it rests.
std::unique_ptr<LiveCompany> go_on(double rate, Service& service, const Clock& clock) {
  if (rate == 0) return nullptr;
  print_note(fmt::format(
      "the demo company goes on: {:g} commands a second, a third of it by night (--no-live: none)",
      rate));
  return std::make_unique<LiveCompany>(service, clock,
                                       LiveCompany::Options{.commands_a_second = rate});
}

// With less, a thread of RocksDB or of ours that begins finds no room for its allocator, which
// then ends the process where it stands instead of saying so (jemalloc 5.3: a segmentation fault).
Result<void> ensure_address_space() {
  constexpr rlim_t least_mb = 600;
  rlimit limit{};
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY ||
      limit.rlim_cur >= least_mb * 1'000'000)
    return {};
  return tl::unexpected(Error{
      ErrorKind::unavailable, "cli.no_resources",
      fmt::format("the address space is limited to {} MB; serving takes at least {} (ulimit -v)",
                  limit.rlim_cur / 1'000'000, least_mb),
      {}});
}

Result<void> serve(const ServeOptions& options) {
  KINTSUGI_TRY_OK(ensure_address_space());
  KINTSUGI_TRY(ServerOptions server, server_options(options));
  KINTSUGI_TRY(const double live_rate, parse_live_rate(options.live));
  auto logger = make_logger(options.log_level);
  spdlog::set_default_logger(logger);  // what the layers below say belongs to stderr too
  // First of all: a port that is taken is told before a company is made, and whoever asks meanwhile
  // is told that it starts.
  KINTSUGI_TRY(auto listening, HttpServer::start(server));
  Edge::Options edge_options;
  edge_options.version = version_text;
  edge_options.documents = make_documents(version_text);
  SystemClock clock;
  KINTSUGI_TRY(Service::Options service_options, service_options_of(options));
  std::string tenant = service_options.tenants.empty() ? "" : service_options.tenants.front();
  std::atomic<Edge*> published_to{nullptr};
  service_options.on_published = [&](const std::string& name) {
    if (Edge* edge = published_to.load()) edge->published(name);
  };
  ProgressLine progress("fold");
  service_options.catching_up = [&](Position done, Position end) {
    progress.update(done.value, end.value);
  };
  KINTSUGI_TRY(auto shared, shared_topic(options.secrets_key, service_options.log));
  service_options.node.clock.ahead_of_log = ahead_of_log(shared.get(), clock);
  Service::Options first_options = service_options;
  first_options.takes_commands = live_rate == 0;
  KINTSUGI_TRY(auto service, Service::open(first_options, clock));
  progress.clear();
  if (tenant.empty()) KINTSUGI_TRY_OK(find_tenant(options.common, *service, tenant));
  if (service_options.tenants.empty()) first_options.tenants = service_options.tenants = {tenant};
  auto secrets_directory = std::filesystem::path(options.common.data) / "secrets";
  KINTSUGI_TRY(const NodeSecrets opened, open_secrets(std::move(shared), secrets_directory));
  Secrets* const secrets = opened.secrets.get();
  bool made = false;
  if (options.demo) {
    KINTSUGI_TRY(made,
                 make_demo_on_first_start(first_options, options, service, *secrets, clock));
  }
  if (live_rate > 0) KINTSUGI_TRY_OK(tell_what_is_missing(service_options, service, clock));
  edge_options.server = std::move(server);
  edge_options.public_url = options.public_url;
  edge_options.guard.default_tenant = tenant;
  KINTSUGI_TRY(edge_options.guard.local_token, write_local_token(secrets_directory));
  KINTSUGI_TRY(auto edge, Edge::start(std::move(edge_options), *service, *secrets, clock, logger,
                                      std::move(listening)));
  published_to = edge.get();
  KINTSUGI_TRY_OK(bring_along(*secrets, secrets_directory, clock));
  if (made) KINTSUGI_TRY_OK(secrets->open_without_password(std::string(demo_tenant)));
  KINTSUGI_TRY(auto links, tell_links(options, service_options.tenants, *service, *secrets, *edge));
  KINTSUGI_TRY_OK(announce(options, *service, *edge, note_of(opened, service_options.log),
                           {.links = std::move(links),
                            .tenant = tenant,
                            .now = clock.now(),
                            .doors = edge->has_doors()}));
  logger->info("serving url={} data={} log={}", edge->url(), options.common.data,
               service->log().describe());
  auto live = go_on(live_rate, *service, clock);
  const auto broken = [&] { return service->node().failure().has_value() || !edge->listening(); };
  if (wait_for_interrupt(broken))
    print_note("stopping: open requests are answered, a second Ctrl-C ends at once");
  live.reset();
  auto failure = service->node().failure();
  if (!failure && !edge->listening())
    failure = Error{ErrorKind::unavailable, "server.deaf", "no more connections are taken", {}};
  published_to = nullptr;
  edge.reset();
  if (failure) return tl::unexpected(*failure);  // it cannot go on, and is started again
  return {};
}

// The demo company and how fast it goes on. Gives --demo-orders.
CLI::Option* add_demo_options(CLI::App& verb, ServeOptions& options) {
  auto* demo = verb.add_flag("--demo", options.demo,
                             "Make the demo company (tenant demo) on the first start");
  auto* orders = verb.add_option("--demo-orders", options.company.orders,
                                  "How many orders the demo company is made with, about")
                     ->type_name("N")
                     ->capture_default_str()
                     ->check(CLI::Range(demo_orders_min, demo_orders_max))
                     ->needs(demo);
  auto* live = verb.add_option("--live", options.live,
                                "How fast the demo company goes on, in commands a second by day "
                                "(a third of it by night); 0: not at all")
                   ->type_name("N/s")
                   ->capture_default_str()
                   ->needs(demo);
  verb.add_flag_callback("--no-live", [&options] { options.live = "0"; }, "The same as --live 0")
      ->excludes(live);
  return orders;
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
  verb->add_option("--public-url", options->public_url,
                   "Where people ask (links are made from it), e.g. https://service.example")
      ->type_name("URL");
  verb->add_option("--allow-host", options->allowed_hosts,
                   "A further name under which it may be asked; repeatable")
      ->type_name("HOST");
  verb->add_option("--allow-origin", options->allowed_origins,
                   "A further origin whose pages may ask with a token, e.g. https://board.example; "
                   "repeatable")
      ->type_name("ORIGIN");
  verb->add_option("--trusted-proxy", options->trusted_proxies,
                   "A proxy in front, whose X-Forwarded-For is believed; repeatable. Not everybody "
                   "(0.0.0.0/0): then each client would say himself where he asks from, in the "
                   "audit and to the brakes on guessing")
      ->type_name("ADDR[/LEN]");
  verb->add_option("--secrets-key", options->secrets_key,
                   "The key that the nodes of this log share: passwords, tokens and sessions of "
                   "one are those of all")
      ->type_name("FILE");
  verb->add_flag("--confirm-clock", options->confirm_clock,
                 "Somebody has looked: this machine's clock is right, whatever the log says");
  verb->add_option("--look-at-log-every", options->look_at_log_every_s,
                   "How often the topic's settings and the log's beginning are looked at")
      ->type_name("SECONDS")
      ->capture_default_str()
      ->check(CLI::Range(1, 3600));
  auto* orders = add_demo_options(*verb, *options);
  verb->callback([&line, verb, options, orders] {
    if (orders->count() == 0) options->ready_made = ready_made_beside_program();
    options->tenant_given = verb->count("--tenant") > 0;
    line.chosen = [options] {
      block_interrupts();
      auto done = serve(*options);
      return done ? ExitCode::ok : failed(done.error());
    };
  });
}

}  // namespace kintsugi::api
