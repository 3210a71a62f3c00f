#pragma once
// What the bookings of an order say about the order: the table of Dynamics 365 Field Service
// ("work-order-status-booking-status"), fifteen rows, independent of the order of the bookings.
// Pure.

#include <cstdint>
#include <span>
#include <vector>

#include "schema/work_order_state.h"

namespace kintsugi::core::work_order {

enum class Group { unscheduled, scheduled, in_progress, completed };

// Travelling and a break count as in progress; declined bookings count as canceled; accepted as
// scheduled.
Group group_of(std::span<const schema::BookingStatus> bookings);

// The status of an order that is neither closed nor posted: by the bookings of `round`, and where
// none is scheduled by whether an outlet is assigned.
schema::WorkOrderStatus status_by_bookings(const std::vector<schema::Booking>& bookings,
                                           std::uint16_t round, bool has_outlet);

}  // namespace kintsugi::core::work_order
