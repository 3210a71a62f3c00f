#pragma once
// Where a node that serves keeps its secrets: by itself, or on the topic that the nodes of its log
// share; which also tells what the log's own clock says.

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "api/http/session/sealed_topic.h"
#include "api/http/session/secrets.h"
#include "api/node/clock.h"
#include "api/service/log_spec.h"

namespace kintsugi::api {

struct NodeSecrets {
  std::unique_ptr<SealedTopic> shared;  // null: by itself. Outlives the secrets
  std::unique_ptr<Secrets> secrets;
};

// Not started; null where no key is named. Errors: invalid "cli.usage" (of a log that nobody
// shares), the file's, the log's.
Result<std::unique_ptr<SealedTopic>> shared_topic(const std::string& key_file, const LogSpec& log);

// How far `clock` stands ahead of the log's, asked before anything is recorded. 0 where nodes share
// nothing (their log is not asked), and where it does not answer, which is said on stderr.
std::chrono::milliseconds ahead_of_log(SealedTopic* shared, const Clock& clock);

// `directory` is made where it is missing. Errors: those of Secrets::open.
Result<NodeSecrets> open_secrets(std::unique_ptr<SealedTopic> shared,
                                 const std::filesystem::path& directory);

// What a node on Kafka says that keeps its secrets for itself; else nothing.
std::string note_of(const NodeSecrets& opened, const LogSpec& log);

// What the node kept by itself before goes to all of them, once. Errors: those of the secrets.
Result<void> bring_along(Secrets& secrets, const std::filesystem::path& directory,
                         const Clock& clock);

}  // namespace kintsugi::api
