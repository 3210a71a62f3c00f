#include "api/demo/demo.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "api/demo/wishes.h"
#include "schema/identity.h"
#include "schema/part_request.h"

namespace kintsugi::api {

namespace {

using std::chrono::hours;

constexpr std::uint64_t seed = 20260301;
constexpr std::chrono::minutes slice{60};  // of demo time, settled before the next one begins
constexpr std::size_t under_way_max = 2000;

// The first of thirty days, so that the last one is yesterday (Asia/Shanghai).
Instant first_day_before(Instant now) {
  auto today = std::chrono::floor<std::chrono::days>(now + hours(8));
  return Instant(today - std::chrono::days(demo::day_count)) - hours(8);
}

// Counts what was given to the node and not yet answered.
class UnderWay {
 public:
  void begin() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return count_ < under_way_max; });
    ++count_;
  }
  void end(const Result<Answer>& answer) {
    std::lock_guard lock(mutex_);
    --count_;
    if (!answer && !error_) error_ = answer.error();
    changed_.notify_all();
  }
  std::optional<Error> settle() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return count_ == 0; });
    return error_;
  }

 private:
  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  std::size_t count_ = 0;
  std::optional<Error> error_;
};

constexpr int settle_ms_max = 60'000;  // far beyond what a busy machine takes

// Reactions of policies are answered to nobody: waits until the node has nothing left to do.
void settle_reactions(Node& node) {
  for (int i = 0; i < settle_ms_max; ++i) {
    auto counts = node.counts();
    if (counts.queued == 0 && counts.in_flight == 0) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

// Commands that only make sense once a policy has spoken: a part has been sourced.
bool waits_for_policy(const schema::Command& command) {
  return command.is<schema::ApprovePartRequest>();
}

// Duties as they have been granted so far, by operator; each has one.
using Duties = std::map<std::string, std::pair<std::string, std::string>>;  // role, outlet

void note_grant(const schema::Command& command, Duties& duties) {
  if (const auto* grant = command.get_if<schema::GrantRole>())
    duties[grant->number] = {std::string(schema::name_of(grant->role)), grant->outlet};
  if (const auto* first = command.get_if<schema::BootstrapAdministrator>())
    duties[first->number] = {"administrator", ""};
}

CommandRequest request_of(const demo::Wish& wish, std::size_t number, const Duties& duties) {
  CommandRequest request;
  request.tenant = demo_tenant;
  request.id = "demo:" + std::to_string(number);
  request.commands.push_back(wish.command);
  request.recorded_at = wish.at;
  if (const auto duty = duties.find(wish.who); duty != duties.end()) {
    request.actor.roles = {duty->second.first};
    request.actor.outlet = duty->second.second;
  }
  request.actor.kind = wish.who.empty() ? ActorKind::system : ActorKind::person;
  request.actor.operator_id = wish.who;
  request.actor.session = wish.who.empty() ? std::string() : "demo-" + wish.who;
  request.actor.address = "10.1.0." + std::to_string(std::hash<std::string>{}(wish.who) % 200 + 10);
  return request;
}

}  // namespace

Result<void> make_demo_company(Service::Options options, const OnDemoProgress& progress) {
  SystemClock real;
  Instant first_day = first_day_before(real.now());
  Instant end =
      first_day + hours(24 * (demo::day_count - 1) + 15);  // in the afternoon of the last day
  ManualClock clock(first_day + hours(6));
  options.projections = false;
  options.tenants = {std::string(demo_tenant)};
  options.on_published = nullptr;
  KINTSUGI_TRY(auto service, Service::open(std::move(options), clock));
  Node& node = service->node();
  if (to_ms(node.tenant_clock(demo_tenant)) != 0) return {};  // made before
  std::vector<demo::Wish> wishes;
  demo::add_company(wishes, first_day);
  demo::add_orders(wishes, first_day, seed);
  std::stable_sort(wishes.begin(), wishes.end(),
                   [](const auto& a, const auto& b) { return a.at < b.at; });
  std::erase_if(wishes, [&](const auto& wish) { return wish.at > end; });
  UnderWay under_way;
  Duties duties;
  Instant until = first_day + hours(6);
  for (std::size_t i = 0; i < wishes.size(); ++i) {
    if (wishes[i].at >= until) {
      if (auto error = under_way.settle()) return tl::unexpected(*error);
      settle_reactions(node);
      while (until <= wishes[i].at) until += slice;
      clock.set(wishes[i].at);  // deadlines that have passed by now trip
      if (progress)
        progress(static_cast<std::int64_t>(i), static_cast<std::int64_t>(wishes.size()));
    }
    if (waits_for_policy(wishes[i].command)) {  // which answers in demo time, not in real time
      if (auto error = under_way.settle()) return tl::unexpected(*error);
      settle_reactions(node);
    }
    under_way.begin();
    note_grant(wishes[i].command, duties);
    node.submit(request_of(wishes[i], i, duties),
                [&](Result<Answer> answer) { under_way.end(answer); });
  }
  if (auto error = under_way.settle()) return tl::unexpected(*error);
  clock.set(end);
  settle_reactions(node);
  return {};
}

}  // namespace kintsugi::api
