#include "api/demo/live.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "api/demo/demo.h"
#include "api/demo/next_case.h"
#include "api/demo/next_duty.h"
#include "api/demo/next_step.h"
#include "core/histories/dice.h"
#include "projections/queues/queues.h"
#include "schema/identity_state.h"
#include "schema/outlet_state.h"
#include "schema/technician_state.h"
#include "schema/work_order_visit_commands.h"

namespace kintsugi::api {

namespace {

using schema::Queue;
using std::chrono::hours;
using std::chrono::minutes;

// How often a queue is looked into, and how much in it is left for visitors.
struct Duty {
  Queue queue;
  int weight;
  std::size_t left;
};
constexpr std::array<Duty, 41> duties = {{{Queue::registered, 10, 5},
                                          {Queue::to_schedule, 14, 8},
                                          {Queue::to_accept, 16, 3},
                                          {Queue::to_visit, 18, 3},
                                          {Queue::in_service, 24, 0},
                                          {Queue::on_hold, 2, 10},
                                          {Queue::papers_due, 18, 10},
                                          {Queue::to_follow_up, 10, 20},
                                          {Queue::to_post, 10, 20},
                                          {Queue::tripped, 4, 4},
                                          {Queue::parts_to_approve, 1, 5},
                                          {Queue::parts_to_issue, 2, 4},
                                          {Queue::parts_to_sign, 2, 4},
                                          {Queue::charges_to_approve, 1, 4},
                                          {Queue::counts_to_approve, 1, 6},
                                          {Queue::cash_to_remit, 1, 12},
                                          {Queue::contacts, 5, 8},
                                          {Queue::urgent, 1, 5},
                                          {Queue::leaves_to_decide, 1, 3},
                                          {Queue::appointments_to_agree, 1, 4},
                                          {Queue::abnormal_visits, 1, 3},
                                          {Queue::subcontracts_to_approve, 1, 3},
                                          {Queue::subcontracted, 1, 3},
                                          {Queue::cards_lost, 1, 3},
                                          {Queue::units_in_workshop, 1, 5},
                                          {Queue::to_review, 8, 12},
                                          {Queue::to_clear, 8, 12},
                                          {Queue::old_parts_owed, 1, 4},
                                          {Queue::warranty_to_audit, 1, 6},
                                          {Queue::charge_findings, 1, 4},
                                          {Queue::care_calls, 1, 6},
                                          {Queue::suggestions, 1, 4},
                                          {Queue::machines_due, 1, 12},
                                          {Queue::complaints, 5, 2},
                                          {Queue::grave_orders, 1, 2},
                                          {Queue::liability_appeals, 1, 2},
                                          {Queue::overrides_asked, 1, 3},
                                          {Queue::exchanges_to_appraise, 1, 1},
                                          {Queue::exchanges_to_approve, 1, 1},
                                          {Queue::exchanges_under_way, 3, 4},
                                          {Queue::old_parts_due, 2, 6}}};
constexpr int call_weight = 13;  // of orders, and of what is about none
constexpr std::size_t looked_at = 400;  // items of a queue, those that wait longest first
constexpr int tries = 12;               // queues that are looked into before nothing is done
constexpr auto missing_max = hours(48);
constexpr int steps_max = 1000;
constexpr auto past_fold_max = minutes(2);
constexpr auto left_alone = minutes(2);     // what somebody has just done something about
constexpr auto refused_alone = hours(2);    // where that was refused

// The states of the demo company as the node has them.
class NodeKnown final : public Known {
 public:
  explicit NodeKnown(Node& node) : node_(node) {}
  void forget() { states_.clear(); }

 private:
  const schema::State* look(const std::string& stream) override {
    const auto [found, fresh] = states_.try_emplace(stream);
    if (fresh)
      if (const auto now = node_.stream(demo_tenant, stream)) found->second = now->state;
    return found->second.get();
  }
  Node& node_;
  std::map<std::string, std::shared_ptr<const schema::State>> states_;
};

// As many as are numbered without a gap.
template <class S, class Name>
int count_of(Known& known, int first, Name name) {
  int n = 0;
  while (known.find<S>(name(first + n)) != nullptr) ++n;
  return n;
}

histories::CompanySize size_of(Known& known) {
  histories::CompanySize size;
  size.outlets = count_of<schema::Outlet>(known, 1, histories::outlet_id);
  size.technicians = count_of<schema::Technician>(known, 0, histories::technician_id);
  return size;
}

std::string command_id(histories::Dice& dice, Instant now) {
  char id[40];
  const std::uint64_t a = dice.next(), ms = static_cast<std::uint64_t>(to_ms(now));
  std::snprintf(id, sizeof id, "%08llx-%04llx-7%03llx-8%03llx-%012llx",
                static_cast<unsigned long long>(ms >> 16 & 0xFFFFFFFFu),
                static_cast<unsigned long long>(ms & 0xFFFFu),
                static_cast<unsigned long long>(a & 0xFFFu),
                static_cast<unsigned long long>(a >> 12 & 0xFFFu),
                static_cast<unsigned long long>(dice.next() & 0xFFFFFFFFFFFFu));
  return id;
}

// One round: who does what next. One thread.
class Round {
 public:
  Round(Service& service, std::uint64_t seed)
      : service_(service), known_(service.node()), dice_(seed), size_(size_of(known_)) {
    size_.regulars = histories::CompanySize().regulars;
  }
  histories::Dice& dice() { return dice_; }
  // Of the commands that its technicians' four visits a day come to, a second by day.
  double natural_rate() const { return std::max(1, size_.technicians) * 4 * 14 / 50'400.0; }

  // nullopt: it is not there, or nobody can do anything. Sends it and waits; says whether it was
  // refused.
  std::optional<bool> step(Instant now) {
    known_.forget();
    if (size_.outlets == 0 || size_.technicians < size_.outlets) return std::nullopt;
    std::string subject;
    std::optional<histories::Wish> wish = choose(now, subject);
    if (!wish) return std::nullopt;
    CommandRequest request;
    request.tenant = demo_tenant;
    request.id = command_id(dice_, now);
    request.actor = actor(wish->who);
    request.commands = std::move(wish->commands);
    const auto answer = service_.node().execute(std::move(request));
    if (!answer) return std::nullopt;  // the node says elsewhere what hinders it
    const bool refused = answer->refusal.has_value();
    if (!subject.empty())
      alone_until_[subject] = now + (refused ? refused_alone : minutes(left_alone));
    return refused;
  }

 private:
  std::optional<histories::Wish> choose(Instant now, std::string& subject) {
    std::erase_if(alone_until_, [&](const auto& one) { return one.second <= now; });
    int sum = call_weight;
    for (const Duty& duty : duties) sum += duty.weight;
    for (int i = 0; i < tries; ++i) {
      auto at = static_cast<int>(dice_.below(sum)) - call_weight;
      if (at < 0) {
        if (dice_.chance(3))
          if (auto wish = new_case(now)) return wish;
        if (dice_.chance(30)) return next_news({known_, size_, dice_, now});
        if (!busy_) return next_call({known_, size_, dice_, now});
        continue;
      }
      const Duty* duty = duties.data();
      while (at >= duty->weight) at -= (duty++)->weight;
      if (auto wish = from_queue(*duty, now, subject)) return wish;
    }
    return asked_again(now, subject);
  }

  std::vector<schema::QueueRow> rows_of(Queue queue) {
    const auto view = service_.view(std::string(demo_tenant));
    if (!view) return {};
    const auto rows = view->rows("queues");
    if (!rows) return {};
    auto page = projections::list_queue(**rows, queue, {}, projections::Scope::everything(),
                                        {looked_at, {}});
    return page ? std::move(page->rows) : std::vector<schema::QueueRow>();
  }

  // A complaint of what was done, or of waiting; a new machine that is to be exchanged.
  std::optional<histories::Wish> new_case(Instant now) {
    const Desk desk{known_, size_, dice_, now};
    if (dice_.chance(40)) return new_exchange(desk);
    const auto items = rows_of(dice_.chance(70) ? Queue::to_post : Queue::on_hold);
    if (items.empty()) return std::nullopt;
    return new_complaint(dice_.pick(items), desk);
  }

  // Where nobody can do anything, customers ask when somebody comes.
  std::optional<histories::Wish> asked_again(Instant now, std::string& subject) {
    for (const Queue queue : {Queue::to_visit, Queue::to_schedule, Queue::on_hold}) {
      const auto items = rows_of(queue);
      if (items.empty()) continue;
      const schema::QueueRow& item = dice_.pick(items);
      if (item.order.empty() || alone_until_.contains(item.id)) continue;
      subject = item.id;
      schema::RecordProgress asked;
      asked.order = item.order;
      asked.note = "用户来电询问上门时间，已答复";
      return histories::Wish{.at = now,
                             .who = dice_.chance(50) ? "1001" : "1002",
                             .commands = {std::move(asked)}};
    }
    return std::nullopt;
  }

  // What waits longest first; of what is left for visitors nothing is taken.
  std::optional<histories::Wish> from_queue(const Duty& duty, Instant now, std::string& subject) {
    const auto items = rows_of(duty.queue);
    // Nobody takes on more than can be visited within some days.
    if (duty.queue == Queue::to_schedule)
      busy_ = items.size() > static_cast<std::size_t>(size_.technicians) * 3;
    if (items.size() <= duty.left) return std::nullopt;
    const auto count = static_cast<std::int64_t>(items.size());
    const std::int64_t first = dice_.below(count);
    for (std::int64_t i = 0; i < count; ++i) {
      const auto& item = items[static_cast<std::size_t>((first + i) % count)];
      if (alone_until_.contains(item.id)) continue;
      if (auto wish = next_step(item, {known_, size_, dice_, now})) {
        subject = item.id;
        return wish;
      }
    }
    return std::nullopt;
  }

  // As the edge would know him.
  Actor actor(const std::string& who) {
    Actor actor;
    actor.operator_id = who;
    actor.session = "s-" + who;
    actor.address = "10.1.0." + std::to_string(10 + std::hash<std::string>{}(who) % 200);
    const auto* person = known_.find<schema::Operator>(who);
    if (person == nullptr || person->grants.empty()) return actor;
    actor.roles = {std::string(schema::name_of(person->grants.front().role))};
    actor.outlet = person->grants.front().outlet;
    return actor;
  }

  Service& service_;
  NodeKnown known_;
  histories::Dice dice_;
  histories::CompanySize size_;
  std::map<std::string, Instant> alone_until_;  // by queue item
  bool busy_ = false;
};

}  // namespace

Result<double> parse_live_rate(std::string_view text) {
  std::string_view number = text;
  if (number.ends_with("/s")) number.remove_suffix(2);
  double rate = -1;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), rate,
                                            std::chars_format::fixed);
  const bool whole = error == std::errc() && end == number.data() + number.size();
  if (!whole || !std::isfinite(rate) || rate < 0 || rate > live_rate_max ||
      (rate > 0 && rate < 0.001))
    return fail(ErrorKind::invalid, "cli.bad_rate",
                "expected commands a second such as 0.5/s, 0 (none) to 20/s, found " +
                    std::string(text));
  return rate;
}

double share_of_rate(Instant now) {
  const auto local = now + hours(8);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const auto of_day = local - day;
  double share = of_day >= hours(7) && of_day < hours(21) ? 1.0 : 1.0 / 3;
  if (std::chrono::weekday(day).iso_encoding() >= 6) share *= 0.8;
  return share;
}

Result<void> catch_up_demo(Service::Options options, Instant last, Instant until,
                           const OnDemoProgress& progress) {
  const Instant from = std::max(last, until - missing_max);
  ManualClock clock(from);
  const auto directory = options.directory;
  options.tenants = {std::string(demo_tenant)};
  options.on_published = nullptr;
  // By night an hour goes by between two acts: the clock is moved on while the last is still heard.
  options.node.clock.step_max = missing_max;
  // The marks of a clock that is moved by hand and of this machine's tell each other nothing.
  std::error_code none;
  std::filesystem::remove(directory / "clock", none);
  KINTSUGI_TRY(const auto service, Service::open(std::move(options), clock));
  // What waits where is read from the tables: they begin with the whole past.
  KINTSUGI_TRY(const Position end, service->log().end());
  KINTSUGI_TRY(auto* runner, service->runner(std::string(demo_tenant)));
  static_cast<void>(runner->wait_for_all(end, past_fold_max));
  Round round(*service, static_cast<std::uint64_t>(to_ms(last)));
  const auto least = (until - from) / steps_max;
  for (Instant now = from; now < until;) {
    const auto mean = std::chrono::milliseconds(
        std::lround(1000 / (round.natural_rate() * share_of_rate(now))));
    now += std::max(least, std::chrono::milliseconds(1 + round.dice().below(2 * mean.count())));
    if (now >= until) break;
    clock.set(now);
    round.step(now);
    if (progress) progress((now - from) / minutes(1), (until - from) / minutes(1));
  }
  clock.set(until);
  service->node().stop();
  std::filesystem::remove(directory / "clock", none);
  return {};
}

LiveCompany::LiveCompany(Service& service, const Clock& clock, Options options)
    : service_(service), clock_(clock), options_(options) {
  thread_ = std::jthread([this](std::stop_token stop) { run(stop); });
}

LiveCompany::~LiveCompany() = default;

LiveCompany::Counts LiveCompany::counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

void LiveCompany::run(std::stop_token stop) {
  Round round(service_, options_.seed ^ static_cast<std::uint64_t>(to_ms(clock_.now())));
  auto next = std::chrono::steady_clock::now();
  while (!stop.stop_requested()) {
    const Instant now = clock_.now();
    const auto outcome = round.step(now);
    // Between half and one and a half times as far apart as on average.
    const double mean_ms = 1000 / (options_.commands_a_second * share_of_rate(now));
    const double factor = 0.5 + static_cast<double>(round.dice().below(1000)) / 1000;
    next = std::max(next + std::chrono::milliseconds(std::lround(mean_ms * factor)),
                    std::chrono::steady_clock::now());
    std::unique_lock lock(mutex_);
    if (outcome) ++counts_.sent, counts_.refused += *outcome ? 1 : 0;
    wake_.wait_until(lock, stop, next, [] { return false; });
  }
}

}  // namespace kintsugi::api
