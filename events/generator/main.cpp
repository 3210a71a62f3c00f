// capnpc-kintsugi: a plugin of `capnp compile`. Reads the parsed schema from stdin, checks it, and
// writes C++ and TypeScript into the current directory (where `capnp compile -o…:DIR` puts it).

#include <capnp/message.h>
#include <capnp/serialize.h>
#include <kj/exception.h>

#include <iostream>
#include <limits>

#include "events/generator/emitters.h"
#include "events/generator/load.h"

namespace {

int run() {
  namespace generator = kintsugi::generator;
  capnp::ReaderOptions options;
  options.traversalLimitInWords = std::numeric_limits<std::uint64_t>::max();
  capnp::StreamFdMessageReader message(0, options);
  generator::Model model =
      generator::load_model(message.getRoot<capnp::schema::CodeGeneratorRequest>());
  generator::order_model(model);
  generator::check_model(model);
  for (const std::string& problem : model.problems) std::cerr << "schema: " << problem << '\n';
  if (!model.problems.empty()) return 1;
  return generator::emit_all(model) ? 0 : 1;
}

}  // namespace

int main() {
  try {
    return run();
  } catch (const kj::Exception& e) {
    std::cerr << "capnpc-kintsugi: " << e.getDescription().cStr() << '\n';
    return 1;
  }
}
