#pragma once
// The real binary at work: its verbs, and a node that serves on a free port of the loopback.

#include <httplib.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/faults/process.h"

namespace kintsugi::tests {

using Json = nlohmann::json;

struct Ended {
  int code = -1;  // -1: it did not end in time, and was killed
  std::string out, err;
  Json json() const { return Json::parse(out, nullptr, false); }
};

// `kintsugi <arguments>`, to its end.
Ended kintsugi(const std::vector<std::string>& arguments, const Environment& environment = {});

// `kintsugi serve`.
class ServingNode {
 public:
  struct Options {
    std::string directory;
    std::string log = "embedded";
    bool demo = true;
    Environment environment{};
    bool ready = true;  // false: it is enough that it serves
    std::vector<std::string> more{};  // arguments
    std::vector<std::string> under{};      // what runs it: "prlimit", "--as=…"
  };
  // Returns when it serves and says that it is ready. Null, with a failed test, where it does not.
  static std::unique_ptr<ServingNode> start(const Options& options);
  // Only started: for what should not come up.
  static std::unique_ptr<Process> begin(const Options& options);

  const std::string& url() const { return url_; }
  std::chrono::milliseconds took() const { return took_; }  // from its start until it was ready
  // Of the administrator's one-time link; empty where none was told.
  std::string setup_token() const;
  Process& process() { return *process_; }
  void kill();          // SIGKILL, and waits for its end
  void stop();          // SIGTERM; it ends well
  Json readiness() const;  // GET /readyz?verbose
  // An answer's body as JSON; `token` of somebody.
  Json get(const std::string& path, const std::string& token) const;

 private:
  std::unique_ptr<Process> process_;
  std::string url_;
  std::chrono::milliseconds took_{};
};

// What `projection list` says of a directory that no node holds: one object a projection.
Json live_tables(const std::string& directory, const std::string& log);

}  // namespace kintsugi::tests
