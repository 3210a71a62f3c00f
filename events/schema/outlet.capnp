@0xd3a1c0d25e8f4b03;
# Service outlets, their tree, brands and territory; and the number series. Codes 120-139.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".event;
using import "annotations.capnp".state;
using import "annotations.capnp".plural;
using import "annotations.capnp".refusals;
using import "annotations.capnp".label;
using import "annotations.capnp".yields;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "annotations.capnp".personal;

enum OutletStatus $label(zh="网点状态", en="Outlet status") {
  none @0 $label(zh="无", en="None");
  active @1 $label(zh="正常", en="Active");
  suspended @2 $label(zh="停用", en="Suspended");
}

enum OutletKind $label(zh="网点类型", en="Kind of outlet") {
  none @0 $label(zh="未定", en="Unknown");
  headquarters @1 $label(zh="总部", en="Headquarters");
  regionalCentre @2 $label(zh="区域中心", en="Regional centre");
  serviceStation @3 $label(zh="特约维修站", en="Authorised station");
  generalOutlet @4 $label(zh="综合网点", en="General outlet");
  shopOutlet @5 $label(zh="商场网点", en="Shop outlet");
  thirdParty @6 $label(zh="第三方", en="Third party");
}

struct ServedArea $label(zh="服务区域", en="Area served")
    $list(name="coverage", elements="directory.outlet:coverage",
          around=["id=outlet", "name", "kind"], thing="outlet", id=["^id", "#"], owner="outlet",
          menu="base", readers=["administrator", "auditor", "call_centre", "dispatcher", "accountant"]) {
  area @0 :Text;
  # A code or name that an order's area begins with; empty: everywhere.
  servedFrom @1 :Int32 $format("date") $label(zh="起始日期", en="Served from");
  # 0: since ever.
  servedUntil @2 :Int32 $format("date") $label(zh="截止日期", en="Served until");
  # The first day on which it is not served any more; 0: open.
}

struct Outlet $state("outlet") $plural("outlets") $label(zh="网点", en="Outlet")
    $list(keeper="directory", indexes=["parent", "kind"], owner="id", search=["id", "name", "phone", "~address"], menu="base",
          commands=["NameUrgentContacts"],
          readers=["administrator", "auditor", "call_centre", "dispatcher", "store_keeper",
              "technician", "accountant"]) {
  status @0 :OutletStatus;
  name @1 :Text;
  kind @2 :OutletKind;
  parent @3 :Text $id("outlet") $label(zh="上级网点", en="Parent");
  # Empty: the top of the tree.
  address @4 :Text;
  phone @5 :Text $format("phone") $personal("none");
  brands @6 :List(Text) $maxLength(500) $label(zh="授权品牌", en="Authorised brands");
  territory @7 :List(Text) $maxLength(1000);
  # Area codes or names; an order's area belongs to it where it begins with one of them. Empty:
  # everywhere. What was defined last, be it from a later day on.
  suspendedFor @8 :Text $label(zh="停用原因", en="Suspended for");
  coverage @9 :List(ServedArea) $maxLength(4000)
      $label(zh="服务区域（按日期）", en="Territory by date");
  # Empty: as `territory` has it, whatever the day.
}

struct NumberSeries $state("number") $plural("numbers") $label(zh="编号序列", en="Number series") {
  # One counter, number/<kind>:<yyyymmdd>; a number once taken is never given again.
  last @0 :Int64 $label(zh="最后编号", en="Last number");
}

struct PlannedOrder {
  # Which outlet takes an order over; the one that is suspended, where a visit is under way that its
  # people finish.
  order @0 :Text $required $id("work_order");
  outlet @1 :Text $required $id("outlet") $label(zh="接手网点", en="Outlet that takes it");
}

struct RegisterOutlet $command(stream="outlet", code=120, roles=["administrator"])
    $when(["none"]) $label(zh="登记网点", en="Register an outlet") {
  outlet @0 :Text $required $id("outlet") $maxLength(64);
  name @1 :Text $required $maxLength(200);
  kind @2 :OutletKind $required;
  parent @3 :Text $id("outlet") $label(zh="上级网点", en="Parent");
  address @4 :Text $maxLength(400);
  phone @5 :Text $format("phone") $personal("none") $maxLength(40);
  brands @6 :List(Text) $maxLength(200) $label(zh="授权品牌", en="Authorised brands");
  territory @7 :List(Text) $maxLength(1000);
}
struct ReparentOutlet $command(stream="outlet", code=121, roles=["administrator"])
    $when(["active", "suspended"]) $label(zh="调整上级网点", en="Reparent an outlet") {
  outlet @0 :Text $required $id("outlet");
  parent @1 :Text $id("outlet") $label(zh="上级网点", en="Parent");
}
struct SuspendOutlet $command(stream="outlet", code=122, roles=["administrator"])
    $when(["active"]) $label(zh="停用网点", en="Suspend an outlet") {
  # The plan names every open order, as far as a plan holds: the bookings of what another outlet
  # takes over end; what is under way is finished.
  outlet @0 :Text $required $id("outlet");
  reason @1 :Text $required;
  plan @2 :List(PlannedOrder) $maxLength(500)
      $label(zh="未完工单的安排", en="Plan for open orders");
}
struct ReinstateOutlet $command(stream="outlet", code=123, roles=["administrator"])
    $when(["suspended"])
    $usual(["suspended"])
    $label(zh="恢复网点", en="Reinstate an outlet") {
  outlet @0 :Text $required $id("outlet");
}
struct AuthoriseBrand $command(stream="outlet", code=124, roles=["administrator"])
    $when(["active", "suspended"]) $label(zh="授权品牌", en="Authorise a brand") {
  outlet @0 :Text $required $id("outlet");
  brand @1 :Text $required $maxLength(64);
  confirmReason @2 :Text;
  # Needed where brands are registered, and this is none of them.
}
struct WithdrawBrand $command(stream="outlet", code=125, roles=["administrator"])
    $when(["active", "suspended"]) $label(zh="撤销品牌授权", en="Withdraw a brand") {
  outlet @0 :Text $required $id("outlet");
  brand @1 :Text $required $maxLength(64);
}
struct DefineTerritory $command(stream="outlet", code=126, roles=["administrator"])
    $when(["active", "suspended"]) $label(zh="划定服务区域", en="Define a territory") {
  outlet @0 :Text $required $id("outlet");
  territory @1 :List(Text) $maxLength(1000);
  effectiveFrom @2 :Int32 $format("date");
  # Not named: at once. What was defined from that day on or later is no longer so.
}

struct ChangeOutlet $command(stream="outlet", code=127, roles=["administrator"])
    $usual(["active"])
    $when(["active", "suspended"]) $label(zh="修改网点", en="Change an outlet") {
  # Each of these fields as it shall be from now on; brands, territory and parent have commands of
  # their own.
  outlet @0 :Text $required $id("outlet");
  name @1 :Text $required $maxLength(200);
  kind @2 :OutletKind $required;
  address @3 :Text $maxLength(400);
  phone @4 :Text $format("phone") $personal("none") $maxLength(40);
}

struct OutletRegistered $event(stream="outlet", code=120) $label(zh="网点已登记", en="Outlet registered") {
  name @0 :Text;
  kind @1 :OutletKind;
  parent @2 :UInt16 $ref("outlet") $label(zh="上级网点", en="Parent");
  address @3 :Text;
  phone @4 :Text $format("phone") $personal("none");
  brands @5 :List(Text) $label(zh="授权品牌", en="Authorised brands");
  territory @6 :List(Text);
}
struct OutletReparented $event(stream="outlet", code=121) $label(zh="上级网点已调整", en="Outlet reparented") {
  parent @0 :UInt16 $ref("outlet") $label(zh="上级网点", en="Parent");
}
struct OutletSuspended $event(stream="outlet", code=122) $label(zh="网点已停用", en="Outlet suspended") {
  reason @0 :Text;
}
struct OutletReinstated $event(stream="outlet", code=123) $label(zh="网点已恢复", en="Outlet reinstated") {
}
struct BrandAuthorised $event(stream="outlet", code=124) $label(zh="品牌已授权", en="Brand authorised") {
  brand @0 :Text;
}
struct BrandWithdrawn $event(stream="outlet", code=125) $label(zh="品牌授权已撤销", en="Brand withdrawn") {
  brand @0 :Text;
}
struct TerritoryDefined $event(stream="outlet", code=126) $label(zh="服务区域已划定", en="Territory defined") {
  territory @0 :List(Text);
  effectiveFrom @1 :Int32 $format("date");
  # 0: at once, and no other is known.
}
struct OutletChanged $event(stream="outlet", code=128) $label(zh="网点已修改", en="Outlet changed") {
  name @0 :Text;
  kind @1 :OutletKind;
  address @2 :Text;
  phone @3 :Text $format("phone") $personal("none");
}
struct NumberTaken $event(stream="number", code=127) $label(zh="编号已取", en="Number taken") {
  value @0 :Int64 $label(zh="编号", en="Number");
}

enum OutletRefusal $refusals("outlet") {
  notFound @0 $label(zh="网点不存在", en="There is no such outlet");
  exists @1 $label(zh="网点编号已被使用", en="The outlet's id is taken");
  badId @2 $label(zh="网点编号格式不正确", en="The outlet's id is not well formed");
  badName @3 $label(zh="网点名称不正确", en="The name is empty or not well formed");
  badPhone @4 $label(zh="电话格式不正确", en="The phone number is not well formed");
  unknownParent @5 $label(zh="上级网点不存在", en="There is no such parent");
  cycle @6 $label(zh="上级网点不能形成循环", en="An outlet cannot stand below itself");
  suspended @7 $label(zh="网点已停用", en="The outlet is suspended");
  notSuspended @8 $label(zh="网点未停用", en="The outlet is not suspended");
  nothingChanged @9 $label(zh="没有变化", en="Nothing would change");
  brandHeld @10 $label(zh="品牌已授权", en="The brand is authorised already");
  brandNotHeld @11 $label(zh="品牌未授权", en="The brand is not authorised");
  badBrand @12 $label(zh="品牌不正确", en="The brand is not well formed");
  badArea @13 $label(zh="区域不正确", en="An area is empty or named twice");
  reasonMissing @14 $label(zh="请填写原因", en="A reason is needed");
  treeTooDeep @15 $label(zh="网点层级过深", en="The tree of outlets would be too deep");
  planUnknown @16
      $label(zh="计划中的工单不是该网点的未完工单", en="The plan names an order that is not open here");
  planUnderWay @17 $label(zh="工单正在上门或服务中", en="A visit of the order is under way");
  backdated @18 $label(zh="生效日期不能早于今天", en="A territory takes effect today or later");
  planMissing @19
      $label(zh="计划未包括该网点的全部未完工单", en="The plan lacks open orders of the outlet");
  unknownBrand @20 $yields("confirmReason")
      $label(zh="没有登记过该品牌，请核对", en="No register has such a brand: is it right?");
}
