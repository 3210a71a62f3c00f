#pragma once
// What a shell script may rely on. Persistent, only add.

#include "events/base/result.h"

namespace kintsugi::api {

enum class ExitCode : int {
  ok = 0,
  failed = 1,
  usage = 2,
  not_found = 3,
  conflict = 4,      // version or idempotency; a rule of the domain said no
  verification = 5,  // the log or the tables are not what they should be
  unreachable = 6,   // server or broker; or another process holds the directory
  timed_out = 7,
  interrupted = 130,
};

ExitCode exit_code_of(const Error& error);

}  // namespace kintsugi::api
