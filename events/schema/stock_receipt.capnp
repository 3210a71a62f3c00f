@0xd4b2c0d25e8f4c07;
# Receipts of stock: what ReceiveStock (stock.capnp) booked, by number on its shelf, so that it
# can be put right. Codes 426-429 of the commands about stock, 433-439 of its events.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
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
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "common.capnp".PartCondition;

enum StockReceiptStatus $label(zh="入库单状态", en="Status of a receipt") {
  none @0 $label(zh="无", en="None");
  received @1 $label(zh="已入库", en="Received");
  withdrawn @2 $label(zh="已撤回", en="Withdrawn");
}

struct StockReceipt $state("stock_receipt") $plural("stock_receipts")
    $label(zh="入库单", en="Stock receipt")
    $list(keeper="cases", indexes=["outlet", "status outlet", "warehouse", "part"],
           owner="outlet", order="-happened_at",
          search=["supplier", "document"], menu="parts",
          readers=["administrator", "auditor", "store_keeper", "accountant"]) {
  # The stream stock_receipt/<warehouse>:<part>:<condition>:<number>, 1 first. What was received
  # before there were any has none.
  status @0 :StockReceiptStatus;
  outlet @1 :Text $id("outlet");
  warehouse @2 :Text $id("warehouse");
  part @3 :Text $id("part");
  condition @4 :PartCondition;
  number @5 :UInt32 $label(zh="序号", en="Number");
  quantity @6 :Int64 $format("quantity");
  unitCost @7 :Int64 $format("money") $label(zh="单位成本", en="Unit cost");
  cost @8 :Int64 $format("money");
  supplier @9 :Text;
  document @10 :Text;
  happenedAt @11 :Int64 $format("instant");
  receivedBy @12 :Text $id("operator") $label(zh="入库人", en="Received by");
  changedBy @13 :Text $id("operator") $label(zh="更正人", en="Put right by");
  # Who corrected or withdrew it last.
  changedAt @14 :Int64 $format("instant") $label(zh="更正时间", en="Put right at");
  reason @15 :Text;
  corrections @16 :UInt32 $label(zh="更正次数", en="Corrections so far");
  restatedCount @17 :UInt32 $label(zh="更正的盘点", en="Count restated");
  # The approved count that it was told after, though it happened before; 0: none.
  restatedCost @18 :Int64 $format("money") $label(zh="盘点金额更正", en="Value restated");
  elsewhere @19 :Int64 $format("money") $label(zh="未计入库存的金额", en="Cost not on the shelf");
  # Of a cost that was corrected after pieces had left: so much of it is theirs.
  gone @20 :Int64 $format("quantity") $label(zh="更正时已离库", en="Gone when it was corrected");
  costAtFirst @21 :Int64 $format("money") $label(zh="入库时金额", en="Cost when it was received");
}

struct WithdrawStockReceipt
    $command(stream="stock_receipt", code=426, roles=["store_keeper", "accountant"])
    $otherThan("receivedBy")
    $when(["received"]) $label(zh="撤回入库", en="Withdraw a receipt") {
  # It did not come. Its pieces leave the shelf with what they were booked at. By another person
  # than who received it. Refused where they are gone already: a count says then what there is.
  receipt @0 :Text $required $id("stock_receipt");
  reason @1 :Text $required;
}
struct CorrectStockReceipt
    $command(stream="stock_receipt", code=427, roles=["store_keeper", "accountant"])
    $when(["received"]) $label(zh="更正入库成本", en="Correct the cost of a receipt") {
  # Another cost. The value on the shelf follows for as many pieces as are there still, and counts
  # value what they found anew; what left before keeps its cost. By another person than who received
  # it.
  receipt @0 :Text $required $id("stock_receipt");
  unitCost @1 :Int64 $format("money") $bounds(min=0, max=100000000000)
      $label(zh="单位成本", en="Unit cost");
  # For 1000 thousandths. 0: the maker sent it free of charge.
  reason @2 :Text $required;
}

struct StockReceiptWithdrawn $event(stream="stock_item", code=433)
    $label(zh="入库已撤回", en="Receipt withdrawn") {
  # Here -> supplier, as if it had never come: on hand - quantity.
  receipt @0 :UInt16 $ref("stock_receipt");
  quantity @1 :Int64 $format("quantity");
  happenedAt @2 :Int64 $format("instant");
  # When it was received.
  cost @3 :Int64 $format("money");
  # What of the value goes with it.
}
struct StockReceiptCorrected $event(stream="stock_item", code=434)
    $label(zh="入库成本已更正", en="Cost of a receipt corrected") {
  # Moves nothing.
  receipt @0 :UInt16 $ref("stock_receipt");
  cost @1 :Int64 $format("money");
  # Change of the value on hand; negative where it was booked too dear.
  happenedAt @2 :Int64 $format("instant");
  # From when on: when it was received, or when the count was taken after which pieces left with
  # their cost of before. 0 in commits of before this field: ever since.
}
struct ReceiptRecorded $event(stream="stock_receipt", code=437)
    $label(zh="入库单已登记", en="Receipt recorded") {
  # Together with StockReceived.
  outlet @0 :UInt16 $ref("outlet");
  warehouse @1 :UInt16 $ref("warehouse");
  part @2 :UInt16 $ref("part");
  condition @3 :PartCondition;
  number @4 :UInt32 $label(zh="序号", en="Number");
  quantity @5 :Int64 $format("quantity");
  unitCost @6 :Int64 $format("money") $label(zh="单位成本", en="Unit cost");
  cost @7 :Int64 $format("money");
  supplier @8 :Text;
  document @9 :Text;
  happenedAt @10 :Int64 $format("instant");
  receivedBy @11 :UInt16 $ref("operator") $label(zh="入库人", en="Received by");
  restatedCount @12 :UInt32 $label(zh="更正的盘点", en="Count restated");
  # The approved count that it was told after, though it happened before; 0: none.
  restatedCost @13 :Int64 $format("money") $label(zh="盘点金额更正", en="Value restated");
}
struct ReceiptWithdrawn $event(stream="stock_receipt", code=438)
    $label(zh="入库单已撤回", en="Receipt withdrawn") {
  # Together with StockReceiptWithdrawn.
  reason @0 :Text;
  changedBy @1 :UInt16 $ref("operator") $label(zh="更正人", en="Put right by");
  changedAt @2 :Int64 $format("instant") $label(zh="更正时间", en="Put right at");
}
struct ReceiptCorrected $event(stream="stock_receipt", code=439)
    $label(zh="入库单成本已更正", en="Cost of a receipt corrected") {
  # Together with StockReceiptCorrected.
  unitCost @0 :Int64 $format("money") $label(zh="单位成本", en="Unit cost");
  cost @1 :Int64 $format("money");
  reason @2 :Text;
  changedBy @3 :UInt16 $ref("operator") $label(zh="更正人", en="Put right by");
  changedAt @4 :Int64 $format("instant") $label(zh="更正时间", en="Put right at");
  elsewhere @5 :Int64 $format("money") $label(zh="未计入库存的金额", en="Cost not on the shelf");
  # Of the cost; 0 in commits of before this field, as if all of it were there.
  gone @6 :Int64 $format("quantity") $label(zh="更正时已离库", en="Gone when it was corrected");
  restating @7 :Int64 $format("money") $label(zh="盘点金额变化", en="Change of the value restated");
  # What the count that the receipt was told after took of it, in commits of before counts kept the
  # value of their book.
}

enum StockReceiptRefusal $refusals("stock_receipt") {
  notFound @0
      $label(zh="没有该入库单；早期入库请盘点调整",
             en="There is no such receipt; one of before they had numbers is put right by a count");
  withdrawn @1 $label(zh="入库单已撤回", en="The receipt is withdrawn already");
  sameAuthor @2 $label(zh="更正人不能是入库人", en="Who received it may not put it right");
  gone @3
      $label(zh="该批备件已不在库或已被预留；请先返还、取消预留，或盘点调整",
             en="Its pieces are gone or reserved: have them back first, or count the shelf");
  nothingChanged @4 $label(zh="没有变化", en="Nothing would change");
  badCost @5 $label(zh="单位成本不正确", en="The unit cost is negative or too large");
  badText @6 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
}
