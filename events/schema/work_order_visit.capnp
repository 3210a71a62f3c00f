@0xec509809bdeac5a8;
# What a technician does at the customer: travel, check-in, work, diagnosis, parts used, report.

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
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "annotations.capnp".means;
using import "annotations.capnp".personal;
using import "common.capnp".Datum;
using import "common.capnp".Payer;
using import "work_order_kinds.capnp".PauseReason;
using import "work_order_kinds.capnp".CheckInMark;

struct PartSerial $state("part_serial") $plural("part_serials")
    $list(keeper="cases", indexes=["order"], owner="order", search=["id"], menu="parts",
          readers=["administrator", "auditor", "dispatcher", "store_keeper", "accountant"])
    $label(zh="备件编号", en="Part serial") {
  # part_serial/<part>:<serial>: where the piece was fitted.
  order @0 :Text $id("work_order");
}

# Commands

struct StartTravel $command(stream="work_order", code=209, roles=["technician"])
    $when(["accepted"])
    $usual(["accepted", "bookings.accepted"]) $back("WithdrawTravel")
    $label(zh="出发", en="Start travel") {
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16;
}
struct CheckIn $command(stream="work_order", code=210, roles=["technician"])
    $back("WithdrawCheckIn")
    $when(["accepted", "traveling"])
    $usual(["traveling -bookings.checked_in_at"])
    $label(zh="签到", en="Check in") {
  # Near the order's address, where that is known, and not faster than he can have come from his last
  # check-in; otherwise only with a reason, and marked. Radius and speed: the service policy.
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16;
  latitude @2 :Int32 $personal("technician") $bounds(min = -90000000, max = 90000000)
      $label(zh="纬度", en="Latitude");
  # Millionths of a degree; both 0: not measured.
  longitude @3 :Int32 $personal("technician") $bounds(min = -180000000, max = 180000000)
      $label(zh="经度", en="Longitude");
  place @4 :Text $personal("technician") $maxLength(400);
  deviceAt @5 :Int64 $format("instant");
  reason @6 :Text;
  # Needed where he is too far away, too fast, or not measured.
  datum @7 :Datum;
}
struct StartWork $command(stream="work_order", code=211, roles=["technician"])
    $when(["traveling"])
    $usual(["traveling +bookings.checked_in_at"])
    $label(zh="开工", en="Start work") {
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16;
}
struct PauseWork $command(stream="work_order", code=212, roles=["technician", "dispatcher"])
    $when(["in_progress"]) $label(zh="挂起", en="Pause work") {
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16;
  why @2 :PauseReason $required;
  note @3 :Text $format("multiline");
}
struct CorrectPause $command(stream="work_order", code=1193, roles=["technician", "dispatcher"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold", "work_reported", "completed", "followed_up"])
    $label(zh="更正挂起原因", en="Correct why work was paused") {
  order @0 :Text $required $id("work_order");
  heldFrom @1 :Int64 $format("instant") $label(zh="挂起时间", en="Paused at");
  # Which pause; left out: the latest.
  why @2 :PauseReason $required;
  reason @3 :Text $required;
}
struct ResumeWork $command(stream="work_order", code=213, roles=["technician", "dispatcher"])
    $when(["on_hold"])
    $usual(["on_hold"])
    $label(zh="恢复", en="Resume work") {
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16;
}
struct RecordProgress
    $command(stream="work_order", code=214, roles=["technician", "dispatcher", "call_centre"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold", "work_reported", "completed", "followed_up"])
    $label(zh="过程反馈", en="Record progress") {
  order @0 :Text $required $id("work_order");
  note @1 :Text $required $format("multiline") $label(zh="内容", en="Note");
  photoHash @2 :Text $personal("customer") $maxLength(64);
  # 64 hexadecimal digits; the photo itself is not kept here.
  photoBytes @3 :Int64 $bounds(min = 0, max = 100000000);
}
struct RecordDiagnosis $command(stream="work_order", code=215, roles=["technician"])
    $when(["in_progress", "on_hold"])
    $usual(["in_progress -fault_code"])
    $label(zh="故障诊断", en="Record the diagnosis") {
  order @0 :Text $required $id("work_order");
  faultCode @1 :Text $required $maxLength(64) $means("fault_code");
  fault @2 :Text $maxLength(64);
  cause @3 :Text $maxLength(400);
  note @4 :Text $format("multiline");
  confirmReason @5 :Text;
  # Needed for a code that the fault library does not have, or no longer.
}
struct UsePart $command(stream="work_order", code=216, roles=["technician"])
    $when(["in_progress"]) $label(zh="用件", en="Use a part") {
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16;
  part @2 :Text $required $id("part");
  quantity @3 :Int64 $required $format("quantity") $bounds(min = 1, max = 1000000000);
  serial @4 :Text $format("code") $maxLength(64) $label(zh="备件编号", en="Part serial");
  payer @5 :Payer;
}
struct ReportWorkDone $command(stream="work_order", code=219, roles=["technician", "dispatcher"])
    $back("WithdrawWorkReport")
    $when(["in_progress"])
    $usual(["in_progress +fault_code"])
    $label(zh="报完工", en="Report work done") {
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16;
  partly @2 :Bool;
  # Another visit is needed.
  result @3 :Text $format("multiline");
}

# Events

struct TravelStarted $event(stream="work_order", code=210) $label(zh="已出发", en="Travel started") {
  booking @0 :UInt16;
  at @1 :Int64 $format("instant");
}
struct TechnicianCheckedIn $event(stream="work_order", code=211)
    $label(zh="已签到", en="Technician checked in") {
  booking @0 :UInt16;
  technician @1 :Text $id("technician");
  at @2 :Int64 $format("instant");
  deviceAt @3 :Int64 $format("instant");
  latitude @4 :Int32 $personal("technician") $label(zh="纬度", en="Latitude");
  longitude @5 :Int32 $personal("technician") $label(zh="经度", en="Longitude");
  place @6 :Text $personal("technician");
  distance @7 :Int64 $label(zh="距用户（米）", en="Distance to the address (m)");
  # 0 where either place is not known.
  speed @8 :Int64 $label(zh="行程速度（千米/时）", en="Speed from the last check-in (km/h)");
  # 0 where there was none, or not at another place.
  marks @9 :List(CheckInMark) $label(zh="签到疑点", en="Doubts");
  reason @10 :Text;
}
struct WorkStarted $event(stream="work_order", code=212) $label(zh="已开工", en="Work started") {
  booking @0 :UInt16;
  at @1 :Int64 $format("instant");
}
struct WorkPaused $event(stream="work_order", code=213) $label(zh="已挂起", en="Work paused") {
  booking @0 :UInt16;
  why @1 :PauseReason;
  note @2 :Text $format("multiline");
  at @3 :Int64 $format("instant");
}
struct PauseCorrected $event(stream="work_order", code=1193)
    $label(zh="挂起原因已更正", en="Pause corrected") {
  booking @0 :UInt16;
  heldFrom @1 :Int64 $format("instant") $label(zh="挂起时间", en="Paused at");
  why @2 :PauseReason;
  reason @3 :Text;
  by @4 :Text $id("operator") $label(zh="操作人", en="By");
}
struct WorkResumed $event(stream="work_order", code=214) $label(zh="已恢复", en="Work resumed") {
  booking @0 :UInt16;
  at @1 :Int64 $format("instant");
}
struct ProgressRecorded $event(stream="work_order", code=215)
    $label(zh="过程已反馈", en="Progress recorded") {
  note @0 :Text $format("multiline") $label(zh="内容", en="Note");
  photoHash @1 :Text $personal("customer");
  photoBytes @2 :Int64;
}
struct FaultDiagnosed $event(stream="work_order", code=216)
    $label(zh="故障已诊断", en="Fault diagnosed") {
  faultCode @0 :Text;
  fault @1 :Text;
  cause @2 :Text;
  note @3 :Text $format("multiline");
}
struct PartUsed $event(stream="work_order", code=217) $label(zh="已用件", en="Part used") {
  part @0 :UInt16 $ref("part");
  technician @1 :Text $id("technician");
  quantity @2 :Int64 $format("quantity");
  serial @3 :Text $label(zh="备件编号", en="Part serial");
  payer @4 :Payer;
  cost @5 :Int64 $format("money");
  # Frozen at the time of use.
}
struct PartSerialFitted $event(stream="part_serial", code=235)
    $label(zh="备件编号已装用", en="Part serial fitted") {
  order @0 :UInt16 $ref("work_order");
}
struct WorkReported $event(stream="work_order", code=220) $label(zh="已报完工", en="Work reported") {
  booking @0 :UInt16;
  technician @1 :Text $id("technician");
  partly @2 :Bool;
  result @3 :Text $format("multiline");
  at @4 :Int64 $format("instant");
}
