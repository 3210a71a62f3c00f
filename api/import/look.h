#pragma once
// What a file seems to be, before there is a mapping: a proposal in the mapping's own language.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "api/import/input_event.h"
#include "events/base/result.h"

namespace kintsugi::api::import {

struct Proposal {
  std::string toml;                 // a mapping that read_mapping takes, with comments
  std::vector<std::string> unsure;  // what a person should decide; in the comments too
  std::int64_t rows = 0;
  std::int64_t cases = 0;
};

// Reads all of the file, writes nothing. `now`: no time may be later. Errors: not_found
// "import.no_file"; invalid "import.bad_file" where it is neither XES nor CSV or has no rows.
Result<Proposal> propose_mapping(const std::filesystem::path& file, const Limits& limits,
                                 Instant now);

// One JSON object, without a line end: mapping, unsure, rows, cases.
std::string to_json(const Proposal& proposal);

}  // namespace kintsugi::api::import
