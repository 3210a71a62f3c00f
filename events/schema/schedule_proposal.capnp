@0xe58d02b6c71f934a;
# Proposals: who could go where on a day, found by the machine. No booking until somebody takes a
# line of it. Codes 661-666 of commands, 663-666 of events.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
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
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;

enum ProposalStatus $label(zh="方案状态", en="Status of a proposal") {
  none @0 $label(zh="无", en="None");
  open @1 $label(zh="待采纳", en="Open");
  settled @2 $label(zh="已处理", en="Settled");
  # Each line is taken or refused.
  rejected @3 $label(zh="已否决", en="Rejected");
}

enum ProposalLineStatus $label(zh="方案行状态", en="Status of a line") {
  none @0 $label(zh="无", en="None");
  proposed @1 $label(zh="待采纳", en="Proposed");
  accepted @2 $label(zh="已采纳", en="Accepted");
  rejected @3 $label(zh="未采纳", en="Rejected");
}

struct ProposalLine $label(zh="派工方案行", en="Line of a proposal")
    $list(name="proposal_lines", elements="cases.schedule_proposal:lines",
          around=["id=proposal", "outlet", "day"], thing="schedule_proposal",
          id=["^id", "line"], order="-starts_at", indexes=["outlet", "technician", ""],
          owner="outlet", menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  line @0 :UInt16;
  status @1 :ProposalLineStatus;
  order @2 :Text $id("work_order");
  technician @3 :Text $id("technician");
  startsAt @4 :Int64 $format("instant");
  endsAt @5 :Int64 $format("instant");
  metres @6 :Int64 $label(zh="路程（米）", en="Way there (m)");
  # From the visit before it that day; 0: the first, or a place that is not known.
  placed @7 :Text $label(zh="形成的派工", en="Its booking");
  # "WO-1:2", once it is accepted.
}

struct ScheduleProposal $state("schedule_proposal") $plural("schedule_proposals")
    $list(keeper="cases", indexes=["outlet", "status outlet"], owner="outlet",
           order="-proposed_at", search=["id"], menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher"])
    $label(zh="派工方案", en="Schedule proposal") {
  status @0 :ProposalStatus;
  outlet @1 :Text $id("outlet");
  day @2 :Int32 $format("date") $label(zh="派工日期", en="Day");
  lines @3 :List(ProposalLine) $maxLength(100) $label(zh="方案", en="Lines");
  unplaced @4 :List(Text) $maxLength(100) $id("work_order") $label(zh="未能安排", en="Nobody can go");
  steps @5 :UInt32 $label(zh="尝试次数", en="Steps");
  # Dispatches that were tried; the same orders and technicians take the same.
  metres @6 :Int64 $label(zh="总路程（米）", en="Way in all (m)");
  metresGreedy @7 :Int64 $label(zh="依次安排的路程（米）", en="Way, order by order (m)");
  unplacedGreedy @8 :UInt32 $label(zh="依次安排未能安排", en="Not placed, order by order");
  proposedBy @9 :Text $id("operator") $label(zh="提出人", en="Proposed by");
  proposedAt @10 :Int64 $format("instant") $label(zh="提出时间", en="Proposed at");
  reason @11 :Text;
}

struct ProposeSchedule $command(stream="schedule_proposal", code=661, roles=["dispatcher"])
    $label(zh="生成派工方案", en="Propose a schedule") {
  # For these orders, by these technicians, on that day. Nothing is booked.
  outlet @0 :Text $required $id("outlet");
  day @1 :Int32 $required $format("date") $label(zh="派工日期", en="Day");
  orders @2 :List(Text) $required $maxLength(100) $id("work_order") $label(zh="待派工单", en="Orders");
  technicians @3 :List(Text) $required $maxLength(50) $id("technician")
      $label(zh="技术员", en="Technicians");
  minutes @4 :Int32 $bounds(min=0, max=720) $label(zh="每单时长（分钟）", en="Time of a visit (minutes)");
  # 0: 90.
}
struct AcceptProposalLine $command(stream="schedule_proposal", code=662, roles=["dispatcher"])
    $when(["open"]) $usual(["open", "proposal_lines.proposed"])
    $label(zh="采纳方案行", en="Accept a line") {
  # Becomes a booking, which is checked as any other.
  proposal @0 :Text $required $id("schedule_proposal");
  line @1 :UInt16 $required;
}
struct RejectProposalLine $command(stream="schedule_proposal", code=663, roles=["dispatcher"])
    $when(["open"]) $label(zh="不采纳方案行", en="Reject a line") {
  proposal @0 :Text $required $id("schedule_proposal");
  line @1 :UInt16 $required;
  reason @2 :Text $required;
}
struct RejectProposal $command(stream="schedule_proposal", code=664, roles=["dispatcher"])
    $when(["open"]) $label(zh="否决派工方案", en="Reject a proposal") {
  # What was accepted of it stays booked.
  proposal @0 :Text $required $id("schedule_proposal");
  reason @1 :Text $required;
}

struct ScheduleProposed $event(stream="schedule_proposal", code=663)
    $label(zh="派工方案已生成", en="Schedule proposed") {
  outlet @0 :UInt16 $ref("outlet");
  day @1 :Int32 $format("date") $label(zh="派工日期", en="Day");
  lines @2 :List(ProposalLine) $label(zh="方案", en="Lines");
  unplaced @3 :List(Text) $id("work_order") $label(zh="未能安排", en="Nobody can go");
  steps @4 :UInt32 $label(zh="尝试次数", en="Steps");
  metres @5 :Int64 $label(zh="总路程（米）", en="Way in all (m)");
  metresGreedy @6 :Int64 $label(zh="依次安排的路程（米）", en="Way, order by order (m)");
  unplacedGreedy @7 :UInt32 $label(zh="依次安排未能安排", en="Not placed, order by order");
  proposedBy @8 :Text $id("operator") $label(zh="提出人", en="Proposed by");
  proposedAt @9 :Int64 $format("instant") $label(zh="提出时间", en="Proposed at");
}
struct ProposalLineAccepted $event(stream="schedule_proposal", code=664)
    $label(zh="方案行已采纳", en="Line accepted") {
  line @0 :UInt16;
  placed @1 :Text $label(zh="形成的派工", en="Its booking");
}
struct ProposalLineRejected $event(stream="schedule_proposal", code=665)
    $label(zh="方案行未采纳", en="Line rejected") {
  line @0 :UInt16;
  reason @1 :Text;
}
struct ProposalRejected $event(stream="schedule_proposal", code=666)
    $label(zh="派工方案已否决", en="Proposal rejected") {
  reason @0 :Text;
}

enum ScheduleProposalRefusal $refusals("schedule_proposal") {
  notFound @0 $label(zh="没有该派工方案", en="There is no such proposal");
  noSuchLine @1 $label(zh="没有该方案行", en="There is no such line");
  lineDecided @2 $label(zh="该方案行已处理", en="The line is decided already");
  settled @3 $label(zh="派工方案已处理", en="The proposal is settled already");
  badDay @4 $label(zh="派工日期不能早于今天", en="The day is over");
  noOrders @5 $label(zh="请选择待派工单", en="Name the orders");
  noTechnicians @6 $label(zh="请选择技术员", en="Name the technicians");
  namedTwice @7 $label(zh="重复", en="It is named twice");
  otherOutlet @8 $label(zh="不属于该网点", en="It is another outlet's");
  notWaiting @9 $label(zh="工单不在待派工", en="The order does not wait to be dispatched");
  reasonMissing @10 $label(zh="请填写原因", en="A reason is needed");
}
