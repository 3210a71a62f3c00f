#pragma once
// Every list and report that a screen shows, as requests; and the rows under each.

#include <functional>
#include <random>
#include <string>
#include <vector>

#include "core/histories/company.h"
#include "tests/bench/works/big_company.h"

namespace kintsugi::bench {

// Chooses among what there is at a moment.
class Choice {
 public:
  Choice(const BigCompany& company, std::uint64_t seed) : company_(company), random_(seed) {}
  // From now on only what is there at the position.
  void at(std::int64_t position) {
    orders_ = std::max<std::int64_t>(1, company_.orders() * position / company_.commits() * 9 / 10);
  }
  std::int64_t below(std::int64_t count) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(count));
  }
  std::string order() { return company_.order(1 + below(orders_)); }
  // Orders with an even number register theirs.
  std::string customer() {
    return histories::new_customer_id(2 * (1 + below(std::max<std::int64_t>(orders_ / 2, 1))));
  }
  const BigCompany& company() const { return company_; }

 private:
  const BigCompany& company_;
  std::mt19937_64 random_;
  std::int64_t orders_ = company_.orders();
};

struct List {
  std::string name;
  std::function<std::string(Choice&)> path;  // of a page of 50; as_of may be added
  std::string projection;                    // that keeps the rows; empty: the log
  std::function<std::string(Choice&)> from;  // a key where a scan of such rows may begin
};

inline constexpr std::size_t page_rows = 50;

const std::vector<List>& all_lists();

}  // namespace kintsugi::bench
