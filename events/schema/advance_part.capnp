@0xb3d8f50a6e917c17;
# A part that is sent before the old one is back (备件先行): advance_part/<order>-A<n>.
# Codes 745-749 of commands, 742-747 of events here, 286-287 of the order's.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".back;
using import "annotations.capnp".otherThan;
using import "annotations.capnp".event;
using import "annotations.capnp".state;
using import "annotations.capnp".plural;
using import "annotations.capnp".refusals;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "common.capnp".PartCondition;

enum AdvancePartStatus $label(zh="先行件状态", en="Status of an advance part") {
  none @0 $label(zh="无", en="None");
  shipped @1 $label(zh="旧件未还", en="Old part owed");
  returned @2 $label(zh="旧件已还", en="Old part back");
  waived @3 $label(zh="旧件免还", en="Old part waived");
  withdrawn @4 $label(zh="已撤回", en="Withdrawn");
  # It was never sent.
}

struct AdvancePart $state("advance_part") $plural("advance_parts")
    $list(keeper="cases", indexes=["outlet", "status outlet", "status outlet / old_due_at",
              "order", "part"],
           owner="outlet", order="-shipped_at",
          search=["id", "order", "part", "tracking"], menu="parts",
          readers=["administrator", "auditor", "dispatcher", "store_keeper", "accountant"])
    $label(zh="先行备件", en="Advance part") {
  status @0 :AdvancePartStatus;
  order @1 :Text $id("work_order");
  outlet @2 :Text $id("outlet");
  part @3 :Text $id("part");
  quantity @4 :Int64 $format("quantity");
  warehouse @5 :Text $id("warehouse") $label(zh="发货库房", en="Sent from");
  serial @6 :Text $label(zh="备件编号", en="Part serial");
  carrier @7 :Text $label(zh="承运人", en="Carrier");
  tracking @8 :Text $label(zh="运单号", en="Tracking number");
  shippedAt @9 :Int64 $format("instant") $label(zh="发货时间", en="Sent at");
  shippedBy @10 :Text $id("operator") $label(zh="发货人", en="Sent by");
  cost @11 :Int64 $format("money");
  oldDueOn @12 :Int32 $format("date") $label(zh="旧件应还日期", en="Old part due on");
  oldDueAt @13 :Int64 $format("instant") $label(zh="旧件期限", en="Old part due at");
  returnedTo @14 :Text $id("warehouse") $label(zh="收件库房", en="Old part at");
  returnedAt @15 :Int64 $format("instant") $label(zh="旧件归还时间", en="Old part back at");
  reason @16 :Text;
  restatedCount @17 :UInt32 $label(zh="更正的盘点", en="Count restated");
  # The approved count that its shipping was told after, though it happened before; 0: none.
  restatedCost @18 :Int64 $format("money") $label(zh="盘点金额更正", en="Value restated");
  oldRestatedCount @19 :UInt32 $label(zh="旧件更正的盘点", en="Count restated by the old part");
  # The same of the old part's return.
  oldRestatedCost @20 :Int64 $format("money")
      $label(zh="旧件盘点金额更正", en="Value restated by the old part");
}

struct ShipAdvancePart $command(stream="work_order", code=745, roles=["store_keeper"])
    $back("WithdrawAdvancePart")
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold"])
    $label(zh="发出先行备件", en="Ship an advance part") {
  order @0 :Text $required $id("work_order");
  part @1 :Text $required $id("part");
  quantity @2 :Int64 $format("quantity") $bounds(min=0, max=1000000000);
  # 0: one.
  warehouse @3 :Text $required $id("warehouse") $label(zh="发货库房", en="Sent from");
  oldDueOn @4 :Int32 $format("date") $label(zh="旧件应还日期", en="Old part due on");
  # None: as the service policy has it.
  serial @5 :Text $maxLength(64) $label(zh="备件编号", en="Part serial");
  carrier @6 :Text $maxLength(64) $label(zh="承运人", en="Carrier");
  tracking @7 :Text $maxLength(64) $label(zh="运单号", en="Tracking number");
}
struct ReturnAdvancePart $command(stream="advance_part", code=746, roles=["store_keeper"])
    $back("WithdrawOldPartReturn")
    $when(["shipped"]) $usual(["shipped"])
    $label(zh="收到先行件旧件", en="Take in the old part") {
  advance @0 :Text $required $id("advance_part");
  warehouse @1 :Text $required $id("warehouse") $label(zh="收件库房", en="Old part at");
}
struct WithdrawAdvancePart $command(stream="advance_part", code=747, roles=["store_keeper"])
    $when(["shipped"]) $label(zh="撤回先行件发货", en="Withdraw an advance part") {
  # It was not sent, or came back unused: it is on the shelf.
  advance @0 :Text $required $id("advance_part");
  reason @1 :Text $required;
}
struct WaiveOldPart
    $command(stream="advance_part", code=748, roles=["accountant", "administrator", "manager"])
    $otherThan("shippedBy")
    $when(["shipped"]) $label(zh="旧件免还", en="Waive the old part") {
  # By another person than who sent it.
  advance @0 :Text $required $id("advance_part");
  reason @1 :Text $required;
}
struct WithdrawOldPartReturn
    $command(stream="advance_part", code=749,
        roles=["store_keeper", "accountant", "administrator", "manager"])
    $when(["returned", "waived"]) $label(zh="撤回旧件归还", en="Withdraw the old part's return") {
  # It is owed after all.
  advance @0 :Text $required $id("advance_part");
  reason @1 :Text $required;
}

struct AdvancePartSent $event(stream="advance_part", code=742)
    $label(zh="先行备件已发出", en="Advance part sent") {
  # Together with StockShipped.
  order @0 :UInt16 $ref("work_order");
  outlet @1 :UInt16 $ref("outlet");
  part @2 :UInt16 $ref("part");
  quantity @3 :Int64 $format("quantity");
  warehouse @4 :UInt16 $ref("warehouse") $label(zh="发货库房", en="Sent from");
  serial @5 :Text $label(zh="备件编号", en="Part serial");
  carrier @6 :Text $label(zh="承运人", en="Carrier");
  tracking @7 :Text $label(zh="运单号", en="Tracking number");
  shippedAt @8 :Int64 $format("instant") $label(zh="发货时间", en="Sent at");
  shippedBy @9 :UInt16 $ref("operator") $label(zh="发货人", en="Sent by");
  cost @10 :Int64 $format("money");
  oldDueOn @11 :Int32 $format("date") $label(zh="旧件应还日期", en="Old part due on");
  oldDueAt @12 :Int64 $format("instant") $label(zh="旧件期限", en="Old part due at");
  restatedCount @13 :UInt32 $label(zh="更正的盘点", en="Count restated");
  # The approved count that it was told after, though it happened before; 0: none.
  restatedCost @14 :Int64 $format("money") $label(zh="盘点金额更正", en="Value restated");
}
struct OldPartReceived $event(stream="advance_part", code=743)
    $label(zh="旧件已收到", en="Old part received") {
  # Together with StockReturned on the shelf of old parts.
  returnedTo @0 :UInt16 $ref("warehouse") $label(zh="收件库房", en="Old part at");
  returnedAt @1 :Int64 $format("instant") $label(zh="旧件归还时间", en="Old part back at");
  oldRestatedCount @2 :UInt32 $label(zh="旧件更正的盘点", en="Count restated by the old part");
  # The approved count that it was told after, though it happened before; 0: none.
  oldRestatedCost @3 :Int64 $format("money")
      $label(zh="旧件盘点金额更正", en="Value restated by the old part");
}
struct AdvancePartUnsent $event(stream="advance_part", code=744)
    $label(zh="先行件发货已撤回", en="Advance part not sent") {
  # Together with a StockShipped the other way.
  reason @0 :Text;
}
struct OldPartWaived $event(stream="advance_part", code=745)
    $label(zh="旧件已免还", en="Old part waived") {
  reason @0 :Text;
  by @1 :UInt16 $ref("operator") $label(zh="批准人", en="By");
}
struct OldPartOwedAgain $event(stream="advance_part", code=746)
    $label(zh="旧件仍欠", en="Old part owed again") {
  # Together with StockReturnWithdrawn where it had come back.
  reason @0 :Text;
  order @1 :UInt16 $ref("work_order");
  outlet @2 :UInt16 $ref("outlet");
  part @3 :UInt16 $ref("part");
  quantity @4 :Int64 $format("quantity");
  oldDueAt @5 :Int64 $format("instant") $label(zh="旧件期限", en="Old part due at");
}
struct AdvancePartShipped $event(stream="work_order", code=286)
    $label(zh="先行备件已发出", en="Advance part shipped") {
  advance @0 :UInt16 $ref("advance_part");
  part @1 :UInt16 $ref("part");
  quantity @2 :Int64 $format("quantity");
  oldDueOn @3 :Int32 $format("date") $label(zh="旧件应还日期", en="Old part due on");
}
struct AdvancePartReturned $event(stream="work_order", code=287)
    $label(zh="先行件旧件已还", en="Old part of an advance part back") {
  advance @0 :UInt16 $ref("advance_part");
}
struct StockShipped $event(stream="stock_item", code=747)
    $label(zh="已发往用户", en="Stock shipped") {
  # Here -> customer: on hand - quantity.
  quantity @0 :Int64 $format("quantity");
  order @1 :UInt16 $ref("work_order");
  advance @2 :UInt16 $ref("advance_part");
  cost @3 :Int64 $format("money");
  # Its share of the value on hand; of a shipment that is withdrawn, both negative.
  happenedAt @4 :Int64 $format("instant");
}

enum AdvancePartRefusal $refusals("advance_part") {
  notFound @0 $label(zh="没有该先行备件", en="There is no such advance part");
  dueInThePast @1
      $label(zh="旧件应还日期早于今天", en="The old part cannot be due before today");
  settled @2
      $label(zh="旧件已归还、免还或已撤回", en="The old part is back or waived, or nothing was sent");
  notSettled @3
      $label(zh="旧件尚未归还或免还", en="The old part is neither back nor waived");
  sameAuthor @4
      $label(zh="批准人不能是发货人", en="Who sent it may not waive the old part");
  reasonMissing @5 $label(zh="请填写原因", en="A reason is needed");
  badText @6 $label(zh="文字过长或含有非法字符", en="A text is too long or not well formed");
  gone @7
      $label(zh="旧件已不在库房；请盘点调整", en="The old part is gone: put it right by a count");
}
