#pragma once
// The events of a file in the order in which they happened, as far as the file tells.

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "api/import/input.h"

namespace kintsugi::api::import {

// Ties, hours that the clocks showed twice and events without a time keep the order that the rows
// of their case have, oldest or newest first as the mapping states or most rows show. One thread.
class Arrangement {
 public:
  using Cases = std::unordered_map<std::string, std::uint32_t>;

  // `has_times`: some event has one; else all follow by the second from source.start.
  Arrangement(Input& input, const Source& source, bool has_times);

  // `cases`: number in order of appearance.
  void run(const Cases& cases);

  // Of an index that is in order of rows.
  bool newest_first() const;

 private:
  void rank(const Cases& cases);
  void settle_times();
  std::int64_t time_after(std::size_t place) const;
  void find_equals();

  Input& input_;
  const Source& source_;
  const bool has_times_;
};

}  // namespace kintsugi::api::import
