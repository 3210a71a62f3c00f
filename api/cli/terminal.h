#pragma once
// Data on stdout, everything else on stderr; colour and progress only where a person looks on.
// One thread.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "events/base/result.h"

namespace kintsugi::api {

bool stderr_is_terminal();
// Colours on stderr: a terminal, no NO_COLOR, TERM not "dumb", no --no-color.
bool use_colour();
void forbid_colour();  // --no-color

void print_data(std::string_view text);      // stdout, as it is
void print_note(std::string_view text);      // stderr, one line
void print_error(const Error& error);        // stderr: what, why, what to try
std::string with_thousands(std::int64_t n);  // "182 734"

// One line on stderr for work of more than a second:
//   rebuild  182 734 / 300 112  61%  412k/s  ETA 0:00:01
// Nothing where stderr is no terminal.
class ProgressLine {
 public:
  explicit ProgressLine(std::string verb);
  ~ProgressLine();                                     // clears the line
  void update(std::int64_t done, std::int64_t total);  // total 0: not known
  void clear();

 private:
  const std::string verb_;
  const std::chrono::steady_clock::time_point begun_;
  std::chrono::steady_clock::time_point shown_at_;
  bool shown_ = false;
};

}  // namespace kintsugi::api
