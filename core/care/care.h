#pragma once
// Who wants no calls, and when nobody is called: asked before every call to a customer; and whether
// a call is over. Pure.

#include <string>
#include <string_view>

#include "core/reads.h"
#include "schema/care_state.h"
#include "schema/customer_state.h"

namespace kintsugi::core::care {

// He said last that he wants no calls, under whichever of his records that were merged. False for
// nobody.
bool wants_no_calls(std::string_view customer, Reads& reads);

// It is an hour at which the service policy in force calls nobody; false for what an older system
// recorded.
bool is_quiet_hour(Reads& reads);

// The first hour from `at` on at which people are called.
Instant not_quiet(Instant at, Reads& reads);

// It was made, given up or canceled.
bool is_over(const schema::CareCall& call);

}  // namespace kintsugi::core::care
