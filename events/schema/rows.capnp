@0xd5c3c0d25e8f4d01;
# Rows of the read models: what projections keep and queries give. Not part of the log: a change needs a new
# version of its projection, which is then built from the log.
#
# Each row names its outlet, for the scope of who asks. Rows of the read model `directory` are the states of
# outlets, customers, technicians, parts, warehouses, operators, tariffs and wage rules themselves.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".row;
using import "annotations.capnp".label;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "common.capnp".ServiceType;
using import "common.capnp".PartCondition;
using import "work_order.capnp".WorkOrder;
using import "work_order.capnp".Severity;
using import "stock.capnp".StockItem;
using import "wage.capnp".WagePiece;
using import "wage.capnp".WageRun;

struct OrderRow $row("orders.orders") $label(zh="工单", en="Work order") {
  id @0 :Text $id("work_order") $label(zh="工单", en="Order");
  order @1 :WorkOrder $label(zh="工单内容", en="The order");
  due @2 :Int64 $format("money") $label(zh="应收", en="Due from the customer");
  paid @3 :Int64 $format("money") $label(zh="已收", en="Paid by the customer");
  registeredAt @4 :Int64 $format("instant") $label(zh="登记时间", en="Registered at");
  # The order's, else when it was first heard of.
  changedAt @5 :Int64 $format("instant") $label(zh="最近变更", en="Last changed at");
  firstPosition @6 :Int64 $format("position") $label(zh="首个位置", en="First position");
  lastPosition @7 :Int64 $format("position") $label(zh="最近位置", en="Last position");
  version @8 :UInt32 $label(zh="版本", en="Version");
  # Commits that touched it.
  legacyFacts @9 :UInt32 $label(zh="旧系统记录", en="Legacy facts");
}

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
}

struct QueueRow $row("queues.items") $label(zh="待办", en="Queue item") {
  # An order, a part request or an alarm in the one queue in which it waits.
  queue @0 :Queue $label(zh="队列", en="Queue");
  subject @1 :Text $label(zh="对象", en="Subject");
  # "work_order/WO-…", "part_request/…", "alarm/…"
  order @2 :Text $id("work_order") $label(zh="工单", en="Order");
  outlet @3 :Text $id("outlet") $label(zh="网点", en="Outlet");
  technician @4 :Text $id("technician") $label(zh="技术员", en="Technician");
  customer @5 :Text $id("customer") $label(zh="客户", en="Customer");
  contact @6 :Text $format("personal") $label(zh="联系人", en="Contact");
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
}

struct StockRow $row("inventory.stock") $label(zh="库存", en="Stock") {
  warehouse @0 :Text $id("warehouse") $label(zh="库房", en="Warehouse");
  part @1 :Text $id("part") $label(zh="备件", en="Part");
  condition @2 :PartCondition $label(zh="状态", en="Condition");
  outlet @3 :Text $id("outlet") $label(zh="网点", en="Outlet");
  item @4 :StockItem $label(zh="库存内容", en="The stock item");
  available @5 :Int64 $format("quantity") $label(zh="可用", en="Available");
  lastPosition @6 :Int64 $format("position") $label(zh="最近位置", en="Last position");
  changedAt @7 :Int64 $format("instant") $label(zh="最近变更", en="Last changed at");
  lines @8 :Int64 $label(zh="台账行数", en="Ledger lines");
}

struct CustodyRow $row("inventory.custody") $label(zh="随身备件", en="Custody") {
  technician @0 :Text $id("technician") $label(zh="技术员", en="Technician");
  part @1 :Text $id("part") $label(zh="备件", en="Part");
  condition @2 :PartCondition $label(zh="状态", en="Condition");
  outlet @3 :Text $id("outlet") $label(zh="网点", en="Outlet");
  quantity @4 :Int64 $format("quantity") $label(zh="数量", en="Quantity");
  lastPosition @5 :Int64 $format("position") $label(zh="最近位置", en="Last position");
  changedAt @6 :Int64 $format("instant") $label(zh="最近变更", en="Last changed at");
  lines @7 :Int64 $label(zh="台账行数", en="Ledger lines");
}

enum Movement $label(zh="出入库类型", en="Movement") {
  none @0 $label(zh="无", en="None");
  received @1 $label(zh="入库", en="Received");
  reserved @2 $label(zh="预留", en="Reserved");
  released @3 $label(zh="释放预留", en="Released");
  issued @4 $label(zh="领用出库", en="Issued");
  returned @5 $label(zh="返库", en="Returned");
  adjusted @6 $label(zh="盘点调整", en="Adjusted");
  countRestated @7 $label(zh="盘点重述", en="Count restated");
  taken @8 $label(zh="领用", en="Taken");
  used @9 $label(zh="使用", en="Used");
  handedBack @10 $label(zh="返还", en="Handed back");
  lost @11 $label(zh="遗失", en="Lost");
}

struct LedgerRow $row("inventory.ledger") $label(zh="台账", en="Ledger line") {
  # A line of the card of one stock item (warehouse) or of what one technician carries (technician).
  warehouse @0 :Text $id("warehouse") $label(zh="库房", en="Warehouse");
  technician @1 :Text $id("technician") $label(zh="技术员", en="Technician");
  part @2 :Text $id("part") $label(zh="备件", en="Part");
  condition @3 :PartCondition $label(zh="状态", en="Condition");
  outlet @4 :Text $id("outlet") $label(zh="网点", en="Outlet");
  line @5 :Int64 $label(zh="行号", en="Line");
  # Of its card, from 1.
  movement @6 :Movement $label(zh="类型", en="Movement");
  quantity @7 :Int64 $format("quantity") $label(zh="数量", en="Quantity");
  # Of the movement; negative: out. Reservations move nothing.
  balance @8 :Int64 $format("quantity") $label(zh="结存", en="Balance");
  reserved @9 :Int64 $format("quantity") $label(zh="已预留", en="Reserved");
  order @10 :Text $id("work_order") $label(zh="工单", en="Order");
  request @11 :Text $id("part_request") $label(zh="配件申请", en="Part request");
  counterparty @12 :Text $label(zh="对方", en="Other place");
  # A supplier, a warehouse, a technician.
  document @13 :Text $label(zh="单据号", en="Document");
  operator @14 :Text $id("operator") $label(zh="操作员", en="Operator");
  at @15 :Int64 $format("instant") $label(zh="时间", en="At");
  happenedAt @16 :Int64 $format("instant") $label(zh="业务时间", en="Happened at");
  position @17 :Int64 $format("position") $label(zh="位置", en="Position");
}

struct WageLineRow $row("wages.lines") $label(zh="工资明细", en="Wage line") {
  # What one technician earns by one order, or an adjustment.
  outlet @0 :Text $id("outlet") $label(zh="网点", en="Outlet");
  period @1 :Text $label(zh="月份", en="Month");
  technician @2 :Text $id("technician") $label(zh="技术员", en="Technician");
  order @3 :Text $id("work_order") $label(zh="工单", en="Order");
  day @4 :Int32 $format("date") $label(zh="计入日期", en="Counted on");
  workDate @5 :Int32 $format("date") $label(zh="完工日期", en="Work date");
  rule @6 :Text $id("wage_rule") $label(zh="工资规则", en="Wage rule");
  ruleVersion @7 :UInt32 $label(zh="规则版本", en="Rule version");
  weight @8 :Int32 $format("rate") $label(zh="分成", en="Share");
  amount @9 :Int64 $format("money") $label(zh="金额", en="Amount");
  orderTotal @10 :Int64 $format("money") $label(zh="工单合计", en="Of the whole order");
  pieces @11 :List(WagePiece) $label(zh="明细", en="Pieces");
  adjustment @12 :Bool $label(zh="调整", en="Adjustment");
  reason @13 :Text $label(zh="原因", en="Reason");
  brand @14 :Text $label(zh="品牌", en="Brand");
  category @15 :Text $label(zh="产品类别", en="Product category");
  model @16 :Text $label(zh="型号", en="Model");
  serviceType @17 :ServiceType $label(zh="服务类型", en="Service type");
  position @18 :Int64 $format("position") $label(zh="位置", en="Position");
}

struct WageSheetRow $row("wages.sheets") $label(zh="工资表", en="Wage sheet") {
  # One technician, one outlet, one month, as it stands.
  outlet @0 :Text $id("outlet") $label(zh="网点", en="Outlet");
  period @1 :Text $label(zh="月份", en="Month");
  technician @2 :Text $id("technician") $label(zh="技术员", en="Technician");
  orders @3 :UInt32 $label(zh="工单数", en="Orders");
  earned @4 :Int64 $format("money") $label(zh="提成", en="Earned");
  adjusted @5 :Int64 $format("money") $label(zh="调整", en="Adjusted");
  total @6 :Int64 $format("money") $label(zh="合计", en="Total");
}

struct WageOrderRow $row("wages.orders") $label(zh="工单工资", en="Wage of an order") {
  # Where the lines of an order are, for when it is rated anew.
  outlet @0 :Text $id("outlet") $label(zh="网点", en="Outlet");
  day @1 :Int32 $format("date") $label(zh="计入日期", en="Counted on");
  workDate @2 :Int32 $format("date") $label(zh="完工日期", en="Work date");
  technicians @3 :List(Text) $label(zh="技术员", en="Technicians");
  brand @4 :Text $label(zh="品牌", en="Brand");
  category @5 :Text $label(zh="产品类别", en="Product category");
  model @6 :Text $label(zh="型号", en="Model");
  serviceType @7 :ServiceType $label(zh="服务类型", en="Service type");
}

struct WageRunRow $row("wages.runs") $label(zh="工资核算", en="Wage run") {
  outlet @0 :Text $id("outlet") $label(zh="网点", en="Outlet");
  period @1 :Text $label(zh="月份", en="Month");
  run @2 :WageRun $label(zh="核算内容", en="The run");
  approver @3 :Text $id("operator") $label(zh="批准人", en="Approved by");
  calculatedAt @4 :Int64 $format("instant") $label(zh="核算时间", en="Calculated at");
  approvedAt @5 :Int64 $format("instant") $label(zh="批准时间", en="Approved at");
  position @6 :Int64 $format("position") $label(zh="位置", en="Position");
}

struct ActivityRow $row("audit.operators") $label(zh="操作员活动", en="Activity of an operator") {
  operator @0 :Text $id("operator") $label(zh="操作员", en="Operator");
  # Empty: the system.
  commands @1 :Int64 $label(zh="命令数", en="Commands");
  refused @2 :Int64 $label(zh="被拒数", en="Refused");
  firstPosition @3 :Int64 $format("position") $label(zh="首个位置", en="First position");
  lastPosition @4 :Int64 $format("position") $label(zh="最近位置", en="Last position");
  lastAt @5 :Int64 $format("instant") $label(zh="最近时间", en="Last at");
}
