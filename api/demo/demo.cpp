#include "api/demo/demo.h"

#include <algorithm>
#include <chrono>
#include <future>
#include <optional>
#include <vector>

#include "api/node/record_headers.h"
#include "core/histories/history.h"

namespace kintsugi::api {

namespace {

using std::chrono::hours;

constexpr std::uint64_t demo_seed = 20260301;
constexpr int mishaps = 30;          // of what may go wrong at the sloppiest company
constexpr std::size_t appended_together = 2000;  // records

// Appends while the next records are made. One thread.
class Appender {
 public:
  explicit Appender(log::EventLog& log) : log_(log) {}
  ~Appender() { static_cast<void>(wait()); }

  Result<void> append(std::vector<log::Outgoing> records) {
    KINTSUGI_TRY_OK(wait());
    if (records.empty()) return {};
    auto batch = std::make_shared<Batch>();  // the log's callbacks hold it
    batch->left = records.size();
    stored_ = batch->stored.get_future();
    return log_.append(std::move(records), [batch](std::size_t, const log::Appended& one) {
      if (one.outcome != log::Appended::Outcome::stored && !batch->why) batch->why = one.why;
      if (--batch->left == 0) batch->stored.set_value(batch->why);
    });
  }
  // Returns once all are stored.
  Result<void> wait() {
    if (!stored_.valid()) return {};
    const auto failed = stored_.get();
    if (failed) return fail(ErrorKind::unavailable, "log.unavailable", *failed);
    return {};
  }

 private:
  struct Batch {
    std::promise<std::optional<std::string>> stored;
    std::size_t left = 0;  // by the log's thread alone, as what follows
    std::optional<std::string> why;
  };
  log::EventLog& log_;
  std::future<std::optional<std::string>> stored_;
};

}  // namespace

histories::CompanySize demo_size(int orders) {
  const int a_day = std::max(1, orders / demo_days);
  return {.outlets = std::clamp(a_day / 40, 3, 12),
          .technicians = std::max(20, a_day * 29 / 100),  // who have four visits a day each
          .parts = 12,
          .orders_a_day = a_day,
          .regulars = std::max(120, orders / 16)};
}

Instant demo_first_day(Instant end) {
  const auto today = std::chrono::floor<std::chrono::days>(end + hours(8));
  return Instant(today - std::chrono::days(demo_days)) - hours(8);
}

Result<void> make_demo_company(Service::Options options, const DemoOptions& demo,
                               const OnDemoProgress& progress) {
  const SystemClock clock;
  const Instant end = demo.end.value_or(clock.now());
  const Instant first_day = demo_first_day(end);
  options.projections = false;
  options.takes_commands = false;  // a node would answer to what happened long ago
  options.tenants = {std::string(demo_tenant)};
  options.on_published = nullptr;
  const bool headers = options.log.kind == LogSpec::Kind::kafka;
  KINTSUGI_TRY(const auto service, Service::open(std::move(options), clock));
  KINTSUGI_TRY(const bool made_before, service->has_commits(std::string(demo_tenant)));
  if (made_before) return {};
  histories::HistoryOptions wanted;
  wanted.tenant = demo_tenant;
  wanted.timeline.seed = demo_seed;
  wanted.timeline.first_day = first_day;
  wanted.timeline.size = demo_size(demo.orders);
  wanted.timeline.mishaps = mishaps;
  wanted.timeline.lively = true;
  wanted.until = end;
  histories::History history(std::move(wanted));
  std::vector<log::Outgoing> records;
  Appender appender(service->log());
  while (auto made = history.next()) {
    const Instant at = made->commit.recorded_at;
    records.push_back(outgoing(made->commit, made->commit, std::move(made->bytes), headers));
    service->seal(records.back());
    if (records.size() < appended_together) continue;
    KINTSUGI_TRY_OK(appender.append(std::exchange(records, {})));
    if (progress) progress((at - first_day) / hours(1), (end - first_day) / hours(1));
  }
  KINTSUGI_TRY_OK(appender.append(std::move(records)));
  return appender.wait();
}

}  // namespace kintsugi::api
