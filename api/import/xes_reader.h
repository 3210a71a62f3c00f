#pragma once
// IEEE 1849-2016 XES, streaming (expat): memory for one event and its trace's attributes. A
// document type declaration is refused, so there are no entities to expand; depth and sizes are
// bounded. One thread.

#include "api/import/byte_source.h"
#include "api/import/input_event.h"
#include "api/import/problems.h"

namespace kintsugi::api::import {

// Gives each event to `sink`. What is wrong goes to `problems` with its line: attributes without a
// key or a value are collected, malformed XML ends the reading. Errors of the file as octets: as
// ByteSource.
Result<void> read_xes(ByteSource& source, const Limits& limits, Problems& problems,
                      const EventSink& sink);

}  // namespace kintsugi::api::import
