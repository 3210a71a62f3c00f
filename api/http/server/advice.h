#pragma once
// What to do about a problem: by its code where that says more than its status does. Pure; any
// thread.

#include <string_view>

namespace kintsugi::api {

struct Advice {
  std::string_view zh, en;
};
Advice advice_of(std::string_view code, int status);

// The status with which a code is answered: the edge's own, or a refusal of the domain; 0: there is
// no such code.
int status_of_code(std::string_view code);

}  // namespace kintsugi::api
