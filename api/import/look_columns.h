#pragma once
// What the columns of an unknown file hold, and what each may be for. Values; one thread.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "api/import/input_event.h"

namespace kintsugi::api::import {

// One column of CSV or attribute of XES.
struct Column {
  static constexpr std::size_t distinct_max = 20'000;  // counted exactly up to here
  static constexpr std::size_t samples_max = 5'000;

  std::string name;
  std::int64_t filled = 0;
  std::map<std::string, std::int64_t> counts;  // value: rows; up to distinct_max of them
  std::vector<std::string> samples;            // spread over the file
  std::int64_t digits_only = 0;                // rows that hold nothing but a number

  std::int64_t distinct() const { return static_cast<std::int64_t>(counts.size()); }
};

class Columns {
 public:
  void take(const RawEvent& event);

  const std::vector<Column>& list() const { return list_; }
  const Column* find(std::string_view name) const;
  std::int64_t rows() const { return rows_; }

  // The column whose name says that it is this: "phone", "serial", "address" …; null: none does.
  // One that is taken already is passed over.
  const Column* named_like(std::string_view what, const std::vector<std::string>& taken) const;

 private:
  std::vector<Column> list_;
  std::unordered_map<std::string, std::size_t> places_;
  std::int64_t rows_ = 0;
};

// What a column of that name is for, in Chinese and English: "case", "activity", "time",
// "operator", "phone", "serial", "address", "contact", "model", "brand", "symptom"; how well the
// name says it, 0: not at all.
int name_says(std::string_view column, std::string_view what);

// What an activity of that name does to an order: "register", "accept", "start", "report",
// "complete", "cancel", "pause"; "" where the name does not tell.
std::string_view activity_says(std::string_view activity);

}  // namespace kintsugi::api::import
