#pragma once
// Commits made by hand for the fold that judges: each renames one outlet.

#include <gtest/gtest.h>

#include "events/commit/rule.h"
#include "projections/judge/stream_fold.h"
#include "projections/judge/stream_keys.h"
#include "projections/tables/memory_store.h"
#include "schema/alarm.h"
#include "schema/outlet.h"

namespace kintsugi::projections {

inline const std::string main_tenant = "main";

// The command `id` gives `outlet` a name, decided on that head of it.
inline Bytes renaming(const std::string& id, const std::string& outlet, const std::string& name,
                      Head on, std::vector<Expectation> read = {}) {
  Commit commit;
  commit.id = id;
  commit.tenant = main_tenant;
  commit.recorded_at = instant_from_ms(1'772'323'200'000);
  commit.commands = {schema::SuspendOutlet{.outlet = outlet, .reason = name}};
  commit.fingerprint = fingerprint_of(commit.commands);
  commit.expectations = {{"outlet/" + outlet, on}};
  for (Expectation& each : read) commit.expectations.push_back(std::move(each));
  commit.events = {{"outlet/" + outlet, schema::OutletRegistered{.name = name}}};
  return encode_commit(commit);
}

// The command `id` of the deadline of `alarm`: armed, or disarmed.
inline Bytes deadline(const std::string& id, const std::string& alarm, Head on, bool armed) {
  Commit commit;
  commit.id = id;
  commit.tenant = main_tenant;
  commit.recorded_at = instant_from_ms(1'772'323'200'000);
  commit.commands = {schema::PassDeadline{.alarm = alarm, .version = 1}};
  commit.fingerprint = fingerprint_of(commit.commands);
  commit.expectations = {{"alarm/" + alarm, on}};
  if (armed) {
    commit.events = {{"alarm/" + alarm, schema::AlarmArmed{.version = 1, .due_at = 77}}};
  } else {
    commit.events = {{"alarm/" + alarm, schema::AlarmDisarmed{.version = 1}}};
  }
  return encode_commit(commit);
}

// The name that the state of an outlet has.
inline std::string core_name(const schema::State& state) {
  const auto* outlet = state.get_if<schema::Outlet>();
  EXPECT_NE(outlet, nullptr);
  return outlet == nullptr ? std::string() : outlet->name;
}

// A fold over rows in memory, and what tests ask of it.
class Folding {
 public:
  explicit Folding(StreamFold::Options options = {})
      : options_(options), store_(make_memory_store()) {
    open();
  }
  // Begins again with what was written.
  void open() {
    fold_.reset();
    auto opened = StreamFold::open(*store_, options_);
    EXPECT_TRUE(opened.has_value());
    fold_ = *std::move(opened);
  }
  Verdict fold(const Bytes& bytes) {
    OpenedRecord record;
    record.open(fold_->next(), bytes);
    const auto folded = fold_->fold(record);
    EXPECT_TRUE(folded.has_value());
    return folded ? folded->verdict : Verdict::void_malformed;
  }
  Head head(const std::string& outlet) { return entry(outlet).head; }
  std::uint64_t version(const std::string& outlet) { return entry(outlet).version; }
  // Of the command's commit; nothing where it has not counted.
  std::optional<CommandRecord> command(const std::string& id) {
    const auto found = fold_->command(key_of_name(full_name(main_tenant, id)));
    EXPECT_TRUE(found.has_value());
    return found ? *found : std::nullopt;
  }
  StreamFold& operator*() { return *fold_; }
  StreamFold* operator->() { return fold_.get(); }
  RowStore& store() { return *store_; }

 private:
  StreamEntry entry(const std::string& outlet) {
    const auto found = fold_->stream(main_tenant, "outlet/" + outlet);
    EXPECT_TRUE(found.has_value());
    return found ? **found : StreamEntry{};
  }

  const StreamFold::Options options_;
  const std::unique_ptr<RowStore> store_;
  std::unique_ptr<StreamFold> fold_;
};

}  // namespace kintsugi::projections
