@0xa94f7d0c3be6185d;
# Newly found defects that owners are told of (缺陷通告): by model and range of serials, and an order
# for each machine. Streams bulletin/<id> and bulletin_machine/<bulletin>:<asset>. Codes 835-839 of
# commands and events, 296 of the order's.

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
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".maxLength;
using import "annotations.capnp".personal;
using import "annotations.capnp".idParts;

enum BulletinStatus $label(zh="缺陷通告状态", en="Status of a bulletin") {
  none @0 $label(zh="无", en="None");
  published @1 $label(zh="已发布", en="Published");
  withdrawn @2 $label(zh="已撤回", en="Withdrawn");
}

struct Bulletin $state("bulletin") $plural("bulletins") $label(zh="缺陷通告", en="Bulletin")
    $list(keeper="cases", indexes=["status", "brand model"], order="-published_at",
          search=["id", "title", "model", "+brand"], menu="watch",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "accountant",
              "technician"]) {
  status @0 :BulletinStatus;
  brand @1 :Text;
  model @2 :Text;
  serialFrom @3 :Text $label(zh="机号从", en="Serials from");
  serialUntil @4 :Text $label(zh="机号至", en="Serials until");
  # With it; both empty: every machine of the model.
  title @5 :Text $label(zh="标题", en="Title");
  text @6 :Text $format("multiline") $label(zh="内容", en="Text");
  publishedAt @7 :Int64 $format("instant") $label(zh="发布时间", en="Published at");
  by @8 :Text $id("operator") $label(zh="发布人", en="By");
  ordered @9 :UInt32 $label(zh="已开工单", en="Orders opened");
  reason @10 :Text;
  told @11 :UInt32 $label(zh="已通知用户", en="Owners told");
  unreached @12 :UInt32 $label(zh="通知不到", en="Owners not reachable");
  # Who wants no calls, or has no number.
}

enum OwnerTold $label(zh="通知情况", en="Whether the owner is told") {
  none @0 $label(zh="未通知", en="Not told");
  queued @1 $label(zh="已通知", en="Told");
  # In the list of notifications, from which it is sent.
  optedOut @2 $label(zh="用户不愿打扰", en="Wants no calls");
  noAddress @3 $label(zh="没有号码", en="No number");
}

struct BulletinMachine $state("bulletin_machine") $plural("bulletin_machines")
    $idParts(["bulletin", "asset"]) $label(zh="受影响装置", en="Affected machine")
    $list(keeper="cases", indexes=["bulletin", "asset", "outlet"], owner="outlet",
          search=["id", "serial", "order"], menu="watch",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "accountant"]) {
  # With its order, and whether its owner is told. Which machines are affected and have neither yet,
  # asks `assets` by model and serial.
  bulletin @0 :Text $id("bulletin");
  asset @1 :Text $id("asset");
  order @2 :Text $id("work_order");
  outlet @3 :Text $id("outlet");
  customer @4 :Text $id("customer");
  serial @5 :Text;
  told @6 :OwnerTold $label(zh="通知情况", en="Owner told");
  toldAt @7 :Int64 $format("instant") $label(zh="通知时间", en="Told at");
}

struct PublishBulletin
    $command(stream="bulletin", code=835, roles=["administrator", "dispatcher"])
    $back("WithdrawBulletin")
    $when(["none"]) $label(zh="发布缺陷通告", en="Publish a bulletin") {
  bulletin @0 :Text $required $id("bulletin") $maxLength(64);
  brand @1 :Text $required $maxLength(64);
  model @2 :Text $required $maxLength(64);
  serialFrom @3 :Text $format("code") $maxLength(40) $label(zh="机号从", en="Serials from");
  serialUntil @4 :Text $format("code") $maxLength(40) $label(zh="机号至", en="Serials until");
  # With it; of the same length. Both empty: every machine of the model.
  title @5 :Text $required $maxLength(200) $label(zh="标题", en="Title");
  text @6 :Text $required $format("multiline") $label(zh="内容", en="Text");
}
struct WithdrawBulletin
    $command(stream="bulletin", code=836, roles=["administrator", "dispatcher"])
    $when(["published"]) $label(zh="撤回缺陷通告", en="Withdraw a bulletin") {
  # Orders that it opened stay.
  bulletin @0 :Text $required $id("bulletin");
  reason @1 :Text $required;
}
struct OrderForBulletin
    $command(stream="bulletin", code=837, roles=["call_centre", "dispatcher"])
    $when(["published"]) $usual(["published"])
    $label(zh="按通告开工单", en="Open an order by a bulletin") {
  # For a machine that it affects, once.
  bulletin @0 :Text $required $id("bulletin");
  asset @1 :Text $required $id("asset");
}

struct TellOwner
    $command(stream="bulletin", code=1060, roles=["call_centre", "dispatcher"])
    $when(["published"]) $label(zh="通知用户", en="Tell the owner") {
  # Of a machine that it affects, once: a notification in the list, from which it is sent. Who could
  # not be reached is told as soon as he can.
  bulletin @0 :Text $required $id("bulletin");
  asset @1 :Text $required $id("asset");
}

struct BulletinPublished $event(stream="bulletin", code=835)
    $label(zh="缺陷通告已发布", en="Bulletin published") {
  brand @0 :Text;
  model @1 :Text;
  serialFrom @2 :Text $label(zh="机号从", en="Serials from");
  serialUntil @3 :Text $label(zh="机号至", en="Serials until");
  title @4 :Text $label(zh="标题", en="Title");
  text @5 :Text $format("multiline") $label(zh="内容", en="Text");
  publishedAt @6 :Int64 $format("instant") $label(zh="发布时间", en="Published at");
  by @7 :Text $id("operator") $label(zh="发布人", en="By");
}
struct BulletinWithdrawn $event(stream="bulletin", code=836)
    $label(zh="缺陷通告已撤回", en="Bulletin withdrawn") {
  reason @0 :Text;
}
struct BulletinOrdered $event(stream="bulletin", code=837)
    $label(zh="通告已开工单", en="Order opened by a bulletin") {
  machine @0 :UInt16 $ref("bulletin_machine");
}
struct BulletinMachineOrdered $event(stream="bulletin_machine", code=838)
    $label(zh="受影响装置已开工单", en="Order opened for an affected machine") {
  bulletin @0 :UInt16 $ref("bulletin");
  asset @1 :UInt16 $ref("asset");
  order @2 :UInt16 $ref("work_order");
  outlet @3 :Text $id("outlet");
  customer @4 :Text $id("customer");
  serial @5 :Text;
}
struct BulletinOwnerTold $event(stream="bulletin_machine", code=1060)
    $label(zh="受影响装置的用户已通知", en="Owner of an affected machine told") {
  bulletin @0 :UInt16 $ref("bulletin");
  asset @1 :UInt16 $ref("asset");
  outlet @2 :Text $id("outlet");
  customer @3 :Text $id("customer");
  serial @4 :Text;
  told @5 :OwnerTold $label(zh="通知情况", en="Owner told");
  contact @6 :Text $personal("customer") $label(zh="收件人", en="To whom");
  phone @7 :Text $format("phone") $personal("customer");
  title @8 :Text $label(zh="标题", en="Title");
  at @9 :Int64 $format("instant");
}
struct BulletinTold $event(stream="bulletin", code=1061)
    $label(zh="通告已通知用户", en="Owner told of a bulletin") {
  machine @0 :UInt16 $ref("bulletin_machine");
  outcome @1 :OwnerTold $label(zh="通知情况", en="Owner told");
  before @2 :OwnerTold $label(zh="原通知情况", en="Owner told before");
}
struct BulletinOfOrder $event(stream="work_order", code=296)
    $label(zh="由缺陷通告开单", en="Opened by a bulletin") {
  bulletin @0 :UInt16 $ref("bulletin");
}

enum BulletinRefusal $refusals("bulletin") {
  notFound @0 $label(zh="没有该通告", en="There is no such bulletin");
  exists @1 $label(zh="该编号已用", en="A bulletin of that number is there already");
  badId @2
      $label(zh="编码不能为空、过长或含有 / 和 :",
             en="A code must not be empty, too long or hold '/' or ':'");
  badText @3 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  badRange @4 $label(zh="机号范围不正确", en="The serials are no range: both, of one length, in order");
  notPublished @5 $label(zh="通告未发布或已撤回", en="The bulletin is not in force");
  unknownAsset @6 $label(zh="装置不存在", en="There is no such asset");
  notAffected @7 $label(zh="该装置不在通告范围", en="The machine is not affected by the bulletin");
  alreadyOrdered @8 $label(zh="该装置已开工单", en="An order was opened for the machine already");
  alreadyTold @9 $label(zh="该装置的用户已通知", en="The machine's owner was told already");
  noOwner @10 $label(zh="该装置没有用户", en="The machine has no owner in the books");
}
