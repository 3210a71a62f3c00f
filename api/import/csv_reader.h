#pragma once
// CSV of RFC 4180 and as spreadsheets write it: a header, quoted fields with doubled quotes and
// line ends inside, LF, CR LF or CR, a first line "sep=;", up to ten lines of a title above the
// header (the first row with all columns that are wanted), empty columns and rows at the end, a
// quote within a field that does not begin with one (24" TV). Streaming: memory for one row. One
// thread.

#include <string>
#include <string_view>
#include <vector>

#include "api/import/byte_source.h"
#include "api/import/input_event.h"
#include "api/import/problems.h"

namespace kintsugi::api::import {

struct CsvOptions {
  std::string encoding;         // as Decoder::open; empty: by the byte order mark, else UTF-8
  bool trust_encoding = false;  // also where the octets look like another one
  char delimiter = '\0';        // '\0': as "sep=" says or the header shows
  bool keep_bad = false;        // a row of another length is given, with RawEvent::bad
  bool number_equal_names = false;  // columns of one name are "NAME (column N)", the first one too
  // Missing ones are named at once, with the header's line.
  std::vector<std::string> required_columns;
};

// Gives each row to `sink`; names of columns are trimmed, rows without any value left out. What is
// wrong goes to `problems` with its line: ragged rows and bad fields are collected, a broken quote,
// invalid octets or octets that are likely in another encoding end the reading (what follows could
// not be trusted); then the likely encoding is named. Lines that look like another encoding than
// all the rest are noted there. Errors (of the file as octets): as ByteSource; of the options:
// invalid "import.bad_mapping". Which delimiter the header in `text` (UTF-8) shows: the one that
// parts most, or that gives all the columns that are required. `sep_line`: it is a line "sep=;".
char delimiter_of(std::string_view text, const std::vector<std::string>& required_columns,
                  bool& sep_line);

Result<void> read_csv(ByteSource& source, const CsvOptions& options, const Limits& limits,
                      Problems& problems, const EventSink& sink);

}  // namespace kintsugi::api::import
