@0xd4b2c0d25e8f4ca1;
# The fault library: the codes that diagnoses name, with what they are called. Commands and events
# 1030-1032.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".back;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".event;
using import "annotations.capnp".state;
using import "annotations.capnp".plural;
using import "annotations.capnp".refusals;
using import "annotations.capnp".label;
using import "annotations.capnp".id;
using import "annotations.capnp".means;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".maxLength;

enum FaultCodeStatus $label(zh="故障代码状态", en="Status of a fault code") {
  none @0 $label(zh="无", en="None");
  open @1 $label(zh="使用中", en="In use");
  retired @2 $label(zh="已停用", en="Retired");
}

struct FaultCode $state("fault_code") $plural("fault_codes") $label(zh="故障代码", en="Fault code")
    $list(keeper="directory", indexes=["code", "category", "status"],
          search=["id", "name", "english", "+category"], menu="base",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "store_keeper",
              "technician", "accountant"]) {
  # The stream fault_code/<code>. Of machines of one category, where it names one, else of all; of
  # parts of one, where it names one. A diagnosis may name a code that is in no library.
  status @0 :FaultCodeStatus;
  code @1 :Text $means("fault_code") $label(zh="代码", en="Code");
  name @2 :Text;
  english @3 :Text $label(zh="英文名称", en="Name in English");
  category @4 :Text;
  partCategory @5 :Text $means("part_category") $label(zh="备件类别", en="Category of parts");
  note @6 :Text $format("multiline");
}

struct RegisterFaultCode
    $command(stream="fault_code", code=1030, roles=["dispatcher", "administrator"])
    $back("RetireFaultCode")
    $when(["none", "retired"]) $label(zh="登记故障代码", en="Register a fault code") {
  # One that was retired is in use again.
  code @0 :Text $required $id("fault_code") $maxLength(64) $label(zh="代码", en="Code");
  # Without '/' and ':'.
  name @1 :Text $required $maxLength(200);
  english @2 :Text $maxLength(200) $label(zh="英文名称", en="Name in English");
  category @3 :Text $maxLength(64);
  partCategory @4 :Text $maxLength(64) $means("part_category")
      $label(zh="备件类别", en="Category of parts");
  note @5 :Text $format("multiline");
}
struct ChangeFaultCode
    $command(stream="fault_code", code=1031, roles=["dispatcher", "administrator"])
    $usual(["open"])
    $when(["open"]) $label(zh="修改故障代码", en="Change a fault code") {
  # Everything as it shall be from now on.
  code @0 :Text $required $id("fault_code") $label(zh="代码", en="Code");
  name @1 :Text $required $maxLength(200);
  english @2 :Text $maxLength(200) $label(zh="英文名称", en="Name in English");
  category @3 :Text $maxLength(64);
  partCategory @4 :Text $maxLength(64) $means("part_category")
      $label(zh="备件类别", en="Category of parts");
  note @5 :Text $format("multiline");
}
struct RetireFaultCode
    $command(stream="fault_code", code=1032, roles=["dispatcher", "administrator"])
    $back("RegisterFaultCode")
    $when(["open"]) $label(zh="停用故障代码", en="Retire a fault code") {
  # Diagnoses that name it stay; it is no longer chosen.
  code @0 :Text $required $id("fault_code") $label(zh="代码", en="Code");
  reason @1 :Text $required;
}

struct FaultCodeRegistered $event(stream="fault_code", code=1030)
    $label(zh="故障代码已登记", en="Fault code registered") {
  code @0 :Text $label(zh="代码", en="Code");
  name @1 :Text;
  english @2 :Text $label(zh="英文名称", en="Name in English");
  category @3 :Text;
  partCategory @4 :Text $means("part_category") $label(zh="备件类别", en="Category of parts");
  note @5 :Text $format("multiline");
}
struct FaultCodeChanged $event(stream="fault_code", code=1031)
    $label(zh="故障代码已修改", en="Fault code changed") {
  name @0 :Text;
  english @1 :Text $label(zh="英文名称", en="Name in English");
  category @2 :Text;
  partCategory @3 :Text $means("part_category") $label(zh="备件类别", en="Category of parts");
  note @4 :Text $format("multiline");
}
struct FaultCodeRetired $event(stream="fault_code", code=1032)
    $label(zh="故障代码已停用", en="Fault code retired") {
  reason @0 :Text;
}

enum FaultCodeRefusal $refusals("fault_code") {
  notFound @0 $label(zh="没有该故障代码", en="There is no such fault code");
  exists @1 $label(zh="该故障代码已登记", en="The fault code is registered already");
  badId @2 $label(zh="代码不能为空、过长或含有 / 和 :",
      en="A code must not be empty, too long or hold '/' or ':'");
  badText @3 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  retired @4 $label(zh="该故障代码已停用", en="The fault code is retired");
  nothingChanged @5 $label(zh="没有变化", en="Nothing would change");
}
