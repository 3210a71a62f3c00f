#pragma once
// All that a technician needs for a day, as of a reading's moment: his jobs with what may be done
// now, the machines and their last repairs, what each item costs today, what he carries. Made for a
// device that keeps it while it has no network. One thread; not longer than the reading.

#include <string>
#include <string_view>

#include "api/http/reading/names.h"
#include "api/http/session/principal.h"
#include "schema/rows_orders_state.h"

namespace kintsugi::api {

class Day {
 public:
  // `at`: when the day is, which is when prices are asked for. All outlive it.
  Day(RowsAt& rows, const Principal& principal, Instant at);

  // The members of a JSON object, without braces: technician, day, jobs, done, more, custody,
  // tariffs' prices a job, policy, names. Only what is his own: orders of which he has a booking
  // that is not over, or whose papers or money he still owes. Errors: those of reading rows;
  // not_found "technician.not_found" where he is no technician.
  Result<std::string> members(const std::string& policy);

 private:
  struct Job {
    std::string order;
    std::uint16_t booking = 0;
    std::int64_t starts_at = 0;
  };

  Result<std::vector<Job>> open_jobs();
  Result<void> add_crews(std::vector<Job>& jobs);
  Result<std::vector<Job>> booked(std::string_view condition, std::string_view value);
  Result<std::string> job_json(const Job& job);
  Result<std::string> done_json();
  Result<std::string> commands_json(const std::string& order);
  Result<std::string> asset_json(const std::string& asset);
  Result<std::string> claim_json(const std::string& order);
  Result<std::string> repairs_json(const schema::WorkOrder& order, const std::string& id);
  Result<std::string> prices_json(const schema::WorkOrder& order);
  Result<std::string> custody_json();
  Result<std::string> technician_json();
  Result<schema::OrderRow> order_row(const std::string& id);
  void refer(std::string_view type, const std::string& id);

  RowsAt& rows_;
  const Principal& principal_;
  const Instant at_;
  const std::int32_t day_;
  projections::Scope all_ = projections::Scope::everything();
  projections::lists::References names_;
  bool more_ = false;  // there is more than a day's answer holds
};

}  // namespace kintsugi::api
