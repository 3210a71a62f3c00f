@0xd3a1c0d25e8f4b01;
# Enumerations that several stream types share. Persistent: only add.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".label;
using import "annotations.capnp".refusals;

enum ServiceType $label(zh="服务类型", en="Service type") {
  # What kind of service is asked for. Each kind has its own completion gates.
  none @0 $label(zh="未定", en="Unknown");
  install @1 $label(zh="安装", en="Install");
  commission @2 $label(zh="调试", en="Commission");
  repair @3 $label(zh="维修", en="Repair");
  upgrade @4 $label(zh="升级", en="Upgrade");
  maintain @5 $label(zh="保养", en="Maintain");
  test @6 $label(zh="检测", en="Test");
  inspect @7 $label(zh="巡检", en="Inspect");
  train @8 $label(zh="培训", en="Train");
  complaint @9 $label(zh="投诉", en="Complaint");
  exchange @10 $label(zh="退换", en="Exchange");
  deliver @11 $label(zh="送货", en="Deliver");
}

enum Datum $label(zh="坐标系", en="Datum") {
  # In what a position is told. All positions are stored in WGS-84; others are converted to it.
  none @0 $label(zh="未注明（按 WGS-84）", en="Not stated (WGS-84)");
  wgs84 @1 $label(zh="WGS-84（卫星定位）", en="WGS-84 (satellites)");
  gcj02 @2 $label(zh="GCJ-02（高德、腾讯地图）", en="GCJ-02 (Amap, Tencent maps)");
  bd09 @3 $label(zh="BD-09（百度地图）", en="BD-09 (Baidu maps)");
}

enum PartCondition $label(zh="备件状态", en="Part condition") {
  # The state of a part in stock or in custody; each is counted apart.
  none @0 $label(zh="未定", en="Unknown");
  good @1 $label(zh="良品", en="Good");
  defective @2 $label(zh="不良品", en="Defective");
  old @3 $label(zh="旧件", en="Old part");
}

enum Payer $label(zh="付费方", en="Payer") {
  # Who pays a charge or a part.
  none @0 $label(zh="未定", en="Unknown");
  customer @1 $label(zh="用户", en="Customer");
  manufacturer @2 $label(zh="厂家", en="Manufacturer");
  outlet @3 $label(zh="网点", en="Outlet");
}

enum ChargeBasis $label(zh="收费依据", en="Basis of a charge") {
  # What a charge is for.
  none @0 $label(zh="未注明", en="Not stated");
  labour @1 $label(zh="人工费", en="Labour");
  cost @2 $label(zh="设备成本费", en="Cost of what was fitted");
  visit @3 $label(zh="上门费", en="Visit");
}

enum PaymentMethod $label(zh="收款方式", en="Payment method") {
  none @0 $label(zh="未定", en="Unknown");
  cash @1 $label(zh="现金", en="Cash");
  transfer @2 $label(zh="转账", en="Bank transfer");
  wechat @3 $label(zh="微信", en="WeChat Pay");
  alipay @4 $label(zh="支付宝", en="Alipay");
  card @5 $label(zh="刷卡", en="Card");
}

enum LimitRefusal $refusals("limit") {
  tooMany @0 $label(zh="数量已达上限", en="There are as many of these as there may be");
}

enum MoneyRefusal $refusals("money") {
  overflow @0 $label(zh="金额过大", en="The amount is too large to be counted in fen");
  split @1 $label(zh="没有可分配的对象", en="There is nothing to split among, or a share is negative");
}
