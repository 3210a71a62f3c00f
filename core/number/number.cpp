#include "core/calendar/calendar.h"
#include "core/number/take_number.h"
#include "schema/outlet_dispatch.h"

namespace kintsugi::core {
namespace number {

Series open_series(std::string_view kind, std::string_view prefix, Reads& reads) {
  const std::string date = compact_date(day_of(reads.now()));
  Series series;
  series.id = std::string(kind).append(":").append(date);
  series.prefix = std::string(prefix).append("-").append(date).append("-");
  if (const auto* state = reads.find<schema::NumberSeries>(series.id)) series.last = state->last;
  return series;
}

std::string numbered(const Series& series, std::int64_t value) {
  const std::string digits = std::to_string(value);
  std::string out = series.prefix;
  return out.append(digits.size() < 4 ? 4 - digits.size() : 0, '0').append(digits);
}

}  // namespace number

void evolve(schema::NumberSeries& state, const schema::NumberTakenView& event) {
  state.last = event.value;
}

}  // namespace kintsugi::core
