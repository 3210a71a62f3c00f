@0xd4b2c0d25e8f4c02;
# Warehouses, and the one directory of them all. Codes 410-419.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".back;
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
using import "common.capnp".Datum;

enum WarehouseKind $label(zh="库房类型", en="Kind of warehouse") {
  none @0 $label(zh="未定", en="Unknown");
  parts @1 $label(zh="备件库", en="Parts");
  goods @2 $label(zh="成品库", en="Finished goods");
  defective @3 $label(zh="不良品库", en="Defective goods");
}

struct Warehouse $state("warehouse") $plural("warehouses") $label(zh="库房", en="Warehouse")
    $list(keeper="directory", indexes=["outlet"], owner="outlet", search=["id", "name"], menu="base",
          readers=["administrator", "auditor", "dispatcher", "store_keeper", "technician",
              "accountant"]) {
  name @0 :Text;
  outlet @1 :Text $id("outlet");
  kind @2 :WarehouseKind;
  latitude @3 :Int32;
  longitude @4 :Int32;
  frozen @5 :Bool;
}

struct WarehouseEntry {
  warehouse @0 :Text $id("warehouse");
  outlet @1 :Text $id("outlet");
  kind @2 :WarehouseKind;
  latitude @3 :Int32;
  longitude @4 :Int32;
  frozen @5 :Bool;
}

struct WarehouseIndex $state("warehouse_index") $plural("warehouse_indexes") $label(zh="库房目录", en="Directory of warehouses") {
  # The one stream warehouse_index/all: what sourcing looks through. Sorted by warehouse id.
  warehouses @0 :List(WarehouseEntry) $maxLength(5000) $label(zh="库房", en="Warehouses");
}

struct RegisterWarehouse $command(stream="warehouse", code=410, roles=["administrator"])
    $when(["none"]) $label(zh="登记库房", en="Register a warehouse") {
  warehouse @0 :Text $required $id("warehouse") $maxLength(64) $label(zh="库房编码", en="Warehouse code");
  # Without '/' and ':'.
  name @1 :Text $required $maxLength(200);
  outlet @2 :Text $required $id("outlet");
  kind @3 :WarehouseKind $required;
  latitude @4 :Int32 $required $bounds(min = -90000000, max=90000000)
      $label(zh="纬度（百万分之一度）", en="Latitude (1e-6 degrees)");
  longitude @5 :Int32 $required $bounds(min = -180000000, max=180000000)
      $label(zh="经度（百万分之一度）", en="Longitude (1e-6 degrees)");
  datum @6 :Datum;
}
struct FreezeWarehouse $command(stream="warehouse", code=411, roles=["store_keeper", "administrator"])
    $back("UnfreezeWarehouse") $label(zh="冻结库房", en="Freeze a warehouse") {
  # Nothing is reserved in or issued from a frozen warehouse. What is reserved stays so.
  warehouse @0 :Text $required $id("warehouse");
  reason @1 :Text $required;
}
struct UnfreezeWarehouse $command(stream="warehouse", code=412, roles=["store_keeper", "administrator"])
    $usual(["* +frozen"]) $label(zh="解冻库房", en="Unfreeze a warehouse") {
  warehouse @0 :Text $required $id("warehouse");
}
struct ChangeWarehouse $command(stream="warehouse", code=413, roles=["administrator"])
    $usual(["* -frozen"])
    $label(zh="修改库房", en="Change a warehouse") {
  # Every field as it shall be from now on. Stock stays where it is.
  warehouse @0 :Text $required $id("warehouse");
  name @1 :Text $required $maxLength(200);
  outlet @2 :Text $required $id("outlet");
  kind @3 :WarehouseKind $required;
  latitude @4 :Int32 $required $bounds(min = -90000000, max=90000000)
      $label(zh="纬度（百万分之一度）", en="Latitude (1e-6 degrees)");
  longitude @5 :Int32 $required $bounds(min = -180000000, max=180000000)
      $label(zh="经度（百万分之一度）", en="Longitude (1e-6 degrees)");
  datum @6 :Datum;
}

struct WarehouseRegistered $event(stream="warehouse", code=410) $label(zh="库房已登记", en="Warehouse registered") {
  name @0 :Text;
  outlet @1 :UInt16 $ref("outlet");
  kind @2 :WarehouseKind;
  latitude @3 :Int32;
  longitude @4 :Int32;
}
struct WarehouseFrozen $event(stream="warehouse", code=411) $label(zh="库房已冻结", en="Warehouse frozen") {
  reason @0 :Text;
}
struct WarehouseUnfrozen $event(stream="warehouse", code=412) $label(zh="库房已解冻", en="Warehouse unfrozen") {
}
struct WarehouseListed $event(stream="warehouse_index", code=413) $label(zh="库房已入目录", en="Warehouse listed") {
  # The entry as it is from now on.
  warehouse @0 :UInt16 $ref("warehouse");
  outlet @1 :UInt16 $ref("outlet");
  kind @2 :WarehouseKind;
  latitude @3 :Int32;
  longitude @4 :Int32;
  frozen @5 :Bool;
}
struct WarehouseChanged $event(stream="warehouse", code=414)
    $label(zh="库房已修改", en="Warehouse changed") {
  name @0 :Text;
  outlet @1 :UInt16 $ref("outlet");
  kind @2 :WarehouseKind;
  latitude @3 :Int32;
  longitude @4 :Int32;
}

enum WarehouseRefusal $refusals("warehouse") {
  notFound @0 $label(zh="库房不存在", en="There is no such warehouse");
  exists @1 $label(zh="库房编码已被使用", en="The warehouse code is taken");
  badId @2 $label(zh="编码不能为空、过长或含有 / 和 :", en="A code must not be empty, too long or hold '/' or ':'");
  kindMissing @3 $label(zh="请选择库房类型", en="A kind must be chosen");
  badLocation @4 $label(zh="经纬度不正确", en="The location is not on Earth");
  frozen @5 $label(zh="库房已冻结", en="The warehouse is frozen");
  notFrozen @6 $label(zh="库房未冻结", en="The warehouse is not frozen");
  badText @7 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  nothingChanged @8 $label(zh="没有变化", en="Nothing would change");
}
