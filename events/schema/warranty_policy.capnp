@0x9c51e2b70d3f4a61;
# What a maker owes who bought his appliance: warranty and Three-Guarantees terms by brand, product,
# model and contract. Versioned, never edited. Codes 750-754.

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
using import "annotations.capnp".required;
using import "annotations.capnp".yields;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "annotations.capnp".means;

enum WarrantyVersionStatus $label(zh="三包版本状态", en="Status of a warranty version") {
  none @0 $label(zh="无", en="None");
  drafted @1 $label(zh="待批准", en="Drafted");
  approved @2 $label(zh="已批准", en="Approved");
  published @3 $label(zh="已发布", en="Published");
  superseded @4 $label(zh="已被取代", en="Superseded");
  # A later version is published. It still says what holds for what was sold before that one.
  withdrawn @5 $label(zh="已撤回", en="Withdrawn");
}

enum WarrantySource $label(zh="保修起算依据", en="What a warranty starts from") {
  none @0 $label(zh="无", en="None");
  invoice @1 $label(zh="发票", en="Invoice");
  acceptance @2 $label(zh="验收", en="Acceptance");
  firstUse @3 $label(zh="开始使用", en="First use");
  manufacture @4 $label(zh="出厂日期加宽限", en="Manufacture and a grace");
  exchange @5 $label(zh="换机", en="Exchange");
  # It stands in the place of another unit.
  sheet @6 $label(zh="档案保修截止日", en="Date on the asset's sheet");
  # Nobody told a start; the sheet says until when.
}

enum CauseClass $label(zh="故障责任分类", en="Class of a fault's cause") {
  # Whose the fault is. All but the product's own are what a policy may exclude.
  none @0 $label(zh="未定", en="Not classified");
  product @1 $label(zh="产品质量", en="The product's own");
  misuse @2 $label(zh="使用不当", en="Misuse");
  ownAlteration @3 $label(zh="自行改装或拆修", en="Own alteration");
  humanDamage @4 $label(zh="人为损坏", en="Damage by people");
  disaster @5 $label(zh="不可抗力", en="Disaster");
  consumable @6 $label(zh="易损耗材", en="Consumable");
  outsidePeripheral @7 $label(zh="外部设备", en="Outside peripheral");
  unsignedOutlet @8
      $label(zh="非特约网点安装或维修", en="Installed or repaired by an outlet without contract");
  noProof @9 $label(zh="无保修卡或发票", en="No card or invoice");
  proofAltered @10 $label(zh="凭证涂改或不符", en="Card altered or not matching");
  clearedStock @11 $label(zh="处理品或超期", en="Cleared stock or over term");
}

struct MainPartTerm {
  # A group of parts that is covered longer than the whole machine.
  group @0 :Text $required $maxLength(64) $label(zh="主要部件", en="Main part");
  months @1 :UInt16 $required $bounds(min=1, max=600) $label(zh="保修期（月）", en="Warranty (months)");
}
struct WarrantyLine {
  # An empty key fits everything. Of the lines that fit, the one that names most keys wins.
  brand @0 :Text $maxLength(64);
  category @1 :Text $maxLength(64);
  model @2 :Text $maxLength(64);
  contract @3 :Text $maxLength(64);
  # The kind of contract that was sold with it: "5y-parts". Empty: also what has none.
  sources @4 :List(WarrantySource) $maxLength(8) $label(zh="可起算依据", en="May start from");
  # Empty: from anything.
  graceDays @5 :UInt16 $bounds(min=0, max=3650)
      $label(zh="出厂后宽限（天）", en="Grace after manufacture (days)");
  machineMonths @6 :UInt16 $required $bounds(min=1, max=600)
      $label(zh="整机保修期（月）", en="Warranty, whole machine (months)");
  parts @7 :List(MainPartTerm) $maxLength(40) $label(zh="主要部件", en="Main parts");
  firstDay @8 :UInt8 $bounds(min=0, max=1) $label(zh="起算日为第几天", en="The first day is number");
  # 0: the day after it is day 1. 1: it is day 1 itself.
  returnDays @9 :UInt16 $bounds(min=0, max=365) $label(zh="退货期限（天）", en="Return within (days)");
  # 0 in a gate: there is none.
  exchangeDays @10 :UInt16 $bounds(min=0, max=365)
      $label(zh="换货期限（天）", en="Exchange within (days)");
  failedRepairs @11 :UInt8 $bounds(min=0, max=9)
      $label(zh="修理几次不好可换", en="Failed repairs until an exchange");
  partsWaitDays @12 :UInt16 $bounds(min=0, max=3650)
      $label(zh="待件超过可换（天）", en="Exchange after waiting for parts (days)");
  repairerDays @13 :UInt16 $bounds(min=0, max=3650)
      $label(zh="修理者延误超过可换（天）", en="Exchange after delay by the repairer (days)");
  repairHoldsDays @14 :UInt16 $bounds(min=0, max=3650)
      $label(zh="修复后保用（天）", en="A repair holds (days)");
  pausesInRepair @15 :Bool $label(zh="扣除修理占用", en="Pauses while under repair");
  pausesForParts @16 :Bool $label(zh="扣除待件", en="Pauses while waiting for parts");
  restartsAfterExchange @17 :Bool $label(zh="换后重新起算", en="Starts anew after an exchange");
  depreciation @18 :Int32 $format("rate") $bounds(min=0, max=10000)
      $label(zh="日折旧率", en="Depreciation per day");
  exclusions @19 :List(CauseClass) $maxLength(20) $label(zh="除外责任", en="Exclusions");
  partsYears @20 :UInt8 $bounds(min=0, max=50)
      $label(zh="停产后供件（年）", en="Parts after production ends (years)");
}
struct WarrantyVersion $label(zh="三包政策版本", en="Version of a warranty policy")
    $list(name="warranty_versions", elements="directory.warranty_policy:versions",
          around=["id=policy", "name"], thing="warranty_policy", id=["^id", "version"],
          indexes=["status"], menu="base",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "accountant",
              "technician"]) {
  version @0 :UInt32;
  status @1 :WarrantyVersionStatus;
  effectiveFrom @2 :Int32 $format("date");
  author @3 :Text $id("operator");
  approver @4 :Text $id("operator");
  publisher @5 :Text $id("operator") $label(zh="发布人", en="Publisher");
  lines @6 :List(WarrantyLine) $maxLength(500) $label(zh="条款", en="Lines");
  replaces @7 :UInt32 $label(zh="替换版本", en="In the place of version");
  # A version from the same first day on, which holds no more. 0: none.
  replacedBy @8 :UInt32 $label(zh="被版本替换", en="Replaced by version");
  reason @9 :Text $label(zh="替换原因", en="Why it replaces");
  withdrawnOn @10 :Int32 $format("date") $label(zh="撤回日期", en="Withdrawn on");
  # Not before its first day: it was in force until then, and what was decided keeps its number.
  withdrawnBy @11 :Text $id("operator") $label(zh="撤回人", en="Withdrawn by");
  withdrawnFor @12 :Text $label(zh="撤回原因", en="Withdrawn for");
}
struct WarrantyPolicy $state("warranty_policy") $plural("warranty_policies")
    $label(zh="三包政策", en="Warranty policy")
    $list(keeper="directory", search=["id", "name"], menu="base",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "accountant",
              "technician"]) {
  # warranty_policy/<brand>, or warranty_policy/default for brands without one of their own. What
  # holds for an appliance is the version in force on the day on which its warranty starts.
  name @0 :Text;
  versions @1 :List(WarrantyVersion) $maxLength(200);
  # By version, 1 first.
}

struct DraftWarrantyPolicy
    $command(stream="warranty_policy", code=750, roles=["administrator", "accountant"])
    $usual(["published", "superseded", "withdrawn"])
    $back("WithdrawWarrantyDraft")
    $when(["none", "published", "superseded", "withdrawn"])
    $label(zh="编制三包政策", en="Draft a warranty policy") {
  # A new policy, or the next version of one. In force once another person has approved it and it is
  # published.
  policy @0 :Text $required $id("warranty_policy") $maxLength(64);
  # A brand, or "default".
  name @1 :Text $maxLength(200);
  # Needed for the first version; empty: as it was.
  effectiveFrom @2 :Int32 $required $format("date");
  lines @3 :List(WarrantyLine) $required $maxLength(500) $label(zh="条款", en="Lines");
  reason @4 :Text $label(zh="替换原因", en="Why it replaces");
  # Needed where a version begins on that very day: this one takes its place. What was decided keeps
  # the number of the other.
}
struct ApproveWarrantyPolicy
    $command(stream="warranty_policy", code=751, roles=["administrator", "accountant"])
    $back("WithdrawWarrantyDraft")
    $otherThan("author")
    $when(["drafted"])
    $usual(["drafted"])
    $label(zh="批准三包政策", en="Approve a warranty policy") {
  # By another person than its author.
  policy @0 :Text $required $id("warranty_policy");
  version @1 :UInt32 $required $bounds(min=1, max=1000000)
      $means("drafted of versions");
}
struct PublishWarrantyPolicy
    $command(stream="warranty_policy", code=752, roles=["administrator", "accountant"])
    $when(["approved"])
    $usual(["approved"])
    $label(zh="发布三包政策", en="Publish a warranty policy") {
  policy @0 :Text $required $id("warranty_policy");
  version @1 :UInt32 $required $bounds(min=1, max=1000000)
      $means("approved of versions");
}
struct WithdrawWarrantyDraft
    $command(stream="warranty_policy", code=753, roles=["administrator", "accountant"])
    $when(["drafted", "approved"])
    $label(zh="撤回三包政策草案", en="Withdraw a draft of a warranty policy") {
  # A version that was not published, approved or not.
  policy @0 :Text $required $id("warranty_policy");
  version @1 :UInt32 $required $bounds(min=1, max=1000000)
      $means("drafted|approved of versions");
  reason @2 :Text $required;
}
struct WithdrawWarrantyPolicy
    $command(stream="warranty_policy", code=754, roles=["administrator", "accountant"])
    $otherThan("publisher")
    $when(["published", "superseded"])
    $label(zh="撤回三包政策", en="Withdraw a warranty policy") {
  # A published version, in force or not, followed by others or not; by another person than its
  # publisher. The one before it goes on, or what it was in the place of. What was decided under it
  # keeps its number.
  policy @0 :Text $required $id("warranty_policy");
  version @1 :UInt32 $required $bounds(min=1, max=1000000)
      $means("published of versions");
  reason @2 :Text $required;
}

struct WarrantyPolicyDrafted $event(stream="warranty_policy", code=750)
    $label(zh="三包政策已编制", en="Warranty policy drafted") {
  name @0 :Text;
  version @1 :UInt32;
  effectiveFrom @2 :Int32 $format("date");
  author @3 :UInt16 $ref("operator");
  lines @4 :List(WarrantyLine) $label(zh="条款", en="Lines");
  replaces @5 :UInt32 $label(zh="替换版本", en="In the place of version");
  reason @6 :Text $label(zh="替换原因", en="Why it replaces");
}
struct WarrantyPolicyApproved $event(stream="warranty_policy", code=751)
    $label(zh="三包政策已批准", en="Warranty policy approved") {
  version @0 :UInt32;
  approver @1 :UInt16 $ref("operator");
}
struct WarrantyPolicyPublished $event(stream="warranty_policy", code=752)
    $label(zh="三包政策已发布", en="Warranty policy published") {
  # The version published before it is superseded.
  version @0 :UInt32;
  publisher @1 :UInt16 $ref("operator");
}
struct WarrantyDraftWithdrawn $event(stream="warranty_policy", code=753)
    $label(zh="三包政策草案已撤回", en="Draft of a warranty policy withdrawn") {
  version @0 :UInt32;
  reason @1 :Text;
}
struct WarrantyPolicyWithdrawn $event(stream="warranty_policy", code=754)
    $label(zh="三包政策已撤回", en="Warranty policy withdrawn") {
  # The version before it is not superseded any more.
  version @0 :UInt32;
  reason @1 :Text;
  withdrawer @2 :Text $id("operator") $label(zh="撤回人", en="Withdrawn by");
  on @3 :Int32 $format("date") $label(zh="撤回日期", en="Withdrawn on");
}

enum WarrantyPolicyRefusal $refusals("warranty_policy") {
  notFound @0 $label(zh="三包政策不存在", en="There is no such warranty policy");
  badId @1
      $label(zh="编码不能为空、过长或含有 / 和 :",
             en="A code must not be empty, too long or hold '/' or ':'");
  nameMissing @2 $label(zh="请填写名称", en="A new policy needs a name");
  noLines @3 $label(zh="至少需要一行", en="There are no lines");
  badText @4 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  badTerm @5 $label(zh="期限不正确", en="A term or a gate is out of bounds");
  partTwice @6 $label(zh="同一主要部件有两个期限", en="A line names a main part twice");
  equallySpecific @7 $label(zh="有两行同样具体", en="Two lines are equally specific");
  draftPending @8 $label(zh="已有未发布的版本", en="There is a draft already");
  backdated @9
      $label(zh="生效日期须晚于前一版本，且不早于今天",
             en="It must take effect after the version before it, and not before today");
  noSuchVersion @10 $label(zh="没有该版本", en="There is no such version");
  notDrafted @11 $label(zh="该版本不在待批准状态", en="The version is not a draft");
  notApproved @12 $label(zh="该版本尚未批准", en="The version is not approved");
  notPublished @13 $label(zh="该版本不在已发布状态", en="The version is not published");
  sameOperator @14 $label(zh="批准人不能是编制人", en="The approver must be another person than the author");
  samePublisher @15 $label(zh="撤回人不能是发布人", en="Who published it may not withdraw it");
  unusedInForce @16
      $label(zh="该版本已生效，请用同日生效的新版本替换",
             en="The version is or was in force; replace it by one from the same day on");
  notExclusion @17 $label(zh="产品质量不能是除外责任", en="The product's own fault cannot be excluded");
  dayTaken @18 $yields("reason")
      $label(zh="已有同日生效的版本，替换它请说明原因",
             en="A version begins on that day: say why another takes its place");
}
