@0xa6e3197c40d25b8f;
# Who goes with the lead of a booking, and what each has of its wage. Codes 258-260.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".command;
using import "annotations.capnp".back;
using import "annotations.capnp".event;
using import "annotations.capnp".label;
using import "annotations.capnp".refusals;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "work_order_kinds.capnp".DispatchCheck;

struct BookingShare {
  technician @0 :Text $required $id("technician");
  share @1 :Int32 $required $format("rate") $bounds(min = 1, max = 10000)
      $label(zh="工资分成", en="Share of the wage");
}

# Commands

struct AddBookingMember $command(stream="work_order", code=258, roles=["dispatcher"])
    $back("RemoveBookingMember")
    $when(["scheduled", "accepted", "traveling", "in_progress", "on_hold"])
    $label(zh="增加派工组员", en="Add a crew member") {
  # He goes with the lead, if the twelve checks let him; what was overridden of the visit for the
  # lead is overridden for him too.
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16;
  technician @2 :Text $required $id("technician");
  shares @3 :List(BookingShare) $maxLength(20) $label(zh="分成", en="Shares");
  # Of everybody on the booking, the lead and the new one too, together 100 %. Empty: equally.
}
struct RemoveBookingMember $command(stream="work_order", code=259, roles=["dispatcher"])
    $back("AddBookingMember")
    $when(["scheduled", "accepted", "traveling", "in_progress", "on_hold"])
    $label(zh="移除派工组员", en="Remove a crew member") {
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16;
  technician @2 :Text $required $id("technician");
  shares @3 :List(BookingShare) $maxLength(20) $label(zh="分成", en="Shares");
  # Of those who stay, as above.
  reason @4 :Text $required;
}
struct SetBookingShares $command(stream="work_order", code=260, roles=["dispatcher"])
    $when(["scheduled", "accepted", "traveling", "in_progress", "on_hold", "work_reported",
        "completed", "followed_up"])
    $label(zh="调整派工分成", en="Set the shares of a booking") {
  # Until the order is posted, when its wage is earned.
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16;
  shares @2 :List(BookingShare) $required $maxLength(20) $label(zh="分成", en="Shares");
  reason @3 :Text $required;
}

# Events

struct BookingMemberAdded $event(stream="work_order", code=258)
    $label(zh="派工组员已增加", en="Crew member added") {
  booking @0 :UInt16;
  technician @1 :UInt16 $ref("technician");
  shares @2 :List(BookingShare) $label(zh="分成", en="Shares");
  # Of everybody from now on, the lead first.
  overridden @3 :List(DispatchCheck);
}
struct BookingMemberRemoved $event(stream="work_order", code=259)
    $label(zh="派工组员已移除", en="Crew member removed") {
  booking @0 :UInt16;
  technician @1 :UInt16 $ref("technician");
  shares @2 :List(BookingShare) $label(zh="分成", en="Shares");
  reason @3 :Text;
}
struct BookingSharesSet $event(stream="work_order", code=260)
    $label(zh="派工分成已调整", en="Shares of a booking set") {
  booking @0 :UInt16;
  shares @1 :List(BookingShare) $label(zh="分成", en="Shares");
  reason @2 :Text;
}

enum CrewRefusal $refusals("crew") {
  sharesNotWhole @0 $label(zh="分成合计必须为 100%", en="The shares must add up to 100 %");
  sharesOfOthers @1
      $label(zh="分成须恰好包含派工全体人员各一次",
             en="The shares must name everybody on the booking once, and nobody else");
  notMember @2 $label(zh="不是该派工的组员", en="He is no member of the booking's crew");
  tooMany @3 $label(zh="派工人员最多 20 人", en="A booking has 20 people at most");
  noCrew @4 $label(zh="该派工没有组员", en="The booking has no crew");
}
