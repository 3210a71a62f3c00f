@0x9d02f6c47be1835a;
# Inspections of how the rules are kept, with evidence; one stream each,
# inspection/JC-yyyymmdd-nnnn. Commands 799-802, 1100, 1183, events 801-804, 1100, 1187.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
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
using import "annotations.capnp".personal;
using import "annotations.capnp".required;
using import "annotations.capnp".means;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "common.capnp".Datum;

enum InspectionStatus $label(zh="检查状态", en="Status of an inspection") {
  none @0 $label(zh="无", en="None");
  open @1 $label(zh="检查中", en="Open");
  closed @2 $label(zh="已结束", en="Closed");
  withdrawn @3 $label(zh="已撤回", en="Withdrawn");
}

enum InspectionSubject $label(zh="检查内容", en="What is inspected") {
  none @0 $label(zh="未定", en="Unknown");
  conduct @1 $label(zh="服务规范", en="Conduct");
  charges @2 $label(zh="收费", en="Charges");
  parts @3 $label(zh="配件与旧件", en="Parts and old parts");
  papers @4 $label(zh="单据", en="Papers");
  safety @5 $label(zh="安全", en="Safety");
  premises @6 $label(zh="网点环境", en="Premises");
  other @7 $label(zh="其他", en="Other");
}

struct InspectionFinding $label(zh="检查发现", en="Finding")
    $list(name="inspection_findings", elements="care.inspection:findings",
          around=["id=inspection", "subject", "outlet", "technician", "order"],
          thing="inspection", id=["^id", "number"], order="-at", indexes=["in_order outlet",
          "outlet"],
          owner="outlet", menu="watch",
          readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  number @0 :UInt16 $label(zh="序号", en="Number");
  inOrder @1 :Bool $label(zh="合格", en="In order");
  text @2 :Text $format("multiline") $label(zh="说明", en="What was found");
  photoHash @3 :Text $personal("someone") $maxLength(64);
  latitude @4 :Int32 $personal("someone");
  longitude @5 :Int32 $personal("someone");
  at @6 :Int64 $format("instant");
  by @7 :Text $id("operator") $label(zh="检查人", en="Found by");
  withdrawn @8 :Bool $label(zh="已撤回", en="Withdrawn");
}

struct Inspection $state("inspection") $plural("inspections") $label(zh="监督检查", en="Inspection")
    $list(keeper="care", indexes=["outlet", "status outlet", "technician", "order"],
          owner="outlet",
          order="-opened_at", search=["id"], menu="watch",
          readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  status @0 :InspectionStatus;
  subject @1 :InspectionSubject $label(zh="检查内容", en="What is inspected");
  outlet @2 :Text $id("outlet");
  technician @3 :Text $id("technician");
  order @4 :Text $id("work_order");
  note @5 :Text $format("multiline");
  inspector @6 :Text $id("operator") $label(zh="检查人", en="Inspector");
  openedAt @7 :Int64 $format("instant") $label(zh="开始时间", en="Opened at");
  findings @8 :List(InspectionFinding) $maxLength(100) $label(zh="检查发现", en="Findings");
  faults @9 :UInt32 $label(zh="不合格项", en="Not in order");
  conclusion @10 :Text $format("multiline") $label(zh="检查结论", en="Conclusion");
  closedAt @11 :Int64 $format("instant") $label(zh="结束时间", en="Closed at");
  reason @12 :Text $label(zh="撤回原因", en="Withdrawn for");
  # Or opened again for.
  closedBy @13 :Text $id("operator") $label(zh="结束人", en="Closed by");
}

struct OpenInspection $command(stream="inspection", code=799,
    roles=["call_centre", "dispatcher", "administrator"])
    $back("WithdrawInspection")
    $when(["none"]) $label(zh="开展监督检查", en="Open an inspection") {
  # Of an outlet, a technician or what was done for an order; not of oneself.
  inspection @0 :Text $id("inspection") $maxLength(64);
  # Empty: the next free number JC-yyyymmdd-nnnn.
  subject @1 :InspectionSubject $required $label(zh="检查内容", en="What is inspected");
  outlet @2 :Text $id("outlet");
  technician @3 :Text $id("technician");
  order @4 :Text $id("work_order");
  note @5 :Text $format("multiline");
}
struct RecordInspectionFinding $command(stream="inspection", code=800,
    roles=["call_centre", "dispatcher", "administrator"])
    $when(["open"]) $usual(["open"]) $label(zh="登记检查发现", en="Record a finding") {
  # With a photo and the place: what has no evidence is no finding.
  inspection @0 :Text $required $id("inspection");
  inOrder @1 :Bool $label(zh="合格", en="In order");
  text @2 :Text $required $format("multiline") $label(zh="说明", en="What was found");
  photoHash @3 :Text $required $personal("someone") $maxLength(64);
  latitude @4 :Int32 $required $personal("someone") $bounds(min = -90000000, max = 90000000)
      $label(zh="纬度（百万分之一度）", en="Latitude (1e-6 degrees)");
  longitude @5 :Int32 $required $personal("someone") $bounds(min = -180000000, max = 180000000)
      $label(zh="经度（百万分之一度）", en="Longitude (1e-6 degrees)");
  datum @6 :Datum;
}
struct WithdrawInspectionFinding $command(stream="inspection", code=801,
    roles=["call_centre", "dispatcher", "administrator"])
    $when(["open"]) $label(zh="撤回检查发现", en="Withdraw a finding") {
  inspection @0 :Text $required $id("inspection");
  number @1 :UInt16 $required $bounds(min = 1, max = 1000) $label(zh="序号", en="Number")
      $means("one of findings");
  reason @2 :Text $required;
}
struct CloseInspection $command(stream="inspection", code=802,
    roles=["call_centre", "dispatcher", "administrator"])
    $back("ReopenInspection")
    $when(["open"]) $label(zh="结束检查", en="Close an inspection") {
  inspection @0 :Text $required $id("inspection");
  conclusion @1 :Text $required $format("multiline") $label(zh="检查结论", en="Conclusion");
}
struct WithdrawInspection $command(stream="inspection", code=1100,
    roles=["call_centre", "dispatcher", "administrator"])
    $when(["open"]) $label(zh="撤回监督检查", en="Withdraw an inspection") {
  # Opened by mistake: nothing was found, in order or not.
  inspection @0 :Text $required $id("inspection");
  reason @1 :Text $required;
}

struct ReopenInspection $command(stream="inspection", code=1183,
    roles=["call_centre", "dispatcher", "administrator"])
    $otherThan("inspector closedBy") $when(["closed"])
    $label(zh="重开检查", en="Reopen an inspection") {
  # A finding is wrong, or one is missing; by another person than who inspected or closed it.
  inspection @0 :Text $required $id("inspection");
  reason @1 :Text $required;
}

struct InspectionOpened $event(stream="inspection", code=801)
    $label(zh="检查已开展", en="Inspection opened") {
  subject @0 :InspectionSubject $label(zh="检查内容", en="What is inspected");
  outlet @1 :UInt16 $ref("outlet");
  technician @2 :UInt16 $ref("technician");
  order @3 :UInt16 $ref("work_order");
  note @4 :Text $format("multiline");
  inspector @5 :UInt16 $ref("operator") $label(zh="检查人", en="Inspector");
  openedAt @6 :Int64 $format("instant") $label(zh="开始时间", en="Opened at");
}
struct InspectionFindingRecorded $event(stream="inspection", code=802)
    $label(zh="检查发现已登记", en="Finding recorded") {
  number @0 :UInt16 $label(zh="序号", en="Number");
  inOrder @1 :Bool $label(zh="合格", en="In order");
  text @2 :Text $format("multiline") $label(zh="说明", en="What was found");
  photoHash @3 :Text $personal("someone");
  latitude @4 :Int32 $personal("someone");
  longitude @5 :Int32 $personal("someone");
  at @6 :Int64 $format("instant");
  by @7 :UInt16 $ref("operator") $label(zh="检查人", en="Found by");
}
struct InspectionFindingWithdrawn $event(stream="inspection", code=803)
    $label(zh="检查发现已撤回", en="Finding withdrawn") {
  number @0 :UInt16 $label(zh="序号", en="Number");
  reason @1 :Text;
}
struct InspectionClosed $event(stream="inspection", code=804)
    $label(zh="检查已结束", en="Inspection closed") {
  conclusion @0 :Text $format("multiline") $label(zh="检查结论", en="Conclusion");
  closedAt @1 :Int64 $format("instant") $label(zh="结束时间", en="Closed at");
  closedBy @2 :UInt16 $ref("operator") $label(zh="结束人", en="Closed by");
}
struct InspectionReopened $event(stream="inspection", code=1187)
    $label(zh="检查已重开", en="Inspection reopened") {
  reason @0 :Text;
  reopenedBy @1 :UInt16 $ref("operator") $label(zh="操作人", en="By");
}
struct InspectionWithdrawn $event(stream="inspection", code=1100)
    $label(zh="检查已撤回", en="Inspection withdrawn") {
  reason @0 :Text;
  by @1 :UInt16 $ref("operator") $label(zh="操作人", en="By");
}

enum InspectionRefusal $refusals("inspection") {
  notFound @0 $label(zh="检查不存在", en="There is no such inspection");
  exists @1 $label(zh="检查编号已被使用", en="The number is taken");
  badId @2 $label(zh="检查编号格式不正确", en="The number is not well formed");
  subjectMissing @3 $label(zh="请选择检查内容", en="What is inspected must be named");
  ofNobody @4
      $label(zh="请指明网点、技术员或工单", en="Name an outlet, a technician or an order");
  unknownOutlet @5 $label(zh="网点不存在", en="There is no such outlet");
  unknownTechnician @6 $label(zh="技术员不存在", en="There is no such technician");
  unknownOrder @7 $label(zh="工单不存在", en="There is no such order");
  inspectsHimself @8 $label(zh="不能检查自己", en="Nobody inspects himself");
  evidenceMissing @9
      $label(zh="检查发现须有照片和定位", en="A finding needs a photo and the place");
  badPhoto @10 $label(zh="照片哈希不正确", en="The photo's hash is not well formed");
  badPosition @11 $label(zh="定位不正确", en="The position is out of bounds");
  badText @12 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  noSuchFinding @13 $label(zh="没有该检查发现", en="There is no such finding");
  noFindings @14 $label(zh="尚无检查发现", en="Nothing was found yet, in order or not");
  closed @15 $label(zh="检查已结束", en="The inspection is closed");
  findingsStand @16
      $label(zh="已有检查发现，请先撤回，或结束检查", en="Findings stand: withdraw them, or close it");
  notClosed @17 $label(zh="检查没有结束", en="The inspection is not closed");
  sameAuthor @18 $label(zh="检查人和结束人不能重开", en="Who inspected or closed it may not reopen it");
}
