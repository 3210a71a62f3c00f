#include "projections/lists/rows.h"

#include "events/base/check.h"

namespace kintsugi::projections::lists {
namespace {

Condition on(const List& list, std::string_view field) {
  auto path = list.field(field);
  KINTSUGI_CHECK(path.has_value(), "a query names a field of its list");
  return {*std::move(path), {}, {}, {}, {}, {}};
}

}  // namespace

void add_equal(const List& list, std::string_view field, std::string_view value, Query& query) {
  if (value.empty()) return;
  Condition made = on(list, field);
  made.any_of.push_back({true, 0, std::string(value)});
  query.conditions.push_back(std::move(made));
}

void add_equal(const List& list, std::string_view field, std::int64_t value, Query& query) {
  Condition made = on(list, field);
  made.any_of.push_back({false, value, {}});
  query.conditions.push_back(std::move(made));
}

void add_range(const List& list, std::string_view field, std::optional<std::int64_t> from,
               std::optional<std::int64_t> until, Query& query) {
  if (!from && !until) return;
  Condition made = on(list, field);
  made.from = from;
  made.until = until;
  query.conditions.push_back(std::move(made));
}

}  // namespace kintsugi::projections::lists
