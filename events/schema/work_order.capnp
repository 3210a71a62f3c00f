@0xd3a1c0d25e8f4b09;
# Work orders: one repair or installation from the call to the sealed account. Codes 200-299.
# Register, card, slip and maker's number are streams of their own, because each is unique.

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
using import "common.capnp".ServiceType;
using import "common.capnp".PartCondition;
using import "common.capnp".Payer;
using import "common.capnp".PaymentMethod;
using import "follow_up.capnp".FollowUpStatus;

enum WorkOrderStatus $label(zh="工单状态", en="Order status") {
  none @0 $label(zh="未登记", en="Not registered");
  # Only recorded facts so far.
  registered @1 $label(zh="未处理", en="Registered");
  assigned @2 $label(zh="待派工", en="Assigned");
  scheduled @3 $label(zh="已派工", en="Scheduled");
  accepted @4 $label(zh="已签收", en="Accepted");
  traveling @5 $label(zh="上门中", en="Traveling");
  inProgress @6 $label(zh="服务中", en="In progress");
  onHold @7 $label(zh="挂起", en="On hold");
  workReported @8 $label(zh="已报完", en="Work reported");
  completed @9 $label(zh="已完工", en="Completed");
  followedUp @10 $label(zh="已回访", en="Followed up");
  posted @11 $label(zh="已封帐", en="Posted");
  canceled @12 $label(zh="已取消", en="Canceled");
}

enum BookingStatus $label(zh="派工状态", en="Booking status") {
  none @0 $label(zh="无", en="None");
  scheduled @1 $label(zh="待签收", en="Scheduled");
  accepted @2 $label(zh="已签收", en="Accepted");
  declined @3 $label(zh="已拒签", en="Declined");
  traveling @4 $label(zh="上门中", en="Traveling");
  inProgress @5 $label(zh="服务中", en="In progress");
  onBreak @6 $label(zh="挂起", en="On break");
  completed @7 $label(zh="已完成", en="Completed");
  partlyCompleted @8 $label(zh="部分完成", en="Partly completed");
  canceled @9 $label(zh="已取消", en="Canceled");
}

enum OrderSource $label(zh="工单来源", en="Source") {
  none @0 $label(zh="未定", en="Unknown");
  own @1 $label(zh="自接", en="Own");
  manufacturer @2 $label(zh="中心派工", en="Sent by the maker");
  legacy @3 $label(zh="旧系统", en="Older system");
}

enum Severity $label(zh="严重程度", en="Severity") {
  none @0 $label(zh="未定", en="Not classified");
  minor @1 $label(zh="轻微", en="Minor");
  normal @2 $label(zh="一般", en="Normal");
  major @3 $label(zh="严重", en="Major");
  critical @4 $label(zh="紧急", en="Critical");
}

enum PauseReason $label(zh="挂起原因", en="Why work is paused") {
  none @0 $label(zh="未定", en="Unknown");
  part @1 $label(zh="待件", en="Waiting for a part");
  customer @2 $label(zh="等用户", en="Waiting for the customer");
  weather @3 $label(zh="天气", en="Weather");
  access @4 $label(zh="无法进入", en="No access");
  other @5 $label(zh="其他", en="Other");
}

enum AskedBy $label(zh="谁要求", en="Asked by") {
  none @0 $label(zh="未定", en="Unknown");
  customer @1 $label(zh="用户", en="Customer");
  technician @2 $label(zh="技术员", en="Technician");
  outlet @3 $label(zh="网点", en="Outlet");
}

enum DispatchCheck $label(zh="不合理派工检查", en="Dispatch check") {
  # The twelve checks before a technician is sent. D1 to D5 are hard; D6 to D12 yield to an override by
  # a second person.
  none @0 $label(zh="无", en="None");
  technicianActive @1 $label(zh="D1 技术员在岗", en="D1 technician active");
  skill @2 $label(zh="D2 技能有效", en="D2 valid skill");
  slot @3 $label(zh="D3 时段空闲", en="D3 slot free");
  orderOpen @4 $label(zh="D4 工单及网点有效", en="D4 order open, outlet not suspended");
  brand @5 $label(zh="D5 品牌授权", en="D5 brand authorised");
  secondOrder @6 $label(zh="D6 重复工单", en="D6 second open order for the same fault");
  territory @7 $label(zh="D7 服务区域", en="D7 inside the territory");
  window @8 $label(zh="D8 用户约定时间", en="D8 inside the customer's window");
  parts @9 $label(zh="D9 配件到位", en="D9 parts will be there");
  travel @10 $label(zh="D10 路程可行", en="D10 travel time feasible");
  ownRepeat @11 $label(zh="D11 本人二次维修", en="D11 own repeat repair");
  debt @12 $label(zh="D12 未缴款", en="D12 technician's debt");
}

enum ChargeStatus $label(zh="收费状态", en="Status of a charge") {
  none @0 $label(zh="无", en="None");
  pending @1 $label(zh="待审批", en="Waiting for approval");
  agreed @2 $label(zh="有效", en="Agreed");
}

enum CompletionGate $label(zh="完工条件", en="Completion gate") {
  none @0 $label(zh="无", en="None");
  installCard @1 $label(zh="安装卡", en="Install card");
  serviceSlip @2 $label(zh="回单", en="Service slip");
  payment @3 $label(zh="收款", en="Payment");
  diagnosis @4 $label(zh="诊断", en="Diagnosis");
}

enum CheckInMark $label(zh="签到疑点", en="Doubt about a check-in") {
  # What the check of a check-in found. Each is accepted only with a reason.
  none @0 $label(zh="无", en="None");
  notMeasured @1 $label(zh="未定位", en="No position was measured");
  outside @2 $label(zh="超出范围", en="Outside the radius");
  tooFast @3 $label(zh="行程过快", en="Too fast from the last check-in");
}

struct Booking {
  number @0 :UInt16 $label(zh="派工序号", en="Booking");
  round @1 :UInt16 $label(zh="轮次", en="Round");
  # Of the order; bookings of earlier rounds are history.
  revision @2 :UInt16 $label(zh="改约次数", en="Revision");
  status @3 :BookingStatus $label(zh="状态", en="Status");
  technician @4 :Text $id("technician") $label(zh="技术员", en="Technician");
  startsAt @5 :Int64 $format("instant") $label(zh="开始", en="Starts at");
  # 0: no time was agreed, and no slot is held.
  endsAt @6 :Int64 $format("instant") $label(zh="结束", en="Ends at");
  acceptBy @7 :Int64 $format("instant") $label(zh="签收期限", en="Accept by");
  # 0: no deadline.
  dispatchedAt @8 :Int64 $format("instant") $label(zh="派工时间", en="Dispatched at");
  checkedInAt @9 :Int64 $format("instant") $label(zh="签到时间", en="Checked in at");
  startedAt @10 :Int64 $format("instant") $label(zh="开工时间", en="Started at");
  endedAt @11 :Int64 $format("instant") $label(zh="结束时间", en="Ended at");
  checkInMarks @12 :List(CheckInMark) $label(zh="签到疑点", en="Doubts about the check-in");
}

struct CheckOverride {
  check @0 :DispatchCheck $label(zh="检查", en="Check");
  technician @1 :Text $id("technician") $label(zh="技术员", en="Technician");
  reason @2 :Text $label(zh="原因", en="Reason");
  by @3 :Text $id("operator") $label(zh="批准人", en="By");
}

struct Charge {
  line @0 :UInt16 $label(zh="行号", en="Line");
  status @1 :ChargeStatus $label(zh="状态", en="Status");
  item @2 :Text $label(zh="收费项目", en="Item");
  quantity @3 :Int64 $format("quantity") $label(zh="数量", en="Quantity");
  unitPrice @4 :Int64 $format("money") $label(zh="单价", en="Unit price");
  amount @5 :Int64 $format("money") $label(zh="金额", en="Amount");
  payer @6 :Payer $label(zh="付费方", en="Payer");
  tariff @7 :Text $id("tariff") $label(zh="价目表", en="Tariff");
  # Empty: a manual price.
  tariffVersion @8 :UInt32 $label(zh="价目表版本", en="Tariff version");
  technician @9 :Text $id("technician") $label(zh="技术员", en="Technician");
  by @10 :Text $id("operator") $label(zh="登记人", en="By");
  reason @11 :Text $label(zh="原因", en="Reason");
}

struct UsedPart {
  part @0 :Text $id("part") $label(zh="备件", en="Part");
  quantity @1 :Int64 $format("quantity") $label(zh="数量", en="Quantity");
  technician @2 :Text $id("technician") $label(zh="技术员", en="Technician");
  serial @3 :Text $label(zh="备件编号", en="Part serial");
  payer @4 :Payer $label(zh="付费方", en="Payer");
  cost @5 :Int64 $format("money") $label(zh="成本", en="Cost");
}

struct Payment {
  amount @0 :Int64 $format("money") $label(zh="金额", en="Amount");
  method @1 :PaymentMethod $label(zh="收款方式", en="Method");
  receipt @2 :Text $label(zh="收据号", en="Receipt");
  technician @3 :Text $id("technician") $label(zh="技术员", en="Technician");
}

struct WorkOrder $state("work_order") $plural("work_orders") $label(zh="工单", en="Work order") {
  status @0 :WorkOrderStatus $label(zh="状态", en="Status");
  round @1 :UInt16 $label(zh="轮次", en="Round");
  # 1, and one more after each reopening.
  serviceType @2 :ServiceType $label(zh="服务类型", en="Service type");
  source @3 :OrderSource $label(zh="来源", en="Source");
  makerNumber @4 :Text $label(zh="厂家单号", en="Maker's number");
  brand @5 :Text $label(zh="品牌", en="Brand");
  category @6 :Text $label(zh="产品类别", en="Product category");
  model @7 :Text $label(zh="型号", en="Model");
  serial @8 :Text $label(zh="机号", en="Serial number");
  serialUnknown @9 :Bool $label(zh="机号不明", en="Serial unknown");
  asset @10 :Text $id("asset") $label(zh="装置", en="Asset");
  customer @11 :Text $id("customer") $label(zh="客户", en="Customer");
  contact @12 :Text $format("personal") $label(zh="联系人", en="Contact");
  phone @13 :Text $format("phone") $label(zh="电话", en="Phone");
  address @14 :Text $format("personal") $label(zh="地址", en="Address");
  area @15 :Text $label(zh="区域", en="Area");
  symptom @16 :Text $format("multiline") $label(zh="故障现象", en="Symptom");
  fault @17 :Text $label(zh="故障组", en="Fault group");
  severity @18 :Severity $label(zh="严重程度", en="Severity");
  outlet @19 :Text $id("outlet") $label(zh="网点", en="Outlet");
  windowFrom @20 :Int64 $format("instant") $label(zh="用户约定开始", en="Window from");
  windowUntil @21 :Int64 $format("instant") $label(zh="用户约定结束", en="Window until");
  incomplete @22 :Bool $label(zh="资料不全", en="Incomplete");
  # Registered by the system without what people must give; its paper and payment gates are waived.
  registeredAt @23 :Int64 $format("instant") $label(zh="登记时间", en="Registered at");
  bookings @24 :List(Booking) $label(zh="派工", en="Bookings");
  overrides @25 :List(CheckOverride) $label(zh="派工检查放行", en="Overrides");
  faultCode @26 :Text $label(zh="故障代码", en="Fault code");
  faultCause @27 :Text $label(zh="故障原因", en="Cause");
  parts @28 :List(UsedPart) $label(zh="用件", en="Parts used");
  technician @29 :Text $id("technician") $label(zh="主修技术员", en="Technician");
  # The lead: of the latest booking of this round that was not declined or canceled.
  charges @30 :List(Charge) $label(zh="收费", en="Charges");
  payments @31 :List(Payment) $label(zh="收款", en="Payments");
  credit @32 :Bool $label(zh="挂账已批准", en="Credit approved");
  installCard @33 :Text $id("card") $label(zh="安装卡", en="Install card");
  serviceSlip @34 :Text $id("slip") $label(zh="回单", en="Service slip");
  pausedFor @35 :PauseReason $label(zh="挂起原因", en="Paused for");
  progressNotes @36 :UInt32 $label(zh="进度条数", en="Progress notes");
  reportedAt @37 :Int64 $format("instant") $label(zh="报完时间", en="Reported at");
  completedAt @38 :Int64 $format("instant") $label(zh="完工时间", en="Completed at");
  firstCompletedAt @39 :Int64 $format("instant") $label(zh="首次完工时间", en="First completed at");
  # Stays when the order is reopened.
  followUp @40 :FollowUpStatus $label(zh="回访", en="Follow-up");
  postedAt @41 :Int64 $format("instant") $label(zh="封帐时间", en="Posted at");
  canceledFor @42 :Text $label(zh="取消原因", en="Canceled for");
  reopenings @43 :UInt16 $label(zh="重开次数", en="Reopenings");
  partRequests @44 :List(Text) $id("part_request") $label(zh="未结配件申请", en="Open part requests");
  latitude @45 :Int32 $label(zh="纬度（百万分之一度）", en="Latitude (1e-6 degrees)");
  # Of the address; both 0: not known.
  longitude @46 :Int32 $label(zh="经度（百万分之一度）", en="Longitude (1e-6 degrees)");
}

struct MakerNumber $state("maker_number") $plural("maker_numbers") $label(zh="厂家单号", en="Maker's number") {
  # maker_number/<brand>:<number>
  order @0 :Text $id("work_order") $label(zh="工单", en="Order");
}
struct Card $state("card") $plural("cards") $label(zh="安装卡", en="Install card") {
  order @0 :Text $id("work_order") $label(zh="工单", en="Order");
}
struct PartSerial $state("part_serial") $plural("part_serials") $label(zh="备件编号", en="Part serial") {
  # part_serial/<part>:<serial>: where the piece was fitted.
  order @0 :Text $id("work_order") $label(zh="工单", en="Order");
}
struct Slip $state("slip") $plural("slips") $label(zh="回单", en="Service slip") {
  order @0 :Text $id("work_order") $label(zh="工单", en="Order");
}

# Commands

struct RegisterWorkOrder $command(stream="work_order", code=200, roles=["call_centre", "dispatcher"]) $label(zh="报修报装登记", en="Register an order") {
  order @0 :Text $id("work_order") $maxLength(64) $label(zh="工单", en="Order");
  # Empty: the next free number WO-yyyymmdd-nnnn.
  serviceType @1 :ServiceType $required $label(zh="服务类型", en="Service type");
  source @2 :OrderSource $label(zh="来源", en="Source");
  # Not named: own.
  makerNumber @3 :Text $maxLength(64) $label(zh="厂家单号", en="Maker's number");
  brand @4 :Text $maxLength(64) $label(zh="品牌", en="Brand");
  category @5 :Text $maxLength(64) $label(zh="产品类别", en="Product category");
  model @6 :Text $maxLength(64) $label(zh="型号", en="Model");
  serial @7 :Text $maxLength(40) $label(zh="机号", en="Serial number");
  # Empty: unknown, which is flagged.
  asset @8 :Text $id("asset") $label(zh="装置", en="Asset");
  # Brand, category, model, serial and customer come from the asset where it is named.
  customer @9 :Text $id("customer") $label(zh="客户", en="Customer");
  contact @10 :Text $format("personal") $maxLength(200) $label(zh="联系人", en="Contact");
  phone @11 :Text $format("phone") $maxLength(40) $label(zh="电话", en="Phone");
  # Phone and address: only the system and an import may leave them out; the order is then incomplete.
  address @12 :Text $format("personal") $maxLength(400) $label(zh="地址", en="Address");
  area @13 :Text $maxLength(100) $label(zh="区域", en="Area");
  symptom @14 :Text $format("multiline") $label(zh="故障现象", en="Symptom");
  fault @15 :Text $maxLength(64) $label(zh="故障组", en="Fault group");
  severity @16 :Severity $label(zh="严重程度", en="Severity");
  windowFrom @17 :Int64 $format("instant") $label(zh="用户约定开始", en="Window from");
  windowUntil @18 :Int64 $format("instant") $label(zh="用户约定结束", en="Window until");
  outlet @19 :Text $id("outlet") $label(zh="网点", en="Outlet");
  # Assigned at once where named.
  overrideReason @20 :Text $label(zh="重复报修原因", en="Reason for a second order");
  # Needed where the asset has an open order already.
  latitude @21 :Int32 $bounds(min = -90000000, max = 90000000) $label(zh="纬度（百万分之一度）", en="Latitude (1e-6 degrees)");
  # Of the address; both 0: as the customer has it.
  longitude @22 :Int32 $bounds(min = -180000000, max = 180000000) $label(zh="经度（百万分之一度）", en="Longitude (1e-6 degrees)");
}
struct ClassifySeverity $command(stream="work_order", code=201, roles=["call_centre", "dispatcher"]) $label(zh="定级", en="Classify severity") {
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  severity @1 :Severity $required $label(zh="严重程度", en="Severity");
  reason @2 :Text $label(zh="原因", en="Reason");
  # Needed to lower it.
}
struct AssignOutlet $command(stream="work_order", code=202, roles=["call_centre"]) $label(zh="指派网点", en="Assign an outlet") {
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  outlet @1 :Text $required $id("outlet") $label(zh="网点", en="Outlet");
  overrideReason @2 :Text $label(zh="超区域原因", en="Reason outside the territory");
}
struct OverrideDispatchCheck $command(stream="work_order", code=203, roles=["dispatcher", "call_centre"]) $label(zh="派工检查放行", en="Override a dispatch check") {
  # By the second person, before the dispatch: whoever overrides may not dispatch himself.
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  technician @1 :Text $required $id("technician") $label(zh="技术员", en="Technician");
  check @2 :DispatchCheck $required $label(zh="检查", en="Check");
  reason @3 :Text $required $label(zh="原因", en="Reason");
}
struct ScheduleBooking $command(stream="work_order", code=204, roles=["dispatcher"]) $label(zh="派工", en="Schedule a booking") {
  # The dispatch date is the time of the event; it is never typed.
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  technician @1 :Text $required $id("technician") $label(zh="技术员", en="Technician");
  startsAt @2 :Int64 $format("instant") $label(zh="开始", en="Starts at");
  endsAt @3 :Int64 $format("instant") $label(zh="结束", en="Ends at");
  acceptBy @4 :Int64 $format("instant") $label(zh="签收期限", en="Accept by");
  # Not named: two hours from now. The system may dispatch without times and without a deadline.
}
struct AcceptBooking $command(stream="work_order", code=205, roles=["technician", "dispatcher"]) $label(zh="签收", en="Accept a booking") {
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  booking @1 :UInt16 $label(zh="派工序号", en="Booking");
  # 0, here and below: the only one that fits.
}
struct DeclineBooking $command(stream="work_order", code=206, roles=["technician", "dispatcher"]) $label(zh="拒签", en="Decline a booking") {
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  booking @1 :UInt16 $label(zh="派工序号", en="Booking");
  reason @2 :Text $required $label(zh="原因", en="Reason");
}
struct RescheduleBooking $command(stream="work_order", code=207, roles=["dispatcher"]) $label(zh="改约", en="Reschedule a booking") {
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  booking @1 :UInt16 $label(zh="派工序号", en="Booking");
  startsAt @2 :Int64 $required $format("instant") $label(zh="开始", en="Starts at");
  endsAt @3 :Int64 $required $format("instant") $label(zh="结束", en="Ends at");
  acceptBy @4 :Int64 $format("instant") $label(zh="签收期限", en="Accept by");
  askedBy @5 :AskedBy $required $label(zh="谁要求", en="Asked by");
  reason @6 :Text $label(zh="原因", en="Reason");
}
struct ReassignBooking $command(stream="work_order", code=208, roles=["dispatcher"]) $label(zh="改派", en="Reassign a booking") {
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  booking @1 :UInt16 $label(zh="派工序号", en="Booking");
  technician @2 :Text $required $id("technician") $label(zh="技术员", en="Technician");
  startsAt @3 :Int64 $format("instant") $label(zh="开始", en="Starts at");
  # 0: the times stay.
  endsAt @4 :Int64 $format("instant") $label(zh="结束", en="Ends at");
  acceptBy @5 :Int64 $format("instant") $label(zh="签收期限", en="Accept by");
  reason @6 :Text $required $label(zh="原因", en="Reason");
}
struct StartTravel $command(stream="work_order", code=209, roles=["technician"]) $label(zh="出发", en="Start travel") {
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  booking @1 :UInt16 $label(zh="派工序号", en="Booking");
}
struct CheckIn $command(stream="work_order", code=210, roles=["technician"]) $label(zh="签到", en="Check in") {
  # Near the order's address, where that is known, and not faster than he can have come from his last
  # check-in; otherwise only with a reason, and marked. Radius and speed: the service policy.
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  booking @1 :UInt16 $label(zh="派工序号", en="Booking");
  latitude @2 :Int32 $bounds(min = -90000000, max = 90000000) $label(zh="纬度", en="Latitude");
  # Millionths of a degree; both 0: not measured.
  longitude @3 :Int32 $bounds(min = -180000000, max = 180000000) $label(zh="经度", en="Longitude");
  place @4 :Text $maxLength(400) $label(zh="地点", en="Place");
  deviceAt @5 :Int64 $format("instant") $label(zh="设备时间", en="Device time");
  reason @6 :Text $label(zh="原因", en="Reason");
  # Needed where he is too far away, too fast, or not measured.
}
struct StartWork $command(stream="work_order", code=211, roles=["technician"]) $label(zh="开工", en="Start work") {
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  booking @1 :UInt16 $label(zh="派工序号", en="Booking");
}
struct PauseWork $command(stream="work_order", code=212, roles=["technician", "dispatcher"]) $label(zh="挂起", en="Pause work") {
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  booking @1 :UInt16 $label(zh="派工序号", en="Booking");
  why @2 :PauseReason $required $label(zh="原因", en="Reason");
  note @3 :Text $format("multiline") $label(zh="备注", en="Note");
}
struct ResumeWork $command(stream="work_order", code=213, roles=["technician", "dispatcher"]) $label(zh="恢复", en="Resume work") {
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  booking @1 :UInt16 $label(zh="派工序号", en="Booking");
}
struct RecordProgress $command(stream="work_order", code=214, roles=["technician", "dispatcher", "call_centre"]) $label(zh="过程反馈", en="Record progress") {
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  note @1 :Text $required $format("multiline") $label(zh="内容", en="Note");
  photoHash @2 :Text $maxLength(64) $label(zh="照片哈希", en="Photo's SHA-256");
  # 64 hexadecimal digits; the photo itself is not kept here.
  photoBytes @3 :Int64 $bounds(min = 0, max = 100000000) $label(zh="照片大小", en="Photo's octets");
}
struct RecordDiagnosis $command(stream="work_order", code=215, roles=["technician"]) $label(zh="故障诊断", en="Record the diagnosis") {
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  faultCode @1 :Text $required $maxLength(64) $label(zh="故障代码", en="Fault code");
  fault @2 :Text $maxLength(64) $label(zh="故障组", en="Fault group");
  cause @3 :Text $maxLength(400) $label(zh="故障原因", en="Cause");
  note @4 :Text $format("multiline") $label(zh="备注", en="Note");
}
struct UsePart $command(stream="work_order", code=216, roles=["technician"]) $label(zh="用件", en="Use a part") {
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  booking @1 :UInt16 $label(zh="派工序号", en="Booking");
  part @2 :Text $required $id("part") $label(zh="备件", en="Part");
  quantity @3 :Int64 $required $format("quantity") $bounds(min = 1, max = 1000000000) $label(zh="数量", en="Quantity");
  serial @4 :Text $maxLength(64) $label(zh="备件编号", en="Part serial");
  payer @5 :Payer $label(zh="付费方", en="Payer");
}
struct AddCharge $command(stream="work_order", code=217, roles=["technician", "dispatcher", "accountant"]) $label(zh="登记收费", en="Add a charge") {
  # With a tariff the price is the tariff's; without one it is typed and waits for a second person.
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  tariff @1 :Text $id("tariff") $label(zh="价目表", en="Tariff");
  item @2 :Text $required $maxLength(64) $label(zh="收费项目", en="Item");
  quantity @3 :Int64 $required $format("quantity") $bounds(min = 1, max = 1000000000) $label(zh="数量", en="Quantity");
  payer @4 :Payer $required $label(zh="付费方", en="Payer");
  manualPrice @5 :Int64 $format("money") $bounds(min = 0, max = 100000000) $label(zh="手工单价", en="Manual unit price");
  reason @6 :Text $label(zh="原因", en="Reason");
  booking @7 :UInt16 $label(zh="派工序号", en="Booking");
}
struct ApproveCharge $command(stream="work_order", code=218, roles=["accountant", "dispatcher"]) $label(zh="审批收费", en="Approve a charge") {
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  line @1 :UInt16 $required $label(zh="行号", en="Line");
}
struct ReportWorkDone $command(stream="work_order", code=219, roles=["technician", "dispatcher"]) $label(zh="报完工", en="Report work done") {
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  booking @1 :UInt16 $label(zh="派工序号", en="Booking");
  partly @2 :Bool $label(zh="部分完成", en="Only partly");
  # Another visit is needed.
  result @3 :Text $format("multiline") $label(zh="服务结果", en="Result");
}
struct HandBackInstallCard $command(stream="work_order", code=220, roles=["dispatcher", "store_keeper", "accountant"]) $label(zh="交回安装卡", en="Hand back the install card") {
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  card @1 :Text $required $id("card") $maxLength(64) $label(zh="安装卡号", en="Card number");
}
struct ReturnServiceSlip $command(stream="work_order", code=221, roles=["dispatcher", "store_keeper", "accountant"]) $label(zh="回单", en="Return the service slip") {
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  slip @1 :Text $required $id("slip") $maxLength(64) $label(zh="回单号", en="Slip number");
}
struct CollectPayment $command(stream="work_order", code=222, roles=["technician", "dispatcher", "accountant"]) $label(zh="收款", en="Collect a payment") {
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  amount @1 :Int64 $required $format("money") $bounds(min = 1, max = 1000000000000) $label(zh="金额", en="Amount");
  method @2 :PaymentMethod $required $label(zh="收款方式", en="Method");
  receipt @3 :Text $maxLength(64) $label(zh="收据号", en="Receipt");
}
struct ApproveCredit $command(stream="work_order", code=223, roles=["accountant"]) $label(zh="批准挂账", en="Approve credit") {
  # What is still due may be paid after completion.
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  reason @1 :Text $required $label(zh="原因", en="Reason");
}
struct CompleteWorkOrder $command(stream="work_order", code=224, roles=["dispatcher", "call_centre"]) $label(zh="完工", en="Complete the order") {
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  note @1 :Text $format("multiline") $label(zh="备注", en="Note");
}
struct PostWorkOrder $command(stream="work_order", code=225, roles=["accountant"]) $label(zh="封帐", en="Post the order") {
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
}
struct CancelWorkOrder $command(stream="work_order", code=226, roles=["call_centre", "dispatcher"]) $label(zh="取消工单", en="Cancel the order") {
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  reason @1 :Text $required $label(zh="原因", en="Reason");
}
struct ReopenWorkOrder $command(stream="work_order", code=227, roles=["call_centre", "dispatcher"]) $label(zh="重开工单", en="Reopen the order") {
  order @0 :Text $required $id("work_order") $label(zh="工单", en="Order");
  reason @1 :Text $required $label(zh="原因", en="Reason");
}

# Events

struct WorkOrderRegistered $event(stream="work_order", code=200) $label(zh="工单已登记", en="Order registered") {
  serviceType @0 :ServiceType $label(zh="服务类型", en="Service type");
  source @1 :OrderSource $label(zh="来源", en="Source");
  makerNumber @2 :Text $label(zh="厂家单号", en="Maker's number");
  brand @3 :Text $label(zh="品牌", en="Brand");
  category @4 :Text $label(zh="产品类别", en="Product category");
  model @5 :Text $label(zh="型号", en="Model");
  serial @6 :Text $label(zh="机号", en="Serial number");
  serialUnknown @7 :Bool $label(zh="机号不明", en="Serial unknown");
  asset @8 :UInt16 $ref("asset") $label(zh="装置", en="Asset");
  customer @9 :UInt16 $ref("customer") $label(zh="客户", en="Customer");
  contact @10 :Text $format("personal") $label(zh="联系人", en="Contact");
  phone @11 :Text $format("phone") $label(zh="电话", en="Phone");
  address @12 :Text $format("personal") $label(zh="地址", en="Address");
  area @13 :Text $label(zh="区域", en="Area");
  symptom @14 :Text $format("multiline") $label(zh="故障现象", en="Symptom");
  fault @15 :Text $label(zh="故障组", en="Fault group");
  severity @16 :Severity $label(zh="严重程度", en="Severity");
  windowFrom @17 :Int64 $format("instant") $label(zh="用户约定开始", en="Window from");
  windowUntil @18 :Int64 $format("instant") $label(zh="用户约定结束", en="Window until");
  incomplete @19 :Bool $label(zh="资料不全", en="Incomplete");
  registeredAt @20 :Int64 $format("instant") $label(zh="登记时间", en="Registered at");
  overrideReason @21 :Text $label(zh="重复报修原因", en="Reason for a second order");
  latitude @22 :Int32 $label(zh="纬度（百万分之一度）", en="Latitude (1e-6 degrees)");
  longitude @23 :Int32 $label(zh="经度（百万分之一度）", en="Longitude (1e-6 degrees)");
}
struct MakerNumberClaimed $event(stream="maker_number", code=201) $label(zh="厂家单号已占用", en="Maker's number claimed") {
  order @0 :UInt16 $ref("work_order") $label(zh="工单", en="Order");
}
struct SeverityClassified $event(stream="work_order", code=202) $label(zh="已定级", en="Severity classified") {
  severity @0 :Severity $label(zh="严重程度", en="Severity");
  before @1 :Severity $label(zh="原级别", en="Before");
  reason @2 :Text $label(zh="原因", en="Reason");
}
struct OutletAssigned $event(stream="work_order", code=203) $label(zh="已指派网点", en="Outlet assigned") {
  outlet @0 :UInt16 $ref("outlet") $label(zh="网点", en="Outlet");
  overrideReason @1 :Text $label(zh="超区域原因", en="Reason outside the territory");
}
struct DispatchCheckOverridden $event(stream="work_order", code=204) $label(zh="派工检查已放行", en="Dispatch check overridden") {
  technician @0 :UInt16 $ref("technician") $label(zh="技术员", en="Technician");
  check @1 :DispatchCheck $label(zh="检查", en="Check");
  reason @2 :Text $label(zh="原因", en="Reason");
  by @3 :Text $id("operator") $label(zh="批准人", en="By");
}
struct BookingScheduled $event(stream="work_order", code=205) $label(zh="已派工", en="Booking scheduled") {
  booking @0 :UInt16 $label(zh="派工序号", en="Booking");
  technician @1 :UInt16 $ref("technician") $label(zh="技术员", en="Technician");
  startsAt @2 :Int64 $format("instant") $label(zh="开始", en="Starts at");
  endsAt @3 :Int64 $format("instant") $label(zh="结束", en="Ends at");
  acceptBy @4 :Int64 $format("instant") $label(zh="签收期限", en="Accept by");
  dispatchedAt @5 :Int64 $format("instant") $label(zh="派工时间", en="Dispatched at");
  overridden @6 :List(DispatchCheck) $label(zh="放行的检查", en="Overridden checks");
}
struct BookingAccepted $event(stream="work_order", code=206) $label(zh="已签收", en="Booking accepted") {
  booking @0 :UInt16 $label(zh="派工序号", en="Booking");
  technician @1 :Text $id("technician") $label(zh="技术员", en="Technician");
  at @2 :Int64 $format("instant") $label(zh="时间", en="At");
}
struct BookingDeclined $event(stream="work_order", code=207) $label(zh="已拒签", en="Booking declined") {
  booking @0 :UInt16 $label(zh="派工序号", en="Booking");
  technician @1 :Text $id("technician") $label(zh="技术员", en="Technician");
  reason @2 :Text $label(zh="原因", en="Reason");
  at @3 :Int64 $format("instant") $label(zh="时间", en="At");
}
struct BookingRescheduled $event(stream="work_order", code=208) $label(zh="已改约", en="Booking rescheduled") {
  booking @0 :UInt16 $label(zh="派工序号", en="Booking");
  startsAt @1 :Int64 $format("instant") $label(zh="开始", en="Starts at");
  endsAt @2 :Int64 $format("instant") $label(zh="结束", en="Ends at");
  acceptBy @3 :Int64 $format("instant") $label(zh="签收期限", en="Accept by");
  askedBy @4 :AskedBy $label(zh="谁要求", en="Asked by");
  reason @5 :Text $label(zh="原因", en="Reason");
  overridden @6 :List(DispatchCheck) $label(zh="放行的检查", en="Overridden checks");
}
struct BookingReassigned $event(stream="work_order", code=209) $label(zh="已改派", en="Booking reassigned") {
  booking @0 :UInt16 $label(zh="派工序号", en="Booking");
  technician @1 :UInt16 $ref("technician") $label(zh="技术员", en="Technician");
  before @2 :Text $id("technician") $label(zh="原技术员", en="Before");
  startsAt @3 :Int64 $format("instant") $label(zh="开始", en="Starts at");
  endsAt @4 :Int64 $format("instant") $label(zh="结束", en="Ends at");
  acceptBy @5 :Int64 $format("instant") $label(zh="签收期限", en="Accept by");
  dispatchedAt @6 :Int64 $format("instant") $label(zh="派工时间", en="Dispatched at");
  reason @7 :Text $label(zh="原因", en="Reason");
  overridden @8 :List(DispatchCheck) $label(zh="放行的检查", en="Overridden checks");
}
struct TravelStarted $event(stream="work_order", code=210) $label(zh="已出发", en="Travel started") {
  booking @0 :UInt16 $label(zh="派工序号", en="Booking");
  at @1 :Int64 $format("instant") $label(zh="时间", en="At");
}
struct TechnicianCheckedIn $event(stream="work_order", code=211) $label(zh="已签到", en="Technician checked in") {
  booking @0 :UInt16 $label(zh="派工序号", en="Booking");
  technician @1 :Text $id("technician") $label(zh="技术员", en="Technician");
  at @2 :Int64 $format("instant") $label(zh="时间", en="At");
  deviceAt @3 :Int64 $format("instant") $label(zh="设备时间", en="Device time");
  latitude @4 :Int32 $label(zh="纬度", en="Latitude");
  longitude @5 :Int32 $label(zh="经度", en="Longitude");
  place @6 :Text $label(zh="地点", en="Place");
  distance @7 :Int64 $label(zh="距用户（米）", en="Distance to the address (m)");
  # 0 where either place is not known.
  speed @8 :Int64 $label(zh="行程速度（千米/时）", en="Speed from the last check-in (km/h)");
  # 0 where there was none, or not at another place.
  marks @9 :List(CheckInMark) $label(zh="签到疑点", en="Doubts");
  reason @10 :Text $label(zh="原因", en="Reason");
}
struct WorkStarted $event(stream="work_order", code=212) $label(zh="已开工", en="Work started") {
  booking @0 :UInt16 $label(zh="派工序号", en="Booking");
  at @1 :Int64 $format("instant") $label(zh="时间", en="At");
}
struct WorkPaused $event(stream="work_order", code=213) $label(zh="已挂起", en="Work paused") {
  booking @0 :UInt16 $label(zh="派工序号", en="Booking");
  why @1 :PauseReason $label(zh="原因", en="Reason");
  note @2 :Text $format("multiline") $label(zh="备注", en="Note");
  at @3 :Int64 $format("instant") $label(zh="时间", en="At");
}
struct WorkResumed $event(stream="work_order", code=214) $label(zh="已恢复", en="Work resumed") {
  booking @0 :UInt16 $label(zh="派工序号", en="Booking");
  at @1 :Int64 $format("instant") $label(zh="时间", en="At");
}
struct ProgressRecorded $event(stream="work_order", code=215) $label(zh="过程已反馈", en="Progress recorded") {
  note @0 :Text $format("multiline") $label(zh="内容", en="Note");
  photoHash @1 :Text $label(zh="照片哈希", en="Photo's SHA-256");
  photoBytes @2 :Int64 $label(zh="照片大小", en="Photo's octets");
}
struct FaultDiagnosed $event(stream="work_order", code=216) $label(zh="故障已诊断", en="Fault diagnosed") {
  faultCode @0 :Text $label(zh="故障代码", en="Fault code");
  fault @1 :Text $label(zh="故障组", en="Fault group");
  cause @2 :Text $label(zh="故障原因", en="Cause");
  note @3 :Text $format("multiline") $label(zh="备注", en="Note");
}
struct PartUsed $event(stream="work_order", code=217) $label(zh="已用件", en="Part used") {
  part @0 :UInt16 $ref("part") $label(zh="备件", en="Part");
  technician @1 :Text $id("technician") $label(zh="技术员", en="Technician");
  quantity @2 :Int64 $format("quantity") $label(zh="数量", en="Quantity");
  serial @3 :Text $label(zh="备件编号", en="Part serial");
  payer @4 :Payer $label(zh="付费方", en="Payer");
  cost @5 :Int64 $format("money") $label(zh="成本", en="Cost");
  # Frozen at the time of use.
}
struct ChargeAdded $event(stream="work_order", code=218) $label(zh="收费已登记", en="Charge added") {
  line @0 :UInt16 $label(zh="行号", en="Line");
  status @1 :ChargeStatus $label(zh="状态", en="Status");
  item @2 :Text $label(zh="收费项目", en="Item");
  quantity @3 :Int64 $format("quantity") $label(zh="数量", en="Quantity");
  unitPrice @4 :Int64 $format("money") $label(zh="单价", en="Unit price");
  amount @5 :Int64 $format("money") $label(zh="金额", en="Amount");
  payer @6 :Payer $label(zh="付费方", en="Payer");
  tariff @7 :UInt16 $ref("tariff") $label(zh="价目表", en="Tariff");
  tariffVersion @8 :UInt32 $label(zh="价目表版本", en="Tariff version");
  technician @9 :Text $id("technician") $label(zh="技术员", en="Technician");
  by @10 :Text $id("operator") $label(zh="登记人", en="By");
  reason @11 :Text $label(zh="原因", en="Reason");
}
struct ChargeApproved $event(stream="work_order", code=219) $label(zh="收费已审批", en="Charge approved") {
  line @0 :UInt16 $label(zh="行号", en="Line");
  by @1 :Text $id("operator") $label(zh="审批人", en="By");
}
struct PartSerialFitted $event(stream="part_serial", code=235) $label(zh="备件编号已装用", en="Part serial fitted") {
  order @0 :UInt16 $ref("work_order") $label(zh="工单", en="Order");
}
struct WorkReported $event(stream="work_order", code=220) $label(zh="已报完工", en="Work reported") {
  booking @0 :UInt16 $label(zh="派工序号", en="Booking");
  technician @1 :Text $id("technician") $label(zh="技术员", en="Technician");
  partly @2 :Bool $label(zh="部分完成", en="Only partly");
  result @3 :Text $format("multiline") $label(zh="服务结果", en="Result");
  at @4 :Int64 $format("instant") $label(zh="时间", en="At");
}
struct InstallCardHandedBack $event(stream="work_order", code=221) $label(zh="安装卡已交回", en="Install card handed back") {
  card @0 :UInt16 $ref("card") $label(zh="安装卡号", en="Card number");
}
struct CardClaimed $event(stream="card", code=222) $label(zh="安装卡已登记", en="Card claimed") {
  order @0 :UInt16 $ref("work_order") $label(zh="工单", en="Order");
}
struct ServiceSlipReturned $event(stream="work_order", code=223) $label(zh="已回单", en="Service slip returned") {
  slip @0 :UInt16 $ref("slip") $label(zh="回单号", en="Slip number");
}
struct SlipClaimed $event(stream="slip", code=224) $label(zh="回单已登记", en="Slip claimed") {
  order @0 :UInt16 $ref("work_order") $label(zh="工单", en="Order");
}
struct PaymentCollected $event(stream="work_order", code=225) $label(zh="已收款", en="Payment collected") {
  amount @0 :Int64 $format("money") $label(zh="金额", en="Amount");
  method @1 :PaymentMethod $label(zh="收款方式", en="Method");
  receipt @2 :Text $label(zh="收据号", en="Receipt");
  technician @3 :Text $id("technician") $label(zh="技术员", en="Technician");
}
struct CreditApproved $event(stream="work_order", code=226) $label(zh="挂账已批准", en="Credit approved") {
  amount @0 :Int64 $format("money") $label(zh="金额", en="Amount");
  reason @1 :Text $label(zh="原因", en="Reason");
  by @2 :Text $id("operator") $label(zh="批准人", en="By");
}
struct BookingCanceled $event(stream="work_order", code=227) $label(zh="派工已取消", en="Booking canceled") {
  # With the order, or because the order was completed without it.
  booking @0 :UInt16 $label(zh="派工序号", en="Booking");
  technician @1 :Text $id("technician") $label(zh="技术员", en="Technician");
}
struct WorkOrderCompleted $event(stream="work_order", code=228) $label(zh="工单已完工", en="Order completed") {
  at @0 :Int64 $format("instant") $label(zh="完工时间", en="Completed at");
  note @1 :Text $format("multiline") $label(zh="备注", en="Note");
  waived @2 :List(CompletionGate) $label(zh="免除的条件", en="Waived gates");
  followUpDueAt @3 :Int64 $format("instant") $label(zh="应回访时间", en="Follow-up due at");
  # 0: no follow-up, because there is nobody to call.
}
struct WorkOrderFollowedUp $event(stream="work_order", code=229) $label(zh="工单已回访", en="Order followed up") {
  result @0 :FollowUpStatus $label(zh="回访结果", en="Result");
  mismatch @1 :Bool $label(zh="收费不符", en="Mismatch");
}
struct WorkOrderPosted $event(stream="work_order", code=230) $label(zh="工单已封帐", en="Order posted") {
  at @0 :Int64 $format("instant") $label(zh="封帐时间", en="Posted at");
}
struct WorkOrderCanceled $event(stream="work_order", code=231) $label(zh="工单已取消", en="Order canceled") {
  reason @0 :Text $label(zh="原因", en="Reason");
}
struct WorkOrderReopened $event(stream="work_order", code=232) $label(zh="工单已重开", en="Order reopened") {
  round @0 :UInt16 $label(zh="轮次", en="Round");
  reason @1 :Text $label(zh="原因", en="Reason");
}
struct PartRequestLinked $event(stream="work_order", code=233) $label(zh="配件申请已关联", en="Part request linked") {
  request @0 :UInt16 $ref("part_request") $label(zh="配件申请", en="Part request");
}
struct PartRequestSettled $event(stream="work_order", code=234) $label(zh="配件申请已了结", en="Part request settled") {
  # Nothing of it is reserved, waited for or carried any more.
  request @0 :UInt16 $ref("part_request") $label(zh="配件申请", en="Part request");
}

enum WorkOrderRefusal $refusals("work_order") {
  notFound @0 $label(zh="工单不存在", en="There is no such order");
  exists @1 $label(zh="工单号已被使用", en="The order's number is taken");
  badId @2 $label(zh="工单号格式不正确", en="The order's number is not well formed");
  badPhone @3 $label(zh="电话格式不正确", en="The phone number is not well formed");
  addressMissing @4 $label(zh="请填写地址", en="An address is needed");
  badText @5 $label(zh="文字过长或含有非法字符", en="A text is empty, too long or not well formed");
  serviceTypeMissing @6 $label(zh="请指定服务类型", en="The service type must be named");
  makerNumberMissing @7 $label(zh="中心派工必须有厂家单号", en="An order from the maker needs the maker's number and brand");
  makerNumberTaken @8 $label(zh="厂家单号重复", en="The maker's number is on another order");
  unknownCustomer @9 $label(zh="客户不存在", en="There is no such customer");
  unknownAsset @10 $label(zh="装置不存在", en="There is no such asset");
  assetContradicts @11 $label(zh="与装置档案不符", en="Brand, model, serial or customer contradict the asset");
  badWindow @12 $label(zh="约定时间先后不正确", en="The window ends before it begins");
  openOrderExists @13 $label(zh="该装置已有未完工单", en="The asset has an open order already");
  severityMissing @14 $label(zh="请选择严重程度", en="The severity must be named");
  sameSeverity @15 $label(zh="严重程度没有变化", en="The severity is the same already");
  reasonMissing @16 $label(zh="请填写原因", en="A reason is needed");
  unknownOutlet @17 $label(zh="网点不存在", en="There is no such outlet");
  outletSuspended @18 $label(zh="网点已停用", en="The outlet is suspended");
  outletNotAuthorised @19 $label(zh="网点未授权该品牌", en="The outlet is not authorised for the brand");
  outsideTerritory @20 $label(zh="不在网点服务区域内", en="The address lies outside the outlet's territory");
  sameOutlet @21 $label(zh="已指派该网点", en="The outlet is assigned already");
  notRegistered @22 $label(zh="工单尚未登记", en="The order is not registered");
  notAssigned @23 $label(zh="工单尚未指派网点", en="No outlet is assigned");
  notScheduled @24 $label(zh="工单没有待签收的派工", en="The order has no booking that waits to be accepted");
  notAccepted @25 $label(zh="派工尚未签收", en="The booking is not accepted");
  notInProgress @26 $label(zh="工单不在服务中", en="No work is in progress");
  notOnHold @27 $label(zh="工单未挂起", en="Work is not paused");
  notReported @28 $label(zh="尚未报完工", en="Work is not reported done");
  notCompleted @29 $label(zh="工单尚未完工", en="The order is not completed");
  notFollowedUp @30 $label(zh="工单尚未回访", en="The order is not followed up");
  alreadyCompleted @31 $label(zh="工单已完工", en="The order is completed already");
  alreadyReported @32 $label(zh="已报完工", en="Work is reported done already");
  alreadyPosted @33 $label(zh="工单已封帐", en="The order is posted");
  alreadyCanceled @34 $label(zh="工单已取消", en="The order is canceled");
  alreadyUnderWay @35 $label(zh="服务已开始", en="Work is under way already");
  noSuchBooking @36 $label(zh="没有该派工", en="The order has no such booking in that state");
  whichBooking @37 $label(zh="请指明派工序号", en="Several bookings fit; name one");
  notYourBooking @38 $label(zh="不是您的派工", en="The booking is another technician's");
  acceptanceOverdue @39 $label(zh="签收期限已过", en="The deadline for acceptance has passed");
  unknownTechnician @40 $label(zh="技术员不存在", en="There is no such technician");
  sameTechnician @41 $label(zh="已派给该技术员", en="The booking is that technician's already");
  badTimes @42 $label(zh="时间先后不正确", en="The times are missing or end before they begin");
  inThePast @43 $label(zh="时间已过", en="The time lies in the past");
  dispatchTechnicianNotActive @44 $label(zh="D1 技术员不在岗", en="D1: the technician is not active");
  dispatchNoSkill @45 $label(zh="D2 技术员无有效技能", en="D2: the technician has no valid skill for this");
  dispatchSlotTaken @46 $label(zh="D3 时段冲突或超过当日工作量", en="D3: the slot is taken or the day is full");
  dispatchOutletSuspended @47 $label(zh="D4 网点已停用", en="D4: the outlet is suspended");
  dispatchNotAuthorised @48 $label(zh="D5 无品牌授权", en="D5: outlet or technician may not serve the brand");
  dispatchSecondOrder @49 $label(zh="D6 同一机号同一故障另有未完工单", en="D6: another open order for the same serial and fault");
  dispatchOutsideTerritory @50 $label(zh="D7 不在服务区域内", en="D7: outside the territory");
  dispatchOutsideWindow @51 $label(zh="D8 不在用户约定时间内或早于送货", en="D8: outside the customer's window or before delivery");
  dispatchPartMissing @52 $label(zh="D9 所需配件未到位", en="D9: a needed part will not be there");
  dispatchTravelInfeasible @53 $label(zh="D10 路程时间不足", en="D10: no time to travel between the slots");
  dispatchOwnRepeat @54 $label(zh="D11 本人二次维修", en="D11: the technician's own repeat repair");
  dispatchDebt @55 $label(zh="D12 技术员未缴款超限", en="D12: the technician owes too much");
  checkMissing @56 $label(zh="请选择检查项", en="The check must be named");
  checkNotOverridable @57 $label(zh="该检查不可放行", en="This check cannot be overridden");
  checkOverridden @58 $label(zh="该检查已放行", en="The check is overridden already");
  diagnosisMissing @59 $label(zh="请先登记故障诊断", en="The diagnosis is missing");
  openPartRequests @60 $label(zh="有未了结的配件申请", en="Part requests are open");
  unusedNotInCustody @61 $label(zh="技术员未领用该备件", en="The technician does not hold that much of the part");
  badQuantity @62 $label(zh="数量不正确", en="The quantity is out of bounds");
  badAmount @63 $label(zh="金额不正确", en="The amount is out of bounds");
  unknownPart @64 $label(zh="备件不存在", en="There is no such part");
  unusedUnknownTariff @65 $label(zh="价目表不存在", en="There is no such tariff");
  unusedNotInTariff @66 $label(zh="价目表中没有该项目", en="The tariff in force has no line for this");
  manualPriceMissing @67 $label(zh="请填写手工单价及原因", en="A manual price needs a price and a reason");
  payerMissing @68 $label(zh="请指定付费方", en="The payer must be named");
  noSuchCharge @69 $label(zh="没有该收费行", en="There is no such charge");
  chargeAgreed @70 $label(zh="收费已有效", en="The charge is agreed already");
  sameAuthor @71 $label(zh="审批人不能是登记人", en="Author and approver must be two persons");
  chargesPending @72 $label(zh="有待审批的收费", en="Charges wait for approval");
  moreThanDue @73 $label(zh="收款超过应收", en="More than is due");
  nothingDue @74 $label(zh="没有应收款", en="Nothing is due");
  methodMissing @75 $label(zh="请选择收款方式", en="The method must be named");
  creditHeld @76 $label(zh="挂账已批准", en="Credit is approved already");
  badCard @77 $label(zh="安装卡号格式不正确", en="The card's number is not well formed");
  cardTaken @78 $label(zh="安装卡已用于其他工单", en="The card is on another order");
  cardHandedBack @79 $label(zh="安装卡已交回", en="The order's card was handed back already");
  notAnInstall @80 $label(zh="非安装工单没有安装卡", en="Only an install order has a card");
  badSlip @81 $label(zh="回单号格式不正确", en="The slip's number is not well formed");
  slipTaken @82 $label(zh="回单已用于其他工单", en="The slip is on another order");
  slipReturned @83 $label(zh="已回单", en="The order's slip was returned already");
  cardMissing @84 $label(zh="安装卡未交回", en="The install card is not back");
  slipMissing @85 $label(zh="未回单", en="The service slip is not back");
  paymentMissing @86 $label(zh="款项未收齐", en="The customer has not paid");
  notCheckedIn @87 $label(zh="尚未签到", en="The technician has not checked in");
  badPosition @88 $label(zh="定位不正确", en="The position is out of bounds");
  badPhoto @89 $label(zh="照片哈希不正确", en="The photo's hash is not well formed");
  whyMissing @90 $label(zh="请选择挂起原因", en="The reason for the pause must be named");
  askedByMissing @91 $label(zh="请指明谁要求改约", en="Who asked must be named");
  nothingChanged @92 $label(zh="没有变化", en="Nothing would change");
  tooMany @93 $label(zh="条目过多", en="The order has too many entries of this kind");
  checkInNotMeasured @94 $label(zh="未定位，请填写原因", en="No position was measured: give a reason");
  checkInOutside @95 $label(zh="离用户地址过远，请填写原因", en="Too far from the address: give a reason");
  checkInTooFast @96 $label(zh="与上次签到相比行程过快，请填写原因", en="Too fast from the last check-in: give a reason");
  serialFitted @97 $label(zh="该备件编号已装用", en="The piece with this serial was fitted already");
}
