@0xd4b2c0d25e8f4c06;
# Wage rules, what is earned under them, and the monthly wage run. Codes 520-569.
#
# Each posted order earns once. Its wage goes into the stream wage_day/<outlet>:<yyyy-mm-dd> of the day on
# which it counts: the day when the order was completed, or the day of posting where the run of that month
# is approved already. A wage run sums the days of its month.

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
using import "annotations.capnp".yields;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "common.capnp".ServiceType;
using import "tariff.capnp".RuleVersionStatus;

enum WageBasis $label(zh="计算方式", en="Basis") {
  none @0 $label(zh="未定", en="Unknown");
  rate @1 $label(zh="按收费比例", en="Share of the charge");
  # Of each charge of the order that the line fits.
  fixed @2 $label(zh="固定金额", en="Fixed amount");
  # Per 1000 thousandths of the item; a line without item: once per order.
}
enum WageRunStatus $label(zh="工资核算状态", en="Wage run status") {
  none @0 $label(zh="未核算", en="Open");
  calculated @1 $label(zh="已核算", en="Calculated");
  approved @2 $label(zh="已批准", en="Approved");
}

struct WageRuleLine {
  # An empty key fits everything. Of the lines that fit, the one that names most keys wins.
  brand @0 :Text $maxLength(64);
  category @1 :Text $maxLength(64);
  model @2 :Text $maxLength(64);
  serviceType @3 :ServiceType;
  item @4 :Text $maxLength(64);
  basis @5 :WageBasis $required $label(zh="计算方式", en="Basis");
  rate @6 :Int32 $format("rate") $bounds(min=0, max=10000) $label(zh="提成比例", en="Rate");
  amount @7 :Int64 $format("money") $bounds(min=0, max=100000000000);
}
struct CrewShares {
  # How a crew of that many shares an order's wage, its lead first. In 1/10000, together 10000.
  shares @0 :List(Int32) $required $maxLength(20);
}
struct WageRuleVersion $label(zh="工资规则版本", en="Wage rule version")
    $list(name="wage_rule_versions", elements="directory.wage_rule:versions",
          around=["id=rule", "name"], thing="wage_rule", id=["^id", "version"], indexes=["status"], menu="money",
          readers=["administrator", "auditor", "accountant"]) {
  version @0 :UInt32;
  status @1 :RuleVersionStatus;
  effectiveFrom @2 :Int32 $format("date");
  author @3 :Text $id("operator");
  lines @4 :List(WageRuleLine) $maxLength(2000) $label(zh="规则明细", en="Lines");
  crews @5 :List(CrewShares) $maxLength(20);
  publisher @6 :Text $id("operator") $label(zh="发布人", en="Publisher");
  replaces @7 :UInt32 $label(zh="替换版本", en="In the place of version");
  # A version from the same first day on, which holds no more. 0: none.
  replacedBy @8 :UInt32 $label(zh="被版本替换", en="Replaced by version");
  reason @9 :Text $label(zh="替换原因", en="Why it replaces");
  withdrawnOn @10 :Int32 $format("date") $label(zh="撤回日期", en="Withdrawn on");
  # Not before its first day: it was in force until then, and what was decided keeps its number.
  withdrawnBy @11 :Text $id("operator") $label(zh="撤回人", en="Withdrawn by");
  withdrawnFor @12 :Text $label(zh="撤回原因", en="Withdrawn for");
}
struct WageRule $state("wage_rule") $plural("wage_rules") $label(zh="工资规则", en="Wage rule")
    $list(keeper="directory", owner="id", search=["id", "name"], menu="money",
          readers=["administrator", "auditor", "accountant"]) {
  # An order follows the rule wage_rule/<its outlet>, or where there is none wage_rule/default.
  # In force on a date: the published version with the latest effective date not after it.
  name @0 :Text;
  versions @1 :List(WageRuleVersion) $maxLength(200);
}

struct WagePiece {
  # What one charge of the order earned, or the order itself (no item).
  item @0 :Text;
  quantity @1 :Int64 $format("quantity");
  charge @2 :Int64 $format("money") $label(zh="收费", en="Charge");
  line @3 :UInt32 $label(zh="规则行", en="Line of the rule");
  # 1 first; 0: no line fits, nothing is earned.
  wage @4 :Int64 $format("money") $label(zh="工资", en="Wage");
  technician @5 :Text $id("technician");
  # Whose charge it is: his wage alone, unless the rule's shares are for a crew that he is of.
  # Empty: shared among the crew.
}
struct WageShare {
  technician @0 :Text $id("technician");
  weight @1 :Int32 $bounds(min=0, max=10000);
  amount @2 :Int64 $format("money");
}
struct WageLine {
  # The wage of one order.
  order @0 :Text $id("work_order");
  workDate @1 :Int32 $format("date");
  brand @2 :Text;
  category @3 :Text;
  model @4 :Text;
  serviceType @5 :ServiceType;
  rule @6 :Text $id("wage_rule");
  # Empty: no rule was in force; a calculation after one is published rates the order again.
  ruleVersion @7 :UInt32;
  pieces @8 :List(WagePiece) $maxLength(1000);
  shares @9 :List(WageShare) $maxLength(200);
  # One for each technician with a booking on the order.
  total @10 :Int64 $format("money");
  crewTold @11 :Bool;
  # Else they are the rule's, and follow it when the order is rated again.
  apart @12 :UInt16 $label(zh="班组外人数", en="Outside the crew");
  # So many of the shares, the last ones, are of people who get what their own charges earned and
  # nothing of the rest.
}
struct WageAdjustment {
  technician @0 :Text $id("technician");
  amount @1 :Int64 $format("money");
  reason @2 :Text;
  author @3 :Text $id("operator") $label(zh="提出人", en="Author");
}
struct WageDay $state("wage_day") $plural("wage_days") $label(zh="当日工资", en="Wages of a day")
    $idParts(["outlet", "day"]) {
  # The stream wage_day/<outlet>:<yyyy-mm-dd>.
  lines @0 :List(WageLine) $maxLength(10000) $label(zh="工资明细", en="Lines");
  adjustments @1 :List(WageAdjustment) $maxLength(2000) $label(zh="调整", en="Adjustments");
}
struct WageOrder $state("wage_order") $plural("wage_orders") $label(zh="工单工资", en="Wage of an order") {
  # The stream wage_order/<order>: an order earns once.
  day @0 :Text $id("wage_day") $label(zh="计入", en="Counted in");
}
struct WageSheet {
  # What one technician gets: total = earned + adjusted.
  technician @0 :Text $id("technician");
  orders @1 :UInt32;
  earned @2 :Int64 $format("money");
  adjusted @3 :Int64 $format("money");
  total @4 :Int64 $format("money");
}
struct WageRun $state("wage_run") $plural("wage_runs") $label(zh="工资核算", en="Wage run")
    $idParts(["outlet", "period"]) {
  # The stream wage_run/<outlet>:<yyyy-mm>.
  status @0 :WageRunStatus;
  outlet @1 :Text $id("outlet");
  period @2 :Text;
  calculator @3 :Text $id("operator");
  sheets @4 :List(WageSheet) $maxLength(2000);
  # By technician id.
  total @5 :Int64 $format("money");
  unrated @6 :UInt32 $label(zh="无规则工单数", en="Orders without a rule");
  # For which no rule was in force on their day: they earn nothing so far.
}
struct WageCalendar $state("wage_calendar") $plural("wage_calendars") $label(zh="工资日历", en="Wage calendar") {
  # The one stream wage_calendar/all: how far wages are approved. A rule of an outlet's own is
  # barred by that outlet's approved runs alone.
  sealedUntil @0 :Int32 $format("date");
  # The last day of the latest month with an approved run, of any outlet; 0: none.
  companySealedUntil @1 :Int32 $format("date")
      $label(zh="公司规则封至", en="Company's rule sealed until");
  # The same of the runs in which the company's rule paid: it may not take effect by this date.
}

struct DraftWageRule $command(stream="wage_rule", code=520, roles=["accountant", "administrator"])
    $usual(["published", "withdrawn"])
    $back("WithdrawWageRuleDraft")
    $when(["none", "published", "withdrawn"]) $label(zh="编制工资规则", en="Draft a wage rule") {
  # A new rule, or the next version of one. In force only once another person has published it.
  rule @0 :Text $required $id("wage_rule") $maxLength(64);
  # An outlet's id, or "default".
  name @1 :Text $maxLength(200);
  # Needed for the first version; empty: as it was.
  effectiveFrom @2 :Int32 $required $format("date");
  lines @3 :List(WageRuleLine) $required $maxLength(2000) $label(zh="规则明细", en="Lines");
  crews @4 :List(CrewShares) $maxLength(20);
  # A crew whose size is not named shares equally.
  reason @5 :Text $label(zh="替换原因", en="Why it replaces");
  # Needed where a version begins on that very day: this one takes its place. What was decided keeps
  # the number of the other.
}
struct PublishWageRule $command(stream="wage_rule", code=521, roles=["accountant", "administrator"])
    $otherThan("author")
    $when(["drafted"])
    $usual(["drafted"])
    $label(zh="发布工资规则", en="Publish a wage rule") {
  # Approves the drafted version; by another person than its author. Not back into an approved month.
  rule @0 :Text $required $id("wage_rule");
  version @1 :UInt32 $required $bounds(min=1, max=1000000)
      $means("drafted of versions");
}
struct WithdrawWageRule
    $command(stream="wage_rule", code=523, roles=["accountant", "administrator"])
    $when(["published"]) $label(zh="撤回工资规则", en="Withdraw a wage rule") {
  # A published version, in force or not; by another person than its publisher. The one before it
  # goes on, or what it was in the place of: a calculation rates the orders of its days again. Where
  # wages of them are approved, another version follows it instead.
  rule @0 :Text $required $id("wage_rule");
  version @1 :UInt32 $required $bounds(min=1, max=1000000)
      $means("published of versions");
  reason @2 :Text $required;
}
struct WithdrawWageRuleDraft $command(stream="wage_rule", code=522, roles=["accountant", "administrator"])
    $when(["drafted"]) $label(zh="撤回工资规则草案", en="Withdraw a wage rule draft") {
  rule @0 :Text $required $id("wage_rule");
  version @1 :UInt32 $required $bounds(min=1, max=1000000)
      $means("drafted of versions");
  reason @2 :Text $required;
}
struct EarnWageLine $command(stream="wage_day", code=540, roles=["system", "accountant"]) $label(zh="计入工单工资", en="Earn an order's wage") {
  # Issued by a policy when an order is posted.
  order @0 :Text $required $id("work_order");
  crew @1 :List(WageShare) $maxLength(20) $label(zh="人员", en="Crew");
  # Who shares it, the lead first; amounts are computed. Shares in 1/10000, together 10000; all zero: as
  # the rule has it for a crew of that size. Empty: whoever finished a visit of the order, last one first.
}
struct CalculateWages $command(stream="wage_run", code=550, roles=["accountant"])
    $when(["none", "calculated"]) $label(zh="核算工资", en="Calculate wages") {
  # Of one outlet and month, under the rule versions in force on each work date. May be repeated until
  # the run is approved.
  outlet @0 :Text $required $id("outlet");
  period @1 :Text $required $maxLength(7);
  # "2026-03"
}
struct ApproveWages $command(stream="wage_run", code=551,
    roles=["accountant", "administrator", "manager"])
    $otherThan("calculator")
    $when(["calculated"])
    $usual(["calculated"])
    $label(zh="批准工资", en="Approve wages") {
  # By another person than who calculated. Once the month is over, and only what is still up to date.
  outlet @0 :Text $required $id("outlet");
  period @1 :Text $required $maxLength(7);
  unratedEarnNothing @2 :Bool
      $label(zh="确认无规则的工单不计工资", en="Orders without a rule earn nothing");
  # Must be said where there are any: nobody's wage is nothing by oversight.
}
struct AdjustWages $command(stream="wage_day", code=541, roles=["accountant"]) $label(zh="调整工资", en="Adjust wages") {
  # An addition or deduction today, in the month that is open. What an approved run paid is not touched.
  outlet @0 :Text $required $id("outlet");
  technician @1 :Text $required $id("technician");
  amount @2 :Int64 $required $format("money") $bounds(min = -100000000000, max=100000000000);
  reason @3 :Text $required;
  order @4 :Text $id("work_order");
  # What it is about, where it is about an order.
}

struct WageRuleDrafted $event(stream="wage_rule", code=520) $label(zh="工资规则已编制", en="Wage rule drafted") {
  name @0 :Text;
  version @1 :UInt32;
  effectiveFrom @2 :Int32 $format("date");
  author @3 :UInt16 $ref("operator");
  lines @4 :List(WageRuleLine) $label(zh="规则明细", en="Lines");
  crews @5 :List(CrewShares);
  replaces @6 :UInt32 $label(zh="替换版本", en="In the place of version");
  reason @7 :Text $label(zh="替换原因", en="Why it replaces");
}
struct WageRulePublished $event(stream="wage_rule", code=521) $label(zh="工资规则已发布", en="Wage rule published") {
  version @0 :UInt32;
  publisher @1 :UInt16 $ref("operator");
}
struct WageRuleWithdrawn $event(stream="wage_rule", code=523)
    $label(zh="工资规则已撤回", en="Wage rule withdrawn") {
  # The version before it goes on.
  version @0 :UInt32;
  reason @1 :Text;
  withdrawer @2 :Text $id("operator") $label(zh="撤回人", en="Withdrawn by");
  on @3 :Int32 $format("date") $label(zh="撤回日期", en="Withdrawn on");
}
struct WageRuleDraftWithdrawn $event(stream="wage_rule", code=522) $label(zh="工资规则草案已撤回", en="Wage rule draft withdrawn") {
  version @0 :UInt32;
  reason @1 :Text;
}
struct WageEarned $event(stream="wage_day", code=540) $label(zh="工单工资已计入", en="Wage earned") {
  # The wage of one order, shared among its crew: the shares add up to the total.
  outlet @0 :UInt16 $ref("outlet");
  day @1 :Int32 $format("date");
  order @2 :UInt16 $ref("work_order");
  rule @3 :UInt16 $ref("wage_rule");
  # Empty: no rule was in force on the work date; the total is 0.
  ruleVersion @4 :UInt32;
  workDate @5 :Int32 $format("date");
  brand @6 :Text;
  category @7 :Text;
  model @8 :Text;
  serviceType @9 :ServiceType;
  pieces @10 :List(WagePiece);
  shares @11 :List(WageShare);
  total @12 :Int64 $format("money");
  crewTold @13 :Bool;
  apart @14 :UInt16 $label(zh="班组外人数", en="Outside the crew");
}
struct WageRerated $event(stream="wage_day", code=541) $label(zh="工单工资已重算", en="Wage rated again") {
  # A calculation found another rule version in force on the work date. Replaces what the order earned.
  outlet @0 :UInt16 $ref("outlet");
  day @1 :Int32 $format("date");
  order @2 :UInt16 $ref("work_order");
  rule @3 :UInt16 $ref("wage_rule");
  ruleVersion @4 :UInt32;
  pieces @5 :List(WagePiece);
  shares @6 :List(WageShare);
  total @7 :Int64 $format("money");
  apart @8 :UInt16 $label(zh="班组外人数", en="Outside the crew");
}
struct WageAdjusted $event(stream="wage_day", code=542) $label(zh="工资已调整", en="Wages adjusted") {
  outlet @0 :UInt16 $ref("outlet");
  day @1 :Int32 $format("date");
  technician @2 :UInt16 $ref("technician");
  amount @3 :Int64 $format("money");
  reason @4 :Text;
  order @5 :UInt16 $ref("work_order");
  author @6 :UInt16 $ref("operator") $label(zh="提出人", en="Author");
}
struct WageOrderCounted $event(stream="wage_order", code=543) $label(zh="工单已计工资", en="Order counted for wages") {
  day @0 :UInt16 $ref("wage_day") $label(zh="计入", en="Counted in");
}
struct WagesCalculated $event(stream="wage_run", code=550) $label(zh="工资已核算", en="Wages calculated") {
  outlet @0 :UInt16 $ref("outlet");
  period @1 :Text;
  calculator @2 :UInt16 $ref("operator");
  sheets @3 :List(WageSheet);
  total @4 :Int64 $format("money");
  unrated @5 :UInt32 $label(zh="无规则工单数", en="Orders without a rule");
}
struct WagesApproved $event(stream="wage_run", code=551) $label(zh="工资已批准", en="Wages approved") {
  approver @0 :UInt16 $ref("operator");
}
struct WageMonthSealed $event(stream="wage_calendar", code=552) $label(zh="工资月份已封帐", en="Wage month sealed") {
  sealedUntil @0 :Int32 $format("date");
  ownRule @1 :Bool $label(zh="仅网点规则", en="By the outlet's own rule");
  # The company's rule paid nothing of that run.
}

enum WageRuleRefusal $refusals("wage_rule") {
  notFound @0 $label(zh="工资规则不存在", en="There is no such wage rule");
  badId @1 $label(zh="编码不能为空、过长或含有 / 和 :", en="A code must not be empty, too long or hold '/' or ':'");
  noSuchVersion @2 $label(zh="没有该版本", en="There is no such version");
  notDrafted @3 $label(zh="该版本不在待批准状态", en="The version is not a draft");
  sameOperator @4 $label(zh="发布人不能是编制人", en="The publisher must be another person than the author");
  equallySpecific @5 $label(zh="有两行同样具体", en="Two lines are equally specific");
  backdated @6 $label(zh="生效日期必须晚于前一版本", en="It must take effect after the version before it");
  sealedMonth @7 $label(zh="生效日期在已批准的工资月份内", en="It would take effect in a month whose wages are approved");
  draftPending @8 $label(zh="已有待批准的版本", en="There is a draft already");
  badRate @9 $label(zh="比例必须在 0 到 100% 之间", en="A rate is below 0 or above 100 %");
  badAmount @10 $label(zh="金额不正确", en="An amount is negative or too large");
  basisMissing @11 $label(zh="请选择计算方式", en="A line names no basis");
  noLines @12 $label(zh="至少需要一行", en="There are no lines");
  nameMissing @13 $label(zh="请填写名称", en="A new rule needs a name");
  sharesNotWhole @14 $label(zh="分成合计必须为 100%", en="The shares of a crew must add up to 100 %");
  crewTwice @15 $label(zh="同样人数的分成重复", en="Two crews have the same size");
  unusedNotInForce @16 $label(zh="该日期没有生效的工资规则", en="No version is in force on that date");
  badText @17 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  notPublished @18 $label(zh="该版本不在已发布状态", en="The version is not published");
  unusedInForce @19
      $label(zh="该版本已生效，请用同日生效的新版本替换",
             en="The version is or was in force; replace it by one from the same day on");
  sameAuthor @20 $label(zh="撤回人不能是发布人", en="Who published it may not withdraw it");
  dayTaken @21 $yields("reason")
      $label(zh="已有同日生效的版本，替换它请说明原因",
             en="A version begins on that day: say why another takes its place");
}
enum WageRefusal $refusals("wage") {
  orderNotPosted @0 $label(zh="工单尚未封帐", en="The order is not posted");
  alreadyEarned @1 $label(zh="该工单已计工资", en="The order has earned its wage already");
  noTechnician @2 $label(zh="工单没有技术员", en="The order has no technician");
  sharesNotWhole @3 $label(zh="分成合计必须为 100%", en="The shares must add up to 100 %");
  technicianTwice @4 $label(zh="技术员重复", en="A technician is named twice");
  unknownTechnician @5 $label(zh="技术员不存在", en="There is no such technician");
  unusedNoRule @6 $label(zh="没有适用的工资规则", en="No wage rule applies");
  badPeriod @7 $label(zh="月份不正确", en="The month is not valid");
  notCalculated @8 $label(zh="工资尚未核算", en="The wages are not calculated");
  alreadyApproved @9 $label(zh="工资已批准", en="The wages are approved already");
  sameOperator @10 $label(zh="批准人不能是核算人", en="The approver must be another person than who calculated");
  stale @11 $label(zh="核算后又有变化，请重新核算", en="Something changed since the calculation; calculate again");
  monthNotOver @12 $label(zh="该月尚未结束", en="The month is not over yet");
  badAmount @13 $label(zh="金额不正确", en="The amount is zero or too large");
  unusedOverflow @14 $label(zh="金额溢出", en="The amount is too large to be counted");
  badText @15 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  noRule @16
      $label(zh="有工单没有适用的工资规则，请发布规则或确认不计工资",
          en="No rule rates some orders: publish one, or say that they earn nothing");
}
