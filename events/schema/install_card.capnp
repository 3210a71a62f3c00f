@0xd13c84f0a6b27e11;
# Install cards as stock: printed, issued, back with an order, settled; or lost or void. A card is
# the stream install_card/<number>, in capitals and without punctuation; what each holder has is
# the stream card_account/technician:<id> or card_account/outlet:<id>. Always: received = passed on
# + back + lost + void + outstanding. Codes 720-731.

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
using import "annotations.capnp".plural;
using import "annotations.capnp".refusals;
using import "annotations.capnp".yields;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;

enum InstallCardStatus $label(zh="安装卡状态", en="Status of an install card") {
  none @0 $label(zh="未登记", en="Not registered");
  inStock @1 $label(zh="在库", en="In stock");
  # At an outlet, with nobody.
  issued @2 $label(zh="已领用", en="Issued");
  # With a technician.
  handedBack @3 $label(zh="已交回", en="Handed back");
  # With its order.
  settled @4 $label(zh="已结算", en="Settled");
  # With the maker.
  lossReported @5 $label(zh="报失待审批", en="Reported lost");
  lost @6 $label(zh="已遗失", en="Lost");
  voided @7 $label(zh="已作废", en="Void");
}

enum CardMovement $label(zh="安装卡流向", en="Movement of cards") {
  none @0 $label(zh="无", en="None");
  received @1 $label(zh="领入", en="Received");
  passedOn @2 $label(zh="转出", en="Passed on");
  back @3 $label(zh="随单交回", en="Back with an order");
  lost @4 $label(zh="遗失", en="Lost");
  voided @5 $label(zh="作废", en="Void");
}

struct InstallCard $state("install_card") $plural("install_cards")
    $list(keeper="cases", indexes=["status outlet", "technician status", "order", "outlet"],
          owner="outlet",
          search=["id", "+technician"], menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "store_keeper",
              "accountant"], own="technician")
    $label(zh="安装卡库存", en="Card in stock") {
  status @0 :InstallCardStatus;
  outlet @1 :Text $id("outlet");
  # Where it lies, or whose technician has it.
  technician @2 :Text $id("technician");
  # Who has it, or had it when it came back, was lost or void; empty: it lay at the outlet.
  order @3 :Text $id("work_order");
  statement @4 :Text $label(zh="结算单号", en="Maker's statement");
  reason @5 :Text;
  reportedBy @6 :Text $id("operator") $label(zh="报失人", en="Reported by");
  decidedBy @7 :Text $id("operator") $label(zh="审批人", en="Decided by");
  changedAt @8 :Int64 $format("instant");
}

struct CardAccount $state("card_account") $plural("card_accounts")
    $list(keeper="cases", indexes=["outlet", "technician"], owner="outlet",
          search=["id", "+technician"], menu="today",
          readers=["administrator", "auditor", "dispatcher", "store_keeper", "accountant"],
          own="technician")
    $label(zh="安装卡台账", en="Card ledger") {
  technician @0 :Text $id("technician");
  # Empty: what lies at the outlet.
  outlet @1 :Text $id("outlet");
  received @2 :Int64 $label(zh="领入", en="Received");
  passedOn @3 :Int64 $label(zh="转出", en="Passed on");
  # Issued further, or given back unused.
  back @4 :Int64 $label(zh="已交回", en="Back with orders");
  lost @5 :Int64 $label(zh="遗失", en="Lost");
  voided @6 :Int64 $label(zh="作废", en="Void");
  outstanding @7 :Int64 $label(zh="未交", en="Outstanding");
  countedAt @8 :Int64 $format("instant") $label(zh="核对时间", en="Counted at");
  counted @9 :Int64 $label(zh="核对数", en="Counted");
  difference @10 :Int64 $label(zh="差异", en="Difference");
  # Counted less outstanding, then; a count changes nothing.
  countedBy @11 :Text $id("operator") $label(zh="核对人", en="Counted by");
}

# Commands. A range is its first number and how many there are: the digits at its end count on.

struct PrintInstallCards
    $command(stream="install_card", code=720, roles=["store_keeper", "administrator"])
    $when(["none"]) $label(zh="登记印制安装卡", en="Register printed cards") {
  card @0 :Text $required $format("code") $maxLength(40) $label(zh="首张卡号", en="First number");
  count @1 :Int32 $bounds(min=0, max=500) $label(zh="张数", en="How many");
  # 0: one.
  outlet @2 :Text $required $id("outlet");
}
struct IssueInstallCards
    $command(stream="install_card", code=721, roles=["store_keeper", "dispatcher"])
    $back("TakeBackInstallCards")
    $when(["in_stock"]) $usual(["in_stock"])
    $label(zh="发放安装卡", en="Issue cards") {
  # To a technician, or to another outlet where none is named.
  card @0 :Text $required $format("code") $id("install_card") $maxLength(40)
      $label(zh="首张卡号", en="First number");
  count @1 :Int32 $bounds(min=0, max=500) $label(zh="张数", en="How many");
  technician @2 :Text $id("technician");
  outlet @3 :Text $id("outlet");
}
struct TakeBackInstallCards
    $command(stream="install_card", code=722, roles=["store_keeper", "dispatcher"])
    $when(["issued"]) $label(zh="收回未用安装卡", en="Take back unused cards") {
  card @0 :Text $required $format("code") $id("install_card") $maxLength(40)
      $label(zh="首张卡号", en="First number");
  count @1 :Int32 $bounds(min=0, max=500) $label(zh="张数", en="How many");
  reason @2 :Text;
}
struct SettleInstallCards
    $command(stream="install_card", code=723, roles=["accountant"])
    $back("RestoreInstallCard")
    $when(["handed_back"]) $usual(["handed_back"])
    $label(zh="安装卡结算", en="Settle cards with the maker") {
  card @0 :Text $required $format("code") $id("install_card") $maxLength(40)
      $label(zh="首张卡号", en="First number");
  count @1 :Int32 $bounds(min=0, max=500) $label(zh="张数", en="How many");
  statement @2 :Text $required $maxLength(64) $label(zh="结算单号", en="Maker's statement");
}
struct ReportCardLost
    $command(stream="install_card", code=724, roles=["technician", "store_keeper", "dispatcher"])
    $back("RestoreInstallCard")
    $when(["in_stock", "issued"]) $label(zh="安装卡报失", en="Report a card lost") {
  # A technician only what he has. Another person decides.
  card @0 :Text $required $format("code") $id("install_card") $maxLength(40);
  reason @1 :Text $required;
}
struct DecideCardLoss
    $command(stream="install_card", code=725,
        roles=["store_keeper", "dispatcher", "accountant", "manager"])
    $otherThan("reportedBy")
    $when(["loss_reported"]) $usual(["loss_reported"])
    $label(zh="审批安装卡报失", en="Decide on a lost card") {
  card @0 :Text $required $format("code") $id("install_card") $maxLength(40);
  reject @1 :Bool $label(zh="驳回", en="Reject");
  reason @2 :Text;
  # Needed to reject.
}
struct VoidInstallCard
    $command(stream="install_card", code=726, roles=["store_keeper", "dispatcher"])
    $back("RestoreInstallCard")
    $when(["in_stock", "issued"]) $label(zh="作废安装卡", en="Void a card") {
  card @0 :Text $required $format("code") $id("install_card") $maxLength(40);
  reason @1 :Text $required;
}
struct RestoreInstallCard
    $command(stream="install_card", code=727,
        roles=["store_keeper", "dispatcher", "accountant", "manager"])
    $when(["settled", "loss_reported", "lost", "voided"])
    $label(zh="恢复安装卡", en="Restore a card") {
  # It was found, is not void or is not settled: it stands where it stood before.
  card @0 :Text $required $format("code") $id("install_card") $maxLength(40);
  reason @1 :Text $required;
}
struct ReconcileCards
    $command(stream="card_account", code=728, roles=["store_keeper", "dispatcher", "accountant"])
    $usual(["*"])
    $label(zh="核对安装卡", en="Count a holder's cards") {
  # What he can show, against what is outstanding. Not by himself.
  account @0 :Text $required $id("card_account");
  counted @1 :Int32 $required $bounds(min=0, max=1000000) $label(zh="核对数", en="Counted");
  reason @2 :Text;
  # Needed where they differ.
}

# Events

struct InstallCardPrinted $event(stream="install_card", code=720)
    $label(zh="安装卡已印制", en="Card printed") {
  outlet @0 :UInt16 $ref("outlet");
  changedAt @1 :Int64 $format("instant");
}
struct InstallCardIssued $event(stream="install_card", code=721)
    $label(zh="安装卡已发放", en="Card issued") {
  outlet @0 :UInt16 $ref("outlet");
  technician @1 :UInt16 $ref("technician");
  # Empty: to the outlet.
  changedAt @2 :Int64 $format("instant");
}
struct InstallCardTakenBack $event(stream="install_card", code=722)
    $label(zh="未用安装卡已收回", en="Unused card taken back") {
  changedAt @0 :Int64 $format("instant");
}
struct InstallCardUsed $event(stream="install_card", code=723)
    $label(zh="安装卡已随单交回", en="Card back with its order") {
  order @0 :UInt16 $ref("work_order");
  changedAt @1 :Int64 $format("instant");
}
struct InstallCardUseWithdrawn $event(stream="install_card", code=724)
    $label(zh="安装卡交回已撤回", en="Card not back after all") {
  changedAt @0 :Int64 $format("instant");
}
struct InstallCardSettled $event(stream="install_card", code=725)
    $label(zh="安装卡已结算", en="Card settled") {
  statement @0 :Text $label(zh="结算单号", en="Maker's statement");
  changedAt @1 :Int64 $format("instant");
}
struct CardLossReported $event(stream="install_card", code=726)
    $label(zh="安装卡已报失", en="Card reported lost") {
  # Says all that who decides must know.
  reason @0 :Text;
  reportedBy @1 :UInt16 $ref("operator") $label(zh="报失人", en="Reported by");
  outlet @2 :UInt16 $ref("outlet");
  technician @3 :UInt16 $ref("technician");
  changedAt @4 :Int64 $format("instant");
}
struct CardLossDecided $event(stream="install_card", code=727)
    $label(zh="安装卡报失已审批", en="Card's loss decided") {
  status @0 :InstallCardStatus;
  # Lost, or what it was before.
  decidedBy @1 :UInt16 $ref("operator") $label(zh="审批人", en="Decided by");
  note @2 :Text;
  changedAt @3 :Int64 $format("instant");
}
struct InstallCardVoided $event(stream="install_card", code=728)
    $label(zh="安装卡已作废", en="Card void") {
  reason @0 :Text;
  changedAt @1 :Int64 $format("instant");
}
struct InstallCardRestored $event(stream="install_card", code=729)
    $label(zh="安装卡已恢复", en="Card restored") {
  status @0 :InstallCardStatus;
  note @1 :Text;
  changedAt @2 :Int64 $format("instant");
}
struct CardsMoved $event(stream="card_account", code=730)
    $label(zh="安装卡台账变动", en="Cards moved") {
  # Together with what happened to each card.
  technician @0 :UInt16 $ref("technician");
  outlet @1 :UInt16 $ref("outlet");
  movement @2 :CardMovement $label(zh="流向", en="Movement");
  count @3 :Int32 $label(zh="张数", en="How many");
  # Negative: taken back.
  firstCard @4 :UInt16 $ref("install_card") $label(zh="首张卡号", en="First number");
  order @5 :UInt16 $ref("work_order");
}
struct CardsReconciled $event(stream="card_account", code=731)
    $label(zh="安装卡已核对", en="Cards counted") {
  counted @0 :Int64 $label(zh="核对数", en="Counted");
  outstanding @1 :Int64 $label(zh="未交", en="Outstanding");
  difference @2 :Int64 $label(zh="差异", en="Difference");
  reason @3 :Text;
  countedBy @4 :UInt16 $ref("operator") $label(zh="核对人", en="Counted by");
  countedAt @5 :Int64 $format("instant") $label(zh="核对时间", en="Counted at");
}

enum InstallCardRefusal $refusals("install_card") {
  notFound @0 $label(zh="没有登记过该安装卡", en="No such card was ever printed");
  badCard @1
      $label(zh="卡号须为 4 至 40 位且以数字结尾", en="A number has 4 to 40 characters and ends in digits");
  badCount @2 $label(zh="张数不正确，或超出号段", en="Too many, or the digits do not suffice");
  exists @3 $label(zh="卡号已登记", en="A card of that number is registered already");
  unknownOutlet @4 $label(zh="网点不存在", en="There is no such outlet");
  unknownTechnician @5 $label(zh="技术员不存在", en="There is no such technician");
  technicianSuspended @6 $label(zh="技术员已停用", en="The technician is suspended");
  holderMissing @7 $label(zh="请指定技术员或网点", en="Name a technician or an outlet");
  sameHolder @8 $label(zh="已在该网点", en="The card is there already");
  notInStock @9 $label(zh="安装卡不在库", en="The card is not in stock");
  notIssued @10 $label(zh="安装卡未发放", en="The card is not issued");
  notBack @11 $label(zh="安装卡未随单交回", en="The card is not back with an order");
  notHeld @12 $label(zh="安装卡不在任何人手中", en="Nobody has the card any more");
  notYours @13 $label(zh="不是您领用的安装卡", en="Another one has the card");
  notReportedLost @14 $label(zh="安装卡未报失", en="The card is not reported lost");
  sameAuthor @15
      $label(zh="审批人不能是报失人或持卡人", en="Neither who reported it nor who had it may decide");
  reasonMissing @16 $label(zh="请填写原因", en="A reason is needed");
  badText @17 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  nothingToRestore @18 $label(zh="无需恢复", en="There is nothing to restore");
}
enum CardAccountRefusal $refusals("card_account") {
  notFound @0 $label(zh="没有该安装卡台账", en="There is no such card ledger");
  ownCards @1 $label(zh="不能核对自己的安装卡", en="Nobody counts the cards that he has himself");
  reasonMissing @2 $label(zh="数目不符，请填写原因", en="They differ: say why") $yields("reason");
  badText @3 $label(zh="文字过长或含有非法字符", en="The text is too long or not well formed");
}
