#include "projections/runner/merge.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace kintsugi::projections {
namespace {

constexpr std::size_t ahead_first = 2, ahead_most = 128;  // tails read at once of a range

// One range: what was read ahead of it.
struct Walk {
  std::string_view head;
  std::vector<std::string> ahead;
  std::size_t at = 0;
  std::size_t wanted = ahead_first;
  bool ended = false;  // nothing more than what is ahead
  std::string_view tail() const { return ahead[at]; }
};

// All ranges by one cursor: to make one costs more than to have it seek.
class Reading {
 public:
  // All ranges are of one table.
  Reading(const RowReader& rows, std::string_view table, const TailRange& range)
      : cursor_(rows.cursor(table, after_prefix(table))), range_(range) {}
  // Of a single range, where the cursor stands at once.
  Reading(const RowReader& rows, const Walk& only, std::string_view from, const TailRange& range)
      : cursor_(rows.cursor(std::string(only.head).append(from),
                            range.to.empty() ? after_prefix(only.head)
                                             : std::string(only.head).append(range.to))),
        range_(range),
        standing_(&only) {}

  // False: the range has no row. `first`: its first tail, whatever the bounds; empty: not known.
  Result<bool> begin(Walk& walk, std::string_view first, std::string_view from) {
    if (first.empty() || first < from) return fill(walk, from);
    walk.ended = !range_.to.empty() && first >= range_.to;
    if (!walk.ended) walk.ahead.emplace_back(first);
    return !walk.ended;
  }
  // False: the range has no further row.
  Result<bool> fill(Walk& walk, std::string_view from) {
    const bool stands_there = standing_ == &walk;
    if (!stands_there) cursor_->seek(std::string(walk.head).append(from));
    standing_ = &walk;
    walk.ahead.clear();
    walk.at = 0;
    for (; walk.ahead.size() < walk.wanted; cursor_->next()) {
      KINTSUGI_TRY_OK(cursor_->status());
      walk.ended = !cursor_->valid() || !cursor_->key().starts_with(walk.head);
      if (walk.ended) break;
      const auto tail = cursor_->key().substr(walk.head.size());
      walk.ended = !range_.to.empty() && tail >= range_.to;
      if (walk.ended) break;
      walk.ahead.emplace_back(tail);
    }
    walk.wanted = std::min(2 * walk.wanted, ahead_most);
    return !walk.ahead.empty();
  }
  Result<bool> next(Walk& walk) {
    if (++walk.at < walk.ahead.size()) return true;
    if (walk.ended) return false;
    return fill(walk, walk.ahead.back() + '\0');
  }

 private:
  std::unique_ptr<RowCursor> cursor_;
  const TailRange& range_;
  const Walk* standing_ = nullptr;  // whose rows the cursor stands in, at the next
};

}  // namespace

Result<void> visit_merged(const RowReader& rows, std::span<const Key> heads,
                          std::span<const std::string> firsts, const TailRange& range,
                          std::string_view after,
                          const std::function<bool(std::string_view tail)>& visit) {
  if (heads.empty()) return {};
  std::string from = range.from;
  if (!after.empty()) from = std::max(from, std::string(after) + '\0');
  std::vector<Walk> walks(heads.size());
  std::vector<Walk*> waiting;
  for (std::size_t i = 0; i < heads.size(); ++i) walks[i].head = heads[i].bytes();
  Reading reading = heads.size() == 1
                        ? Reading(rows, walks[0], from, range)
                        : Reading(rows, heads[0].bytes().substr(0, 1), range);
  for (std::size_t i = 0; i < walks.size(); ++i) {
    const bool met = firsts.size() == walks.size() && walks.size() > 1;
    const std::string_view first = met ? firsts[i] : std::string_view();
    KINTSUGI_TRY(const bool there, reading.begin(walks[i], first, from));
    if (there) waiting.push_back(&walks[i]);
  }
  const auto later = [](const Walk* a, const Walk* b) { return a->tail() > b->tail(); };
  std::make_heap(waiting.begin(), waiting.end(), later);
  while (!waiting.empty()) {
    std::pop_heap(waiting.begin(), waiting.end(), later);
    Walk& first = *waiting.back();
    if (!visit(first.tail())) return {};
    KINTSUGI_TRY(const bool there, reading.next(first));
    if (there)
      std::push_heap(waiting.begin(), waiting.end(), later);
    else
      waiting.pop_back();
  }
  return {};
}

}  // namespace kintsugi::projections
