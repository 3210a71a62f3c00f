#include "tests/api/cli/company_log.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace kintsugi::tests {
namespace {

// What stands between the first ```<language> after `heading` and its end.
std::string block_of(const std::string& text, const std::string& heading,
                     const std::string& language) {
  const auto section = text.find(heading);
  const auto fence = text.find("```" + language + "\n", section);
  EXPECT_NE(section, std::string::npos) << heading;
  EXPECT_NE(fence, std::string::npos) << language;
  const auto begin = text.find('\n', fence) + 1;
  return text.substr(begin, text.find("```", begin) - begin);
}

}  // namespace

CompanyLog write_company_log(const std::string& directory) {
  std::ifstream in(KINTSUGI_SOURCE_DIR "/api/import/MAPPING.md");
  const std::string text(std::istreambuf_iterator<char>(in), {});
  CompanyLog made{directory + "/old.csv", directory + "/old.toml"};
  std::ofstream(made.csv) << block_of(text, "## Example: CSV", "csv");
  std::ofstream(made.mapping) << block_of(text, "## Example: CSV", "toml");
  return made;
}

}  // namespace kintsugi::tests
