#include "api/service/service.h"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "api/service/log_key.h"
#include "projections/read_models.h"
#include "projections/judge/as_of.h"
#include "projections/judge/catch_up.h"
#include "projections/judge/rows.h"

namespace kintsugi::api {

namespace {
constexpr std::size_t store_memory = 256u << 20;
constexpr const char* streams_directory = "streams-v5";

// Of rows that the log can give again; not of the log.
bool is_damage(const Error& error) {
  return error.code == "projection.damaged" || error.code == "streams.damaged";
}
}

bool is_tenant_name(std::string_view name) {
  if (name.empty() || name.size() > 64) return false;
  auto alphanumeric = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  if (!alphanumeric(name.front())) return false;
  return std::all_of(name.begin(), name.end(),
                     [&](char c) { return alphanumeric(c) || c == '-' || c == '_'; });
}

namespace {

// Files that were being made for somebody when a node was ended: they tell of people. What somebody
// himself put there is called otherwise.
void remove_cut_off_exports(const std::filesystem::path& directory) {
  std::error_code error;
  std::vector<std::filesystem::path> left;
  constexpr std::string_view form = "export-XXXXXX.tmp";
  for (const auto& one : std::filesystem::directory_iterator(directory, error)) {
    const std::string name = one.path().filename().string();
    const bool ours = name.size() == form.size() && name.starts_with("export-") &&
                      name.ends_with(".tmp");
    if (ours && one.is_regular_file(error)) left.push_back(one.path());
  }
  for (const auto& one : left) std::filesystem::remove(one, error);
}

// A company is made in a directory of its own: what we open nobody else of the machine may read any
// more, and that must not be somebody's home.
Result<void> check_own(const std::filesystem::path& directory) {
  constexpr std::string_view ours[] = {"LOCK",        "log",     "log-mark",
                                       "clock",       "secrets", "tenants",
                                       "checkpoints", "made-until", streams_directory};
  std::error_code error;
  std::string other;
  for (const auto& one : std::filesystem::directory_iterator(directory, error)) {
    const std::string name = one.path().filename().string();
    if (std::find(std::begin(ours), std::end(ours), name) != std::end(ours)) return {};
    if (!name.starts_with('.') && name != "lost+found") other = name;
  }
  if (other.empty()) return {};
  return fail(ErrorKind::invalid, "data.not_ours",
              directory.string() + " holds other things (" + other +
                  ") and no company: name a directory of its own, there or to be made");
}

}  // namespace

Result<std::unique_ptr<Service>> Service::open(Options options, const Clock& clock) {
  for (const std::string& tenant : options.tenants) {
    if (!is_tenant_name(tenant)) {
      return fail(ErrorKind::invalid, "tenant.bad_name",
                  "a tenant's name is a-z, 0-9, - and _, found " + tenant);
    }
  }
  std::unique_ptr<Service> service(new Service(std::move(options)));
  const Options& o = service->options_;
  if (!o.create && !std::filesystem::exists(o.directory)) {
    return fail(ErrorKind::not_found, "data.none", "there is no directory " + o.directory.string());
  }
  KINTSUGI_TRY_OK(check_own(o.directory));
  KINTSUGI_TRY(service->lock_, DataLock::take(o.directory));
  remove_cut_off_exports(o.directory);
  LogSpec log = o.log;
  log.reads = !o.takes_commands;
  KINTSUGI_TRY(service->log_, open_log(log, o.directory, o.create));
  if (o.log.keys && o.takes_commands) {
    // There is nothing in it that could lose by it; else it is for its owner to say from where on.
    KINTSUGI_TRY(const Position end, service->log_->end());
    if (end == Position{0}) {
      KINTSUGI_TRY_OK(put_under_key(*service->log_, *o.log.keys, clock.now()));
    }
  }
  const std::filesystem::path mark = o.directory / "log-mark";
  std::error_code none;
  // It says of which log the tables are: without them, of none.
  if (!std::filesystem::exists(o.directory / streams_directory, none))
    std::filesystem::remove(mark, none);
  service->mark_ = std::make_unique<LogMark>(*service->log_, mark);
  const Result<void> same_log = service->mark_->check();
  // Where its end is lost, tables that know more say which they are.
  if (!same_log && same_log.error().code != "log.lost_tail")
    return tl::unexpected(same_log.error());
  KINTSUGI_TRY_OK(service->open_tables(clock));
  KINTSUGI_TRY_OK(same_log);
  if (o.takes_commands)
    service->watch_ =
        std::make_unique<LogWatch>(*service->log_, *service->mark_, o.look_at_log_every);
  if (o.projections) {
    for (const std::string& tenant : o.tenants) {
      if (auto runner = service->runner(tenant); !runner) return tl::unexpected(runner.error());
    }
  }
  return service;
}

void Service::remove_tables(bool all) const {
  std::error_code error;
  std::filesystem::remove_all(options_.directory / streams_directory, error);
  if (!all) return;
  std::filesystem::remove_all(options_.directory / "tenants", error);
  std::filesystem::remove_all(options_.directory / "checkpoints", error);
}

// Of the fold's earlier versions: whatever is in them is in the log.
void Service::remove_older_streams() const {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(options_.directory, error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("streams-v") || name == streams_directory) continue;
    spdlog::info("{} is of an earlier version and goes", entry.path().string());
    std::filesystem::remove_all(entry.path(), error);
  }
}

Result<void> Service::open_tables(const Clock& clock) {
  remove_older_streams();
  memory_ = projections::make_store_memory(store_memory);
  const projections::DirectoryOptions store_options{.memory = memory_, .filters_in_memory = true};
  auto folding = start_fold(store_options, clock);
  // Without the key other commits counted: whatever was made of them goes too.
  const bool unjudged = !folding && folding.error().code == "streams.unjudged";
  if (unjudged || (!folding && is_damage(folding.error()))) {
    spdlog::warn("{}: {} goes, and is made anew from the log", folding.error().what,
                 unjudged ? "all that was made of the log" : "it");
    fold_.reset();
    streams_.reset();
    remove_tables(unjudged);
    folding = start_fold(store_options, clock);
  }
  if (!folding && folding.error().code == "log.behind") {
    const std::filesystem::path& directory = options_.directory;
    folding.error().what += ": " + (directory / streams_directory).string() + ", " +
                            (directory / "tenants").string() + " and " +
                            (directory / "checkpoints").string();
  }
  return folding;
}

void Service::seal(log::Outgoing& record) const {
  if (const auto key = fold_->under_key().current())
    record.seal = options_.log.keys->seal(*key, record.bytes);
}

// The fold of all streams from its rows on, under a node where there is one.
Result<void> Service::start_fold(const projections::DirectoryOptions& store_options,
                                 const Clock& clock) {
  KINTSUGI_TRY(streams_, projections::open_directory_store(
                             (options_.directory / streams_directory).string(), store_options));
  if (!options_.takes_commands) return fold_all();
  Node::Options node_options = options_.node;
  node_options.clock_mark = options_.directory / "clock";
  node_options.sequencer.record_headers = options_.log.kind == LogSpec::Kind::kafka;
  node_options.catching_up = options_.catching_up;
  node_options.fold.keys = options_.log.keys;
  KINTSUGI_TRY(node_, Node::open(node_options, *log_, *streams_, clock));
  return {};
}

Service::~Service() {
  watch_.reset();
  tenants_.clear();  // before the node: they read its verdicts
  node_.reset();
}

// What the node would do when it starts, without a sequencer behind it.
Result<void> Service::fold_all() {
  KINTSUGI_TRY(fold_, projections::StreamFold::open(*streams_, {.keys = options_.log.keys}));
  KINTSUGI_TRY(const Position end, log_->end());
  if (fold_->next() > end) {
    return fail(ErrorKind::corrupt, "log.behind",
                "the tables stand at " + std::to_string(fold_->next().value) + " but the log " +
                    log_->describe() + " ends at " + std::to_string(end.value));
  }
  KINTSUGI_TRY_OK(projections::catch_up(*log_, *fold_, end, {.progress = options_.catching_up}));
  if (const auto why = fold_->cannot_judge()) spdlog::warn("{}: {}", why->code, why->what);
  return {};
}

Result<bool> Service::has_commits(const std::string& tenant) {
  return to_ms(last_commit(tenant)) != 0;
}

Instant Service::last_commit(const std::string& tenant) {
  return node_ ? node_->tenant_clock(tenant) : fold_->clock(tenant);
}

Result<std::vector<std::string>> Service::tenants() {
  std::vector<std::string> names;
  KINTSUGI_TRY(auto rows, streams_->snapshot());
  const std::string first(1, projections::rows::tenant);
  const std::string end(1, static_cast<char>(projections::rows::tenant + 1));
  auto cursor = rows->cursor(first, end, false);
  for (; cursor->valid(); cursor->next()) names.emplace_back(cursor->key().substr(1));
  KINTSUGI_TRY_OK(cursor->status());
  return names;
}

Result<void> Service::configure(const std::string& tenant) {
  options_.tenants.push_back(tenant);
  if (const auto opened = runner(tenant); !opened) return tl::unexpected(opened.error());
  return {};
}

Result<Service::Tenant*> Service::tenant(const std::string& name) {
  {
    std::lock_guard lock(mutex_);
    auto it = tenants_.find(name);
    if (it != tenants_.end()) return &it->second;
  }
  bool configured =
      std::find(options_.tenants.begin(), options_.tenants.end(), name) != options_.tenants.end();
  if (!configured) {
    KINTSUGI_TRY(bool known, is_tenant_name(name) ? has_commits(name) : Result<bool>(false));
    if (!known) return fail(ErrorKind::not_found, "tenant.not_found", "there is no tenant " + name);
  }
  std::lock_guard lock(mutex_);
  if (auto it = tenants_.find(name); it != tenants_.end()) return &it->second;
  projections::Runner::Options options;
  options.directory = options_.directory.string();
  options.tenant = name;
  auto kinds = projections::all_projections();
  options.kinds.assign(kinds.begin(), kinds.end());
  options.memory = memory_;
  if (options_.on_published) {
    options.on_published = [this, name](const auto&) { options_.on_published(name); };
  }
  Tenant opened;
  KINTSUGI_TRY(opened.runner, projections::Runner::open(*log_, verdicts(), std::move(options)));
  opened.views = std::make_unique<replay::Views>(
      *opened.runner, *log_, verdicts(),
      [this, name](Instant time) { return position_as_of(name, time); },
      replay::Views::Options{.tenant = name, .memory = memory_});
  if (options_.takes_commands) {
    opened.runner->start();
  } else {
    KINTSUGI_TRY_OK(opened.runner->catch_up());
  }
  return &tenants_.emplace(name, std::move(opened)).first->second;
}

Result<projections::Runner*> Service::runner(const std::string& name) {
  KINTSUGI_TRY(Tenant * found, tenant(name));
  return found->runner.get();
}

Result<Position> Service::position_as_of(const std::string& tenant, Instant time) {
  KINTSUGI_TRY(auto rows, streams_->snapshot());
  return projections::position_as_of(*rows, *log_, verdicts(), tenant, time);
}

Result<void> Service::takes_records() const {
  Result<void> health = log_health();
  if (health) return {};
  for (const std::string_view none : {"log.other", "log.lost_tail", "log.forbidden",
                                      "log.certificate", "log.password", "log.protocol"})
    if (health.error().code == none) return health;
  return {};
}

Result<TenantView> Service::view(const std::string& name, const replay::AsOf& as_of) {
  KINTSUGI_TRY(Tenant * found, tenant(name));
  TenantView view;
  KINTSUGI_TRY(view.rows_at, found->views->open(as_of));
  view.next = view.rows_at->bound();
  view.past = !as_of.is_now();
  view.clock = found->runner->published()->clock;
  return view;
}

}  // namespace kintsugi::api
