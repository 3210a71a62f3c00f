@0xb3f0a7c4d5e61829;
# What the dispatch board adds: a dispatch taken back, and an override that somebody is asked for.
# Commands 860-869, events 866-869.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".command;
using import "annotations.capnp".event;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".required;
using import "annotations.capnp".means;
using import "annotations.capnp".bounds;
using import "work_order_kinds.capnp".DispatchCheck;

struct WithdrawBooking $command(stream="work_order", code=860, roles=["dispatcher"])
    $when(["scheduled", "accepted"]) $label(zh="撤回派工", en="Withdraw a booking") {
  # Before the technician is under way. The order waits to be dispatched again.
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16 $required $bounds(min = 1, max = 1000)
      $means("scheduled|accepted of bookings");
  reason @2 :Text $required;
}
struct AskDispatchOverride $command(stream="work_order", code=861, roles=["dispatcher"])
    $when(["assigned", "scheduled", "accepted", "traveling", "in_progress", "on_hold"])
    $label(zh="申请放行", en="Ask to override a dispatch check") {
  # For a check that a second person may override; it waits in his queue. Asked again it says more.
  order @0 :Text $required $id("work_order");
  technician @1 :Text $required $id("technician");
  check @2 :DispatchCheck $required $label(zh="检查", en="Check");
  reason @3 :Text $required;
}

struct DispatchOverrideAsked $event(stream="work_order", code=866)
    $label(zh="已申请放行", en="Override asked for") {
  technician @0 :UInt16 $ref("technician");
  check @1 :DispatchCheck $label(zh="检查", en="Check");
  reason @2 :Text;
  by @3 :Text $id("operator") $label(zh="申请人", en="Asked by");
}
