#pragma once
// What the rows of a report add up to. A value; one thread.

#include <string>

#include "replay/reports/write.h"

namespace kintsugi::replay {

class Totals {
 public:
  explicit Totals(const ReportKind& report);
  bool any() const { return any_; }  // has a column that adds
  void add(const Row& row);
  // 合计 in the first column that does not add, sums where columns add, nothing elsewhere.
  Row row(Language language) const;

 private:
  const ReportKind& report_;
  bool any_ = false;
  Row sums_;
};

}  // namespace kintsugi::replay
