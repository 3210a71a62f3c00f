@0xd3a1c0d25e8f4b2d;
# What was found out about a request before anybody is sent: in warranty or not, feasible, at what
# cost, taken or not. assessment/<order>. Commands 691, 699; events 696-697.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".list;
using import "annotations.capnp".idParts;
using import "annotations.capnp".command;
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
using import "annotations.capnp".yields;
using import "warranty.capnp".WarrantyStage;

enum AssessmentStatus $label(zh="评估状态", en="Status of an assessment") {
  none @0 $label(zh="无", en="None");
  accepted @1 $label(zh="受理", en="Taken");
  declined @2 $label(zh="不受理", en="Not taken");
  withdrawn @3 $label(zh="已撤回", en="Withdrawn");
}

enum WarrantyFinding $label(zh="保修判断", en="Finding about the warranty") {
  none @0 $label(zh="未定", en="Unknown");
  inWarranty @1 $label(zh="保内", en="In warranty");
  outOfWarranty @2 $label(zh="保外", en="Out of warranty");
  unproven @3 $label(zh="凭证不足", en="Unproven");
}

enum EntitlementAgreement $label(zh="与系统判断", en="Against the entitlement") {
  none @0 $label(zh="系统无判断", en="Nothing to compare");
  agrees @1 $label(zh="与系统判断一致", en="Agrees with the entitlement");
  contradicts @2 $label(zh="与系统判断不符", en="Contradicts the entitlement");
}

struct Assessment $state("assessment") $plural("assessments") $label(zh="售后评估", en="Assessment")
    $idParts(["order"])
    $list(keeper="cases",
          indexes=["outlet", "status outlet", "status outlet / assessed_at", "warranty",
              "agreement", "order"],
          order="-assessed_at", owner="outlet", search=["id", "policy"], menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "accountant"]) {
  status @0 :AssessmentStatus;
  order @1 :Text $id("work_order");
  warranty @3 :WarrantyFinding $label(zh="保修判断", en="Warranty");
  agreement @13 :EntitlementAgreement $label(zh="与系统判断", en="Against the entitlement");
  differsBecause @14 :Text $format("multiline")
      $label(zh="与系统判断不符的原因", en="Why it contradicts the entitlement");
  entitled @15 :WarrantyStage $label(zh="系统判断", en="Entitlement");
  # What the engine judged of the order's machine on the day of the fault.
  outlet @2 :Text $id("outlet");
  policy @4 :Text $id("warranty_policy") $label(zh="依据的保修政策", en="By which warranty policy");
  policyVersion @5 :UInt32 $label(zh="政策版本", en="Its version");
  feasible @6 :Bool $label(zh="可行", en="Feasible");
  cost @7 :Int64 $format("money") $label(zh="预计费用", en="Expected cost");
  scope @8 :Text $format("multiline") $label(zh="服务范围", en="What is to be done");
  reason @9 :Text;
  assessedAt @10 :Int64 $format("instant") $label(zh="评估时间", en="Assessed at");
  assessedBy @11 :Text $id("operator") $label(zh="评估人", en="Assessed by");
  times @12 :UInt32 $label(zh="第几次评估", en="Assessments so far");
}

struct AssessWorkOrder
    $command(stream="assessment", code=691, roles=["call_centre", "dispatcher"])
    $when(["none", "accepted", "declined", "withdrawn"])
    $label(zh="售后评估", en="Assess the order") {
  # Before work begins. Once more: takes the place of the one before, which stays in the history.
  order @0 :Text $required $id("work_order");
  warranty @1 :WarrantyFinding $required $label(zh="保修判断", en="Warranty");
  policy @2 :Text $required $id("warranty_policy") $maxLength(64)
      $label(zh="依据的保修政策", en="By which warranty policy");
  policyVersion @3 :UInt32 $required $bounds(min = 1, max = 1000000)
      $label(zh="政策版本", en="Its version");
  infeasible @4 :Bool $label(zh="不可行", en="Not feasible");
  cost @5 :Int64 $format("money") $bounds(min = 0, max = 1000000000000)
      $label(zh="预计费用", en="Expected cost");
  declined @6 :Bool $label(zh="不受理", en="Not taken");
  scope @7 :Text $format("multiline") $label(zh="服务范围", en="What is to be done");
  reason @8 :Text;
  # Needed where it is not taken. The order is canceled by a command of its own.
  differsBecause @9 :Text $format("multiline")
      $label(zh="与系统判断不符的原因", en="Why it contradicts the entitlement");
  # What the engine says of the machine on that day is another thing.
}
struct WithdrawAssessment
    $command(stream="assessment", code=699, roles=["call_centre", "dispatcher"])
    $when(["accepted", "declined"]) $label(zh="撤回评估", en="Withdraw an assessment") {
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}

struct WorkOrderAssessed $event(stream="assessment", code=696)
    $label(zh="工单已评估", en="Order assessed") {
  order @0 :UInt16 $ref("work_order");
  outlet @1 :Text $id("outlet");
  warranty @2 :WarrantyFinding $label(zh="保修判断", en="Warranty");
  agreement @12 :EntitlementAgreement $label(zh="与系统判断", en="Against the entitlement");
  differsBecause @13 :Text $format("multiline")
      $label(zh="与系统判断不符的原因", en="Why it contradicts the entitlement");
  entitled @14 :WarrantyStage $label(zh="系统判断", en="Entitlement");
  policy @3 :Text $id("warranty_policy") $label(zh="依据的保修政策", en="By which warranty policy");
  policyVersion @4 :UInt32 $label(zh="政策版本", en="Its version");
  feasible @5 :Bool $label(zh="可行", en="Feasible");
  cost @6 :Int64 $format("money") $label(zh="预计费用", en="Expected cost");
  declined @7 :Bool $label(zh="不受理", en="Not taken");
  scope @8 :Text $format("multiline") $label(zh="服务范围", en="What is to be done");
  reason @9 :Text;
  assessedAt @10 :Int64 $format("instant") $label(zh="评估时间", en="Assessed at");
  assessedBy @11 :Text $id("operator") $label(zh="评估人", en="Assessed by");
}
struct AssessmentWithdrawn $event(stream="assessment", code=697)
    $label(zh="评估已撤回", en="Assessment withdrawn") {
  why @0 :Text $label(zh="原因", en="Why");
}

enum AssessmentRefusal $refusals("assessment") {
  notFound @0 $label(zh="工单尚未评估", en="The order has no assessment");
  notRegistered @1 $label(zh="没有该工单", en="There is no such order");
  underWay @2 $label(zh="服务已开始，不能再评估", en="Work has begun: it is too late to assess");
  warrantyMissing @3 $label(zh="请选择保修判断", en="Say whether it is in warranty");
  policyMissing @4
      $label(zh="请注明依据的保修政策及版本", en="The warranty policy and its version must be named");
  contradicts @5
      $label(zh="不可行的不能受理；保内不应有费用", en="Taken though not feasible, or costs within the warranty");
  reasonMissing @6 $label(zh="请填写原因", en="A reason is needed");
  badText @7 $label(zh="文字过长或含有非法字符", en="A text is too long or not well formed");
  badAmount @8 $label(zh="金额不正确", en="The amount is out of bounds");
  withdrawn @9 $label(zh="评估已撤回", en="It is withdrawn already");
  unknownPolicy @10
      $label(zh="没有发布过该版本的保修政策", en="No such version of a warranty policy was ever published");
  contradictsEntitlement @11
      $label(zh="与系统对该机器的保修判断不符，请核对",
             en="What is known of the machine says otherwise: is it right?")
      $yields("differsBecause");
  declined @12
      $label(zh="评估为不受理，不能派工", en="It was assessed as not taken: nobody is sent");
}
