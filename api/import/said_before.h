#pragma once
// Rows of one file that say the same and are written in another way: 12.50 and 12.5. One thread.

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "api/import/identity.h"

namespace kintsugi::api::import {

class SaidBefore {
 public:
  // The row that said all of it first; 0: this one does. However often it is asked.
  std::int64_t row_of(std::string_view order, const InputEvent& event, const Comparing& comparing);
  std::int64_t rows() const { return static_cast<std::int64_t>(again_.size()); }

 private:
  std::unordered_map<Hash128, std::int64_t, Hash128Hasher> firsts_;
  std::unordered_set<std::int64_t> again_;
};

}  // namespace kintsugi::api::import
