@0xb38c5e0f17a2d469;
# Major incidents: reported within the deadline of the policy, classified, handled, reviewed. One
# stream each, incident/IN-yyyymmdd-nnnn. Commands 791-798, 1181-1182, events 792-800, 1185-1186.

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
using import "annotations.capnp".personal;
using import "annotations.capnp".required;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "annotations.capnp".yields;
using import "work_order_kinds.capnp".Severity;

enum IncidentStatus $label(zh="事件状态", en="Status of an incident") {
  none @0 $label(zh="无", en="None");
  reported @1 $label(zh="已上报", en="Reported");
  classified @2 $label(zh="已定级", en="Classified");
  handling @3 $label(zh="处置中", en="Being handled");
  resolved @4 $label(zh="已处置", en="Resolved");
  reviewed @5 $label(zh="已复核", en="Reviewed");
  closed @6 $label(zh="已结案", en="Closed");
  withdrawn @7 $label(zh="已撤销", en="Withdrawn");
}

enum IncidentKind $label(zh="事件类型", en="Kind of incident") {
  none @0 $label(zh="未定", en="Unknown");
  injury @1 $label(zh="人身伤害", en="Somebody was hurt");
  fire @2 $label(zh="火灾、触电、漏水", en="Fire, electricity, water");
  property @3 $label(zh="财产损失", en="Damage to property");
  press @4 $label(zh="媒体曝光", en="Exposed by the press");
  group @5 $label(zh="批量质量问题", en="Many machines at once");
  conflict @6 $label(zh="用户冲突", en="A quarrel with a customer");
  other @7 $label(zh="其他", en="Other");
}

struct Incident $state("incident") $plural("incidents") $label(zh="重大事件", en="Incident")
    $list(keeper="care", indexes=["outlet", "status outlet", "status outlet / due_at", "order",
              "reported_by"],
          owner="outlet", own="reported_by", order="-reported_at", search=["id", "place"],
          menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  # Reported → Classified → Handling → Resolved → Reviewed → Closed.
  status @0 :IncidentStatus;
  kind @1 :IncidentKind;
  severity @2 :Severity;
  askedSeverity @3 :Severity $label(zh="申请降为", en="Lowering asked to");
  # none: nobody asked.
  lowerer @4 :Text $id("operator") $label(zh="申请降级人", en="Lowering asked by");
  outlet @5 :Text $id("outlet");
  order @6 :Text $id("work_order");
  place @7 :Text;
  text @8 :Text $format("multiline") $label(zh="经过", en="What happened");
  occurredAt @9 :Int64 $format("instant") $label(zh="发生时间", en="Occurred at");
  reportedAt @10 :Int64 $format("instant") $label(zh="上报时间", en="Reported at");
  reportedBy @11 :Text $id("operator") $label(zh="上报人", en="Reported by");
  late @12 :Bool $label(zh="迟报", en="Reported late");
  lateReason @13 :Text $label(zh="迟报原因", en="Why it was reported late");
  dueAt @14 :Int64 $format("instant");
  # Of the first action. 0: it was taken.
  actions @15 :UInt32 $label(zh="处置次数", en="Actions so far");
  action @16 :Text $format("multiline") $label(zh="最近处置", en="Last action");
  cause @17 :Text $format("multiline") $label(zh="原因分析", en="Cause");
  outcome @18 :Text $format("multiline") $label(zh="处置结果", en="What was done");
  resolver @19 :Text $id("operator") $label(zh="处置人", en="Resolved by");
  reviewer @20 :Text $id("operator") $label(zh="复核人", en="Reviewed by");
  reason @21 :Text;
  # Why it was last corrected, classified, sent back, withdrawn or opened again.
  before @22 :IncidentStatus $label(zh="撤销前状态", en="Status before it was withdrawn");
}

struct ReportIncident $command(stream="incident", code=791,
    roles=["call_centre", "dispatcher", "technician", "administrator"])
    $when(["none"]) $label(zh="上报重大事件", en="Report an incident") {
  # Within the deadline of the service policy; later with a reason.
  incident @0 :Text $id("incident") $maxLength(64);
  # Empty: the next free number IN-yyyymmdd-nnnn.
  kind @1 :IncidentKind $required;
  severity @2 :Severity $required;
  occurredAt @3 :Int64 $required $format("instant") $label(zh="发生时间", en="Occurred at");
  text @4 :Text $required $format("multiline") $label(zh="经过", en="What happened");
  order @5 :Text $id("work_order");
  outlet @6 :Text $id("outlet");
  # Empty: the order's.
  place @7 :Text $maxLength(400);
  lateReason @8 :Text $label(zh="迟报原因", en="Why it was reported late");
}
struct CorrectIncident $command(stream="incident", code=1181,
    roles=["call_centre", "dispatcher", "administrator"])
    $when(["reported", "classified", "handling"])
    $label(zh="更正事件上报", en="Correct an incident") {
  # It was reported wrongly: every field as it shall be.
  incident @0 :Text $required $id("incident");
  kind @1 :IncidentKind $required;
  occurredAt @2 :Int64 $required $format("instant") $label(zh="发生时间", en="Occurred at");
  text @3 :Text $required $format("multiline") $label(zh="经过", en="What happened");
  order @4 :Text $id("work_order");
  outlet @5 :Text $id("outlet");
  # Empty: the order's.
  place @6 :Text $maxLength(400);
  lateReason @7 :Text $label(zh="迟报原因", en="Why it was reported late");
  reason @8 :Text $required;
}
struct WithdrawIncident $command(stream="incident", code=1182,
    roles=["dispatcher", "administrator", "manager"])
    $otherThan("reportedBy") $when(["reported", "classified", "handling"])
    $back("ReopenIncident") $label(zh="撤销事件", en="Withdraw an incident") {
  # There was none, or it was reported twice; by another person than who reported it.
  incident @0 :Text $required $id("incident");
  reason @1 :Text $required;
}
struct ClassifyIncident $command(stream="incident", code=792,
    roles=["call_centre", "dispatcher", "administrator"])
    $when(["reported", "classified", "handling"]) $usual(["reported"])
    $label(zh="事件定级", en="Classify an incident") {
  # Raised at once; a lower one waits for another person's approval.
  incident @0 :Text $required $id("incident");
  severity @1 :Severity $required;
  reason @2 :Text $required;
}
struct DecideIncidentLowering $command(stream="incident", code=793,
    roles=["dispatcher", "administrator", "manager"])
    $otherThan("lowerer") $when(["reported", "classified", "handling"])
    $label(zh="审批事件降级", en="Decide on a lower severity") {
  incident @0 :Text $required $id("incident");
  granted @1 :Bool $label(zh="同意降级", en="Granted");
  reason @2 :Text $required;
}
struct RecordIncidentAction $command(stream="incident", code=794,
    roles=["call_centre", "dispatcher", "technician", "administrator"])
    $when(["classified", "handling"]) $usual(["classified", "handling"])
    $label(zh="记录处置措施", en="Record an action") {
  incident @0 :Text $required $id("incident");
  action @1 :Text $required $format("multiline") $label(zh="措施", en="Action");
}
struct ResolveIncident $command(stream="incident", code=795,
    roles=["call_centre", "dispatcher", "administrator"])
    $when(["handling"]) $back("ReopenIncident") $label(zh="事件处置完毕", en="Resolve an incident") {
  incident @0 :Text $required $id("incident");
  cause @1 :Text $required $format("multiline") $label(zh="原因分析", en="Cause");
  outcome @2 :Text $required $format("multiline") $label(zh="处置结果", en="What was done");
}
struct ReviewIncident $command(stream="incident", code=796,
    roles=["dispatcher", "administrator", "manager"])
    $otherThan("resolver") $when(["resolved"]) $usual(["resolved"])
    $label(zh="复核事件", en="Review an incident") {
  # By another person than who reported and who resolved it. Not passed: it is handled on.
  incident @0 :Text $required $id("incident");
  passed @1 :Bool $label(zh="通过", en="Passed");
  reason @2 :Text $required;
}
struct CloseIncident $command(stream="incident", code=797, roles=["dispatcher", "administrator"])
    $when(["reviewed"]) $usual(["reviewed"]) $back("ReopenIncident")
    $label(zh="事件结案", en="Close an incident") {
  incident @0 :Text $required $id("incident");
}
struct ReopenIncident $command(stream="incident", code=798,
    roles=["call_centre", "dispatcher", "administrator", "manager"])
    $when(["resolved", "reviewed", "closed", "withdrawn"])
    $label(zh="重新处置事件", en="Reopen an incident") {
  incident @0 :Text $required $id("incident");
  reason @1 :Text $required;
}

struct IncidentReported $event(stream="incident", code=792)
    $label(zh="重大事件已上报", en="Incident reported") {
  kind @0 :IncidentKind;
  severity @1 :Severity;
  outlet @2 :UInt16 $ref("outlet");
  order @3 :UInt16 $ref("work_order");
  place @4 :Text;
  text @5 :Text $format("multiline") $label(zh="经过", en="What happened");
  occurredAt @6 :Int64 $format("instant") $label(zh="发生时间", en="Occurred at");
  reportedAt @7 :Int64 $format("instant") $label(zh="上报时间", en="Reported at");
  reportedBy @8 :UInt16 $ref("operator") $label(zh="上报人", en="Reported by");
  late @9 :Bool $label(zh="迟报", en="Reported late");
  lateReason @10 :Text $label(zh="迟报原因", en="Why it was reported late");
  dueAt @11 :Int64 $format("instant");
}
struct IncidentClassified $event(stream="incident", code=793)
    $label(zh="事件已定级", en="Incident classified") {
  severity @0 :Severity;
  reason @1 :Text;
}
struct IncidentLoweringAsked $event(stream="incident", code=794)
    $label(zh="已申请降级", en="Lower severity asked for") {
  askedSeverity @0 :Severity $label(zh="申请降为", en="Lowering asked to");
  lowerer @1 :UInt16 $ref("operator") $label(zh="申请降级人", en="Lowering asked by");
  reason @2 :Text;
}
struct IncidentLoweringDecided $event(stream="incident", code=795)
    $label(zh="降级已审批", en="Lower severity decided") {
  severity @0 :Severity;
  # As it is from now on.
  granted @1 :Bool $label(zh="同意降级", en="Granted");
  by @2 :UInt16 $ref("operator") $label(zh="审批人", en="Decided by");
  reason @3 :Text;
}
struct IncidentActionRecorded $event(stream="incident", code=796)
    $label(zh="处置已记录", en="Action recorded") {
  action @0 :Text $format("multiline") $label(zh="措施", en="Action");
  by @1 :UInt16 $ref("operator") $label(zh="处置人", en="By");
}
struct IncidentResolved $event(stream="incident", code=797)
    $label(zh="事件已处置", en="Incident resolved") {
  cause @0 :Text $format("multiline") $label(zh="原因分析", en="Cause");
  outcome @1 :Text $format("multiline") $label(zh="处置结果", en="What was done");
  resolver @2 :UInt16 $ref("operator") $label(zh="处置人", en="Resolved by");
}
struct IncidentReviewed $event(stream="incident", code=798)
    $label(zh="事件已复核", en="Incident reviewed") {
  passed @0 :Bool $label(zh="通过", en="Passed");
  reviewer @1 :UInt16 $ref("operator") $label(zh="复核人", en="Reviewed by");
  reason @2 :Text;
}
struct IncidentClosed $event(stream="incident", code=799)
    $label(zh="事件已结案", en="Incident closed") {
}
struct IncidentReopened $event(stream="incident", code=800)
    $label(zh="事件已重新处置", en="Incident reopened") {
  reason @0 :Text;
  dueAt @1 :Int64 $format("instant");
  # Of the first action, where none was taken before it was withdrawn.
}
struct IncidentCorrected $event(stream="incident", code=1185)
    $label(zh="事件上报已更正", en="Incident corrected") {
  kind @0 :IncidentKind;
  outlet @1 :UInt16 $ref("outlet");
  order @2 :UInt16 $ref("work_order");
  place @3 :Text;
  text @4 :Text $format("multiline") $label(zh="经过", en="What happened");
  occurredAt @5 :Int64 $format("instant") $label(zh="发生时间", en="Occurred at");
  late @6 :Bool $label(zh="迟报", en="Reported late");
  lateReason @7 :Text $label(zh="迟报原因", en="Why it was reported late");
  reason @8 :Text;
}
struct IncidentWithdrawn $event(stream="incident", code=1186)
    $label(zh="事件已撤销", en="Incident withdrawn") {
  reason @0 :Text;
  by @1 :UInt16 $ref("operator") $label(zh="操作人", en="By");
}

enum IncidentRefusal $refusals("incident") {
  notFound @0 $label(zh="事件不存在", en="There is no such incident");
  exists @1 $label(zh="事件编号已被使用", en="The number is taken");
  badId @2 $label(zh="事件编号格式不正确", en="The number is not well formed");
  kindMissing @3 $label(zh="请选择事件类型", en="The kind must be named");
  severityMissing @4 $label(zh="请选择严重程度", en="The severity must be named");
  badText @5 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  badTime @6 $label(zh="发生时间为空或晚于现在", en="The time is missing or lies in the future");
  unknownOrder @7 $label(zh="工单不存在", en="There is no such order");
  unknownOutlet @8 $label(zh="网点不存在", en="There is no such outlet");
  reportedLate @9 $label(zh="已超过上报期限，请填写原因", en="It is reported late: say why")
      $yields("lateReason");
  nothingChanged @10 $label(zh="没有变化", en="Nothing would change");
  loweringAsked @11 $label(zh="降级申请待审批", en="A lower severity waits for approval");
  noLowering @12 $label(zh="没有降级申请", en="Nobody asked for a lower severity");
  sameAuthor @13 $label(zh="审批人不能是申请人", en="Who asked for it may not approve it");
  notClassified @14 $label(zh="事件尚未定级", en="The incident is not classified");
  notHandled @15 $label(zh="尚无处置措施", en="No action was taken yet");
  notResolved @16 $label(zh="事件尚未处置完毕", en="The incident is not resolved");
  notReviewed @17 $label(zh="事件尚未复核", en="The incident is not reviewed");
  resolved @18 $label(zh="事件已处置完毕", en="The incident is resolved already");
  closed @19 $label(zh="事件已结案", en="The incident is closed already");
  reviewsHimself @20
      $label(zh="上报人和处置人不能复核", en="Who reported or resolved it may not review it");
  withdrawsHimself @21
      $label(zh="上报人不能撤销自己上报的事件", en="Who reported it may not withdraw it");
  withdrawn @22 $label(zh="事件已撤销", en="The incident is withdrawn");
}
