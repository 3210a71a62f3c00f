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
using import "warranty_policy.capnp".CauseClass;

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
