@0xc6a1f5f0d2b34e77;
# The way back from a fact of a work order that was typed wrongly. A fact is withdrawn by its number
# with a reason, or replaced by what is right; the line stays and says so, sums skip it, and what it
# did to other streams is taken back in the same commit. Where money or goods moved, not by who told
# the fact. Until the order is posted; how it was paid, its parts and papers, then too: by an event
# of the open period.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".command;
using import "annotations.capnp".otherThan;
using import "annotations.capnp".event;
using import "annotations.capnp".fills;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "annotations.capnp".means;
using import "annotations.capnp".personal;
using import "common.capnp".Datum;
using import "common.capnp".ChargeBasis;
using import "common.capnp".Payer;
using import "common.capnp".PaymentMethod;
using import "common.capnp".ServiceType;
using import "work_order_kinds.capnp".CorrectionStatus;
using import "work_order_kinds.capnp".OrderSource;

# Commands

struct CorrectRegistration
    $command(stream="work_order", code=240, roles=["call_centre", "dispatcher"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold", "work_reported", "completed", "followed_up"])
    $label(zh="更正登记", en="Correct the registration") {
  # Every field as it shall be from now on.
  order @0 :Text $required $id("work_order");
  serviceType @1 :ServiceType $required;
  makerNumber @2 :Text $maxLength(64);
  brand @3 :Text $maxLength(64);
  category @4 :Text $maxLength(64);
  model @5 :Text $maxLength(64);
  serial @6 :Text $maxLength(40);
  # One that an asset bears links the asset.
  asset @7 :Text $id("asset") $fills(["brand", "category", "model", "serial", "customer"]);
  customer @8 :Text $id("customer") $fills(["contact=name", "phone", "address", "area"]);
  contact @9 :Text $personal("customer") $maxLength(200);
  phone @10 :Text $format("phone") $personal("customer") $maxLength(40);
  address @11 :Text $personal("customer") $maxLength(400);
  area @12 :Text $maxLength(100);
  symptom @13 :Text $format("multiline");
  fault @14 :Text $maxLength(64);
  windowFrom @15 :Int64 $format("instant");
  windowUntil @16 :Int64 $format("instant");
  latitude @17 :Int32 $personal("customer") $bounds(min = -90000000, max = 90000000)
      $label(zh="纬度（百万分之一度）", en="Latitude (1e-6 degrees)");
  longitude @18 :Int32 $personal("customer") $bounds(min = -180000000, max = 180000000)
      $label(zh="经度（百万分之一度）", en="Longitude (1e-6 degrees)");
  reason @19 :Text $required;
  datum @20 :Datum;
  # Of the position.
  source @21 :OrderSource;
  # Left out: it stays.
}
struct WithdrawOverride
    $command(stream="work_order", code=241, roles=["dispatcher", "call_centre", "manager"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold"])
    $label(zh="撤回放行", en="Withdraw an override") {
  order @0 :Text $required $id("work_order");
  number @1 :UInt16 $required $label(zh="序号", en="Number")
      $means("one of overrides");
  reason @2 :Text $required;
}
struct WithdrawCheckIn
    $command(stream="work_order", code=242, roles=["technician", "dispatcher"])
    $when(["traveling", "in_progress", "on_hold"]) $label(zh="撤回签到", en="Withdraw a check-in") {
  # And with it the start of work: the booking is accepted again.
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16;
  reason @2 :Text $required;
}
struct WithdrawWorkReport
    $command(stream="work_order", code=243, roles=["technician", "dispatcher"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold", "work_reported"])
    $label(zh="撤回报完工", en="Withdraw the report of work done") {
  # Work goes on: of the booking that is named, whether it was reported done or done in part.
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16;
  reason @2 :Text $required;
}
struct CorrectDiagnosis
    $command(stream="work_order", code=244, roles=["technician", "dispatcher"])
    $when(["in_progress", "on_hold", "work_reported", "completed", "followed_up"])
    $label(zh="更正诊断", en="Correct the diagnosis") {
  order @0 :Text $required $id("work_order");
  faultCode @1 :Text $required $maxLength(64) $means("fault_code");
  fault @2 :Text $maxLength(64);
  cause @3 :Text $maxLength(400);
  reason @4 :Text $required;
  confirmReason @5 :Text;
}
struct WithdrawPartUse $command(stream="work_order", code=245, roles=["dispatcher", "store_keeper"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold", "work_reported", "completed", "followed_up", "posted"])
    $label(zh="撤回用件", en="Withdraw the use of a part") {
  # The technician carries the piece again, at what it had cost; its serial is free. What was
  # charged for it on a posted order, a correction puts right.
  order @0 :Text $required $id("work_order");
  number @1 :UInt16 $required $label(zh="序号", en="Number")
      $means("one of parts");
  reason @2 :Text $required;
}
struct ReplacePartUse
    $command(stream="work_order", code=1194, roles=["dispatcher", "store_keeper"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold", "work_reported", "completed", "followed_up", "posted"])
    $label(zh="更正用件", en="Correct the use of a part") {
  # Every field as it was in truth, after completion and posting too. What he did not fit he carries
  # again; what he fitted, or more of it, he no longer carries.
  order @0 :Text $required $id("work_order");
  number @1 :UInt16 $required $label(zh="序号", en="Number")
      $means("one of parts");
  part @2 :Text $required $id("part");
  quantity @3 :Int64 $required $format("quantity") $bounds(min = 1, max = 1000000000);
  serial @4 :Text $format("code") $maxLength(64) $label(zh="备件编号", en="Part serial");
  payer @5 :Payer;
  reason @6 :Text $required;
}
struct WithdrawCharge
    $command(stream="work_order", code=246, roles=["technician", "dispatcher", "accountant"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold", "work_reported", "completed", "followed_up"])
    $label(zh="撤回收费", en="Withdraw a charge") {
  # One that waits for approval is rejected by it; one that was agreed, by a second person only.
  order @0 :Text $required $id("work_order");
  line @1 :UInt16 $required
      $means("one of charges");
  reason @2 :Text $required;
}
struct ReplaceCharge
    $command(stream="work_order", code=247, roles=["dispatcher", "accountant"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold", "work_reported", "completed", "followed_up"])
    $label(zh="更正收费", en="Replace a charge") {
  # The line is withdrawn and another stands in its place, priced as a new one is; by the same
  # technician, of the same visit, unless a booking is named.
  order @0 :Text $required $id("work_order");
  line @1 :UInt16 $required
      $means("one of charges");
  tariff @2 :Text $id("tariff") $label(zh="价目表", en="Tariff");
  item @3 :Text $required $maxLength(64);
  quantity @4 :Int64 $required $format("quantity") $bounds(min = 1, max = 1000000000);
  payer @5 :Payer $required;
  manualPrice @6 :Int64 $format("money") $bounds(min = 0, max = 100000000)
      $label(zh="手工单价", en="Manual unit price");
  booking @7 :UInt16;
  reason @8 :Text $required;
  basis @9 :ChargeBasis;
  partUse @10 :UInt16 $label(zh="用件序号", en="Part used");
  measure @11 :Int64 $format("quantity") $bounds(min = 0, max = 1000000000)
      $label(zh="楼层、匹数等", en="Floor, horsepower, …");
  ofPrice @12 :Int64 $format("money") $bounds(min = 0, max = 100000000)
      $label(zh="所按价格", en="Of price");
}
struct WithdrawPayment $command(stream="work_order", code=248, roles=["dispatcher", "accountant"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold", "work_reported", "completed", "followed_up", "posted",
        "canceled"])
    $label(zh="撤回收款", en="Withdraw a payment") {
  # It was never taken, or the customer has it back.
  order @0 :Text $required $id("work_order");
  number @1 :UInt16 $required $label(zh="序号", en="Number")
      $means("one of payments");
  reason @2 :Text $required;
}
struct CorrectPayment $command(stream="work_order", code=249, roles=["dispatcher", "accountant"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold", "work_reported", "completed", "followed_up", "posted",
        "canceled"])
    $label(zh="更正收款", en="Correct a payment") {
  # Every field as it shall be from now on.
  order @0 :Text $required $id("work_order");
  number @1 :UInt16 $required $label(zh="序号", en="Number")
      $means("one of payments");
  amount @2 :Int64 $required $format("money") $bounds(min = 1, max = 1000000000000);
  method @3 :PaymentMethod $required;
  receipt @4 :Text $maxLength(64);
  technician @5 :Text $id("technician") $label(zh="收款技术员", en="Taken by");
  reason @6 :Text $required;
}
struct WithdrawCredit
    $command(stream="work_order", code=250, roles=["accountant", "manager"])
    $when(["work_reported", "completed", "followed_up"])
    $label(zh="撤回挂账", en="Withdraw credit") {
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}
struct WithdrawInstallCard
    $command(stream="work_order", code=251, roles=["dispatcher", "store_keeper", "accountant"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold", "work_reported", "completed", "followed_up", "posted", "canceled"])
    $label(zh="撤回安装卡", en="Withdraw the install card") {
  # Its number is free again; the right one may be handed back.
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}
struct WithdrawServiceSlip
    $command(stream="work_order", code=252, roles=["dispatcher", "store_keeper", "accountant"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold", "work_reported", "completed", "followed_up", "posted", "canceled"])
    $label(zh="撤回回单", en="Withdraw the service slip") {
  # Of an order that was opened again and has none yet: that of the round before.
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}
struct CorrectWorkOrder $command(stream="work_order", code=253, roles=["accountant"])
    $when(["posted"]) $label(zh="封帐后更正", en="Correct a posted order") {
  # An adjusting line; what was posted stays. It waits for a second person, and counts in the period
  # that is open then.
  order @0 :Text $required $id("work_order");
  item @1 :Text $required $maxLength(64);
  amount @2 :Int64 $required $format("money")
      $bounds(min = -1000000000000, max = 1000000000000);
  # Negative: less than was posted.
  payer @3 :Payer $required;
  reason @4 :Text $required;
}
struct DecideCorrection
    $command(stream="work_order", code=254, roles=["accountant", "administrator", "manager"])
    $usual(["corrections.pending"]) $otherThan("by")
    $when(["posted"]) $label(zh="审批更正", en="Decide on a correction") {
  order @0 :Text $required $id("work_order");
  number @1 :UInt16 $required $label(zh="序号", en="Number")
      $means("pending of corrections");
  reject @2 :Bool $label(zh="驳回", en="Reject");
  reason @3 :Text;
  # Needed to reject it.
}

# Events

struct RegistrationCorrected $event(stream="work_order", code=240)
    $label(zh="登记已更正", en="Registration corrected") {
  serviceType @0 :ServiceType;
  makerNumber @1 :Text;
  brand @2 :Text;
  category @3 :Text;
  model @4 :Text;
  serial @5 :Text;
  serialUnknown @6 :Bool;
  asset @7 :UInt16 $ref("asset");
  customer @8 :UInt16 $ref("customer");
  contact @9 :Text $personal("customer");
  phone @10 :Text $format("phone") $personal("customer");
  address @11 :Text $personal("customer");
  area @12 :Text;
  symptom @13 :Text $format("multiline");
  fault @14 :Text;
  windowFrom @15 :Int64 $format("instant");
  windowUntil @16 :Int64 $format("instant");
  latitude @17 :Int32 $personal("customer");
  longitude @18 :Int32 $personal("customer");
  incomplete @19 :Bool;
  reason @20 :Text;
  by @21 :Text $id("operator") $label(zh="操作人", en="By");
  source @22 :OrderSource;
  # None: it stays.
}
struct MakerNumberFreed $event(stream="maker_number", code=241)
    $label(zh="厂家单号已释放", en="Maker's number freed") {
  order @0 :UInt16 $ref("work_order");
}
struct OverrideWithdrawn $event(stream="work_order", code=242)
    $label(zh="放行已撤回", en="Override withdrawn") {
  number @0 :UInt16 $label(zh="序号", en="Number");
  reason @1 :Text;
  by @2 :Text $id("operator") $label(zh="操作人", en="By");
}
struct CheckInWithdrawn $event(stream="work_order", code=243)
    $label(zh="签到已撤回", en="Check-in withdrawn") {
  booking @0 :UInt16;
  technician @1 :Text $id("technician");
  reason @2 :Text;
  by @3 :Text $id("operator") $label(zh="操作人", en="By");
}
struct WorkReportWithdrawn $event(stream="work_order", code=244)
    $label(zh="报完工已撤回", en="Report of work done withdrawn") {
  booking @0 :UInt16;
  technician @1 :Text $id("technician");
  reason @2 :Text;
  by @3 :Text $id("operator") $label(zh="操作人", en="By");
  reportedAt @4 :Int64 $format("instant") $label(zh="报完时间", en="Reported at");
  # By the other bookings of the round; 0: by none.
}
struct DiagnosisCorrected $event(stream="work_order", code=245)
    $label(zh="诊断已更正", en="Diagnosis corrected") {
  faultCode @0 :Text;
  fault @1 :Text;
  cause @2 :Text;
  reason @3 :Text;
  by @4 :Text $id("operator") $label(zh="操作人", en="By");
}
struct PartUseWithdrawn $event(stream="work_order", code=246)
    $label(zh="用件已撤回", en="Use of a part withdrawn") {
  number @0 :UInt16 $label(zh="序号", en="Number");
  part @1 :UInt16 $ref("part");
  quantity @2 :Int64 $format("quantity");
  cost @5 :Int64 $format("money");
  reason @3 :Text;
  by @4 :Text $id("operator") $label(zh="操作人", en="By");
}
struct PartSerialFreed $event(stream="part_serial", code=247)
    $label(zh="备件编号已释放", en="Part serial freed") {
  order @0 :UInt16 $ref("work_order");
}
struct ChargeWithdrawn $event(stream="work_order", code=248)
    $label(zh="收费已撤回", en="Charge withdrawn") {
  line @0 :UInt16;
  reason @1 :Text;
  amount @3 :Int64 $format("money");
  # That the line no longer is.
  by @2 :Text $id("operator") $label(zh="操作人", en="By");
}
struct PaymentWithdrawn $event(stream="work_order", code=249)
    $label(zh="收款已撤回", en="Payment withdrawn") {
  number @0 :UInt16 $label(zh="序号", en="Number");
  reason @1 :Text;
  amount @3 :Int64 $format("money");
  by @2 :Text $id("operator") $label(zh="操作人", en="By");
}
struct PaymentCorrected $event(stream="work_order", code=250)
    $label(zh="收款已更正", en="Payment corrected") {
  number @0 :UInt16 $label(zh="序号", en="Number");
  amount @1 :Int64 $format("money");
  method @2 :PaymentMethod;
  receipt @3 :Text;
  technician @4 :Text $id("technician") $label(zh="收款技术员", en="Taken by");
  reason @5 :Text;
  by @6 :Text $id("operator") $label(zh="操作人", en="By");
}
struct CreditWithdrawn $event(stream="work_order", code=251)
    $label(zh="挂账已撤回", en="Credit withdrawn") {
  reason @0 :Text;
  by @1 :Text $id("operator") $label(zh="操作人", en="By");
}
struct InstallCardWithdrawn $event(stream="work_order", code=252)
    $label(zh="安装卡已撤回", en="Install card withdrawn") {
  card @0 :UInt16 $ref("card");
  reason @1 :Text;
  by @2 :Text $id("operator") $label(zh="操作人", en="By");
}
struct CardFreed $event(stream="card", code=253) $label(zh="安装卡号已释放", en="Card freed") {
  order @0 :UInt16 $ref("work_order");
}
struct ServiceSlipWithdrawn $event(stream="work_order", code=254)
    $label(zh="回单已撤回", en="Service slip withdrawn") {
  slip @0 :UInt16 $ref("slip");
  reason @1 :Text;
  by @2 :Text $id("operator") $label(zh="操作人", en="By");
}
struct SlipFreed $event(stream="slip", code=255) $label(zh="回单号已释放", en="Slip freed") {
  order @0 :UInt16 $ref("work_order");
}
struct WorkOrderCorrected $event(stream="work_order", code=256)
    $label(zh="封帐后已更正", en="Posted order corrected") {
  number @0 :UInt16 $label(zh="序号", en="Number");
  item @1 :Text;
  amount @2 :Int64 $format("money");
  payer @3 :Payer;
  reason @4 :Text;
  by @5 :Text $id("operator") $label(zh="登记人", en="By");
  outlet @6 :Text $id("outlet");
  # The order's; empty in commits of before it was said.
}
struct CorrectionDecided $event(stream="work_order", code=257)
    $label(zh="更正已审批", en="Correction decided") {
  number @0 :UInt16 $label(zh="序号", en="Number");
  status @1 :CorrectionStatus;
  countsOn @2 :Int32 $format("date") $label(zh="计入日期", en="Counts on");
  decidedBy @3 :Text $id("operator") $label(zh="审批人", en="Decided by");
  reason @4 :Text;
}
