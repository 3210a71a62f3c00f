#pragma once
// Who could go to an order on a day, best first, each with what the twelve checks say: known before
// anything is sent. Pure; one thread.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/trial/visit.h"
#include "core/work_order/dispatch_reach.h"

namespace kintsugi::core::trial {

struct Wanted {
  std::string order;
  std::uint16_t booking = 0;  // that is to be moved; 0: a new one
  std::int32_t day = 0;       // in Shanghai
  std::int64_t length = 0;    // ms, above 0
  std::int64_t starts_at = 0;  // exactly then; 0: whenever on the day it is best
  std::string reason;          // of a booking that is moved
};

struct Candidate {
  Visit visit;
  std::vector<work_order::CheckSaid> checks;
  std::optional<Error> refusal{};  // of the command as it is; none: it would be accepted
  schema::Command command{};
  std::int64_t minutes = 0, minutes_max = 0;  // of the day, before; at most (0: no limit)
  std::int64_t distance_m = -1;               // from where he was seen last; -1: not known
  std::int64_t repaired_at = 0;               // when he mended this machine last; 0: never
  std::vector<work_order::Debt> debts{};      // what D12 finds

  enum class Verdict : std::uint8_t { pass, override_, refused };
  // `override_`: it would pass if another person overrode what `checks` names.
  Verdict verdict() const;
};

// One of each technician, who exists: the best start on the day, which is one where fewest checks
// stop it, nearest to the customer's window, soonest. Ordered by verdict, by how many checks stop
// it, by start, by load. Errors: not_found "work_order.not_found"; the source's.
Result<std::vector<Candidate>> candidates(const Wanted& wanted,
                                          std::span<const std::string> technicians,
                                          const Attempt& attempt);

}  // namespace kintsugi::core::trial
