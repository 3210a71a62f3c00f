@0xd3a1c0d25e8f4b2c;
# What the clerk does with an order before anybody is sent: the address read back, help by
# telephone, an urgent report. Commands 690, 692-694, 710; events 268-272.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".command;
using import "annotations.capnp".event;
using import "annotations.capnp".label;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".maxLength;
using import "annotations.capnp".means;
using import "annotations.capnp".personal;

struct ConfirmAddress
    $command(stream="work_order", code=690, roles=["call_centre", "dispatcher"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling"])
    $label(zh="确认地址", en="Confirm the address") {
  # It was read back to the customer. Until then, and when it is corrected later, dispatchers are
  # warned.
  order @0 :Text $required $id("work_order");
  address @1 :Text $personal("someone") $maxLength(400);
  # As he said it again; empty: he agreed to what was read to him.
}
struct WithdrawAddressConfirmation
    $command(stream="work_order", code=710, roles=["call_centre", "dispatcher"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling"])
    $label(zh="撤回地址确认", en="Withdraw the confirmation of the address") {
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}
struct ResolveRemotely
    $command(stream="work_order", code=692, roles=["call_centre", "dispatcher"])
    $when(["registered", "assigned"]) $label(zh="远程解决", en="Resolve remotely") {
  # By telephone or from afar: completes the order without a visit, hence without wage, parts and
  # papers.
  order @0 :Text $required $id("work_order");
  solution @1 :Text $required $format("multiline") $label(zh="解决办法", en="What helped");
  faultCode @2 :Text $maxLength(64) $means("fault_code");
  confirmReason @3 :Text;
}
struct EscalateWorkOrder
    $command(stream="work_order", code=693, roles=["call_centre", "dispatcher"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold", "work_reported"])
    $label(zh="紧急上报", en="Escalate as urgent") {
  # To the urgent board: whoever leads is told at once.
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}
struct SettleEscalation
    $command(stream="work_order", code=694, roles=["call_centre", "dispatcher"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold", "work_reported"])
    $label(zh="撤销紧急", en="Take off the urgent board") {
  # It was dealt with, or was not urgent.
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}

struct AddressConfirmed $event(stream="work_order", code=268)
    $label(zh="地址已确认", en="Address confirmed") {
  addressConfirmedAt @0 :Int64 $format("instant")
      $label(zh="地址确认时间", en="Address confirmed at");
  confirmedBy @1 :Text $id("operator") $label(zh="确认人", en="Confirmed by");
}
struct AddressConfirmationWithdrawn $event(stream="work_order", code=269)
    $label(zh="地址确认已撤回", en="Confirmation of the address withdrawn") {
  reason @0 :Text;
}
struct WorkOrderResolvedRemotely $event(stream="work_order", code=270)
    $label(zh="已远程解决", en="Resolved remotely") {
  # Together with WorkOrderCompleted.
  solution @0 :Text $format("multiline") $label(zh="解决办法", en="What helped");
  faultCode @1 :Text;
  resolvedBy @2 :Text $id("operator") $label(zh="解决人", en="Resolved by");
}
struct WorkOrderEscalated $event(stream="work_order", code=271)
    $label(zh="已紧急上报", en="Escalated as urgent") {
  escalatedAt @0 :Int64 $format("instant") $label(zh="紧急上报时间", en="Escalated at");
  why @1 :Text $label(zh="原因", en="Why");
  escalatedBy @2 :Text $id("operator") $label(zh="上报人", en="Escalated by");
}
struct EscalationSettled $event(stream="work_order", code=272)
    $label(zh="紧急已撤销", en="Taken off the urgent board") {
  why @0 :Text $label(zh="原因", en="Why");
}
