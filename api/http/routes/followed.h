#pragma once
// Who comes with a customer's link: which order it opens, while it does.
//
// The link's secret is not stored: it is the order, the link's public name and a keyed hash over
// both, by a key that all nodes of the service share. Which link is open stands on the log
// (follow_link/<order>), so that ending it, making another, posting or canceling the order end it
// everywhere. It goes in the body, so that no log has it. Any thread.

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "api/http/routes/context.h"
#include "replay/history/thing.h"
#include "schema/work_order_state.h"

namespace kintsugi::api {

struct FollowName {
  std::string tenant, order, link;
};

// What stands behind the '#' of the link.
std::string follow_secret(const FollowName& of, const std::string& key);

struct Followed {
  std::string tenant, order_id;
  TenantView view;
  schema::WorkOrder order;
};

// The order of the body's "token". Errors: not_found "follow.unknown_link", also where it is over.
Result<Followed> followed_by(const Call& call, const nlohmann::ordered_json& body);

// Who tries too often waits: the answer that says so, by address; nothing: go on.
std::optional<Response> brake_of(const Call& call);

// A visit's work was reported, and the order is not posted yet.
bool is_after_work(schema::WorkOrderStatus status);

// A thing's state at the view's moment; nothing where there is none.
template <class State>
Result<std::optional<State>> thing_of(const TenantView& view, std::string_view id) {
  const std::string stream = std::string(schema::stream_type_of<State>()) + "/" + std::string(id);
  KINTSUGI_TRY(const replay::Thing thing, replay::thing_as_of(*view.rows_at, stream));
  const State* state = thing.state.get_if<State>();
  return state == nullptr ? std::optional<State>() : std::optional<State>(*state);
}

}  // namespace kintsugi::api
