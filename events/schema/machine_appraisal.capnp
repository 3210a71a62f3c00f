@0xd4b2c0d25e8f4ca4;
# Appraisals of machines outside an exchange: after a repair, and of those that came back. Commands
# and events 1062-1064.

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
using import "annotations.capnp".id;
using import "annotations.capnp".means;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".maxLength;
using import "exchange_case.capnp".AppraisalVerdict;

enum MachineAppraisalStatus $label(zh="鉴定状态", en="Status of an appraisal") {
  none @0 $label(zh="无", en="None");
  appraised @1 $label(zh="已鉴定", en="Appraised");
  appealed @2 $label(zh="已申诉，待重新鉴定", en="Appealed against");
  withdrawn @3 $label(zh="已撤回", en="Withdrawn");
}

struct MachineVerdict $label(zh="鉴定", en="Appraisal") {
  appraiser @0 :Text $id("operator") $label(zh="鉴定人", en="Appraised by");
  licence @1 :Text $label(zh="鉴定资格证号", en="Licence of the appraiser");
  verdict @2 :AppraisalVerdict $label(zh="结论", en="Verdict");
  finding @3 :Text $format("multiline") $label(zh="鉴定意见", en="What was found");
  photoHash @4 :Text $means("file_hash");
  at @5 :Int64 $format("instant") $label(zh="鉴定时间", en="Appraised at");
  appealReason @6 :Text $label(zh="申诉理由", en="Why it is appealed");
  appealedBy @7 :Text $id("operator") $label(zh="申诉人", en="Appealed by");
}

struct MachineAppraisal $state("machine_appraisal") $plural("machine_appraisals")
    $label(zh="机器鉴定", en="Appraisal of a machine")
    $list(keeper="care", indexes=["asset", "returned_machine", "outlet", "status outlet"],
          owner="outlet", order="-at", search=["id", "serial", "model", "+brand"], menu="watch",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "store_keeper",
              "accountant"]) {
  # Of a machine after a repair, or of one that came back. The first verdict stands unless it is
  # appealed against; then what another appraiser finds is final.
  status @0 :MachineAppraisalStatus;
  asset @1 :Text $id("asset");
  order @2 :Text $id("work_order");
  # The repair; empty: of one that came back.
  returnedMachine @3 :Text $id("returned_machine") $label(zh="商返机", en="Returned machine");
  outlet @4 :Text $id("outlet");
  brand @5 :Text;
  category @6 :Text;
  model @7 :Text;
  serial @8 :Text;
  verdict @9 :AppraisalVerdict $label(zh="结论", en="Verdict");
  appraiser @10 :Text $id("operator") $label(zh="鉴定人", en="Appraised by");
  at @11 :Int64 $format("instant") $label(zh="鉴定时间", en="Appraised at");
  appraisals @12 :List(MachineVerdict) $maxLength(2) $label(zh="历次鉴定", en="Appraisals");
  reason @13 :Text;
}

struct AppraiseMachine
    $command(stream="machine_appraisal", code=1062, roles=["technician", "dispatcher"])
    $back("WithdrawMachineAppraisal")
    $when(["none", "appealed"]) $usual(["appealed"])
    $label(zh="鉴定机器", en="Appraise a machine") {
  # After its repair, or of one that came back: one of the two. After an appeal under the same
  # number, by another than the first appraiser.
  appraisal @0 :Text $id("machine_appraisal") $maxLength(64)
      $label(zh="鉴定编号", en="Number of the appraisal");
  # Empty: the next free number AP-yyyymmdd-nnnn.
  order @1 :Text $id("work_order");
  # The repair, completed, of a machine with a sheet.
  returnedMachine @2 :Text $id("returned_machine") $label(zh="商返机", en="Returned machine");
  verdict @3 :AppraisalVerdict $required $label(zh="结论", en="Verdict");
  licence @4 :Text $maxLength(64) $label(zh="鉴定资格证号", en="Licence of the appraiser");
  # Empty: the certificate of his own skill for such machines.
  finding @5 :Text $required $format("multiline") $label(zh="鉴定意见", en="What was found");
  photoHash @6 :Text $maxLength(64) $means("file_hash");
}
struct AppealMachineAppraisal
    $command(stream="machine_appraisal", code=1063,
        roles=["technician", "call_centre", "dispatcher"])
    $when(["appraised"]) $label(zh="申诉机器鉴定", en="Appeal against an appraisal") {
  # Once; what was found stays in the book.
  appraisal @0 :Text $required $id("machine_appraisal");
  reason @1 :Text $required;
}
struct WithdrawMachineAppraisal
    $command(stream="machine_appraisal", code=1064, roles=["technician", "dispatcher"])
    $when(["appraised"]) $label(zh="撤回机器鉴定", en="Withdraw an appraisal") {
  # It was written of the wrong machine, or mistyped: by who wrote it, before anybody appealed.
  appraisal @0 :Text $required $id("machine_appraisal");
  reason @1 :Text $required;
}

struct MachineAppraised $event(stream="machine_appraisal", code=1062)
    $label(zh="机器已鉴定", en="Machine appraised") {
  asset @0 :Text $id("asset");
  order @1 :Text $id("work_order");
  returnedMachine @2 :Text $id("returned_machine") $label(zh="商返机", en="Returned machine");
  outlet @3 :Text $id("outlet");
  brand @4 :Text;
  category @5 :Text;
  model @6 :Text;
  serial @7 :Text;
  verdict @8 :AppraisalVerdict $label(zh="结论", en="Verdict");
  licence @9 :Text $label(zh="鉴定资格证号", en="Licence of the appraiser");
  finding @10 :Text $format("multiline") $label(zh="鉴定意见", en="What was found");
  photoHash @11 :Text $means("file_hash");
  appraiser @12 :Text $id("operator") $label(zh="鉴定人", en="Appraised by");
  at @13 :Int64 $format("instant") $label(zh="鉴定时间", en="Appraised at");
}
struct MachineAppraisalAppealed $event(stream="machine_appraisal", code=1063)
    $label(zh="机器鉴定已申诉", en="Appraisal of a machine appealed against") {
  reason @0 :Text;
  by @1 :Text $id("operator") $label(zh="申诉人", en="By");
}
struct MachineAppraisalWithdrawn $event(stream="machine_appraisal", code=1064)
    $label(zh="机器鉴定已撤回", en="Appraisal of a machine withdrawn") {
  reason @0 :Text;
  by @1 :Text $id("operator") $label(zh="操作人", en="By");
}

enum MachineAppraisalRefusal $refusals("machine_appraisal") {
  notFound @0 $label(zh="没有该鉴定", en="There is no such appraisal");
  badId @1 $label(zh="编号不正确", en="That is no id");
  badText @2 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  badPhoto @3 $label(zh="照片哈希格式不正确", en="The hash of the photo is not well formed");
  whichMachine @4
      $label(zh="请指明维修工单或商返机之一", en="Name the repair or what came back");
  unknownMachine @5 $label(zh="没有这台机器", en="There is no such machine");
  notRepaired @6 $label(zh="该工单不是已完工的维修单，或没有装置档案",
      en="The order is no completed repair of a machine with a sheet");
  notInStock @7 $label(zh="该商返机不在库", en="The machine that came back is not there any more");
  verdictMissing @8 $label(zh="请选择鉴定结论", en="The verdict must be named");
  licenceMissing @9 $label(zh="鉴定人没有该类机器的资格证", en="He has no licence for such machines");
  sameTechnician @10 $label(zh="维修人不能鉴定自己修的机器", en="Who repaired it does not appraise it");
  sameAppraiser @11 $label(zh="须由另一人重新鉴定", en="Another person has to appraise it anew");
  exists @12 $label(zh="已有鉴定；如有异议请申诉", en="It is appraised already: it can be appealed against");
  isFinal @13 $label(zh="申诉后的鉴定为最终结论", en="What was found after an appeal is final");
  notAppraised @14 $label(zh="没有待申诉或撤回的鉴定", en="No appraisal stands");
  notYours @15 $label(zh="只有鉴定人本人可以撤回", en="Only who wrote it withdraws it");
}
