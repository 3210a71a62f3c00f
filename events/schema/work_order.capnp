@0xd3a1c0d25e8f4b09;
# Work orders: one repair or installation from the call to the sealed account, codes 200-299: what
# others read of one, and why a command is refused. Commands and events are in work_order_*.capnp.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".list;
using import "annotations.capnp".state;
using import "annotations.capnp".plural;
using import "annotations.capnp".refusals;
using import "annotations.capnp".yields;
using import "annotations.capnp".label;
using import "annotations.capnp".maxLength;
using import "annotations.capnp".means;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".personal;
using import "common.capnp".ServiceType;
using import "common.capnp".Payer;
using import "common.capnp".PaymentMethod;
using import "follow_up.capnp".FollowUpStatus;
using import "handover.capnp".OrderHandover;
using import "work_order_review.capnp".ClearingStatus;
using import "work_order_review.capnp".ReviewStatus;
using import "common.capnp".ChargeBasis;
using import "work_order_promise.capnp".ServicePromise;
using import "work_order_warranty.capnp".OrderWarranty;
using import "work_order_back.capnp".ClosedRound;
using import "work_order_back.capnp".OpenRound;
using import "work_order_booking.capnp".AskedBy;
using import "work_order_kinds.capnp".WorkOrderStatus;
using import "work_order_kinds.capnp".BookingStatus;
using import "work_order_kinds.capnp".OrderWait;
using import "work_order_kinds.capnp".OrderSource;
using import "work_order_kinds.capnp".Severity;
using import "work_order_kinds.capnp".PauseReason;
using import "work_order_removed.capnp".RemovedPart;
using import "work_order_removed.capnp".UsedPart;
using import "work_order_kinds.capnp".ChargeStatus;
using import "work_order_kinds.capnp".CheckInMark;
using import "work_order_kinds.capnp".DispatchCheck;
using import "work_order_kinds.capnp".CorrectionStatus;

struct Booking $label(zh="派工", en="Booking")
    $list(name="bookings", elements="orders.orders:order.bookings",
          around=["id=order", "order.outlet", "order.customer", "order.brand",
              "order.service_type"],
          thing="work_order", id=["^id", "number"], order="-starts_at",
          indexes=["outlet", "technician", ""], owner="outlet", menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher"],
          own="technician") {
  number @0 :UInt16 $label(zh="派工序号", en="Booking");
  round @1 :UInt16;  # Of the order; bookings of earlier rounds are history.
  revision @2 :UInt16 $label(zh="改约次数", en="Revision");
  status @3 :BookingStatus;
  technician @4 :Text $id("technician");
  startsAt @5 :Int64 $format("instant");  # 0: no time was agreed, and no slot is held.
  endsAt @6 :Int64 $format("instant");
  acceptBy @7 :Int64 $format("instant");  # 0: no deadline.
  dispatchedAt @8 :Int64 $format("instant");
  checkedInAt @9 :Int64 $format("instant") $label(zh="签到时间", en="Checked in at");
  startedAt @10 :Int64 $format("instant") $label(zh="开工时间", en="Started at");
  endedAt @11 :Int64 $format("instant") $label(zh="结束时间", en="Ended at");
  checkInMarks @12 :List(CheckInMark) $maxLength(8) $label(zh="签到疑点", en="Doubts about check-in");
  # Where he was then, in WGS 84; both 0: not measured.
  latitude @13 :Int32 $personal("technician") $label(zh="签到纬度", en="Checked in at latitude");
  longitude @14 :Int32 $personal("technician") $label(zh="签到经度", en="Checked in at longitude");
  place @15 :Text $personal("technician") $maxLength(400)
      $label(zh="签到地点", en="Place of the check-in");
  distance @16 :Int64 $personal("technician") $label(zh="距用户（米）", en="Distance to the address (m)");
  # 0 where either place is not known.
  speed @17 :Int64 $personal("technician")
      $label(zh="行程速度（千米/时）", en="Speed from the last check-in (km/h)");
  # 0 where there was none, or not at another place.
  withdrawn @18 :Bool $label(zh="已撤回", en="Withdrawn");
  first @19 :Bool $label(zh="首次派工", en="First dispatch");  # without what was withdrawn
  askedBy @20 :AskedBy;  # For the last change of its times; none: they were not changed.
}

struct CrewMember $label(zh="派工组员", en="Crew member")
    $list(name="crew_members", elements="orders.orders:order.crew",
          around=["id=order", "order.outlet", "order.customer", "order.service_type"],
          thing="work_order", id=["^id", "#"], order="-starts_at",
          indexes=["outlet", "technician", ""], owner="outlet", menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher"], own="technician") {
  # Who goes with the lead of a booking.
  booking @0 :UInt16;
  technician @1 :Text $id("technician");
  share @2 :Int32 $format("rate") $label(zh="工资分成", en="Share of the wage");
  # What the members do not have is the lead's.
  startsAt @3 :Int64 $format("instant");  # As the booking's.
  endsAt @4 :Int64 $format("instant");
}

struct CheckOverride $label(zh="派工检查放行", en="Override of a dispatch check")
    $list(name="overrides", elements="orders.orders:order.overrides",
          around=["id=order", "order.outlet", "registered_at"], thing="work_order",
          id=["^id", "#"], order="-registered_at", indexes=["outlet"], owner="outlet",
          menu="watch",
          readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  check @0 :DispatchCheck $label(zh="检查", en="Check");
  technician @1 :Text $id("technician");
  reason @2 :Text;
  by @3 :Text $id("operator") $label(zh="批准人", en="By");
  number @4 :UInt16 $label(zh="序号", en="Number");
  withdrawn @5 :Bool $label(zh="已撤回", en="Withdrawn");
}

struct Charge $label(zh="收费", en="Charge")
    $list(name="charges", elements="orders.orders:order.charges",
          around=["id=order", "order.outlet", "order.customer", "order.brand",
              "order.service_type", "order.source", "registered_at"],
          thing="work_order", id=["^id", "line"], order="-registered_at",
          indexes=["outlet", "technician", ""], owner="outlet", menu="money",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "accountant"],
          own="technician") {
  line @0 :UInt16;
  status @1 :ChargeStatus;
  item @2 :Text;
  quantity @3 :Int64 $format("quantity");
  unitPrice @4 :Int64 $format("money");
  amount @5 :Int64 $format("money");
  payer @6 :Payer;
  tariff @7 :Text $id("tariff") $label(zh="价目表", en="Tariff");
  # Empty: a manual price.
  tariffVersion @8 :UInt32;
  technician @9 :Text $id("technician");
  by @10 :Text $id("operator") $label(zh="登记人", en="By");
  reason @11 :Text;
  basis @12 :ChargeBasis;
  partUse @13 :UInt16 $label(zh="用件序号", en="Part used");
  visit @14 :UInt16;
  # Of what is charged by the visit: which.
  tariffLine @15 :UInt32 $label(zh="价目行号", en="Line of the tariff");
  # What made the price up, where it is more than a unit price.
  measure @16 :Int64 $format("quantity") $label(zh="楼层、匹数等", en="Floor, horsepower, …");
  freeQuantity @17 :Int64 $format("quantity") $label(zh="免费数量", en="Free quantity");
  rate @18 :Int32 $format("rate") $label(zh="按其他价格的比例", en="Share of another price");
  ofItem @19 :Text $label(zh="所按项目", en="Of item");
  ofPrice @20 :Int64 $format("money") $label(zh="所按价格", en="Of price");
  # As it counted: no higher than the tariff lets it.
  fullAmount @21 :Int64 $format("money") $label(zh="封顶前金额", en="Amount without the cap");
  # 0: nothing was capped.
}

struct Payment $label(zh="收款", en="Payment")
    $list(name="payments", elements="orders.orders:order.payments",
          around=["id=order", "order.outlet", "order.customer", "registered_at"],
          thing="work_order",
          id=["^id", "#"], order="-registered_at", indexes=["outlet", "technician", ""],
          owner="outlet", menu="money",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "accountant"],
          own="technician") {
  amount @0 :Int64 $format("money");
  # Negative: the customer has it back.
  method @1 :PaymentMethod;
  receipt @2 :Text;
  technician @3 :Text $id("technician") $label(zh="收款技术员", en="Taken by");
  # Who has taken it, and carries it where it is cash; empty: the outlet's desk.
  number @4 :UInt16 $label(zh="序号", en="Number");
  # 1, 2 and so on, as they were told.
  withdrawn @5 :Bool $label(zh="已撤回", en="Withdrawn");
  by @6 :Text $id("operator") $label(zh="登记人", en="By");
  # Empty: told before that was kept.
}

struct Correction $label(zh="封帐后更正", en="Correction after posting")
    $list(name="corrections", elements="orders.orders:order.corrections",
          around=["id=order", "order.outlet", "order.customer", "order.brand",
              "order.service_type"],
          thing="work_order", id=["^id", "number"], order="-counts_on",
          indexes=["outlet"], owner="outlet", menu="money",
          readers=["administrator", "auditor", "dispatcher", "accountant"]) {
  # What is charged more (or less: negative) than was posted. It counts in the period in which it is
  # approved; what was posted stays as it is.
  number @0 :UInt16 $label(zh="序号", en="Number");
  status @1 :CorrectionStatus;
  item @2 :Text;
  amount @3 :Int64 $format("money");
  payer @4 :Payer;
  reason @5 :Text;
  by @6 :Text $id("operator") $label(zh="登记人", en="By");
  decidedBy @7 :Text $id("operator") $label(zh="审批人", en="Decided by");
  countsOn @8 :Int32 $format("date") $label(zh="计入日期", en="Counts on");
  # The day of its approval; 0: it waits, or was rejected.
}

struct WorkOrder $state("work_order") $plural("work_orders") $label(zh="工单", en="Work order") {
  status @0 :WorkOrderStatus;
  round @1 :UInt16;
  # 1, and one more after each reopening.
  serviceType @2 :ServiceType;
  source @3 :OrderSource;
  makerNumber @4 :Text;
  brand @5 :Text;
  category @6 :Text;
  model @7 :Text;
  serial @8 :Text;
  serialUnknown @9 :Bool;
  asset @10 :Text $id("asset");
  customer @11 :Text $id("customer");
  contact @12 :Text $personal("customer");
  phone @13 :Text $format("phone") $personal("customer");
  address @14 :Text $personal("customer");
  area @15 :Text;
  symptom @16 :Text $format("multiline");
  fault @17 :Text;
  severity @18 :Severity;
  outlet @19 :Text $id("outlet");
  windowFrom @20 :Int64 $format("instant");
  windowUntil @21 :Int64 $format("instant");
  incomplete @22 :Bool;
  # Registered by the system without what people must give; its paper and payment gates are waived.
  registeredAt @23 :Int64 $format("instant");
  bookings @24 :List(Booking) $maxLength(200) $label(zh="派工", en="Bookings");
  overrides @25 :List(CheckOverride) $maxLength(500) $label(zh="派工检查放行", en="Overrides");
  faultCode @26 :Text $means("fault_code");
  faultCause @27 :Text $label(zh="故障原因", en="Cause");
  parts @28 :List(UsedPart) $maxLength(500) $label(zh="用件", en="Parts used");
  technician @29 :Text $id("technician") $label(zh="主修技术员", en="Technician");
  # The lead: of the latest booking of this round that was not declined or canceled.
  charges @30 :List(Charge) $maxLength(500) $label(zh="收费", en="Charges");
  payments @31 :List(Payment) $maxLength(200) $label(zh="收款", en="Payments");
  credit @32 :Bool $label(zh="挂账已批准", en="Credit approved");
  installCard @33 :Text $id("card");
  serviceSlip @34 :Text $id("slip");
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
  partRequests @44 :List(Text) $maxLength(200) $id("part_request")
      $label(zh="未结配件申请", en="Open part requests");
  latitude @45 :Int32 $personal("customer");
  # Of the address; both 0: not known.
  longitude @46 :Int32 $personal("customer");
  countsOn @47 :Int32 $format("date") $label(zh="计薪日期", en="Counts for wages on");
  # The day on which its completion was told; 0: of before that was kept.
  corrections @48 :List(Correction) $maxLength(100) $label(zh="封帐后更正", en="Corrections");
  crew @49 :List(CrewMember) $maxLength(200) $label(zh="派工组员", en="Crew");
  waitsFor @50 :OrderWait $label(zh="等待事项", en="Waits for");
  appointmentFrom @51 :Int64 $format("instant") $label(zh="约定上门从", en="Appointment from");
  # When the technician comes, agreed by both. 0: nothing was agreed.
  appointmentUntil @52 :Int64 $format("instant") $label(zh="约定上门至", en="Appointment until");
  unitInWorkshop @53 :Bool $label(zh="机器在修", en="Unit in the workshop");
  review @54 :ReviewStatus;
  clearing @55 :ClearingStatus;
  registeredBy @56 :Text $id("operator") $label(zh="登记人", en="Registered by");
  # Empty: before that was kept, or by the system.
  warranty @57 :OrderWarranty $label(zh="三包", en="Warranty");
  contacts @58 :UInt32 $label(zh="来访次数", en="Contacts");
  # Those that are linked to it.
  addressConfirmedAt @59 :Int64 $format("instant") $label(zh="地址确认时间", en="Address confirmed at");
  # 0: it was not read back to the customer.
  escalatedAt @60 :Int64 $format("instant") $label(zh="紧急上报时间", en="Escalated at");
  # 0: it is not on the urgent board.
  resolvedRemotely @61 :Bool $label(zh="远程解决", en="Resolved remotely");
  # In this round; nobody was sent.
  sale @62 :Text $id("sale");
  # Of which line of a sales file it was made.
  promise @63 :ServicePromise $label(zh="服务时限", en="Deadlines");
  handovers @64 :List(OrderHandover) $maxLength(100) $label(zh="用户交接", en="Handovers");
  # Those that stand.
  settledRequests @65 :List(Text) $maxLength(200) $id("part_request")
      $label(zh="已结配件申请", en="Settled part requests");
  # The latest of them last: what was used of them can be given back.
  beforeReopening @66 :List(ClosedRound) $maxLength(1) $label(zh="重开前", en="Before reopening");
  # One, of its last reopening.
  removed @67 :List(RemovedPart) $maxLength(200) $label(zh="拆下的件", en="Parts taken out");
  overridesBefore @68 :List(CheckOverride) $maxLength(500)
      $label(zh="重开前的放行", en="Overrides before it was reopened");
  unsolved @69 :Bool;
  # What the customer said when he was called; until it is opened again.
  unsolvedReason @70 :Text;
  contactedBy @71 :List(Text) $maxLength(1000) $id("interaction") $label(zh="来访", en="Contacts");
  beforeCompletion @72 :List(OpenRound) $maxLength(1) $label(zh="完工前", en="Before completion");
  cardBy @73 :Text $id("operator") $label(zh="收卡人", en="Card taken in by");
  slipBy @74 :Text $id("operator") $label(zh="收单人", en="Slip taken in by");
}

enum WorkOrderRefusal $refusals("work_order") {
  notFound @0 $label(zh="工单不存在", en="There is no such order");
  exists @1 $label(zh="工单号已被使用", en="The order's number is taken");
  badId @2 $label(zh="工单号格式不正确", en="The order's number is not well formed");
  badPhone @3 $label(zh="电话格式不正确", en="The phone number is not well formed");
  addressMissing @4 $label(zh="请填写地址", en="An address is needed");
  badText @5 $label(zh="文字过长或含有非法字符", en="A text is empty, too long or not well formed");
  serviceTypeMissing @6 $label(zh="请指定服务类型", en="The service type must be named");
  makerNumberMissing @7
      $label(zh="中心派工必须有厂家单号和品牌", en="An order from the maker needs the maker's number and brand");
  makerNumberTaken @8 $label(zh="厂家单号重复", en="The maker's number is on another order");
  unknownCustomer @9 $label(zh="客户不存在", en="There is no such customer");
  unknownAsset @10 $label(zh="装置不存在", en="There is no such asset");
  assetContradicts @11
      $label(zh="与装置档案不符", en="Brand, model, serial or customer contradict the asset");
  badWindow @12 $label(zh="约定时间先后不正确", en="The window ends before it begins");
  openOrderExists @13 $label(zh="该装置已有未完工单", en="The asset has an open order already")
      $yields("overrideReason");
  severityMissing @14 $label(zh="请选择严重程度", en="The severity must be named");
  sameSeverity @15 $label(zh="严重程度没有变化", en="The severity is the same already");
  reasonMissing @16 $label(zh="请填写原因", en="A reason is needed");
  unknownOutlet @17 $label(zh="网点不存在", en="There is no such outlet");
  outletSuspended @18 $label(zh="网点已停用", en="The outlet is suspended");
  outletNotAuthorised @19 $label(zh="网点未授权该品牌", en="The outlet is not authorised for the brand");
  outsideTerritory @20 $label(zh="不在网点服务区域内", en="The address lies outside the outlet's territory")
      $yields("overrideReason");
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
  acceptanceOverdue @39 $label(zh="签收期限已过，请派工员延期或改派", en="Overdue: a dispatcher extends it");
  unknownTechnician @40 $label(zh="技术员不存在", en="There is no such technician");
  sameTechnician @41 $label(zh="已派给该技术员", en="The booking is that technician's already");
  badTimes @42 $label(zh="时间先后不正确", en="The times are missing or end before they begin");
  inThePast @43 $label(zh="时间已过", en="The time lies in the past");
  dispatchTechnicianNotActive @44 $label(zh="D1 技术员不在岗", en="D1: the technician is not active");
  dispatchNoSkill @45 $label(zh="D2 技术员无有效技能", en="D2: the technician has no valid skill for this");
  dispatchSlotTaken @46 $label(zh="D3 时段冲突或超过当日工作量", en="D3: the slot is taken or the day is full");
  dispatchOutletSuspended @47 $label(zh="D4 网点已停用", en="D4: the outlet is suspended");
  dispatchNotAuthorised @48 $label(zh="D5 无品牌授权", en="D5: outlet or technician lacks the brand");
  dispatchSecondOrder @49
      $label(zh="D6 同一机号同一故障另有未完工单", en="D6: another open order for the same serial and fault");
  dispatchOutsideTerritory @50 $label(zh="D7 不在服务区域内", en="D7: outside the territory");
  dispatchOutsideWindow @51
      $label(zh="D8 不在用户约定时间内或早于送货", en="D8: outside the customer's window or before delivery");
  dispatchPartMissing @52 $label(zh="D9 所需配件未到位", en="D9: a needed part will not be there");
  dispatchTravelInfeasible @53 $label(zh="D10 路程时间不足", en="D10: no time to travel between slots");
  dispatchOwnRepeat @54 $label(zh="D11 本人二次维修", en="D11: the technician's own repeat repair");
  dispatchDebt @55 $label(zh="D12 技术员未缴款超限", en="D12: the technician owes too much");
  checkMissing @56 $label(zh="请选择检查项", en="The check must be named");
  checkNotOverridable @57 $label(zh="该检查不可放行", en="This check cannot be overridden");
  checkOverridden @58 $label(zh="该检查已放行", en="The check is overridden already");
  diagnosisMissing @59 $label(zh="请先登记故障诊断", en="The diagnosis is missing");
  openPartRequests @60 $label(zh="请先取消或退回未了结的配件申请", en="Part requests are open: end them first");
  unusedNotInCustody @61
      $label(zh="技术员未领用该备件", en="The technician does not hold that much of the part");
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
  checkInNotMeasured @94 $label(zh="未定位，请填写原因", en="No position was measured: give a reason")
      $yields("reason");
  checkInOutside @95 $label(zh="离用户地址过远，请填写原因", en="Too far from the address: give a reason")
      $yields("reason");
  checkInTooFast @96
      $label(zh="与上次签到相比行程过快，请填写原因", en="Too fast from the last check-in: give a reason")
      $yields("reason");
  serialFitted @97 $label(zh="该备件编号已装用", en="The piece with this serial was fitted already");
  noSuchPayment @98 $label(zh="没有该收款", en="There is no such payment");
  noSuchPartUse @99 $label(zh="没有该用件", en="There is no such use of a part");
  noSuchOverride @100 $label(zh="没有该放行", en="There is no such override");
  withdrawn @101 $label(zh="已撤回", en="It is withdrawn already");
  noCredit @102 $label(zh="没有挂账", en="No credit is approved");
  noCard @103 $label(zh="没有已交回的安装卡", en="No card was handed back");
  noSlip @104 $label(zh="没有已交回的回单", en="No slip was returned");
  notAgreedByOne @105
      $label(zh="已有效的收费须由派工或财务撤回", en="A dispatcher or accountant withdraws what is agreed");
  paidTooMuch @106 $label(zh="已收款多于应收，请更正收款", en="More is paid than is due: correct the payments");
  beforeLastStep @107 $label(zh="时间早于上一步", en="The time lies before the step it follows from");
  notPosted @108 $label(zh="工单尚未封帐，请直接更正", en="The order is not posted: correct it itself");
  noSuchCorrection @109 $label(zh="没有该更正", en="There is no such correction");
  correctionDecided @110 $label(zh="该更正已审批", en="The correction is decided already");
  unknownBrand @111 $label(zh="没有登记过该品牌，请核对", en="No register has such a brand: is it right?")
      $yields("confirmReason");
  unknownArea @112 $label(zh="没有登记过该区域，请核对", en="No register has such an area: is it right?")
      $yields("confirmReason");
  unusualPhone @113 $label(zh="不像电话号码，请核对", en="There is no such phone number: is it right?")
      $yields("confirmReason");
  unitInWorkshop @114 $label(zh="机器尚在修，请先送还", en="The unit is in the workshop: return it first");
  notReviewed @115 $label(zh="工单未审核", en="The order is not reviewed");
  notCleared @116 $label(zh="工单未销单", en="The ticket is not cleared");
  reviewerDidIt @117 $label(zh="审核人不能是技术员或登记人",
             en="Neither a technician of the order nor who registered it reviews it");
  alreadyReviewed @118 $label(zh="工单已审核", en="The order is reviewed already");
  alreadyCleared @119 $label(zh="工单已销单", en="The ticket is cleared already");
  cardNotRegistered @120 $label(zh="没有登记过该安装卡", en="No card of that number was ever printed");
  cardNotHis @121 $label(zh="安装卡未发给本单技术员或网点", en="The card was issued to nobody of this order");
  cardNotUsable @122 $label(zh="安装卡已报失、作废或结算", en="The card is lost, void or settled");
  noAsset @123 $label(zh="工单没有装置档案", en="The order is about no registered asset");
  causeMissing @124 $label(zh="请选择责任分类", en="The class of the cause must be named");
  causeUnproved @125
      $label(zh="除外责任须有照片或说明", en="What is excluded needs a photo or a note that shows it");
  inTheFuture @126 $label(zh="日期晚于今天", en="The day has not come");
  basisMissing @127
      $label(zh="除外责任仅收设备成本费和人工费，请注明收费依据",
             en="An excluded case is charged at cost and for labour: say which it is");
  marginOnCost @128 $label(zh="按成本收费不得加价", en="What is charged at cost bears no margin");
  partCharged @129 $label(zh="该用件已收费", en="The part is charged already");
  visitCharged @130 $label(zh="本次上门已收上门费", en="The visit's fee is charged already");
  addressDiffers @131
      $label(zh="复述的地址与登记不符，请先更正", en="The customer says another address: correct the order first");
  addressIsConfirmed @132 $label(zh="地址已确认", en="The address is confirmed already");
  addressNotConfirmed @133 $label(zh="地址尚未确认", en="The address is not confirmed");
  solutionMissing @134 $label(zh="请填写解决办法", en="Say what helped");
  alreadyUrgent @135 $label(zh="已紧急上报", en="The order is on the urgent board already");
  notUrgent @136 $label(zh="未紧急上报", en="The order is not on the urgent board");
  unknownInteraction @137 $label(zh="来访不存在", en="There is no such contact");
  openComplaint @138 $label(zh="工单有未结投诉", en="A complaint on the order is open");
  capReached @140 $label(zh="本次上门该项目已到封顶", en="The visit's cap of the item is reached");
  ofPriceMissing @139
      $label(zh="请填写所按价格及原因", en="Give the price that the share is taken of, and a reason");
  trainingMissing @141
      $label(zh="培训单完工前须登记使用培训", en="A training is complete once a handover says who was trained");
  acceptanceMissing @142
      $label(zh="调试单完工前须登记验收单", en="Commissioning is complete once its acceptance is recorded");
  exchangeOpen @143 $label(zh="退换机尚未办完", en="The machine's exchange is not done yet");
  notCanceled @144 $label(zh="工单未取消", en="The order is not canceled");
  notReopened @145 $label(zh="工单未重开或已重新派工", en="It was not reopened, or is dispatched again since");
  notTraveling @146 $label(zh="未在途中或已签到", en="He is not on his way, or has checked in since");
  machineUnnamed @147
      $label(zh="请说明是什么机器：机号、品牌或类别",
             en="Which machine is it: its serial, brand or category?") $yields("confirmReason");
  unknownFaultCode @148 $yields("confirmReason") $label(zh="故障库无此代码，请核对", en="Is the code right?");
  partSerialMissing @149 $label(zh="该备件须填写编号", en="Its pieces are fitted with their serials");
  removedSerialMissing @150 $label(zh="请填写拆下件编号或注明无法辨认", en="Its serial, or that it has none");
  serialElsewhere @151 $label(zh="该编号的备件装在另一台机器上", en="It is in another machine");
  fateMissing @152 $label(zh="请选择拆下件的去向", en="Say what becomes of what came out");
  oldPartDue @153 $label(zh="厂家承担的换件须交回旧件", en="The maker pays: its old part is returned");
  noSuchRemoval @154 $label(zh="没有该拆件记录", en="There is no such part taken out");
  notSolved @155 $yields("reason")
      $label(zh="用户说未解决；确要封帐请写明原因", en="The customer says it is not solved: why post it?");
  unknownCategory @156 $yields("confirmReason")
      $label(zh="没有登记过该产品类别，请核对", en="No register has such a category: is it right?");
  unlistedModel @157 $yields("confirmReason")
      $label(zh="该品牌没有登记过该型号，请核对", en="The brand's models do not have it: is it right?");
  brandMissing @158 $yields("overrideReason")
      $label(zh="未注明品牌，无法核对网点授权", en="It names no brand: why does it go there?");
  exchangeMissing @159
      $label(zh="退换单须先办退换、定处理方式或登记不换", en="Open its exchange, or say why there is none");
  cardUnlikely @160 $yields("confirmReason")
      $label(zh="没有登记过该安装卡，请核对", en="No card of that number is on record: is it right?");
  notOverpaid @161 $label(zh="没有这么多可退", en="No more is given back than is paid too much");
  completedBefore @162 $label(zh="上一轮已完工：请撤回重开或完成本轮", en="A round of it was completed before");
  checkedInElsewhere @163
      $label(zh="已在别处签到：请先撤回签到，再重新签到",
             en="He checked in at another place: withdraw that, then check in anew");
}
