@0xd3a1c0d25e8f4b32;
# Care of customers beside orders: surveys, calls, who wants no calls, and wishes that are passed
# on.
# Codes 842-855.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".back;
using import "annotations.capnp".event;
using import "annotations.capnp".state;
using import "annotations.capnp".plural;
using import "annotations.capnp".refusals;
using import "annotations.capnp".yields;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "follow_up.capnp".CallOutcome;
using import "questionnaire.capnp".QuestionAnswer;

enum SurveyStatus $label(zh="调查状态", en="Status of a survey") {
  none @0 $label(zh="无", en="None");
  recorded @1 $label(zh="已登记", en="Recorded");
  withdrawn @2 $label(zh="已撤回", en="Withdrawn");
}

struct Survey $state("survey") $plural("surveys") $label(zh="满意度调查", en="Survey")
    $list(keeper="care", indexes=["outlet", "status outlet", "customer", "order"],
           owner="outlet", order="-at",
           search=["id"],
          menu="watch", readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  # One customer's answers to one version of a questionnaire.
  status @0 :SurveyStatus;
  questionnaire @1 :Text $id("questionnaire");
  version @2 :UInt32 $label(zh="问卷版本", en="Version of the questionnaire");
  customer @3 :Text $id("customer");
  order @4 :Text $id("work_order");
  outlet @5 :Text $id("outlet");
  score @6 :Int64 $format("quantity") $label(zh="平均分", en="Mean score");
  # Of the questions with 1 to 5; 0: there were none.
  answers @7 :List(QuestionAnswer) $maxLength(30) $label(zh="回答", en="Answers");
  by @8 :Text $id("operator") $label(zh="调查人", en="By");
  at @9 :Int64 $format("instant");
  note @10 :Text $format("multiline");
}

struct RecordSurvey $command(stream="survey", code=842, roles=["call_centre"])
    $back("WithdrawSurvey")
    $when(["none"]) $label(zh="登记调查", en="Record a survey") {
  survey @0 :Text $id("survey") $maxLength(64);
  # Empty: the next free number SV-yyyymmdd-nnnn.
  questionnaire @1 :Text $required $id("questionnaire");
  customer @2 :Text $required $id("customer");
  order @3 :Text $id("work_order");
  # That it is about; his own.
  answers @4 :List(QuestionAnswer) $maxLength(30) $label(zh="回答", en="Answers");
  note @5 :Text $format("multiline");
}
struct WithdrawSurvey $command(stream="survey", code=843, roles=["call_centre"])
    $when(["recorded"]) $label(zh="撤回调查", en="Withdraw a survey") {
  survey @0 :Text $required $id("survey");
  reason @1 :Text $required;
}

struct SurveyRecorded $event(stream="survey", code=842) $label(zh="调查已登记", en="Survey recorded") {
  questionnaire @0 :UInt16 $ref("questionnaire");
  version @1 :UInt32 $label(zh="问卷版本", en="Version of the questionnaire");
  customer @2 :UInt16 $ref("customer");
  order @3 :UInt16 $ref("work_order");
  outlet @4 :Text $id("outlet");
  score @5 :Int64 $format("quantity") $label(zh="平均分", en="Mean score");
  answers @6 :List(QuestionAnswer) $label(zh="回答", en="Answers");
  by @7 :UInt16 $ref("operator") $label(zh="调查人", en="By");
  at @8 :Int64 $format("instant");
  note @9 :Text $format("multiline");
}
struct SurveyWithdrawn $event(stream="survey", code=843) $label(zh="调查已撤回", en="Survey withdrawn") {
  reason @0 :Text;
}

enum CareCallStatus $label(zh="关怀状态", en="Status of a care call") {
  none @0 $label(zh="无", en="None");
  due @1 $label(zh="待拨打", en="Due");
  attempted @2 $label(zh="未接通", en="Attempted");
  reached @3 $label(zh="已关怀", en="Reached");
  unreachable @4 $label(zh="联系不上", en="Unreachable");
  canceled @5 $label(zh="已取消", en="Canceled");
}

struct CareCall $state("care_call") $plural("care_calls") $label(zh="关怀回访", en="Care call")
    $list(keeper="care", indexes=["outlet", "status outlet", "status outlet / due_at",
              "customer", "care_rule", ""],
           owner="outlet", order="-due_at",
           search=["id", "topic"],
          menu="today", readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  status @0 :CareCallStatus;
  customer @1 :Text $id("customer");
  outlet @2 :Text $id("outlet");
  dueAt @3 :Int64 $format("instant") $label(zh="应拨打时间", en="Due at");
  topic @4 :Text $label(zh="事由", en="About");
  attempts @5 :UInt16;
  by @6 :Text $id("operator") $label(zh="经手人", en="By");
  note @7 :Text $format("multiline");
  questionnaire @8 :Text $id("questionnaire");
  version @9 :UInt32 $label(zh="问卷版本", en="Version of the questionnaire");
  answers @10 :List(QuestionAnswer) $maxLength(30) $label(zh="回答", en="Answers");
  careRule @11 :Text $id("care_rule") $label(zh="关怀规则", en="Care rule");
  # By which it arose; empty: somebody scheduled it, or a suggestion was answered.
  suggestion @12 :Text $id("suggestion");
  say @13 :Text $format("multiline") $label(zh="要告知的答复", en="Answer to tell");
  # To his suggestion.
}

struct ScheduleCareCall $command(stream="care_call", code=844, roles=["call_centre", "dispatcher"])
    $back("CancelCareCall")
    $when(["none"]) $label(zh="安排关怀回访", en="Schedule a care call") {
  call @0 :Text $id("care_call") $maxLength(64);
  # Empty: the next free number CC-yyyymmdd-nnnn.
  customer @1 :Text $required $id("customer");
  dueAt @2 :Int64 $required $format("instant") $label(zh="应拨打时间", en="Due at");
  topic @3 :Text $required $maxLength(200) $label(zh="事由", en="About");
}
struct AttemptCareCall $command(stream="care_call", code=845, roles=["call_centre"])
    $back("ReopenCareCall")
    $when(["due", "attempted"]) $label(zh="关怀未接通", en="Attempt a care call") {
  # Not reached; after as many attempts as the service policy has he counts as unreachable.
  call @0 :Text $required $id("care_call");
  outcome @1 :CallOutcome $required;
  note @2 :Text $format("multiline");
  quietReason @3 :Text;
  # Needed within the hours at which nobody is called.
}
struct RecordCareCall $command(stream="care_call", code=846, roles=["call_centre"])
    $back("ReopenCareCall")
    $when(["due", "attempted"]) $usual(["due", "attempted"])
    $label(zh="登记关怀回访", en="Record a care call") {
  call @0 :Text $required $id("care_call");
  note @1 :Text $required $format("multiline");
  questionnaire @2 :Text $id("questionnaire");
  answers @3 :List(QuestionAnswer) $maxLength(30) $label(zh="回答", en="Answers");
  quietReason @4 :Text;
}
struct CancelCareCall $command(stream="care_call", code=847, roles=["call_centre", "dispatcher"])
    $back("ReopenCareCall")
    $when(["due", "attempted"]) $label(zh="取消关怀回访", en="Cancel a care call") {
  call @0 :Text $required $id("care_call");
  reason @1 :Text $required;
}
struct ReopenCareCall
    $command(stream="care_call", code=848, roles=["call_centre", "dispatcher"])
    $when(["attempted", "reached", "unreachable", "canceled"])
    $label(zh="恢复关怀回访", en="Take up a care call again") {
  # What was noted was another one's, or not so: it waits as before its first attempt.
  call @0 :Text $required $id("care_call");
  reason @1 :Text $required;
}

struct CareCallScheduled $event(stream="care_call", code=844)
    $label(zh="关怀回访已安排", en="Care call scheduled") {
  customer @0 :UInt16 $ref("customer");
  outlet @1 :Text $id("outlet");
  dueAt @2 :Int64 $format("instant") $label(zh="应拨打时间", en="Due at");
  topic @3 :Text $label(zh="事由", en="About");
  by @4 :UInt16 $ref("operator") $label(zh="经手人", en="By");
  careRule @5 :Text $id("care_rule") $label(zh="关怀规则", en="Care rule");
  suggestion @6 :UInt16 $ref("suggestion");
  say @7 :Text $format("multiline") $label(zh="要告知的答复", en="Answer to tell");
}
struct CareCallAttempted $event(stream="care_call", code=845)
    $label(zh="关怀未接通", en="Care call attempted") {
  attempt @0 :UInt16 $label(zh="第几次", en="Attempt");
  outcome @1 :CallOutcome;
  last @2 :Bool $label(zh="不再拨打", en="The last one");
  note @3 :Text $format("multiline");
  by @4 :UInt16 $ref("operator") $label(zh="经手人", en="By");
  quietReason @5 :Text;
}
struct CareCallRecorded $event(stream="care_call", code=846)
    $label(zh="关怀回访已登记", en="Care call recorded") {
  note @0 :Text $format("multiline");
  questionnaire @1 :Text $id("questionnaire");
  version @2 :UInt32 $label(zh="问卷版本", en="Version of the questionnaire");
  answers @3 :List(QuestionAnswer) $label(zh="回答", en="Answers");
  by @4 :UInt16 $ref("operator") $label(zh="经手人", en="By");
  quietReason @5 :Text;
}
struct CareCallCanceled $event(stream="care_call", code=847)
    $label(zh="关怀回访已取消", en="Care call canceled") {
  reason @0 :Text;
}
struct CareCallReopened $event(stream="care_call", code=848)
    $label(zh="关怀回访已恢复", en="Care call taken up again") {
  reason @0 :Text;
}

enum ContactWishStatus $label(zh="是否愿接电话", en="Whether he may be called") {
  none @0 $label(zh="未说", en="Not said");
  noCalls @1 $label(zh="不接回访电话", en="No calls");
  calls @2 $label(zh="可以来电", en="May be called");
}

struct ContactWish $state("contact_wish") $plural("contact_wishes")
    $label(zh="来电意愿", en="Wish about calls")
    $list(keeper="care",
          indexes=["outlet", "status outlet", "customer"], owner="outlet", order="-at",
           search=["id"], menu="base",
          readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  # contact_wish/<customer>. Who wants no calls is called neither for care nor for a follow-up.
  status @0 :ContactWishStatus;
  customer @1 :Text $id("customer");
  outlet @2 :Text $id("outlet");
  reason @3 :Text;
  by @4 :Text $id("operator") $label(zh="经手人", en="By");
  at @5 :Int64 $format("instant");
}

struct OptOutOfCalls $command(stream="contact_wish", code=849, roles=["call_centre", "dispatcher"])
    $back("AllowCalls")
    $when(["none", "calls"]) $label(zh="用户不愿再接回访", en="Customer wants no calls") {
  customer @0 :Text $required $id("customer");
  reason @1 :Text $required;
}
struct AllowCalls $command(stream="contact_wish", code=850, roles=["call_centre", "dispatcher"])
    $back("OptOutOfCalls")
    $when(["no_calls"]) $label(zh="用户同意回访", en="Customer may be called") {
  customer @0 :Text $required $id("customer");
  reason @1 :Text $required;
}
struct CallsRefused $event(stream="contact_wish", code=849)
    $label(zh="用户不愿再接回访", en="Calls refused") {
  customer @0 :UInt16 $ref("customer");
  outlet @1 :Text $id("outlet");
  reason @2 :Text;
  by @3 :UInt16 $ref("operator") $label(zh="经手人", en="By");
  at @4 :Int64 $format("instant");
}
struct CallsAllowed $event(stream="contact_wish", code=850)
    $label(zh="用户同意回访", en="Calls allowed") {
  reason @0 :Text;
  by @1 :UInt16 $ref("operator") $label(zh="经手人", en="By");
  at @2 :Int64 $format("instant");
}

enum SuggestionStatus $label(zh="建议状态", en="Status of a suggestion") {
  none @0 $label(zh="无", en="None");
  forwarded @1 $label(zh="已转达", en="Forwarded");
  answered @2 $label(zh="已答复", en="Answered");
  withdrawn @3 $label(zh="已撤回", en="Withdrawn");
}

struct Suggestion $state("suggestion") $plural("suggestions") $label(zh="产品建议", en="Suggestion")
    $list(keeper="care", indexes=["outlet", "status outlet", "brand", "customer"],
           owner="outlet", order="-at",
           search=["id", "+brand", "note"],
          menu="watch", readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  # What customers wish of a product, passed on to who makes it.
  status @0 :SuggestionStatus;
  brand @1 :Text;
  category @2 :Text;
  model @3 :Text;
  customer @4 :Text $id("customer");
  order @5 :Text $id("work_order");
  outlet @6 :Text $id("outlet");
  note @7 :Text $format("multiline") $label(zh="建议", en="What is wished");
  answer @8 :Text $format("multiline") $label(zh="答复", en="Answer");
  by @9 :Text $id("operator") $label(zh="转达人", en="Forwarded by");
  answeredBy @10 :Text $id("operator") $label(zh="答复人", en="Answered by");
  at @11 :Int64 $format("instant");
  call @12 :Text $id("care_call") $label(zh="告知用户", en="Call that tells him");
  # Empty: nobody is to be told.
}

struct ForwardSuggestion
    $command(stream="suggestion", code=852, roles=["call_centre", "dispatcher", "technician"])
    $back("WithdrawSuggestion")
    $when(["none"]) $label(zh="转达建议", en="Forward a suggestion") {
  suggestion @0 :Text $id("suggestion") $maxLength(64);
  # Empty: the next free number SG-yyyymmdd-nnnn.
  brand @1 :Text $required $maxLength(64);
  category @2 :Text $maxLength(64);
  model @3 :Text $maxLength(64);
  customer @4 :Text $id("customer");
  order @5 :Text $id("work_order");
  note @6 :Text $required $format("multiline") $label(zh="建议", en="What is wished");
}
struct AnswerSuggestion
    $command(stream="suggestion", code=853, roles=["administrator", "dispatcher", "manager"])
    $back("ReopenSuggestion")
    $when(["forwarded"]) $usual(["forwarded"]) $label(zh="答复建议", en="Answer a suggestion") {
  # Its customer is to be told, by a care call that is due at once, unless he wants no calls.
  suggestion @0 :Text $required $id("suggestion");
  answer @1 :Text $required $format("multiline") $label(zh="答复", en="Answer");
}
struct WithdrawSuggestion
    $command(stream="suggestion", code=854, roles=["call_centre", "dispatcher"])
    $back("ReopenSuggestion")
    $when(["forwarded"]) $label(zh="撤回建议", en="Withdraw a suggestion") {
  suggestion @0 :Text $required $id("suggestion");
  reason @1 :Text $required;
}
struct ReopenSuggestion
    $command(stream="suggestion", code=855,
        roles=["administrator", "call_centre", "dispatcher", "manager"])
    $when(["answered", "withdrawn"]) $label(zh="恢复建议", en="Reopen a suggestion") {
  suggestion @0 :Text $required $id("suggestion");
  reason @1 :Text $required;
}
struct SuggestionForwarded $event(stream="suggestion", code=852)
    $label(zh="建议已转达", en="Suggestion forwarded") {
  brand @0 :Text;
  category @1 :Text;
  model @2 :Text;
  customer @3 :UInt16 $ref("customer");
  order @4 :UInt16 $ref("work_order");
  outlet @5 :Text $id("outlet");
  note @6 :Text $format("multiline") $label(zh="建议", en="What is wished");
  by @7 :UInt16 $ref("operator") $label(zh="转达人", en="Forwarded by");
  at @8 :Int64 $format("instant");
}
struct SuggestionAnswered $event(stream="suggestion", code=853)
    $label(zh="建议已答复", en="Suggestion answered") {
  answer @0 :Text $format("multiline") $label(zh="答复", en="Answer");
  answeredBy @1 :UInt16 $ref("operator") $label(zh="答复人", en="Answered by");
  call @2 :UInt16 $ref("care_call") $label(zh="告知用户", en="Call that tells him");
}
struct SuggestionWithdrawn $event(stream="suggestion", code=854)
    $label(zh="建议已撤回", en="Suggestion withdrawn") {
  reason @0 :Text;
}
struct SuggestionReopened $event(stream="suggestion", code=855)
    $label(zh="建议已恢复", en="Suggestion reopened") {
  reason @0 :Text;
}

enum SurveyRefusal $refusals("survey") {
  exists @0 $label(zh="调查编号已存在", en="There is such a survey already");
  badId @1 $label(zh="编号不正确", en="That is no id");
  unknownCustomer @2 $label(zh="没有该客户", en="There is no such customer");
  otherOrder @3 $label(zh="工单不是该客户的", en="The order is not his");
  nothingAnswered @4 $label(zh="至少答一题", en="At least one question must be answered");
  badText @5 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  withdrawn @6 $label(zh="调查已撤回", en="The survey is withdrawn");
}
enum CareCallRefusal $refusals("care_call") {
  exists @0 $label(zh="编号已存在", en="There is such a call already");
  badId @1 $label(zh="编号不正确", en="That is no id");
  unknownCustomer @2 $label(zh="没有该客户", en="There is no such customer");
  optedOut @3 $label(zh="该用户不愿接回访电话", en="The customer wants no calls");
  inThePast @4 $label(zh="时间已过", en="The time is over");
  notOpen @5 $label(zh="这次关怀已结束", en="The call is over");
  notOver @6 $label(zh="这次关怀还没有拨打过", en="Nothing was noted of the call yet");
  outcomeMissing @7 $label(zh="请选择通话结果", en="The outcome must be named");
  quietHours @8 $yields("quietReason")
      $label(zh="此时不宜打扰；确要拨打请写明原因", en="Nobody is called at this hour, but for a reason");
  badText @9 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
}
enum ContactWishRefusal $refusals("contact_wish") {
  unknownCustomer @0 $label(zh="没有该客户", en="There is no such customer");
  saidAlready @1 $label(zh="已经这样登记", en="That is what is noted");
  badText @2 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
}
enum SuggestionRefusal $refusals("suggestion") {
  exists @0 $label(zh="编号已存在", en="There is such a suggestion already");
  badId @1 $label(zh="编号不正确", en="That is no id");
  unknownCustomer @2 $label(zh="没有该客户", en="There is no such customer");
  unknownOrder @3 $label(zh="没有该工单", en="There is no such order");
  notForwarded @4 $label(zh="建议不在待答复", en="The suggestion does not wait for an answer");
  notOver @5 $label(zh="建议还在待答复", en="The suggestion still waits for its answer");
  badText @6 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
}
