@0xd5c3c0d25e8f4d05;
# Rows of the read model `wages`: what its fold keeps and its queries give. Not part of the log: a
# change needs a new version of the projection, which is then built from the log. Each row names
# its outlet, for the scope of who asks.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".list;
using import "annotations.capnp".row;
using import "annotations.capnp".label;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".maxLength;
using import "common.capnp".ServiceType;
using import "wage.capnp".WagePiece;
using import "wage.capnp".WageRun;

struct WageLineRow $row("wages.lines") $label(zh="工资明细", en="Wage line")
    $list(name="wage_lines", id=["period", "outlet", "technician", "day", "order"],
          indexes=["technician period", "order", "outlet"], owner="outlet", menu="money",
          readers=["administrator", "auditor", "accountant"], own="technician") {
  # What one technician earns by one order, or an adjustment.
  outlet @0 :Text $id("outlet") $label(zh="网点", en="Outlet");
  period @1 :Text $format("month") $label(zh="月份", en="Month");
  technician @2 :Text $id("technician") $label(zh="技术员", en="Technician");
  order @3 :Text $id("work_order") $label(zh="工单", en="Order");
  day @4 :Int32 $format("date") $label(zh="计入日期", en="Counted on");
  workDate @5 :Int32 $format("date") $label(zh="完工日期", en="Work date");
  rule @6 :Text $id("wage_rule") $label(zh="工资规则", en="Wage rule");
  ruleVersion @7 :UInt32 $label(zh="规则版本", en="Rule version");
  weight @8 :Int32 $format("rate") $label(zh="分成", en="Share");
  amount @9 :Int64 $format("money") $label(zh="金额", en="Amount");
  orderTotal @10 :Int64 $format("money") $label(zh="工单合计", en="Of the whole order");
  pieces @11 :List(WagePiece) $maxLength(1000) $label(zh="明细", en="Pieces");
  # As many as the WageLine has.
  adjustment @12 :Bool $label(zh="调整", en="Adjustment");
  reason @13 :Text $label(zh="原因", en="Reason");
  brand @14 :Text $label(zh="品牌", en="Brand");
  category @15 :Text $label(zh="产品类别", en="Product category");
  model @16 :Text $label(zh="型号", en="Model");
  serviceType @17 :ServiceType $label(zh="服务类型", en="Service type");
  position @18 :Int64 $format("position") $label(zh="位置", en="Position");
}

struct WageSheetRow $row("wages.sheets") $label(zh="工资表", en="Wage sheet")
    $list(name="wage_sheets", id=["period", "outlet", "technician"],
          indexes=["technician", "outlet"], owner="outlet", menu="money",
          readers=["administrator", "auditor", "accountant"], own="technician") {
  # One technician, one outlet, one month, as it stands.
  outlet @0 :Text $id("outlet") $label(zh="网点", en="Outlet");
  period @1 :Text $format("month") $label(zh="月份", en="Month");
  technician @2 :Text $id("technician") $label(zh="技术员", en="Technician");
  orders @3 :UInt32 $label(zh="工单数", en="Orders");
  earned @4 :Int64 $format("money") $label(zh="提成", en="Earned");
  adjusted @5 :Int64 $format("money") $label(zh="调整", en="Adjusted");
  total @6 :Int64 $format("money") $label(zh="合计", en="Total");
}

struct WageOrderRow $row("wages.orders") $label(zh="工单工资", en="Wage of an order") {
  # Where the lines of an order are, for when it is rated anew.
  outlet @0 :Text $id("outlet") $label(zh="网点", en="Outlet");
  day @1 :Int32 $format("date") $label(zh="计入日期", en="Counted on");
  workDate @2 :Int32 $format("date") $label(zh="完工日期", en="Work date");
  technicians @3 :List(Text) $maxLength(200) $label(zh="技术员", en="Technicians");
  # As many as the WageLine has shares.
  brand @4 :Text $label(zh="品牌", en="Brand");
  category @5 :Text $label(zh="产品类别", en="Product category");
  model @6 :Text $label(zh="型号", en="Model");
  serviceType @7 :ServiceType $label(zh="服务类型", en="Service type");
}

struct WageRunRow $row("wages.runs") $label(zh="工资核算", en="Wage run")
    $list(name="wage_runs", thing="wage_run", id=["period", "outlet"],
          indexes=["outlet"], owner="outlet", menu="money",
          readers=["administrator", "auditor", "accountant"]) {
  outlet @0 :Text $id("outlet") $label(zh="网点", en="Outlet");
  period @1 :Text $format("month") $label(zh="月份", en="Month");
  run @2 :WageRun $label(zh="核算内容", en="The run");
  approver @3 :Text $id("operator") $label(zh="批准人", en="Approved by");
  calculatedAt @4 :Int64 $format("instant") $label(zh="核算时间", en="Calculated at");
  approvedAt @5 :Int64 $format("instant") $label(zh="批准时间", en="Approved at");
  position @6 :Int64 $format("position") $label(zh="位置", en="Position");
}
