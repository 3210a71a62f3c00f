@0xd4b2c0d25e8f4c01;
# The catalogue of parts. Codes 400-409.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".event;
using import "annotations.capnp".state;
using import "annotations.capnp".plural;
using import "annotations.capnp".refusals;
using import "annotations.capnp".means;
using import "annotations.capnp".label;
using import "annotations.capnp".yields;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;

enum PartSerials $label(zh="编号要求", en="Serials of its pieces") {
  none @0 $label(zh="未定", en="Not said");
  demanded @1 $label(zh="用件必填编号", en="Each piece is fitted with its serial");
  free @2 $label(zh="可不填编号", en="Need not be told");
}

enum PartUnit $label(zh="计量单位", en="Unit") {
  # What a quantity of 1000 thousandths is. Pieces and sets are only counted whole.
  none @0 $label(zh="未定", en="Unknown");
  piece @1 $label(zh="件", en="Piece");
  set @2 $label(zh="套", en="Set");
  metre @3 $label(zh="米", en="Metre");
  gram @4 $label(zh="克", en="Gram");
  kilogram @5 $label(zh="千克", en="Kilogram");
  litre @6 $label(zh="升", en="Litre");
}

struct Part $state("part") $plural("parts") $label(zh="备件", en="Part")
    $list(keeper="directory", indexes=["brand category", "category"],
          search=["id", "name", "number", "+brand", "+category"], menu="parts",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "store_keeper",
              "technician", "accountant"]) {
  # A kind of part; the id is our own part code.
  name @0 :Text;
  brand @1 :Text;
  number @2 :Text $label(zh="厂家件号", en="Maker's number");
  # Unique within the brand; empty where the maker gives none.
  category @3 :Text $id("part_category") $means("part_category")
      $label(zh="类别", en="Category");
  unit @4 :PartUnit;
  moved @5 :Bool $label(zh="已有出入库", en="Has moved");
  # From the first receipt or reservation on; the unit is then fixed.
  serials @6 :PartSerials;
}

struct PartNumber $state("part_number") $plural("part_numbers") $label(zh="厂家件号", en="Maker's part number") {
  # The stream part_number/<brand>:<maker's number> makes it unique. No part: it is free again.
  part @0 :Text $id("part");
}

struct RegisterPart $command(stream="part", code=400, roles=["store_keeper", "administrator"])
    $when(["none"]) $label(zh="登记备件", en="Register a part") {
  part @0 :Text $required $id("part") $maxLength(64) $label(zh="备件编码", en="Part code");
  # Without '/' and ':'.
  name @1 :Text $required $maxLength(200);
  brand @2 :Text $required $maxLength(64);
  number @3 :Text $maxLength(64) $label(zh="厂家件号", en="Maker's number");
  category @4 :Text $maxLength(64) $means("part_category") $label(zh="类别", en="Category");
  unit @5 :PartUnit $required;
  serials @6 :PartSerials;
  confirmReason @7 :Text;
  # Needed where no register has the brand or the category.
}
struct ChangePart $command(stream="part", code=401, roles=["store_keeper", "administrator"])
    $usual(["*"]) $label(zh="修改备件", en="Change a part") {
  part @0 :Text $required $id("part");
  name @1 :Text $maxLength(200);
  # Empty: as it was.
  category @2 :Text $maxLength(64) $means("part_category") $label(zh="类别", en="Category");
  # Empty: as it was.
  unit @3 :PartUnit;
  # None: as it was. Refused once the part has moved.
  serials @4 :PartSerials;
  # None: as it was.
  confirmReason @5 :Text;
  # Needed where no register has the category.
}
struct CorrectPartNumber $command(stream="part", code=402, roles=["store_keeper", "administrator"])
    $label(zh="更正厂家件号", en="Correct a maker's number") {
  # The part's brand and maker's number as they shall be from now on; the old number is free again.
  part @0 :Text $required $id("part");
  brand @1 :Text $required $maxLength(64);
  number @2 :Text $maxLength(64) $label(zh="厂家件号", en="Maker's number");
  reason @3 :Text $required;
}

struct PartRegistered $event(stream="part", code=400) $label(zh="备件已登记", en="Part registered") {
  name @0 :Text;
  brand @1 :Text;
  number @2 :Text $label(zh="厂家件号", en="Maker's number");
  category @3 :Text $means("part_category") $label(zh="类别", en="Category");
  unit @4 :PartUnit;
  serials @5 :PartSerials;
}
struct PartChanged $event(stream="part", code=401) $label(zh="备件已修改", en="Part changed") {
  # Everything as it is from now on.
  name @0 :Text;
  category @1 :Text $means("part_category") $label(zh="类别", en="Category");
  unit @2 :PartUnit;
  serials @3 :PartSerials;
}
struct PartFirstMoved $event(stream="part", code=402) $label(zh="备件首次出入库", en="Part first moved") {
  # With the first receipt or reservation anywhere: the unit is fixed from here on.
}
struct PartNumberTaken $event(stream="part_number", code=403) $label(zh="厂家件号已占用", en="Maker's part number taken") {
  part @0 :UInt16 $ref("part");
}
struct PartNumberCorrected $event(stream="part", code=404)
    $label(zh="厂家件号已更正", en="Maker's number corrected") {
  brand @0 :Text;
  number @1 :Text $label(zh="厂家件号", en="Maker's number");
  reason @2 :Text;
}
struct PartNumberFreed $event(stream="part_number", code=405)
    $label(zh="厂家件号已释放", en="Maker's part number freed") {
  # No part has it any more.
}

enum PartRefusal $refusals("part") {
  notFound @0 $label(zh="备件不存在", en="There is no such part");
  exists @1 $label(zh="备件编码已被使用", en="The part code is taken");
  badId @2 $label(zh="编码不能为空、过长或含有 / 和 :", en="A code must not be empty, too long or hold '/' or ':'");
  unitMissing @3 $label(zh="请选择计量单位", en="A unit must be chosen");
  numberTaken @4 $label(zh="该品牌下件号已被使用", en="Another part of the brand has this maker's number");
  unitFixed @5 $label(zh="备件已有出入库，不能更改单位", en="The part has moved; its unit cannot change any more");
  nothingChanged @6 $label(zh="没有变化", en="Nothing would change");
  badText @7 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  unknownBrand @8 $yields("confirmReason")
      $label(zh="没有登记过该品牌，请核对", en="No register has such a brand: is it right?");
  unknownCategory @9 $yields("confirmReason")
      $label(zh="没有登记过该备件类别，请核对", en="No register has such a category: is it right?");
}
