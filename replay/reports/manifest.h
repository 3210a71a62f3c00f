#pragma once
// 口径说明: what a report counts, what was asked, as of when, and the hash of its rows.

#include <string>
#include <utility>
#include <vector>

#include "events/base/sha256.h"
#include "replay/reports/write.h"

namespace kintsugi::replay {

class Manifest {
 public:
  // Errors: those of the view's rows.
  static Result<Manifest> of(const ReportKind& report, const View& view,
                             const ReportRequest& request, Language language);
  void add(const Row& row);  // to the hash
  // Names and texts, in order. Once, when all rows were added.
  std::vector<std::pair<std::string, std::string>> lines();
  const std::string& title() const { return title_; }
  Instant clock() const { return clock_; }  // the company's, at the position

 private:
  explicit Manifest(const ReportKind& report) : report_(report) {}

  const ReportKind& report_;
  std::string title_;
  Instant clock_{};
  Language language_ = Language::zh;
  std::vector<std::pair<std::string, std::string>> lines_;
  Sha256 hash_;
  std::int64_t rows_ = 0;
};

}  // namespace kintsugi::replay
