#pragma once
// Companies made by histories/ and the real `kintsugi serve` over them; all but the log is what a
// node makes of it by itself, with checkpoints on the way. Made once a run, and shared by the works
// that need them.

#include <filesystem>
#include <memory>
#include <string>

#include "core/histories/history.h"
#include "events/base/result.h"
#include "tests/bench/works/http_client.h"
#include "tests/bench/works/work.h"
#include "tests/faults/process.h"

namespace kintsugi::bench {

class Served;

class BigCompany {
 public:
  // Of millions of orders, as an importer brings them: nearly all in two commits each, one in 200
  // in some twenty. Makes it where the run has none yet; says so on stderr. Errors: the log's,
  // unavailable "bench.serve".
  static Result<BigCompany> open(const BenchOptions& options);
  // The last month, until now, of a company that lives as the demo does: 200,000 orders of 561
  // outlets in 15 regions with 3,000 technicians, or a part of it. Errors: the same, and corrupt
  // "bench.void" where something was refused that was not meant to be.
  static Result<BigCompany> month(const BenchOptions& options);
  static histories::CompanySize month_size(std::int64_t orders);

  const std::filesystem::path& data() const { return data_; }
  std::int64_t orders() const { return orders_; }
  std::int64_t commits() const { return commits_; }
  std::string order(std::int64_t number) const;  // its id; from 1 to orders()
  std::filesystem::path tables(std::string_view projection) const;
  double seconds_made() const { return seconds_made_; }      // its log
  double seconds_folded() const { return seconds_folded_; }  // until a node served it
  double mib_folding() const { return mib_folding_; }  // at most, of that node

 private:
  struct Plan {
    std::string name;
    histories::HistoryOptions history;
    std::int64_t orders = 0;  // where the history has no end
  };
  static Plan month_plan(std::int64_t orders);
  static Result<BigCompany> open(const BenchOptions& options, const Plan& plan);
  Result<void> make(const Plan& plan);
  Result<void> check_that_all_count(Served& server, bool reacts) const;
  Result<void> make_log(const Plan& plan);

  std::filesystem::path data_;
  std::int64_t orders_ = 0;
  std::int64_t commits_ = 0;
  double seconds_made_ = 0, seconds_folded_ = 0, mib_folding_ = 0;
};

// `kintsugi serve` on a free port. One thread asks.
class Served {
 public:
  // Returns once every table is there, and nothing is left to fold. Errors: unavailable
  // "bench.serve".
  static Result<std::unique_ptr<Served>> start(const std::filesystem::path& data);
  ~Served();  // ends it

  // The body of an answer 200. Errors: unavailable "bench.http".
  Result<std::string> get(const std::string& path);
  Result<std::string> post(const std::string& path, const std::string& headers,
                           const std::string& body);
  // Of the administrator's one-time link.
  std::string setup_token() const;
  // A line of /proc/<pid>/status in MiB: "VmRSS", "VmHWM", "RssAnon", "RssFile".
  Result<double> memory_mib(const std::string& line) const;

 private:
  Result<void> wait_for_tables();
  Result<const HttpClient::Answer*> ask(const std::string& request, const std::string& path);

  std::unique_ptr<tests::Process> process_;
  std::unique_ptr<HttpClient> client_;
  std::string authorization_;  // a header line: the owner of the directory reads everything
};

}  // namespace kintsugi::bench
