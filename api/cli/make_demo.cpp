// kintsugi make-demo: the demo company's past, made with the program.

#include <memory>

#include "api/cli/command_line.h"
#include "api/cli/terminal.h"
#include "api/demo/ready_made.h"

namespace kintsugi::api {

namespace {

struct MakeOptions {
  std::string directory;
  DemoOptions company;
};

ExitCode make(const MakeOptions& options) {
  const SystemClock clock;
  const auto directory = options.directory.empty() ? ready_made_beside_program()
                                                   : std::filesystem::path(options.directory);
  ProgressLine line("demo company");
  const auto made = make_ready_made(
      directory, options.company, clock,
      [&](std::int64_t done, std::int64_t total) { line.update(done, total); });
  line.clear();
  if (!made) return failed(made.error());
  print_note("the demo company is ready in " + directory.string());
  return ExitCode::ok;
}

}  // namespace

void add_demo(CommandLine& line) {
  auto* verb = line.app.add_subcommand(
      "make-demo",
      "Make the past of the demo company beside this program, so that serve --demo begins at once");
  auto options = std::make_shared<MakeOptions>();
  verb->add_option("--into", options->directory, "Where to make it; what is there is replaced")
      ->type_name("DIR");
  verb->add_option("--demo-orders", options->company.orders, "With how many orders, about")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(demo_orders_min, demo_orders_max));
  verb->callback([&line, options] { line.chosen = [options] { return make(*options); }; });
}

}  // namespace kintsugi::api
