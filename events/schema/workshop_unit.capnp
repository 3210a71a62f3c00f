@0xe4a90c51f7b36d13;
# A machine in the workshop: fetched from the customer and brought back. The stream
# workshop_unit/<order>. Codes 732-736 of commands, 734-737 of events here, 276-277 of the order's.

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
using import "annotations.capnp".refusals;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".maxLength;
using import "annotations.capnp".personal;

enum WorkshopUnitStatus $label(zh="取件状态", en="Status of a unit") {
  none @0 $label(zh="无", en="None");
  inWorkshop @1 $label(zh="在修", en="In the workshop");
  returned @2 $label(zh="已送还", en="Returned");
  withdrawn @3 $label(zh="已撤回", en="Withdrawn");
  # It was never fetched.
}

struct WorkshopUnit $state("workshop_unit") $plural("workshop_units")
    $list(keeper="cases", indexes=["outlet", "status outlet", "status outlet / due_at",
              "technician"],
           owner="outlet", order="-picked_up_at",
          search=["id", "order", "receipt"], menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "store_keeper"],
          own="technician")
    $label(zh="取件", en="Unit in the workshop") {
  status @0 :WorkshopUnitStatus;
  order @1 :Text $id("work_order");
  outlet @2 :Text $id("outlet");
  technician @3 :Text $id("technician") $label(zh="取件人", en="Fetched by");
  asset @4 :Text $id("asset");
  receipt @5 :Text $label(zh="取件单号", en="Pick-up receipt");
  pickedUpAt @6 :Int64 $format("instant") $label(zh="取件时间", en="Picked up at");
  dueOn @7 :Int32 $format("date") $label(zh="应送还日期", en="To be returned by");
  # Working days after the pick-up, by the service policy and the work calendar of then.
  dueAt @8 :Int64 $format("instant");
  # The end of that day.
  returnedAt @9 :Int64 $format("instant") $label(zh="送还时间", en="Returned at");
  receivedBy @10 :Text $personal("someone") $label(zh="接收人", en="Received by");
  note @11 :Text $format("multiline") $label(zh="外观及附件", en="Condition and accessories");
  times @12 :UInt32 $label(zh="取件次数", en="Times fetched");
  before @13 :List(UnitTrip) $maxLength(1) $label(zh="上一次取件", en="The time before");
  # What stands again when the last pick-up is withdrawn.
}

struct UnitTrip $label(zh="一次取件", en="A time that it was fetched") {
  technician @0 :Text $id("technician") $label(zh="取件人", en="Fetched by");
  asset @1 :Text $id("asset");
  receipt @2 :Text $label(zh="取件单号", en="Pick-up receipt");
  pickedUpAt @3 :Int64 $format("instant") $label(zh="取件时间", en="Picked up at");
  dueOn @4 :Int32 $format("date") $label(zh="应送还日期", en="To be returned by");
  dueAt @5 :Int64 $format("instant");
  returnedAt @6 :Int64 $format("instant") $label(zh="送还时间", en="Returned at");
  receivedBy @7 :Text $personal("someone") $label(zh="接收人", en="Received by");
  note @8 :Text $format("multiline") $label(zh="外观及附件", en="Condition and accessories");
}

struct PickUpUnit $command(stream="work_order", code=732, roles=["technician", "dispatcher"])
    $back("WithdrawUnitPickUp")
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold"])
    $label(zh="取件送修", en="Pick up the unit") {
  # Registered ≤ picked up ≤ now.
  order @0 :Text $required $id("work_order");
  pickedUpAt @1 :Int64 $format("instant") $label(zh="取件时间", en="Picked up at");
  # None: now.
  technician @2 :Text $id("technician") $label(zh="取件人", en="Fetched by");
  # None: who sends it, else the order's.
  receipt @3 :Text $maxLength(64) $label(zh="取件单号", en="Pick-up receipt");
  note @4 :Text $format("multiline") $label(zh="外观及附件", en="Condition and accessories");
}
struct ReturnUnit $command(stream="workshop_unit", code=733, roles=["technician", "dispatcher"])
    $back("WithdrawUnitReturn")
    $when(["in_workshop"]) $usual(["in_workshop"])
    $label(zh="送还", en="Return the unit") {
  # Picked up ≤ returned ≤ now.
  unit @0 :Text $required $id("workshop_unit");
  returnedAt @1 :Int64 $format("instant") $label(zh="送还时间", en="Returned at");
  receivedBy @2 :Text $personal("someone") $maxLength(200) $label(zh="接收人", en="Received by");
}
struct CorrectUnitDates $command(stream="workshop_unit", code=734, roles=["dispatcher"])
    $when(["in_workshop", "returned"]) $label(zh="更正取件日期", en="Correct the unit's dates") {
  # Both as they shall be; the due day follows. The return only where it is back.
  unit @0 :Text $required $id("workshop_unit");
  pickedUpAt @1 :Int64 $required $format("instant") $label(zh="取件时间", en="Picked up at");
  returnedAt @2 :Int64 $format("instant") $label(zh="送还时间", en="Returned at");
  reason @3 :Text $required;
}
struct WithdrawUnitPickUp $command(stream="workshop_unit", code=735, roles=["dispatcher"])
    $when(["in_workshop"]) $label(zh="撤回取件", en="Withdraw a pick-up") {
  unit @0 :Text $required $id("workshop_unit");
  reason @1 :Text $required;
}
struct WithdrawUnitReturn $command(stream="workshop_unit", code=736, roles=["dispatcher"])
    $when(["returned"]) $label(zh="撤回送还", en="Withdraw a return") {
  # It is still there; while the order may still be corrected.
  unit @0 :Text $required $id("workshop_unit");
  reason @1 :Text $required;
}

struct UnitTakenIn $event(stream="workshop_unit", code=734)
    $label(zh="机器已入修", en="Unit taken in") {
  order @0 :UInt16 $ref("work_order");
  outlet @1 :UInt16 $ref("outlet");
  technician @2 :UInt16 $ref("technician") $label(zh="取件人", en="Fetched by");
  asset @3 :UInt16 $ref("asset");
  receipt @4 :Text $label(zh="取件单号", en="Pick-up receipt");
  pickedUpAt @5 :Int64 $format("instant") $label(zh="取件时间", en="Picked up at");
  dueOn @6 :Int32 $format("date") $label(zh="应送还日期", en="To be returned by");
  dueAt @7 :Int64 $format("instant");
  note @8 :Text $format("multiline") $label(zh="外观及附件", en="Condition and accessories");
}
struct UnitHandedOver $event(stream="workshop_unit", code=735)
    $label(zh="机器已送还", en="Unit handed over") {
  returnedAt @0 :Int64 $format("instant") $label(zh="送还时间", en="Returned at");
  receivedBy @1 :Text $personal("someone") $label(zh="接收人", en="Received by");
}
struct UnitDatesCorrected $event(stream="workshop_unit", code=736)
    $label(zh="取件日期已更正", en="Dates corrected") {
  pickedUpAt @0 :Int64 $format("instant") $label(zh="取件时间", en="Picked up at");
  returnedAt @1 :Int64 $format("instant") $label(zh="送还时间", en="Returned at");
  dueOn @2 :Int32 $format("date") $label(zh="应送还日期", en="To be returned by");
  dueAt @3 :Int64 $format("instant");
  reason @4 :Text;
}
struct UnitMovementWithdrawn $event(stream="workshop_unit", code=737)
    $label(zh="取件或送还已撤回", en="Movement withdrawn") {
  status @0 :WorkshopUnitStatus;
  # What it is now.
  reason @1 :Text;
  order @2 :UInt16 $ref("work_order");
  outlet @3 :UInt16 $ref("outlet");
  technician @4 :UInt16 $ref("technician") $label(zh="取件人", en="Fetched by");
  dueAt @5 :Int64 $format("instant");
  note @6 :Text $format("multiline");
  # As it was fetched.
}
struct UnitPickedUp $event(stream="work_order", code=276)
    $label(zh="已取件", en="Unit picked up") {
  at @0 :Int64 $format("instant");
  dueOn @1 :Int32 $format("date") $label(zh="应送还日期", en="To be returned by");
  note @2 :Text $format("multiline");
  # Condition and accessories; of a return that was withdrawn: why.
}
struct UnitReturned $event(stream="work_order", code=277)
    $label(zh="已送还", en="Unit returned") {
  at @0 :Int64 $format("instant");
  reason @1 :Text;
  # Of a pick-up that was withdrawn: why.
}

enum WorkshopUnitRefusal $refusals("workshop_unit") {
  notFound @0 $label(zh="该工单没有取件", en="Nothing was picked up for the order");
  inWorkshop @1 $label(zh="机器已在修", en="The unit is in the workshop already");
  notInWorkshop @2 $label(zh="机器不在修", en="The unit is not in the workshop");
  notReturned @3 $label(zh="机器尚未送还", en="The unit is not returned");
  beforeRegistration @4
      $label(zh="取件时间早于登记时间", en="It cannot be picked up before the order is registered");
  inTheFuture @5 $label(zh="时间晚于现在", en="The time lies in the future");
  returnedBeforePickUp @6
      $label(zh="送还时间早于取件时间", en="It cannot be returned before it is picked up");
  noTechnician @7 $label(zh="请指定取件人", en="Say who fetched it");
  unknownTechnician @8 $label(zh="技术员不存在", en="There is no such technician");
  notYours @9 $label(zh="不是您取的机器", en="Another one fetched the unit");
  reasonMissing @10 $label(zh="请填写原因", en="A reason is needed");
  badText @11 $label(zh="文字过长或含有非法字符", en="A text is too long or not well formed");
  nothingChanged @12 $label(zh="没有变化", en="Nothing would change");
}
