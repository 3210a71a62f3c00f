#pragma once
// Asks a node over HTTP, for verbs whose directory a node holds. One thread.

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/cli/command_line.h"
#include "events/base/result.h"

namespace kintsugi::api {

struct ClientAnswer {
  int status = 0;
  std::string body;
};

class Client {
 public:
  // The node that `--server` names, or that holds `--data` (its LOCK tells where it serves; whoever
  // may read DIR/secrets may read through it). Errors: unavailable "data.held" where the holder
  // serves nothing, invalid "cli.bad_server".
  static Result<Client> of(const CommonOptions& options);

  // Errors: unavailable "cli.unreachable"; what a problem document says, with its code.
  using Headers = std::vector<std::pair<std::string, std::string>>;
  Result<ClientAnswer> get(const std::string& path, const Headers& headers = {});
  // The same, whatever status it has. Errors: "cli.unreachable" only.
  Result<ClientAnswer> get_any(const std::string& path);
  // A body that may be large: handed on piece by piece, until `write` says false.
  using Write = std::function<bool(std::string_view)>;
  Result<void> download(const std::string& path, const Headers& headers, const Write& write);
  Result<ClientAnswer> post(const std::string& path, const std::string& body,
                            const Headers& headers);
  const std::string& url() const { return url_; }

 private:
  std::string url_;
  std::string token_;
  std::string tenant_;
};

// True where a running node holds the directory.
bool is_held(const std::string& data);

}  // namespace kintsugi::api
