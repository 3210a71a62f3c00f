#include "core/histories/timeline.h"

#include <algorithm>
#include <chrono>

namespace kintsugi::histories {

using std::chrono::hours;
using std::chrono::minutes;

namespace {

constexpr std::int64_t waits_one_in = 64;  // of the orders that are told briefly
constexpr Instant never = Instant::max();

std::string padded(std::int64_t n, std::size_t digits) {
  const std::string text = std::to_string(n);
  return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

}  // namespace

std::string order_id(std::int64_t number, const TimelineOptions& options) {
  const std::int64_t day = (number - 1) / options.size.orders_a_day;
  const std::int64_t of_day = (number - 1) % options.size.orders_a_day + 1;
  const auto date = std::chrono::year_month_day(
      std::chrono::floor<std::chrono::days>(options.first_day + hours(24 * day + 8)));
  return "WO-" + std::to_string(static_cast<int>(date.year())) +
         padded(static_cast<unsigned>(date.month()), 2) +
         padded(static_cast<unsigned>(date.day()), 2) + "-" + padded(of_day, 4);
}

bool Timeline::Later::operator()(const Thread& a, const Thread& b) const {
  const Instant at = a.wishes.back().at, other = b.wishes.back().at;
  return at != other ? at > other : a.sequence > b.sequence;
}

Timeline::Timeline(TimelineOptions options)
    : options_(std::move(options)),
      dice_(options_.seed),
      diary_(options_.size, options_.first_day) {
  for (Machine& machine : machines_of(options_.size)) regulars_.push_back({std::move(machine)});
  add(opening(options_.size, options_.first_day));
}

void Timeline::add(std::vector<Wish> wishes) {
  if (wishes.empty()) return;
  std::stable_sort(wishes.begin(), wishes.end(),
                   [](const Wish& a, const Wish& b) { return a.at < b.at; });
  std::reverse(wishes.begin(), wishes.end());
  threads_.push_back({std::move(wishes), ++sequence_});
  std::push_heap(threads_.begin(), threads_.end(), Later());
}

// Begins what begins before the next wish.
void Timeline::prepare() {
  while (true) {
    const Instant next = threads_.empty() ? never : threads_.front().wishes.back().at;
    const Instant day = options_.first_day + hours(24 * days_);
    if (!calls_.empty() && calls_.front() <= next) {
      const Instant at = calls_.front();
      calls_.pop_front();
      begin_order(at);
    } else if (calls_.empty() && day <= next) {
      begin_day();
    } else {
      return;
    }
  }
}

Instant Timeline::next_at() {
  prepare();
  return threads_.front().wishes.back().at;
}

Wish Timeline::next() {
  prepare();
  std::pop_heap(threads_.begin(), threads_.end(), Later());
  Thread& first = threads_.back();
  Wish wish = std::move(first.wishes.back());
  first.wishes.pop_back();
  if (first.wishes.empty())
    threads_.pop_back();
  else
    std::push_heap(threads_.begin(), threads_.end(), Later());
  told_ = std::max(told_, wish.life);
  return wish;
}

void Timeline::begin_day() {
  const Instant day = options_.first_day + hours(24 * days_);
  if (days_ > 0 && days_ % 7 == 0)
    add(week_of_the_stores(options_.size, day, static_cast<int>(days_ / 7), dice_));
  ++days_;
  std::vector<Instant> calls;
  for (int i = 0; i < options_.size.orders_a_day; ++i)
    calls.push_back(day + hours(8) + std::chrono::seconds(dice_.below(10 * 3600)));
  std::sort(calls.begin(), calls.end());
  calls_.assign(calls.begin(), calls.end());
}

OrderPlan Timeline::plan_order(Instant at, Regular*& regular) {
  using schema::ServiceType;
  const CompanySize& size = options_.size;
  OrderPlan plan{.number = orders_, .order = order_id(orders_, options_), .at = at};
  plan.outlet = static_cast<int>(dice_.below(size.outlets)) + 1;
  plan.product = dice_.pick(products());
  plan.fault = "F" + std::to_string(1 + dice_.below(9));
  plan.type = dice_.chance(25)   ? ServiceType::install
              : dice_.chance(12) ? ServiceType::maintain
                                 : ServiceType::repair;
  if (orders_ % 4 == 1 && !regulars_.empty()) {
    Regular& one = regulars_[static_cast<std::size_t>(dice_.below(std::ssize(regulars_)))];
    if (one.free_at <= at) {
      regular = &one;
      plan.machine = one.machine;
      plan.product = one.machine.product;
      plan.outlet = outlet_of_regular(one.machine.regular, size);
      plan.type = dice_.chance(20) ? ServiceType::maintain : ServiceType::repair;
      // Never the same fault again within a month: whoever repaired it may come again.
      plan.fault = "F" + std::to_string(1 + one.repairs++ % 9);
    }
  }
  plan.registers_customer = orders_ % 2 == 0;
  plan.customer_pays = dice_.chance(60);
  plan.needs_part = size.parts > 1 && dice_.chance(35);
  plan.part_is_missing = dice_.below(10'000) < 6 * options_.mishaps;
  if (plan.needs_part)
    plan.part =
        plan.part_is_missing ? size.parts - 1 : static_cast<int>(dice_.below(size.parts - 1));
  return plan;
}

void Timeline::begin_order(Instant at) {
  ++orders_;
  Regular* regular = nullptr;
  OrderPlan plan = plan_order(at, regular);
  const bool whole = options_.whole_lives <= 1 || orders_ % options_.whole_lives == 0;
  OrderStory story;
  if (whole) {
    const TakeVisit take = [this](int outlet, Instant from) {
      return diary_.take(outlet, from, dice_);
    };
    story = tell_order(plan, take, dice_, options_.mishaps);
  } else {
    const CompanySize& size = options_.size;
    const auto colleague = dice_.below(technicians_of(plan.outlet, size));
    const int technician = plan.outlet - 1 + static_cast<int>(colleague) * size.outlets;
    if (plan.type == schema::ServiceType::repair) plan.type = schema::ServiceType::maintain;
    story = tell_briefly(plan, technician, dice_.below(waits_one_in) == 0);
  }
  for (Wish& wish : story.wishes) wish.life = orders_;
  Wish& last = story.wishes.back();
  last.ends_life = story.left;
  if (regular != nullptr) regular->free_at = story.closed ? last.at + minutes(1) : never;
  add(std::move(story.wishes));
}

}  // namespace kintsugi::histories
