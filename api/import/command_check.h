#pragma once
// A command template against the schema's own description: what is wrong is found when the mapping
// is read and not at row 20,000 of the log.

#include <string>

#include "api/import/mapping.h"
#include "api/import/problems.h"

namespace kintsugi::api::import {

// Adds to `problems`: a command that does not exist, fields that it does not have, required fields
// that are missing, constants and map values that a field cannot hold. Settles which values are
// written bare.
void check_command(const std::string& name, CommandTemplate& command, Problems& problems);

}  // namespace kintsugi::api::import
