@0xd4b2c0d25e8f4ca3;
# Regular care: rules by which customers are called every so many months, and whose turn is when.
# Commands and events 1050-1059.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".back;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".event;
using import "annotations.capnp".state;
using import "annotations.capnp".plural;
using import "annotations.capnp".refusals;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".idParts;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "customer.capnp".CustomerSegment;

enum CareRuleStatus $label(zh="关怀规则状态", en="Status of a care rule") {
  none @0 $label(zh="无", en="None");
  open @1 $label(zh="生效", en="In force");
  ended @2 $label(zh="已撤回", en="Withdrawn");
}

enum CareAfter $label(zh="自何时起", en="Counted from") {
  none @0 $label(zh="未定", en="Not said");
  installation @1 $label(zh="安装完工", en="An installation");
  service @2 $label(zh="每次服务完工", en="Each service");
}

struct CareRule $state("care_rule") $plural("care_rules") $label(zh="关怀规则", en="Care rule")
    $list(keeper="care", indexes=["status"], search=["id", "topic"], menu="base",
          readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  status @0 :CareRuleStatus;
  topic @1 :Text $label(zh="事由", en="About");
  months @2 :UInt16 $label(zh="每隔（月）", en="Every (months)");
  after @3 :CareAfter;
  segment @4 :CustomerSegment $label(zh="客户分类", en="Segment");
  # Not classified: customers of every segment.
  category @5 :Text;
  # Of the machine that was installed or served; empty: any.
  version @6 :UInt32 $label(zh="版本", en="Version");
  publisher @7 :Text $id("operator") $label(zh="发布人", en="Published by");
  publishedAt @8 :Int64 $format("instant") $label(zh="发布时间", en="Published at");
  reason @9 :Text;
}

enum CarePlanStatus $label(zh="关怀计划状态", en="Status of a care plan") {
  none @0 $label(zh="无", en="None");
  planned @1 $label(zh="待到期", en="Planned");
  stopped @2 $label(zh="已停止", en="Stopped");
}

struct CarePlan $state("care_plan") $plural("care_plans") $idParts(["rule", "customer"])
    $label(zh="定期关怀", en="Regular care")
    $list(keeper="care", indexes=["rule", "customer", "outlet", "status outlet"], owner="outlet",
          search=["id"], menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  # care_plan/<rule>:<customer>: when his next call by the rule arises.
  status @0 :CarePlanStatus;
  rule @1 :Text $id("care_rule") $label(zh="关怀规则", en="Care rule");
  customer @2 :Text $id("customer");
  outlet @3 :Text $id("outlet");
  round @4 :UInt32 $label(zh="轮次", en="Round");
  nextAt @5 :Int64 $format("instant") $label(zh="下次时间", en="Next at");
  order @6 :Text $id("work_order");
  # After which it counts; empty: somebody began it.
  lastCall @7 :Text $id("care_call") $label(zh="上次关怀", en="Last call");
  skipped @8 :Bool $label(zh="上次未拨（不愿接电话）", en="Last one left out (wants no calls)");
  reason @9 :Text;
}

struct PublishCareRule
    $command(stream="care_rule", code=1050, roles=["administrator"])
    $back("WithdrawCareRule")
    $label(zh="发布关怀规则", en="Publish a care rule") {
  # Everything as it shall be from now on: of a rule that is in force, its next version.
  rule @0 :Text $required $id("care_rule") $maxLength(64) $label(zh="关怀规则", en="Care rule");
  topic @1 :Text $required $maxLength(200) $label(zh="事由", en="About");
  months @2 :UInt16 $required $bounds(min = 1, max = 60)
      $label(zh="每隔（月）", en="Every (months)");
  after @3 :CareAfter $required;
  segment @4 :CustomerSegment $label(zh="客户分类", en="Segment");
  category @5 :Text $maxLength(64);
}
struct WithdrawCareRule
    $command(stream="care_rule", code=1051, roles=["administrator"])
    $back("PublishCareRule")
    $when(["open"]) $label(zh="撤回关怀规则", en="Withdraw a care rule") {
  # No further call arises by it; calls that wait stay.
  rule @0 :Text $required $id("care_rule") $label(zh="关怀规则", en="Care rule");
  reason @1 :Text $required;
}
struct BeginCarePlan
    $command(stream="care_plan", code=1052, roles=["call_centre", "dispatcher"])
    $usual(["stopped"])
    $back("StopCarePlan")
    $when(["none", "stopped"]) $label(zh="开始定期关怀", en="Begin regular care") {
  # For a customer whom the rule is for, and who was served before it was published.
  rule @0 :Text $required $id("care_rule") $label(zh="关怀规则", en="Care rule");
  customer @1 :Text $required $id("customer");
}
struct StopCarePlan
    $command(stream="care_plan", code=1053, roles=["call_centre", "dispatcher"])
    $back("BeginCarePlan")
    $when(["planned"]) $label(zh="停止定期关怀", en="Stop regular care") {
  rule @0 :Text $required $id("care_rule") $label(zh="关怀规则", en="Care rule");
  customer @1 :Text $required $id("customer");
  reason @2 :Text $required;
}
struct RaiseCareCall $command(stream="care_plan", code=1054, roles=["system"])
    $when(["planned"]) $label(zh="生成关怀回访", en="Raise a care call") {
  # Sent when its time has come.
  rule @0 :Text $required $id("care_rule") $label(zh="关怀规则", en="Care rule");
  customer @1 :Text $required $id("customer");
  round @2 :UInt32 $required $bounds(min = 1, max = 1000000) $label(zh="轮次", en="Round");
}

struct CareRulePublished $event(stream="care_rule", code=1050)
    $label(zh="关怀规则已发布", en="Care rule published") {
  version @0 :UInt32 $label(zh="版本", en="Version");
  topic @1 :Text $label(zh="事由", en="About");
  months @2 :UInt16 $label(zh="每隔（月）", en="Every (months)");
  after @3 :CareAfter;
  segment @4 :CustomerSegment $label(zh="客户分类", en="Segment");
  category @5 :Text;
  publisher @6 :Text $id("operator") $label(zh="发布人", en="Published by");
  at @7 :Int64 $format("instant");
}
struct CareRuleWithdrawn $event(stream="care_rule", code=1051)
    $label(zh="关怀规则已撤回", en="Care rule withdrawn") {
  reason @0 :Text;
}
struct CarePlanned $event(stream="care_plan", code=1052)
    $label(zh="关怀已排定", en="Care planned") {
  rule @0 :Text $id("care_rule") $label(zh="关怀规则", en="Care rule");
  customer @1 :Text $id("customer");
  outlet @2 :Text $id("outlet");
  round @3 :UInt32 $label(zh="轮次", en="Round");
  nextAt @4 :Int64 $format("instant") $label(zh="下次时间", en="Next at");
  order @5 :Text $id("work_order");
  lastCall @6 :Text $id("care_call") $label(zh="上次关怀", en="Last call");
  skipped @7 :Bool $label(zh="上次未拨（不愿接电话）", en="Last one left out (wants no calls)");
}
struct CarePlanStopped $event(stream="care_plan", code=1053)
    $label(zh="定期关怀已停止", en="Regular care stopped") {
  round @0 :UInt32 $label(zh="轮次", en="Round");
  reason @1 :Text;
}
struct CareRuleListed $event(stream="service_policy", code=1054)
    $label(zh="关怀规则已列入", en="Care rule listed") {
  rule @0 :UInt16 $ref("care_rule") $label(zh="关怀规则", en="Care rule");
}
struct CareRuleUnlisted $event(stream="service_policy", code=1055)
    $label(zh="关怀规则已移出", en="Care rule no longer listed") {
  rule @0 :UInt16 $ref("care_rule") $label(zh="关怀规则", en="Care rule");
}

enum CareRuleRefusal $refusals("care_rule") {
  notFound @0 $label(zh="没有该关怀规则", en="There is no such care rule");
  badId @1 $label(zh="编号不正确", en="That is no id");
  badText @2 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  badMonths @3 $label(zh="间隔为 1 至 60 个月", en="It is every 1 to 60 months");
  afterMissing @4 $label(zh="请选择自何时起", en="Say from what it is counted");
  nothingChanged @5 $label(zh="没有变化", en="Nothing would change");
  ended @6 $label(zh="该规则已撤回", en="The rule is withdrawn");
}
enum CarePlanRefusal $refusals("care_plan") {
  notFound @0 $label(zh="没有该定期关怀", en="There is no such regular care");
  unknownCustomer @1 $label(zh="没有该客户", en="There is no such customer");
  otherSegment @2 $label(zh="规则不适用于该客户分类", en="The rule is not for his segment");
  optedOut @3 $label(zh="该用户不愿接回访电话", en="The customer wants no calls");
  planned @4 $label(zh="已在定期关怀", en="He has regular care by the rule already");
  notPlanned @5 $label(zh="不在定期关怀", en="He has no regular care by the rule");
  otherRound @6 $label(zh="已改期", en="Another time was set since");
  badText @7 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
}
