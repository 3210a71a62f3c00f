#include "api/cli/node_secrets.h"

#include <spdlog/spdlog.h>
#include <sys/stat.h>

#include "api/cli/terminal.h"
#include "api/service/secret_file.h"

namespace kintsugi::api {

Result<std::unique_ptr<SealedTopic>> shared_topic(const std::string& key_file, const LogSpec& log) {
  if (key_file.empty()) return nullptr;
  if (log.kind != LogSpec::Kind::kafka)
    return fail(ErrorKind::invalid, "cli.usage",
                "--secrets-key is of nodes that share a log: --log kafka:HOST:PORT/TOPIC");
  KINTSUGI_TRY(const std::string lines, read_secret_file(key_file));
  auto keys = SecretKeys::parse(lines, topic_beside(log));
  if (!keys) {
    Error error = keys.error();
    error.what = key_file + ": " + error.what;
    return tl::unexpected(std::move(error));
  }
  KINTSUGI_TRY(auto beside, open_beside(log));
  return std::make_unique<SealedTopic>(std::move(beside), *std::move(keys));
}

std::chrono::milliseconds ahead_of_log(SealedTopic* shared, const Clock& clock) {
  if (shared == nullptr) return {};
  const auto told = shared->ask_time();
  if (told) return clock.now() - *told;
  spdlog::warn("the log was not asked for the time: {}", told.error().what);
  return {};
}

Result<NodeSecrets> open_secrets(std::unique_ptr<SealedTopic> shared,
                                 const std::filesystem::path& directory) {
  NodeSecrets opened;
  opened.shared = std::move(shared);
  if (!opened.shared) {
    KINTSUGI_TRY(opened.secrets, Secrets::open(directory));
    return opened;
  }
  std::error_code ignored;
  std::filesystem::create_directories(directory, ignored);
  ::chmod(directory.c_str(), 0700);
  opened.secrets = Secrets::open(*opened.shared);
  return opened;
}

std::string note_of(const NodeSecrets& opened, const LogSpec& log) {
  if (log.kind != LogSpec::Kind::kafka || opened.shared) return {};
  return "passwords, tokens and sessions are this node's own: nodes of one service share them by "
         "--secrets-key";
}

Result<void> bring_along(Secrets& secrets, const std::filesystem::path& directory,
                         const Clock& clock) {
  const auto file = directory / "secrets.json";
  if (secrets.topic() == nullptr || !std::filesystem::exists(file)) return {};
  KINTSUGI_TRY(const auto own, Secrets::open(directory));
  KINTSUGI_TRY_OK(secrets.take_over(*own, clock.now()));
  std::error_code error;
  std::filesystem::rename(file, directory / "secrets.json.shared", error);
  if (error)
    return fail(ErrorKind::unavailable, "secrets.cannot_write",
                "cannot rename " + file.string() + ": " + error.message());
  print_note("what this node kept in " + file.string() +
             " is shared with the other nodes now; the file is called secrets.json.shared");
  return {};
}

}  // namespace kintsugi::api
