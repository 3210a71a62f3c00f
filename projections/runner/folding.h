#pragma once
// Small words that the folds of the read models share.

#include <string_view>
#include <type_traits>
#include <variant>

#include "projections/runner/projection.h"
#include "schema/dispatch.h"
#include "schema/values.h"
#include "schema/views.h"

namespace kintsugi::projections {

// "work_order/WO-1" → "WO-1"
inline std::string_view id_of(std::string_view stream) {
  return stream.substr(stream.find('/') + 1);
}

// An event that a fold looks at, with what its commit says.
struct EventContext {
  const JudgedCommit& judged;
  std::string_view id;    // of the stream that it happened to, without its type
  std::size_t index = 0;  // of the event in its commit
  std::int64_t position() const { return judged.position.value; }
  std::int64_t at() const { return to_ms(judged.recorded_at); }
  std::string_view operator_id() const { return judged.commit->operator_id(); }
};

// Calls fold(context, event) for each event of a counting commit, in order.
template <class Fold>
void for_each_event(const JudgedCommit& judged, Fold&& fold) {
  if (!judged.counts) return;
  const auto streams = judged.commit->streams();
  std::size_t index = 0;
  for (const auto& happened : judged.commit->events()) {
    const EventContext context{judged, id_of(streams[happened.stream]), index++};
    std::visit([&](const auto& event) { fold(context, event); }, happened.event);
  }
}

// Is `View` an event of streams of this type?
template <class View>
constexpr bool happens_to(std::string_view stream_type) {
  return schema::stream_type_of<View>() == stream_type;
}

template <class... Folds>
struct Overloads : Folds... {
  using Folds::operator()...;
};
template <class... Folds>
Overloads(Folds...) -> Overloads<Folds...>;

}  // namespace kintsugi::projections
