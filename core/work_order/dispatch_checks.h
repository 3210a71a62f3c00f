#pragma once
// The twelve checks against unreasonable dispatch (不合理派工检查), on every path that sends a
// technician. D1 to D5 are hard. D6 to D12 yield to an override that another person recorded
// before.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/reads.h"
#include "events/base/result.h"
#include "schema/technician_state.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::work_order {

struct Dispatch {
  const std::string& order_id;
  const schema::WorkOrder& order;
  std::uint16_t booking;  // its number, so that its own slot does not stand in its way
  const std::string& technician_id;
  std::int64_t starts_at;  // ms since 1970; 0: no time agreed, and the checks of time are left out
  std::int64_t ends_at;
  std::string_view lead{};  // with whom he goes; empty: he leads the visit himself
};

// 1: a visit counted on its first day alone; 2: without rosters, leave and appointments, without
// places, where parts are, old parts; 3: either of these; 4: who goes with a lead by four checks,
// without limits of cards and old parts.
inline constexpr std::uint32_t dispatch_checks_version = 5;

// The checks that fail and are overridden. Errors: refused with the code of the first failing check
// that is hard or not overridden ("work_order.dispatch_…"), or work_order.unknown_technician. A
// check whose data do not exist (no category, no brand, no area, no asset) passes. What an import
// brings was dispatched long ago: its overridable checks are listed, not refused. Of somebody who
// goes with a lead: what is about the visit (D6 to D9) and was overridden for the lead is
// overridden for him too.
Result<std::vector<schema::DispatchCheck>> check_dispatch(const Dispatch& dispatch, Reads& reads);

// What one check said of a dispatch.
struct CheckSaid {
  enum class Verdict : std::uint8_t { passes, overridden, overridable, hard };
  schema::DispatchCheck check{};
  Verdict verdict = Verdict::passes;
  std::string found;  // English; empty where it passes
  bool stops() const { return verdict == Verdict::overridable || verdict == Verdict::hard; }
};

// Of all twelve, in their order, as check_dispatch asks them: it refuses where one of these stops.
// Errors: work_order.unknown_technician.
Result<std::vector<CheckSaid>> look_at_dispatch(const Dispatch& dispatch, Reads& reads);

// D6 to D12.
bool is_overridable(schema::DispatchCheck check);

// Whether check_dispatch would let him go if he were as `technician` says, with other slots, say.
bool may_go(const Dispatch& dispatch, const schema::Technician& technician, Reads& reads);

}  // namespace kintsugi::core::work_order
