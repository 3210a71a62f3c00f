@0xd3a1c0d25e8f4b42;
# Whose appliances we serve and who sells them: brands and dealers. Commands 159, 600-602, events
# 607-610.

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
using import "annotations.capnp".yields;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".personal;
using import "annotations.capnp".maxLength;

struct Brand $state("brand") $plural("brands") $label(zh="品牌", en="Brand")
    $list(keeper="directory", indexes=["brand"], search=["id", "name", "maker"], menu="base",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "store_keeper",
              "technician", "accountant"]) {
  # The stream brand/<code>: as orders, parts and tariffs name it.
  brand @0 :Text;
  name @1 :Text;
  maker @2 :Text $label(zh="生产厂家", en="Maker");
  phone @3 :Text $format("phone") $personal("none") $label(zh="厂家热线", en="Maker's hotline");
  note @4 :Text $format("multiline");
}

struct Dealer $state("dealer") $plural("dealers") $label(zh="经销商", en="Dealer")
    $list(keeper="directory", indexes=["area"], search=["id", "name", "phone", "~address"],
          menu="base",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "technician",
              "accountant"]) {
  # Who sells appliances to customers: where a purchase comes from.
  name @0 :Text;
  phone @1 :Text $format("phone") $personal("none");
  address @2 :Text $personal("none");
  area @3 :Text;
  brands @4 :List(Text) $maxLength(100) $label(zh="经营品牌", en="Brands sold");
  note @5 :Text $format("multiline");
}

struct RegisterBrand $command(stream="brand", code=159, roles=["administrator"])
    $when(["none"]) $label(zh="登记品牌", en="Register a brand") {
  brand @0 :Text $required $maxLength(64) $label(zh="品牌代码", en="Code of the brand");
  name @1 :Text $required $maxLength(100);
  maker @2 :Text $maxLength(200) $label(zh="生产厂家", en="Maker");
  phone @3 :Text $format("phone") $personal("none") $maxLength(40)
      $label(zh="厂家热线", en="Maker's hotline");
  note @4 :Text $format("multiline");
}
struct ChangeBrand $command(stream="brand", code=600, roles=["administrator"])
    $usual(["*"])
    $label(zh="修改品牌", en="Change a brand") {
  # Everything as it shall be from now on.
  brand @0 :Text $required $id("brand");
  name @1 :Text $required $maxLength(100);
  maker @2 :Text $maxLength(200) $label(zh="生产厂家", en="Maker");
  phone @3 :Text $format("phone") $personal("none") $maxLength(40)
      $label(zh="厂家热线", en="Maker's hotline");
  note @4 :Text $format("multiline");
}
struct RegisterDealer $command(stream="dealer", code=601, roles=["administrator", "call_centre"])
    $when(["none"]) $label(zh="登记经销商", en="Register a dealer") {
  dealer @0 :Text $id("dealer") $maxLength(64) $label(zh="经销商编号", en="Dealer's number");
  # Empty: the next free number D-yyyymmdd-nnnn.
  name @1 :Text $required $maxLength(200);
  phone @2 :Text $format("phone") $personal("none") $maxLength(40);
  address @3 :Text $personal("none") $maxLength(400);
  area @4 :Text $maxLength(100);
  brands @5 :List(Text) $maxLength(100) $label(zh="经营品牌", en="Brands sold");
  note @6 :Text $format("multiline");
  confirmReason @7 :Text;
  # Needed where no register has one of the brands.
}
struct ChangeDealer $command(stream="dealer", code=602, roles=["administrator", "call_centre"])
    $usual(["*"])
    $label(zh="修改经销商", en="Change a dealer") {
  # Everything as it shall be from now on.
  dealer @0 :Text $required $id("dealer");
  name @1 :Text $required $maxLength(200);
  phone @2 :Text $format("phone") $personal("none") $maxLength(40);
  address @3 :Text $personal("none") $maxLength(400);
  area @4 :Text $maxLength(100);
  brands @5 :List(Text) $maxLength(100) $label(zh="经营品牌", en="Brands sold");
  note @6 :Text $format("multiline");
  confirmReason @7 :Text;
  # Needed where no register has one of the brands.
}

struct BrandRegistered $event(stream="brand", code=607) $label(zh="品牌已登记", en="Brand registered") {
  brand @0 :Text;
  name @1 :Text;
  maker @2 :Text $label(zh="生产厂家", en="Maker");
  phone @3 :Text $format("phone") $personal("none") $label(zh="厂家热线", en="Maker's hotline");
  note @4 :Text $format("multiline");
}
struct BrandChanged $event(stream="brand", code=608) $label(zh="品牌已修改", en="Brand changed") {
  name @0 :Text;
  maker @1 :Text $label(zh="生产厂家", en="Maker");
  phone @2 :Text $format("phone") $personal("none") $label(zh="厂家热线", en="Maker's hotline");
  note @3 :Text $format("multiline");
}
struct DealerRegistered $event(stream="dealer", code=609)
    $label(zh="经销商已登记", en="Dealer registered") {
  name @0 :Text;
  phone @1 :Text $format("phone") $personal("none");
  address @2 :Text $personal("none");
  area @3 :Text;
  brands @4 :List(Text) $label(zh="经营品牌", en="Brands sold");
  note @5 :Text $format("multiline");
}
struct DealerChanged $event(stream="dealer", code=610) $label(zh="经销商已修改", en="Dealer changed") {
  name @0 :Text;
  phone @1 :Text $format("phone") $personal("none");
  address @2 :Text $personal("none");
  area @3 :Text;
  brands @4 :List(Text) $label(zh="经营品牌", en="Brands sold");
  note @5 :Text $format("multiline");
}

enum BrandRefusal $refusals("brand") {
  notFound @0 $label(zh="没有该品牌", en="There is no such brand");
  exists @1 $label(zh="品牌已登记", en="The brand is registered already");
  badId @2 $label(zh="品牌代码格式不正确", en="The brand's code is not well formed");
  badText @3 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  badPhone @4 $label(zh="电话格式不正确", en="The phone number is not well formed");
  nothingChanged @5 $label(zh="没有变化", en="Nothing would change");
}
enum DealerRefusal $refusals("dealer") {
  notFound @0 $label(zh="没有该经销商", en="There is no such dealer");
  exists @1 $label(zh="经销商编号已被使用", en="The dealer's number is taken");
  badId @2 $label(zh="经销商编号格式不正确", en="The dealer's number is not well formed");
  badText @3 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  badPhone @4 $label(zh="电话格式不正确", en="The phone number is not well formed");
  nothingChanged @5 $label(zh="没有变化", en="Nothing would change");
  unknownBrand @6 $yields("confirmReason")
      $label(zh="没有登记过该品牌，请核对", en="No register has such a brand: is it right?");
}
