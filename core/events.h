#pragma once
// What a decision gives: the events of one commit, across all the streams that it touches, in order.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "events/base/result.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi::core {

struct StreamEvent {
  std::string stream;  // "type/id"
  schema::Event event;
  bool operator==(const StreamEvent&) const = default;
};

// A versioned rule that the decision used: "tariff/T-1", version 3.
struct RuleUse {
  std::string rule;
  std::uint32_t version = 0;
  bool operator==(const RuleUse&) const = default;
};

class Events {
 public:
  // Adds `event` to the stream `id` of the event's own stream type.
  template <class E>
  Events& on(std::string_view id, E event) {
    std::string stream;
    stream.reserve(schema::stream_type_of<E>().size() + 1 + id.size());
    stream.append(schema::stream_type_of<E>()).append(1, '/').append(id);
    list_.push_back({std::move(stream), std::move(event)});
    return *this;
  }
  Events& uses_rule(std::string rule, std::uint32_t version) {
    rules_.push_back({std::move(rule), version});
    return *this;
  }
  // Adds the events of another part of the same decision.
  Events& add(Events other) {
    for (StreamEvent& e : other.list_) list_.push_back(std::move(e));
    for (RuleUse& r : other.rules_) rules_.push_back(std::move(r));
    return *this;
  }
  const std::vector<StreamEvent>& list() const { return list_; }
  std::vector<StreamEvent>& list() { return list_; }
  const std::vector<RuleUse>& rules() const { return rules_; }
  bool empty() const { return list_.empty(); }

 private:
  std::vector<StreamEvent> list_;
  std::vector<RuleUse> rules_;
};

// A rule of the domain says no. `Refusal` is one of the schema's $refusals enums.
template <class Refusal>
[[nodiscard]] tl::unexpected<Error> refuse(Refusal refusal, std::string what = {}) {
  return fail(ErrorKind::refused, std::string(refusal_code(refusal)), std::move(what));
}

// The same, of one field of the command, named as in JSON: what the text itself lacks.
template <class Refusal>
[[nodiscard]] tl::unexpected<Error> refuse_field(Refusal refusal, std::string_view field,
                                                 std::string what) {
  return fail(ErrorKind::refused, std::string(refusal_code(refusal)), std::move(what),
              "/" + std::string(field));
}

}  // namespace kintsugi::core
