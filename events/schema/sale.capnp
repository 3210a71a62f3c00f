@0xd3a1c0d25e8f4b2e;
# What was sold and has to be installed: each line of a sales file becomes an order, once.
# Commands 695-696, 1201, events 698-699, 1201.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".list;
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
using import "annotations.capnp".personal;

enum SaleStatus $label(zh="销售状态", en="Status of a sale") {
  none @0 $label(zh="无", en="None");
  imported @1 $label(zh="已导入", en="Imported");
  withdrawn @2 $label(zh="已撤回", en="Withdrawn");
  installed @3 $label(zh="已安装", en="Installed");
}

struct Sale $state("sale") $plural("sales") $label(zh="销售记录", en="Sale")
    $list(keeper="cases", indexes=["outlet", "status outlet", "status outlet / delivered_on",
              "order"],
           owner="outlet",
          order="-delivered_on", search=["id", "serial", "model"], menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "accountant"]) {
  # sale/<seller's number of the line>
  status @0 :SaleStatus;
  order @1 :Text $id("work_order");
  outlet @2 :Text $id("outlet");
  brand @3 :Text;
  category @4 :Text;
  model @5 :Text;
  serial @6 :Text;
  soldOn @7 :Int32 $format("date");
  deliveredOn @8 :Int32 $format("date");
  installOn @9 :Int32 $format("date") $label(zh="约定安装日期", en="To be installed on");
  seller @10 :Text $label(zh="销售单位", en="Sold by");
  invoice @11 :Text;
}

struct ImportSale $command(stream="sale", code=695, roles=["call_centre", "dispatcher"])
    $when(["none"]) $label(zh="导入销售", en="Import a sale") {
  # One line of a sales file, and the order to install it.
  sale @0 :Text $required $id("sale") $maxLength(64);
  # As the seller numbers it; a line that is there already makes nothing.
  seller @1 :Text $maxLength(100) $label(zh="销售单位", en="Sold by");
  contact @2 :Text $required $personal("someone") $maxLength(200);
  phone @3 :Text $required $format("phone") $personal("someone") $maxLength(40);
  address @4 :Text $required $personal("someone") $maxLength(400);
  area @5 :Text $maxLength(100);
  brand @6 :Text $required $maxLength(64);
  category @7 :Text $maxLength(64);
  model @8 :Text $maxLength(64);
  serial @9 :Text $format("code") $maxLength(40);
  soldOn @10 :Int32 $required $format("date");
  deliveredOn @11 :Int32 $format("date");
  installOn @12 :Int32 $format("date") $label(zh="约定安装日期", en="To be installed on");
  # Not before the delivery; not named: to be agreed.
  outlet @13 :Text $id("outlet");
  invoice @14 :Text $maxLength(64);
}
struct WithdrawSale $command(stream="sale", code=696, roles=["call_centre", "dispatcher"])
    $when(["imported"]) $label(zh="撤回销售", en="Withdraw a sale") {
  # It was taken back before anything was installed: its order is canceled with it.
  sale @0 :Text $required $id("sale");
  reason @1 :Text $required;
}

struct CorrectSale $command(stream="sale", code=1201, roles=["call_centre", "dispatcher"])
    $when(["imported", "installed"]) $label(zh="更正销售", en="Correct a sale") {
  # Every field as it shall be from now on. While its order is still in the window of the day for
  # which it was to be installed, that goes with it. Whose it is and what was sold, says the order.
  sale @0 :Text $required $id("sale");
  seller @1 :Text $maxLength(100) $label(zh="销售单位", en="Sold by");
  soldOn @2 :Int32 $required $format("date");
  deliveredOn @3 :Int32 $format("date");
  installOn @4 :Int32 $format("date") $label(zh="约定安装日期", en="To be installed on");
  invoice @5 :Text $maxLength(64);
  reason @6 :Text $required;
}

struct SaleImported $event(stream="sale", code=698) $label(zh="销售已导入", en="Sale imported") {
  order @0 :UInt16 $ref("work_order");
  outlet @1 :UInt16 $ref("outlet");
  brand @2 :Text;
  category @3 :Text;
  model @4 :Text;
  serial @5 :Text;
  soldOn @6 :Int32 $format("date");
  deliveredOn @7 :Int32 $format("date");
  installOn @8 :Int32 $format("date") $label(zh="约定安装日期", en="To be installed on");
  seller @9 :Text $label(zh="销售单位", en="Sold by");
  invoice @10 :Text;
}
struct SaleCorrected $event(stream="sale", code=1201)
    $label(zh="销售已更正", en="Sale corrected") {
  seller @0 :Text $label(zh="销售单位", en="Sold by");
  soldOn @1 :Int32 $format("date");
  deliveredOn @2 :Int32 $format("date");
  installOn @3 :Int32 $format("date") $label(zh="约定安装日期", en="To be installed on");
  invoice @4 :Text;
  reason @5 :Text;
  by @6 :Text $id("operator") $label(zh="更正人", en="By");
}
struct SaleWithdrawn $event(stream="sale", code=699) $label(zh="销售已撤回", en="Sale withdrawn") {
  reason @0 :Text;
}

struct SaleReinstated $event(stream="sale", code=1070)
    $label(zh="销售已恢复", en="Sale reinstated") {
  # With its order, which had been canceled.
  order @0 :UInt16 $ref("work_order");
}
struct SaleInstalled $event(stream="sale", code=712) $label(zh="销售已安装", en="Sale installed") {
  # Its order is completed.
  order @0 :UInt16 $ref("work_order");
}
struct SaleInstalledAgain $event(stream="sale", code=713)
    $label(zh="销售待重新安装", en="Sale to be installed again") {
  # Its order was opened again.
  order @0 :UInt16 $ref("work_order");
}
struct SaleOfOrder $event(stream="work_order", code=275)
    $label(zh="由销售生成", en="Made of a sale") {
  sale @0 :UInt16 $ref("sale");
}

enum SaleRefusal $refusals("sale") {
  notFound @0 $label(zh="没有该销售记录", en="There is no such sale");
  exists @1 $label(zh="该销售行已导入", en="This line of the sales was imported already");
  badId @2 $label(zh="销售行编号格式不正确", en="The number of the line is not well formed");
  badText @3 $label(zh="文字过长或含有非法字符", en="A text is too long or not well formed");
  brandMissing @4 $label(zh="请填写品牌", en="The brand must be named");
  soldInFuture @5 $label(zh="销售日期晚于今天", en="It cannot be sold in the future");
  deliveredBeforeSale @6 $label(zh="送货早于销售", en="It cannot be delivered before it was sold");
  installBeforeDelivery @7
      $label(zh="安装早于送货", en="It cannot be installed before it is delivered");
  withdrawn @8
      $label(zh="已撤回；要恢复请恢复其工单", en="It is withdrawn; reinstate its order where it stands");
  installed @9 $label(zh="已安装，请走退换", en="It is installed: that is a case of exchange");
  nothingChanged @10 $label(zh="没有变化", en="Nothing would change");
}
