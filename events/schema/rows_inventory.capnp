@0xd5c3c0d25e8f4d04;
# Rows of the read model `inventory`: what its fold keeps and its queries give. Not part of the
# log: a change needs a new version of the projection, which is then built from the log. Each row
# names its outlet, for the scope of who asks.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".list;
using import "annotations.capnp".row;
using import "annotations.capnp".label;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "common.capnp".PartCondition;
using import "stock.capnp".StockItem;

struct StockRow $row("inventory.stock") $label(zh="库存", en="Stock")
    $list(name="stock_items", thing="stock_item", id=["warehouse", "part", "condition"],
          indexes=["part", "outlet",
              ": warehouse part condition outlet item.on_hand item.reserved"],
          owner="outlet", menu="parts",
          readers=["administrator", "auditor", "dispatcher", "store_keeper", "accountant"]) {
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

struct CustodyRow $row("inventory.custody") $label(zh="随身备件", en="Custody")
    $list(name="custodies", thing="custody", id=["technician", "part", "condition"],
          indexes=["part", "outlet"], owner="outlet", menu="parts",
          readers=["administrator", "auditor", "dispatcher", "store_keeper", "accountant"],
          own="technician") {
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
  issueWithdrawn @12 $label(zh="撤回出库", en="Issue withdrawn");
  returnWithdrawn @13 $label(zh="撤回返还", en="Return withdrawn");
  receiptWithdrawn @14 $label(zh="撤回入库", en="Receipt withdrawn");
  receiptCorrected @15 $label(zh="更正入库成本", en="Cost of a receipt corrected");
  # Moves no goods, only their value.
  useWithdrawn @16 $label(zh="撤回使用", en="Use withdrawn");
  lossWithdrawn @17 $label(zh="撤回报失", en="Loss withdrawn");
  missing @18 $label(zh="缺件", en="Missing");
  # Issued, but not handed over.
  handedOver @19 $label(zh="补交缺件", en="Handed over since");
  shipped @20 $label(zh="先行发货", en="Sent in advance");
  countWithdrawn @21 $label(zh="撤回盘点", en="Count withdrawn");
}

struct LedgerRow $row("inventory.custody_lines") $label(zh="台账", en="Ledger line")
    $list(name="custody_lines", id=["technician", "part", "condition", "line"],
          indexes=["outlet"], owner="outlet",
          menu="parts",
          readers=["administrator", "auditor", "dispatcher", "store_keeper", "accountant"],
          own="technician") {
  # A line of the card of one stock item (warehouse) or of what one technician carries (technician);
  # the list is of the latter.
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
