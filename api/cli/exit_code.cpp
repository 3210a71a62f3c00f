#include "api/cli/exit_code.h"

namespace kintsugi::api {

ExitCode exit_code_of(const Error& error) {
  if (error.code == "cli.interrupted" || error.code == "build.cancelled")
    return ExitCode::interrupted;
  if (error.code == "cli.timed_out") return ExitCode::timed_out;
  switch (error.kind) {
    case ErrorKind::invalid:
      return ExitCode::failed;
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
