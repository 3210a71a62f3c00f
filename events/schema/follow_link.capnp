@0xd3a1c0d25e8f4b2f;
# The link by which a customer follows his own order. The secret is the edge's; here stands which
# link is open. follow_link/<order>. Commands 697-698, events 710-711, 904.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".idParts;
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
using import "annotations.capnp".maxLength;

enum FollowLinkStatus $label(zh="查询链接状态", en="Status of a customer's link") {
  none @0 $label(zh="无", en="None");
  open @1 $label(zh="有效", en="Open");
  ended @2 $label(zh="已作废", en="Ended");
}

struct FollowLink $state("follow_link") $plural("follow_links")
    $label(zh="用户查询链接", en="Customer's link") $idParts(["order"])
    $list(keeper="cases", indexes=["outlet", "status outlet", "order"], owner="outlet",
           order="-made_at", search=["id"],
          menu="today", readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  status @0 :FollowLinkStatus;
  order @1 :Text $id("work_order");
  outlet @2 :Text $id("outlet");
  link @3 :Text $label(zh="链接编号", en="Link");
  # Its public name, while it is open.
  madeAt @4 :Int64 $format("instant") $label(zh="创建时间", en="Made at");
  madeBy @5 :Text $id("operator") $label(zh="创建人", en="Made by");
  machines @6 :UInt32 $label(zh="登记的机器", en="Machines registered by it");
  # By every link of the order so far.
}

struct MakeFollowLink
    $command(stream="follow_link", code=697, roles=["call_centre", "dispatcher"])
    $usual(["ended"])
    $when(["none", "open", "ended"]) $label(zh="创建查询链接", en="Make a customer's link") {
  # Sent by the edge, which makes the secret. It takes the place of one that is open.
  order @0 :Text $required $id("work_order");
  link @1 :Text $required $maxLength(64) $label(zh="链接编号", en="Link");
}
struct EndFollowLink
    $command(stream="follow_link", code=698, roles=["call_centre", "dispatcher"])
    $when(["open"]) $label(zh="作废查询链接", en="End a customer's link") {
  order @0 :Text $required $id("work_order");
}

struct FollowLinkMade $event(stream="follow_link", code=710)
    $label(zh="查询链接已创建", en="Customer's link made") {
  order @0 :UInt16 $ref("work_order");
  outlet @1 :Text $id("outlet");
  link @2 :Text $label(zh="链接编号", en="Link");
  madeAt @3 :Int64 $format("instant") $label(zh="创建时间", en="Made at");
  madeBy @4 :Text $id("operator") $label(zh="创建人", en="Made by");
}
struct FollowLinkUsed $event(stream="follow_link", code=904)
    $label(zh="用户经链接登记机器", en="A machine was registered by the link") {
  registration @0 :UInt16 $ref("buyer_registration");
}
struct FollowLinkEnded $event(stream="follow_link", code=711)
    $label(zh="查询链接已作废", en="Customer's link ended") {
}

enum FollowLinkRefusal $refusals("follow_link") {
  notFound @0 $label(zh="没有查询链接", en="There is no such link");
  badLink @1 $label(zh="链接编号格式不正确", en="The link's name is not well formed");
  notRegistered @2 $label(zh="没有该工单", en="There is no such order");
  over @3 $label(zh="工单已封帐或取消", en="The order is posted or canceled");
  ended @4 $label(zh="链接已作废", en="The link is ended already");
  tooMany @5 $label(zh="此链接登记的机器已达上限，请致电",
      en="Enough machines were registered by this link: please call");
}
