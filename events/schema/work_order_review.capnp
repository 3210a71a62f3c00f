@0x9c52e7d14ab08f14;
# The end of an order beside its own way: reviewed by somebody who neither did nor registered it,
# and its ticket cleared. Where the service policy asks for them, completion says so. Codes 737-740
# of commands, 278-282 of events.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".command;
using import "annotations.capnp".back;
using import "annotations.capnp".otherThan;
using import "annotations.capnp".event;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;

enum ReviewStatus $label(zh="审核状态", en="Review") {
  none @0 $label(zh="未要求", en="Not asked for");
  asked @1 $label(zh="待审核", en="To be reviewed");
  approved @2 $label(zh="已审核", en="Approved");
  rejected @3 $label(zh="已驳回", en="Rejected");
}
enum ClearingStatus $label(zh="销单状态", en="Clearing") {
  none @0 $label(zh="未要求", en="Not asked for");
  asked @1 $label(zh="待销单", en="To be cleared");
  cleared @2 $label(zh="已销单", en="Cleared");
}

struct ReviewWorkOrder $command(stream="work_order", code=737,
    roles=["dispatcher", "accountant", "manager"])
    $back("RejectReview")
    $otherThan("registeredBy technician")
    $when(["work_reported", "completed", "followed_up"])
    $usual(["completed review=asked", "completed review=rejected", "followed_up review=asked"])
    $label(zh="审核工单", en="Review the order") {
  # By neither its technicians nor who registered it.
  order @0 :Text $required $id("work_order");
  note @1 :Text $format("multiline");
}
struct RejectReview $command(stream="work_order", code=738,
    roles=["dispatcher", "accountant", "manager"])
    $back("ReviewWorkOrder")
    $otherThan("registeredBy technician")
    $when(["work_reported", "completed", "followed_up"])
    $label(zh="审核驳回", en="Reject the order in review") {
  # It is not posted until it is approved: put right first, or reopened.
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}
struct ClearTicket
    $command(stream="work_order", code=739, roles=["dispatcher", "accountant", "store_keeper"])
    $back("WithdrawClearing")
    $when(["work_reported", "completed", "followed_up"])
    $usual(["completed clearing=asked"])
    $label(zh="销单", en="Clear the ticket") {
  # Slip, card and money are in.
  order @0 :Text $required $id("work_order");
}
struct WithdrawClearing
    $command(stream="work_order", code=740, roles=["dispatcher", "accountant", "store_keeper"])
    $when(["work_reported", "completed", "followed_up"])
    $label(zh="撤回销单", en="Withdraw the clearing") {
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}

struct ClosingAsked $event(stream="work_order", code=278)
    $label(zh="已要求审核或销单", en="Review or clearing asked for") {
  # Together with the completion, by the service policy of then.
  review @0 :ReviewStatus;
  clearing @1 :ClearingStatus;
}
struct WorkOrderReviewed $event(stream="work_order", code=279)
    $label(zh="工单已审核", en="Order reviewed") {
  by @0 :UInt16 $ref("operator") $label(zh="审核人", en="Reviewed by");
  note @1 :Text $format("multiline");
}
struct ReviewRejected $event(stream="work_order", code=280)
    $label(zh="审核已驳回", en="Review rejected") {
  by @0 :UInt16 $ref("operator") $label(zh="审核人", en="Reviewed by");
  reason @1 :Text;
}
struct TicketCleared $event(stream="work_order", code=281)
    $label(zh="已销单", en="Ticket cleared") {
  at @0 :Int64 $format("instant");
  by @1 :UInt16 $ref("operator") $label(zh="销单人", en="Cleared by");
}
struct ClearingWithdrawn $event(stream="work_order", code=282)
    $label(zh="销单已撤回", en="Clearing withdrawn") {
  reason @0 :Text;
  by @1 :UInt16 $ref("operator") $label(zh="撤回人", en="Withdrawn by");
}
