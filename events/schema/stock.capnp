@0xd4b2c0d25e8f4c03;
# Stock (warehouse x part x condition) and what technicians carry (custody). Codes 420-449.
# Every movement has two places: the stream that the event happens to, and the one that the event names.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
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
using import "common.capnp".PartCondition;

enum PlaceKind $label(zh="地点类型", en="Kind of place") {
  # Where goods come from or go to.
  none @0 $label(zh="未定", en="Unknown");
  supplier @1 $label(zh="供应商", en="Supplier");
  warehouse @2 $label(zh="库房", en="Warehouse");
  technician @3 $label(zh="技术员", en="Technician");
  customer @4 $label(zh="用户", en="Customer");
  countDifference @5 $label(zh="盘点差异", en="Count difference");
  loss @6 $label(zh="遗失", en="Loss");
}

struct StockReservation {
  request @0 :Text $id("part_request") $label(zh="配件申请", en="Part request");
  # Empty for a hold by hand.
  hold @1 :Text $label(zh="预留名称", en="Name of the hold");
  quantity @2 :Int64 $format("quantity") $label(zh="数量", en="Quantity");
}

struct StockCount {
  # A proposed adjustment: what was counted, and what the book said at that moment.
  number @0 :UInt32 $label(zh="序号", en="Number");
  counted @1 :Int64 $format("quantity") $label(zh="实盘数量", en="Counted");
  book @2 :Int64 $format("quantity") $label(zh="帐面数量", en="In the books");
  # On hand at the moment of the count. A receipt told later that lay before the count is added to it.
  countedAt @3 :Int64 $format("instant") $label(zh="盘点时间", en="Counted at");
  reason @4 :Text $label(zh="原因", en="Reason");
  counter @5 :Text $id("operator") $label(zh="盘点人", en="Counted by");
}

struct StockItem $state("stock_item") $plural("stock_items") $label(zh="库存", en="Stock") {
  # The stream stock_item/<warehouse>:<part>:<condition>. Available = on hand - reserved, never below zero.
  onHand @0 :Int64 $format("quantity") $label(zh="在库", en="On hand");
  reserved @1 :Int64 $format("quantity") $label(zh="已预留", en="Reserved");
  # The sum of the reservations.
  reservations @2 :List(StockReservation) $label(zh="预留明细", en="Reservations");
  lastCountedAt @3 :Int64 $format("instant") $label(zh="最近盘点", en="Last counted at");
  # Of the last approved adjustment; 0: never counted.
  lastCount @4 :UInt32 $label(zh="最近盘点序号", en="Last count");
  counts @5 :UInt32 $label(zh="盘点次数", en="Counts so far");
  # Numbers given to proposals, approved or not.
  proposals @6 :List(StockCount) $label(zh="待审批调整", en="Proposed adjustments");
  lastMovedAt @7 :Int64 $format("instant") $label(zh="最近出入库", en="Last moved at");
  value @8 :Int64 $format("money") $label(zh="库存金额", en="Value on hand");
  # Of what is on hand; value / on hand is the moving average of what was paid.
}

struct Custody $state("custody") $plural("custodies") $label(zh="随身备件", en="Custody") {
  # The stream custody/<technician>:<part>:<condition>: what a technician carries.
  quantity @0 :Int64 $format("quantity") $label(zh="数量", en="Quantity");
  value @1 :Int64 $format("money") $label(zh="金额", en="Value");
}

struct ReceiveStock $command(stream="stock_item", code=420, roles=["store_keeper"]) $label(zh="入库", en="Receive stock") {
  # Goods from outside. May claim a business time before the last count; the count then stands.
  warehouse @0 :Text $required $id("warehouse") $label(zh="库房", en="Warehouse");
  part @1 :Text $required $id("part") $label(zh="备件", en="Part");
  condition @2 :PartCondition $label(zh="状态", en="Condition");
  # None: good.
  quantity @3 :Int64 $required $format("quantity") $bounds(min=1, max=1000000000000) $label(zh="数量", en="Quantity");
  supplier @4 :Text $maxLength(200) $label(zh="供应商", en="Supplier");
  document @5 :Text $maxLength(64) $label(zh="单据号", en="Document");
  unitCost @6 :Int64 $format("money") $bounds(min=0, max=100000000000) $label(zh="单位成本", en="Unit cost");
  # For 1000 thousandths. 0: the maker sends it free of charge.
}
struct ReserveStock $command(stream="stock_item", code=421, roles=["store_keeper"]) $label(zh="预留库存", en="Reserve stock") {
  # A hold by hand. Part requests reserve by themselves.
  warehouse @0 :Text $required $id("warehouse") $label(zh="库房", en="Warehouse");
  part @1 :Text $required $id("part") $label(zh="备件", en="Part");
  condition @2 :PartCondition $label(zh="状态", en="Condition");
  quantity @3 :Int64 $required $format("quantity") $bounds(min=1, max=1000000000000) $label(zh="数量", en="Quantity");
  hold @4 :Text $required $maxLength(64) $label(zh="预留名称", en="Name of the hold");
}
struct ReleaseStock $command(stream="stock_item", code=422, roles=["store_keeper"]) $label(zh="释放预留", en="Release stock") {
  # Ends a hold by hand, wholly.
  warehouse @0 :Text $required $id("warehouse") $label(zh="库房", en="Warehouse");
  part @1 :Text $required $id("part") $label(zh="备件", en="Part");
  condition @2 :PartCondition $label(zh="状态", en="Condition");
  hold @3 :Text $required $maxLength(64) $label(zh="预留名称", en="Name of the hold");
}
struct ProposeStockAdjustment $command(stream="stock_item", code=423, roles=["store_keeper"]) $label(zh="提出库存调整", en="Propose a stock adjustment") {
  # What was counted at the command's business time. Nothing changes before another person approves it.
  warehouse @0 :Text $required $id("warehouse") $label(zh="库房", en="Warehouse");
  part @1 :Text $required $id("part") $label(zh="备件", en="Part");
  condition @2 :PartCondition $label(zh="状态", en="Condition");
  counted @3 :Int64 $required $format("quantity") $bounds(min=0, max=1000000000000) $label(zh="实盘数量", en="Counted");
  reason @4 :Text $required $label(zh="原因", en="Reason");
}
struct ApproveStockAdjustment $command(stream="stock_item", code=424, roles=["store_keeper", "accountant", "administrator"]) $label(zh="批准库存调整", en="Approve a stock adjustment") {
  # By another person than the one who counted.
  warehouse @0 :Text $required $id("warehouse") $label(zh="库房", en="Warehouse");
  part @1 :Text $required $id("part") $label(zh="备件", en="Part");
  condition @2 :PartCondition $label(zh="状态", en="Condition");
  number @3 :UInt32 $required $label(zh="序号", en="Number");
}
struct RejectStockAdjustment $command(stream="stock_item", code=425, roles=["store_keeper", "accountant", "administrator"]) $label(zh="驳回库存调整", en="Reject a stock adjustment") {
  warehouse @0 :Text $required $id("warehouse") $label(zh="库房", en="Warehouse");
  part @1 :Text $required $id("part") $label(zh="备件", en="Part");
  condition @2 :PartCondition $label(zh="状态", en="Condition");
  number @3 :UInt32 $required $label(zh="序号", en="Number");
  reason @4 :Text $required $label(zh="原因", en="Reason");
}

struct StockReceived $event(stream="stock_item", code=420) $label(zh="已入库", en="Stock received") {
  # Supplier -> here: on hand + quantity.
  quantity @0 :Int64 $format("quantity") $label(zh="数量", en="Quantity");
  supplier @1 :Text $label(zh="供应商", en="Supplier");
  document @2 :Text $label(zh="单据号", en="Document");
  happenedAt @3 :Int64 $format("instant") $label(zh="业务时间", en="Happened at");
  cost @4 :Int64 $format("money") $label(zh="成本", en="Cost");
  # What was paid for all of it; 0: nothing, or not known.
}
struct StockReserved $event(stream="stock_item", code=421) $label(zh="库存已预留", en="Stock reserved") {
  # Moves nothing: reserved + quantity.
  request @0 :UInt16 $ref("part_request") $label(zh="配件申请", en="Part request");
  hold @1 :Text $label(zh="预留名称", en="Name of the hold");
  quantity @2 :Int64 $format("quantity") $label(zh="数量", en="Quantity");
}
struct StockReleased $event(stream="stock_item", code=422) $label(zh="预留已释放", en="Stock released") {
  # Moves nothing: reserved - quantity.
  request @0 :UInt16 $ref("part_request") $label(zh="配件申请", en="Part request");
  hold @1 :Text $label(zh="预留名称", en="Name of the hold");
  quantity @2 :Int64 $format("quantity") $label(zh="数量", en="Quantity");
}
struct StockIssued $event(stream="stock_item", code=423) $label(zh="已出库", en="Stock issued") {
  # Here -> technician: on hand - quantity, and the request's reservation is used up by as much.
  quantity @0 :Int64 $format("quantity") $label(zh="数量", en="Quantity");
  technician @1 :UInt16 $ref("technician") $label(zh="技术员", en="Technician");
  request @2 :UInt16 $ref("part_request") $label(zh="配件申请", en="Part request");
  happenedAt @3 :Int64 $format("instant") $label(zh="业务时间", en="Happened at");
  cost @4 :Int64 $format("money") $label(zh="成本", en="Cost");
  # Its share of the value on hand (moving average), half up.
}
struct StockReturned $event(stream="stock_item", code=424) $label(zh="已返库", en="Stock returned") {
  # Technician (unused part) or customer (old part) -> here: on hand + quantity.
  quantity @0 :Int64 $format("quantity") $label(zh="数量", en="Quantity");
  from @1 :PlaceKind $label(zh="来自", en="From");
  technician @2 :UInt16 $ref("technician") $label(zh="技术员", en="Technician");
  # Who handed it in.
  request @3 :UInt16 $ref("part_request") $label(zh="配件申请", en="Part request");
  happenedAt @4 :Int64 $format("instant") $label(zh="业务时间", en="Happened at");
  cost @5 :Int64 $format("money") $label(zh="成本", en="Cost");
  # What it left with; an old part out of an appliance: 0.
}
struct StockAdjustmentProposed $event(stream="stock_item", code=425) $label(zh="库存调整已提出", en="Stock adjustment proposed") {
  # Moves nothing.
  number @0 :UInt32 $label(zh="序号", en="Number");
  counted @1 :Int64 $format("quantity") $label(zh="实盘数量", en="Counted");
  book @2 :Int64 $format("quantity") $label(zh="帐面数量", en="In the books");
  countedAt @3 :Int64 $format("instant") $label(zh="盘点时间", en="Counted at");
  reason @4 :Text $label(zh="原因", en="Reason");
  counter @5 :UInt16 $ref("operator") $label(zh="盘点人", en="Counted by");
}
struct StockAdjusted $event(stream="stock_item", code=426) $label(zh="库存已调整", en="Stock adjusted") {
  # Count difference -> here where positive, here -> count difference where negative.
  number @0 :UInt32 $label(zh="序号", en="Number");
  difference @1 :Int64 $format("quantity") $label(zh="差异", en="Difference");
  # On hand + difference.
  countedAt @2 :Int64 $format("instant") $label(zh="盘点时间", en="Counted at");
  approver @3 :UInt16 $ref("operator") $label(zh="批准人", en="Approved by");
  cost @4 :Int64 $format("money") $label(zh="成本", en="Cost");
  # Change of the value, at the moving average; negative where pieces are missing.
}
struct StockAdjustmentRejected $event(stream="stock_item", code=427) $label(zh="库存调整已驳回", en="Stock adjustment rejected") {
  number @0 :UInt32 $label(zh="序号", en="Number");
  reason @1 :Text $label(zh="原因", en="Reason");
}
struct StockCountRestated $event(stream="stock_item", code=428) $label(zh="盘点差异已重述", en="Count difference restated") {
  # A movement told later lay before the last approved count. The count already saw the goods, so the
  # difference that it found changes by as much the other way and the balance stands.
  # Count difference -> here where positive, here -> count difference where negative.
  number @0 :UInt32 $label(zh="盘点序号", en="Number of the count");
  difference @1 :Int64 $format("quantity") $label(zh="差异变化", en="Change of the difference");
  # On hand + difference.
  cost @2 :Int64 $format("money") $label(zh="成本", en="Cost");
  # Change of the value, with the sign of the difference.
}

struct CustodyTaken $event(stream="custody", code=440) $label(zh="已领用", en="Taken into custody") {
  # Warehouse -> technician: + quantity.
  quantity @0 :Int64 $format("quantity") $label(zh="数量", en="Quantity");
  warehouse @1 :UInt16 $ref("warehouse") $label(zh="库房", en="Warehouse");
  request @2 :UInt16 $ref("part_request") $label(zh="配件申请", en="Part request");
  cost @3 :Int64 $format("money") $label(zh="成本", en="Cost");
}
struct CustodyUsed $event(stream="custody", code=441) $label(zh="随身备件已使用", en="Used from custody") {
  # Technician -> customer: - quantity. Emitted by UsePart.
  quantity @0 :Int64 $format("quantity") $label(zh="数量", en="Quantity");
  order @1 :UInt16 $ref("work_order") $label(zh="工单", en="Order");
  request @2 :UInt16 $ref("part_request") $label(zh="配件申请", en="Part request");
  cost @3 :Int64 $format("money") $label(zh="成本", en="Cost");
}
struct CustodyReturned $event(stream="custody", code=442) $label(zh="随身备件已返还", en="Returned from custody") {
  # Technician -> warehouse: - quantity.
  quantity @0 :Int64 $format("quantity") $label(zh="数量", en="Quantity");
  warehouse @1 :UInt16 $ref("warehouse") $label(zh="库房", en="Warehouse");
  request @2 :UInt16 $ref("part_request") $label(zh="配件申请", en="Part request");
  cost @3 :Int64 $format("money") $label(zh="成本", en="Cost");
}
struct CustodyLost $event(stream="custody", code=443) $label(zh="随身备件遗失", en="Lost from custody") {
  # Technician -> loss: - quantity.
  quantity @0 :Int64 $format("quantity") $label(zh="数量", en="Quantity");
  reason @1 :Text $label(zh="原因", en="Reason");
  request @2 :UInt16 $ref("part_request") $label(zh="配件申请", en="Part request");
  cost @3 :Int64 $format("money") $label(zh="成本", en="Cost");
}

enum StockRefusal $refusals("stock_item") {
  unusedNotFound @0 $label(zh="没有该库存", en="There is no such stock");
  insufficient @1 $label(zh="可用库存不足", en="Not enough is available");
  notWhole @2 $label(zh="该备件只能按整数计量", en="This part is only counted whole");
  badQuantity @3 $label(zh="数量不正确", en="The quantity is not valid");
  overflow @4 $label(zh="数量过大", en="The quantity is too large");
  holdExists @5 $label(zh="同名预留已存在", en="There is a hold of that name already");
  noSuchHold @6 $label(zh="没有该预留", en="There is no hold of that name");
  noSuchProposal @7 $label(zh="没有该待审批调整", en="There is no such proposed adjustment");
  sameOperator @8 $label(zh="批准人不能是盘点人", en="The approver must be another person than the counter");
  belowReserved @9 $label(zh="调整后少于已预留数量", en="Less would be left than is reserved");
  beforeLastCount @10 $label(zh="盘点时间早于最近一次盘点", en="The count lies before the last one");
  movedSince @11 $label(zh="盘点时间之后已有出入库，无法补记", en="The count is told too late: stock has moved since");
  badText @12 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  badCost @13 $label(zh="单位成本不正确", en="The unit cost is negative or too large");
}
enum CustodyRefusal $refusals("custody") {
  unusedNotFound @0 $label(zh="技术员未持有该备件", en="The technician carries none of this part");
  insufficient @1 $label(zh="技术员持有数量不足", en="The technician does not carry that much");
}
