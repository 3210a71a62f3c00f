@0xf27b40e19dc86a16;
# What went wrong and why, told to the customer on paper, with the facts that say so. The stream
# fault_report/<order>-R<n>. Codes 743-744 of commands, 740-741 of events here, 285 of the order's.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
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
using import "annotations.capnp".maxLength;
using import "annotations.capnp".means;

enum FaultReportStatus $label(zh="故障报告状态", en="Status of a fault report") {
  none @0 $label(zh="无", en="None");
  issued @1 $label(zh="已出具", en="Issued");
  withdrawn @2 $label(zh="已撤回", en="Withdrawn");
}

struct FaultReport $state("fault_report") $plural("fault_reports")
    $list(keeper="cases",
          indexes=["outlet", "order", "asset", "customer"], owner="outlet", order="-at",
          search=["id", "order", "asset"], menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher"], own="technician")
    $label(zh="故障报告", en="Fault report") {
  status @0 :FaultReportStatus;
  order @1 :Text $id("work_order");
  outlet @2 :Text $id("outlet");
  customer @3 :Text $id("customer");
  asset @4 :Text $id("asset");
  technician @5 :Text $id("technician");
  faultCode @6 :Text $means("fault_code");
  cause @7 :Text $format("multiline");
  finding @8 :Text $format("multiline") $label(zh="检查结果", en="What was found");
  advice @9 :Text $format("multiline") $label(zh="处理与建议", en="What was done, and advice");
  facts @10 :List(Int64) $maxLength(50) $format("position")
      $label(zh="依据的记录", en="Facts that it cites");
  # Positions of the order's own commits.
  by @11 :Text $id("operator") $label(zh="出具人", en="Issued by");
  at @12 :Int64 $format("instant") $label(zh="出具时间", en="Issued at");
}

struct IssueFaultReport
    $command(stream="work_order", code=743, roles=["technician", "dispatcher"])
    $back("WithdrawFaultReport")
    $when(["in_progress", "on_hold", "work_reported", "completed", "followed_up"])
    $label(zh="出具故障报告", en="Issue a fault report") {
  # After the diagnosis.
  order @0 :Text $required $id("work_order");
  cause @1 :Text $required $format("multiline");
  finding @2 :Text $required $format("multiline") $label(zh="检查结果", en="What was found");
  advice @3 :Text $format("multiline") $label(zh="处理与建议", en="What was done, and advice");
  facts @4 :List(Int64) $required $maxLength(50) $format("position")
      $label(zh="依据的记录", en="Facts that it cites");
  # Positions on the order's timeline.
}
struct WithdrawFaultReport
    $command(stream="fault_report", code=744, roles=["technician", "dispatcher"])
    $when(["issued"]) $label(zh="撤回故障报告", en="Withdraw a fault report") {
  report @0 :Text $required $id("fault_report");
  reason @1 :Text $required;
}

struct FaultReportWritten $event(stream="fault_report", code=740)
    $label(zh="故障报告已出具", en="Fault report written") {
  order @0 :UInt16 $ref("work_order");
  outlet @1 :UInt16 $ref("outlet");
  customer @2 :UInt16 $ref("customer");
  asset @3 :UInt16 $ref("asset");
  technician @4 :UInt16 $ref("technician");
  faultCode @5 :Text;
  cause @6 :Text $format("multiline");
  finding @7 :Text $format("multiline") $label(zh="检查结果", en="What was found");
  advice @8 :Text $format("multiline") $label(zh="处理与建议", en="What was done, and advice");
  facts @9 :List(Int64) $format("position") $label(zh="依据的记录", en="Facts that it cites");
  by @10 :UInt16 $ref("operator") $label(zh="出具人", en="Issued by");
  at @11 :Int64 $format("instant") $label(zh="出具时间", en="Issued at");
}
struct FaultReportWithdrawn $event(stream="fault_report", code=741)
    $label(zh="故障报告已撤回", en="Fault report withdrawn") {
  reason @0 :Text;
}
struct FaultReportIssued $event(stream="work_order", code=285)
    $label(zh="故障报告已出具", en="Fault report issued") {
  report @0 :UInt16 $ref("fault_report");
}

enum FaultReportRefusal $refusals("fault_report") {
  notFound @0 $label(zh="没有该故障报告", en="There is no such fault report");
  badText @1 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  badFacts @2
      $label(zh="依据须为 1 至 50 条互不相同的记录", en="It cites 1 to 50 different facts by their positions");
  withdrawn @3 $label(zh="故障报告已撤回", en="The fault report is withdrawn already");
  reasonMissing @4 $label(zh="请填写原因", en="A reason is needed");
  notYours @5 $label(zh="不是您的工单", en="The order is another technician's");
  foreignFact @6
      $label(zh="所依据的记录不在该工单上", en="A fact that it cites is none of the order's");
}
