#include "projections/lists/commit_seen.h"

#include "projections/audit/audit.h"

namespace kintsugi::projections::lists {

Result<bool> sees_commit(const Viewer& viewer, const CommitView& commit) {
  bool seen = true;
  Result<void> read;
  visit_concerned(commit, [&](std::string_view stream) {
    const auto slash = stream.find('/');
    const List* list = of_things(stream.substr(0, slash));
    if (list == nullptr || !list->hidden_from || !seen || !read) return;
    const auto rows = viewer.rows(list->info->model);
    if (!rows) return void(read = tl::unexpected(rows.error()));
    Result<bool> its = true;  // what is no item there, is nobody's secret
    const auto found = read_item(*list, **rows, stream.substr(slash + 1), [&](const Item& item) {
      its = viewer.sees(*list, item);
    });
    if (!found) return void(read = found);
    if (!its) return void(read = tl::unexpected(its.error()));
    seen = *its;
  });
  if (!read) return tl::unexpected(read.error());
  return seen;
}

}  // namespace kintsugi::projections::lists
