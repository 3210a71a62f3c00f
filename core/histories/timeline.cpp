#include "core/histories/timeline.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>

#include "core/histories/asides.h"
#include "core/histories/duties.h"
#include "core/histories/mystery.h"
#include "core/histories/office.h"
#include "core/histories/rounds.h"

namespace kintsugi::histories {

using std::chrono::hours;
using std::chrono::minutes;

namespace {

constexpr std::int64_t waits_one_in = 64;  // of the orders that are told briefly
constexpr Instant never = Instant::max();

}  // namespace

namespace {

// Of a hundred calls of a day, how many come in which hour.
constexpr std::array<int, 24> calls_by_hour = {1, 1, 0, 1, 0, 1, 1, 3, 7, 10, 9, 8,
                                               5, 5, 7, 8, 8, 6, 5, 5, 4, 3, 1, 1};
// And how many of a hundred that come on an average day, from Monday on.
constexpr std::array<int, 7> calls_by_weekday = {114, 106, 101, 99, 103, 92, 85};

std::string order_of_day(std::int64_t day, std::int64_t of_day, Instant first_day) {
  const auto date = std::chrono::year_month_day(
      std::chrono::floor<std::chrono::days>(first_day + hours(24 * day + 8)));
  return "WO-" + std::to_string(static_cast<int>(date.year())) +
         padded(static_cast<unsigned>(date.month()), 2) +
         padded(static_cast<unsigned>(date.day()), 2) + "-" + padded(of_day, 4);
}

}  // namespace

std::string order_id(std::int64_t number, const TimelineOptions& options) {
  const std::int64_t day = (number - 1) / options.size.orders_a_day;
  const std::int64_t of_day = (number - 1) % options.size.orders_a_day + 1;
  return order_of_day(day, of_day, options.first_day);
}

namespace {

// Those take the first numbers of their day, and who calls the ones after.
std::int64_t orders_opened_by(const std::vector<Wish>& rounds) {
  return std::count_if(rounds.begin(), rounds.end(), [](const Wish& wish) {
    const std::string_view name = wish.commands.front().name();
    return name == "import_sale" || name == "order_for_bulletin";
  });
}

}  // namespace

bool Timeline::Later::operator()(const Thread& a, const Thread& b) const {
  return a.at != b.at ? a.at > b.at : a.sequence > b.sequence;
}

Timeline::Timeline(TimelineOptions options)
    : options_(std::move(options)),
      dice_(options_.seed),
      diary_(options_.size, options_.first_day, options_.lively) {
  auto recalled = options_.lively ? recalled_machines(options_.size) : std::vector<std::string>();
  std::sort(recalled.begin(), recalled.end());
  for (Machine& machine : machines_of(options_.size)) {
    if (!std::binary_search(recalled.begin(), recalled.end(), machine.asset))
      regulars_.push_back({std::move(machine)});
  }
  add(opening(options_.size, options_.first_day));
  if (!options_.lively) return;
  add(opening_of_the_duties(options_.size, options_.first_day));
  add(opening_of_the_rounds(options_.size, options_.first_day));
  add(mystery(options_.first_day).wishes);
}

void Timeline::add(std::vector<Wish> wishes) {
  if (wishes.empty()) return;
  const auto earlier = [](const Wish& a, const Wish& b) { return a.at < b.at; };
  if (!std::is_sorted(wishes.begin(), wishes.end(), earlier))
    std::stable_sort(wishes.begin(), wishes.end(), earlier);
  std::reverse(wishes.begin(), wishes.end());
  const Instant at = wishes.back().at;
  threads_.push_back({at, std::move(wishes), ++sequence_});
  std::push_heap(threads_.begin(), threads_.end(), Later());
}

// Begins what begins before the next wish.
void Timeline::prepare() {
  while (true) {
    const Instant next = threads_.empty() ? never : threads_.front().at;
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
  return threads_.front().at;
}

Wish Timeline::next() {
  prepare();
  std::pop_heap(threads_.begin(), threads_.end(), Later());
  Thread& first = threads_.back();
  Wish wish = std::move(first.wishes.back());
  first.wishes.pop_back();
  if (first.wishes.empty()) {
    threads_.pop_back();
  } else {
    first.at = first.wishes.back().at;
    std::push_heap(threads_.begin(), threads_.end(), Later());
  }
  told_ = std::max(told_, wish.life);
  return wish;
}

void Timeline::begin_day() {
  const Instant day = options_.first_day + hours(24 * days_);
  if (days_ > 0 && days_ % 7 == 0)
    add(week_of_the_stores(options_.size, day, static_cast<int>(days_ / 7), dice_,
                           options_.lively ? mystery_part : -1));
  if (options_.lively) {
    add(day_of_the_office(options_.size, day, static_cast<int>(days_), dice_));
    add(day_of_the_duties(options_.size, day, static_cast<int>(days_)));
  }
  of_day_ = 0;
  if (options_.lively) {
    auto rounds = day_of_the_rounds(options_.size, day, static_cast<int>(days_));
    of_day_ = orders_opened_by(rounds);
    add(std::move(rounds));
  }
  ++days_;
  std::vector<Instant> calls = calls_of(day);
  std::sort(calls.begin(), calls.end());
  calls_.assign(calls.begin(), calls.end());
}

std::vector<Instant> Timeline::calls_of(Instant day) {
  std::vector<Instant> calls;
  if (!options_.lively) {
    for (int i = 0; i < options_.size.orders_a_day; ++i)
      calls.push_back(day + hours(8) + std::chrono::seconds(dice_.below(10 * 3600)));
    return calls;
  }
  const std::chrono::weekday weekday(std::chrono::floor<std::chrono::days>(day + hours(8)));
  const int share = calls_by_weekday[weekday.iso_encoding() - 1];
  const std::int64_t count = options_.size.orders_a_day * share / 100;
  // The first day begins once the company is set up.
  while (std::ssize(calls) < count) {
    std::int64_t in_hundred = dice_.below(100);
    int hour = 0;
    while (in_hundred >= calls_by_hour[static_cast<std::size_t>(hour)])
      in_hundred -= calls_by_hour[static_cast<std::size_t>(hour++)];
    const auto second = std::chrono::seconds(dice_.below(3600));
    if (days_ <= 1 && hour < 8) hour += 8;
    calls.push_back(day + hours(hour) + second);
  }
  return calls;
}

void Timeline::plan_caller(OrderPlan& plan, Regular*& regular) {
  using schema::ServiceType;
  plan.registers_customer = options_.lively ? orders_ % 6 != 0 : orders_ % 2 == 0;
  plan.registers_machine = options_.lively && plan.registers_customer;
  if (orders_ % 4 != 1 || regulars_.empty()) return;
  Regular& one = regulars_[static_cast<std::size_t>(dice_.below(std::ssize(regulars_)))];
  if (one.free_at > plan.at) return;
  regular = &one;
  plan.machine = one.machine;
  plan.product = one.machine.product;
  plan.outlet = outlet_of_regular(one.machine.regular, options_.size);
  plan.type = dice_.chance(20) ? ServiceType::maintain : ServiceType::repair;
  // Never the same fault again within a month: whoever repaired it may come again.
  plan.fault = "F" + std::to_string(1 + one.repairs++ % 9);
}

OrderPlan Timeline::plan_order(Instant at, Regular*& regular) {
  using schema::ServiceType;
  const CompanySize& size = options_.size;
  OrderPlan plan{.number = orders_,
                 .order = options_.lively ? order_of_day(days_ - 1, of_day_, options_.first_day)
                                          : order_id(orders_, options_),
                 .at = at,
                 .lively = options_.lively};
  plan.outlet = static_cast<int>(dice_.below(size.outlets)) + 1;
  plan.product = dice_.pick(products());
  plan.fault = "F" + std::to_string(1 + dice_.below(9));
  plan.type = dice_.chance(25)   ? ServiceType::install
              : dice_.chance(12) ? ServiceType::maintain
                                 : ServiceType::repair;
  plan_caller(plan, regular);
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
  ++of_day_;
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
  if (regular != nullptr)
    regular->free_at = story.closed ? story.wishes.back().at + minutes(1) : never;
  std::vector<Wish> wishes;
  if (options_.lively) wishes = asides_of(plan, story);
  wishes.insert(wishes.begin(), std::make_move_iterator(story.wishes.begin()),
                std::make_move_iterator(story.wishes.end()));
  if (options_.lively) {
    std::stable_sort(wishes.begin(), wishes.end(),
                     [](const Wish& a, const Wish& b) { return a.at < b.at; });
  }
  for (Wish& wish : wishes) wish.life = orders_;
  wishes.back().ends_life = story.left;
  add(std::move(wishes));
}

}  // namespace kintsugi::histories
