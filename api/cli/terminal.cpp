#include "api/cli/terminal.h"

#include <spdlog/fmt/fmt.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace kintsugi::api {

namespace {
bool colour_forbidden = false;  // set once by main before anything is printed
}

bool stderr_is_terminal() { return ::isatty(STDERR_FILENO) == 1; }

bool use_colour() {
  if (colour_forbidden || !stderr_is_terminal()) return false;
  const char* no_colour = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return (no_colour == nullptr || *no_colour == '\0') &&
         (term == nullptr || std::string_view(term) != "dumb");
}

void forbid_colour() { colour_forbidden = true; }

void print_data(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

void print_note(std::string_view text) { fmt::print(stderr, "{}\n", text); }

namespace {
std::string_view advice_for(const Error& error) {
  if (error.code == "data.held") return "stop that process, then try again";
  if (error.code == "cli.cannot_write") return "name a directory that is there and may be written";
  if (error.code == "server.cannot_bind")
    return "another --listen (port 0: any free one), or stop what listens there";
  if (error.code == "cli.no_resources" || error.code == "secrets.cannot_write") return {};
  // These say themselves what is to be done.
  for (std::string_view known : {"log.", "projection.", "streams.", "data.", "secrets.unreadable",
                                 "schema.newer"})
    if (error.code.starts_with(known) && error.code != "log.unavailable") return {};
  if (error.kind == ErrorKind::corrupt)
    return "kintsugi replay rebuild --data DIR makes the tables anew from the log";
  if (error.kind == ErrorKind::unavailable)
    return "is the server or broker running? then try again";
  return {};
}
}  // namespace

void print_error(const Error& error) {
  const char* red = use_colour() ? "\033[31m" : "";
  const char* plain = use_colour() ? "\033[0m" : "";
  fmt::print(stderr, "{}kintsugi: {}{}", red, error.what.empty() ? error.code : error.what, plain);
  if (!error.pointer.empty()) fmt::print(stderr, " (at {})", error.pointer);
  fmt::print(stderr, " [{}]\n", error.code);
  if (auto advice = advice_for(error); !advice.empty()) fmt::print(stderr, "  try: {}\n", advice);
}

std::string with_thousands(std::int64_t n) {
  std::string digits = std::to_string(n);
  std::size_t first = n < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3; at -= 3) digits.insert(at - 3, 1, ' ');
  return digits;
}

ProgressLine::ProgressLine(std::string verb)
    : verb_(std::move(verb)), begun_(std::chrono::steady_clock::now()), shown_at_(begun_) {}

ProgressLine::~ProgressLine() { clear(); }

void ProgressLine::update(std::int64_t done, std::int64_t total) {
  using namespace std::chrono_literals;
  auto now = std::chrono::steady_clock::now();
  if (!stderr_is_terminal() || now - begun_ < 1s || now - shown_at_ < 100ms) return;
  shown_at_ = now;
  shown_ = true;
  double seconds = std::chrono::duration<double>(now - begun_).count();
  double rate = static_cast<double>(done) / seconds;
  std::string line = fmt::format("{}  {}", verb_, with_thousands(done));
  if (total > 0) {
    auto left = static_cast<std::int64_t>(rate > 0 ? static_cast<double>(total - done) / rate : 0);
    line += fmt::format(" / {}  {}%", with_thousands(total), done * 100 / total);
    line += fmt::format("  {:.0f}k/s  ETA {}:{:02}:{:02}", rate / 1000, left / 3600, left / 60 % 60,
                        left % 60);
  } else {
    line += fmt::format("  {:.0f}k/s", rate / 1000);
  }
  fmt::print(stderr, "\r\033[K{}", line);
  std::fflush(stderr);
}

void ProgressLine::clear() {
  if (shown_) fmt::print(stderr, "\r\033[K");
  shown_ = false;
}

}  // namespace kintsugi::api
