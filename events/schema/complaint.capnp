@0xe4b7d1a92c5f6a31;
# Complaints: handled until the customer confirms, or two people approve. One stream each,
# complaint/CP-yyyymmdd-nnnn, and one for those of an order, order_complaints/<order>. Codes
# 780-790, events 780-791.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".back;
using import "annotations.capnp".otherThan;
using import "annotations.capnp".onlyBy;
using import "annotations.capnp".event;
using import "annotations.capnp".state;
using import "annotations.capnp".plural;
using import "annotations.capnp".refusals;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".personal;
using import "annotations.capnp".fills;
using import "annotations.capnp".required;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;

enum ComplaintStatus $label(zh="投诉状态", en="Status of a complaint") {
  none @0 $label(zh="无", en="None");
  registered @1 $label(zh="已受理", en="Registered");
  assigned @2 $label(zh="已分派", en="Assigned");
  investigating @3 $label(zh="调查中", en="Investigating");
  solutionProposed @4 $label(zh="已提方案", en="Solution proposed");
  resolved @5 $label(zh="已处理", en="Resolved");
  confirmed @6 $label(zh="用户已确认", en="Confirmed by the customer");
  closed @7 $label(zh="已结案", en="Closed");
  reopened @8 $label(zh="重新处理", en="Reopened");
  escalated @9 $label(zh="已升级", en="Escalated");
  withdrawn @10 $label(zh="已撤销", en="Withdrawn");
}

enum ComplaintKind $label(zh="投诉类型", en="Kind of complaint") {
  none @0 $label(zh="未定", en="Unknown");
  attitude @1 $label(zh="服务态度", en="Attitude");
  quality @2 $label(zh="维修质量", en="Quality of the work");
  delay @3 $label(zh="超时、未上门", en="Late, or nobody came");
  overcharge @4 $label(zh="乱收费", en="Charged too much");
  needlessParts @5 $label(zh="乱换件", en="Needless parts");
  product @6 $label(zh="产品质量", en="The product");
  damage @7 $label(zh="损坏财物", en="Damage done");
  other @8 $label(zh="其他", en="Other");
}

enum ComplaintLevel $label(zh="受理层级", en="Where it is handled") {
  none @0 $label(zh="未定", en="Unknown");
  outlet @1 $label(zh="网点", en="Outlet");
  headquarters @2 $label(zh="总部", en="Headquarters");
}

struct ComplaintApproval $label(zh="结案批准", en="Approval to close") {
  by @0 :Text $id("operator") $label(zh="批准人", en="Approved by");
  at @1 :Int64 $format("instant");
  reason @2 :Text;
}

struct Complaint $state("complaint") $plural("complaints") $label(zh="投诉", en="Complaint")
    $list(keeper="care",
          indexes=["outlet", "status outlet", "status outlet / due_at", "order",
              "accused_technician", "accused_outlet", "customer", "status outlet / closed_at"],
          commands=["AttributeFault"], owner="outlet", hiddenFrom="hidden_from",
          order="-registered_at",
          search=["id", "contact", "phone"], menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  # Registered → Assigned → Investigating → SolutionProposed → Resolved → Confirmed → Closed.
  status @0 :ComplaintStatus;
  kind @1 :ComplaintKind;
  level @2 :ComplaintLevel $label(zh="受理层级", en="Handled by");
  confidential @3 :Bool $label(zh="直达总部、对被投诉方保密", en="Straight to headquarters");
  outlet @4 :Text $id("outlet");
  # Whose people see it. Of one that went straight to headquarters: empty, the whole company's.
  order @5 :Text $id("work_order");
  customer @6 :Text $id("customer");
  contact @7 :Text $personal("customer");
  phone @8 :Text $format("phone") $personal("customer");
  accusedTechnician @9 :Text $id("technician") $label(zh="被投诉技术员", en="Accused technician");
  accusedOperator @10 :Text $id("operator") $label(zh="被投诉职员", en="Accused clerk");
  accusedOutlet @11 :Text $id("outlet") $label(zh="被投诉网点", en="Accused outlet");
  text @12 :Text $format("multiline") $label(zh="投诉内容", en="What is complained of");
  handler @13 :Text $id("operator") $label(zh="处理人", en="Handler");
  finding @14 :Text $format("multiline") $label(zh="调查结果", en="Finding");
  solution @15 :Text $format("multiline") $label(zh="解决方案", en="Solution");
  compensation @16 :Int64 $format("money") $label(zh="补偿", en="Compensation");
  outcome @17 :Text $format("multiline") $label(zh="处理结果", en="What was done");
  dueAt @18 :Int64 $format("instant");
  # Of the next step: confirmed with the customer, then asked whether he is content. 0: none.
  registeredBy @19 :Text $id("operator") $label(zh="受理人", en="Registered by");
  registeredAt @20 :Int64 $format("instant");
  repeated @21 :Bool $label(zh="重复投诉", en="Not the order's first");
  approvals @22 :List(ComplaintApproval) $maxLength(2) $label(zh="结案批准", en="Approvals to close");
  # Two stand for the confirmation of a customer who cannot be asked.
  reason @23 :Text;
  # Why it was last opened again, escalated or withdrawn.
  hiddenFrom @24 :Text $format("stream") $label(zh="对其保密", en="Hidden from");
  # Of one that went straight to headquarters: who is accused, "technician/T1" or "operator/boss".
  confirmedBy @25 :Text $id("operator") $label(zh="确认登记人", en="Confirmation told by");
  closedAt @26 :Int64 $format("instant") $label(zh="结案时间", en="Closed at");
}

struct OrderComplaints $state("order_complaints") $label(zh="工单的投诉", en="Complaints of an order") {
  # Those of which the order's outlet knows: none that went straight to headquarters.
  registered @0 :UInt32 $label(zh="投诉次数", en="Complaints so far");
  open @1 :List(Text) $maxLength(50) $label(zh="未结投诉", en="Open complaints");
  withdrawn @2 :List(Text) $maxLength(1000) $label(zh="已撤销的投诉", en="Withdrawn complaints");
  # They do not count, unless they are opened again.
}

struct RegisterComplaint $command(stream="complaint", code=780,
    roles=["call_centre", "dispatcher", "administrator"])
    $when(["none"]) $back("WithdrawComplaint")
    $label(zh="受理投诉", en="Register a complaint") {
  # About an order, a technician, a clerk or an outlet; one of them at least.
  order @0 :Text $id("work_order") $fills(["customer", "contact", "phone"]);
  kind @1 :ComplaintKind $required;
  text @2 :Text $required $format("multiline") $label(zh="投诉内容", en="What is complained of");
  accusedTechnician @3 :Text $id("technician") $label(zh="被投诉技术员", en="Accused technician");
  accusedOperator @4 :Text $id("operator") $label(zh="被投诉职员", en="Accused clerk");
  accusedOutlet @5 :Text $id("outlet") $label(zh="被投诉网点", en="Accused outlet");
  confidential @6 :Bool $label(zh="直达总部、对被投诉方保密", en="Straight to headquarters");
  # Neither the outlet nor who is accused sees it.
  customer @7 :Text $id("customer") $fills(["contact=name", "phone"]);
  contact @8 :Text $personal("customer") $maxLength(200);
  phone @9 :Text $format("phone") $personal("customer") $maxLength(40);
  # Of who complains; empty: the order's, or the customer's.
  complaint @10 :Text $id("complaint") $maxLength(64);
  # Empty: the next free number CP-yyyymmdd-nnnn.
  interaction @11 :Text $id("interaction") $fills(["customer", "phone", "text=summary"]);
  # The contact by which he complained; it is done with that.
}
struct AssignComplaint $command(stream="complaint", code=781,
    roles=["call_centre", "dispatcher", "administrator"])
    $when(["registered", "assigned", "investigating", "solution_proposed", "reopened", "escalated"])
    $usual(["registered", "reopened", "escalated"])
    $label(zh="分派投诉", en="Assign a complaint") {
  # To somebody whose duty reaches it, and who is not accused.
  complaint @0 :Text $required $id("complaint");
  handler @1 :Text $required $id("operator") $label(zh="处理人", en="Handler");
}
struct InvestigateComplaint $command(stream="complaint", code=782,
    roles=["call_centre", "dispatcher", "administrator"])
    $onlyBy("handler")
    $when(["assigned", "investigating", "solution_proposed"]) $usual(["assigned"])
    $label(zh="核实投诉", en="Confirm and investigate a complaint") {
  # The handler has confirmed it with the customer; what he found so far.
  complaint @0 :Text $required $id("complaint");
  finding @1 :Text $required $format("multiline") $label(zh="调查结果", en="Finding");
}
struct ProposeSolution $command(stream="complaint", code=783,
    roles=["call_centre", "dispatcher", "administrator"])
    $onlyBy("handler")
    $when(["investigating", "solution_proposed"]) $usual(["investigating"])
    $label(zh="提出解决方案", en="Propose a solution") {
  complaint @0 :Text $required $id("complaint");
  solution @1 :Text $required $format("multiline") $label(zh="解决方案", en="Solution");
  compensation @2 :Int64 $format("money") $bounds(min = 0, max = 100000000)
      $label(zh="补偿", en="Compensation");
}
struct ResolveComplaint $command(stream="complaint", code=784,
    roles=["call_centre", "dispatcher", "administrator"])
    $onlyBy("handler")
    $when(["solution_proposed"]) $usual(["solution_proposed"]) $back("ReopenComplaint")
    $label(zh="投诉处理完毕", en="Resolve a complaint") {
  complaint @0 :Text $required $id("complaint");
  outcome @1 :Text $required $format("multiline") $label(zh="处理结果", en="What was done");
}
struct ConfirmComplaint $command(stream="complaint", code=785,
    roles=["call_centre", "administrator"])
    $otherThan("handler") $when(["resolved"]) $usual(["resolved"]) $back("ReopenComplaint")
    $label(zh="用户确认满意", en="The customer confirms") {
  # Asked by another person than the handler. Who is not content: ReopenComplaint.
  complaint @0 :Text $required $id("complaint");
  note @1 :Text $format("multiline");
}
struct ApproveComplaintClosure $command(stream="complaint", code=786,
    roles=["call_centre", "dispatcher", "administrator", "manager"])
    $otherThan("handler") $when(["resolved"])
    $label(zh="批准免确认结案", en="Approve closing without the customer") {
  # Where the customer cannot be asked: two people, none of them the handler.
  complaint @0 :Text $required $id("complaint");
  reason @1 :Text $required;
}
struct CloseComplaint $command(stream="complaint", code=787,
    roles=["call_centre", "dispatcher", "administrator"])
    $when(["resolved", "confirmed"]) $usual(["confirmed"]) $back("ReopenComplaint")
    $label(zh="投诉结案", en="Close a complaint") {
  # Confirmed by the customer, or approved by two.
  complaint @0 :Text $required $id("complaint");
}
struct ReopenComplaint $command(stream="complaint", code=788,
    roles=["call_centre", "dispatcher", "administrator", "manager"])
    $when(["resolved", "confirmed", "closed", "withdrawn"])
    $label(zh="重新处理投诉", en="Reopen a complaint") {
  # The customer is not content, or it was closed by mistake.
  complaint @0 :Text $required $id("complaint");
  reason @1 :Text $required;
}
struct EscalateComplaint $command(stream="complaint", code=789,
    roles=["call_centre", "dispatcher", "administrator"])
    $when(["registered", "assigned", "investigating", "solution_proposed", "resolved", "reopened"])
    $label(zh="投诉升级", en="Escalate a complaint") {
  # To headquarters, which assign it anew.
  complaint @0 :Text $required $id("complaint");
  reason @1 :Text $required;
}
struct WithdrawComplaint $command(stream="complaint", code=790,
    roles=["call_centre", "dispatcher", "administrator"])
    $otherThan("handler")
    $when(["registered", "assigned", "investigating", "solution_proposed", "resolved", "reopened",
           "escalated"])
    $label(zh="撤销投诉", en="Withdraw a complaint") {
  # The customer takes it back, or it was registered by mistake. Not by its handler.
  complaint @0 :Text $required $id("complaint");
  reason @1 :Text $required;
}

struct ComplaintRegistered $event(stream="complaint", code=780)
    $label(zh="投诉已受理", en="Complaint registered") {
  kind @0 :ComplaintKind;
  level @1 :ComplaintLevel $label(zh="受理层级", en="Handled by");
  confidential @2 :Bool $label(zh="对被投诉方保密", en="Straight to headquarters");
  outlet @3 :UInt16 $ref("outlet");
  order @4 :UInt16 $ref("work_order");
  customer @5 :UInt16 $ref("customer");
  contact @6 :Text $personal("customer");
  phone @7 :Text $format("phone") $personal("customer");
  accusedTechnician @8 :UInt16 $ref("technician") $label(zh="被投诉技术员", en="Accused technician");
  accusedOperator @9 :UInt16 $ref("operator") $label(zh="被投诉职员", en="Accused clerk");
  accusedOutlet @10 :UInt16 $ref("outlet") $label(zh="被投诉网点", en="Accused outlet");
  text @11 :Text $format("multiline") $label(zh="投诉内容", en="What is complained of");
  dueAt @12 :Int64 $format("instant");
  registeredBy @13 :Text $id("operator") $label(zh="受理人", en="Registered by");
  registeredAt @14 :Int64 $format("instant");
  repeated @15 :Bool $label(zh="重复投诉", en="Not the order's first");
  hiddenFrom @16 :Text $format("stream") $label(zh="对其保密", en="Hidden from");
}
struct ComplaintAssigned $event(stream="complaint", code=781)
    $label(zh="投诉已分派", en="Complaint assigned") {
  handler @0 :UInt16 $ref("operator") $label(zh="处理人", en="Handler");
}
struct ComplaintInvestigated $event(stream="complaint", code=782)
    $label(zh="投诉已核实", en="Complaint investigated") {
  finding @0 :Text $format("multiline") $label(zh="调查结果", en="Finding");
}
struct SolutionProposed $event(stream="complaint", code=783)
    $label(zh="方案已提出", en="Solution proposed") {
  solution @0 :Text $format("multiline") $label(zh="解决方案", en="Solution");
  compensation @1 :Int64 $format("money") $label(zh="补偿", en="Compensation");
}
struct ComplaintResolved $event(stream="complaint", code=784)
    $label(zh="投诉已处理", en="Complaint resolved") {
  outcome @0 :Text $format("multiline") $label(zh="处理结果", en="What was done");
  dueAt @1 :Int64 $format("instant");
}
struct ComplaintConfirmed $event(stream="complaint", code=785)
    $label(zh="用户已确认", en="Complaint confirmed") {
  confirmedBy @0 :UInt16 $ref("operator") $label(zh="确认登记人", en="Confirmation told by");
  note @1 :Text $format("multiline");
}
struct ComplaintClosureApproved $event(stream="complaint", code=786)
    $label(zh="免确认结案已批准", en="Closing approved") {
  by @0 :UInt16 $ref("operator") $label(zh="批准人", en="Approved by");
  at @1 :Int64 $format("instant");
  reason @2 :Text;
}
struct ComplaintClosed $event(stream="complaint", code=787)
    $label(zh="投诉已结案", en="Complaint closed") {
  closedAt @0 :Int64 $format("instant") $label(zh="结案时间", en="Closed at");
}
struct ComplaintReopened $event(stream="complaint", code=788)
    $label(zh="投诉已重新处理", en="Complaint reopened") {
  reason @0 :Text;
  dueAt @1 :Int64 $format("instant");
}
struct ComplaintEscalated $event(stream="complaint", code=789)
    $label(zh="投诉已升级", en="Complaint escalated") {
  reason @0 :Text;
  dueAt @1 :Int64 $format("instant");
}
struct ComplaintWithdrawn $event(stream="complaint", code=790)
    $label(zh="投诉已撤销", en="Complaint withdrawn") {
  reason @0 :Text;
}
struct OrderComplaintsChanged $event(stream="order_complaints", code=791)
    $label(zh="工单投诉已变更", en="Complaints of an order changed") {
  complaint @0 :UInt16 $ref("complaint");
  open @1 :Bool $label(zh="未结", en="Open");
  first @2 :Bool $label(zh="新受理", en="Newly registered");
  taken @3 :Bool $label(zh="已撤销", en="Withdrawn");
  # It counts no more.
  noneLeft @4 :Bool $label(zh="已无投诉", en="None is left");
  # With it: no other was registered that still counts.
}

enum ComplaintRefusal $refusals("complaint") {
  notFound @0 $label(zh="投诉不存在", en="There is no such complaint");
  aboutNothing @1
      $label(zh="请指明工单、技术员、职员或网点", en="Name an order, a technician, a clerk or an outlet");
  kindMissing @2 $label(zh="请选择投诉类型", en="The kind must be named");
  badText @3 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  badPhone @4 $label(zh="电话格式不正确", en="The phone number is not well formed");
  twoAccused @5 $label(zh="技术员和职员只能填一个", en="Either a technician or a clerk is accused");
  unknownAccused @6 $label(zh="被投诉方不存在", en="Who is accused is not registered");
  unknownCustomer @7 $label(zh="客户不存在", en="There is no such customer");
  unknownOrder @8 $label(zh="工单不存在", en="There is no such order");
  unknownHandler @9 $label(zh="处理人不存在或未启用", en="The handler is no active operator");
  accusedHandles @10
      $label(zh="被投诉人不能处理该投诉", en="Who is accused may not handle the complaint");
  handlerOutOfScope @11
      $label(zh="处理人的职责不覆盖该投诉", en="No duty of the handler reaches the complaint");
  notHandler @12 $label(zh="只有处理人可以操作", en="This is for the handler");
  handlerMayNot @13 $label(zh="处理人不能自行确认", en="The handler may not do this himself");
  alreadyApproved @14 $label(zh="您已批准", en="You have approved it already");
  notConfirmed @15
      $label(zh="需用户确认或两人批准", en="The customer confirms it, or two people approve");
  notAssigned @16 $label(zh="投诉尚未分派", en="The complaint is not assigned");
  notInvestigated @17 $label(zh="投诉尚未核实", en="The complaint is not investigated");
  noSolution @18 $label(zh="尚未提出方案", en="No solution is proposed");
  notResolved @19 $label(zh="投诉尚未处理完毕", en="The complaint is not resolved");
  resolved @20 $label(zh="投诉已处理完毕", en="The complaint is resolved already");
  over @21 $label(zh="投诉已结束", en="The complaint is over");
  atHeadquarters @22 $label(zh="已由总部受理", en="Headquarters have it already");
  exists @24 $label(zh="投诉编号已被使用", en="The number is taken");
  badId @25 $label(zh="投诉编号格式不正确", en="The number is not well formed");
  badAmount @23 $label(zh="补偿金额不正确", en="The compensation is out of bounds");
  unknownInteraction @26 $label(zh="来访不存在", en="There is no such contact");
}
