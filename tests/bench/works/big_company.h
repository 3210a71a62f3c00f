#pragma once
// A company of millions of orders and the real `kintsugi serve` over it. Its log is made by
// histories/ as an importer brings it (nearly all orders in two commits each, one in 200 in some
// twenty); all else is what a node makes of the log by itself, with checkpoints on the way. Made
// once a run, and shared by the works that need it.

#include <filesystem>
#include <memory>
#include <string>

#include "events/base/result.h"
#include "tests/bench/works/http_client.h"
#include "tests/bench/works/work.h"
#include "tests/faults/process.h"

namespace kintsugi::bench {

class Served;

class BigCompany {
 public:
  // Makes it where the run has none yet; says so on stderr. Errors: the log's, unavailable
  // "bench.serve".
  static Result<BigCompany> open(const BenchOptions& options);

  const std::filesystem::path& data() const { return data_; }
  std::int64_t orders() const { return orders_; }
  std::int64_t commits() const { return commits_; }
  std::string order(std::int64_t number) const;  // its id; from 1 to orders()
  std::filesystem::path tables(std::string_view projection) const;

 private:
  Result<void> make(std::int64_t orders);
  Result<void> check_that_all_count(Served& server) const;
  Result<void> make_log(std::int64_t orders);

  std::filesystem::path data_;
  std::int64_t orders_ = 0;
  std::int64_t commits_ = 0;
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
