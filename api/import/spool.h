#pragma once
// An event as octets of the temporary file. Pure; any thread.

#include <string>

#include "api/import/input_event.h"

namespace kintsugi::api::import {

// All but its time.
void append_record(std::string& out, const InputEvent& event);

// Our own octets of a moment ago, hence without checks.
void read_record(const char* at, InputEvent& event);

}  // namespace kintsugi::api::import
