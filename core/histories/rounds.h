#pragma once
// What a lively company does on a day beside the calls: machines that were sold are installed,
// those that a bulletin names are inspected, by an installer of each outlet who goes where a
// proposal sends him; machines that the trade sends back; inspections. Pure; any thread.

#include <functional>
#include <string>
#include <vector>

#include "core/histories/company.h"
#include "core/histories/past.h"
#include "core/histories/wish.h"

namespace kintsugi::histories {

// "AZ-01": beside the technicians of the company's size, who go where the calls are.
std::string installer_of(int outlet);

// Assets of regular customers who do not call about them: an order is opened by a bulletin.
std::vector<std::string> recalled_machines(const CompanySize& size);

// After opening(), in order of time: the installers.
std::vector<Wish> opening_of_the_rounds(const CompanySize& size, Instant first_day);

// Of the `day`-th day, from 0, which begins at `midnight`; by dice of its own.
std::vector<Wish> day_of_the_rounds(const CompanySize& size, Instant midnight, int day);

// What the installer of the outlet does on that day, and the office about his orders (rounds.cpp
// says which they are): proposed, booked, done, papers, followed up, posted.
struct InstallersDay {
  int outlet = 1;
  Instant midnight;
  int day = 0;
  // Those of the last days, whatever became of them.
  std::function<std::vector<std::string>(const Past& past)> orders;
};
std::vector<Wish> day_of_the_installer(const InstallersDay& of);

}  // namespace kintsugi::histories
