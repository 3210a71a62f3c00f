// Every code that a client may meet has a text in both languages.

#include "api/http/server/problem.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>

#include "schema/description.h"

namespace kintsugi::api {
namespace {

// Said at the start or on the command line only, never to a client.
bool is_for_whoever_runs_it(const std::string& code) {
  static const std::regex pattern(
      "cli\\..*|import\\..*|build\\..*|data\\..*|secrets\\..*|server\\.(cannot_bind|no_random)|"
      "log\\.(copy_.*|none|locked|topic_settings|address|behind|bad_key|other_key|bad_setting)|"
      "commit\\.log_key|file\\..*|streams\\.unjudged|projection\\.(held|not_found)|"
      "tenant\\.(bad_name|which)|demo\\.cannot_write|as_of\\.ambiguous");
  return std::regex_match(code, pattern);
}

// Codes as the sources write them, each with a file that does.
std::map<std::string, std::string> codes_in_sources() {
  static const std::regex code(
      "(?:ErrorKind::[a-z_]+,|invalid\\(|deny\\()\\s*\"([a-z_]+\\.[a-z_]+)\"");
  std::map<std::string, std::string> codes;
  for (const char* layer : {"events", "core", "projections", "replay", "api"}) {
    const std::filesystem::path root = std::filesystem::path(KINTSUGI_SOURCE_DIR) / layer;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      if (entry.path().extension() != ".cpp") continue;
      std::ifstream in(entry.path());
      const std::string text(std::istreambuf_iterator<char>(in), {});
      for (auto it = std::sregex_iterator(text.begin(), text.end(), code);
           it != std::sregex_iterator(); ++it)
        codes.emplace((*it)[1], entry.path().string());
    }
  }
  return codes;
}

TEST(Problems, EveryCodeHasATextInBothLanguages) {
  std::set<std::string> known;
  for (const ProblemText& text : edge_problems()) {
    EXPECT_TRUE(known.emplace(text.code).second) << text.code << " is there twice";
    EXPECT_FALSE(text.zh.empty()) << text.code;
    EXPECT_FALSE(text.en.empty()) << text.code;
    EXPECT_NE(text.zh, text.en) << text.code;
  }
  for (const schema::RefusalInfo& refusal : schema::all_refusals()) known.emplace(refusal.code);
  const auto codes = codes_in_sources();
  EXPECT_GT(codes.size(), 60u);
  for (const auto& [code, file] : codes)
    EXPECT_TRUE(known.contains(code) || is_for_whoever_runs_it(code)) << code << " of " << file;
}

}  // namespace
}  // namespace kintsugi::api
