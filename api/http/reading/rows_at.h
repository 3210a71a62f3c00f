#pragma once
// Rows of the read models as of a reading's moment, each opened once; and who reads them. One
// thread; not longer than view and scope.

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "api/http/reading/reading.h"
#include "projections/lists/read.h"

namespace kintsugi::api {

class RowsAt {
 public:
  explicit RowsAt(const Reading& reading) : RowsAt(reading.view, reading.scope) {}
  RowsAt(const TenantView& view, const projections::Scope& scope) : view_(view), scope_(scope) {}
  RowsAt(const RowsAt&) = delete;
  RowsAt& operator=(const RowsAt&) = delete;

  // Errors: those of TenantView::rows.
  Result<const projections::RowReader*> of(std::string_view model) {
    auto& rows = opened_[std::string(model)];
    if (!rows) {
      KINTSUGI_TRY(rows, view_.rows(model));
    }
    return rows.get();
  }
  const TenantView& view() const { return view_; }
  projections::lists::Viewer viewer() { return viewer(scope_); }
  // With another list's readers; `scope` outlives it.
  projections::lists::Viewer viewer(const projections::Scope& scope) {
    return {scope, [this](std::string_view model) { return of(model); }};
  }

 private:
  const TenantView& view_;
  const projections::Scope& scope_;
  std::map<std::string, std::shared_ptr<const projections::RowReader>, std::less<>> opened_;
};

}  // namespace kintsugi::api
