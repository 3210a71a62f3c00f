// What follows from the tree of verbs: completion in each shell, the manual.

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "tests/events/log/scratch_dir.h"
#include "tests/faults/engine.h"
#include "tests/faults/process.h"

namespace kintsugi::tests {
namespace {

using Words = std::vector<std::string>;

std::string what_follows(const Words& words) {
  Words line{"complete", "--"};
  line.insert(line.end(), words.begin(), words.end());
  const Ended ended = kintsugi(line);
  EXPECT_EQ(ended.code, 0) << ended.err;
  return ended.out;
}

TEST(Completion, IsOfVerbsFlagsAndValues) {
  EXPECT_EQ(what_follows({"sh"}), "show\n");
  EXPECT_EQ(what_follows({"list", "cust"}), "custodies\ncustody_lines\ncustomers\n");
  EXPECT_EQ(what_follows({"show", "work_o"}), "work_order\n");
  EXPECT_EQ(what_follows({"show", "cover"}), "coverage\n");
  EXPECT_EQ(what_follows({"show", "exchange_d"}), "exchange_due\n");
  EXPECT_EQ(what_follows({"show", "contact"}), "contact_wish\n");
  EXPECT_EQ(what_follows({"list", "customers", "--out"}), "--outlet\n--output\n");
  EXPECT_EQ(what_follows({"list", "customers", "--outlet", "S1", "--out"}), "--outlet\n--output\n");
  EXPECT_EQ(what_follows({"report", "run", "repair_s"}), "repair_status\n");
  EXPECT_EQ(what_follows({"report", "run", "repair_status", "--lang", ""}), "en\nzh\n");
  EXPECT_EQ(what_follows({"report", "run", "repair_status", "--output", "x"}), "/FILE/\n");
  EXPECT_EQ(what_follows({"completion", ""}), "bash\nfish\nzsh\n");
  EXPECT_EQ(what_follows({"nothing", "of", "this"}), "");
  EXPECT_EQ(what_follows({"--no-c"}), "--no-color\n");
}

TEST(Help, NamesTheUnitOfMoneyAndOfAQuantity) {
  const Ended ended = kintsugi({"command", "add_charge", "--help"});
  EXPECT_NE(ended.out.find("money in fen: 1250 is 12.50"), std::string::npos) << ended.out;
  EXPECT_NE(ended.out.find("quantity in thousandths: 1500 is 1.5"), std::string::npos) << ended.out;
}

std::string beside_the_engine() {
  return std::filesystem::path(KINTSUGI_BINARY).parent_path().string();
}

// Each shell itself sources its script and asks it, as a person's Tab does.
Ended in_shell(const Words& shell) {
  Process process(shell);
  const auto code = process.wait(std::chrono::seconds(60));
  return {code.value_or(-1), process.out(), process.err()};
}

TEST(Completion, WorksInBash) {
  const std::string ask =
      "PATH=" + beside_the_engine() +
      ":$PATH; source <(kintsugi completion bash); COMP_WORDS=(kintsugi list cust); COMP_CWORD=2; "
      "_kintsugi; echo \"${COMPREPLY[@]}\"; complete -p kintsugi";
  const Ended ended = in_shell({"/bin/bash", "-c", ask});
  EXPECT_EQ(ended.out, "custodies custody_lines customers\ncomplete -F _kintsugi kintsugi\n")
      << ended.err;
}

TEST(Completion, WorksInFish) {
  const std::string ask =
      "set PATH " + beside_the_engine() +
      " $PATH; kintsugi completion fish | source; complete -C 'kintsugi list cust'";
  const Ended ended = in_shell({"/usr/bin/fish", "--no-config", "-c", ask});
  EXPECT_EQ(ended.out, "custodies\ncustody_lines\ncustomers\n") << ended.err;
}

TEST(Completion, IsWellFormedForZsh) {
  const ScratchDir scratch;
  const Ended script = kintsugi({"completion", "zsh"});
  const std::string file = scratch.path() + "/_kintsugi";
  std::ofstream(file) << script.out;
  const Ended ended = in_shell(
      {"/usr/bin/zsh", "-f", "-c",
       "autoload -Uz compinit; compinit -u -D; source " + file + "; print ${_comps[kintsugi]}"});
  EXPECT_EQ(ended.out, "_kintsugi\n") << ended.err;
}

TEST(Manual, HasAPageForEachVerbThatRoffTakesWithoutAWarning) {
  const ScratchDir scratch;
  ASSERT_EQ(kintsugi({"man", "--output", scratch.path() + "/man"}).code, 0);
  int pages = 0;
  for (const char* page :
       {"kintsugi", "kintsugi-serve", "kintsugi-report-run", "kintsugi-list-customers",
        "kintsugi-show-work_order", "kintsugi-command-register_work_order"}) {
    const std::string file = scratch.path() + "/man/" + page + ".1";
    EXPECT_TRUE(std::filesystem::exists(file)) << file;
    const Ended ended = in_shell({"/usr/bin/groff", "-Kutf8", "-man", "-ww", "-Tutf8", file});
    EXPECT_EQ(ended.code, 0);
    EXPECT_EQ(ended.err, "") << page;
    EXPECT_NE(ended.out.find("OPTIONS"), std::string::npos) << page;
    ++pages;
  }
  EXPECT_EQ(pages, 6);
  EXPECT_EQ(kintsugi({"man"}).out.substr(0, 14), ".TH kintsugi 1");
  EXPECT_EQ(kintsugi({"man", "-o", "/proc/none"}).code, 1);
}

}  // namespace
}  // namespace kintsugi::tests
