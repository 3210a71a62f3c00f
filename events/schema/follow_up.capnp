@0xd3a1c0d25e8f4b08;
# Follow-up calls: follow_up/<order>. Codes 300-319, 1180-1183.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".idParts;
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
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "annotations.capnp".yields;
using import "questionnaire.capnp".QuestionAnswer;

enum FollowUpStatus $label(zh="回访状态", en="Follow-up status") {
  none @0 $label(zh="无", en="None");
  due @1 $label(zh="待回访", en="Due");
  attempted @2 $label(zh="未接通", en="Attempted");
  reached @3 $label(zh="已回访", en="Reached");
  unreachable @4 $label(zh="联系不上", en="Unreachable");
  canceled @5 $label(zh="已取消", en="Canceled");
}

enum ChargedAnswer $label(zh="是否收费", en="Charged?") {
  # What the customer says about money taken by the technician.
  none @0 $label(zh="未问", en="Not asked");
  notCharged @1 $label(zh="未收费", en="Not charged");
  charged @2 $label(zh="已收费", en="Charged");
  unsure @3 $label(zh="不清楚", en="Not sure");
}

enum CallOutcome $label(zh="通话结果", en="Outcome of a call") {
  none @0 $label(zh="无", en="None");
  noAnswer @1 $label(zh="无人接听", en="No answer");
  busy @2 $label(zh="忙音", en="Busy");
  wrongNumber @3 $label(zh="号码错误", en="Wrong number");
  callLater @4 $label(zh="稍后再拨", en="Call later");
  declined @5 $label(zh="拒绝回访", en="Declined");
}

struct FollowUp $state("follow_up") $plural("follow_ups") $label(zh="回访", en="Follow-up call")
    $list(keeper="cases",
          indexes=["outlet", "status outlet", "status outlet / due_at", "customer", ""],
          owner="outlet",
           order="-due_at", search=["id"],
           menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher"])
    $idParts(["order"]) {
  status @0 :FollowUpStatus;
  round @1 :UInt16;
  # Of the order: one more after each reopening.
  dueAt @2 :Int64 $format("instant") $label(zh="应回访时间", en="Due at");
  outlet @3 :Text $id("outlet");
  attempts @4 :UInt16;
  satisfaction @5 :UInt16;
  answer @6 :ChargedAnswer;
  amountSaid @7 :Int64 $format("money");
  amountRecorded @8 :Int64 $format("money");
  mismatch @9 :Bool;
  by @10 :Text $id("operator");
  solved @11 :Bool;
  corrections @12 :UInt16 $label(zh="更正次数", en="Corrections so far");
  technician @13 :Text $id("technician");
  customer @14 :Text $id("customer");
  quality @15 :UInt16 $label(zh="质量评分", en="Quality");
  attitude @16 :UInt16 $label(zh="态度评分", en="Attitude");
  questionnaire @17 :Text $id("questionnaire");
  questionnaireVersion @18 :UInt32 $label(zh="问卷版本", en="Version of the questionnaire");
  note @19 :Text $format("multiline");
  answers @20 :List(QuestionAnswer) $maxLength(30) $label(zh="回答", en="Answers");
  answeredAt @21 :Int64 $format("instant") $label(zh="回访时间", en="Answered at");
  # 0: not known, of what was recorded before it was kept.
}

struct ScheduleFollowUp $command(stream="follow_up", code=300, roles=["system"])
    $when(["none"]) $label(zh="安排回访", en="Schedule a follow-up") {
  order @0 :Text $required $id("work_order");
  dueAt @1 :Int64 $required $format("instant") $label(zh="应回访时间", en="Due at");
}
struct AttemptFollowUp $command(stream="follow_up", code=301, roles=["call_centre"])
    $back("WithdrawFollowUpAttempt")
    $when(["due", "attempted"]) $label(zh="回访未接通", en="Attempt a follow-up") {
  # The customer was not reached; after the third attempt the call is closed as unreachable.
  order @0 :Text $required $id("work_order");
  outcome @1 :CallOutcome $required;
  note @2 :Text $format("multiline");
  quietReason @3 :Text;
  # Needed within the hours at which nobody is called.
}
struct RecordFollowUp $command(stream="follow_up", code=302, roles=["call_centre"])
    $when(["due", "attempted"])
    $usual(["due", "attempted", "work_order.completed"])
    $label(zh="登记回访", en="Record a follow-up") {
  order @0 :Text $required $id("work_order");
  satisfaction @1 :UInt16 $required $bounds(min = 1, max = 5);
  # 1 (bad) to 5 (very good).
  answer @2 :ChargedAnswer $required;
  amountSaid @3 :Int64 $format("money") $bounds(min = 0, max = 1000000000000);
  # 0: the customer named none.
  solved @4 :Bool;
  note @5 :Text $format("multiline");
  quality @6 :UInt16 $bounds(min = 0, max = 5) $label(zh="质量评分", en="Quality");
  # Of the work, 1 to 5; 0: not asked.
  attitude @7 :UInt16 $bounds(min = 0, max = 5) $label(zh="态度评分", en="Attitude");
  # Of the technician.
  questionnaire @8 :Text $id("questionnaire");
  answers @9 :List(QuestionAnswer) $maxLength(30) $label(zh="回答", en="Answers");
  # To the version of the questionnaire that is in force.
  quietReason @10 :Text;
  # Needed within the hours at which nobody is called.
}
struct CorrectFollowUp $command(stream="follow_up", code=303, roles=["call_centre"])
    $when(["reached", "unreachable"]) $label(zh="更正回访", en="Correct a follow-up") {
  # What the customer really said, or said after he was given up; every field as it shall be.
  # Compared again with what was charged.
  order @0 :Text $required $id("work_order");
  satisfaction @1 :UInt16 $required $bounds(min = 1, max = 5);
  answer @2 :ChargedAnswer $required;
  amountSaid @3 :Int64 $format("money") $bounds(min = 0, max = 1000000000000);
  solved @4 :Bool;
  note @5 :Text $format("multiline");
  reason @6 :Text $required;
  quality @7 :UInt16 $bounds(min = 0, max = 5) $label(zh="质量评分", en="Quality");
  # 0: as it was noted; of the attitude and the answers too.
  attitude @8 :UInt16 $bounds(min = 0, max = 5) $label(zh="态度评分", en="Attitude");
  questionnaire @9 :Text $id("questionnaire");
  answers @10 :List(QuestionAnswer) $maxLength(30) $label(zh="回答", en="Answers");
}
struct WithdrawFollowUpAttempt $command(stream="follow_up", code=304, roles=["call_centre"])
    $when(["attempted", "unreachable"]) $label(zh="撤回未接通记录", en="Withdraw an attempt") {
  # The last of them was noted by mistake, for instance another order's. Who was given up by it is
  # called again.
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}
struct CloseFollowUp $command(stream="follow_up", code=309, roles=["call_centre"])
    $back("WithdrawFollowUp")
    $when(["due", "attempted"]) $label(zh="结束回访", en="Close a follow-up") {
  # Without an answer: the customer declines, or wants no calls.
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}

struct WithdrawFollowUp $command(stream="follow_up", code=1180, roles=["call_centre"])
    $when(["reached", "unreachable"]) $label(zh="撤回回访结果", en="Withdraw a follow-up") {
  # Nobody was asked, or it was another order: he is called again, and what followed from the answer
  # is undone. Of an order that is posted the answer alone goes.
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}

struct FollowUpScheduled $event(stream="follow_up", code=300)
    $label(zh="回访已安排", en="Follow-up scheduled") {
  order @0 :UInt16 $ref("work_order");
  round @1 :UInt16;
  dueAt @2 :Int64 $format("instant") $label(zh="应回访时间", en="Due at");
  outlet @3 :Text $id("outlet");
  technician @4 :Text $id("technician");
  customer @5 :Text $id("customer");
}
struct FollowUpAttempted $event(stream="follow_up", code=301)
    $label(zh="回访未接通", en="Follow-up attempted") {
  attempt @0 :UInt16 $label(zh="第几次", en="Attempt");
  outcome @1 :CallOutcome;
  note @2 :Text $format("multiline");
  by @3 :Text $id("operator");
  quietReason @4 :Text;
}
struct FollowUpRecorded $event(stream="follow_up", code=302)
    $label(zh="回访已登记", en="Follow-up recorded") {
  satisfaction @0 :UInt16;
  answer @1 :ChargedAnswer;
  amountSaid @2 :Int64 $format("money");
  amountRecorded @3 :Int64 $format("money");
  mismatch @4 :Bool;
  solved @5 :Bool;
  note @6 :Text $format("multiline");
  by @7 :Text $id("operator");
  quality @8 :UInt16 $label(zh="质量评分", en="Quality");
  attitude @9 :UInt16 $label(zh="态度评分", en="Attitude");
  questionnaire @10 :Text $id("questionnaire");
  questionnaireVersion @11 :UInt32 $label(zh="问卷版本", en="Version of the questionnaire");
  answers @12 :List(QuestionAnswer) $label(zh="回答", en="Answers");
  quietReason @13 :Text;
  answeredAt @14 :Int64 $format("instant") $label(zh="回访时间", en="Answered at");
}
struct FollowUpGivenUp $event(stream="follow_up", code=303)
    $label(zh="联系不上", en="Follow-up given up") {
  attempts @0 :UInt16;
  reason @1 :Text;
  # Where nobody tried, or not often enough: why.
}
struct FollowUpCanceled $event(stream="follow_up", code=304)
    $label(zh="回访已取消", en="Follow-up canceled") {
  reason @0 :Text;
}
struct FollowUpStandsAgain $event(stream="follow_up", code=1071)
    $label(zh="回访恢复", en="Follow-up stands again") {
  # The reopening with which it was canceled is withdrawn.
  order @0 :UInt16 $ref("work_order");
}
struct FollowUpCorrected $event(stream="follow_up", code=305)
    $label(zh="回访已更正", en="Follow-up corrected") {
  satisfaction @0 :UInt16;
  answer @1 :ChargedAnswer;
  amountSaid @2 :Int64 $format("money");
  amountRecorded @3 :Int64 $format("money");
  mismatch @4 :Bool;
  solved @5 :Bool;
  note @6 :Text $format("multiline");
  by @7 :Text $id("operator");
  reason @8 :Text;
  quality @9 :UInt16 $label(zh="质量评分", en="Quality");
  attitude @10 :UInt16 $label(zh="态度评分", en="Attitude");
  questionnaire @11 :Text $id("questionnaire");
  questionnaireVersion @12 :UInt32 $label(zh="问卷版本", en="Version of the questionnaire");
  answers @13 :List(QuestionAnswer) $label(zh="回答", en="Answers");
  answeredAt @14 :Int64 $format("instant") $label(zh="回访时间", en="Answered at");
  # When he said it, not when it was corrected.
}
struct FollowUpComparedAnew $event(stream="follow_up", code=1181)
    $label(zh="回访收费重新核对", en="Answer compared anew") {
  # What was charged changed after the call.
  amountRecorded @0 :Int64 $format("money");
  mismatch @1 :Bool;
}
struct FollowUpWithdrawn $event(stream="follow_up", code=1183)
    $label(zh="回访结果已撤回", en="Follow-up withdrawn") {
  was @0 :FollowUpStatus $label(zh="原结果", en="Result before");
  calledAgain @1 :Bool $label(zh="重新回访", en="To be called again");
  # Else the order is over: he counts as not reached.
  by @2 :Text $id("operator");
  reason @3 :Text;
}
struct FollowUpResultCorrected $event(stream="work_order", code=306)
    $label(zh="回访结果已更正", en="Result of the follow-up corrected") {
  # The order stays where it is.
  result @0 :FollowUpStatus $label(zh="回访结果", en="Result");
  mismatch @1 :Bool;
  unsolved @2 :Bool;
}
struct FollowUpAttemptWithdrawn $event(stream="follow_up", code=307)
    $label(zh="未接通记录已撤回", en="Attempt withdrawn") {
  attempt @0 :UInt16 $label(zh="第几次", en="Attempt");
  by @1 :Text $id("operator");
  reason @2 :Text;
}
struct FollowUpTakenUpAgain $event(stream="work_order", code=308)
    $label(zh="恢复待回访", en="To be called again") {
  # Nobody was given up: the order waits for its call as before.
  dueAt @0 :Int64 $format("instant") $label(zh="应回访时间", en="Due at");
}

enum FollowUpRefusal $refusals("follow_up") {
  notFound @0 $label(zh="没有待回访", en="No follow-up is due for the order");
  notCompleted @1 $label(zh="工单尚未完工", en="The order is not completed");
  alreadyScheduled @2 $label(zh="回访已安排", en="The follow-up is scheduled already");
  closed @3 $label(zh="回访已结束", en="The follow-up is closed");
  callerIsTechnician @4
      $label(zh="回访人不能是服务技术员", en="The technician of the order may not make the call");
  outcomeMissing @5 $label(zh="请选择通话结果", en="The outcome must be named");
  badSatisfaction @6 $label(zh="满意度应为 1 到 5", en="Satisfaction is 1 to 5");
  answerMissing @7 $label(zh="请记录是否收费", en="The answer about money must be recorded");
  badNote @9 $label(zh="备注过长或含有非法字符", en="The note is too long or not well formed");
  notAnswered @10 $label(zh="尚无可更正的回访", en="There is no answer to correct yet");
  nothingChanged @11 $label(zh="没有变化", en="Nothing would change");
  notWithdrawable @16 $label(zh="没有可撤回的回访结果", en="There is no result to withdraw");
  notAttempted @13 $label(zh="没有可撤回的未接通记录", en="There is no attempt to withdraw");
  reasonMissing @12 $label(zh="请填写原因", en="A reason is needed");
  quietHours @14 $yields("quietReason")
      $label(zh="此时不宜打扰；确要拨打请写明原因", en="Nobody is called at this hour, but for a reason");
  optedOut @15 $label(zh="该用户不愿接回访电话，请结束回访", en="The customer wants no calls: close the follow-up");
  badAmount @8 $label(zh="金额与回答不符", en="The amount does not fit the answer");
}
