#pragma once
// Numbers that are never given twice: each series is a stream, number/<kind>:<yyyymmdd>, and a
// number is taken from it in the same commit that uses it.

#include <string>
#include <string_view>

#include "core/events.h"
#include "core/reads.h"
#include "schema/outlet_events.h"

namespace kintsugi::core {

// The next number of today's series, e.g. "WO-20260301-0007" for prefix "WO", by the day in
// Shanghai of the recorded time. Adds NumberTaken to `events`. At least four digits, more where a
// day needs them. A number whose stream (of state S) somebody made with an id of his own is passed
// over.
template <class S>
std::string take_number(std::string_view kind, std::string_view prefix, Reads& reads,
                        Events& events);

namespace number {
struct Series {
  std::string id;      // "work_order:20260301"
  std::string prefix;  // "WO-20260301-"
  std::int64_t last = 0;
};
Series open_series(std::string_view kind, std::string_view prefix, Reads& reads);
std::string numbered(const Series& series, std::int64_t value);
}  // namespace number

template <class S>
std::string take_number(std::string_view kind, std::string_view prefix, Reads& reads,
                        Events& events) {
  const number::Series series = number::open_series(kind, prefix, reads);
  std::int64_t value = series.last + 1;
  std::string id = number::numbered(series, value);
  while (reads.find<S>(id) != nullptr) id = number::numbered(series, ++value);
  events.on(series.id, schema::NumberTaken{.value = value});
  return id;
}

}  // namespace kintsugi::core
