// kintsugi log info | copy | under-key

#include <spdlog/fmt/fmt.h>

#include <nlohmann/json.hpp>

#include "api/cli/command_line.h"
#include "api/cli/terminal.h"
#include "api/node/record_headers.h"
#include "api/service/data_lock.h"
#include "api/service/log_key.h"
#include "events/commit/commit.h"
#include "events/log/copy.h"

namespace kintsugi::api {

namespace {

struct LogOptions {
  CommonOptions common;
  std::string named;  // the LOG of `info`
  std::string from;
  std::string to;
  std::int64_t until = -1;  // of `copy`; all of it
  bool despite_other_key = false;
};

using Json = nlohmann::ordered_json;

// The data directory that an embedded log lies in: locked, so that no node appends meanwhile.
Result<std::unique_ptr<DataLock>> lock_of(const LogSpec& spec) {
  if (spec.kind == LogSpec::Kind::kafka || spec.directory.filename() != "log")
    return std::unique_ptr<DataLock>();
  return DataLock::take(spec.directory.parent_path());
}

// The one log that `info` and `under-key` are about.
Result<LogSpec> named_log(const LogOptions& options) {
  CommonOptions common = options.common;
  if (!options.named.empty()) common.log = options.named;
  KINTSUGI_TRY(LogSpec spec, log_of(common));
  spec.seals = spec.reads = true;
  if (spec.kind == LogSpec::Kind::embedded && spec.directory.empty()) {
    if (options.common.data.empty())
      return fail(ErrorKind::invalid, "cli.usage",
                  "which log? kintsugi log info embedded:DIR, or kafka:HOST:PORT/TOPIC");
    spec.directory = std::filesystem::path(options.common.data) / "log";
  }
  if (spec.kind == LogSpec::Kind::embedded && !std::filesystem::exists(spec.directory)) {
    return fail(ErrorKind::not_found, "log.none", "there is no log in " + spec.directory.string());
  }
  return spec;
}

Json key_json(const LogKeyScan& scan) {
  Json json;
  json["judged"] = !scan.under_key.claimed();
  json["keys"] = Json::array();
  for (const auto& since : scan.under_key.keys())
    json["keys"].push_back({{"key", to_text(since.key)}, {"from", since.from.value}});
  json["unauthenticated"] = scan.unauthenticated;
  json["last_unauthenticated"] =
      scan.last_unauthenticated ? Json(scan.last_unauthenticated->value) : Json(nullptr);
  return json;
}

void print_keys(const LogKeyScan& scan) {
  for (const auto& since : scan.under_key.keys()) {
    print_data(fmt::format("key      {} from position {}{}\n", to_text(since.key), since.from.value,
                           scan.under_key.claimed() ? ", as a record says; without the key nobody "
                                                      "can tell what counts from there on"
                                                    : ""));
  }
  if (scan.last_unauthenticated) {
    print_data(fmt::format("void     {} unauthenticated, the last at position {}\n",
                           with_thousands(static_cast<std::int64_t>(scan.unauthenticated)),
                           scan.last_unauthenticated->value));
  }
}

Result<void> put_log_under_key(const LogOptions& options) {
  KINTSUGI_TRY(const LogSpec spec, named_log(options));
  if (!spec.keys)
    return fail(ErrorKind::invalid, "cli.usage", "under which key? --log-key FILE");
  KINTSUGI_TRY(auto lock, lock_of(spec));
  KINTSUGI_TRY(auto log, open_log(spec, options.common.data, false));
  ProgressLine progress("read");
  const auto on_progress = [&](std::int64_t done, std::int64_t of) { progress.update(done, of); };
  KINTSUGI_TRY(const auto scan, put_under_key(*log, *spec.keys, SystemClock().now(),
                                              options.despite_other_key, on_progress));
  progress.clear();
  if (options.common.json) {
    print_data(key_json(scan).dump() + "\n");
  } else {
    print_keys(scan);
  }
  return {};
}

Result<void> show_info(const LogOptions& options) {
  KINTSUGI_TRY(const LogSpec spec, named_log(options));
  KINTSUGI_TRY(auto lock, lock_of(spec));
  KINTSUGI_TRY(auto log, open_log(spec, options.common.data, false));
  ProgressLine progress("read");
  KINTSUGI_TRY(auto info, log::info(*log, recorded_at_of, [&](std::int64_t done, std::int64_t of) {
                 progress.update(done, of);
               }));
  KINTSUGI_TRY(const auto keys, scan_log_keys(*log, spec.keys.get(),
                                              [&](std::int64_t done, std::int64_t of) {
                                                progress.update(done, of);
                                              }));
  progress.clear();
  if (options.common.json) {
    Json json;
    json["log"] = log->describe();
    json["first"] = info.first ? Json(info.first->value) : Json(nullptr);
    json["end"] = info.end.value;
    json["records"] = info.records;
    json["bytes"] = info.bytes;
    json["first_recorded"] =
        info.first_recorded ? Json(format_instant(*info.first_recorded)) : Json(nullptr);
    json["last_recorded"] =
        info.last_recorded ? Json(format_instant(*info.last_recorded)) : Json(nullptr);
    json["under_key"] = key_json(keys);
    print_data(json.dump() + "\n");
    return {};
  }
  print_data(fmt::format("log      {}\nrecords  {}\nbytes    {}\nend      {}\n", log->describe(),
                         with_thousands(info.records), with_thousands(info.bytes), info.end.value));
  if (info.first_recorded && info.last_recorded) {
    print_data(fmt::format("from     {}\nto       {}\n", format_instant(*info.first_recorded),
                           format_instant(*info.last_recorded)));
  }
  print_keys(keys);
  return {};
}

Result<void> copy_log(const LogOptions& options) {
  KINTSUGI_TRY(LogSpec from_spec,
               read_log_spec(options.from, options.common.kafka_config, {}));
  KINTSUGI_TRY(LogSpec to_spec, read_log_spec(options.to, options.common.kafka_config, {}));
  bool named = (from_spec.kind == LogSpec::Kind::kafka || !from_spec.directory.empty()) &&
               (to_spec.kind == LogSpec::Kind::kafka || !to_spec.directory.empty());
  if (!named)
    return fail(ErrorKind::invalid, "cli.bad_log", "--from and --to are embedded:DIR or kafka:…");
  if (from_spec == to_spec)
    return fail(ErrorKind::invalid, "cli.bad_log", "--from and --to are the same log");
  from_spec.seals = to_spec.seals = true;
  from_spec.reads = true;
  if (from_spec.kind == LogSpec::Kind::embedded && !std::filesystem::exists(from_spec.directory)) {
    return fail(ErrorKind::not_found, "log.none",
                "there is no log in " + from_spec.directory.string());
  }
  KINTSUGI_TRY(auto from_lock, lock_of(from_spec));
  KINTSUGI_TRY(auto to_lock, lock_of(to_spec));
  KINTSUGI_TRY(auto from, open_log(from_spec, {}, false));
  KINTSUGI_TRY(auto to, open_log(to_spec, {}, true));
  ProgressLine progress("copy");
  auto dress = [](ByteView bytes) {
    CommitView view;
    log::Outgoing out{Bytes(bytes), {}, {}};
    if (view.open(bytes)) out.tenant = view.tenant();
    return out;
  };
  const auto until = options.until < 0 ? std::nullopt : std::optional(Position{options.until});
  KINTSUGI_TRY(auto summary, log::copy(
                                 *from, *to, dress,
                                 [&](std::int64_t done, std::int64_t of) {
                                   progress.update(done, of);
                                 },
                                 until));
  progress.clear();
  if (options.common.json) {
    Json json = {{"from", from->describe()},
                 {"to", to->describe()},
                 {"already_there", summary.already_there},
                 {"copied", summary.copied},
                 {"bytes", summary.bytes},
                 {"end", summary.end.value}};
    print_data(json.dump() + "\n");
  } else {
    print_data(fmt::format("copied {} records ({} were there), end {}\n",
                           with_thousands(summary.copied), with_thousands(summary.already_there),
                           summary.end.value));
  }
  return {};
}

}  // namespace

void add_log(CommandLine& line) {
  auto* verb = line.app.add_subcommand("log", "The log itself");
  verb->require_subcommand(1);
  auto options = std::make_shared<LogOptions>();
  auto* info = verb->add_subcommand("info", "What a log holds");
  info->add_option("which,--from", options->named, "embedded:DIR or kafka:HOST:PORT/TOPIC")
      ->type_name("LOG");
  add_data_options(*info, options->common, false);
  add_json_option(*info, options->common);
  info->callback([&line, options] {
    line.chosen = [options] {
      auto done = show_info(*options);
      return done ? ExitCode::ok : failed(done.error());
    };
  });
  auto* copy = verb->add_subcommand("copy", "Copy a log, every position kept");
  copy->add_option("--from", options->from, "embedded:DIR or kafka:HOST:PORT/TOPIC")
      ->required()
      ->type_name("LOG");
  copy->add_option("--to", options->to, "embedded:DIR or kafka:HOST:PORT/TOPIC")
      ->required()
      ->type_name("LOG");
  copy->add_option("--until", options->until, "Only what is before this position")
      ->type_name("POSITION")
      ->check(CLI::NonNegativeNumber);
  copy->add_option("--kafka-config", options->common.kafka_config,
                   "Settings of the Kafka clients, name=value a line: TLS, SASL")
      ->type_name("FILE");
  copy->add_option("--tenant", options->common.tenant, "Taken and not used: a log is copied whole")
      ->type_name("NAME");
  add_json_option(*copy, options->common);
  copy->callback([&line, options] {
    line.chosen = [options] {
      auto done = copy_log(*options);
      return done ? ExitCode::ok : failed(done.error());
    };
  });
  auto* under = verb->add_subcommand(
      "under-key", "From here on only what is sealed with the newest key of --log-key counts");
  under->add_option("which", options->named, "embedded:DIR or kafka:HOST:PORT/TOPIC")
      ->type_name("LOG");
  add_data_options(*under, options->common, false);
  under->add_flag("--despite-other-key", options->despite_other_key,
                  "Though a record, forged as you say, puts the log under another key");
  add_json_option(*under, options->common);
  under->callback([&line, options] {
    line.chosen = [options] {
      auto done = put_log_under_key(*options);
      return done ? ExitCode::ok : failed(done.error());
    };
  });
}

}  // namespace kintsugi::api
