#pragma once
// What a customer says of money is compared anew whenever he says otherwise or the charges change.

#include "core/events.h"
#include "core/reads.h"

namespace kintsugi::core::charge_finding {

// After a decision, whatever the command was: of each order whose charges its events change, or of
// which the customer is asked, says something, or takes it back. What does not fit any more opens
// a finding, unless one is open; what fits again, or is said no more, closes it; what does not fit
// in another way restates it. The last clear word in the order's round counts, of the call and of
// the link: "unsure" is none.
void follow(Reads& reads, Events& events);

}  // namespace kintsugi::core::charge_finding
