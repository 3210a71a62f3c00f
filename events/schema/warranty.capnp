@0x8be4d17c5a2f4d93;
# The warranty of an asset: when it starts and from what, and what it entitles to. One stream an
# asset, warranty/<asset>. Codes 755-760, 763, 1200.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".back;
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
using import "warranty_policy.capnp".WarrantySource;
using import "warranty_policy.capnp".CauseClass;

enum WarrantyStage $label(zh="保修阶段", en="Stage of a warranty") {
  none @0 $label(zh="未评定", en="Not looked at");
  inTerm @1 $label(zh="保修期内", en="In warranty");
  outOfTerm @2 $label(zh="保修期外", en="Out of warranty");
  unproven @3 $label(zh="凭证不全", en="Unproven");
  # Nobody told from when on.
  notBegun @4 $label(zh="尚未起算", en="Not begun");
  noPolicy @5 $label(zh="无适用政策", en="No policy fits");
}

enum WarrantyGate $label(zh="三包条件", en="Gate of the Three Guarantees") {
  # What opens a remedy.
  none @0 $label(zh="无", en="None");
  freeRepair @1 $label(zh="期内免费修理", en="Free repair in the term");
  returnDays @2 $label(zh="退货期内", en="Within the days of a return");
  exchangeDays @3 $label(zh="换货期内", en="Within the days of an exchange");
  failedRepairs @4 $label(zh="多次修理不好", en="Failed repairs");
  partsWait @5 $label(zh="待件超期", en="Waited too long for parts");
  repairerDelay @6 $label(zh="修理者延误", en="Delayed by the repairer");
  repairHolds @7 $label(zh="修复后保用期内", en="Soon after a repair");
}

enum Remedy $label(zh="处理方式", en="Remedy") {
  none @0 $label(zh="无", en="None");
  repair @1 $label(zh="修理", en="Repair");
  exchange @2 $label(zh="更换", en="Exchange");
  refund @3 $label(zh="退货退款", en="Refund");
  refundDepreciated @4 $label(zh="折旧退款", en="Refund less depreciation");
}

struct GateState {
  gate @0 :WarrantyGate $label(zh="条件", en="Gate");
  open @1 :Bool $label(zh="满足", en="Open");
  limit @2 :Int32 $label(zh="限值", en="Limit");
  # Days, or repairs; of free repair 0.
  counted @3 :Int32 $label(zh="实际", en="Counted");
  until @4 :Int32 $format("date") $label(zh="截至", en="Until");
  # The last day on which it is open; 0: no day ends it.
}
struct CoveredPart {
  group @0 :Text $label(zh="主要部件", en="Main part");
  until @1 :Int32 $format("date") $label(zh="截至", en="Until");
  covered @2 :Bool $label(zh="保修期内", en="Covered");
}
struct Entitlement $label(zh="三包权益", en="Entitlement") {
  # What an asset is entitled to on a day, and why: the policy's version and line that says so.
  asset @0 :Text $id("asset");
  on @1 :Int32 $format("date") $label(zh="事件日期", en="Day of the event");
  stage @2 :WarrantyStage $label(zh="保修阶段", en="Stage");
  startedFrom @3 :WarrantySource $label(zh="起算依据", en="Started from");
  startedOn @4 :Int32 $format("date") $label(zh="起算日", en="Started on");
  day @5 :Int32 $label(zh="第几天", en="Day");
  # Of the term, counted as the policy counts, pauses and all.
  pausedDays @6 :Int32 $label(zh="扣除（天）", en="Not counted (days)");
  usedDays @7 :Int32 $label(zh="已使用（天）", en="Used for (days)");
  # From the start to the event without the pauses: what depreciation counts.
  until @8 :Int32 $format("date") $label(zh="整机保修截止", en="Machine until");
  # The last day.
  parts @9 :List(CoveredPart) $maxLength(40) $label(zh="主要部件", en="Main parts");
  gates @10 :List(GateState) $maxLength(10) $label(zh="三包条件", en="Gates");
  remedies @11 :List(Remedy) $maxLength(6) $label(zh="可选处理", en="Remedies");
  repairs @12 :Int32 $label(zh="期内修理次数", en="Repairs in the term");
  failedRepairs @13 :Int32 $label(zh="修理未愈次数", en="Failed repairs");
  policy @14 :Text $id("warranty_policy");
  version @15 :UInt32;
  line @16 :UInt32;
  contract @17 :Text;
  depreciation @18 :Int32 $format("rate") $label(zh="日折旧率", en="Depreciation per day");
  causeClass @19 :CauseClass;
  # Excluded: nothing is free.
  price @20 :Int64 $format("money") $label(zh="购买价格", en="Price paid");
  # 0: not known.
  refund @21 :Int64 $format("money") $label(zh="折旧后退款", en="Refund less depreciation");
  # The price without what the days of use have taken of it.
}

struct ExchangeDue $label(zh="待换机", en="Exchange due")
    $list(name="exchanges_due", elements="cases.warranty:exchanges_due",
          around=["id=asset", "brand", "model", "serial"], thing="asset", id=["^id", "#"],
          order="-on", indexes=["order", ""], owner="asset", menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "accountant"]) {
  order @0 :Text $id("work_order");
  gate @1 :WarrantyGate $label(zh="条件", en="Gate");
  on @2 :Int32 $format("date") $label(zh="满足日期", en="Since");
  policy @3 :Text $id("warranty_policy");
  version @4 :UInt32;
  line @5 :UInt32;
  declinedAt @6 :Int64 $format("instant") $label(zh="用户不换机时间", en="Declined at");
  # 0: the customer did not decline.
  declinedBy @7 :Text $id("operator") $label(zh="不换机登记人", en="Decline noted by");
  declineReason @8 :Text $label(zh="不换机原因", en="Why he declines");
}

enum WarrantyStatus $label(zh="保修状态", en="Status of a warranty") {
  none @0 $label(zh="未起算", en="Not started");
  started @1 $label(zh="已起算", en="Started");
}

struct Warranty $state("warranty") $plural("warranties") $idParts(["asset"])
    $label(zh="保修", en="Warranty")
    $list(keeper="cases", indexes=["asset", "/ until"], owner="asset", menu="today",
          search=["id", "serial", "+brand"],
          readers=["administrator", "auditor", "call_centre", "dispatcher", "accountant"]) {
  # By its last day: the calendar of what expires.
  status @0 :WarrantyStatus;
  asset @1 :Text $id("asset");
  brand @2 :Text;
  model @3 :Text;
  serial @4 :Text;
  # As on the asset's sheet.
  source @5 :WarrantySource $label(zh="起算依据", en="Started from");
  provedOn @6 :Int32 $format("date") $label(zh="凭证日期", en="Date of the proof");
  # Of the invoice, the acceptance, the first use, the manufacture.
  startedOn @7 :Int32 $format("date") $label(zh="起算日", en="Started on");
  until @8 :Int32 $format("date") $label(zh="整机保修截止", en="Machine until");
  # The last day, as it was last looked at; 0: no policy fits.
  document @9 :Text $label(zh="凭证号", en="Proof");
  contract @10 :Text;
  price @11 :Int64 $format("money") $label(zh="购买价格", en="Price paid");
  # 0: not known.
  policy @12 :Text $id("warranty_policy");
  version @13 :UInt32;
  line @14 :UInt32;
  # Of its policy, where one fits.
  replaces @15 :Text $id("asset") $label(zh="替换的装置", en="Stands in the place of");
  exchangesDue @16 :List(ExchangeDue) $maxLength(50) $label(zh="待换机", en="Exchange due");
}

struct StartWarranty
    $command(stream="warranty", code=755, roles=["call_centre", "dispatcher", "technician"])
    $back("WithdrawWarrantyStart")
    $when(["none"]) $label(zh="起算保修", en="Start the warranty") {
  # Once an asset; what was wrong is corrected.
  asset @0 :Text $required $id("asset");
  source @1 :WarrantySource $required $label(zh="起算依据", en="Started from");
  provedOn @2 :Int32 $required $format("date") $label(zh="凭证日期", en="Date of the proof");
  document @3 :Text $maxLength(64) $label(zh="凭证号", en="Proof");
  # The invoice's number, the acceptance's: needed of these.
  contract @4 :Text $maxLength(64);
  price @5 :Int64 $format("money") $bounds(min=0, max=100000000000)
      $label(zh="购买价格", en="Price paid");
  replaces @6 :Text $id("asset") $label(zh="替换的装置", en="Stands in the place of");
  # Of an exchange.
}
struct CorrectWarrantyStart
    $command(stream="warranty", code=756, roles=["call_centre", "dispatcher"])
    $when(["started"]) $label(zh="更正保修起算", en="Correct a warranty's start") {
  # Every field as it shall be from now on. What was judged by the old start stands.
  asset @0 :Text $required $id("asset");
  source @1 :WarrantySource $required $label(zh="起算依据", en="Started from");
  provedOn @2 :Int32 $required $format("date") $label(zh="凭证日期", en="Date of the proof");
  document @3 :Text $maxLength(64) $label(zh="凭证号", en="Proof");
  contract @4 :Text $maxLength(64);
  price @5 :Int64 $format("money") $bounds(min=0, max=100000000000)
      $label(zh="购买价格", en="Price paid");
  replaces @6 :Text $id("asset") $label(zh="替换的装置", en="Stands in the place of");
  reason @7 :Text $required;
}

struct WithdrawWarrantyStart
    $command(stream="warranty", code=1200, roles=["call_centre", "dispatcher"])
    $when(["started"]) $label(zh="撤回保修起算", en="Withdraw a warranty's start") {
  # It was another machine's: this one's has not started. What was judged by it stands; what is due
  # by it is due no more.
  asset @0 :Text $required $id("asset");
  reason @1 :Text $required;
}

struct WarrantyStart {
  brand @0 :Text;
  model @1 :Text;
  serial @2 :Text;
  source @3 :WarrantySource $label(zh="起算依据", en="Started from");
  provedOn @4 :Int32 $format("date") $label(zh="凭证日期", en="Date of the proof");
  startedOn @5 :Int32 $format("date") $label(zh="起算日", en="Started on");
  until @6 :Int32 $format("date") $label(zh="整机保修截止", en="Machine until");
  document @7 :Text $label(zh="凭证号", en="Proof");
  contract @8 :Text;
  price @9 :Int64 $format("money") $label(zh="购买价格", en="Price paid");
  policy @10 :Text $id("warranty_policy");
  version @11 :UInt32;
  line @12 :UInt32;
  replaces @13 :Text $id("asset") $label(zh="替换的装置", en="Stands in the place of");
}
struct WarrantyStarted $event(stream="warranty", code=755)
    $label(zh="保修已起算", en="Warranty started") {
  asset @0 :UInt16 $ref("asset");
  start @1 :WarrantyStart $label(zh="起算", en="Start");
}
struct WarrantyStartCorrected $event(stream="warranty", code=756)
    $label(zh="保修起算已更正", en="Start of a warranty corrected") {
  start @0 :WarrantyStart $label(zh="起算", en="Start");
  reason @1 :Text;
}
struct WarrantyStartWithdrawn $event(stream="warranty", code=1200)
    $label(zh="保修起算已撤回", en="Start of a warranty withdrawn") {
  reason @0 :Text;
  by @1 :Text $id("operator") $label(zh="撤回人", en="By");
}
struct WarrantyTermMoved $event(stream="warranty", code=757)
    $label(zh="保修截止已顺延", en="End of a warranty moved") {
  # By what the term does not count: days under repair, or waiting for parts.
  order @0 :UInt16 $ref("work_order");
  until @1 :Int32 $format("date") $label(zh="整机保修截止", en="Machine until");
  pausedDays @2 :Int32 $label(zh="扣除（天）", en="Not counted (days)");
}
struct ExchangeEntitled $event(stream="warranty", code=758)
    $label(zh="已满足换机条件", en="Entitled to an exchange") {
  order @0 :UInt16 $ref("work_order");
  gate @1 :WarrantyGate $label(zh="条件", en="Gate");
  on @2 :Int32 $format("date") $label(zh="满足日期", en="Since");
  policy @3 :Text $id("warranty_policy");
  version @4 :UInt32;
  line @5 :UInt32;
  asset @6 :UInt16 $ref("asset");
}
struct ExchangeEntitlementEnded $event(stream="warranty", code=759)
    $label(zh="换机条件不再满足", en="No longer entitled to an exchange") {
  # Looked at again, its order opens no gate of an exchange.
  order @0 :UInt16 $ref("work_order");
}

struct ExchangeDeclined $event(stream="warranty", code=760)
    $label(zh="用户不换机", en="Exchange declined") {
  # The customer does not want what he is entitled to.
  order @0 :UInt16 $ref("work_order");
  reason @1 :Text;
  by @2 :Text $id("operator") $label(zh="登记人", en="By");
  at @3 :Int64 $format("instant");
}
struct ExchangeDeclineWithdrawn $event(stream="warranty", code=763)
    $label(zh="用户不换机已撤回", en="Decline of an exchange withdrawn") {
  order @0 :UInt16 $ref("work_order");
  outlet @1 :Text $id("outlet");
  customer @2 :Text $id("customer");
  # Of the order, by whom it waits again.
  reason @3 :Text;
  by @4 :Text $id("operator") $label(zh="撤回人", en="By");
}

enum WarrantyRefusal $refusals("warranty") {
  notFound @0 $label(zh="该装置保修尚未起算", en="The asset's warranty has not started");
  unknownAsset @1 $label(zh="装置不存在", en="There is no such asset");
  alreadyStarted @2 $label(zh="保修已起算，请更正", en="The warranty has started already: correct it");
  sourceMissing @3 $label(zh="请选择起算依据", en="Say from what it starts");
  sourceNotAllowed @4 $label(zh="三包政策不认可该起算依据", en="The policy does not let it start from that");
  documentMissing @5 $label(zh="请填写凭证号", en="The number of the invoice or acceptance is needed");
  badText @6 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  inFuture @7 $label(zh="日期晚于今天", en="The day has not come");
  beforeSale @8 $label(zh="日期早于购买日期", en="It lies before the day of the sale");
  badPrice @9 $label(zh="价格不正确", en="The price is negative or too large");
  replacesMissing @10 $label(zh="请指明被换下的装置", en="Name the asset in whose place it stands");
  replacesItself @11 $label(zh="不能替换自己", en="An asset does not stand in its own place");
  notAnExchange @12 $label(zh="仅换机有被换下的装置", en="Only an exchange names an asset that it replaces");
  nothingChanged @13 $label(zh="没有变化", en="Nothing would change");
  exchangeUnderWay @14
      $label(zh="退换机正在办理，请先撤回", en="An exchange is under way: withdraw that first");
}
