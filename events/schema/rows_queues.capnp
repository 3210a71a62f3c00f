@0xd5c3c0d25e8f4d03;
# Rows of the read model `queues`: what its fold keeps and its queries give. Not part of the log:
# a change needs a new version of the projection, which is then built from the log. Each row names
# its outlet, for the scope of who asks.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".list;
using import "annotations.capnp".row;
using import "annotations.capnp".label;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".personal;
using import "common.capnp".ServiceType;
using import "work_order.capnp".Severity;

enum Queue $label(zh="队列", en="Queue") {
  none @0 $label(zh="无", en="None");
  registered @1 $label(zh="未处理", en="Registered");
  toSchedule @2 $label(zh="待派工", en="To be dispatched");
  toAccept @3 $label(zh="待签收", en="To be accepted");
  inService @4 $label(zh="服务中", en="In service");
  onHold @5 $label(zh="挂起", en="On hold");
  papersDue @6 $label(zh="待交卡/回单", en="Papers due");
  toFollowUp @7 $label(zh="待回访", en="To be followed up");
  toPost @8 $label(zh="待封帐", en="To be posted");
  tripped @9 $label(zh="跳闸", en="Tripped alarms");
  partsToApprove @10 $label(zh="待审批配件", en="Part requests to approve");
  sourcingEscalated @11 $label(zh="寻源升级", en="Sourcing escalated");
  toVisit @12 $label(zh="待上门", en="To be visited");
  # Accepted or on the way; in service once work has begun.
  partsToIssue @13 $label(zh="待出库", en="Parts to issue");
  partsToSign @14 $label(zh="待签收配件", en="Parts to sign for");
  cashToRemit @15 $label(zh="缴款未交", en="Cash to remit");
  countsToApprove @16 $label(zh="盘点待审批", en="Counts to approve");
  chargesToApprove @17 $label(zh="手工收费待审批", en="Manual charges to approve");
  draftsToPublish @18 $label(zh="待发布草案", en="Drafts to publish");
  wageRunsToApprove @19 $label(zh="工资待批准", en="Wage runs to approve");
  partsMissing @20 $label(zh="待查缺件", en="Missing parts to settle");
  # Issued and never handed over: the warehouse answers for them.
}

struct QueueRow $row("queues.items") $label(zh="待办", en="Queue item")
    $list(name="queue_items", id=["id"], indexes=["queue outlet / since", "technician"],
          owner="outlet", menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "store_keeper",
              "accountant"], own="technician") {
  # A thing in the queue in which it waits. One that waits for two people at once has two items.
  queue @0 :Queue $label(zh="队列", en="Queue");
  subject @1 :Text $format("stream") $label(zh="对象", en="Subject");
  # The stream of what waits: "work_order/WO-…", "part_request/…", "technician/…"
  order @2 :Text $id("work_order") $label(zh="工单", en="Order");
  outlet @3 :Text $id("outlet") $label(zh="网点", en="Outlet");
  technician @4 :Text $id("technician") $label(zh="技术员", en="Technician");
  customer @5 :Text $id("customer") $label(zh="客户", en="Customer");
  contact @6 :Text $personal("customer") $label(zh="联系人", en="Contact");
  serviceType @7 :ServiceType $label(zh="服务类型", en="Service type");
  severity @8 :Severity $label(zh="严重程度", en="Severity");
  brand @9 :Text $label(zh="品牌", en="Brand");
  category @10 :Text $label(zh="产品类别", en="Product category");
  area @11 :Text $label(zh="区域", en="Area");
  part @12 :Text $id("part") $label(zh="备件", en="Part");
  quantity @13 :Int64 $format("quantity") $label(zh="数量", en="Quantity");
  since @14 :Int64 $format("instant") $label(zh="进入时间", en="Since");
  dueAt @15 :Int64 $format("instant") $label(zh="期限", en="Due at");
  # 0: none.
  position @16 :Int64 $format("position") $label(zh="位置", en="Position");
  # The commit that put it into the queue.
  id @17 :Text $label(zh="编号", en="Number");
  # "work_order:WO-…"; of what waits beside the subject's own way, with its lane:
  # "work_order.charges:WO-…" while a manual charge waits for approval.
  amount @18 :Int64 $format("money") $label(zh="金额", en="Amount");
  # Cash held, charges that wait together, wages of the run.
  warehouse @19 :Text $id("warehouse") $label(zh="库房", en="Warehouse");
}
