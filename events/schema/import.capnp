@0xc41d7f0a92e35b07;
# One event of an older system's log, brought in. Codes 701-709.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".command;
using import "annotations.capnp".refusals;
using import "annotations.capnp".label;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "annotations.capnp".personal;
using import "legacy.capnp".LegacyAttribute;

struct ImportStep {
  # One command of ours that the event stands for.
  command @0 :Text $label(zh="命令", en="Command");
  body @1 :Text $personal("someone") $maxLength(100000) $label(zh="内容", en="Body");
  # Its fields, as the API takes them: a JSON object.
}

struct ImportPutAside {
  # What the older system says in a field and ours cannot take: the command goes on without it.
  field @0 :Text $label(zh="字段", en="Field");
  # Ours, that was to hold it.
  value @1 :Text $personal("someone") $label(zh="原文", en="As it was written");
  why @2 :Text $label(zh="无法读取的原因", en="Why it cannot be read");
  cut @3 :Bool $label(zh="已截断", en="Cut");
  # The field holds the begin of it, with a mark.
}

struct ImportAttempt {
  # Commands decided one on the other: all are allowed, or the attempt fails.
  steps @0 :List(ImportStep) $maxLength(16) $label(zh="步骤", en="Steps");
  putAside @1 :List(ImportPutAside) $maxLength(256) $label(zh="未采用的内容", en="Put aside");
  # Fields that the steps lack because they could not be read.
}

struct ImportEvent $command(stream="work_order", code=701, roles=["system"])
    $label(zh="导入旧系统事件", en="Import an event") {
  # Brings one event of an older system's log into the order's history. The attempts are tried in
  # order on the state as it stands; the first that is allowed as a whole gives the events. Where
  # none is, the event is kept as a recorded legacy fact with the first attempt's refusal. Never
  # refused for what the log says. An optional field that cannot be read costs no order: what was
  # written is kept on the order beside it.
  order @0 :Text $required $id("work_order") $maxLength(64);
  activity @1 :Text $required $maxLength(16384);
  # As the older system names it.
  happenedAt @2 :Int64 $required $format("instant") $label(zh="发生时间", en="Happened at");
  operatorName @3 :Text $personal("someone") $maxLength(16384)
      $label(zh="原操作员", en="Operator there");
  file @4 :Text $required $maxLength(64) $label(zh="文件", en="File");
  # SHA-256 of the file, in hex.
  row @5 :Int64 $required $bounds(min = 1);
  # Of the event among the file's events.
  line @6 :Int64 $label(zh="文件行", en="Line");
  # Where it begins in the file.
  attributes @7 :List(LegacyAttribute);
  attempts @8 :List(ImportAttempt) $maxLength(64) $label(zh="对应命令", en="Attempts");
  reason @9 :Text $label(zh="未映射原因", en="Why it is not mapped");
  # A code, where there is no attempt at all: "import.unmapped".
  detail @10 :Text $maxLength(4000);
  unreadable @11 :List(ImportPutAside) $maxLength(256) $label(zh="无法读取的内容", en="Unreadable");
  # What made ways of bringing it in impossible: of a required field, money, a quantity.
}

enum ImportRefusal $refusals("import") {
  # Why an event of an older system is kept as a fact, where no rule of a stream says so.
  unmapped @0 $label(zh="映射未包含该活动", en="The mapping does not name this activity");
  noCondition @1 $label(zh="映射没有适用的条件", en="No condition of the mapping fits");
  nothingChanges @2 $label(zh="命令可执行但没有变化", en="The commands are allowed and change nothing");
  nested @3 $label(zh="导入不能作为导入的步骤", en="An import is no step of an import");
  putAside @4 $label(zh="有内容无法读取，已另存原文",
                     en="Something could not be read and is kept as it was written");
  unreadable @5 $label(zh="必填项、金额或数量无法读取",
                       en="A required field, money or a quantity cannot be read");
  doubled @6 $label(zh="与文件中前面的一行完全相同", en="The same as an earlier row of the file");
  badEntry @7 $label(zh="该行的时间无法读取", en="The time of the entry cannot be read");
}
