#pragma once
// How a read model says what it folds: a table by event. What it does not name it does not see, and
// compiles none of it.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/dispatch.h"
#include "events/base/check.h"
#include "events/schema/runtime/erased.h"
#include "events/schema/runtime/registry.h"
#include "projections/runner/projection.h"

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

// What is done with which event. Made once by the model that owns it, then read only. A stream type
// of which any event is named is followed: each of its events has to be folded or ignored by name
// (forgotten() tells; a test asks all read models). One thread.
class Folds {
 public:
  // These events are folded by fold(context, view), each called with its own type.
  template <schema::EventViewType... Views, class Fold>
  Folds& on(Fold fold) {
    (put(schema::ops_of<Views>(),
         {.fold = [fold](const EventContext& context, const schema::EventView& event) {
           fold(context, *static_cast<const Views*>(event.data()));
         }}),
     ...);
    return *this;
  }

  // All other events of the stream type: state_of(context, event) gives the state that the model
  // keeps of the stream (null: none, and the event is passed over); the event is evolved into it;
  // after(context, event, state) derives what follows from the state after the event.
  template <schema::StateType State, class StateOf, class After>
  Folds& on_stream(StateOf state_of, After after) {
    add_stream(schema::stream_type_of<State>(),
               [state_of, after](const EventContext& context, const schema::EventView& event,
                                 const core::Evolver& evolver) {
                 State* state = state_of(context, event);
                 if (state == nullptr) return;
                 evolver.evolve(state, event.data());
                 after(context, event, *state);
               });
    return *this;
  }

  // The same of a type that is known at run time alone: fold(context, event, evolver).
  using StreamFold =
      std::function<void(const EventContext&, const schema::EventView&, const core::Evolver&)>;
  Folds& on_stream(std::string_view stream_type, StreamFold fold) {
    add_stream(stream_type, std::move(fold));
    return *this;
  }

  // Changes nothing here. Of a stream that is folded by its state, too: the state that is kept does
  // not see these.
  template <schema::EventViewType... Views>
  Folds& ignore() {
    (put(schema::ops_of<Views>(), {.ignored = true}), ...);
    return *this;
  }

  // Streams of this type have a row under their id in the table: to be fetched ahead.
  template <schema::StateType State>
  Folds& rows_in(const TableCore& table) {
    for (const schema::TypeOps* event : schema::all_events())
      if (event->stream == schema::stream_type_of<State>()) entry_of(event->code).row = &table;
    return *this;
  }
  const TableCore* row_of_stream(std::uint16_t code) const {
    return code < by_code_.size() ? by_code_[code].row : nullptr;
  }

  // Folds the events of a counting commit, in order; a void one changes nothing.
  void apply(const JudgedCommit& judged) const;

  // The events of followed streams that are neither folded nor ignored: "work_order/part_used".
  std::vector<std::string> forgotten() const;
  // The stream types of which an event changes rows here, sorted.
  std::vector<std::string_view> streams() const;

 private:
  using EventFold = std::function<void(const EventContext&, const schema::EventView&)>;
  struct Entry {
    EventFold fold = {};
    std::shared_ptr<const StreamFold> stream = {};  // the one of all events of the stream type
    const core::Evolver* evolver = nullptr;
    bool ignored = false;
    const TableCore* row = nullptr;
    bool empty() const { return !fold && !stream && !ignored; }
  };
  void put(const schema::TypeOps& event, Entry entry);
  void add_stream(std::string_view stream_type, StreamFold fold);
  Entry& entry_of(std::uint16_t code);

  std::vector<Entry> by_code_;
};

// A read model whose rows follow from events alone.
class Folding : public Projection {
 public:
  void apply(const JudgedCommit& judged) override { folds_.apply(judged); }
  const Folds* folds() const override { return &folds_; }
  const TableCore* row_of_stream(std::uint16_t code) const override {
    return folds_.row_of_stream(code);
  }

 protected:
  Folds folds_;  // filled in the constructor
};

}  // namespace kintsugi::projections
