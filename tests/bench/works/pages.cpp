#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "events/log/embedded/embedded_log.h"
#include "projections/runner/checkpoints.h"
#include "projections/tables/rocksdb_store.h"
#include "tests/bench/works/lists.h"
#include "tests/bench/works/work.h"

namespace kintsugi::bench {
namespace {

using Clock = std::chrono::steady_clock;
using Times = std::vector<double>;                  // milliseconds
using TimesOf = std::map<std::string, Times>;       // by list
constexpr std::size_t service_memory = 256u << 20;  // of the stores of a node

// How often each list is read: fewer times in a small company, which is for trying.
int samples(const BenchOptions& options) {
  return static_cast<int>(std::clamp<std::int64_t>(options.orders / 50'000, 10, 200));
}

Times sorted(Times times) {
  std::sort(times.begin(), times.end());
  return times;
}
Times all_of(const TimesOf& lists) {
  Times all;
  for (const auto& [name, times] : lists) all.insert(all.end(), times.begin(), times.end());
  return sorted(std::move(all));
}

// As many rows as a page has, straight from where they are kept, by an iterator of RocksDB; the
// log's commits by its cursor. No server may have the directory.
class Scans {
 public:
  explicit Scans(const BigCompany& company) : company_(company) {}

  Result<double> page_ms(const List& list, Choice& choice) {
    if (list.projection.empty()) return commits_ms(choice);
    auto& rows = tables_[list.projection];
    if (!rows) {
      KINTSUGI_TRY(rows, projections::open_directory_reader(
                             company_.tables(list.projection).string(), {memory_, false}));
    }
    const std::string from = list.from(choice);
    const auto start = Clock::now();
    const auto cursor = rows->cursor(from, {});
    std::size_t octets = 0, seen = 0;
    for (; cursor->valid() && seen < page_rows; cursor->next(), ++seen)
      octets += cursor->value().size();
    KINTSUGI_TRY_OK(cursor->status());
    const double took = ms_since(start);
    octets_ += octets;
    return took;
  }

 private:
  Result<double> commits_ms(Choice& choice) {
    if (!log_) {
      KINTSUGI_TRY(log_, log::open_embedded({.dir = (company_.data() / "log").string()}));
    }
    const Position from{choice.below(
        std::max<std::int64_t>(1, company_.commits() - static_cast<std::int64_t>(page_rows)))};
    const auto start = Clock::now();
    KINTSUGI_TRY(const auto cursor, log_->read(from));
    KINTSUGI_TRY(const auto records, cursor->next(page_rows, std::chrono::milliseconds(0)));
    for (const auto& record : records) octets_ += record.bytes.size();
    return ms_since(start);
  }

  const BigCompany& company_;
  const std::shared_ptr<projections::StoreMemory> memory_ =
      projections::make_store_memory(service_memory);
  std::map<std::string, std::shared_ptr<const projections::RowReader>> tables_;  // shared as opened
  std::unique_ptr<log::EventLog> log_;
  std::size_t octets_ = 0;  // so that what is read is looked at
};

Result<TimesOf> scan_times(const BigCompany& company, int times) {
  Scans scans(company);
  Choice choice(company, 1);
  TimesOf out;
  for (int i = -2; i < times; ++i) {  // twice before it counts
    for (const List& list : all_lists()) {
      KINTSUGI_TRY(const double took, scans.page_ms(list, choice));
      if (i >= 0) out[list.name].push_back(took);
    }
  }
  for (auto& [name, list] : out) list = sorted(std::move(list));
  return out;
}

Result<double> get_ms(Served& server, const std::string& path) {
  const auto start = Clock::now();
  KINTSUGI_TRY_OK(server.get(path).map([](const auto&) {}));
  return ms_since(start);
}

Result<TimesOf> now_times(const BigCompany& company, Served& server, int times) {
  Choice choice(company, 2);
  TimesOf out;
  for (int i = -2; i < times; ++i) {
    for (const List& list : all_lists()) {
      KINTSUGI_TRY(const double took, get_ms(server, list.path(choice)));
      if (i >= 0) out[list.name].push_back(took);
    }
  }
  for (auto& [name, list] : out) list = sorted(std::move(list));
  return out;
}

// Page after page of one list, each by the cursor of the one before.
Result<Times> further_pages(Served& server, int times) {
  const std::string path = fmt::format("/v1/orders?limit={}", page_rows);
  std::string next;
  Times out;
  for (int i = -1; i < times; ++i) {
    const auto start = Clock::now();
    KINTSUGI_TRY(const std::string body,
                 server.get(next.empty() ? path : path + "&cursor=" + next));
    if (i >= 0) out.push_back(ms_since(start));
    const auto json = nlohmann::json::parse(body);
    next = json["next_cursor"].is_string() ? json["next_cursor"].get<std::string>() : std::string();
  }
  return sorted(std::move(out));
}

// The slowest list's p99 first, then what all of them together give, then each list.
std::vector<Figure> figures_of(const std::string& work, const TimesOf& values,
                               const TimesOf& limits, const std::string& limit) {
  std::vector<Figure> figures;
  const Times all = all_of(values), all_limits = all_of(limits);
  for (const auto& [name, times] : values) {
    figures.push_back({work + "_" + name, percentile(times, 99), "ms p99", limit,
                       percentile(limits.at(name), 99), true});
  }
  Figure slowest =
      *std::max_element(figures.begin(), figures.end(),
                        [](const Figure& a, const Figure& b) { return a.value < b.value; });
  slowest.work = work;
  figures.insert(
      figures.begin(),
      {slowest,
       {work + "_p50", percentile(all, 50), "ms", limit, percentile(all_limits, 50), true},
       {work + "_p99", percentile(all, 99), "ms", limit, percentile(all_limits, 99), true},
       {work + "_max", percentile(all, 100), "ms", limit, percentile(all_limits, 100), true}});
  return figures;
}

double octets_below(const std::filesystem::path& directory) {
  std::uintmax_t octets = 0;
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory, error)) {
    if (entry.is_regular_file(error)) octets += entry.file_size(error);
  }
  return static_cast<double>(octets);
}

// A moment of the past and a list of it.
struct Asked {
  const List* list = nullptr;
  std::int64_t position = 0;
  std::string path;
};

// Moments all over the history, for each list as many; never one twice.
std::vector<Asked> moments(const BigCompany& company, int times) {
  Choice choice(company, 3);
  std::vector<Asked> out;
  for (int i = 0; i < times; ++i) {
    for (const List& list : all_lists()) {
      const std::int64_t position =
          company.commits() / 20 + choice.below(company.commits() * 19 / 20);
      choice.at(position);
      out.push_back({&list, position, fmt::format("{}&as_of={}", list.path(choice), position)});
    }
  }
  return out;
}

}  // namespace

Result<std::vector<Figure>> page_now(const BenchOptions& options) {
  KINTSUGI_TRY(const BigCompany company, BigCompany::open(options));
  const int times = samples(options);
  KINTSUGI_TRY(TimesOf limits, scan_times(company, times));
  KINTSUGI_TRY(const auto server, Served::start(company.data()));
  KINTSUGI_TRY(TimesOf values, now_times(company, *server, times));
  KINTSUGI_TRY(values["orders_further_pages"], further_pages(*server, times));
  limits["orders_further_pages"] = limits.at("orders");
  return figures_of("page_now", values, limits, "rocksdb_scan_of_50_rows");
}

Result<std::vector<Figure>> page_as_of(const BenchOptions& options) {
  KINTSUGI_TRY(const BigCompany company, BigCompany::open(options));
  const projections::Checkpoints checkpoints((company.data() / "checkpoints" / "main").string());
  const double live = octets_below(company.data() / "tenants" / "main");
  const Figure disk{"page_as_of_disk",
                    static_cast<double>(checkpoints.size().own_octets) / 1048576,
                    "MiB",
                    "live_tables",
                    live / 1048576,
                    true};
  KINTSUGI_TRY(const auto server, Served::start(company.data()));
  const int times = samples(options);
  KINTSUGI_TRY(const TimesOf limits, now_times(company, *server, times));
  TimesOf cold, warm, by_age;
  for (const Asked& asked : moments(company, std::max(2, times / 10))) {
    KINTSUGI_TRY(const double first, get_ms(*server, asked.path));
    KINTSUGI_TRY(const double again, get_ms(*server, asked.path));
    cold[asked.list->name].push_back(first);
    warm[asked.list->name].push_back(again);
    by_age[fmt::format("quarter_{}", 1 + asked.position * 4 / (company.commits() + 1))].push_back(
        first);
  }
  for (auto* lists : {&cold, &warm, &by_age})
    for (auto& [name, list] : *lists) list = sorted(std::move(list));
  auto figures = figures_of("page_as_of", cold, limits, "the_same_page_now");
  const double now_p99 = percentile(all_of(limits), 99);
  for (const auto& [quarter, list] : by_age)
    figures.push_back(
        {"page_as_of_" + quarter, percentile(list, 99), "ms p99", "all_pages_now", now_p99, true});
  figures.push_back(
      {"page_as_of_again", percentile(all_of(warm), 99), "ms p99", "all_pages_now", now_p99, true});
  figures.push_back(disk);
  return figures;
}

}  // namespace kintsugi::bench
