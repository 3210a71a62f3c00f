@0xd3a1c0d25e8f4b0a;
# What an older system knew and no command of ours says: kept on the order, word for word. Codes 700-709.

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
using import "annotations.capnp".personal;

struct LegacyAttribute {
  name @0 :Text $maxLength(200);
  value @1 :Text $personal("someone") $maxLength(4000) $label(zh="值", en="Value");
}

struct LegacyFactRecorded $event(stream="work_order", code=700) $label(zh="旧系统记录", en="Legacy fact recorded") {
  # Changes nothing in the order; it is shown in its history.
  activity @0 :Text;
  # As the older system names it.
  reason @1 :Text $label(zh="未映射原因", en="Why it is no event of ours");
  # A code: "import.unmapped", or the refusal of the command that it was mapped to.
  detail @2 :Text;
  happenedAt @3 :Int64 $format("instant") $label(zh="发生时间", en="Happened at");
  operatorId @4 :Text $personal("someone");
  source @5 :Text;
  # The file, by its SHA-256 or its name.
  row @6 :Int64;
  attributes @7 :List(LegacyAttribute);
}

struct RecordLegacyFact $command(stream="work_order", code=700, roles=["administrator"]) $label(zh="登记旧系统记录", en="Record a legacy fact") {
  # Keeps on the order what an older system knew; allowed in every state, also before the order is
  # registered. Sent by migrations; by people only where a migration left something out.
  order @0 :Text $required $id("work_order") $maxLength(64);
  activity @1 :Text $required $maxLength(200);
  reason @2 :Text $label(zh="未映射原因", en="Why it is no event of ours");
  detail @3 :Text $format("multiline") $maxLength(4000);
  happenedAt @4 :Int64 $format("instant") $label(zh="发生时间", en="Happened at");
  operatorId @5 :Text $personal("someone") $maxLength(200);
  source @6 :Text;
  row @7 :Int64 $bounds(min = 0, max = 9000000000000000);
  attributes @8 :List(LegacyAttribute) $maxLength(1000);
}

enum LegacyRefusal $refusals("legacy") {
  badOrder @0 $label(zh="工单号格式不正确", en="The order's number is not well formed");
  activityMissing @1 $label(zh="请填写活动", en="The activity must be named");
  badText @2 $label(zh="文字过长或含有非法字符", en="A text is too long or not well formed");
}
