#include "schema/dispatch_ticket_dispatch.h"

namespace kintsugi::core {

void evolve(schema::DispatchTicket& state, const schema::DispatchTicketPrintedView& event) {
  state.order = event.order;
  state.booking = event.booking;
  state.outlet = event.outlet;
  state.prints.push_back(schema::to_value(event).print);
}

}  // namespace kintsugi::core
