@0xc41d7f0a92e35b08;
# How the company serves: deadlines, the checks of visits and of sign-ins. One stream a tenant,
# service_policy/all, in versions. Codes 560-569 and 870.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".usual;
using import "annotations.capnp".command;
using import "annotations.capnp".event;
using import "annotations.capnp".state;
using import "annotations.capnp".plural;
using import "annotations.capnp".refusals;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".format;
using import "annotations.capnp".id;
using import "annotations.capnp".maxLength;
using import "annotations.capnp".required;
using import "annotations.capnp".yields;
using import "annotations.capnp".bounds;
using import "work_order_kinds.capnp".Severity;

enum PolicyAnswer $label(zh="是否要求", en="Asked for?") {
  none @0 $label(zh="不变", en="As before");
  no @1 $label(zh="不要求", en="No");
  yes @2 $label(zh="要求", en="Yes");
}

struct ServiceDeadline $label(zh="服务时限", en="Service deadline") {
  # What is promised of an order. The clock stands still while the order is on hold. 0: nothing.
  severity @0 :Severity;
  # Not named: of every order that no other line is for.
  arriveMinutes @1 :Int32 $bounds(min = 0, max = 86400)
      $label(zh="上门时限（分钟）", en="Somebody is there within (minutes)");
  completeMinutes @2 :Int32 $bounds(min = 0, max = 86400)
      $label(zh="修好时限（分钟）", en="The work is done within (minutes)");
  completeDays @3 :Int32 $bounds(min = 0, max = 60)
      $label(zh="修好时限（工作日）", en="The work is done within (working days)");
  # By the end of the last of them, by the work calendar; in place of minutes.
  tellAtOnce @4 :Bool $label(zh="立即知会负责人", en="Whoever is responsible is told at once");
  # An alarm that is due at once; of an order that somebody escalates there is one anyway.
}

struct ServicePolicyVersion {
  # The defaults are version 0: what holds where nothing was published.
  version @0 :UInt32;
  effectiveFrom @1 :Int32 $format("date");
  acceptMinutes @2 :Int32;
  followUpHours @3 :Int32;
  followUpAttempts @4 :Int32;
  checkInRadius @5 :Int32;
  checkInSpeed @6 :Int32;
  travelMinutes @7 :Int32;
  repeatDays @8 :Int32;
  signInFailures @9 :Int32;
  lockMinutes @10 :Int32;
  lateHours @11 :Int32;
  # 0: as version 0 has it; a version of before they were kept.
  lateHoursField @12 :Int32;
  quietFrom @13 :Int32;
  # The first minute of the day in Shanghai at which nobody is called, and the first at which people
  # are again; over midnight where it is the smaller. Both the same: at any hour.
  quietUntil @14 :Int32;
  # Not asked, or 0, of these: as version 0 has it.
  reviewAsked @15 :PolicyAnswer;
  clearingAsked @16 :PolicyAnswer;
  cardsRegistered @17 :PolicyAnswer;
  workshopDays @18 :Int32;
  advanceDays @19 :Int32;
  travelSpeed @20 :Int32;
  # 0, here and in partSpeed: as version 0 has it.
  partSpeed @21 :Int32;
  oldPartDays @22 :Int32;
  # 0: nobody asks when.
  complaintConfirmHours @23 :Int32;
  complaintFollowUpDays @24 :Int32;
  incidentReportHours @25 :Int32;
  incidentActionHours @26 :Int32;
  deadlines @27 :List(ServiceDeadline) $maxLength(8) $label(zh="服务时限", en="Service deadlines");
  # By severity; one line each.
  # What a technician may hold before nobody sends him any more (D12). 0: no limit.
  cashHeldMax @28 :Int64 $format("money") $label(zh="代收现金上限", en="Cash held at most");
  # Of who has no limit of his own.
  cardsHeldMax @29 :Int32 $label(zh="持卡上限（张）", en="Install cards held at most");
  oldPartsOwedMax @30 :Int32 $label(zh="欠返旧件上限（件）", en="Old parts owed at most");
  contactsDistributed @31 :PolicyAnswer;
  # Not asked: a contact waits until somebody routes it.
  replaces @32 :UInt32 $label(zh="替换版本", en="In the place of version");
  # A version from the same first day on. 0: none.
  publisher @33 :Text $id("operator") $label(zh="发布人", en="Publisher");
  withdrawnOn @34 :Int32 $format("date") $label(zh="撤回日期", en="Withdrawn on");
  # Not before its first day: it was in force until then, and what was decided keeps its number.
  withdrawnBy @35 :Text $id("operator") $label(zh="撤回人", en="Withdrawn by");
  withdrawnFor @36 :Text $label(zh="撤回原因", en="Withdrawn for");
}

struct ServicePolicy $state("service_policy") $plural("service_policies") $label(zh="服务规则", en="Service policy") {
  # The one stream service_policy/all. In force on a date: of the versions that hold the one with
  # the latest effective date not after it, else the defaults.
  versions @0 :List(ServicePolicyVersion) $maxLength(500);
  # By version, 1 first; each takes effect after the one before it, or in its place. Without those
  # that were withdrawn before their first day.
  lastVersion @1 :UInt32 $label(zh="最后版本号", en="Last version's number");
  lastPublisher @2 :Text $id("operator") $label(zh="最后发布人", en="Publisher of the last version");
  careRules @3 :List(Text) $id("care_rule") $maxLength(50) $label(zh="关怀规则", en="Care rules");
  # Those that are in force.
}

struct PublishServicePolicy $command(stream="service_policy", code=560, roles=["administrator"])
    $usual(["*"]) $label(zh="发布服务规则", en="Publish the service policy") {
  # From that day on. A number that is not named (0) stays as it is in the version before.
  effectiveFrom @0 :Int32 $required $format("date");
  # After the version before it and today at the earliest, or the day of the version before it.
  acceptMinutes @1 :Int32 $bounds(min = 0, max = 10080);
  followUpHours @2 :Int32 $bounds(min = 0, max = 720);
  followUpAttempts @3 :Int32 $bounds(min = 0, max = 20);
  checkInRadius @4 :Int32 $bounds(min = 0, max = 100000);
  checkInSpeed @5 :Int32 $bounds(min = 0, max = 1000);
  travelMinutes @6 :Int32 $bounds(min = 0, max = 1440);
  repeatDays @7 :Int32 $bounds(min = 0, max = 3650);
  signInFailures @8 :Int32 $bounds(min = 0, max = 100);
  lockMinutes @9 :Int32 $bounds(min = 0, max = 10080);
  lateHours @10 :Int32 $bounds(min = 0, max = 2160);
  lateHoursField @11 :Int32 $bounds(min = 0, max = 2160);
  quietFrom @12 :Int32 $bounds(min = 0, max = 1439);
  quietUntil @13 :Int32 $bounds(min = 0, max = 1439);
  reviewAsked @14 :PolicyAnswer;
  clearingAsked @15 :PolicyAnswer;
  cardsRegistered @16 :PolicyAnswer;
  workshopDays @17 :Int32 $bounds(min = 0, max = 60);
  advanceDays @18 :Int32 $bounds(min = 0, max = 365);
  travelSpeed @19 :Int32 $bounds(min = 0, max = 200);
  partSpeed @20 :Int32 $bounds(min = 0, max = 5000);
  oldPartDays @21 :Int32 $bounds(min = 0, max = 365);
  complaintConfirmHours @22 :Int32 $bounds(min = 0, max = 720);
  complaintFollowUpDays @23 :Int32 $bounds(min = 0, max = 90);
  incidentReportHours @24 :Int32 $bounds(min = 0, max = 720);
  incidentActionHours @25 :Int32 $bounds(min = 0, max = 720);
  deadlines @26 :List(ServiceDeadline) $maxLength(8) $label(zh="服务时限", en="Service deadlines");
  # A line takes the place of the one of the same severity; those not named stay.
  cashHeldMax @27 :Int64 $format("money") $bounds(min = 0, max = 100000000)
      $label(zh="代收现金上限", en="Cash held at most");
  cardsHeldMax @28 :Int32 $bounds(min = 0, max = 10000)
      $label(zh="持卡上限（张）", en="Install cards held at most");
  oldPartsOwedMax @29 :Int32 $bounds(min = 0, max = 10000)
      $label(zh="欠返旧件上限（件）", en="Old parts owed at most");
  contactsDistributed @30 :PolicyAnswer;
  reason @31 :Text $label(zh="替换原因", en="Why it replaces");
  # Needed where a version begins on that very day: another person puts this one in its place. What
  # was decided keeps the number of the other.
}
struct WithdrawServicePolicy $command(stream="service_policy", code=561, roles=["administrator"])
    $label(zh="撤回服务规则", en="Withdraw a service policy") {
  # The latest that holds; by another person than its publisher. The one before it goes on, or the
  # defaults. What was decided under it keeps its number.
  version @0 :UInt32 $required $bounds(min=1, max=1000000);
  reason @1 :Text $required;
}
struct BeginServicePolicy $command(stream="service_policy", code=870, roles=["system"])
    $label(zh="服务规则生效", en="Begin a service policy") {
  # Sent when a version with deadlines comes into force: those that run are computed anew.
  version @0 :UInt32 $required $bounds(min=1, max=1000000);
}

struct ServicePolicyPublished $event(stream="service_policy", code=560) $label(zh="服务规则已发布", en="Service policy published") {
  terms @0 :ServicePolicyVersion $label(zh="规则", en="Terms");
  # All of them as they are from that day on.
  publisher @1 :UInt16 $ref("operator");
  reason @2 :Text $label(zh="替换原因", en="Why it replaces");
}
struct ServicePolicyWithdrawn $event(stream="service_policy", code=561)
    $label(zh="服务规则已撤回", en="Service policy withdrawn") {
  version @0 :UInt32;
  reason @1 :Text;
  withdrawer @2 :Text $id("operator") $label(zh="撤回人", en="Withdrawn by");
  on @3 :Int32 $format("date") $label(zh="撤回日期", en="Withdrawn on");
  effectiveFrom @4 :Int32 $format("date");
}
struct ServicePolicyBegan $event(stream="service_policy", code=870)
    $label(zh="服务规则已生效", en="Service policy began") {
  version @0 :UInt32;
}

enum ServicePolicyRefusal $refusals("service_policy") {
  backdated @0 $label(zh="生效日期必须晚于前一版本，且不早于今天", en="It must take effect after the version before it, and not before today");
  outOfBounds @1 $label(zh="数值超出范围", en="A number is out of bounds");
  nothingChanged @2 $label(zh="没有变化", en="Nothing would change");
  noSuchVersion @3 $label(zh="没有该版本", en="There is no such version");
  unusedInForce @4
      $label(zh="该版本已生效，请用同日生效的新版本替换",
             en="The version is or was in force; replace it by one from the same day on");
  sameAuthor @5
      $label(zh="撤回或替换的人不能是发布人", en="Who published it may neither withdraw nor replace it");
  badText @6 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  severityTwice @7 $label(zh="同一严重程度有两行时限", en="Two deadlines are of the same severity");
  badDeadline @8
      $label(zh="修好时限不能早于上门，且分钟与工作日只能填一项",
          en="Done is not before somebody is there; it is in minutes or in working days, not both");
  dayTaken @9 $yields("reason")
      $label(zh="已有同日生效的版本，替换它请说明原因",
             en="A version begins on that day: say why another takes its place");
}
