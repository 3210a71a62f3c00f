@0xa1534c102bdf7e35;
# What a work order costs and who paid: charges by a tariff or by hand, payments, credit.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".command;
using import "annotations.capnp".back;
using import "annotations.capnp".otherThan;
using import "annotations.capnp".event;
using import "annotations.capnp".plural;
using import "annotations.capnp".state;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".means;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "common.capnp".ChargeBasis;
using import "common.capnp".Payer;
using import "common.capnp".PaymentMethod;
using import "work_order_kinds.capnp".ChargeStatus;

struct VisitCharge $state("visit_charge") $plural("visit_charges")
    $label(zh="本次上门收费", en="Charge of a visit") {
  # visit_charge/<day>:<customer or phone>:<tariff>:<line>: which order bears what a home is charged
  # once, however many of its appliances are seen to in one visit.
  order @0 :Text $id("work_order");
  line @1 :UInt16;
}

# Commands

struct AddCharge
    $command(stream="work_order", code=217, roles=["technician", "dispatcher", "accountant"])
    $back("WithdrawCharge")
    $when(["in_progress", "on_hold", "work_reported", "completed", "followed_up"])
    $label(zh="登记收费", en="Add a charge") {
  # With a tariff the price is the tariff's; without one it is typed and waits for a second person.
  order @0 :Text $required $id("work_order");
  tariff @1 :Text $id("tariff") $label(zh="价目表", en="Tariff");
  item @2 :Text $required $maxLength(64);
  quantity @3 :Int64 $required $format("quantity") $bounds(min = 1, max = 1000000000);
  payer @4 :Payer $required;
  manualPrice @5 :Int64 $format("money") $bounds(min = 0, max = 100000000)
      $label(zh="手工单价", en="Manual unit price");
  reason @6 :Text;
  booking @7 :UInt16;
  basis @8 :ChargeBasis;
  # Left out: as the tariff's line says.
  partUse @9 :UInt16 $label(zh="用件序号", en="Part used");
  # Of a charge at cost: which.
  measure @10 :Int64 $format("quantity") $bounds(min = 0, max = 1000000000)
      $label(zh="楼层、匹数等", en="Floor, horsepower, …");
  # Where the tariff's price depends on it.
  ofPrice @11 :Int64 $format("money") $bounds(min = 0, max = 100000000)
      $label(zh="所按价格", en="Of price");
  # Where the tariff's price is a share of one that it does not name; approved like a typed price.
}
struct ApproveCharge $command(stream="work_order", code=218,
    roles=["accountant", "dispatcher", "manager"])
    $usual(["charges.pending"]) $otherThan("by")
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold", "work_reported", "completed", "followed_up"])
    $label(zh="审批收费", en="Approve a charge") {
  order @0 :Text $required $id("work_order");
  line @1 :UInt16 $required
      $means("pending of charges");
}
struct CollectPayment
    $command(stream="work_order", code=222, roles=["technician", "dispatcher", "accountant"])
    $when(["work_reported", "completed", "followed_up", "posted"])
    $usual(["work_reported @technician"])
    $label(zh="收款", en="Collect a payment") {
  # After completion what is still due: given on credit, or charged or corrected since; once posted,
  # what an approved correction makes due.
  order @0 :Text $required $id("work_order");
  amount @1 :Int64 $required $format("money") $bounds(min = 1, max = 1000000000000);
  method @2 :PaymentMethod $required;
  receipt @3 :Text $maxLength(64);
  technician @4 :Text $id("technician") $label(zh="收款技术员", en="Taken by");
  # Empty: the technician who tells it; else the outlet's desk.
}
struct RefundPayment
    $command(stream="work_order", code=1190, roles=["dispatcher", "accountant"])
    $when(["work_reported", "completed", "followed_up", "posted"])
    $label(zh="退款", en="Refund the customer") {
  # What is paid too much, by a correction of a posted order for one. Another than who told the
  # payments.
  order @0 :Text $required $id("work_order");
  amount @1 :Int64 $required $format("money") $bounds(min = 1, max = 1000000000000);
  method @2 :PaymentMethod $required;
  receipt @3 :Text $maxLength(64);
  technician @4 :Text $id("technician") $label(zh="退款技术员", en="Given by");
  # Empty: the technician who tells it; else the outlet's desk.
  reason @5 :Text $required;
}
struct ApproveCredit $command(stream="work_order", code=223, roles=["accountant", "manager"])
    $back("WithdrawCredit")
    $when(["work_reported", "completed", "followed_up"]) $label(zh="批准挂账", en="Approve credit") {
  # What is still due may be paid after completion.
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}

# Events

struct ChargeAdded $event(stream="work_order", code=218) $label(zh="收费已登记", en="Charge added") {
  line @0 :UInt16;
  status @1 :ChargeStatus;
  item @2 :Text;
  quantity @3 :Int64 $format("quantity");
  unitPrice @4 :Int64 $format("money");
  amount @5 :Int64 $format("money");
  payer @6 :Payer;
  tariff @7 :UInt16 $ref("tariff") $label(zh="价目表", en="Tariff");
  tariffVersion @8 :UInt32;
  technician @9 :Text $id("technician");
  by @10 :Text $id("operator") $label(zh="登记人", en="By");
  reason @11 :Text;
  basis @12 :ChargeBasis;
  partUse @13 :UInt16 $label(zh="用件序号", en="Part used");
  visit @14 :UInt16;
  # Of what is charged by the visit: which.
  tariffLine @15 :UInt32 $label(zh="价目行号", en="Line of the tariff");
  # What made the price up, where it is more than a unit price.
  measure @16 :Int64 $format("quantity") $label(zh="楼层、匹数等", en="Floor, horsepower, …");
  freeQuantity @17 :Int64 $format("quantity") $label(zh="免费数量", en="Free quantity");
  rate @18 :Int32 $format("rate") $label(zh="按其他价格的比例", en="Share of another price");
  ofItem @19 :Text $label(zh="所按项目", en="Of item");
  ofPrice @20 :Int64 $format("money") $label(zh="所按价格", en="Of price");
  # As it counted: no higher than the tariff lets it.
  fullAmount @21 :Int64 $format("money") $label(zh="封顶前金额", en="Amount without the cap");
  # 0: nothing was capped.
}
struct ChargeApproved $event(stream="work_order", code=219)
    $label(zh="收费已审批", en="Charge approved") {
  line @0 :UInt16;
  by @1 :Text $id("operator") $label(zh="审批人", en="By");
}
struct VisitCharged $event(stream="visit_charge", code=872)
    $label(zh="本次上门已收费", en="Visit charged") {
  order @0 :UInt16 $ref("work_order");
  line @1 :UInt16;
}
struct PaymentCollected $event(stream="work_order", code=225)
    $label(zh="已收款", en="Payment collected") {
  amount @0 :Int64 $format("money");
  method @1 :PaymentMethod;
  receipt @2 :Text;
  technician @3 :Text $id("technician") $label(zh="收款技术员", en="Taken by");
  by @4 :Text $id("operator") $label(zh="登记人", en="By");
}
struct PaymentRefunded $event(stream="work_order", code=1190)
    $label(zh="已退款", en="Payment refunded") {
  amount @0 :Int64 $format("money");
  # What the customer has back.
  method @1 :PaymentMethod;
  receipt @2 :Text;
  technician @3 :Text $id("technician") $label(zh="退款技术员", en="Given by");
  reason @4 :Text;
  by @5 :Text $id("operator") $label(zh="登记人", en="By");
}
struct CreditApproved $event(stream="work_order", code=226)
    $label(zh="挂账已批准", en="Credit approved") {
  amount @0 :Int64 $format("money");
  reason @1 :Text;
  by @2 :Text $id("operator") $label(zh="批准人", en="By");
}
