#include "projections/runner/merge.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace kintsugi::projections {
namespace {

struct Walk {
  std::unique_ptr<RowCursor> cursor;
  std::size_t head = 0;  // octets of the key before the tail
  std::string end;       // the cursor may borrow it
  std::string_view tail() const { return cursor->key().substr(head); }
};

}  // namespace

Result<void> visit_merged(const RowReader& rows, std::span<const Key> heads, const TailRange& range,
                          std::string_view after,
                          const std::function<bool(std::string_view tail)>& visit) {
  std::vector<Walk> walks;
  walks.reserve(heads.size());
  for (const Key& head : heads) {
    std::string from(head.bytes());
    std::string first = range.from;
    if (!after.empty()) first = std::max(first, std::string(after) + '\0');
    from += first;
    Walk walk;
    walk.end = range.to.empty() ? after_prefix(head.bytes()) : std::string(head.bytes()) + range.to;
    walk.cursor = rows.cursor(from, walk.end);
    walk.head = head.bytes().size();
    KINTSUGI_TRY_OK(walk.cursor->status());
    if (walk.cursor->valid()) walks.push_back(std::move(walk));
  }
  const auto later = [](const Walk& a, const Walk& b) { return a.tail() > b.tail(); };
  std::make_heap(walks.begin(), walks.end(), later);
  while (!walks.empty()) {
    std::pop_heap(walks.begin(), walks.end(), later);
    Walk& first = walks.back();
    if (!visit(first.tail())) return {};
    first.cursor->next();
    KINTSUGI_TRY_OK(first.cursor->status());
    if (first.cursor->valid())
      std::push_heap(walks.begin(), walks.end(), later);
    else
      walks.pop_back();
  }
  return {};
}

}  // namespace kintsugi::projections
