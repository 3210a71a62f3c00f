@0xc8e5713a90d4fb26;
# Who pays for what went wrong later: put on the one responsible, on facts that it cites, until it
# is appealed by a new fact. One stream each, liability/ZR-yyyymmdd-nnnn. Commands 803-806, events
# 805-808.

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

enum LiabilityStatus $label(zh="定责状态", en="Status of a liability") {
  none @0 $label(zh="无", en="None");
  attributed @1 $label(zh="已定责", en="Attributed");
  appealed @2 $label(zh="申诉中", en="Appealed");
  upheld @3 $label(zh="维持", en="Upheld");
  changed @4 $label(zh="已改判", en="Changed");
  lifted @5 $label(zh="已撤销责任", en="Lifted");
  withdrawn @6 $label(zh="已撤回", en="Withdrawn");
}

enum LiableParty $label(zh="责任方", en="Who is liable") {
  none @0 $label(zh="未定", en="Unknown");
  technician @1 $label(zh="技术员", en="Technician");
  outlet @2 $label(zh="网点", en="Outlet");
  manufacturer @3 $label(zh="厂家", en="Manufacturer");
  supplier @4 $label(zh="配件供应商", en="Supplier of the part");
  customer @5 $label(zh="用户", en="Customer");
}

enum AppealOutcome $label(zh="申诉结果", en="Outcome of an appeal") {
  none @0 $label(zh="未定", en="Not decided");
  upheld @1 $label(zh="维持", en="Upheld");
  changed @2 $label(zh="改判", en="Changed");
  lifted @3 $label(zh="撤销责任", en="Lifted");
}

struct Liability $state("liability") $plural("liabilities") $label(zh="责任认定", en="Liability")
    $list(keeper="care",
          indexes=["outlet", "status outlet", "technician", "order", "complaint"], owner="outlet",
          own="technician", order="-attributed_at", search=["id"], menu="money",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "accountant"]) {
  status @0 :LiabilityStatus;
  party @1 :LiableParty $label(zh="责任方", en="Who is liable");
  order @2 :Text $id("work_order");
  # Where the trouble showed.
  outlet @3 :Text $id("outlet");
  # The liable one's; of a manufacturer, a supplier or a customer the order's.
  technician @4 :Text $id("technician");
  amount @5 :Int64 $format("money");
  citedOrder @6 :Text $id("work_order") $label(zh="引用的前次工单", en="Earlier order cited");
  citedBooking @7 :UInt16 $label(zh="引用的派工", en="Booking cited");
  complaint @8 :Text $id("complaint");
  inspection @9 :Text $id("inspection");
  reason @10 :Text;
  attributedBy @11 :Text $id("operator") $label(zh="认定人", en="Attributed by");
  attributedAt @12 :Int64 $format("instant") $label(zh="认定时间", en="Attributed at");
  newFact @13 :Text $format("multiline") $label(zh="新事实", en="New fact");
  photoHash @14 :Text $personal("someone") $maxLength(64);
  appellant @15 :Text $id("operator") $label(zh="申诉人", en="Appealed by");
  decision @16 :Text $label(zh="裁决理由", en="Why it was decided so");
  decidedBy @17 :Text $id("operator") $label(zh="裁决人", en="Decided by");
}

struct AttributeFault $command(stream="liability", code=803, roles=["dispatcher", "administrator"])
    $when(["none"]) $back("WithdrawLiability") $label(zh="认定责任", en="Attribute a fault") {
  # On facts: the booking or the earlier order in which it was done wrong, a complaint, an
  # inspection; one of them at least.
  liability @0 :Text $id("liability") $maxLength(64);
  # Empty: the next free number ZR-yyyymmdd-nnnn.
  order @1 :Text $required $id("work_order");
  party @2 :LiableParty $required $label(zh="责任方", en="Who is liable");
  technician @3 :Text $id("technician");
  # Of a technician. Empty: who did what is cited.
  amount @4 :Int64 $format("money") $bounds(min = 0, max = 100000000);
  citedOrder @5 :Text $id("work_order") $label(zh="引用的前次工单", en="Earlier order cited");
  citedBooking @6 :UInt16 $label(zh="引用的派工", en="Booking cited");
  # Of the cited order, else of the order itself. 0: none.
  complaint @7 :Text $id("complaint");
  inspection @8 :Text $id("inspection");
  reason @9 :Text $required;
}
struct AppealLiability $command(stream="liability", code=804,
    roles=["technician", "dispatcher", "call_centre", "administrator"])
    $when(["attributed", "upheld", "changed"]) $label(zh="责任申诉", en="Appeal a liability") {
  # By the technician himself, or for him or the outlet by who leads there; on a fact that was not
  # told before.
  liability @0 :Text $required $id("liability");
  newFact @1 :Text $required $format("multiline") $label(zh="新事实", en="New fact");
  photoHash @2 :Text $personal("someone") $maxLength(64);
}
struct DecideLiabilityAppeal $command(stream="liability", code=805,
    roles=["dispatcher", "administrator", "manager"])
    $otherThan("attributedBy") $when(["appealed"]) $usual(["appealed"])
    $label(zh="裁决申诉", en="Decide an appeal") {
  # By a person who neither attributed nor appealed it, nor is liable.
  liability @0 :Text $required $id("liability");
  outcome @1 :AppealOutcome $required $label(zh="申诉结果", en="Outcome");
  amount @2 :Int64 $format("money") $bounds(min = 0, max = 100000000);
  # Where it is changed: what is paid from now on.
  reason @3 :Text $required;
}
struct WithdrawLiability $command(stream="liability", code=806,
    roles=["dispatcher", "administrator"])
    $when(["attributed", "appealed"]) $label(zh="撤回责任认定", en="Withdraw a liability") {
  liability @0 :Text $required $id("liability");
  reason @1 :Text $required;
}

struct FaultAttributed $event(stream="liability", code=805)
    $label(zh="责任已认定", en="Fault attributed") {
  party @0 :LiableParty $label(zh="责任方", en="Who is liable");
  order @1 :UInt16 $ref("work_order");
  outlet @2 :UInt16 $ref("outlet");
  technician @3 :UInt16 $ref("technician");
  amount @4 :Int64 $format("money");
  citedOrder @5 :UInt16 $ref("work_order") $label(zh="引用的前次工单", en="Earlier order cited");
  citedBooking @6 :UInt16 $label(zh="引用的派工", en="Booking cited");
  complaint @7 :UInt16 $ref("complaint");
  inspection @8 :UInt16 $ref("inspection");
  reason @9 :Text;
  attributedBy @10 :UInt16 $ref("operator") $label(zh="认定人", en="Attributed by");
  attributedAt @11 :Int64 $format("instant") $label(zh="认定时间", en="Attributed at");
}
struct LiabilityAppealed $event(stream="liability", code=806)
    $label(zh="责任已申诉", en="Liability appealed") {
  newFact @0 :Text $format("multiline") $label(zh="新事实", en="New fact");
  photoHash @1 :Text $personal("someone");
  appellant @2 :UInt16 $ref("operator") $label(zh="申诉人", en="Appealed by");
}
struct LiabilityAppealDecided $event(stream="liability", code=807)
    $label(zh="申诉已裁决", en="Appeal decided") {
  outcome @0 :AppealOutcome $label(zh="申诉结果", en="Outcome");
  amount @1 :Int64 $format("money");
  # As it is from now on.
  decision @2 :Text $label(zh="裁决理由", en="Why it was decided so");
  decidedBy @3 :UInt16 $ref("operator") $label(zh="裁决人", en="Decided by");
}
struct LiabilityWithdrawn $event(stream="liability", code=808)
    $label(zh="责任认定已撤回", en="Liability withdrawn") {
  reason @0 :Text;
}

enum LiabilityRefusal $refusals("liability") {
  notFound @0 $label(zh="责任认定不存在", en="There is no such liability");
  exists @1 $label(zh="编号已被使用", en="The number is taken");
  badId @2 $label(zh="编号格式不正确", en="The number is not well formed");
  partyMissing @3 $label(zh="请选择责任方", en="Who is liable must be named");
  citesNothing @4
      $label(zh="请引用派工、前次工单、投诉或检查",
             en="Cite a booking, an earlier order, a complaint or an inspection");
  unknownOrder @5 $label(zh="工单不存在", en="There is no such order");
  noSuchBooking @6 $label(zh="没有该派工", en="The order has no such booking");
  unknownComplaint @7 $label(zh="投诉不存在", en="There is no such complaint");
  unknownInspection @8 $label(zh="检查不存在", en="There is no such inspection");
  unknownTechnician @9 $label(zh="技术员不存在或未指明", en="The technician is not registered or not named");
  notHisWork @10
      $label(zh="所引用的不是该技术员的服务", en="What is cited was another technician's work");
  badAmount @11 $label(zh="金额不正确", en="The amount is out of bounds");
  badText @12 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  badPhoto @13 $label(zh="照片哈希不正确", en="The photo's hash is not well formed");
  notYours @14 $label(zh="不是您的责任认定", en="The liability is another technician's");
  sameFact @15 $label(zh="申诉须有新的事实", en="An appeal needs a fact that was not told before");
  appealed @16 $label(zh="申诉待裁决", en="An appeal waits for its decision");
  notAppealed @17 $label(zh="没有申诉", en="Nobody has appealed");
  over @18 $label(zh="责任已撤销或撤回", en="The liability is lifted or withdrawn");
  decided @19 $label(zh="申诉已裁决", en="The appeal is decided already");
  sameAuthor @20
      $label(zh="认定人、申诉人和责任人不能裁决",
             en="Who attributed, appealed or is liable may not decide");
  outcomeMissing @21 $label(zh="请选择申诉结果", en="The outcome must be named");
}
