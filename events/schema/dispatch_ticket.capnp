@0xb7305ce1984f2a6d;
# Dispatch tickets on paper: which version of a booking was printed, and how often. Codes 660, 662.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".event;
using import "annotations.capnp".state;
using import "annotations.capnp".plural;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".maxLength;

struct TicketPrint $label(zh="派工单打印", en="Print of a ticket")
    $list(name="ticket_prints", elements="cases.dispatch_ticket:prints",
          around=["id=ticket", "order", "booking", "outlet"], thing="dispatch_ticket",
          id=["^id", "copy"], order="-printed_at", indexes=["outlet", ""],
          owner="outlet", menu="watch",
          readers=["administrator", "auditor", "call_centre", "dispatcher"], own="technician") {
  copy @0 :UInt16 $label(zh="第几份", en="Copy");
  # 1: the first; each other is a copy, and says so.
  revision @1 :UInt16 $label(zh="派工版本", en="Version of the booking");
  # 0: as it was dispatched first.
  technician @2 :Text $id("technician");
  startsAt @3 :Int64 $format("instant");
  endsAt @4 :Int64 $format("instant");
  documentHash @5 :Text $label(zh="单据哈希", en="Hash of the document");
  # SHA-256 of what it says, in hexadecimal digits.
  printedBy @6 :Text $id("operator") $label(zh="打印人", en="Printed by");
  printedAt @7 :Int64 $format("instant") $label(zh="打印时间", en="Printed at");
}

struct DispatchTicket $state("dispatch_ticket") $plural("dispatch_tickets")
    $list(keeper="cases", indexes=["outlet", "order"], owner="outlet", search=["id", "order"],
          menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher"])
    $label(zh="派工单", en="Dispatch ticket") {
  # The stream dispatch_ticket/<order>:<booking>.
  order @0 :Text $id("work_order");
  booking @1 :UInt16;
  outlet @2 :Text $id("outlet");
  prints @3 :List(TicketPrint) $maxLength(200) $label(zh="打印记录", en="Prints");
  # The first first.
}

struct PrintDispatchTicket
    $command(stream="work_order", code=660, roles=["dispatcher", "technician"])
    $when(["scheduled", "accepted", "traveling", "in_progress", "on_hold"])
    $label(zh="打印派工单", en="Print the dispatch ticket") {
  # Counts the copy; the paper says the version of the booking and which copy it is.
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16;
  # 0: the only one that fits.
}

struct DispatchTicketPrinted $event(stream="dispatch_ticket", code=662)
    $label(zh="派工单已打印", en="Dispatch ticket printed") {
  order @0 :UInt16 $ref("work_order");
  booking @1 :UInt16;
  outlet @2 :Text $id("outlet");
  print @3 :TicketPrint $label(zh="打印", en="Printed");
}
