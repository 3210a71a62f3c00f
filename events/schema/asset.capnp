@0xd3a1c0d25e8f4b05;
# Installed assets: appliances at customers. Codes 150-159.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
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

struct AssetOrder {
  order @0 :Text $id("work_order");
  fault @1 :Text;
}

struct AssetRepair {
  order @0 :Text $id("work_order");
  technician @1 :Text $id("technician");
  fault @2 :Text;
  at @3 :Int64 $format("instant") $label(zh="完工时间", en="Completed at");
}

struct Asset $state("asset") $plural("assets") $label(zh="装置档案", en="Installed asset")
    $list(keeper="cases", indexes=["customer", "serial", "brand model"], owner="customer",
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

struct SerialFormat $state("serial_format") $plural("serial_formats") $label(zh="机号格式", en="Format of serials") {
  # serial_format/<brand>:<model>, or serial_format/<brand>:* for the models without one of their own.
  length @0 :UInt32;
  # In characters; 0: any from 4 to 40.
  check @1 :SerialCheck;
}

struct RegisterAsset $command(stream="asset", code=150, roles=["call_centre", "dispatcher", "technician"])
    $when(["none"]) $label(zh="登记装置", en="Register an asset") {
  asset @0 :Text $id("asset") $maxLength(64) $label(zh="装置编号", en="Asset");
  # Empty: the next free number A-yyyymmdd-nnnn.
  brand @1 :Text $required $maxLength(64);
  category @2 :Text $required $maxLength(64);
  model @3 :Text $required $maxLength(64);
  serial @4 :Text $required $format("code") $maxLength(40);
  customer @5 :Text $required $id("customer");
  soldOn @6 :Int32 $format("date");
  deliveredOn @7 :Int32 $format("date");
  invoice @8 :Text $maxLength(64);
  warrantyUntil @9 :Int32 $format("date");
  confirmReason @10 :Text;
  # Needed where no register has the brand.
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
}

struct AssetRepairWithdrawn $event(stream="asset", code=159)
    $label(zh="装置维修已撤回", en="Repair of the asset withdrawn") {
  # The order was about another appliance.
  order @0 :UInt16 $ref("work_order");
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

enum AssetRefusal $refusals("asset") {
  unusedNotFound @0 $label(zh="装置不存在", en="There is no such asset");
  exists @1 $label(zh="装置编号已被使用", en="The asset's id is taken");
  badId @2 $label(zh="装置编号格式不正确", en="The asset's id is not well formed");
  badSerial @3 $label(zh="机号格式不正确", en="The serial number is not well formed");
  serialTaken @4 $label(zh="该品牌机号已登记", en="An asset of this brand bears the serial already");
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
  badFormat @12 $label(zh="机号格式定义不正确", en="A format is a length of 4 to 40, or any, and a check");
}
