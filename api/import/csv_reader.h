#pragma once
// CSV of RFC 4180: a header, quoted fields with doubled quotes and line ends inside, LF or CR LF.
// Streaming: memory for one row. One thread.

#include <string>
#include <vector>

#include "api/import/byte_source.h"
#include "api/import/input_event.h"
#include "api/import/problems.h"

namespace kintsugi::api::import {

struct CsvOptions {
  std::string encoding = "utf-8";  // or gb18030; a byte order mark is taken off
  char delimiter = ',';
  // Missing ones are named at once, with the header's line.
  std::vector<std::string> required_columns;
};

// Gives each row to `sink`. What is wrong goes to `problems` with its line: ragged rows and bad
// fields are collected, a broken quote or invalid octets end the reading (what follows could not be
// trusted). Errors (of the file as octets): as ByteSource; of the options: invalid
// "import.bad_mapping".
Result<void> read_csv(ByteSource& source, const CsvOptions& options, const Limits& limits,
                      Problems& problems, const EventSink& sink);

}  // namespace kintsugi::api::import
