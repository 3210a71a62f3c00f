#include "projections/judge/flush.h"

#include <algorithm>
#include <chrono>
#include <span>
#include <utility>

#include "events/schema/runtime/bytes.h"
#include "projections/judge/rows.h"
#include "projections/judge/stream_fold.h"

namespace kintsugi::projections {

namespace {

constexpr std::size_t dropped_at_once = 512;  // a millisecond at most, in memory that is cold
constexpr std::size_t cache_line = 64;
constexpr std::size_t fetched_lines = 6;  // of a state
constexpr std::size_t fetched_ahead = 8;  // rows before they are written

void append_row(std::string& out, const Flush::Stream& stream) {
  append_bytes(out, stream.head);
  rows::put64(out, stream.version);
  rows::put_text(out, stream.name);
  out.append(schema::state_to_bytes(*stream.state));
}

void append_row(std::string& out, const Flush::Command& command) {
  rows::put64(out, static_cast<std::uint64_t>(command.position.value));
  append_bytes(out, command.fingerprint);
}

// Fetches what its row is made of into the processor's caches.
void fetch(const Flush::Stream& stream) {
  __builtin_prefetch(stream.name.data());
  const char* const state = reinterpret_cast<const char*>(stream.state.get());
  for (std::size_t line = 0; line < fetched_lines; ++line)
    __builtin_prefetch(state + line * cache_line);
}

void fetch(const Flush::Command&) {}

// Where each of them stands, in the order of their keys.
using Order = std::vector<std::pair<Hash128, std::uint32_t>>;
template <class Keyed>
Order in_order_of_keys(const std::vector<Keyed>& all) {
  Order order;
  order.reserve(all.size());
  for (std::uint32_t i = 0; i < all.size(); ++i) order.emplace_back(all[i].key, i);
  std::sort(order.begin(), order.end());
  return order;
}

// Rows of one kind whose keys end with a hash.
template <class Keyed>
Result<void> write_rows(BulkWriter& out, char kind, const std::vector<Keyed>& all,
                        std::span<const Order::value_type> order) {
  std::string key, row;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i + 2 * fetched_ahead < order.size())
      __builtin_prefetch(&all[order[i + 2 * fetched_ahead].second]);
    if (i + fetched_ahead < order.size()) fetch(all[order[i + fetched_ahead].second]);
    key.assign(1, kind);
    append_bytes(key, order[i].first);
    row.clear();
    append_row(row, all[order[i].second]);
    KINTSUGI_TRY_OK(out.put(key, row));
  }
  return {};
}

// The rows of other kinds in the order of their keys.
class Others {
 public:
  explicit Others(const std::vector<RowChange>& all) {
    sorted_.reserve(all.size());
    for (const RowChange& change : all) sorted_.push_back(&change);
    std::stable_sort(sorted_.begin(), sorted_.end(),
                     [](const RowChange* a, const RowChange* b) { return a->key < b->key; });
  }
  // Those whose kind is at least `from`, and before `to`.
  Result<void> write(BulkWriter& out, char from, char to) const {
    for (std::size_t i = 0; i < sorted_.size(); ++i) {
      const RowChange& change = *sorted_[i];
      if (change.key[0] < from || change.key[0] >= to) continue;
      // The last one wins.
      if (i + 1 < sorted_.size() && sorted_[i + 1]->key == change.key) continue;
      KINTSUGI_TRY_OK(change.value ? out.put(change.key, *change.value) : out.erase(change.key));
    }
    return {};
  }

 private:
  std::vector<const RowChange*> sorted_;
};

}  // namespace

// Two runs: most of it are streams, of which each has a half.
Result<void> Flush::write(RowStore& store, int threads) const {
  static_assert(rows::command < rows::stream);
  const Others other(others);
  const Order order = in_order_of_keys(streams);
  const std::span<const Order::value_type> all(order), first = all.first(order.size() / 2);
  const RowStore::Run runs[] = {
      [&](BulkWriter& out) -> Result<void> {
        KINTSUGI_TRY_OK(other.write(out, 0, rows::command));
        KINTSUGI_TRY_OK(write_rows(out, rows::command, commands, in_order_of_keys(commands)));
        KINTSUGI_TRY_OK(other.write(out, rows::command, rows::stream));
        return write_rows(out, rows::stream, streams, first);
      },
      [&](BulkWriter& out) -> Result<void> {
        KINTSUGI_TRY_OK(write_rows(out, rows::stream, streams, all.subspan(first.size())));
        return other.write(out, rows::stream, '\x7f');
      }};
  return store.write_in_order(runs, others.size() + streams.size() + commands.size(), next,
                              threads);
}

BackgroundFlush::~BackgroundFlush() {
  if (busy()) written_.wait();
}

Result<void> BackgroundFlush::start() {
  KINTSUGI_TRY(flush_, fold_.begin_flush());
  const auto write = [flush = flush_, &store = fold_.store()] { return flush->write(store, 1); };
  try {
    written_ = std::async(std::launch::async, write);
  } catch (const std::system_error&) {  // no thread to be had: whoever waits for it writes
    written_ = std::async(std::launch::deferred, write);
  }
  return {};
}

Result<void> BackgroundFlush::poll() {
  fold_.drop_some(dropped_at_once);
  if (!busy() || written_.wait_for(std::chrono::seconds(0)) == std::future_status::timeout)
    return {};
  return finish();
}

Result<void> BackgroundFlush::finish() {
  if (!busy()) return {};
  KINTSUGI_TRY_OK(written_.get());
  flush_.reset();
  fold_.end_flush();
  return {};
}

}  // namespace kintsugi::projections
