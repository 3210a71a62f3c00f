@0xd3a1c0d25e8f4b0b;
# What a technician handed in of the cash that he collected: RemitPayment (technician.capnp) makes
# one. Codes 166-169 of the technicians' commands, 172-174 of their events.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".otherThan;
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

enum RemittanceStatus $label(zh="缴款状态", en="Status of a remittance") {
  none @0 $label(zh="无", en="None");
  received @1 $label(zh="已收", en="Received");
  withdrawn @2 $label(zh="已撤回", en="Withdrawn");
}

struct Remittance $state("remittance") $plural("remittances") $label(zh="缴款", en="Remittance")
    $list(keeper="cases", indexes=["outlet", "status outlet", "technician"], owner="outlet",
           order="-received_at",
          search=["id", "receipt"], menu="money",
          readers=["administrator", "auditor", "dispatcher", "accountant"], own="technician") {
  # The stream remittance/RM-yyyymmdd-nnnn. What was handed in before there were any has none, and
  # is only in the technician's history.
  status @0 :RemittanceStatus;
  technician @1 :Text $id("technician");
  outlet @2 :Text $id("outlet");
  amount @3 :Int64 $format("money");
  # Below zero: paid back to him, who had handed in too much.
  receipt @4 :Text;
  receivedBy @5 :Text $id("operator") $label(zh="收款人", en="Received by");
  receivedAt @6 :Int64 $format("instant") $label(zh="收款时间", en="Received at");
  withdrawnBy @7 :Text $id("operator") $label(zh="撤回人", en="Withdrawn by");
  withdrawnAt @8 :Int64 $format("instant") $label(zh="撤回时间", en="Withdrawn at");
  reason @9 :Text;
}

struct WithdrawRemittance $command(stream="remittance", code=166, roles=["accountant"])
    $otherThan("receivedBy")
    $when(["received"]) $label(zh="撤回缴款", en="Withdraw a remittance") {
  # It was not handed in, or not that much: the technician holds the cash as before. By another
  # person than who received it.
  remittance @0 :Text $required $id("remittance");
  reason @1 :Text $required;
}

struct RemittanceRecorded $event(stream="remittance", code=172)
    $label(zh="缴款已登记", en="Remittance recorded") {
  # Together with PaymentRemitted.
  technician @0 :UInt16 $ref("technician");
  outlet @1 :UInt16 $ref("outlet");
  amount @2 :Int64 $format("money");
  receipt @3 :Text;
  receivedBy @4 :UInt16 $ref("operator") $label(zh="收款人", en="Received by");
  receivedAt @5 :Int64 $format("instant") $label(zh="收款时间", en="Received at");
}
struct RemittanceWithdrawn $event(stream="remittance", code=173)
    $label(zh="缴款已撤回", en="Remittance withdrawn") {
  # Together with PaymentRemittedBack.
  reason @0 :Text;
  withdrawnBy @1 :UInt16 $ref("operator") $label(zh="撤回人", en="Withdrawn by");
  withdrawnAt @2 :Int64 $format("instant") $label(zh="撤回时间", en="Withdrawn at");
}
struct PaymentRemittedBack $event(stream="technician", code=174)
    $label(zh="缴款已冲回", en="Remitted cash taken back") {
  # He holds it again.
  amount @0 :Int64 $format("money");
  remittance @1 :UInt16 $ref("remittance");
}

enum RemittanceRefusal $refusals("remittance") {
  notFound @0
      $label(zh="没有该缴款；早期缴款没有编号",
             en="There is no such remittance; early ones have no number and stand");
  withdrawn @1 $label(zh="缴款已撤回", en="The remittance is withdrawn already");
  sameAuthor @2 $label(zh="撤回人不能是收款人", en="Who received it may not withdraw it");
  badText @3 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
}
