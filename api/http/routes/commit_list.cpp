#include "api/http/routes/commit_list.h"

#include <algorithm>

#include "api/http/reading/moment.h"
#include "api/http/routes/context.h"

namespace kintsugi::api {

namespace {

constexpr std::size_t looked_at_max = 20'000;  // commits of one page's search

}  // namespace

NameOf names_of(const Reading& reading) {
  auto directory = reading.rows("directory");
  return operator_names(directory ? *directory : nullptr);
}

Result<Position> after_position(const std::string& after) {
  if (after.empty()) return Position{0};
  auto position = parse_position(after);
  if (!position) return fail(ErrorKind::invalid, "request.bad_cursor", "not a cursor of this list");
  return position->next();
}

Result<Response> commit_list(const Call& call, const Reading& reading,
                             const projections::PositionRange& range, const std::string& stream,
                             const VisitCommits& visit, const WantCommit& want) {
  std::string items;
  std::string next;
  std::size_t count = 0;
  std::size_t looked_at = 0;
  std::optional<Error> error;
  Position last;
  CommitView commit;
  NameOf name_of = names_of(reading);
  auto take = [&](Position position) {
    if (count == reading.page.limit || ++looked_at > looked_at_max) {
      next = std::to_string(last.value);
      return false;
    }
    last = position;
    auto bytes = call.edge.service.log().at(position);
    auto opened = bytes ? commit.open(*bytes) : tl::unexpected(bytes.error());
    if (!opened) {
      error = opened.error();
      return false;
    }
    if (!stream.empty()) {
      auto names = commit.streams();
      if (std::find(names.begin(), names.end(), stream) == names.end()) return true;
    }
    if (want && !want(commit)) return true;
    if (!items.empty()) items += ",";
    if (auto written =
            write_commit_json(items, commit, position, call.request.language, name_of, false);
        !written) {
      error = written.error();
      return false;
    }
    ++count;
    return true;
  };
  KINTSUGI_TRY_OK(visit(range, take));
  if (error) return tl::unexpected(*error);
  return call.list(reading, items, next);
}

}  // namespace kintsugi::api
