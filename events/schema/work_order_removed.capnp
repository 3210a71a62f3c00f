@0xd4b2c0d25e8f4ca2;
# What went into a machine, and what came out of it, when a part was changed. Commands 1040-1041;
# events 367-368.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".back;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".event;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".means;
using import "annotations.capnp".maxLength;
using import "common.capnp".Payer;
using import "work_order_kinds.capnp".PartFate;

struct UsedPart $label(zh="用件", en="Part used")
    $list(name="used_parts", elements="orders.orders:order.parts",
          around=["id=order", "order.outlet", "order.asset", "order.fault", "order.fault_code",
              "registered_at"],
          thing="work_order",
          id=["^id", "#"], order="-registered_at", indexes=["outlet", "part", "asset", ""],
          owner="outlet", menu="parts",
          readers=["administrator", "auditor", "dispatcher", "store_keeper", "accountant"],
          own="technician") {
  part @0 :Text $id("part");
  quantity @1 :Int64 $format("quantity");
  technician @2 :Text $id("technician");
  serial @3 :Text $label(zh="备件编号", en="Part serial");
  payer @4 :Payer;
  cost @5 :Int64 $format("money");
  number @6 :UInt16 $label(zh="序号", en="Number");
  # 1, 2 and so on, as they were told.
  withdrawn @7 :Bool $label(zh="已撤回", en="Withdrawn");
}

struct RemovedPart $label(zh="拆下的件", en="Part taken out")
    $list(name="removed_parts", elements="orders.orders:order.removed",
          around=["id=order", "order.outlet", "order.asset", "registered_at"],
          thing="work_order",
          id=["^id", "#"], order="-registered_at", indexes=["outlet", "part", "asset", ""],
          owner="outlet", menu="parts",
          readers=["administrator", "auditor", "dispatcher", "store_keeper", "accountant"],
          own="technician") {
  part @0 :Text $id("part");
  serial @1 :Text $label(zh="备件编号", en="Part serial");
  # Empty: none could be read.
  fate @2 :PartFate;
  partUse @3 :UInt16 $label(zh="换上件序号", en="Number of the part fitted instead");
  # 0: none.
  technician @4 :Text $id("technician");
  from @5 :Text $id("work_order") $label(zh="装上时的工单", en="Fitted in");
  # By its serial; empty: not in the books.
  note @6 :Text $format("multiline");
  number @7 :UInt16 $label(zh="序号", en="Number");
  # 1, 2 and so on, as they were told.
  withdrawn @8 :Bool $label(zh="已撤回", en="Withdrawn");
  at @9 :Int64 $format("instant");
}

struct RecordRemovedPart
    $command(stream="work_order", code=1040, roles=["technician", "dispatcher"])
    $back("WithdrawRemovedPart")
    $when(["in_progress", "on_hold", "work_reported", "completed", "followed_up"])
    $label(zh="登记拆下的件", en="Record a part taken out") {
  # One piece. With its serial it is no longer in the machine into which it was fitted, and may be
  # fitted again.
  order @0 :Text $required $id("work_order");
  part @1 :Text $required $id("part");
  serial @2 :Text $format("code") $maxLength(64) $label(zh="备件编号", en="Part serial");
  unreadable @3 :Bool $label(zh="无编号或无法辨认", en="None that can be read");
  fate @4 :PartFate $required;
  partUse @5 :UInt16 $label(zh="换上件序号", en="Number of the part fitted instead");
  # Of the order's; 0: none.
  note @6 :Text $format("multiline");
}
struct WithdrawRemovedPart
    $command(stream="work_order", code=1041, roles=["technician", "dispatcher"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold", "work_reported", "completed", "followed_up"])
    $label(zh="撤回拆件记录", en="Withdraw a part taken out") {
  order @0 :Text $required $id("work_order");
  number @1 :UInt16 $required $label(zh="序号", en="Number")
      $means("one of removed");
  reason @2 :Text $required;
}

struct PartRemoved $event(stream="work_order", code=367)
    $label(zh="已拆下件", en="Part taken out") {
  number @0 :UInt16 $label(zh="序号", en="Number");
  part @1 :UInt16 $ref("part");
  serial @2 :Text $label(zh="备件编号", en="Part serial");
  fate @3 :PartFate;
  partUse @4 :UInt16 $label(zh="换上件序号", en="Number of the part fitted instead");
  technician @5 :Text $id("technician");
  from @6 :Text $id("work_order") $label(zh="装上时的工单", en="Fitted in");
  note @7 :Text $format("multiline");
  at @8 :Int64 $format("instant");
  by @9 :Text $id("operator") $label(zh="操作人", en="By");
}
struct PartRemovalWithdrawn $event(stream="work_order", code=368)
    $label(zh="拆件记录已撤回", en="Part taken out: withdrawn") {
  number @0 :UInt16 $label(zh="序号", en="Number");
  part @1 :UInt16 $ref("part");
  reason @2 :Text;
  by @3 :Text $id("operator") $label(zh="操作人", en="By");
}
