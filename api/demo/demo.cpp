#include "api/demo/demo.h"

#include <chrono>
#include <future>
#include <optional>
#include <vector>

#include "api/node/record_headers.h"
#include "core/histories/history.h"

namespace kintsugi::api {

namespace {

using std::chrono::hours;

constexpr std::uint64_t seed = 20260301;
constexpr int days = 30;
constexpr std::size_t batch = 1000;  // records that are appended together

// The first of thirty days, so that the last one is yesterday (Asia/Shanghai).
Instant first_day_before(Instant now) {
  const auto today = std::chrono::floor<std::chrono::days>(now + hours(8));
  return Instant(today - std::chrono::days(days)) - hours(8);
}

// Returns once all are stored.
Result<void> append_all(log::EventLog& log, std::vector<log::Outgoing> records) {
  if (records.empty()) return {};
  std::promise<std::optional<std::string>> stored;
  std::size_t left = records.size();  // by the log's thread alone, as what follows
  std::optional<std::string> why;
  KINTSUGI_TRY_OK(log.append(std::move(records), [&](std::size_t, const log::Appended& one) {
    if (one.outcome != log::Appended::Outcome::stored && !why) why = one.why;
    if (--left == 0) stored.set_value(why);
  }));
  const auto failed = stored.get_future().get();
  if (failed) return fail(ErrorKind::unavailable, "log.unavailable", *failed);
  return {};
}

}  // namespace

Result<void> make_demo_company(Service::Options options, const OnDemoProgress& progress) {
  const SystemClock clock;
  const Instant first_day = first_day_before(clock.now());
  const Instant end = first_day + hours(24 * (days - 1) + 15);  // the last afternoon
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
  wanted.timeline.seed = seed;
  wanted.timeline.first_day = first_day;
  wanted.until = end;
  histories::History history(std::move(wanted));
  std::vector<log::Outgoing> records;
  while (auto made = history.next()) {
    const Instant at = made->commit.recorded_at;
    records.push_back(outgoing(made->commit, made->commit, std::move(made->bytes), headers));
    service->seal(records.back());
    if (records.size() < batch) continue;
    KINTSUGI_TRY_OK(append_all(service->log(), std::exchange(records, {})));
    if (progress) progress((at - first_day) / hours(1), (end - first_day) / hours(1));
  }
  return append_all(service->log(), std::move(records));
}

}  // namespace kintsugi::api
