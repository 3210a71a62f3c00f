#pragma once
// What a feed can be asked for beside position, queues and orders: each list that the schema
// declares, by its name. Constant after the first call; any thread.

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/service/service.h"
#include "events/base/result.h"
#include "projections/lists/list.h"
#include "projections/runner/scope.h"

namespace kintsugi::api {

struct Topic {
  const projections::lists::List* list = nullptr;
  // By whose ids it tells what moved: those of the list, or of the things that its items are parts
  // of. Null: its items follow from things of other kinds, so that it only tells that they moved.
  const projections::lists::List* things = nullptr;
  std::vector<std::string_view> streams{};  // stream types whose commits move its items; sorted

  std::string_view name() const { return list->name(); }
  bool follows(std::string_view stream_type) const;
};

// Of each list; in their order.
std::span<const Topic> list_topics();
const Topic* find_topic(std::string_view name);  // null where there is none
// Whether a commit of such a stream moves items of any list.
bool is_followed(std::string_view stream_type);
// Every name that ?topics= takes: position, queues, orders, then the lists.
std::span<const std::string_view> topic_names();

struct Moved {
  std::vector<std::string> ids;  // as in /v1/<things>/{id}; sorted
  bool more = false;             // not all are named: what is shown has to be read again
};
// What moved of a topic, of what somebody with this scope sees, by the streams ("part/P-1") that
// were touched. Errors: those of reading rows.
Result<Moved> moved_of(const Topic& topic, const std::set<std::string, std::less<>>& touched,
                       const TenantView& view, const projections::Scope& scope,
                       std::size_t ids_max);

}  // namespace kintsugi::api
