@0xb49c27d15e80f36b;
# A buyer registers his machine, in a shop or by his own link. buyer_registration/<brand>:<serial>.
# Whose serial another owner's machine bears waits for the call centre: a transfer, not a second
# asset. Codes 900-903.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
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
using import "annotations.capnp".maxLength;
using import "asset.capnp".PurchaseProof;

enum BuyerRegistrationStatus $label(zh="用户登记状态", en="Status of a buyer's registration") {
  none @0 $label(zh="无", en="None");
  registered @1 $label(zh="已登记", en="Registered");
  waiting @2 $label(zh="待核实过户", en="Transfer to decide");
  transferred @3 $label(zh="已过户", en="Transferred");
  refused @4 $label(zh="已拒绝", en="Refused");
}
enum RegistrationWay $label(zh="登记途径", en="How it was registered") {
  none @0 $label(zh="未注明", en="Not stated");
  shop @1 $label(zh="门店代办", en="By staff, in the shop or on the phone");
  link @2 $label(zh="用户链接", en="By the buyer's own link");
}

struct BuyerRegistration $state("buyer_registration") $plural("buyer_registrations")
    $label(zh="用户登记", en="Buyer's registration")
    $list(keeper="cases", indexes=["status outlet", "customer", "asset", "order", "proof",
          "outlet"],
          owner="outlet", order="-at", search=["id", "serial", "model", "invoice", "+brand"],
          menu="today", readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  status @0 :BuyerRegistrationStatus;
  brand @1 :Text;
  category @2 :Text;
  model @3 :Text;
  serial @4 :Text;
  customer @5 :Text $id("customer") $label(zh="登记人", en="Registered for");
  owner @6 :Text $id("customer") $label(zh="现用户", en="Owner then");
  # Of the machine that bears the serial already; empty: none did.
  asset @7 :Text $id("asset");
  order @8 :Text $id("work_order");
  # Whose link it was.
  outlet @9 :Text $id("outlet");
  soldOn @10 :Int32 $format("date");
  invoice @11 :Text;
  proof @12 :PurchaseProof $label(zh="购买凭证", en="Proof of purchase");
  way @13 :RegistrationWay;
  at @14 :Int64 $format("instant") $label(zh="登记时间", en="Registered at");
  by @15 :Text $id("operator") $label(zh="经手人", en="By");
  reason @16 :Text;
}

struct RegisterByBuyer $command(stream="buyer_registration", code=900,
      roles=["call_centre", "dispatcher", "technician"])
    $when(["none", "refused", "registered", "transferred"])
    $label(zh="代用户登记机器", en="Register a buyer's machine") {
  brand @0 :Text $required $maxLength(64);
  category @1 :Text $maxLength(64);
  # Empty: as the register of product models says.
  model @2 :Text $required $maxLength(64);
  serial @3 :Text $required $format("code") $maxLength(40);
  customer @4 :Text $required $id("customer");
  soldOn @5 :Int32 $required $format("date");
  invoice @6 :Text $maxLength(64);
  # Without one, and by the buyer's own word, the purchase stands unproven.
  order @7 :Text $id("work_order");
  # Whose link the buyer has.
  confirmReason @8 :Text;
  # Needed where no register has the brand.
}
struct AcceptRegistration $command(stream="buyer_registration", code=901,
      roles=["call_centre", "dispatcher"])
    $when(["waiting"]) $usual(["waiting"])
    $label(zh="同意过户", en="Accept the transfer") {
  registration @0 :Text $required $id("buyer_registration");
  reason @1 :Text $required;
}
struct RefuseRegistration $command(stream="buyer_registration", code=902,
      roles=["call_centre", "dispatcher"])
    $when(["waiting"]) $label(zh="拒绝过户", en="Refuse the transfer") {
  registration @0 :Text $required $id("buyer_registration");
  reason @1 :Text $required;
}
struct ReopenRegistration $command(stream="buyer_registration", code=903,
      roles=["call_centre", "dispatcher"])
    $when(["refused"]) $label(zh="重新核实过户", en="Look into it again") {
  registration @0 :Text $required $id("buyer_registration");
  reason @1 :Text $required;
}

struct BuyerRegistered $event(stream="buyer_registration", code=900)
    $label(zh="用户已登记机器", en="A buyer registered his machine") {
  brand @0 :Text;
  category @1 :Text;
  model @2 :Text;
  serial @3 :Text;
  customer @4 :UInt16 $ref("customer") $label(zh="登记人", en="Registered for");
  owner @5 :UInt16 $ref("customer") $label(zh="现用户", en="Owner then");
  asset @6 :UInt16 $ref("asset");
  order @7 :UInt16 $ref("work_order");
  outlet @8 :UInt16 $ref("outlet");
  soldOn @9 :Int32 $format("date");
  invoice @10 :Text;
  proof @11 :PurchaseProof $label(zh="购买凭证", en="Proof of purchase");
  way @12 :RegistrationWay;
  at @13 :Int64 $format("instant") $label(zh="登记时间", en="Registered at");
  by @14 :Text $id("operator") $label(zh="经手人", en="By");
}
struct RegistrationAccepted $event(stream="buyer_registration", code=901)
    $label(zh="过户已同意", en="Transfer accepted") {
  reason @0 :Text;
  by @1 :UInt16 $ref("operator") $label(zh="经手人", en="By");
}
struct RegistrationRefused $event(stream="buyer_registration", code=902)
    $label(zh="过户已拒绝", en="Transfer refused") {
  reason @0 :Text;
  by @1 :UInt16 $ref("operator") $label(zh="经手人", en="By");
}
struct RegistrationReopened $event(stream="buyer_registration", code=903)
    $label(zh="过户重新核实", en="Transfer looked into again") {
  reason @0 :Text;
}

enum BuyerRegistrationRefusal $refusals("buyer_registration") {
  notFound @0 $label(zh="没有该登记", en="There is no such registration");
  alreadyHis @1 $label(zh="该机器已登记在此用户名下", en="The machine is registered to this customer already");
  waiting @2 $label(zh="该机号已有登记待核实", en="A registration of this serial waits for an answer");
  notWaiting @3 $label(zh="该登记不待核实", en="The registration does not wait");
  notRefused @4 $label(zh="该登记未被拒绝", en="The registration is not refused");
  badSerial @5 $label(zh="机号格式不正确", en="The serial number is not well formed");
  badBrand @6 $label(zh="品牌不正确", en="The brand is not well formed");
  badText @7 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  soldInFuture @8 $label(zh="购买日期晚于今天", en="It cannot be sold on a day that has not come");
  dateMissing @9 $label(zh="请填写购买日期", en="Name the day of the purchase");
  unknownCustomer @10 $label(zh="客户不存在", en="There is no such customer");
  unknownOrder @11 $label(zh="没有该工单", en="There is no such order");
  otherCustomer @12 $label(zh="工单属于其他客户", en="The order is another customer's");
  changedHands @13 $label(zh="机器已换用户，请重新登记", en="The machine has changed hands: register it again");
}
