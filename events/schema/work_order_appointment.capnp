@0xbd52a8e9047f361c;
# When somebody comes, agreed by both sides; and visits that came to nothing: nobody was there, or
# it could not be done. Codes 261-263, 640-650,
# 1192.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
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
using import "annotations.capnp".means;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "annotations.capnp".personal;
using import "work_order_booking.capnp".AskedBy;
using import "work_order_kinds.capnp".OrderWait;

enum AppointmentStatus $label(zh="预约状态", en="Status of an appointment") {
  none @0 $label(zh="无", en="None");
  agreed @1 $label(zh="已约定", en="Agreed");
  met @2 $label(zh="已到场", en="Met");
  missed @3 $label(zh="用户爽约", en="Customer not there");
  canceled @4 $label(zh="已取消", en="Canceled");
}

struct Appointment $state("appointment") $plural("appointments") $label(zh="预约", en="Appointment")
    $list(keeper="cases", indexes=["outlet", "status outlet", "status outlet / starts_at",
              "customer", ""],
           owner="outlet",
          search=["id"], order="-starts_at", menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  # The stream appointment/<order>: the one that stands, and how often it was changed.
  status @0 :AppointmentStatus;
  order @1 :Text $id("work_order");
  outlet @2 :Text $id("outlet");
  customer @3 :Text $id("customer");
  startsAt @4 :Int64 $format("instant");
  # The technician arrives in [startsAt, endsAt].
  endsAt @5 :Int64 $format("instant");
  askedBy @6 :AskedBy;
  # Who asked for this time.
  changesByCustomer @7 :UInt16 $label(zh="用户改约次数", en="Changed by the customer");
  changesByUs @8 :UInt16 $label(zh="我方改约次数", en="Changed by us");
  noShows @9 :UInt16 $label(zh="用户爽约次数", en="Customer not there (times)");
  agreedBy @10 :Text $id("operator") $label(zh="登记人", en="Told by");
  agreedAt @11 :Int64 $format("instant") $label(zh="约定时间", en="Agreed at");
  arrivedAt @12 :Int64 $format("instant") $label(zh="到场时间", en="Arrived at");
  late @13 :Bool $label(zh="迟到", en="Too late");
  reason @14 :Text;
}

enum AbnormalKind $label(zh="异常类型", en="What was abnormal") {
  none @0 $label(zh="未定", en="Unknown");
  wrongAddress @1 $label(zh="地址错误", en="Wrong address");
  refusedEntry @2 $label(zh="用户拒绝服务", en="The customer refuses");
  siteNotReady @3 $label(zh="现场不具备条件", en="The site is not ready");
  wrongAppliance @4 $label(zh="机型不符", en="Another appliance");
  noFault @5 $label(zh="未见故障", en="No fault found");
  unsafe @6 $label(zh="存在安全隐患", en="Unsafe");
  other @7 $label(zh="其他", en="Other");
}

enum FailedVisitStatus $label(zh="未成服务状态", en="Status of a failed visit") {
  none @0 $label(zh="无", en="None");
  noShow @1 $label(zh="用户爽约", en="Customer not there");
  abnormal @2 $label(zh="上门异常", en="Abnormal visit");
  withdrawn @3 $label(zh="已撤回", en="Withdrawn");
}

struct FailedVisit $state("failed_visit") $plural("failed_visits")
    $label(zh="未成服务的上门", en="Failed visit")
    $list(keeper="cases", indexes=["outlet", "status outlet", "status outlet / at", "technician",
              "order"],
           owner="outlet",
          search=["id"], order="-at", menu="watch",
          readers=["administrator", "auditor", "call_centre", "dispatcher"], own="technician") {
  # The stream failed_visit/<order>:<booking>, with its evidence.
  status @0 :FailedVisitStatus;
  order @1 :Text $id("work_order");
  booking @2 :UInt16;
  technician @3 :Text $id("technician");
  outlet @4 :Text $id("outlet");
  at @5 :Int64 $format("instant");
  kind @6 :AbnormalKind $label(zh="异常类型", en="What was abnormal");
  revisit @7 :Bool $label(zh="需再次上门", en="Another visit");
  note @8 :Text $format("multiline");
  customer @9 :Text $id("customer");
  photoHash @10 :Text $personal("customer");
  photoBytes @11 :Int64;
  by @12 :Text $id("operator") $label(zh="登记人", en="By");
  reason @13 :Text $label(zh="撤回原因", en="Withdrawn for");
}

# Commands

struct AgreeAppointment
    $command(stream="work_order", code=261, roles=["call_centre", "dispatcher", "technician"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold"])
    $back("WithdrawAppointment") $label(zh="约定上门时间", en="Agree an appointment") {
  # By telephone mostly, before somebody is sent; inside the customer's window. Who is sent must
  # arrive in it.
  order @0 :Text $required $id("work_order");
  startsAt @1 :Int64 $required $format("instant");
  endsAt @2 :Int64 $required $format("instant");
  askedBy @3 :AskedBy $required;
}
struct ChangeAppointment
    $command(stream="work_order", code=262, roles=["call_centre", "dispatcher", "technician"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold"])
    $label(zh="更改上门时间", en="Change an appointment") {
  # Counts against the side that asked.
  order @0 :Text $required $id("work_order");
  startsAt @1 :Int64 $required $format("instant");
  endsAt @2 :Int64 $required $format("instant");
  askedBy @3 :AskedBy $required;
  reason @4 :Text $required;
}
struct WithdrawAppointment
    $command(stream="work_order", code=1192, roles=["call_centre", "dispatcher", "technician"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold"])
    $label(zh="撤回约定", en="Withdraw an appointment") {
  # It was agreed for another order, or not at all; it counts against nobody.
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}
struct RecordNoShow $command(stream="work_order", code=263, roles=["technician", "dispatcher"])
    $back("WithdrawFailedVisit")
    $when(["traveling"]) $label(zh="登记用户爽约", en="Record that nobody was there") {
  # The technician is at the door, at the time, and nobody opens. Before somebody is sent again a
  # new appointment is agreed.
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16;
  note @2 :Text $required $format("multiline");
  # Whom he called, and how often.
  photoHash @3 :Text $personal("customer") $maxLength(64);
  photoBytes @4 :Int64 $bounds(min = 0, max = 100000000);
}
struct MarkAbnormal $command(stream="work_order", code=640, roles=["technician", "dispatcher"])
    $back("WithdrawFailedVisit")
    $when(["accepted", "traveling", "in_progress", "on_hold"])
    $label(zh="登记上门异常", en="Mark a visit as abnormal") {
  # It could not be done. With another visit the order is to be dispatched again; without, it waits
  # for a dispatcher, who cancels it or sends somebody all the same.
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16;
  kind @2 :AbnormalKind $required $label(zh="异常类型", en="What was abnormal");
  revisit @3 :Bool $label(zh="需再次上门", en="Another visit");
  note @4 :Text $required $format("multiline");
  photoHash @5 :Text $personal("customer") $maxLength(64);
  photoBytes @6 :Int64 $bounds(min = 0, max = 100000000);
}
struct WithdrawFailedVisit $command(stream="work_order", code=641, roles=["dispatcher"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold"])
    $label(zh="撤回未成服务", en="Withdraw a failed visit") {
  # It was not so, and counts against nobody. The order is dispatched again.
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16 $required $bounds(min = 1, max = 65535)
      $means("no_show|abnormal of bookings");
  reason @2 :Text $required;
}
struct ExtendAcceptance $command(stream="work_order", code=642, roles=["dispatcher"])
    $when(["scheduled"]) $label(zh="延长签收期限", en="Extend the deadline for accepting") {
  # Also after it has passed. The alarm is armed anew.
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16;
  acceptBy @2 :Int64 $required $format("instant");
  reason @3 :Text $required;
}

# Events

struct AppointmentSet $event(stream="work_order", code=261)
    $label(zh="上门时间已约定", en="Appointment set") {
  # With AppointmentAgreed or AppointmentChanged, which have the rest.
  appointmentFrom @0 :Int64 $format("instant") $label(zh="约定上门从", en="Appointment from");
  appointmentUntil @1 :Int64 $format("instant") $label(zh="约定上门至", en="Appointment until");
  askedBy @2 :AskedBy;
  reason @3 :Text;
}
struct AppointmentWithdrawn $event(stream="work_order", code=1192)
    $label(zh="约定已撤回", en="Appointment withdrawn") {
  waitsFor @0 :OrderWait $label(zh="等待事项", en="Waits for");
  # As without it.
  reason @1 :Text;
  by @2 :UInt16 $ref("operator") $label(zh="操作人", en="By");
}
struct NoShowRecorded $event(stream="work_order", code=262)
    $label(zh="用户爽约已登记", en="Nobody was there") {
  booking @0 :UInt16;
  technician @1 :Text $id("technician");
  note @2 :Text $format("multiline");
  at @3 :Int64 $format("instant");
}
struct VisitMarkedAbnormal $event(stream="work_order", code=263)
    $label(zh="上门异常已登记", en="Visit marked as abnormal") {
  booking @0 :UInt16;
  technician @1 :Text $id("technician");
  kind @2 :AbnormalKind $label(zh="异常类型", en="What was abnormal");
  revisit @3 :Bool $label(zh="需再次上门", en="Another visit");
  note @4 :Text $format("multiline");
  at @5 :Int64 $format("instant");
}
struct FailedVisitCleared $event(stream="work_order", code=641)
    $label(zh="未成服务已撤回", en="Failed visit withdrawn from the order") {
  booking @0 :UInt16;
  reason @1 :Text;
  by @2 :UInt16 $ref("operator") $label(zh="操作人", en="By");
  waitsFor @3 :OrderWait;
  # What the order waits for by another visit that failed since.
}
struct AcceptanceExtended $event(stream="work_order", code=642)
    $label(zh="签收期限已延长", en="Deadline for accepting extended") {
  booking @0 :UInt16;
  acceptBy @1 :Int64 $format("instant");
  reason @2 :Text;
}
struct AppointmentAgreed $event(stream="appointment", code=643)
    $label(zh="预约已约定", en="Appointment agreed") {
  order @0 :UInt16 $ref("work_order");
  outlet @1 :Text $id("outlet");
  customer @2 :Text $id("customer");
  startsAt @3 :Int64 $format("instant");
  endsAt @4 :Int64 $format("instant");
  askedBy @5 :AskedBy;
  agreedBy @6 :UInt16 $ref("operator") $label(zh="登记人", en="Told by");
  agreedAt @7 :Int64 $format("instant") $label(zh="约定时间", en="Agreed at");
}
struct AppointmentChanged $event(stream="appointment", code=644)
    $label(zh="预约已更改", en="Appointment changed") {
  startsAt @0 :Int64 $format("instant");
  endsAt @1 :Int64 $format("instant");
  askedBy @2 :AskedBy;
  reason @3 :Text;
  agreedBy @4 :UInt16 $ref("operator") $label(zh="登记人", en="Told by");
  agreedAt @5 :Int64 $format("instant") $label(zh="约定时间", en="Agreed at");
}
struct AppointmentMet $event(stream="appointment", code=645)
    $label(zh="已按预约到场", en="Appointment met") {
  # With the check-in; late where that is after it.
  arrivedAt @0 :Int64 $format("instant") $label(zh="到场时间", en="Arrived at");
  late @1 :Bool $label(zh="迟到", en="Too late");
}
struct AppointmentMissed $event(stream="appointment", code=646)
    $label(zh="用户爽约", en="Appointment missed") {
  at @0 :Int64 $format("instant");
}
struct AppointmentFreed $event(stream="appointment", code=647)
    $label(zh="预约已取消", en="Appointment canceled") {
  # With the order.
  reason @0 :Text;
}
struct AppointmentMissWithdrawn $event(stream="appointment", code=650)
    $label(zh="用户爽约已撤回", en="Appointment was not missed") {
  agreedAnew @0 :Bool $label(zh="已重新约定", en="Another is agreed since");
  # And stands.
}
struct AppointmentArrivalWithdrawn $event(stream="appointment", code=1101)
    $label(zh="预约到场已撤回", en="Arrival withdrawn") {
  # With the check-in: it is still to be met.
  reason @0 :Text;
}
struct VisitFailed $event(stream="failed_visit", code=648)
    $label(zh="上门未成服务", en="Visit failed") {
  status @0 :FailedVisitStatus;
  order @1 :UInt16 $ref("work_order");
  booking @2 :UInt16;
  technician @3 :Text $id("technician");
  outlet @4 :Text $id("outlet");
  at @5 :Int64 $format("instant");
  kind @6 :AbnormalKind $label(zh="异常类型", en="What was abnormal");
  revisit @7 :Bool $label(zh="需再次上门", en="Another visit");
  note @8 :Text $format("multiline");
  customer @9 :Text $id("customer");
  photoHash @10 :Text $personal("customer");
  photoBytes @11 :Int64;
  by @12 :UInt16 $ref("operator") $label(zh="登记人", en="By");
}
struct FailedVisitWithdrawn $event(stream="failed_visit", code=649)
    $label(zh="未成服务已撤回", en="Failed visit withdrawn") {
  noShow @0 :Bool $label(zh="用户爽约", en="Customer not there");
  reason @1 :Text;
}

enum AppointmentRefusal $refusals("appointment") {
  agreed @0 $label(zh="已有约定时间，请更改", en="One is agreed already: change it");
  notAgreed @1 $label(zh="尚未约定时间", en="No appointment is agreed");
  badTimes @2 $label(zh="时间先后不正确或超过 12 小时", en="It must end after it begins, within 12 hours");
  inThePast @3 $label(zh="时间已过", en="The time lies in the past");
  outsideWindow @4 $label(zh="不在用户约定时间内", en="It lies outside the customer's window");
  nothingChanged @5 $label(zh="没有变化", en="These are its times");
  askedByMissing @6 $label(zh="请指明谁要求", en="Who asked must be named");
  needed @7 $label(zh="用户爽约后须先重新约定时间", en="Nobody was there: agree a new appointment first");
}

enum FailedVisitRefusal $refusals("failed_visit") {
  tooEarly @0 $label(zh="约定时间未到", en="The appointed time has not come");
  notAtTheDoor @1 $label(zh="请先签到", en="Check in at the door first");
  noteMissing @2 $label(zh="请说明情况", en="What happened must be said");
  badPhoto @3 $label(zh="照片哈希不正确", en="The photo's hash is not well formed");
  kindMissing @4 $label(zh="请选择异常类型", en="What was abnormal must be named");
  notFailed @5 $label(zh="该派工没有未成服务记录", en="The booking has no failed visit");
}
