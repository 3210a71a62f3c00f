#pragma once
// What is done next about what waits beside the orders' own way: contacts, leave, lost cards, units
// in the workshop, tickets, claims, calls of care. And what comes in of that kind. One thread.

#include <optional>

#include "api/demo/next_step.h"

namespace kintsugi::api {

// nullopt: nothing can be done about it now, or it is an order's own way.
std::optional<histories::Wish> next_duty(const schema::QueueRow& item, Desk desk);

// Somebody calls about no order, or a technician asks for leave.
histories::Wish next_news(Desk desk);

}  // namespace kintsugi::api
