#pragma once
// schema.lock: what has been released, one fact a line. Records are kept for ever, so the schema
// may only add to it; the lock tells when it does anything else.

#include <string>

#include "events/generator/model.h"

namespace kintsugi::generator {

// Compares the checked model with the lock at `path` (which may be missing: nothing is released).
// Whatever broke becomes a problem of the model. What is new is one as well, unless `update`: then
// it is written into the lock.
void check_lock(Model& model, const std::string& path, bool update);

}  // namespace kintsugi::generator
