@0xd4b2c0d25e8f4c06;
# Wage rules, what is earned under them, and the monthly wage run. Codes 520-569.
#
# Each posted order earns once. Its wage goes into the stream wage_day/<outlet>:<yyyy-mm-dd> of the day on
# which it counts: the day when the order was completed, or the day of posting where the run of that month
# is approved already. A wage run sums the days of its month.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
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
  brand @0 :Text $maxLength(64) $label(zh="品牌", en="Brand");
  category @1 :Text $maxLength(64) $label(zh="产品类别", en="Product category");
  model @2 :Text $maxLength(64) $label(zh="型号", en="Model");
  serviceType @3 :ServiceType $label(zh="服务类型", en="Service type");
  item @4 :Text $maxLength(64) $label(zh="收费项目", en="Item");
  basis @5 :WageBasis $required $label(zh="计算方式", en="Basis");
  rate @6 :Int32 $format("rate") $bounds(min=0, max=10000) $label(zh="提成比例", en="Rate");
  amount @7 :Int64 $format("money") $bounds(min=0, max=100000000000) $label(zh="金额", en="Amount");
}
struct CrewShares {
  # How a crew of that many shares an order's wage, its lead first. In 1/10000, together 10000.
  shares @0 :List(Int32) $required $maxLength(20) $label(zh="分成", en="Shares");
}
struct WageRuleVersion {
  version @0 :UInt32 $label(zh="版本", en="Version");
  status @1 :RuleVersionStatus $label(zh="状态", en="Status");
  effectiveFrom @2 :Int32 $format("date") $label(zh="生效日期", en="Effective from");
  author @3 :Text $id("operator") $label(zh="编制人", en="Author");
  lines @4 :List(WageRuleLine) $label(zh="规则明细", en="Lines");
  crews @5 :List(CrewShares) $label(zh="多人分成", en="Shares of crews");
}
struct WageRule $state("wage_rule") $plural("wage_rules") $label(zh="工资规则", en="Wage rule") {
  # An order follows the rule wage_rule/<its outlet>, or where there is none wage_rule/default.
  # In force on a date: the published version with the latest effective date not after it.
  name @0 :Text $label(zh="名称", en="Name");
  versions @1 :List(WageRuleVersion) $label(zh="版本", en="Versions");
}

struct WagePiece {
  # What one charge of the order earned, or the order itself (no item).
  item @0 :Text $label(zh="收费项目", en="Item");
  quantity @1 :Int64 $format("quantity") $label(zh="数量", en="Quantity");
  charge @2 :Int64 $format("money") $label(zh="收费", en="Charge");
  line @3 :UInt32 $label(zh="规则行", en="Line of the rule");
  # 1 first; 0: no line fits, nothing is earned.
  wage @4 :Int64 $format("money") $label(zh="工资", en="Wage");
}
struct WageShare {
  technician @0 :Text $id("technician") $label(zh="技术员", en="Technician");
  weight @1 :Int32 $bounds(min=0, max=10000) $label(zh="分成", en="Share");
  amount @2 :Int64 $format("money") $label(zh="金额", en="Amount");
}
struct WageLine {
  # The wage of one order.
  order @0 :Text $id("work_order") $label(zh="工单", en="Order");
  workDate @1 :Int32 $format("date") $label(zh="完工日期", en="Work date");
  brand @2 :Text $label(zh="品牌", en="Brand");
  category @3 :Text $label(zh="产品类别", en="Product category");
  model @4 :Text $label(zh="型号", en="Model");
  serviceType @5 :ServiceType $label(zh="服务类型", en="Service type");
  rule @6 :Text $id("wage_rule") $label(zh="工资规则", en="Wage rule");
  # Empty: no rule was in force; a calculation after one is published rates the order again.
  ruleVersion @7 :UInt32 $label(zh="规则版本", en="Rule version");
  pieces @8 :List(WagePiece) $label(zh="明细", en="Pieces");
  shares @9 :List(WageShare) $label(zh="分成", en="Shares");
  total @10 :Int64 $format("money") $label(zh="合计", en="Total");
  crewTold @11 :Bool $label(zh="分成由人指定", en="Shares were told");
  # Else they are the rule's, and follow it when the order is rated again.
}
struct WageAdjustment {
  technician @0 :Text $id("technician") $label(zh="技术员", en="Technician");
  amount @1 :Int64 $format("money") $label(zh="金额", en="Amount");
  reason @2 :Text $label(zh="原因", en="Reason");
  author @3 :Text $id("operator") $label(zh="提出人", en="Author");
}
struct WageDay $state("wage_day") $plural("wage_days") $label(zh="当日工资", en="Wages of a day") {
  # The stream wage_day/<outlet>:<yyyy-mm-dd>.
  lines @0 :List(WageLine) $label(zh="工资明细", en="Lines");
  adjustments @1 :List(WageAdjustment) $label(zh="调整", en="Adjustments");
}
struct WageOrder $state("wage_order") $plural("wage_orders") $label(zh="工单工资", en="Wage of an order") {
  # The stream wage_order/<order>: an order earns once.
  day @0 :Text $id("wage_day") $label(zh="计入", en="Counted in");
}
struct WageSheet {
  # What one technician gets: total = earned + adjusted.
  technician @0 :Text $id("technician") $label(zh="技术员", en="Technician");
  orders @1 :UInt32 $label(zh="工单数", en="Orders");
  earned @2 :Int64 $format("money") $label(zh="提成", en="Earned");
  adjusted @3 :Int64 $format("money") $label(zh="调整", en="Adjusted");
  total @4 :Int64 $format("money") $label(zh="合计", en="Total");
}
struct WageRun $state("wage_run") $plural("wage_runs") $label(zh="工资核算", en="Wage run") {
  # The stream wage_run/<outlet>:<yyyy-mm>.
  status @0 :WageRunStatus $label(zh="状态", en="Status");
  outlet @1 :Text $id("outlet") $label(zh="网点", en="Outlet");
  period @2 :Text $label(zh="月份", en="Month");
  calculator @3 :Text $id("operator") $label(zh="核算人", en="Calculated by");
  sheets @4 :List(WageSheet) $label(zh="工资表", en="Sheets");
  # By technician id.
  total @5 :Int64 $format("money") $label(zh="合计", en="Total");
}
struct WageCalendar $state("wage_calendar") $plural("wage_calendars") $label(zh="工资日历", en="Wage calendar") {
  # The one stream wage_calendar/all: no wage rule may take effect on or before this date.
  sealedUntil @0 :Int32 $format("date") $label(zh="已封帐至", en="Sealed until");
  # The last day of the latest month with an approved run; 0: none.
}

struct DraftWageRule $command(stream="wage_rule", code=520, roles=["accountant", "administrator"]) $label(zh="编制工资规则", en="Draft a wage rule") {
  # A new rule, or the next version of one. In force only once another person has published it.
  rule @0 :Text $required $id("wage_rule") $maxLength(64) $label(zh="工资规则", en="Wage rule");
  # An outlet's id, or "default".
  name @1 :Text $maxLength(200) $label(zh="名称", en="Name");
  # Needed for the first version; empty: as it was.
  effectiveFrom @2 :Int32 $required $format("date") $label(zh="生效日期", en="Effective from");
  lines @3 :List(WageRuleLine) $required $maxLength(2000) $label(zh="规则明细", en="Lines");
  crews @4 :List(CrewShares) $maxLength(20) $label(zh="多人分成", en="Shares of crews");
  # A crew whose size is not named shares equally.
}
struct PublishWageRule $command(stream="wage_rule", code=521, roles=["accountant", "administrator"]) $label(zh="发布工资规则", en="Publish a wage rule") {
  # Approves the drafted version; by another person than its author. Not back into an approved month.
  rule @0 :Text $required $id("wage_rule") $label(zh="工资规则", en="Wage rule");
  version @1 :UInt32 $required $bounds(min=1, max=1000000) $label(zh="版本", en="Version");
}
struct WithdrawWageRuleDraft $command(stream="wage_rule", code=522, roles=["accountant", "administrator"]) $label(zh="撤回工资规则草案", en="Withdraw a wage rule draft") {
  rule @0 :Text $required $id("wage_rule") $label(zh="工资规则", en="Wage rule");
  version @1 :UInt32 $required $bounds(min=1, max=1000000) $label(zh="版本", en="Version");
  reason @2 :Text $required $label(zh="原因", en="Reason");
}
struct EarnWageLine $command(stream="wage_day", code=540, roles=["system", "accountant"]) $label(zh="计入工单工资", en="Earn an order's wage") {
  # Issued by a policy when an order is posted.
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  crew @1 :List(WageShare) $maxLength(20) $label(zh="人员", en="Crew");
  # Who shares it, the lead first; amounts are computed. Shares in 1/10000, together 10000; all zero: as
  # the rule has it for a crew of that size. Empty: whoever finished a visit of the order, last one first.
}
struct CalculateWages $command(stream="wage_run", code=550, roles=["accountant"]) $label(zh="核算工资", en="Calculate wages") {
  # Of one outlet and month, under the rule versions in force on each work date. May be repeated until
  # the run is approved.
  outlet @0 :Text $required $id("outlet") $label(zh="网点", en="Outlet");
  period @1 :Text $required $maxLength(7) $label(zh="月份", en="Month");
  # "2026-03"
}
struct ApproveWages $command(stream="wage_run", code=551, roles=["accountant", "administrator"]) $label(zh="批准工资", en="Approve wages") {
  # By another person than who calculated. Once the month is over, and only what is still up to date.
  outlet @0 :Text $required $id("outlet") $label(zh="网点", en="Outlet");
  period @1 :Text $required $maxLength(7) $label(zh="月份", en="Month");
}
struct AdjustWages $command(stream="wage_day", code=541, roles=["accountant"]) $label(zh="调整工资", en="Adjust wages") {
  # An addition or deduction today, in the month that is open. What an approved run paid is not touched.
  outlet @0 :Text $required $id("outlet") $label(zh="网点", en="Outlet");
  technician @1 :Text $required $id("technician") $label(zh="技术员", en="Technician");
  amount @2 :Int64 $required $format("money") $bounds(min = -100000000000, max=100000000000) $label(zh="金额", en="Amount");
  reason @3 :Text $required $label(zh="原因", en="Reason");
  order @4 :Text $id("work_order") $label(zh="工单", en="Order");
  # What it is about, where it is about an order.
}

struct WageRuleDrafted $event(stream="wage_rule", code=520) $label(zh="工资规则已编制", en="Wage rule drafted") {
  name @0 :Text $label(zh="名称", en="Name");
  version @1 :UInt32 $label(zh="版本", en="Version");
  effectiveFrom @2 :Int32 $format("date") $label(zh="生效日期", en="Effective from");
  author @3 :UInt16 $ref("operator") $label(zh="编制人", en="Author");
  lines @4 :List(WageRuleLine) $label(zh="规则明细", en="Lines");
  crews @5 :List(CrewShares) $label(zh="多人分成", en="Shares of crews");
}
struct WageRulePublished $event(stream="wage_rule", code=521) $label(zh="工资规则已发布", en="Wage rule published") {
  version @0 :UInt32 $label(zh="版本", en="Version");
  publisher @1 :UInt16 $ref("operator") $label(zh="发布人", en="Published by");
}
struct WageRuleDraftWithdrawn $event(stream="wage_rule", code=522) $label(zh="工资规则草案已撤回", en="Wage rule draft withdrawn") {
  version @0 :UInt32 $label(zh="版本", en="Version");
  reason @1 :Text $label(zh="原因", en="Reason");
}
struct WageEarned $event(stream="wage_day", code=540) $label(zh="工单工资已计入", en="Wage earned") {
  # The wage of one order, shared among its crew: the shares add up to the total.
  outlet @0 :UInt16 $ref("outlet") $label(zh="网点", en="Outlet");
  day @1 :Int32 $format("date") $label(zh="计入日期", en="Counted on");
  order @2 :UInt16 $ref("work_order") $label(zh="工单", en="Order");
  rule @3 :UInt16 $ref("wage_rule") $label(zh="工资规则", en="Wage rule");
  # Empty: no rule was in force on the work date; the total is 0.
  ruleVersion @4 :UInt32 $label(zh="规则版本", en="Rule version");
  workDate @5 :Int32 $format("date") $label(zh="完工日期", en="Work date");
  brand @6 :Text $label(zh="品牌", en="Brand");
  category @7 :Text $label(zh="产品类别", en="Product category");
  model @8 :Text $label(zh="型号", en="Model");
  serviceType @9 :ServiceType $label(zh="服务类型", en="Service type");
  pieces @10 :List(WagePiece) $label(zh="明细", en="Pieces");
  shares @11 :List(WageShare) $label(zh="分成", en="Shares");
  total @12 :Int64 $format("money") $label(zh="合计", en="Total");
  crewTold @13 :Bool $label(zh="分成由人指定", en="Shares were told");
}
struct WageRerated $event(stream="wage_day", code=541) $label(zh="工单工资已重算", en="Wage rated again") {
  # A calculation found another rule version in force on the work date. Replaces what the order earned.
  outlet @0 :UInt16 $ref("outlet") $label(zh="网点", en="Outlet");
  day @1 :Int32 $format("date") $label(zh="计入日期", en="Counted on");
  order @2 :UInt16 $ref("work_order") $label(zh="工单", en="Order");
  rule @3 :UInt16 $ref("wage_rule") $label(zh="工资规则", en="Wage rule");
  ruleVersion @4 :UInt32 $label(zh="规则版本", en="Rule version");
  pieces @5 :List(WagePiece) $label(zh="明细", en="Pieces");
  shares @6 :List(WageShare) $label(zh="分成", en="Shares");
  total @7 :Int64 $format("money") $label(zh="合计", en="Total");
}
struct WageAdjusted $event(stream="wage_day", code=542) $label(zh="工资已调整", en="Wages adjusted") {
  outlet @0 :UInt16 $ref("outlet") $label(zh="网点", en="Outlet");
  day @1 :Int32 $format("date") $label(zh="计入日期", en="Counted on");
  technician @2 :UInt16 $ref("technician") $label(zh="技术员", en="Technician");
  amount @3 :Int64 $format("money") $label(zh="金额", en="Amount");
  reason @4 :Text $label(zh="原因", en="Reason");
  order @5 :UInt16 $ref("work_order") $label(zh="工单", en="Order");
  author @6 :UInt16 $ref("operator") $label(zh="提出人", en="Author");
}
struct WageOrderCounted $event(stream="wage_order", code=543) $label(zh="工单已计工资", en="Order counted for wages") {
  day @0 :UInt16 $ref("wage_day") $label(zh="计入", en="Counted in");
}
struct WagesCalculated $event(stream="wage_run", code=550) $label(zh="工资已核算", en="Wages calculated") {
  outlet @0 :UInt16 $ref("outlet") $label(zh="网点", en="Outlet");
  period @1 :Text $label(zh="月份", en="Month");
  calculator @2 :UInt16 $ref("operator") $label(zh="核算人", en="Calculated by");
  sheets @3 :List(WageSheet) $label(zh="工资表", en="Sheets");
  total @4 :Int64 $format("money") $label(zh="合计", en="Total");
}
struct WagesApproved $event(stream="wage_run", code=551) $label(zh="工资已批准", en="Wages approved") {
  approver @0 :UInt16 $ref("operator") $label(zh="批准人", en="Approved by");
}
struct WageMonthSealed $event(stream="wage_calendar", code=552) $label(zh="工资月份已封帐", en="Wage month sealed") {
  sealedUntil @0 :Int32 $format("date") $label(zh="已封帐至", en="Sealed until");
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
}
