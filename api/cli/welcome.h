#pragma once
// What a node says on stdout once it serves: where, who comes in how, what to try next, where the
// data lie. Every command in it works as it stands, from any folder, while the node serves. Pure
// but for looking into the data directory; one thread.

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "events/base/types.h"

namespace kintsugi::api {

struct Welcome {
  std::string url{};
  std::vector<std::pair<std::string, std::string>> links{};  // one-time, by tenant
  std::filesystem::path binary{}, data{};                    // absolute
  std::string log{};     // "embedded", or where else it is
  std::string tenant{};  // of the commands
  Instant now{};
  bool has_past = false;  // there are commits of it
  bool doors = false;     // people come in without a password
};

std::string welcome_text(const Welcome& about);

// As a shell takes it for one word.
std::string shell_word(const std::string& word);

}  // namespace kintsugi::api
