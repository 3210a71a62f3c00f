#pragma once
// IEEE 1849-2016 XES, streaming (expat, ICU for encodings): memory for one trace, whose attributes
// may stand behind its events, or for the begin of a very long one. A document type declaration is
// refused, so there are no entities to expand; depth and sizes are bounded. One thread.

#include <string>

#include "api/import/byte_source.h"
#include "api/import/input_event.h"
#include "api/import/problems.h"

namespace kintsugi::api::import {

struct XesOptions {
  std::string encoding;         // as Decoder::open; empty: as the XML declaration says, else UTF-8
  bool trust_encoding = false;  // also where the octets look like another one
  bool keep_bad = false;        // what is no attribute of XES is passed over instead of collected
};

// Gives each event to `sink`, with the number of its trace; an attribute without a value is none.
// What is wrong goes to `problems` with its line: attributes without a key are collected, malformed
// XML or octets that are likely in another encoding end the reading. Errors of the file as octets:
// as ByteSource.
Result<void> read_xes(ByteSource& source, const XesOptions& options, const Limits& limits,
                      Problems& problems, const EventSink& sink);

}  // namespace kintsugi::api::import
