#pragma once
// The command line of the one binary. Each verb is a file of its own and adds itself here.

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "api/cli/exit_code.h"
#include "api/service/log_spec.h"
#include "api/service/service.h"

namespace kintsugi::api {

// What most verbs take.
struct CommonOptions {
  std::string data;
  std::string log = "embedded";
  std::string kafka_config, log_key;  // files; empty: none
  std::string tenant;      // empty: the only one there is
  std::string server;      // URL of a node: go through it instead of opening DIR
  std::string token_file;  // bearer token for it
  bool json = false;
};

using Verb = std::function<ExitCode()>;

// Where a verb leaves what is to be done once the line is parsed.
struct CommandLine {
  CLI::App app;
  Verb chosen;
};

void add_data_options(CLI::App& verb, CommonOptions& options, bool data_required = true);
// The two files that go with a log.
void add_log_files(CLI::App& verb, CommonOptions& options);
void add_server_options(CLI::App& verb, CommonOptions& options);
void add_json_option(CLI::App& verb, CommonOptions& options);
// Neither a directory nor a node is named: says so.
bool lacks_source(const CommonOptions& options);
// "NAME list": what there is of it, in a directory or by a node.
void add_listing(CommandLine& line, const char* name, const char* about, const char* each,
                 Result<void> (*list)(const CommonOptions&));

void add_serve(CommandLine& line);
void add_demo(CommandLine& line);
void add_import(CommandLine& line);
void add_report(CommandLine& line);
void add_replay(CommandLine& line);
void add_projection(CommandLine& line);
void add_log(CommandLine& line);
void add_list(CommandLine& line);
void add_show(CommandLine& line);
void add_command(CommandLine& line);
void add_doctor(CommandLine& line);
void add_token(CommandLine& line);
void add_version(CommandLine& line);
void add_completion(CommandLine& line);
// Where the line is "complete -- WORDS", prints what may follow them, a line each: true.
bool answer_completion(const CommandLine& line, int argc, char** argv);
void add_man(CommandLine& line);

// The log that the options name, with its files.
inline Result<LogSpec> log_of(const CommonOptions& options) {
  return read_log_spec(options.log, options.kafka_config, options.log_key);
}

// The company that is meant where there are these: the one named; else the only one, or "main"
// where there is none yet. Errors: invalid "tenant.which".
Result<std::string> tenant_of(const CommonOptions& options, const std::vector<std::string>& known);

// Opens DIR for reading: no node, nothing is appended. Shows progress while it folds what is new.
// Errors: unavailable "data.held" where a node has it; not_found "data.none", "tenant.not_found";
// those of tenant_of.
struct Opened {
  std::unique_ptr<Service> service;
  std::string tenant;
};
Result<Opened> open_for_reading(const CommonOptions& options, const Clock& clock);

// Prints the error and gives its exit code.
ExitCode failed(const Error& error);

int run_command_line(int argc, char** argv);

extern const char* const version_text;

}  // namespace kintsugi::api
