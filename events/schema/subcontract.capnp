@0xc7185fd3a2b64e90;
# Work that a third party does at our cost, because we were too late. Codes of commands 650-655, of
# events 651-659.

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
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;

enum SubcontractStatus $label(zh="外委状态", en="Status of a subcontract") {
  none @0 $label(zh="无", en="None");
  requested @1 $label(zh="待审批", en="Requested");
  approved @2 $label(zh="外委服务中", en="At the third party");
  done @3 $label(zh="已完成", en="Done");
  rejected @4 $label(zh="已驳回", en="Rejected");
  withdrawn @5 $label(zh="已撤回", en="Withdrawn");
}

struct SubcontractRound $label(zh="外委费用", en="Subcontracted work")
    $list(name="subcontracted_work", elements="cases.subcontract:rounds",
          around=["id=order", "outlet"], thing="subcontract", id=["^id", "number"],
          order="-done_at", indexes=["outlet"], owner="outlet", menu="money",
          readers=["administrator", "auditor", "dispatcher", "accountant"]) {
  # What a third party did for the order, and what that cost: one each time.
  number @0 :UInt32 $label(zh="序号", en="Number");
  contractor @1 :Text $label(zh="受托单位", en="Third party");
  requestedAt @2 :Int64 $format("instant") $label(zh="申请时间", en="Requested at");
  doneAt @3 :Int64 $format("instant") $label(zh="完成时间", en="Done at");
  costExpected @4 :Int64 $format("money") $label(zh="预计费用", en="Cost expected");
  cost @5 :Int64 $format("money") $label(zh="实际费用", en="Cost");
  invoice @6 :Text;
  reason @7 :Text;
  requestedBy @8 :Text $id("operator") $label(zh="申请人", en="Requested by");
  decidedBy @9 :Text $id("operator") $label(zh="审批人", en="Decided by");
}

struct Subcontract $state("subcontract") $plural("subcontracts") $label(zh="外委", en="Subcontract")
    $idParts(["order"])
    $list(keeper="cases", indexes=["outlet", "status outlet",
              "status outlet / requested_at"], owner="outlet",
          search=["id", "contractor", "invoice"], order="-requested_at", menu="money",
          readers=["administrator", "auditor", "dispatcher", "accountant"]) {
  # The stream subcontract/<order>: the latest one of the order.
  status @0 :SubcontractStatus;
  order @1 :Text $id("work_order");
  outlet @2 :Text $id("outlet");
  contractor @3 :Text $label(zh="受托单位", en="Third party");
  alarm @4 :Text $id("alarm") $label(zh="超时跳闸", en="Alarm that tripped");
  costExpected @5 :Int64 $format("money") $label(zh="预计费用", en="Cost expected");
  cost @6 :Int64 $format("money") $label(zh="实际费用", en="Cost");
  invoice @7 :Text;
  reason @8 :Text;
  requestedBy @9 :Text $id("operator") $label(zh="申请人", en="Requested by");
  requestedAt @10 :Int64 $format("instant") $label(zh="申请时间", en="Requested at");
  decidedBy @11 :Text $id("operator") $label(zh="审批人", en="Decided by");
  decidedAt @12 :Int64 $format("instant") $label(zh="审批时间", en="Decided at");
  doneAt @13 :Int64 $format("instant") $label(zh="完成时间", en="Done at");
  answer @14 :Text $format("multiline") $label(zh="审批意见", en="What was answered");
  rounds @15 :List(SubcontractRound) $maxLength(50) $label(zh="外委费用", en="Subcontracted work");
  # Those that were done, the first first; while it is done the last one is the latest.
  correcting @16 :SubcontractCost $label(zh="待审批费用更正", en="Correction that waits");
}

struct SubcontractCost $label(zh="费用更正", en="Correction of a cost") {
  # Of posted work, until another person has decided.
  number @0 :UInt32 $label(zh="序号", en="Number");
  # 0: none waits.
  cost @1 :Int64 $format("money") $label(zh="实际费用", en="Cost");
  invoice @2 :Text;
  reason @3 :Text;
  by @4 :Text $id("operator") $label(zh="更正人", en="Put right by");
}

# Commands

struct SubcontractWorkOrder $command(stream="subcontract", code=650, roles=["dispatcher"])
    $back("WithdrawSubcontract")
    $when(["none", "done", "rejected", "withdrawn"])
    $label(zh="申请外委", en="Ask for a subcontract") {
  # Only once a deadline of the order has passed; another person approves it.
  order @0 :Text $required $id("work_order");
  contractor @1 :Text $required $maxLength(200) $label(zh="受托单位", en="Third party");
  alarm @2 :Text $required $id("alarm") $label(zh="超时跳闸", en="Alarm that tripped");
  costExpected @3 :Int64 $required $format("money") $bounds(min = 0, max = 100000000)
      $label(zh="预计费用", en="Cost expected");
  reason @4 :Text $required;
}
struct ApproveSubcontract
    $command(stream="subcontract", code=651, roles=["accountant", "administrator", "manager"])
    $otherThan("requestedBy")
    $when(["requested"])
    $usual(["requested"])
    $label(zh="批准外委", en="Approve a subcontract") {
  # The order's open bookings end; the third party does the work.
  order @0 :Text $required $id("work_order");
  answer @1 :Text $format("multiline") $label(zh="审批意见", en="What is answered");
}
struct RejectSubcontract
    $command(stream="subcontract", code=652, roles=["accountant", "administrator", "manager"])
    $otherThan("requestedBy")
    $when(["requested"]) $label(zh="驳回外委", en="Reject a subcontract") {
  order @0 :Text $required $id("work_order");
  answer @1 :Text $required $format("multiline") $label(zh="审批意见", en="What is answered");
}
struct WithdrawSubcontract $command(stream="subcontract", code=653,
    roles=["dispatcher", "accountant", "administrator", "manager"])
    $when(["requested", "approved"]) $label(zh="撤回外委", en="Withdraw a subcontract") {
  # We do it ourselves: the order is to be dispatched.
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}
struct ReportSubcontract $command(stream="subcontract", code=654, roles=["dispatcher"])
    $when(["approved"])
    $usual(["approved"]) $back("WithdrawSubcontractReport")
    $label(zh="登记外委完成", en="Report subcontracted work done") {
  # The order goes on as with a report of ours; nobody of ours earns a wage by it.
  order @0 :Text $required $id("work_order");
  cost @1 :Int64 $required $format("money") $bounds(min = 0, max = 100000000)
      $label(zh="实际费用", en="Cost");
  invoice @2 :Text $required $maxLength(64);
  result @3 :Text $format("multiline");
}
struct CorrectSubcontractCost $command(stream="subcontract", code=655, roles=["accountant"])
    $when(["requested", "approved", "done", "rejected", "withdrawn"])
    $label(zh="更正外委费用", en="Correct the cost of a subcontract") {
  # Once the order is posted it waits for a second person: DecideSubcontractCost.
  order @0 :Text $required $id("work_order");
  cost @1 :Int64 $required $format("money") $bounds(min = 0, max = 100000000)
      $label(zh="实际费用", en="Cost");
  invoice @2 :Text $required $maxLength(64);
  reason @3 :Text $required;
  number @4 :UInt32 $label(zh="序号", en="Number");
  # Which of the order's; 0: the latest, which is done.
}
struct DecideSubcontractCost
    $command(stream="subcontract", code=1173, roles=["accountant", "administrator", "manager"])
    $when(["requested", "approved", "done", "rejected", "withdrawn"])
    $label(zh="审批外委费用更正", en="Decide on the cost of a subcontract") {
  # Of an order that is posted. By another person than who corrects it.
  order @0 :Text $required $id("work_order");
  reject @1 :Bool $label(zh="驳回", en="Reject");
  reason @2 :Text;
  # Needed to reject it.
}
struct WithdrawSubcontractReport $command(stream="subcontract", code=1074, roles=["dispatcher"])
    $when(["done"]) $label(zh="撤回外委完成", en="Withdraw a report of subcontracted work") {
  # Before the order is completed: the third party still has it.
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}

# Events

struct SubcontractRequested $event(stream="subcontract", code=651)
    $label(zh="已申请外委", en="Subcontract asked for") {
  order @0 :UInt16 $ref("work_order");
  outlet @1 :UInt16 $ref("outlet");
  contractor @2 :Text $label(zh="受托单位", en="Third party");
  alarm @3 :UInt16 $ref("alarm") $label(zh="超时跳闸", en="Alarm that tripped");
  costExpected @4 :Int64 $format("money") $label(zh="预计费用", en="Cost expected");
  reason @5 :Text;
  requestedBy @6 :UInt16 $ref("operator") $label(zh="申请人", en="Requested by");
  requestedAt @7 :Int64 $format("instant") $label(zh="申请时间", en="Requested at");
}
struct SubcontractApproved $event(stream="subcontract", code=652)
    $label(zh="外委已批准", en="Subcontract approved") {
  answer @0 :Text $format("multiline") $label(zh="审批意见", en="What was answered");
  decidedBy @1 :UInt16 $ref("operator") $label(zh="审批人", en="Decided by");
  decidedAt @2 :Int64 $format("instant") $label(zh="审批时间", en="Decided at");
}
struct SubcontractRejected $event(stream="subcontract", code=653)
    $label(zh="外委已驳回", en="Subcontract rejected") {
  answer @0 :Text $format("multiline") $label(zh="审批意见", en="What was answered");
  decidedBy @1 :UInt16 $ref("operator") $label(zh="审批人", en="Decided by");
  decidedAt @2 :Int64 $format("instant") $label(zh="审批时间", en="Decided at");
}
struct SubcontractWithdrawn $event(stream="subcontract", code=654)
    $label(zh="外委已撤回", en="Subcontract withdrawn") {
  reason @0 :Text;
  by @1 :UInt16 $ref("operator") $label(zh="撤回人", en="By");
}
struct SubcontractReported $event(stream="subcontract", code=655)
    $label(zh="外委已完成", en="Subcontracted work done") {
  cost @0 :Int64 $format("money") $label(zh="实际费用", en="Cost");
  invoice @1 :Text;
  doneAt @2 :Int64 $format("instant") $label(zh="完成时间", en="Done at");
}
struct SubcontractCostCorrected $event(stream="subcontract", code=656)
    $label(zh="外委费用已更正", en="Cost of a subcontract corrected") {
  cost @0 :Int64 $format("money") $label(zh="实际费用", en="Cost");
  invoice @1 :Text;
  reason @2 :Text;
  number @3 :UInt32 $label(zh="序号", en="Number");
  # 0: the latest.
}
struct SubcontractCostQuestioned $event(stream="subcontract", code=1175)
    $label(zh="外委费用更正待审批", en="Correction of a cost asked for") {
  number @0 :UInt32 $label(zh="序号", en="Number");
  cost @1 :Int64 $format("money") $label(zh="实际费用", en="Cost");
  invoice @2 :Text;
  reason @3 :Text;
  by @4 :UInt16 $ref("operator") $label(zh="更正人", en="Put right by");
  order @5 :UInt16 $ref("work_order");
  outlet @6 :UInt16 $ref("outlet");
}
struct SubcontractCostDecided $event(stream="subcontract", code=1176)
    $label(zh="外委费用更正已审批", en="Correction of a cost decided") {
  # Agreed: together with SubcontractCostCorrected.
  rejected @0 :Bool $label(zh="驳回", en="Reject");
  why @1 :Text $label(zh="原因", en="Why");
  decider @2 :UInt16 $ref("operator") $label(zh="审批人", en="Decided by");
}
struct WorkOrderSubcontracted $event(stream="work_order", code=657)
    $label(zh="工单已外委", en="Order subcontracted") {
  contractor @0 :Text $label(zh="受托单位", en="Third party");
}
struct WorkOrderTakenBack $event(stream="work_order", code=658)
    $label(zh="工单已收回", en="Order taken back from the third party") {
  reason @0 :Text;
}
struct SubcontractedWorkReported $event(stream="work_order", code=659)
    $label(zh="外委已报完工", en="Subcontracted work reported") {
  # The visit of somebody who is none of our technicians.
  booking @0 :UInt16;
  result @1 :Text $format("multiline");
  at @2 :Int64 $format("instant");
}
struct SubcontractReportWithdrawn $event(stream="subcontract", code=1073)
    $label(zh="外委完成已撤回", en="Report of subcontracted work withdrawn") {
  was @0 :Int64 $format("money") $label(zh="原费用", en="Cost that was told");
  why @1 :Text $label(zh="原因", en="Why");
  by @2 :UInt16 $ref("operator") $label(zh="撤回人", en="By");
}
struct SubcontractedWorkWithdrawn $event(stream="work_order", code=380)
    $label(zh="外委报完工已撤回", en="Report of subcontracted work withdrawn") {
  booking @0 :UInt16;
}

enum SubcontractRefusal $refusals("subcontract") {
  notFound @0 $label(zh="该工单没有外委", en="The order has no subcontract");
  open @1 $label(zh="已有外委在申请或服务中", en="One is asked for or under way already");
  notTripped @2
      $label(zh="只有超时跳闸后才能外委", en="Only once a deadline of the order has passed unanswered");
  contractorMissing @3 $label(zh="请填写受托单位", en="The third party must be named");
  badAmount @4 $label(zh="金额不正确", en="The amount is out of bounds");
  badText @5 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  notRequested @6 $label(zh="外委不在待审批状态", en="It does not wait for approval");
  sameAuthor @7 $label(zh="审批人不能是申请人", en="Who asked for it may not decide");
  notApproved @8 $label(zh="外委尚未批准", en="It is not approved");
  notDone @9 $label(zh="外委尚未完成", en="It is not done yet");
  atThirdParty @10 $label(zh="工单在外委服务中，请先撤回外委",
                          en="A third party has the order: withdraw the subcontract first");
  nothingChanged @11 $label(zh="没有变化", en="Nothing would change");
  reasonMissing @12 $label(zh="请填写原因", en="A reason is needed");
  partsOut @13 $label(zh="有未了结的配件", en="Parts are with the technician: take them back first");
  noSuchRound @14 $label(zh="没有该序号的外委", en="The order has no subcontracted work of that number");
  correctionOpen @15 $label(zh="已有费用更正待审批", en="A correction of its cost waits already");
  noCorrection @16 $label(zh="没有待审批的费用更正", en="No correction of its cost waits");
}
