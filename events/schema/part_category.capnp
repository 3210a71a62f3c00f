@0xd4b2c0d25e8f4c92;
# The tree of kinds of parts. Commands and events 920-922.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".back;
using import "annotations.capnp".list;
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
using import "annotations.capnp".maxLength;

enum PartCategoryStatus $label(zh="类别状态", en="Status of a category") {
  none @0 $label(zh="无", en="None");
  open @1 $label(zh="使用中", en="In use");
  closed @2 $label(zh="已停用", en="Closed");
}

struct PartCategory $state("part_category") $plural("part_categories")
    $label(zh="备件类别", en="Category of parts")
    $list(keeper="directory", indexes=["parent", "status"], search=["id", "note"], menu="parts",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "store_keeper",
              "technician", "accountant"]) {
  # The stream part_category/<as parts name it>. A part may name one that is in no tree.
  status @0 :PartCategoryStatus;
  parent @1 :Text $id("part_category") $label(zh="上级类别", en="Below");
  # Empty: at the top.
  note @2 :Text $format("multiline");
}

struct RegisterPartCategory
    $command(stream="part_category", code=920, roles=["store_keeper", "administrator"])
    $back("ClosePartCategory")
    $when(["none", "closed"]) $label(zh="登记备件类别", en="Register a category of parts") {
  # One that was closed is in use again.
  partCategory @0 :Text $required $id("part_category") $maxLength(64);
  # Without '/' and ':'.
  parent @1 :Text $id("part_category") $label(zh="上级类别", en="Below");
  note @2 :Text $format("multiline");
}
struct MovePartCategory
    $command(stream="part_category", code=921, roles=["store_keeper", "administrator"])
    $when(["open"]) $label(zh="调整备件类别", en="Move a category of parts") {
  # With what stands below it. Empty: to the top.
  partCategory @0 :Text $required $id("part_category");
  parent @1 :Text $id("part_category") $label(zh="上级类别", en="Below");
}
struct ClosePartCategory
    $command(stream="part_category", code=922, roles=["store_keeper", "administrator"])
    $back("RegisterPartCategory")
    $when(["open"]) $label(zh="停用备件类别", en="Close a category of parts") {
  # Nothing is put below it any more; what stands there, and parts that name it, stay.
  partCategory @0 :Text $required $id("part_category");
  reason @1 :Text $required;
}

struct PartCategoryRegistered $event(stream="part_category", code=920)
    $label(zh="备件类别已登记", en="Category of parts registered") {
  parent @0 :UInt16 $ref("part_category") $label(zh="上级类别", en="Below");
  note @1 :Text $format("multiline");
}
struct PartCategoryMoved $event(stream="part_category", code=921)
    $label(zh="备件类别已调整", en="Category of parts moved") {
  parent @0 :UInt16 $ref("part_category") $label(zh="上级类别", en="Below");
}
struct PartCategoryClosed $event(stream="part_category", code=922)
    $label(zh="备件类别已停用", en="Category of parts closed") {
  reason @0 :Text;
}

enum PartCategoryRefusal $refusals("part_category") {
  notFound @0 $label(zh="没有该备件类别", en="There is no such category of parts");
  exists @1 $label(zh="该备件类别已登记", en="The category is registered already");
  badId @2 $label(zh="类别不能为空、过长或含有 / 和 :",
      en="A category must not be empty, too long or hold '/' or ':'");
  badText @3 $label(zh="文字过长或含有非法字符", en="A text is empty, too long or not well formed");
  unknownParent @4 $label(zh="上级类别不存在或已停用", en="There is no such category above, or it is closed");
  cycle @5 $label(zh="上级类别不能形成循环", en="A category cannot stand below itself");
  tooDeep @6 $label(zh="类别层级过深", en="The tree would have too many levels");
  closed @7 $label(zh="该备件类别已停用", en="The category is closed");
  nothingChanged @8 $label(zh="没有变化", en="Nothing would change");
}
