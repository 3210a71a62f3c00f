#pragma once
// Words that people send: what is most likely mistyped is asked about once, and taken with a reason
// ("confirm_reason" of the command).

#include <string_view>

#include "core/authority/authority.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "events/base/result.h"

namespace kintsugi::core {

// Refused with `code` where a person says in `field` what no register has, and gives no reason.
Result<void> check_known(const auto& command, std::string_view field, auto code,
                         const Reads& reads) {
  if (is_person(reads) && command.confirm_reason.empty() && reads.is_unknown(field))
    return refuse_field(code, field, "no register has it: say why it is right");
  return {};
}

// The reason itself: `code` where it is not clean or too long.
Result<void> check_confirmation(const auto& command, auto code) {
  if (is_reason_or_empty(command.confirm_reason)) return {};
  return refuse_field(code, "confirm_reason", "at most 1000 characters");
}

}  // namespace kintsugi::core
