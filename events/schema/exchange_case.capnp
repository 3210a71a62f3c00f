@0xf1b6a3d94c7e2508;
# A machine exchanged, or its price paid back, by a gate of the Three Guarantees (退换机). The stream
# exchange_case/<asset>: one case of a machine at a time. Codes 810-824 of commands and events here,
# 294-295, 297 of the order's events; commands 1160-1161.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
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
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "annotations.capnp".idParts;
using import "annotations.capnp".yields;
using import "warranty.capnp".Remedy;
using import "warranty.capnp".ExchangeDue;
using import "warranty.capnp".WarrantyGate;

enum ExchangeStatus $label(zh="退换机状态", en="Status of an exchange case") {
  none @0 $label(zh="无", en="None");
  requested @1 $label(zh="待鉴定", en="Requested");
  appraised @2 $label(zh="待审批", en="Appraised");
  approved @3 $label(zh="已批准", en="Approved");
  refused @4 $label(zh="已拒绝", en="Refused");
  shipped @5 $label(zh="新机已发", en="New unit shipped");
  refunded @6 $label(zh="已退款", en="Refunded");
  collected @7 $label(zh="旧机已取", en="Old unit collected");
  received @8 $label(zh="旧机已收", en="Old unit received");
  settled @9 $label(zh="已结算", en="Settled");
  closed @10 $label(zh="已结案", en="Closed");
  withdrawn @11 $label(zh="已撤回", en="Withdrawn");
}

enum AppraisalVerdict $label(zh="鉴定结论", en="Verdict of an appraisal") {
  none @0 $label(zh="未定", en="None");
  defective @1 $label(zh="属产品质量问题", en="The product's own defect");
  notDefective @2 $label(zh="无质量问题", en="No defect found");
  caused @3 $label(zh="非产品质量原因", en="Not the product's fault");
}

struct Appraisal $label(zh="质量鉴定", en="Appraisal")
    $list(name="appraisals", elements="cases.exchange_case:appraisals",
          around=["id=asset", "order", "outlet", "customer", "brand", "model", "serial"],
          thing="exchange_case", id=["^id", "#"], order="-appraised_at",
          indexes=["verdict", "appraiser", "outlet"], owner="outlet", menu="watch",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "accountant"]) {
  # One stands; what was appealed against stays in the book.
  appraiser @0 :Text $id("operator") $label(zh="鉴定人", en="Appraised by");
  licence @1 :Text $label(zh="鉴定资格证号", en="Licence of the appraiser");
  verdict @2 :AppraisalVerdict $label(zh="结论", en="Verdict");
  finding @3 :Text $format("multiline") $label(zh="鉴定意见", en="What was found");
  photoHash @4 :Text;
  appraisedAt @5 :Int64 $format("instant") $label(zh="鉴定时间", en="Appraised at");
  appealed @6 :Bool $label(zh="已申诉", en="Appealed against");
  appealReason @7 :Text $label(zh="申诉理由", en="Why it is appealed");
}

enum UnitDirection $label(zh="物流方向", en="Which way a unit goes") {
  none @0 $label(zh="无", en="None");
  toCustomer @1 $label(zh="新机送用户", en="New unit to the customer");
  fromCustomer @2 $label(zh="旧机回收", en="Old unit from the customer");
}

struct ExchangeUnit $label(zh="退换机物流", en="Unit of an exchange")
    $list(name="exchange_units", elements="cases.exchange_case:units",
          around=["id=asset", "order", "outlet", "customer", "brand"], thing="exchange_case",
          id=["^id", "#"], order="-sent_at", indexes=["on_the_way direction", "outlet"],
          owner="outlet",
          menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "store_keeper",
              "accountant"]) {
  direction @0 :UnitDirection $label(zh="方向", en="Which way");
  onTheWay @1 :Bool $label(zh="在途", en="On the way");
  model @2 :Text;
  serial @3 :Text;
  carrier @4 :Text $label(zh="承运人", en="Carrier");
  tracking @5 :Text $label(zh="运单号", en="Tracking number");
  sentAt @6 :Int64 $format("instant") $label(zh="发出时间", en="Sent at");
  arrivedAt @7 :Int64 $format("instant") $label(zh="到达时间", en="Arrived at");
  by @8 :Text $id("operator") $label(zh="发出人", en="Sent by");
}

struct ExchangeCase $state("exchange_case") $plural("exchange_cases") $idParts(["asset"])
    $label(zh="退换机", en="Exchange case")
    $list(keeper="cases",
          indexes=["outlet", "status outlet", "status outlet / closed_at", "order", "gate",
              "asset", "customer"],
          owner="outlet",
          order="-requested_at", search=["id", "serial", "new_serial", "+brand"], menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "store_keeper",
              "accountant"]) {
  status @0 :ExchangeStatus;
  asset @1 :Text $id("asset");
  order @2 :Text $id("work_order");
  outlet @3 :Text $id("outlet");
  customer @4 :Text $id("customer");
  brand @5 :Text;
  category @6 :Text;
  model @7 :Text;
  serial @8 :Text;
  # Of the old unit, as on its sheet when it was asked for.
  gate @9 :WarrantyGate $label(zh="三包条件", en="Gate");
  remedy @10 :Remedy $label(zh="处理方式", en="Remedy");
  policy @11 :Text $id("warranty_policy");
  version @12 :UInt32;
  line @13 :UInt32;
  on @14 :Int32 $format("date") $label(zh="退换日期", en="Day of the exchange or return");
  # By which the gates and the depreciation count.
  price @15 :Int64 $format("money") $label(zh="购买价格", en="Price paid");
  usedDays @16 :Int32 $label(zh="已使用（天）", en="Used for (days)");
  depreciation @17 :Int32 $format("rate") $label(zh="日折旧率", en="Depreciation per day");
  refund @18 :Int64 $format("money") $label(zh="应退款", en="To be refunded");
  # Computed: the price, or the price less depreciation; of an exchange nothing.
  requester @19 :Text $id("operator");
  requestedAt @20 :Int64 $format("instant") $label(zh="申请时间", en="Requested at");
  reason @21 :Text;
  # Of the last step that said one.
  appraiser @22 :Text $id("operator") $label(zh="鉴定人", en="Appraised by");
  verdict @23 :AppraisalVerdict $label(zh="鉴定结论", en="Verdict");
  appraisals @24 :List(Appraisal) $maxLength(20) $label(zh="质量鉴定", en="Appraisals");
  decidedBy @25 :Text $id("operator") $label(zh="审批人", en="Decided by");
  decidedAt @26 :Int64 $format("instant") $label(zh="审批时间", en="Decided at");
  newAsset @27 :Text $id("asset") $label(zh="新装置", en="New asset");
  newModel @28 :Text $label(zh="新机型号", en="Model of the new unit");
  newSerial @29 :Text $label(zh="新机机号", en="Serial of the new unit");
  units @30 :List(ExchangeUnit) $maxLength(40) $label(zh="物流", en="Units");
  refundedBy @31 :Text $id("operator") $label(zh="退款人", en="Refunded by");
  refundedAt @32 :Int64 $format("instant") $label(zh="退款时间", en="Refunded at");
  receipt @33 :Text;
  settlement @34 :Text $label(zh="结算单号", en="Settlement");
  claimed @35 :Int64 $format("money") $label(zh="向厂家索赔", en="Claimed of the maker");
  settledAt @36 :Int64 $format("instant") $label(zh="结算时间", en="Settled at");
  closedAt @37 :Int64 $format("instant") $label(zh="结案时间", en="Closed at");
  by @38 :Text $id("operator") $label(zh="经手人", en="By");
  # Who brought what waits.
  dues @39 :List(ExchangeDue) $maxLength(50) $label(zh="待换机", en="Exchange due");
  # Of its machine, which ended when it was approved: due again where that is taken back.
}

struct RequestExchange
    $command(stream="work_order", code=810, roles=["technician", "call_centre", "dispatcher"])
    $back("WithdrawExchange")
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold", "work_reported", "completed", "followed_up"])
    $label(zh="申请退换机", en="Request an exchange or a refund") {
  # Of the order's asset, by a gate that is open and gives that remedy. One case a machine.
  order @0 :Text $required $id("work_order");
  remedy @1 :Remedy $required $label(zh="处理方式", en="Remedy");
  gate @2 :WarrantyGate $label(zh="三包条件", en="Gate");
  # None: the first that is open and gives it.
  on @3 :Int32 $format("date") $label(zh="退换日期", en="Day of the exchange or return");
  # None: the day of the order's fault.
  reason @4 :Text $required;
}
struct AppraiseUnit $command(stream="exchange_case", code=811, roles=["technician", "dispatcher"])
    $otherThan("requester") $back("TakeBackExchangeStep")
    $when(["requested"]) $usual(["requested"]) $label(zh="质量鉴定", en="Appraise the unit") {
  # By another than who asks for the exchange; after an appeal by another appraiser.
  exchange @0 :Text $required $id("exchange_case");
  verdict @1 :AppraisalVerdict $required $label(zh="结论", en="Verdict");
  licence @2 :Text $maxLength(64) $label(zh="鉴定资格证号", en="Licence of the appraiser");
  # Empty: the certificate of his own skill for such machines.
  finding @3 :Text $required $format("multiline") $label(zh="鉴定意见", en="What was found");
  photoHash @4 :Text $maxLength(64);
}
struct AppealAppraisal
    $command(stream="exchange_case", code=812, roles=["technician", "call_centre", "dispatcher"])
    $when(["appraised", "refused"]) $label(zh="申诉鉴定", en="Appeal against an appraisal") {
  # What was found stays in the book; another appraiser appraises anew.
  exchange @0 :Text $required $id("exchange_case");
  reason @1 :Text $required;
}
struct ApproveExchange
    $command(stream="exchange_case", code=813, roles=["accountant", "administrator", "manager"])
    $otherThan("requester") $back("TakeBackExchangeStep")
    $when(["appraised"]) $usual(["appraised"])
    $label(zh="批准退换机", en="Approve an exchange") {
  # By a person who neither asks for it nor appraised the unit.
  exchange @0 :Text $required $id("exchange_case");
  note @1 :Text $format("multiline");
}
struct RefuseExchange
    $command(stream="exchange_case", code=814, roles=["accountant", "administrator", "manager"])
    $otherThan("requester") $back("TakeBackExchangeStep")
    $when(["appraised"]) $label(zh="拒绝退换机", en="Refuse an exchange") {
  exchange @0 :Text $required $id("exchange_case");
  reason @1 :Text $required;
}
struct ShipUnit $command(stream="exchange_case", code=815, roles=["store_keeper"])
    $back("TakeBackExchangeStep")
    $when(["approved"]) $usual(["approved remedy=exchange"])
    $label(zh="发出新机", en="Ship the new unit") {
  exchange @0 :Text $required $id("exchange_case");
  serial @1 :Text $required $format("code") $maxLength(40) $label(zh="新机机号", en="New serial");
  # Of no other machine.
  model @2 :Text $maxLength(64) $label(zh="新机型号", en="Model of the new unit");
  # Empty: the same.
  carrier @3 :Text $maxLength(64) $label(zh="承运人", en="Carrier");
  tracking @4 :Text $maxLength(64) $label(zh="运单号", en="Tracking number");
  reason @5 :Text;
  # Why another model is as good, or better.
}
struct RefundCustomer $command(stream="exchange_case", code=816, roles=["accountant"])
    $back("TakeBackExchangeStep")
    $when(["approved"]) $usual(["approved remedy=refund", "approved remedy=refund_depreciated"])
    $label(zh="退款给用户", en="Refund the customer") {
  # The amount that was approved: nobody types it.
  exchange @0 :Text $required $id("exchange_case");
  receipt @1 :Text $required $maxLength(64);
}
struct CollectOldUnit
    $command(stream="exchange_case", code=817, roles=["technician", "dispatcher", "store_keeper"])
    $back("TakeBackExchangeStep")
    $when(["shipped", "refunded"]) $usual(["shipped", "refunded"])
    $label(zh="取回旧机", en="Collect the old unit") {
  # At the customer's: the new unit stays, which begins its warranty; the old one goes.
  exchange @0 :Text $required $id("exchange_case");
  serial @1 :Text $required $format("code") $maxLength(40) $label(zh="旧机机号", en="Old serial");
  # As it stands on the machine.
  newSerial @2 :Text $format("code") $maxLength(40) $label(zh="新机机号", en="New serial");
  # Of an exchange: as it stands on the machine that came.
  carrier @3 :Text $maxLength(64) $label(zh="承运人", en="Carrier");
  tracking @4 :Text $maxLength(64) $label(zh="运单号", en="Tracking number");
}
struct ReceiveOldUnit $command(stream="exchange_case", code=818, roles=["store_keeper"])
    $back("TakeBackExchangeStep")
    $when(["collected"]) $usual(["collected"])
    $label(zh="收到旧机", en="Receive the old unit") {
  exchange @0 :Text $required $id("exchange_case");
  serial @1 :Text $required $format("code") $maxLength(40) $label(zh="旧机机号", en="Old serial");
  note @2 :Text $format("multiline");
}
struct SettleExchange $command(stream="exchange_case", code=819, roles=["accountant"])
    $back("TakeBackExchangeStep")
    $when(["received"]) $usual(["received"]) $label(zh="结算退换机", en="Settle an exchange") {
  # With the maker, by his document.
  exchange @0 :Text $required $id("exchange_case");
  settlement @1 :Text $required $maxLength(64) $label(zh="结算单号", en="Settlement");
  claimed @2 :Int64 $format("money") $bounds(min=0, max=100000000000)
      $label(zh="向厂家索赔", en="Claimed of the maker");
}
struct CloseExchange
    $command(stream="exchange_case", code=820, roles=["call_centre", "dispatcher", "accountant"])
    $back("TakeBackExchangeStep")
    $when(["refused", "settled"]) $usual(["refused", "settled"])
    $label(zh="退换机结案", en="Close an exchange case") {
  # The customer was told.
  exchange @0 :Text $required $id("exchange_case");
  note @1 :Text $format("multiline");
}
struct TakeBackExchangeStep
    $command(stream="exchange_case", code=821,
             roles=["technician", "call_centre", "dispatcher", "store_keeper", "accountant",
                 "administrator", "manager"])
    $when(["appraised", "approved", "refused", "shipped", "refunded", "collected", "received",
        "settled", "closed"])
    $label(zh="撤回退换机上一步", en="Take back the last step of an exchange") {
  # By whose duty that step is. A unit that was handed over before is its customer's no longer; by
  # another person than who shipped it, and where nothing hangs on it.
  exchange @0 :Text $required $id("exchange_case");
  reason @1 :Text $required;
}
struct WithdrawExchange
    $command(stream="exchange_case", code=822, roles=["technician", "call_centre", "dispatcher"])
    $when(["requested", "appraised", "approved"])
    $label(zh="撤回退换机申请", en="Withdraw an exchange case") {
  # Before anything went or was paid; another remedy may be asked for then.
  exchange @0 :Text $required $id("exchange_case");
  reason @1 :Text $required;
}

struct DecideRemedy
    $command(stream="work_order", code=823, roles=["technician", "call_centre", "dispatcher"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold", "work_reported", "completed", "followed_up"])
    $label(zh="确定处理方式", en="Decide on the remedy") {
  # Of those that its asset is entitled to on the day of the fault.
  order @0 :Text $required $id("work_order");
  remedy @1 :Remedy $required $label(zh="处理方式", en="Remedy");
}

struct DeclineExchange
    $command(stream="work_order", code=1160, roles=["call_centre", "dispatcher"])
    $back("WithdrawExchangeDecline")
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold", "work_reported", "completed", "followed_up", "posted", "canceled"])
    $label(zh="用户不换机", en="Customer declines an exchange") {
  # That his machine is entitled to, by this order: it waits for its case no longer. The entitlement
  # stands, and a case may be opened all the same.
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}
struct WithdrawExchangeDecline
    $command(stream="work_order", code=1161, roles=["call_centre", "dispatcher"])
    $back("DeclineExchange")
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold", "work_reported", "completed", "followed_up", "posted", "canceled"])
    $label(zh="撤回用户不换机", en="Withdraw that an exchange is declined") {
  # He thought better of it, or it was another's: it waits as before.
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}

struct ExchangeRequested $event(stream="exchange_case", code=810)
    $label(zh="已申请退换机", en="Exchange requested") {
  order @0 :UInt16 $ref("work_order");
  asset @1 :UInt16 $ref("asset");
  outlet @2 :Text $id("outlet");
  customer @3 :Text $id("customer");
  brand @4 :Text;
  category @5 :Text;
  model @6 :Text;
  serial @7 :Text;
  gate @8 :WarrantyGate $label(zh="三包条件", en="Gate");
  remedy @9 :Remedy $label(zh="处理方式", en="Remedy");
  policy @10 :Text $id("warranty_policy");
  version @11 :UInt32;
  line @12 :UInt32;
  on @13 :Int32 $format("date") $label(zh="退换日期", en="Day of the exchange or return");
  price @14 :Int64 $format("money") $label(zh="购买价格", en="Price paid");
  usedDays @15 :Int32 $label(zh="已使用（天）", en="Used for (days)");
  depreciation @16 :Int32 $format("rate") $label(zh="日折旧率", en="Depreciation per day");
  refund @17 :Int64 $format("money") $label(zh="应退款", en="To be refunded");
  requester @18 :Text $id("operator");
  requestedAt @19 :Int64 $format("instant") $label(zh="申请时间", en="Requested at");
  reason @20 :Text;
}
struct UnitAppraised $event(stream="exchange_case", code=811)
    $label(zh="已鉴定", en="Unit appraised") {
  verdict @0 :AppraisalVerdict $label(zh="结论", en="Verdict");
  licence @1 :Text $label(zh="鉴定资格证号", en="Licence of the appraiser");
  finding @2 :Text $format("multiline") $label(zh="鉴定意见", en="What was found");
  photoHash @3 :Text;
  appraiser @4 :Text $id("operator") $label(zh="鉴定人", en="Appraised by");
  appraisedAt @5 :Int64 $format("instant") $label(zh="鉴定时间", en="Appraised at");
}
struct AppraisalAppealed $event(stream="exchange_case", code=812)
    $label(zh="已申诉鉴定", en="Appraisal appealed against") {
  appealReason @0 :Text $label(zh="申诉理由", en="Why it is appealed");
  by @1 :Text $id("operator") $label(zh="申诉人", en="By");
}
struct ExchangeApproved $event(stream="exchange_case", code=813)
    $label(zh="退换机已批准", en="Exchange approved") {
  decidedBy @0 :Text $id("operator") $label(zh="审批人", en="Decided by");
  decidedAt @1 :Int64 $format("instant") $label(zh="审批时间", en="Decided at");
  note @2 :Text $format("multiline");
  dues @3 :List(ExchangeDue) $label(zh="待换机", en="Exchange due");
  # What ends with it, as it stood.
}
struct ExchangeRefused $event(stream="exchange_case", code=814)
    $label(zh="退换机已拒绝", en="Exchange refused") {
  decidedBy @0 :Text $id("operator") $label(zh="审批人", en="Decided by");
  decidedAt @1 :Int64 $format("instant") $label(zh="审批时间", en="Decided at");
  reason @2 :Text;
}
struct UnitShipped $event(stream="exchange_case", code=815)
    $label(zh="新机已发出", en="New unit shipped") {
  # Together with SerialClaimed by the asset that it will be.
  newAsset @0 :Text $id("asset") $label(zh="新装置", en="New asset");
  newModel @1 :Text $label(zh="新机型号", en="Model of the new unit");
  newSerial @2 :Text $label(zh="新机机号", en="Serial of the new unit");
  carrier @3 :Text $label(zh="承运人", en="Carrier");
  tracking @4 :Text $label(zh="运单号", en="Tracking number");
  sentAt @5 :Int64 $format("instant") $label(zh="发出时间", en="Sent at");
  reason @6 :Text;
  by @7 :Text $id("operator") $label(zh="发货人", en="By");
}
struct CustomerRefunded $event(stream="exchange_case", code=816)
    $label(zh="已退款给用户", en="Customer refunded") {
  refund @0 :Int64 $format("money") $label(zh="退款", en="Refunded");
  receipt @1 :Text;
  refundedBy @2 :Text $id("operator") $label(zh="退款人", en="Refunded by");
  refundedAt @3 :Int64 $format("instant") $label(zh="退款时间", en="Refunded at");
}
struct OldUnitCollected $event(stream="exchange_case", code=817)
    $label(zh="旧机已取回", en="Old unit collected") {
  # Of an exchange together with AssetRegistered and WarrantyStarted of the new unit.
  serial @0 :Text $label(zh="旧机机号", en="Old serial");
  carrier @1 :Text $label(zh="承运人", en="Carrier");
  tracking @2 :Text $label(zh="运单号", en="Tracking number");
  sentAt @3 :Int64 $format("instant") $label(zh="取机时间", en="Collected at");
  by @4 :Text $id("operator") $label(zh="取机人", en="By");
}
struct OldUnitReceived $event(stream="exchange_case", code=818)
    $label(zh="旧机已收到", en="Old unit received") {
  arrivedAt @0 :Int64 $format("instant") $label(zh="到达时间", en="Arrived at");
  note @1 :Text $format("multiline");
  by @2 :Text $id("operator") $label(zh="收货人", en="By");
}
struct ExchangeSettled $event(stream="exchange_case", code=819)
    $label(zh="退换机已结算", en="Exchange settled") {
  settlement @0 :Text $label(zh="结算单号", en="Settlement");
  claimed @1 :Int64 $format("money") $label(zh="向厂家索赔", en="Claimed of the maker");
  settledAt @2 :Int64 $format("instant") $label(zh="结算时间", en="Settled at");
  by @3 :Text $id("operator") $label(zh="结算人", en="By");
}
struct ExchangeClosed $event(stream="exchange_case", code=820)
    $label(zh="退换机已结案", en="Exchange case closed") {
  closedAt @0 :Int64 $format("instant") $label(zh="结案时间", en="Closed at");
  note @1 :Text $format("multiline");
  by @2 :Text $id("operator") $label(zh="结案人", en="By");
}
struct ExchangeStepTakenBack $event(stream="exchange_case", code=821)
    $label(zh="退换机上一步已撤回", en="Last step of an exchange taken back") {
  status @0 :ExchangeStatus;
  # As it is again.
  reason @1 :Text;
  by @2 :Text $id("operator") $label(zh="撤回人", en="By");
}
struct ExchangeWithdrawn $event(stream="exchange_case", code=822)
    $label(zh="退换机申请已撤回", en="Exchange case withdrawn") {
  reason @0 :Text;
}
struct ExchangeBegun $event(stream="work_order", code=294)
    $label(zh="已开退换机", en="Exchange case begun") {
  exchange @0 :UInt16 $ref("exchange_case");
  remedy @1 :Remedy $label(zh="处理方式", en="Remedy");
  gate @2 :WarrantyGate $label(zh="三包条件", en="Gate");
}
struct ExchangeOver $event(stream="work_order", code=295)
    $label(zh="退换机已了结", en="Exchange case over") {
  # Refused, withdrawn or closed.
  exchange @0 :UInt16 $ref("exchange_case");
  outcome @1 :ExchangeStatus $label(zh="结果", en="Outcome");
}
struct RemedyDecided $event(stream="work_order", code=297)
    $label(zh="处理方式已确定", en="Remedy decided") {
  remedy @0 :Remedy $label(zh="处理方式", en="Remedy");
  gate @1 :WarrantyGate $label(zh="三包条件", en="Gate");
  decidedBy @2 :Text $id("operator") $label(zh="决定人", en="Decided by");
}

enum ExchangeCaseRefusal $refusals("exchange_case") {
  notFound @0 $label(zh="没有该退换机", en="There is no such exchange case");
  noAsset @1 $label(zh="工单没有装置档案", en="The order is about no registered asset");
  openCase @2 $label(zh="该装置已有退换机在办", en="A case of the machine is under way");
  alreadyRemedied @3 $label(zh="该装置已退换，不能再次退换", en="The machine was exchanged or refunded already");
  remedyMissing @4 $label(zh="请选择更换或退款", en="Say whether it is an exchange or a refund");
  remedyNotEntitled @5 $label(zh="三包权益不含该处理方式", en="The remedy is not in the entitlement");
  gateNotOpen @6 $label(zh="该三包条件不满足", en="That gate is not open, or gives another remedy");
  priceUnknown @7
      $label(zh="购买价格未知，无法计算退款", en="The price paid is not known: nothing can be refunded");
  inTheFuture @8 $label(zh="日期晚于今天", en="The day has not come");
  badText @9 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  badPhoto @10 $label(zh="照片哈希不正确", en="The photo's hash is not well formed");
  notRequested @11 $label(zh="不在待鉴定状态", en="It does not wait for an appraisal");
  notAppraised @12 $label(zh="尚未鉴定，或已审批", en="It is not appraised, or decided already");
  notApproved @13 $label(zh="未批准，或已办理", en="It is not approved, or done already");
  sameRequester @14 $label(zh="鉴定人和审批人不能是申请人", en="Who asks for it neither appraises nor decides");
  sameAppraiser @15 $label(zh="不能由同一鉴定人", en="Another person than the appraiser is needed");
  verdictMissing @16 $label(zh="请选择结论", en="The verdict must be named");
  licenceMissing @17 $label(zh="请填写鉴定资格证号", en="The appraiser's licence is needed");
  notDefective @18 $label(zh="鉴定不属产品质量问题", en="The appraisal found no defect of the product");
  otherRemedy @19 $label(zh="批准的是另一种处理方式", en="Another remedy was approved");
  serialTaken @20 $label(zh="该机号属于另一台机器", en="Another machine bears that serial");
  otherModel @21 $yields("reason")
      $label(zh="型号不同，请说明同等或更好", en="Another model: say why it is as good, or better");
  serialMismatch @22 $label(zh="机号与旧机不符", en="The serial is not the old unit's");
  notShipped @23 $label(zh="该机号没有发出", en="No unit of that serial was shipped");
  nothingOut @24 $label(zh="新机未发、款未退", en="Neither a unit was shipped nor money refunded");
  notCollected @25 $label(zh="旧机尚未取回", en="The old unit is not on its way");
  notReceived @26 $label(zh="旧机尚未收到", en="The old unit has not come in");
  notSettled @27 $label(zh="尚未结算或拒绝", en="It is neither settled nor refused");
  nothingToTakeBack @28 $label(zh="没有可撤回的步骤", en="There is no step to take back");
  delivered @29
      $label(zh="新机已在使用：请先了结其后续记录", en="The new unit is in use: first what hangs on it");
  underWay @30 $label(zh="已办理或已了结，不能撤回", en="It is done or over: it can not be withdrawn");
  badAmount @31 $label(zh="金额不正确", en="The amount is negative or too large");
  notDue @32 $label(zh="该工单的装置没有待换机", en="The order's machine is entitled to no exchange");
  declined @33 $label(zh="已登记用户不换机", en="It is noted that he declines");
  notDeclined @34 $label(zh="没有登记用户不换机", en="Nobody noted that he declines");
  sameShipper @35
      $label(zh="新机已交过用户：撤回人不能是发货人",
             en="It was handed over before: another person than who shipped it takes that back");
}
