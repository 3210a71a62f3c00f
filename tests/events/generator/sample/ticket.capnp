@0xc4d5a1b2e3f40102;
# A schema of the tests: every kind of field.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using A = import "/annotations.capnp";
using Tools = import "tool.capnp";

struct Numbers {
  flag @0 :Bool;
  i8 @1 :Int8;
  i16 @2 :Int16;
  i32 @3 :Int32 = -7;
  i64 @4 :Int64;
  u8 @5 :UInt8;
  u16 @6 :UInt16;
  u32 @7 :UInt32;
  u64 @8 :UInt64;
  kind @9 :Tools.ToolKind = hammer;
}

struct Ticket $A.state("ticket") $A.plural("tickets") {
  struct Line {
    part @0 :Text $A.id("tool") $A.required;
    price @1 :Int64 $A.format("money") $A.bounds(min = 0, max = 1000000);
  }
  numbers @0 :Numbers;
  note @1 :Text $A.format("multiline");
  lines @2 :List(Line) $A.maxLength(9);
  opened @3 :Int64 $A.format("instant");
  day @4 :Int32 $A.format("date");
  at @5 :Int64 $A.format("position");
  photo @6 :Data;
  kinds @7 :List(Tools.ToolKind) $A.maxLength(9);
  tags @8 :List(Text) $A.maxLength(9);
  sums @9 :List(Int64) $A.maxLength(9);
  outcome :union {
    open @10 :Void;
    declined @11 :Text;
    kind @12 :Tools.ToolKind;
    lines @13 :List(Line) $A.maxLength(9);
    size @14 :Tools.Size;
    paid :group {
      amount @15 :Int64 $A.format("money");
      by @16 :Text;
    }
  }
  operator @17 :Text;   # a word that C++ keeps for itself
  place :group {
    row @18 :UInt8;
    seat @19 :Text;
  }
}

struct OpenTicket $A.command(stream = "ticket", code = 1, roles = ["any"]) {
  # Opens a ticket.
  # In two lines.
  ticket @0 :Text $A.required $A.id("ticket") $A.label(zh = "单号", en = "Ticket");
  kind @1 :Tools.ToolKind $A.required;
  phone @2 :Text $A.format("phone") $A.personal("someone") $A.maxLength(20);
  secret @3 :Text $A.format("secret");
  lines @4 :List(Ticket.Line) $A.maxLength(2);
  at @5 :Int64 $A.format("instant");
  rate @6 :Int32 $A.format("rate") $A.bounds(min = 0, max = 10000);
  outcome :union {
    none @7 :Void;
    reason @8 :Text;
  }
  small @9 :Int8;
  big @10 :UInt64;
  day @11 :Int32 $A.format("date");
  position @12 :Int64 $A.format("position");
  flag @13 :Bool;
  photo @14 :Data $A.maxLength(4);
  note @15 :Text $A.format("multiline");
  tags @16 :List(Text);
}

struct TicketOpened $A.event(stream = "ticket", code = 1) {
  tool @0 :UInt16 $A.ref("tool");
  others @1 :List(UInt16) $A.ref("tool");
  note @2 :Text;
  at @3 :Int64 $A.format("instant");
  kind @4 :Tools.ToolKind;
  lines @5 :List(Line);
  payment :union {
    none @6 :Void;
    byTool @7 :UInt16 $A.ref("tool");
    card :group {
      number @8 :Text;
      tool @9 :UInt16 $A.ref("tool");
    }
  }
  struct Line {
    tool @0 :UInt16 $A.ref("tool");
    count @1 :Int64 $A.format("quantity");
  }
}

struct BoxRow $A.row("boxes.tickets") {
  ticket @0 :Text $A.id("ticket");
  total @1 :Int64 $A.format("money");
}

struct Unused {
  # Refused where it is used; nobody does.
  anything @0 :AnyPointer;
}
