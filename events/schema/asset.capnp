@0xd3a1c0d25e8f4b05;
# Installed assets: appliances at customers. Codes 150-159.

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

struct AssetOrder {
  order @0 :Text $id("work_order") $label(zh="工单", en="Order");
  fault @1 :Text $label(zh="故障组", en="Fault group");
}

struct AssetRepair {
  order @0 :Text $id("work_order") $label(zh="工单", en="Order");
  technician @1 :Text $id("technician") $label(zh="技术员", en="Technician");
  fault @2 :Text $label(zh="故障组", en="Fault group");
  at @3 :Int64 $format("instant") $label(zh="完工时间", en="Completed at");
}

struct Asset $state("asset") $plural("assets") $label(zh="装置档案", en="Installed asset") {
  registered @0 :Bool $label(zh="已登记", en="Registered");
  brand @1 :Text $label(zh="品牌", en="Brand");
  category @2 :Text $label(zh="产品类别", en="Product category");
  model @3 :Text $label(zh="型号", en="Model");
  serial @4 :Text $label(zh="机号", en="Serial number");
  customer @5 :Text $id("customer") $label(zh="客户", en="Customer");
  soldOn @6 :Int32 $format("date") $label(zh="购买日期", en="Sold on");
  # 0: unknown.
  deliveredOn @7 :Int32 $format("date") $label(zh="送货日期", en="Delivered on");
  invoice @8 :Text $label(zh="发票号", en="Invoice");
  warrantyUntil @9 :Int32 $format("date") $label(zh="保修截止", en="Warranty until");
  openOrders @10 :List(AssetOrder) $label(zh="未完工单", en="Open orders");
  repairs @11 :List(AssetRepair) $label(zh="最近维修", en="Latest repairs");
  # The last ten completed repairs, oldest first.
}

struct BrandSerial $state("brand_serial") $plural("brand_serials") $label(zh="品牌机号", en="Serial of a brand") {
  # brand_serial/<brand>:<serial>: which asset bears the serial.
  asset @0 :Text $id("asset") $label(zh="装置", en="Asset");
}

enum SerialCheck $label(zh="机号校验", en="Check digit of a serial") {
  # How the last digit follows from the digits before it.
  none @0 $label(zh="无", en="None");
  luhn @1 $label(zh="Luhn（模 10）", en="Luhn (mod 10)");
  gs1 @2 $label(zh="GS1（模 10，权 3/1）", en="GS1 (mod 10, weights 3 and 1)");
}

struct SerialFormat $state("serial_format") $plural("serial_formats") $label(zh="机号格式", en="Format of serials") {
  # serial_format/<brand>:<model>, or serial_format/<brand>:* for the models without one of their own.
  length @0 :UInt32 $label(zh="长度", en="Length");
  # In characters; 0: any from 4 to 40.
  check @1 :SerialCheck $label(zh="校验", en="Check digit");
}

struct RegisterAsset $command(stream="asset", code=150, roles=["call_centre", "dispatcher", "technician"]) $label(zh="登记装置", en="Register an asset") {
  asset @0 :Text $id("asset") $maxLength(64) $label(zh="装置编号", en="Asset");
  # Empty: the next free number A-yyyymmdd-nnnn.
  brand @1 :Text $required $maxLength(64) $label(zh="品牌", en="Brand");
  category @2 :Text $required $maxLength(64) $label(zh="产品类别", en="Product category");
  model @3 :Text $required $maxLength(64) $label(zh="型号", en="Model");
  serial @4 :Text $required $maxLength(40) $label(zh="机号", en="Serial number");
  customer @5 :Text $required $id("customer") $label(zh="客户", en="Customer");
  soldOn @6 :Int32 $format("date") $label(zh="购买日期", en="Sold on");
  deliveredOn @7 :Int32 $format("date") $label(zh="送货日期", en="Delivered on");
  invoice @8 :Text $maxLength(64) $label(zh="发票号", en="Invoice");
  warrantyUntil @9 :Int32 $format("date") $label(zh="保修截止", en="Warranty until");
}

struct DefineSerialFormat $command(stream="serial_format", code=151, roles=["administrator"]) $label(zh="定义机号格式", en="Define the format of serials") {
  # What a maker's serials look like; serials that are registered from now on must fit.
  brand @0 :Text $required $maxLength(64) $label(zh="品牌", en="Brand");
  model @1 :Text $maxLength(64) $label(zh="型号", en="Model");
  # Empty: every model of the brand without a format of its own.
  length @2 :UInt32 $bounds(min = 0, max = 40) $label(zh="长度", en="Length");
  check @3 :SerialCheck $label(zh="校验", en="Check digit");
}

struct AssetRegistered $event(stream="asset", code=150) $label(zh="装置已登记", en="Asset registered") {
  brand @0 :Text $label(zh="品牌", en="Brand");
  category @1 :Text $label(zh="产品类别", en="Product category");
  model @2 :Text $label(zh="型号", en="Model");
  serial @3 :Text $label(zh="机号", en="Serial number");
  customer @4 :UInt16 $ref("customer") $label(zh="客户", en="Customer");
  soldOn @5 :Int32 $format("date") $label(zh="购买日期", en="Sold on");
  deliveredOn @6 :Int32 $format("date") $label(zh="送货日期", en="Delivered on");
  invoice @7 :Text $label(zh="发票号", en="Invoice");
  warrantyUntil @8 :Int32 $format("date") $label(zh="保修截止", en="Warranty until");
}
struct SerialClaimed $event(stream="brand_serial", code=151) $label(zh="机号已占用", en="Serial claimed") {
  asset @0 :UInt16 $ref("asset") $label(zh="装置", en="Asset");
}
struct AssetOrderOpened $event(stream="asset", code=152) $label(zh="装置有新工单", en="An order for the asset was opened") {
  order @0 :UInt16 $ref("work_order") $label(zh="工单", en="Order");
  fault @1 :Text $label(zh="故障组", en="Fault group");
}
struct AssetOrderClosed $event(stream="asset", code=153) $label(zh="装置工单已结束", en="An order for the asset was closed") {
  order @0 :UInt16 $ref("work_order") $label(zh="工单", en="Order");
}
struct AssetRepaired $event(stream="asset", code=154) $label(zh="装置已维修", en="Asset repaired") {
  order @0 :UInt16 $ref("work_order") $label(zh="工单", en="Order");
  technician @1 :Text $id("technician") $label(zh="技术员", en="Technician");
  fault @2 :Text $label(zh="故障组", en="Fault group");
  at @3 :Int64 $format("instant") $label(zh="完工时间", en="Completed at");
}

struct SerialFormatDefined $event(stream="serial_format", code=155) $label(zh="机号格式已定义", en="Format of serials defined") {
  length @0 :UInt32 $label(zh="长度", en="Length");
  check @1 :SerialCheck $label(zh="校验", en="Check digit");
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
  badFormat @12 $label(zh="机号格式定义不正确", en="A format is a length of 4 to 40, or any, and a check");
}
