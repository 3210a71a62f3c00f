@0xb3f0a96e14c84e27;
# A claim that an order's repair is the maker's: evidence, audit, appeal. One stream an order,
# warranty_claim/<order>. Codes 766-769.

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
using import "annotations.capnp".idParts;
using import "annotations.capnp".plural;
using import "annotations.capnp".refusals;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "warranty.capnp".WarrantyStage;
using import "warranty_policy.capnp".CauseClass;

enum WarrantyClaimStatus $label(zh="保修审核状态", en="Status of a warranty claim") {
  none @0 $label(zh="未申请", en="None");
  waiting @1 $label(zh="待审核", en="Waiting for the audit");
  accepted @2 $label(zh="同意保修", en="Accepted");
  refused @3 $label(zh="拒绝保修", en="Refused");
  appealed @4 $label(zh="申诉待复核", en="Appealed");
  withdrawn @5 $label(zh="已撤回", en="Withdrawn");
}

enum AuditVerdict $label(zh="审核结论", en="Verdict of an audit") {
  none @0 $label(zh="未定", en="None");
  accept @1 $label(zh="同意", en="Accept");
  refuse @2 $label(zh="拒绝", en="Refuse");
}

struct WarrantyClaim $state("warranty_claim") $plural("warranty_claims") $idParts(["order"])
    $label(zh="保修申请", en="Warranty claim")
    $list(keeper="cases", indexes=["outlet", "status outlet", "order", "asset"], owner="outlet",
           order="-claimed_at", menu="today",
          search=["id", "invoice", "serial"],
          readers=["administrator", "auditor", "call_centre", "dispatcher", "accountant"],
          own="technician") {
  status @0 :WarrantyClaimStatus;
  order @1 :Text $id("work_order");
  asset @2 :Text $id("asset");
  outlet @3 :Text $id("outlet");
  technician @4 :Text $id("technician");
  claimant @5 :Text $id("operator") $label(zh="申请人", en="Claimed by");
  invoice @6 :Text;
  card @7 :Text $label(zh="保修卡号", en="Warranty card");
  serial @8 :Text;
  photoHash @9 :Text;
  note @10 :Text $format("multiline");
  claimedAt @11 :Int64 $format("instant") $label(zh="申请时间", en="Claimed at");
  auditor @12 :Text $id("operator") $label(zh="审核人", en="Audited by");
  decidedAt @13 :Int64 $format("instant") $label(zh="审核时间", en="Audited at");
  reason @14 :Text;
  stage @15 :WarrantyStage $label(zh="保修阶段", en="Stage");
  causeClass @16 :CauseClass;
  appeals @17 :UInt16 $label(zh="申诉次数", en="Appeals");
  appellant @18 :Text $id("operator") $label(zh="申诉人", en="Appealed by");
  appealReason @19 :Text $label(zh="申诉理由", en="Why it is appealed");
  standing @20 :WarrantyClaimStatus $label(zh="原结论", en="Verdict appealed against");
  by @21 :Text $id("operator") $label(zh="经手人", en="Brought by");
  # Who brought what waits: the claim, or the appeal.
  before @22 :List(ClaimPapers) $maxLength(1) $label(zh="申诉前证明", en="Papers before the appeal");
  # While it is appealed: what stands again when the appeal is withdrawn.
}

struct ClaimPapers $label(zh="保修证明", en="Papers of a claim") {
  invoice @0 :Text;
  card @1 :Text $label(zh="保修卡号", en="Warranty card");
  serial @2 :Text;
  photoHash @3 :Text;
  by @4 :Text $id("operator") $label(zh="经手人", en="Brought by");
}

struct ClaimWarranty
    $command(stream="warranty_claim", code=766, roles=["technician", "call_centre", "dispatcher"])
    $back("WithdrawWarrantyClaim")
    $when(["none", "withdrawn"]) $label(zh="申请保修", en="Claim warranty") {
  # The evidence as the technician or the clerk has it before him.
  order @0 :Text $required $id("work_order");
  invoice @1 :Text $maxLength(64);
  card @2 :Text $maxLength(64) $label(zh="保修卡号", en="Warranty card");
  serial @3 :Text $required $format("code") $maxLength(40);
  # As it stands on the machine.
  photoHash @4 :Text $maxLength(64);
  note @5 :Text $format("multiline");
}
struct AuditWarranty $command(stream="warranty_claim", code=767,
    roles=["accountant", "dispatcher", "manager"])
    $otherThan("claimant")
    $back("AppealWarranty")
    $when(["waiting", "appealed"])
    $usual(["waiting", "appealed"])
    $label(zh="审核保修", en="Audit a warranty claim") {
  # By somebody who neither repairs nor claims; after an appeal, by another than who decided.
  order @0 :Text $required $id("work_order");
  verdict @1 :AuditVerdict $required $label(zh="结论", en="Verdict");
  reason @2 :Text;
  # Why it is refused.
}
struct AppealWarranty
    $command(stream="warranty_claim", code=768,
             roles=["technician", "call_centre", "dispatcher", "accountant", "manager"])
    $when(["accepted", "refused"]) $label(zh="申诉保修审核", en="Appeal against an audit") {
  # Against either verdict. What was decided stays in the history; the claim waits for another
  # auditor. Evidence that is named takes the place of what was there.
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
  invoice @2 :Text $maxLength(64);
  card @3 :Text $maxLength(64) $label(zh="保修卡号", en="Warranty card");
  serial @4 :Text $format("code") $maxLength(40);
  photoHash @5 :Text $maxLength(64);
}
struct WithdrawWarrantyClaim
    $command(stream="warranty_claim", code=769, roles=["technician", "call_centre", "dispatcher"])
    $when(["waiting", "appealed"]) $label(zh="撤回保修申请", en="Withdraw a warranty claim") {
  # Of a claim that is appealed: the appeal, and what was decided stands.
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}

struct WarrantyClaimed $event(stream="warranty_claim", code=766)
    $label(zh="已申请保修", en="Warranty claimed") {
  order @0 :UInt16 $ref("work_order");
  asset @1 :Text $id("asset");
  outlet @2 :Text $id("outlet");
  technician @3 :Text $id("technician");
  claimant @4 :Text $id("operator") $label(zh="申请人", en="Claimed by");
  invoice @5 :Text;
  card @6 :Text $label(zh="保修卡号", en="Warranty card");
  serial @7 :Text;
  photoHash @8 :Text;
  note @9 :Text $format("multiline");
  at @10 :Int64 $format("instant");
}
struct WarrantyAccepted $event(stream="warranty_claim", code=767)
    $label(zh="已同意保修", en="Warranty accepted") {
  auditor @0 :Text $id("operator") $label(zh="审核人", en="Audited by");
  stage @1 :WarrantyStage $label(zh="保修阶段", en="Stage");
  policy @2 :Text $id("warranty_policy");
  version @3 :UInt32;
  line @4 :UInt32;
  reason @5 :Text;
  at @6 :Int64 $format("instant");
}
struct WarrantyRefused $event(stream="warranty_claim", code=768)
    $label(zh="已拒绝保修", en="Warranty refused") {
  auditor @0 :Text $id("operator") $label(zh="审核人", en="Audited by");
  stage @1 :WarrantyStage $label(zh="保修阶段", en="Stage");
  causeClass @2 :CauseClass;
  reason @3 :Text;
  at @4 :Int64 $format("instant");
}
struct WarrantyAppealed $event(stream="warranty_claim", code=769)
    $label(zh="已申诉保修审核", en="Audit appealed against") {
  appellant @0 :Text $id("operator") $label(zh="申诉人", en="Appealed by");
  appealReason @1 :Text $label(zh="申诉理由", en="Why it is appealed");
  invoice @2 :Text;
  card @3 :Text $label(zh="保修卡号", en="Warranty card");
  serial @4 :Text;
  photoHash @5 :Text;
  at @6 :Int64 $format("instant");
}
struct WarrantyClaimWithdrawn $event(stream="warranty_claim", code=770)
    $label(zh="保修申请已撤回", en="Warranty claim withdrawn") {
  reason @0 :Text;
}

enum WarrantyClaimRefusal $refusals("warranty_claim") {
  notFound @0 $label(zh="没有保修申请", en="There is no such claim");
  alreadyWaiting @1 $label(zh="已在审核中", en="It waits for the audit already");
  decided @2 $label(zh="已审核，请申诉", en="It is decided: appeal against it");
  notWaiting @3 $label(zh="没有待审核的申请", en="Nothing waits for the audit");
  notDecided @4 $label(zh="尚未审核", en="It is not decided yet");
  noAsset @5 $label(zh="工单没有装置档案", en="The order is about no registered asset");
  evidenceMissing @6 $label(zh="请提供发票或保修卡", en="An invoice or a warranty card is needed");
  serialMismatch @7 $label(zh="机号与装置档案不符", en="The serial is not the asset's");
  badText @8 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  badPhoto @9 $label(zh="照片哈希不正确", en="The photo's hash is not well formed");
  verdictMissing @10 $label(zh="请选择结论", en="Say whether it is accepted or refused");
  reasonMissing @11 $label(zh="请填写原因", en="A reason is needed");
  ownRepair @12 $label(zh="维修技术员不能审核", en="Who repairs may not audit");
  sameAuthor @13 $label(zh="审核人不能是申请人", en="Who claims may not audit");
  sameAuditor @14 $label(zh="复核人不能是原审核人", en="Who decided may not decide on the appeal");
  outOfTerm @15 $label(zh="已过保修期", en="The warranty is over");
  unproven @16 $label(zh="保修起算凭证不全", en="Nothing proves from when on: start the warranty first");
  excluded @17 $label(zh="属于除外责任", en="The fault's cause is excluded");
  noPolicy @18 $label(zh="没有适用的三包政策", en="No warranty policy fits");
}
