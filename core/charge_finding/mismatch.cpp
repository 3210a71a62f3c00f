#include "core/charge_finding/mismatch.h"

namespace kintsugi::core::charge_finding {

bool contradicts(schema::ChargedAnswer answer, std::int64_t said, std::int64_t recorded) {
  using enum schema::ChargedAnswer;
  switch (answer) {
    case not_charged:
      return recorded != 0;
    case charged:
      return recorded == 0 || (said != 0 && said != recorded);
    case none:
    case unsure:
      return false;
  }
  return false;
}

}  // namespace kintsugi::core::charge_finding
