@0x91438f8020d6b7c2;
# Who goes to a work order, and when: the checks before a dispatch, bookings and their changes.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".command;
using import "annotations.capnp".back;
using import "annotations.capnp".event;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "work_order_kinds.capnp".DispatchCheck;

enum AskedBy $label(zh="谁要求", en="Asked by") {
  none @0 $label(zh="未定", en="Unknown");
  customer @1 $label(zh="用户", en="Customer");
  technician @2 $label(zh="技术员", en="Technician");
  outlet @3 $label(zh="网点", en="Outlet");
}

# Commands

struct OverrideDispatchCheck
    $command(stream="work_order", code=203, roles=["dispatcher", "call_centre", "manager"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold"])
    $label(zh="派工检查放行", en="Override a dispatch check") {
  # By the second person, before the dispatch: whoever overrides may not dispatch himself.
  order @0 :Text $required $id("work_order");
  technician @1 :Text $required $id("technician");
  check @2 :DispatchCheck $required $label(zh="检查", en="Check");
  reason @3 :Text $required;
}
struct ScheduleBooking $command(stream="work_order", code=204, roles=["dispatcher"])
    $when(["assigned", "scheduled", "accepted", "traveling", "in_progress", "on_hold"])
    $usual(["assigned"])
    $back("WithdrawBooking")
    $label(zh="派工", en="Schedule a booking") {
  # The dispatch date is the time of the event; it is never typed.
  order @0 :Text $required $id("work_order");
  technician @1 :Text $required $id("technician");
  startsAt @2 :Int64 $format("instant");
  endsAt @3 :Int64 $format("instant");
  acceptBy @4 :Int64 $format("instant");
  # Not named: two hours from now. The system may dispatch without times and without a deadline.
}
struct AcceptBooking $command(stream="work_order", code=205, roles=["technician", "dispatcher"])
    $when(["scheduled"])
    $usual(["scheduled @technician", "bookings.scheduled @technician"])
    $label(zh="签收", en="Accept a booking") {
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16;
  # 0, here and below: the only one that fits.
}
struct DeclineBooking $command(stream="work_order", code=206, roles=["technician", "dispatcher"])
    $when(["scheduled"]) $label(zh="拒签", en="Decline a booking") {
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16;
  reason @2 :Text $required;
}
struct RescheduleBooking $command(stream="work_order", code=207, roles=["dispatcher"])
    $when(["scheduled", "accepted"]) $label(zh="改约", en="Reschedule a booking") {
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16;
  startsAt @2 :Int64 $required $format("instant");
  endsAt @3 :Int64 $required $format("instant");
  acceptBy @4 :Int64 $format("instant");
  askedBy @5 :AskedBy $required;
  # Beside the same times another: who had asked for them is corrected.
  reason @6 :Text;
}
struct ReassignBooking $command(stream="work_order", code=208, roles=["dispatcher"])
    $when(["scheduled", "accepted"]) $label(zh="改派", en="Reassign a booking") {
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16;
  technician @2 :Text $required $id("technician");
  startsAt @3 :Int64 $format("instant");
  # 0: the times stay.
  endsAt @4 :Int64 $format("instant");
  acceptBy @5 :Int64 $format("instant");
  reason @6 :Text $required;
}

# Events

struct DispatchCheckOverridden $event(stream="work_order", code=204)
    $label(zh="派工检查已放行", en="Dispatch check overridden") {
  technician @0 :UInt16 $ref("technician");
  check @1 :DispatchCheck $label(zh="检查", en="Check");
  reason @2 :Text;
  by @3 :Text $id("operator") $label(zh="批准人", en="By");
}
struct BookingScheduled $event(stream="work_order", code=205)
    $label(zh="已派工", en="Booking scheduled") {
  booking @0 :UInt16;
  technician @1 :UInt16 $ref("technician");
  startsAt @2 :Int64 $format("instant");
  endsAt @3 :Int64 $format("instant");
  acceptBy @4 :Int64 $format("instant");
  dispatchedAt @5 :Int64 $format("instant");
  overridden @6 :List(DispatchCheck);
}
struct BookingAccepted $event(stream="work_order", code=206)
    $label(zh="已签收", en="Booking accepted") {
  booking @0 :UInt16;
  technician @1 :Text $id("technician");
  at @2 :Int64 $format("instant");
}
struct BookingDeclined $event(stream="work_order", code=207)
    $label(zh="已拒签", en="Booking declined") {
  booking @0 :UInt16;
  technician @1 :Text $id("technician");
  reason @2 :Text;
  at @3 :Int64 $format("instant");
}
struct BookingRescheduled $event(stream="work_order", code=208)
    $label(zh="已改约", en="Booking rescheduled") {
  booking @0 :UInt16;
  startsAt @1 :Int64 $format("instant");
  endsAt @2 :Int64 $format("instant");
  acceptBy @3 :Int64 $format("instant");
  askedBy @4 :AskedBy;
  reason @5 :Text;
  overridden @6 :List(DispatchCheck);
}
struct BookingAskerCorrected $event(stream="work_order", code=1230)
    $label(zh="改约要求人已更正", en="Who asked for a visit's time corrected") {
  # Its times stay.
  booking @0 :UInt16;
  askedBy @1 :AskedBy;
  reason @2 :Text;
}
struct BookingReassigned $event(stream="work_order", code=209)
    $label(zh="已改派", en="Booking reassigned") {
  booking @0 :UInt16;
  technician @1 :UInt16 $ref("technician");
  before @2 :Text $id("technician") $label(zh="原技术员", en="Before");
  startsAt @3 :Int64 $format("instant");
  endsAt @4 :Int64 $format("instant");
  acceptBy @5 :Int64 $format("instant");
  dispatchedAt @6 :Int64 $format("instant");
  reason @7 :Text;
  overridden @8 :List(DispatchCheck);
}
struct BookingCanceled $event(stream="work_order", code=227)
    $label(zh="派工已取消", en="Booking canceled") {
  # With the order, because the order was completed without it, or taken back by a dispatcher.
  booking @0 :UInt16;
  technician @1 :Text $id("technician");
  withdrawn @2 :Bool $label(zh="已撤回", en="Withdrawn");
  # By a dispatcher, as if it had not been.
  at @3 :Int64 $format("instant");
  # A pause of the visit ends then; 0 in commits of before this field.
}
