#include "api/cli/welcome.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace kintsugi::api {

namespace {

// What a node makes in its directory (api/service/service.h).
bool is_own(const std::string& name) {
  constexpr std::array<std::string_view, 6> whole = {"LOCK", "clock",   "log",
                                                     "log-mark", "tenants", "checkpoints"};
  return name == "secrets" || name.starts_with("streams-v") ||
         std::find(whole.begin(), whole.end(), name) != whole.end();
}

// Takes away what is the node's, and nothing that somebody else has put there.
std::string deletion(const std::filesystem::path& data) {
  std::vector<std::string> own;
  bool all_own = true;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(data, ignored)) {
    if (is_own(entry.path().filename().string()))
      own.push_back(shell_word(entry.path().string()));
    else
      all_own = false;
  }
  if (all_own) return "rm -r " + shell_word(data.string());
  std::sort(own.begin(), own.end());
  std::string line = "rm -r";
  for (const std::string& path : own) line += " " + path;
  return line;
}

std::vector<std::string> next_commands(const Welcome& about) {
  const std::string binary = shell_word(about.binary.string());
  const std::string of = " --data " + shell_word(about.data.string());
  const std::string tenant = about.tenant == "main" ? "" : " --tenant " + shell_word(about.tenant);
  if (!about.has_past)
    return {binary + " report list", binary + " projection list" + of + tenant,
            binary + " doctor" + of};
  const std::string yesterday =
      format_instant(about.now - std::chrono::hours(24) + std::chrono::hours(8)).substr(0, 10);
  const std::string report = binary + " report run workload" + of + tenant;
  return {report, report + " --as-of " + yesterday, binary + " doctor" + of};
}

}  // namespace

std::string shell_word(const std::string& word) {
  constexpr std::string_view plain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:=+,@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string welcome_text(const Welcome& about) {
  std::string text = "Kintsugi serves at " + about.url + "\n";
  for (const auto& [tenant, link] : about.links)
    text += "First administrator of " + tenant + " (one use, 24 hours): " + link + "\n";
  if (about.doors)
    text += "Every other duty of " + about.tenant +
            " is one click on this machine and needs no password. Open " + about.url + "\n";
  text += "\nTry next, in another terminal:\n";
  for (const std::string& command : next_commands(about)) text += "  " + command + "\n";
  text += "\nThe data lie in " + about.data.string();
  if (!about.log.starts_with("embedded")) text += ", the log in " + about.log;
  text += ". Ctrl-C ends this; to delete them after it:\n  " + deletion(about.data) + "\n";
  return text;
}

}  // namespace kintsugi::api
