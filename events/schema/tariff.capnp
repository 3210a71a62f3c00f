@0xd4b2c0d25e8f4c05;
# Tariffs: what a customer or maker is charged. Versioned, never edited. Codes 500-519.

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
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".means;
using import "annotations.capnp".yields;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "common.capnp".ServiceType;
using import "common.capnp".ChargeBasis;

enum RuleVersionStatus $label(zh="版本状态", en="Status of a version") {
  none @0 $label(zh="无", en="None");
  drafted @1 $label(zh="待批准", en="Drafted");
  published @2 $label(zh="已发布", en="Published");
  withdrawn @3 $label(zh="已撤回", en="Withdrawn");
}

struct TariffLine {
  # An empty key fits everything. Of the lines that fit, the one that names most keys wins.
  brand @0 :Text $maxLength(64);
  category @1 :Text $maxLength(64);
  model @2 :Text $maxLength(64);
  serviceType @3 :ServiceType;
  item @4 :Text $required $maxLength(64);
  # What is charged: "visit", "drilling", ...
  unitPrice @5 :Int64 $required $format("money") $bounds(min=0, max=100000000000);
  # For a quantity of 1000 thousandths.
  basis @6 :ChargeBasis;
  area @7 :Text $maxLength(100) $label(zh="区域开头", en="Area begins with");
  # A key too. Of lines that name equally many, the one with the longer area wins.
  atLeast @8 :Int64 $format("quantity") $bounds(min=0, max=1000000000)
      $label(zh="起点（楼层、匹数等）", en="From (floor, horsepower, …)");
  # A step: the line is for what measures as much or more; the highest step that is reached wins.
  freeQuantity @9 :Int64 $format("quantity") $bounds(min=0, max=1000000000)
      $label(zh="免费数量", en="Free quantity");
  # Of a quantity so much costs nothing: the first 20 km.
  rate @10 :Int32 $format("rate") $bounds(min=0, max=1000000)
      $label(zh="按其他价格的比例", en="Share of another price");
  # In place of a unit price.
  ofItem @11 :Text $maxLength(64) $label(zh="所按项目", en="Of item");
  # Whose price that is, by this tariff for the same appliance; its own: the next less specific
  # line's. Empty: a price that is typed, as of a part.
  ofAtMost @12 :Int64 $format("money") $bounds(min=0, max=100000000000)
      $label(zh="所按价格上限", en="Counted as at most");
  # A higher price counts as this. 0: as it is.
  capPerVisit @13 :Int64 $format("money") $bounds(min=0, max=100000000000)
      $label(zh="每次上门封顶", en="Cap per visit");
  # What the item costs in one visit, however often it is charged. 0: no cap.
  oncePerVisit @14 :Bool $label(zh="每次上门只收一次", en="Once per visit");
}
struct TariffVersion $label(zh="收费标准版本", en="Tariff version")
    $list(name="tariff_versions", elements="directory.tariff:versions", around=["id=tariff", "name"],
          thing="tariff", id=["^id", "version"], indexes=["status"], menu="money",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "accountant",
              "technician"]) {
  version @0 :UInt32;
  status @1 :RuleVersionStatus;
  effectiveFrom @2 :Int32 $format("date");
  author @3 :Text $id("operator");
  lines @4 :List(TariffLine) $maxLength(2000);
  publisher @5 :Text $id("operator") $label(zh="发布人", en="Publisher");
  replaces @6 :UInt32 $label(zh="替换版本", en="In the place of version");
  # A version from the same first day on, which holds no more. 0: none.
  replacedBy @7 :UInt32 $label(zh="被版本替换", en="Replaced by version");
  reason @8 :Text $label(zh="替换原因", en="Why it replaces");
  withdrawnOn @9 :Int32 $format("date") $label(zh="撤回日期", en="Withdrawn on");
  # Not before its first day: it was in force until then, and what was decided keeps its number.
  withdrawnBy @10 :Text $id("operator") $label(zh="撤回人", en="Withdrawn by");
  withdrawnFor @11 :Text $label(zh="撤回原因", en="Withdrawn for");
}
struct Tariff $state("tariff") $plural("tariffs") $label(zh="收费标准", en="Tariff")
    $list(keeper="directory", search=["id", "name"], menu="money",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "accountant",
              "technician"]) {
  # In force on a date: the published version with the latest effective date not after it.
  name @0 :Text;
  versions @1 :List(TariffVersion) $maxLength(200);
  # By version, 1 first.
}

struct DraftTariff $command(stream="tariff", code=500, roles=["accountant", "administrator"])
    $usual(["published", "withdrawn"])
    $back("WithdrawTariffDraft")
    $when(["none", "published", "withdrawn"]) $label(zh="编制收费标准", en="Draft a tariff") {
  # A new tariff, or the next version of one. In force only once another person has published it.
  tariff @0 :Text $required $id("tariff") $maxLength(64);
  name @1 :Text $maxLength(200);
  # Needed for the first version; empty: as it was.
  effectiveFrom @2 :Int32 $required $format("date");
  lines @3 :List(TariffLine) $required $maxLength(2000);
  reason @4 :Text $label(zh="替换原因", en="Why it replaces");
  # Needed where a version begins on that very day: this one takes its place. What was decided keeps
  # the number of the other.
}
struct PublishTariff $command(stream="tariff", code=501, roles=["accountant", "administrator"])
    $otherThan("author")
    $when(["drafted"])
    $usual(["drafted"])
    $label(zh="发布收费标准", en="Publish a tariff") {
  # Approves the drafted version; by another person than its author.
  tariff @0 :Text $required $id("tariff");
  version @1 :UInt32 $required $bounds(min=1, max=1000000)
      $means("drafted of versions");
}
struct WithdrawTariff $command(stream="tariff", code=503, roles=["accountant", "administrator"])
    $when(["published"]) $label(zh="撤回收费标准", en="Withdraw a tariff") {
  # A published version, in force or not; by another person than its publisher. The one before it
  # goes on, or what it was in the place of. What was decided under it keeps its number.
  tariff @0 :Text $required $id("tariff");
  version @1 :UInt32 $required $bounds(min=1, max=1000000)
      $means("published of versions");
  reason @2 :Text $required;
}
struct WithdrawTariffDraft $command(stream="tariff", code=502, roles=["accountant", "administrator"])
    $when(["drafted"]) $label(zh="撤回收费标准草案", en="Withdraw a tariff draft") {
  # A drafted version that was not published.
  tariff @0 :Text $required $id("tariff");
  version @1 :UInt32 $required $bounds(min=1, max=1000000)
      $means("drafted of versions");
  reason @2 :Text $required;
}

struct TariffDrafted $event(stream="tariff", code=500) $label(zh="收费标准已编制", en="Tariff drafted") {
  name @0 :Text;
  version @1 :UInt32;
  effectiveFrom @2 :Int32 $format("date");
  author @3 :UInt16 $ref("operator");
  lines @4 :List(TariffLine);
  replaces @5 :UInt32 $label(zh="替换版本", en="In the place of version");
  reason @6 :Text $label(zh="替换原因", en="Why it replaces");
}
struct TariffPublished $event(stream="tariff", code=501) $label(zh="收费标准已发布", en="Tariff published") {
  version @0 :UInt32;
  publisher @1 :UInt16 $ref("operator");
}
struct TariffWithdrawn $event(stream="tariff", code=503)
    $label(zh="收费标准已撤回", en="Tariff withdrawn") {
  # The version before it goes on.
  version @0 :UInt32;
  reason @1 :Text;
  withdrawer @2 :Text $id("operator") $label(zh="撤回人", en="Withdrawn by");
  on @3 :Int32 $format("date") $label(zh="撤回日期", en="Withdrawn on");
}
struct TariffDraftWithdrawn $event(stream="tariff", code=502) $label(zh="收费标准草案已撤回", en="Tariff draft withdrawn") {
  version @0 :UInt32;
  reason @1 :Text;
}

enum TariffRefusal $refusals("tariff") {
  notFound @0 $label(zh="收费标准不存在", en="There is no such tariff");
  badId @1 $label(zh="编码不能为空、过长或含有 / 和 :", en="A code must not be empty, too long or hold '/' or ':'");
  noSuchVersion @2 $label(zh="没有该版本", en="There is no such version");
  notDrafted @3 $label(zh="该版本不在待批准状态", en="The version is not a draft");
  sameOperator @4 $label(zh="发布人不能是编制人", en="The publisher must be another person than the author");
  equallySpecific @5 $label(zh="有两行同样具体", en="Two lines are equally specific");
  backdated @6
      $label(zh="生效日期须晚于前一版本，且不早于今天",
             en="It must take effect after the version before it, and not before today");
  draftPending @7 $label(zh="已有待批准的版本", en="There is a draft already");
  badPrice @8 $label(zh="单价不正确", en="A price is negative or too large");
  itemMissing @9 $label(zh="收费项目不能为空", en="A line names no item");
  noLines @10 $label(zh="至少需要一行", en="There are no lines");
  nameMissing @11 $label(zh="请填写名称", en="A new tariff needs a name");
  notInForce @12 $label(zh="该日期没有生效的版本", en="No version is in force on that date");
  noLine @13 $label(zh="收费标准中没有适用的项目", en="No line of the tariff fits");
  badText @14 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  notPublished @15 $label(zh="该版本不在已发布状态", en="The version is not published");
  unusedInForce @16
      $label(zh="该版本已生效，请用同日生效的新版本替换",
             en="The version is or was in force; replace it by one from the same day on");
  sameAuthor @17 $label(zh="撤回人不能是发布人", en="Who published it may not withdraw it");
  costHasNoPrice @18
      $label(zh="成本费按用件成本收取，没有单价", en="What is charged at cost has no price in a tariff");
  circular @19 $label(zh="项目之间互相按比例计价", en="Items are priced by each other in a circle");
  unknownItem @20
      $label(zh="所按项目不在收费标准中", en="The item that a share is taken of has no line");
  capBelowPrice @21 $label(zh="封顶低于单价", en="The cap is below the price of one");
  twoPrices @22
      $label(zh="单价与比例只能填一项", en="A line has a price or a share of another, not both");
  badShare @23
      $label(zh="比例、数量或金额不正确", en="A share, a quantity or an amount is out of bounds");
  measureMissing @24
      $label(zh="请填写楼层或匹数", en="The price depends on a measure: floor, horsepower");
  dayTaken @25 $yields("reason")
      $label(zh="已有同日生效的版本，替换它请说明原因",
             en="A version begins on that day: say why another takes its place");
}
