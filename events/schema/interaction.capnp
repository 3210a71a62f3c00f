@0xd3a1c0d25e8f4b2a;
# Contacts: each call, mail and message of a customer, kept also where no order comes of it.
# Commands 680-687 and 1231, events 680-689 and 1232-1233.

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
using import "annotations.capnp".fills;
using import "annotations.capnp".label;
using import "annotations.capnp".means;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "annotations.capnp".personal;

enum InteractionStatus $label(zh="来访状态", en="Status of a contact") {
  none @0 $label(zh="无", en="None");
  open @1 $label(zh="待接待", en="Open");
  routed @2 $label(zh="接待中", en="Routed");
  linked @3 $label(zh="已关联工单", en="Linked");
  closed @4 $label(zh="已结束", en="Closed");
}

enum Channel $label(zh="来访渠道", en="Channel") {
  none @0 $label(zh="未定", en="Unknown");
  phone @1 $label(zh="电话", en="Telephone");
  email @2 $label(zh="电子邮件", en="E-mail");
  chat @3 $label(zh="在线客服", en="Online chat");
  wechat @4 $label(zh="微信", en="WeChat");
  web @5 $label(zh="网站", en="Web site");
  shop @6 $label(zh="门店", en="Shop");
  community @7 $label(zh="技术社区", en="Community");
}

enum Direction $label(zh="呼入呼出", en="Direction") {
  none @0 $label(zh="未定（按呼入）", en="Not stated (from the customer)");
  inbound @1 $label(zh="呼入", en="From the customer");
  outbound @2 $label(zh="呼出", en="To the customer");
}

enum InteractionOutcome $label(zh="接待结果", en="Outcome of a contact") {
  none @0 $label(zh="无", en="None");
  answered @1 $label(zh="已答复", en="Answered");
  passedOn @2 $label(zh="已转交", en="Passed on");
  noSuchService @3 $label(zh="不在服务范围", en="Not our service");
  givenUp @4 $label(zh="对方挂断", en="Given up by the caller");
  notMeant @5 $label(zh="骚扰或误拨", en="Wrong number or nuisance");
}

struct Interaction $state("interaction") $plural("interactions") $label(zh="来访", en="Contact")
    $list(keeper="cases", indexes=["outlet", "status outlet", "status outlet / started_at",
              "order", "customer", "agent", "",
              ": outlet channel direction status repeat ivr_path outcome started_at"],
          commands=["RegisterComplaint"], order="-started_at", owner="outlet",
          search=["id", "phone", "handle", "channel_message_id"], menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  # interaction/IX-yyyymmdd-nnnn
  status @0 :InteractionStatus;
  channel @1 :Channel $label(zh="渠道", en="Channel");
  direction @2 :Direction $label(zh="呼入呼出", en="Direction");
  channelMessageId @3 :Text $label(zh="渠道消息编号", en="The channel's own number");
  phone @4 :Text $format("phone") $personal("customer");
  handle @5 :Text $personal("customer") $label(zh="渠道账号", en="Name there");
  customer @6 :Text $id("customer");
  ivrPath @7 :Text $label(zh="语音菜单路径", en="Choices in the voice menu");
  # Data only: what service it is, the clerk asks.
  startedAt @8 :Int64 $format("instant") $label(zh="开始时间", en="Started at");
  summary @9 :Text $format("multiline") $label(zh="内容摘要", en="Summary");
  outlet @10 :Text $id("outlet");
  # At whose desk it arrived; empty: the company's.
  order @11 :Text $id("work_order");
  agent @12 :Text $id("operator") $label(zh="接待人", en="Agent");
  recording @13 :Text $means("file_hash") $label(zh="录音哈希", en="Hash of the recording");
  # SHA-256 in 64 hexadecimal digits. The voice itself is elsewhere.
  recordingOctets @14 :Int64 $means("file_size")
      $label(zh="录音字节数", en="Octets of the recording");
  outcome @15 :InteractionOutcome $label(zh="接待结果", en="Outcome");
  note @16 :Text $format("multiline");
  loggedBy @17 :Text $id("operator") $label(zh="登记人", en="Logged by");
  routedAt @18 :Int64 $format("instant") $label(zh="转接时间", en="Routed at");
  repeat @19 :Bool $label(zh="再次来访", en="Repeated");
  # The order had a contact before this one.
  complaint @20 :Text $id("complaint");
  # That came of it; none, where that is kept from somebody.
}

struct ChannelMessage $state("channel_message") $plural("channel_messages")
    $label(zh="渠道消息", en="Message of a channel") {
  # channel_message/<channel>:<the channel's own number, as it is>
  interaction @0 :Text $id("interaction");
}

struct LogInteraction
    $command(stream="interaction", code=680, roles=["call_centre", "dispatcher"])
    $when(["none"]) $label(zh="登记来访", en="Log a contact") {
  interaction @0 :Text $id("interaction") $maxLength(64);
  # Empty: the next free number IX-yyyymmdd-nnnn.
  channel @1 :Channel $required $label(zh="渠道", en="Channel");
  direction @2 :Direction $label(zh="呼入呼出", en="Direction");
  channelMessageId @3 :Text $maxLength(100)
      $label(zh="渠道消息编号", en="The channel's own number");
  # Of the call, mail or message; the same once more is refused with the contact that has it.
  phone @4 :Text $format("phone") $personal("customer") $maxLength(40);
  handle @5 :Text $personal("customer") $maxLength(200)
      $label(zh="渠道账号", en="Name there");
  customer @6 :Text $id("customer") $fills(["phone"]);
  ivrPath @7 :Text $maxLength(200) $label(zh="语音菜单路径", en="Choices in the voice menu");
  startedAt @8 :Int64 $format("instant") $label(zh="开始时间", en="Started at");
  # Not named: now.
  summary @9 :Text $format("multiline") $maxLength(4000)
      $label(zh="内容摘要", en="Summary");
  outlet @10 :Text $id("outlet");
  order @11 :Text $id("work_order");
  # Linked at once where named.
  outcome @12 :InteractionOutcome $label(zh="接待结果", en="Outcome");
  # Closed at once where named: no order comes of it.
}
struct RouteInteraction
    $command(stream="interaction", code=681, roles=["call_centre", "dispatcher"])
    $when(["open", "routed"]) $usual(["open"]) $label(zh="分配来访", en="Route a contact") {
  interaction @0 :Text $required $id("interaction");
  agent @1 :Text $id("operator") $label(zh="接待人", en="Agent");
  # Empty: who has been free longest at the desk where it arrived.
}
struct AttachRecording
    $command(stream="interaction", code=682, roles=["call_centre", "dispatcher"])
    $when(["open", "routed", "linked", "closed"]) $back("WithdrawRecording")
    $label(zh="登记录音", en="Attach a recording") {
  interaction @0 :Text $required $id("interaction");
  sha256 @1 :Text $required $maxLength(64) $means("file_hash")
      $label(zh="录音哈希", en="Hash of the recording");
  octets @2 :Int64 $required $bounds(min = 1, max = 1000000000000) $means("file_size")
      $label(zh="录音字节数", en="Octets of the recording");
}
struct WithdrawRecording
    $command(stream="interaction", code=1073, roles=["call_centre", "dispatcher"])
    $when(["open", "routed", "linked", "closed"])
    $label(zh="撤回录音登记", en="Withdraw a recording") {
  # It was another contact's; the right one can be attached.
  interaction @0 :Text $required $id("interaction");
  reason @1 :Text $required;
}
struct LinkInteraction
    $command(stream="interaction", code=683, roles=["call_centre", "dispatcher"])
    $when(["open", "routed"]) $usual(["routed"]) $label(zh="关联工单", en="Link to an order") {
  interaction @0 :Text $required $id("interaction");
  order @1 :Text $required $id("work_order");
}
struct UnlinkInteraction
    $command(stream="interaction", code=684, roles=["call_centre", "dispatcher"])
    $when(["linked"]) $label(zh="取消关联工单", en="Unlink from its order") {
  interaction @0 :Text $required $id("interaction");
  reason @1 :Text $required;
}
struct CloseInteraction
    $command(stream="interaction", code=685, roles=["call_centre", "dispatcher"])
    $when(["open", "routed"]) $label(zh="结束来访", en="Close a contact") {
  # Without an order. One that is linked is done.
  interaction @0 :Text $required $id("interaction");
  outcome @1 :InteractionOutcome $required $label(zh="接待结果", en="Outcome");
  note @2 :Text $format("multiline");
}
struct ReopenInteraction
    $command(stream="interaction", code=686, roles=["call_centre", "dispatcher"])
    $when(["closed"]) $label(zh="重开来访", en="Reopen a contact") {
  interaction @0 :Text $required $id("interaction");
  reason @1 :Text $required;
}
struct CorrectInteraction
    $command(stream="interaction", code=687, roles=["call_centre", "dispatcher"])
    $when(["open", "routed", "linked", "closed"]) $label(zh="更正来访", en="Correct a contact") {
  # Every field as it shall be. How it came has a command of its own.
  interaction @0 :Text $required $id("interaction");
  phone @1 :Text $format("phone") $personal("customer") $maxLength(40);
  handle @2 :Text $personal("customer") $maxLength(200)
      $label(zh="渠道账号", en="Name there");
  customer @3 :Text $id("customer");
  summary @4 :Text $format("multiline") $maxLength(4000)
      $label(zh="内容摘要", en="Summary");
  reason @5 :Text $required;
}
struct CorrectArrival
    $command(stream="interaction", code=1231, roles=["call_centre", "dispatcher"])
    $when(["open", "routed", "linked", "closed"])
    $label(zh="更正来访方式", en="Correct how a contact came") {
  # Every field as it shall be. One that waits does so at the desk that is named; whoever has it
  # keeps it.
  interaction @0 :Text $required $id("interaction");
  channel @1 :Channel $required $label(zh="渠道", en="Channel");
  direction @2 :Direction $label(zh="呼入呼出", en="Direction");
  channelMessageId @3 :Text $maxLength(100)
      $label(zh="渠道消息编号", en="The channel's own number");
  ivrPath @4 :Text $maxLength(200) $label(zh="语音菜单路径", en="Choices in the voice menu");
  startedAt @5 :Int64 $format("instant") $label(zh="开始时间", en="Started at");
  # Not named: it stays.
  outlet @6 :Text $id("outlet");
  # Empty: the company's desk.
  reason @7 :Text $required;
}

struct InteractionLogged $event(stream="interaction", code=680)
    $label(zh="来访已登记", en="Contact logged") {
  channel @0 :Channel $label(zh="渠道", en="Channel");
  direction @1 :Direction $label(zh="呼入呼出", en="Direction");
  channelMessageId @2 :Text $label(zh="渠道消息编号", en="The channel's own number");
  phone @3 :Text $format("phone") $personal("customer");
  handle @4 :Text $personal("customer") $label(zh="渠道账号", en="Name there");
  customer @5 :UInt16 $ref("customer");
  ivrPath @6 :Text $label(zh="语音菜单路径", en="Choices in the voice menu");
  startedAt @7 :Int64 $format("instant") $label(zh="开始时间", en="Started at");
  summary @8 :Text $format("multiline") $label(zh="内容摘要", en="Summary");
  outlet @9 :UInt16 $ref("outlet");
  loggedBy @10 :Text $id("operator") $label(zh="登记人", en="Logged by");
}
struct ChannelMessageClaimed $event(stream="channel_message", code=681)
    $label(zh="渠道消息已占用", en="Message of a channel claimed") {
  interaction @0 :UInt16 $ref("interaction");
}
struct InteractionRouted $event(stream="interaction", code=682)
    $label(zh="来访已分配", en="Contact routed") {
  agent @0 :UInt16 $ref("operator") $label(zh="接待人", en="Agent");
  routedAt @1 :Int64 $format("instant") $label(zh="转接时间", en="Routed at");
}
struct InteractionReturned $event(stream="interaction", code=683)
    $label(zh="来访退回待接待", en="Contact waits again") {
  # Its agent went off duty.
  before @0 :UInt16 $ref("operator") $label(zh="原接待人", en="Agent before");
}
struct RecordingAttached $event(stream="interaction", code=684)
    $label(zh="录音已登记", en="Recording attached") {
  recording @0 :Text $means("file_hash") $label(zh="录音哈希", en="Hash of the recording");
  recordingOctets @1 :Int64 $means("file_size")
      $label(zh="录音字节数", en="Octets of the recording");
}
struct RecordingWithdrawn $event(stream="interaction", code=1072)
    $label(zh="录音登记已撤回", en="Recording withdrawn") {
  was @0 :Text $means("file_hash") $label(zh="录音哈希", en="Hash of the recording");
  reason @1 :Text;
  by @2 :UInt16 $ref("operator") $label(zh="操作人", en="By");
}
struct InteractionLinked $event(stream="interaction", code=685)
    $label(zh="来访已关联工单", en="Contact linked to an order") {
  order @0 :UInt16 $ref("work_order");
  repeat @1 :Bool $label(zh="再次来访", en="Repeated");
}
struct InteractionUnlinked $event(stream="interaction", code=686)
    $label(zh="来访已取消关联", en="Contact unlinked") {
  # It waits again: what a queue says of it.
  before @0 :UInt16 $ref("work_order") $label(zh="原工单", en="Order before");
  reason @1 :Text;
  outlet @2 :UInt16 $ref("outlet");
  customer @3 :UInt16 $ref("customer");
  phone @4 :Text $format("phone") $personal("customer");
  handle @5 :Text $personal("customer") $label(zh="渠道账号", en="Name there");
}
struct InteractionFoundFirst $event(stream="interaction", code=1184)
    $label(zh="来访改为首次", en="Contact found to be the first") {
  # Those before it are not of its order.
  repeat @0 :Bool $label(zh="再次来访", en="Repeated");
}
struct InteractionClosed $event(stream="interaction", code=687)
    $label(zh="来访已结束", en="Contact closed") {
  outcome @0 :InteractionOutcome $label(zh="接待结果", en="Outcome");
  note @1 :Text $format("multiline");
}
struct ContactComplained $event(stream="interaction", code=1140)
    $label(zh="来访转为投诉", en="A complaint came of it") {
  complaint @0 :UInt16 $ref("complaint");
}
struct InteractionReopened $event(stream="interaction", code=688)
    $label(zh="来访已重开", en="Contact reopened") {
  # It waits again: what a queue says of it.
  reason @0 :Text;
  outlet @1 :UInt16 $ref("outlet");
  customer @2 :UInt16 $ref("customer");
  phone @3 :Text $format("phone") $personal("customer");
  handle @4 :Text $personal("customer") $label(zh="渠道账号", en="Name there");
}
struct InteractionCorrected $event(stream="interaction", code=689)
    $label(zh="来访已更正", en="Contact corrected") {
  phone @0 :Text $format("phone") $personal("customer");
  handle @1 :Text $personal("customer") $label(zh="渠道账号", en="Name there");
  customer @2 :UInt16 $ref("customer");
  summary @3 :Text $format("multiline") $label(zh="内容摘要", en="Summary");
  reason @4 :Text;
}
struct ArrivalCorrected $event(stream="interaction", code=1232)
    $label(zh="来访方式已更正", en="How a contact came corrected") {
  channel @0 :Channel $label(zh="渠道", en="Channel");
  direction @1 :Direction $label(zh="呼入呼出", en="Direction");
  channelMessageId @2 :Text $label(zh="渠道消息编号", en="The channel's own number");
  ivrPath @3 :Text $label(zh="语音菜单路径", en="Choices in the voice menu");
  startedAt @4 :Int64 $format("instant") $label(zh="开始时间", en="Started at");
  outlet @5 :UInt16 $ref("outlet");
  reason @6 :Text;
  by @7 :Text $id("operator") $label(zh="操作人", en="By");
}
struct ChannelMessageFreed $event(stream="channel_message", code=1233)
    $label(zh="渠道消息已释放", en="Message of a channel freed") {
  # Another number is its contact's.
  interaction @0 :UInt16 $ref("interaction");
}
struct OrderContacted $event(stream="work_order", code=273)
    $label(zh="用户来访", en="The customer was in contact") {
  interaction @0 :UInt16 $ref("interaction");
}
struct OrderContactWithdrawn $event(stream="work_order", code=274)
    $label(zh="用户来访已取消关联", en="Contact no longer of the order") {
  interaction @0 :UInt16 $ref("interaction");
}

enum InteractionRefusal $refusals("interaction") {
  notFound @0 $label(zh="没有该来访", en="There is no such contact");
  exists @1 $label(zh="来访编号已被使用", en="The contact's number is taken");
  badId @2 $label(zh="来访编号格式不正确", en="The contact's number is not well formed");
  channelMissing @3 $label(zh="请指定渠道", en="The channel must be named");
  messageTaken @4
      $label(zh="该渠道消息已登记过来访", en="A contact has this number of the channel already");
  badPhone @5 $label(zh="电话格式不正确", en="The phone number is not well formed");
  badText @6 $label(zh="文字过长或含有非法字符", en="A text is too long or not well formed");
  badTime @7 $label(zh="开始时间晚于当前时间", en="It cannot have started in the future");
  unknownCustomer @8 $label(zh="客户不存在", en="There is no such customer");
  unknownOutlet @9 $label(zh="网点不存在", en="There is no such outlet");
  unknownOrder @10 $label(zh="工单不存在", en="There is no such order");
  linked @11 $label(zh="来访已关联工单", en="The contact is linked to an order");
  notLinked @12 $label(zh="来访未关联工单", en="The contact is linked to no order");
  closed @13 $label(zh="来访已结束，请先重开", en="The contact is closed: reopen it first");
  notClosed @14 $label(zh="来访尚未结束", en="The contact is not closed");
  badRecording @15 $label(zh="录音哈希或长度不正确", en="The recording's hash is not well formed");
  otherRecording @16
      $label(zh="已登记的录音与此不同", en="Another recording is attached to the contact");
  recordingKnown @17 $label(zh="该录音已登记", en="This recording is attached already");
  outcomeMissing @18 $label(zh="请选择接待结果", en="The outcome must be named");
  reasonMissing @19 $label(zh="请填写原因", en="A reason is needed");
  nothingChanged @20 $label(zh="没有变化", en="Nothing would change");
  agentNotOnDuty @21 $label(zh="接待人不在岗", en="The agent is not on duty");
  nobodyFree @22
      $label(zh="没有空闲的接待人，请指定在岗的接待人或稍后再分配",
             en="No agent of the desk is free: name one who is on duty, or wait");
  sameAgent @23 $label(zh="已由其接待", en="The agent has it already");
  otherCustomer @24
      $label(zh="工单属于其他客户，请先更正来访", en="The order is another customer's: correct the contact first");
  noRecording @25 $label(zh="未登记录音", en="No recording is attached");
}
