@0x8c0a4b6d17e35f21;
# When technicians are on duty: rosters by outlet and day, and their leave. Codes 630-639.

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
using import "annotations.capnp".idParts;
using import "annotations.capnp".refusals;
using import "annotations.capnp".yields;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".maxLength;
using import "annotations.capnp".personal;

enum RosterStatus $label(zh="排班状态", en="Roster status") {
  none @0 $label(zh="未排班", en="None");
  published @1 $label(zh="已发布", en="Published");
  withdrawn @2 $label(zh="已撤回", en="Withdrawn");
}

enum LeaveStatus $label(zh="请假状态", en="Leave status") {
  none @0 $label(zh="无", en="None");
  requested @1 $label(zh="待审批", en="Requested");
  approved @2 $label(zh="已批准", en="Approved");
  rejected @3 $label(zh="已驳回", en="Rejected");
  withdrawn @4 $label(zh="已撤回", en="Withdrawn");
}

enum LeaveKind $label(zh="请假类型", en="Kind of leave") {
  none @0 $label(zh="未定", en="Unknown");
  annual @1 $label(zh="年假", en="Annual leave");
  personal @2 $label(zh="事假", en="Personal leave");
  sick @3 $label(zh="病假", en="Sick leave");
  training @4 $label(zh="培训", en="Training");
  other @5 $label(zh="其他", en="Other");
}

struct Shift $label(zh="班次", en="Shift")
    $list(name="shifts", elements="cases.roster:shifts",
          around=["id=roster", "outlet", "day", "status", "version"], thing="roster",
          id=["^id", "#"],
          order="-day", indexes=["outlet", "technician", ""], owner="outlet", menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher"], own="technician") {
  technician @0 :Text $required $id("technician");
  startsAt @1 :Int64 $required $format("instant");
  endsAt @2 :Int64 $required $format("instant");
  # Half-open; at most 24 hours. It belongs to the day on which it starts.
}

struct Roster $state("roster") $plural("rosters") $label(zh="排班", en="Roster")
    $idParts(["outlet", "day"])
    $list(keeper="cases", indexes=["outlet / day", "outlet", ""], owner="outlet",
          search=["id"],
          order="-day", menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "technician"]) {
  # The stream roster/<outlet>:<yyyy-mm-dd>: who is on duty on a day. A day without one has no
  # roster, and everybody may be sent.
  status @0 :RosterStatus;
  outlet @1 :Text $id("outlet");
  day @2 :Int32 $format("date") $label(zh="日期", en="Day");
  version @3 :UInt32;
  # 1, and one more each time that the day is published anew.
  shifts @4 :List(Shift) $maxLength(1000) $label(zh="班次", en="Shifts");
  # By start, then technician.
  publishedBy @5 :Text $id("operator") $label(zh="发布人", en="Published by");
  publishedAt @6 :Int64 $format("instant") $label(zh="发布时间", en="Published at");
  reason @7 :Text $label(zh="撤回原因", en="Withdrawn for");
}

struct Leave $state("leave") $plural("leaves") $label(zh="请假", en="Leave")
    $list(keeper="cases", indexes=["outlet", "status outlet", "status outlet / starts_at",
              "technician"],
           owner="outlet",
          search=["id"], order="-starts_at", menu="today",
          readers=["administrator", "auditor", "dispatcher"], own="technician") {
  # The stream leave/LV-yyyymmdd-nnnn.
  status @0 :LeaveStatus;
  technician @1 :Text $id("technician");
  outlet @2 :Text $id("outlet");
  kind @3 :LeaveKind;
  startsAt @4 :Int64 $format("instant");
  endsAt @5 :Int64 $format("instant");
  # Half-open.
  reason @6 :Text $personal("technician");
  requestedBy @7 :Text $id("operator") $label(zh="申请人", en="Requested by");
  requestedAt @8 :Int64 $format("instant") $label(zh="申请时间", en="Requested at");
  decidedBy @9 :Text $id("operator") $label(zh="审批人", en="Decided by");
  decidedAt @10 :Int64 $format("instant") $label(zh="审批时间", en="Decided at");
  answer @11 :Text $format("multiline") $personal("technician")
      $label(zh="审批意见", en="What was answered");
}

struct Absence {
  leave @0 :Text $id("leave");
  startsAt @1 :Int64 $format("instant");
  endsAt @2 :Int64 $format("instant");
}
struct Absences $state("absences") $plural("absences") $label(zh="缺勤", en="Absences") {
  # The stream absences/<technician>: his approved leave, which dispatch and rosters ask for. What
  # ended before the one that was approved last is left out.
  periods @0 :List(Absence) $maxLength(200) $label(zh="缺勤时段", en="Periods");
}

# Commands

struct PublishRoster $command(stream="roster", code=630, roles=["dispatcher", "administrator"])
    $back("WithdrawRoster")
    $when(["none", "published", "withdrawn"])
    $label(zh="发布排班", en="Publish a roster") {
  # Who is on duty on each day from one to the other, 31 days at most; a day without a shift has
  # nobody. Each day that was published before is replaced.
  outlet @0 :Text $required $id("outlet");
  fromDay @1 :Int32 $required $format("date") $label(zh="起始日期", en="First day");
  untilDay @2 :Int32 $required $format("date") $label(zh="截止日期", en="Last day");
  shifts @3 :List(Shift) $maxLength(2000) $label(zh="班次", en="Shifts");
}
struct WithdrawRoster $command(stream="roster", code=631, roles=["dispatcher", "administrator"])
    $when(["published"]) $label(zh="撤回排班", en="Withdraw a roster") {
  # The day has no roster then.
  outlet @0 :Text $required $id("outlet");
  day @1 :Int32 $required $format("date") $label(zh="日期", en="Day");
  reason @2 :Text $required;
}
struct RequestLeave
    $command(stream="leave", code=632, roles=["technician", "dispatcher", "administrator"])
    $back("WithdrawLeave")
    $when(["none"]) $label(zh="申请请假", en="Request leave") {
  # By himself, or for him by whoever dispatches him.
  technician @0 :Text $required $id("technician");
  kind @1 :LeaveKind $required;
  startsAt @2 :Int64 $required $format("instant");
  endsAt @3 :Int64 $required $format("instant");
  reason @4 :Text $personal("technician");
}
struct ApproveLeave $command(stream="leave", code=633,
    roles=["dispatcher", "administrator", "manager"])
    $otherThan("requestedBy")
    $when(["requested"])
    $usual(["requested"])
    $label(zh="批准请假", en="Approve leave") {
  # By another person than who takes it or asked for it. He is not sent and not on a roster then.
  leave @0 :Text $required $id("leave");
  answer @1 :Text $format("multiline") $personal("technician")
      $label(zh="审批意见", en="What is answered");
  bookedReason @2 :Text $label(zh="仍有派工的原因", en="Why although he is booked");
  # Needed where he has visits in that time: those are to be reassigned.
}
struct RejectLeave $command(stream="leave", code=634,
    roles=["dispatcher", "administrator", "manager"])
    $otherThan("requestedBy")
    $when(["requested"]) $label(zh="驳回请假", en="Reject leave") {
  leave @0 :Text $required $id("leave");
  answer @1 :Text $required $format("multiline") $personal("technician")
      $label(zh="审批意见", en="What is answered");
}
struct WithdrawLeave
    $command(stream="leave", code=635,
        roles=["technician", "dispatcher", "administrator", "manager"])
    $when(["requested", "approved"]) $label(zh="撤回请假", en="Withdraw leave") {
  # He is there after all.
  leave @0 :Text $required $id("leave");
  reason @1 :Text $required $personal("technician");
}

# Events

struct RosterPublished $event(stream="roster", code=630)
    $label(zh="排班已发布", en="Roster published") {
  outlet @0 :UInt16 $ref("outlet");
  day @1 :Int32 $format("date") $label(zh="日期", en="Day");
  version @2 :UInt32;
  shifts @3 :List(Shift) $label(zh="班次", en="Shifts");
  publishedBy @4 :UInt16 $ref("operator") $label(zh="发布人", en="Published by");
  publishedAt @5 :Int64 $format("instant") $label(zh="发布时间", en="Published at");
}
struct RosterWithdrawn $event(stream="roster", code=631)
    $label(zh="排班已撤回", en="Roster withdrawn") {
  reason @0 :Text;
  by @1 :UInt16 $ref("operator") $label(zh="撤回人", en="By");
}
struct LeaveRequested $event(stream="leave", code=632) $label(zh="已申请请假", en="Leave requested") {
  technician @0 :UInt16 $ref("technician");
  outlet @1 :UInt16 $ref("outlet");
  kind @2 :LeaveKind;
  startsAt @3 :Int64 $format("instant");
  endsAt @4 :Int64 $format("instant");
  reason @5 :Text $personal("technician");
  requestedBy @6 :UInt16 $ref("operator") $label(zh="申请人", en="Requested by");
  requestedAt @7 :Int64 $format("instant") $label(zh="申请时间", en="Requested at");
}
struct LeaveApproved $event(stream="leave", code=633) $label(zh="请假已批准", en="Leave approved") {
  answer @0 :Text $format("multiline") $personal("technician")
      $label(zh="审批意见", en="What was answered");
  bookedReason @1 :Text $label(zh="仍有派工的原因", en="Why although he is booked");
  decidedBy @2 :UInt16 $ref("operator") $label(zh="审批人", en="Decided by");
  decidedAt @3 :Int64 $format("instant") $label(zh="审批时间", en="Decided at");
}
struct LeaveRejected $event(stream="leave", code=634) $label(zh="请假已驳回", en="Leave rejected") {
  answer @0 :Text $format("multiline") $personal("technician")
      $label(zh="审批意见", en="What was answered");
  decidedBy @1 :UInt16 $ref("operator") $label(zh="审批人", en="Decided by");
  decidedAt @2 :Int64 $format("instant") $label(zh="审批时间", en="Decided at");
}
struct LeaveWithdrawn $event(stream="leave", code=635) $label(zh="请假已撤回", en="Leave withdrawn") {
  reason @0 :Text $personal("technician");
  by @1 :UInt16 $ref("operator") $label(zh="撤回人", en="By");
}
struct AbsenceEntered $event(stream="absences", code=636) $label(zh="缺勤已登记", en="Absence entered") {
  # With LeaveApproved.
  leave @0 :UInt16 $ref("leave");
  startsAt @1 :Int64 $format("instant");
  endsAt @2 :Int64 $format("instant");
  at @3 :Int64 $format("instant");
}
struct AbsenceRemoved $event(stream="absences", code=637) $label(zh="缺勤已撤销", en="Absence removed") {
  # With LeaveWithdrawn.
  leave @0 :UInt16 $ref("leave");
}

enum RosterRefusal $refusals("roster") {
  notFound @0 $label(zh="该日没有排班", en="The day has no roster");
  unknownOutlet @1 $label(zh="网点不存在", en="There is no such outlet");
  badDays @2 $label(zh="日期先后不正确或超过 31 天", en="The days are out of order or more than 31");
  inThePast @3 $label(zh="日期已过", en="The days lie in the past");
  badShift @4
      $label(zh="班次时间不正确或不在排班日期内", en="A shift's times are wrong or outside the days");
  unknownTechnician @5 $label(zh="技术员不存在", en="There is no such technician");
  otherOutlet @6 $label(zh="不是本网点的技术员", en="The technician is another outlet's");
  technicianSuspended @7 $label(zh="技术员已停岗", en="The technician is suspended");
  overlap @8 $label(zh="班次重叠", en="Two shifts of one technician overlap");
  onLeave @9 $label(zh="班次与已批准的请假冲突", en="A shift lies over an approved leave");
  nothingChanged @10 $label(zh="没有变化", en="Nothing would change");
  withdrawn @11 $label(zh="排班已撤回", en="The roster is withdrawn already");
  reasonMissing @12 $label(zh="请填写原因", en="A reason is needed");
}

enum LeaveRefusal $refusals("leave") {
  notFound @0 $label(zh="请假不存在", en="There is no such leave");
  badTimes @1
      $label(zh="时间先后不正确或超过一年", en="The times are out of order or more than a year");
  tooLate @2 $label(zh="已过去 31 天以上", en="It began more than 31 days ago");
  kindMissing @3 $label(zh="请选择请假类型", en="The kind of leave must be named");
  badText @4 $label(zh="文字过长或含有非法字符", en="A text is too long or not well formed");
  notYours @5 $label(zh="只能为本人请假", en="A technician asks for himself alone");
  overlap @6 $label(zh="与已批准的请假重叠", en="It overlaps an approved leave");
  booked @7 $label(zh="该时段已有派工，请说明原因", en="He is booked in that time: say why all the same")
      $yields("bookedReason");
  notRequested @8 $label(zh="请假不在待审批状态", en="The leave does not wait for an answer");
  sameAuthor @9 $label(zh="审批人不能是本人或申请人", en="Who takes or asked for it may not decide");
  reasonMissing @10 $label(zh="请填写原因", en="A reason is needed");
  over @11 $label(zh="请假已驳回或撤回", en="The leave was rejected or withdrawn");
}
