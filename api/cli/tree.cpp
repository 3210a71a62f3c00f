#include "api/cli/tree.h"

namespace kintsugi::api {

std::vector<const CLI::App*> verbs_below(const CLI::App& verb) {
  return verb.get_subcommands([](const CLI::App* one) { return !one->get_group().empty(); });
}

std::string path_of(const CLI::App& verb) {
  const CLI::App* above = verb.get_parent();
  return (above == nullptr ? "" : path_of(*above) + " ") + verb.get_name();
}

}  // namespace kintsugi::api
