#pragma once
// Octets through a reader: the events, and what was found wrong.

#include <optional>
#include <string>
#include <vector>

#include "api/import/csv_reader.h"
#include "api/import/xes_reader.h"
#include "tests/api/import/scratch_dir.h"

namespace kintsugi::tests {

using api::import::ByteSource;
using api::import::EventSink;
using api::import::Limits;
using api::import::Problem;
using api::import::Problems;
using api::import::RawEvent;

struct Outcome {
  std::vector<RawEvent> events;
  Problems problems;
  std::optional<Error> error;
  std::string sha256;

  // All that was found wrong, "line: what" each.
  std::string wrong() const {
    std::string out = error ? error->what : "";
    for (const Problem& p : problems.list()) out += std::to_string(p.line) + ": " + p.what + "\n";
    return out;
  }
};

template <class Read>
Outcome read_file(const std::string& octets, const Limits& limits, const Read& read) {
  const ScratchDir dir;
  Outcome outcome;
  Result<std::unique_ptr<ByteSource>> source = ByteSource::open(dir.write("log", octets), limits);
  if (!source) {
    outcome.error = source.error();
    return outcome;
  }
  const EventSink sink = [&](RawEvent&& event) {
    outcome.events.push_back(std::move(event));
    return true;
  };
  const Result<void> done = read(**source, outcome.problems, sink);
  if (!done) outcome.error = done.error();
  outcome.sha256 = (*source)->sha256();
  return outcome;
}

inline Outcome xes(const std::string& octets, const api::import::XesOptions& options = {},
                   const Limits& limits = {}) {
  return read_file(octets, limits,
                   [&](ByteSource& source, Problems& problems, const EventSink& sink) {
                     return api::import::read_xes(source, options, limits, problems, sink);
                   });
}

inline Outcome csv(const std::string& octets, const api::import::CsvOptions& options = {},
                   const Limits& limits = {}) {
  return read_file(octets, limits,
                   [&](ByteSource& source, Problems& problems, const EventSink& sink) {
                     return api::import::read_csv(source, options, limits, problems, sink);
                   });
}

}  // namespace kintsugi::tests
