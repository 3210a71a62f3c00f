#pragma once
// What everybody of a made-up company wants, one after another, without end: its first morning, and
// then day by day the orders that come, the goods and the counts. Knows nothing of what came of it.

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "core/histories/company.h"
#include "core/histories/diary.h"
#include "core/histories/dice.h"
#include "core/histories/order_story.h"
#include "core/histories/wish.h"

namespace kintsugi::histories {

struct TimelineOptions {
  std::uint64_t seed = 1;
  CompanySize size;
  Instant first_day = instant_from_ms(1'767'196'800'000);  // midnight in Shanghai: 2026-01-01
  int mishaps = 100;                                       // order_story.h
  // One order in so many lives its whole life, some twenty commits; each of the others is two. 1:
  // all live it.
  std::int64_t whole_lives = 1;
  // As in a real company: calls come by day and by night, fewer at weekends; most callers are
  // registered with their machines; the office hands in, drafts, calculates, approves and corrects
  // (office.h); some leave work for others; and one receipt goes wrong (mystery.h).
  bool lively = false;
};

// "WO-20260301-0001": of the orders of a company in order of time, from 1.
std::string order_id(std::int64_t number, const TimelineOptions& options);

// Every fourth order is a regular customer's, where his machine has no order open; of the others
// those with an even number register a customer (lively: five of six do, with the machine). One
// thread.
class Timeline {
 public:
  explicit Timeline(TimelineOptions options);
  Instant next_at();  // of the next wish
  Wish next();
  std::int64_t orders() const { return told_; }  // whose first wish was given out

 private:
  struct Thread {  // the next wish last: threads are moved, and a vector moves without copying
    Instant at;  // of the next one
    std::vector<Wish> wishes;
    std::uint64_t sequence = 0;
  };
  struct Later {
    bool operator()(const Thread& a, const Thread& b) const;
  };
  // A machine of a regular customer calls again when its last order is closed.
  struct Regular {
    Machine machine;
    Instant free_at{};
    int repairs = 0;
  };
  void add(std::vector<Wish> wishes);
  void prepare();
  void begin_day();
  std::vector<Instant> calls_of(Instant day);
  void begin_order(Instant at);
  void plan_caller(OrderPlan& plan, Regular*& regular);
  OrderPlan plan_order(Instant at, Regular*& regular);

  const TimelineOptions options_;
  Dice dice_;
  Diary diary_;
  std::vector<Regular> regulars_;
  std::vector<Thread> threads_;  // a heap by Later: the next one first
  std::deque<Instant> calls_;  // of the day, still to come
  std::int64_t days_ = 0;      // begun
  std::int64_t orders_ = 0;    // begun
  std::int64_t of_day_ = 0;    // of them, on the last day begun
  std::int64_t told_ = 0;
  std::uint64_t sequence_ = 0;
};

}  // namespace kintsugi::histories
