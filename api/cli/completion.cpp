// kintsugi completion SHELL: a script that asks this binary what may follow (kintsugi complete --
// WORDS), which is answered from the tree of verbs itself.

#include <algorithm>

#include "api/cli/command_line.h"
#include "api/cli/terminal.h"
#include "api/cli/tree.h"
#include "replay/reports/declared.h"

namespace kintsugi::api {

namespace {

// Each gives the words up to the cursor; the last of them, which may be empty, is to be completed.
constexpr const char* bash_script = R"(_kintsugi() {
  local IFS=$'\n'
  COMPREPLY=($(kintsugi complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
  [[ ${COMPREPLY[0]} == */FILE/* ]] && COMPREPLY=() && compopt -o default
  return 0
}
complete -F _kintsugi kintsugi
)";
constexpr const char* zsh_script = R"(#compdef kintsugi
_kintsugi() {
  local -a found
  found=("${(@f)$(kintsugi complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ ${found[1]} == */FILE/* ]]; then _files; else compadd -- $found; fi
}
compdef _kintsugi kintsugi
)";
constexpr const char* fish_script = R"(function __kintsugi
  set -l found (kintsugi complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)
  if string match -q '*/FILE/*' -- $found[1]
    __fish_complete_path (commandline -ct)
  else
    printf '%s\n' $found
  end
end
complete -c kintsugi -f -a '(__kintsugi)'
)";
constexpr const char* a_file = "/FILE/";  // the shell knows better what files there are

const CLI::App* verb_named(const CLI::App& above, const std::string& name) {
  for (const CLI::App* verb : verbs_below(above))
    if (verb->check_name(name)) return verb;
  return nullptr;
}

const CLI::Option* flag_named(const CLI::App& verb, const std::string& word) {
  for (const CLI::App* at = &verb; at != nullptr; at = at->get_parent())
    for (const CLI::Option* option : at->get_options())
      if (option->check_name(word)) return option;
  return nullptr;
}

bool takes_value(const CLI::Option* option) {
  return option != nullptr && option->get_items_expected_min() > 0;
}

// What a value may be, where that is known: the words of "zh or en", files, ids of reports.
std::vector<std::string> values_of(const CLI::App& verb, const CLI::Option& option) {
  const std::string type = option.get_type_name();
  if (const auto open = type.find('{'); open != type.npos) {  // of IsMember
    std::vector<std::string> out;
    for (std::size_t at = open + 1; at < type.size();) {
      const std::size_t end = std::min(type.find_first_of(",}", at), type.size());
      if (end > at) out.push_back(type.substr(at, end - at));
      if (end >= type.size() || type[end] == '}') break;
      at = end + 1;
    }
    return out;
  }
  if (type.starts_with("FILE") || type.starts_with("DIR")) return {a_file};
  if (path_of(verb) == "kintsugi report run" && option.get_name() == "name") {
    std::vector<std::string> out;
    for (const replay::ReportKind& report : replay::all_reports()) out.emplace_back(report.id);
    return out;
  }
  return {};
}

std::vector<std::string> candidates(const CLI::App& root, const std::vector<std::string>& words) {
  const CLI::App* verb = &root;
  std::vector<const CLI::Option*> waiting;  // positionals not given yet
  const CLI::Option* value_of = nullptr;    // the flag before, whose value comes now
  const std::string last = words.empty() ? "" : words.back();
  const auto enter = [&](const CLI::App* into) {
    verb = into;
    waiting.clear();
    for (const CLI::Option* option : verb->get_options())
      if (option->get_positional()) waiting.push_back(option);
  };
  enter(&root);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string& word = words[i];
    if (value_of != nullptr) {
      value_of = nullptr;
    } else if (word.starts_with("-")) {
      const CLI::Option* option = flag_named(*verb, word);
      if (takes_value(option) && word.find('=') == word.npos) value_of = option;
    } else if (const CLI::App* below = verb_named(*verb, word)) {
      enter(below);
    } else if (!waiting.empty()) {
      waiting.erase(waiting.begin());
    }
  }
  if (value_of != nullptr) return values_of(*verb, *value_of);
  std::vector<std::string> out;
  if (last.starts_with("-")) {
    for (const CLI::App* at = verb; at != nullptr; at = at->get_parent())
      for (const CLI::Option* option : at->get_options())
        for (const std::string& name : option->get_lnames()) out.push_back("--" + name);
    return out;
  }
  for (const CLI::App* below : verbs_below(*verb)) out.push_back(below->get_name());
  if (out.empty() && !waiting.empty()) out = values_of(*verb, *waiting.front());
  return out;
}

void print_candidates(const CLI::App& root, const std::vector<std::string>& words) {
  const std::string last = words.empty() ? "" : words.back();
  std::vector<std::string> all = candidates(root, words);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  for (const std::string& one : all)
    if (one == a_file || one.starts_with(last)) print_data(one + "\n");
}

}  // namespace

void add_completion(CommandLine& line) {
  auto* verb = line.app.add_subcommand("completion", "A script that completes these verbs");
  auto shell = std::make_shared<std::string>();
  verb->add_option("shell", *shell, "bash, zsh or fish: source what is printed")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  verb->callback([&line, shell] {
    line.chosen = [shell] {
      print_data(*shell == "bash" ? bash_script : *shell == "zsh" ? zsh_script : fish_script);
      return ExitCode::ok;
    };
  });
}

bool answer_completion(const CommandLine& line, int argc, char** argv) {
  if (argc < 3 || std::string_view(argv[1]) != "complete" || std::string_view(argv[2]) != "--")
    return false;
  print_candidates(line.app, {argv + 3, argv + argc});
  return true;
}

}  // namespace kintsugi::api
