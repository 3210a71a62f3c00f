@0xd4b2c0d25e8f4c04;
# A part request for an order: from the wish to the part that was fitted, returned or lost.
# Codes 450-479. Always: issued = used + returned + lost + missing + still in custody.
# The order knows its open requests: PartRequestLinked happens to it with PartRequested, PartRequestSettled
# when the request is closed, rejected or canceled.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".idParts;
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
using import "annotations.capnp".required;
using import "annotations.capnp".means;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "common.capnp".PartCondition;

enum PartRequestStatus $label(zh="申请状态", en="Request status") {
  none @0 $label(zh="无", en="None");
  requested @1 $label(zh="待寻源", en="Requested");
  sourced @2 $label(zh="待审批", en="Sourced");
  # A warehouse has reserved the part; another person must approve.
  escalated @3 $label(zh="寻源升级", en="Escalated");
  # No warehouse has it; a coordinator must choose.
  approved @4 $label(zh="待出库", en="Approved");
  issued @5 $label(zh="待签收", en="Issued");
  signedFor @6 $label(zh="已签收", en="Signed for");
  closed @7 $label(zh="已关闭", en="Closed");
  # All that was issued is used, returned or lost.
  rejected @8 $label(zh="已驳回", en="Rejected");
  canceled @9 $label(zh="已取消", en="Canceled");
}

enum MissingOutcome $label(zh="缺件处理", en="What became of it") {
  none @0 $label(zh="未定", en="Unknown");
  onShelf @1 $label(zh="仍在库房", en="Still in the warehouse");
  handedOver @2 $label(zh="已补交技术员", en="Handed over since");
  lost @3 $label(zh="遗失", en="Lost");
}

struct SettledOldPart $label(zh="已返旧件", en="Old part settled") {
  # Of those owed, that a return settled: by when it was due.
  quantity @0 :Int64 $format("quantity");
  dueOn @1 :Int32 $format("date") $label(zh="应返日期", en="Due on");
}

struct PartReturn $label(zh="返还", en="Return") {
  # What was returned, for who would withdraw it.
  number @0 :UInt32 $label(zh="序号", en="Number");
  quantity @1 :Int64 $format("quantity");
  condition @2 :PartCondition;
  warehouse @3 :Text $id("warehouse");
  cost @4 :Int64 $format("money");
  happenedAt @5 :Int64 $format("instant");
  receiver @6 :Text $id("operator") $label(zh="接收人", en="Received by");
  withdrawn @7 :Bool $label(zh="已撤回", en="Withdrawn");
  settled @8 :List(SettledOldPart) $maxLength(100) $label(zh="已返旧件", en="Old parts settled");
  oldPartsSince @9 :Int64 $format("instant") $label(zh="旧件拆下时间", en="Old parts out since");
  # As it was before the return.
  restatedCount @10 :UInt32 $label(zh="更正的盘点", en="Count restated");
  # The approved count that it was told after, though it happened before; 0: none.
  restatedCost @11 :Int64 $format("money") $label(zh="盘点金额更正", en="Value restated");
}

struct OldPartWaiver $label(zh="旧件免还", en="Old part waived") {
  # That they need not come, for who would withdraw it.
  number @0 :UInt32 $label(zh="序号", en="Number");
  quantity @1 :Int64 $format("quantity");
  reason @2 :Text;
  by @3 :Text $id("operator") $label(zh="批准人", en="By");
  withdrawn @4 :Bool $label(zh="已撤回", en="Withdrawn");
  settled @5 :List(SettledOldPart) $maxLength(100) $label(zh="已返旧件", en="Old parts settled");
  oldPartsSince @6 :Int64 $format("instant") $label(zh="旧件拆下时间", en="Old parts out since");
  # As it was before.
}

struct PartRequest $state("part_request") $plural("part_requests") $label(zh="配件申请", en="Part request")
    $list(keeper="cases", indexes=["status outlet", "order", "technician status", "part",
          "warehouse status", "outlet"],
          owner="outlet", search=["id", "order", "part", "+outlet", "+technician"], menu="parts",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "store_keeper",
              "accountant"], own="technician")
    $idParts(["request"]) {
  status @0 :PartRequestStatus;
  order @1 :Text $id("work_order");
  outlet @2 :Text $id("outlet");
  part @3 :Text $id("part");
  technician @4 :Text $id("technician");
  # Who will carry it.
  requester @5 :Text $id("operator");
  quantity @6 :Int64 $format("quantity");
  warehouse @7 :Text $id("warehouse") $label(zh="供货库房", en="Source");
  issued @8 :Int64 $format("quantity") $label(zh="已出库", en="Issued");
  used @9 :Int64 $format("quantity") $label(zh="已使用", en="Used");
  returned @10 :Int64 $format("quantity") $label(zh="已返还", en="Returned unused");
  oldReturned @11 :Int64 $format("quantity") $label(zh="旧件已返", en="Old parts returned");
  lost @12 :Int64 $format("quantity") $label(zh="遗失", en="Lost");
  missing @13 :Int64 $format("quantity") $label(zh="缺件", en="Missing");
  # Issued, but the technician says that he never got it: open against the warehouse.
  missingValue @14 :Int64 $format("money") $label(zh="缺件金额", en="Value of what is missing");
  lostValue @15 :Int64 $format("money") $label(zh="遗失金额", en="Value of what is lost");
  # 0 of what was lost before it was kept.
  issuer @16 :Text $id("operator") $label(zh="发件人", en="Issued by");
  # Of the latest issue, as its time; empty: issued before it was kept.
  issuedAt @17 :Int64 $format("instant") $label(zh="出库时间", en="Issued at");
  claimant @18 :Text $id("operator") $label(zh="缺件申报人", en="Reported missing by");
  reporter @19 :Text $id("operator") $label(zh="报失人", en="Reported lost by");
  returns @20 :List(PartReturn) $maxLength(50) $label(zh="最近返还", en="Latest returns");
  # The last fifty, oldest first; those of before they were kept are in the sums only.
  returnsSoFar @21 :UInt32 $label(zh="返还次数", en="Returns so far");
  wasSignedFor @22 :Bool $label(zh="曾签收", en="Was signed for");
  # What it is again when what had closed it is withdrawn: signed for, or only issued.
  oldPartsSince @23 :Int64 $format("instant") $label(zh="旧件拆下时间", en="Old parts out since");
  # Of those not back yet the first; 0: all are, or it was used before that was kept.
  restatedCount @24 :UInt32 $label(zh="更正的盘点", en="Count restated");
  # The approved count that it was told after, though it happened before; 0: none.
  restatedCost @25 :Int64 $format("money") $label(zh="盘点金额更正", en="Value restated");
  # Both of the latest issue.
  oldWaived @26 :Int64 $format("quantity") $label(zh="旧件免还", en="Old parts waived");
  waivers @27 :List(OldPartWaiver) $maxLength(50) $label(zh="旧件免还记录", en="Old parts waived");
  cost @28 :Int64 $format("money");
  valued @29 :Bool $label(zh="已计成本", en="Its cost is told");
  # Both of the latest issue: what goes back with it where it is withdrawn.
}

struct RequestPart $command(stream="part_request", code=450, roles=["technician", "dispatcher", "store_keeper"])
    $back("CancelPartRequest")
    $when(["none"]) $label(zh="申请配件", en="Request a part") {
  # Sourced at once by a policy: SourcePart.
  order @0 :Text $required $id("work_order");
  part @1 :Text $required $id("part");
  quantity @2 :Int64 $required $format("quantity") $bounds(min=1, max=1000000000000);
  technician @3 :Text $id("technician");
  # Who will carry it; empty: the technician of the order.
  request @4 :Text $id("part_request") $maxLength(64) $label(zh="申请单号", en="Request number");
  # Empty: <order>-P<n>.
  note @5 :Text $format("multiline");
}
struct SourcePart $command(stream="part_request", code=451, roles=["system", "dispatcher", "store_keeper"])
    $when(["requested", "escalated"])
    $usual(["requested"])
    $label(zh="寻源", en="Source a part") {
  # Looks for the nearest warehouse that has all of it available (by distance from the first
  # warehouse of the order's outlet, else of its nearest parent with one; then by warehouse id) and
  # reserves it there; escalates where none has. May be repeated once escalated.
  request @0 :Text $required $id("part_request");
}
struct ChooseSource $command(stream="part_request", code=452, roles=["dispatcher", "administrator"])
    $when(["requested", "sourced", "escalated"])
    $usual(["escalated"])
    $label(zh="选择货源", en="Choose a source") {
  # The coordinator's choice for an escalated request, or another warehouse for a sourced one.
  request @0 :Text $required $id("part_request");
  warehouse @1 :Text $required $id("warehouse") $label(zh="供货库房", en="Source");
  reason @2 :Text $required;
}
struct ApprovePartRequest $command(stream="part_request", code=453,
    roles=["dispatcher", "store_keeper", "administrator", "manager"])
    $otherThan("requester")
    $when(["sourced"])
    $usual(["sourced"])
    $label(zh="批准配件申请", en="Approve a part request") {
  # By another person than the requester.
  request @0 :Text $required $id("part_request");
}
struct RejectPartRequest $command(stream="part_request", code=454,
    roles=["dispatcher", "store_keeper", "administrator", "manager"])
    $otherThan("requester")
    $when(["requested", "sourced", "escalated"]) $label(zh="驳回配件申请", en="Reject a part request") {
  # By another person than the requester. What was reserved is released.
  request @0 :Text $required $id("part_request");
  reason @1 :Text $required;
}
struct IssuePart $command(stream="part_request", code=455, roles=["store_keeper"])
    $when(["approved"])
    $usual(["approved"])
    $label(zh="出库", en="Issue a part") {
  # The reserved stock goes into the technician's custody, all of it.
  request @0 :Text $required $id("part_request");
}
struct SignForParts $command(stream="part_request", code=456, roles=["technician", "store_keeper"])
    $when(["issued"])
    $usual(["issued"])
    $label(zh="签收配件", en="Sign for parts") {
  request @0 :Text $required $id("part_request");
  quantity @1 :Int64 $required $format("quantity") $bounds(min=0, max=1000000000000) $label(zh="签收数量", en="Quantity received");
  # Less than was issued: the rest is missing, and the warehouse answers for it.
}
struct ReturnPart $command(stream="part_request", code=457, roles=["store_keeper"])
    $when(["issued", "signed_for", "closed"]) $label(zh="返还配件", en="Return a part") {
  # Good or defective: an unused part out of the technician's custody. Old: a part taken out of the
  # customer's appliance, no more of them than were used.
  request @0 :Text $required $id("part_request");
  quantity @1 :Int64 $required $format("quantity") $bounds(min=1, max=1000000000000);
  condition @2 :PartCondition $required;
  warehouse @3 :Text $id("warehouse");
  # Empty: where it came from.
}
struct ReportPartLost $command(stream="part_request", code=458, roles=["store_keeper", "dispatcher"])
    $when(["issued", "signed_for"]) $label(zh="报失配件", en="Report a part lost") {
  # A part that the technician carried and cannot hand back.
  request @0 :Text $required $id("part_request");
  quantity @1 :Int64 $required $format("quantity") $bounds(min=1, max=1000000000000);
  reason @2 :Text $required;
}
struct CancelPartRequest $command(stream="part_request", code=459, roles=["technician", "dispatcher", "store_keeper"])
    $when(["requested", "sourced", "escalated", "approved"]) $label(zh="取消配件申请", en="Cancel a part request") {
  # Before it is issued. What was reserved is released.
  request @0 :Text $required $id("part_request");
  reason @1 :Text $required;
}
struct WithdrawPartIssue $command(stream="part_request", code=460, roles=["store_keeper"])
    $otherThan("issuer")
    $when(["issued"]) $label(zh="撤回出库", en="Withdraw an issue") {
  # An issue that did not happen, before anybody signs for it: the goods are on the shelf, reserved
  # for the request as before. By another person than who issued.
  request @0 :Text $required $id("part_request");
  reason @1 :Text $required;
}
struct ReportPartMissing
    $command(stream="part_request", code=461, roles=["technician", "store_keeper"])
    $when(["signed_for"]) $label(zh="申报缺件", en="Report a part missing") {
  # Signed for, but not among what was handed over. He no longer carries it; the warehouse answers
  # for it.
  request @0 :Text $required $id("part_request");
  quantity @1 :Int64 $required $format("quantity") $bounds(min=1, max=1000000000000);
  reason @2 :Text $required;
}
struct SettleMissingPart $command(stream="part_request", code=462, roles=["store_keeper"])
    $otherThan("claimant")
    $when(["signed_for"]) $label(zh="处理缺件", en="Settle a missing part") {
  # What became of pieces that the technician never got. By another person than who reported them;
  # lost ones by another than who issued them.
  request @0 :Text $required $id("part_request");
  quantity @1 :Int64 $required $format("quantity") $bounds(min=1, max=1000000000000);
  outcome @2 :MissingOutcome $required;
  reason @3 :Text $required;
}
struct WithdrawPartReturn $command(stream="part_request", code=463, roles=["store_keeper"])
    $when(["issued", "signed_for", "closed"]) $label(zh="撤回返还", en="Withdraw a return") {
  # A return that did not happen, or was of another kind. By another person than who received it.
  request @0 :Text $required $id("part_request");
  number @1 :UInt32 $required $label(zh="返还序号", en="Number of the return")
      $means("one of returns");
  reason @2 :Text $required;
}
struct WithdrawPartLoss
    $command(stream="part_request", code=464, roles=["store_keeper", "dispatcher"])
    $otherThan("reporter")
    $when(["issued", "signed_for", "closed"]) $label(zh="撤回报失", en="Withdraw a loss") {
  # A part that was reported lost is found: the technician carries it again. By another person than
  # who reported it.
  request @0 :Text $required $id("part_request");
  quantity @1 :Int64 $required $format("quantity") $bounds(min=1, max=1000000000000);
  reason @2 :Text $required;
}

struct WaiveRequestedOldPart
    $command(stream="part_request", code=1171, roles=["accountant", "administrator", "manager"])
    $when(["issued", "signed_for", "closed"])
    $label(zh="所换旧件免还", en="Waive an old part") {
  # What was taken out of the appliance cannot come back: who fitted the new one owes it no more.
  # Not by himself.
  request @0 :Text $required $id("part_request");
  quantity @1 :Int64 $required $format("quantity") $bounds(min=1, max=1000000000000);
  reason @2 :Text $required;
}
struct WithdrawOldPartWaiver
    $command(stream="part_request", code=1172, roles=["accountant", "administrator", "manager"])
    $when(["issued", "signed_for", "closed"])
    $label(zh="撤回旧件免还", en="Withdraw a waiver of old parts") {
  # It is owed after all, due as before. By another person than who waived it.
  request @0 :Text $required $id("part_request");
  number @1 :UInt32 $required $label(zh="免还序号", en="Number of the waiver")
      $means("one of waivers");
  reason @2 :Text $required;
}

struct PartRequested $event(stream="part_request", code=450) $label(zh="配件已申请", en="Part requested") {
  order @0 :UInt16 $ref("work_order");
  outlet @1 :UInt16 $ref("outlet");
  part @2 :UInt16 $ref("part");
  technician @3 :UInt16 $ref("technician");
  requester @4 :UInt16 $ref("operator");
  quantity @5 :Int64 $format("quantity");
  note @6 :Text $format("multiline");
}
struct PartSourced $event(stream="part_request", code=451) $label(zh="已寻源", en="Part sourced") {
  # Together with StockReserved at that warehouse.
  warehouse @0 :UInt16 $ref("warehouse") $label(zh="供货库房", en="Source");
  distance @1 :Int64 $label(zh="距离（米）", en="Distance (m)");
  asked @2 :UInt32;
  # This one included; the nearer ones did not have it.
}
struct SourcingEscalated $event(stream="part_request", code=452) $label(zh="寻源已升级", en="Sourcing escalated") {
  asked @0 :UInt32;
  best @1 :UInt16 $ref("warehouse") $label(zh="库存最多的库房", en="Where most is available");
  # Empty where nobody has any.
  bestAvailable @2 :Int64 $format("quantity") $label(zh="其可用数量", en="Available there");
}
struct SourceChosen $event(stream="part_request", code=453) $label(zh="货源已选定", en="Source chosen") {
  # Together with StockReserved there, and StockReleased at `instead` where that had reserved it.
  warehouse @0 :UInt16 $ref("warehouse") $label(zh="供货库房", en="Source");
  instead @1 :UInt16 $ref("warehouse") $label(zh="原供货库房", en="Instead of");
  reason @2 :Text;
}
struct PartRequestApproved $event(stream="part_request", code=454) $label(zh="配件申请已批准", en="Part request approved") {
  approver @0 :UInt16 $ref("operator");
}
struct PartRequestRejected $event(stream="part_request", code=455) $label(zh="配件申请已驳回", en="Part request rejected") {
  reason @0 :Text;
}
struct PartIssued $event(stream="part_request", code=456) $label(zh="配件已出库", en="Part issued") {
  # Together with StockIssued at the warehouse and CustodyTaken by the technician.
  quantity @0 :Int64 $format("quantity");
  warehouse @1 :UInt16 $ref("warehouse");
  technician @2 :UInt16 $ref("technician");
  part @3 :UInt16 $ref("part");
  issuer @4 :UInt16 $ref("operator") $label(zh="发件人", en="Issued by");
  issuedAt @5 :Int64 $format("instant") $label(zh="出库时间", en="Issued at");
  restatedCount @6 :UInt32 $label(zh="更正的盘点", en="Count restated");
  # The approved count that it was told after, though it happened before; 0: none.
  restatedCost @7 :Int64 $format("money") $label(zh="盘点金额更正", en="Value restated");
  cost @8 :Int64 $format("money");
  valued @9 :Bool $label(zh="已计成本", en="Its cost is told");
  # Not in commits of before both.
}
struct PartsSignedFor $event(stream="part_request", code=457) $label(zh="配件已签收", en="Parts signed for") {
  quantity @0 :Int64 $format("quantity");
}
struct PartReturned $event(stream="part_request", code=458) $label(zh="配件已返还", en="Part returned") {
  # Together with StockReturned at the warehouse; unused parts: and CustodyReturned.
  quantity @0 :Int64 $format("quantity");
  condition @1 :PartCondition;
  warehouse @2 :UInt16 $ref("warehouse");
  technician @3 :UInt16 $ref("technician");
  part @4 :UInt16 $ref("part");
  number @5 :UInt32 $label(zh="序号", en="Number");
  # 0: a return of before they had numbers.
  cost @6 :Int64 $format("money");
  happenedAt @7 :Int64 $format("instant");
  receiver @8 :UInt16 $ref("operator") $label(zh="接收人", en="Received by");
  settled @9 :List(SettledOldPart) $label(zh="已返旧件", en="Old parts settled");
  restatedCount @10 :UInt32 $label(zh="更正的盘点", en="Count restated");
  # The approved count that it was told after, though it happened before; 0: none.
  restatedCost @11 :Int64 $format("money") $label(zh="盘点金额更正", en="Value restated");
}
struct RequestedPartUsed $event(stream="part_request", code=459) $label(zh="所领配件已使用", en="Requested part used") {
  # Together with CustodyUsed. Emitted by UsePart.
  quantity @0 :Int64 $format("quantity");
  order @1 :UInt16 $ref("work_order");
  usedAt @2 :Int64 $format("instant") $label(zh="使用时间", en="Used at");
}
struct RequestedPartLost $event(stream="part_request", code=460) $label(zh="所领配件遗失", en="Requested part lost") {
  # Together with CustodyLost.
  quantity @0 :Int64 $format("quantity");
  reason @1 :Text;
  cost @2 :Int64 $format("money");
  reporter @3 :UInt16 $ref("operator") $label(zh="报失人", en="Reported lost by");
}
struct PartRequestCanceled $event(stream="part_request", code=461) $label(zh="配件申请已取消", en="Part request canceled") {
  # Together with StockReleased where it was sourced. Also emitted when the order is completed or canceled.
  reason @0 :Text;
}
struct PartRequestClosed $event(stream="part_request", code=462) $label(zh="配件申请已关闭", en="Part request closed") {
  # With the use, return or loss of the last piece of what was issued.
}
struct PartIssueWithdrawn $event(stream="part_request", code=463)
    $label(zh="出库已撤回", en="Issue withdrawn") {
  # Together with StockIssueWithdrawn at the warehouse and CustodyIssueWithdrawn.
  quantity @0 :Int64 $format("quantity");
  reason @1 :Text;
}
struct RequestedPartUseWithdrawn $event(stream="part_request", code=464)
    $label(zh="所领配件使用已撤回", en="Use of a requested part withdrawn") {
  # Together with CustodyUseWithdrawn.
  quantity @0 :Int64 $format("quantity");
  order @1 :UInt16 $ref("work_order");
}
struct PartMissing $event(stream="part_request", code=465) $label(zh="配件缺件", en="Part missing") {
  # Together with CustodyMissing. Says all that who looks for it must know.
  quantity @0 :Int64 $format("quantity");
  cost @1 :Int64 $format("money");
  claimant @2 :UInt16 $ref("operator") $label(zh="缺件申报人", en="Reported missing by");
  reason @3 :Text;
  order @4 :UInt16 $ref("work_order");
  outlet @5 :UInt16 $ref("outlet");
  part @6 :UInt16 $ref("part");
  technician @7 :UInt16 $ref("technician");
  warehouse @8 :UInt16 $ref("warehouse");
  missing @9 :Int64 $format("quantity") $label(zh="缺件", en="Missing");
  # All that is missing now.
}
struct MissingPartSettled $event(stream="part_request", code=466)
    $label(zh="缺件已处理", en="Missing part settled") {
  # Together with StockReturned at the warehouse where it still is there, with CustodyHandedOver
  # where the technician has it.
  quantity @0 :Int64 $format("quantity");
  cost @1 :Int64 $format("money");
  outcome @2 :MissingOutcome;
  reason @3 :Text;
  missing @4 :Int64 $format("quantity") $label(zh="缺件", en="Missing");
  # What is still missing.
}
struct PartReturnWithdrawn $event(stream="part_request", code=467)
    $label(zh="返还已撤回", en="Return withdrawn") {
  # Together with StockReturnWithdrawn at the warehouse; unused parts: and CustodyReturnWithdrawn.
  number @0 :UInt32 $label(zh="序号", en="Number");
  reason @1 :Text;
}
struct PartLossWithdrawn $event(stream="part_request", code=468)
    $label(zh="报失已撤回", en="Loss withdrawn") {
  # Together with CustodyLossWithdrawn.
  quantity @0 :Int64 $format("quantity");
  cost @1 :Int64 $format("money");
  reason @2 :Text;
}
struct PartRequestReopened $event(stream="part_request", code=469)
    $label(zh="配件申请已重开", en="Part request reopened") {
  # With what the technician carries again after all was settled. Its order has to wait for it
  # again: PartRequestLinked.
}
struct RequestedOldPartWaived $event(stream="part_request", code=1171)
    $label(zh="所换旧件已免还", en="Old part waived") {
  # Together with OldPartSettled of the technician, as far as he owes it.
  number @0 :UInt32 $label(zh="序号", en="Number");
  quantity @1 :Int64 $format("quantity");
  reason @2 :Text;
  by @3 :UInt16 $ref("operator") $label(zh="批准人", en="By");
  settled @4 :List(SettledOldPart) $label(zh="已返旧件", en="Old parts settled");
}
struct OldPartWaiverWithdrawn $event(stream="part_request", code=1172)
    $label(zh="旧件免还已撤回", en="Waiver of old parts withdrawn") {
  # Together with OldPartOwed, where the waiver had settled it.
  number @0 :UInt32 $label(zh="序号", en="Number");
  reason @1 :Text;
  by @2 :UInt16 $ref("operator") $label(zh="撤回人", en="By");
}
enum PartRequestRefusal $refusals("part_request") {
  notFound @0 $label(zh="配件申请不存在", en="There is no such part request");
  exists @1 $label(zh="申请单号已被使用", en="The request number is taken");
  badId @2 $label(zh="单号不能为空、过长或含有 / 和 :", en="A number must not be empty, too long or hold '/' or ':'");
  orderNotOpen @3 $label(zh="工单不在可申请配件的状态", en="The order takes no parts in its state");
  noTechnician @4 $label(zh="工单没有技术员，请指定", en="The order has no technician; name one");
  alreadySourced @5 $label(zh="已经寻源", en="It is sourced already");
  notSourced @6 $label(zh="尚未寻源", en="It is not sourced yet");
  notApproved @7 $label(zh="尚未批准", en="It is not approved yet");
  alreadyApproved @8 $label(zh="已经批准", en="It is approved already");
  notIssued @9 $label(zh="尚未出库", en="It is not issued yet");
  alreadyIssued @10 $label(zh="已经出库", en="It is issued already");
  alreadySignedFor @11 $label(zh="已经签收", en="It is signed for already");
  notSignedFor @12 $label(zh="尚未签收", en="It is not signed for yet");
  settled @13 $label(zh="申请已结束", en="The request has ended");
  sameOperator @14 $label(zh="批准人不能是申请人", en="The approver must be another person than the requester");
  quantityDiffers @15 $label(zh="签收数量多于出库数量", en="More than was issued");
  tooMuch @16 $label(zh="数量超过未结数量", en="More than is still open");
  conditionMissing @17 $label(zh="请选择状态", en="A condition must be chosen");
  sameSource @18 $label(zh="已由该库房供货", en="That warehouse is the source already");
  wrongTechnician @19 $label(zh="不是该技术员领用的配件", en="Another technician carries it");
  badText @20 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  sameAuthor @21 $label(zh="撤回人不能是登记人", en="Who recorded it may not withdraw it");
  moved @22
      $label(zh="已有返还、报失或使用，请先撤回",
             en="Some of it was returned, lost or used since: withdraw that first");
  noSuchReturn @23
      $label(zh="没有该返还记录或已撤回；较早的请盘点调整",
             en="No such return, or it is withdrawn; an older one is put right by a count");
  notLost @24 $label(zh="没有这么多报失数量", en="Not that much was reported lost");
  notMissing @25 $label(zh="没有这么多缺件数量", en="Not that much is missing");
  notUsed @26 $label(zh="该工单没有使用这么多", en="Not that much of it was used for the order");
  oldReturned @27
      $label(zh="旧件已返还，请先撤回旧件返还",
             en="Old parts have come back for it: withdraw their return first");
  outcomeMissing @28 $label(zh="请选择缺件处理", en="Say what became of it");
  gone @29
      $label(zh="返还的备件已不在库房；请盘点调整",
             en="What was returned is no longer available there; put it right by a count");
  beforeIssue @30 $label(zh="时间早于出库", en="The time lies before the issue");
  ownOldPart @31 $label(zh="不能免还自己的旧件", en="Nobody waives the old parts that he owes");
  noSuchWaiver @32 $label(zh="没有该免还记录或已撤回", en="No such waiver, or it is withdrawn");
  oldWaived @33
      $label(zh="旧件已免还，请先撤回免还", en="Old parts of it were waived: withdraw that first");
}
