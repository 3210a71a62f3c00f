#include "schema/rating_dispatch.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {

void evolve(schema::Rating& state, const schema::RatingGivenView& event) {
  state.status = schema::RatingStatus::given;
  state.order = event.order;
  state.booking = event.booking;
  state.technician = event.technician;
  state.outlet = event.outlet;
  state.customer = event.customer;
  state.stars = event.stars;
  state.comment = event.comment;
  state.channel = event.channel;
  state.by = event.by;
  state.at = event.at;
}

void evolve(schema::Rating& state, const schema::RatingWithdrawnView&) {
  state.status = schema::RatingStatus::withdrawn;
}

// The order keeps nothing of it: its timeline tells.
void evolve(schema::WorkOrder&, const schema::ServiceRatedView&) {}

}  // namespace kintsugi::core
