#pragma once
// The demo company's past, made with the program (`kintsugi make-demo`), so that a fresh directory
// is served at once. It is a data directory of this program; what never changes in it is shared
// with its copies (hard links).

#include <chrono>
#include <filesystem>

#include "api/demo/demo.h"
#include "api/service/service.h"
#include "events/base/result.h"

namespace kintsugi::api {

// Older ones are not taken: the company is to end now.
inline constexpr std::chrono::hours ready_made_age_max{12};

// "<where the program lies>/demo-company", whether it is there or not.
std::filesystem::path ready_made_beside_program();

// Makes one at `directory`, in place of what is there, its read models too. Errors: of
// make_demo_company and of Service; unavailable "demo.cannot_write".
Result<void> make_ready_made(const std::filesystem::path& directory, const DemoOptions& demo,
                             const Clock& clock, const OnDemoProgress& progress = nullptr);

// Puts a copy of `from` in place of the log and the tables of `to`, a data directory that nobody
// has open and whose log is empty and its own. False, and nothing is done, where `from` is not
// there, is older than the program, or too old. Errors: unavailable "demo.cannot_write".
Result<bool> take_ready_made(const std::filesystem::path& from, const std::filesystem::path& to,
                             const Clock& clock);

}  // namespace kintsugi::api
