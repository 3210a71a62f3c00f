@0xd6b1e83fa5c2974e;
# The larger slips taken back: an order that was canceled or opened again by mistake, a way that
# nobody went. Commands 1070-1072, 1191, events 377-379,
# 1191.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".back;
using import "annotations.capnp".command;
using import "annotations.capnp".event;
using import "annotations.capnp".label;
using import "annotations.capnp".id;
using import "annotations.capnp".ref;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".personal;
using import "common.capnp".ServiceType;
using import "follow_up.capnp".FollowUpStatus;
using import "work_order_kinds.capnp".Severity;
using import "work_order_kinds.capnp".WorkOrderStatus;
using import "work_order_promise.capnp".ServicePromise;
using import "work_order_review.capnp".ClearingStatus;
using import "work_order_review.capnp".ReviewStatus;

struct ClosedRound $label(zh="重开前", en="Before it was reopened") {
  # What an order was when it was opened again.
  status @0 :WorkOrderStatus;
  completedAt @1 :Int64 $format("instant") $label(zh="完工时间", en="Completed at");
  reportedAt @2 :Int64 $format("instant") $label(zh="报完时间", en="Reported at");
  serviceSlip @3 :Text $id("slip");
  credit @4 :Bool $label(zh="挂账已批准", en="Credit approved");
  resolvedRemotely @5 :Bool $label(zh="远程解决", en="Resolved remotely");
  followUp @6 :FollowUpStatus $label(zh="回访", en="Follow-up");
  review @7 :ReviewStatus;
  clearing @8 :ClearingStatus;
  promise @9 :ServicePromise $label(zh="服务时限", en="Deadlines");
  unsolved @10 :Bool;
  outlet @11 :Text $id("outlet");
  # Where it was done; empty: it had none, or was opened again before this was kept.
}

struct OpenRound $label(zh="完工前", en="Before it was completed") {
  # What an order was when it was completed, beside what follows from its bookings.
  countsOn @0 :Int32 $format("date") $label(zh="计薪日期", en="Counts for wages on");
  firstCompletedAt @1 :Int64 $format("instant") $label(zh="首次完工时间", en="First completed at");
  escalatedAt @2 :Int64 $format("instant") $label(zh="上报时间", en="Escalated at");
  review @3 :ReviewStatus;
  clearing @4 :ClearingStatus;
}

struct ReinstateWorkOrder
    $command(stream="work_order", code=1070, roles=["call_centre", "dispatcher"])
    $when(["canceled"]) $back("CancelWorkOrder") $label(zh="恢复工单", en="Reinstate the order") {
  # It was canceled by mistake. It waits to be dispatched again; what was booked and reserved for it
  # is free since then. Of a sale that was withdrawn with it, the sale stands again.
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}
struct WithdrawReopening
    $command(stream="work_order", code=1071, roles=["call_centre", "dispatcher"])
    $when(["registered", "assigned"]) $back("ReopenWorkOrder")
    $label(zh="撤回重开", en="Withdraw a reopening") {
  # Before anybody is sent again: it is completed as it was, papers, money and follow-up with it.
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}
struct WithdrawCompletion
    $command(stream="work_order", code=1191, roles=["call_centre", "dispatcher"])
    $when(["completed", "followed_up"]) $label(zh="撤回完工", en="Withdraw the completion") {
  # It was not done yet: the order is as it was reported, in the same round, and what is wrong can
  # be put right. One that was resolved by telephone is to be dispatched again. What was reserved
  # for it stays free.
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}
struct WithdrawTravel
    $command(stream="work_order", code=1072, roles=["technician", "dispatcher"])
    $when(["traveling"]) $label(zh="撤回出发", en="Withdraw a departure") {
  # He did not set out; the booking is accepted, as before.
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16;
  reason @2 :Text $required;
}

struct WorkOrderReinstated $event(stream="work_order", code=377)
    $label(zh="工单已恢复", en="Order reinstated") {
  # It waits again: what a queue says of it.
  at @0 :Int64 $format("instant");
  reason @1 :Text;
  by @2 :Text $id("operator") $label(zh="操作人", en="By");
  outlet @3 :UInt16 $ref("outlet");
  customer @4 :UInt16 $ref("customer");
  contact @5 :Text $personal("customer");
  serviceType @6 :ServiceType;
  severity @7 :Severity;
  brand @8 :Text;
  category @9 :Text;
  area @10 :Text;
}
struct ReopeningWithdrawn $event(stream="work_order", code=378)
    $label(zh="重开已撤回", en="Reopening withdrawn") {
  round @0 :UInt16;
  # Which it is in again.
  closed @1 :ClosedRound $label(zh="重开前", en="As before it was reopened");
  followUpDueAt @2 :Int64 $format("instant");
  reason @3 :Text;
  by @4 :Text $id("operator") $label(zh="操作人", en="By");
}
struct CompletionWithdrawn $event(stream="work_order", code=1191)
    $label(zh="完工已撤回", en="Completion withdrawn") {
  completedAt @0 :Int64 $format("instant") $label(zh="原完工时间", en="Was completed at");
  open @1 :OpenRound $label(zh="完工前", en="As before it was completed");
  reason @2 :Text;
  by @3 :Text $id("operator") $label(zh="操作人", en="By");
}
struct TravelWithdrawn $event(stream="work_order", code=379)
    $label(zh="出发已撤回", en="Departure withdrawn") {
  booking @0 :UInt16;
  technician @1 :Text $id("technician");
  reason @2 :Text;
  by @3 :Text $id("operator") $label(zh="操作人", en="By");
}
