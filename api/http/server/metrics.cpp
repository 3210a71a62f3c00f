#include "api/http/server/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>

namespace kintsugi::api {

namespace {

const prometheus::Histogram::BucketBoundaries seconds = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5};

double in_seconds(std::chrono::nanoseconds took) {
  return std::chrono::duration<double>(took).count();
}

}  // namespace

struct Metrics::Impl {
  using Counters = prometheus::Family<prometheus::Counter>;
  using Histograms = prometheus::Family<prometheus::Histogram>;
  using Gauges = prometheus::Family<prometheus::Gauge>;

  prometheus::Registry registry;
  Counters& requests;
  Histograms& request_seconds;
  Counters& commands;
  prometheus::Histogram& command_seconds;
  prometheus::Counter& replays;
  prometheus::Counter& conflicts;
  Counters& sign_ins;
  Counters& strays;
  Gauges& process_memory;
  prometheus::Counter& process_cpu;
  Gauges& process_fds;
  std::mutex mutex;
  std::map<std::string, Gauges*, std::less<>> gauges;  // guarded by mutex, as all below
  // What was counted before: a family makes and hashes a map of texts for each look-up.
  struct Route {
    prometheus::Counter* requests = nullptr;
    prometheus::Histogram* seconds = nullptr;
  };
  std::map<int, std::map<std::string, Route, std::less<>>> routes;  // by status, then route
  std::map<std::string, std::map<std::string, prometheus::Counter*, std::less<>>, std::less<>>
      outcomes;

  explicit Impl(std::string_view version)
      : requests(counters("kintsugi_http_requests_total", "Answers by route and status.")),
        request_seconds(prometheus::BuildHistogram()
                            .Name("kintsugi_http_request_duration_seconds")
                            .Help("From the request's first header to its answer.")
                            .Register(registry)),
        commands(counters("kintsugi_commands_total", "Commands by name and outcome.")),
        command_seconds(prometheus::BuildHistogram()
                            .Name("kintsugi_command_duration_seconds")
                            .Help("From submission to the answer, read back from the log.")
                            .Register(registry)
                            .Add({}, seconds)),
        replays(counters("kintsugi_idempotent_replays_total", "Commands that were answered before.")
                    .Add({})),
        conflicts(counters("kintsugi_version_conflicts_total", "Stale If-Match.").Add({})),
        sign_ins(counters("kintsugi_sign_ins_total", "Sign-ins by outcome.")),
        strays(counters("kintsugi_requests_not_recorded_total",
                        "Requests that were no command of a known operator, by reason.")),
        process_memory(gauge_family("process_resident_memory_bytes", "Resident memory.")),
        process_cpu(counters("process_cpu_seconds_total", "User and system time.").Add({})),
        process_fds(gauge_family("process_open_fds", "Open file descriptors.")) {
    for (const char* outcome : {"accepted", "refused"})  // a rate needs what was before the first
      sign_ins.Add({{"outcome", outcome}});
    gauge_family("kintsugi_build_info", "1, with the version.")
        .Add({{"version", std::string(version)}})
        .Set(1);
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) == 0)
      gauge_family("process_max_fds", "Most file descriptors that may be open.")
          .Add({})
          .Set(static_cast<double>(files.rlim_cur));
    gauge_family("process_start_time_seconds", "Unix time of the start.")
        .Add({})
        .Set(static_cast<double>(std::time(nullptr)));
  }

  Counters& counters(const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
  }
  Gauges& gauge_family(const std::string& name, const std::string& help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
  }
  void read_process();
};

void Metrics::Impl::read_process() {
  long pages = 0;
  long resident = 0;
  std::ifstream("/proc/self/statm") >> pages >> resident;
  process_memory.Add({}).Set(static_cast<double>(resident) *
                             static_cast<double>(::sysconf(_SC_PAGESIZE)));
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  auto of = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  const double used = of(usage.ru_utime) + of(usage.ru_stime);
  const std::lock_guard lock(mutex);  // two scrapes at once would count the same time twice
  process_cpu.Increment(std::max(0.0, used - process_cpu.Value()));
  std::error_code error;
  const auto open = std::distance(std::filesystem::directory_iterator("/proc/self/fd", error),
                                  std::filesystem::directory_iterator());
  if (!error)
    process_fds.Add({}).Set(static_cast<double>(open - 1));  // one of them is the iterator's own
}

Metrics::Metrics(std::string_view version) : impl_(std::make_unique<Impl>(version)) {}
Metrics::~Metrics() = default;

void Metrics::request(std::string_view route, int status, std::chrono::nanoseconds took) {
  if (route.empty()) route = "other";
  Impl::Route known;
  {
    const std::lock_guard lock(impl_->mutex);
    auto& of_status = impl_->routes[status];
    auto it = of_status.find(route);
    if (it == of_status.end()) {
      const std::string name(route);
      known.requests = &impl_->requests.Add({{"route", name}, {"code", std::to_string(status)}});
      known.seconds = &impl_->request_seconds.Add({{"route", name}}, seconds);
      it = of_status.emplace(name, known).first;
    }
    known = it->second;
  }
  known.requests->Increment();
  known.seconds->Observe(in_seconds(took));
}

void Metrics::command(std::string_view name, std::string_view outcome,
                      std::chrono::nanoseconds took) {
  prometheus::Counter* known = nullptr;
  {
    const std::lock_guard lock(impl_->mutex);
    auto of_name = impl_->outcomes.find(name);
    if (of_name == impl_->outcomes.end())
      of_name = impl_->outcomes.try_emplace(std::string(name)).first;
    auto it = of_name->second.find(outcome);
    if (it == of_name->second.end()) {
      const std::string shown(outcome);
      known = &impl_->commands.Add({{"command", of_name->first}, {"outcome", shown}});
      it = of_name->second.emplace(shown, known).first;
    }
    known = it->second;
  }
  known->Increment();
  impl_->command_seconds.Observe(in_seconds(took));
}

void Metrics::idempotent_replay() { impl_->replays.Increment(); }
void Metrics::version_conflict() { impl_->conflicts.Increment(); }
void Metrics::sign_in(bool succeeded) {
  impl_->sign_ins.Add({{"outcome", succeeded ? "accepted" : "refused"}}).Increment();
}
void Metrics::not_a_command(std::string_view why) {
  impl_->strays.Add({{"reason", std::string(why)}}).Increment();
}

void Metrics::gauge(std::string_view name, std::string_view help, std::string_view label,
                    std::string_view value, double now) {
  std::lock_guard lock(impl_->mutex);
  auto it = impl_->gauges.find(name);
  if (it == impl_->gauges.end()) {
    auto& family = impl_->gauge_family(std::string(name), std::string(help));
    it = impl_->gauges.emplace(std::string(name), &family).first;
  }
  prometheus::Labels labels;
  if (!label.empty()) labels.emplace(std::string(label), std::string(value));
  it->second->Add(labels).Set(now);
}

std::string Metrics::text() const {
  impl_->read_process();
  return prometheus::TextSerializer().Serialize(impl_->registry.Collect());
}

}  // namespace kintsugi::api
