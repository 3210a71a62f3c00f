#pragma once
// One event of the file as the command that brings it in.

#include <string>

#include "api/import/input.h"
#include "api/import/mapping.h"
#include "schema/import_commands.h"

namespace kintsugi::api::import {

struct Rendered {
  schema::ImportEvent command;
  std::string operator_id;  // of ours; empty where the file names nobody
};

// Pure. Attempts whose conditions do not hold or whose fields cannot be filled in are left out;
// where none remains, the command says why. What could not be read is told in each attempt that
// goes on without it. An equal of an earlier row (place.same_as_row, where `once`) and a bad entry
// have no attempts.
Rendered render_event(const Mapping& mapping, const std::string& file_sha256,
                      const InputEvent& event, const Place& place, bool once);

}  // namespace kintsugi::api::import
