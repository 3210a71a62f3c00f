@0xd3a1c0d25e8f4b05;
# Installed assets: appliances at customers. Codes 150-159, 600-605, 613, 1330.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".unlisted;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".event;
using import "annotations.capnp".state;
using import "annotations.capnp".plural;
using import "annotations.capnp".refusals;
using import "annotations.capnp".yields;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "annotations.capnp".means;

struct AssetOrder {
  order @0 :Text $id("work_order");
  fault @1 :Text;
}

enum PurchaseProof $label(zh="购买凭证", en="Proof of purchase") {
  none @0 $label(zh="未登记", en="Not recorded");
  invoiced @1 $label(zh="有发票", en="Invoice seen");
  unproven @2 $label(zh="无凭证", en="Unproven");
  # What warranty says then is what somebody told.
}

enum AssetDateKind $label(zh="到期类型", en="Kind of date") {
  none @0 $label(zh="无", en="None");
  warranty @1 $label(zh="保修到期", en="End of warranty");
  maintenance @2 $label(zh="保养", en="Maintenance");
  inspection @3 $label(zh="巡检", en="Inspection");
}

struct AssetOwner $label(zh="原用户", en="Former owner") {
  customer @0 :Text $id("customer");
  until @1 :Int64 $format("instant") $label(zh="至", en="Until");
}

struct AssetRepair $label(zh="装置维修", en="Repair of an asset") {
  order @0 :Text $id("work_order");
  technician @1 :Text $id("technician");
  fault @2 :Text;
  at @3 :Int64 $format("instant") $label(zh="完工时间", en="Completed at");
  repeat @4 :Bool $label(zh="同一故障再修", en="The same fault again");
  # A repair of the same fault came before it, as far as the asset remembers: of the same code where
  # both have one, else of the same group.
  daysSince @5 :Int32 $label(zh="距上次（天）", en="Since the one before (days)");
  # Full days.
  previousOrder @6 :Text $id("work_order") $label(zh="上次工单", en="The order before");
  previousTechnician @7 :Text $id("technician") $label(zh="上次技术员", en="Its technician");
  faultCode @8 :Text $means("fault_code");
}

struct Asset $state("asset") $plural("assets") $label(zh="装置档案", en="Installed asset")
    $list(keeper="cases", indexes=["customer", "serial", "brand model", "dealer", "proof",
              " / warranty_until", " / next_maintenance", " / next_inspection"], owner="customer",
          search=["id", "serial", "model", "invoice", "+brand", "+category"], menu="today",
          commands=["StartWarranty"],
          readers=["administrator", "auditor", "call_centre", "dispatcher", "accountant"]) {
  registered @0 :Bool $label(zh="已登记", en="Registered");
  brand @1 :Text;
  category @2 :Text;
  model @3 :Text;
  serial @4 :Text;
  customer @5 :Text $id("customer");
  soldOn @6 :Int32 $format("date");
  # 0: unknown.
  deliveredOn @7 :Int32 $format("date");
  invoice @8 :Text;
  warrantyUntil @9 :Int32 $format("date");
  openOrders @10 :List(AssetOrder) $maxLength(200) $label(zh="未完工单", en="Open orders");
  repairs @11 :List(AssetRepair) $maxLength(10) $label(zh="最近维修", en="Latest repairs");
  # The last ten completed repairs, oldest first.
  nextMaintenance @12 :Int32 $format("date") $label(zh="下次保养", en="Next maintenance");
  nextInspection @13 :Int32 $format("date") $label(zh="下次巡检", en="Next inspection");
  dealer @14 :Text $id("dealer");
  price @15 :Int64 $format("money") $label(zh="购买价格", en="Price paid");
  proof @16 :PurchaseProof $label(zh="购买凭证", en="Proof of purchase");
  sheets @17 :UInt32 $label(zh="已打印档案表", en="Sheets printed");
  formerOwners @18 :List(AssetOwner) $maxLength(50) $label(zh="原用户", en="Former owners");
  # The first one first.
}

struct BrandSerial $state("brand_serial") $plural("brand_serials") $label(zh="品牌机号", en="Serial of a brand") {
  # brand_serial/<brand>:<serial>: which asset bears the serial. None: it is free again.
  asset @0 :Text $id("asset");
}

enum SerialCheck $label(zh="机号校验", en="Check digit of a serial") {
  # How the last digit follows from the digits before it.
  none @0 $label(zh="无", en="None");
  luhn @1 $label(zh="Luhn（模 10）", en="Luhn (mod 10)");
  gs1 @2 $label(zh="GS1（模 10，权 3/1）", en="GS1 (mod 10, weights 3 and 1)");
}

struct SerialFormat $state("serial_format") $plural("serial_formats") $label(zh="机号格式", en="Format of serials")
    $list(keeper="directory", menu="base",
          readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  # serial_format/<brand>:<model>, or serial_format/<brand>:* for the models without one of their own.
  length @0 :UInt32;
  # In characters; 0: any from 4 to 40.
  check @1 :SerialCheck;
}

struct RegisterAsset $command(stream="asset", code=150,
      roles=["call_centre", "dispatcher", "technician"])
    $when(["none"]) $label(zh="登记装置", en="Register an asset") {
  asset @0 :Text $id("asset") $maxLength(64) $label(zh="装置编号", en="Asset");
  # Empty: the next free number A-yyyymmdd-nnnn.
  brand @1 :Text $required $maxLength(64);
  category @2 :Text $maxLength(64);
  # Empty: as the register of product models says.
  model @3 :Text $required $maxLength(64);
  serial @4 :Text $required $format("code") $maxLength(40);
  customer @5 :Text $required $id("customer");
  soldOn @6 :Int32 $format("date");
  deliveredOn @7 :Int32 $format("date");
  invoice @8 :Text $maxLength(64);
  warrantyUntil @9 :Int32 $format("date");
  confirmReason @10 :Text;
  # Needed where no register has the brand, the category or, of a brand with models, the model.
}

struct DefineSerialFormat $command(stream="serial_format", code=151, roles=["administrator"])
    $when(["none"]) $label(zh="定义机号格式", en="Define the format of serials") {
  # What a maker's serials look like; serials that are registered from now on must fit.
  brand @0 :Text $required $maxLength(64);
  model @1 :Text $maxLength(64);
  # Empty: every model of the brand without a format of its own.
  length @2 :UInt32 $bounds(min = 0, max = 40);
  check @3 :SerialCheck;
}
struct CorrectAsset $command(stream="asset", code=152, roles=["call_centre", "dispatcher"])
    $label(zh="更正装置", en="Correct an asset") {
  # Every field as it shall be from now on. Another serial frees the old one. Orders that are open
  # keep what they were registered with.
  asset @0 :Text $required $id("asset");
  brand @1 :Text $required $maxLength(64);
  category @2 :Text $required $maxLength(64);
  model @3 :Text $required $maxLength(64);
  serial @4 :Text $required $maxLength(40);
  customer @5 :Text $required $id("customer");
  soldOn @6 :Int32 $format("date");
  deliveredOn @7 :Int32 $format("date");
  invoice @8 :Text $maxLength(64);
  warrantyUntil @9 :Int32 $format("date");
  reason @10 :Text $required;
}

struct TransferAsset $command(stream="asset", code=153, roles=["call_centre", "dispatcher"])
    $label(zh="装置过户", en="Transfer an asset") {
  # It belongs to somebody else from now on. What was done to it stays with it; orders keep the
  # customer that they were registered for.
  asset @0 :Text $required $id("asset");
  customer @1 :Text $required $id("customer") $label(zh="新用户", en="New owner");
  reason @2 :Text $required;
}
struct SetAssetDates $command(stream="asset", code=154,
      roles=["call_centre", "dispatcher", "technician"])
    $label(zh="设定装置日期", en="Set an asset's dates") {
  # Every date as it shall be from now on; none: it has none.
  asset @0 :Text $required $id("asset");
  warrantyUntil @1 :Int32 $format("date");
  nextMaintenance @2 :Int32 $format("date") $label(zh="下次保养", en="Next maintenance");
  nextInspection @3 :Int32 $format("date") $label(zh="下次巡检", en="Next inspection");
}
struct RecordPurchase $command(stream="asset", code=155,
      roles=["call_centre", "dispatcher", "technician"])
    $label(zh="登记购买信息", en="Record a purchase") {
  # Everything as it shall be from now on. Without an invoice the warranty stands unproven.
  asset @0 :Text $required $id("asset");
  soldOn @1 :Int32 $required $format("date");
  # The invoice's date where there is one.
  invoice @2 :Text $maxLength(64);
  dealer @3 :Text $id("dealer");
  price @4 :Int64 $format("money") $bounds(min = 0) $label(zh="购买价格", en="Price paid");
}
struct PrintAssetSheet $command(stream="asset", code=156,
      roles=["call_centre", "dispatcher", "technician", "accountant"])
    $label(zh="打印装置档案表", en="Print an asset's sheet") {
  asset @0 :Text $required $id("asset");
  documentHash @1 :Text $required $maxLength(64) $label(zh="文档哈希", en="Document's SHA-256");
  # Of what is printed, in small hexadecimal digits.
}
struct PassAssetDate $command(stream="asset", code=603, roles=["system"])
    $label(zh="装置日期将到", en="Let an asset's date come near") {
  # Sent thirty days before; refused where another date was set meanwhile.
  asset @0 :Text $required $id("asset");
  kind @1 :AssetDateKind $required;
  on @2 :Int32 $required $format("date") $label(zh="日期", en="Date");
}

struct AnswerAssetDate $command(stream="asset", code=604,
      roles=["call_centre", "dispatcher", "technician"])
    $label(zh="安排下次日期", en="Set the next date") {
  # What was due is done or arranged; when it is due again.
  asset @0 :Text $required $id("asset");
  dateKind @1 :AssetDateKind $required $label(zh="到期类型", en="Kind of date");
  next @2 :Int32 $required $format("date") $label(zh="下次日期", en="Next date");
  note @3 :Text $format("multiline");
}
struct CloseAssetDate $command(stream="asset", code=605, roles=["call_centre", "dispatcher"])
    $label(zh="不再提醒", en="Let a date rest") {
  # The customer does not want it, say. A warranty ends all the same.
  asset @0 :Text $required $id("asset");
  dateKind @1 :AssetDateKind $required $label(zh="到期类型", en="Kind of date");
  reason @2 :Text $required;
}

struct AssetRegistered $event(stream="asset", code=150) $label(zh="装置已登记", en="Asset registered") {
  brand @0 :Text;
  category @1 :Text;
  model @2 :Text;
  serial @3 :Text;
  customer @4 :UInt16 $ref("customer");
  soldOn @5 :Int32 $format("date");
  deliveredOn @6 :Int32 $format("date");
  invoice @7 :Text;
  warrantyUntil @8 :Int32 $format("date");
}
struct SerialClaimed $event(stream="brand_serial", code=151) $label(zh="机号已占用", en="Serial claimed") {
  asset @0 :UInt16 $ref("asset");
}
struct AssetOrderOpened $event(stream="asset", code=152) $label(zh="装置有新工单", en="An order for the asset was opened") {
  order @0 :UInt16 $ref("work_order");
  fault @1 :Text;
}
struct AssetOrderClosed $event(stream="asset", code=153) $label(zh="装置工单已结束", en="An order for the asset was closed") {
  order @0 :UInt16 $ref("work_order");
}
struct AssetRepaired $event(stream="asset", code=154) $label(zh="装置已维修", en="Asset repaired") {
  order @0 :UInt16 $ref("work_order");
  technician @1 :Text $id("technician");
  fault @2 :Text;
  at @3 :Int64 $format("instant") $label(zh="完工时间", en="Completed at");
  faultCode @4 :Text;
}

struct AssetRepairWithdrawn $event(stream="asset", code=159)
    $label(zh="装置维修已撤回", en="Repair of the asset withdrawn") {
  # The order was about another appliance, or is not done.
  order @0 :UInt16 $ref("work_order");
  at @1 :Int64 $format("instant") $label(zh="原完工时间", en="Was completed at");
  # Which of its repairs; 0: each of them.
}
struct SerialFormatDefined $event(stream="serial_format", code=155) $label(zh="机号格式已定义", en="Format of serials defined") {
  length @0 :UInt32;
  check @1 :SerialCheck;
}
struct AssetCorrected $event(stream="asset", code=156) $label(zh="装置已更正", en="Asset corrected") {
  brand @0 :Text;
  category @1 :Text;
  model @2 :Text;
  serial @3 :Text;
  customer @4 :UInt16 $ref("customer");
  soldOn @5 :Int32 $format("date");
  deliveredOn @6 :Int32 $format("date");
  invoice @7 :Text;
  warrantyUntil @8 :Int32 $format("date");
  reason @9 :Text;
}
struct SerialFreed $event(stream="brand_serial", code=157) $label(zh="机号已释放", en="Serial freed") {
  # No asset bears it any more.
}

struct AssetTransferred $event(stream="asset", code=158)
    $label(zh="装置已过户", en="Asset transferred") {
  customer @0 :UInt16 $ref("customer") $label(zh="新用户", en="New owner");
  from @1 :UInt16 $ref("customer") $label(zh="原用户", en="Former owner");
  at @2 :Int64 $format("instant");
  reason @3 :Text;
}
struct AssetDatesSet $event(stream="asset", code=600) $label(zh="装置日期已设定", en="Asset's dates set") {
  warrantyUntil @0 :Int32 $format("date");
  nextMaintenance @1 :Int32 $format("date") $label(zh="下次保养", en="Next maintenance");
  nextInspection @2 :Int32 $format("date") $label(zh="下次巡检", en="Next inspection");
  changed @3 :List(AssetDateKind) $label(zh="变更的日期", en="What changed");
}
struct AssetDateAnswered $event(stream="asset", code=604)
    $label(zh="下次日期已安排", en="Next date of an asset set") {
  dateKind @0 :AssetDateKind $label(zh="到期类型", en="Kind of date");
  next @1 :Int32 $format("date") $label(zh="下次日期", en="Next date");
  note @2 :Text $format("multiline");
}
struct AssetDateClosed $event(stream="asset", code=613)
    $label(zh="日期不再提醒", en="Date of an asset let rest") {
  dateKind @0 :AssetDateKind $label(zh="到期类型", en="Kind of date");
  reason @1 :Text;
}
struct PurchaseRecorded $event(stream="asset", code=601)
    $label(zh="购买信息已登记", en="Purchase recorded") {
  soldOn @0 :Int32 $format("date");
  invoice @1 :Text;
  dealer @2 :UInt16 $ref("dealer");
  price @3 :Int64 $format("money") $label(zh="购买价格", en="Price paid");
  proof @4 :PurchaseProof $label(zh="购买凭证", en="Proof of purchase");
}
struct AssetSheetPrinted $event(stream="asset", code=602)
    $label(zh="装置档案表已打印", en="Asset's sheet printed") {
  sheets @0 :UInt32 $label(zh="第几份", en="Copy number");
  documentHash @1 :Text $label(zh="文档哈希", en="Document's SHA-256");
  printedBy @2 :UInt16 $ref("operator") $label(zh="打印人", en="Printed by");
}
struct AssetWithdrawn $event(stream="asset", code=1330)
    $label(zh="装置登记已撤回", en="Asset withdrawn") {
  # It never became the customer's.
  reason @0 :Text;
  by @1 :UInt16 $ref("operator") $label(zh="撤回人", en="Withdrawn by");
}

struct AssetDateNear $event(stream="asset", code=603) $unlisted
    $label(zh="装置日期将到", en="An asset's date comes near") {
  kind @0 :AssetDateKind;
  on @1 :Int32 $format("date") $label(zh="日期", en="Date");
  outlet @2 :Text $id("outlet");
  customer @3 :Text $id("customer");
}

enum AssetRefusal $refusals("asset") {
  unusedNotFound @0 $label(zh="装置不存在", en="There is no such asset");
  exists @1 $label(zh="装置编号已被使用", en="The asset's id is taken");
  badId @2 $label(zh="装置编号格式不正确", en="The asset's id is not well formed");
  badSerial @3 $label(zh="机号格式不正确", en="The serial number is not well formed");
  serialTaken @4 $label(zh="该品牌机号已登记，换了用户请办过户",
      en="An asset of this brand bears the serial already: transfer it if it has a new owner");
  badBrand @5 $label(zh="品牌不正确", en="The brand is not well formed");
  badText @6 $label(zh="文字过长或含有非法字符", en="A text is empty, too long or not well formed");
  unknownCustomer @7 $label(zh="客户不存在", en="There is no such customer");
  badDates @8 $label(zh="日期先后不正确", en="The dates contradict each other");
  soldInFuture @9 $label(zh="购买日期晚于今天", en="The asset would be sold in the future");
  serialLength @10 $label(zh="机号长度与型号不符", en="The serial has not the length of the model's serials");
  serialCheckDigit @11 $label(zh="机号校验位不正确", en="The serial's check digit is wrong");
  nothingChanged @13 $label(zh="没有变化", en="Nothing would change");
  unknownBrand @14 $label(zh="没有登记过该品牌，请核对", en="No register has such a brand: is it right?")
      $yields("confirmReason");
  unregistered @15 $label(zh="装置尚未登记", en="The asset is not registered");
  sameOwner @16 $label(zh="装置已属于该用户", en="It belongs to that customer already");
  badPrice @17 $label(zh="价格不正确", en="The price is negative or too large");
  unknownDealer @18 $label(zh="经销商不存在", en="There is no such dealer");
  badHash @19 $label(zh="文档哈希不正确", en="The document's hash is not well formed");
  kindMissing @23 $label(zh="请选择到期类型", en="The kind of date must be named");
  noSuchDate @24 $label(zh="装置没有该日期", en="The asset has no such date");
  dateChanged @20 $label(zh="日期已另行设定", en="Another date was set");
  dateMissing @21 $label(zh="请填写购买日期", en="Name the day of the purchase");
  unknownCategory @25 $yields("confirmReason")
      $label(zh="没有登记过该产品类别，请核对", en="No register has such a category: is it right?");
  unlistedModel @26 $yields("confirmReason")
      $label(zh="该品牌没有登记过该型号，请核对", en="The brand's models do not have it: is it right?");
  unknownModel @22 $label(zh="没有登记过该型号，请填写产品类别", en="No register has the model: name the category");
  badFormat @12 $label(zh="机号格式定义不正确", en="A format is a length of 4 to 40, or any, and a check");
}
