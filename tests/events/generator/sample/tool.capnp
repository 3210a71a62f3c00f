@0xc4d5a1b2e3f40101;
# A schema of the tests: one stream type without unions.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "/annotations.capnp".state;
using import "/annotations.capnp".plural;
using import "/annotations.capnp".event;
using import "/annotations.capnp".command;
using import "/annotations.capnp".label;
using import "/annotations.capnp".refusals;
$import "/annotations.capnp".fieldLabels([
  (field = "note", zh = "备注", en = "Note"),
  (field = "ticket", zh = "工单", en = "Order")
]);

enum ToolKind $label(zh="种类", en="Kind") {
  # What it is.
  none @0;
  hammer @1 $label(zh="锤子", en="Hammer");
  longSaw @2 $label(zh="长锯", en="Long saw");
}

struct Size {
  # In millimetres.
  length @0 :Int32;
  width @1 :Int32 = 10;
}

struct Tool $state("tool") $plural("tools") $label(zh="工具", en="Tool") {
  kind @0 :ToolKind;
  size @1 :Size;
}

struct AddTool $command(stream="tool", code=2, roles=["store_keeper", "administrator"])
    $label(zh="添加工具", en="Add a tool") {
  # Puts a tool into the box.
  id @0 :Text;
  kind @1 :ToolKind;
}

struct ToolAdded $event(stream="tool", code=2) {
  kind @0 :ToolKind;
  size @1 :Size;
}

struct ToolLost $event(stream="tool", code=9) {}

enum ToolRefusal $refusals("tool") {
  alreadyLost @0 $label(zh="工具已丢失", en="The tool is lost");
}
