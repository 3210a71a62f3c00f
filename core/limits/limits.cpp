#include "core/limits/limits.h"

#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/dispatch.h"
#include "events/base/check.h"
#include "events/schema/runtime/access.h"
#include "schema/common.h"
#include "schema/description.h"

namespace kintsugi::core {

namespace {

using schema::FieldInfo;
using schema::FieldKind;
using schema::TypeInfo;

constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();

struct ListAt;
// The lists in values of one type, those within their elements too.
struct Lists {
  std::vector<ListAt> at;
  std::size_t shortest = unlimited;  // the least $maxLength of them
};
struct ListAt {
  const FieldInfo* field = nullptr;  // a list, or a part that has lists
  Lists within;                      // of its elements, or of the part
};

bool holds_lists(const TypeInfo& type) {
  return std::any_of(type.fields.begin(), type.fields.end(), [](const FieldInfo& field) {
    return field.kind == FieldKind::list ||
           (field.structure != nullptr && holds_lists(*field.structure));
  });
}

Lists lists_of(const TypeInfo& type) {
  Lists out;
  for (const FieldInfo& field : type.fields) {
    const bool counted = field.kind != FieldKind::union_ || !holds_lists(*field.structure);
    KINTSUGI_CHECK(counted, "a list in a union of an event or a state would not be counted");
    const bool list = field.kind == FieldKind::list;
    const bool part = list || field.kind == FieldKind::structure || field.kind == FieldKind::group;
    Lists within = part && field.structure != nullptr ? lists_of(*field.structure) : Lists{};
    // Of 0 nothing is added by what commands decide today: there is nothing to look for.
    const bool limited = list && field.max_length != 0;
    if (!limited && within.at.empty()) continue;
    if (limited) out.shortest = std::min<std::size_t>(out.shortest, field.max_length);
    out.shortest = std::min(out.shortest, within.shortest);
    out.at.push_back({&field, std::move(within)});
  }
  return out;
}

// visit(field, length) of each list.
template <class Visit>
void for_each_list(const Lists& lists, const void* value, const Visit& visit) {
  for (const ListAt& one : lists.at) {
    if (one.field->kind != FieldKind::list) {
      for_each_list(one.within, schema::member_at(value, *one.field), visit);
      continue;
    }
    const std::size_t size = schema::list_size_at(value, *one.field);
    visit(*one.field, size);
    if (one.within.at.empty()) continue;
    for (std::size_t i = 0; i < size; ++i)
      for_each_list(one.within, schema::list_item_at(value, *one.field, i), visit);
  }
}

// What is known of the events of a code.
struct Growth {
  Lists state;    // lists of its stream's state, which it may make longer
  Lists carried;  // its own, whose elements it may add
};

const Growth& growth_of(std::uint16_t code) {
  static const std::vector<Growth> all = [] {
    std::vector<Growth> out;
    for (const TypeInfo& type : schema::all_types()) {
      if (type.kind != schema::TypeKind::event) continue;
      if (out.size() <= type.code) out.resize(type.code + 1u);
      out[type.code] = {lists_of(*find_evolver(type.code)->state->info), lists_of(type)};
    }
    return out;
  }();
  return all[code];
}

const StreamState& note(Reads& reads, std::string_view stream) {
  const std::size_t slash = stream.find('/');
  return reads.note(stream.substr(0, slash), stream.substr(slash + 1));
}

// Elements that the events can add to a list at most.
std::size_t added_at_most(const Events& events) {
  std::size_t more = events.list().size();
  for (const StreamEvent& event : events.list()) {
    for_each_list(growth_of(event.event.code()).carried, event.event.data(),
                  [&](const FieldInfo&, std::size_t size) { more += size; });
  }
  return more;
}

bool has_room(const Lists& lists, const schema::State* state, std::size_t more) {
  if (more > lists.shortest) return false;
  bool room = true;
  if (state == nullptr) return room;
  for_each_list(lists, state->data(), [&](const FieldInfo& field, std::size_t size) {
    room = room && size + more <= field.max_length;
  });
  return room;
}

using Longest = std::map<const FieldInfo*, std::size_t>;

Longest longest_of(const Lists& lists, const schema::State& state) {
  Longest out;
  if (state.empty()) return out;
  for_each_list(lists, state.data(), [&](const FieldInfo& field, std::size_t size) {
    std::size_t& longest = out[&field];
    longest = std::max(longest, size);
  });
  return out;
}

// A stream whose lists may get too long: its state before and after.
struct Tried {
  const Lists* lists = nullptr;
  Longest before;
  schema::State after;
};

Result<void> check(std::string_view stream, const Tried& tried) {
  for (const auto& [field, size] : longest_of(*tried.lists, tried.after)) {
    const auto before = tried.before.find(field);
    const bool longer = before == tried.before.end() || size > before->second;
    if (!longer || size <= field->max_length) continue;
    return refuse(schema::LimitRefusal::too_many,
                  std::string(stream) + ": " + std::to_string(size) + " " +
                      std::string(field->name) + ", at most " + std::to_string(field->max_length));
  }
  return {};
}

}  // namespace

Result<void> within_limits(const Events& events, Reads& reads) {
  const std::size_t more = added_at_most(events);
  std::map<std::string_view, Tried> tight;
  std::string_view last;
  for (const StreamEvent& event : events.list()) {
    if (event.stream == last) continue;
    last = event.stream;
    const StreamState& seen = note(reads, event.stream);
    const Lists& lists = growth_of(event.event.code()).state;
    if (lists.at.empty() || has_room(lists, seen.state, more)) continue;
    const auto [at, fresh] = tight.try_emplace(event.stream);
    if (!fresh) continue;
    if (seen.state != nullptr) at->second.after = *seen.state;
    at->second.lists = &lists;
    at->second.before = longest_of(lists, at->second.after);
  }
  if (tight.empty()) return {};
  for (const StreamEvent& event : events.list()) {
    const auto found = tight.find(event.stream);
    if (found != tight.end()) evolve_any(found->second.after, schema::as_view(event.event));
  }
  for (const auto& [stream, tried] : tight) KINTSUGI_TRY_OK(check(stream, tried));
  return {};
}

}  // namespace kintsugi::core
