#pragma once
// Policies: events in, commands out. Pure; run by the streams fold for each counting commit, so that what is
// still to be sent is itself a fold of the log. Every node knows the same list; the log keeps one of each,
// because a reaction's command id is derived from its cause.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "events/base/types.h"
#include "events/commit/actor.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi::core {

// The counting commit that an event belongs to.
struct Cause {
  std::string_view commit_id;
  ActorKind actor_kind = ActorKind::person;
  Instant recorded_at{};  // the tenant's clock at it
  Instant business_at{};  // claimed, else recorded_at
};

class Reactions {
 public:
  struct Issue {
    std::string suffix;  // command id "policy:<cause>:<suffix>"; unique within one commit
    schema::Command command;
  };
  struct Arm {
    std::string key;  // command id "deadline:<key>"; names thing, kind and version: "WO-1:accept:2"
    Instant due;
    schema::Command command;
  };
  void issue(std::string suffix, schema::Command command) {
    issues.push_back({std::move(suffix), std::move(command)});
  }
  // To be sent when `due` has come, unless disarmed before.
  void arm(std::string key, Instant due, schema::Command command) {
    arms.push_back({std::move(key), due, std::move(command)});
  }
  void disarm(std::string key) { disarms.push_back(std::move(key)); }
  // RenewDeadlines is issued for each order of which a deadline is armed.
  void renew_deadlines() { renews_deadlines = true; }
  void clear() {
    issues.clear(), arms.clear(), disarms.clear();
    renews_deadlines = false;
  }
  bool empty() const {
    return issues.empty() && arms.empty() && disarms.empty() && !renews_deadlines;
  }

  std::vector<Issue> issues;
  std::vector<Arm> arms;
  std::vector<std::string> disarms;
  bool renews_deadlines = false;
};

// "type/id" -> "id"
inline std::string id_of(std::string_view stream) {
  return std::string(stream.substr(stream.find('/') + 1));
}

// Whose deadline by the service policy the armed command is; empty: it is none.
std::string order_of_deadline(const schema::Command& pending);

// What follows from `event` on `stream` ("type/id"). Adds to `out`.
void react(std::string_view stream, const schema::EventView& event, const Cause& cause, Reactions& out);

}  // namespace kintsugi::core
