#pragma once
// Whatever ends a thread of the node would end the process, and all that others ask of it.

#include <exception>
#include <new>
#include <optional>

#include "events/base/result.h"

namespace kintsugi::api {

// Runs `work`; what it throws comes as unavailable "node.out_of_memory", "node.stopped". Any
// thread.
template <typename Work>
std::optional<Error> guarded(Work work) {
  try {
    work();
    return std::nullopt;
  } catch (const std::bad_alloc&) {
    return Error{ErrorKind::unavailable, "node.out_of_memory", "no memory is left", {}};
  } catch (const std::exception& e) {
    return Error{ErrorKind::unavailable, "node.stopped", e.what(), {}};
  }
}

}  // namespace kintsugi::api
