@0xd80e4b6f21a97c35;
# Machines that came back from trade or from an exchange (商返机): never sold as new. The stream
# returned_machine/<brand>:<SERIAL>. Codes 830-834 of commands and events.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".back;
using import "annotations.capnp".event;
using import "annotations.capnp".state;
using import "annotations.capnp".plural;
using import "annotations.capnp".refusals;
using import "annotations.capnp".label;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".maxLength;

enum ReturnedMachineStatus $label(zh="商返机状态", en="Status of a returned machine") {
  none @0 $label(zh="无", en="None");
  inStock @1 $label(zh="在库", en="In stock");
  released @2 $label(zh="已处置", en="Released");
  withdrawn @3 $label(zh="登记有误", en="Withdrawn");
}

enum ReturnedFrom $label(zh="返回来源", en="Where a machine came back from") {
  none @0 $label(zh="无", en="None");
  trade @1 $label(zh="商家退回", en="Trade");
  exchange @2 $label(zh="退换旧机", en="An exchange");
}

enum MachineRelease $label(zh="处置方式", en="What a returned machine is released for") {
  # Never for sale as new.
  none @0 $label(zh="未定", en="None");
  refurbished @1 $label(zh="翻新机销售", en="Sale as refurbished");
  toMaker @2 $label(zh="退回厂家", en="Back to the maker");
  forParts @3 $label(zh="拆件", en="Taken apart");
  scrapped @4 $label(zh="报废", en="Scrapped");
}

struct ReturnedMachine $state("returned_machine") $plural("returned_machines")
    $label(zh="商返机", en="Returned machine")
    $list(keeper="cases", indexes=["outlet", "status outlet", "brand model", "dealer"],
           owner="outlet",
          order="-returned_at", search=["id", "serial", "model", "+brand"], menu="parts",
          commands=["AppraiseMachine"],
          readers=["administrator", "auditor", "dispatcher", "store_keeper", "accountant"]) {
  status @0 :ReturnedMachineStatus;
  brand @1 :Text;
  model @2 :Text;
  serial @3 :Text;
  outlet @4 :Text $id("outlet");
  returnedFrom @5 :ReturnedFrom $label(zh="返回来源", en="Came back from");
  dealer @6 :Text $id("dealer");
  asset @7 :Text $id("asset");
  # Of an exchange: what it was at the customer's.
  document @8 :Text;
  note @9 :Text $format("multiline");
  returnedAt @10 :Int64 $format("instant") $label(zh="返回时间", en="Came back at");
  releasedFor @11 :MachineRelease $label(zh="处置方式", en="Released for");
  releasedAt @12 :Int64 $format("instant") $label(zh="处置时间", en="Released at");
  reason @13 :Text;
  by @14 :Text $id("operator") $label(zh="经手人", en="By");
  releasedWith @15 :Text $label(zh="处置单据", en="Released with document");
  before @16 :List(MachineStay) $maxLength(1) $label(zh="上一次返回", en="The time before");
  # What stands again when its coming once more is withdrawn.
}

struct MachineStay $label(zh="一次返回", en="A time that it came back") {
  model @0 :Text;
  outlet @1 :Text $id("outlet");
  returnedFrom @2 :ReturnedFrom $label(zh="返回来源", en="Came back from");
  dealer @3 :Text $id("dealer");
  asset @4 :Text $id("asset");
  document @5 :Text;
  note @6 :Text $format("multiline");
  returnedAt @7 :Int64 $format("instant") $label(zh="返回时间", en="Came back at");
  releasedFor @8 :MachineRelease $label(zh="处置方式", en="Released for");
  releasedAt @9 :Int64 $format("instant") $label(zh="处置时间", en="Released at");
  releasedWith @10 :Text $label(zh="处置单据", en="Released with document");
  by @11 :Text $id("operator") $label(zh="经手人", en="By");
}

struct ReceiveReturnedMachine
    $command(stream="returned_machine", code=830, roles=["store_keeper"])
    $back("WithdrawReturnedMachine")
    $when(["none", "released", "withdrawn"]) $label(zh="接收商返机", en="Receive a returned machine") {
  brand @0 :Text $required $maxLength(64);
  model @1 :Text $required $maxLength(64);
  serial @2 :Text $required $format("code") $maxLength(40);
  # Of no machine at a customer's.
  outlet @3 :Text $required $id("outlet");
  dealer @4 :Text $id("dealer");
  document @5 :Text $maxLength(64);
  note @6 :Text $format("multiline");
}
struct ReleaseReturnedMachine
    $command(stream="returned_machine", code=831, roles=["store_keeper", "accountant"])
    $back("RestoreReturnedMachine")
    $when(["in_stock"]) $usual(["in_stock"])
    $label(zh="处置商返机", en="Release a returned machine") {
  machine @0 :Text $required $id("returned_machine") $maxLength(200);
  releasedFor @1 :MachineRelease $required $label(zh="处置方式", en="Released for");
  document @2 :Text $maxLength(64);
}
struct RestoreReturnedMachine
    $command(stream="returned_machine", code=832, roles=["store_keeper", "accountant"])
    $when(["released"]) $label(zh="撤回商返机处置", en="Take back a returned machine's release") {
  machine @0 :Text $required $id("returned_machine") $maxLength(200);
  reason @1 :Text $required;
}
struct WithdrawReturnedMachine
    $command(stream="returned_machine", code=833, roles=["store_keeper"])
    $when(["in_stock"]) $label(zh="撤回商返机登记", en="Withdraw a returned machine") {
  # It never came. What came by an exchange is taken back there.
  machine @0 :Text $required $id("returned_machine") $maxLength(200);
  reason @1 :Text $required;
}

struct ReturnedMachineReceived $event(stream="returned_machine", code=830)
    $label(zh="商返机已接收", en="Returned machine received") {
  brand @0 :Text;
  model @1 :Text;
  serial @2 :Text;
  outlet @3 :Text $id("outlet");
  returnedFrom @4 :ReturnedFrom $label(zh="返回来源", en="Came back from");
  dealer @5 :Text $id("dealer");
  asset @6 :Text $id("asset");
  document @7 :Text;
  note @8 :Text $format("multiline");
  returnedAt @9 :Int64 $format("instant") $label(zh="返回时间", en="Came back at");
  by @10 :Text $id("operator") $label(zh="收货人", en="By");
}
struct ReturnedMachineReleased $event(stream="returned_machine", code=831)
    $label(zh="商返机已处置", en="Returned machine released") {
  releasedFor @0 :MachineRelease $label(zh="处置方式", en="Released for");
  document @1 :Text;
  releasedAt @2 :Int64 $format("instant") $label(zh="处置时间", en="Released at");
  by @3 :Text $id("operator") $label(zh="经手人", en="By");
}
struct ReturnedMachineRestored $event(stream="returned_machine", code=832)
    $label(zh="商返机处置已撤回", en="Release of a returned machine taken back") {
  reason @0 :Text;
}
struct ReturnedMachineWithdrawn $event(stream="returned_machine", code=833)
    $label(zh="商返机登记已撤回", en="Returned machine withdrawn") {
  reason @0 :Text;
}

enum ReturnedMachineRefusal $refusals("returned_machine") {
  notFound @0 $label(zh="没有该商返机", en="There is no such returned machine");
  alreadyIn @1 $label(zh="该机号已在库", en="A machine of that serial is in stock already");
  atCustomer @2 $label(zh="该机号在用户处", en="A machine of that serial is at a customer's");
  badText @3 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  unknownOutlet @4 $label(zh="网点不存在", en="There is no such outlet");
  unknownDealer @5 $label(zh="经销商不存在", en="There is no such dealer");
  releaseMissing @6 $label(zh="请选择处置方式", en="Say what it is released for");
  notInStock @7 $label(zh="不在库", en="It is not in stock");
  notReleased @8 $label(zh="尚未处置", en="It was not released");
  byExchange @9 $label(zh="由退换机带入，请在退换机撤回", en="It came by an exchange: take it back there");
  notNew @10 $label(zh="商返机不得作为新机", en="It came back once: never sold as new");
}
