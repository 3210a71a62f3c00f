// capnpc-kintsugi: a plugin of `capnp compile`. Reads the parsed schema from stdin, checks it, and
// writes C++ and TypeScript into the current directory (where `capnp compile -o…:DIR` puts it).
// KINTSUGI_SCHEMA_LOCK in the environment: the lock that it is compared with, see lock.h;
// KINTSUGI_UPDATE_LOCK=1: what is new is added to it.

#include <capnp/message.h>
#include <capnp/serialize.h>
#include <kj/exception.h>

#include <cstdlib>
#include <iostream>
#include <limits>
#include <string_view>

#include "events/generator/emitters.h"
#include "events/generator/load.h"
#include "events/generator/lock.h"

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
  const char* lock = std::getenv("KINTSUGI_SCHEMA_LOCK");
  if (lock != nullptr && model.problems.empty()) {
    const char* update = std::getenv("KINTSUGI_UPDATE_LOCK");
    generator::check_lock(model, lock, update != nullptr && std::string_view(update) == "1");
  }
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
