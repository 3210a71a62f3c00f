#pragma once
// What makers owe a lively company: each week the accountants submit what was posted, note what the
// makers answer, and what they pay. Pure; any thread.

#include <vector>

#include "core/histories/company.h"
#include "core/histories/wish.h"

namespace kintsugi::histories {

// Of the `day`-th day, from 0, which begins at `midnight`. Some of it is left, so that at any
// moment something is at a maker, and something is to be paid.
std::vector<Wish> day_of_the_settlements(const CompanySize& size, Instant midnight, int day);

}  // namespace kintsugi::histories
