// kintsugi man: pages of the manual, one for each verb, from the tree of verbs itself.

#include <spdlog/fmt/fmt.h>

#include <filesystem>

#include "api/cli/command_line.h"
#include "api/cli/output.h"
#include "api/cli/terminal.h"
#include "api/cli/tree.h"

namespace kintsugi::api {

namespace {

// Text as roff takes it: no dash is broken, nothing at a line's beginning is a request.
std::string roff(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if ((c == '.' || c == '\'') && (i == 0 || text[i - 1] == '\n')) out += "\\&";
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
  }
  return out;
}

std::string page_name(const CLI::App& verb) {
  std::string name = path_of(verb);
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

std::string flags_of(const CLI::Option& option) {
  std::string out;
  for (const std::string& name : option.get_snames()) out += (out.empty() ? "-" : ", -") + name;
  for (const std::string& name : option.get_lnames()) out += (out.empty() ? "--" : ", --") + name;
  if (out.empty()) out = option.get_name(true);
  const std::string type = option.get_type_name();
  if (!type.empty() && option.get_items_expected_min() > 0)
    out += " " + type.substr(0, type.find(':'));
  return out;
}

std::string page_of(const CLI::App& verb) {
  std::string out = fmt::format(".TH {} 1 \"\" \"kintsugi {}\" \"Kintsugi\"\n.SH NAME\n{} \\- {}\n",
                                page_name(verb), version_text, roff(page_name(verb)),
                                roff(verb.get_description()));
  out += ".SH SYNOPSIS\n.B " + roff(path_of(verb)) + "\n";
  const auto below = verbs_below(verb);
  if (!below.empty()) out += "VERB\n";
  for (const CLI::Option* option : verb.get_options())
    if (option->get_positional()) out += roff(option->get_name(true)) + "\n";
  out += "[OPTIONS]\n";
  if (!below.empty()) out += ".SH VERBS\n";
  for (const CLI::App* one : below)
    out += ".TP\n.B " + roff(one->get_name()) + "\n" + roff(one->get_description()) + "\n";
  out += ".SH OPTIONS\n";
  for (const CLI::Option* option : verb.get_options())
    out += ".TP\n.B " + roff(flags_of(*option)) + "\n" + roff(option->get_description()) + "\n";
  const CLI::App* above = verb.get_parent();
  if (above == nullptr)
    out +=
        ".SH EXIT STATUS\n0 ok, 1 failed, 2 usage, 3 not found, 4 conflict or refused,\n"
        "5 the log or the tables are damaged, 6 unreachable or held by another process,\n"
        "7 timed out, 130 interrupted.\n";
  std::string also = above == nullptr ? "" : page_name(*above);
  for (const CLI::App* one : below) also += (also.empty() ? "" : " ") + page_name(*one);
  if (also.empty()) return out;
  out += ".SH SEE ALSO\n";
  std::size_t at = 0;
  while (at < also.size()) {
    const std::size_t end = std::min(also.find(' ', at), also.size());
    out += ".BR " + roff(also.substr(at, end - at)) + " (1)" + (end < also.size() ? " ,\n" : "\n");
    at = end + 1;
  }
  return out;
}

Result<void> write_pages(const CLI::App& verb, const std::string& directory) {
  KINTSUGI_TRY(auto file, Output::open(directory + "/" + page_name(verb) + ".1"));
  file->write(page_of(verb));
  KINTSUGI_TRY_OK(file->close());
  for (const CLI::App* below : verbs_below(verb)) KINTSUGI_TRY_OK(write_pages(*below, directory));
  return {};
}

Result<void> write_manual(const CLI::App& root, const std::string& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error)
    return fail(ErrorKind::unavailable, "cli.cannot_write",
                "cannot make " + directory + ": " + error.message());
  return write_pages(root, directory);
}

}  // namespace

void add_man(CommandLine& line) {
  auto* verb = line.app.add_subcommand("man", "The manual: a page for each verb");
  auto directory = std::make_shared<std::string>();
  verb->add_option("-o,--output", *directory, "Directory for all pages; else the first is printed")
      ->type_name("DIR");
  verb->callback([&line, directory] {
    line.chosen = [&line, directory] {
      if (directory->empty()) {
        print_data(page_of(line.app));
        return ExitCode::ok;
      }
      const auto written = write_manual(line.app, *directory);
      return written ? ExitCode::ok : failed(written.error());
    };
  });
}

}  // namespace kintsugi::api
