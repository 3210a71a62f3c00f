@0xd5c3c0d25e8f4d02;
# Rows of the read model `orders`: what its fold keeps and its queries give. Not part of the log:
# a change needs a new version of the projection, which is then built from the log. Each row names
# its outlet, for the scope of who asks.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".list;
using import "annotations.capnp".row;
using import "annotations.capnp".label;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "work_order.capnp".WorkOrder;

struct OrderRow $row("orders.orders") $label(zh="工单", en="Work order")
    $list(name="work_orders", thing="work_order", id=["id"], order="-registered_at",
          indexes=["", "outlet", "status outlet", "technician status", "customer", "asset"],
          owner="outlet", search=["id", "phone", "serial", "maker_number", "contact",
              "~address", "+brand", "+category", "+model", "+symptom"],
          menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "store_keeper",
              "accountant"], own="order.technician") {
  id @0 :Text $id("work_order") $label(zh="工单", en="Order");
  order @1 :WorkOrder $label(zh="工单内容", en="The order");
  due @2 :Int64 $format("money") $label(zh="应收", en="Due from the customer");
  paid @3 :Int64 $format("money") $label(zh="已收", en="Paid by the customer");
  registeredAt @4 :Int64 $format("instant") $label(zh="登记时间", en="Registered at");
  # The order's, else when it was first heard of.
  changedAt @5 :Int64 $format("instant") $label(zh="最近变更", en="Last changed at");
  firstPosition @6 :Int64 $format("position") $label(zh="首个位置", en="First position");
  lastPosition @7 :Int64 $format("position") $label(zh="最近位置", en="Last position");
  version @8 :UInt32 $label(zh="版本", en="Version");
  # Commits that touched it.
  legacyFacts @9 :UInt32 $label(zh="旧系统记录", en="Legacy facts");
  # When each stage of the round was reached first, by the time that its event tells, else by when
  # it was told; 0: not yet.
  dispatchedAt @10 :Int64 $format("instant");
  acceptedAt @11 :Int64 $format("instant") $label(zh="签收时间", en="Accepted at");
  startedAt @12 :Int64 $format("instant") $label(zh="开工时间", en="Work started at");
  paperAt @13 :Int64 $format("instant") $label(zh="回单时间", en="Card or slip back at");
  clearedAt @14 :Int64 $format("instant") $label(zh="销单时间", en="Cleared at");
  reviewedAt @15 :Int64 $format("instant") $label(zh="审核时间", en="Reviewed at");
  followedUpAt @16 :Int64 $format("instant") $label(zh="回访时间", en="Followed up at");
  lastNote @17 :Text $format("multiline") $label(zh="最近进度", en="Last progress");
  lastNoteAt @18 :Int64 $format("instant") $label(zh="进度时间", en="Last progress at");
}

enum PriceSuspicion $label(zh="收费与用件例外", en="Charge or part out of line") {
  # What the report of them finds; nothing is stored of it.
  none @0 $label(zh="无", en="None");
  overTariff @1 $label(zh="高于收费标准", en="Above the tariff");
  notInTariff @2 $label(zh="收费标准中没有", en="In no tariff in force");
  otherBrand @3 $label(zh="备件品牌与机器不符", en="A part of another brand than the machine");
  partOverMachine @4 $label(zh="备件贵于机器", en="Parts dearer than the machine");
}
