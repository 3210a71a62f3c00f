#include "projections/tables/memory_store.h"

#include <algorithm>
#include <map>
#include <mutex>

namespace kintsugi::projections {
namespace {

using Rows = std::map<std::string, std::optional<std::string>, std::less<>>;

// Shared by the store and its snapshots; a store that writes while a snapshot lives copies it
// first.
struct Content {
  Rows rows;  // nullopt: erased, hides the row of the base
  Position position;
};

class EmptyCursor final : public RowCursor {
 public:
  bool valid() const override { return false; }
  std::string_view key() const override { return {}; }
  std::string_view value() const override { return {}; }
  void next() override {}
  void seek(std::string_view) override {}
  Result<void> status() const override { return {}; }
};

// Merges the rows in memory with those of the base; in memory wins.
class MergedCursor final : public RowCursor {
 public:
  MergedCursor(const Rows& rows, std::unique_ptr<RowCursor> base, std::string_view from,
               std::string_view to, bool descending)
      : rows_(rows), base_(std::move(base)), from_(from), descending_(descending) {
    first_ = rows.lower_bound(from);
    last_ = to.empty() ? rows.end() : rows.lower_bound(to);
    if (!to.empty() && to <= from) last_ = first_;
    settle();
  }
  bool valid() const override { return valid_; }
  std::string_view key() const override { return here_ ? *here_key_ : base_->key(); }
  std::string_view value() const override { return here_ ? *here_value_ : base_->value(); }
  void next() override {
    if (!here_)
      base_->next();
    else
      step(base_->valid() && base_->key() == *here_key_);
    settle();
  }
  void seek(std::string_view key) override {
    key = std::max<std::string_view>(key, from_);
    first_ = rows_.lower_bound(key);
    if (last_ != rows_.end() && (first_ == rows_.end() || last_->first < first_->first))
      first_ = last_;
    base_->seek(key);
    settle();
  }
  Result<void> status() const override { return base_->status(); }

 private:
  Rows::const_iterator current() const { return descending_ ? std::prev(last_) : first_; }
  void step(bool base_too) {
    if (base_too) base_->next();
    if (descending_)
      --last_;
    else
      ++first_;
  }
  void settle() {
    while (true) {
      if (first_ == last_) {
        here_ = false;
        valid_ = base_->valid();
        return;
      }
      const auto row = current();
      if (base_->valid()) {
        const int order = base_->key().compare(row->first);
        if (descending_ ? order > 0 : order < 0) {
          here_ = false;
          valid_ = true;
          return;
        }
        if (!row->second) {
          step(order == 0);
          continue;
        }
      } else if (!base_->status()) {
        valid_ = false;
        return;
      } else if (!row->second) {
        step(false);
        continue;
      }
      here_ = valid_ = true;
      here_key_ = &row->first;
      here_value_ = &*row->second;
      return;
    }
  }

  const Rows& rows_;
  std::unique_ptr<RowCursor> base_;
  const std::string from_;
  bool descending_;
  Rows::const_iterator first_, last_;  // the rows in memory still to come
  bool valid_ = false;
  bool here_ = false;  // standing on a row in memory
  const std::string* here_key_ = nullptr;
  const std::string* here_value_ = nullptr;
};

class MemoryReader final : public RowReader {
 public:
  MemoryReader(std::shared_ptr<const Content> content, std::shared_ptr<const RowReader> base)
      : content_(std::move(content)), base_(std::move(base)) {}
  Position position() const override { return content_->position; }
  Result<std::optional<std::string>> get(std::string_view key) const override {
    if (const auto row = content_->rows.find(key); row != content_->rows.end()) return row->second;
    if (base_) return base_->get(key);
    return std::optional<std::string>();
  }
  std::unique_ptr<RowCursor> cursor(std::string_view from, std::string_view to,
                                    bool descending) const override {
    auto base = base_ ? base_->cursor(from, to, descending) : std::make_unique<EmptyCursor>();
    return std::make_unique<MergedCursor>(content_->rows, std::move(base), from, to, descending);
  }
  std::uint64_t octets(std::string_view from, std::string_view to) const override {
    std::uint64_t sum = base_ ? base_->octets(from, to) : 0;
    for (auto row = content_->rows.lower_bound(from);
         row != content_->rows.end() && (to.empty() || row->first < to); ++row)
      sum += row->first.size() + (row->second ? row->second->size() : 0);
    return sum;
  }

 private:
  std::shared_ptr<const Content> content_;
  std::shared_ptr<const RowReader> base_;
};

class MemoryStore final : public RowStore {
 public:
  explicit MemoryStore(std::shared_ptr<const RowReader> base)
      : base_(std::move(base)), content_(std::make_shared<Content>()) {
    if (base_) content_->position = base_->position();
  }
  Position position() const override {
    const std::lock_guard lock(mutex_);
    return content_->position;
  }
  Result<std::optional<std::string>> get(std::string_view key) const override {
    std::shared_ptr<const Content> content;
    {
      const std::lock_guard lock(mutex_);
      content = content_;
    }
    return MemoryReader(std::move(content), base_).get(key);
  }
  Result<void> write(std::span<const RowChange> changes, Position next) override {
    const std::lock_guard lock(mutex_);
    if (content_.use_count() > 1) content_ = std::make_shared<Content>(*content_);
    for (const auto& change : changes) {
      if (!change.value && !base_)
        content_->rows.erase(change.key);
      else
        content_->rows[change.key] = change.value;
    }
    content_->position = next;
    return {};
  }
  Result<std::shared_ptr<const RowReader>> snapshot() const override {
    const std::lock_guard lock(mutex_);
    return std::make_shared<const MemoryReader>(content_, base_);
  }

 private:
  const std::shared_ptr<const RowReader> base_;  // shared with snapshots; null: nothing below
  mutable std::mutex mutex_;
  std::shared_ptr<Content> content_;  // guarded by mutex_; shared with snapshots, copied on write
};

}  // namespace

std::unique_ptr<RowStore> make_memory_store() { return std::make_unique<MemoryStore>(nullptr); }
std::unique_ptr<RowStore> make_overlay_store(std::shared_ptr<const RowReader> base) {
  return std::make_unique<MemoryStore>(std::move(base));
}

}  // namespace kintsugi::projections
