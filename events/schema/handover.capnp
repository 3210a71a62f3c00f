@0xd3a1c0d25e8f4b43;
# What a customer was handed over and taught: manuals and training, signed for. Commands 148-149,
# events 611-612; 340-341 of the order.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".event;
using import "annotations.capnp".state;
using import "annotations.capnp".plural;
using import "annotations.capnp".refusals;
using import "annotations.capnp".label;
using import "annotations.capnp".means;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".personal;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;

enum HandoverKind $label(zh="交接类型", en="Kind of handover") {
  none @0 $label(zh="未定", en="Unknown");
  manual @1 $label(zh="服务手册", en="Manual");
  training @2 $label(zh="使用培训", en="Training");
  acceptance @3 $label(zh="验收单", en="Acceptance");
}

enum HandoverStatus $label(zh="交接状态", en="Status of a handover") {
  none @0 $label(zh="无", en="None");
  recorded @1 $label(zh="已交接", en="Handed over");
  withdrawn @2 $label(zh="已撤回", en="Withdrawn");
}

struct Handover $state("handover") $plural("handovers") $label(zh="用户交接", en="Handover")
    $list(keeper="cases", indexes=["outlet", "status outlet", "customer", "asset", "order",
           "technician"],
          owner="outlet", order="-recorded_at", search=["id", "document"], menu="watch",
          readers=["administrator", "auditor", "call_centre", "dispatcher"], own="technician") {
  # handover/HO-yyyymmdd-nnnn
  status @0 :HandoverStatus;
  kind @1 :HandoverKind $label(zh="交接类型", en="Kind of handover");
  order @2 :Text $id("work_order");
  outlet @3 :Text $id("outlet");
  customer @4 :Text $id("customer");
  asset @5 :Text $id("asset");
  technician @6 :Text $id("technician");
  # Whose order it was.
  document @7 :Text $label(zh="文档名称", en="Document's name");
  documentHash @8 :Text $means("file_hash")
      $label(zh="文档哈希", en="Document's SHA-256");
  signedBy @9 :Text $personal("customer") $label(zh="签收人", en="Signed by");
  people @10 :UInt16 $label(zh="受训人数", en="People trained");
  note @11 :Text $format("multiline");
  recordedAt @12 :Int64 $format("instant") $label(zh="交接时间", en="Handed over at");
  recordedBy @13 :Text $id("operator") $label(zh="登记人", en="Recorded by");
  reason @14 :Text $label(zh="撤回原因", en="Withdrawn because");
}

struct OrderHandover $label(zh="工单交接", en="Handover of an order") {
  handover @0 :Text $id("handover") $label(zh="交接编号", en="Handover's number");
  kind @1 :HandoverKind $label(zh="交接类型", en="Kind of handover");
}

struct RecordHandover $command(stream="handover", code=148,
      roles=["technician", "call_centre", "dispatcher"])
    $when(["none"]) $label(zh="登记用户交接", en="Record a handover") {
  order @0 :Text $required $id("work_order");
  kind @1 :HandoverKind $required $label(zh="交接类型", en="Kind of handover");
  document @2 :Text $required $maxLength(200) $label(zh="文档名称", en="Document's name");
  documentHash @3 :Text $required $maxLength(64) $means("file_hash")
      $label(zh="文档哈希", en="Document's SHA-256");
  # Of the signed paper's scan or photo, in small hexadecimal digits.
  signedBy @4 :Text $required $personal("someone") $maxLength(200) $label(zh="签收人", en="Signed by");
  people @5 :UInt16 $bounds(min = 0, max = 1000) $label(zh="受训人数", en="People trained");
  note @6 :Text $format("multiline");
  handover @7 :Text $id("handover") $maxLength(64) $label(zh="交接编号", en="Handover's number");
  # Empty: the next free number HO-yyyymmdd-nnnn.
}
struct WithdrawHandover $command(stream="handover", code=149,
      roles=["technician", "call_centre", "dispatcher"])
    $when(["recorded"]) $label(zh="撤回用户交接", en="Withdraw a handover") {
  handover @0 :Text $required $id("handover");
  reason @1 :Text $required;
}

struct HandoverRecorded $event(stream="handover", code=611)
    $label(zh="用户交接已登记", en="Handover recorded") {
  order @0 :UInt16 $ref("work_order");
  outlet @1 :UInt16 $ref("outlet");
  customer @2 :UInt16 $ref("customer");
  asset @3 :UInt16 $ref("asset");
  technician @4 :UInt16 $ref("technician");
  kind @5 :HandoverKind $label(zh="交接类型", en="Kind of handover");
  document @6 :Text $label(zh="文档名称", en="Document's name");
  documentHash @7 :Text $means("file_hash")
      $label(zh="文档哈希", en="Document's SHA-256");
  signedBy @8 :Text $personal("customer") $label(zh="签收人", en="Signed by");
  people @9 :UInt16 $label(zh="受训人数", en="People trained");
  note @10 :Text $format("multiline");
  recordedAt @11 :Int64 $format("instant") $label(zh="交接时间", en="Handed over at");
  recordedBy @12 :UInt16 $ref("operator") $label(zh="登记人", en="Recorded by");
}
struct HandoverWithdrawn $event(stream="handover", code=612)
    $label(zh="用户交接已撤回", en="Handover withdrawn") {
  reason @0 :Text $label(zh="撤回原因", en="Withdrawn because");
}
# What the order remembers of it: some kinds of service end with one.
struct OrderHandoverRecorded $event(stream="work_order", code=340)
    $label(zh="工单已有用户交接", en="Handover of the order recorded") {
  handover @0 :UInt16 $ref("handover");
  kind @1 :HandoverKind $label(zh="交接类型", en="Kind of handover");
}
struct OrderHandoverWithdrawn $event(stream="work_order", code=341)
    $label(zh="工单的用户交接已撤回", en="Handover of the order withdrawn") {
  handover @0 :UInt16 $ref("handover");
}

enum HandoverRefusal $refusals("handover") {
  notFound @0 $label(zh="没有该交接记录", en="There is no such handover");
  withdrawn @1 $label(zh="交接记录已撤回", en="It is withdrawn already");
  badText @2 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  badHash @3 $label(zh="文档哈希不正确", en="The document's hash is not well formed");
  kindMissing @4 $label(zh="请选择交接类型", en="The kind must be named");
  notBegun @5 $label(zh="工单尚未上门，不能登记交接", en="Nobody has been there for this order yet");
  exists @7 $label(zh="交接编号已被使用", en="The handover's number is taken");
  badId @8 $label(zh="交接编号格式不正确", en="The handover's number is not well formed");
  noPeople @6 $label(zh="培训须填写受训人数", en="Of a training, say how many were trained");
}
