@0x8931b9aaf00cdb51;
# Papers of a work order: install cards and service slips. Each number is a stream, because it is
# unique.

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
using import "annotations.capnp".label;
using import "annotations.capnp".means;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".maxLength;

struct Card $state("card") $plural("cards")
    $list(keeper="cases", indexes=["order"], owner="order", search=["id"], menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "store_keeper",
              "accountant"])
    $label(zh="安装卡", en="Install card") {
  order @0 :Text $id("work_order");
}

struct Slip $state("slip") $plural("slips")
    $list(keeper="cases", indexes=["order"], owner="order", search=["id"], menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "store_keeper",
              "accountant"])
    $label(zh="回单", en="Service slip") {
  order @0 :Text $id("work_order");
}

# Commands

struct HandBackInstallCard
    $command(stream="work_order", code=220, roles=["dispatcher", "store_keeper", "accountant"])
    $back("WithdrawInstallCard")
    $when(["work_reported", "completed", "followed_up", "posted"])
    $usual(["work_reported service_type=install -install_card"])
    $label(zh="交回安装卡", en="Hand back the install card") {
  order @0 :Text $required $id("work_order");
  card @1 :Text $required $format("code") $id("card") $maxLength(64) $means("install_card");
  confirmReason @2 :Text;
  # Needed where cards are registered, though none has to be, and this is none of them.
}
struct ReturnServiceSlip
    $command(stream="work_order", code=221, roles=["dispatcher", "store_keeper", "accountant"])
    $back("WithdrawServiceSlip")
    $when(["work_reported", "completed", "followed_up", "posted"])
    $usual(["work_reported -service_slip"])
    $label(zh="回单", en="Return the service slip") {
  order @0 :Text $required $id("work_order");
  slip @1 :Text $required $format("code") $id("slip") $maxLength(64);
}

# Events

struct InstallCardHandedBack $event(stream="work_order", code=221)
    $label(zh="安装卡已交回", en="Install card handed back") {
  card @0 :UInt16 $ref("card");
  by @1 :Text $id("operator") $label(zh="收卡人", en="Taken in by");
}
struct CardClaimed $event(stream="card", code=222) $label(zh="安装卡已登记", en="Card claimed") {
  order @0 :UInt16 $ref("work_order");
}
struct ServiceSlipReturned $event(stream="work_order", code=223)
    $label(zh="已回单", en="Service slip returned") {
  slip @0 :UInt16 $ref("slip");
  by @1 :Text $id("operator") $label(zh="收单人", en="Taken in by");
}
struct SlipClaimed $event(stream="slip", code=224) $label(zh="回单已登记", en="Slip claimed") {
  order @0 :UInt16 $ref("work_order");
}
