@0xd4b2c0d25e8f4c03;
# Stock (warehouse x part x condition) and what technicians carry (custody). Codes 420-449, 480-489,
# 1170.
# Every movement has two places: the stream that the event happens to, and the one that the event names.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".idParts;
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
using import "annotations.capnp".required;
using import "annotations.capnp".means;
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
  missing @7 $label(zh="缺件", en="Missing");
  # Issued, and never handed over.
}

struct StockReservation {
  # A hold by hand of before holds had streams of their own.
  request @0 :Text $id("part_request");
  # Of no use any more: what a request holds, it knows itself.
  hold @1 :Text;
  quantity @2 :Int64 $format("quantity");
}

enum StockHoldStatus $label(zh="预留状态", en="Status of a hold") {
  none @0 $label(zh="无", en="None");
  open @1 $label(zh="预留中", en="Held");
  released @2 $label(zh="已释放", en="Released");
}

struct StockHold $state("stock_hold") $plural("stock_holds") $label(zh="手工预留", en="Hold by hand")
    $list(keeper="cases", indexes=["status outlet", "warehouse", "part", "outlet"], owner="outlet",
          search=["hold", "reason"], commands=["ReleaseStock"], menu="parts",
          readers=["administrator", "auditor", "dispatcher", "store_keeper", "accountant"]) {
  # The stream stock_hold/<warehouse>:<part>:<condition>:<hold>. Once it is released its name may be
  # held anew; the state is that of the latest.
  status @0 :StockHoldStatus;
  outlet @1 :Text $id("outlet");
  warehouse @2 :Text $id("warehouse");
  part @3 :Text $id("part");
  condition @4 :PartCondition;
  hold @5 :Text;
  quantity @6 :Int64 $format("quantity");
  reason @7 :Text;
  holder @8 :Text $id("operator") $label(zh="预留人", en="Held by");
  heldAt @9 :Int64 $format("instant") $label(zh="预留时间", en="Held at");
  releasedBy @10 :Text $id("operator") $label(zh="释放人", en="Released by");
  releasedAt @11 :Int64 $format("instant") $label(zh="释放时间", en="Released at");
}

struct StockCount $label(zh="盘点", en="Stock count")
    $list(name="counts", elements="inventory.stock:item.proposals",
          around=["warehouse", "part", "condition", "outlet"], thing="stock_item",
          id=["^warehouse", "^part", "^condition", "number"], indexes=["outlet"], owner="outlet",
          order="-counted_at", menu="parts",
          readers=["administrator", "auditor", "store_keeper", "accountant"]) {
  # A proposed adjustment: what was counted, and what the book said at that moment.
  number @0 :UInt32 $label(zh="序号", en="Number");
  counted @1 :Int64 $format("quantity");
  book @2 :Int64 $format("quantity");
  # On hand at the moment of the count. A receipt told later that lay before the count is added to it.
  countedAt @3 :Int64 $format("instant");
  reason @4 :Text;
  counter @5 :Text $id("operator");
  worth @6 :Int64 $format("money") $label(zh="账面金额", en="Value of the book");
}

struct ApprovedCount $label(zh="已批准盘点", en="Approved count")
    $list(name="approved_counts", elements="inventory.stock:item.approved_counts",
          around=["warehouse", "part", "condition", "outlet"], thing="stock_item",
          id=["^warehouse", "^part", "^condition", "number"], indexes=["outlet"], owner="outlet",
          order="-counted_at", menu="parts",
          readers=["administrator", "auditor", "store_keeper", "accountant"]) {
  # What an approved count found, as far as is known by now: a movement told later that lay before
  # it changes it.
  number @0 :UInt32 $label(zh="序号", en="Number");
  countedAt @1 :Int64 $format("instant");
  difference @2 :Int64 $format("quantity") $label(zh="差异", en="Difference");
  cost @3 :Int64 $format("money") $label(zh="差异金额", en="Value of the difference");
  restated @4 :UInt32 $label(zh="重述次数", en="Times restated");
  counter @5 :Text $id("operator");
  approver @6 :Text $id("operator");
  reason @7 :Text;
  # Why it was counted; once it is withdrawn, why that.
  withdrawn @8 :Bool $label(zh="已撤回", en="Withdrawn");
  # Then it has found nothing any more.
  withdrawnBy @9 :Text $id("operator") $label(zh="撤回人", en="Withdrawn by");
  wasDifference @10 :Int64 $format("quantity")
      $label(zh="撤回前差异", en="Difference before it was withdrawn");
  wasCost @11 :Int64 $format("money")
      $label(zh="撤回前差异金额", en="Value before it was withdrawn");
  book @12 :Int64 $format("quantity");
  # On hand just before the count, as far as is known by now: what it found is set against it.
  worth @13 :Int64 $format("money") $label(zh="账面金额", en="Value of the book");
}

struct StockItem $state("stock_item") $plural("stock_items") $label(zh="库存", en="Stock")
    $idParts(["warehouse", "part", "condition=good"]) {
  # The stream stock_item/<warehouse>:<part>:<condition>. Available = on hand - reserved, never below zero.
  onHand @0 :Int64 $format("quantity") $label(zh="在库", en="On hand");
  reserved @1 :Int64 $format("quantity");
  # By part requests and by hand, together. Who holds how much is in their own streams.
  reservations @2 :List(StockReservation) $maxLength(0)
      $label(zh="早期手工预留", en="Holds without a stream");
  # Holds by hand that commits of before StockHeld have made; nothing is ever added.
  lastCountedAt @3 :Int64 $format("instant") $label(zh="最近盘点", en="Last counted at");
  # Of the last approved adjustment; 0: never counted.
  lastCount @4 :UInt32 $label(zh="最近盘点序号", en="Last count");
  counts @5 :UInt32 $label(zh="盘点次数", en="Counts so far");
  # Numbers given to proposals, approved or not.
  proposals @6 :List(StockCount) $maxLength(100) $label(zh="待审批调整", en="Proposed adjustments");
  lastMovedAt @7 :Int64 $format("instant") $label(zh="最近出入库", en="Last moved at");
  value @8 :Int64 $format("money") $label(zh="库存金额", en="Value on hand");
  # Of what is on hand; value / on hand is the moving average of what was paid.
  holds @9 :UInt32 $label(zh="手工预留数", en="Holds by hand");
  # Streams stock_hold that are open.
  receipts @10 :UInt32 $label(zh="入库单数", en="Receipts so far");
  # Numbers given to streams stock_receipt.
  approvedCounts @11 :List(ApprovedCount) $maxLength(100)
      $label(zh="已批准盘点", en="Approved counts");
  # The latest 100, by the time of the count.
  minimum @12 :Int64 $format("quantity") $label(zh="下限", en="Minimum");
  # Less than this available: it is to be filled up. 0: none is set.
}

struct Custody $state("custody") $plural("custodies") $label(zh="随身备件", en="Custody") {
  # The stream custody/<technician>:<part>:<condition>: what a technician carries.
  quantity @0 :Int64 $format("quantity");
  value @1 :Int64 $format("money") $label(zh="金额", en="Value");
}

struct ReceiveStock $command(stream="stock_item", code=420, roles=["store_keeper"])
    $usual(["*"]) $label(zh="入库", en="Receive stock") {
  # Goods from outside. May claim a business time before the last count; the count then stands.
  warehouse @0 :Text $required $id("warehouse");
  part @1 :Text $required $id("part");
  condition @2 :PartCondition;
  # None: good.
  quantity @3 :Int64 $required $format("quantity") $bounds(min=1, max=1000000000000);
  supplier @4 :Text $maxLength(200);
  document @5 :Text $maxLength(64);
  unitCost @6 :Int64 $format("money") $bounds(min=0, max=100000000000) $label(zh="单位成本", en="Unit cost");
  # For 1000 thousandths. 0: the maker sends it free of charge.
}
struct ReserveStock $command(stream="stock_item", code=421, roles=["store_keeper"])
    $back("ReleaseStock") $label(zh="预留库存", en="Reserve stock") {
  # A hold by hand. Part requests reserve by themselves.
  warehouse @0 :Text $required $id("warehouse");
  part @1 :Text $required $id("part");
  condition @2 :PartCondition;
  quantity @3 :Int64 $required $format("quantity") $bounds(min=1, max=1000000000000);
  hold @4 :Text $required $maxLength(64);
  # Its name on this shelf, without '/' and ':'.
  reason @5 :Text;
}
struct ReleaseStock $command(stream="stock_item", code=422, roles=["store_keeper"])
    $usual(["stock_hold.open"])
    $when(["open"]) $label(zh="释放预留", en="Release stock") {
  # Ends a hold by hand, wholly. Offered where the hold is.
  warehouse @0 :Text $required $id("warehouse");
  part @1 :Text $required $id("part");
  condition @2 :PartCondition;
  hold @3 :Text $required $maxLength(64);
}
struct ProposeStockAdjustment $command(stream="stock_item", code=423, roles=["store_keeper"])
    $back("RejectStockAdjustment") $label(zh="提出库存调整", en="Propose a stock adjustment") {
  # What was counted at the command's business time. Nothing changes before another person approves it.
  warehouse @0 :Text $required $id("warehouse");
  part @1 :Text $required $id("part");
  condition @2 :PartCondition;
  counted @3 :Int64 $required $format("quantity") $bounds(min=0, max=1000000000000);
  reason @4 :Text $required;
}
struct ApproveStockAdjustment $command(stream="stock_item", code=424,
    roles=["store_keeper", "accountant", "administrator", "manager"])
    $usual(["* +proposals", "counts.*"])
    $otherThan("counter") $label(zh="批准库存调整", en="Approve a stock adjustment") {
  # By another person than the one who counted.
  warehouse @0 :Text $required $id("warehouse");
  part @1 :Text $required $id("part");
  condition @2 :PartCondition;
  number @3 :UInt32 $required $label(zh="序号", en="Number")
      $means("one of proposals");
}
struct RejectStockAdjustment $command(stream="stock_item", code=425,
    roles=["store_keeper", "accountant", "administrator", "manager"]) $label(zh="驳回库存调整", en="Reject a stock adjustment") {
  warehouse @0 :Text $required $id("warehouse");
  part @1 :Text $required $id("part");
  condition @2 :PartCondition;
  number @3 :UInt32 $required $label(zh="序号", en="Number")
      $means("one of proposals");
  reason @4 :Text $required;
}
struct WithdrawStockAdjustment $command(stream="stock_item", code=1170,
    roles=["store_keeper", "accountant", "administrator", "manager"])
    $otherThan("counter approver") $label(zh="撤回已批准盘点", en="Withdraw an approved count") {
  # It was wrong: what it changed is undone, on hand and in value. A later count stands. By another
  # person than who counted and who approved.
  warehouse @0 :Text $required $id("warehouse");
  part @1 :Text $required $id("part");
  condition @2 :PartCondition;
  number @3 :UInt32 $required $label(zh="序号", en="Number")
      $means("one of approved_counts");
  reason @4 :Text $required;
}

struct SetStockMinimum $command(stream="stock_item", code=430, roles=["store_keeper", "administrator"])
    $label(zh="设定下限", en="Set a minimum") {
  # Below it the shelf waits to be filled up. 0: none.
  warehouse @0 :Text $required $id("warehouse");
  part @1 :Text $required $id("part");
  condition @2 :PartCondition;
  # None: good.
  minimum @3 :Int64 $required $format("quantity") $bounds(min=0, max=1000000000000)
      $label(zh="下限", en="Minimum");
}

struct StockReceived $event(stream="stock_item", code=420) $label(zh="已入库", en="Stock received") {
  # Supplier -> here: on hand + quantity.
  quantity @0 :Int64 $format("quantity");
  supplier @1 :Text;
  document @2 :Text;
  happenedAt @3 :Int64 $format("instant");
  cost @4 :Int64 $format("money");
  # What was paid for all of it; 0: nothing, or not known.
  receipt @5 :UInt16 $ref("stock_receipt");
  # Empty: received before receipts had streams.
}
struct StockReserved $event(stream="stock_item", code=421) $label(zh="库存已预留", en="Stock reserved") {
  # Moves nothing: reserved + quantity. By a request.
  request @0 :UInt16 $ref("part_request");
  hold @1 :Text;
  # By hand, before there was StockHeld; the request is empty.
  quantity @2 :Int64 $format("quantity");
}
struct StockReleased $event(stream="stock_item", code=422) $label(zh="预留已释放", en="Stock released") {
  # Moves nothing: reserved - quantity.
  request @0 :UInt16 $ref("part_request");
  hold @1 :Text;
  # That a StockReserved has made; the request is empty.
  quantity @2 :Int64 $format("quantity");
}
struct StockIssued $event(stream="stock_item", code=423) $label(zh="已出库", en="Stock issued") {
  # Here -> technician: on hand - quantity, and the request's reservation is used up by as much.
  quantity @0 :Int64 $format("quantity");
  technician @1 :UInt16 $ref("technician");
  request @2 :UInt16 $ref("part_request");
  happenedAt @3 :Int64 $format("instant");
  cost @4 :Int64 $format("money");
  # Its share of the value on hand (moving average), half up.
}
struct StockReturned $event(stream="stock_item", code=424) $label(zh="已返库", en="Stock returned") {
  # Technician (unused part) or customer (old part) -> here: on hand + quantity.
  quantity @0 :Int64 $format("quantity");
  from @1 :PlaceKind $label(zh="来自", en="From");
  technician @2 :UInt16 $ref("technician");
  # Who handed it in.
  request @3 :UInt16 $ref("part_request");
  happenedAt @4 :Int64 $format("instant");
  cost @5 :Int64 $format("money");
  # What it left with; an old part out of an appliance: 0.
}
struct StockAdjustmentProposed $event(stream="stock_item", code=425) $label(zh="库存调整已提出", en="Stock adjustment proposed") {
  # Moves nothing.
  number @0 :UInt32 $label(zh="序号", en="Number");
  counted @1 :Int64 $format("quantity");
  book @2 :Int64 $format("quantity");
  countedAt @3 :Int64 $format("instant");
  reason @4 :Text;
  counter @5 :UInt16 $ref("operator");
}
struct StockAdjusted $event(stream="stock_item", code=426) $label(zh="库存已调整", en="Stock adjusted") {
  # Count difference -> here where positive, here -> count difference where negative.
  number @0 :UInt32 $label(zh="序号", en="Number");
  difference @1 :Int64 $format("quantity") $label(zh="差异", en="Difference");
  # On hand + difference.
  countedAt @2 :Int64 $format("instant");
  approver @3 :UInt16 $ref("operator");
  cost @4 :Int64 $format("money");
  # Change of the value; negative where pieces are missing. At the moving average; pieces that an
  # earlier count missed are worth what went with them.
}
struct StockAdjustmentRejected $event(stream="stock_item", code=427) $label(zh="库存调整已驳回", en="Stock adjustment rejected") {
  number @0 :UInt32 $label(zh="序号", en="Number");
  reason @1 :Text;
}
struct StockAdjustmentWithdrawn $event(stream="stock_item", code=1170)
    $label(zh="已批准盘点已撤回", en="Approved count withdrawn") {
  # As if it had not been: what it had found goes back to where it came from.
  number @0 :UInt32 $label(zh="序号", en="Number");
  difference @1 :Int64 $format("quantity") $label(zh="差异变化", en="Change of the difference");
  # On hand + difference.
  cost @2 :Int64 $format("money");
  # Change of the value.
  countedAt @3 :Int64 $format("instant");
  reason @4 :Text;
  by @5 :UInt16 $ref("operator") $label(zh="撤回人", en="By");
}
struct StockCountRestated $event(stream="stock_item", code=428) $label(zh="盘点差异已重述", en="Count difference restated") {
  # A movement told later, or another cost, lay before an approved count, which saw the goods: the
  # first one's difference changes by as much the other way. It and those after it are valued anew.
  # Count difference -> here where positive, here -> count difference where negative.
  number @0 :UInt32 $label(zh="盘点序号", en="Number of the count");
  difference @1 :Int64 $format("quantity") $label(zh="差异变化", en="Change of the difference");
  # On hand + difference.
  cost @2 :Int64 $format("money");
  # Change of the value: as if it had been told before the count.
  countedAt @3 :Int64 $format("instant");
  # When the count was taken: the day to which the change belongs. 0 in commits of before this field.
}
struct StockHeld $event(stream="stock_item", code=429)
    $label(zh="库存已手工预留", en="Stock held by hand") {
  # Moves nothing: reserved + quantity. In one commit with StockHoldOpened.
  hold @0 :UInt16 $ref("stock_hold");
  quantity @1 :Int64 $format("quantity");
}
struct StockUnheld $event(stream="stock_item", code=430)
    $label(zh="手工预留已释放", en="Stock held no longer") {
  # Moves nothing: reserved - quantity. In one commit with StockHoldReleased.
  hold @0 :UInt16 $ref("stock_hold");
  quantity @1 :Int64 $format("quantity");
}

struct StockHoldOpened $event(stream="stock_hold", code=431) $label(zh="已手工预留", en="Hold opened") {
  outlet @0 :UInt16 $ref("outlet");
  # The warehouse's.
  warehouse @1 :UInt16 $ref("warehouse");
  part @2 :UInt16 $ref("part");
  condition @3 :PartCondition;
  hold @4 :Text;
  quantity @5 :Int64 $format("quantity");
  reason @6 :Text;
  holder @7 :UInt16 $ref("operator") $label(zh="预留人", en="Held by");
  at @8 :Int64 $format("instant");
}
struct StockHoldReleased $event(stream="stock_hold", code=432)
    $label(zh="预留已释放", en="Hold released") {
  by @0 :UInt16 $ref("operator") $label(zh="释放人", en="Released by");
  at @1 :Int64 $format("instant");
}

struct StockMinimumSet $event(stream="stock_item", code=480)
    $label(zh="下限已设定", en="Minimum set") {
  # Moves nothing.
  minimum @0 :Int64 $format("quantity") $label(zh="下限", en="Minimum");
  onHand @1 :Int64 $format("quantity") $label(zh="在库", en="On hand");
  reserved @2 :Int64 $format("quantity");
  # What there was when it was set: who watches the shelf begins with it.
}

struct CustodyTaken $event(stream="custody", code=440) $label(zh="已领用", en="Taken into custody") {
  # Warehouse -> technician: + quantity.
  quantity @0 :Int64 $format("quantity");
  warehouse @1 :UInt16 $ref("warehouse");
  request @2 :UInt16 $ref("part_request");
  cost @3 :Int64 $format("money");
}
struct CustodyUsed $event(stream="custody", code=441) $label(zh="随身备件已使用", en="Used from custody") {
  # Technician -> customer: - quantity. Emitted by UsePart.
  quantity @0 :Int64 $format("quantity");
  order @1 :UInt16 $ref("work_order");
  request @2 :UInt16 $ref("part_request");
  cost @3 :Int64 $format("money");
}
struct CustodyReturned $event(stream="custody", code=442) $label(zh="随身备件已返还", en="Returned from custody") {
  # Technician -> warehouse: - quantity.
  quantity @0 :Int64 $format("quantity");
  warehouse @1 :UInt16 $ref("warehouse");
  request @2 :UInt16 $ref("part_request");
  cost @3 :Int64 $format("money");
}
struct CustodyLost $event(stream="custody", code=443) $label(zh="随身备件遗失", en="Lost from custody") {
  # Technician -> loss: - quantity.
  quantity @0 :Int64 $format("quantity");
  reason @1 :Text;
  request @2 :UInt16 $ref("part_request");
  cost @3 :Int64 $format("money");
}

struct StockIssueWithdrawn $event(stream="stock_item", code=435)
    $label(zh="出库已撤回", en="Issue withdrawn") {
  # Technician -> here, as if it had never left: on hand + quantity, reserved for the request again.
  quantity @0 :Int64 $format("quantity");
  technician @1 :UInt16 $ref("technician");
  request @2 :UInt16 $ref("part_request");
  happenedAt @3 :Int64 $format("instant");
  # When it was issued.
  cost @4 :Int64 $format("money");
}
struct StockReturnWithdrawn $event(stream="stock_item", code=436)
    $label(zh="返库已撤回", en="Return withdrawn") {
  # Here -> where it came from, as if it had never come: on hand - quantity.
  quantity @0 :Int64 $format("quantity");
  from @1 :PlaceKind $label(zh="来自", en="From");
  technician @2 :UInt16 $ref("technician");
  request @3 :UInt16 $ref("part_request");
  happenedAt @4 :Int64 $format("instant");
  # When it was returned.
  cost @5 :Int64 $format("money");
}

struct CustodyIssueWithdrawn $event(stream="custody", code=444)
    $label(zh="领用已撤回", en="Taking withdrawn") {
  # Technician -> warehouse, as if he had never taken it: - quantity.
  quantity @0 :Int64 $format("quantity");
  warehouse @1 :UInt16 $ref("warehouse");
  request @2 :UInt16 $ref("part_request");
  cost @3 :Int64 $format("money");
}
struct CustodyUseWithdrawn $event(stream="custody", code=445)
    $label(zh="使用已撤回", en="Use withdrawn") {
  # Customer -> technician: + quantity, and what it cost.
  quantity @0 :Int64 $format("quantity");
  order @1 :UInt16 $ref("work_order");
  request @2 :UInt16 $ref("part_request");
  cost @3 :Int64 $format("money");
}
struct CustodyReturnWithdrawn $event(stream="custody", code=446)
    $label(zh="返还已撤回", en="Return withdrawn") {
  # Warehouse -> technician, as if he had never handed it back: + quantity.
  quantity @0 :Int64 $format("quantity");
  warehouse @1 :UInt16 $ref("warehouse");
  request @2 :UInt16 $ref("part_request");
  cost @3 :Int64 $format("money");
}
struct CustodyLossWithdrawn $event(stream="custody", code=447)
    $label(zh="报失已撤回", en="Loss withdrawn") {
  # Loss -> technician: + quantity.
  quantity @0 :Int64 $format("quantity");
  reason @1 :Text;
  request @2 :UInt16 $ref("part_request");
  cost @3 :Int64 $format("money");
}
struct CustodyMissing $event(stream="custody", code=448)
    $label(zh="缺件", en="Missing from what was handed over") {
  # Technician -> missing: - quantity. He never had it; the request keeps it, and its value.
  quantity @0 :Int64 $format("quantity");
  request @1 :UInt16 $ref("part_request");
  cost @2 :Int64 $format("money");
}
struct CustodyHandedOver $event(stream="custody", code=449)
    $label(zh="缺件已补交", en="Handed over since") {
  # Missing -> technician: + quantity.
  quantity @0 :Int64 $format("quantity");
  request @1 :UInt16 $ref("part_request");
  cost @2 :Int64 $format("money");
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
  beforeLastCount @10
      $label(zh="盘点时间早于最近一次盘点，请重新盘点；待审批的请驳回",
             en="The count lies before the last one: count again, and reject what waits");
  movedSince @11 $label(zh="盘点时间之后已有出入库，无法补记", en="The count is told too late: stock has moved since");
  badText @12 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  badCost @13 $label(zh="单位成本不正确", en="The unit cost is negative or too large");
  noSuchCount @14
      $label(zh="没有该已批准的盘点，或已太久", en="There is no such approved count, or it is too old");
  countWithdrawn @15 $label(zh="该盘点已撤回", en="The count is withdrawn already");
  sameAuthor @16 $label(zh="撤回人不能是盘点人或批准人",
                        en="Who counted or approved it may not withdraw the count");
}
enum CustodyRefusal $refusals("custody") {
  unusedNotFound @0 $label(zh="技术员未持有该备件", en="The technician carries none of this part");
  insufficient @1 $label(zh="技术员持有数量不足", en="The technician does not carry that much");
}
