#pragma once
// A command template against the schema's own description: what is wrong is found when the mapping
// is read and not at row 20,000 of the log.

#include <string>
#include <string_view>

#include "api/import/mapping.h"
#include "api/import/problems.h"
#include "schema/description.h"

namespace kintsugi::api::import {

// Adds to `problems`: a command that does not exist, fields that it does not have, required fields
// that are missing, constants and map values that a field cannot hold; to `doubts` what is no
// fault, but may not be meant so. Settles which values are written bare.
void check_command(const std::string& name, CommandTemplate& command, Problems& problems,
                   Problems& doubts);

// What kind of value a field holds; `type`: its own, or that of its elements.
ValueTemplate::Holds holds_of(const schema::FieldInfo& field, std::string_view type);

}  // namespace kintsugi::api::import
