@0xe1a8640f97c3d25d;
# What the customer himself says, by his own link, of the money that was recorded. The stream
# charge_statement/<order>. Codes 910-911, 1182; of the order's events 912.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".idParts;
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
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "follow_up.capnp".ChargedAnswer;

enum ChargeStatementStatus $label(zh="收费确认状态", en="Status of a charge statement") {
  none @0 $label(zh="无", en="None");
  confirmed @1 $label(zh="用户已确认", en="Confirmed");
  disputed @2 $label(zh="用户有异议", en="Disputed");
  withdrawn @3 $label(zh="已撤回", en="Withdrawn");
}

struct ChargeStatement $state("charge_statement") $plural("charge_statements")
    $label(zh="用户收费确认", en="Customer's word on the charge") $idParts(["order"])
    $list(keeper="care", indexes=["status outlet", "order", "technician", "outlet"],
          owner="outlet",
          order="-at", search=["id"], menu="watch",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "accountant"]) {
  status @0 :ChargeStatementStatus;
  order @1 :Text $id("work_order");
  outlet @2 :Text $id("outlet");
  technician @3 :Text $id("technician");
  answer @4 :ChargedAnswer;
  amountSaid @5 :Int64 $format("money");
  amountRecorded @6 :Int64 $format("money");
  at @7 :Int64 $format("instant");
  note @8 :Text $format("multiline");
}

struct StateCharge $command(stream="charge_statement", code=910, roles=["system"])
    $when(["none", "confirmed", "disputed", "withdrawn"])
    $label(zh="用户确认收费", en="State what was charged") {
  # Sent by the edge for who has the customer's link. Said otherwise later, the later word holds.
  order @0 :Text $required $id("work_order");
  answer @1 :ChargedAnswer $required;
  amountSaid @2 :Int64 $format("money") $bounds(min=0);
  note @3 :Text $format("multiline");
}
struct WithdrawChargeStatement $command(stream="charge_statement", code=911, roles=["call_centre"])
    $when(["confirmed", "disputed"])
    $label(zh="撤回用户收费确认", en="Withdraw the customer's word") {
  # He told the call centre that he had not meant it; the finding that it caused is closed.
  order @0 :Text $required $id("work_order");
  reason @1 :Text $required;
}

struct ChargeStated $event(stream="charge_statement", code=910)
    $label(zh="用户已确认收费", en="The customer told what he paid") {
  order @0 :UInt16 $ref("work_order");
  outlet @1 :UInt16 $ref("outlet");
  technician @2 :UInt16 $ref("technician");
  answer @3 :ChargedAnswer;
  amountSaid @4 :Int64 $format("money");
  amountRecorded @5 :Int64 $format("money");
  disputed @6 :Bool $label(zh="有异议", en="Disputed");
  at @7 :Int64 $format("instant");
  note @8 :Text $format("multiline");
}
struct ChargeStatementWithdrawn $event(stream="charge_statement", code=911)
    $label(zh="用户收费确认已撤回", en="Customer's word withdrawn") {
  reason @0 :Text;
}
struct ChargeStatementComparedAnew $event(stream="charge_statement", code=1182)
    $label(zh="用户收费确认重新核对", en="Customer's word compared anew") {
  # What was charged changed since.
  amountRecorded @0 :Int64 $format("money");
  disputed @1 :Bool $label(zh="有异议", en="Disputed");
}
struct OrderChargeStated $event(stream="work_order", code=912)
    $label(zh="用户确认收费", en="The customer told what he paid") {
  answer @0 :ChargedAnswer;
  amountSaid @1 :Int64 $format("money");
  disputed @2 :Bool $label(zh="有异议", en="Disputed");
}

enum ChargeStatementRefusal $refusals("charge_statement") {
  notFound @0 $label(zh="用户没有确认过收费", en="The customer told nothing of it");
  notReported @1 $label(zh="回单后才能确认收费", en="The slip is not back yet");
  answerMissing @2 $label(zh="请说明是否收费", en="Say whether money was taken");
  badAmount @3 $label(zh="金额不正确", en="The amount does not fit the answer");
  badText @4 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  said @5 $label(zh="已这样确认过", en="He has said so already");
  withdrawn @6 $label(zh="已撤回", en="It is withdrawn already");
}
