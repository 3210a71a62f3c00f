#include "api/http/feeds/topics.h"

#include <algorithm>

#include "api/http/reading/rows_at.h"
#include "events/base/check.h"
#include "projections/read_models.h"
#include "projections/runner/folding.h"
#include "projections/tables/memory_store.h"

namespace kintsugi::api {

namespace {

namespace lists = projections::lists;

std::string_view type_of(std::string_view stream) { return stream.substr(0, stream.find('/')); }

// What the read model of a list folds: whatever moves its rows.
std::vector<std::string_view> folded_by(std::string_view model) {
  const projections::ProjectionKind* kind = projections::find_projection(model);
  KINTSUGI_CHECK(kind != nullptr, "a list is of a read model that there is");
  const auto store = projections::make_memory_store();
  projections::Tables tables(*store);
  const auto made = kind->make(tables);
  return made->folds() == nullptr ? std::vector<std::string_view>() : made->folds()->streams();
}

// The streams whose states are kept as they are: the rows are theirs alone.
std::string_view kept_as_is(const lists::List& list) {
  const schema::TypeInfo* row = list.info->row;
  return row != nullptr && row->kind == schema::TypeKind::state ? row->stream : std::string_view();
}

Topic topic_of(const lists::List& list) {
  Topic topic{.list = &list};
  const std::string_view thing = list.info->thing, kept = kept_as_is(list);
  // Parts lie in the row of their thing; so what reads the one finds the others.
  const lists::List* things = thing.empty() ? nullptr : lists::of_things(thing);
  if (things != nullptr && things->info->row == list.info->row) topic.things = things;
  topic.streams = topic.things != nullptr ? std::vector<std::string_view>{thing}
                  : !kept.empty()         ? std::vector<std::string_view>{kept}
                                          : folded_by(list.info->model);
  return topic;
}

bool is_in(const std::vector<std::string_view>& sorted, std::string_view name) {
  return std::binary_search(sorted.begin(), sorted.end(), name);
}

// The thing itself, or a part of it: a technician sees an order by his booking. What has no parts
// any more is told by its thing.
Result<bool> sees(const lists::Viewer& viewer, const Topic& topic, const lists::Item& thing) {
  KINTSUGI_TRY(bool seen, viewer.sees(*topic.things, thing));
  if (seen || topic.list == topic.things) return seen;
  Result<void> read;
  topic.list->for_each_item(thing.id, thing.row, [&](const lists::Item& part) {
    const auto its = viewer.sees(*topic.list, part);
    if (!its) read = tl::unexpected(its.error());
    seen = seen || (its && *its);
  });
  if (!read) return tl::unexpected(read.error());
  return seen;
}

// Nothing has to be looked up: he sees all of them, and the stream's id is theirs.
bool is_known(const lists::List& things, const projections::Scope& scope) {
  const auto* owner = things.owner ? things.owner->field() : nullptr;
  const bool for_some = owner != nullptr && owner->format == "stream";
  return scope.all && !for_some && !things.hidden_from && things.id.size() == 1;
}

}  // namespace

bool Topic::follows(std::string_view stream_type) const { return is_in(streams, stream_type); }

std::span<const Topic> list_topics() {
  static const std::vector<Topic> made = [] {
    std::vector<Topic> topics;
    for (const lists::List& list : lists::all()) topics.push_back(topic_of(list));
    return topics;
  }();
  return made;
}

const Topic* find_topic(std::string_view name) {
  const auto all = list_topics();
  const auto it =
      std::find_if(all.begin(), all.end(), [&](const Topic& one) { return one.name() == name; });
  return it == all.end() ? nullptr : &*it;
}

bool is_followed(std::string_view stream_type) {
  static const std::vector<std::string_view> followed = [] {
    std::set<std::string_view> types;
    for (const Topic& topic : list_topics())
      types.insert(topic.streams.begin(), topic.streams.end());
    return std::vector<std::string_view>(types.begin(), types.end());
  }();
  return is_in(followed, stream_type);
}

std::span<const std::string_view> topic_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all = {"position", "queues", "orders"};
    for (const Topic& topic : list_topics()) all.push_back(topic.name());
    return all;
  }();
  return names;
}

Result<Moved> moved_of(const Topic& topic, const std::set<std::string, std::less<>>& touched,
                       const TenantView& view, const projections::Scope& scope,
                       std::size_t ids_max) {
  Moved moved;
  RowsAt rows(view, scope);
  const lists::Viewer viewer = rows.viewer();
  for (const std::string& stream : touched) {
    const std::string_view type = type_of(stream);
    if (!topic.follows(type)) continue;
    if (topic.things == nullptr || moved.ids.size() >= ids_max) {
      moved.more = true;
      break;
    }
    const std::string_view id = std::string_view(stream).substr(type.size() + 1);
    if (is_known(*topic.things, scope)) {
      moved.ids.emplace_back(id);
      continue;
    }
    KINTSUGI_TRY(const auto* of, rows.of(topic.things->info->model));
    Result<void> looked;
    const auto visit = [&](const lists::Item& thing) {
      const auto seen = sees(viewer, topic, thing);
      if (!seen) looked = tl::unexpected(seen.error());
      if (seen && *seen) moved.ids.push_back(lists::id_of(*topic.things, thing));
    };
    KINTSUGI_TRY_OK(lists::read_thing(*topic.things, *of, id, visit));
    KINTSUGI_TRY_OK(std::move(looked));
  }
  std::sort(moved.ids.begin(), moved.ids.end());
  return moved;
}

}  // namespace kintsugi::api
