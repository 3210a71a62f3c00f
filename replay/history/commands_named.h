#pragma once
// Which commands somebody asks for who reads what happened: one by its name, or all that are about
// some things. Any thread.

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "events/base/result.h"
#include "events/commit/commit.h"

namespace kintsugi::replay {

// The codes of the schema; none where nothing is asked for. `command`: "schedule_booking"; where it
// is empty, `about`: types of streams, "part,tariff". Errors: invalid "request.bad_parameter".
Result<std::vector<std::uint16_t>> commands_named(std::string_view command, std::string_view about);

inline bool has_command(const CommitView& commit, const std::vector<std::uint16_t>& codes) {
  for (std::size_t i = 0; i < commit.command_count(); ++i)
    if (std::find(codes.begin(), codes.end(), commit.command_code(i)) != codes.end()) return true;
  return false;
}

}  // namespace kintsugi::replay
