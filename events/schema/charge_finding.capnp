@0xd3a1c0d25e8f4b33;
# What customers say of money that nobody recorded, or the other way round: charge_finding/<order>,
# opened by the follow-up call itself. Codes 856-863, 1180.

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
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;

enum ChargeFindingStatus $label(zh="收费核查状态", en="Status of a charge finding") {
  none @0 $label(zh="无", en="None");
  opened @1 $label(zh="待核查", en="Opened");
  assigned @2 $label(zh="核查中", en="Assigned");
  explained @3 $label(zh="已说明", en="Explained");
  closed @4 $label(zh="已结案", en="Closed");
}
enum ChargeFindingOutcome $label(zh="核查结论", en="Outcome of a charge finding") {
  none @0 $label(zh="未定", en="Unknown");
  unfounded @1 $label(zh="不成立", en="Unfounded");
  refunded @2 $label(zh="已退款", en="Refunded to the customer");
  recorded @3 $label(zh="已补记收费", en="The charge was recorded since");
  penalty @4 $label(zh="已处罚", en="Penalty");
  corrected @5 $label(zh="回访已更正", en="The customer's answer was corrected");
  # Or the charges were: nothing is left that does not fit.
}

struct ChargeFinding $state("charge_finding") $plural("charge_findings")
    $label(zh="收费核查", en="Charge finding")
    $list(keeper="care", indexes=["outlet", "status outlet", "technician"], owner="outlet",
          order="-opened_at", search=["id"], commands=["AdjustWages"],
           menu="watch",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "accountant"])
    $idParts(["order"]) {
  status @0 :ChargeFindingStatus;
  order @1 :Text $id("work_order");
  outlet @2 :Text $id("outlet");
  technician @3 :Text $id("technician");
  amountSaid @4 :Int64 $format("money");
  amountRecorded @5 :Int64 $format("money");
  openedAt @6 :Int64 $format("instant") $label(zh="发现时间", en="Opened at");
  assignee @7 :Text $id("operator") $label(zh="核查人", en="Assigned to");
  explainedBy @8 :Text $id("operator") $label(zh="说明人", en="Explained by");
  note @9 :Text $format("multiline");
  outcome @10 :ChargeFindingOutcome $label(zh="结论", en="Outcome");
  by @11 :Text $id("operator") $label(zh="经手人", en="By");
  settled @12 :Int64 $format("money") $label(zh="处理金额", en="Amount settled");
  # What was paid back, recorded since, or is to be deducted.
}

struct AssignChargeFinding
    $command(stream="charge_finding", code=856, roles=["call_centre", "dispatcher"])
    $when(["opened", "assigned", "explained"]) $usual(["opened"])
        $label(zh="指派核查", en="Assign a charge finding") {
  order @0 :Text $required $id("work_order");
  assignee @1 :Text $required $id("operator") $label(zh="核查人", en="Assigned to");
  # Not who did the work.
}
struct ExplainChargeFinding
    $command(stream="charge_finding", code=857, roles=["call_centre", "dispatcher"])
    $when(["opened", "assigned", "explained"]) $usual(["assigned"])
        $label(zh="说明收费差异", en="Explain a charge finding") {
  order @0 :Text $required $id("work_order");
  note @1 :Text $required $format("multiline") $label(zh="说明", en="Explanation");
}
struct CloseChargeFinding
    $command(stream="charge_finding", code=858, roles=["call_centre", "dispatcher", "accountant"])
    $back("ReopenChargeFinding") $otherThan("explainedBy")
    $when(["explained"]) $usual(["explained"]) $label(zh="收费核查结案", en="Close a charge finding") {
  # By another person than who explained it.
  order @0 :Text $required $id("work_order");
  outcome @1 :ChargeFindingOutcome $required $label(zh="结论", en="Outcome");
  note @2 :Text $format("multiline");
  settled @3 :Int64 $format("money") $bounds(min = 0, max = 1000000000000)
      $label(zh="处理金额", en="Amount settled");
  # Paid back, recorded since, or to be deducted; 0: what the customer said beyond what is recorded.
}
struct ReopenChargeFinding
    $command(stream="charge_finding", code=859, roles=["call_centre", "dispatcher", "accountant"])
    $when(["closed"]) $label(zh="重开收费核查", en="Reopen a charge finding") {
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}

struct ChargeFindingOpened $event(stream="charge_finding", code=856)
    $label(zh="收费核查已建", en="Charge finding opened") {
  order @0 :UInt16 $ref("work_order");
  outlet @1 :Text $id("outlet");
  technician @2 :Text $id("technician");
  amountSaid @3 :Int64 $format("money");
  amountRecorded @4 :Int64 $format("money");
  openedAt @5 :Int64 $format("instant") $label(zh="发现时间", en="Opened at");
}
struct ChargeFindingAssigned $event(stream="charge_finding", code=857)
    $label(zh="收费核查已指派", en="Charge finding assigned") {
  assignee @0 :UInt16 $ref("operator") $label(zh="核查人", en="Assigned to");
}
struct ChargeFindingExplained $event(stream="charge_finding", code=858)
    $label(zh="收费差异已说明", en="Charge finding explained") {
  note @0 :Text $format("multiline") $label(zh="说明", en="Explanation");
  explainedBy @1 :UInt16 $ref("operator") $label(zh="说明人", en="Explained by");
}
struct ChargeFindingClosed $event(stream="charge_finding", code=859)
    $label(zh="收费核查已结案", en="Charge finding closed") {
  outcome @0 :ChargeFindingOutcome $label(zh="结论", en="Outcome");
  note @1 :Text $format("multiline");
  by @2 :UInt16 $ref("operator") $label(zh="经手人", en="By");
  settled @3 :Int64 $format("money") $label(zh="处理金额", en="Amount settled");
}
struct ChargeFindingReopened $event(stream="charge_finding", code=860)
    $label(zh="收费核查已重开", en="Charge finding reopened") {
  reason @0 :Text;
}

struct ChargeFindingRestated $event(stream="charge_finding", code=1180)
    $label(zh="收费差异已变化", en="What does not fit changed") {
  # It still does not fit: the customer said otherwise, or the charges changed.
  amountSaid @0 :Int64 $format("money");
  amountRecorded @1 :Int64 $format("money");
}

enum ChargeFindingRefusal $refusals("charge_finding") {
  notFound @0 $label(zh="没有该核查", en="There is no such finding");
  notOpen @1 $label(zh="核查已结案", en="The finding is closed");
  notExplained @2 $label(zh="还没有说明", en="Nobody explained it yet");
  notClosed @3 $label(zh="核查还没有结案", en="The finding is not closed");
  unknownOperator @4 $label(zh="没有该操作员，或已停用", en="There is no such operator, or he is disabled");
  isTechnician @5 $label(zh="核查人不能是服务技术员", en="Who did the work may not look into it");
  sameAuthor @6 $label(zh="结案人不能是说明人", en="Who explained it may not close it");
  outcomeMissing @7 $label(zh="请选择结论", en="The outcome must be named");
  badText @8 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  badAmount @9 $label(zh="金额为负，或结论不涉及金额", en="The amount is negative, or nothing was settled");
}
