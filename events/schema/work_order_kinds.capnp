@0xa1f5c4bd11898f87;
# The kinds of a work order and of its parts: what states they have, and what is one of a few. Apart
# from the state, since commands, events and rows of many files name them.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".label;

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
  noShow @10 $label(zh="用户爽约", en="Customer not there");
  abnormal @11 $label(zh="上门异常", en="Abnormal visit");
}

enum OrderWait $label(zh="等待事项", en="What an order waits for") {
  # Beside what its status says.
  none @0 $label(zh="无", en="Nothing");
  appointment @1 $label(zh="待约时间", en="A new appointment");
  # Nobody was there: before a new one is agreed nobody is sent.
  decision @2 $label(zh="待处理异常", en="A decision about an abnormal visit");
  # The visit could not be done, and another would be no better.
  subcontractor @3 $label(zh="外委服务中", en="A third party");
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

enum ChargeStatus $label(zh="收费状态", en="Status of a charge") {
  none @0 $label(zh="无", en="None");
  pending @1 $label(zh="待审批", en="Waiting for approval");
  agreed @2 $label(zh="有效", en="Agreed");
  withdrawn @3 $label(zh="已撤回", en="Withdrawn");
}

enum CheckInMark $label(zh="签到疑点", en="Doubt about a check-in") {
  # What the check of a check-in found. Each is accepted only with a reason.
  none @0 $label(zh="无", en="None");
  notMeasured @1 $label(zh="未定位", en="No position was measured");
  outside @2 $label(zh="超出范围", en="Outside the radius");
  tooFast @3 $label(zh="行程过快", en="Too fast from the last check-in");
}

enum CorrectionStatus $label(zh="更正状态", en="Status of a correction") {
  none @0 $label(zh="无", en="None");
  pending @1 $label(zh="待审批", en="Waiting for approval");
  approved @2 $label(zh="已生效", en="Approved");
  rejected @3 $label(zh="已驳回", en="Rejected");
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

enum PartFate $label(zh="拆下件去向", en="What becomes of it") {
  none @0 $label(zh="未定", en="Not said");
  returned @1 $label(zh="交回", en="Returned");
  scrapped @2 $label(zh="报废", en="Scrapped");
  leftWithCustomer @3 $label(zh="留给用户", en="Left with the customer");
}
