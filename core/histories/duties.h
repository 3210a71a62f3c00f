#pragma once
// What the people of a lively company do day by day because it is their duty: who sits at the desk
// and what comes there about no order, rosters and leave, install cards, dates of machines. And
// what is set up for that on the first morning. Pure; any thread.

#include <string>
#include <string_view>
#include <vector>

#include "core/histories/company.h"
#include "core/histories/dice.h"
#include "core/histories/past.h"
#include "core/histories/wish.h"

namespace kintsugi::histories {

// Who takes calls, beside those that every company has.
inline constexpr std::string_view agents[] = {"1001", "1002", "1003", "1004"};

// After opening(), in order of time: agents, makers, dealers, models, questionnaires, the warranty
// policy, dates of machines.
std::vector<Wish> opening_of_the_duties(const CompanySize& size, Instant first_day);

// Of the `day`-th day, from 0, which begins at `midnight`; by dice of its own.
std::vector<Wish> day_of_the_duties(const CompanySize& size, Instant midnight, int day);

// The first card that the technician was given and has not used; empty: he has none.
std::string card_in_hand(std::string_view technician, const Past& past);

// The day after the local midnight at or before `at`, as a date of a command.
std::int32_t date_of(Instant at);

}  // namespace kintsugi::histories
