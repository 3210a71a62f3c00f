#include "api/cli/exit_code.h"

namespace kintsugi::api {

namespace {

// Said on the command line itself, and not by a file that it names.
bool is_usage(std::string_view code) {
  for (std::string_view prefix :
       {"cli.", "as_of.", "request.", "tenant.", "report.", "log.address"})
    if (code.starts_with(prefix)) return true;
  return false;
}

}  // namespace

ExitCode exit_code_of(const Error& error) {
  if (error.code == "cli.interrupted" || error.code == "build.cancelled")
    return ExitCode::interrupted;
  if (error.code == "cli.cannot_write") return ExitCode::failed;
  for (std::string_view late : {"cli.timed_out", "command.unknown", "read.not_yet"})
    if (error.code == late) return ExitCode::timed_out;
  switch (error.kind) {
    case ErrorKind::invalid:
      return is_usage(error.code) ? ExitCode::usage : ExitCode::failed;
    case ErrorKind::forbidden:
      return ExitCode::failed;
    case ErrorKind::not_found:
      return ExitCode::not_found;
    case ErrorKind::refused:
      return ExitCode::conflict;
    case ErrorKind::conflict:
      return ExitCode::conflict;
    case ErrorKind::unavailable:
      return ExitCode::unreachable;
    case ErrorKind::corrupt:
      return ExitCode::verification;
  }
  return ExitCode::failed;
}

}  // namespace kintsugi::api
