#pragma once
// Logs of a help desk that never was, of the same shapes and irregularities as real ones: cases
// that begin in the middle, are closed without being taken in charge, resolved twice, reopened, or
// never end; several events in one second; operators who hand over. The same seed makes the same
// log.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kintsugi::tests {

struct MadeEvent {
  std::string case_id;
  std::string activity;
  std::string operator_name;
  std::int64_t time_s = 0;  // since 1970
  std::vector<std::pair<std::string, std::string>> attributes;
};

struct MadeLog {
  std::vector<MadeEvent> events;  // case by case, each case in order of time
  std::int64_t cases = 0;
};

MadeLog make_log(std::uint64_t seed, std::int64_t cases);

std::string to_xes(const MadeLog& log);
// Header: ticket,action,when,agent,<attributes>; `when` as "dd/mm/yyyy HH:MM:SS" in UTC+8.
std::string to_csv(const MadeLog& log, char delimiter = ',');

std::string gzipped(const std::string& text);
std::string to_gb18030(const std::string& utf8);

}  // namespace kintsugi::tests
