@0xe2d98c0b7f164a35;
# What the warranty says of a work order: the entitlement at the event's time, whose the fault is.
# Codes 761-762 of commands, 288-289 of events.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".command;
using import "annotations.capnp".event;
using import "annotations.capnp".label;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "warranty.capnp".Entitlement;
using import "warranty.capnp".Remedy;
using import "warranty.capnp".WarrantyStage;
using import "warranty_policy.capnp".CauseClass;
using import "work_order_kinds.capnp".PauseReason;

struct OrderWarranty {
  # What the warranty says of an order, and what it asks the order: how long it waited.
  warrantyStage @0 :WarrantyStage $label(zh="保修阶段", en="Stage of the warranty");
  faultOn @1 :Int32 $format("date") $label(zh="故障日期", en="Day of the fault");
  coveredUntil @2 :Int32 $format("date") $label(zh="整机保修截止", en="Machine until");
  remedies @3 :List(Remedy) $maxLength(6) $label(zh="可选处理", en="Remedies");
  warrantyPolicy @4 :Text $id("warranty_policy");
  warrantyVersion @5 :UInt32 $label(zh="三包政策版本", en="Version of the warranty policy");
  warrantyLine @6 :UInt32 $label(zh="三包政策行号", en="Line of the warranty policy");
  # As it was last evaluated.
  causeClass @7 :CauseClass;
  excluded @8 :Bool $label(zh="除外责任", en="Excluded");
  holds @9 :List(OrderHold) $maxLength(100) $label(zh="挂起记录", en="Pauses");
  remedy @10 :Remedy $label(zh="处理方式", en="Remedy");
  # What was decided on, or is asked for.
}
struct OrderHold {
  # A span in which work was paused.
  pause @0 :PauseReason $label(zh="挂起原因", en="Why");
  heldFrom @1 :Int64 $format("instant") $label(zh="开始", en="From");
  heldUntil @2 :Int64 $format("instant") $label(zh="结束", en="Until");
  # 0: it still is.
  visit @3 :UInt16;
}

struct EvaluateThreeGuarantees
    $command(stream="work_order", code=761, roles=["call_centre", "dispatcher", "technician"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold", "work_reported", "completed", "followed_up"])
    $label(zh="评定三包", en="Evaluate the Three Guarantees") {
  # What its asset is entitled to on the day of the event, by the policy of the day of its start.
  order @0 :Text $required $id("work_order");
  on @1 :Int32 $format("date") $label(zh="故障日期", en="Day of the fault");
  # Left out: the day on which the order was registered.
}
struct ClassifyFaultCause
    $command(stream="work_order", code=762, roles=["technician", "dispatcher"])
    $when(["in_progress", "on_hold", "work_reported", "completed", "followed_up"])
    $label(zh="判定故障责任", en="Classify the fault's cause") {
  # What a policy excludes needs a photo or a note that shows it.
  order @0 :Text $required $id("work_order");
  causeClass @1 :CauseClass $required;
  note @2 :Text $format("multiline");
  photoHash @3 :Text $maxLength(64);
}

struct ThreeGuaranteesEvaluated $event(stream="work_order", code=288)
    $label(zh="三包已评定", en="Three Guarantees evaluated") {
  entitlement @0 :Entitlement $label(zh="三包权益", en="Entitlement");
}
struct FaultCauseClassified $event(stream="work_order", code=289)
    $label(zh="故障责任已判定", en="Fault's cause classified") {
  causeClass @0 :CauseClass;
  excluded @1 :Bool $label(zh="除外责任", en="Excluded");
  note @2 :Text $format("multiline");
  photoHash @3 :Text;
  by @4 :Text $id("operator") $label(zh="判定人", en="By");
}
