#include "tests/bench/works/big_company.h"

#include <fmt/format.h>
#include <signal.h>

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <fstream>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "core/histories/history.h"
#include "events/commit/commit.h"
#include "events/log/embedded/embedded_log.h"
#include "projections/read_models.h"
#include "tests/bench/works/company.h"

namespace kintsugi::bench {
namespace {

using namespace std::chrono_literals;
constexpr std::chrono::hours patience{1};  // of what takes minutes
constexpr std::size_t batch = 4000;        // records appended together
constexpr std::size_t batches_under_way = 4;
constexpr int month_days = 30;

tl::unexpected<Error> no_server(std::string what) {
  return fail(ErrorKind::unavailable, "bench.serve", std::move(what));
}

// What an importer brings: nearly all orders in two commits each, many a day.
histories::HistoryOptions imported_company(std::int64_t orders) {
  histories::HistoryOptions options = company_at_work();
  options.imported = true;
  options.timeline.whole_lives = 200;
  options.timeline.size.orders_a_day = 40'000;
  options.timeline.size.regulars =
      static_cast<int>(std::clamp<std::int64_t>(orders / 200, 120, 50'000));
  return options;
}

// Appends batches, some of them under way at a time.
class Appending {
 public:
  explicit Appending(log::EventLog& log) : log_(log) {}
  ~Appending() { wait(0); }
  Result<void> append(std::vector<log::Outgoing> records) {
    wait((batches_under_way - 1) * batch);
    const std::lock_guard lock(mutex_);
    under_way_ += records.size();
    return log_.append(std::move(records), [this](std::size_t, const log::Appended& answer) {
      const std::lock_guard lock_again(mutex_);
      if (answer.outcome != log::Appended::Outcome::stored) outcome_ = no_server(answer.why);
      --under_way_;
      changed_.notify_all();
    });
  }
  Result<void> finish() {
    wait(0);
    return outcome_;
  }

 private:
  void wait(std::size_t most) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return under_way_ <= most; });
  }
  log::EventLog& log_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t under_way_ = 0;  // guarded by mutex_, as below
  Result<void> outcome_;
};

}  // namespace

Result<BigCompany> BigCompany::open(const BenchOptions& options) {
  return open(options, {.name = fmt::format("company-{}", options.orders),
                        .history = imported_company(options.orders),
                        .orders = options.orders});
}

Result<BigCompany> BigCompany::month(const BenchOptions& options) {
  return open(options, month_plan(options.month_orders));
}

histories::CompanySize BigCompany::month_size(std::int64_t orders) {
  const auto share = [&](std::int64_t whole, std::int64_t least) {
    return static_cast<int>(std::max(least, whole * orders / month_orders_whole));
  };
  return {.outlets = share(561, 3),
          .technicians = share(3000, 20),
          .parts = 60,
          .orders_a_day = share(month_orders_whole / month_days, 20),
          .regulars = share(12'500, 120),
          .regions = std::min(15, share(561, 3) / 2)};
}

BigCompany::Plan BigCompany::month_plan(std::int64_t orders) {
  Plan plan{.name = fmt::format("month-{}", orders), .history = {}};
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto today = std::chrono::floor<std::chrono::days>(now + 8h);
  plan.history.timeline.size = month_size(orders);
  plan.history.timeline.first_day = Instant(today - std::chrono::days(month_days)) - 8h;
  plan.history.timeline.mishaps = 30;
  plan.history.timeline.lively = true;
  plan.history.until = now;
  return plan;
}

Result<BigCompany> BigCompany::open(const BenchOptions& options, const Plan& plan) {
  BigCompany company;
  company.data_ = std::filesystem::path(options.directory) / plan.name;
  const auto ready = company.data_ / "READY";
  if (!std::filesystem::exists(ready)) KINTSUGI_TRY_OK(company.make(plan));
  std::ifstream(ready) >> company.orders_ >> company.commits_ >> company.seconds_made_ >>
      company.seconds_folded_ >> company.mib_folding_;
  return company;
}

std::string BigCompany::order(std::int64_t number) const {
  return histories::order_id(number, imported_company(orders_).timeline);
}

std::filesystem::path BigCompany::tables(std::string_view projection) const {
  return data_ / "tenants" / "main" / projections::find_projection(projection)->directory_name();
}

Result<void> BigCompany::make(const Plan& plan) {
  std::error_code error;
  std::filesystem::remove_all(data_, error);
  std::filesystem::create_directories(data_, error);
  if (error) return fail(ErrorKind::unavailable, "bench.disk", "cannot make " + data_.string());
  const auto begun = std::chrono::steady_clock::now();
  KINTSUGI_TRY_OK(make_log(plan));
  const double made = ms_since(begun) / 1000;
  fmt::print(stderr, "kintsugi-bench: a node folds its {} commits\n", commits_);
  const auto fold_begun = std::chrono::steady_clock::now();
  KINTSUGI_TRY(const auto server, Served::start(data_));
  const double folded = ms_since(fold_begun) / 1000;
  KINTSUGI_TRY(const double memory, server->memory_mib("VmHWM"));
  KINTSUGI_TRY_OK(check_that_all_count(*server, !plan.history.imported));
  std::ofstream(data_ / "READY") << orders_ << " " << commits_ << " " << made << " " << folded
                                 << " " << memory << "\n";
  return {};
}

// `reacts`: what was due when the node started has been done by now.
Result<void> BigCompany::check_that_all_count(Served& server, bool reacts) const {
  KINTSUGI_TRY(const std::string body, server.get("/v1/log/density"));
  std::int64_t counted = 0;
  const auto json = nlohmann::json::parse(body);
  for (const auto& bucket : json["counts"]) counted += bucket.get<std::int64_t>();
  // The link that the node gives its administrator at its start is a commit as well.
  if (counted == commits_ || counted == commits_ + 1 || (reacts && counted > commits_)) return {};
  return fail(ErrorKind::corrupt, "bench.void",
              fmt::format("{} of {} commits count", counted, commits_));
}

Result<void> BigCompany::make_log(const Plan& plan) {
  fmt::print(stderr, "kintsugi-bench: making {}\n", plan.name);
  KINTSUGI_TRY(const auto log, log::open_embedded({.dir = (data_ / "log").string(),
                                                   .recorded_at = recorded_at_of,
                                                   .create = true}));
  histories::History history(plan.history);
  Appending appending(*log);
  std::map<std::string, int> unmeant;  // commands that came to something else
  bool ended = false;
  const auto more = [&] {
    return !ended && (plan.orders == 0 || history.timeline().orders() < plan.orders);
  };
  while (more()) {
    std::vector<log::Outgoing> records;
    for (std::size_t i = 0; i < batch && more(); ++i) {
      auto made = history.next();
      ended = !made.has_value();
      if (ended) break;
      if (!made->as_meant())
        ++unmeant[fmt::format("{}: {}", made->commit.commands.back().name(),
                              made->commit.refusal ? made->commit.refusal->code : "accepted")];
      records.push_back({std::move(made->bytes), "main", {}});
    }
    commits_ += static_cast<std::int64_t>(records.size());
    if (!records.empty()) KINTSUGI_TRY_OK(appending.append(std::move(records)));
  }
  orders_ = history.timeline().orders();
  KINTSUGI_TRY_OK(appending.finish());
  std::string all;
  for (const auto& [what, times] : unmeant) all += fmt::format("{} {} times; ", what, times);
  if (!all.empty()) return fail(ErrorKind::corrupt, "bench.void", all);
  return {};
}

Result<std::unique_ptr<Served>> Served::start(const std::filesystem::path& data) {
  const auto binary = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "kintsugi";
  auto served = std::make_unique<Served>();
  served->process_ = std::make_unique<tests::Process>(
      std::vector<std::string>{binary.string(), "serve", "--data", data.string(), "--listen",
                               "127.0.0.1:0", "--log-level", "warn", "--confirm-clock"});
  const std::string url = served->process_->line_after("Kintsugi serves at ", patience);
  int port = 0;
  const auto colon = url.rfind(':');
  if (colon != std::string::npos)
    std::from_chars(url.data() + colon + 1, url.data() + url.size(), port);
  if (port == 0) return no_server(binary.string() + " does not serve:\n" + served->process_->err());
  served->client_ = std::make_unique<HttpClient>(port);
  std::string token;
  std::ifstream(data / "secrets" / "local-token") >> token;
  served->authorization_ = "Authorization: Bearer " + token + "\r\n";
  KINTSUGI_TRY_OK(served->wait_for_tables());
  return served;
}

Served::~Served() {
  client_.reset();
  process_->send(SIGTERM);
  process_->wait(1min);
}

Result<void> Served::wait_for_tables() {
  const auto begun = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() - begun < patience) {
    KINTSUGI_TRY(const std::string body, get("/v1/projections"));
    const auto json = nlohmann::json::parse(body);
    bool all = !json["items"].empty();
    for (const auto& one : json["items"]) {
      if (one["state"] == "failed") return no_server(body);
      all = all && one["state"] == "live" && one["lag"] == 0;
    }
    if (all) return {};
    std::this_thread::sleep_for(20ms);  // asked again
  }
  return no_server("the tables are not built in time");
}

Result<const HttpClient::Answer*> Served::ask(const std::string& request, const std::string& path) {
  KINTSUGI_TRY(const HttpClient::Answer* answer, client_->ask(request));
  // At a moment of the past the order may not have been there yet: that is an answer, too.
  const bool not_yet = answer->status == 404 && path.find("as_of=") != std::string::npos;
  if (answer->status != 200 && !not_yet)
    return fail(ErrorKind::unavailable, "bench.http",
                path + ": " + answer->head + answer->body.substr(0, 1000));
  return answer;
}

Result<std::string> Served::get(const std::string& path) {
  KINTSUGI_TRY(const auto* answer, ask(get_request(path, authorization_), path));
  return answer->body;
}

Result<std::string> Served::post(const std::string& path, const std::string& headers,
                                 const std::string& body) {
  KINTSUGI_TRY(const auto* answer, ask(post_request(path, headers, body), path));
  return answer->head + answer->body;
}

std::string Served::setup_token() const {
  const std::string line = process_->line_after("First administrator of ", patience);
  const auto hash = line.find('#');
  return hash == std::string::npos ? std::string() : line.substr(hash + 1);
}

Result<double> Served::memory_mib(const std::string& line) const {
  std::ifstream status(fmt::format("/proc/{}/status", process_->pid()));
  std::string name;
  double kib = 0;
  for (std::string text; std::getline(status, text);) {
    std::istringstream words(text);
    if (words >> name >> kib && name == line + ":") return kib / 1024;
  }
  return no_server("no " + line + " of the server: it has ended\n" + process_->err());
}

}  // namespace kintsugi::bench
