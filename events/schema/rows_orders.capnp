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
using import "annotations.capnp".maxLength;
using import "annotations.capnp".means;
using import "annotations.capnp".personal;
using import "follow_up.capnp".ChargedAnswer;
using import "follow_up.capnp".FollowUpStatus;
using import "questionnaire.capnp".QuestionAnswer;
using import "work_order.capnp".WorkOrder;

struct OrderRow $row("orders.orders") $label(zh="工单", en="Work order")
    $list(name="work_orders", thing="work_order", id=["id"], order="-registered_at",
          indexes=["", "outlet", "status outlet", "technician status", "customer", "asset",
              ": outlet technician service_type source status severity brand category model",
              ": fault_code fault reopenings resolved_remotely due paid registered_at",
              ": dispatched_at order.completed_at",
              ": order.warranty.warranty_stage order.warranty.cause_class",
              ": order.warranty.excluded cause_class remedy"],
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
  closedStages @19 :List(OrderStages) $maxLength(1)
      $label(zh="重开前节点", en="Stages before it was reopened");
  # As `before_reopening` of the order.
  repairs @20 :List(OrderRepair) $maxLength(10) $label(zh="装置维修", en="Repairs of the asset");
  # What the asset remembers of this order. A repair stands in its order's row, whose outlet it has.
}

struct OrderRepair $label(zh="装置维修", en="Repair of an asset")
    $list(name="asset_repairs", elements="orders.orders:repairs",
          around=["id=order", "order.outlet", "order.brand", "order.category", "order.model",
              "order.serial", "order.customer"],
          thing="work_order", id=["^id", "#"], order="-at",
          indexes=["outlet", "asset", "technician", "repeat", ""], owner="outlet", menu="watch",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "accountant"]) {
  asset @0 :Text $id("asset");
  technician @1 :Text $id("technician");
  fault @2 :Text;
  at @3 :Int64 $format("instant") $label(zh="完工时间", en="Completed at");
  repeat @4 :Bool $label(zh="同一故障再修", en="The same fault again");
  # A repair of the same fault came before it, as far as the asset remembers.
  daysSince @5 :Int32 $label(zh="距上次（天）", en="Since the one before (days)");
  # Full days.
  previousOrder @6 :Text $id("work_order") $label(zh="上次工单", en="The order before");
  previousTechnician @7 :Text $id("technician") $label(zh="上次技术员", en="Its technician");
  faultCode @8 :Text $means("fault_code");
}

struct OrderStages {
  dispatchedAt @0 :Int64 $format("instant");
  acceptedAt @1 :Int64 $format("instant") $label(zh="签收时间", en="Accepted at");
  startedAt @2 :Int64 $format("instant") $label(zh="开工时间", en="Work started at");
  paperAt @3 :Int64 $format("instant") $label(zh="回单时间", en="Card or slip back at");
  clearedAt @4 :Int64 $format("instant") $label(zh="销单时间", en="Cleared at");
  reviewedAt @5 :Int64 $format("instant") $label(zh="审核时间", en="Reviewed at");
  followedUpAt @6 :Int64 $format("instant") $label(zh="回访时间", en="Followed up at");
}

enum Milestone $label(zh="进度", en="Milestone") {
  none @0 $label(zh="无", en="None");
  registered @1 $label(zh="已登记", en="Registered");
  scheduled @2 $label(zh="已预约上门", en="A visit is booked");
  rescheduled @3 $label(zh="上门改期", en="The visit is moved");
  onTheWay @4 $label(zh="工程师已出发", en="The engineer is on his way");
  reported @5 $label(zh="服务已结束", en="The work is done");
  completed @6 $label(zh="已完工", en="Completed");
  canceled @7 $label(zh="已取消", en="Canceled");
  reinstated @8 $label(zh="已恢复", en="Reinstated");
  defect @9 $label(zh="缺陷通告", en="A defect of his machine");
}
enum NotificationChannel $label(zh="通知方式", en="By which channel") {
  none @0 $label(zh="无法通知", en="None");
  textMessage @1 $label(zh="短信", en="Text message");
  call @2 $label(zh="电话告知", en="Telephone call");
  # A fixed line takes no text message.
}
enum NotificationStatus $label(zh="通知状态", en="Status of a notification") {
  none @0 $label(zh="无", en="None");
  queued @1 $label(zh="待发送", en="Queued");
  optedOut @2 $label(zh="用户不愿打扰", en="Not wanted by the customer");
  noAddress @3 $label(zh="没有号码", en="Nowhere to send it");
}

struct NotificationRow $row("orders.notifications") $label(zh="用户通知", en="Notification")
    $list(name="notifications", id=["id"], order="-queued_at",
          indexes=["order", "customer", "status", ""], owner="order", menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  # What the customer is to be told as his order goes on. It is queued here; what sends it, reads it
  # here.
  id @0 :Text $label(zh="编号", en="Number");
  # "<order>:<position>:<milestone>"
  order @1 :Text $id("work_order") $label(zh="工单", en="Order");
  milestone @2 :Milestone;
  status @3 :NotificationStatus;
  channel @4 :NotificationChannel;
  customer @5 :Text $id("customer") $label(zh="客户", en="Customer");
  contact @6 :Text $personal("customer") $label(zh="收件人", en="To whom");
  phone @7 :Text $format("phone") $personal("customer") $label(zh="号码", en="Number to send to");
  text @8 :Text $format("multiline") $label(zh="内容", en="What is sent");
  queuedAt @9 :Int64 $format("instant") $label(zh="生成时间", en="Queued at");
  position @10 :Int64 $format("position") $label(zh="位置", en="Position");
  bulletin @11 :Text $id("bulletin") $label(zh="缺陷通告", en="Bulletin");
  # Of a defect: then of no order, and seen by who sees the whole company.
}

enum PriceSuspicion $label(zh="收费与用件例外", en="Charge or part out of line") {
  # What the report of them finds; nothing is stored of it.
  none @0 $label(zh="无", en="None");
  overTariff @1 $label(zh="高于收费标准", en="Above the tariff");
  notInTariff @2 $label(zh="收费标准中没有", en="In no tariff in force");
  otherBrand @3 $label(zh="备件品牌与机器不符", en="A part of another brand than the machine");
  partOverMachine @4 $label(zh="备件贵于机器", en="Parts dearer than the machine");
}

enum ReplyChannel $label(zh="答卷途径", en="How it was answered") {
  none @0 $label(zh="无", en="None");
  survey @1 $label(zh="满意度调查", en="Survey");
  followUp @2 $label(zh="回访", en="Follow-up call");
  careCall @3 $label(zh="关怀回访", en="Care call");
}

struct ReplyRow $row("orders.replies") $label(zh="问卷答卷", en="Reply to a questionnaire")
    $list(name="replies", id=["id"], order="-at",
          indexes=["", "outlet", "questionnaire outlet", "channel", "customer", "order",
              ": questionnaire version outlet channel score at"],
          owner="outlet", search=["id"], menu="watch",
          readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  # What a customer answered to a version of a questionnaire, wherever he was asked. Of an order
  # that is opened again the call before it stays.
  id @0 :Text $label(zh="编号", en="Number");
  # "survey:SV-…", "follow_up:WO-…:1" with the round, "care_call:CC-…"
  subject @1 :Text $format("stream") $label(zh="对象", en="Subject");
  # What was noted: "survey/SV-…"
  channel @2 :ReplyChannel;
  questionnaire @3 :Text $id("questionnaire");
  version @4 :UInt32 $label(zh="问卷版本", en="Version of the questionnaire");
  customer @5 :Text $id("customer");
  order @6 :Text $id("work_order");
  outlet @7 :Text $id("outlet");
  score @8 :Int64 $format("quantity") $label(zh="平均分", en="Mean score");
  # Of the questions with 1 to 5; 0: there were none.
  answers @9 :List(QuestionAnswer) $maxLength(30) $label(zh="回答", en="Answers");
  by @10 :Text $id("operator") $label(zh="经手人", en="By");
  at @11 :Int64 $format("instant");
  round @12 :UInt16;
  # Of the order that a follow-up call is about.
}

struct FollowUpRoundRow $row("orders.follow_up_rounds") $label(zh="各轮回访", en="Call of a round")
    $list(name="follow_up_rounds", id=["id"], order="-due_at",
          indexes=["", "outlet", "technician", "customer", "order",
              ": outlet technician status satisfaction mismatch quality attitude solved due_at"],
          owner="outlet", search=["id"], menu="watch",
          readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  # The follow-up call of each round of an order: of one that is opened again that before it stays.
  id @0 :Text $label(zh="编号", en="Number");
  # "WO-…:1" with the round
  subject @1 :Text $format("stream") $label(zh="对象", en="Subject");
  order @2 :Text $id("work_order");
  round @3 :UInt16;
  status @4 :FollowUpStatus;
  dueAt @5 :Int64 $format("instant") $label(zh="应回访时间", en="Due at");
  outlet @6 :Text $id("outlet");
  technician @7 :Text $id("technician");
  customer @8 :Text $id("customer");
  attempts @9 :UInt16;
  satisfaction @10 :UInt16;
  answer @11 :ChargedAnswer;
  amountSaid @12 :Int64 $format("money");
  amountRecorded @13 :Int64 $format("money");
  mismatch @14 :Bool;
  solved @15 :Bool;
  quality @16 :UInt16 $label(zh="质量评分", en="Quality");
  attitude @17 :UInt16 $label(zh="态度评分", en="Attitude");
  by @18 :Text $id("operator");
  answeredAt @19 :Int64 $format("instant") $label(zh="回访时间", en="Answered at");
}
