#include "events/log/embedded/embedded_cursor.h"

namespace kintsugi::log {

Result<std::span<const Record>> EmbeddedCursor::next(std::size_t max,
                                                     std::chrono::milliseconds wait) {
  records_.clear();
  held_.clear();
  const Position end = tail_.wait_behind(next_, wait);
  if (next_ >= end) {
    scan_.reset();  // an iterator keeps old files and memory alive
    rest_.reset();
    return records_;
  }
  if (const auto pages = tail_.pages_from(next_, max); !pages.empty()) {
    scan_.reset();
    rest_.reset();
    for (const auto& page : pages) give(page, max);
    return records_;
  }
  KINTSUGI_TRY_OK(scan(end, max));
  return records_;
}

void EmbeddedCursor::give(const std::shared_ptr<const Page>& page, std::size_t max) {
  for (; next_ < page->end() && records_.size() < max; next_ = next_.next()) {
    records_.push_back({next_, page->appended_at(), page->record(next_), page->seal(next_)});
  }
  held_.push_back(page);
}

Result<void> EmbeddedCursor::scan(Position end, std::size_t max) {
  while (next_ < end && records_.size() < max) {
    if (!rest_) {
      if (!scan_) seek();
      if (!scan_->Valid()) {
        if (!scan_->status().ok()) {
          Error error = translate(scan_->status(), "cannot read", dir_);
          error.what = "from position " + std::to_string(next_.value) + " on: " + error.what;
          return tl::unexpected(std::move(error));
        }
        scan_.reset();  // appended after the iterator was made: look again
        if (!records_.empty()) return {};
        seek();
        if (!scan_->Valid() && scan_->status().ok()) {
          return fail(ErrorKind::corrupt, "log.corrupt",
                      "the record at position " + std::to_string(next_.value) + " is missing");
        }
        continue;
      }
      KINTSUGI_TRY(Page page, page_at(*scan_));
      scan_->Next();
      if (next_ < page.first() || next_ >= page.end()) {
        return fail(ErrorKind::corrupt, "log.corrupt",
                    "the record at position " + std::to_string(next_.value) +
                        " is missing: the next page holds " + std::to_string(page.first().value) +
                        " to " + std::to_string(page.end().value - 1));
      }
      rest_ = std::make_shared<const Page>(std::move(page));
    }
    give(rest_, max);
    if (next_ >= rest_->end()) rest_.reset();
  }
  return {};
}

// Makes an iterator that stands on the page that holds next_.
void EmbeddedCursor::seek() {
  scan_.reset(db_.NewIterator(scan_options()));
  scan_->SeekForPrev(page_key(next_));
}

}  // namespace kintsugi::log
