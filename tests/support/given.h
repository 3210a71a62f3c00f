#pragma once
// Given a history, when a command, then events or a refusal. Events go through the stored form:
// encoded into a commit, viewed again and folded, as on a node.
//
//   Given()
//       .history("work_order", "WO-1", schema::WorkOrderRegistered{...})
//       .as(dispatcher()).at("2026-03-01T09:00:00Z")
//       .when(schema::AssignOutlet{...})
//       .then({on("WO-1", schema::OutletAssigned{...})})      // exactly these, in this order
//       .then_refused("work_order.not_registered");

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/decide.h"
#include "core/events.h"
#include "core/reads.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi::tests {

// States by stream, folded from events as a node folds them.
class History final : public core::StateSource {
 public:
  void apply(const std::vector<core::StreamEvent>& events);
  Result<core::StreamState> load(std::string_view stream) override;
  // What was applied, call by call.
  const std::vector<std::vector<core::StreamEvent>>& applied() const { return applied_; }
  template <class S>
  const S* state(std::string_view id) {
    const auto found =
        streams_.find(std::string(schema::stream_type_of<S>()) + "/" + std::string(id));
    if (found == streams_.end() || found->second.state == nullptr) return nullptr;
    return found->second.state->get_if<S>();
  }

 private:
  struct Stream {
    std::unique_ptr<schema::State> state;
    std::uint64_t version = 0;
  };
  std::map<std::string, Stream, std::less<>> streams_;
  std::vector<std::vector<core::StreamEvent>> applied_;
};

template <class E>
core::StreamEvent on(std::string_view id, E event) {
  core::Events one;
  one.on(id, std::move(event));
  return one.list().front();
}

class Given {
 public:
  Given();
  template <class E>
  Given& history(std::string_view id, E event) {
    history_.apply({on(id, std::move(event))});
    return *this;
  }
  Given& as(Actor actor);               // default: the system
  Given& at(std::string_view rfc3339);  // recorded time; default 2026-03-01T01:00:00Z
  Given& happened_at(std::string_view rfc3339);
  Given& command_id(std::string id);
  Given& unknown(std::vector<std::string> fields);  // Reads::is_unknown, from now on
  Instant now() const { return now_; }

  // Decides by the full path (authority included). Accepted events are folded into the history.
  Given& when(schema::Command command);
  // Decides by the stream's own rule only, without the authority.
  Given& then(const std::vector<core::StreamEvent>& expected);
  Given& then_accepted();
  Given& then_nothing();  // accepted, no events
  Given& then_refused(std::string_view code);

  const Result<core::Events>& outcome() const { return outcome_; }
  // What the last command came to. Where it was refused, or has no such event, the test fails and
  // goes on with an empty one: what it says further is not lost.
  const core::Events& events() const;
  template <class E>
  const E& event(std::size_t index = 0) const {
    static const E none{};
    const auto& list = events().list();
    const E* found = index < list.size() ? list[index].event.get_if<E>() : nullptr;
    EXPECT_NE(found, nullptr) << "no " << schema::name_of<E>() << " as event " << index;
    return found == nullptr ? none : *found;
  }
  template <class S>
  const S& state(std::string_view id) {
    const S* found = history_.state<S>(id);
    EXPECT_NE(found, nullptr) << "no state of " << schema::stream_type_of<S>() << "/" << id;
    static const S none{};
    return found == nullptr ? none : *found;
  }
  History& streams() { return history_; }

 private:
  History history_;
  Actor actor_;
  Instant now_;
  Instant business_time_;
  std::string command_id_;
  std::vector<std::string> unknown_;
  Result<core::Events> outcome_;
};

// The first (last) of a list. Where it is empty the test fails and goes on with an empty one.
template <class T>
const T& first(const std::vector<T>& list) {
  static const T none{};
  EXPECT_FALSE(list.empty()) << "the list is empty";
  return list.empty() ? none : list.front();
}
template <class T>
const T& last(const std::vector<T>& list) {
  return list.empty() ? first(list) : list.back();
}

// "2026-03-01T09:00:00Z" or with an offset, to milliseconds; aborts the test when malformed.
Instant instant(std::string_view rfc3339);
inline std::int64_t ms(std::string_view rfc3339) { return to_ms(instant(rfc3339)); }

}  // namespace kintsugi::tests
