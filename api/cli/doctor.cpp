// kintsugi doctor: how is it, and what mends it?

#include <spdlog/fmt/fmt.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "api/cli/client.h"
#include "api/cli/command_line.h"
#include "api/cli/terminal.h"
#include "api/http/session/secrets.h"
#include "api/node/clock.h"
#include "api/service/data_lock.h"
#include "api/service/log_mark.h"
#include "events/commit/commit.h"
#include "projections/tables/rocksdb_store.h"

namespace kintsugi::api {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::uint64_t free_min = 1u << 30;  // octets
constexpr std::chrono::minutes ahead_max{5};
constexpr std::size_t read_at_once = 1024;

struct Finding {
  std::string name;
  bool ok = true;
  std::string code, what, mend;  // mend: a command line, or what a person does
};

// What is odd among the records of a log.
struct Records {
  void add(const log::Record& record) {
    auto opened = commit.open(record.bytes);
    if (opened) last = std::max(last.value_or(Instant{}), commit.recorded_at());
    if (opened) opened = commit.open_events();
    const std::string code = opened ? "" : opened.error().code;
    if (code.starts_with("schema.")) {
      if (!first_newer) first_newer = record.position;
    } else if (code == "commit.malformed" && ++odd == 1) {
      first_odd = record.position;
    }
  }
  std::optional<Instant> last;  // recorded
  std::int64_t odd = 0;         // no commits at all
  std::optional<Position> first_odd, first_newer;
  CommitView commit;
};

class Doctor {
 public:
  explicit Doctor(CommonOptions options)
      : options_(std::move(options)), log_(options_.log == "embedded" ? "" : options_.log) {}

  Result<std::vector<Finding>> look() {
    if (options_.data.empty() && options_.server.empty())
      return fail(ErrorKind::invalid, "cli.usage", "whom? --data DIR, or --server URL");
    if (!options_.data.empty()) {
      if (!fs::exists(options_.data))
        return fail(ErrorKind::not_found, "data.none", "there is no directory " + options_.data);
      look_at_directory();
      look_at_secrets();
      look_at_tables();
    }
    if (!options_.server.empty() || is_held(options_.data)) {
      look_through_node();
    } else {
      KINTSUGI_TRY_OK(look_at_log());
    }
    return std::move(findings_);
  }

 private:
  void found(std::string name, bool ok, std::string what, std::string code = {},
             std::string mend = {}) {
    findings_.push_back({std::move(name), ok, ok ? std::string() : std::move(code), std::move(what),
                         ok ? std::string() : std::move(mend)});
  }

  // Who may read it, and whether there is room.
  void look_at_directory() {
    const std::string& data = options_.data;
    std::string open_to_others;
    for (const fs::path& path : {fs::path(data), fs::path(data) / "secrets"}) {
      struct stat seen {};
      if (::stat(path.c_str(), &seen) == 0 && (seen.st_mode & (S_IROTH | S_IXOTH)) != 0)
        open_to_others = path.string();
    }
    found("directory", open_to_others.empty(),
          open_to_others.empty() ? data : "every user of the machine may read " + open_to_others,
          "data.open_to_others", "chmod -R o-rwx " + data);
    struct statvfs disk {};
    if (::statvfs(data.c_str(), &disk) != 0) return;
    const std::uint64_t left = static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize;
    found("disk", left >= free_min, fmt::format("{} MiB free", left >> 20), "log.disk_full",
          "make space, e.g. older checkpoints: they come back (rm -r " + data +
              "/checkpoints, while no node has it)");
  }

  // Passwords' hashes, tokens, links; of nodes that share theirs there is no such file.
  void look_at_secrets() {
    const fs::path secrets = fs::path(options_.data) / "secrets";
    std::error_code error;
    if (!fs::exists(secrets / "secrets.json", error)) return;
    const auto checked = Secrets::check(secrets);
    found("secrets file", checked.has_value(),
          checked ? (secrets / "secrets.json").string() : checked.error().what,
          checked ? std::string() : checked.error().code,
          "restore " + (secrets / "secrets.json").string() +
              " from a backup; without one move it away, and start the node: it prints a link");
  }

  // Tables that were marked as damaged when a row could not be read.
  void look_at_tables() {
    std::vector<fs::path> tables{fs::path(options_.data) / "streams-v5"};
    std::error_code error;
    for (const auto& tenant : fs::directory_iterator(fs::path(options_.data) / "tenants", error))
      for (const auto& one : fs::directory_iterator(tenant.path(), error))
        if (one.is_directory(error)) tables.push_back(one.path());
    std::sort(tables.begin(), tables.end());
    for (const fs::path& path : tables) {
      const auto damage = projections::told_damage(path.string());
      if (damage)
        found(path.string(), false, *damage, "projection.damaged",
              "start the node again: " + serve() + " (it builds the tables anew)");
    }
  }

  // What the node says of itself.
  void look_through_node() {
    auto client = Client::of(options_);
    if (!client) return found("node", false, client.error().what, client.error().code, restart());
    learn_log(*client);
    // A node that is not well answers 503, with its checks.
    const auto told = client->get_any("/readyz?verbose");
    if (!told) return found("node", false, told.error().what, told.error().code, restart());
    const Json said = Json::parse(told->body, nullptr, false);
    if (!said.is_object() || !said.contains("checks"))
      return found("node", told->status == 200, client->url() + " tells no details to us",
                   "node.not_ready", "ask from the machine itself, or with --token-file");
    for (const Json& check : said["checks"]) {
      std::string name = check.value("name", "");
      if (check.contains("tenant")) name = check.value("tenant", "") + "/" + name;
      const std::string code = check.value("code", "");
      std::string what = check.value("why", "");
      if (what.empty()) what = check.value("state", "");
      found(name, check.value("ok", false), what, code, mend_of(code, what));
      if (name == "secrets") look_at_shared(check);
    }
  }

  // What mends is told with the log that the node has.
  void learn_log(Client& client) {
    const auto told = client.get_any("/version");
    const Json said = told ? Json::parse(told->body, nullptr, false) : Json();
    const std::string log = said.is_object() ? said.value("log", "") : "";
    if (log_.empty() && log.starts_with("kafka:")) log_ = log;
  }

  // Records of what the nodes share that none of them wrote, or that somebody wrote once more.
  void look_at_shared(const Json& check) {
    const auto count = [&](const char* name) { return check.value(name, std::int64_t{0}); };
    const std::int64_t odd = count("unopened") + count("repeated") + count("taken_out");
    found("shared secrets", odd == 0,
          odd == 0 ? "every record is sealed with the key"
                   : fmt::format("{} cannot be opened, {} are repeated, {} were taken out by "
                                 "somebody; the last at position {}",
                                 count("unopened"), count("repeated"), count("taken_out"),
                                 check.value("last_position", "")),
          "secrets.disbelieved",
          "see that all nodes have the same --secrets-key, and that nobody else may write the "
          "topic: kafka-acls.sh --list");
  }

  // Every record, read as a node would; no node has it.
  Result<void> look_at_log() {
    KINTSUGI_TRY(const LogSpec spec, log_of(options_));
    std::unique_ptr<DataLock> lock;
    KINTSUGI_TRY(lock, DataLock::take(options_.data));
    auto log = open_log(spec, options_.data, false);
    if (!log) {
      found("log", false, log.error().what, log.error().code,
            mend_of(log.error().code, log.error().what));
      return {};
    }
    const auto same = LogMark(**log, fs::path(options_.data) / "log-mark").look();
    if (!same) {
      found("log", false, same.error().what, same.error().code,
            mend_of(same.error().code, same.error().what));
      return {};
    }
    const auto end = (*log)->end();
    auto cursor = (*log)->read(Position{0});
    if (!end || !cursor) {
      const Error& why = end ? cursor.error() : end.error();
      found("log", false, why.what, why.code, mend_of(why.code, why.what));
      return {};
    }
    ProgressLine progress("read");
    Records seen;
    Position next{0};
    while (next < *end) {
      const auto records = (*cursor)->next(read_at_once, std::chrono::seconds(5));
      if (!records) {
        found("log", false, "position " + std::to_string(next.value) + ": " + records.error().what,
              records.error().code, mend_of(records.error().code, records.error().what));
        return {};
      }
      if (records->empty()) {
        found("log", false, "nothing comes from position " + std::to_string(next.value) + " on",
              "log.silent", mend_of("log.silent", ""));
        return {};
      }
      for (const log::Record& record : *records) seen.add(record);
      next = records->back().position.next();
      progress.update(next.value, end->value);
    }
    progress.clear();
    found("log", true, with_thousands(end->value) + " records, all read");
    tell_of(seen);
    if (seen.last) look_at_clock(*seen.last);
    return {};
  }

  void tell_of(const Records& seen) {
    found("commits", seen.odd == 0,
          seen.odd == 0 ? "every record is a commit"
                        : with_thousands(seen.odd) +
                              " records are no commits and count for nothing; the "
                              "first at position " +
                              std::to_string(seen.first_odd->value),
          "commit.malformed", "look who else writes there: only nodes should");
    if (!seen.first_newer) return;
    const std::string at = std::to_string(seen.first_newer->value);
    found("newer records", false,
          "the record at position " + at + " is not known to this engine: a newer one wrote it, or "
          "somebody who may write the log forged it; where it counts, a node stops there",
          "schema.newer",
          "start that engine here; of a forged one: kintsugi log copy --until " + at +
              ", and go on with the copy");
  }

  void look_at_clock(Instant last) {
    const Instant now = SystemClock().now();
    found(
        "clock", last <= now + ahead_max,
        "the last commit is of " + format_instant(last) + ", the clock says " + format_instant(now),
        "clock.behind_log", mend_of("clock.behind_log", ""));
  }

  // As far as we were told: without its log a directory would be served with another one.
  std::string serve() const {
    std::string line = "kintsugi serve --data " + (options_.data.empty() ? "DIR" : options_.data);
    if (!log_.empty()) line += " --log " + log_;
    if (!options_.kafka_config.empty()) line += " --kafka-config " + options_.kafka_config;
    if (!options_.log_key.empty()) line += " --log-key " + options_.log_key;
    return line;
  }

  std::string restart() const {
    return options_.data.empty() ? "start the node again" : "start it again: " + serve();
  }

  std::string mend_of(const std::string& code, const std::string& what) const {
    const auto begins = [&](std::string_view with) { return code.starts_with(with); };
    const std::string data = options_.data.empty() ? "DIR" : options_.data;
    if (code == "clock.jumped" || code == "clock.unconfirmed" || code == "clock.ahead_of_log")
      return "timedatectl set-ntp true; if the clock is right: " + serve() + " --confirm-clock";
    if (begins("clock.")) return "timedatectl set-ntp true; then wait until it has caught up";
    if (begins("projection.") || begins("streams.")) return restart();
    if (code == "log.mark_damaged")
      return "rm " + data + "/log-mark, where the log is " + data + "'s own: it is made anew";
    if (code == "log.other")
      return "give --log the log that " + data +
             " was made of, or a copy of it (kintsugi log copy)" +
             (what.find("log-mark") == std::string::npos
                  ? ""
                  : "; where it is that log, its mark is damaged: rm " + data + "/log-mark");
    if (code == "log.corrupt" || code == "log.truncated" || code == "log.lost_tail" ||
        begins("commit.") || begins("schema."))
      return "kintsugi log copy --from LOG_OF_A_BACKUP --to embedded:" + data +
             "/restored/log, and put it in the place of the damaged one";
    if (code == "log.disk_full") return "make space on the disk of " + data;
    if (begins("secrets.")) return "see that the brokers are there; it goes on by itself";
    if (code == "log.forbidden")
      return "kafka-acls.sh --add …, as it says there and in ops/kafka/README.md; it goes on by "
             "itself";
    if (code == "log.certificate" || code == "log.password" || code == "log.protocol")
      return "set right what it names, in the file of --kafka-config or at the brokers; " +
             restart() + " where the file was changed";
    if (begins("log.topic")) return "kafka-configs --alter …, as ops/kafka/README.md says";
    if (begins("log.")) return "see that the log's broker or disk is there; it goes on by itself";
    if (what == "rebuilding") return "wait: kintsugi projection list --data " + data;
    return restart();
  }

  const CommonOptions options_;
  std::string log_;  // as --log names it; empty: the directory's own
  std::vector<Finding> findings_;
};

void print(const std::vector<Finding>& findings, bool as_json) {
  if (as_json) {
    Json checks = Json::array();
    for (const Finding& one : findings)
      checks.push_back({{"name", one.name},
                        {"ok", one.ok},
                        {"code", one.code},
                        {"what", one.what},
                        {"mend", one.mend}});
    print_data(
        Json{{"checks", std::move(checks)}}.dump(-1, ' ', false, Json::error_handler_t::replace) +
        "\n");
    return;
  }
  for (const Finding& one : findings) {
    print_data(fmt::format("{:4}  {}{}{}\n", one.ok ? "ok" : "FAIL", one.name,
                           one.code.empty() ? "" : "  " + one.code,
                           one.what.empty() ? "" : "  " + one.what));
    if (!one.mend.empty()) print_data("      mend: " + one.mend + "\n");
  }
}

}  // namespace

void add_doctor(CommandLine& line) {
  auto* verb =
      line.app.add_subcommand("doctor", "What is wrong, and the command that mends each of it");
  auto options = std::make_shared<CommonOptions>();
  add_data_options(*verb, *options, false);
  add_server_options(*verb, *options);
  add_json_option(*verb, *options);
  verb->callback([&line, options] {
    line.chosen = [options] {
      const auto findings = Doctor(*options).look();
      if (!findings) return failed(findings.error());
      print(*findings, options->json);
      const bool well = std::all_of(findings->begin(), findings->end(),
                                    [](const Finding& one) { return one.ok; });
      return well ? ExitCode::ok : ExitCode::verification;
    };
  });
}

}  // namespace kintsugi::api
