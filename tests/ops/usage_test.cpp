// Wrong usage of the scripts in ops/: exit 2 and a sentence on stderr, before anything is
// installed, built or started.

#include <gtest/gtest.h>

#include "tests/faults/process.h"

namespace kintsugi::tests {
namespace {

using namespace std::chrono_literals;

struct Case {
  std::string script;
  std::vector<std::string> arguments;
  std::string says;
};

TEST(OpsUsage, IsToldBeforeAnythingIsDone) {
  const Case cases[] = {{"serve", {"--port"}, "--port needs a value"},
                        {"serve", {"--port", "x"}, "expected 0..65535, found x"},
                        {"serve", {"--port=70000"}, "expected 0..65535, found 70000"},
                        {"serve", {"--port="}, "expected 0..65535"},
                        {"serve", {"--data"}, "--data needs a value"},
                        {"serve", {"--data="}, "--data needs a value"},
                        {"serve", {"--fast"}, "no such option: --fast"},
                        {"serve", {"extra"}, "no such option: extra"},
                        {"test", {"--fast"}, "no such option: --fast"},
                        {"test", {"mutants", "--fast"}, "no such option: --fast"},
                        {"build", {"everything"}, "takes no arguments"},
                        {"kafka/up", {"--brokers"}, "--brokers needs a value"},
                        {"kafka/up", {"--brokers", "2"}, "expected 1 or 3, found 2"},
                        {"kafka/up", {"--brokers="}, "--brokers needs a value"},
                        {"kafka/up", {"--dir"}, "--dir needs a value"},
                        {"kafka/up", {"three"}, "no such option: three"},
                        {"kafka/down", {"--dir"}, "--dir needs a value"},
                        {"kafka/down", {"--all"}, "no such option: --all"}};
  for (const Case& one : cases) {
    std::vector<std::string> line{std::string(KINTSUGI_SOURCE_DIR) + "/ops/" + one.script};
    line.insert(line.end(), one.arguments.begin(), one.arguments.end());
    Process process(line);
    EXPECT_EQ(process.wait(30s), 2) << one.script << " " << one.says << process.err();
    EXPECT_EQ(process.out(), "") << one.script << " " << one.says;
    EXPECT_NE(process.err().find(one.says), std::string::npos) << one.script << process.err();
  }
}

TEST(OpsUsage, HelpIsHelp) {
  for (const char* script : {"serve", "test", "build", "bench", "kafka/up", "kafka/down"}) {
    Process process({std::string(KINTSUGI_SOURCE_DIR) + "/ops/" + script, "--help"});
    EXPECT_EQ(process.wait(30s), 0) << script << process.err();
    EXPECT_NE(process.out().find(std::string("ops/") + script), std::string::npos) << script;
  }
}

}  // namespace
}  // namespace kintsugi::tests
