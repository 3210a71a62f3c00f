#include "projections/judge/verdicts.h"

#include <algorithm>

#include "projections/judge/rows.h"

namespace kintsugi::projections {

namespace {
constexpr std::size_t blocks_in_memory_max = 64;
}

VerdictStore::VerdictStore(RowStore& store)
    : store_(store), fresh_until_(store.position()), until_(store.position()) {}

Result<void> VerdictStore::publish() {
  {
    const std::lock_guard lock(mutex_);
    Block* found = nullptr;
    std::int64_t number = -1;
    for (const Position position : counted_) {
      if (position.value / positions_per_block != number) {
        number = position.value / positions_per_block;
        KINTSUGI_TRY(found, block(number));
        found->dirty = true;  // before the next block may push a clean one out
      }
      const auto bit = static_cast<std::size_t>(position.value % positions_per_block);
      found->bits[bit / 8] = static_cast<std::uint8_t>(found->bits[bit / 8] | (1u << (bit % 8)));
    }
    counted_.clear();
    until_ = fresh_until_;
  }
  judged_.notify_all();
  return {};
}

Position VerdictStore::judged_until() const {
  const std::lock_guard lock(mutex_);
  return until_;
}

Result<bool> VerdictStore::counts(Position position) {
  const std::lock_guard lock(mutex_);
  KINTSUGI_TRY(const Block* found, block(position.value / positions_per_block));
  const auto bit = static_cast<std::size_t>(position.value % positions_per_block);
  return ((found->bits[bit / 8] >> (bit % 8)) & 1) != 0;
}

Position VerdictStore::wait_until(Position position, std::chrono::milliseconds wait) {
  std::unique_lock lock(mutex_);
  judged_.wait_for(lock, wait, [&] { return until_ >= position; });
  return until_;
}

Result<VerdictStore::Block*> VerdictStore::block(std::int64_t number) {
  const auto found = blocks_.find(number);
  if (found != blocks_.end()) return &found->second;
  KINTSUGI_TRY(const std::optional<std::string> row,
               store_.get(rows::key_of(rows::verdicts, static_cast<std::uint64_t>(number))));
  Block fresh;
  if (row) {
    if (row->size() != fresh.bits.size()) {
      return fail(ErrorKind::corrupt, "streams.damaged", "a block of verdicts has a wrong size");
    }
    std::copy(row->begin(), row->end(), reinterpret_cast<char*>(fresh.bits.data()));
  }
  if (blocks_.size() >= blocks_in_memory_max) {
    const auto clean = std::find_if(blocks_.begin(), blocks_.end(), [](const auto& b) {
      return !b.second.dirty && !b.second.writing;
    });
    if (clean != blocks_.end()) blocks_.erase(clean);
  }
  return &blocks_.emplace(number, fresh).first->second;
}

void VerdictStore::take_changes(std::vector<RowChange>& changes) {
  const std::lock_guard lock(mutex_);
  for (auto& [number, block] : blocks_) {
    if (!block.dirty) continue;
    changes.push_back(
        {rows::key_of(rows::verdicts, static_cast<std::uint64_t>(number)),
         std::string(reinterpret_cast<const char*>(block.bits.data()), block.bits.size())});
    block.dirty = false;
    block.writing = true;
  }
}

void VerdictStore::changes_written() {
  const std::lock_guard lock(mutex_);
  for (auto& [number, block] : blocks_) block.writing = false;
}

}  // namespace kintsugi::projections
