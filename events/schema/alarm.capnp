@0xd3a1c0d25e8f4b07;
# Alarms: deadlines that are armed, pass and trip. One stream per thing and kind: alarm/<order>:<kind>. Codes 330-349, 1091.

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
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "urgent_desk.capnp".UrgentCall;
using import "urgent_desk.capnp".UrgentContact;

enum AlarmStatus $label(zh="跳闸状态", en="Alarm status") {
  none @0 $label(zh="无", en="None");
  armed @1 $label(zh="计时中", en="Armed");
  tripped @2 $label(zh="已跳闸", en="Tripped");
  acknowledged @3 $label(zh="已确认", en="Acknowledged");
  cleared @4 $label(zh="已解除", en="Cleared");
  superseded @5 $label(zh="已失效", en="Superseded");
}

enum AlarmKind $label(zh="跳闸类型", en="Kind of alarm") {
  none @0 $label(zh="无", en="None");
  bookingAcceptance @1 $label(zh="签收超时", en="Booking not accepted in time");
  unitReturn @2 $label(zh="取件未按期送还", en="Unit not returned in time");
  complaintConfirmation @5 $label(zh="投诉未按时核实", en="Complaint not confirmed in time");
  complaintFollowUp @3 $label(zh="投诉未按时回访", en="Complaint not followed up in time");
  incidentAction @4 $label(zh="重大事件未按时处置", en="No action on an incident in time");
  orderArrival @6 $label(zh="未按时上门", en="Nobody there in time");
  orderCompletion @7 $label(zh="未按时修好", en="Work not done in time");
  urgentReport @8 $label(zh="紧急情况须立即知会", en="Urgent: to be told at once");
  # Due at once. Who acknowledges it was told.
}

struct AlarmTrip $label(zh="跳闸记录", en="Trip") {
  # A deadline that passed unanswered, as far as was known then.
  version @0 :UInt32 $label(zh="期限版本", en="Deadline version");
  dueAt @1 :Int64 $format("instant");
  at @2 :Int64 $format("instant") $label(zh="跳闸时间", en="Tripped at");
  metAt @3 :Int64 $format("instant") $label(zh="实际按时于", en="Met in time at");
  # Told later: what it waited for had happened then, not after dueAt. 0: it had not.
}

struct Alarm $state("alarm") $plural("alarms") $label(zh="跳闸", en="Alarm")
    $list(keeper="cases", indexes=["outlet", "status outlet", "status outlet / due_at", "order",
              "technician"],
           owner="outlet", order="-tripped_at",
          hiddenFrom="hidden_from", search=["id"], menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher"], own="technician") {
  # Armed → Tripped → Acknowledged → Cleared; Superseded when what it watched happened in time.
  status @0 :AlarmStatus;
  kind @1 :AlarmKind;
  acknowledgedBy @8 :Text $id("operator") $label(zh="确认人", en="Acknowledged by");
  acknowledgedAt @12 :Int64 $format("instant") $label(zh="确认时间", en="Acknowledged at");
  # 0 beside somebody: before that was kept.
  version @2 :UInt32 $label(zh="期限版本", en="Deadline version");
  dueAt @3 :Int64 $format("instant");
  order @4 :Text $id("work_order");
  technician @5 :Text $id("technician");
  outlet @6 :Text $id("outlet");
  trippedAt @7 :Int64 $format("instant") $label(zh="跳闸时间", en="Tripped at");
  trips @9 :List(AlarmTrip) $maxLength(100) $label(zh="历次跳闸", en="Trips");
  # The latest last, those of earlier deadlines too; the oldest goes where there are more.
  subject @10 :Text $format("stream") $label(zh="对象", en="Subject");
  # What it watches, where that is no order's booking: "complaint/CP-…", "incident/IN-…".
  hiddenFrom @11 :Text $format("stream") $label(zh="对其保密", en="Hidden from");
  contacts @13 :List(UrgentContact) $maxLength(10)
      $label(zh="须知会", en="Whoever is to be told");
  # Of an urgent report: those whom its place has named, in order.
  contactsOf @14 :Text $id("outlet") $label(zh="指定网点", en="Named by");
  # That or one above it; empty beside people: headquarters.
  call @15 :UrgentCall $label(zh="知会安排", en="Who is told");
  # nobody: whoever is there deals with it.
}

struct PassDeadline $command(stream="alarm", code=330, roles=["system"])
    $when(["armed"]) $label(zh="期限到", en="Let a deadline pass") {
  # Sent when the deadline is due; refused where it was disarmed or armed again meanwhile.
  alarm @0 :Text $required $id("alarm");
  version @1 :UInt32 $required $label(zh="期限版本", en="Deadline version");
}
struct AcknowledgeAlarm
    $command(stream="alarm", code=331, roles=["dispatcher", "call_centre", "manager"])
    $back("ReopenAlarm")
    $when(["tripped"])
    $usual(["tripped"])
    $label(zh="确认跳闸", en="Acknowledge an alarm") {
  alarm @0 :Text $required $id("alarm");
  note @1 :Text $format("multiline") $label(zh="说明", en="Note");
}
struct ClearAlarm $command(stream="alarm", code=332, roles=["dispatcher"])
    $back("ReopenAlarm")
    $when(["acknowledged"])
    $usual(["acknowledged"])
    $label(zh="解除跳闸", en="Clear an alarm") {
  alarm @0 :Text $required $id("alarm");
  handling @1 :Text $required $format("multiline");
}
struct ReopenAlarm
    $command(stream="alarm", code=333, roles=["dispatcher", "call_centre", "manager"])
    $when(["acknowledged", "cleared"]) $label(zh="重新打开跳闸", en="Reopen an alarm") {
  # Acknowledged or cleared by mistake, or too soon: it waits again.
  alarm @0 :Text $required $id("alarm");
  reason @1 :Text $required;
}

struct AlarmArmed $event(stream="alarm", code=330) $label(zh="期限已设", en="Alarm armed") {
  kind @0 :AlarmKind;
  version @1 :UInt32 $label(zh="期限版本", en="Deadline version");
  dueAt @2 :Int64 $format("instant");
  order @3 :UInt16 $ref("work_order");
  technician @4 :UInt16 $ref("technician");
  outlet @5 :Text $id("outlet");
}
struct AlarmDisarmed $event(stream="alarm", code=331) $label(zh="期限已撤", en="Alarm disarmed") {
  version @0 :UInt32 $label(zh="期限版本", en="Deadline version");
}
struct DeadlinePassed $event(stream="alarm", code=332) $label(zh="期限已到", en="Deadline passed") {
  version @0 :UInt32 $label(zh="期限版本", en="Deadline version");
  dueAt @1 :Int64 $format("instant");
}
struct AlarmTripped $event(stream="alarm", code=333) $label(zh="已跳闸", en="Alarm tripped") {
  kind @0 :AlarmKind;
  at @1 :Int64 $format("instant") $label(zh="跳闸时间", en="Tripped at");
  order @2 :UInt16 $ref("work_order");
  technician @3 :Text $id("technician");
  outlet @4 :Text $id("outlet");
}
struct AlarmAcknowledged $event(stream="alarm", code=334) $label(zh="跳闸已确认", en="Alarm acknowledged") {
  by @0 :Text $id("operator") $label(zh="确认人", en="By");
  note @1 :Text $format("multiline") $label(zh="说明", en="Note");
  acknowledgedAt @2 :Int64 $format("instant") $label(zh="确认时间", en="Acknowledged at");
}
struct AlarmCleared $event(stream="alarm", code=335) $label(zh="跳闸已解除", en="Alarm cleared") {
  by @0 :Text $id("operator") $label(zh="处理人", en="By");
  handling @1 :Text $format("multiline");
}
struct AlarmFoundMet $event(stream="alarm", code=336) $label(zh="查明未超时", en="Found met in time") {
  # It had tripped, and then something was told that had happened before the deadline. Emitted by
  # what is told. The trip is marked; an alarm that was still open over it is superseded.
  version @0 :UInt32 $label(zh="期限版本", en="Deadline version");
  at @1 :Int64 $format("instant") $label(zh="实际按时于", en="Met in time at");
}
struct AlarmReopened $event(stream="alarm", code=337) $label(zh="跳闸已重新打开", en="Alarm reopened") {
  by @0 :Text $id("operator") $label(zh="操作人", en="By");
  reason @1 :Text;
  order @2 :UInt16 $ref("work_order");
  technician @3 :Text $id("technician");
  outlet @4 :Text $id("outlet");
}
struct AlarmConcerned $event(stream="alarm", code=809)
    $label(zh="跳闸对象", en="What an alarm watches") {
  # Beside AlarmArmed.
  subject @0 :Text $format("stream") $label(zh="对象", en="Subject");
  hiddenFrom @1 :Text $format("stream") $label(zh="对其保密", en="Hidden from");
}
struct AlarmMoved $event(stream="alarm", code=980)
    $label(zh="跳闸已随工单转网点", en="Alarm moved with its order") {
  # Its order became another outlet's: there it waits.
  outlet @0 :Text $id("outlet");
}
struct AlarmAddressed $event(stream="alarm", code=1091)
    $label(zh="已明确须知会的人", en="Who is to be told of an alarm") {
  # Beside AlarmTripped, AlarmMoved or AlarmReopened of an urgent report: as its place names them by
  # then. Left out where that changes nothing, as where nobody ever was named.
  contacts @0 :List(UrgentContact) $label(zh="须知会", en="Whoever is to be told");
  outlet @1 :Text $id("outlet") $label(zh="指定网点", en="Named by");
  # Empty beside people: headquarters.
}

enum AlarmRefusal $refusals("alarm") {
  notFound @0 $label(zh="跳闸不存在", en="There is no such alarm");
  superseded @1 $label(zh="期限已失效", en="The deadline was disarmed or armed again");
  notDue @2 $label(zh="期限未到", en="The deadline has not passed yet");
  notTripped @3 $label(zh="尚未跳闸", en="The alarm has not tripped");
  notAcknowledged @4 $label(zh="跳闸尚未确认", en="The alarm was not acknowledged");
  alreadyAcknowledged @5 $label(zh="跳闸已确认", en="The alarm was acknowledged already");
  alreadyCleared @6 $label(zh="跳闸已解除", en="The alarm was cleared already");
  handlingMissing @7 $label(zh="请填写处理情况", en="What was done must be said");
  badNote @8 $label(zh="说明过长或含有非法字符", en="The note is too long or not well formed");
  notHandled @9 $label(zh="跳闸尚未确认或解除", en="The alarm was neither acknowledged nor cleared");
  reasonMissing @10 $label(zh="请填写原因", en="A reason is needed");
}
