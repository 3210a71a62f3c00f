@0xc2e9a7540b1d63f8;
# Old parts that technicians owe: with a part that was fitted at the maker's cost, and with its
# return. Codes 660-661.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".event;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".format;

struct OldPartOwed $event(stream="technician", code=660) $label(zh="旧件应返", en="Old part owed") {
  order @0 :UInt16 $ref("work_order");
  part @1 :UInt16 $ref("part");
  quantity @2 :Int64 $format("quantity");
  dueOn @3 :Int32 $format("date") $label(zh="应返日期", en="Due on");
}
struct OldPartSettled $event(stream="technician", code=661)
    $label(zh="旧件已返", en="Old part settled") {
  # It came back, or the new one was not fitted after all.
  order @0 :UInt16 $ref("work_order");
  part @1 :UInt16 $ref("part");
  quantity @2 :Int64 $format("quantity");
}
