@0xd3a1c0d25e8f4b2b;
# Who answers the customers: agents on duty, and who of them is free. Commands 688-689, events
# 690-695
# and 990-991.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".event;
using import "annotations.capnp".state;
using import "annotations.capnp".plural;
using import "annotations.capnp".idParts;
using import "annotations.capnp".refusals;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".maxLength;

enum AgentStatus $label(zh="接待人状态", en="Status of an agent") {
  none @0 $label(zh="无", en="None");
  free @1 $label(zh="空闲", en="Free");
  busy @2 $label(zh="接待中", en="Busy");
  offDuty @3 $label(zh="离岗", en="Off duty");
}

struct Agent $state("agent") $plural("agents") $label(zh="接待人", en="Agent")
    $idParts(["agent"])
    $list(keeper="cases", indexes=["status outlet", "outlet"],
          order="-since", owner="outlet", own="agent",
          search=["id"], menu="watch",
          readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  # agent/<operator>. The list is the board that a supervisor watches.
  status @0 :AgentStatus;
  agent @1 :Text $id("operator") $label(zh="接待人", en="Agent");
  outlet @2 :Text $id("outlet");
  # Whose desk he sits at; empty: the company's.
  since @3 :Int64 $format("instant") $label(zh="自", en="Since");
  # Of the status.
  contacts @4 :List(Text) $maxLength(50) $id("interaction")
      $label(zh="正在接待", en="With him now");
  handled @5 :UInt32 $label(zh="本班已接待", en="Handled on this duty");
}

struct ServiceDesk $state("service_desk") $plural("service_desks")
    $label(zh="服务台", en="Service desk") {
  # service_desk/desk:<outlet>. The company's is "desk:".
  free @0 :List(Text) $maxLength(500) $id("operator")
      $label(zh="空闲接待人", en="Free agents");
  # Who has been free longest comes first.
  waiting @1 :List(Text) $maxLength(500) $id("interaction")
      $label(zh="等候分配的来访", en="Contacts that wait for an agent");
  # Who has waited longest comes first; where contacts are routed by themselves. One that found its
  # way otherwise is left out when its turn comes.
}

struct GoOnDuty $command(stream="agent", code=688, roles=["call_centre", "dispatcher"])
    $usual(["off_duty"])
    $when(["none", "off_duty"]) $label(zh="上岗", en="Go on duty") {
  # Oneself; another only by a dispatcher.
  agent @0 :Text $required $id("operator") $label(zh="接待人", en="Agent");
  outlet @1 :Text $id("outlet");
}
struct GoOffDuty $command(stream="agent", code=689, roles=["call_centre", "dispatcher"])
    $when(["free", "busy"]) $label(zh="离岗", en="Go off duty") {
  # The contacts that are with him wait again.
  agent @0 :Text $required $id("operator") $label(zh="接待人", en="Agent");
}

struct AgentWentOnDuty $event(stream="agent", code=690)
    $label(zh="接待人已上岗", en="Agent went on duty") {
  agent @0 :UInt16 $ref("operator") $label(zh="接待人", en="Agent");
  outlet @1 :UInt16 $ref("outlet");
  since @2 :Int64 $format("instant") $label(zh="自", en="Since");
}
struct AgentWentOffDuty $event(stream="agent", code=691)
    $label(zh="接待人已离岗", en="Agent went off duty") {
  since @0 :Int64 $format("instant") $label(zh="自", en="Since");
}
struct ContactTaken $event(stream="agent", code=692) $label(zh="开始接待", en="Contact taken") {
  interaction @0 :UInt16 $ref("interaction");
  since @1 :Int64 $format("instant") $label(zh="自", en="Since");
}
struct ContactDone $event(stream="agent", code=693) $label(zh="接待结束", en="Contact done") {
  interaction @0 :UInt16 $ref("interaction");
  since @1 :Int64 $format("instant") $label(zh="自", en="Since");
}
struct DeskAgentFree $event(stream="service_desk", code=694)
    $label(zh="接待人空闲", en="An agent is free") {
  agent @0 :UInt16 $ref("operator") $label(zh="接待人", en="Agent");
}
struct DeskAgentTaken $event(stream="service_desk", code=695)
    $label(zh="接待人不再空闲", en="An agent is no longer free") {
  agent @0 :UInt16 $ref("operator") $label(zh="接待人", en="Agent");
}

struct DeskContactWaits $event(stream="service_desk", code=990)
    $label(zh="来访等候分配", en="A contact waits for an agent") {
  interaction @0 :UInt16 $ref("interaction");
}
struct DeskContactLeft $event(stream="service_desk", code=991)
    $label(zh="来访不再等候分配", en="A contact no longer waits for an agent") {
  interaction @0 :UInt16 $ref("interaction");
}

enum AgentRefusal $refusals("agent") {
  notFound @0 $label(zh="该操作员从未上岗", en="The operator was never on duty as an agent");
  onDuty @1 $label(zh="已在岗", en="The agent is on duty already");
  offDuty @2 $label(zh="不在岗", en="The agent is not on duty");
  unknownOperator @3 $label(zh="操作员不存在或已停用", en="There is no such active operator");
  unknownOutlet @4 $label(zh="网点不存在", en="There is no such outlet");
  notYourself @5
      $label(zh="只能为自己上岗离岗，他人由派工员代办", en="For oneself; a dispatcher does it for others");
}
