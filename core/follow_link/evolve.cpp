#include "schema/follow_link_dispatch.h"

namespace kintsugi::core {

using schema::FollowLink;

void evolve(FollowLink& state, const schema::FollowLinkMadeView& event) {
  state.status = schema::FollowLinkStatus::open;
  state.order = event.order;
  state.outlet = event.outlet;
  state.link = event.link;
  state.made_at = event.made_at;
  state.made_by = event.made_by;
}

void evolve(FollowLink& state, const schema::FollowLinkUsedView&) { ++state.machines; }

void evolve(FollowLink& state, const schema::FollowLinkEndedView&) {
  state.status = schema::FollowLinkStatus::ended;
  state.link.clear();
}

}  // namespace kintsugi::core
