#include "projections/judge/flush.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "events/schema/runtime/bytes.h"
#include "projections/judge/rows.h"
#include "projections/judge/stream_fold.h"

namespace kintsugi::projections {

namespace {

constexpr std::size_t dropped_at_once = 512;  // a millisecond at most, in memory that is cold

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

}  // namespace

namespace {

// Where each of them stands, in the order of their keys.
template <class Keyed>
std::vector<std::pair<Hash128, std::uint32_t>> in_order_of_keys(const std::vector<Keyed>& all) {
  std::vector<std::pair<Hash128, std::uint32_t>> order;
  order.reserve(all.size());
  for (std::uint32_t i = 0; i < all.size(); ++i) order.emplace_back(all[i].key, i);
  std::sort(order.begin(), order.end());
  return order;
}

// Rows of one kind whose keys end with a hash.
template <class Keyed>
Result<void> write_rows(BulkWriter& out, char kind, const std::vector<Keyed>& all) {
  std::string key, row;
  for (const auto& [hash, index] : in_order_of_keys(all)) {
    key.assign(1, kind);
    append_bytes(key, hash);
    row.clear();
    append_row(row, all[index]);
    KINTSUGI_TRY_OK(out.put(key, row));
  }
  return {};
}

}  // namespace

Result<void> Flush::write(RowStore& store) const {
  std::vector<const RowChange*> sorted;
  sorted.reserve(others.size());
  for (const RowChange& change : others) sorted.push_back(&change);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const RowChange* a, const RowChange* b) { return a->key < b->key; });
  auto other = sorted.begin();
  const auto write_others_before = [&](BulkWriter& out, char kind) -> Result<void> {
    for (; other != sorted.end() && (*other)->key[0] < kind; ++other) {
      // The last one wins.
      if (other + 1 != sorted.end() && other[1]->key == other[0]->key) continue;
      const RowChange& change = **other;
      KINTSUGI_TRY_OK(change.value ? out.put(change.key, *change.value) : out.erase(change.key));
    }
    return {};
  };
  static_assert(rows::command < rows::stream);
  const auto all = [&](BulkWriter& out) -> Result<void> {
    KINTSUGI_TRY_OK(write_others_before(out, rows::command));
    KINTSUGI_TRY_OK(write_rows(out, rows::command, commands));
    KINTSUGI_TRY_OK(write_others_before(out, rows::stream));
    KINTSUGI_TRY_OK(write_rows(out, rows::stream, streams));
    return write_others_before(out, '\x7f');
  };
  return store.write_in_order(all, others.size() + streams.size() + commands.size(), next);
}

BackgroundFlush::~BackgroundFlush() {
  if (busy()) written_.wait();
}

Result<void> BackgroundFlush::start() {
  KINTSUGI_TRY(flush_, fold_.begin_flush());
  const auto write = [flush = flush_, &store = fold_.store()] { return flush->write(store); };
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
