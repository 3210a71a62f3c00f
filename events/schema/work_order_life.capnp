@0x94914c68fa3be717;
# A work order as a whole: registered, classified, given to an outlet; completed, posted, canceled,
# reopened.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".back;
using import "annotations.capnp".event;
using import "annotations.capnp".state;
using import "annotations.capnp".plural;
using import "annotations.capnp".fills;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "annotations.capnp".personal;
using import "common.capnp".Datum;
using import "common.capnp".ServiceType;
using import "follow_up.capnp".FollowUpStatus;
using import "interaction.capnp".Channel;
using import "work_order_kinds.capnp".OrderSource;
using import "work_order_kinds.capnp".Severity;

struct MakerNumber $state("maker_number") $plural("maker_numbers")
    $list(keeper="cases", indexes=["order"], owner="order", search=["id"], menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "accountant"])
    $label(zh="厂家单号", en="Maker's number") {
  # maker_number/<brand>:<number>
  order @0 :Text $id("work_order");
}

enum CompletionGate $label(zh="完工条件", en="Completion gate") {
  none @0 $label(zh="无", en="None");
  installCard @1 $label(zh="安装卡", en="Install card");
  serviceSlip @2 $label(zh="回单", en="Service slip");
  payment @3 $label(zh="收款", en="Payment");
  diagnosis @4 $label(zh="诊断", en="Diagnosis");
}

# Commands

struct RegisterWorkOrder
    $command(stream="work_order", code=200, roles=["call_centre", "dispatcher"])
    $when(["none"]) $label(zh="报修报装登记", en="Register an order") {
  order @0 :Text $id("work_order") $maxLength(64);
  # Empty: the next free number WO-yyyymmdd-nnnn.
  serviceType @1 :ServiceType $required;
  source @2 :OrderSource;
  # Not named: own.
  makerNumber @3 :Text $format("code") $maxLength(64);
  brand @4 :Text $maxLength(64);
  category @5 :Text $maxLength(64);
  model @6 :Text $maxLength(64);
  serial @7 :Text $format("code") $maxLength(40);
  # Empty: unknown, which is flagged.
  asset @8 :Text $id("asset") $fills(["brand", "category", "model", "serial", "customer"]);
  # Brand, category, model, serial and customer come from the asset where it is named.
  customer @9 :Text $id("customer") $fills(["contact=name", "phone", "address", "area"]);
  contact @10 :Text $personal("customer") $maxLength(200);
  phone @11 :Text $format("phone") $personal("customer") $maxLength(40);
  # Phone and address: only the system and an import may leave them out; the order is then incomplete.
  address @12 :Text $personal("customer") $maxLength(400);
  area @13 :Text $maxLength(100);
  symptom @14 :Text $format("multiline");
  fault @15 :Text $maxLength(64);
  severity @16 :Severity;
  windowFrom @17 :Int64 $format("instant");
  windowUntil @18 :Int64 $format("instant");
  outlet @19 :Text $id("outlet");
  # Assigned at once where named.
  overrideReason @20 :Text $label(zh="重复报修原因", en="Reason for a second order");
  # Needed where the asset has an open order already.
  latitude @21 :Int32 $personal("customer") $bounds(min = -90000000, max = 90000000)
      $label(zh="纬度（百万分之一度）", en="Latitude (1e-6 degrees)");
  # Of the address; both 0: as the customer has it.
  longitude @22 :Int32 $personal("customer") $bounds(min = -180000000, max = 180000000)
      $label(zh="经度（百万分之一度）", en="Longitude (1e-6 degrees)");
  datum @23 :Datum;
  confirmReason @24 :Text;
  # Needed where what is told is unlikely: a brand, category, model or area that no register has, a
  # phone number that cannot be; and where nothing names the machine, neither its asset or serial
  # nor its brand, category or model.
  interaction @25 :Text $id("interaction");
  # The contact by which it came; it is linked.
  addressConfirmed @26 :Bool $label(zh="地址已复述确认", en="The address was read back");
  channel @27 :Channel $label(zh="来访渠道", en="Came by");
  # Where no contact is named: by what he came, and one is logged with the order.
}
struct ClassifySeverity $command(stream="work_order", code=201, roles=["call_centre", "dispatcher"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold", "work_reported"])
    $label(zh="定级", en="Classify severity") {
  order @0 :Text $required $id("work_order");
  severity @1 :Severity $required;
  reason @2 :Text;
  # Needed to lower it.
}
struct AssignOutlet
    $command(stream="work_order", code=202, roles=["call_centre", "dispatcher"])
    $when(["registered", "assigned"])
    $usual(["registered"])
    $label(zh="指派网点", en="Assign an outlet") {
  order @0 :Text $required $id("work_order");
  outlet @1 :Text $required $id("outlet");
  overrideReason @2 :Text;
}
struct CompleteWorkOrder
    $command(stream="work_order", code=224, roles=["dispatcher", "call_centre"])
    $when(["work_reported"])
    $usual(["work_reported"]) $back("WithdrawCompletion")
    $label(zh="完工", en="Complete the order") {
  order @0 :Text $required $id("work_order");
  note @1 :Text $format("multiline");
}
struct PostWorkOrder $command(stream="work_order", code=225, roles=["accountant"])
    $when(["completed", "followed_up"])
    $usual(["followed_up"])
    $label(zh="封帐", en="Post the order") {
  order @0 :Text $required $id("work_order");
  reason @1 :Text;
  # Needed where the customer said that it is not solved, and no complaint came of it.
}
struct CancelWorkOrder $command(stream="work_order", code=226, roles=["call_centre", "dispatcher"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold"])
    $back("ReinstateWorkOrder") $label(zh="取消工单", en="Cancel the order") {
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}
struct ReopenWorkOrder $command(stream="work_order", code=227, roles=["call_centre", "dispatcher"])
    $when(["completed", "followed_up"]) $back("WithdrawReopening")
    $label(zh="重开工单", en="Reopen the order") {
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}

# Events

struct WorkOrderRegistered $event(stream="work_order", code=200)
    $label(zh="工单已登记", en="Order registered") {
  serviceType @0 :ServiceType;
  source @1 :OrderSource;
  makerNumber @2 :Text;
  brand @3 :Text;
  category @4 :Text;
  model @5 :Text;
  serial @6 :Text;
  serialUnknown @7 :Bool;
  asset @8 :UInt16 $ref("asset");
  customer @9 :UInt16 $ref("customer");
  contact @10 :Text $personal("customer");
  phone @11 :Text $format("phone") $personal("customer");
  address @12 :Text $personal("customer");
  area @13 :Text;
  symptom @14 :Text $format("multiline");
  fault @15 :Text;
  severity @16 :Severity;
  windowFrom @17 :Int64 $format("instant");
  windowUntil @18 :Int64 $format("instant");
  incomplete @19 :Bool;
  registeredAt @20 :Int64 $format("instant");
  overrideReason @21 :Text $label(zh="重复报修原因", en="Reason for a second order");
  latitude @22 :Int32 $personal("customer");
  longitude @23 :Int32 $personal("customer");
  registeredBy @24 :Text $id("operator") $label(zh="登记人", en="Registered by");
  # Empty: told before that was kept, or by the system.
}
struct MakerNumberClaimed $event(stream="maker_number", code=201)
    $label(zh="厂家单号已占用", en="Maker's number claimed") {
  order @0 :UInt16 $ref("work_order");
}
struct SeverityClassified $event(stream="work_order", code=202)
    $label(zh="已定级", en="Severity classified") {
  severity @0 :Severity;
  before @1 :Severity $label(zh="原级别", en="Before");
  reason @2 :Text;
}
struct OutletAssigned $event(stream="work_order", code=203)
    $label(zh="已指派网点", en="Outlet assigned") {
  outlet @0 :UInt16 $ref("outlet");
  overrideReason @1 :Text;
}
struct WorkOrderCompleted $event(stream="work_order", code=228)
    $label(zh="工单已完工", en="Order completed") {
  at @0 :Int64 $format("instant") $label(zh="完工时间", en="Completed at");
  note @1 :Text $format("multiline");
  waived @2 :List(CompletionGate) $label(zh="免除的条件", en="Waived gates");
  followUpDueAt @3 :Int64 $format("instant") $label(zh="应回访时间", en="Follow-up due at");
  # 0: no follow-up, because there is nobody to call.
  countsOn @4 :Int32 $format("date") $label(zh="计薪日期", en="Counts for wages on");
  # The day on which it was told: a month is not chosen by the time that somebody claims.
}
struct WorkOrderFollowedUp $event(stream="work_order", code=229)
    $label(zh="工单已回访", en="Order followed up") {
  result @0 :FollowUpStatus $label(zh="回访结果", en="Result");
  mismatch @1 :Bool;
  unsolved @2 :Bool;
}
struct WorkOrderPosted $event(stream="work_order", code=230) $label(zh="工单已封帐", en="Order posted") {
  at @0 :Int64 $format("instant") $label(zh="封帐时间", en="Posted at");
}
struct UnsolvedAccepted $event(stream="work_order", code=407)
    $label(zh="未解决仍封帐", en="Posted though not solved") {
  unsolvedReason @0 :Text;
}
struct WorkOrderCanceled $event(stream="work_order", code=231)
    $label(zh="工单已取消", en="Order canceled") {
  reason @0 :Text;
}
struct WorkOrderReopened $event(stream="work_order", code=232)
    $label(zh="工单已重开", en="Order reopened") {
  round @0 :UInt16;
  reason @1 :Text;
}
struct PartRequestLinked $event(stream="work_order", code=233)
    $label(zh="配件申请已关联", en="Part request linked") {
  request @0 :UInt16 $ref("part_request");
}
struct PartRequestSettled $event(stream="work_order", code=234)
    $label(zh="配件申请已了结", en="Part request settled") {
  # Nothing of it is reserved, waited for or carried any more.
  request @0 :UInt16 $ref("part_request");
}
