#pragma once
// The tree of verbs as what completes it and what documents it see it. Pure; any thread.

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace kintsugi::api {

// The verbs below, without those that are hidden, as they were added.
std::vector<const CLI::App*> verbs_below(const CLI::App& verb);

// "kintsugi report run".
std::string path_of(const CLI::App& verb);

}  // namespace kintsugi::api
