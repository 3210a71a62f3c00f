#pragma once
// What people do next about cases that go through many hands: complaints, incidents, appeals,
// exchanges and refunds, checks that somebody else is to override, old parts. And such cases as
// come in. From states as they are now. One thread.

#include <optional>

#include "api/demo/next_step.h"

namespace kintsugi::api {

// nullopt: it is none of these, or nobody does anything about it now.
std::optional<histories::Wish> next_case(const schema::QueueRow& item, Desk desk);

// A customer complains of the order that waits there.
histories::Wish new_complaint(const schema::QueueRow& item, Desk desk);

// A regular customer's machine of this week has failed, and he wants another, or his money back.
histories::Wish new_exchange(Desk desk);

}  // namespace kintsugi::api
