#pragma once
// Books that a company keeps twice, over what it has folded itself: each stream posts what it says,
// with a sign, to accounts that have to be at nothing after every commit. Pieces, cash and install
// cards neither get lost nor come from nothing, and a technician is at one place at a time.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "events/commit/commit.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi::sim {

// One thread.
class Ledger {
 public:
  using Evolve = std::function<void(schema::State& state, const schema::EventView& event)>;
  // `evolve`: core's, or one that is broken on purpose.
  explicit Ledger(Evolve evolve);

  // A stored commit that counts. False: something does not come out, and wrong() says what.
  bool apply(ByteView commit);
  const std::vector<std::string>& wrong() const { return wrong_; }

  std::size_t accounts() const { return balance_.size(); }
  // Postings so far to accounts whose names begin so.
  std::int64_t postings(std::string_view beginning) const;

 private:
  void post(std::string account, std::int64_t amount);
  void post_state(std::string_view stream, const schema::State& state, int sign);
  void post_event(std::string_view stream, const schema::EventView& event);
  void check_state(std::string_view stream, const schema::State& state);
  void check_slots(std::string_view technician, const schema::State& state, bool reserved);

  const Evolve evolve_;
  CommitView view_;
  std::unordered_map<std::string, schema::State> streams_;
  std::unordered_map<std::string, std::int64_t> balance_;
  std::unordered_map<std::string, std::int64_t> postings_;  // by kind of account
  std::vector<std::string> posted_;                                // of this commit
  std::vector<std::pair<std::string, std::int64_t>> reserved_;     // by it: of whom, from when
  std::vector<std::string> wrong_;
};

}  // namespace kintsugi::sim
