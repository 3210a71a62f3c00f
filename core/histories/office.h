#pragma once
// What the office of a lively company does on a day beside the orders: cash is handed in, wages are
// calculated and approved, prices are drafted and published, pieces are held back. Pure.

#include <vector>

#include "core/histories/company.h"
#include "core/histories/dice.h"
#include "core/histories/wish.h"

namespace kintsugi::histories {

// Of the `day`-th day, from 0, which begins at `midnight`; in order of time. Some of it is left for
// somebody else, so that at any moment each inbox of the office has something in it.
std::vector<Wish> day_of_the_office(const CompanySize& size, Instant midnight, int day, Dice& dice);

}  // namespace kintsugi::histories
