@0xd3a1c0d25e8f4b06;
# Technicians: skills, slots and cash in hand. Codes 160-179, command 1331.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".unlisted;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".back;
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
using import "annotations.capnp".person;
using import "annotations.capnp".personal;
using import "common.capnp".ServiceType;

enum TechnicianStatus $label(zh="技术员状态", en="Technician status") {
  none @0 $label(zh="无", en="None");
  active @1 $label(zh="在岗", en="Active");
  suspended @2 $label(zh="停岗", en="Suspended");
}

struct Skill $label(zh="技能", en="Skill")
    $list(name="skills", elements="directory.technician:skills",
          around=["id=technician", "name", "outlet", "status"], thing="technician",
          id=["^id", "#"],
          indexes=["outlet"], owner="outlet", menu="base",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "store_keeper",
              "accountant"], own="^id") {
  category @0 :Text;
  serviceType @1 :ServiceType;
  expiresOn @2 :Int32 $format("date");
  # The first day on which it no longer holds; 0: never.
  certificate @3 :Text $personal("id");
}

struct Slot {
  order @0 :Text $id("work_order");
  booking @1 :UInt16;
  startsAt @2 :Int64 $format("instant");
  endsAt @3 :Int64 $format("instant");
  area @4 :Text;
}

struct OwedOldPart {
  # Taken out of a customer's appliance where the maker paid for the new one.
  order @0 :Text $id("work_order");
  part @1 :Text $id("part");
  quantity @2 :Int64 $format("quantity");
  dueOn @3 :Int32 $format("date") $label(zh="应返日期", en="Due on");
}

enum TechnicianDebt $label(zh="欠交", en="What a technician owes") {
  # Of which there is more than he may have (D12).
  none @0 $label(zh="无", en="Nothing");
  cash @1 $label(zh="代收现金", en="Cash");
  oldPartOverdue @2 $label(zh="旧件逾期", en="Overdue old part");
  oldParts @3 $label(zh="旧件件数", en="Old parts");
  cards @4 $label(zh="安装卡", en="Install cards");
}

struct Technician $state("technician") $plural("technicians") $label(zh="技术员", en="Technician")
    $person $list(keeper="directory", indexes=["outlet status"], owner="outlet",
          search=["id", "name", "phone", "+outlet"], menu="base",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "store_keeper",
              "accountant"], own="id") {
  status @0 :TechnicianStatus;
  name @1 :Text $personal("id") $label(zh="姓名", en="Name");
  phone @2 :Text $format("phone") $personal("id");
  outlet @3 :Text $id("outlet");
  skills @4 :List(Skill) $maxLength(500) $label(zh="技能", en="Skills");
  slots @5 :List(Slot) $maxLength(1000) $label(zh="占用时段", en="Slots");
  # By start; half-open [start, end); never overlapping.
  brands @6 :List(Text) $maxLength(200);
  # Empty: every brand of the outlet.
  dailyMinutesMax @7 :Int32;
  # 0: no limit.
  cashHeld @8 :Int64 $format("money") $label(zh="未缴款", en="Cash held");
  cashLimit @9 :Int64 $format("money");
  # 0: as the service policy has it.
  suspendedFor @10 :Text $personal("id") $label(zh="停岗原因", en="Suspended for");
  seenAt @11 :Int64 $format("instant") $label(zh="最近签到", en="Last checked in at");
  # 0: never with a position.
  latitude @12 :Int32 $personal("id");
  longitude @13 :Int32 $personal("id");
  oldParts @14 :List(OwedOldPart) $maxLength(500) $label(zh="应返旧件", en="Old parts owed");
  seenBeforeAt @15 :Int64 $format("instant") $label(zh="上次签到", en="Checked in before at");
  # Where he counts as last seen when the last check-in is withdrawn. 0: nowhere.
  latitudeBefore @16 :Int32 $personal("id") $means("latitude")
      $label(zh="上次签到纬度", en="Latitude before");
  longitudeBefore @17 :Int32 $personal("id") $means("longitude")
      $label(zh="上次签到经度", en="Longitude before");
}

enum PlanStep $label(zh="停岗安排", en="What becomes of a booking") {
  none @0 $label(zh="未定", en="Not said");
  reassign @1 $label(zh="改派他人", en="Another takes it");
  giveBack @2 $label(zh="退回待派工", en="Back to be dispatched");
  finish @3 $label(zh="由本人完成", en="He finishes it");
  # Only what is under way.
}

struct PlannedBooking {
  # What becomes of one of the bookings that he has.
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16;
  # 0: his only one on the order.
  step @2 :PlanStep $required $label(zh="安排", en="What becomes of it");
  technician @3 :Text $id("technician") $label(zh="改派给", en="Who takes it");
}

struct RegisterTechnician $command(stream="technician", code=160, roles=["administrator"])
    $when(["none"]) $label(zh="登记技术员", en="Register a technician") {
  technician @0 :Text $required $id("technician") $maxLength(64);
  name @1 :Text $required $personal("technician") $maxLength(200) $label(zh="姓名", en="Name");
  phone @2 :Text $required $format("phone") $personal("technician") $maxLength(40);
  outlet @3 :Text $required $id("outlet");
  brands @4 :List(Text) $maxLength(200);
  dailyMinutesMax @5 :Int32 $bounds(min = 0, max = 1440);
  cashLimit @6 :Int64 $format("money") $bounds(min = 0, max = 100000000);
}
struct GrantSkill $command(stream="technician", code=161, roles=["administrator"])
    $when(["active", "suspended"]) $label(zh="授予技能", en="Grant a skill") {
  technician @0 :Text $required $id("technician");
  category @1 :Text $required $maxLength(64);
  serviceType @2 :ServiceType $required;
  expiresOn @3 :Int32 $format("date");
  certificate @4 :Text $personal("technician") $maxLength(100);
}
struct RevokeSkill $command(stream="technician", code=162, roles=["administrator"])
    $when(["active", "suspended"]) $label(zh="收回技能", en="Revoke a skill") {
  technician @0 :Text $required $id("technician");
  category @1 :Text $required $maxLength(64);
  serviceType @2 :ServiceType $required;
  reason @3 :Text $required;
}
struct SuspendTechnician $command(stream="technician", code=163, roles=["administrator", "dispatcher"])
    $back("ReinstateTechnician")
    $when(["active"]) $label(zh="技术员停岗", en="Suspend a technician") {
  # Names what becomes of each booking that he has.
  technician @0 :Text $required $id("technician");
  reason @1 :Text $required $personal("technician");
  plan @2 :List(PlannedBooking) $maxLength(200) $label(zh="未完派工的安排", en="Plan for open bookings");
}
struct ReinstateTechnician $command(stream="technician", code=164, roles=["administrator", "dispatcher"])
    $when(["suspended"])
    $usual(["suspended"])
    $label(zh="技术员复岗", en="Reinstate a technician") {
  technician @0 :Text $required $id("technician");
}
struct RemitPayment $command(stream="technician", code=165, roles=["accountant"])
    $when(["active", "suspended"]) $label(zh="技术员缴款", en="Remit cash") {
  # The technician hands in cash that he collected from customers.
  technician @0 :Text $required $id("technician");
  amount @1 :Int64 $required $format("money") $bounds(min = 1, max = 1000000000000);
  receipt @2 :Text $maxLength(64);
}
struct PayBackCash $command(stream="technician", code=1331, roles=["accountant"])
    $back("WithdrawRemittance")
    $when(["active", "suspended"]) $label(zh="退还多缴款", en="Pay back cash") {
  # He handed in more than he had collected, as is known since a payment was withdrawn or corrected:
  # the outlet gives it back. A remittance of less than nothing, by its number.
  technician @0 :Text $required $id("technician");
  amount @1 :Int64 $required $format("money") $bounds(min = 1, max = 1000000000000);
  receipt @2 :Text $maxLength(64);
}

struct ChangeTechnician $command(stream="technician", code=167, roles=["administrator"])
    $usual(["active"])
    $when(["active", "suspended"]) $label(zh="修改技术员", en="Change a technician") {
  # Every field as it shall be from now on. Slots, cash and parts that he carries stay his.
  technician @0 :Text $required $id("technician");
  name @1 :Text $required $personal("technician") $maxLength(200) $label(zh="姓名", en="Name");
  phone @2 :Text $required $format("phone") $personal("technician") $maxLength(40);
  outlet @3 :Text $required $id("outlet");
  brands @4 :List(Text) $maxLength(200);
  dailyMinutesMax @5 :Int32 $bounds(min = 0, max = 1440);
  cashLimit @6 :Int64 $format("money") $bounds(min = 0, max = 100000000);
}

struct TechnicianRegistered $event(stream="technician", code=160) $label(zh="技术员已登记", en="Technician registered") {
  name @0 :Text $personal("id") $label(zh="姓名", en="Name");
  phone @1 :Text $format("phone") $personal("id");
  outlet @2 :UInt16 $ref("outlet");
  brands @3 :List(Text);
  dailyMinutesMax @4 :Int32;
  cashLimit @5 :Int64 $format("money");
}
struct SkillGranted $event(stream="technician", code=161) $label(zh="技能已授予", en="Skill granted") {
  category @0 :Text;
  serviceType @1 :ServiceType;
  expiresOn @2 :Int32 $format("date");
  certificate @3 :Text $personal("id");
}
struct SkillRevoked $event(stream="technician", code=162) $label(zh="技能已收回", en="Skill revoked") {
  category @0 :Text;
  serviceType @1 :ServiceType;
  reason @2 :Text;
}
struct TechnicianSuspended $event(stream="technician", code=163) $label(zh="技术员已停岗", en="Technician suspended") {
  reason @0 :Text $personal("id");
}
struct TechnicianReinstated $event(stream="technician", code=164) $label(zh="技术员已复岗", en="Technician reinstated") {
}
struct SlotReserved $event(stream="technician", code=165) $unlisted $label(zh="时段已占用", en="Slot reserved") {
  order @0 :UInt16 $ref("work_order");
  booking @1 :UInt16;
  startsAt @2 :Int64 $format("instant");
  endsAt @3 :Int64 $format("instant");
  area @4 :Text;
}
struct SlotReleased $event(stream="technician", code=166) $unlisted $label(zh="时段已释放", en="Slot released") {
  order @0 :UInt16 $ref("work_order");
  booking @1 :UInt16;
}
struct CashCollected $event(stream="technician", code=167) $label(zh="已代收现金", en="Cash collected") {
  order @0 :UInt16 $ref("work_order");
  amount @1 :Int64 $format("money");
}
struct PaymentRemitted $event(stream="technician", code=168) $label(zh="已缴款", en="Cash remitted") {
  amount @0 :Int64 $format("money");
  # Below zero: paid back to him.
  receipt @1 :Text;
  remittance @2 :UInt16 $ref("remittance");
  # Empty: of before remittances had streams.
}

struct TechnicianSeen $event(stream="technician", code=169) $label(zh="技术员已到场", en="Technician seen") {
  # With a check-in whose position was measured.
  order @0 :UInt16 $ref("work_order");
  at @1 :Int64 $format("instant");
  latitude @2 :Int32 $personal("id");
  longitude @3 :Int32 $personal("id");
}

struct CashReturned $event(stream="technician", code=175)
    $label(zh="代收现金已撤回", en="Cash collected withdrawn") {
  order @0 :UInt16 $ref("work_order");
  amount @1 :Int64 $format("money");
}
struct SightingWithdrawn $event(stream="technician", code=176)
    $label(zh="到场已撤回", en="Sighting withdrawn") {
  # He is where he was seen before.
  order @0 :UInt16 $ref("work_order");
}
struct TechnicianChanged $event(stream="technician", code=170)
    $label(zh="技术员已修改", en="Technician changed") {
  name @0 :Text $personal("id") $label(zh="姓名", en="Name");
  phone @1 :Text $format("phone") $personal("id");
  outlet @2 :UInt16 $ref("outlet");
  brands @3 :List(Text);
  dailyMinutesMax @4 :Int32;
  cashLimit @5 :Int64 $format("money");
}

enum TechnicianRefusal $refusals("technician") {
  notFound @0 $label(zh="技术员不存在", en="There is no such technician");
  exists @1 $label(zh="技术员编号已被使用", en="The technician's id is taken");
  badId @2 $label(zh="技术员编号格式不正确", en="The technician's id is not well formed");
  badName @3 $label(zh="姓名不正确", en="The name is empty or not well formed");
  badPhone @4 $label(zh="电话格式不正确", en="The phone number is not well formed");
  unknownOutlet @5 $label(zh="网点不存在", en="There is no such outlet");
  badBrand @6 $label(zh="品牌不正确", en="A brand is not well formed");
  outOfBounds @7 $label(zh="数值超出范围", en="A number is out of bounds");
  badCategory @8 $label(zh="产品类别不正确", en="The product category is not well formed");
  serviceTypeMissing @9 $label(zh="请指定服务类型", en="A service type must be named");
  skillExpired @10 $label(zh="技能有效期已过", en="The skill would have expired already");
  skillHeld @11 $label(zh="已有相同技能", en="The technician has exactly this skill already");
  skillNotHeld @12 $label(zh="没有该技能", en="The technician does not have the skill");
  suspended @13 $label(zh="技术员已停岗", en="The technician is suspended");
  notSuspended @14 $label(zh="技术员未停岗", en="The technician is not suspended");
  reasonMissing @15 $label(zh="请填写原因", en="A reason is needed");
  moreThanHeld @16 $label(zh="缴款超过未缴金额", en="More than the technician holds");
  badText @17 $label(zh="文字过长或含有非法字符", en="A text is too long or not well formed");
  nothingChanged @18 $label(zh="没有变化", en="Nothing would change");
  planMissing @19
      $label(zh="请安排其未完派工", en="Say what becomes of each of his open bookings");
  planUnknown @20 $label(zh="计划中的派工不是他的未完派工", en="The plan names a booking that he has not");
  planStep @21
      $label(zh="该派工不能这样安排", en="This cannot become of the booking in its state");
  notOwed @22 $label(zh="没有多缴这么多", en="He has not handed in that much too much");
}
