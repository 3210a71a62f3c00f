#include "api/import/said_before.h"

namespace kintsugi::api::import {

std::int64_t SaidBefore::row_of(std::string_view order, const InputEvent& event,
                                const Comparing& comparing) {
  const Hash128 said = all_said(order, event, comparing);
  const std::int64_t first = firsts_.try_emplace(said, event.row).first->second;
  if (first == event.row) return 0;
  again_.insert(event.row);
  return first;
}

}  // namespace kintsugi::api::import
