@0xd3a1c0d25e8f4b31;
# Questionnaires: what is asked of customers, in versions; and what they answer. Codes 840-841.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".list;
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
using import "annotations.capnp".yields;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;

enum AnswerScale $label(zh="答题方式", en="Kind of answer") {
  none @0 $label(zh="未定", en="Unknown");
  five @1 $label(zh="一至五分", en="1 to 5");
  yesNo @2 $label(zh="是否", en="Yes or no");
  # 1: yes, 2: no.
  words @3 $label(zh="文字", en="In words");
}

struct Question $label(zh="题目", en="Question") {
  text @0 :Text $required $maxLength(200) $label(zh="题目", en="Question");
  scale @1 :AnswerScale $required $label(zh="答题方式", en="Kind of answer");
  mustAnswer @2 :Bool $label(zh="必答", en="Must be answered");
}

struct QuestionAnswer $label(zh="回答", en="Answer") {
  question @0 :UInt16 $required $bounds(min = 1, max = 30) $label(zh="第几题", en="Question");
  # Its place in the questionnaire, from 1.
  score @1 :UInt16 $bounds(min = 0, max = 5) $label(zh="得分", en="Score");
  # By the question's scale; 0: in words.
  words @2 :Text $format("multiline") $label(zh="原话", en="In his words");
}

struct QuestionnaireVersion $label(zh="问卷版本", en="Version of a questionnaire")
    $list(name="questionnaire_versions", elements="care.questionnaire:versions",
          around=["id"], thing="questionnaire", id=["^id", "version"], menu="base",
          readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  version @0 :UInt32;
  title @1 :Text $label(zh="标题", en="Title");
  effectiveFrom @2 :Int32 $format("date");
  publisher @3 :Text $id("operator") $label(zh="发布人", en="Published by");
  questions @4 :List(Question) $maxLength(30) $label(zh="题目", en="Questions");
  replaces @5 :UInt32 $label(zh="替换版本", en="In the place of version");
  # A version from the same first day on. 0: none.
  reason @6 :Text $label(zh="替换原因", en="Why it replaces");
  withdrawnOn @7 :Int32 $format("date") $label(zh="撤回日期", en="Withdrawn on");
  # Not before its first day: it was in force until then, and what was decided keeps its number.
  withdrawnBy @8 :Text $id("operator") $label(zh="撤回人", en="Withdrawn by");
  withdrawnFor @9 :Text $label(zh="撤回原因", en="Withdrawn for");
}

struct Questionnaire $state("questionnaire") $plural("questionnaires")
    $label(zh="问卷", en="Questionnaire")
    $list(keeper="care", search=["id"], menu="base",
          readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  # In force on a date: the version with the latest effective date not after it, of those that hold.
  versions @0 :List(QuestionnaireVersion) $maxLength(100) $label(zh="版本", en="Versions");
  # Without those that were withdrawn before their first day.
  lastVersion @1 :UInt32 $label(zh="最后版本号", en="Last version's number");
}

struct PublishQuestionnaire $command(stream="questionnaire", code=840, roles=["administrator"])
    $label(zh="发布问卷", en="Publish a questionnaire") {
  # From that day on; what was answered keeps its version.
  questionnaire @0 :Text $required $id("questionnaire") $maxLength(64);
  title @1 :Text $required $maxLength(200) $label(zh="标题", en="Title");
  effectiveFrom @2 :Int32 $required $format("date");
  questions @3 :List(Question) $maxLength(30) $label(zh="题目", en="Questions");
  reason @4 :Text $label(zh="替换原因", en="Why it replaces");
  # Needed where a version begins on that very day: another person puts this one in its place. What
  # was answered keeps the number of the other.
}
struct WithdrawQuestionnaire $command(stream="questionnaire", code=841, roles=["administrator"])
    $label(zh="撤回问卷", en="Withdraw a questionnaire") {
  # The latest that holds; by another person than its publisher once it is in force. The one before
  # it goes on. What was answered keeps its number.
  questionnaire @0 :Text $required $id("questionnaire");
  version @1 :UInt32 $required $bounds(min = 1, max = 1000000);
  reason @2 :Text $required;
}

struct QuestionnairePublished $event(stream="questionnaire", code=840)
    $label(zh="问卷已发布", en="Questionnaire published") {
  version @0 :UInt32;
  title @1 :Text $label(zh="标题", en="Title");
  effectiveFrom @2 :Int32 $format("date");
  questions @3 :List(Question) $label(zh="题目", en="Questions");
  publisher @4 :UInt16 $ref("operator") $label(zh="发布人", en="Published by");
  replaces @5 :UInt32 $label(zh="替换版本", en="In the place of version");
  reason @6 :Text $label(zh="替换原因", en="Why it replaces");
}
struct QuestionnaireWithdrawn $event(stream="questionnaire", code=841)
    $label(zh="问卷已撤回", en="Questionnaire withdrawn") {
  version @0 :UInt32;
  reason @1 :Text;
  withdrawer @2 :Text $id("operator") $label(zh="撤回人", en="Withdrawn by");
  on @3 :Int32 $format("date") $label(zh="撤回日期", en="Withdrawn on");
}

enum QuestionnaireRefusal $refusals("questionnaire") {
  badId @0 $label(zh="问卷编号不正确", en="That is no id");
  badText @1 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  noQuestion @2
      $label(zh="问卷至少一题，每题要有答题方式", en="It needs a question, each with its kind of answer");
  backdated @3
      $label(zh="生效日期必须晚于前一版本，且不早于今天",
         en="It must take effect after the version before it, and not before today");
  noSuchVersion @4
      $label(zh="没有该版本，或不是最后一版", en="There is no such version, or it is not the latest");
  unusedInForce @5
      $label(zh="该版本已生效，请用同日生效的新版本替换",
         en="The version is in force; replace it by one from the same day on");
  notInForce @6 $label(zh="没有生效的问卷", en="No version of the questionnaire is in force");
  unknownQuestion @7
      $label(zh="没有这一题，或答了两次", en="There is no such question, or it is answered twice");
  badAnswer @8 $label(zh="回答与答题方式不符", en="The answer does not fit the question's scale");
  unanswered @9 $label(zh="必答题没有答", en="A question that must be answered is not");
  dayTaken @10 $yields("reason")
      $label(zh="已有同日生效的版本，替换它请说明原因",
             en="A version begins on that day: say why another takes its place");
  samePublisher @11
      $label(zh="撤回或替换的人不能是发布人", en="Who published it may neither withdraw nor replace it");
}
