#pragma once
// The life of one order as what everybody wants of it, from the call to the posted order, and what
// may go wrong on the way. Pure; any thread.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/histories/company.h"
#include "core/histories/diary.h"
#include "core/histories/dice.h"
#include "core/histories/wish.h"

namespace kintsugi::histories {

// What is settled when the telephone rings.
struct OrderPlan {
  std::int64_t number = 1;  // no other order of the company has it
  std::string order;        // "WO-20260301-0001"
  Instant at;               // of the call
  int outlet = 1;
  Product product = products().front();
  schema::ServiceType type = schema::ServiceType::repair;
  std::optional<Machine> machine = {};  // of a regular customer, who calls; else somebody new
  std::string fault = "F1";
  bool registers_customer = false;  // the new one gets a file of his own
  bool registers_machine = false;   // and his machine one too
  bool needs_part = true;
  int part = 0;
  bool part_is_missing = false;  // asked for, and nobody has it
  bool customer_pays = true;     // else the manufacturer
  bool lively = false;           // TimelineOptions::lively
};

using TakeVisit = std::function<std::optional<Visit>(int outlet, Instant from)>;

struct OrderStory {
  std::vector<Wish> wishes;  // in order of time
  bool closed = false;       // posted or canceled
  bool left = false;         // nobody touches it any more
  bool disputed = false;     // the customer says otherwise of the money than the order
};

// `mishaps` in percent of what happens at the demo company: declines, late acceptances, missing
// parts, cancellations, attempts that are refused; 0: all goes well.
OrderStory tell_order(const OrderPlan& plan, const TakeVisit& take_visit, Dice& dice, int mishaps);

// An order in which all goes well, of a technician from `starts_at` on.
std::vector<Wish> tell_straight(const OrderPlan& plan, const Visit& visit);

// The same order as an older system tells it: registered, and then all that became of it at once.
// Where `waits`, it is scheduled and nothing more.
OrderStory tell_briefly(const OrderPlan& plan, int technician, bool waits);

}  // namespace kintsugi::histories
