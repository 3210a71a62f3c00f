@0xc3d91f6a2b7e4c55;
# What a maker owes an outlet for its posted orders: claimed line by line, submitted, answered by
# the maker, paid. One stream a settlement, maker_settlement/<outlet>:<brand>:<number>. Codes
# 1310-1329.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".back;
using import "annotations.capnp".otherThan;
using import "annotations.capnp".event;
using import "annotations.capnp".state;
using import "annotations.capnp".idParts;
using import "annotations.capnp".plural;
using import "annotations.capnp".refusals;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "annotations.capnp".means;
using import "common.capnp".ServiceType;

enum SettlementStatus $label(zh="结算状态", en="Status of a settlement") {
  none @0 $label(zh="无", en="None");
  open @1 $label(zh="归集中", en="Being filled");
  # Posted orders come into it until it is submitted.
  submitted @2 $label(zh="待厂家回复", en="At the maker");
  answered @3 $label(zh="待回款", en="To be paid");
  # Each line is answered.
  closed @4 $label(zh="已结清", en="Closed");
}
enum SettlementLineStatus $label(zh="厂家答复", en="Answer of the maker") {
  none @0 $label(zh="无", en="None");
  waiting @1 $label(zh="未答复", en="Not answered");
  accepted @2 $label(zh="同意", en="Accepted");
  rejected @3 $label(zh="剔除", en="Struck");
  # Nothing of it is paid, or less than was claimed.
  withdrawn @4 $label(zh="已撤出", en="Withdrawn");
}

struct SettlementLine $state("settlement_line") $plural("settlement_lines")
    $label(zh="结算明细", en="Line of a settlement") $idParts(["settlement", "line"])
    $list(keeper="cases", order="-posted_on", owner="outlet", menu="money",
          indexes=["outlet", "status outlet", "brand", "settlement", "order"],
          search=["order", "maker_number"], readers=["administrator", "auditor", "accountant"]) {
  # The stream settlement_line/<settlement>:<line>.
  status @0 :SettlementLineStatus;
  settlement @1 :Text $id("maker_settlement");
  line @2 :UInt32;
  outlet @3 :Text $id("outlet");
  brand @4 :Text;
  order @5 :Text $id("work_order");
  correction @6 :UInt16 $label(zh="更正序号", en="Correction");
  # Of what was corrected after posting: which. 0: what was posted.
  amount @7 :Int64 $format("money") $label(zh="结算金额", en="Claimed");
  accepted @8 :Int64 $format("money") $label(zh="同意金额", en="Accepted");
  postedOn @9 :Int32 $format("date") $label(zh="封帐日期", en="Posted on");
  serviceType @10 :ServiceType;
  makerNumber @11 :Text;
  reason @12 :Text;
  # Why it is struck, or taken out.
  evidence @13 :Text $format("multiline") $label(zh="申诉证据", en="Evidence");
  earlier @14 :Text $id("settlement_line") $label(zh="原结算明细", en="Struck as");
  # Where it is asked for once more.
  claimedAgain @15 :Bool $label(zh="已再次申报", en="Claimed again");
}
struct SettlementPayment $label(zh="厂家回款", en="Payment of a maker")
    $list(name="settlement_payments", elements="cases.maker_settlement:payments",
          around=["id=settlement", "outlet", "brand"], thing="maker_settlement",
          id=["^id", "number"], order="-paid_on", indexes=["outlet"], owner="outlet", menu="money",
          search=["receipt"], readers=["administrator", "auditor", "accountant"]) {
  number @0 :UInt32 $label(zh="序号", en="Number");
  amount @1 :Int64 $format("money");
  paidOn @2 :Int32 $format("date") $label(zh="回款日期", en="Paid on");
  receipt @3 :Text $label(zh="凭证号", en="Voucher");
  by @4 :Text $id("operator") $label(zh="登记人", en="Told by");
  withdrawnBy @5 :Text $id("operator") $label(zh="撤回人", en="Withdrawn by");
  reason @6 :Text;
  # Why it was withdrawn; it is in no sum then.
  withdrawn @7 :Bool $label(zh="已撤回", en="Withdrawn");
}

struct MakerSettlement $state("maker_settlement") $plural("maker_settlements")
    $label(zh="厂家结算单", en="Settlement with a maker")
    $list(keeper="cases", indexes=["outlet", "status outlet", "brand"], owner="outlet",
          order="-opened_on", menu="money", search=["id", "brand"],
          readers=["administrator", "auditor", "accountant"]) {
  # Its lines, from 1, are things of their own.
  status @0 :SettlementStatus;
  outlet @1 :Text $id("outlet");
  brand @2 :Text;
  openedOn @3 :Int32 $format("date") $label(zh="起始日期", en="From");
  submittedOn @4 :Int32 $format("date") $label(zh="提交日期", en="Submitted on");
  total @5 :Int64 $format("money") $label(zh="结算金额", en="Claimed");
  accepted @6 :Int64 $format("money") $label(zh="同意金额", en="Accepted");
  paid @7 :Int64 $format("money") $label(zh="已回款", en="Paid");
  lines @8 :UInt32 $label(zh="行数", en="Lines");
  # With those that were taken out.
  waiting @9 :UInt32 $label(zh="未答复行数", en="Lines not answered");
  answered @10 :UInt32 $label(zh="已答复行数", en="Lines answered");
  submittedBy @11 :Text $id("operator") $label(zh="提交人", en="Submitted by");
  payments @12 :List(SettlementPayment) $maxLength(200) $label(zh="厂家回款", en="Payments");
  closedBy @13 :Text $id("operator") $label(zh="结清人", en="Closed by");
  reason @14 :Text;
  # Why it was closed though something is not paid; why it was recalled or opened again.
}
struct MakerAccount $state("maker_account") $plural("maker_accounts")
    $label(zh="厂家往来", en="Account of a maker") $idParts(["outlet", "brand"]) {
  # The stream maker_account/<outlet>:<brand>.
  settlements @0 :UInt32 $label(zh="结算单数", en="Settlements");
  # So many were begun; the last one takes what is posted, while it is open.
}
struct ClaimedPart {
  # What was posted, or a correction of it: the line that claims it last.
  correction @0 :UInt16 $label(zh="更正序号", en="Correction");
  line @1 :Text $id("settlement_line") $label(zh="结算明细", en="Line of a settlement");
}
struct MakerClaim $state("maker_claim") $plural("maker_claims") $idParts(["order"])
    $label(zh="工单厂家结算", en="What is claimed for an order") {
  # The stream maker_claim/<order>: each part of an order is in one settlement.
  parts @0 :List(ClaimedPart) $maxLength(1000) $label(zh="明细", en="Parts");
}

# Commands

struct ClaimFromMaker $command(stream="maker_claim", code=1310, roles=["accountant"])
    $label(zh="补列厂家结算", en="Claim an order from its maker") {
  # What the maker pays of a posted order comes into a settlement when it is posted, and when a
  # correction is approved. This is for what was posted before there were settlements, and for what
  # was taken out.
  order @0 :Text $required $id("work_order");
}
struct SubmitSettlement $command(stream="maker_settlement", code=1311, roles=["accountant"])
    $back("RecallSettlement") $when(["open"]) $usual(["open"])
    $label(zh="提交结算", en="Submit a settlement") {
  # It is sent to the maker as it is; what is posted from now on comes into the next one.
  settlement @0 :Text $required $id("maker_settlement");
}
struct WithdrawSettlementLine $command(stream="settlement_line", code=1320, roles=["accountant"])
    $when(["waiting"]) $back("ClaimFromMaker") $label(zh="撤出结算明细", en="Take a line out") {
  # Before the settlement is submitted: the maker is not asked for it, until it is claimed anew.
  settlement @0 :Text $required $id("maker_settlement");
  line @1 :UInt32 $required $bounds(min = 1, max = 10000);
  reason @2 :Text $required;
}
struct RecallSettlement $command(stream="maker_settlement", code=1312, roles=["accountant"])
    $when(["submitted"]) $label(zh="撤回结算", en="Recall a settlement") {
  # As long as the maker has answered nothing.
  settlement @0 :Text $required $id("maker_settlement");
  reason @1 :Text $required;
}
struct AnswerSettlementLine $command(stream="settlement_line", code=1313, roles=["accountant"])
    $when(["waiting", "accepted", "rejected"])
    $label(zh="登记厂家答复", en="Record the maker's answer") {
  # What the maker says of one line; said again, it takes the place of what was said before.
  settlement @0 :Text $required $id("maker_settlement");
  line @1 :UInt32 $required $bounds(min = 1, max = 10000);
  accepted @2 :Int64 $required $format("money") $bounds(min = -1000000000000, max = 1000000000000)
      $label(zh="同意金额", en="Accepted");
  # From nothing to all of it.
  reason @3 :Text;
  # Needed where that is less than was claimed.
}
struct AcceptSettlement $command(stream="maker_settlement", code=1314, roles=["accountant"])
    $when(["submitted"]) $usual(["submitted"])
    $label(zh="其余各行同意", en="The maker accepts the rest") {
  # Every line that is not answered yet, in full. A single one is answered otherwise later.
  settlement @0 :Text $required $id("maker_settlement");
}
struct ClaimLineAgain $command(stream="settlement_line", code=1315, roles=["accountant"])
    $when(["rejected"])
    $label(zh="凭证据再次申报", en="Claim a line again") {
  # What the maker struck of it, once, with evidence: a line of the settlement that is being filled.
  settlement @0 :Text $required $id("maker_settlement");
  line @1 :UInt32 $required $bounds(min = 1, max = 10000);
  evidence @2 :Text $required $format("multiline") $label(zh="申诉证据", en="Evidence");
}
struct RecordSettlementPayment $command(stream="maker_settlement", code=1316, roles=["accountant"])
    $back("WithdrawSettlementPayment") $when(["answered"]) $usual(["answered"])
    $label(zh="登记厂家回款", en="Record a maker's payment") {
  # Once everything that was accepted is paid, the settlement is closed.
  settlement @0 :Text $required $id("maker_settlement");
  amount @1 :Int64 $required $format("money") $bounds(min = 1, max = 1000000000000);
  paidOn @2 :Int32 $required $format("date") $label(zh="回款日期", en="Paid on");
  receipt @3 :Text $required $maxLength(64) $label(zh="凭证号", en="Voucher");
}
struct WithdrawSettlementPayment
    $command(stream="maker_settlement", code=1317, roles=["accountant", "manager"])
    $when(["answered", "closed"]) $label(zh="撤回厂家回款", en="Withdraw a maker's payment") {
  # It did not come, or not that much. By another person than who told it.
  settlement @0 :Text $required $id("maker_settlement");
  payment @1 :UInt32 $required $bounds(min = 1, max = 200) $means("one of payments")
      $label(zh="回款序号", en="Payment");
  reason @2 :Text $required;
}
struct CloseSettlement
    $command(stream="maker_settlement", code=1318, roles=["accountant", "manager"])
    $otherThan("submittedBy") $when(["answered"]) $back("ReopenSettlement")
    $label(zh="差额结清", en="Close a settlement") {
  # The maker pays no more of it, and why. By another person than who submitted it.
  settlement @0 :Text $required $id("maker_settlement");
  reason @1 :Text $required;
}
struct ReopenSettlement
    $command(stream="maker_settlement", code=1319, roles=["accountant", "manager"])
    $when(["closed"]) $label(zh="重开结算", en="Open a settlement again") {
  settlement @0 :Text $required $id("maker_settlement");
  reason @1 :Text $required;
}

# Events

struct MakerSettlementBegun $event(stream="maker_account", code=1310)
    $label(zh="结算单已开立", en="Settlement begun") {
  number @0 :UInt32;
}
struct SettlementLineAdded $event(stream="settlement_line", code=1311)
    $label(zh="结算明细已列入", en="Line of a settlement added") {
  settlement @0 :UInt16 $ref("maker_settlement");
  line @1 :UInt32;
  outlet @2 :UInt16 $ref("outlet");
  brand @3 :Text;
  order @4 :UInt16 $ref("work_order");
  correction @5 :UInt16 $label(zh="更正序号", en="Correction");
  amount @6 :Int64 $format("money") $label(zh="结算金额", en="Claimed");
  postedOn @7 :Int32 $format("date") $label(zh="封帐日期", en="Posted on");
  serviceType @8 :ServiceType;
  makerNumber @9 :Text;
  evidence @10 :Text $format("multiline") $label(zh="申诉证据", en="Evidence");
  earlier @11 :Text $id("settlement_line") $label(zh="原结算明细", en="Struck as");
}
struct SettlementGrew $event(stream="maker_settlement", code=1324)
    $label(zh="结算单列入明细", en="Line taken into the settlement") {
  outlet @0 :UInt16 $ref("outlet");
  brand @1 :Text;
  line @2 :UInt32;
  amount @3 :Int64 $format("money") $label(zh="结算金额", en="Claimed");
  postedOn @4 :Int32 $format("date") $label(zh="封帐日期", en="Posted on");
}
struct SettlementLineWithdrawn $event(stream="settlement_line", code=1322)
    $label(zh="结算明细已撤出", en="Line of a settlement withdrawn") {
  reason @0 :Text;
}
struct SettlementShrank $event(stream="maker_settlement", code=1325)
    $label(zh="结算单撤出明细", en="Line taken out of the settlement") {
  line @0 :UInt32;
  amount @1 :Int64 $format("money") $label(zh="结算金额", en="Claimed");
}
struct ClaimWithdrawn $event(stream="maker_claim", code=1323)
    $label(zh="已撤出厂家结算", en="No longer claimed from the maker") {
  correction @0 :UInt16 $label(zh="更正序号", en="Correction");
}
struct ClaimedFromMaker $event(stream="maker_claim", code=1312)
    $label(zh="已列入厂家结算", en="Claimed from the maker") {
  correction @0 :UInt16 $label(zh="更正序号", en="Correction");
  line @1 :UInt16 $ref("settlement_line");
}
struct SettlementSubmitted $event(stream="maker_settlement", code=1313)
    $label(zh="结算已提交", en="Settlement submitted") {
  day @0 :Int32 $format("date") $label(zh="提交日期", en="Submitted on");
  by @1 :Text $id("operator") $label(zh="提交人", en="Submitted by");
}
struct SettlementRecalled $event(stream="maker_settlement", code=1314)
    $label(zh="结算已撤回", en="Settlement recalled") {
  reason @0 :Text;
}
struct SettlementLineAnswered $event(stream="settlement_line", code=1315)
    $label(zh="厂家已答复", en="Answered by the maker") {
  accepted @0 :Int64 $format("money") $label(zh="同意金额", en="Accepted");
  reason @1 :Text;
}
struct SettlementAnswered $event(stream="maker_settlement", code=1316)
    $label(zh="厂家已答复明细", en="Lines answered by the maker") {
  newly @0 :UInt32 $label(zh="新答复行数", en="Lines answered now");
  # 0: one that was answered is answered otherwise.
  more @1 :Int64 $format("money") $label(zh="同意金额变化", en="Accepted, more");
}
struct SettlementLineClaimedAgain $event(stream="settlement_line", code=1317)
    $label(zh="已再次申报", en="Claimed again") {
  undone @0 :Bool $label(zh="已撤回", en="Withdrawn");
}
struct SettlementPaid $event(stream="maker_settlement", code=1318)
    $label(zh="厂家已回款", en="Paid by the maker") {
  number @0 :UInt32 $label(zh="序号", en="Number");
  amount @1 :Int64 $format("money");
  paidOn @2 :Int32 $format("date") $label(zh="回款日期", en="Paid on");
  receipt @3 :Text $label(zh="凭证号", en="Voucher");
  by @4 :Text $id("operator") $label(zh="登记人", en="Told by");
}
struct SettlementPaymentWithdrawn $event(stream="maker_settlement", code=1319)
    $label(zh="厂家回款已撤回", en="A maker's payment withdrawn") {
  number @0 :UInt32 $label(zh="序号", en="Number");
  reason @1 :Text;
  by @2 :Text $id("operator") $label(zh="撤回人", en="Withdrawn by");
}
struct SettlementClosed $event(stream="maker_settlement", code=1320)
    $label(zh="结算已结清", en="Settlement closed") {
  reason @0 :Text;
  by @1 :Text $id("operator") $label(zh="结清人", en="Closed by");
}
struct SettlementReopened $event(stream="maker_settlement", code=1321)
    $label(zh="结算已重开", en="Settlement opened again") {
  reason @0 :Text;
}

enum MakerSettlementRefusal $refusals("maker_settlement") {
  notFound @0 $label(zh="结算单不存在", en="There is no such settlement");
  nothingToClaim @1
      $label(zh="没有应由厂家支付而未列入的金额",
             en="The maker pays nothing of it that is not claimed");
  brandMissing @2 $label(zh="工单没有品牌", en="The order names no brand");
  notOpen @3 $label(zh="结算单已提交", en="It is submitted already");
  notSubmitted @4 $label(zh="结算单不在厂家处", en="It is not at the maker");
  answerBegun @5 $label(zh="厂家已开始答复", en="The maker has answered some lines");
  reasonMissing @6 $label(zh="请填写原因", en="Say why");
  notAnswered @7 $label(zh="厂家尚未全部答复", en="Some lines are not answered");
  tooMuch @8
      $label(zh="回款超过同意金额", en="That is more than is left of what was accepted");
  badDay @9 $label(zh="日期不正确", en="Not before it was submitted, and not to come");
  badText @10
      $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  noSuchPayment @11 $label(zh="没有该笔回款", en="There is no such payment");
  paymentWithdrawn @12 $label(zh="该笔回款已撤回", en="It is withdrawn already");
  sameAuthor @13 $label(zh="须由另一人办理", en="Another person does this");
  notClosed @14 $label(zh="结算单未结清", en="It is not closed");
}
enum SettlementLineRefusal $refusals("settlement_line") {
  notFound @0 $label(zh="没有该行", en="There is no such line");
  withdrawn @1 $label(zh="该行已撤出", en="The line is withdrawn");
  badAmount @2
      $label(zh="同意金额须在 0 与结算金额之间",
             en="What is accepted lies between nothing and all");
  nothingChanged @3 $label(zh="没有变化", en="That is what it says already");
  notStruck @4 $label(zh="该行没有被剔除", en="The maker struck nothing of it");
  againOnce @5 $label(zh="只能再次申报一次", en="It was claimed again already");
  paidAlready @6
      $label(zh="已回款多于该同意金额，请先撤回回款",
             en="More is paid than would be accepted: withdraw a payment first");
}
